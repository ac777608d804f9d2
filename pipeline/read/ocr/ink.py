"""Ink: what is printed on a page picture, as components with boxes, and the lines of text that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey values (0 black) or a mask (255 where it holds), rows first."""

SPECK = 4
"""Pixels at 200 dpi; a component with fewer is dirt. The dots of a light 12-point face have 6."""
FAINT, DARK = 0.52, 0.8
"""How dark ink is, as a share of what parts ink from paper best: at least faint, and somewhere dark."""
AREA_DARK, AREA_FULL = 0.55, 0.85
"""How dark the ground of a dark area is at most, as a share of the paper; the share of its box that it fills."""
AREA_LOW, AREA_HIGH, AREA_EDGE = 30, 400, 3
"""Pixels: heights of a dark area, and its edge that stays dark."""
MOST_BLOTS = 20_000
"""Pages of real scans and plans have 400 to 1,200."""
TALL = 160
"""Pixels; a component higher than this (20 mm) is a picture or a crest and no letter."""
BODY, HIGHEST = 0.62, 3.2
"""Heights of letters, in heights of the usual one: lower are marks and dots, higher are drawings."""
STOREY = 1.25
"""Distance of two lines, in heights of letters, below which one is made of the other's marks."""
ABOVE = 0.5
"""Nearness of a mark to the line below it is weighed so: Thai puts two storeys of marks above a letter, one below."""


@dataclass(frozen=True, slots=True)
class Blot:
    """One connected piece of ink: its label in the map of labels, and its box (right and bottom edges excluded)."""

    label: int
    x0: int
    y0: int
    x1: int
    y1: int
    area: int

    @property
    def height(self) -> int:
        """Rows that it covers."""
        return self.y1 - self.y0

    @property
    def width(self) -> int:
        """Columns that it covers."""
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        """Its middle row."""
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class TextLine:
    """Blots that stand in one line; `top` and `bottom` are of its letters without marks."""

    top: float
    bottom: float
    blots: list[Blot] = field(default_factory=list)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of all its ink, in pixels."""
        blots = self.blots
        return min(b.x0 for b in blots), min(b.y0 for b in blots), max(b.x1 for b in blots), max(b.y1 for b in blots)

    @property
    def size(self) -> float:
        """Height of its letters, in pixels."""
        return self.bottom - self.top


def lightened(grey: Picture) -> Picture:
    """The page with its dark areas (heads of tables, boxes) made light, so that white letters on them become dark.

    An edge of each area stays dark, as a rule would be.
    """
    paper = float(np.percentile(grey, 90))
    solid = cv2.morphologyEx(np.asarray(grey < AREA_DARK * paper, np.uint8), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    light = grey.copy()
    for outline in cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        x, y, w, h = cv2.boundingRect(outline)
        if w < h or not AREA_LOW <= h <= AREA_HIGH or cv2.contourArea(outline) < AREA_FULL * w * h:
            continue
        inner = np.s_[y + AREA_EDGE : y + h - AREA_EDGE, x + AREA_EDGE : x + w - AREA_EDGE]
        ground = float(np.median(grey[inner]))
        if ground < AREA_DARK * paper:
            light[inner] = np.clip(paper - np.abs(grey[inner] - ground), 0, 255).astype(np.uint8)
    return light


def ink_mask(grey: Picture) -> Picture:
    """255 where there is ink: darker than its surroundings, so that shaded cells and coloured paper do not count."""
    paper = cv2.medianBlur(cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA), 15)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    contrast = cv2.subtract(paper, grey)
    marks = contrast[contrast > 12]
    level = cv2.threshold(marks, 0, 255, cv2.THRESH_OTSU)[0] if marks.size else 255.0
    faint = np.asarray(contrast > min(max(FAINT * level, 18), 60), np.uint8)
    dark = contrast > min(max(DARK * level, 25), 90)
    _, labels = cv2.connectedComponents(faint, connectivity=8)
    keep = np.zeros(int(labels.max()) + 1, np.uint8)
    keep[np.unique(labels[dark])] = 255
    keep[0] = 0
    return np.asarray(keep[labels], np.uint8)


def blots_of(mask: Picture) -> tuple[NDArray[np.int32], list[Blot]]:
    """The map of labels, and the components of `mask` that are no specks, from left to right.

    None of them where there are more than any print has: a photograph, or noise.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = [
        Blot(label, int(x), int(y), int(x + w), int(y + h), int(area))
        for label, (x, y, w, h, area) in enumerate(stats)
        if label and area >= SPECK and h <= TALL
    ]
    found = found if len(found) <= MOST_BLOTS else []
    return np.asarray(labels, np.int32), sorted(found, key=lambda blot: blot.x0)


