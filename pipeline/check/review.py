"""What an auditor says of findings and nodes: a waiver sets a finding's status, an acceptance is of a node.

An entry that meets nothing, or accepts what a node tells no more, is a finding itself (`waiver-stale`): the document or
our reading of it has changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from schemas.audit import Accept, Audit
from schemas.finding import Acceptance, Finding, Waiver

STALE = "waiver-stale"


def waived(findings: list[Finding], audit: Audit) -> list[Finding]:
    """The findings, with status `waived` where an entry meets them."""
    return [
        one.model_copy(update={"status": "waived"}) if any(entry.meets(one) for entry in audit.waive) else one
        for one in findings
    ]


def waivers(plan_id: str, findings: list[Finding], audit: Audit) -> list[Waiver]:
    """A record for each waiver and each finding that it meets; for one that meets none, without a finding."""
    return [
        Waiver(
            plan_id=plan_id,
            ordinal=number,
            finding_id=finding_id,
            code=entry.code,
            subject=entry.subject,
            line_no=entry.line,
            reason=entry.reason,
            waived_by=entry.by,
            waived_on=entry.on,
        )
        for number, entry in enumerate(audit.waive, 1)
        for finding_id in ([one.finding_id for one in findings if entry.meets(one)] or (None,))
    ]


def acceptances(view: View, audit: Audit) -> list[Acceptance]:
    """A record for each node that was accepted and tells what it told then."""
    return [
        Acceptance(plan_id=view.plan.head.plan_id, node_id=node_id, accepted_by=entry.by, accepted_on=entry.on)
        for node_id, (_, entry) in _accepted(view, audit).items()
        if _holds(view, node_id, entry)
    ]


def _accepted(view: View, audit: Audit) -> dict[str, tuple[int, Accept]]:
    """Node -> its entry, the last of several, and which of the file it is."""
    told = ((_node_id(view, entry), (number, entry)) for number, entry in enumerate(audit.accept, 1))
    return {node_id: entry for node_id, entry in told if node_id}


def _holds(view: View, node_id: str, entry: Accept) -> bool:
    return entry.seen is None or entry.seen == view.seen.of(node_id)


def _node_id(view: View, entry: Accept) -> str | None:
    """The node that an entry names, by its id or as findings call it; None: there is none, or several."""
    if entry.node in view.nodes:
        return entry.node
    named = view.called.get(entry.node, [])
    return named[0].node_id if len(named) == 1 else None


def stale(view: View, findings: list[Finding], audit: Audit) -> Iterator[Raised]:
    """Entries of the auditor's file that meet nothing."""
    last = len(view.document.lines)
    for number, entry in enumerate(audit.waive, 1):
        if not any(entry.meets(one) for one in findings):
            lines = [entry.line] if entry.line and entry.line <= last else []
            yield Raised(
                STALE,
                entry.subject,
                expected=f"{entry.code}:{entry.line}" if entry.line else entry.code,
                source=view.spans_of(lines),
                more={"entry": f"[[waive]] {number}", "why": "stale-nothing"},
            )
    for number, accepted in enumerate(audit.accept, 1):
        if _node_id(view, accepted) is None:
            yield Raised(STALE, accepted.node, more={"entry": f"[[accept]] {number}", "why": "stale-nothing"})
    for node_id, (number, accepted) in _accepted(view, audit).items():
        if not _holds(view, node_id, accepted):
            node = view.nodes[node_id]
            more = {"entry": f"[[accept]] {number}", "why": "stale-changed"}
            yield Raised(STALE, view.subject(node), source=tuple(node.source), more=more)
