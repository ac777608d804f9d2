"""`waive`, `accept`, `correct`: an auditor's say."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline import desk
from pipeline.commands.options import EXTRACTED, NOT_INGESTED, VOICE, Number, OnePart, Out, PlanId
from pipeline.errors import UsageError
from pipeline.terminal import run_table
from pipeline.terminal.views import plain_number

Reason = Annotated[str, typer.Option(metavar="TEXT")]
By = Annotated[str, typer.Option(metavar="NAME")]
OneLine = Annotated[int | None, typer.Option(min=1, metavar="N", show_default=False)]


def waive(
    plan: PlanId,
    code: Annotated[str, typer.Argument(metavar="CODE")],
    subject: Annotated[str, typer.Argument(metavar="SUBJECT")],
    reason: Reason,
    by: By,
    line: OneLine = None,
    out: Out = EXTRACTED,
) -> None:
    """Waive a finding."""
    findings = desk.waive(out, plan, code=code, subject=subject, line=line, reason=reason, by=by)
    count = sum(one.status == "waived" for one in findings.findings)
    VOICE.get().say(VOICE.get().text("waived-now", count=count, path=desk.file_shown(out, plan)))


def accept(
    plan: PlanId,
    number: Number,
    by: By,
    part: OnePart = None,
    agency: Annotated[str | None, typer.Option(metavar="MARK")] = None,
    out: Out = EXTRACTED,
) -> None:
    """Accept a node."""
    findings = desk.accept(out, plan, plain_number(number), part=part, agency=agency, by=by)
    VOICE.get().say(VOICE.get().text("accepted-now", count=len(findings.acceptances), path=desk.file_shown(out, plan)))


def correct(
    plan: PlanId,
    find: Annotated[str, typer.Argument(metavar="FIND")],
    put: Annotated[str, typer.Argument(metavar="PUT")],
    reason: Reason,
    by: By,
    line: OneLine = None,
    page: Annotated[int | None, typer.Option(min=1, metavar="N", show_default=False)] = None,
    out: Out = EXTRACTED,
) -> None:
    """Correct the text of a document."""
    if (line is None) == (page is None):
        raise UsageError("line-or-page")
    voice = VOICE.get()
    result = desk.correct(out, plan, find, put, line=line, page=page, reason=reason, by=by)
    voice.out(run_table.ingest_lines(voice, result, why=False))
    run_table.ingest_talk(voice, result)
    if result.run.documents_failed:
        raise typer.Exit(NOT_INGESTED)
    voice.say(voice.text("corrected-now", path=desk.file_shown(out, plan)))
