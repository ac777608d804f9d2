"""Cells that hold projects with their activities, and cells whose items belong to these in turn.

A cell is read word by word: a word that an agency's mark, a number in turn, a numbered activity or a dash stands at
opens something new; everything else goes on with what is open. So it does not matter whether the print's line ends were
kept as `<p>` or flattened to blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from pipeline.extract.lists import by_tags
from schemas.outline import Fragment
from schemas.profile import Agency, Entries, Profile

_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"(\d{1,3})[.)](?!\d)\s*(?=\S)")
_FIRST = re.compile(r"1[.)](?!\d)")
_DASH = re.compile(r"[-–]\s*(?=[^\d\s])")
JOINT = "/"
LONGEST_OPENING = 120
"""Letters by which it is seen what opens at a place; a cell may have a million."""


@dataclass(slots=True, eq=False)
class Activity:
    """A numbered or dashed activity of a project; `first` is the line of its row that it begins on."""

    text: str
    marker: str
    number: int | None
    spans: list[tuple[int, int]]
    first: int = 0


@dataclass(slots=True, eq=False)
class Project:
    """An entry of a project column. `printed` is its number, None without one; `dashed`: a dash stands for it.

    `mark` is the agency's mark as printed before it (or before an entry above it), `agency` the one it stands for.
    """

    text: str
    printed: int | None
    dashed: bool
    mark: str | None
    agency: str | None
    spans: list[tuple[int, int]]
    activities: list[Activity] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.spans[0][0]


@dataclass(slots=True)
class Share:
    """An item of a column whose items belong to projects or activities; `activity` is the number that it names."""

    text: str
    activity: int | None
    marker: str | None
    spans: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a cell: what opens it (`mark`, `number`, `activity`, `dash`, `more`), the sign, the text behind."""

    kind: str
    sign: str
    number: int | None
    text: str


class Marks:
    """The marks of agencies: how they are printed, misread, and joined."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self.agencies = agencies
        spelled = {spelling for agency in agencies for spelling in (*agency.spellings, *agency.misread)}
        one = "|".join(re.escape(spelling) for spelling in sorted(spelled, key=len, reverse=True)) or r"(?!)"
        self.pattern = re.compile(rf"(?P<mark>(?:{one})(?:\s*{JOINT}\s*(?:{one}))*)(?=\s|$)")

    def meant(self, printed: str | None) -> str | None:
        """The agency's mark (or several, joined) that `printed` stands for; None where that is doubtful."""
        if not printed:
            return None
        found = []
        for part in printed.split(JOINT):
            known = [agency.mark for agency in self.agencies if part.strip() in agency.spellings]
            if len(known) != 1:
                return None
            found.append(known[0])
        return JOINT.join(found)

    def is_foreign(self, printed: str) -> bool:
        """Whether `printed` names an agency that is none of these, not even misread."""
        return self.pattern.fullmatch(printed) is None


def marks_of(profile: Profile) -> Marks:
    """The marks of a profile's agencies."""
    return Marks(profile.agencies)


def tokens(cell: str, rules: Entries, marks: Marks, expected: int) -> Iterator[Token]:
    """A project cell's pieces; `expected` is the next number in turn."""
    return _Cell(rules, marks, expected).read([text for text, _ in by_tags(cell) if text])


