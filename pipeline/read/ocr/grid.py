"""Ruled tables on a page picture: find the rules, and cut the table into cells along them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.ocr.ink import Picture

STROKE, BREAK, SHORTEST_RULE = 30, 15, 48
"""Pixels at 200 dpi: the shortest stroke of a rule, the widest break between two, and the shortest rule (6 mm)."""
CERTAIN_RULE = 90
"""Pixels from which on a rule cannot be the stroke of a letter in a heading."""
SLACK = 5
"""Pixels by which a rule may stray from its line: rest of the skew, and the rule's own width."""
FAINTEST, GRAIN = 8, 2.5
"""Least darkness of a faint rule, in grey values, and in those that the paper's grain has."""
THICKEST, FAINT_STROKE, UNBROKEN, SHORTEST_FAINT = 9, 41, 0.9, 120
"""Pixels that a faint rule is thick at most; in every piece of such a length this share of it must be there; pixels
that it is long at least, as a row of digits may look like a shorter one."""
NEAR = 12
"""Pixels between two rules that are one; no printed row or column is so narrow."""
WALL = 0.6
"""Share of a cell's side that must be ruled for it to be a wall."""
FEWEST_CELLS = 4
"""A box around a paragraph is no table, nor are the boxes of a flow chart."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its first row and column, how many of them it spans, and its box in pixels, rules included."""

    row: int
    column: int
    rows: int
    columns: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, how many rows and columns the rules make, and its cells in reading order."""

    box: tuple[int, int, int, int]
    rows: int
    columns: int
    cells: tuple[Cell, ...]


def rules(mask: Picture) -> tuple[Picture, Picture]:
    """The level and the upright rules in a mask of ink; breaks of some pixels are closed."""
    return _long(mask), np.ascontiguousarray(_long(np.ascontiguousarray(mask.T)).T)


def _long(mask: Picture) -> Picture:
    """Level rules: rows of unbroken strokes that no letter has, joined over small breaks, and long in all."""
    thick = cv2.dilate(mask, np.ones((3, 1), np.uint8))  # a slanting rule steps from row to row
    strokes = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, STROKE), np.uint8))
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((1, BREAK), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    keep = stats[:, cv2.CC_STAT_WIDTH] >= SHORTEST_RULE
    keep[0] = False
    return np.where(keep[labels], np.uint8(255), np.uint8(0))


def faint_rules(grey: Picture) -> tuple[Picture, Picture]:
    """The level and the upright rules of a grey page that are too light to be ink: thin, unbroken, and long."""
    smooth = np.asarray(cv2.blur(grey, (3, 3)), np.uint8)
    return _faint(smooth), np.ascontiguousarray(_faint(np.ascontiguousarray(smooth.T)).T)


def _faint(grey: Picture) -> Picture:
    """Level rules that are darker than what is above and below them, by more than the paper's grain."""
    thin = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((THICKEST, 1), np.uint8))
    least = max(FAINTEST, GRAIN * float(np.median(thin)))
    there = np.asarray(cv2.dilate(np.asarray(thin > least, np.uint8), np.ones((3, 1), np.uint8)), np.uint8)
    share = cv2.boxFilter(there, cv2.CV_32F, (FAINT_STROKE, 1))
    ends = cv2.dilate(np.asarray(share >= UNBROKEN, np.uint8), np.ones((1, FAINT_STROKE), np.uint8))
    strokes = np.minimum(there, np.asarray(ends, np.uint8))
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((1, BREAK), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    keep = (stats[:, cv2.CC_STAT_WIDTH] >= SHORTEST_FAINT) & (stats[:, cv2.CC_STAT_HEIGHT] <= 2 * THICKEST)
    keep[0] = False
    return np.where(keep[labels], np.uint8(255), np.uint8(0))


def walls(grid: Grid, shape: tuple[int, ...], near: int) -> Picture:
    """The mask of what is no more than `near` pixels away from the walls of a grid's cells, on a page of a shape."""
    mask = np.zeros(shape, np.uint8)
    for cell in grid.cells:
        x0, y0, x1, y1 = cell.box
        cv2.rectangle(mask, (x0, y0), (x1, y1), 255, 2 * near + 1)
    return mask


def without_rules(mask: Picture, level: Picture, upright: Picture) -> Picture:
    """The mask without its rules, which would tie letters together."""
    thin = _thin(level, 0) | _thin(upright, 1)
    return np.asarray(np.where(cv2.dilate(thin, np.ones((3, 3), np.uint8)) > 0, np.uint8(0), mask), np.uint8)


def _thin(lines: Picture, axis: int) -> Picture:
    """Rules for certain: longer than any stroke of a heading, and no bars."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    length = stats[:, cv2.CC_STAT_WIDTH if axis == 0 else cv2.CC_STAT_HEIGHT]
    thin = (stats[:, cv2.CC_STAT_AREA] <= 14 * length) & (length >= CERTAIN_RULE)
    thin[0] = False
    return np.where(thin[labels], np.uint8(255), np.uint8(0))


def grids(level: Picture, upright: Picture) -> list[Grid]:
    """The tables that level and upright rules make, from top to bottom."""
    both = cv2.dilate(level | upright, np.ones((SLACK, SLACK), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    found = []
    for label, (x, y, w, h, _) in enumerate(stats):
        if label and w >= 2 * SHORTEST_RULE and h >= 30:
            here = labels[y : y + h, x : x + w] == label
            grid = _grid(
                np.where(here, level[y : y + h, x : x + w], np.uint8(0)),
                np.where(here, upright[y : y + h, x : x + w], np.uint8(0)),
                (int(x), int(y)),
            )
            if grid is not None:
                found.append(grid)
    outer = [g for g in found if not any(o is not g and _inside(g.box, o.box) for o in found)]
    return sorted(outer, key=lambda grid: grid.box[1])


def _inside(box: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def _grid(level: Picture, upright: Picture, corner: tuple[int, int]) -> Grid | None:
    ys, xs = _places(level, 1), _places(upright, 0)
    if len(ys) < 2 or len(xs) < 2:
        return None
    level = np.asarray(cv2.dilate(level, np.ones((2 * SLACK + 1, 1), np.uint8)), np.uint8)
    upright = np.asarray(cv2.dilate(upright, np.ones((1, 2 * SLACK + 1), np.uint8)), np.uint8)
    ys, xs = _with_ends(ys, upright[:, xs]), _with_ends(xs, level[ys].T)
    walls_above = np.array([[_share(level[y, a:b]) >= WALL for a, b in pairwise(xs)] for y in ys])
    walls_left = np.array([[_share(upright[a:b, x]) >= WALL for x in xs] for a, b in pairwise(ys)])
    cells = _cells(walls_above, walls_left, xs, ys, corner)
    closed = [cell for cell in cells if cell is not None]
    if len(closed) < FEWEST_CELLS or len(closed) < len(cells) * 0.5:
        return None
    box = (corner[0] + xs[0], corner[1] + ys[0], corner[0] + xs[-1], corner[1] + ys[-1])
    return Grid(box, len(ys) - 1, len(xs) - 1, tuple(closed))


def _share(pixels: Picture) -> float:
    return float((pixels > 0).mean()) if pixels.size else 0.0


def _places(lines: Picture, axis: int) -> list[int]:
    """Where rules run: the middle of each bundle of rows (or columns) that hold at least one long piece of a rule."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    start, size, length = (
        (cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_WIDTH)
        if axis
        else (cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT)
    )
    pieces = sorted((row[start] + row[size] / 2, float(row[length])) for row in stats[1:] if row[size] <= 40)
    places: list[list[tuple[float, float]]] = []
    for place, weight in pieces:
        if places and place - places[-1][-1][0] < NEAR:
            places[-1].append((place, weight))
        else:
            places.append([(place, weight)])
    limit = lines.shape[0 if axis else 1] - 1
    middles = [sum(p * w for p, w in bundle) / sum(w for _, w in bundle) for bundle in places]
    return [min(max(round(middle), 0), limit) for middle in middles]


