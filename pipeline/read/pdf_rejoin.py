"""Rows that a page's end cut in two: put together again, on the page where they begin.

Three witnesses, the surest first. The file's own structure: one row (TR) on both pages, or two rows of one table.
The rules: no rule ends the upper part (Chrome). The texts: Word and LibreOffice close both parts with rules, and then
the upper part ends a full page, and what stands below goes on with cells that reach the page's end, some of them in
the middle of a sentence, while others had ended before, or all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf_blocks import Printed, Sheet
from pipeline.read.pdf_layout import joined
from pipeline.read.pdf_lines import begins_item
from pipeline.read.pdf_tables import SNAP, Ending, Foot
from pipeline.read.pdf_tags import NOWHERE
from pipeline.read.pdf_wraps import join

ROOM_AT_END = 4.5
"""Em from a cell's last line to the page's end where the cell goes on. 3.4 at most in 90 such cells of tagged files;
programs that leave no single line of a paragraph may leave three lines."""
FULL_PAGE = 3.0
"""Em from a row's end to the lowest text of such pages, where a row that ends here may go on; 1.6 at most there."""
FULL_POINTS = 14.0
"""Points; the size of letters that a page's room is counted in."""


def body_of(sheet: Sheet) -> list[Printed]:
    """What stands on a page, without what belongs to the page."""
    return [one for one in sheet.printed if not one.matter]


def lowest_text(sheets: Sequence[Sheet]) -> dict[int, float]:
    """How far down the text of pages of each depth reaches, tables apart."""
    lowest: dict[int, float] = {}
    for sheet in sheets:
        rows = [one.row.bottom for one in body_of(sheet) if one.row is not None]
        depth = round(sheet.depth)
        lowest[depth] = max([lowest.get(depth, 0.0), *rows])
    return lowest


def rejoin(sheets: Sequence[Sheet]) -> frozenset[int]:
    """Put rows that a page's end cut in two together again; returns the pages that ended in a row.

    The table's head, printed once more above such a rest, belongs to the page: it would stand in the middle of a row.
    """
    home: Printed | None = None
    table: list[Printed] = []
    carried: list[Printed] = []  # the head of a table that began on an earlier page
    lowest, cut = _lowest_rows(sheets), set()
    for upper, lower in pairwise(sheets):
        above, below = body_of(upper), body_of(lower)
        if above:
            home, table = above[-1], _last_table(above)
            table = carried + table if len(table) == len(above) else table
        heads = _heads(table, below)
        rest = below[heads] if below else None
        if home is None or rest is None or (heads and rest.gap):
            home, table, carried = None, [], []
            continue
        is_full = bool(above) and lowest[round(upper.depth)] - home.box[3] < FULL_PAGE * FULL_POINTS
        owners = _owners(home, above, upper.foot) if upper.foot else []
        if upper.foot is None or not _goes_on(owners, home, rest, upper.foot, is_full or not above):
            carried = []
            continue
        carried = table[:heads]
        for one in below[:heads]:
            one.matter = True
        _join_rows(owners, rest, upper.foot.endings)
        cut.add(upper.number)
        lower.printed = [one for one in lower.printed if one is not rest]
    return frozenset(cut)


def _lowest_rows(sheets: Sequence[Sheet]) -> dict[int, float]:
    """How far down the tables of pages of each depth reach."""
    lowest: dict[int, float] = {}
    for sheet in sheets:
        depth = round(sheet.depth)
        lowest[depth] = max([lowest.get(depth, 0.0), *(one.box[3] for one in body_of(sheet) if one.told is not None)])
    return lowest


def _last_table(body: Sequence[Printed]) -> list[Printed]:
    """The rows of the table that a page ends with."""
    table: list[Printed] = []
    for one in reversed(body):
        if one.cells is None:
            break
        table.insert(0, one)
        if one.gap:
            break
    return table


def _heads(table: Sequence[Printed], below: Sequence[Printed]) -> int:
    """How many rows of a table's head are printed once more at the beginning of a page."""
    heads = 0
    for head, again in zip(table[:-1], below[:-1], strict=False):
        if again.cells is None or head.mended != again.mended or (heads and again.gap):
            break
        heads += 1
    return heads


