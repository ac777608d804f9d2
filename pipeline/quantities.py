"""Quantities in a text: comparator, value, unit, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.numerals import NumberSpan, find_months, find_numbers, parse_month, parse_year_be, read_words, words_at
from schemas.language import Language, alternatives, language

EQUAL, AT_LEAST = "=", ">="
SIGNS = {">=": "≥", "<=": "≤"}
"""Comparators that people read in another way than they are stored."""
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"\s*([^\s\d()<>\"“”,;:]+)")
_AGAIN = re.compile(r"\s*\(\s*([^\s()\d]{1,60})\s*\)")
"""A bracket without blanks and digits, which may tell the number again in words."""
_LOOK_BACK = 40
"""Characters before a number in which its comparator and what it names are looked for."""
_LONGEST_UNIT = 40
"""Characters; what runs on longer without a blank is a sentence, not a unit."""


_EDGES = frozenset(["", *" \t\u00a0()[]\"'“”‘’/.,:;-–—"])
"""What stands before a word that begins here (nothing, at the text's start)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """`comparator` is =, >=, <=, < or >; `value_high` closes a range; `text` is the wording taken, from `start`."""

    comparator: str
    value: float
    value_high: float | None
    unit: str | None
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before a number: the sign it is compared by, whether it is a percentage, where the wording starts.

    `rest` is the text before the wording.
    """

    sign: str
    percent: bool
    start: int
    rest: str


class _Words:
    """The language's words around numbers; the longest of them first, since the longest that fits decides."""

    def __init__(self, language: Language) -> None:
        words = language.quantities
        self.sign_of = {word: sign for sign, listed in language.comparators.items() for word in listed}
        self.signs = _longest_first(self.sign_of)
        self.percent = _longest_first(words.percent)
        self.percent_before = re.compile(rf"(?:{alternatives(words.percent)})\s*(?![\d\s])")
        self.percent_behind = tuple(words.percent_behind)
        self.between = _longest_first(words.between)
        self.names = tuple(words.names)
        self.names_apart = _longest_first(words.names_apart)
        self.years = tuple(words.years)
        self.whole = tuple(words.whole_words)
        self.more = re.compile(rf"\s*(?:{alternatives(words.and_more)})")
        stops = alternatives([*words.unit_stops, *words.and_more, *self.sign_of, *words.percent])
        self.stop = re.compile(rf"(?:{alternatives(words.whole_words)})|(?P<stop>{stops})")


def _longest_first(words: list[str] | dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _words() -> _Words:
    return _Words(language())


def find_amounts(text: str) -> list[Amount]:
    """The quantities of `text` (Arabic digits), in reading order; numbers that only name something are left out.

    `not less than 80 per cent` -> >= 80 per cent; `80 per cent` and `80 %` -> = 80, one unit; `at least 1 form` ->
    >= 1, unit `form`; `5 times and more` -> >= 5, unit `time`. A percentage may be spelled out. A day, a year behind a
    month or behind a word for years, and a number behind an ordinal noun measure nothing.
    """
    words = _words()
    numbers = find_numbers(text) if _DIGIT.search(text) else []
    if spelled := _spelled(text, words):
        numbers = sorted([*numbers, *spelled], key=lambda number: number.start)
    amounts = (_amount(text, number, words) for number in numbers)
    return [amount for amount in amounts if amount is not None]


def _spelled(text: str, words: _Words) -> list[NumberSpan]:
    """The percentages that are spelled out: elsewhere letters of other words look like number words."""
    found = (words_at(text, one.end()) for one in words.percent_before.finditer(text))
    return [number for number in found if number is not None]


def _amount(text: str, number: NumberSpan, words: _Words) -> Amount | None:
    lead = _lead(text, number.start, words)
    alone = lead.sign == EQUAL and not lead.percent
    if alone and (_is_name(lead.rest, words) or _is_year(lead.rest, number, words)):
        return None
    again = _AGAIN.match(text, number.end)
    end = again.end() if again and read_words(again[1]) == number.value else number.end
    unit, unit_end = _unit(text, end, words)
    if not lead.percent and unit is not None and unit_end > end and parse_month(text[end:unit_end]) is not None:
        return None
    more = words.more.match(text, end) or words.more.match(text, unit_end)
    sign, last = lead.sign, number.end
    if more:
        sign, last = (AT_LEAST if sign == EQUAL else sign), more.end()
    if lead.percent:
        unit = words.percent[0]
    elif unit is None and sign == EQUAL:
        return None
    high = float(number.value_high) if number.value_high is not None else None
    return Amount(sign, float(number.value), high, unit, text[lead.start : last], lead.start)


def _lead(text: str, start: int, words: _Words) -> _Lead:
    """What stands right before the number that begins at `start`: [comparator] [number of] [per cent], or turned."""
    window = max(0, start - _LOOK_BACK)
    rest = text[window:start].rstrip()
    percent = False
    without = _without(rest, words.percent)
    if without is not None:
        start, rest, percent = window + len(without), without.rstrip(), True
    compared = _without(rest, words.between)
    compared = rest if compared is None else compared.rstrip()
    without = _without(compared, words.signs)
    if without is None:
        return _Lead(EQUAL, percent, start, rest)
    sign = words.sign_of[compared[len(without) :]]
    start, rest = window + len(without), without.rstrip()
    without = None if percent else _without(rest, words.percent)
    if without is not None:
        start, rest, percent = window + len(without), without.rstrip(), True
    return _Lead(sign, percent, start, rest)


def _without(text: str, endings: tuple[str, ...]) -> str | None:
    """`text` without the longest of `endings` that it ends with; None: it ends with none."""
    if not text.endswith(endings):
        return None
    return next(text[: -len(ending)] for ending in endings if text.endswith(ending))


def _is_name(before: str, words: _Words) -> bool:
    """Whether the text before a number ends with a word after which a number names something."""
    if before.endswith(words.names):
        return not before.endswith(words.whole)
    apart = _without(before, words.names_apart)
    return apart is not None and apart[-1:] in _EDGES


def _is_year(before: str, number: NumberSpan, words: _Words) -> bool:
    """Whether the number is a year: one that can be, behind a word for years or behind a month."""
    if number.value_high is None:
        if parse_year_be(number.text) is None or len(number.text) != 4:
            return False
    elif "," in number.text or parse_year_be(number.text[:4]) is None:
        return False
    if before.endswith(words.years):
        return True
    months = find_months(f"{before} {number.text[:4]}")
    return bool(months) and months[-1].year_be is not None


def _unit(text: str, end: int, words: _Words) -> tuple[str | None, int]:
    """The unit behind a number and where it ends; None where none stands there. A unit begins with a letter."""
    found = _UNIT.match(text, end)
    if not found:
        return None, end
    unit = found[1]
    if unit.startswith(words.percent_behind):
        length = next(len(word) for word in words.percent_behind if unit.startswith(word))
        return words.percent[0], found.start(1) + length
    if not unit[0].isalpha():
        return None, end
    stop = next((one for one in words.stop.finditer(unit) if one["stop"]), None)
    if stop:
        unit = unit[: stop.start()]
    return (unit, found.start(1) + len(unit)) if 0 < len(unit) <= _LONGEST_UNIT else (None, end)


def in_figures(value: float | None) -> str:
    """A value as people read it: no needless zeros, and commas from a million on; '' for none."""
    return "" if value is None else f"{value:g}" if value < 1e6 else f"{value:,.0f}"
