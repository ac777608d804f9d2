"""Turning a page upright and straightening it."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.ocr.ink import Blot, Picture, TextLine, blots_of, ink_mask, lines_of, strip

MOST_SKEW = 6.0
"""Degrees; a sheet that lies more askew does not go through a scanner."""
PROBED_LINES = 5
"""Lines of text that are read to see which side is up."""
SURE = 0.75
"""Share of certain characters on a page that stands upright; upside down it is 0.3 to 0.4."""

Places = NDArray[np.float64]
Judge = Callable[[list[Picture]], float]
"""Reads pictures of lines and says how much sense they make, 0 to 1."""


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned counterclockwise by so many quarters."""
    return np.ascontiguousarray(np.rot90(picture, quarters))


def upright_quarters(grey: Picture, judge: Judge) -> int:
    """By how many quarters, counterclockwise, the page has to be turned to stand upright.

    The lines show whether it lies on its side; which of the two ends is up is decided by reading some lines.
    """
    best, best_score = 0, -1.0
    for quarters in (0, 2, 1, 3) if lies_across(grey) else (1, 3, 0, 2):
        page = straightened(turned(grey, quarters))
        strips = probes(page)
        score = judge(strips) if strips else 0.0
        if score >= SURE:
            return quarters
        if score > best_score:
            best, best_score = quarters, score
    return best


def lies_across(grey: Picture) -> bool:
    """Whether lines of text run across the page: letters stand nearer to their neighbours in the line than above."""
    _, blots = blots_of(ink_mask(grey))
    if len(blots) < 4:
        return True
    x = np.array([(b.x0 + b.x1) / 2 for b in blots])
    y = np.array([b.middle for b in blots])
    if len(x) > 1500:
        chosen = np.linspace(0, len(x) - 1, 1500).astype(int)
        x, y = x[chosen], y[chosen]
    across, down = np.abs(x[:, None] - x), np.abs(y[:, None] - y)
    distance = across + down
    np.fill_diagonal(distance, np.inf)
    nearest = distance.argmin(axis=1)
    rows = np.arange(len(x))
    return bool((across[rows, nearest] >= down[rows, nearest]).mean() >= 0.5)


def probes(grey: Picture) -> list[Picture]:
    """Pictures of the lines of text with the most letters, at most `PROBED_LINES`."""
    labels, blots = blots_of(ink_mask(grey))
    lines = [line for line in lines_of(_letters(blots)) if len(line.blots) >= 4]
    lines.sort(key=lambda line: -min(len(line.blots), 60))
    return [strip(grey, labels, _part(line)) for line in lines[:PROBED_LINES]]


def _part(line: TextLine) -> TextLine:
    return TextLine(line.top, line.bottom, line.blots[:60])


def _letters(blots: list[Blot]) -> list[Blot]:
    return [b for b in blots if b.width <= 200 and b.height <= 100]


def skew(grey: Picture) -> float:
    """Degrees by which the lines of the page fall to the right (as seen), found where rows part best."""
    mask = ink_mask(grey)
    _, blots = blots_of(mask)
    points = np.array([((b.x0 + b.x1) / 2, b.y1) for b in _letters(blots)], float)
    if len(points) < 8:
        return 0.0
    if len(points) > 4000:
        points = points[np.linspace(0, len(points) - 1, 4000).astype(int)]
    coarse = _best_angle(points, np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.2), 4.0)
    fine = _best_angle(points, np.arange(coarse - 0.3, coarse + 0.31, 0.05), 2.0)
    return 0.0 if abs(fine) < 0.04 else fine


def _best_angle(points: Places, angles: Places, bin_rows: float) -> float:
    """The angle at which the feet of the letters gather in the fewest rows."""
    scores = []
    for angle in angles:
        slope = np.tan(np.radians(angle))
        rows = ((points[:, 1] - points[:, 0] * slope) / bin_rows).astype(int)
        counts = np.bincount(rows - rows.min())
        scores.append(float((np.convolve(counts, (0.5, 1, 0.5)) ** 2).sum()))
    return float(angles[int(np.argmax(scores))])


def straightened(grey: Picture) -> Picture:
    """The page turned so that its lines run level; corners that come free are filled with the paper's shade."""
    angle = skew(grey)
    if not angle:
        return grey
    height, width = grey.shape
    change = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    paper = int(np.median(grey))
    return np.asarray(cv2.warpAffine(grey, change, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper), np.uint8)
