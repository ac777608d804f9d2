"""Bullets: a disk or a square at the start of a line, which Tesseract takes for a digit or a letter."""

from __future__ import annotations

from pipeline.read.ocr.ink import Blot, TextLine

DISK, SQUARE = "●", "■"
ROUND = 0.68
"""Least share of its box that a disk fills: a circle has 0.79, a digit or a letter 0.3 to 0.55."""
FULL = 0.87
"""The same for a square."""
LEVEL = 1.3
"""Most that one side is longer than the other."""
SMALL, LARGE = 0.2, 1.4
"""Heights of bullets, in heights of letters."""
ROOM = 0.2
"""Blank behind a bullet, in heights of letters."""


def without_bullet(line: TextLine) -> tuple[str, TextLine]:
    """The bullet that a line begins with ('' for none), and the line without it."""
    first, rest = line.blots[0], line.blots[1:]
    if not rest or not _is_bullet(first, line) or rest[0].x0 - first.x1 < ROOM * line.size:
        return "", line
    bullet = SQUARE if first.area >= FULL * first.width * first.height else DISK
    return bullet, TextLine(line.top, line.bottom, rest)


def _is_bullet(blot: Blot, line: TextLine) -> bool:
    """Whether a blot is as high as wide, filled, not larger than a letter, and stands between the letters' ends."""
    if not SMALL * line.size <= blot.height <= LARGE * line.size:
        return False
    if max(blot.width, blot.height) > LEVEL * min(blot.width, blot.height):
        return False
    return blot.area >= ROUND * blot.width * blot.height and line.top < blot.middle < line.bottom - 0.15 * line.size
