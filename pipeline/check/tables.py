"""Tables of projects: what a row lacks that its table has a column for, lists that count otherwise, printed sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pipeline.check.view import PLAN, Raised, View
from schemas.plan import Node, Span, Statement


def missing_budgets(view: View) -> Iterator[Raised]:
    """Projects without an amount or words in its place, in tables that have a column for it."""
    paid = {one.node_id for one in view.plan.budgets}
    for node in _projects(view, "budget"):
        if node.node_id not in paid:
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
    """Projects of which targets lack a unit of measure, or that nobody answers for; one finding for each of these."""
    for node in _projects(view, "unit"):
        lacking = [one for one in _leaves(view, node, "unit") if one.target is not None and one.unit is None]
        if lacking:
            yield _lacking("unit-missing", view, node, lacking)
    told = {(one.brief_id, one.node_id) for one in view.plan.responsibilities}
    for node in _projects(view, "responsible"):
        brief = view.brief_of.get(node.node_id, "")
        if not {(brief, None), (brief, node.node_id)} & told:
            yield Raised("unit-missing", view.subject(node), source=tuple(node.source))


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
    shared = {(note.line_no, note.detail) for note in view.notes.get("shared-cell", ())}
    for node in view.plan.nodes:
        if node.kind != "project" or not node.source:
            continue
        line = node.source[0].first_line
        above = [columns for at, part, columns in heads if at < line and part == node.part]
        if above and column in above[-1] and (line, column) not in shared:
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


def printed_totals(view: View) -> Iterator[Raised]:
    """Printed sums that are neither what stands above them under one heading, nor what stands in all of the table."""
    for note in view.notes.get("total", ()):
        printed, _, fund = note.detail.partition(" ")
        whole = _sum(view, note.part, fund, 0, note.line_no)
        own = _sum(view, note.part, fund, _heading_above(view, note.part, note.line_no), note.line_no)
        if Decimal(printed) not in (whole, own) and own:
            yield Raised(
                "total-mismatch",
                PLAN,
                expected=f"{Decimal(printed):,f}",
                found=f"{own:,f}",
                source=view.spans_of([note.line_no]),
                more={"sum": fund or "Σ"},
            )


def _heading_above(view: View, part: str, line: int) -> int:
    """The line of the last outermost heading before a line."""
    kinds = [heading.kind for heading in view.profile.headings[:1]]
    nodes = (node for node in view.plan.nodes if node.part == part and node.kind in kinds)
    return max((span.first_line for node in nodes for span in node.source if span.first_line < line), default=0)


def _sum(view: View, part: str, fund: str, first: int, last: int) -> Decimal:
    """The amounts of a fund ('' : of all) that stand between two lines of a part."""
    return sum(
        (
            one.amount_thb
            for one in view.plan.budgets
            if one.amount_thb is not None and (not fund or one.fund == fund)
            if view.nodes[one.node_id].part == part and first <= one.source[0].first_line < last
        ),
        Decimal(),
    )
