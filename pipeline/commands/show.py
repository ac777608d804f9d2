"""`show`: what bears a number, and the trail of a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import EXTRACTED, VOICE, Json, Number, OnePart, OnePlan, Out
from pipeline.errors import UsageError
from pipeline.results import stored_plans
from pipeline.terminal.show import show_lines
from pipeline.terminal.trail import trail_lines
from pipeline.terminal.views import plain_number, views
from pipeline.trail import Trails


def show(
    number: Number,
    plan: OnePlan = None,
    part: OnePart = None,
    out: Out = EXTRACTED,
    full: Annotated[bool, typer.Option("--full")] = False,
    trail: Annotated[bool, typer.Option("--trail")] = False,
    json: Json = False,
) -> None:
    """Show all nodes that bear a number."""
    if trail or ":" in number:
        _show_trail(number, plan, part, out, json=json)
    else:
        _show_nodes(plain_number(number), plan, part, out, full=full, json=json)


def _show_nodes(number: str, plan: str | None, part: str | None, out: Path, *, full: bool, json: bool) -> None:
    voice = VOICE.get()
    found = [view for stored in stored_plans(out, plan) for view in views(*stored, number, part)]
    if not found:
        raise UsageError("number-unknown", number=number, out=out)
    if json:
        voice.json({"number": number, "nodes": found})
    else:
        voice.out(show_lines(voice, found, full=full))


def _show_trail(name: str, plan: str | None, part: str | None, out: Path, *, json: bool) -> None:
    """The trail of the record of an id, or of all that hangs on the nodes of a number."""
    voice = VOICE.get()
    found = [
        (table, trails.of(record))
        for document, records, findings in stored_plans(out, plan)
        for trails in [Trails(document, records, findings.findings)]
        for table, record in (trails.named(name) if ":" in name else trails.numbered(plain_number(name), part))
    ]
    if not found:
        raise UsageError("record-unknown" if ":" in name else "number-unknown", number=name, name=name, out=out)
    if json:
        voice.json({"id": name, "records": [{"table": table, **trail} for table, trail in found]})
    else:
        voice.out(trail_lines(voice, found))
