"""Make `digits.npz`: render digits, signs and letters in the Thai fonts installed, spoil them as scans do, learn them.

    python -m pipeline.read.ocr.make_digits [--without FAMILY]... [--out FILE]

Takes some three minutes. `--without` leaves font families out, to measure how well an unknown font is read. Needs
scikit-learn, fontconfig's `fc-list` and the Debian packages fonts-thai-tlwg, fonts-arundina and fonts-noto-core.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from sklearn.neural_network import MLPClassifier

from pipeline.read.ocr.glyphs import ARABIC_DIGITS, CLASSES, MODEL, OTHER, SIGNS, THAI_DIGITS, Numbers, Spot, features
from pipeline.read.ocr.ink import Picture, blots_of, ink_mask

SHEETS = 24
"""Sheets per font: every digit and sign stands once on each."""
LETTERS_PER_SHEET = 22
CONSONANTS = "".join(map(chr, range(0x0E01, 0x0E2F)))
THAI_LETTERS = CONSONANTS + "".join(map(chr, (0x0E2F, 0x0E30, 0x0E32, 0x0E40, 0x0E42, 0x0E43, 0x0E44, 0x0E46)))
LATIN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZabcdefghijkmnpqrstuvwxyz&+="
"""Without those that are digits in many fonts: O, o, I, l, S."""
MARKS = "".join(map(chr, (0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E38, 0x0E39, 0x0E48, 0x0E49)))
CELL = 2.4
"""Width of a glyph's place on a sheet, in ems."""


def fonts(without: list[str]) -> list[str]:
    """The files of all installed fonts for Thai, but for some families."""
    command = ["fc-list", ":lang=th", "family", "file"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S603
    pairs = [line.split(": ", 1) for line in sorted(told) if line.lower().split(":")[0].endswith(("ttf", "otf"))]
    usual = ("thin", "extralight", "condensed", "black", "looped")
    return [
        path
        for path, family in pairs
        if not any(name.lower() in family.lower() for name in without)
        and not ("noto" in path.lower() and any(word in path.lower() for word in usual))
    ]


def sheet(path: str, rng: np.random.Generator) -> list[tuple[str, Spot]]:
    """One spoiled sheet of glyphs in one font: (class, glyph)."""
    size = int(rng.integers(24, 64))
    font = ImageFont.truetype(path, size)
    glyphs = list(THAI_DIGITS + ARABIC_DIGITS + SIGNS)
    letters = [str(letter) for letter in rng.choice(list(THAI_LETTERS * 2 + LATIN_LETTERS), LETTERS_PER_SHEET)]
    glyphs += [letter + str(rng.choice(list(MARKS))) if letter in CONSONANTS[:5] else letter for letter in letters]
    lacking = bytes(font.getmask("\uffff"))
    glyphs = [glyph for glyph in glyphs if bytes(font.getmask(glyph)) != lacking]
    rng.shuffle(glyphs)
    cell, baseline = int(size * CELL), int(size * 1.7)
    canvas = Image.new("L", (cell * len(glyphs), int(size * 2.6)), 255)
    draw = ImageDraw.Draw(canvas)
    for place, glyph in enumerate(glyphs):
        draw.text((place * cell + cell // 3, baseline), glyph, font=font, fill=0, anchor="ls")
    x_height = -font.getbbox(chr(0x0E01), anchor="ls")[1]
    digit_height = -font.getbbox("5", anchor="ls")[1]
    grey = spoil(np.asarray(canvas), rng)
    top = baseline - rng.choice([x_height, digit_height, x_height]) * rng.uniform(0.92, 1.08)
    bottom = baseline + rng.uniform(-0.06, 0.06) * size
    found = []
    _, blots = blots_of(ink_mask(grey))
    for place, glyph in enumerate(glyphs):
        own = [b for b in blots if place * cell <= (b.x0 + b.x1) / 2 < (place + 1) * cell]
        own = [b for b in own if b.y1 > top] or own
        if own:
            x0, x1 = min(b.x0 for b in own), max(b.x1 for b in own)
            y0, y1 = min(b.y0 for b in own), max(b.y1 for b in own)
            name = glyph if glyph in CLASSES else OTHER
            found.append((name, Spot(grey[y0:y1, x0:x1], y0, y1, top, bottom)))
    return found


def spoil(grey: Picture, rng: np.random.Generator) -> Picture:
    """What printing and scanning do: slant, stretch, thicker or thinner strokes, blur, noise, JPEG."""
    height, width = grey.shape
    shear, stretch = rng.uniform(-0.04, 0.04), rng.uniform(0.92, 1.08)
    change = np.array([[1, shear, -shear * height * 0.6], [0, stretch, height * 0.65 * (1 - stretch)]], np.float32)
    page = np.asarray(cv2.warpAffine(grey, change, (width, height), borderValue=255), np.float64)
    page = _blurred(page, rng.uniform(0.25, 1.3))
    page = 255 * np.clip((page / 255 - 0.5) * rng.uniform(1.0, 2.2) + 0.5 + rng.uniform(-0.22, 0.22), 0, 1)
    page = _blurred(page, rng.uniform(0.2, 0.8))
    page = rng.uniform(0, 90) + page * rng.uniform(0.62, 0.99) if rng.random() < 0.5 else page
    done = np.clip(page + rng.normal(0, rng.uniform(0, 11), page.shape), 0, 255).astype(np.uint8)
    if rng.random() < 0.7:
        _, packed = cv2.imencode(".jpg", done, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(45, 95))])
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    return done


def _blurred(page: NDArray[np.float64], width: float) -> NDArray[np.float64]:
    return np.asarray(cv2.GaussianBlur(page, (0, 0), width), np.float64)


def learn(rows: Numbers, names: list[str], hidden: int) -> dict[str, Numbers]:
    """The weights of a network with one hidden layer."""
    network = MLPClassifier((hidden,), alpha=3e-4, batch_size=256, learning_rate_init=2e-3, max_iter=14, random_state=7)
    network.fit(rows, [CLASSES.index(name) for name in names])
    if list(network.classes_) != list(range(len(CLASSES))):
        raise ValueError("a class has no example")
    (w1, w2), (b1, b2) = network.coefs_, network.intercepts_
    return {"w1": w1, "b1": b1, "w2": w2, "b2": b2}


def main() -> None:
    """Render, learn and store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--out", type=Path, default=MODEL)
    chosen = parser.parse_args()
    rng = np.random.default_rng(2562)
    names, directions, ink = [], [], []
    for path in fonts(chosen.without):
        for _ in range(SHEETS):
            for name, spot in sheet(path, rng):
                strokes, pixels = features(spot)
                names.append(name)
                directions.append(strokes)
                ink.append(pixels)
    stored: dict[str, Any] = {}
    for name, rows, hidden in (("directions", directions, 112), ("ink", ink, 128)):
        for part, weights in learn(np.stack(rows), names, hidden).items():
            stored[f"{name}_{part}"] = weights.astype(np.float16)
    np.savez_compressed(chosen.out, **stored)


if __name__ == "__main__":
    main()
