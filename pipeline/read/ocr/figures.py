"""Numbers in a line of text, read a second time: where they stand, what they are, and whether both readings agree.

Tesseract's Thai models cannot write five of the ten Thai digits (4, 6, 7, 8, 9) and put another sign in their place. So
in those five its reading is no evidence, and our own two networks have to agree and to be sure of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.numerals import to_arabic
from pipeline.read.ocr.align import Glyph, aligned, cuts_of, glyphs_of, is_mark, may_be_several, piece
from pipeline.read.ocr.engine import CERTAIN, Character
from pipeline.read.ocr.glyphs import ARABIC_DIGITS, CLASSES, SIGNS, THAI_DIGITS, Numbers, Reader, Spot
from pipeline.read.ocr.ink import Picture, TextLine

DIGITS = THAI_DIGITS + ARABIC_DIGITS
UNWRITABLE = "".join(THAI_DIGITS[value] for value in (4, 6, 7, 8, 9))
"""Thai digits that are not in the character set of Tesseract's models."""
LIKELY = 0.5
"""Least chance, by both networks together, for a glyph to be taken for part of a number."""
STRONG = 0.9
"""Least chance for a number that Tesseract took for something else."""
FAIR = 0.6
"""The same where several digits stand clear of letters."""
ALONE = 0.97
"""Least chance, by each network, where there is no second witness."""
PERHAPS = 0.15
"""Chance, by one network alone, by which what touches a number may be a digit of it."""
WEAK = 0.2
"""Chance below which our own reading is worth less than Tesseract's."""
GAP = 0.75
"""Blank between two glyphs, in letter heights, that ends a number."""
BLANK = 0.36
"""Least blank, in letter heights, between two numbers."""
CLEAR = 0.28
"""Blank, in letter heights, by which a single digit stands clear of letters."""

_THAI = np.array([CLASSES.index(sign) for sign in THAI_DIGITS])
_ARABIC = np.array([CLASSES.index(sign) for sign in ARABIC_DIGITS])
_SIGNS = np.array([CLASSES.index(sign) for sign in SIGNS])


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number of which the readings differ: as taken, as the other reader has it, its place in the line's text."""

    text: str
    other: str
    start: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """Our own reading of a run of glyphs: text, least chance of a digit, whether it can stand without a witness."""

    text: str
    chance: float
    sound: bool
    ranked: tuple[str, ...]


def read_figures(
    characters: Sequence[Character],
    line: TextLine,
    page: tuple[Picture, NDArray[np.int32]],
    reader: Reader,
) -> tuple[str, list[Doubt]]:
    """The line's text with its numbers settled, and the numbers that stay doubtful.

    `characters` is Tesseract's reading with places on the page; `page` is the grey page and its map of labels.
    """
    glyphs = glyphs_of(line)
    by_strokes, by_ink = reader.read(_spots(glyphs, line, page))
    whole = _numeric(glyphs, by_strokes, by_ink)
    cut = [
        parted(g, line, page, reader) if not known and may_be_several(g, characters) else [g]
        for g, known in zip(glyphs, whole, strict=True)
    ]
    if any(len(parts) > 1 for parts in cut):
        glyphs = [part for parts in cut for part in parts]
        by_strokes, by_ink = reader.read(_spots(glyphs, line, page))
    numeric = _numeric(glyphs, by_strokes, by_ink)
    partner = aligned(glyphs, numeric, characters, line.size)
    text, doubts, done = "", [], 0
    for first, last in _runs(glyphs, numeric, partner, characters, line.size):
        start, end = _span(first, last, glyphs, partner, characters, done)
        seen = "".join(one.text for one in characters[start:end])
        own = _own_reading(by_strokes[first : last + 1], by_ink[first : last + 1], seen)
        sure = all(one.sure >= CERTAIN for one in characters[start:end] if one.text in DIGITS)
        taken, doubtful = _settled(own, seen, sure, _stands_clear(first, last, glyphs, numeric, line.size))
        if any(sign in DIGITS for sign in taken):
            doubtful = doubtful or _goes_on(first, last, glyphs, np.maximum(by_strokes, by_ink), line.size)
        blank = _blank_in(glyphs[first : last + 1], line.size)
        if blank is not None and len(taken) == last - first + 1 and taken[blank - 1 : blank + 1].isdigit():
            taken, doubtful = f"{taken[:blank]} {taken[blank:]}", True
        text += "".join(one.text for one in characters[done:start])
        if doubtful:
            doubts.append(Doubt(taken, seen if taken == own.text else own.text, len(text)))
        text += taken
        done = end
    return text + "".join(one.text for one in characters[done:]), doubts


