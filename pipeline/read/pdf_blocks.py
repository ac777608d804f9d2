"""From a page's lines and tables to what stands on it in reading order, with a blank where a new block begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.read.pdf_columns import Loose, leads_to_pages, loose_tables, side_by_side
from pipeline.read.pdf_glyphs import Painted
from pipeline.read.pdf_letters import Cluster, clusters_of
from pipeline.read.pdf_lines import (
    Row,
    begins_item,
    had_room,
    is_full,
    rows_of,
)
from pipeline.read.pdf_shapes import pieces_of_slide
from pipeline.read.pdf_tables import Foot, TableRow, fill, foot_of, grids_of, is_table, table_rows
from pipeline.read.pdf_tags import NOWHERE, Place
from pipeline.read.pdf_turned import turned_lines
from schemas.document import Layout

USUAL_LEADING = 1.36
"""Em from baseline to baseline, where a page has too few lines to tell."""
ENOUGH = 3
"""Distances from which a leading can be told."""
MORE_ROOM = 1.09
"""Times the leading. With more room than this between two lines the lower one begins a block."""
INDENT = 0.8
"""Em. A line that begins this much further to the right after a line with room left begins a paragraph."""
SHORT = 6.0
"""Em. A line that leaves this much room, and a quarter of the width, ends its paragraph."""
OTHER_SCRIPT = 1.4
"""The same for a line of Thai alone and one without any: programs set both scripts of one text so differently."""
OTHER_SIZE = 1.06
"""Ratio of two letter sizes that are not the same."""


@dataclass(slots=True)
class Printed:
    """One line or table row of a page; `row` is None for a table's row, which has its place in a ruled table as `told`.

    `gap`: whether a blank stands before it.
    """

    page: int
    text: str
    box: tuple[float, float, float, float]
    cells: tuple[str, ...] | None = None
    row: Row | None = None
    told: TableRow | None = None
    gap: bool = False
    matter: bool = False
    ended: bool = False
    """Whether its author ended the line, though the next one goes on in its block: that one's first words had room."""
    full: bool = False
    """Whether no blank had room behind the line."""
    mended: tuple[str, ...] = ()
    """The repaired text, or the repaired cells of a row."""
    layout: Layout | None = None
    """How a row's cells stand; places in the cells' texts are those of `mended` once that is there."""
    ends: tuple[Place, Place] = NOWHERE, NOWHERE
    """Where a line's first and last letters stand in the file's own structure."""


@dataclass(slots=True)
class Sheet:
    """A page's contents; `left` and `right` bound the text, `depth` is the page's height in its direction.

    `foot` is how its lowest table ends, `tagged` whether the file tells the page's structure.
    """

    number: int
    depth: float
    printed: list[Printed]
    left: float
    right: float
    dropped: dict[str, int] = field(default_factory=dict)
    foot: Foot | None = None
    tagged: bool = False


class Leading:
    """The distance of baselines for each letter size and weight (headings are set closer), learnt page by page."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, bool], Counter[int]] = {}
        self.pairs: dict[tuple[int, int, int, int], Counter[int]] = {}

    def learn(self, rows: Sequence[Row]) -> None:
        """Count the distances between a page's lines whose letters are of one size."""
        for above, below in pairwise(rows):
            size, lead = round(above.size), below.y - above.y
            self.pairs.setdefault(_scripts(above, below), Counter())[round(lead * 2)] += 1
            plain = round(below.size) == size == round(max(above.tallest, below.tallest))
            if plain and 0.8 * size < lead < 2.2 * size:
                self.known.setdefault((size, below.bold > 0.5), Counter())[round(lead * 2)] += 1

    def between(self, above: Row, below: Row) -> float:
        """The leading of two lines; letters that are larger than the rest of their line push the lines apart."""
        tallest, bold = max(above.tallest, below.tallest), below.bold > 0.5
        expected = max(self.of(row.size, bold) * max(tallest / row.size, 1.0) for row in (above, below))
        seen = self.pairs.get(_scripts(above, below), Counter())
        return (
            min(expected, _smallest(seen))
            if seen.total() >= ENOUGH and tallest > min(above.size, below.size)
            else expected
        )

    def of(self, size: float, bold: bool) -> float:
        """The leading of lines of this size: of the distances that occur often, the smallest.

        Of a size that is not known well, in proportion to the size that is known best.
        """
        for key in ((round(size), bold), (round(size), False)):
            if self._total(key) >= ENOUGH:
                return _smallest(self.known[key])
        best = max(self.known, key=self._total, default=None)
        if best is None or self._total(best) < ENOUGH:
            return USUAL_LEADING * size
        return _smallest(self.known[best]) / best[0] * size

    def _total(self, key: tuple[int, bool]) -> int:
        return self.known.get(key, Counter()).total()


