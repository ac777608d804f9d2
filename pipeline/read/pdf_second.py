"""A second opinion on the numbers of a text layer: what PDFium reads on the same page.

Both engines take the letters from one file, so they differ where a font tells two things of a glyph, or where text that
overlaps was put together in the wrong order. The order of lines and columns is each engine's own: compared are the
numbers of a page, whatever their order. Numbers that PDFium alone sees may be painted where nobody can see them, and
numbers that only we see may come from the text that the file gives for its glyphs: neither is a doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile

from pipeline.numerals import to_arabic
from pipeline.read.pdfium import page_texts
from schemas.document import DoubtfulNumber, Line, Page

LONG = 3
"""Digits; a number as long is not found by chance in a run of numbers."""
ALIKE = 0.5
"""Share of digits that two readings of one number have in common."""
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_BLANK_IN_NUMBER = re.compile(r"(?<=[\d.,])\s+(?=[\d.,])")


def second_opinion(
    data: bytes, lines: Sequence[Line], pages: Sequence[Page], cut: Collection[int] = ()
) -> list[DoubtfulNumber]:
    """The numbers of the text layer that PDFium reads otherwise, with its reading.

    The last row of the pages in `cut` ends on the next page.
    """
    by_page: dict[int, list[Line]] = {page.page: [] for page in pages if page.reader == "pdf"}
    for line in lines:
        if line.page in by_page and line.text:
            by_page[line.page].append(line)
    texts = {number: to_arabic(text) for number, text in page_texts(data, sorted(by_page), len(pages))}
    found: list[DoubtfulNumber] = []
    for number, text in texts.items():
        behind = takewhile(lambda page: page - 1 in cut, range(number + 1, len(pages) + 1))
        found += differing(by_page[number], "\n".join((text, *(texts.get(page, "") for page in behind))))
    return found


def differing(lines: Iterable[Line], text: str) -> Iterator[DoubtfulNumber]:
    """The numbers of a page's lines that its other reading, `text`, has not, but has one like them."""
    ours = [(line, found) for line in lines for found in _NUMBER.finditer(line.text)]
    theirs = Counter(_NUMBER.findall(text))
    missing = Counter(found[0] for _, found in ours) - theirs
    if not missing:
        return
    left = theirs - Counter(found[0] for _, found in ours)
    runs = _BLANK_IN_NUMBER.sub("", text)
    known = frozenset(_NUMBER.findall(runs))
    for line, found in ours:
        number = found[0]
        if not missing[number] or number in known or (len(number) >= LONG and number in runs):
            continue
        other = max(left, key=lambda one: _likeness(one, number), default="")
        if other and _likeness(other, number) >= ALIKE and not _may_be_regrouped(other, number):
            missing[number] -= 1
            yield DoubtfulNumber(line.number, number, other, found.start())


def _may_be_regrouped(other: str, number: str) -> bool:
    """Whether two readings may tell the same digits, cut elsewhere; a short number is found by chance."""
    digits, others = re.sub(r"\D", "", number), re.sub(r"\D", "", other)
    return digits == others or (len(digits) != len(others) and len(digits) < LONG)


def _likeness(one: str, other: str) -> float:
    """The share of signs that two numbers have in common, whatever their order."""
    common = sum((Counter(one) & Counter(other)).values())
    return common / max(len(one), len(other))