def letter_height(blots: Sequence[Blot]) -> float:
    """The usual height of letters: of all blots the height that covers most ink, marks and dots being small."""
    heights = np.array([b.height for b in blots])
    weights = np.array([min(b.width, 3 * b.height) for b in blots], float)
    order = np.argsort(heights)
    total = np.cumsum(weights[order])
    return float(heights[order][np.searchsorted(total, total[-1] / 2)]) if len(blots) else 0.0


def lines_of(blots: Sequence[Blot]) -> list[TextLine]:
    """Put blots together into lines, from top to bottom; every blot comes into one line, marks into the nearest."""
    usual = letter_height(blots)
    letters = [b for b in blots if BODY * usual <= b.height <= HIGHEST * usual and b.width <= 40 * usual]
    if not letters:
        return [_line(list(blots), blots)] if blots else []
    height = max(b.y1 for b in blots) + 1
    profile = np.zeros(height + 1)
    for blot in letters:  # the inner half of each letter, so that lines which nearly touch stay apart
        quarter = blot.height // 4
        profile[blot.y0 + quarter] += 1
        profile[max(blot.y1 - quarter, blot.y0 + quarter + 1)] -= 1
    bands = _runs(np.cumsum(profile) > 0.5)
    lines = []
    for top, bottom in bands:
        own = [b for b in letters if top <= b.middle <= bottom]
        if own:
            lines.append(_line(own, own))
    lines = _without_mark_lines(lines) or lines
    _give_marks(blots, lines)
    return lines


def _give_marks(blots: Sequence[Blot], lines: list[TextLine]) -> None:
    """Give every blot that is in no line yet to the nearest one."""
    taken = {b.label for line in lines for b in line.blots}
    sides = [(line, line.box[0], line.box[2]) for line in lines]
    for blot in blots:
        if blot.label not in taken:
            distances = [_distance(line, left, right, blot) for line, left, right in sides]
            lines[distances.index(min(distances))].blots.append(blot)
    for line in lines:
        line.blots.sort(key=lambda blot: blot.x0)


def _line(letters: list[Blot], of: Sequence[Blot]) -> TextLine:
    return TextLine(float(np.median([b.y0 for b in of])), float(np.median([b.y1 for b in of])), list(letters))


def _runs(flags: NDArray[Any]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _without_mark_lines(lines: list[TextLine]) -> list[TextLine]:
    """Marks of large letters may look like a line of small ones: leave out lines that stand on or under letters."""
    return [line for line in lines if not any(_is_marks_of(line, other) for other in lines if other is not line)]


def _is_marks_of(line: TextLine, other: TextLine) -> bool:
    if abs(line.bottom - other.bottom) > STOREY * other.size or len(line.blots) > 0.6 * len(other.blots):
        return False
    upon = sum(
        any(b.x0 < o.x1 and o.x0 < b.x1 for o in other.blots) or other.top < b.y0 < other.bottom - 1  # a comma
        for b in line.blots
    )
    return upon >= 0.8 * len(line.blots)


def _distance(line: TextLine, left: int, right: int, blot: Blot) -> float:
    above, below = line.top - blot.middle, blot.middle - line.bottom
    distance = above * ABOVE if above > 0 else max(0.0, below)
    aside = max(left - blot.x1, blot.x0 - right, 0)
    return distance + 0.2 * max(0.0, aside - 2 * line.size)


def strip(grey: Picture, labels: NDArray[np.int32], line: TextLine, margin: int = 10) -> Picture:
    """The picture of one line alone: the ink of other lines is made paper, a margin put around."""
    x0, y0, x1, y1 = line.box
    labels_here, grey_here = labels[y0:y1, x0:x1], grey[y0:y1, x0:x1]
    foreign = (labels_here > 0) & ~np.isin(labels_here, [b.label for b in line.blots])
    foreign = cv2.dilate(foreign.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    own = cv2.dilate((np.isin(labels_here, [b.label for b in line.blots])).astype(np.uint8), np.ones((3, 3), np.uint8))
    paper = int(np.median(grey_here[labels_here == 0])) if (labels_here == 0).any() else 255
    alone = np.where(foreign & (own == 0), np.uint8(paper), grey_here)
    return np.asarray(
        cv2.copyMakeBorder(alone, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=paper), np.uint8
    )
