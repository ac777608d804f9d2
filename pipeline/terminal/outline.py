"""`outline FILE`: a document's tree as phaen understands it, and what became of its lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from pipeline.outcome import UNCLAIMED
from pipeline.terminal.layout import Column, Table, fit, printable, width
from pipeline.terminal.voice import Voice
from schemas.document import Document
from schemas.plan import Node, Plan

LINE_SHOWN = 100
"""Columns of a line that are shown where no terminal says how wide it is."""


def outline_data(document: Document, plan: Plan) -> dict[str, Any]:
    """What `outline --json` prints: nodes in reading order with their depth, roles counted, unclaimed lines."""
    roles = Counter(line.role for line in plan.line_roles)
    return {
        "plan_id": plan.head.plan_id,
        "profile": plan.head.profile,
        "fallback": plan.head.fallback,
        "title": plan.head.title,
        "lines": len(document.lines),
        "nodes": [
            {
                "part": node.part,
                "depth": depth,
                "kind": node.kind,
                "number": node.number,
                "title": node.title,
                "agency": node.agency,
                "lines": [[span.first_line, span.last_line] for span in node.source],
            }
            for node, depth in _tree(plan)
        ],
        "roles": dict(sorted(roles.items(), key=lambda role: (-role[1], role[0]))),
        "unclaimed": [
            {"line_no": line.line_no, "text": document.lines[line.line_no - 1].text}
            for line in plan.line_roles
            if line.role == UNCLAIMED
        ],
    }


def outline_lines(voice: Voice, outline: dict[str, Any]) -> Iterator[str]:
    """The same for a person: the tree with line numbers, the roles, the unclaimed lines."""
    yield voice.paint(f"{outline['plan_id']} · {outline['profile']}", "bold")
    if outline["fallback"]:
        yield voice.paint(voice.text("low-trust"), "yellow")
    if outline["title"]:
        yield fit(printable(outline["title"]), voice.columns or LINE_SHOWN)
    part = None
    for node in outline["nodes"]:
        if node["part"] != part:
            part = node["part"]
            yield ""
            yield voice.paint(voice.part(part), "bold")
        yield _node_line(voice, node)
    yield ""
    yield voice.paint(voice.text("outline-roles", lines=outline["lines"]), "bold")
    table = Table(
        [Column(voice.text("column-role")), Column(voice.text("column-lines"), "right")],
        [[voice.name("role", role), str(count)] for role, count in outline["roles"].items()],
    )
    yield from table.lines()
    yield ""
    yield voice.paint(voice.text("outline-unclaimed", count=len(outline["unclaimed"])), "bold")
    for line in outline["unclaimed"]:
        yield f"{line['line_no']:>6}  {fit(printable(line['text']), (voice.columns or LINE_SHOWN) - 8)}"


def _node_line(voice: Voice, node: dict[str, Any]) -> str:
    """Line number, then kind, number and title, indented by depth; other places where the heading is printed."""
    first = node["lines"][0][0] if node["lines"] else ""
    head = f"{first:>6}  {'  ' * node['depth']}{voice.name('kind', node['kind'])} {node['number']}  "
    more = ", ".join(str(place[0]) for place in node["lines"][1:])
    tail = f"  ({more})" if more else ""
    agency = f"[{node['agency']}] " if node["agency"] else ""
    title = printable(agency + (node["title"] or "–"))
    if voice.columns is not None:
        title = fit(title, max(voice.columns - width(head) - width(tail), 12))
    return head + title + voice.paint(tail, "dim")


def _tree(plan: Plan) -> Iterator[tuple[Node, int]]:
    """Every node below its parent, siblings in reading order; parts in the order of their first nodes."""
    children: dict[str | None, list[Node]] = defaultdict(list)
    for node in sorted(plan.nodes, key=lambda node: node.ordinal):
        children[node.parent_id].append(node)

    def below(parent_id: str | None, depth: int) -> Iterator[tuple[Node, int]]:
        for node in children[parent_id]:
            yield node, depth
            yield from below(node.node_id, depth + 1)

    yield from below(None, 0)
