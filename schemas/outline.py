"""What *segment* hands on: the document's structure before anything in it is interpreted.

Plain dataclasses that live within one run; what is kept of them stands in `plan.json`. Line numbers count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from schemas.profile import Grid, Part, Section, Table


@dataclass(slots=True)
class Fragment:
    """A line of text, or a cell: `first` to `last` are its lines; `gap` says that a blank line stands before it.

    `prints` are a cell's printed lines where the file tells them: (place in the text, line of the row).
    `wrapped`: it is known to go on from the line before it; `glued`: without a blank.
    """

    text: str
    first: int
    last: int
    gap: bool = False
    prints: tuple[tuple[int, int], ...] = ()
    glued: bool = False
    wrapped: bool = False


@dataclass(slots=True)
class Row:
    """A row of a table: one cell per column (blank where the print has none)."""

    cells: list[str]
    first: int
    last: int


@dataclass(slots=True)
class TableBlock:
    """A table put together over page breaks: repeated headers are in `headers`, not in `rows`."""

    table: Table
    headers: list[int]
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """One printing of a heading."""

    title: str
    first: int
    last: int


@dataclass(slots=True, eq=False)
class OutlineNode:
    """A place in the plan's tree; a heading printed again is another place of the same node.

    `twin` counts from 1 the different things that bear one number (normally there is one). `notes` are lines of text
    under the heading of a node that has no write-up of its own.
    """

    kind: str
    part: str
    number: str
    parent: OutlineNode | None
    places: list[Place]
    twin: int = 1
    notes: list[Fragment] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title in the words of its first place."""
        return self.places[0].title


@dataclass(slots=True)
class MentionBlock:
    """A sub-heading that gives what follows to one project (None: a project that the part does not have)."""

    node: OutlineNode | None
    fragment: Fragment


@dataclass(slots=True)
class PlainTable:
    """A table of which nobody knows the columns: `names` are the words of its head ('' where a column has none)."""

    node: OutlineNode | None
    names: list[str]
    headers: list[int]
    rows: list[Row] = field(default_factory=list)


Content = Fragment | TableBlock | MentionBlock


@dataclass(slots=True)
class SectionBlock:
    """A section of a brief as printed: `label` is its heading, `number` where the label counts (indicator 2)."""

    section: Section
    label: str
    number: int | None
    line: int
    content: list[Content] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class OutlineBrief:
    """The write-up of the projects whose headings stand before it; `preamble` stands between headings and sections.

    `spans` are its stretches of lines (first, last): more than one where headings printed again cut it in two.
    """

    part: str
    projects: list[OutlineNode]
    spans: list[tuple[int, int]]
    preamble: list[Fragment] = field(default_factory=list)
    sections: list[SectionBlock] = field(default_factory=list)


@dataclass(slots=True)
class TocLine:
    """An entry of the contents; `number` is unique like a node's (1.1.2/1), None where the entry is no heading."""

    kind: str
    number: str | None
    title: str
    printed_page: str | None
    first: int
    last: int


@dataclass(slots=True)
class Paragraph:
    """Lines of running text without a blank line between them."""

    text: str
    first: int
    last: int


@dataclass(slots=True)
class Labelled:
    """A cell whose column's head says of what it is; `label` None: of all that the head above names."""

    column: str
    label: str | None
    cell: Fragment


@dataclass(slots=True, eq=False)
class GridRow:
    """A row of a grid as columns: name -> cell with the line it comes from. `marks` are the cells of month columns.

    `page_start`: nothing but a header stands before it on its page; `shift`: by how many columns it was read too far
    to the right (negative: to the left) before it was put right; `rest` stands in columns that nobody knows.
    """

    line: int
    cells: dict[str, Fragment]
    marks: list[tuple[date | None, Fragment]]
    page_start: bool
    shift: int = 0
    rest: list[Fragment] = field(default_factory=list)
    labelled: list[Labelled] = field(default_factory=list)
    """Cells of columns whose heads say more of them than their name: a fund, a year, a quarter."""
    below: frozenset[str] = frozenset()
    """Columns in which the row stands in the cell of the row above."""
    told: tuple[str, ...] = ()
    """The columns that the header has, from the left; empty in a grid whose rows are nodes."""
    whole: bool = False
    """Whether the file tells which cells are merged, so that an empty cell is known to be empty."""


@dataclass(slots=True)
class GridHeading:
    """A heading between the rows; `claimed` are the counts that it states (kind -> count), `goal` its aim.

    `number` is '' where none is printed.
    """

    kind: str
    number: str
    place: Place
    claimed: dict[str, int]
    goal: Fragment | None = None


@dataclass(slots=True)
class GridBlock:
    """All rows of a part that is a grid, with the headings between them; `headers` are the lines of its header rows."""

    part: Part
    grid: Grid
    content: list[GridHeading | GridRow]
    headers: list[int]
    heads: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Line of a header row -> the columns that it has."""


Owner = OutlineNode | OutlineBrief | GridRow | None


@dataclass(frozen=True, slots=True)
class Role:
    """Why a line is where it is: role, rule of the profile, and the thing that it belongs to."""

    role: str
    rule: str | None
    owner: Owner


UNCLAIMED = "unclaimed"
STRANGE_LABEL = "unknown label"
"""The rule of a label in words that the profile does not know."""


class Ledger:
    """Who owns each line. A line has one owner: the first to claim it; whoever claims it again has a bug."""

    def __init__(self, line_count: int) -> None:
        self._roles: list[Role | None] = [None] * line_count

    def claim(self, line: int, role: str, rule: str | None = None, owner: Owner = None) -> None:
        """Give `line` (from 1) to `owner`. Raises ValueError where it has one."""
        if self._roles[line - 1] is not None:
            raise ValueError(f"line {line} is claimed twice")
        self._roles[line - 1] = Role(role, rule, owner)

    def roles(self) -> Iterator[tuple[int, Role]]:
        """Every line's role, in order; what nobody claimed is `unclaimed`."""
        nobody = Role(UNCLAIMED, None, None)
        return ((number, role or nobody) for number, role in enumerate(self._roles, 1))


@dataclass(slots=True)
class Outline:
    """The structure of a document: after *segment* every line has one role, and a parent precedes its children.

    `loose` are labelled sections and rubrics in running text: they belong to the plan and to no project.
    """

    ledger: Ledger
    cover: list[Fragment] = field(default_factory=list)
    nodes: list[OutlineNode] = field(default_factory=list)
    briefs: list[OutlineBrief] = field(default_factory=list)
    toc: list[TocLine] = field(default_factory=list)
    summary: list[Paragraph] = field(default_factory=list)
    prose: list[Paragraph] = field(default_factory=list)
    loose: list[OutlineBrief] = field(default_factory=list)
    grids: list[GridBlock] = field(default_factory=list)
    tables: list[PlainTable] = field(default_factory=list)