def _scripts(above: Row, below: Row) -> tuple[int, int, int, int]:
    """The sizes of the letters of two lines, script by script: which stand in a line moves its baseline."""
    return round(above.thai), round(above.other), round(below.thai), round(below.other)


def _smallest(counts: Counter[int]) -> float:
    """Of the distances that occur often, the smallest; points from half points."""
    spread = {lead: counts[lead - 1] + count + counts[lead + 1] for lead, count in counts.items()}
    often = max(spread.values()) * 0.4
    low = min(lead for lead, count in spread.items() if count >= often)
    near = [lead for lead in range(low, low + 3) if counts[lead] * 4 >= counts[low]]
    return max(near, default=low) / 2


def sheet_of(page: Painted, leading: Leading) -> Sheet:
    """What stands on a page, in reading order."""
    printed: list[Printed] = []
    dropped: Counter[str] = Counter()
    clusters, lost = clusters_of(page.glyphs, page.along, page.depth)
    dropped.update(lost)
    if boxes := pieces_of_slide(page, clusters):
        return _slide(page, boxes, leading, dict(dropped))
    grids = grids_of(page)
    outside = fill(grids, clusters)
    tables = [grid for grid in grids if is_table(grid)]
    for grid in grids:
        if not is_table(grid):
            outside += [cluster for cell in grid.inside.values() for cluster in cell]
    rows = rows_of(outside)
    leading.learn(rows)
    left = min((row.x0 for row in rows), default=0.0)
    right = max((row.x1 for row in rows), default=page.along)
    turned, more = turned_lines(page, tables)
    dropped.update(more)
    entries: list[tuple[float, list[Printed]]] = []
    for grid in tables:
        made = [
            Printed(
                page.number,
                "\t".join(row.cells),
                page.box(row.x0, row.top, row.x1, row.bottom),
                row.cells,
                told=row,
                layout=row.layout,
            )
            for row in table_rows(grid, page.place)
        ]
        if made:
            entries.append((grid.ys[0], made))
    edges = sorted(place for place, _ in entries)
    stretches = _stretches(rows, edges)
    plain = leads_to_pages(rows)
    entries += [(stretch[0].top, _lines(page, stretch, leading, (left, right), plain)) for stretch in stretches]
    for _, made in sorted(entries, key=lambda entry: entry[0]):
        if printed:
            made[0].gap = True
        printed += made
    printed += [Printed(page.number, row.text, box, row=row, gap=True) for row, box in turned]
    lowest = max(tables, key=lambda grid: grid.ys[-1], default=None)
    foot = None if lowest is None else foot_of(lowest, page.across)
    return Sheet(page.number, page.depth, printed, left, right, dict(dropped), foot, page.tags is not None)


def _slide(page: Painted, boxes: Sequence[Sequence[Cluster]], leading: Leading, dropped: dict[str, int]) -> Sheet:
    """A slide: its boxes one after another, each with its lines from above to below."""
    columns = [rows_of(box) for box in boxes]
    for rows in columns:
        leading.learn(rows)
    printed: list[Printed] = []
    for rows in columns:
        left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
        for place, row in enumerate(rows):
            gap = place == 0 or begins_block(rows[place - 1], row, leading, left, right)
            box = page.box(row.x0, row.top, row.x1, row.bottom)
            printed.append(Printed(page.number, row.text, box, row=row, gap=gap and bool(printed)))
    left, right = (min(row.x0 for rows in columns for row in rows), max(row.x1 for rows in columns for row in rows))
    return Sheet(page.number, page.depth, printed, left, right, dropped, tagged=page.tags is not None)


