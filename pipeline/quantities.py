"""Quantities in a text: comparator, value, unit, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.numerals import NumberSpan, find_numbers
from schemas.language import Language, alternatives, language

EQUAL = "="
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"\s*([^\s\d()<>\"“”,;:]+)")
_LOOK_BACK = 40
"""Characters before a number in which its comparator and what it names are looked for."""
_LONGEST_UNIT = 40
"""Characters; what runs on longer without a blank is a sentence, not a unit."""


@dataclass(frozen=True, slots=True)
class Amount:
    """`comparator` is =, >=, <=, < or >; `value_high` closes a range; `text` is the wording taken, from `start`."""

    comparator: str
    value: float
    value_high: float | None
    unit: str | None
    text: str
    start: int


class _Words:
    """The language's words around numbers, as expressions."""

    def __init__(self, language: Language) -> None:
        by_word = {word: sign for sign, words in language.comparators.items() for word in words}
        words = language.quantities
        self.signs = by_word
        percent = alternatives(words.percent)
        self.before = re.compile(rf"(?P<sign>{alternatives(list(by_word))})?\s*(?P<percent>{percent})?\s*$")
        self.names = re.compile(rf"(?:^|[\s(/.]|(?<=\D))(?P<name>{alternatives(words.names)})\s*$")
        self.more = re.compile(rf"\s*(?:{alternatives(words.and_more)})")
        self.stop = re.compile(rf"(?:{alternatives(words.unit_stops)})")
        self.percent = words.percent[0]


@cache
def _words() -> _Words:
    return _Words(language())


def find_amounts(text: str) -> list[Amount]:
    """The quantities of `text` (Arabic digits), in reading order; numbers that only name something are left out.

    `not less than 80 per cent` -> >= 80 per cent; `80 per cent` -> = 80; `at least 1 form` -> >= 1, unit `form`.
    """
    if _DIGIT.search(text) is None:
        return []
    words = _words()
    amounts = (_amount(text, number, words) for number in find_numbers(text))
    return [amount for amount in amounts if amount is not None]


def _amount(text: str, number: NumberSpan, words: _Words) -> Amount | None:
    window = max(0, number.start - _LOOK_BACK)
    ahead = text[window : number.start]
    before = words.before.search(ahead)
    start = window + before.start() if before else number.start
    percent = bool(before and before["percent"])
    if not percent and words.names.search(ahead):
        return None
    sign = words.signs[before["sign"]] if before and before["sign"] else EQUAL
    end = number.end
    more = words.more.match(text, end)
    if more:
        sign, end = (">=" if sign == EQUAL else sign), more.end()
    unit = words.percent if percent else _unit(text, end, words)
    if unit is None and not percent and sign == EQUAL:
        return None
    high = float(number.value_high) if number.value_high is not None else None
    return Amount(sign, float(number.value), high, unit, text[start:end].strip(), start)


def _unit(text: str, end: int, words: _Words) -> str | None:
    """The word behind the number, up to where a unit ends; None where none stands there."""
    found = _UNIT.match(text, end)
    if not found:
        return None
    unit = found[1]
    stop = words.stop.search(unit)
    if stop:
        unit = unit[: stop.start()]
    return unit if 0 < len(unit) <= _LONGEST_UNIT else None
