"""Two plans of one family side by side: what came, what went, and what tells something else.

Things are paired by words first and by number then (`pairing.py`), part by part, from the top of the tree down; what
two parts tell alike is told once. Of statements those are compared that say what is done and what is to be reached.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipeline.errors import UsageError
from pipeline.pairing import Pair, Told, pairs, without_years
from pipeline.retold import first_tellings
from pipeline.similarity import edits, words_alone
from schemas.change import ChangeKind, Field, PlanChange
from schemas.plan import Budget, Head, Node, Plan, Statement

COMPARED = ("activity", "indicator", "output", "outcome")
"""Sections whose statements are compared: what is done in a project, and what is to be reached by it."""
MISREAD = 2
"""Letters; texts that differ by so few are spelled differently and tell the same."""
WHOLE = "plan"
_DIGITS = re.compile(r"\d+")


def compare(before: Plan, after: Plan) -> list[PlanChange]:
    """The changes from one plan to another, in the order of the tree.

    Raises UsageError `diff-families` where they are of different families, or of none that is known.
    """
    if before.head.profile != after.head.profile or before.head.fallback:
        raise UsageError(
            "diff-families",
            plan=before.head.plan_id,
            profile=before.head.profile,
            other=after.head.plan_id,
            other_profile=after.head.profile,
        )
    teller = _Teller(_side(before), _side(after))
    told = [*teller.whole(), *teller.parts()]
    things = first_tellings(before), first_tellings(after)
    return [one.model_copy(update={"ordinal": at}) for at, one in enumerate(_merged(told, *things), 1)]


def series(heads: Sequence[Head]) -> list[tuple[Head, Head]]:
    """Neighbours in a series: plans of one family and one office, by year and edition; a plan without office or year
    is in none.
    """
    found: dict[tuple[str, str], list[Head]] = {}
    for head in heads:
        office = words_alone(head.organization or "")
        if office and head.fiscal_year_be and not head.fallback:
            found.setdefault((head.profile, office), []).append(head)
    return [pair for heads in found.values() for pair in pairwise(sorted(heads, key=_in_series))]


def _in_series(head: Head) -> tuple[int, str, str]:
    return head.fiscal_year_be or 0, head.edition or "", head.plan_id


@dataclass(frozen=True, slots=True)
class _Side:
    """A plan by what belongs together; `measures` are a statement's quantities and targets as (what counts, words)."""

    plan: Plan
    nodes: dict[str, Node]
    statements: dict[str, list[Statement]]
    budgets: dict[str, list[Budget]]
    measures: dict[str, list[tuple[object, str]]]

    def of(self, part: str, kind: str) -> list[Node]:
        """The nodes of a kind that a part tells."""
        return [node for node in self.plan.nodes if (node.part, node.kind) == (part, kind)]


def _side(plan: Plan) -> _Side:
    first: dict[str, str] = {}
    for link in plan.brief_projects:
        first.setdefault(link.brief_id, link.node_id)
    statements: dict[str, list[Statement]] = defaultdict(list)
    budgets: dict[str, list[Budget]] = defaultdict(list)
    measures: dict[str, list[tuple[object, str]]] = defaultdict(list)
    for one in plan.statements:
        owner = one.node_id or first.get(one.brief_id or "")
        if owner and one.section in COMPARED:
            statements[owner].append(one)
            if one.target:
                measures[one.statement_id].append((words_alone(one.target), one.target))
    for budget in plan.budgets:
        budgets[budget.node_id].append(budget)
    for quantity in plan.quantities:
        if quantity.statement_id:
            value = (quantity.comparator, quantity.value, quantity.value_high, words_alone(quantity.unit or ""))
            unit = f" {quantity.unit}" if quantity.unit and quantity.unit not in quantity.text else ""
            measures[quantity.statement_id].append((value, quantity.text + unit))
    for target in plan.targets:
        told = f"{target.fiscal_year_be}: {target.text}"
        measures[target.statement_id].append((words_alone(told), told))
    return _Side(plan, {node.node_id: node for node in plan.nodes}, statements, budgets, measures)


