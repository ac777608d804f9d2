"""What the page of a plan shows, as values: texts with their places, records, findings, lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from schemas.document import Line, Page
from schemas.finding import Acceptance, Finding, Waiver
from schemas.plan import Brief, Node, Span

Item = TypeVar("Item")
Key = TypeVar("Key")
Rubrics = list[tuple[str | None, "dict[int, list[Entry]]"]]
"""Of each rubric its label, and its levels with their criteria."""
BUDDHIST = 543
"""Years by which the Buddhist era is ahead."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a record with its place: `lines` as in `places()`. `only`: the project that it is of, among several."""

    text: str
    lines: str
    depth: int = 0
    marker: str | None = None
    details: tuple[str, ...] = ()
    only: str | None = None
    trust: str = "as-is"


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule of the profile, where it stands there (`NAME.toml:301`), and the lines that it took for a record."""

    rule: str
    at: str | None
    lines: str


@dataclass(frozen=True, slots=True)
class BriefView:
    """A write-up: sections by their names, rubrics as (label, levels), who is responsible with their offices."""

    brief: Brief
    anchor: str
    lines: str
    projects: list[Node]
    rationale: list[Entry]
    sections: dict[str, list[Entry]]
    rubrics: Rubrics
    responsible: list[Entry]
    rules: list[RuleView]

    @property
    def period(self) -> str:
        """First and last day in years of the Buddhist era, as the source has them: `01/10/2565 – 30/09/2566`."""
        return " – ".join(thai_day(day) if day else "?" for day in (self.brief.start_date, self.brief.end_date))

    @property
    def everywhere(self) -> str:
        """All lines that the write-up tells of."""
        entries = [*self.rationale, *self.responsible, *(one for told in self.sections.values() for one in told)]
        entries += [one for _, levels in self.rubrics for told in levels.values() for one in told]
        return together(self.lines, *(entry.lines for entry in entries))


@dataclass(slots=True)
class NodeView:
    """A node with all that hangs on it; `findings` are those about it, `command` accepts it."""

    node: Node
    anchor: str
    lines: str
    level: int
    parents: list[NodeView]
    children: list[NodeView] = field(default_factory=list)
    briefs: list[BriefView] = field(default_factory=list)
    tellings: list[Entry] = field(default_factory=list)
    sections: dict[str, list[Entry]] = field(default_factory=dict)
    budgets: list[Entry] = field(default_factory=list)
    schedule: list[Entry] = field(default_factory=list)
    elsewhere: list[NodeView] = field(default_factory=list)
    findings: list[FindingView] = field(default_factory=list)
    accepted: list[Acceptance] = field(default_factory=list)
    command: str = ""
    rules: list[RuleView] = field(default_factory=list)

    @property
    def is_mixed(self) -> bool:
        """Whether its children are of several kinds, so that a number alone does not name one."""
        return len({child.node.kind for child in self.children}) > 1

    @property
    def everywhere(self) -> str:
        """All lines that tell of the node itself; its write-ups have theirs."""
        entries = [*self.tellings, *self.budgets, *self.schedule]
        entries += [one for told in self.sections.values() for one in told]
        return together(self.lines, *(entry.lines for entry in entries))


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding; `node` is what it is about, None: the plan or what is no node. `places`: (page, lines) of each.

    `change` since the results before (None: as it was); `waivers` those that it has, `command` the one that waives it.
    """

    finding: Finding
    anchor: str
    node: NodeView | None
    lines: str
    places: list[tuple[int | None, str]]
    change: str | None
    waivers: list[Waiver]
    command: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line; `found` is what the file holds where that is more than other digits, `owner` the record's anchor.

    `corrected`: what an auditor had put right in it, and who, and why.
    """

    line: Line
    role: str
    rule: str | None
    owner: str | None
    found: str | None
    cells: list[tuple[int, str]]
    corrected: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the source, or a stretch of a file that tells no pages (`page` None)."""

    page: int | None
    about: Page | None
    lines: list[LineView]


def thai_day(day: date, form: str = "%d/%m") -> str:
    """A day, or with `%m` its month, with the year of the Buddhist era; digits alone, so that it needs no language."""
    return f"{day.strftime(form)}/{day.year + BUDDHIST}"


_NOWHERE = re.compile(r'[<>:"/\\|?*%\x00-\x1f]|[. ]$')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def folder_name(plan_id: str) -> str:
    """A plan's folder, named so that every system can hold it: a report is zipped here and unpacked elsewhere."""
    name = _NOWHERE.sub(lambda found: f"%{ord(found[0]):02X}", plan_id)
    return f"{name}%" if _DEVICE.fullmatch(name) else name


def anchor(plan_id: str, record_id: str) -> str:
    """The part of an address that names a record on its plan's page."""
    return re.sub(r"\s", "_", record_id.removeprefix(f"{plan_id}:"))


def places(source: Iterable[Span]) -> str:
    """Places as `222-224 230`, each once, in reading order of the record."""
    told = (
        f"{one.first_line}" if one.first_line == one.last_line else f"{one.first_line}-{one.last_line}"
        for one in source
    )
    return " ".join(dict.fromkeys(told))


def runs(lines: Iterable[int]) -> str:
    """Lines in rising order as places, neighbours joined."""
    joined: list[list[int]] = []
    for line in lines:
        if joined and joined[-1][1] + 1 == line:
            joined[-1][1] = line
        else:
            joined.append([line, line])
    return places(Span(first_line=first, last_line=last) for first, last in joined)


def together(*told: str) -> str:
    """Several places as one, in rising order."""
    lines: set[int] = set()
    for place in " ".join(told).split():
        first, _, last = place.partition("-")
        lines.update(range(int(first), int(last or first) + 1))
    return runs(sorted(lines))


def grouped(records: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Records by what `key` says of them, in the order of their first."""
    found: dict[Key, list[Item]] = {}
    for one in records:
        found.setdefault(key(one), []).append(one)
    return found
