"""Lines that a text file repeats on its pages: heads and feet, known by coming again and not by what they say.

A reader of PDFs knows them by their place on the page. In a text there are two signs: the same words with a number
behind them that rises from one to the next, and the same words at the same end of most pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.markup import bare
from schemas.document import Line
from schemas.profile import Profile

LEAST_TIMES = 3
"""So often must words come again to be a head; twice may be chance."""
LEAST_LETTERS = 16
"""Letters; shorter words that come again are labels and items (`Indicator 1`, `All staff`)."""
LONGEST_HEADING = 300
"""Characters; what is longer is no head of a page."""
_LAST_NUMBER = re.compile(r"^(?P<words>.*\D)(?P<number>\d{1,4})[-–)\s]*$", re.DOTALL)


def repeated_heads(lines: Sequence[Line], profile: Profile) -> frozenset[int]:
    """The numbers of lines that belong to their pages; no line that a rule of the profile takes is one."""
    found = {*_numbered(lines), *_at_page_ends(lines)}
    told = {line.number: _text(line) for line in lines if line.number in found}
    return frozenset(number for number, text in told.items() if _is_free(text, profile))


def _text(line: Line) -> str:
    return bare(line.text.replace("\t", " "))


def _is_free(text: str, profile: Profile) -> bool:
    """Whether a text is long enough to be no label or item, and no rule takes it."""
    long = sum(letter.isalpha() for letter in text) >= LEAST_LETTERS
    return long and profile.heading_set.first(text) is None and profile.label_set.first(text) is None


def _in_table(lines: Sequence[Line], line: Line) -> bool:
    """Whether a row stands beside another one."""
    at = line.number - 1
    return line.cells is not None and any(
        one.cells is not None for one in (*lines[at - 1 : at], *lines[at + 1 : at + 2])
    )


def _numbered(lines: Sequence[Line]) -> Iterator[int]:
    """Lines in the same words whose last numbers rise from each to the next."""
    series: dict[str, list[tuple[Line, int]]] = {}
    for line in lines:
        if LEAST_LETTERS <= len(line.text) <= LONGEST_HEADING and line.text.rstrip("-–) ")[-1:].isdigit():
            found = _LAST_NUMBER.match(_text(line))
            if found:
                series.setdefault(found["words"].strip(), []).append((line, int(found["number"])))
    for told in series.values():
        rising = all(one < other for (_, one), (_, other) in pairwise(told))
        if len(told) >= LEAST_TIMES and rising:
            yield from (line.number for line, _ in told if not _in_table(lines, line))


def _at_page_ends(lines: Sequence[Line]) -> Iterator[int]:
    """Lines in the same words that begin, or that end, most of the pages."""
    pages = [list(page) for _, page in groupby((one for one in lines if one.text), key=lambda line: line.page)]
    for end in (0, -1):
        told = [page[end] for page in pages]
        common = Counter(line.text for line in told)
        for line in told:
            times = common[line.text]
            if times >= LEAST_TIMES and 2 * times > len(pages) and not _in_table(lines, line):
                yield line.number
