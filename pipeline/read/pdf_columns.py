"""Columns without rules: tables that are only aligned, and text in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf_letters import Cluster
from pipeline.read.pdf_lines import Row, begins_item, paragraphs, pieces_of, rows_of

COLUMN_GAP = 1.5
"""Em. A gap as wide as this may part two columns; in justified text blanks grow to one em."""
ALIGNED = 3.0
"""Points. Cells that begin or end nearer to each other than this stand in one column."""
LEAST_GAP = 0.25
"""Em. Room before a cell in a line where other lines show that a column begins there."""
ROW_ROOM = 1.12
"""Times the smallest distance of a table's lines: with more room a new row begins."""
FAR = 2.6
"""Em. Lines farther apart are not of one table."""
SHORT = 5.0
"""Em. Cells up to this width may be aligned at their right edge: figures."""
MAIN_COLUMNS, MAIN_LINES = 3, 4
"""Columns and lines of a table whose columns other lines of its page may have."""
LEAST_LEADERS, LEADER_SHARE = 3, 0.1
"""Lines that lead with dots to their pages, and their share of a page's lines: then the page is one of contents."""
LEAST_LINES = 8
"""Lines that two columns of running text have at least."""
LEAST_SHARE = 0.3
"""Of the text's width: how wide each of two columns of running text is at least."""

_FIGURE = re.compile(r"\d[\d,.]*|[-–]")
_LEADER = re.compile(r"(?:\.\s?){5}|…{2}")


