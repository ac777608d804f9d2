"""`schema`: the files that are generated from the models."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline import generated
from pipeline.commands.options import ERRORS_OPEN, VOICE


def schema(check: Annotated[bool, typer.Option("--check")] = False) -> None:
    """Write the JSON Schemas of the result files, and the data dictionary."""
    voice = VOICE.get()
    stale = generated.stale()
    for path in stale:
        voice.say(voice.text("schema-stale" if check else "schema-written", path=path.name))
    if not stale:
        voice.say(voice.text("schema-fresh"))
    elif check:
        raise typer.Exit(ERRORS_OPEN)
    else:
        generated.write()