def _owners(home: Printed, above: Sequence[Printed], foot: Foot) -> list[Printed]:
    """For each column the row that its lowest cell begins in: one of those `above` on the page, where it spans rows."""
    found = []
    for column, end in enumerate(foot.endings):
        owner = next((one for one in above if one.told is not None and one.told.top == end.top), home)
        found.append(owner if owner.mended[column : column + 1] > ("",) else home)
    return found


def _goes_on(owners: Sequence[Printed], home: Printed, rest: Printed, foot: Foot, is_full: bool) -> bool:
    """Whether `rest`, the first row of a page, is the lower part of `home`, the last row before it."""
    above, below = home.told, rest.told
    if above is None or below is None or not len(foot.endings) == len(above.cells) == len(below.cells):
        return False
    if above.row and above.table == below.table:
        return above.row == below.row
    if any(abs(one - other) > SNAP for one, other in zip(above.edges, below.edges, strict=True)):
        return False
    uppers = [owner.mended[column] for column, owner in enumerate(owners)]
    ends = list(zip(uppers, rest.mended, foot.endings, strict=True))
    if any(text and not _may_go_on(upper, text, end) for upper, text, end in ends):
        return False
    first, cut = rest.mended[0], _is_cut(ends)
    if first.rstrip(".)").isdigit() or (foot.ruled and not (is_full and cut)):
        return False
    return cut or not first or any(end.room > ROOM_AT_END for end in foot.endings)


def _may_go_on(upper: str, text: str, end: Ending) -> bool:
    """Whether a cell may go on with `text`: it reaches the page's end; a figure goes on only where it had no room."""
    return end.room <= ROOM_AT_END and not (upper and end.figure and text[0].isdigit())


def _is_cut(ends: Sequence[tuple[str, str, Ending]]) -> bool:
    """Whether the texts themselves are cut in the middle of a sentence: one, while another had ended before, or all of
    several: that each of them fills its last line by chance is rare.
    """
    inside = [upper and text and end.full and not begins_item(text) for upper, text, end in ends if upper or text]
    ended = any(upper and not text for upper, text, _ in ends)
    return any(inside) and (ended or (len(inside) > 1 and all(inside)))


def _join_rows(owners: Sequence[Printed], rest: Printed, ends: Sequence[Ending]) -> None:
    """Give the cells of `rest` to the rows that they go on with."""
    for column, (owner, end) in enumerate(zip(owners, ends, strict=True)):
        if rest.mended[column]:
            _join_cell(owner, rest, column, end)
    for owner in {id(one): one for one in owners}.values():
        if owner.layout is not None and rest.layout is not None:
            theirs = [lines if one is owner else () for one, lines in zip(owners, rest.layout.prints, strict=True)]
            if any(theirs):
                lower = replace(rest.layout, prints=tuple(theirs))
                owner.layout = joined(owner.layout, lower, owner.mended, rest.mended)


def _join_cell(owner: Printed, rest: Printed, column: int, end: Ending) -> None:
    above, below = owner.mended[column], rest.mended[column]
    last = owner.told.ends[column][1] if owner.told else NOWHERE
    first = rest.told.ends[column][0] if rest.told else NOWHERE
    goes_on = last.goes_on_over_page(first)
    new = begins_item(below) or not end.full if goes_on is None else not goes_on
    mended, cells = list(owner.mended), list(owner.cells or ())
    mended[column] = f"{above}\n{below}" if above and new else join(above, below, end.blank)
    found = (rest.cells or ())[column]
    cells[column] = f"{cells[column]}\n{found}" if cells[column] and new else join(cells[column], found, end.blank)
    if owner.told and rest.told:
        ends = list(owner.told.ends)
        ends[column] = ends[column][0], rest.told.ends[column][1]
        owner.told = replace(owner.told, ends=tuple(ends))
    owner.mended, owner.cells = tuple(mended), tuple(cells)
    owner.text = "\t".join(cells)