class _Teller:
    """Tells the changes between two plans."""

    def __init__(self, before: _Side, after: _Side) -> None:
        self.before, self.after = before, after
        self.matched: dict[str, str] = {}
        """Node of the earlier plan -> the node of the later one that it is."""

    def whole(self) -> Iterator[PlanChange]:
        """What the plans say on the whole: the money of each fund."""
        titles = self.before.plan.head.title, self.after.plan.head.title
        told = self._told("changed", WHOLE, [], None, None, titles[0], titles[1])
        yield from self._money(told, self.before.plan.budgets, self.after.plan.budgets)

    def parts(self) -> Iterator[PlanChange]:
        """Each kind of node of each part, from the top of the tree down.

        A part that only one plan has tells nothing new where both tell the kind in another.
        """
        both = (
            [(one.part, one.kind) for one in self.before.plan.nodes],
            [(one.part, one.kind) for one in self.after.plan.nodes],
        )
        shared = {kind for _, kind in set(both[0]) & set(both[1])}
        depths = {(one.part, one.kind): depth for side in (self.after, self.before) for one, depth in _depths(side)}
        order = sorted(depths, key=lambda one: (depths[one], one))
        for part, kind in order:
            told = [(part, kind) in some for some in both]
            if all(told) or kind not in shared:
                yield from self._nodes(part, kind)

    def _nodes(self, part: str, kind: str) -> Iterator[PlanChange]:
        ones, others = self.before.of(part, kind), self.after.of(part, kind)
        places = [self.matched.get(one.parent_id or "", one.parent_id) for one in ones]
        found = pairs(
            [Told(one, one.title or "", one.number, place) for one, place in zip(ones, places, strict=True)],
            [Told(one, one.title or "", one.number, one.parent_id) for one in others],
        )
        self.matched |= {pair.before.node_id: pair.after.node_id for pair in found}
        by_after = {pair.after.node_id: pair for pair in found}
        for node in others:
            if (pair := by_after.get(node.node_id)) is not None:
                yield from self._node(pair, part)
            else:
                yield self._told("came", kind, [part], None, node, after=node.title)
        for node in ones:
            if node.node_id not in self.matched:
                yield self._told("went", kind, [part], node, None, before=node.title)

    def _node(self, pair: Pair[Node], part: str) -> Iterator[PlanChange]:
        """What one thing tells differently, and what is told of it."""
        one, other = pair.before, pair.after
        told = self._told("changed", one.kind, [part], one, other, one.title, other.title, pair.similarity)
        if edits(without_years(one.title or ""), without_years(other.title or "")) > MISREAD:
            yield _differing(told, "title", one.title, other.title)
        if one.number != other.number:
            yield _differing(told, "number", one.number, other.number)
        homes = [side.nodes.get(it.parent_id or "") for side, it in ((self.before, one), (self.after, other))]
        if homes[0] and homes[1] and self.matched.get(homes[0].node_id) != homes[1].node_id:
            yield _differing(told, "parent", _named(homes[0]), _named(homes[1]))
        yield from self._money(told, self.before.budgets[one.node_id], self.after.budgets[other.node_id])
        yield from self._statements(one, other, part)

    def _money(self, told: PlanChange, before: Sequence[Budget], after: Sequence[Budget]) -> Iterator[PlanChange]:
        """The money of each fund that differs."""
        old, new = _sums(before), _sums(after)
        for fund in dict.fromkeys([*old, *new]):
            if old.get(fund) != new.get(fund):
                sides = [f"{fund} {sums[fund]}".strip() if fund in sums else None for sums in (old, new)]
                yield _differing(told, "budget", *sides)

    def _statements(self, one: Node, other: Node, part: str) -> Iterator[PlanChange]:
        ones, others = self.before.statements[one.node_id], self.after.statements[other.node_id]
        found = pairs(*([_worded(it) for it in some] for some in (ones, others)))
        by_after = {pair.after.statement_id: pair for pair in found}
        for it in others:
            if (pair := by_after.get(it.statement_id)) is not None:
                old = pair.before
                told = self._told("changed", it.section, [part], one, other, old.text, it.text, pair.similarity)
                yield from self._statement(told, old, it)
            else:
                yield self._told("came", it.section, [part], one, other, after=it.text)
        known = {pair.before.statement_id for pair in found}
        for it in ones:
            if it.statement_id not in known:
                yield self._told("went", it.section, [part], one, other, before=it.text)

    def _statement(self, told: PlanChange, old: Statement, new: Statement) -> Iterator[PlanChange]:
        measures = self.before.measures[old.statement_id], self.after.measures[new.statement_id]
        if {value for value, _ in measures[0]} != {value for value, _ in measures[1]}:
            sides = [" · ".join(dict.fromkeys(words for _, words in some)) or None for some in measures]
            yield _differing(told, "target", *sides)
        if words_alone(old.unit or "") != words_alone(new.unit or ""):
            yield _differing(told, "unit", old.unit, new.unit)
        if edits(_worded(old).text, _worded(new).text) > MISREAD:
            yield _differing(told, "text", old.text, new.text)

    def _told(
        self,
        change: ChangeKind,
        kind: str,
        parts: list[str],
        one: Node | None,
        other: Node | None,
        before: str | None = None,
        after: str | None = None,
        similarity: float | None = None,
    ) -> PlanChange:
        return PlanChange(
            plan_before=self.before.plan.head.plan_id,
            plan_after=self.after.plan.head.plan_id,
            ordinal=0,
            change=change,
            kind=kind,
            parts=parts,
            number_before=one.number if one else None,
            number_after=other.number if other else None,
            text_before=before,
            text_after=after,
            node_before=one.node_id if one else None,
            node_after=other.node_id if other else None,
            similarity=None if similarity is None else round(similarity, 3),
        )


