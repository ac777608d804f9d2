"""Lines put together: the lines of a cell to one text, the lines of a page to blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from pipeline.read.ocr.figures import Doubt
from pipeline.read.ocr.ink import TextLine

WIDER = 1.35
"""A distance of lines so much wider than usual parts two blocks."""
LARGER = 1.3
"""Letters so much larger than the line's before begin a block."""
ROOM = 3.0
"""Letter heights left free at a cell's right edge from which on its line was ended on purpose."""

_THAI_END = re.compile("[\u0e01-\u0e4e]$")
_THAI_START = re.compile("^[\u0e01-\u0e4e]")


@dataclass(frozen=True, slots=True)
class Read:
    """A text, the doubtful numbers in it, and the share of characters of which Tesseract is certain."""

    text: str
    doubts: tuple[Doubt, ...]
    sure: float = 1.0


def joined(lines: Sequence[tuple[TextLine, Read]], box: tuple[int, int, int, int]) -> Read:
    """The text of a cell; Thai has no blanks between words, so none is put where a full line broke between letters."""
    text = ""
    doubts: list[Doubt] = []
    right = max((line.box[2] for line, _ in lines), default=box[2])
    before: TextLine | None = None
    for line, read in lines:
        if not read.text:
            continue
        if before is not None:
            full = right - before.box[2] <= ROOM * before.size
            wrapped = full and _THAI_END.search(text) and _THAI_START.match(read.text)
            text += "" if wrapped else " "
        doubts.extend(replace(doubt, start=doubt.start + len(text)) for doubt in read.doubts)
        text += read.text
        before = line
    return Read(text, tuple(doubts))


def block_gap(lines: Sequence[TextLine], place: int) -> bool:
    """Whether a new block begins with line `place`: after a wider distance than usual, or in another size."""
    distances = [after.bottom - before.bottom for before, after in pairwise(lines)]
    usual = float(np.median(distances))
    line, before = lines[place], lines[place - 1]
    ratio = line.size / max(before.size, 1.0)
    return line.bottom - before.bottom > WIDER * usual or not 1 / LARGER < ratio < LARGER
