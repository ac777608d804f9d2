"""How alike two Thai titles are. The only importer of rapidfuzz."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel, Levenshtein, Opcodes

PAIYANNOI = "\u0e2f"
"""The Thai sign of abbreviation; punctuation, not a letter."""
RUN = 3
"""Letters of a run; fewer are shared by any two texts, more are lost by one misread letter."""
NOTHING = "∅"
_NOISE = re.compile(rf"[\s*\"'“”‘’()\[\]/,.:;\-–—{PAIYANNOI}]+")


@lru_cache(maxsize=8192)
def words_alone(text: str) -> str:
    """`text` without blanks, quotes, brackets and punctuation, in lower case: what is compared."""
    return _NOISE.sub("", text).lower()


def likeness(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same letters in the same order)."""
    return Indel.normalized_similarity(words_alone(one), words_alone(other))


def most_alike(words: str, others: Sequence[str], least: float, most: int) -> list[tuple[int, float]]:
    """The places of at most `most` of the `others` that are most alike, with how alike; none below `least`.

    All are words alone already.
    """
    found = process.extract(words, others, scorer=Indel.normalized_similarity, score_cutoff=least, limit=most)
    return [(place, similarity) for _, similarity, place in found]


def containment(one: str, other: str, least: float = 0.0) -> float:
    """How much of the shorter text stands in one stretch of the longer one, 0 to 1; 0 for what is below `least`."""
    return fuzz.partial_ratio(words_alone(one), words_alone(other), score_cutoff=100 * least) / 100


def runs_shared(one: str, other: str) -> tuple[float, float]:
    """How many runs of three letters two texts share: of the shorter one's, and of both's, 0 to 1.

    Other than `likeness` it does not ask for one order: a clause told inside a longer sentence is found.
    """
    mine, theirs = _runs(words_alone(one)), _runs(words_alone(other))
    if not mine or not theirs:
        return 0.0, 0.0
    shared = len(mine & theirs)
    return shared / min(len(mine), len(theirs)), shared / len(mine | theirs)


def _runs(letters: str) -> set[str]:
    return {letters[place : place + RUN] for place in range(len(letters) - RUN + 1)}


def marked(one: str, other: str) -> str:
    """What differs between two spellings, for people: `ab → ac`; several places with a comma between them.

    A mark above or below a consonant is shown with it, because alone it cannot be read.
    """
    before, after = _letters(words_alone(one)), _letters(words_alone(other))
    return ", ".join(
        f"{''.join(before[step.src_start : step.src_end]) or NOTHING} → "
        f"{''.join(after[step.dest_start : step.dest_end]) or NOTHING}"
        for step in Opcodes.from_editops(Levenshtein.editops(before, after))
        if step.tag != "equal"
    )


def _letters(text: str) -> list[str]:
    """Letters with the marks that stand above and below them."""
    found: list[str] = []
    for letter in text:
        if found and unicodedata.category(letter) == "Mn":
            found[-1] += letter
        else:
            found.append(letter)
    return found


def edits(one: str, other: str) -> int:
    """How many letters must be changed, put in, left out or swapped to make one text of the other."""
    return OSA.distance(words_alone(one), words_alone(other))
