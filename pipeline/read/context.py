"""What the context tells of numbers that were read in two ways: years, running numbers, sums, products, even steps.

A doubt is settled only if all that speaks of it says the same. The reading that must be right is put into the line if
it is not the one that was taken; what settled it is kept with the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.numerals import DIGIT_RUN
from pipeline.read.equations import settlements
from pipeline.read.figures import Settlement
from schemas.document import Document, DoubtfulNumber, Line, SettledNumber
from schemas.language import language

PLAN_YEARS = range(2540, 2600)
"""Years of the Buddhist era in which plans were made or run; earlier ones are named too seldom to settle anything."""
ROUNDS = 3
"""What is settled may settle something else; so often it is looked again."""
TOLD = 2
"""Lines that must tell a year without a doubt, for it to be a year that the document is about."""
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_YEAR = re.compile(r"(?<![0-9.,/])2[0-9]{3}(?![0-9]|[.,/][0-9])")
_MARKER = re.compile(r"[(\s]*([0-9]{1,3})[.)\t]")


def settled(document: Document) -> Document:
    """The document with those numbers settled of which the context tells one reading.

    A line without text belongs to the page: its number was settled when the pages were counted.
    """
    there = [one for one in document.doubtful if document.lines[one.line_no - 1].text]
    document = replace(document, doubtful=tuple(part for one in _whole(there) for part in _single(one)))
    for _ in range(ROUNDS):
        known = _agreed(document.lines, document.doubtful) if document.doubtful else {}
        if not known:
            break
        document = _applied(document, known)
    return document


def _whole(doubts: Sequence[DoubtfulNumber]) -> list[DoubtfulNumber]:
    """The doubts, those about neighbouring digits as one; a reading that is the same one is none.

    Of a digit beside an unclear sign both readings may be the same: the sign may be one more digit of the number.
    """
    found: list[DoubtfulNumber] = []
    for one in sorted(doubts, key=lambda doubt: (doubt.line_no, doubt.place)):
        last = found[-1] if found else None
        if last and last.line_no == one.line_no and last.place + len(last.text) == one.place:
            other = (last.other or last.text) + (one.other or one.text)
            found[-1] = replace(last, text=last.text + one.text, other=other)
        else:
            found.append(one)
    return [replace(one, other="") if one.other == one.text else one for one in found]


def _single(doubt: DoubtfulNumber) -> Iterator[DoubtfulNumber]:
    """The numbers of a doubt about several (`2567 - 2571`), each with its other reading, but for those that agree."""
    ours, theirs = list(DIGIT_RUN.finditer(doubt.text)), DIGIT_RUN.findall(doubt.other)
    if len(ours) < 2 or len(ours) != len(theirs):
        if not doubt.other or not _agree(doubt.text, doubt.other):
            yield doubt
        return
    for own, other in zip(ours, theirs, strict=True):
        if not _agree(own[0], other):
            yield DoubtfulNumber(doubt.line_no, own[0], other, doubt.place + own.start())


def _agree(text: str, other: str) -> bool:
    """Whether two readings are one number, with a comma or without."""
    return _GROUPED.fullmatch(text) is not None and text.replace(",", "") == other.replace(",", "")


def _agreed(lines: Sequence[Line], doubts: Sequence[DoubtfulNumber]) -> dict[int, Settlement]:
    """What settles a doubt, by the doubt's place; a doubt of which two things are said stays one."""
    said: dict[int, list[Settlement]] = {}
    found = [*_years(lines, doubts), *_counts(lines, doubts), *settlements(lines, doubts, language().sums)]
    for one in found:
        said.setdefault(one.doubt, []).append(one)
    return {at: ways[0] for at, ways in said.items() if len({one.taken for one in ways}) == 1}


def _years(lines: Sequence[Line], doubts: Sequence[DoubtfulNumber]) -> Iterator[Settlement]:
    """Only one reading is a year of plans, and the other no number of as many digits, or the document never tells it.

    A number of four digits that is no such year may be the year of an Act: the year must then be told elsewhere.
    """
    unsure = Counter((one.line_no, one.text) for one in doubts)
    told = Counter(found for line in lines for found in set(_YEAR.findall(line.text)) if not unsure[line.number, found])
    for at, doubt in enumerate(doubts):
        taken, other = doubt.text.strip("(). "), doubt.other.strip("(). ")
        if other and len(other) != 4 and _is_plan_year(taken):
            yield Settlement(at, True, "year", taken)
        for right, wrong in ((taken, other), (other, taken)) if len(taken) == len(other) == 4 else ():
            if _is_plan_year(right) and told[right] >= TOLD and not _is_plan_year(wrong) and not told[wrong]:
                yield Settlement(at, right is taken, "year", right)


def _is_plan_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None and int(text) in PLAN_YEARS


def _counts(lines: Sequence[Line], doubts: Sequence[DoubtfulNumber]) -> Iterator[Settlement]:
    """A number that begins its line or row and is one more than the marker before it on the page.

    The reading that was not taken must be one less than the marker behind it, too.
    """
    numbers = {line.number: int(found[1]) for line in lines if (found := _MARKER.match(line.text))}
    order, pages = list(numbers), {line.number: line.page for line in lines}
    turn = {number: place for place, number in enumerate(order)}
    for at, doubt in enumerate(doubts):
        place = turn.get(doubt.line_no, 0)
        marker = _MARKER.match(lines[doubt.line_no - 1].text) if place else None
        if marker is None or marker.span(1) != (doubt.place, doubt.place + len(doubt.text)):
            continue
        before = order[place - 1]
        if pages[before] != pages[doubt.line_no]:
            continue
        expected = numbers[before] + 1
        behind = numbers[order[place + 1]] if place + 1 < len(order) else None
        if expected == int(marker[1]) and doubt.other:
            yield Settlement(at, True, "count", f"{expected - 1}, {expected}")
        elif str(expected) == doubt.other and behind == int(doubt.other) + 1:
            yield Settlement(at, False, "count", f"{expected - 1}, {expected}, {behind}")


def _applied(document: Document, known: dict[int, Settlement]) -> Document:
    """The document with the doubts of `known` settled: in its lines, and among what was settled."""
    lines, made = list(document.lines), list(document.settled)
    left: list[DoubtfulNumber] = []
    moved: dict[int, int] = {}
    for at, doubt in sorted(enumerate(document.doubtful), key=lambda one: (one[1].line_no, one[1].place)):
        line = lines[doubt.line_no - 1]
        place = doubt.place + moved.get(line.number, 0)
        one = known.get(at)
        if one is None or (not one.taken and line.layout and len(doubt.other) != len(doubt.text)):
            left.append(replace(doubt, place=place))
            continue
        right, wrong = (doubt.text, doubt.other) if one.taken else (doubt.other, doubt.text)
        if not one.taken:
            longer = len(right) - len(wrong)
            text = line.text[:place] + right + line.text[place + len(wrong) :]
            cells = line.cells if line.cells is None else tuple(text.split("\t"))
            lines[line.number - 1] = replace(line, text=text, cells=cells)
            moved[line.number] = moved.get(line.number, 0) + longer
            made = [
                replace(n, place=n.place + longer) if n.line_no == line.number and n.place > place else n for n in made
            ]
        made.append(SettledNumber(line.number, right, wrong, place, one.way, one.told))
    return replace(document, lines=tuple(lines), doubtful=tuple(left), settled=tuple(made))