def _blank_in(glyphs: list[Glyph], size: float) -> int | None:
    """Before which glyph of a number a blank stands, which Tesseract drops between two numbers now and then."""
    gaps = sorted((after.x0 - before.x1, place) for place, (before, after) in enumerate(pairwise(glyphs), 1))
    if len(gaps) < 2:
        return None
    (widest, place), usual = gaps[-1], gaps[(len(gaps) - 1) // 2][0]
    return place if widest > BLANK * size and widest > 2.5 * max(usual, 1) else None


def parted(glyph: Glyph, line: TextLine, page: tuple[Picture, NDArray[np.int32]], reader: Reader) -> list[Glyph]:
    """Digits that touch, cut apart so that all pieces are most likely digits; the glyph itself if they are not."""
    cuts = cuts_of(glyph, page)
    height = glyph.y1 - glyph.y0
    pairs = [
        (a, b) for b in range(1, len(cuts)) for a in range(b) if 0.25 * height <= cuts[b] - cuts[a] <= 1.5 * height
    ]
    found = [(pair, piece(glyph, cuts[pair[0]], cuts[pair[1]], page[1])) for pair in pairs]
    parts = {pair: part for pair, part in found if part is not None}
    by_strokes, by_ink = reader.read(_spots(list(parts.values()), line, page))
    chances = np.sqrt(by_strokes * by_ink)[:, : len(DIGITS + SIGNS)].max(axis=1)
    best: list[tuple[float, list[Glyph]] | None] = [(0.0, [])] + [None] * (len(cuts) - 1)
    for (pair, part), chance in zip(parts.items(), chances, strict=True):  # in order of their right edges
        before = best[pair[0]]
        if before is not None:
            score = before[0] + float(np.log(chance + 1e-4)) - 0.15
            here = best[pair[1]]
            if here is None or score > here[0]:
                best[pair[1]] = score, [*before[1], part]
    whole = best[-1]
    return whole[1] if whole is not None and whole[0] > len(whole[1]) * np.log(0.35) else [glyph]


def _spots(glyphs: list[Glyph], line: TextLine, page: tuple[Picture, NDArray[np.int32]]) -> list[Spot]:
    return [Spot(glyph.cut(page), glyph.y0, glyph.y1, line.top, line.bottom) for glyph in glyphs]


def _numeric(glyphs: list[Glyph], by_strokes: Numbers, by_ink: Numbers) -> list[bool]:
    """Which glyphs are parts of a number by our own reading."""
    chances = np.sqrt(by_strokes * by_ink)[:, : len(DIGITS + SIGNS)].sum(axis=1)
    return [not glyph.marked and bool(chance >= LIKELY) for glyph, chance in zip(glyphs, chances, strict=True)]


def _runs(
    glyphs: list[Glyph],
    numeric: list[bool],
    partner: list[int | None],
    characters: Sequence[Character],
    size: float,
) -> list[tuple[int, int]]:
    """First and last glyph of each number: signs count within it, its ends are digits by one of the readers."""
    digit = [
        (number is not None and characters[number].text in DIGITS) or (flag and glyph.y1 - glyph.y0 > 0.5 * size)
        for number, flag, glyph in zip(partner, numeric, glyphs, strict=True)
    ]
    runs: list[tuple[int, int]] = []
    current: list[int] = []
    for place, glyph in enumerate(glyphs):
        part = digit[place] or numeric[place]
        apart = place > 0 and glyph.x0 - glyphs[place - 1].x1 > GAP * size
        if current and (not part or apart):
            runs.append((current[0], current[-1]))
            current = []
        if part:
            current.append(place)
    if current:
        runs.append((current[0], current[-1]))
    trimmed = []
    for first, last in runs:
        digits = [place for place in range(first, last + 1) if digit[place]]
        if digits:
            trimmed.append((digits[0], digits[-1]))
    return trimmed


def _span(
    first: int,
    last: int,
    glyphs: list[Glyph],
    partner: list[int | None],
    characters: Sequence[Character],
    done: int,
) -> tuple[int, int]:
    """Tesseract's characters (from, to) that stand where glyphs `first` to `last` stand."""
    own = [number for number in partner[first : last + 1] if number is not None]
    if own:
        start, end = own[0], own[-1] + 1
    else:
        before = [number for number in partner[:first] if number is not None]
        start = before[-1] + 1 if before else done
        while start < len(characters) and (is_mark(characters[start].text) or characters[start].text == " "):
            start += 1
        end = start
    x0, x1 = glyphs[first].x0, glyphs[last].x1
    taken = {number for number in partner if number is not None}
    while (
        end < len(characters) and end not in taken and characters[end].text != " " and _inside(characters[end], x0, x1)
    ):
        end += 1
    while (
        start > done
        and start - 1 not in taken
        and characters[start - 1].text != " "
        and _inside(characters[start - 1], x0, x1)
    ):
        start -= 1
    return max(start, done), max(end, done)


def _inside(one: Character, x0: float, x1: float) -> bool:
    return x0 <= (one.x0 + one.x1) / 2 <= x1


def _own_reading(by_strokes: Numbers, by_ink: Numbers, seen: str) -> _Reading:
    """Read the glyphs as one number, all its digits Thai or all Arabic; Tesseract's digits weigh in which."""
    both = np.sqrt(by_strokes * by_ink)
    thai_seen = sum(sign in THAI_DIGITS for sign in seen) - sum(sign in ARABIC_DIGITS for sign in seen)
    weight = {True: np.sign(thai_seen), False: -np.sign(thai_seen)}
    best: tuple[float, NDArray[np.int64]] | None = None
    for thai, digits in ((True, _THAI), (False, _ARABIC)):
        allowed = np.concatenate([digits, _SIGNS])
        chosen = allowed[both[:, allowed].argmax(axis=1)]
        score = float(np.log(both[np.arange(len(both)), chosen] + 1e-4).sum() + weight[thai])
        if best is None or score > best[0]:
            best = score, chosen
    chosen = best[1] if best else np.zeros(0, np.int64)
    text = "".join(CLASSES[number] for number in chosen)
    values = _by_value(by_strokes), _by_value(by_ink)
    rows = np.arange(len(chosen))
    columns = np.array([_column(sign) for sign in text], int)
    chances = np.minimum(values[0][rows, columns], values[1][rows, columns])
    joint = np.sqrt(values[0] * values[1])
    ranked = tuple("".join(_VALUES[c] for c in np.argsort(-row)[:2]) for row in joint)
    chance = float(np.sqrt(values[0] * values[1])[rows, columns].min()) if len(rows) else 0.0
    return _Reading(text, chance, bool(len(rows)) and float(chances.min()) >= ALONE, ranked)


_VALUES = ARABIC_DIGITS + SIGNS


def _column(sign: str) -> int:
    return _VALUES.index(to_arabic(sign))


def _by_value(chances: Numbers) -> Numbers:
    """Chances of the ten values, whatever their script, and of the signs."""
    return np.concatenate([chances[:, _THAI] + chances[:, _ARABIC], chances[:, _SIGNS]], axis=1)


def _stands_clear(first: int, last: int, glyphs: list[Glyph], numeric: list[bool], size: float) -> bool:
    """Whether blanks, signs or the line's ends part the run from letters."""
    before = first == 0 or numeric[first - 1] or glyphs[first].x0 - glyphs[first - 1].x1 >= CLEAR * size
    after = last + 1 == len(glyphs) or numeric[last + 1] or glyphs[last + 1].x0 - glyphs[last].x1 >= CLEAR * size
    return before and after


def _goes_on(first: int, last: int, glyphs: list[Glyph], chances: Numbers, size: float) -> bool:
    """Whether a glyph that touches the run, and was taken for a letter, may be a digit of it by one of the networks."""
    beside = []
    if first and glyphs[first].x0 - glyphs[first - 1].x1 < CLEAR * size:
        beside.append(first - 1)
    if last + 1 < len(glyphs) and glyphs[last + 1].x0 - glyphs[last].x1 < CLEAR * size:
        beside.append(last + 1)
    return any(
        not glyphs[place].marked
        and glyphs[place].y1 - glyphs[place].y0 > 0.5 * size
        and float(chances[place, : len(DIGITS)].sum()) > PERHAPS
        for place in beside
    )


def _settled(own: _Reading, found: str, sure: bool, clear: bool) -> tuple[str, bool]:
    """The number to take, and whether it is doubtful; `found` is Tesseract's reading, `sure` if it is certain of it."""
    seen = found.replace(" ", "")
    if not seen or not all(sign in DIGITS + SIGNS for sign in seen):
        digits_seen = sum(sign in DIGITS for sign in seen)
        mostly = digits_seen * 2 >= len(seen) and digits_seen > 0
        several = len(own.text) > 1
        if own.chance < (FAIR if clear and several else STRONG) or not (clear or mostly or (several and own.sound)):
            return found, digits_seen > 0 or (several and own.chance >= LIKELY)
        return own.text, not own.sound
    if to_arabic(own.text) == to_arabic(seen):
        attached = not clear and len(own.text) == 1  # perhaps the only digit of a longer number that was known
        return (own.text if own.chance >= LIKELY and found == seen else found), attached and own.text in THAI_DIGITS
    if own.sound and _blind(own.text, seen):
        return own.text, False
    arabic = not any(sign in THAI_DIGITS for sign in own.text)
    if arabic and sure and not own.sound:
        second = len(own.text) == len(seen) and all(to_arabic(b) in a for a, b in zip(own.ranked, seen, strict=True))
        return seen, own.chance > 0.3 or not second
    return (own.text if own.chance >= WEAK else seen), True


def _blind(own: str, seen: str) -> bool:
    """Whether the readings differ only in digits that Tesseract cannot write; it may put two signs for one of them."""
    if len(own) == len(seen):
        return all(a in UNWRITABLE or to_arabic(a) == to_arabic(b) for a, b in zip(own, seen, strict=True))
    parts = [".{1,2}" if sign in UNWRITABLE else f"[{re.escape(sign + to_arabic(sign))}]" for sign in own]
    return re.fullmatch("".join(parts), seen) is not None
