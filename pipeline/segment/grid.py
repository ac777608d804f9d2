"""A part that is one wide table: rows by the columns of each page's own header, headings between the rows.

The way of a row: the header above it says which cell is whose; where cells look like those of other columns, all of
them alike, the row was read shifted and is put right; an amount or an office in a month's column goes where it belongs.
Nothing is joined here: what goes on over a page break is for *extract*, which knows what a cell means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.markup import tidy
from pipeline.numerals import be_to_ce, find_months, parse_year_be
from pipeline.segment.parts import LONGEST_HEADING, Stretch, table_lines
from pipeline.segment.project_table import claimed, read_project_table
from schemas.document import Line
from schemas.outline import Fragment, GridBlock, GridHeading, GridRow, Outline, Place
from schemas.profile import Grid, GridColumn, Profile

FARTHEST_SHIFT = 3
"""Cells; a row read farther off than this is not recognised as shifted."""
CLEAR_LEAD = 2
"""By how many cells a shifted reading must fit better than the row as it stands."""
MOVABLE = ("budget", "units")
"""Columns of which a cell is known by its look wherever it stands."""
_YEAR = re.compile(r"(\d{2})$")


class Columns:
    """A header: which column each cell of the rows below belongs to, and the month of each month's column."""

    def __init__(self, cells: Sequence[str], grid: Grid) -> None:
        self.grid = grid
        self.columns: list[GridColumn | None] = []
        self.swallowed: dict[str, str] = {}
        self.strange: set[int] = set()
        """Places of columns whose heads the profile does not know."""
        self.months: dict[int, date] = {}
        month = next((column for column in grid.columns if column.kind == "month"), None)
        for text in cells:
            column, rest = _headed(text, grid)
            if column is None and not text and self.columns and self.columns[-1] is month:
                column = month
            if column is None and text:
                self.strange.add(len(self.columns))
            self.columns.append(column)
            if column is not None and rest:
                self.swallowed[column.name] = rest

    def name_months(self, cells: Sequence[str]) -> None:
        """Take a second header row that names the months; a misread name is the month between its neighbours."""
        read: dict[int, date] = {}
        for place, text in enumerate(cells):
            found = find_months(text)
            if found and found[0].year_be:
                read[place] = date(be_to_ce(found[0].year_be), found[0].month, 1)
        for place, text in enumerate(cells):
            if not text:
                continue
            known = read.get(place) or _between(read, place)
            if known is not None:
                self.months[place] = known
                self._widen(place)

    def _widen(self, place: int) -> None:
        month = next((column for column in self.grid.columns if column.kind == "month"), None)
        if place < len(self.columns) and self.columns[place] is None:
            self.columns[place] = month


def _between(read: dict[int, date], place: int) -> date | None:
    """The month of a column whose neighbour's month is known."""
    if place + 1 in read:
        return _step(read[place + 1], -1)
    return _step(read[place - 1], 1) if place - 1 in read else None


