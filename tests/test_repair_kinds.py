"""Kinds of damage on words that no example has: each is put on a sample of the dictionary's words and mended again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.read.pdf_words import words
from pipeline.read.repair import PRIVATE_GLYPHS, repair

SAMPLE = 300
_THAI = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]{3,20}")
_GLYPHS: dict[str, str] = {letter: chr(code) for code, letter in PRIVATE_GLYPHS.items()}

Damage = Callable[[str], str]


def _sample(damage: Damage) -> list[tuple[str, str]]:
    """Words that the damage changes, always the same ones."""
    sound = sorted(word for word in words() if _THAI.fullmatch(word) and damage(word) != word)
    return [(damage(word), word) for word in random.Random(1).sample(sound, min(SAMPLE, len(sound)))]


KINDS: list[tuple[str, Damage, float]] = [
    ("P1: ำ lost its nikhahit", lambda word: re.sub("([ก-ฮ][่-๋]?)ำ", r"\1 า", word), 0.99),
    (
        "P3: every า is ำ, the true one has a blank before it",
        lambda word: re.sub("([ก-ฮ][่-๋]?)ำ", "\\1 \0", word).replace("า", "ำ").replace("\0", "ำ"),
        0.98,
    ),
    (
        "P3: every า is ำ, the true one has a blank behind it",
        lambda word: word.replace("ำ", "\0").replace("า", "ำ").replace("\0", "ำ ").rstrip(),
        0.95,
    ),
    ("P4: ำ in two", lambda word: word.replace("ำ", "ํา"), 1.0),
    ("P6: a blank before the last mark", lambda word: re.sub("([ัิ-ฺ็-๎])(?!.*[ัิ-ฺ็-๎])", r" \1", word), 0.99),
    ("P7: the tone of a tall letter", lambda word: re.sub("([ปฝฟ])้(?=[าำ])", r"\1ู", word), 1.0),
    ("P8: Private Use codes", lambda word: "".join(_GLYPHS.get(letter, letter) for letter in word), 1.0),
    ("P10: U+FFFD for the nikhahit", lambda word: word.replace("ำ", "\ufffdา"), 1.0),
    ("P10: marks twice", lambda word: re.sub("([ัิ-ฺ็-๎])", r"\1\1", word), 0.99),
    ("P10: า behind ำ", lambda word: word.replace("ำ", "ำา"), 1.0),
    ("P14: a blank behind a vowel before its letter", lambda word: re.sub("([เ-ไ])", r"\1 ", word), 0.99),
]


@pytest.mark.parametrize(("kind", "damage", "least"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_a_kind_of_damage_is_mended_on_other_words(kind: str, damage: Damage, least: float) -> None:
    pairs = _sample(damage)
    missed = [(damaged, right) for damaged, right in pairs if repair(damaged, "pdf")[0] != right]
    assert len(pairs) > SAMPLE // 2
    assert 1 - len(missed) / len(pairs) >= least, missed


def test_sound_words_and_phrases_stay() -> None:
    chosen = random.Random(2).sample(sorted(word for word in words() if _THAI.fullmatch(word)), 2000)
    phrases = [f"{one} {other}" for one, other in pairwise(chosen)]
    assert [text for text in (*chosen, *phrases) if repair(text, "pdf")[0] != text] == []
