"""A part that is one wide table: rows by the columns of each page's own header, headings between the rows.

The way of a row: the header above it says which cell is whose; where cells look like those of other columns, all of
them alike, the row was read shifted and is put right; an amount or an office in a month's column goes where it belongs.
Nothing is joined here: what goes on over a page break is for *extract*, which knows what a cell means.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.markup import tidy
from pipeline.segment.columns import Columns, headed_by
from pipeline.segment.grid_headings import heading_of
from pipeline.segment.parts import LONGEST_HEADING, Stretch, walk
from pipeline.segment.placing import place_cells
from pipeline.segment.project_table import read_project_table
from schemas.document import Line
from schemas.outline import Fragment, GridBlock, GridHeading, GridRow, Outline
from schemas.profile import Grid, GridColumn, Profile


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
        self.headers: list[Columns] = []
        self.page_start = False
        self.after_header = False
        self.heading: list[tuple[str, int]] = []
        self.goal: Fragment | None = None
        outline.grids.append(self.block)

    def read(self) -> None:
        if self.stretch.rest and self.stretch.lines:
            self.heading.append((self.stretch.rest, self.stretch.lines[0].number))
        for place, line, text in walk(self.stretch, self.ledger, self.profile):
            if not text:
                self._close_heading()
            elif line.cells is not None:
                self._close_heading()
                self._cells(line, [tidy(cell) for cell in line.cells])
            else:
                self._text(line, text, "" if self.stretch.glued(place) else " ")
        self._close_heading()
        if not any(columns.months for columns in self.headers):
            for columns in self.headers:
                columns.name_times()

    # --- rows ---------------------------------------------------------------------------------------------------

    def _cells(self, line: Line, cells: list[str]) -> None:
        headed = [headed_by(cell, self.grid)[0] for cell in cells if cell]
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
        self.headers.append(self.columns)
        self.block.headers.append(line.number)
        self.ledger.claim(line.number, "table-header", f"grids.{self.grid.name}")
        self.page_start = self.after_header = True
        if self.columns.swallowed:
            kept = {name: Fragment(rest, line.number, line.number) for name, rest in self.columns.swallowed.items()}
            self.block.content.append(GridRow(line.number, kept, [], page_start=True))

    def _row(self, line: Line, cells: list[str]) -> None:
        if self.columns is None:
            raise ValueError("a row without its header")
        row = place_cells(line, cells, self.columns, self.profile.entries, self.page_start)
        self.page_start = False
        self.block.content.append(row)
        self.ledger.claim(line.number, "table-row", f"grids.{self.grid.name}", row)

    # --- headings -----------------------------------------------------------------------------------------------

    def _text(self, line: Line, text: str, between: str) -> None:
        """A line that is no row; `between` is what stands between the line before and it."""
        goal = self.profile.issue_goal.regex.search(text) if self.profile.issue_goal else None
        begins = len(text) <= LONGEST_HEADING and self.profile.heading_set.first(text)
        agency = any(text in agency.spellings for agency in self.profile.agencies)
        if (self.stretch.dense and (goal or begins or agency)) or (begins and self._begins_below(begins[0])):
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

    def _begins_below(self, rule: int) -> bool:
        """Whether a line looks like the heading of another kind than the one that is open."""
        open_one = self.profile.heading_set.first("".join(part for part, _ in self.heading).strip())
        return open_one is not None and self.profile.headings[rule].kind != self.profile.headings[open_one[0]].kind

    def _close_heading(self) -> None:
        """Make one heading of the lines that belong to it; no goal goes on behind it."""
        self.goal = None
        heading = heading_of(self.heading, "", self.profile)
        self.heading = []
        if heading is not None:
            self.block.content.append(heading)
