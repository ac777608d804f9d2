"""The header of a page's table: which column each cell of the rows below belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.numerals import be_to_ce, find_months
from schemas.outline import Fragment
from schemas.profile import Grid, GridColumn


class Columns:
    """A header: which column each cell of the rows below belongs to, and the month of each month's column."""

    def __init__(self, cells: Sequence[str], grid: Grid) -> None:
        self.grid = grid
        self.columns: list[GridColumn | None] = []
        self.swallowed: dict[str, str] = {}
        self.strange: set[int] = set()
        """Places of columns whose heads the profile does not know."""
        self.months: dict[int, date] = {}
        self.heads = list(cells)
        self.undated: list[tuple[Fragment, int]] = []
        """Marks in columns of which the month is not told, with their places."""
        month = next((column for column in grid.columns if column.kind == "month"), None)
        for text in cells:
            column, rest = headed_by(text, grid)
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

    def name_times(self) -> None:
        """Put what heads its column before each undated mark: where no page names months, that is all there is."""
        for mark, place in self.undated:
            if 0 <= place < len(self.heads):
                mark.text = f"{self.heads[place]} {mark.text}".strip()

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


def headed_by(text: str, grid: Grid) -> tuple[GridColumn | None, str]:
    """The column that a header cell heads, and the text of a row that it swallowed."""
    for column in grid.columns:
        for pattern in column.headers:
            match = pattern.regex.search(text)
            if match:
                return column, match.groupdict().get("rest") or ""
    return None, ""
