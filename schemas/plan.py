"""What *extract* makes of a document: flat records, one class per table of the warehouse, one list per class.

Field names are column names, list names are table names, so that `plan.json` and the database spell one truth once.
`docs/data-dictionary.md` and the comments in `warehouse.sql` say what each means to a reader of the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from schemas.document import Trust

SCHEMA_VERSION = 1


class Record(BaseModel):
    """A row. Unknown keys are refused, because what nobody declared nobody would store."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Record):
    """A place in the source: lines `first_line` to `last_line`, both included; `page` NULL: the file tells none."""

    page: int | None = None
    first_line: int
    last_line: int

    @property
    def lines(self) -> range:
        """The numbers of its lines."""
        return range(self.first_line, self.last_line + 1)


class Head(Record):
    """The plan itself (table `plans`)."""

    plan_id: str
    document_id: str
    profile: str
    fallback: bool = False
    title: str | None = None
    organization: str | None = None
    edition: str | None = None
    fiscal_year_be: int | None = None
    fiscal_year: int | None = None
    period_start_be: int | None = None
    period_end_be: int | None = None


class Node(Record):
    """A place in the plan's tree. `ordinal` is the reading order in the whole plan."""

    node_id: str
    plan_id: str
    parent_id: str | None = None
    kind: str
    part: str
    number: str
    ordinal: int
    title: str | None = None
    agency: str | None = None
    source: list[Span]


class Brief(Record):
    """The write-up of one or several projects."""

    brief_id: str
    plan_id: str
    part: str
    ordinal: int
    rationale: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    source: list[Span]


class BriefProject(Record):
    """Which projects a brief writes up."""

    brief_id: str
    node_id: str


class Statement(Record):
    """One item of a section. `node_id` NULL: it belongs to all projects of the brief."""

    statement_id: str
    plan_id: str
    brief_id: str | None = None
    node_id: str | None = None
    section: str
    ordinal: int
    parent_id: str | None = None
    marker: str | None = None
    text: str
    unit: str | None = None
    target: str | None = None
    trust: Trust = "as-is"
    source: list[Span]


class Target(Record):
    """What a statement aims at in one year, where a table has a column per year."""

    statement_id: str
    fiscal_year_be: int
    text: str


class Quantity(Record):
    """A number with its comparator and unit, of a statement or of a criterion (exactly one of the two ids is set).

    `value` NULL: two readings of the number differ.
    """

    statement_id: str | None = None
    criterion_id: str | None = None
    ordinal: int
    comparator: str
    value: float | None
    value_high: float | None = None
    unit: str | None = None
    text: str


class Rubric(Record):
    """A scoring table of a brief, or of the whole plan (`brief_id` NULL)."""

    rubric_id: str
    plan_id: str
    brief_id: str | None = None
    ordinal: int
    label: str | None = None


class RubricLevel(Record):
    """A level that a rubric has a row for."""

    rubric_id: str
    level: int


class RubricCriterion(Record):
    """One thing to be done for a level; `ordinal` runs through the level, sub-items point to their `parent_id`."""

    criterion_id: str
    rubric_id: str
    level: int
    ordinal: int
    parent_id: str | None = None
    text: str
    source: list[Span]


class RubricBand(Record):
    """`low` to `high` per cent give `points`; the criterion is the printed line.

    `high` NULL: and more; `low` NULL: less than `high`; both NULL: two readings of one of its numbers differ.
    """

    rubric_id: str
    level: int
    ordinal: int
    criterion_id: str
    low: float | None = None
    high: float | None = None
    points: float | None = None
    text: str
    source: list[Span]


class Unit(Record):
    """An office, a bureau, a division, a committee; the same in all plans."""

    unit_id: str
    name: str
    parent_id: str | None = None
    kind: str | None = None


class Responsibility(Record):
    """One printed entry of who is responsible."""

    plan_id: str
    brief_id: str
    node_id: str | None = None
    ordinal: int
    text: str
    source: list[Span]


class ResponsibilityUnit(Record):
    """An office that a printed entry names (the innermost; its parents are in `units`)."""

    brief_id: str
    ordinal: int
    unit_id: str


