"""Where a line was wrapped: whether a blank stood there, and whether it was wrapped at all or ended by its author.

Thai is wrapped between words, mostly without a blank. A file that paints the blanks at its lines' ends tells where one
stood; one that drops them (a browser's print) does not, nor one that drops them where a line is full (Writer). There
the document's own words decide: the same letters in the middle of a line, elsewhere, with a blank between them or
without. Until all pages are read a mark stands for each end of a line within Thai.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import log

from pipeline.read.pdf_layout import carried, carried_places
from pipeline.read.repair import MARK_GLYPH
from schemas.document import Line

MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3"
"""The end of a line within Thai: without and with a blank behind it; the same two where the line was so full that a
blank had no room. No text has these codes, which Unicode keeps free for such a use."""
KEPT = 0.02
"""Share of line ends with a blank behind them, from which on a file is known to paint blanks there."""
FULL_KEPT = 0.7
"""Times the share of the others: the same for full lines. A blank stands behind a full line as often as elsewhere; a
print of Writer without tags that drops them there has 0.1 to 0.65 of it, as what is full is known only roughly."""
TAGGED_KEPT = 0.4
"""The same in a tagged file, which must have all blanks (ISO 32000, word breaks): 0.5 to 1.3 in those that do."""
AROUND = (8, 6, 4)
"""Letters before and behind a wrap by which the same words are known elsewhere, the surest first."""
BESIDE = (6, 4)
"""The same on one side alone."""
SURE = 2
"""Places from which one side tells anything."""
USUAL = 0.15
"""Share of wraps of Thai at a blank, in the plans at hand."""
_WRAP = re.compile(f"[{MARKS}]")
_THAI = re.compile("[\u0e01-\u0e4e\uf700-\uf71a]")
_OPEN, _CLOSED = "(/", ")/,.%"

Key = tuple[str, str]
Counts = dict[Key, list[int]]


def mark(blank: bool, full: bool) -> str:
    """The mark for the end of a line within Thai."""
    return MARKS[2 * full + blank]


def join(above: str, below: str, blank: bool, full: bool = False) -> str:
    """Two lines of one paragraph as one, with a mark where both are Thai; beside a figure a blank is due.

    `blank`: whether the file has one behind the first line; `full`: whether that line had no room for one.
    """
    return f"{above}{_between(above, below, blank, full)}{below}" if above and below else above or below


def _between(above: str, below: str, blank: bool, full: bool) -> str:
    if MARK_GLYPH.match(below):
        return ""
    if _THAI.match(above[-1]) and _THAI.match(below[0]):
        return mark(blank, full)
    figure = above[-1].isdigit() and below[0].isdigit()
    return "" if not blank and (figure or above[-1] in _OPEN or below[0] in _CLOSED) else " "


def without_wraps(text: str) -> str:
    """`text` with nothing where it was wrapped."""
    return _WRAP.sub("", text)


def around_wraps(text: str, mend: Callable[[str], str]) -> str:
    """`text` mended as if it had not been wrapped, with its marks where they were: a part of a word is no word."""
    marks = _WRAP.findall(text)
    if not marks:
        return mend(text)
    places = list(accumulate(map(len, _WRAP.split(text)[:-1])))
    plain = without_wraps(text)
    mended = mend(plain)
    edges = [0, *carried_places(places, plain, mended), len(mended)]
    pieces = (mended[start:end] for start, end in pairwise(edges))
    return "".join(piece + one for piece, one in zip(pieces, [*marks, ""], strict=True))


def settle(lines: Sequence[Line], tagged: bool = False) -> list[Line]:
    """The lines with their wraps settled: in cells by blanks or nothing, between lines by a blank or `runs_on`.

    `tagged`: whether the file tells its own structure.
    """
    shown = [line for line in lines if line.text or not line.text_found]
    pairs = ((one, other) for one, other in pairwise(shown) if one.cells is None and other.cells is None)
    after = {one.number: without_wraps(other.text) for one, other in pairs}
    texts = [
        cell
        for line in lines
        for cell in (line.cells or (line.text + after.get(line.number, "")[: AROUND[0]] if _ends(line) else line.text,))
    ]
    wraps = Wraps(texts, tagged)
    return [_settled(line, after.get(line.number, ""), wraps) for line in lines]


def _ends(line: Line) -> bool:
    return _WRAP.match(line.text[-1:]) is not None


def _settled(line: Line, after: str, wraps: Wraps) -> Line:
    if line.cells is not None:
        if not _WRAP.search(line.text_found):
            return line
        cells = tuple(map(wraps.settled, line.cells))
        layout = line.layout and carried(line.layout, line.cells, cells)
        found = wraps.settled(line.text_found)
        return replace(line, text="\t".join(cells), text_found=found, cells=cells, layout=layout)
    if not _ends(line):
        return line
    text, end = line.text[:-1], line.text[-1]
    if not after:
        return replace(line, text=text)
    blank, full = _told(end)
    between = _between(text, after, blank, full)
    if _WRAP.match(between):
        between = wraps.settled(f"{text}{between}{after}")[len(text) : -len(after)]
    elif not blank and between:  # a blank is due, but nothing tells that the line goes on
        return replace(line, text=text)
    return replace(line, text=text + between, runs_on=not between)


class Wraps:
    """What a document tells of its wraps. `texts` are all its lines and cells, with marks; `tagged`: see `settle`."""

    def __init__(self, texts: Sequence[str], tagged: bool = False) -> None:
        ends = Counter(one for text in texts for one in _WRAP.findall(text))
        roomy, full = (
            ends[mark(True, full)] / max(1, ends[mark(True, full)] + ends[mark(False, full)]) for full in (False, True)
        )
        self.keeps = (roomy > KEPT, full > max(KEPT, (TAGGED_KEPT if tagged else FULL_KEPT) * roomy))
        self.counts: Counts = {}
        for text in texts:
            for wrap in _WRAP.finditer(text):
                if not self._is_told(wrap[0]):
                    self._ask(without_wraps(text[: wrap.start()]), without_wraps(text[wrap.end() :]))
        if self.counts:
            for text in texts:
                for piece in _WRAP.split(text):
                    self._learn(piece)

    def settled(self, text: str) -> str:
        """`text` with a blank, or nothing, for each mark."""
        found, place = "", 0
        for wrap in _WRAP.finditer(text):
            found, place = found + text[place : wrap.start()], wrap.end()
            blank, _ = _told(wrap[0])
            if blank or (not self._is_told(wrap[0]) and self._is_blank(found, without_wraps(text[place:]))):
                found += " "
        return found + text[place:]

    def _is_told(self, wrap: str) -> bool:
        """Whether the file tells of a line end whether a blank stood there."""
        blank, full = _told(wrap)
        return blank or self.keeps[full]

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


def _told(wrap: str) -> tuple[bool, bool]:
    """Whether a mark says that a blank stood behind the line, and that the line was full."""
    full, blank = divmod(MARKS.index(wrap), 2)
    return bool(blank), bool(full)
