"""The numbers of a line, each with the words around it and with the values that its readings have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.numerals import DIGIT_RUN, parse_number
from schemas.document import DoubtfulNumber, Line, Way


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a line: its cell (from 0), the words before it (since the number before) and behind it (to the cell's
    end), whether it is the only one of its cell; its values, one for each reading, its place among the doubts, and
    whether the first value is the reading that was taken. A number whose readings are unclear has no values.
    """

    cell: int
    lead: str
    tail: str
    alone: bool
    values: tuple[Decimal, ...]
    doubt: int | None = None
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Settlement:
    """Doubt number `doubt` is settled: whether the reading that was taken is right (or the other), in which way that is
    known, and the sum, the product, the steps themselves.
    """

    doubt: int
    taken: bool
    way: Way
    told: str


def figures(line: Line, doubts: Iterable[tuple[int, DoubtfulNumber]]) -> list[Figure]:
    """The numbers of a line in reading order; `doubts` are those of the line, with their places among all doubts."""
    found: list[Figure] = []
    start, own = 0, list(doubts)
    for cell, text in enumerate(line.text.split("\t") if line.cells is not None else [line.text]):
        tokens, end = list(DIGIT_RUN.finditer(text)), 0
        for token in tokens:
            lead = bare(text[end : token.start()])
            end = token.end()
            found.append(_figure(token, start, own, Figure(cell, lead, bare(text[end:]), len(tokens) == 1, ())))
        start += len(text) + 1
    return found


def _figure(token: re.Match[str], start: int, doubts: Sequence[tuple[int, DoubtfulNumber]], figure: Figure) -> Figure:
    """The figure with the values of a number, whose cell begins at `start` in its line."""
    first, last = start + token.start(), start + token.end()
    meant = [(at, one) for at, one in doubts if one.place < last and one.place + len(one.text) > first]
    value = _value(token[0])
    if not meant:
        return replace(figure, values=() if value is None else (value,))
    (at, doubt), *others = meant
    inside, taken = doubt.place - first, doubt.text.rstrip("., ")
    if others or inside < 0 or not taken or token[0][inside : inside + len(taken)] != taken:
        return replace(figure, doubt=at)
    other = _value(token[0][:inside] + doubt.other.strip("., ") + token[0][inside + len(taken) :])
    values = dict.fromkeys(one for one in (value, other) if one is not None)
    return replace(figure, values=tuple(values), doubt=at, taken=value is not None)


def _value(token: str) -> Decimal | None:
    value = parse_number(token) if DIGIT_RUN.fullmatch(token) else None
    return None if value is None else Decimal(token.replace(",", ""))


def bare(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())
