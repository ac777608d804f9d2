"""Texts for people, in Thai and English, from `schemas/messages/*.toml`; Python holds only their codes."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

Language = Literal["th", "en"]
FOLDER = Path(__file__).resolve().parent.parent / "schemas" / "messages"


@cache
def catalogue(name: str) -> dict[str, dict[str, str]]:
    """The messages of `schemas/messages/NAME.toml`: code -> {"th": …, "en": …, and what else the file defines}."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def message(name: str, code: str, language: Language, key: str | None = None, /, **params: object) -> str:
    """The text of `code` in `language`, filled with `params`; `key` asks for another text of it, such as `hint`.

    A missing code or parameter is a programming error and raises KeyError.
    """
    template = catalogue(name)[code][f"{key}_{language}" if key else language]
    return Formatter().vformat(template, (), params)
