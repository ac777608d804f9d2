"""The numbers and bullets that Word computes for lists: they stand nowhere in the text, only the rules for them do.

As Word counts: lists with one definition go on with one count, unless one of them says where it starts anew; a level
begins again when a level above it comes, unless the definition says otherwise; a level that is skipped counts as begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from pipeline.numerals import to_thai
from pipeline.read.word_styles import Element, W, is_on, value, whole

THAI_LETTERS = "".join(
    map(chr, (code for code in range(0x0E01, 0x0E2F) if code not in (0x0E03, 0x0E05, 0x0E24, 0x0E26)))
)
"""The Thai letters that count items: the consonants without the two obsolete ones (and the two vowels among them)."""
HIGHEST = 32_767
"""The highest number that Word gives."""
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_PLACE = re.compile(r"%([1-9])")
_BULLETS = {
    "\uf0b7": "•",
    "\uf06c": "●",
    "\uf0a7": "▪",
    "\uf06e": "▪",
    "■": "▪",
    "○": "◦",
    "o": "◦",
    "–": "-",
    "—": "-",
}
_KNOWN_BULLETS = frozenset("●•◦▪-")


@dataclass(slots=True)
class Level:
    """One level of a list: its first number, how numbers are written, the text around them, when it begins again."""

    start: int = 1
    written: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    definition: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The lists of a document while it is read. `root` is the root of its numbering part, None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        definitions = {value(one, "abstractNumId") or "": one for one in root.findall(f"{W}abstractNum")}
        named = {value(one.find(f"{W}styleLink")): one for one in definitions.values()}
        for number in root.findall(f"{W}num"):
            definition = value(number.find(f"{W}abstractNumId")) or ""
            found = definitions.get(definition)
            if found is None:
                continue
            found = named.get(value(found.find(f"{W}numStyleLink")) or "", found)
            one = _List(value(found, "abstractNumId") or definition, _levels(found))
            for override in number.findall(f"{W}lvlOverride"):
                place = whole(value(override, "ilvl")) or 0
                one.levels.update(_levels(override))
                start = whole(value(override.find(f"{W}startOverride")))
                if start is not None:
                    one.starts[place] = start
            self._lists[value(number, "numId") or ""] = one

    def next(self, list_id: str, level: int) -> str:
        """The marker of the next item of a list ('' for a list without markers), counted as given."""
        one = self._lists.get(list_id)
        if one is None:
            return ""
        counts = self._counts.setdefault(one.definition, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in one.starts:
                counts.pop(place, None)
        for place in range(level):
            counts.setdefault(place, one.starts.get(place, one.levels.get(place, Level()).start))
        here = one.levels.get(level, Level())
        counts[level] = counts[level] + 1 if level in counts else one.starts.get(level, here.start)
        for place in [place for place in counts if place > level]:
            restart = one.levels.get(place, Level()).restart
            if restart is None or level < restart:
                del counts[place]
        if here.written == "bullet":
            return _bullet(here.text)
        if here.written == "none" and not _PLACE.sub("", here.text).strip():
            return ""

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            written = "decimal" if here.legal else one.levels.get(place, Level()).written
            return write_number(counts.get(place, 0), written)

        return _PLACE.sub(number, here.text).strip()


def _levels(root: Element) -> dict[int, Level]:
    levels = {}
    for element in root.findall(f"{W}lvl"):
        start = whole(value(element.find(f"{W}start")))
        levels[whole(value(element, "ilvl")) or 0] = Level(
            start=1 if start is None else start,
            written=value(element.find(f"{W}numFmt")) or "decimal",
            text=value(element.find(f"{W}lvlText")) or "",
            restart=whole(value(element.find(f"{W}lvlRestart"))),
            legal=bool(is_on(element.find(f"{W}isLgl"))),
        )
    return levels


def _bullet(text: str) -> str:
    """A bullet as one of those that later stages know; the glyph of a symbol font says nothing by itself."""
    text = text.strip()
    if not text:
        return ""
    known = _BULLETS.get(text, text)
    return known if known in _KNOWN_BULLETS else "•"


def write_number(number: int, written: str) -> str:
    """A number as Word writes it in the format `written`; formats that no Thai document uses come out as decimal."""
    write = _FORMATS.get(written)
    return write(number) if write is not None and 0 < number <= HIGHEST else str(number)


def _letters(number: int, letters: str) -> str:
    """Letters count up once, then doubled, then trebled: a, b … z, aa, bb."""
    times, place = divmod(number - 1, len(letters))
    return letters[place] * (times + 1)


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "thaiNumbers": lambda number: to_thai(str(number)),
    "thaiLetters": lambda number: _letters(number, THAI_LETTERS),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": lambda number: _letters(number, ascii_lowercase),
    "upperLetter": lambda number: _letters(number, ascii_uppercase),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
