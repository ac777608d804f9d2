"""Glyphs of a line, cut from its ink, and which of Tesseract's characters each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.read.ocr.engine import Character
from pipeline.read.ocr.ink import Blot, Picture, TextLine

FAR = 1.6
"""Letter heights between a glyph and a character that cannot be the same."""
LEFT_OUT = 0.6
"""Cost of a glyph without character, or the reverse, in letter heights."""
UNLIKE = 0.45
"""Cost of taking a letter for a digit, or the reverse."""

_MARKS = frozenset(chr(code) for code in (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)))


def is_mark(text: str) -> bool:
    """Whether a character stands above or below another one."""
    return text in _MARKS


@dataclass(frozen=True, slots=True)
class Glyph:
    """Ink that stands by itself in a line, with its box; `marked` if a mark stands above or below it."""

    x0: int
    y0: int
    x1: int
    y1: int
    labels: tuple[int, ...]
    marked: bool

    def cut(self, page: tuple[Picture, NDArray[np.int32]]) -> Picture:
        """Its picture, the ink of others made paper."""
        grey, labels = page
        here = labels[self.y0 : self.y1, self.x0 : self.x1]
        picture = grey[self.y0 : self.y1, self.x0 : self.x1]
        foreign = (here > 0) & ~np.isin(here, self.labels)
        if not foreign.any():
            return picture
        return np.where(foreign, picture.max(), picture)


def glyphs_of(line: TextLine) -> list[Glyph]:
    """The glyphs of a line from left to right; pieces that stand above each other are one."""
    inner = [b for b in line.blots if b.y1 > line.top + 0.3 * line.size and b.y0 < line.bottom - 0.5]
    outer = [b for b in line.blots if b not in inner]
    groups: list[list[Blot]] = []
    for blot in inner:
        if groups and _overlap(groups[-1], blot) > 0.5:
            groups[-1].append(blot)
        else:
            groups.append([blot])
    return [_glyph(group, any(_overlap(group, mark) > 0.5 for mark in outer)) for group in groups]


def _glyph(group: list[Blot], marked: bool) -> Glyph:
    box = min(b.x0 for b in group), min(b.y0 for b in group), max(b.x1 for b in group), max(b.y1 for b in group)
    return Glyph(*box, tuple(b.label for b in group), marked)


def _overlap(group: list[Blot], blot: Blot) -> float:
    x0, x1 = min(b.x0 for b in group), max(b.x1 for b in group)
    return (min(x1, blot.x1) - max(x0, blot.x0)) / max(1, min(x1 - x0, blot.width))


def may_be_several(glyph: Glyph, characters: Sequence[Character]) -> bool:
    """Whether digits that touch may be one glyph: it is wide, and Tesseract saw a digit on it, or nothing at all."""
    if glyph.marked or glyph.x1 - glyph.x0 < 0.9 * (glyph.y1 - glyph.y0):
        return False
    on_it = [one.text for one in characters if glyph.x0 - 2 <= (one.x0 + one.x1) / 2 <= glyph.x1 + 2]
    return any(map(str.isdigit, on_it)) or not "".join(on_it).strip()


def cuts_of(glyph: Glyph, page: tuple[Picture, NDArray[np.int32]], most: int = 16) -> list[int]:
    """Columns of the glyph (its two edges included) where little ink runs across, from left to right."""
    ink = np.isin(page[1][glyph.y0 : glyph.y1, glyph.x0 : glyph.x1], glyph.labels)
    grey = page[0][glyph.y0 : glyph.y1, glyph.x0 : glyph.x1]
    columns = np.where(ink, 255.0 - grey, 0.0).sum(axis=0)
    columns = np.convolve(columns, (0.25, 0.5, 0.25), mode="same")
    width = len(columns)
    low = [
        place
        for place in range(3, width - 3)
        if columns[place] <= columns[place - 2 : place + 3].min() and columns[place] < 0.75 * columns.max()
    ]
    low = sorted(sorted(low, key=lambda place: columns[place])[:most])
    return [0, *low, width]


def piece(glyph: Glyph, left: int, right: int, labels: NDArray[np.int32]) -> Glyph | None:
    """The part of a glyph between two of its columns; None without ink."""
    ink = np.isin(labels[glyph.y0 : glyph.y1, glyph.x0 + left : glyph.x0 + right], glyph.labels)
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return None
    y0, y1 = glyph.y0 + int(rows[0]), glyph.y0 + int(rows[-1]) + 1
    return Glyph(glyph.x0 + left, y0, glyph.x0 + right, y1, glyph.labels, glyph.marked)


def aligned(
    glyphs: Sequence[Glyph], numeric: Sequence[bool], characters: Sequence[Character], size: float
) -> list[int | None]:
    """For each glyph the place of its character, in order, so that they lie as near to each other as can be."""
    numbers = [n for n, one in enumerate(characters) if one.text != " " and not is_mark(one.text)]
    partner: list[int | None] = [None] * len(glyphs)
    if not glyphs or not numbers or size <= 0:
        return partner
    gx = np.array([(g.x0 + g.x1) / 2 for g in glyphs])
    cx = np.array([(characters[n].x0 + characters[n].x1) / 2 for n in numbers])
    kind = np.array([characters[n].text.isdigit() for n in numbers])
    cost = np.abs(gx[:, None] - cx) / size
    cost = np.where(cost > FAR, np.inf, cost + UNLIKE * (np.array(numeric)[:, None] != kind))
    rows, columns = cost.shape
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0] = LEFT_OUT * np.arange(columns + 1)
    total[:, 0] = LEFT_OUT * np.arange(rows + 1)
    steps = LEFT_OUT * np.arange(columns)
    for row in range(rows):
        here = np.minimum(total[row, 1:] + LEFT_OUT, total[row, :-1] + cost[row])
        first = total[row + 1, 0] + LEFT_OUT
        here[0] = min(here[0], first)
        total[row + 1, 1:] = np.minimum.accumulate(here - steps) + steps
    row, column = rows, columns
    while row and column:
        value = total[row, column]
        if np.isclose(value, total[row - 1, column - 1] + cost[row - 1, column - 1]):
            partner[row - 1] = numbers[column - 1]
            row, column = row - 1, column - 1
        elif np.isclose(value, total[row - 1, column] + LEFT_OUT):
            row -= 1
        else:
            column -= 1
    return partner
