"""`query`: ask the database in SQL."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import EXTRACTED, VOICE, Json, Out
from pipeline.store import DATABASE, asking
from pipeline.terminal.answer import answer_data, answer_lines


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL")],
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", show_default=False)] = None,
    out: Out = EXTRACTED,
    json: Json = False,
) -> None:
    """Ask the database in SQL."""
    voice = VOICE.get()
    columns, rows = asking.query(out / DATABASE, sql, limit and limit + 1)
    more = limit is not None and len(rows) > limit
    rows = rows[:limit]
    if json:
        voice.json(answer_data(columns, rows))
    else:
        voice.out(answer_lines(voice, columns, rows))
        voice.say(voice.text("rows-more" if more else "rows", count=len(rows)))
