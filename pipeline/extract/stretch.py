"""Lines of a row with whose they are, and what is found beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.cells import Print, prints_of, within
from pipeline.extract.lists import Item
from pipeline.extract.reading import Activity, Amount, Project, Told
from pipeline.markup import DASHES, tidy
from schemas.outline import Fragment, GridRow


@dataclass(slots=True)
class Found:
    """What a stretch of a row tells."""

    told: list[Told] = field(default_factory=list)
    offices: list[Item] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    marks: list[Fragment] = field(default_factory=list)


@dataclass(slots=True)
class Stretch:
    """Lines of a row, from `first` to before `end` (None: to the last), and whose they are.

    `told`: the lines of the row's cells are lines of the row. `activities` are those that begin in these lines. `above`
    is what the rows before told of the project, where a page's end cut it: the first items may belong to the last one.
    """

    row: GridRow
    project: Project | None
    first: int
    end: int | None
    told: bool
    activities: list[Activity]
    above: Sequence[Told] = ()

    def prints(self, cell: Fragment) -> list[Print]:
        """The printed lines of a cell that stand in the stretch."""
        prints = prints_of(cell)
        return within(prints, self.first, self.end) if self.told else prints

    def activity_of(self, lines: Sequence[int]) -> list[Activity | None]:
        """The activity beside which each of a column's entries stands, given the entries' first lines.

        Only where the column is told by activities: nothing stands beside the title, something beside each activity.
        """
        begun = [one.first for one in self.activities]
        if not self.told or not begun or not lines or min(lines) < min(begun) or not set(begun) <= set(lines):
            return [None] * len(lines)
        return [max((one for one in self.activities if one.first <= line), key=_first) for line in lines]


def _first(activity: Activity) -> int:
    return activity.first


def says(prints: Sequence[Print]) -> bool:
    """Whether printed lines say more than a dash."""
    return bool(text_of(prints).strip(DASHES))


def text_of(prints: Sequence[Print]) -> str:
    """What printed lines say together."""
    return tidy("".join(f" {one.text}" if one.begins else one.text for one in prints))
