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
_LAST_NUMBER = re.compile(r"^(?P<words>.*\D)(?P<number>\d{1,4})[-–)\s]*$", re.DOTALL)


def repeated_heads(lines: Sequence[Line], profile: Profile) -> frozenset[int]:
    """The numbers of lines that belong to their pages; no line that a rule of the profile takes is one."""
    texts = {
        line.number: bare(line.text.replace("\t", " ")) for line in lines if line.text and not _in_table(lines, line)
    }
    free = {
        number: text
        for number, text in texts.items()
        if sum(letter.isalpha() for letter in text) >= LEAST_LETTERS
        and profile.heading_set.first(text) is None
        and profile.label_set.first(text) is None
    }
    return frozenset([*_numbered(free), *_at_page_ends(lines, free)])


def _in_table(lines: Sequence[Line], line: Line) -> bool:
    """Whether a row stands beside another one."""
    at = line.number - 1
    return line.cells is not None and any(
        one.cells is not None for one in (*lines[at - 1 : at], *lines[at + 1 : at + 2])
    )


def _numbered(texts: dict[int, str]) -> Iterator[int]:
    """Lines in the same words whose last numbers rise from each to the next."""
    series: dict[str, list[tuple[int, int]]] = {}
    for line, text in texts.items():
        if found := _LAST_NUMBER.match(text):
            series.setdefault(found["words"].strip(), []).append((line, int(found["number"])))
    for found_at in series.values():
        rising = all(one < other for (_, one), (_, other) in pairwise(found_at))
        if len(found_at) >= LEAST_TIMES and rising:
            yield from (line for line, _ in found_at)


def _at_page_ends(lines: Sequence[Line], texts: dict[int, str]) -> Iterator[int]:
    """Lines in the same words that begin, or that end, most of the pages."""
    pages = [list(page) for _, page in groupby((one for one in lines if one.text), key=lambda line: line.page)]
    for end in (0, -1):
        told = [page[end].number for page in pages]
        common = Counter(texts[number] for number in told if number in texts)
        for number in told:
            times = common[texts.get(number, "")]
            if times >= LEAST_TIMES and 2 * times > len(pages):
                yield number
