"""How the cells of a table row stand on the page: their printed lines side by side, and what they are merged with.

A cell's text has its wrapped lines joined; here it is kept where each printed line began, so that an indicator and its
unit in the next cell can be known to stand side by side. Repairs change a text's length, but hardly ever its letters:
places are carried over by counting letters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from schemas.document import Layout

SIDE_BY_SIDE = 0.45
"""Of a letter's size; baselines nearer than this stand side by side."""
_LOOSE = frozenset("\u0e32\u0e33")
"""The letters that repairs put in and take away: sara aa and sara am."""

Prints = tuple[tuple[int, int], ...]


def side_by_side(cells: Sequence[Sequence[tuple[int, float, float]]]) -> tuple[Prints, ...]:
    """The printed lines of a row's cells, given as (place in the text, baseline, size), with the row's line of each."""
    lines: dict[float, int] = {}
    start = -1e9
    for y, size in sorted((y, size) for cell in cells for _, y, size in cell):
        if y - start > SIDE_BY_SIDE * size:
            start = y
            lines[y] = len(set(lines.values()))
        else:
            lines[y] = lines[start]
    return tuple(tuple((place, lines[y]) for place, y, _ in cell) for cell in cells)


def carried(layout: Layout, found: Sequence[str], mended: Sequence[str]) -> Layout:
    """The layout of the cells `found` for their repaired texts."""
    prints = []
    for lines, one, other in zip(layout.prints, found, mended, strict=True):
        places = carried_places([place for place, _ in lines], one, other)
        prints.append(tuple((place, line) for place, (_, line) in zip(places, lines, strict=True)))
    return Layout(tuple(prints), layout.below, layout.beside)


def carried_places(places: Sequence[int], found: str, mended: str) -> list[int]:
    """Places in `found` as places in `mended`: each as far before the letter that comes next there."""
    if found == mended:
        return list(places)
    firm, other = _firm(found), _firm(mended)
    moved = []
    for place in places:
        count = bisect_left(firm, place)
        if place == 0:
            moved.append(0)
        elif count >= len(firm) or count >= len(other):
            moved.append(max(0, len(mended) - (len(found) - place)))
        else:
            moved.append(max(0, other[count] - (firm[count] - place)))
    return moved


def _firm(text: str) -> list[int]:
    """The places of letters and figures that no repair touches."""
    return [place for place, one in enumerate(text) if one.isalnum() and one not in _LOOSE]


def joined(above: Layout, below: Layout, texts: Sequence[str], rests: Sequence[str]) -> Layout:
    """The layout of a row whose lower part stood on the next page; `texts` are its cells put together, `rests` those
    of the lower part."""
    lines = 1 + max((line for cell in above.prints for _, line in cell), default=-1)
    prints = tuple(
        one + tuple((len(text) - len(rest) + place, lines + line) for place, line in other)
        for one, other, text, rest in zip(above.prints, below.prints, texts, rests, strict=True)
    )
    return Layout(prints, above.below, above.beside)
