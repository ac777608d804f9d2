"""Lists that a part prints without saying of what they are: another part of the plan may say it.

An overview that lists all goals of a plan from 1 on, before its strategies, does not tell whose they are; the table
that has the same goals by strategy does.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.reading import Level, Reading
from pipeline.similarity import likeness

SAME = 0.85
"""Two titles this like are tellings of one thing; lists hold short texts with many words in common."""


def place_lists(readings: Sequence[Reading], outermost: str) -> None:
    """Put the levels that stand in nothing under the one of the `outermost` kind that other parts give them.

    Only where all that other parts tell in like words stands under one number, and the level's own part has it, too.
    """
    placed = [
        (level, parent)
        for reading in readings
        for level in reading.levels
        if level.parent is None and level.kind != outermost
        for parent in [_parent(level, reading, readings, outermost)]
    ]
    for level, parent in placed:
        level.parent = parent


def _parent(level: Level, reading: Reading, readings: Sequence[Reading], outermost: str) -> Level | None:
    numbers = {
        other.parent.number
        for elsewhere in readings
        if elsewhere.block.part.name != reading.block.part.name
        for other in elsewhere.levels
        if other.kind == level.kind and other.parent is not None and other.parent.kind == outermost
        if likeness(other.title, level.title) >= SAME
    }
    if len(numbers) != 1:
        return None
    (number,) = numbers
    return next((one for one in reading.levels if (one.kind, one.number) == (outermost, number)), None)
