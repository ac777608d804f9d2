"""What commands share: who speaks, the options that several take, and how they end."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.terminal.voice import Voice

if TYPE_CHECKING:
    from schemas.finding import Finding

DONE, ERRORS_OPEN, WRONG_USAGE, NOT_INGESTED, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141
"""Exit codes."""

VOICE: ContextVar[Voice] = ContextVar("voice")

EXTRACTED = Path("extracted")
Out = Annotated[Path, typer.Option(metavar="DIR")]
Json = Annotated[bool, typer.Option("--json")]
Strict = Annotated[bool, typer.Option("--strict")]
OnePlan = Annotated[str | None, typer.Option(metavar="PLAN")]
OnePart = Annotated[str | None, typer.Option(metavar="PART")]
OneProfile = Annotated[str | None, typer.Option(metavar="NAME")]
PlanId = Annotated[str, typer.Argument(metavar="PLAN")]
File = Annotated[Path, typer.Argument(metavar="FILE")]
Number = Annotated[str, typer.Argument(metavar="NUMBER")]


def leave_if_strict(strict: bool, findings: Iterable[Finding]) -> None:
    """End with exit code 1 where `strict` is wanted and findings of severity error are open."""
    if strict and any(one.severity == "error" and one.status == "open" for one in findings):
        raise typer.Exit(ERRORS_OPEN)
