"""Responsible units: printed entries, the offices that they name, and the hierarchy of these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.extract.lists import Item, chunks_of_lines, items
from schemas.language import Language, UnitKind, alternatives, language
from schemas.outline import Fragment
from schemas.profile import Marker

OTHER = "other"
"""The kind of an office that begins with no known word."""
_COMMA = re.compile(r"\s*,\s*")
_NUMBERED = re.compile(r"(?:^|(?<=\s))(?P<entry>\(?(?P<number>\d{1,3})[.)](?![\d.)]))")


@dataclass(frozen=True, slots=True)
class Office:
    """An office with what it belongs to, innermost first in `path` (names; the last one is outermost)."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]


class _Names:
    """How the names of offices begin, and where one name ends and the next begins.

    A kind's word alone is no name: in `every bureau/division` nothing is parted.
    """

    def __init__(self, words: Language) -> None:
        self.kind_of: dict[str, UnitKind] = {word: kind for kind in words.unit_kinds for word in kind.words}
        opening = alternatives(list(self.kind_of))
        no_unit = alternatives(words.units.no_units)
        joiner = alternatives(words.units.joiners)
        self.begins = re.compile(rf"(?!{no_unit})(?P<word>{opening})")
        name = rf"(?!{no_unit})(?>{opening})[^\s/]"
        every = rf"(?:{alternatives(words.units.every)})(?:{opening})"
        self.parting = re.compile(rf"(?<!\s)(?:\s*+(?P<joiner>{joiner})\s*+(?={name}|{every})|\s++(?={name}))")


@cache
def _names() -> _Names:
    return _Names(language())


def rank(text: str) -> int | None:
    """The rank of the office that `text` begins with: 1 is outermost; None: it begins with none."""
    kind = _kind(text)
    return kind.rank if kind else None


def _kind(name: str) -> UnitKind | None:
    found = _names().begins.match(name)
    return _names().kind_of[found["word"]] if found else None


def _belongs_under(name: str, above: str) -> bool:
    """Whether the office `above`, named right behind `name`, can be what it belongs to.

    It is of an outer rank; above some kinds stands one rank only: above a committee, whose name may hold the words of
    other offices, an office as a whole, and so above such an office. What is no known office belongs to any.
    """
    kind, outer = _kind(name), rank(above)
    if kind is None or outer is None:
        return outer is not None
    return outer == kind.parent_rank if kind.parent_rank else outer < kind.rank


def entries(fragments: Sequence[Fragment], markers: Sequence[Marker]) -> list[Item]:
    """The printed entries. A line that names the office above the entry's last one goes on with it, even after a gap.

    An unmarked line that names an office of the entry's own rank or below begins a new entry; a comma parts entries,
    and so does the next running number in a line. An office above that stands behind several entries goes with the
    last one alone: whether it is meant for those before it, too, the print does not tell.
    """
    whole: list[Fragment] = []
    for fragment in (part for one in fragments for part in _by_numbers(one)):
        begins = rank(fragment.text)
        if not whole or begins is None or _marked(fragment.text, markers):
            whole.append(fragment)
            continue
        before = whole[-1]
        bare = _bare(before.text, markers)
        last = _outermost(bare)
        if last is not None and begins < (rank(last) or 0) and _belongs_under(last, fragment.text):
            # a new name begins here: a blank stands between, whatever the file tells of its line ends
            whole[-1] = replace(before, text=f"{before.text} {fragment.text}", last=fragment.last)
        else:
            opens = begins >= (rank(bare) or 0)
            whole.append(replace(fragment, gap=fragment.gap or opens))
    listed = items(chunks_of_lines(whole), markers, language().lists)
    return [part for item in listed for part in _by_commas(item)]


def _by_numbers(fragment: Fragment) -> Iterator[Fragment]:
    """A line `1. A 2. B` as its entries; figures that do not count on from the line's first are part of a name."""
    starts: list[int] = []
    expected: int | None = None
    for found in _NUMBERED.finditer(fragment.text):
        number = int(found["number"])
        if found.start("entry") == 0 or number == expected:
            starts.append(found.start("entry"))
            expected = number + 1
    if len(starts) < 2:
        yield fragment
        return
    for place, (start, end) in enumerate(pairwise([*starts, len(fragment.text)])):
        yield replace(fragment, text=fragment.text[start:end].rstrip(), gap=fragment.gap and place == 0)


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


@dataclass(slots=True)
class _Chain:
    """Offices named beside each other, and those above them, from the inside out."""

    beside: list[str]
    above: list[str]


def _chains(text: str) -> list[_Chain]:
    """An entry's names: what a joiner or the same rank puts beside an office, and what stands above it."""
    found: list[_Chain] = []
    start, joiner = 0, False
    for parting in _names().parting.finditer(text):
        _put(found, text[start : parting.start()], joiner)
        start, joiner = parting.end(), parting["joiner"] is not None
    _put(found, text[start:].rstrip(), joiner)
    return found


def _put(chains: list[_Chain], name: str, joiner: bool) -> None:
    """Put the next name of an entry where it belongs."""
    last = chains[-1] if chains else None
    if not name:
        return
    if last is None:
        chains.append(_Chain([name], []))
    elif joiner and not last.above:
        last.beside.append(name)
    elif joiner:
        chains.append(_Chain([name], []))
    elif _belongs_under((last.above or last.beside)[-1], name):
        last.above.append(name)
    elif (rank(name) or 0) < (rank((last.above or last.beside)[-1]) or 0):  # an outer office, barred: part of a name
        (last.above or last.beside)[-1] += f" {name}"
    else:
        chains.append(_Chain([name], []))


def _outermost(text: str) -> str | None:
    """The last name of an entry so far."""
    chains = _chains(text)
    return (chains[-1].above or chains[-1].beside)[-1] if chains else None


def offices(text: str) -> list[Office]:
    """The offices that an entry names, each with those it belongs to.

    `group A and group B, bureau C, office D` names A and B, both of C, which is of D; `bureau C/bureau E` names two.
    An entry that begins with no known word for an office names one office by its whole text.
    """
    found: list[Office] = []
    for chain in _chains(text.strip()):
        for name in chain.beside:
            path = [name]
            path += (above for above in chain.above if _belongs_under(name, above))
            found.append(Office(tuple(path), tuple(kind.kind if (kind := _kind(one)) else OTHER for one in path)))
    return found
