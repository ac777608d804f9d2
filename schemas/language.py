"""The models behind `schemas/language.toml`: what is general about the language of Thai plans."""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from schemas.profile import Strict

LONGEST_ENDING = 40
"""Letters; no word or phrase of the lists of endings is longer."""


class QuantityWords(Strict):
    """Words around numbers; see the file for what each list means."""

    percent: list[str]
    percent_behind: list[str]
    and_more: list[str]
    between: list[str]
    each: list[str]
    counting: list[str]
    negations: list[str]
    names: list[str]
    names_apart: list[str]
    years: list[str]
    whole_words: list[str]
    unit_stops: list[str]


class ListWords(Strict):
    """How a line tells that it goes on or introduces a list."""

    open_endings: list[str]
    whole_words: list[str]
    intro_endings: list[str]
    whole_intros: list[str]
    until_now: list[str]

    def is_open(self, text: str) -> bool:
        """Whether a text has not ended: its last word asks for another, and is not the end of a longer one."""
        tail = text[-LONGEST_ENDING:].rstrip()
        return tail.endswith(self._open) and not tail.endswith(self._whole)

    def introduces(self, text: str) -> bool:
        """Whether a text introduces a list."""
        return text[-LONGEST_ENDING:].rstrip().endswith(self._intro)

    @cached_property
    def listing(self) -> tuple[str, ...]:
        """The words that introduce all items of a list."""
        return tuple(self.whole_intros)

    @cached_property
    def _open(self) -> tuple[str, ...]:
        return tuple(self.open_endings)

    @cached_property
    def _whole(self) -> tuple[str, ...]:
        return tuple(self.whole_words)

    @cached_property
    def _intro(self) -> tuple[str, ...]:
        return tuple(self.intro_endings)


class SumWords(Strict):
    """What calls a number a total, and what stands between the numbers of a formula. Texts come without blanks."""

    totals: list[str]
    measures: list[str]
    equals: list[str]
    times: list[str]
    plus: list[str]

    def is_total(self, cell: str) -> bool:
        """Whether a cell says that its row is a total, and nothing else."""
        return self._cell.fullmatch(cell) is not None

    def ends_in_total(self, text: str) -> bool:
        """Whether the words before a number are those of a total, and nothing else."""
        return self._lead.fullmatch(text) is not None

    def joint(self, text: str) -> str:
        """What stands between two numbers of a formula: `=`, `×` or `+`, in words or signs; '' for anything else."""
        signs = (("=", self.equals), ("×", self.times), ("+", self.plus))
        return next((sign for sign, words in signs if text.endswith(tuple(words))), "")

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{alternatives(self.totals)})(?:[(]?(?:{alternatives(self.measures)})[)]?)?:?")

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        return re.compile(rf"\W*(?:{alternatives(self.totals)})[:=]?")


class UnitKind(Strict):
    """A kind of office and the words that its names begin with; rank 1 is outermost.

    `parent_rank` is the one rank that can stand above it, where not every outer one can.
    """

    kind: str
    rank: int
    words: list[str]
    parent_rank: int | None = None


class UnitWords(Strict):
    """Words between the names of offices, and words that begin like an office and are none."""

    joiners: list[str]
    every: list[str]
    no_units: list[str]


class Language(Strict):
    """All of `schemas/language.toml`."""

    comparators: dict[str, list[str]]
    quantities: QuantityWords
    lists: ListWords
    sums: SumWords
    unit_kinds: list[UnitKind]
    units: UnitWords
    weekdays: Annotated[list[str], Field(min_length=7, max_length=7)]


def alternatives(words: list[str]) -> str:
    """A regular expression that takes one of `words`, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def language() -> Language:
    """The language file, read once."""
    with (Path(__file__).parent / "language.toml").open("rb") as file:
        return Language.model_validate(tomllib.load(file))
