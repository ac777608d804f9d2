"""How the command line speaks: which language, to which stream, with or without colour, how wide."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TextIO, get_args

from pipeline.errors import StoreError, UsageError, reason_of
from pipeline.messages import Language, catalogue, message
from pipeline.refusal import Refusal
from pipeline.terminal.layout import wrap

Style = Literal["bold", "dim", "red", "yellow"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CODES: dict[Style, str] = {"bold": "1", "dim": "2", "red": "31", "yellow": "33"}
SEVERITY_STYLES: dict[str, tuple[Style, ...]] = {"error": ("red",), "warning": ("yellow",), "info": ()}


def split_language(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language that a call asks for, and its arguments without that: `--lang`, which may stand anywhere before
    `--`, else PHAEN_LANG, else the locale; Thai if that begins with th, otherwise English.

    The language is taken out before the arguments are parsed, because the help texts depend on it.
    Raises UsageError `language-unknown`.
    """
    names = ("PHAEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    wanted = "th" if locale.casefold().startswith("th") else "en"
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            kept += [argument, *rest]
        elif argument == "--lang":
            wanted = next(rest, "")
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
        else:
            kept.append(argument)
    for language in LANGUAGES:
        if wanted == language:
            return language, kept
    raise UsageError("language-unknown", name=wanted)


@dataclass(frozen=True, slots=True)
class Voice:
    """Data goes to standard output, talk to standard error. `columns` None: no terminal, so nothing is cut."""

    language: Language
    columns: int | None = None
    colour: bool = False

    def text(self, code: str, key: str | None = None, **params: object) -> str:
        """A text of `cli.toml`."""
        return message("cli", code, self.language, key, **params)

    def name(self, group: str, word: str, key: str | None = None) -> str:
        """What people call `word`, one of a `group` such as kind or section; the word itself if nobody named it."""
        return self.text(f"{group}-{word}", key) if f"{group}-{word}" in catalogue("cli") else word

    def part(self, name: str) -> str:
        """What people call a part of a plan; its own name if nobody named it."""
        return message("kinds", name, self.language) if name in catalogue("kinds") else name

    def paint(self, text: str, *styles: Style) -> str:
        """`text` in colours, where there are any."""
        if not self.colour or not styles:
            return text
        return f"\x1b[{';'.join(CODES[style] for style in styles)}m{text}\x1b[0m"

    def out(self, lines: str | Iterable[str] = "") -> None:
        """Lines of data. Raises ReaderGoneError, StoreError `output-failed`."""
        _write(sys.stdout, lines)

    def say(self, lines: str | Iterable[str] = "") -> None:
        """Lines of talk."""
        _write(sys.stderr, lines)

    def json(self, value: object) -> None:
        """`value` as JSON: dates and decimals included."""
        plain = sys.stdout.encoding.casefold().replace("-", "") == "utf8"
        self.out(json.dumps(value, ensure_ascii=not plain, indent=2, default=_plain, allow_nan=False))

    def complain(self, refusal: Refusal) -> None:
        """A refusal on standard error: its code, what is wrong, and what to do about it."""
        head = f"{self.text('error')} {refusal.code}"
        self.say(self.paint(head, "bold", "red") if sys.stderr.isatty() else head)
        for text in (refusal.text(self.language), refusal.text(self.language, "hint")):
            self.say(f"  {line}" for line in wrap(text, self.columns and self.columns - 2))


def voice_of(language: Language, environment: Mapping[str, str]) -> Voice:
    """The voice that fits standard output: colour and cutting only on a terminal, `NO_COLOR` and COLUMNS respected."""
    terminal = sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if terminal or environment.get("COLUMNS") else None
    colour = terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    return Voice(language, columns, colour)


class ReaderGoneError(Exception):
    """Whoever read our output has stopped reading (`| head`); there is nobody left to tell."""


def _write(stream: TextIO, lines: str | Iterable[str]) -> None:
    try:
        stream.writelines(f"{line}\n" for line in ((lines,) if isinstance(lines, str) else lines))
        stream.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:  # the disk behind `> file` is full, for one
        raise StoreError("output-failed", reason=reason_of(error)) from error


def _plain(value: object) -> object:
    """What JSON has no word for."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
