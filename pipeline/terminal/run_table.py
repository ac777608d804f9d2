"""What `ingest` prints: a table with a row per document, what speaks for its profile, and where the results lie."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from pipeline.messages import catalogue
from pipeline.outcome import Ingested, IngestResult
from pipeline.terminal.findings import changes_lines, count_by_severity, findings_lines
from pipeline.terminal.layout import Column, Table, printable, wrap
from pipeline.terminal.voice import Voice
from schemas.finding import SEVERITIES

NAMED_AT_LEAST = 12
"""Columns that a document's name keeps in a narrow terminal."""
MOST_ALIKE = 8
"""Findings of one code in one document that are listed after a run; `check` lists all."""


def ingest_lines(voice: Voice, result: IngestResult, *, why: bool) -> Iterator[str]:
    """The table, with `why` the profiles' scores, and the open findings of severity error."""
    documents = result.documents
    if documents:
        wide = _wide_table(voice, documents)
        if wide.fits(voice.columns):
            yield from wide.lines()
        else:
            yield from _narrow_lines(voice, documents)
    if why:
        for one in documents:
            yield from _why_lines(voice, one)
    open_findings = [finding for one in documents for finding in one.findings if finding.status == "open"]
    yield from findings_lines(voice, open_findings, ["error"], MOST_ALIKE)
    yield from changes_lines(voice, (change for one in documents for change in one.changes), MOST_ALIKE)


def _wide_table(voice: Voice, documents: list[Ingested]) -> Table:
    """A row per document, with a column for every kind of record that any has."""
    kinds = sorted({kind for one in documents for kind in one.counts}, key=_rank)
    columns = [
        Column(voice.text("column-document")),
        Column(voice.text("column-state")),
        Column(voice.text("column-profile")),
        *(Column(voice.name("kind", kind, "many"), "right") for kind in kinds),
        *_last_columns(voice),
    ]
    rows = [
        [
            _name(one),
            voice.text(f"state-{one.status}"),
            _profile_or_code(voice, one),
            *(str(one.counts.get(kind, "")) for kind in kinds),
            *_last_cells(one),
        ]
        for one in documents
    ]
    return Table(columns, rows)


def _narrow_lines(voice: Voice, documents: list[Ingested]) -> Iterator[str]:
    """The same for a narrow terminal: state, profile and what was found stand below each document's row."""
    columns = [Column(voice.text("column-document"), elastic=True, least=NAMED_AT_LEAST), *_last_columns(voice)]
    lines = Table(columns, [[_name(one), *_last_cells(one)] for one in documents]).lines(voice.columns)
    yield from islice(lines, 2)
    for line, one in zip(lines, documents, strict=True):
        yield line
        counts = [
            f"{voice.name('kind', kind, 'many')} {count}"
            for kind, count in sorted(one.counts.items(), key=lambda item: _rank(item[0]))
        ]
        told = " · ".join([voice.text(f"state-{one.status}"), _profile_or_code(voice, one), *counts])
        for below in wrap(told, voice.columns and voice.columns - 2):
            yield "  " + voice.paint(below, "dim")


def _rank(kind: str) -> tuple[int, str]:
    """Where a kind stands among the others: as in `cli.toml`, and after them if it is not there."""
    named = list(catalogue("cli"))
    code = f"kind-{kind}"
    return (named.index(code) if code in named else len(named), kind)


def _last_columns(voice: Voice) -> list[Column]:
    severities = [Column(voice.name("severity", severity, "many"), "right") for severity in SEVERITIES]
    return [*severities, Column(voice.text("column-unclaimed"), "right"), Column(voice.text("column-seconds"), "right")]


def _last_cells(one: Ingested) -> list[str]:
    seconds = f"{one.seconds:.2f}"
    if one.refusal:
        return [*("" for _ in SEVERITIES), "", seconds]
    return [*map(str, count_by_severity(one.findings).values()), str(one.unclaimed), seconds]


def _name(one: Ingested) -> str:
    return printable(one.path if one.refusal or not one.plan_id else one.plan_id)


def _profile_or_code(voice: Voice, one: Ingested) -> str:
    """What read a document, with a mark where it is little to be trusted; the code of a refusal."""
    if one.refusal:
        return one.refusal.code
    return voice.text("profile-fallback", profile=one.profile) if one.fallback else one.profile or ""


def _why_lines(voice: Voice, one: Ingested) -> Iterator[str]:
    """Every profile's score for a document and the lines that speak for it."""
    if not one.scores:
        return
    yield ""
    yield voice.paint(voice.text("why", document=printable(one.plan_id or one.path)), "bold")
    for name, score, evidence in one.scores:
        told = ", ".join(f"{what} {count}" for what, count in evidence.items())
        mark = "→" if name == one.profile else " "
        head = f"{mark} {name}  {score:.2f}  "
        for at, line in enumerate(wrap(told, voice.columns and max(voice.columns - len(head), 30))):
            yield (head if at == 0 else " " * len(head)) + line


def ingest_talk(voice: Voice, result: IngestResult) -> None:
    """On standard error: what was refused and why, what was left out or removed, and where the results lie."""
    for one in result.documents:
        if one.refusal:
            voice.complain(one.refusal)
    if result.skipped:
        voice.say(voice.text("skipped", paths=", ".join(map(printable, result.skipped))))
    if result.pruned:
        voice.say(voice.text("pruned", plans=", ".join(map(printable, result.pruned))))
    run = result.run
    voice.say()
    voice.say(
        voice.text(
            "summary",
            ok=run.documents_ok,
            unchanged=run.documents_unchanged,
            failed=run.documents_failed,
            seconds=f"{result.seconds:.2f}",
        )
    )
    voice.say(voice.text("where", database=result.database, results=result.database.parent))
    if result.report:
        voice.say(voice.text("report-made", report=result.report))


def ingest_data(result: IngestResult) -> dict[str, Any]:
    """What `ingest --json` prints."""
    return {
        "run_id": result.run.run_id,
        "version": result.run.version,
        "database": str(result.database),
        "report": str(result.report) if result.report else None,
        "seconds": round(result.seconds, 3),
        "documents": [_document_data(one) for one in result.documents],
        "pruned": result.pruned,
        "skipped": result.skipped,
    }


def _document_data(one: Ingested) -> dict[str, Any]:
    return {
        "path": one.path,
        "plan_id": one.plan_id,
        "status": one.status,
        "profile": one.profile,
        "fallback": one.fallback,
        "scores": [{"profile": name, "score": score, "evidence": found} for name, score, found in one.scores],
        "lines": one.lines,
        "unclaimed": one.unclaimed,
        "counts": one.counts,
        "findings_open": count_by_severity(one.findings),
        "findings": [finding.model_dump(mode="json") for finding in one.findings],
        "changes": [change.model_dump(mode="json") for change in one.changes],
        "seconds": round(one.seconds, 3),
        "error": one.refusal.texts() if one.refusal else None,
    }
