"""`show NUMBER` as data: all that is known of the places of a plan that bear a number."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from schemas.document import Document
from schemas.finding import Finding, Findings
from schemas.plan import Brief, Node, Plan, Record, Statement

View = dict[str, Any]
"""One node with all that hangs on it; `run.py show --json` prints it, so its keys stay."""


def plain_number(text: str) -> str:
    """A number as it is stored: Arabic digits, no blanks."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text if not c.isspace())


def views(document: Document, plan: Plan, findings: Findings, number: str, part: str | None = None) -> list[View]:
    """The nodes of `plan` that bear `number` (in `part` only, if given), in reading order."""
    return [
        _View(document, plan, findings).of(node)
        for node in sorted(plan.nodes, key=lambda node: node.ordinal)
        if node.number == number and part in (None, node.part)
    ]


class _View:
    """A plan's records by what they hang on."""

    def __init__(self, document: Document, plan: Plan, findings: Findings) -> None:
        self.document, self.plan, self.findings = document, plan, findings.findings
        self.waivers = {one.finding_id: one for one in findings.waivers}
        self.accepted = {one.node_id: one for one in findings.acceptances}
        self.corrections: dict[int, list[View]] = defaultdict(list)
        for one in plan.corrections:
            self.corrections[one.line_no].append(_dump(one, "found", "put", "reason", "corrected_by"))
        self.nodes = {node.node_id: node for node in plan.nodes}
        self.units = {unit.unit_id: unit for unit in plan.units}

    def of(self, node: Node) -> View:
        wanted = {link.brief_id for link in self.plan.brief_projects if link.node_id == node.node_id}
        return {
            "plan_id": node.plan_id,
            "profile": self.plan.head.profile,
            "fallback": self.plan.head.fallback,
            **_dump(node, "node_id", "part", "agency", "kind", "number", "title", "source"),
            "parents": [_dump(parent, "kind", "number", "title") for parent in self._parents(node)],
            "children": [
                _dump(child, "agency", "kind", "number", "title")
                for child in self.plan.nodes
                if child.parent_id == node.node_id
            ],
            "lines": [
                {
                    "line_no": line.number,
                    "page": line.page,
                    "text": line.text,
                    "text_found": line.text_found,
                    "corrections": self.corrections.get(line.number, []),
                }
                for span in node.source
                for line in self.document.lines[span.first_line - 1 : span.last_line]
            ],
            "statements": self._statements(
                one for one in self.plan.statements if one.brief_id is None and one.node_id == node.node_id
            ),
            "briefs": [self._brief(brief, node) for brief in self.plan.briefs if brief.brief_id in wanted],
            "budgets": [_dump(one) for one in self.plan.budgets if one.node_id == node.node_id],
            "sums": self._sums(node),
            "schedule": [_dump(one) for one in self.plan.schedule if one.node_id == node.node_id],
            "findings": [self._finding(one) for one in self.findings if one.subject in self._subjects(node, wanted)],
            "accepted": _signed(self.accepted.get(node.node_id), "accepted_by", "accepted_on"),
        }

    def _sums(self, node: Node) -> list[View]:
        """What the projects below a node cost, fund by fund; nothing of a node that has none below it."""
        below = {one.node_id for one in self.plan.nodes if any(above is node for above in self._parents(one))}
        sums: dict[str | None, tuple[Decimal, int]] = {}
        for one in self.plan.budgets:
            if one.node_id in below and one.amount_thb is not None:
                amount, count = sums.get(one.fund, (Decimal(), 0))
                sums[one.fund] = amount + one.amount_thb, count + 1
        return [{"fund": fund, "amount_thb": str(amount), "amounts": count} for fund, (amount, count) in sums.items()]

    def _finding(self, finding: Finding) -> View:
        """A finding, with who waived it and why, if somebody did."""
        waiver = self.waivers.get(finding.finding_id)
        return {**_dump(finding), "waiver": _signed(waiver, "waived_by", "waived_on", "reason")}

    def _parents(self, node: Node) -> list[Node]:
        chain: list[Node] = []
        while node.parent_id is not None and len(chain) < len(self.nodes):
            node = self.nodes[node.parent_id]
            chain.insert(0, node)
        return chain

    def _subjects(self, node: Node, briefs: set[str]) -> set[str]:
        """What findings call the node; a finding about a shared brief is named after its first project."""
        firsts: dict[str, Node] = {}
        for link in self.plan.brief_projects:
            firsts.setdefault(link.brief_id, self.nodes[link.node_id])
        named = [node, *(firsts[brief] for brief in briefs)]
        return {
            " ".join(filter(None, (part, agency, one.kind, one.number)))
            for one in named
            for part in (None, one.part)
            for agency in (None, one.agency)
        }

    def _brief(self, brief: Brief, node: Node) -> View:
        links = [link.node_id for link in self.plan.brief_projects if link.brief_id == brief.brief_id]
        return {
            **_dump(brief),
            "projects": [_dump(self.nodes[node_id], "kind", "number", "title") for node_id in links],
            "statements": self._statements(
                one
                for one in self.plan.statements
                if one.brief_id == brief.brief_id and one.node_id in (None, node.node_id)
            ),
            "responsible": self._responsible(brief, node),
            "rubrics": [
                {**_dump(one), "rows": self._rubric_rows(one.rubric_id)}
                for one in self.plan.rubrics
                if one.brief_id == brief.brief_id
            ],
        }

    def _statements(self, wanted: Iterable[Statement]) -> list[View]:
        quantities, targets = defaultdict(list), defaultdict(list)
        for quantity in self.plan.quantities:
            quantities[quantity.statement_id].append(_dump(quantity))
        for target in self.plan.targets:
            targets[target.statement_id].append(_dump(target))
        told: list[View] = []
        depths: dict[str | None, int] = {None: -1}
        for one in wanted:
            depths[one.statement_id] = depths.get(one.parent_id, -1) + 1
            told.append(
                {
                    **_dump(one),
                    "depth": depths[one.statement_id],
                    "quantities": quantities[one.statement_id],
                    "targets": targets[one.statement_id],
                }
            )
        return told

    def _responsible(self, brief: Brief, node: Node) -> list[View]:
        offices = defaultdict(list)
        for link in self.plan.responsibility_units:
            offices[link.brief_id, link.ordinal].append(self._unit_chain(link.unit_id))
        return [
            {**_dump(one), "units": offices[one.brief_id, one.ordinal]}
            for one in self.plan.responsibilities
            if one.brief_id == brief.brief_id and one.node_id in (None, node.node_id)
        ]

    def _unit_chain(self, unit_id: str | None) -> list[str]:
        """An office and those that it belongs to, the innermost first."""
        chain: list[str] = []
        while unit_id is not None and len(chain) < len(self.units):
            unit = self.units[unit_id]
            chain.append(unit.name)
            unit_id = unit.parent_id
        return chain

    def _rubric_rows(self, rubric_id: str) -> list[View]:
        """One row per criterion; where it is a printed score band, with the band's numbers."""
        bands = {band.criterion_id: band for band in self.plan.rubric_bands if band.rubric_id == rubric_id}
        depths: dict[str | None, int] = {None: -1}
        rows = []
        for one in self.plan.rubric_criteria:
            if one.rubric_id == rubric_id:
                depths[one.criterion_id] = depths.get(one.parent_id, -1) + 1
                band = bands.get(one.criterion_id)
                rows.append(
                    {
                        **_dump(one, "level", "ordinal", "text", "source"),
                        "depth": depths[one.criterion_id],
                        "band": _dump(band, "low", "high", "points") if band else None,
                    }
                )
        return rows


def _signed(record: Record | None, *names: str) -> View | None:
    return _dump(record, *names) if record else None


def _dump(record: Record | Finding, *names: str) -> View:
    return record.model_dump(mode="json", include=set(names) if names else None)
