"""W3C PROV of a plan, as PROV-JSON: which record was made of which lines, by what, on whose order.

Entities are the file, its lines, the records and findings made of them, the profile and the auditor's file; activities
are the stages; agents are phaen and the people whom the auditor's file names. It is plain JSON of the recommendation
(https://www.w3.org/submissions/prov-json/): a library would bring its dependencies for what is a few dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from pipeline import profile as profiles
from pipeline.rules import line_of
from pipeline.stamp import sha256
from pipeline.version import version
from schemas.document import Document
from schemas.finding import Findings
from schemas.plan import Plan, Span

Prov = dict[str, dict[str, Any]]
NAMESPACE = "urn:phaen:"
RECORDS = {
    "nodes": "node_id",
    "briefs": "brief_id",
    "statements": "statement_id",
    "rubric_criteria": "criterion_id",
    "claims": "claim_id",
}
"""Tables whose records have an id of their own and places in the source."""


def of_plan(document: Document, plan: Plan, findings: Findings) -> Prov:
    """The PROV-JSON document of a plan; the same records give the same document."""
    book = _Book(plan.head.plan_id)
    source = book.entity("document", document.sha256, {"phaen:path": document.path, "phaen:sha256": document.sha256})
    profile = book.entity(
        "profile",
        plan.head.profile,
        {"phaen:sha256": sha256(profiles.path_of(plan.head.profile)), "prov:type": "prov:Plan"},
    )
    phaen = book.agent("phaen", version(), "prov:SoftwareAgent")
    stages = {
        name: book.stage(name, phaen, profile if name in ("segment", "extract", "check") else None) for name in STAGES
    }
    book.used(stages["read"], source)
    lines = _lines(book, document, plan, source, stages)
    for table, key in RECORDS.items():
        for record in getattr(plan, table):
            _record(book, table, getattr(record, key), record.source, lines, stages["extract"])
    for one in findings.findings:
        _record(book, "findings", one.finding_id, one.source, lines, stages["check"])
    _auditors(book, plan, findings)
    return book.told()


STAGES = ("read", "correct", "segment", "extract", "check")


def _lines(book: _Book, document: Document, plan: Plan, source: str, stages: dict[str, str]) -> dict[int, str]:
    """The lines that a rule gave a role, each drawn from the file; blank ones are left out."""
    roles = {role.line_no: role for role in plan.line_roles}
    corrected = {one.line_no for one in plan.corrections}
    found: dict[int, str] = {}
    for line in document.lines:
        if not line.text_found.strip():
            continue
        role = roles.get(line.number)
        told: dict[str, Any] = {"phaen:line": line.number, "phaen:text": line.text}
        told |= {"phaen:page": line.page} if line.page is not None else {}
        if role and role.rule:
            at = line_of(plan.head.profile, role.rule)
            told |= {"phaen:role": role.role, "phaen:rule": role.rule} | ({"phaen:rule_line": at} if at else {})
        name = found[line.number] = book.entity("line", str(line.number), told)
        book.derived(name, source)
        book.generated(name, stages["correct" if line.number in corrected else "read"])
    return found


def _record(book: _Book, table: str, key: str, source: list[Span], lines: dict[int, str], stage: str) -> None:
    name = book.entity(table, key, {"prov:type": f"phaen:{table}"})
    book.generated(name, stage)
    for number in _numbers(source):
        if number in lines:
            book.derived(name, lines[number])


def _numbers(source: list[Span]) -> Iterator[int]:
    yield from dict.fromkeys(number for span in source for number in span.lines)


def _auditors(book: _Book, plan: Plan, findings: Findings) -> None:
    """Corrections, waivers and acceptances: entities of their own, attributed to who ordered them."""
    orders: list[tuple[str, str, str, str, dict[str, Any]]] = []
    for number, one in enumerate(plan.corrections, 1):
        told = {"phaen:found": one.found, "phaen:put": one.put, "phaen:reason": one.reason}
        orders.append(("correction", str(number), one.corrected_by, book.name("line", str(one.line_no)), told))
    for waiver in findings.waivers:
        if waiver.finding_id:
            told = {"phaen:reason": waiver.reason, "phaen:on": waiver.waived_on.isoformat()}
            key = f"{waiver.ordinal}/{waiver.finding_id}"
            orders.append(("waiver", key, waiver.waived_by, book.name("findings", waiver.finding_id), told))
    for accepted in findings.acceptances:
        told = {"phaen:on": accepted.accepted_on.isoformat()}
        orders.append(
            ("acceptance", accepted.node_id, accepted.accepted_by, book.name("nodes", accepted.node_id), told)
        )
    for kind, key, by, about, told in orders:
        name = book.entity(kind, key, told)
        book.attributed(name, book.agent("person", by, "prov:Person"))
        book.influenced(about, name)


class _Book:
    """A PROV-JSON document in the making; identifiers are `phaen:PLAN/KIND/KEY`."""

    def __init__(self, plan_id: str) -> None:
        self.plan_id = plan_id
        self.kinds: Prov = {}

    def name(self, kind: str, key: str) -> str:
        return "phaen:" + "/".join(quote(part, safe="") for part in (self.plan_id, kind, key))

    def entity(self, kind: str, key: str, told: dict[str, Any]) -> str:
        name = self.name(kind, key)
        self.kinds.setdefault("entity", {})[name] = told
        return name

    def agent(self, kind: str, key: str, type_: str) -> str:
        name = self.name(kind, key)
        told = {"prov:type": {"$": type_, "type": "prov:QUALIFIED_NAME"}, "prov:label": key}
        self.kinds.setdefault("agent", {})[name] = told
        return name

    def stage(self, kind: str, agent: str, plan: str | None) -> str:
        name = self.name("stage", kind)
        self.kinds.setdefault("activity", {})[name] = {"prov:label": kind}
        link = {"prov:activity": name, "prov:agent": agent}
        self._link("wasAssociatedWith", link | ({"prov:plan": plan} if plan else {}))
        return name

    def used(self, activity: str, entity: str) -> None:
        self._link("used", {"prov:activity": activity, "prov:entity": entity})

    def generated(self, entity: str, activity: str) -> None:
        self._link("wasGeneratedBy", {"prov:entity": entity, "prov:activity": activity})

    def derived(self, made: str, of: str) -> None:
        self._link("wasDerivedFrom", {"prov:generatedEntity": made, "prov:usedEntity": of})

    def attributed(self, entity: str, agent: str) -> None:
        self._link("wasAttributedTo", {"prov:entity": entity, "prov:agent": agent})

    def influenced(self, about: str, by: str) -> None:
        self._link("wasInfluencedBy", {"prov:influencee": about, "prov:influencer": by})

    def _link(self, kind: str, told: dict[str, str]) -> None:
        links = self.kinds.setdefault(kind, {})
        links[f"_:{kind}{len(links) + 1}"] = told

    def told(self) -> Prov:
        return {"prefix": {"phaen": NAMESPACE, "prov": "http://www.w3.org/ns/prov#"}, **self.kinds}
