"""Numbers that go in even steps: levels, points, bands of one width, years of a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.read.figures import Figure, Settlement

ENDING = 5
"""Letters before a number by which it is known to tell the same as another."""
WINDOW = 4
"""Numbers in even steps, the doubtful one among them."""
SMALL = 100
"""Levels, points and percentages go in even steps up to here; larger numbers only one by one, as years do."""
WIDEST_STEP = 10
LEAST_BANDS = 2
"""Other bands of a scale that must be of one width."""
_DASH = re.compile("[-\u2010-\u2015]")


def even(rows: Sequence[Sequence[Figure]]) -> Iterator[Settlement]:
    """Numbers that stand in turn behind the same words: levels, points and bands of a scale, years of a header."""
    turns: dict[tuple[int, str], list[Figure]] = {}
    for row in rows:
        for place, one in enumerate(row):
            turns.setdefault((one.cell, one.lead[-ENDING:]), []).append(one)
            beside = row[place : place + WINDOW]
            if [(two.cell - one.cell, two.lead, two.alone) for two in beside] == [
                (n, one.lead, True) for n in range(WINDOW)
            ]:
                yield from _step(beside)
    yield from _bands(rows)
    for turn in turns.values():
        for place in range(len(turn) - WINDOW + 1):
            yield from _step(turn[place : place + WINDOW])


def _step(window: Sequence[Figure]) -> Iterator[Settlement]:
    """The one doubtful number of a few, if the others go in even steps and one of its readings goes along."""
    unsure = [place for place, one in enumerate(window) if one.doubt is not None or not one.values]
    if len(unsure) != 1 or not window[unsure[0]].values:
        return
    at = unsure[0]
    (one, first), (two, second), *others = [(n, window[n].values[0]) for n in range(len(window)) if n != at]
    step = (second - first) / (two - one)
    expected = first + step * (at - one)
    if any(first + step * (place - one) != value for place, value in others) or not step:
        return
    small = max(first, second, expected, *(value for _, value in others)) <= SMALL and abs(step) <= WIDEST_STEP
    figure = window[at]
    if (small or abs(step) == 1) and expected in figure.values and figure.doubt is not None:
        told = ", ".join(f"{first + step * (place - one):f}" for place in range(len(window)))
        yield Settlement(figure.doubt, figure.taken and expected == figure.values[0], "steps", told)


def _bands(rows: Iterable[Sequence[Figure]]) -> Iterator[Settlement]:
    """An end of a band (65 - 69), if all others of the column are of one width, and one of its readings gives that."""
    columns: dict[int, list[tuple[Figure, Figure]]] = {}
    for row in rows:
        for low, high in pairwise(row):
            if low.cell == high.cell and _DASH.fullmatch(high.lead):
                columns.setdefault(low.cell, []).append((low, high))
    for bands in columns.values():
        sure = [band for band in bands if all(one.doubt is None and one.values for one in band)]
        widths = {high.values[0] - low.values[0] for low, high in sure}
        if len(widths) == 1 and len(sure) >= LEAST_BANDS and max(widths) > 0:
            told = ", ".join(f"{low.values[0]:f} - {high.values[0]:f}" for low, high in sure[:WINDOW])
            for band in bands:
                yield from _band(band, max(widths), told)


def _band(band: tuple[Figure, Figure], width: Decimal, told: str) -> Iterator[Settlement]:
    (low, high), unsure = band, [one for one in band if one.doubt is not None]
    fitting = [(a, b) for a in low.values for b in high.values if b - a == width]
    for figure in unsure if len(fitting) == 1 else ():
        value = fitting[0][figure is high]
        if figure.doubt is not None:
            yield Settlement(figure.doubt, figure.taken and value == figure.values[0], "steps", told)
