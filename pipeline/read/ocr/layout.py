"""What stands where on a straight page: tables and their cells, and prose in columns, as regions of text lines."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.ocr.grid import Cell, Grid, faint_rules, grids, rules, walls, without_rules
from pipeline.read.ocr.ink import TALL, Blot, Picture, TextLine, blots_of, ink_mask, letter_height, lightened, lines_of
from pipeline.read.ocr.open_tables import open_tables

GUTTER = 36
"""Least width of the blank between two columns of prose, in pixels at 200 dpi (4.5 mm)."""
COLUMN = 0.28
"""Least share of the text's width that a column has; list markers and page numbers of a contents list have less."""
COLUMN_LINES = 6
"""Fewest lines of a column."""
EDGE = 6
"""Pixels that a rule may stray from the wall that it makes."""
DENSE = 0.07
"""Share of ink in the box of something tall from which on it is a picture; frames and arrows have less."""


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell and the lines in it, none where it has no ink."""

    cell: Cell
    lines: list[TextLine]


@dataclass(frozen=True, slots=True)
class Region:
    """Either a column of prose, or a table with its cells; `box` in pixels."""

    box: tuple[int, int, int, int]
    lines: list[TextLine] = field(default_factory=list)
    grid: Grid | None = None
    cells: list[CellText] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its grey picture, its map of labels, its regions in reading order."""

    grey: Picture
    labels: NDArray[np.int32]
    regions: list[Region]


def layout_of(grey: Picture) -> Layout:
    """Take a straight, upright page apart."""
    grey = lightened(grey)
    mask = ink_mask(grey)
    dark, faint = rules(mask), faint_rules(grey)
    tables = grids(dark[0] | faint[0], dark[1] | faint[1])
    for grid in tables:  # elsewhere what looks like a faint rule may be a part of letters
        near = walls(grid, mask.shape, EDGE)
        dark = (dark[0] | faint[0] & near, dark[1] | faint[1] & near)
    clean = without_rules(mask, *dark)
    labels, blots = blots_of(clean)
    blots = _without_pictures(clean, blots)
    tables = sorted([*tables, *open_tables(dark[0] | faint[0], blots, tables)], key=lambda grid: grid.box[1])
    regions = []
    for grid in tables:
        inside = [b for b in blots if _holds(grid.box, b)]
        blots = [b for b in blots if not _holds(grid.box, b)]
        regions.append(_table(grid, inside))
    edges = [0, *(edge for grid in tables for edge in (grid.box[1], grid.box[3])), grey.shape[0]]
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        between = [b for b in blots if top <= b.middle < max(bottom, top)]
        regions.extend(_prose(between))
    for grid in tables:
        beside = [b for b in blots if grid.box[1] <= b.middle < grid.box[3]]
        for left in (True, False):
            regions.extend(_prose([b for b in beside if (b.x0 < grid.box[0]) is left]))
    regions.sort(key=lambda region: region.box[1])
    return Layout(grey, labels, _in_columns(regions))


def _holds(box: tuple[int, int, int, int], blot: Blot) -> bool:
    return box[0] <= (blot.x0 + blot.x1) / 2 <= box[2] and box[1] <= blot.middle <= box[3]


def _without_pictures(mask: Picture, blots: list[Blot]) -> list[Blot]:
    """Leave out what belongs to crests and photographs."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pictures = [
        (int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, area in stats[1:]
        if h > TALL and w > TALL / 2 and area > DENSE * w * h
    ]
    kept = [b for b in blots if not any(_holds(box, b) for box in pictures)]
    usual = letter_height(kept)
    return [b for b in kept if b.height <= max(6 * usual, 60) and (b.width <= 30 * usual or b.height > 0.5 * usual)]


def _table(grid: Grid, blots: list[Blot]) -> Region:
    cells = []
    for cell in grid.cells:
        own = [b for b in blots if _holds(cell.box, b)]
        cells.append(CellText(cell, lines_of(_printed(own, cell))))
    return Region(grid.box, grid=grid, cells=cells)


def _printed(blots: list[Blot], cell: Cell) -> list[Blot]:
    """The cell's ink, if there is a letter or a dash in it; remains of its rules and dust are none."""
    x0, y0, x1, y1 = cell.box
    inner = [
        b
        for b in blots
        if not (b.width <= 4 or b.height <= 3) or (b.x0 > x0 + 8 and b.x1 < x1 - 8 and b.y0 > y0 + 8 and b.y1 < y1 - 8)
    ]
    inner = [b for b in inner if not (b.height > 40 and b.width <= 6) and not (b.width > 60 and b.height <= 5)]
    return inner if any(b.height >= 9 or b.width >= 7 for b in inner) else []


def _prose(blots: list[Blot]) -> list[Region]:
    if not blots:
        return []
    columns = _columns(blots)
    if len(columns) == 1:
        return [_region(lines_of(blots))]
    whole = [b for column in columns for b in column]
    rest = [b for b in blots if b not in whole]
    return [_region(lines_of(part)) for part in (*columns, rest) if part]


def _region(lines: list[TextLine]) -> Region:
    left, top, right, bottom = zip(*(line.box for line in lines), strict=True)
    return Region((min(left), min(top), max(right), max(bottom)), lines)


def _columns(blots: list[Blot]) -> list[list[Blot]]:
    """Two columns, if a gutter runs down all but the headings of the text; else one."""
    lines = lines_of(blots)
    left, right = min(b.x0 for b in blots), max(b.x1 for b in blots)
    if len(lines) < COLUMN_LINES or right <= left:
        return [blots]
    covered = np.zeros(right - left + 1, int)
    for line in lines:
        here = np.zeros(right - left + 1, bool)
        for b in line.blots:
            here[b.x0 - left : b.x1 - left] = True
        covered += here
    free = covered <= 0.1 * len(lines)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        width = right - left
        if end - start >= GUTTER and start > COLUMN * width and width - end > COLUMN * width:
            middle = left + (start + end) / 2
            crossing = [line for line in lines if any(b.x0 < middle < b.x1 for b in line.blots) or _spans(line, middle)]
            inner = [line for line in lines if line not in crossing]
            sides = [[b for line in inner for b in line.blots if (b.x0 < middle) == first] for first in (True, False)]
            full = [len(lines_of(side)) >= COLUMN_LINES for side in sides]
            if all(full) and len(crossing) <= 0.1 * len(lines):
                return sides
    return [blots]


def _spans(line: TextLine, middle: float) -> bool:
    """Whether the line's text runs over the gutter."""
    before = [b.x1 for b in line.blots if b.x1 <= middle]
    after = [b.x0 for b in line.blots if b.x0 >= middle]
    return bool(before and after) and min(after) - max(before) < GUTTER / 2


def _in_columns(regions: list[Region]) -> list[Region]:
    """Reading order: from top to bottom, and of two regions side by side the left one first."""
    ordered: list[Region] = []
    for region in regions:
        place = len(ordered)
        while place and _beside(region, ordered[place - 1]) and region.box[0] < ordered[place - 1].box[0]:
            place -= 1
        ordered.insert(place, region)
    return ordered


def _beside(one: Region, other: Region) -> bool:
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared > 0.5 * min(one.box[3] - one.box[1], other.box[3] - other.box[1])
