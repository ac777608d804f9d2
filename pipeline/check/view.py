"""What checks look at: the plan's records by what belongs together, and how things are called in a finding."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from pipeline.check.heads import Heads, headers
from pipeline.messages import Language, catalogue
from pipeline.seen import Seen
from pipeline.similarity import likeness
from schemas.document import Document
from schemas.finding import Severity
from schemas.plan import (
    Brief,
    Node,
    Note,
    Plan,
    Quantity,
    Rubric,
    RubricBand,
    RubricCriterion,
    Span,
    Statement,
    Target,
    TocEntry,
)
from schemas.profile import Grid, Profile

Key = TypeVar("Key")
Value = TypeVar("Value")
PLAN = "plan"
SAME_TITLE = 0.85
"""Two items of two lists are one if their titles are this alike."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What a check raises: the code's message is filled with these and with `more`; `severity` NULL: the code's own."""

    code: str
    subject: str
    expected: str | None = None
    found: str | None = None
    source: tuple[Span, ...] = ()
    severity: Severity | None = None
    more: dict[str, str] = field(default_factory=dict)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """The values of each key, in their order."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


@dataclass(frozen=True)
class View:
    """A plan with its document and profile; nothing in it is ever changed."""

    document: Document
    plan: Plan
    profile: Profile

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.node_id: node for node in self.plan.nodes}

    @cached_property
    def seen(self) -> Seen:
        """The hashes of what nodes tell."""
        return Seen(self.document, self.plan)

    @cached_property
    def children(self) -> dict[str | None, list[Node]]:
        """Nodes by their parent's id, in reading order."""
        return _grouped((node.parent_id, node) for node in self.plan.nodes)

    @cached_property
    def projects_of(self) -> dict[str, list[Node]]:
        """Brief id -> its projects, in their order."""
        return _grouped((pair.brief_id, self.nodes[pair.node_id]) for pair in self.plan.brief_projects)

    @cached_property
    def tellings(self) -> dict[str, list[tuple[str, list[Span]]]]:
        """Node id -> each telling of its title, with its places."""
        return _grouped((one.node_id, (one.title, one.source)) for one in self.plan.tellings)

    @cached_property
    def entries(self) -> dict[tuple[str, str], list[TocEntry]]:
        """Entries of the contents that have a number, by kind and number."""
        return _grouped(((entry.kind, entry.number), entry) for entry in self.plan.toc_entries if entry.number)

    @cached_property
    def numbered(self) -> dict[tuple[str, str], list[Node]]:
        """Nodes by kind and number, those of all parts together."""
        return _grouped(((node.kind, node.number), node) for node in self.plan.nodes if node.number)

    @cached_property
    def unit_places(self) -> dict[str, list[Span]]:
        """Unit id -> where it is printed: the entries that name it or a unit of it."""
        entries = {(one.brief_id, one.ordinal): one.source for one in self.plan.responsibilities}
        parents = {unit.unit_id: unit.parent_id for unit in self.plan.units}
        found: dict[str, list[Span]] = {}
        for pair in self.plan.responsibility_units:
            unit_id: str | None = pair.unit_id
            while unit_id is not None:
                found.setdefault(unit_id, []).extend(entries.get((pair.brief_id, pair.ordinal), []))
                unit_id = parents.get(unit_id)
        return found

    @cached_property
    def _bands(self) -> dict[tuple[str, int], list[RubricBand]]:
        return _grouped(((band.rubric_id, band.level), band) for band in self.plan.rubric_bands)

    def bands(self) -> Iterator[tuple[str, list[RubricBand]]]:
        """The same with the subject that each belongs to."""
        rubrics = {rubric.rubric_id: rubric for rubric in self.plan.rubrics}
        for rubric_id, scales in self.scales_of.items():
            for bands in scales:
                yield self.rubric_subject(rubrics[rubric_id]), bands

    @cached_property
    def scales_of(self) -> dict[str, list[list[RubricBand]]]:
        """Rubric id -> the bands of each of its levels that has some, from the lowest percentage up.

        A level of which a band could not be read for sure is left out: nothing can be said of its order and gaps.
        """
        known = (
            (rubric_id, sorted(bands, key=lambda band: band.low or 0.0))
            for (rubric_id, _), bands in self._bands.items()
            if not any(band.low is None and band.high is None for band in bands)
        )
        return _grouped(known)

    @cached_property
    def _several_parts(self) -> bool:
        return len({node.part for node in self.plan.nodes}) > 1

    @cached_property
    def _shared_parts(self) -> set[str]:
        """The parts whose projects are of several agencies, so that a number alone does not name one."""
        agencies: dict[str, set[str]] = {}
        for node in self.plan.nodes:
            if node.agency:
                agencies.setdefault(node.part, set()).add(node.agency)
        return {part for part, marks in agencies.items() if len(marks) > 1}

    def subject(self, node: Node) -> str:
        """`strategy 1`; the part before it where the plan has several, and the agency where the part has several."""
        part = f"{node.part} " if self._several_parts else ""
        agency = f"{node.agency} " if node.agency and node.part in self._shared_parts else ""
        return f"{part}{agency}{node.kind} {node.number}"

    def grid(self, part: str) -> Grid | None:
        """The grid that a part is."""
        rule = next((one for one in self.profile.parts if one.name == part), None)
        return next((one for one in self.profile.grids if rule is not None and one.name == rule.grid), None)

    @cached_property
    def _headers(self) -> dict[str, list[Heads]]:
        return headers(self.document, self.plan, self.profile)

    def heads(self, part: str, line: int) -> Heads | None:
        """The header above a line of a part's table; None: there is none."""
        grid = self.grid(part)
        above = [one for one in self._headers[grid.name] if one.line < line] if grid else []
        return above[-1] if above else None

    def is_listed(self, node: Node) -> bool:
        """Whether a node stands in a list cell of a table: such lists count from any number on."""
        grid = self.grid(node.part)
        return grid is not None and any(one.kind == "nodes" and one.node == node.kind for one in grid.columns)

    def is_entry(self, node: Node) -> bool:
        """Whether a node is an entry of a table of projects, whose numbers may run on from one heading to the next."""
        grid = self.grid(node.part)
        return (
            grid is not None
            and grid.rows == "entries"
            and any(one.kind == "entries" and one.node == node.kind for one in grid.columns)
        )

    def answering(self, part: str, kind: str) -> dict[str, str]:
        """Columns of `kind` in a part's table -> the column of items that their cells answer to."""
        grid = self.grid(part)
        return {one.name: one.beside for one in grid.columns if one.kind == kind and one.beside} if grid else {}

    @cached_property
    def renumbered(self) -> list[tuple[list[Node], list[Node]]]:
        """Lists of one kind under one number that two parts tell and number differently, in reading order."""
        families: dict[tuple[str, str], dict[str, list[Node]]] = {}
        for node in self.plan.nodes:
            if self.is_listed(node):
                above = node.number.rpartition(".")[0]
                families.setdefault((node.kind, above), {}).setdefault(node.part, []).append(node)
        told = (list(lists.values()) for lists in families.values())
        pairs = ((first, other) for first, *others in told for other in others)
        return [(one, other) for one, other in pairs if _is_renumbered(one, other)]

    @cached_property
    def sections(self) -> set[str]:
        """The sections that have items and are no kind of node."""
        return {one.section for one in self.plan.statements} - {node.kind for node in self.plan.nodes}

    @cached_property
    def statement(self) -> dict[str, Statement]:
        """Statements by id."""
        return {one.statement_id: one for one in self.plan.statements}

    @cached_property
    def targets(self) -> dict[str, list[Target]]:
        """Statement id -> what it aims at year by year."""
        return _grouped((one.statement_id, one) for one in self.plan.targets)

    @cached_property
    def called(self) -> dict[str, list[Node]]:
        """Subject -> the nodes that findings call so."""
        return _grouped((self.subject(node), node) for node in self.plan.nodes)

    @cached_property
    def parts(self) -> list[str]:
        """The parts that hold nodes, in reading order."""
        return list(dict.fromkeys(node.part for node in self.plan.nodes))

    @cached_property
    def notes(self) -> dict[str, list[Note]]:
        """What was seen while reading, by kind."""
        return _grouped((note.kind, note) for note in self.plan.notes)

    @cached_property
    def at_line(self) -> dict[int, list[Node]]:
        """Line -> the nodes that are printed there, in reading order."""
        return _grouped((line, node) for node in self.plan.nodes for span in node.source for line in span.lines)

    @cached_property
    def retellings(self) -> dict[str, list[str]]:
        """Node id -> the nodes of other parts that tell the same project, parts that come first."""
        return _grouped((link.node_b, link.node_a) for link in self.plan.project_links)

    @cached_property
    def incomplete(self) -> set[str]:
        """The parts of which pages are known to be lost."""
        return {note.part for note in self.notes.get("page-gap", ())}

    @cached_property
    def statements(self) -> dict[str, list[Statement]]:
        """Brief id -> its statements, in order."""
        return _grouped((one.brief_id, one) for one in self.plan.statements if one.brief_id)

    @cached_property
    def brief_of(self) -> dict[str, str]:
        """Project's node id -> the brief that writes it up."""
        return {pair.node_id: pair.brief_id for pair in self.plan.brief_projects}

    @cached_property
    def responsible_texts(self) -> dict[str, list[str]]:
        """Brief id -> what is printed of who is responsible."""
        return _grouped((one.brief_id, one.text) for one in self.plan.responsibilities)

    @cached_property
    def rubrics_of(self) -> dict[str, list[str]]:
        """Brief id -> the ids of its rubrics."""
        return _grouped((one.brief_id, one.rubric_id) for one in self.plan.rubrics if one.brief_id)

    @cached_property
    def criteria(self) -> dict[str, list[RubricCriterion]]:
        """Rubric id -> its criteria, in order."""
        return _grouped((one.rubric_id, one) for one in self.plan.rubric_criteria)

    @cached_property
    def band_criteria(self) -> set[str]:
        """The ids of the criteria that are printed score bands."""
        return {band.criterion_id for band in self.plan.rubric_bands}

    @cached_property
    def of_criterion(self) -> dict[str, list[Quantity]]:
        """Criterion id -> the quantities in it."""
        return _grouped((one.criterion_id, one) for one in self.plan.quantities if one.criterion_id)

    @cached_property
    def quantities(self) -> dict[str, list[Quantity]]:
        """Statement id -> the quantities in it."""
        return _grouped((one.statement_id, one) for one in self.plan.quantities if one.statement_id)

    def of_project(self, node: Node, section: str) -> list[Statement]:
        """A project's own statements of a section; those of its whole brief only where it stands alone in it."""
        brief_id = self.brief_of.get(node.node_id, "")
        alone = len(self.projects_of.get(brief_id, ())) == 1
        listed = (one for one in self.statements.get(brief_id, ()) if one.section == section)
        return [one for one in listed if one.node_id == node.node_id or (alone and one.node_id is None)]

    def subject_of_line(self, line: int) -> str:
        """What owns a line: the first project printed on it, else its brief, its node, or the plan."""
        if projects := [node for node in self.at_line.get(line, ()) if node.kind == "project"]:
            return self.subject(projects[0])
        owner = self.plan.line_roles[line - 1].owner_id
        node = self.nodes.get(owner or "")
        return self.subject(node) if node else self.brief_subject(owner)

    def is_usual(self, briefs: Collection[str | None]) -> bool:
        """Whether what these write-ups have is usual in the plan: one in three has it. One alone tells nothing."""
        written = [brief.brief_id for brief in self.plan.briefs if brief.brief_id in self.projects_of]
        return len(written) < 2 or 3 * sum(one in briefs for one in written) >= len(written)

    def brief_subject(self, brief_id: str | None) -> str:
        """A brief is called by its first project."""
        projects = self.projects_of.get(brief_id or "")
        return self.subject(projects[0]) if projects else PLAN

    def rubric_subject(self, rubric: Rubric) -> str:
        """A rubric is called by its brief."""
        return self.brief_subject(rubric.brief_id)

    def heading_of(self, brief: Brief) -> tuple[Span, ...]:
        """Where the heading of a brief's first project stands; the brief's own first place if it has none."""
        projects = self.projects_of.get(brief.brief_id)
        return tuple((projects[0].source if projects else brief.source)[:1])

    def below(self, node: Node | None, kind: str) -> list[Node]:
        """The nodes of `kind` under `node` at any depth, in reading order; None: those of the whole plan."""
        if node is None:
            return [one for one in self.plan.nodes if one.kind == kind]
        found: list[Node] = []
        todo = list(reversed(self.children.get(node.node_id, ())))
        while todo:
            one = todo.pop()
            if one.kind == kind:
                found.append(one)
            todo += reversed(self.children.get(one.node_id, ()))
        return found

    def spans_of(self, lines: list[int]) -> tuple[Span, ...]:
        """Line numbers as places, neighbours together."""
        found: list[Span] = []
        for number in lines:
            page = self.document.lines[number - 1].page
            if found and found[-1].last_line == number - 1 and found[-1].page == page:
                found[-1] = Span(page=page, first_line=found[-1].first_line, last_line=number)
            else:
                found.append(Span(page=page, first_line=number, last_line=number))
        return tuple(found)


def _is_renumbered(one: list[Node], other: list[Node]) -> bool:
    """Whether two lists have other numbers, though an item of one is an item of the other."""
    if [node.number for node in one] == [node.number for node in other]:
        return False
    return any(likeness(node.title or "", mine.title or "") >= SAME_TITLE for node in other for mine in one)


def told(subject: str, language: Language) -> str:
    """A subject in words: `house strategy 1` with part and kind in the reader's language."""
    words = subject.split(" ")
    for place, word in enumerate(words):
        name, _, number = word.rpartition("-")
        if known := catalogue("kinds").get(word):
            words[place] = known[language]
            if "many_th" in known:  # a kind; what comes after it is a number or a name
                break
        elif number.isdigit() and name in catalogue("kinds"):  # one of several parts of a name
            words[place] = f"{catalogue('kinds')[name][language]} {number}"
    return " ".join(words)
