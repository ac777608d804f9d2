"""`export`: the database as files of another kind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline import export as exports
from pipeline import prov
from pipeline.commands.options import EXTRACTED, VOICE, OnePlan, Out
from pipeline.errors import UsageError
from pipeline.results import stored_plans


def export(
    format: Annotated[str, typer.Option("--format", metavar="FORMAT")],  # noqa: A002 - the option's name
    to: Annotated[Path, typer.Option(metavar="DIR", show_default=False)] = Path("export"),
    plan: OnePlan = None,
    out: Out = EXTRACTED,
) -> None:
    """Copy the database to files of another kind."""
    voice = VOICE.get()
    kind = next((one for one in exports.FORMATS if one == format), None)
    if kind is None:
        raise UsageError("format-unknown", name=format, known=", ".join(exports.FORMATS))
    if kind == "prov":
        told = ((stored[1].head.plan_id, prov.of_plan(*stored)) for stored in stored_plans(out, plan))
        made = exports.trails(to, told)
    else:
        made = exports.export(out, kind, to, plan)
    voice.say(voice.text("exported", files=len(made.files), folder=to))
    if made.cells_cut or made.rows_left_out:
        voice.say(voice.text("exported-cut", cells=made.cells_cut, rows=made.rows_left_out))
