"""Tables of projects: what a row lacks that its table has a column for, and lists that count otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.view import Raised, View
from schemas.plan import Node, Span, Statement

SAID = ("indicator",)
"""The section that a cell of units is about."""


def missing_budgets(view: View) -> Iterator[Raised]:
    """Projects without an amount or words in its place, in tables that have a column for it."""
    paid = {one.node_id for one in view.plan.budgets}
    paid_rows = {view.brief_of.get(node_id) for node_id in paid}
    for node in _projects(view, "budget"):
        shared = _is_row(view, node) and view.brief_of.get(node.node_id) in paid_rows
        if node.node_id not in paid and not shared:
            yield Raised("budget-missing", view.subject(node), source=tuple(node.source))


def missing_targets(view: View) -> Iterator[Raised]:
    """Projects of which indicators lack a target; one finding for each project.

    An item that parts into others, or that stands below one with a target, lacks none.
    """
    for node in _projects(view, "target"):
        lacking = [one for one in _leaves(view, node, "target") if _has_no_target(view, one)]
        if lacking:
            yield _lacking("target-missing", view, node, lacking)


def missing_units(view: View) -> Iterator[Raised]:
    """Projects of which targets lack a unit of measure, or that nobody answers for; one finding for each of these.

    Who answers for a row of measures is told in several parts, and a row that was read shifted has lost its last cell.
    """
    for node in _projects(view, "unit"):
        lacking = [one for one in _leaves(view, node, "unit") if one.target is not None and one.unit is None]
        if lacking:
            yield _lacking("unit-missing", view, node, lacking)
    yield from _rows_without_unit(view)
    told = {(one.brief_id, one.node_id) for one in view.plan.responsibilities}
    for node in _projects(view, "responsible"):
        brief = view.brief_of.get(node.node_id, "")
        if not _is_row(view, node) and not {(brief, None), (brief, node.node_id)} & told:
            yield Raised("unit-missing", view.subject(node), source=tuple(node.source))


def _rows_without_unit(view: View) -> Iterator[Raised]:
    """Rows whose cell of units is empty, where a row has one such cell for all of its projects."""
    seen: set[str] = set()
    for node in _projects(view, "unit"):
        brief = view.brief_of.get(node.node_id, "")
        if _is_row(view, node) and brief not in seen:
            seen.add(brief)
            aims = [one for one in view.statements.get(brief, ()) if one.section in SAID]
            if aims and not any(one.unit for one in view.statements[brief]):
                yield _lacking("unit-missing", view, node, aims)


def _is_row(view: View, node: Node) -> bool:
    """Whether a project stands in a row that is the write-up of all projects in it."""
    grid = view.grid(node.part)
    return grid is not None and grid.rows == "nodes"


def _lacking(code: str, view: View, node: Node, lacking: list[Statement]) -> Raised:
    return Raised(
        code,
        view.subject(node),
        found="; ".join(one.text for one in lacking),
        source=tuple(span for one in lacking for span in one.source),
    )


def _projects(view: View, column: str) -> Iterator[Node]:
    """The projects of tables whose header has a column, but for those whose cell there is another's, too."""
    heads = sorted((note.line_no, note.part, note.detail.split()) for note in view.notes.get("columns", ()))
    lost = {(note.line_no, note.part) for note in view.notes.get("page-gap", ())}
    shared = {(note.line_no, note.detail) for note in view.notes.get("shared-cell", ())}
    for node in view.plan.nodes:
        if node.kind != "project" or not node.source:
            continue
        line = node.source[0].first_line
        above = [columns for at, part, columns in heads if at < line and part == node.part]
        page = view.heads(node.part, line) if _is_row(view, node) else None
        named = page.columns if page else above[-1] if above else ()
        if column in named and (line, column) not in shared and (line, node.part) not in lost:
            yield node


def _leaves(view: View, node: Node, column: str) -> list[Statement]:
    """The items of a project to which a kind of column answers, without those that part into others."""
    sections = set(view.answering(node.part, column).values())
    listed = [one for section in sorted(sections) for one in view.of_project(node, section)]
    inner = {one.parent_id for one in listed}
    return [one for one in listed if one.statement_id not in inner]


def _has_no_target(view: View, statement: Statement) -> bool:
    if statement.target is not None or view.targets.get(statement.statement_id):
        return False
    above = view.statement.get(statement.parent_id or "")
    return above is None or above.target is None


def lists_of_parts(view: View) -> Iterator[Raised]:
    """Lists of one heading that two parts count otherwise, though they tell the same; one finding for each list.

    Numbers that run on from heading to heading are one list.
    """
    groups: dict[tuple[str, str, str], list[tuple[list[Node], list[Node]]]] = {}
    for one, other in view.renumbered:
        groups.setdefault((one[0].kind, one[0].part, other[0].part), []).append((one, other))
    for lists in groups.values():
        whole = [node for one, _ in lists for node in one], [node for _, other in lists for node in other]
        yield from _renumbered(view, [whole] if _runs_on(whole[0]) else lists)


def _runs_on(nodes: list[Node]) -> bool:
    """Whether the own numbers of nodes rise all the way."""
    numbers = [_last(node) for node in nodes]
    return all(map(str.isdigit, numbers)) and all(int(one) < int(other) for one, other in pairwise(numbers))


def _renumbered(view: View, lists: list[tuple[list[Node], list[Node]]]) -> Iterator[Raised]:
    for one, other in lists:
        yield Raised(
            "part-difference",
            view.subject(one[0]),
            expected=", ".join(_last(node) for node in one),
            found=", ".join(_last(node) for node in other),
            source=(*_places(one), *_places(other)),
            more={"other": view.subject(other[0])},
        )


def _last(node: Node) -> str:
    return node.number.rpartition(".")[2]


def _places(nodes: list[Node]) -> Iterator[Span]:
    """Where a list stands: each place once, as its items may stand in one cell."""
    yield from dict.fromkeys(node.source[0] for node in nodes)
