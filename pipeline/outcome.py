"""What a run came to, as values: for the command line to tell, and for the database to remember."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pipeline.refusal import Refusal
from pipeline.results import DocumentFailure, RunRecord
from pipeline.retold import things
from pipeline.version import version
from schemas.document import Document
from schemas.finding import Finding, FindingChange
from schemas.plan import Plan

UNCLAIMED = "unclaimed"
Status = Literal["ok", "unchanged", "failed"]
Scores = list[tuple[str, float, dict[str, int]]]
"""Profile, score from 0 to 1, and how many lines speak for each kind of evidence; the best first."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one document. `counts`: how many records of each kind, in the order of the tree; no zeros. A thing
    that several parts tell counts once.

    `changes`: what came and went since the results before these, if there were any.
    """

    path: str
    status: Status
    plan_id: str | None = None
    seconds: float = 0.0
    profile: str | None = None
    fallback: bool = False
    scores: Scores = field(default_factory=list)
    lines: int = 0
    unclaimed: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    changes: list[FindingChange] = field(default_factory=list)
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class IngestResult:
    """A run: one `Ingested` per file in the order of PATHS, where the database lies, and the report if one was made."""

    run: RunRecord
    documents: list[Ingested]
    pruned: list[str]
    skipped: list[str]
    database: Path
    seconds: float
    report: Path | None = None


def ingested(
    path: str, status: Status, document: Document, plan: Plan, findings: list[Finding], scores: Scores
) -> Ingested:
    """A document that was understood, with what was found in it counted."""
    counts = things(plan)
    counts.update(brief=len(plan.briefs), rubric=len(plan.rubrics), budget=len(plan.budgets), claim=len(plan.claims))
    counts["printed_table"] = len(plan.printed_tables)
    return Ingested(
        path,
        status,
        plan.head.plan_id,
        profile=plan.head.profile,
        fallback=plan.head.fallback,
        scores=scores,
        lines=len(document.lines),
        unclaimed=sum(line.role == UNCLAIMED for line in plan.line_roles),
        counts={kind: count for kind, count in counts.items() if count},
        findings=findings,
    )


def run_record(started: datetime, documents: list[Ingested], forgotten: list[str]) -> RunRecord:
    """The run as the database keeps it; the errors of the `forgotten` paths count no longer."""
    by_status = Counter(one.status for one in documents)
    return RunRecord(
        run_id=started.strftime("%Y%m%dT%H%M%S.%fZ"),
        started_at=started,
        finished_at=datetime.now(UTC),
        version=version(),
        documents_ok=by_status["ok"],
        documents_failed=by_status["failed"],
        documents_unchanged=by_status["unchanged"],
        tried=[*(one.path for one in documents), *forgotten],
        errors=[_failure(one.path, one.refusal) for one in documents if one.refusal],
    )


def _failure(path: str, refusal: Refusal) -> DocumentFailure:
    told = refusal.texts()
    hint = f"{told.pop('hint_th')}\n{told.pop('hint_en')}"
    return DocumentFailure(path=path, hint=hint, **told)
