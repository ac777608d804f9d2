"""Cells that hold projects with their activities, read word by word.

A word that an agency's mark, a number in turn, a numbered activity or a dash stands at opens something new; everything
else goes on with what is open. So it does not matter whether the print's line ends were kept as `<p>` or flattened to
blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipeline.extract.lists import by_tags
from pipeline.extract.marks import Marks
from schemas.profile import Entries

WORD = re.compile(r"\S+")
NUMBER = re.compile(r"(\d{1,3})[.)](?!\d)\s*(?=\S)")
DASH = re.compile(r"[-–]\s*(?=[^\d\s])")
LONGEST_OPENING = 120
"""Letters by which it is seen what opens at a place; a cell may have a million."""
_FIRST = re.compile(r"1[.)](?!\d)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a cell: what opens it (`mark`, `number`, `activity`, `dash`, `more`), the sign, the text behind."""

    kind: str
    sign: str
    number: int | None
    text: str


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
        for word in WORD.finditer(text):
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
        found = NUMBER.match(rest)
        if found and (start == 0 or marked or int(found[1]) == self.expected):
            return Token("number", found[0].strip(), int(found[1]), found[0])
        found = self.rules.activity.regex.match(rest)
        if found:
            return Token("activity", found[0].strip(), int(found["number"]), found[0])
        found = DASH.match(rest)
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
        return bool(NUMBER.match(text) or self.rules.project.regex.search(text))


def _with_text(opening: Token, text: str) -> Iterator[Token]:
    """The piece that `opening` begins; what nothing opens is one only if it says something."""
    if opening.kind != "more" or text.strip():
        yield replace(opening, text=text.strip())
