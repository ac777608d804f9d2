"""Single glyphs: which digit or sign of a number a piece of ink is, read twice by two small networks.

The networks stand in `digits.npz`; `make_digits.py` makes them from the Thai fonts that are installed. One looks at the
directions of the strokes, the other at the ink itself, so that one seldom errs where the other does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.ocr.ink import Picture

Numbers = NDArray[np.float32]

THAI_ZERO = 0x0E50
THAI_DIGITS = "".join(chr(THAI_ZERO + value) for value in range(10))
ARABIC_DIGITS = "0123456789"
SIGNS = ".,-()/:%"
OTHER = "\0"
"""The class of everything that is no part of a number, such as letters."""
CLASSES = THAI_DIGITS + ARABIC_DIGITS + SIGNS + OTHER
MODEL = Path(__file__).with_name("digits.npz")

SIDE, INNER = 28, 22
"""Pixels of the square that a glyph is scaled into, and of its longer side in it."""
DIRECTIONS, FIELDS = 8, 5
_PIXELS = 14


@dataclass(frozen=True, slots=True)
class Spot:
    """A glyph cut from a page (grey, dark on light), and where it stands: its rows, and the letters' in its line."""

    picture: Picture
    y0: float
    y1: float
    top: float
    bottom: float


def features(spot: Spot) -> tuple[Numbers, Numbers]:
    """What the two networks look at: (stroke directions, ink), each with the glyph's shape and place in the line."""
    square = _square(spot.picture)
    size = max(spot.bottom - spot.top, 1.0)
    height, width = spot.picture.shape
    place = np.array(
        [
            np.log(width / height) / 2,
            min(height / size, 2.5) / 2,
            np.clip((spot.bottom - spot.y1) / size, -1, 1),
            np.clip((spot.y0 - spot.top) / size, -1, 1),
        ],
        np.float32,
    )
    ink = cv2.resize(square, (_PIXELS, _PIXELS), interpolation=cv2.INTER_AREA).ravel()
    return np.concatenate([_directions(square), place]), np.concatenate([ink, place]).astype(np.float32)


def _square(picture: Picture) -> Numbers:
    """The glyph in the middle of a square of `SIDE`, ink 1 and paper 0."""
    grey = picture.astype(np.float32)
    dark, light = np.percentile(grey, (4, 96))
    ink = np.clip((light - grey) / max(light - dark, 16.0), 0, 1)
    height, width = ink.shape
    scale = INNER / max(height, width)
    shape = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(ink, shape, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    square = np.zeros((SIDE, SIDE), np.float32)
    top, left = (SIDE - shape[1]) // 2, (SIDE - shape[0]) // 2
    square[top : top + shape[1], left : left + shape[0]] = small
    return square


def _directions(square: Numbers) -> Numbers:
    """How much edge runs in each of `DIRECTIONS` directions in each of `FIELDS` x `FIELDS` overlapping fields."""
    smooth = cv2.GaussianBlur(square, (0, 0), 0.8)
    across, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    strength, angle = cv2.cartToPolar(across, down)
    part = angle * (DIRECTIONS / (2 * np.pi))
    low = np.floor(part).astype(int) % DIRECTIONS
    share = part - np.floor(part)
    fields = []
    for direction in range(DIRECTIONS):
        layer = strength * ((low == direction) * (1 - share) + ((low + 1) % DIRECTIONS == direction) * share)
        layer = cv2.GaussianBlur(layer.astype(np.float32), (0, 0), SIDE / FIELDS / 2)
        fields.append(cv2.resize(layer, (FIELDS, FIELDS), interpolation=cv2.INTER_AREA).ravel())
    found = np.sqrt(np.concatenate(fields))
    return np.asarray(found / (np.linalg.norm(found) + 1e-6) * 4, np.float32)


class Reader:
    """The two networks; `read` gives the chances of all classes for some glyphs by each of them."""

    def __init__(self, path: Path = MODEL) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self._layers = {name: stored[name].astype(np.float32) for name in stored.files}

    def read(self, spots: list[Spot]) -> tuple[Numbers, Numbers]:
        """Two arrays (glyphs x `CLASSES`) of chances, by directions and by ink."""
        if not spots:
            return np.zeros((0, len(CLASSES)), np.float32), np.zeros((0, len(CLASSES)), np.float32)
        pairs = [features(spot) for spot in spots]
        return self._chances("directions", [a for a, _ in pairs]), self._chances("ink", [b for _, b in pairs])

    def _chances(self, name: str, rows: list[Numbers]) -> Numbers:
        layers = self._layers
        hidden = np.maximum(np.stack(rows) @ layers[f"{name}_w1"] + layers[f"{name}_b1"], 0)
        score = hidden @ layers[f"{name}_w2"] + layers[f"{name}_b2"]
        chances = np.exp(score - score.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True), np.float32)


@lru_cache(maxsize=2)
def reader(path: Path = MODEL) -> Reader:
    """The reader whose networks stand in `path`, loaded once."""
    return Reader(path)