class _Cell:
    """One pass over a project cell's words; the state is the number in turn, whatever paragraph it stands in."""

    def __init__(self, rules: Entries, marks: Marks, expected: int) -> None:
        self.rules, self.marks, self.expected = rules, marks, expected

    def read(self, paragraphs: Sequence[str]) -> Iterator[Token]:
        for text, below in zip_longest(paragraphs, paragraphs[1:], fillvalue=""):
            opening, begun = Token("more", "", None, ""), 0
            for start, token in self._openings(text, below):
                yield from _with_text(opening, text[begun:start])
                opening, begun = token, start + len(token.text)
            yield from _with_text(opening, text[begun:])

    def _openings(self, text: str, below: str) -> Iterator[tuple[int, Token]]:
        """Where something opens in a paragraph, with what opens it; the text is that of its sign as yet."""
        behind, marked = 0, False
        for word in _WORD.finditer(text):
            start = word.start()
            if start < behind:
                continue
            token = self._opened(text, start, below, marked and start == behind)
            if token is None:
                continue
            yield start, token
            behind, marked = start + len(token.text), token.kind == "mark"
            if marked:
                self.expected = 1
            elif token.kind == "number" and token.number is not None:
                self.expected = token.number + 1

    def _opened(self, text: str, start: int, below: str, marked: bool) -> Token | None:
        """What opens at a place; right behind a mark any number counts."""
        rest = text[start : start + LONGEST_OPENING]
        mark = self._mark(rest, below, start == 0)
        if mark is not None:
            behind = len(rest) - len(rest[len(mark) :].lstrip())
            return Token("mark", mark, None, rest[:behind])
        found = _NUMBER.match(rest)
        if found and (start == 0 or marked or int(found[1]) == self.expected):
            return Token("number", found[0].strip(), int(found[1]), found[0])
        found = self.rules.activity.regex.match(rest)
        if found:
            return Token("activity", found[0].strip(), int(found["number"]), found[0])
        found = _DASH.match(rest)
        if found and (start == 0 or self.rules.project.regex.search(rest[found.end() :])):
            return Token("dash", found[0].strip(), None, found[0])
        return None

    def _mark(self, rest: str, below: str, begins: bool) -> str | None:
        """The mark of an agency that a text begins with; in running text a word is one only before an entry.

        What looks like the mark of an agency that nobody knows is one where the numbers begin anew behind it.
        """
        found = self.marks.pattern.match(rest)
        if found and (begins or self._is_entry(rest[found.end() :].strip())):
            return found[0]
        foreign = self.rules.mark.regex.match(rest) if self.rules.mark and not found else None
        if foreign and _FIRST.match(rest[foreign.end() :].strip() or below):
            return foreign[0]
        return None

    def _is_entry(self, text: str) -> bool:
        return bool(_NUMBER.match(text) or self.rules.project.regex.search(text))


def _with_text(opening: Token, text: str) -> Iterator[Token]:
    """The piece that `opening` begins; what nothing opens is one only if it says something."""
    if opening.kind != "more" or text.strip():
        yield replace(opening, text=text.strip())


def shares(cell: Fragment, rules: Entries) -> list[Share]:
    """The items of a shared column's cell, in order. The first may go on with what stands on the page before."""
    found: list[Share] = []
    for paragraph, _ in by_tags(cell.text):
        starts = [0, *_share_starts(paragraph, rules)]
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else len(paragraph)
            _add_share(found, paragraph[start:end].strip(), cell, rules)
    return [share for share in found if share.text]


def _share_starts(text: str, rules: Entries) -> Iterator[int]:
    """Where further items begin in a paragraph."""
    dashed = _DASH.match(text) is not None
    labelled = rules.activity.regex.match(text) is not None
    numbered = _NUMBER.match(text)
    number = int(numbered[1]) if numbered else 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start == 0:
            continue
        rest = text[start : start + LONGEST_OPENING]
        before = text[max(0, start - LONGEST_OPENING) : start].rstrip()
        dash, next_one = _DASH.match(rest), _NUMBER.match(rest) if number else None
        if next_one and int(next_one[1]) == number + 1:
            number += 1
            yield start
        elif (
            rules.activity.regex.match(rest)
            or (dash and (dashed or labelled) and rules.group.regex.search(rest[dash.end() :]))
            or (not dashed and rules.group.regex.search(rest) and rules.whole.regex.search(before))
        ):
            yield start


def _add_share(found: list[Share], text: str, cell: Fragment, rules: Entries) -> None:
    if not text:
        return
    label, dash = rules.activity.regex.match(text), _DASH.match(text) or _NUMBER.match(text)
    spans = [(cell.first, cell.last)]
    if label:
        found.append(Share(text[label.end() :].strip(), int(label["number"]), label[0].strip(), spans))
    elif dash:
        found.append(Share(text[dash.end() :].strip(), None, dash[0].strip(), spans))
    elif found and (not found[-1].text or not rules.group.regex.search(text)):
        found[-1].text = f"{found[-1].text} {text}".strip()
    else:
        found.append(Share(text, None, None, spans))
