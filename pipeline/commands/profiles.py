"""`profile list`, `profile new`, `profile check`: the families that are known, and the making of another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline import account, flow, intake
from pipeline import profile as profiles
from pipeline.commands.files import refuse_missing
from pipeline.commands.options import ERRORS_OPEN, VOICE, Json
from pipeline.terminal.account import check_data, check_lines
from pipeline.terminal.layout import Column, Table

Name = Annotated[str, typer.Argument(metavar="NAME")]


def list_(json: Json = False) -> None:
    """List the profiles."""
    voice = VOICE.get()
    loaded = [profiles.load(name) for name in profiles.names()]
    if json:
        voice.json({"profiles": [{"name": one.name, "version": one.version, "title": one.title} for one in loaded]})
        return
    columns = [Column(voice.text("column-profile")), Column(voice.text("column-title"), elastic=True)]
    voice.out(Table(columns, [[one.name, one.title[voice.language]] for one in loaded]).lines(voice.columns))


def new(name: Name, source: Annotated[Path, typer.Option("--from", metavar="FILE")]) -> None:
    """Write the first draft of a profile."""
    voice = VOICE.get()
    refuse_missing(source)
    path = flow.draft_profile(name, source, voice.language)
    voice.say(voice.text("profile-written", path=intake.shown(path), name=name, file=intake.shown(source)))


def check(
    name: Name,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", show_default=False)] = None,
    full: Annotated[bool, typer.Option("--full")] = False,
    json: Json = False,
) -> None:
    """Hold a profile against its examples and against documents."""
    voice = VOICE.get()
    refuse_missing(*files or ())
    profile = profiles.load(name)
    bad, contended = account.bad_examples(profile), account.contended_examples(profile)
    accounts = list(flow.account_for(name, files or ()))
    if json:
        voice.json(check_data(name, bad, contended, accounts))
    else:
        voice.out(check_lines(voice, name, bad, contended, accounts, full=full))
    if bad or contended:
        raise typer.Exit(ERRORS_OPEN)