class Budget(Record):
    """One printed amount, or words in an amount's place (`amount_thb` NULL, as where two readings of it differ)."""

    plan_id: str
    node_id: str
    statement_id: str | None = None
    fund: str | None = None
    amount_thb: Decimal | None = None
    text: str
    trust: Trust = "as-is"
    source: list[Span]


class ScheduleMark(Record):
    """A mark in a month's column; `month` NULL: the page does not name it."""

    node_id: str
    month: date | None = None
    mark: str
    source: list[Span]


class ProjectLink(Record):
    """Two tellings of one project in two parts; `similarity` of their titles, 0 to 1."""

    plan_id: str
    node_a: str
    node_b: str
    similarity: float


class Claim(Record):
    """A count that the document states of itself. `scope_*` NULL: of the whole plan; `part` NULL: of every part;
    `claimed` NULL: two readings of the number differ.
    """

    claim_id: str
    plan_id: str
    origin: str
    subject: str
    scope_kind: str | None = None
    scope_number: str | None = None
    part: str | None = None
    claimed: int | None
    text: str
    source: list[Span]


class SummaryProject(Record):
    """A project that the executive summary names, and the node it means (NULL: none is near)."""

    plan_id: str
    scope_number: str | None = None
    ordinal: int
    text: str
    node_id: str | None = None
    source: list[Span]


class TocEntry(Record):
    """A line of the table of contents."""

    plan_id: str
    ordinal: int
    kind: str
    number: str | None = None
    title: str
    printed_page: str | None = None
    source: list[Span]


class PrintedTable(Record):
    """A table as it stands, of which no profile knows what it tells; `names` are the words above its columns."""

    table_id: str
    plan_id: str
    node_id: str | None = None
    ordinal: int
    names: list[str]
    trust: Trust = "as-is"
    source: list[Span]


class PrintedRow(Record):
    """A row of such a table."""

    table_id: str
    ordinal: int
    cells: list[str]
    source: list[Span]


class Note(Record):
    """What was seen while reading and is no record of the plan: a shifted row, a gap between pages, a doubtful mark.

    `kind` is `column-shift` (`detail`: by how many columns, right is positive), `page-gap` (how it is known),
    `table-pages` (how many pages of a part with gaps are there at most), `agency-doubtful` (the agency that evidence
    gives), `columns` (those that a table's header has), `shared-cell` (a column in which a row stands in the cell
    above) or `total` (a sum that is printed, and its fund).
    """

    plan_id: str
    part: str
    line_no: int
    kind: str
    detail: str


class Correction(Record):
    """A correction that an auditor ordered and that was applied before extraction."""

    plan_id: str
    line_no: int
    found: str
    put: str
    reason: str
    corrected_by: str


class Telling(Record):
    """A heading in the words of one of its places; a node has one for each place where it is printed."""

    node_id: str
    ordinal: int
    title: str
    source: list[Span]


@dataclass(frozen=True, slots=True)
class LineRole:
    """Who owns a line: its role, the profile's entry that claimed it, and the record that it belongs to.

    A slotted dataclass like the line itself: there is one for each.
    """

    line_no: int
    role: str
    rule: str | None = None
    owner_id: str | None = None


class Plan(BaseModel):
    """The content of `plan.json`: a document turned into records."""

    model_config = ConfigDict(extra="forbid")

    schema_version: int = SCHEMA_VERSION
    head: Head
    nodes: list[Node] = []
    tellings: list[Telling] = []
    briefs: list[Brief] = []
    brief_projects: list[BriefProject] = []
    statements: list[Statement] = []
    targets: list[Target] = []
    quantities: list[Quantity] = []
    rubrics: list[Rubric] = []
    rubric_levels: list[RubricLevel] = []
    rubric_criteria: list[RubricCriterion] = []
    rubric_bands: list[RubricBand] = []
    units: list[Unit] = []
    responsibilities: list[Responsibility] = []
    responsibility_units: list[ResponsibilityUnit] = []
    budgets: list[Budget] = []
    schedule: list[ScheduleMark] = []
    project_links: list[ProjectLink] = []
    claims: list[Claim] = []
    summary_projects: list[SummaryProject] = []
    toc_entries: list[TocEntry] = []
    printed_tables: list[PrintedTable] = []
    printed_rows: list[PrintedRow] = []
    notes: list[Note] = []
    corrections: list[Correction] = []
    line_roles: list[LineRole] = []
