"""How one family of plans is written: the models behind `schemas/profiles/*.toml`.

Every pattern is a Python regular expression, tried against a line's repaired text with Arabic digits and without bold
marks and outer blanks. It stands beside examples that it must take and counter-examples that it must leave alone;
`pipeline.profile` checks them on request and the tests check them always. `(?&name)` stands for an entry of `pieces`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

_GROUP_NAME = re.compile(r"\(\?P<\w+>")


class Strict(BaseModel):
    """A table of a profile: unknown keys are refused, so that a slip of the pen is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Pattern(Strict):
    """A rule with its evidence. What its named groups mean depends on where it stands."""

    pattern: str
    examples: list[str] = Field(min_length=1)
    not_examples: list[str] = []

    @field_validator("pattern")
    @classmethod
    def compiles(cls, pattern: str) -> str:
        """Refuse an expression that Python does not understand."""
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.pattern)


class PatternSet:
    """Patterns of which the first that takes a text counts; a text that none takes is dismissed by one search."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        joined = "|".join(f"(?:{_GROUP_NAME.sub('(?:', one.pattern)})" for one in self.patterns)
        self._any = re.compile(joined) if joined else None

    def first(self, text: str) -> tuple[int, re.Match[str]] | None:
        """Place (from 0) and match of the first pattern that takes `text`."""
        if self._any is None or self._any.search(text) is None:
            return None
        for place, pattern in enumerate(self.patterns):
            match = pattern.regex.search(text)
            if match:
                return place, match
        return None


class Evidence(Pattern):
    """What makes a document one of the family: at least so many lines of it, worth so much."""

    name: str
    at_least: int = 1
    weight: float = 1.0


class Start(Pattern):
    """The line that opens a part; `then` must match the line at which the next block starts.

    With `then` the line is the first of the part's text, unless it is the part's `own` heading. `since` takes the line
    before it with which the part begins, if one stands behind the last table row there.
    """

    then: str | None = None
    own: bool = False
    since: str | None = None

    @cached_property
    def then_regex(self) -> re.Pattern[str] | None:
        """The compiled `then`."""
        return re.compile(self.then) if self.then else None

    @cached_property
    def since_regex(self) -> re.Pattern[str] | None:
        """The compiled `since`."""
        return re.compile(self.since) if self.since else None


PartKind = Literal["free", "prose", "contents", "summary", "briefs", "grid", "form", "layout"]
"""How a part is read: `free` text; `prose` with labelled lists and rubrics in it; `contents`; an executive `summary`;
`briefs` under headings; a `grid`, a table of which the rows are the briefs; an empty `form`; by its `layout` alone."""


class Part(Strict):
    """A stretch of the document that is read in one way.

    `front` parts may come in any order before the others; the rest come in the order of the profile. A start's group
    `rest` is text of the part on the line of its heading, its group `agency` the office that the heading names.
    `whole`: its lines are one paragraph, however they stand. `grid` names the grid that a part of that kind holds;
    `agency` is the mark of the one office that it is of; `contents` takes the entry of the contents that tells the
    part's pages. `each`: there is one for each office that its headings name (group `agency`), called NAME-1, NAME-2 …
    """

    name: str
    kind: PartKind
    front: bool = False
    whole: bool = False
    each: bool = False
    starts: list[Start] = []
    grid: str | None = None
    agency: str | None = None
    contents: Pattern | None = None


Numbering = Literal["code", "running", "within-parent", "only-child"]


class Heading(Pattern):
    """A heading of a kind of node; groups `title` and (unless an only child) `number`.

    `code`: the number is printed in full (1.2.1); `running`: it runs through the part, whatever stands above;
    `within-parent`: it counts anew in each parent; `only-child`: none is printed, and the heading is one only right
    after a heading of its parent. `parent` is the kind next above; where a plan leaves that out, the next one counts.
    `before_label`: it is a heading only where the label of a section stands below it, with no other heading between.
    """

    kind: str
    parent: str | None = None
    numbering: Numbering
    before_label: bool = False


class Mention(Pattern):
    """A sub-heading inside a section that names a node (group `number`): it is no item, what follows is that node's."""

    kind: str


Content = Literal["free", "items", "period", "rubric", "units", "budget"]


class Section(Strict):
    """A section of a brief. Labels may have groups `number` (a label that counts) and `rest` (text behind it).

    The amount under the label of a `budget` is the brief's first project's. Only the section of a layout's `content`
    has no label.
    """

    name: str
    content: Content
    required: bool = False
    labels: list[Pattern] = []
    sublabels: list[Pattern] = []


ColumnKind = Literal["items", "cell", "marker", "level", "criteria"]


class Column(Strict):
    """A column of a table: `name` is the section that its cells become; `headers` are the ways its head is written."""

    name: str
    kind: ColumnKind = "items"
    headers: list[Pattern] = Field(min_length=1)


class Table(Strict):
    """A kind of table, known by its header row. `lead` is the column that the other columns of a row belong to."""

    name: str
    columns: list[Column] = Field(min_length=1)
    lead: str | None = None


