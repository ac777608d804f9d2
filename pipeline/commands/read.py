"""`read`: what the reader makes of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline import intake
from pipeline import read as reader
from pipeline.commands.files import refuse_missing
from pipeline.commands.options import VOICE, File, Json
from pipeline.errors import StoreError, UsageError, told_as
from pipeline.terminal.reading import read_data, read_lines


def read(
    file: File,
    page: Annotated[int | None, typer.Option(min=1, metavar="N")] = None,
    picture: Annotated[Path | None, typer.Option(metavar="PNG")] = None,
    json: Json = False,
) -> None:
    """Show what the reader makes of a file."""
    voice = VOICE.get()
    refuse_missing(file)
    if picture is not None and page is None:
        raise UsageError("picture-of-what", path=intake.shown(picture))
    document = reader.read(file, intake.plan_id(file))
    told = read_data(document, page)
    if page is not None and not told["lines"] and not told["pages"]:
        raise UsageError("page-unknown", page=str(page), path=intake.shown(file), pages=str(len(document.pages)))
    if picture is not None and page is not None:
        from pipeline.read.picture import draw  # noqa: PLC0415 - what draws is slow to import

        with told_as(StoreError, "output-failed", OSError):
            boxes = draw(file, document, page, picture)
        voice.say(voice.text("picture-written", path=intake.shown(picture), boxes=boxes))
    if json:
        voice.json(told)
    elif picture is None:
        voice.out(read_lines(voice, told))
