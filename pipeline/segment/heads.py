"""The heads of a table of projects: which column each place is, over one header row or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.profile import Grid, GridColumn


@dataclass(frozen=True, slots=True)
class Head:
    """What heads a place: the column (None: one that nobody knows), and what its head says of its cells."""

    column: GridColumn | None
    label: str | None
    strange: bool = False


class Heads:
    """The heads of one table, place by place from the left."""

    def __init__(self, cells: Sequence[str], grid: Grid) -> None:
        self.grid = grid
        self.places = [_head(text, grid) for text in cells]

    @staticmethod
    def are_in(cells: Sequence[str], grid: Grid) -> bool:
        """Whether a row heads a table: enough of its cells head known columns, and more than half of all."""
        told = [_head(text, grid) for text in cells if text]
        known = {head.column.name for head in told if head.column is not None}
        return len(known) >= grid.least and sum(head.column is not None for head in told) * 2 > len(told)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that there are, from the left."""
        return tuple(dict.fromkeys(head.column.name for head in self.places if head.column is not None))

    def part(self, cells: Sequence[str], merged: int) -> bool:
        """Take a further header row, whose cells part the columns above them; False: it is no such row.

        `merged` is how many cells of the row belong to the row above: where most do, it is a header whatever it says.
        """
        if len(cells) > len(self.places) or not any(cells):
            return False
        sure = merged * 2 > len(self.places)
        parted: dict[int, Head] = {}
        for place, text in enumerate(cells):
            if not text:
                continue
            head = self._under(place, text, merged > 0) or (Head(None, None, strange=True) if sure else None)
            if head is None:
                return False
            parted[place] = head
        for place, head in parted.items():
            self.places[place] = head
        return True

    def _under(self, place: int, text: str, is_header: bool) -> Head | None:
        """The head that `text` is under the one above it, which may reach over several places.

        Under a head of budgets it names a fund, whatever it says, unless it heads another column by itself; under any
        other head it may do so only in a row that is known to be one of heads (`is_header`).
        """
        reaching = (head for head in reversed(self.places[: place + 1]) if head.column is not None or head.strange)
        above = next(reaching, None)
        own = _head(text, self.grid)
        if above is None or above.column is None:
            return own if own.column is not None and self.places[place].column is None else None
        for pattern in above.column.under:
            match = pattern.regex.search(text)
            if match:
                return Head(above.column, match.groupdict().get("label") or text)
        if own.column is not None:
            free = self.places[place].column is None or above.column.kind == "budget"
            return own if free or is_header else None
        return Head(above.column, text) if above.column.kind == "budget" else None


def _head(text: str, grid: Grid) -> Head:
    """What a cell heads; a head that a narrow column broke inside a word is tried without its blanks, too."""
    for told in dict.fromkeys((text, "".join(text.split()))):
        for column in grid.columns:
            for pattern in column.headers:
                match = pattern.regex.search(told)
                if match:
                    return Head(column, match.groupdict().get("label"))
    return Head(None, None, strange=bool(text))
