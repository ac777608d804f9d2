"""The auditor's desk: `waive`, `correct` and `accept` for a stored plan, each obeyed at once.

What makes no sense is refused before anything is written: a waiver that meets no finding, a correction whose words are
not there, a number that several nodes bear.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pipeline import audit as audits
from pipeline import flow, intake, results, stamp
from pipeline.audit_entry import added
from pipeline.errors import UsageError, told_as
from pipeline.lock import exclusive
from pipeline.outcome import IngestResult
from pipeline.seen import Seen
from schemas.audit import Accept, Audit, Correct, Waive
from schemas.document import Document
from schemas.finding import Findings
from schemas.plan import Node, Plan

Entry = TypeVar("Entry", Correct, Waive, Accept)


def waive(out: Path, plan_id: str, *, code: str, subject: str, line: int | None, reason: str, by: str) -> Findings:
    """Waive the findings of a code and subject (of one line); the plan's findings then.

    Raises UsageError `plan-unknown`, `document-gone`, `waiver-meets-nothing`, `entry-wrong`.
    """
    path, (_, _, findings) = _stored(out, plan_id)
    entry = _entry(lambda: Waive(code=code, subject=subject, line=line, reason=reason, by=by, on=_today()))
    open_ones = [one for one in findings.findings if one.status == "open"]
    if not any(entry.meets(one) for one in open_ones):
        known = sorted({one.subject for one in open_ones if one.code == code})
        raise UsageError("waiver-meets-nothing", kind=code, subject=subject, known=", ".join(known[:12]) or "-")
    _add(out, path, entry)
    return flow.recheck(out, plan_id)[0]


def accept(out: Path, plan_id: str, number: str, *, part: str | None, agency: str | None, by: str) -> Findings:
    """Note that somebody has held the node of a number against the source; the plan's findings then.

    Raises UsageError `plan-unknown`, `document-gone`, `number-unknown`, `number-ambiguous`, `entry-wrong`.
    """
    path, (document, plan, _) = _stored(out, plan_id)
    node = _node(plan, number, part, agency, out)
    seen = Seen(document, plan).of(node.node_id)
    _add(out, path, _entry(lambda: Accept(node=node.node_id, by=by, on=_today(), seen=seen)))
    return flow.recheck(out, plan_id)[0]


def _node(plan: Plan, number: str, part: str | None, agency: str | None, out: Path) -> Node:
    found = [
        node
        for node in plan.nodes
        if node.number == number and part in (None, node.part) and agency in (None, node.agency)
    ]
    if not found:
        raise UsageError("number-unknown", number=number, out=out)
    if len(found) > 1:
        named = ", ".join(" ".join(filter(None, (node.part, node.agency, node.kind, number))) for node in found[:12])
        raise UsageError("number-ambiguous", number=number, nodes=named)
    return found[0]


def correct(
    out: Path, plan_id: str, find: str, put: str, *, line: int | None, page: int | None, reason: str, by: str
) -> IngestResult:
    """Put other words in the place of some, and ingest the document again.

    Raises UsageError `plan-unknown`, `document-gone`, `entry-wrong`; DocumentError where the words are not there once.
    """
    path, (document, _, _) = _stored(out, plan_id)
    entry = _entry(lambda: Correct(line=line, page=page, find=find, put=put, reason=reason, by=by))
    audits.corrected(document, Audit(correct=(entry,)), audits.file_of(path))
    known = stamp.read(out / plan_id)
    _add(out, path, entry)
    return flow.ingest([path], out, profile=known.wanted if known else None)


def _add(out: Path, path: Path, entry: Correct | Waive | Accept) -> None:
    """Append an entry while nobody else writes: two at once would keep one. Raises StoreError `out-locked`."""
    with exclusive(out):
        added(audits.file_of(path), entry)


def file_shown(out: Path, plan_id: str) -> str:
    """The auditor's file of a plan, as it is told to people. Raises UsageError `plan-unknown`, `document-gone`."""
    return intake.shown(audits.file_of(_stored(out, plan_id)[0]))


def _stored(out: Path, plan_id: str) -> tuple[Path, tuple[Document, Plan, Findings]]:
    """A plan's document and what is stored of it."""
    (folder,) = results.plan_folders(out, plan_id)
    known, told = stamp.read(folder), results.read_plan(folder)
    path = Path(known.path if known else told[0].path)
    if not path.is_file():
        raise UsageError("document-gone", plan_id=plan_id, path=intake.shown(path))
    return path, told


def _entry(make: Callable[[], Entry]) -> Entry:
    with told_as(UsageError, "entry-wrong", ValidationError):
        return make()


def _today() -> date:
    return date.today()
