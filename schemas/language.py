"""The models behind `schemas/language.toml`: what is general about the language of Thai plans."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path

from schemas.profile import Strict


class QuantityWords(Strict):
    """Words around numbers; see the file for what each list means."""

    percent: list[str]
    and_more: list[str]
    names: list[str]
    unit_stops: list[str]


class ListWords(Strict):
    """How a line tells that it goes on or introduces a list."""

    open_endings: list[str]
    intro_endings: list[str]

    @cached_property
    def open_ending(self) -> re.Pattern[str]:
        """Takes a text that has not ended."""
        return re.compile(rf"(?:{alternatives(self.open_endings)})\s*$")

    @cached_property
    def intro_ending(self) -> re.Pattern[str]:
        """Takes a text that introduces a list."""
        return re.compile(rf"(?:{alternatives(self.intro_endings)})\s*$")


class UnitKind(Strict):
    """A kind of office and the words that its names begin with; rank 1 is outermost."""

    kind: str
    rank: int
    words: list[str]


class UnitWords(Strict):
    """Words between the names of offices."""

    joiners: list[str]


class Language(Strict):
    """All of `schemas/language.toml`."""

    comparators: dict[str, list[str]]
    quantities: QuantityWords
    lists: ListWords
    unit_kinds: list[UnitKind]
    units: UnitWords


def alternatives(words: list[str]) -> str:
    """A regular expression that takes one of `words`, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def language() -> Language:
    """The language file, read once."""
    with (Path(__file__).parent / "language.toml").open("rb") as file:
        return Language.model_validate(tomllib.load(file))