def _with_ends(places: list[int], across: Picture) -> list[int]:
    """Where most rules across end there is a rule, too: a row that the page cuts has none below, a table open sides.

    `across` has a column for each rule across.
    """
    full = np.flatnonzero((across > 0).sum(axis=1) >= max(2, 0.6 * across.shape[1]))
    if len(full) == 0:
        return places
    first, last = int(full[0]), int(full[-1])
    return [first] * (places[0] - first > 3 * NEAR) + places + [last] * (last - places[-1] > 3 * NEAR)


def _cells(
    above: NDArray[np.bool_], left: NDArray[np.bool_], xs: list[int], ys: list[int], corner: tuple[int, int]
) -> list[Cell | None]:
    """Put fields without a wall between them together; None stands for one that is no closed rectangle."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = np.zeros((rows, columns), bool)
    cells: list[Cell | None] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row, column]:
                continue
            fields = _fill(row, column, above, left)
            for one in fields:
                taken[one] = True
            bottom, right = max(r for r, _ in fields) + 1, max(c for _, c in fields) + 1
            whole = len(fields) == (bottom - row) * (right - column) and min(c for _, c in fields) == column
            ends = left[row:bottom, column].mean() + left[row:bottom, right].mean()
            if not whole or ends < 0.9:
                cells.append(None)
                continue
            box = (corner[0] + xs[column], corner[1] + ys[row], corner[0] + xs[right], corner[1] + ys[bottom])
            cells.append(Cell(row, column, bottom - row, right - column, box))
    return cells


def _fill(row: int, column: int, above: NDArray[np.bool_], left: NDArray[np.bool_]) -> set[tuple[int, int]]:
    rows, columns = above.shape[0] - 1, above.shape[1]
    found, edge = {(row, column)}, [(row, column)]
    while edge:
        r, c = edge.pop()
        near = []
        if r + 1 < rows and not above[r + 1, c]:
            near.append((r + 1, c))
        if r > 0 and not above[r, c]:
            near.append((r - 1, c))
        if c + 1 < columns and not left[r, c + 1]:
            near.append((r, c + 1))
        if c > 0 and not left[r, c]:
            near.append((r, c - 1))
        for one in near:
            if one not in found:
                found.add(one)
                edge.append(one)
    return found
