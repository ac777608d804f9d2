"""The command line from the words that were typed to the exit code: which command, in which language, and how it ended.

Data goes to standard output, talk to standard error. Exit codes: 0 done; 1 findings of severity error are open and
`--strict` was given, or `schema --check` found a stale file; 2 wrong usage; 3 some document could not be ingested, or
results could not be read or written; 130 interrupted; 141 the reader of the output went away.
"""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any, cast

import typer
import typer.main

from pipeline.commands.options import DONE, INTERRUPTED, NOT_INGESTED, READER_GONE, VOICE, WRONG_USAGE
from pipeline.errors import PhaenError, ProfileError, UsageError
from pipeline.refusal import Refusal
from pipeline.terminal.voice import ReaderGoneError, Voice, split_language, voice_of
from pipeline.version import version

USUAL = "ingest"
"""The command that is meant where none is named."""
COMMANDS: dict[str, str | dict[str, str]] = {
    "ingest": "ingest.ingest",
    "show": "show.show",
    "read": "read.read",
    "outline": "outline.outline",
    "check": "check.check",
    "waive": "desk.waive",
    "correct": "desk.correct",
    "accept": "desk.accept",
    "diff": "diff.diff",
    "query": "query.query",
    "export": "export.export",
    "store": "upkeep.store",
    "report": "upkeep.report",
    "remove": "upkeep.remove",
    "profile": {"list": "profiles.list_", "new": "profiles.new", "check": "profiles.check"},
    "schema": "schema.schema",
}
"""Name -> module and function, or the commands below it; in the order of the help."""
WronglyCalled = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""What typer's parser raises against a call, of which typer itself exports only this child."""
SETTINGS: dict[str, Any] = {"rich_markup_mode": None, "context_settings": {"help_option_names": ["-h", "--help"]}}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; what went wrong has been told on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter must not end the run
    code = _exit_code(given)
    try:
        sys.stdout.flush()
    except OSError:
        # has been told, or nobody is there to tell; the interpreter flushes once more at its end: let that go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _exit_code(arguments: list[str]) -> int:
    voice = voice_of("en", os.environ)
    try:
        language, given = split_language(arguments, os.environ)
        voice = replace(voice, language=language)
        VOICE.set(voice)
        if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
            given.insert(0, USUAL)
        code = _call(voice, given)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except ReaderGoneError:
        return READER_GONE
    except PhaenError as error:
        voice.complain(Refusal.of(error))
        return WRONG_USAGE if isinstance(error, UsageError | ProfileError) else NOT_INGESTED
    if code == INTERRUPTED:
        voice.say(voice.text("interrupted"))
    return code


def _call(voice: Voice, given: list[str]) -> int:
    """Call the command that is `given`; the exit code that it chose. Raises what it raises, and UsageError."""
    _refuse_unknown(given, COMMANDS)
    try:
        code = command_line(voice, given[0])(given, prog_name="run.py", standalone_mode=False)
    except WronglyCalled as error:
        below = given[1:2] if isinstance(COMMANDS.get(given[0]), dict) else []
        raise _refusal(error, " ".join(["python run.py", given[0], *below])) from error
    return code if isinstance(code, int) else DONE


def _refuse_unknown(given: list[str], commands: dict[str, Any]) -> None:
    """Refuse a command that is none. Raises UsageError `command-unknown`, which names those like it, or all."""
    name = next(iter(given), "")
    if name.startswith("-"):
        return
    if name not in commands:
        known = get_close_matches(name, commands) or commands
        raise UsageError("command-unknown", name=name, known=", ".join(known))
    if isinstance(commands[name], dict):
        _refuse_unknown(given[1:], commands[name])


def _refusal(error: Any, command: str) -> UsageError:
    """What typer's parser says against a call, in our words; what it says of a value or else stays in its own."""
    if hasattr(error, "possibilities"):
        return UsageError("option-unknown", name=error.option_name, command=command)
    if getattr(error, "param", None) is None:
        return UsageError("usage-wrong", reason=error.format_message(), command=command)
    param = error.param
    name = param.opts[0] if param.param_type_name == "option" else param.metavar or param.name
    if hasattr(error, "param_type"):
        return UsageError("argument-missing", name=name, command=command)
    return UsageError("value-wrong", name=name, reason=error.message, command=command)


def command_line(voice: Voice, wanted: str = "") -> Any:
    """The command line with its help texts; of the commands only the `wanted` one is there, if it is one of them."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, **SETTINGS)
    app.callback()(_options)
    _add(app, {wanted: COMMANDS[wanted]} if wanted in COMMANDS else COMMANDS)
    command = typer.main.get_command(app)
    _localise(command, voice, "run")
    command.epilog = voice.text("help-epilog")
    return command


def _add(app: typer.Typer, commands: dict[str, Any]) -> None:
    for name, place in commands.items():
        if isinstance(place, dict):
            below = typer.Typer(**SETTINGS)
            _add(below, place)
            app.add_typer(below, name=name)
        else:
            module, _, function = place.partition(".")
            app.command(name)(getattr(import_module(f"pipeline.commands.{module}"), function))


def _localise(command: Any, voice: Voice, *names: str) -> None:
    """Give a command, its options and the commands below it their help texts."""
    command.help = voice.text(f"help-{'-'.join(names[1:] or names)}")
    for option in command.params:
        option.help = voice.text(f"{option.param_type_name}-{option.name}")
    for below, sub_command in getattr(command, "commands", {}).items():
        _localise(sub_command, voice, *names, below)


def _version(wanted: bool) -> None:
    if wanted:
        VOICE.get().out(f"phaen {version()}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Options before any command."""
