"""Responsible units: printed entries, the offices that they name, and the hierarchy of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.extract.lists import Item, chunks_of_lines, items
from schemas.language import Language, UnitKind, alternatives, language
from schemas.outline import Fragment
from schemas.profile import Marker

_COMMA = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Office:
    """An office with what it belongs to, innermost first in `path` (names; the last one is outermost)."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]


class _Names:
    """How the names of offices begin, and where one name ends and the next begins."""

    def __init__(self, words: Language) -> None:
        self.kind_of: dict[str, UnitKind] = {word: kind for kind in words.unit_kinds for word in kind.words}
        opening = alternatives(list(self.kind_of))
        joiner = alternatives(words.units.joiners)
        self.begins = re.compile(rf"(?P<word>{opening})")
        self.next_above = re.compile(rf"\s+(?={opening})")
        self.next_beside = re.compile(rf"\s*(?:{joiner})\s*(?={opening})")


@cache
def _names() -> _Names:
    return _Names(language())


def rank(text: str) -> int | None:
    """The rank of the office that `text` begins with: 1 is outermost; None: it begins with none."""
    found = _names().begins.match(text)
    return _names().kind_of[found["word"]].rank if found else None


def entries(fragments: Sequence[Fragment], markers: Sequence[Marker]) -> list[Item]:
    """The printed entries. A line that names the office above the entry's last one goes on with it, even after a gap.

    An unmarked line that names an office of the entry's own rank or below begins a new entry; a comma parts entries.
    """
    joined: list[Fragment] = []
    for fragment in fragments:
        begins = rank(fragment.text)
        if not joined or begins is None or _marked(fragment.text, markers):
            joined.append(fragment)
            continue
        before = joined[-1]
        if begins < (_last_rank(before.text) or 0):
            joined[-1] = Fragment(f"{before.text} {fragment.text}", before.first, fragment.last, before.gap)
        else:
            opens = begins >= (rank(_bare(before.text, markers)) or 0)
            joined.append(replace(fragment, gap=fragment.gap or opens))
    listed = items(chunks_of_lines(joined), markers, language().lists)
    return [part for item in listed for part in _by_commas(item)]


def _by_commas(item: Item) -> list[Item]:
    parts = [part for part in _COMMA.split(item.text) if part]
    return [
        Item(part, item.marker if place == 0 else None, item.parent, item.style, item.number, item.first, item.last)
        for place, part in enumerate(parts)
    ]


def _marked(text: str, markers: Sequence[Marker]) -> bool:
    return any(marker.regex.match(text) for marker in markers)


def _bare(text: str, markers: Sequence[Marker]) -> str:
    for marker in markers:
        found = marker.regex.match(text)
        if found:
            return text[found.end() :]
    return text


def _last_rank(text: str) -> int | None:
    """The rank of the outermost office that the entry names so far."""
    ranks = [one for part in _names().next_above.split(text) if (one := rank(part)) is not None]
    return ranks[-1] if ranks else None


def offices(text: str) -> list[Office]:
    """The offices that an entry names, each with those it belongs to.

    `group A and group B, bureau C, office D` names A and B, both of C, which is of D. An entry that begins with no
    known word for an office names one office by its whole text.
    """
    names = _names()
    parts = [part.strip() for part in names.next_above.split(text) if part.strip()]
    if not parts:
        return []
    above = parts[1:]
    innermost = [part.strip() for part in names.next_beside.split(parts[0]) if part.strip()]
    return [Office((name, *above), tuple(_kind(one) for one in (name, *above))) for name in innermost]


def _kind(name: str) -> str:
    found = _names().begins.match(name)
    return _names().kind_of[found["word"]].kind if found else "other"
