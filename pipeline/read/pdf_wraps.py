"""Where a line was wrapped: whether a blank stood there, and whether it was wrapped at all or ended by its author.

Thai is wrapped between words, mostly without a blank. A file that paints the blanks at its lines' ends tells where one
stood; one that drops them (a browser's print) does not. There the document's own words decide: the same letters in the
middle of a line, elsewhere, with a blank between them or without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

from pipeline.read.pdf_layout import carried
from pipeline.read.repair import MARK_GLYPHS
from schemas.document import Line

WRAP = "\ufdd0"
"""Stands where two lines of Thai were joined, until it is known whether a blank stood there. No text has this code."""
KEPT = 0.02
"""Share of line ends with a blank behind them, from which on a file is known to paint them."""
AROUND = (8, 6, 4)
"""Letters before and behind a wrap by which the same words are known elsewhere, the surest first."""
BESIDE = (6, 4)
"""The same on one side alone."""
SURE = 2
"""Places from which one side tells anything."""
USUAL = 0.15
"""Share of wraps of Thai at a blank, in the plans at hand."""
_THAI = re.compile("[\u0e01-\u0e4e\uf700-\uf71a]")
_MARK = re.compile(f"[{MARK_GLYPHS}]")
_OPEN, _CLOSED = "(/", ")/,.%"

Key = tuple[str, str]
Counts = dict[Key, list[int]]


def join(above: str, below: str, blank: bool) -> str:
    """Two lines of one paragraph as one. Thai is wrapped between words without a blank; beside a figure one is due."""
    return f"{above}{_between(above, below, blank)}{below}" if above and below else above or below


def _between(above: str, below: str, blank: bool) -> str:
    if blank:
        return " "
    if _THAI.match(above[-1]) and _THAI.match(below[0]):
        return "" if _MARK.match(below) else WRAP
    figure = above[-1].isdigit() and below[0].isdigit()
    return "" if figure or _MARK.match(below) or above[-1] in _OPEN or below[0] in _CLOSED else " "


def settle(lines: Sequence[Line], keeps: bool) -> list[Line]:
    """The lines with their wraps settled: in cells by blanks or nothing, between lines by `runs_on`.

    `keeps`: whether the file paints the blanks at its lines' ends.
    """
    texts = [cell for line in lines for cell in (line.cells or (line.text,))]
    shown = [line for line in lines if line.text or not line.text_found]
    follows = {one.number: other for one, other in pairwise(shown) if one.cells is None and other.cells is None}
    pairs = [(line.text, follows[line.number].text) for line in lines if line.number in follows]
    wraps = Wraps(texts, [pair for pair in pairs if _open(*pair)], keeps)
    return [wraps.line(line, follows.get(line.number)) for line in lines]


def _open(above: str, below: str) -> bool:
    return bool(above and below) and _between(above, below, above.endswith(" ")) == WRAP


class Wraps:
    """What a document tells of its wraps. `texts` are all its lines and cells, `pairs` lines and what they go on in.

    `keeps`: whether the file paints blanks at its lines' ends.
    """

    def __init__(self, texts: Sequence[str], pairs: Iterable[tuple[str, str]], keeps: bool) -> None:
        self.keeps = keeps
        self.counts: Counts = {}
        if keeps:
            return
        for above, below in pairs:
            self._ask(above, below)
        for text in texts:
            pieces = text.split(WRAP)
            for place in range(1, len(pieces)):
                self._ask("".join(pieces[:place]), "".join(pieces[place:]))
        if self.counts:
            for text in texts:
                for piece in text.split(WRAP):
                    self._learn(piece)

    def settled(self, text: str) -> str:
        """`text` with a blank, or nothing, for each wrap."""
        first, *rest = text.split(WRAP)
        for place, piece in enumerate(rest):
            first += (" " if self._is_blank(first, "".join(rest[place:])) else "") + piece
        return first

    def line(self, line: Line, after: Line | None) -> Line:
        """A line with its wraps settled; `after` is the line that it may go on in."""
        if line.cells is not None:
            if WRAP not in line.text_found:
                return line
            cells = tuple(map(self.settled, line.cells))
            layout = line.layout and carried(line.layout, line.cells, cells)
            found = self.settled(line.text_found)
            return replace(line, text="\t".join(cells), text_found=found, cells=cells, layout=layout)
        if not line.text or after is None or not after.text:
            return replace(line, text=line.text.rstrip()) if line.text.endswith(" ") else line
        between = _between(line.text, after.text, line.text.endswith(" "))
        return replace(line, runs_on=not between or (between == WRAP and not self._is_blank(line.text, after.text)))

    def _ask(self, above: str, below: str) -> None:
        for key in _keys(above, below):
            self.counts.setdefault(key, [0, 0])

    def _learn(self, text: str) -> None:
        """Count, for all that is asked, how often a blank stands there in the middle of a line, and how often none."""
        letters = "".join(text.split())
        if not letters:
            return
        place, counts = 0, self.counts
        for word in text.split():
            for at in range(place, place + len(word)):
                if not at or not (_THAI.match(letters[at - 1]) and _THAI.match(letters[at])):
                    continue
                for size in (*AROUND, *BESIDE):
                    before, behind = letters[max(0, at - size) : at], letters[at : at + size]
                    for key in ((before, behind), (before, ""), ("", behind)):
                        if key in counts:
                            counts[key][at == place] += 1
            place += len(word)

    def _is_blank(self, above: str, below: str) -> bool:
        if self.keeps:
            return False
        keys = _keys(above, below)
        for key in keys[: len(AROUND)]:
            without, with_ = self.counts.get(key, (0, 0))
            if without != with_:
                return with_ > without
        usual = log(USUAL / (1 - USUAL))
        told = usual
        for side in (keys[len(AROUND) :: 2], keys[len(AROUND) + 1 :: 2]):
            without, with_ = next((one for key in side if sum(one := self.counts.get(key, [0, 0])) >= SURE), (0, 0))
            told += log((with_ + SURE * USUAL) / (without + SURE * (1 - USUAL))) - usual
        return told > 0


def _keys(above: str, below: str) -> list[Key]:
    """The letters around a wrap: before and behind it, then in turn before it alone and behind it alone."""
    longest = AROUND[0]
    before = "".join(above[-2 * longest :].split())[-longest:]
    behind = "".join(below[: 2 * longest].split())[:longest]
    return [
        *((before[-size:], behind[:size]) for size in AROUND),
        *(key for size in BESIDE for key in ((before[-size:], ""), ("", behind[:size]))),
    ]
