"""Where the cells of a row belong: to the columns that the page's header names, unless their looks say otherwise.

Where cells look like those of other columns, all of them alike, the row was read shifted and is put right; an amount or
an office in a month's column goes where it belongs. No cell is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.markup import tidy
from pipeline.numerals import be_to_ce, parse_year_be
from pipeline.segment.columns import Columns
from schemas.document import Line
from schemas.outline import Fragment, GridRow
from schemas.profile import Entries, GridColumn

FARTHEST_SHIFT = 3
"""Cells; a row read farther off than this is not recognised as shifted."""
CLEAR_LEAD = 2
"""By how many cells a shifted reading must fit better than the row as it stands."""
MOVABLE = ("budget", "units")
"""Columns of which a cell is known by its look wherever it stands."""
_YEAR = re.compile(r"(\d{2})$")


def place_cells(
    line: Line, cells: Sequence[str], header: Columns, entries: Entries | None, page_start: bool
) -> GridRow:
    """A row of the table below `header`; `cells` are those of `line`, tidied."""
    row = GridRow(line.number, {}, [], page_start, _shift(cells, header.columns))
    placing = _Placing(row, header, entries)
    shift = row.shift
    for place, (found, text) in enumerate(zip(line.cells or (), cells, strict=True)):
        if text:
            placing.put(place - shift, found.replace("**", "").strip(), text)
    return row


class _Placing:
    """One row while its cells are put in; the state is which columns have theirs."""

    def __init__(self, row: GridRow, header: Columns, entries: Entries | None) -> None:
        self.row, self.header, self.entries = row, header, entries
        self.grid, self.columns = header.grid, header.columns

    def put(self, place: int, cell: str, text: str) -> None:
        """Give a cell to its column; what cannot be a month's mark goes where it looks to belong; all is kept."""
        column = self.columns[place] if 0 <= place < len(self.columns) else None
        fragment = Fragment(cell, self.row.line, self.row.line)
        if place in self.header.strange:
            self.row.rest.append(fragment)
            return
        if column is None or (column.kind == "month" and not _looks(column, text)):
            column = self._at_home(text) or self._nearest(place) or column or self._last()
        if column.kind == "month":
            month = self.header.months.get(place)
            if not _is_year_of(text, month):
                self.row.marks.append((month, fragment))
                if month is None:
                    self.header.undated.append((fragment, place))
            return
        column = self._entries_instead(column, place, text) or column
        known = self.row.cells.get(column.name)
        if known is not None:
            fragment.text = f"{known.text}\n{cell}"
        self.row.cells[column.name] = fragment

    def _entries_instead(self, column: GridColumn, place: int, text: str) -> GridColumn | None:
        """The column of entries, where a cell of items is an activity out of place, and not about one told there."""
        entries = next((one for one in self.grid.columns if one.kind == "entries"), None)
        label = self.entries.activity.regex.search(text) if self.entries and column.kind == "items" else None
        entry = self.row.cells.get(entries.name) if entries else None
        if entries is None or label is None or (entry is not None and label[0].strip() in tidy(entry.text)):
            return None
        self.row.shift = self.row.shift or (place - self.columns.index(entries) if entries in self.columns else 0)
        return entries

    def _at_home(self, text: str) -> GridColumn | None:
        """The column of amounts or offices that a cell out of place looks like."""
        free = (one for one in self.grid.columns if one.kind in MOVABLE and one.name not in self.row.cells)
        return next((one for one in free if _looks(one, text)), None)

    def _nearest(self, place: int) -> GridColumn | None:
        """The nearest column of amounts or offices that the row lacks: where words beside it are taken to belong."""
        free = [
            (abs(at - place), at)
            for at, one in enumerate(self.columns)
            if one is not None and one.kind in MOVABLE and one.name not in self.row.cells
        ]
        return self.columns[min(free)[1]] if free else None

    def _last(self) -> GridColumn:
        """The last column that the row has something in: where a cell beyond the header is kept."""
        named = [column for column in self.grid.columns if column.name in self.row.cells]
        return named[-1] if named else self.grid.columns[-1]


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
