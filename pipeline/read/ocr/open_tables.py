"""Tables that have level rules alone: rows between the rules, columns where a gutter runs down through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np

from pipeline.read.ocr.grid import Cell, Grid
from pipeline.read.ocr.ink import Blot, Picture

LEAST_RULES = 4
"""Rules of one length, one below the other; the head of a page and its foot have two, a table of three lines its head,
and the rows below that are parted by none."""
LEAST_WIDTH = 300
"""Pixels at 200 dpi (4 cm) of such a rule."""
SAME, HIGHEST_ROW = 14, 500
"""Pixels by which the ends of the rules may differ, and that they are apart at most."""
GUTTER = 16
"""Pixels of blank that part two columns; Thai has narrower ones between its phrases, and not below each other."""

Rule = tuple[int, int, int]
"""Left end, right end, height on the page."""


def open_tables(level: Picture, blots: Sequence[Blot], known: Sequence[Grid]) -> list[Grid]:
    """The tables that level rules outside of the tables `known` make of `blots`."""
    found = []
    for rules in _stacks(_apart(level, known)):
        left, right = min(rule[0] for rule in rules), max(rule[1] for rule in rules)
        ys = [rule[2] for rule in rules]
        inside = [b for b in blots if ys[0] <= b.middle < ys[-1] and left <= b.x0 and b.x1 <= right + SAME]
        xs = [left, *_gutters(inside, left, right), right]
        if len(xs) > 2:
            cells = tuple(
                Cell(row, column, 1, 1, (x0, y0, x1, y1))
                for row, (y0, y1) in enumerate(pairwise(ys))
                for column, (x0, x1) in enumerate(pairwise(xs))
            )
            found.append(Grid((left, ys[0], right, ys[-1]), len(ys) - 1, len(xs) - 1, cells))
    return found


def _apart(level: Picture, known: Sequence[Grid]) -> list[Rule]:
    """The long level rules outside of the tables that are known, from top to bottom."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(level, connectivity=8)
    rules = [(int(x), int(x + w), int(y + h // 2)) for x, y, w, h, _ in stats[1:] if w >= LEAST_WIDTH]
    boxes = [grid.box for grid in known]
    return sorted(
        (rule for rule in rules if not any(y0 - SAME <= rule[2] <= y1 + SAME for _, y0, _, y1 in boxes)),
        key=lambda rule: rule[2],
    )


def _stacks(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules of one length below each other; two that nearly touch are one."""
    stacks: list[list[Rule]] = []
    for rule in rules:
        for stack in stacks:
            last = stack[-1]
            if max(abs(last[0] - rule[0]), abs(last[1] - rule[1])) <= SAME and rule[2] - last[2] <= HIGHEST_ROW:
                if rule[2] - last[2] > SAME:
                    stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= LEAST_RULES]


def _gutters(blots: Sequence[Blot], left: int, right: int) -> list[int]:
    """The middles of the blanks that run down through all of the blots."""
    covered = np.zeros(right - left + 2 * SAME, bool)
    for blot in blots:
        covered[max(blot.x0 - left, 0) : blot.x1 - left] = True
    inked = np.flatnonzero(covered)
    return [left + int(a + b) // 2 for a, b in pairwise(inked) if b - a > GUTTER]
