"""`outline`: a document's tree as understood; nothing is stored."""

from __future__ import annotations

from pipeline import flow, intake
from pipeline.commands.files import refuse_missing
from pipeline.commands.options import VOICE, File, Json, OneProfile
from pipeline.terminal.outline import outline_data, outline_lines


def outline(file: File, profile: OneProfile = None, json: Json = False) -> None:
    """Show a document's tree as understood."""
    voice = VOICE.get()
    refuse_missing(file)
    document, plan, _, _ = flow.understand(file, intake.plan_id(file), profile)
    told = outline_data(document, plan)
    if json:
        voice.json(told)
    else:
        voice.out(outline_lines(voice, told))
