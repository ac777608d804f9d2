"""Sums that a document prints, recomputed from what it tells elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.check.people import TARGET_GROUP, people
from pipeline.check.view import PLAN, Raised, View
from pipeline.numerals import find_numbers, parse_number
from pipeline.similarity import likeness
from schemas.language import language
from schemas.plan import Brief, Node, ScheduleMark, Statement

BUNDLED = 0.6
"""An activity of a bundle is the project whose title is at least this like it."""
YEAR = 12
"""Months; where a page's header has fewer, what stands in the others is not told."""


def totals(view: View) -> Iterator[Raised]:
    """Totals in a unit's cell that the numbers of the same projects elsewhere do not add up to.

    Silent where one of them is not told: then nothing can be said of the sum.
    """
    for brief in view.plan.briefs:
        told = next((one for one in view.statements.get(brief.brief_id, ()) if one.unit), None)
        claimed = _unit_total(told) if told else None
        if told is None or claimed is None:
            continue
        addends, complete = _addends(view, brief.brief_id)
        total = sum(one for one, _ in addends)
        if len(addends) > 1 and complete and total != claimed:
            yield Raised(
                "total-mismatch",
                view.brief_subject(brief.brief_id),
                expected=f"{claimed:g}",
                found=f"{total:g}",
                source=(*told.source, *(span for _, statement in addends for span in statement.source)),
                more={"sum": " + ".join(f"{one:g}" for one, _ in addends)},
            )


def months(view: View) -> Iterator[Raised]:
    """Totals in a unit's cell that the numbers in the columns of months do not add up to.

    Silent where a month's column is missing, or where something else than numbers stands in them.
    """
    marks: dict[str, list[ScheduleMark]] = {}
    for mark in view.plan.schedule:
        marks.setdefault(view.brief_of.get(mark.node_id, ""), []).append(mark)
    for brief in view.plan.briefs:
        told = next((one for one in view.statements.get(brief.brief_id, ()) if one.unit), None)
        claimed = _count_of(told.unit or "") if told else None
        numbers = [parse_number(mark.mark) for mark in marks.get(brief.brief_id, ())]
        added = [float(one) for one in numbers if one is not None]
        if told is None or claimed is None or len(added) < max(len(numbers), 2) or not _has_all_months(view, brief):
            continue
        if sum(added) != claimed:
            yield Raised(
                "total-mismatch",
                view.brief_subject(brief.brief_id),
                expected=f"{claimed:g}",
                found=f"{sum(added):g}",
                source=tuple(dict.fromkeys((*told.source, *marks[brief.brief_id][0].source))),
                more={"sum": " + ".join(f"{one:g}" for one in added)},
            )


def _count_of(unit: str) -> float | None:
    """The only number of a unit's cell, which is no percentage: `60 items`."""
    numbers = find_numbers(unit)
    percent = any(word in unit for word in language().quantities.percent)
    return float(numbers[0].value) if len(numbers) == 1 and not percent else None


def _has_all_months(view: View, brief: Brief) -> bool:
    """Whether each page that a brief's row stands on has a column for every month."""
    pages = [view.heads(brief.part, span.first_line) for span in brief.source]
    return all(page is not None and page.months == YEAR for page in pages)


def _unit_total(told: Statement) -> float | None:
    """The second of two numbers in a unit's cell: `5 times/ 238 people` is about 238 people."""
    numbers = find_numbers((told.unit or "").replace("/", " "))
    return float(numbers[-1].value) if len(numbers) == 2 else None


def _addends(view: View, brief_id: str) -> tuple[list[tuple[float, Statement]], bool]:
    """The numbers of people of the projects that a brief tells again, and whether each tells all of its own."""
    found: list[tuple[float, Statement]] = []
    complete = True
    for node in _told_elsewhere(view, brief_id):
        for statement in view.of_project(node, TARGET_GROUP):
            numbers = people(view, statement)
            found += [(number, statement) for number in numbers]
            complete = complete and bool(numbers)
        complete = complete and bool(view.of_project(node, TARGET_GROUP))
    return found, complete


def _told_elsewhere(view: View, brief_id: str) -> list[Node]:
    """The projects of a complete part that a brief's projects, or the activities of a bundle, tell again."""
    mine = view.projects_of.get(brief_id, [])
    agencies = {node.agency for node in mine}
    found = [
        view.nodes[one]
        for node in mine
        for one in view.retellings.get(node.node_id, ())
        if view.nodes[one].part not in view.incomplete
    ]
    found = _of_one_part(view, found, agencies)
    bundled = [one.text for one in view.statements.get(brief_id, ()) if one.section == "activity"]
    if found or not bundled:
        return found
    others = [
        node
        for node in view.plan.nodes
        if node.kind == "project" and node.agency in agencies and node.part not in view.incomplete and node.title
        if view.of_project(node, TARGET_GROUP)
    ]
    others = _of_one_part(view, others, agencies)
    named = (max(others, key=lambda node: likeness(node.title or "", text), default=None) for text in bundled)
    return [
        node for text, node in zip(bundled, named, strict=True) if node and likeness(node.title or "", text) >= BUNDLED
    ]


def _of_one_part(view: View, nodes: list[Node], agencies: set[str | None]) -> list[Node]:
    """The nodes of one part, so that nobody is counted twice: of the agency's own part if there is one."""
    own = {part.name for part in view.profile.parts if part.agency in agencies and part.agency is not None}
    parts = list(dict.fromkeys(node.part for node in nodes))
    chosen = next((part for part in parts if part in own), next(iter(parts), None))
    return [node for node in nodes if node.part == chosen]


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