def _step(month: date, by: int) -> date:
    count = month.year * 12 + month.month - 1 + by
    return date(count // 12, count % 12 + 1, 1)


def _headed(text: str, grid: Grid) -> tuple[GridColumn | None, str]:
    """The column that a header cell heads, and the text of a row that it swallowed."""
    for column in grid.columns:
        for pattern in column.headers:
            match = pattern.regex.search(text)
            if match:
                return column, match.groupdict().get("rest") or ""
    return None, ""


def read_grid(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Read a part of kind `grid` into one block of `outline`."""
    grid = next(one for one in profile.grids if one.name == stretch.part.grid)
    if grid.rows == "entries":
        read_project_table(stretch, profile, outline, grid)
    else:
        _Reader(stretch, profile, outline, grid).read()


class _Reader:
    """One pass over a grid; the state is the header in force, the heading that is open, whether a page has begun."""

    def __init__(self, stretch: Stretch, profile: Profile, outline: Outline, grid: Grid) -> None:
        self.stretch, self.profile, self.ledger, self.grid = stretch, profile, outline.ledger, grid
        self.block = GridBlock(stretch.part, grid, [], [])
        self.columns: Columns | None = None
        self.page_start = False
        self.after_header = False
        self.heading: list[tuple[str, int]] = []
        self.goal: Fragment | None = None
        outline.grids.append(self.block)

    def read(self) -> None:
        if self.stretch.rest and self.stretch.lines:
            self.heading.append((self.stretch.rest, self.stretch.lines[0].number))
        for place, line, text in table_lines(self.stretch, self.ledger, self.profile):
            if not text:
                self._close_heading()
            elif line.cells is not None:
                self._close_heading()
                self._cells(line, [tidy(cell) for cell in line.cells])
            else:
                self._text(line, text, "" if self.stretch.glued(place) else " ")
        self._close_heading()

    # --- rows ---------------------------------------------------------------------------------------------------

    def _cells(self, line: Line, cells: list[str]) -> None:
        headed = [_headed(cell, self.grid)[0] for cell in cells if cell]
        known = sum(column is not None for column in headed)
        if self.after_header and self._names_months(headed) and self.columns is not None:
            self.columns.name_months(cells)
            self.ledger.claim(line.number, "table-header", f"grids.{self.grid.name}")
            self.after_header = False
        elif known >= self.grid.least and known * 2 > len(headed):
            self._header(line, cells)
        elif self.columns is not None:
            self._row(line, cells)
            self.after_header = False

    def _names_months(self, headed: Sequence[GridColumn | None]) -> bool:
        return len(headed) > 1 and all(column is not None and column.kind == "month" for column in headed)

    def _header(self, line: Line, cells: list[str]) -> None:
        self.columns = Columns(cells, self.grid)
        self.block.headers.append(line.number)
        self.ledger.claim(line.number, "table-header", f"grids.{self.grid.name}")
        self.page_start = self.after_header = True
        if self.columns.swallowed:
            kept = {name: Fragment(rest, line.number, line.number) for name, rest in self.columns.swallowed.items()}
            self.block.content.append(GridRow(line.number, kept, [], page_start=True))

    def _row(self, line: Line, cells: list[str]) -> None:
        if self.columns is None or line.cells is None:
            raise ValueError("a row without its header")
        shift = _shift(cells, self.columns.columns)
        row = GridRow(line.number, {}, [], self.page_start, shift)
        for place, text in enumerate(cells):
            if text:
                self._put(row, line, place - shift, line.cells[place].replace("**", "").strip(), text)
        self.page_start = False
        self.block.content.append(row)
        self.ledger.claim(line.number, "table-row", f"grids.{self.grid.name}", row)

    def _put(self, row: GridRow, line: Line, place: int, cell: str, text: str) -> None:
        """Give a cell to its column; what cannot be a month's mark goes where it looks to belong; all is kept."""
        columns = self.columns.columns if self.columns else []
        column = columns[place] if 0 <= place < len(columns) else None
        fragment = Fragment(cell, line.number, line.number)
        if self.columns and place in self.columns.strange:
            row.rest.append(fragment)
            return
        if column is None or (column.kind == "month" and not _looks(column, text)):
            column = self._at_home(text, row) or self._nearest(place, row) or column or self._last(row)
        if column.kind == "month":
            month = self.columns.months.get(place) if self.columns else None
            if not _is_year_of(text, month):
                row.marks.append((month, fragment))
            return
        entries = next((one for one in self.grid.columns if one.kind == "entries"), column)
        if column.kind == "items" and self._is_activity(text, row.cells.get(entries.name)):
            row.shift = row.shift or (place - columns.index(entries) if entries in columns else 0)
            column = entries
        known = row.cells.get(column.name)
        if known is not None:
            fragment = Fragment(f"{known.text}\n{cell}", line.number, line.number)
        row.cells[column.name] = fragment

    def _is_activity(self, text: str, entry: Fragment | None) -> bool:
        """Whether a cell is an activity out of its column, and not an item about one that the entry names."""
        label = self.profile.entries.activity.regex.search(text) if self.profile.entries else None
        return label is not None and (entry is None or label[0].strip() not in tidy(entry.text))

    def _at_home(self, text: str, row: GridRow) -> GridColumn | None:
        """The column of amounts or offices that a cell out of place looks like."""
        for column in self.grid.columns:
            if column.kind in MOVABLE and column.name not in row.cells and _looks(column, text):
                return column
        return None

    def _nearest(self, place: int, row: GridRow) -> GridColumn | None:
        """The nearest column of amounts or offices that the row lacks: where words beside it are taken to belong."""
        columns = self.columns.columns if self.columns else []
        free = [
            (abs(at - place), at)
            for at, one in enumerate(columns)
            if one is not None and one.kind in MOVABLE and one.name not in row.cells
        ]
        return columns[min(free)[1]] if free else None

    def _last(self, row: GridRow) -> GridColumn:
        """The last column that the row has something in: where a cell beyond the header is kept."""
        named = [column for column in self.grid.columns if column.name in row.cells]
        return named[-1] if named else self.grid.columns[-1]

    # --- headings -----------------------------------------------------------------------------------------------

    def _text(self, line: Line, text: str, between: str) -> None:
        """A line that is no row; `between` is what stands between the line before and it."""
        goal = self.profile.issue_goal.regex.search(text) if self.profile.issue_goal else None
        begins = len(text) <= LONGEST_HEADING and self.profile.heading_set.first(text)
        agency = any(text in agency.spellings for agency in self.profile.agencies)
        if self.stretch.dense and (goal or begins or agency):
            self._close_heading()
        if goal and not self.heading:
            heading = next((one for one in reversed(self.block.content) if isinstance(one, GridHeading)), None)
            if heading is not None:
                self.goal = heading.goal = Fragment(goal["rest"], line.number, line.number)
            self.ledger.claim(line.number, "goal", "issue_goal")
        elif self.heading or begins:
            self.heading.append((between + text, line.number))
            self.ledger.claim(line.number, "heading", "headings")
        elif agency:
            self.ledger.claim(line.number, "agency-mark", "agencies")
        elif self.goal is not None:
            self.goal.text += between + text
            self.goal.last = line.number
            self.ledger.claim(line.number, "goal", "issue_goal")

    def _close_heading(self) -> None:
        """Make one heading of the lines that belong to it; no goal goes on behind it."""
        self.goal = None
        if not self.heading:
            return
        text = "".join(part for part, _ in self.heading).strip()
        taken = self.profile.heading_set.first(text)
        place = Place("", self.heading[0][1], self.heading[-1][1])
        self.heading = []
        if taken is None:
            return
        rule, match = self.profile.headings[taken[0]], taken[1]
        place.title = match["title"].strip()
        self.block.content.append(GridHeading(rule.kind, match["number"], place, claimed(match)))


def _looks(column: GridColumn, text: str) -> bool:
    return any(pattern.regex.search(text) for pattern in column.content)


def _shift(cells: Sequence[str], columns: Sequence[GridColumn | None]) -> int:
    """By how many columns a row stands too far right (negative: left); 0 unless another place fits clearly better.

    A row whose entry stands in the column of entries is where it should be.
    """
    pairs = zip(cells, columns, strict=False)
    if any(one is not None and one.kind == "entries" and one.content and _looks(one, text) for text, one in pairs):
        return 0
    movable = [one for one in columns if one is not None and one.kind in MOVABLE]
    scores = {shift: _fit(cells, columns, shift, movable) for shift in range(-FARTHEST_SHIFT, FARTHEST_SHIFT + 1)}
    best = max(scores, key=lambda shift: (scores[shift], -abs(shift)))
    return best if scores[best] >= max(scores[0], 0) + CLEAR_LEAD else 0


def _fit(cells: Sequence[str], columns: Sequence[GridColumn | None], shift: int, movable: Sequence[GridColumn]) -> int:
    """How many cells look like their columns' cells, less those that do not, were the row moved by `shift`.

    An amount or an office in a month's column counts for nothing: it goes home wherever it stands.
    """
    score = 0
    for place, text in enumerate(cells):
        if not text:
            continue
        target = place - shift
        column = columns[target] if 0 <= target < len(columns) else None
        if column is None:
            score -= 1
        elif column.content and _looks(column, text):
            score += 1
        elif column.content and not (column.kind == "month" and any(_looks(one, text) for one in movable)):
            score -= 1
    return score


def _is_year_of(text: str, month: date | None) -> bool:
    """Whether a month's cell holds only the year out of the header above it."""
    if month is None:
        return bool(_YEAR.fullmatch(text)) and parse_year_be(text) is not None
    year = parse_year_be(text)
    return year is not None and be_to_ce(year) == month.year
