"""The Thai dictionary: how much of a text is words. The only module that knows pythainlp, and it waits until asked."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.read.repair import MARKS

LONGEST = 24
"""Letters of the longest word that is looked up; the dictionary's few longer ones are titles and names."""
FIRST_WORDS, FIRST_LETTERS = 2, 8
"""Words and letters after which any program may end a line."""
_KEEPS = frozenset("/(-–")
"""Signs behind which no line ends."""
_THAI = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
_MARK = frozenset(chr(code) for code in range(0x0E31, 0x0E4F) if re.match(f"[{MARKS}]", chr(code)))
_FOLLOWS = _MARK | frozenset("\u0e30\u0e32\u0e33\u0e45")
"""What cannot begin a word: marks, and vowels that are written behind their letter."""


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """The dictionary's words of two letters and more."""
    from pythainlp.corpus import thai_words  # noqa: PLC0415 - 60 ms that text files need not wait for

    return frozenset(word for word in thai_words() if len(word) > 1)


@lru_cache(maxsize=20_000)
def strangeness(text: str) -> tuple[int, int]:
    """How many letters of `text` are in no word, and how many words the rest makes, at best.

    `text` is Thai without blanks; a word begins no cluster in its middle.
    """
    known, size = words(), len(text)
    best: list[tuple[int, int]] = [(0, 0)] * (size + 1)
    for start in range(size - 1, -1, -1):
        lost, count = best[start + 1]
        least = (lost + 1, count)
        if text[start] not in _FOLLOWS:
            for end in range(start + 2, min(size, start + LONGEST) + 1):
                if (end == size or text[end] not in _FOLLOWS) and text[start:end] in known:
                    lost, count = best[end]
                    least = min(least, (lost, count + 1))
        best[start] = least
    return best[0]


@lru_cache(maxsize=20_000)
def first_words(text: str) -> str:
    """The beginning of `text` that no program keeps together at a line's end: up to a blank, or two words and more.

    Programs part words less finely than the dictionary does, and one word alone may be the beginning of theirs.
    """
    from pythainlp.tokenize.newmm import segment  # noqa: PLC0415 - see `words`

    stretch = text.split(" ", 1)[0]
    found, count = "", 0
    for token in segment(stretch) if stretch else ():
        parted = found[-1:] not in _KEEPS and _THAI.match(token)
        if count >= FIRST_WORDS and len(found) >= FIRST_LETTERS and parted:
            break
        found, count = found + token, count + 1
    return found


def coverage(text: str) -> float | None:
    """The share of Thai letters that are in words of two letters and more; None for a text without Thai."""
    thai = _THAI.findall(text)
    letters = sum(map(len, thai))
    if not letters:
        return None
    return round(1 - sum(_uncovered(run) for run in thai) / letters, 4)


@lru_cache(maxsize=20_000)
def _uncovered(run: str) -> int:
    from pythainlp.tokenize.newmm import segment  # noqa: PLC0415 - see `words`

    known = words()
    return sum(len(word) for word in segment(run) if word not in known)
