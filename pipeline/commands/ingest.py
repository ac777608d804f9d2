"""`ingest`: read, check and store plans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline import flow
from pipeline.commands.options import EXTRACTED, NOT_INGESTED, VOICE, Json, OneProfile, Out, Strict, leave_if_strict
from pipeline.terminal import run_table
from pipeline.terminal.progress import progress_on

RAW = Path("raw")


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATHS", show_default=False)] = None,
    out: Out = EXTRACTED,
    jobs: Annotated[int, typer.Option(min=1, metavar="N")] = 1,
    profile: OneProfile = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    prune: Annotated[bool, typer.Option("--prune")] = False,
    why: Annotated[bool, typer.Option("--why")] = False,
    strict: Strict = False,
    no_report: Annotated[bool, typer.Option("--no-report")] = False,
    json: Json = False,
) -> None:
    """Read, check and store plans."""
    voice = VOICE.get()
    with progress_on(voice) as progress:
        result = flow.ingest(
            paths or [RAW],
            out,
            profile=profile,
            force=force,
            prune=prune,
            jobs=jobs,
            report=not no_report,
            progress=progress,
        )
    if json:
        voice.json(run_table.ingest_data(result))
    else:
        voice.out(run_table.ingest_lines(voice, result, why=why))
    run_table.ingest_talk(voice, result)
    if result.run.documents_failed:
        raise typer.Exit(NOT_INGESTED)
    leave_if_strict(strict, (finding for one in result.documents for finding in one.findings))
