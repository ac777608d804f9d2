"""What the page of a plan shows, as values: texts with their places, records, findings, lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from schemas.document import Line, Page
from schemas.finding import Finding
from schemas.plan import Brief, LineRole, Node, Span

Item = TypeVar("Item")
Key = TypeVar("Key")
Rubrics = list[tuple[str | None, "dict[int, list[Entry]]"]]
"""Of each rubric its label, and its levels with their criteria."""


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


@dataclass(slots=True)
class NodeView:
    """A node with all that hangs on it; `briefs` are anchors of write-ups, `findings` those about the node."""

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


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding; `node` is what it is about, None: the plan or what is no node. `places`: (page, lines) of each."""

    finding: Finding
    anchor: str
    node: NodeView | None
    lines: str
    places: list[tuple[int | None, str]]


@dataclass(frozen=True, slots=True)
class LineView:
    """A line; `found` is what the file holds where that is more than other digits, `owner` the record's anchor."""

    line: Line
    role: str
    rule: str | None
    owner: str | None
    found: str | None
    cells: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the source, or a stretch of a file that tells no pages (`page` None)."""

    page: int | None
    about: Page | None
    lines: list[LineView]


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


def runs(roles: Iterable[LineRole]) -> str:
    """Lines as places, neighbours joined."""
    joined: list[list[int]] = []
    for role in roles:
        if joined and joined[-1][1] + 1 == role.line_no:
            joined[-1][1] = role.line_no
        else:
            joined.append([role.line_no, role.line_no])
    return places(Span(first_line=first, last_line=last) for first, last in joined)


def grouped(records: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Records by what `key` says of them, in the order of their first."""
    found: dict[Key, list[Item]] = {}
    for one in records:
        found.setdefault(key(one), []).append(one)
    return found