@dataclass(slots=True)
class Loose:
    """A row of a table without rules; `first`: whether it is the table's first."""

    cells: tuple[str, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    first: bool = False


def side_by_side(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The lines as one column, or as two where the file tells first all of the left one and then all of the right."""
    halves = [pieces_of(row, COLUMN_GAP) for row in rows]
    both = [pieces for pieces in halves if len(pieces) == 2]
    if len(both) < LEAST_LINES or len(both) * 2 < len(rows):
        return [rows]
    x0, x1 = min(row.x0 for row in rows), max(row.x1 for row in rows)
    gutter_from = max(pieces[0][-1].x1 for pieces in both)
    gutter_to = min(pieces[1][0].x0 for pieces in both)
    wide = min(gutter_from - x0, x1 - gutter_to) > LEAST_SHARE * (x1 - x0)
    if gutter_from >= gutter_to or not wide:
        return [rows]
    letters = [cluster for row in rows for cluster in row.clusters]
    left = [one for one in letters if one.x1 <= gutter_to]
    right = [one for one in letters if one.x0 >= gutter_from]
    if len(left) + len(right) < len(letters) or max(one.order for one in left) > min(one.order for one in right):
        return [rows]
    return [rows_of(left), rows_of(right)]


@dataclass(slots=True)
class _Found:
    """Lines `place` to `end` of a page that are a table whose columns begin at `starts`; a line alone has none.

    `whole`: they are one row of it.
    """

    place: int
    end: int
    starts: list[float]
    whole: bool = False


def leads_to_pages(rows: Sequence[Row]) -> bool:
    """Whether a page has contents with leaders. Its lines are no table's rows, though short leaders show no dots."""
    leaders = sum(_LEADER.search(row.text) is not None for row in rows)
    return leaders >= LEAST_LEADERS and leaders >= LEADER_SHARE * len(rows)


def loose_tables(rows: Sequence[Row]) -> Iterator[Row | Loose]:
    """The lines, those of tables without rules put together to rows."""
    pieces = [_pieces(row) for row in rows]
    found: list[_Found] = []
    place = 0
    while place < len(rows):
        starts: list[float] = []
        end = place
        if any(len(one) > 1 for one in pieces[place : place + 2]):
            starts, end = _table(rows, pieces, place)
        if end > place:
            starts = [min(row.x0 for row in rows[place:end]), *starts]
        found.append(_Found(place, max(end, place + 1), starts))
        place = found[-1].end
    for one in _with_page_column(rows, found):
        if one.starts:
            yield from _rows(rows[one.place : one.end], one.starts, one.whole)
        else:
            yield rows[one.place]


def _with_page_column(rows: Sequence[Row], found: Sequence[_Found]) -> list[_Found]:
    """The same; a line that ends with a figure in the last column of the page's main table is a row of such columns.

    A lone entry of the contents does not show its columns, and a title may run over all but the last.
    """
    main = max(found, key=lambda one: (len(one.starts) >= MAIN_COLUMNS, one.end - one.place))
    if len(main.starts) < MAIN_COLUMNS or main.end - main.place < MAIN_LINES:
        return list(found)
    table = rows[main.place : main.end]
    right = max(row.x1 for row in table)
    least = min(b.y - a.y for a, b in pairwise(table))
    kept: list[_Found] = []
    place = 0
    for one in found:
        first = max(one.place, place)
        while first < one.end and len(one.starts) < len(main.starts) and _has_page(rows[first], main.starts, right):
            place = first + 1
            while place < len(rows) and _is_rest(rows[place - 1], rows[place], main.starts, least):
                place += 1
            kept.append(_Found(first, place, _columns_like(rows[first:place], main.starts), whole=True))
            first = place
        if first < one.end:
            kept += [_Found(at, at + 1, []) for at in range(first, one.end)] if one.place < first else [one]
        place = max(place, one.end)
    return kept


def _has_page(row: Row, starts: Sequence[float], right: float) -> bool:
    """Whether a line ends with a figure where the page's main table has its last column."""
    last = [one for one in row.clusters if one.x0 >= starts[-1] - ALIGNED]
    return abs(row.x1 - right) <= ALIGNED and _is_figure(last) and _conforms(row, starts[-1:])


def _is_rest(above: Row, row: Row, starts: Sequence[float], least: float) -> bool:
    """Whether a line goes on with the row above: near to it, and without a figure of its own."""
    near = row.y - above.y <= ROW_ROOM * least and abs(row.size - above.size) < 1
    return near and row.x1 < starts[-1] - ALIGNED and not _LEADER.search(row.text)


def _columns_like(rows: Sequence[Row], starts: Sequence[float]) -> list[float]:
    """The columns of a row with a figure in the last column: as in the main table, its own, or that one alone."""
    if _parted(rows[0], starts[1:-1]) and all(_conforms(row, starts[1:]) for row in rows):
        return list(starts)
    begins = [[piece[0].x0 for piece in pieces_of(row, LEAST_GAP)] for row in rows]
    shared = [
        x for x in begins[0][1:] if len(rows) > 1 and all(any(abs(x - y) < ALIGNED for y in one) for one in begins)
    ]
    return [starts[0], *(shared[:1] if shared and shared[0] < starts[-1] - ALIGNED else []), starts[-1]]


def _pieces(row: Row) -> list[list[Cluster]]:
    """A line's pieces; a marker and what follows it are one, and so is a line that leads with dots to its page."""
    if _LEADER.search(row.text):
        return [list(row.clusters)]
    pieces = pieces_of(row, COLUMN_GAP)
    if len(pieces) > 1 and (len(pieces[0]) <= 5 and _is_marker("".join(one.text for one in pieces[0]))):
        pieces[:2] = [pieces[0] + pieces[1]]
    return pieces


def _is_marker(text: str) -> bool:
    return len(text) == 1 or begins_item(text) or begins_item(f"{text} .") or text.rstrip(".)").isdigit()


def _near(rows: Sequence[Row], place: int) -> bool:
    """Whether the line at `place` stands near enough to the one before it to be of one table."""
    return rows[place].y - rows[place - 1].y < FAR * max(rows[place].size, rows[place - 1].size)


def _table(rows: Sequence[Row], pieces: Sequence[Sequence[Sequence[Cluster]]], place: int) -> tuple[list[float], int]:
    """Columns and end of the longest table that begins at `place`; without columns it ends where it begins."""
    end = place + 1
    while end < len(rows) and _near(rows, end):
        end += 1
    leads = [b.y - a.y for a, b in pairwise(rows[place:end])]
    told, least = any(lead > ROW_ROOM * min(leads) for lead in leads), min(leads, default=0.0)
    natural = end
    while end > place + 1:
        if end < natural and told and rows[end].y - rows[end - 1].y <= ROW_ROOM * least:  # in the middle of a row
            end -= 1
            continue
        starts = _starts(pieces[place:end], rows[place].size)
        if not starts:
            break
        if _end(rows[:end], starts, place) == end and _parted(rows[place], starts):
            return starts, _without_heading(rows, starts, place, end)
        end -= 1
    return [], place


def _starts(pieces: Sequence[Sequence[Sequence[Cluster]]], size: float) -> list[float]:
    """Where the columns after the first begin, as two lines or more show it; short cells may be set to the right."""
    found = [(piece[0].x0, piece[-1].x1) for row in pieces for piece in row[1:]]
    starts: list[float] = []
    for x0, x1 in sorted(found):
        short = x1 - x0 < SHORT * size
        peers = [
            other
            for other in found
            if abs(other[0] - x0) < ALIGNED
            or (short and other[1] - other[0] < SHORT * size and abs(other[1] - x1) < ALIGNED)
        ]
        if len(peers) > 1 and (not starts or min(other[0] for other in peers) - starts[-1] > ALIGNED):
            starts.append(min(other[0] for other in peers))
    return starts


def _without_heading(rows: Sequence[Row], starts: Sequence[float], place: int, end: int) -> int:
    """The end of a table without a last line that stands in the first column alone, farther down than its rows do."""
    leads = [b.y - a.y for a, b in pairwise(rows[place:end])]
    alone = rows[end - 1].x1 < starts[0] - ALIGNED
    apart = len(leads) > 1 and leads[-1] > ROW_ROOM * max(leads[:-1])
    return end - 1 if alone and apart else end


def _end(rows: Sequence[Row], starts: Sequence[float], place: int) -> int:
    """Behind the last line of the table that begins at `place`."""
    end = place
    while end < len(rows) and (end == place or _near(rows, end)) and _conforms(rows[end], starts):
        end += 1
    return end


def _parted(row: Row, starts: Sequence[float]) -> bool:
    """Whether a line has words in two columns."""
    return row.clusters[0].x0 < starts[-1] - ALIGNED and any(
        abs(one.x0 - start) < ALIGNED for start in starts for one in row.clusters[1:]
    )


def _conforms(row: Row, starts: Sequence[float]) -> bool:
    """Whether no word of a line runs over the beginning of a column, and no leader."""
    if _LEADER.search(row.text):
        return False
    for start in starts:
        before = [one for one in row.clusters if one.x0 < start - ALIGNED]
        after = [one for one in row.clusters if one.x0 >= start - ALIGNED]
        if before and before[-1].x1 > start + ALIGNED:
            return False
        if before and after and after[0].x0 - before[-1].x1 < LEAST_GAP * row.size:
            return False
    return True


def _rows(rows: Sequence[Row], starts: Sequence[float], whole: bool) -> Iterator[Loose]:
    edges = [*starts[1:], max(row.x1 for row in rows) + 1]
    groups = [list(rows)] if whole else _groups(rows, starts, edges)
    letters = [one for row in rows for one in row.clusters]
    ends = [max((one.x1 for one in column), default=0.0) for column in _by_column(letters, starts, edges)]
    for number, group in enumerate(groups):
        columns = _by_column([one for row in group for one in row.clusters], starts, edges)
        cells = [
            paragraphs(inside, start, end) if inside else ""
            for inside, start, end in zip(columns, starts, ends, strict=True)
        ]
        yield Loose(
            tuple(cells),
            min(row.x0 for row in group),
            group[0].top,
            max(row.x1 for row in group),
            group[-1].bottom,
            first=number == 0,
        )


def _groups(rows: Sequence[Row], starts: Sequence[float], edges: Sequence[float]) -> list[list[Row]]:
    """The lines of each row of a table: room above tells where one begins, or else text in the first column.

    Two lines with text in the first column and figures in one of the others are never one row.
    """
    leads = [b.y - a.y for a, b in pairwise(rows)]
    least = min(leads, default=0.0)
    told = any(lead > ROW_ROOM * least for lead in leads)
    groups: list[list[Row]] = []
    taken: set[int] = set()
    for place, row in enumerate(rows):
        first = row.x0 < starts[1] - ALIGNED
        figures = {number for number, one in enumerate(_by_column(row.clusters, starts, edges)) if _is_figure(one)}
        begins = leads[place - 1] > ROW_ROOM * least if told and place else first
        if place == 0 or begins or (first and taken & figures):
            groups.append([])
            taken = set()
        taken |= figures if first else set()
        groups[-1].append(row)
    return groups


def _is_figure(letters: Sequence[Cluster]) -> bool:
    return bool(letters) and _FIGURE.fullmatch("".join(one.text for one in letters)) is not None


def _by_column(letters: Sequence[Cluster], starts: Sequence[float], edges: Sequence[float]) -> list[list[Cluster]]:
    """The letters that begin in each column; what stands left of the first column belongs to it."""
    lefts = [-1e9, *starts[1:]]
    return [
        [one for one in letters if left - ALIGNED <= one.x0 < edge - ALIGNED]
        for left, edge in zip(lefts, edges, strict=True)
    ]