def _stretches(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Row]]:
    """Lines between tables."""
    found: list[list[Row]] = []
    before = None
    for row in rows:
        place = sum(edge < row.y for edge in edges)
        if place != before:
            found.append([])
        found[-1].append(row)
        before = place
    return found


def _lines(
    page: Painted, rows: Sequence[Row], leading: Leading, bounds: tuple[float, float], plain: bool
) -> list[Printed]:
    """The lines of a stretch; unless it is plain, those that stand in columns without rules as rows of a table."""
    printed: list[Printed] = []
    left, right = bounds
    for column in side_by_side(rows):
        edge = right if column is rows else max(row.x1 for row in column)
        margin = left if column is rows else min(row.x0 for row in column)
        before: Row | None = None
        for one in column if plain else loose_tables(column):
            if isinstance(one, Loose):
                box = page.box(one.x0, one.top, one.x1, one.bottom)
                printed.append(Printed(page.number, "\t".join(one.cells), box, one.cells, gap=one.first))
                before = None
                continue
            box = page.box(one.x0, one.top, one.x1, one.bottom)
            goes_on = _goes_on(page, before, one)
            gap = bool(printed) and (
                before is None or (goes_on is not True and begins_block(before, one, leading, margin, edge))
            )
            if before is not None and not gap:
                printed[-1].ended = goes_on is False or had_room(before, one, edge)
            ends = page.place(one.clusters[0].mark), page.place(one.clusters[-1].mark)
            full = is_full(one, edge)
            printed.append(Printed(page.number, one.text, box, row=one, gap=gap, full=full, ends=ends))
            before = one
    return printed


def _goes_on(page: Painted, above: Row | None, below: Row) -> bool | None:
    """Whether a line is of the same paragraph as the one above, as the file's own structure tells."""
    if above is None:
        return None
    return page.place(above.clusters[-1].mark).goes_on(page.place(below.clusters[0].mark))


def begins_block(above: Row, below: Row, leading: Leading, left: float, right: float) -> bool:
    """Whether a line of the same page begins a block, by the room above it or by what it looks like."""
    lead = below.y - above.y
    if lead > leading.between(above, below) * MORE_ROOM + 0.6 or lead <= 0:
        return True
    return looks_new(above, below, left, right)


def looks_new(above: Row, below: Row, left: float, right: float) -> bool:
    """Whether a line begins a block whatever the room: other letters, a marker, an indent, a line above that ended."""
    if _other_size(above, below):
        return True
    if (above.bold > 0.9 and below.bold < 0.1) or (above.bold < 0.1 and below.bold > 0.9):
        return True
    size = below.size
    room = right - above.x1
    shifted = below.x0 - above.x0
    if begins_item(below.text) and (abs(shifted) > 0.3 * size or room > 2 * size or begins_item(above.text)):
        return True
    if shifted > INDENT * size and room > 3 * size and not begins_item(above.text):
        return True
    centred = above.x0 - left > 4 * size
    heading = above.bold > 0.9
    return (
        room > max(SHORT * size, 0.25 * (right - left)) and not centred and not heading and below.x0 - left < 3 * size
    )


def _other_size(above: Row, below: Row) -> bool:
    """Whether two lines have letters of different sizes: in the script that both have, first in Thai; else by much.

    A leader of dots, or a line with many Latin words, may be larger than the Thai of the same paragraph.
    """
    for one, other in ((above.thai, below.thai), (above.other, below.other)):
        if one and other:
            return max(one, other) > OTHER_SIZE * min(one, other)
    return max(above.size, below.size) > OTHER_SCRIPT * min(above.size, below.size)