def _differing(told: PlanChange, field: Field, old: str | None, new: str | None) -> PlanChange:
    return told.model_copy(update={"field": field, "value_before": old, "value_after": new})


def _named(node: Node) -> str:
    return f"{node.kind} {node.number} {node.title or ''}".strip()


def _worded(statement: Statement) -> Told[Statement]:
    """A statement by its words alone: its numbers are what may change."""
    return Told(statement, _DIGITS.sub("", statement.text), None, statement.section)


Sums = dict[str, str]
"""Fund ('' where none is named) -> its amounts added up, or the words in their place."""


def _sums(budgets: Sequence[Budget]) -> Sums:
    amounts: dict[str, Decimal] = {}
    words: dict[str, str] = {}
    for one in budgets:
        fund = one.fund or ""
        if one.amount_thb is not None:
            amounts[fund] = amounts.get(fund, Decimal(0)) + one.amount_thb
        else:
            words.setdefault(fund, one.text)
    return words | {fund: f"{amount:,.2f}".removesuffix(".00") for fund, amount in amounts.items()}


def _depths(side: _Side) -> Iterator[tuple[Node, int]]:
    """Each node with how many stand above it."""
    for node in side.plan.nodes:
        above, depth = node, 0
        while (parent := side.nodes.get(above.parent_id or "")) is not None and depth < len(side.nodes):
            above, depth = parent, depth + 1
        yield node, depth


def _merged(told: Iterable[PlanChange], before: Mapping[str, str], after: Mapping[str, str]) -> list[PlanChange]:
    """The changes, those together that several parts tell of one thing (`before` and `after` say which nodes are one)
    or in the same words, whatever number each part gives.
    """
    found: dict[tuple[object, ...], list[PlanChange]] = {}
    for one in told:
        alike = found.setdefault((one.change, one.kind, one.field, *_subject(one, before, after)), [])
        place = next((at for at, it in enumerate(alike) if not set(it.parts) & set(one.parts)), None)
        if place is None:
            alike.append(one)
        else:
            alike[place] = alike[place].model_copy(update={"parts": [*alike[place].parts, *one.parts]})
    return [one for alike in found.values() for one in alike]


def _subject(one: PlanChange, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """What a change is about: the thing that came or went, or else the words of both sides."""
    thing = after.get(one.node_after or "") if one.change == "came" else before.get(one.node_before or "")
    if one.change != "changed" and thing and not (one.node_before and one.node_after):
        return (thing,)
    return tuple(
        words_alone(text or "") for text in (one.text_before, one.text_after, one.value_before, one.value_after)
    )