GridColumnKind = Literal[
    "order",
    "node",
    "nodes",
    "entries",
    "shares",
    "items",
    "cell",
    "units",
    "unit",
    "target",
    "month",
    "mark",
    "budget",
    "fund",
]
"""What stands in a grid's column: the running number of the row's first node; a node's title; a list of nodes; projects
with their activities; items that belong to these in turn (target groups); items of the whole row, a cell as it stands;
responsible units; the unit of the row's items, their target (in one year, where the head names it); marks of a month,
marks of a time that the head names; an amount or words in its place; the fund that the amounts of the row come from."""


class GridColumn(Strict):
    """A column of a grid; `name` is the section that its cells become, `node` the kind of node that they name.

    A header's group `rest` is text of the row below that the header swallowed, its group `label` what the head says of
    its cells (a fund, a year); `under` are the heads of a second header row that part the column. `content` is what a
    cell of the column looks like: rows that were read shifted are put right by it, and an entry of a list begins with
    it. `open_end` is the end of an entry that goes on. `label` parts a cell in a title and a section `inner`.
    `beside` is the column of items that the cells of this one answer to, line by line; `bears` says that a node whose
    cell holds no other is the parent of the entries in its rows.
    """

    name: str
    kind: GridColumnKind
    node: str | None = None
    headers: list[Pattern] = Field(min_length=1)
    content: list[Pattern] = []
    label: Pattern | None = None
    inner: str | None = None
    under: list[Pattern] = []
    beside: str | None = None
    bears: bool = False
    open_end: Pattern | None = None


class Grid(Strict):
    """A wide table whose rows are briefs. A row is its header if at least `least` of its cells head known columns.

    `rows` says what a row is told by: the `nodes` in its first columns (measures), or its `entries` (projects), beside
    which the nodes stand in lists. `captions` are lines that may stand above such a table, `total` is how a row begins
    that adds up others, `amounts` an amount (group `amount`) with its `fund` in words.
    """

    name: str
    least: int
    rows: Literal["nodes", "entries"] = "nodes"
    captions: list[Pattern] = []
    total: Pattern | None = None
    amounts: list[Pattern] = []
    columns: list[GridColumn] = Field(min_length=1)


class Agency(Strict):
    """An office that shares the plan with others: its `mark` in tables, how this is printed, and misread."""

    mark: str
    name: str
    spellings: list[str] = Field(min_length=1)
    misread: list[str] = []


class Entries(Strict):
    """How projects and activities are told apart in a cell.

    `project` takes what an entry without a number begins with; `activity` takes a numbered activity (group `number`);
    `dashed_activity` takes a dashed entry that is an activity of the numbered project before it; `group` takes what a
    target group begins with, and `whole` the end of one that is complete. `mark` takes what looks like the mark of an
    agency that the profile does not know; it is one only where the numbers begin anew behind it.
    """

    project: Pattern
    activity: Pattern
    dashed_activity: Pattern
    group: Pattern
    whole: Pattern
    mark: Pattern | None = None


class Marker(Pattern):
    """A list marker at an item's start; group `number` where it counts. Markers of one `style` stand on one level.

    Group `sign`: markers of the style stand on one level only where their signs are the same.
    """

    style: str


class Style(Pattern):
    """A way in which a heading looks where a part is read by its layout; groups `number`, and `title` or `text`.

    `rank` says which headings stand above which (1 is the outermost); a number with points ranks below by its points.
    `always`: such a line at a block's start is a heading; otherwise the lines of one series are headings only if most
    of them have text of their own below. A `title` is the heading's, a `text` only begins what stands under it.
    """

    name: str
    kind: str
    rank: int
    always: bool = False


class Layout(Strict):
    """How a part is read of which no more is known than its layout.

    `word` takes any line that may be a heading in a word that no style knows (groups `word`, `number`): a word that
    comes again so and counts from 1 makes a style of its own. `plain` is a heading without number: one short line
    between blanks, with something under it on the same page. `contents` is the heading of a table of contents,
    `page_range` the end of an entry that gives a first page (group `page`) before its last one. `content` names the
    section of the text under a heading.
    """

    styles: list[Style] = Field(min_length=1)
    word: Style | None = None
    plain: Style
    contents: Pattern
    page_range: Pattern
    content: str


class Claim(Pattern):
    """A counting sentence: group `scope` is a number of `scope_kind`, each other group a kind of node and its count.

    A group may also be the name of a section: its numbered items are counted. In a heading, the scope is its node.
    """

    origin: Literal["summary", "heading", "text"]
    scope_kind: str | None = None


class Summary(Strict):
    """How the executive summary names projects: group `name`; `separator` parts two that are named together.

    `label` is the word before a name that titles come without.
    """

    project: Pattern | None = None
    separator: Pattern | None = None
    label: Pattern | None = None


