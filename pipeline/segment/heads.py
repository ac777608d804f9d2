"""The heads of a table of projects: which column each place is, over one header row or several."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from schemas.profile import Grid, GridColumn

REACHING = 2
"""Heads that reach down into a row of heads, at least."""
LEAST_COUNTED = 4
"""Columns that are counted from 1 on below their heads; fewer may be figures of a row."""
LONGEST = 40
"""Letters of a head, at most."""


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

    def part(self, cells: Sequence[str], below: Collection[int]) -> bool:
        """Take a further header row, whose cells part the columns above them; False: it is no such row.

        `below` are the cells of the row that are the lower part of the one above: where most are, or several heads
        reach down beside short words and no entry, it is a header whatever it says.
        """
        if len(cells) > len(self.places) or not any(cells):
            return False
        if _counts_columns(cells):
            return True
        sure = len(below) * 2 > len(self.places) or self._reach_down(cells, below)
        parted: dict[int, Head] = {}
        for place, text in enumerate(cells):
            if not text:
                continue
            head = self._under(place, text, len(below) > 0) or (self._part_of(place, text) if sure else None)
            if head is None:
                return False
            parted[place] = head
        for place, head in parted.items():
            self.places[place] = head
        return True

    def _reach_down(self, cells: Sequence[str], below: Collection[int]) -> bool:
        """Whether heads reach down into a row of short words, the one of the entries among them."""
        down = [self.places[place].column for place in below if place < len(cells) and not cells[place]]
        entries = any(column is not None and column.kind == "entries" for column in down)
        return entries and sum(column is not None for column in down) >= REACHING and max(map(len, cells)) <= LONGEST

    def _part_of(self, place: int, text: str) -> Head:
        """A head with words that nobody knows: it parts the column above, if there is one."""
        above = self._above(place)
        if above is None or above.column is None:
            return Head(None, None, strange=True)
        return Head(above.column, text if above.column.kind in ("mark", "target") else None)

    def _above(self, place: int) -> Head | None:
        """The head above a place, which may reach over several places."""
        reaching = (head for head in reversed(self.places[: place + 1]) if head.column is not None or head.strange)
        return next(reaching, None)

    def _under(self, place: int, text: str, is_header: bool) -> Head | None:
        """The head that `text` is under the one above it.

        Under a head of budgets it names a fund, whatever it says, unless it heads another column by itself; under any
        other head it may do so only in a row that is known to be one of heads (`is_header`).
        """
        above = self._above(place)
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


def _counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row says nothing but which column each is: `(1)`, `(2)`, `(3)` from the left, in most of its cells."""
    told = [text.strip("()[]. ") for text in cells if text]
    numbers = [str(place) for place in range(1, len(told) + 1)]
    return len(told) >= LEAST_COUNTED and len(told) * 2 > len(cells) and told == numbers


def _head(text: str, grid: Grid) -> Head:
    """What a cell heads; a head that a narrow column broke inside a word is tried without its blanks, too."""
    for told in dict.fromkeys((text, "".join(text.split()))):
        for column in grid.columns:
            for pattern in column.headers:
                match = pattern.regex.search(told)
                if match:
                    return Head(column, match.groupdict().get("label"))
    return Head(None, None, strange=bool(text))
