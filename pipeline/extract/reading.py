"""What a grid is once its rows are read and before it has ids: levels, briefs, and what is told in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pipeline.extract.lists import Item
from schemas.outline import Fragment, GridBlock, GridRow
from schemas.profile import Part

OTHER = "other"
"""The section of what stands in a column that the profile does not know."""


@dataclass(slots=True, eq=False)
class Activity:
    """A numbered or dashed activity of a project; `first` is the line of its row that it begins on."""

    text: str
    marker: str
    number: int | None
    spans: list[tuple[int, int]]
    first: int = 0


@dataclass(slots=True, eq=False)
class Project:
    """An entry of a project column. `printed` is its number, None without one; `dashed`: a dash stands for it.

    `mark` is the agency's mark as printed before it (or before an entry above it), `agency` the one it stands for.
    """

    text: str
    printed: int | None
    dashed: bool
    mark: str | None
    agency: str | None
    spans: list[tuple[int, int]]
    activities: list[Activity] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.spans[0][0]


class Entry(NamedTuple):
    """What begins in a project column: a project, or an activity of one."""

    project: Project
    activity: Activity | None


@dataclass(slots=True, eq=False)
class Level:
    """An issue, a measure, a strategy, a goal: a node above the projects. `number` is its own, in its parent.

    `tellings` are its printings, where a part may print it more than once.
    """

    kind: str
    number: int
    title: str
    spans: list[tuple[int, int]]
    parent: Level | None
    inner: list[Told] = field(default_factory=list)
    inner_name: str | None = None
    goal: Fragment | None = None
    tellings: list[tuple[str, tuple[int, int]]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Told:
    """A statement before it has ids; `project` None: it is the whole brief's."""

    section: str
    text: str
    marker: str | None
    project: Project | None
    activity: Activity | None
    spans: list[tuple[int, int]]
    parent: Told | None = None
    unit: str | None = None
    target: str | None = None
    years: dict[int, str] = field(default_factory=dict)
    """Year -> target in it."""


@dataclass(slots=True, eq=False)
class Joined:
    """A text that was taken for the end of `told` because a page ends between them: `head` is what stood before."""

    told: Told
    head: str
    tail: str
    line: int


@dataclass(slots=True)
class Amount:
    """A cell of amounts, or words in their place: of a project (None: of what stands above it), and of an activity.

    `line` is the row's line that it stands on; `figure` is the amount alone, where its fund is printed with it.
    """

    project: Project | None
    cell: Fragment
    fund: str | None = None
    activity: Activity | None = None
    line: int = 0
    figure: str | None = None


@dataclass(slots=True, eq=False)
class GridBrief:
    """A brief of a grid. `levels` is kind -> number of each level that is known, whether its node is printed or not.

    `orphan` says why it is not known from the print itself where the brief belongs; `carried` are activities that a
    page's first row gave to a project of the page before.
    """

    part: Part
    levels: dict[str, int]
    node: Level | None
    rows: list[GridRow] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    offices: list[Item] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    marks: list[tuple[Project | None, date | None, Fragment]] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    """Columns in which it begins in the cell of the brief above."""
    orphan: str | None = None
    carried: list[tuple[Project, list[Activity], GridRow]] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """A grid as read: levels in order, briefs in order, counts that headings state."""

    block: GridBlock
    levels: list[Level] = field(default_factory=list)
    briefs: list[GridBrief] = field(default_factory=list)
    claimed: list[tuple[Level, str, int]] = field(default_factory=list)
    doubtful_lines: list[int] = field(default_factory=list)
    owned: list[tuple[GridRow, Level]] = field(default_factory=list)
    """Rows that tell of a node and of no project, with the node."""
    heads: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Line of a header row -> the columns that its table has."""
    totals: list[tuple[int, str | None, Decimal]] = field(default_factory=list)
    """Line, fund and amount of each sum that is printed."""
