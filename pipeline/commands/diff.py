"""`diff`: what changed between two plans of a family."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline import flow
from pipeline.commands.options import EXTRACTED, VOICE, Json, Out
from pipeline.terminal.changes import diff_data, diff_lines


def diff(
    before: Annotated[str, typer.Argument(metavar="PLAN")],
    after: Annotated[str, typer.Argument(metavar="PLAN")],
    out: Out = EXTRACTED,
    json: Json = False,
) -> None:
    """Show what changed between two plans of a family."""
    voice = VOICE.get()
    changes = flow.diff(out, before, after)
    if json:
        voice.json(diff_data(before, after, changes))
    else:
        voice.out(diff_lines(voice, before, after, changes))
