"""The trail of a record: the lines that it was made of, the rule that claimed each, repairs, corrections, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from pipeline.numerals import to_arabic
from pipeline.rules import place
from schemas.document import Document, Line
from schemas.finding import Finding
from schemas.plan import Node, Plan, Record, Span

Trail = dict[str, Any]
"""What `show --trail --json` prints; its keys stay."""


class Trails:
    """A plan's lines by number, with all that is known of each."""

    def __init__(self, document: Document, plan: Plan, findings: Iterable[Finding]) -> None:
        self.document, self.plan = document, plan
        self.findings = list(findings)
        self._pages = {page.page: page for page in document.pages}
        self._roles = {role.line_no: role for role in plan.line_roles}

    def line(self, number: int) -> Trail:
        """One line: where it stands, who claimed it by which rule, what the file holds, and what was done to it."""
        line, role = self.document.lines[number - 1], self._roles.get(number)
        page = self._pages.get(line.page or 1)
        rule = role.rule if role else None
        return {
            "line_no": number,
            "page": line.page,
            "box": line.box,
            "role": role.role if role else None,
            "rule": rule,
            "rule_at": place(self.plan.head.profile, rule),
            "text": line.text,
            "text_found": line.text_found,
            "repaired": _differs(line),
            "trust": page.trust if page else None,
            "page_repairs": page.repairs if page else {},
            "corrections": [
                one.model_dump(include={"found", "put", "reason", "corrected_by"})
                for one in self.plan.corrections
                if one.line_no == number
            ],
        }

    def lines(self, source: Iterable[Span]) -> list[Trail]:
        """The trail of each line of some places, in order."""
        return [self.line(number) for span in source for number in span.lines]

    def of(self, record: Record | Finding) -> Trail:
        """A record with the trail of its lines and the findings that name one of them."""
        source: list[Span] = getattr(record, "source", [])
        numbers = {number for span in source for number in span.lines}
        return {
            "record": record.model_dump(mode="json"),
            "lines": self.lines(source),
            "findings": [
                one.model_dump(mode="json")
                for one in self.findings
                if any(not numbers.isdisjoint(span.lines) for span in one.source)
            ],
        }

    def named(self, record_id: str) -> Iterator[tuple[str, Record | Finding]]:
        """The record of an id, with the name of its table."""
        for table, key in IDS.items():
            yield from ((table, row) for row in getattr(self.plan, table) if getattr(row, key) == record_id)
        yield from (("findings", one) for one in self.findings if one.finding_id == record_id)

    def numbered(self, number: str, part: str | None) -> Iterator[tuple[str, Record]]:
        """The nodes of a number, each with its write-ups and with the records that hang on it or on these."""
        for node in self.plan.nodes:
            if node.number == number and part in (None, node.part):
                briefs = {pair.brief_id for pair in self.plan.brief_projects if pair.node_id == node.node_id}
                yield "nodes", node
                for table in HANGING:
                    yield from ((table, row) for row in getattr(self.plan, table) if self._hangs(row, node, briefs))

    def _hangs(self, row: Record, node: Node, briefs: set[str]) -> bool:
        own = getattr(row, "node_id", None)
        if own is not None:
            return bool(own == node.node_id)
        brief = getattr(row, "brief_id", None) or self._brief_of_rubric.get(getattr(row, "rubric_id", ""))
        return brief in briefs

    @cached_property
    def _brief_of_rubric(self) -> dict[str, str | None]:
        return {rubric.rubric_id: rubric.brief_id for rubric in self.plan.rubrics}


IDS = {
    "nodes": "node_id",
    "briefs": "brief_id",
    "statements": "statement_id",
    "rubrics": "rubric_id",
    "rubric_criteria": "criterion_id",
    "claims": "claim_id",
}
"""Tables whose records have an id of their own."""
HANGING = ("briefs", "statements", "rubric_criteria", "responsibilities", "budgets", "schedule")
"""Tables whose records hang on a node or on its write-up, and name their lines."""


def _differs(line: Line) -> bool:
    """Whether the text is another than the file's, digits and blanks apart: something was repaired or corrected."""
    return "".join(to_arabic(line.text_found).split()) != "".join(line.text.split())
