"""How alike two Thai titles are. The only importer of rapidfuzz."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Indel

PAIYANNOI = "\u0e2f"
"""The Thai sign of abbreviation; punctuation, not a letter."""
_NOISE = re.compile(rf"[\s*\"'“”‘’()\[\]/,.:;\-–—{PAIYANNOI}]+")


@lru_cache(maxsize=8192)
def words_alone(text: str) -> str:
    """`text` without blanks, quotes, brackets and punctuation, in lower case: what is compared."""
    return _NOISE.sub("", text).lower()


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same letters in the same order)."""
    return Indel.normalized_similarity(words_alone(one), words_alone(other))


def containment(one: str, other: str, least: float = 0.0) -> float:
    """How much of the shorter text stands in one stretch of the longer one, 0 to 1; 0 for what is below `least`."""
    return fuzz.partial_ratio(words_alone(one), words_alone(other), score_cutoff=100 * least) / 100


def edits(one: str, other: str) -> int:
    """How many letters must be changed, put in, left out or swapped to make one text of the other."""
    return OSA.distance(words_alone(one), words_alone(other))