class Cover(Strict):
    """What the cover tells: the title runs from a line that `title_start` takes to one that `title_end` takes.

    `edition` takes the mark of an edition (group `name`), which is no part of the title.
    """

    title_start: Pattern
    title_end: Pattern
    organization: Pattern
    fiscal_year: Pattern
    period: Pattern | None = None
    edition: Pattern | None = None


class Bands(Strict):
    """Score bands and what parts criteria that the print ran together.

    `band` has groups `low`, `points` and perhaps `high`; `opener` is how a criterion begins; `closer` how one ends.
    """

    band: Pattern
    opener: Pattern
    closer: Pattern
    repeat: Pattern


class Expects(Strict):
    """What a whole brief of the family has, for the checks."""

    rubric_levels: list[int] = []
    rubric_in_brief: bool = False


class Profile(Strict):
    """A family of plans. A `fallback` is no family: it is taken where none fits, and it is little to be trusted."""

    name: str
    version: int
    title: dict[Literal["th", "en"], str]
    fallback: bool = False
    threshold: float = 0.6
    pieces: dict[str, str] = {}
    evidence: list[Evidence] = Field(min_length=1)
    cover: Cover
    parts: list[Part] = Field(min_length=1)
    running_heads: list[Pattern] = []
    page_labels: list[Pattern] = []
    rulers: list[Pattern] = []
    headings: list[Heading] = []
    mentions: list[Mention] = []
    preamble_section: str = "subtitle"
    sections: list[Section] = []
    tables: list[Table] = []
    markers: list[Marker] = []
    claims: list[Claim] = []
    summary: Summary = Summary()
    bands: Bands | None = None
    agencies: list[Agency] = []
    grids: list[Grid] = []
    entries: Entries | None = None
    layout: Layout | None = None
    issue_goal: Pattern | None = None
    expects: Expects = Expects()

    @model_validator(mode="after")
    def _hangs_together(self) -> Profile:
        """Refuse names that nothing bears, and sections that nothing could open."""
        unlabelled = [section.name for section in self.sections if not section.labels]
        content = [self.layout.content] if self.layout else []
        if any(name not in content for name in unlabelled):
            raise ValueError(f"sections without labels: {', '.join(unlabelled)}")
        if any(name not in self.section_places for name in content):
            raise ValueError(f"layout.content: no section {content[0]}")
        unnamed = [
            part.name for part in self.parts for it in part.starts if part.each and "agency" not in it.regex.groupindex
        ]
        if unnamed:
            raise ValueError(f"parts of each agency whose headings name none: {', '.join(unnamed)}")
        if self.layout is None and any(part.kind == "layout" for part in self.parts):
            raise ValueError("a part of kind layout needs [layout]")
        return self

    @cached_property
    def heading_set(self) -> PatternSet:
        """The headings, for trying."""
        return PatternSet(self.headings)

    @cached_property
    def label_set(self) -> PatternSet:
        """Every label of every section, in their order."""
        return PatternSet(label for section in self.sections for label in section.labels)

    @cached_property
    def label_places(self) -> list[tuple[int, int]]:
        """For each pattern of `label_set`: the place of its section and its own place there, from 0."""
        return [(at, variant) for at, section in enumerate(self.sections) for variant in range(len(section.labels))]

    @cached_property
    def matter_set(self) -> PatternSet:
        """Rulers and running heads: what belongs to the page wherever it stands."""
        return PatternSet([*self.rulers, *self.running_heads])

    @cached_property
    def page_label_set(self) -> PatternSet:
        """What belongs to the page where it stands alone."""
        return PatternSet(self.page_labels)

    @cached_property
    def marker_set(self) -> PatternSet:
        """The list markers, for trying."""
        return PatternSet(self.markers)

    @cached_property
    def start_set(self) -> PatternSet:
        """The lines that open any part, as one set."""
        return PatternSet(start for part in self.parts for start in part.starts)

    @cached_property
    def claim_set(self) -> PatternSet:
        """The sentences that count, as one set."""
        return PatternSet(self.claims)

    @cached_property
    def part_places(self) -> dict[str, int]:
        """Part -> its place in the profile."""
        return {part.name: place for place, part in enumerate(self.parts)}

    @cached_property
    def section_places(self) -> dict[str, int]:
        """Section name -> its place among the sections, from 0."""
        return {section.name: place for place, section in enumerate(self.sections)}

    @cached_property
    def kinds_above(self) -> dict[str, list[str]]:
        """Kind of node -> the kinds that may stand above it, the nearest first; for each heading its parent's chain."""
        parents = {heading.kind: heading.parent for heading in self.headings}
        found: dict[str, list[str]] = {}
        for kind, parent in parents.items():
            above = parent
            chain: list[str] = []
            found[kind] = chain
            while above is not None and above not in (kind, *chain):
                chain.append(above)
                above = parents.get(above)
        return found

    def parent_kinds(self) -> dict[str, str | None]:
        """Kind of node -> kind of the parent that its number continues, in the order of the tree."""
        told = {heading.kind: heading for heading in self.headings}
        return {kind: None if one.numbering == "running" else one.parent for kind, one in told.items()}
