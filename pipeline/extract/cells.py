"""Cells as printed lines, and the cells of one row side by side.

A unit stands beside its indicator, an amount beside its activity: the lines of the cells tell it. A file with a layout
says which line of the row each printed line is; in any other, the lines of a cell count from its first, blank ones
included.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pipeline.extract.lists import Chunk, Item, by_tags, chunks_of_cell, items
from pipeline.markup import tidy
from schemas.language import ListWords
from schemas.outline import Fragment
from schemas.profile import Marker

Told = list[str | None] | None
"""What a column says of each item of a list; None: it is not known of which it speaks."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Print:
    """A printed line of a cell: its text, the line of the row (from 0), whether a paragraph begins with it."""

    text: str
    line: int
    begins: bool


def prints_of(cell: Fragment) -> list[Print]:
    """The printed lines of a cell that have text; together they are the cell's text."""
    if cell.prints:
        ends = [start for start, _ in cell.prints[1:]] + [len(cell.text)]
        found: list[Print] = []
        for (start, line), end in zip(cell.prints, ends, strict=True):
            begins = cell.text[:start].rstrip(" ")[-1:] in ("", "\n")  # a paragraph may stand deeper
            if cell.text[start:end].strip():
                found.append(Print(cell.text[start:end], line, begins or not found))
        return found
    text = _BREAK.sub("\n", cell.text)
    if "<" in text:
        parts = [part for part, _ in by_tags(text) if part]
        return [Print(part, line, True) for line, part in enumerate(parts)]
    return [Print(part, line, True) for line, part in enumerate(text.split("\n")) if part.strip()]


def are_told(cell: Fragment) -> bool:
    """Whether a cell's lines say where in the row they stand: by a layout, or by lines left blank."""
    return bool(cell.prints) or "\n\n" in re.sub(r"\n[^\S\n]*\n", "\n\n", _BREAK.sub("\n", cell.text))


def within(prints: Sequence[Print], first: int, end: int | None) -> list[Print]:
    """The printed lines from line `first` of the row to before line `end` (None: to the last)."""
    return [one for one in prints if one.line >= first and (end is None or one.line < end)]


def chunks_of(prints: Sequence[Print], whole: bool) -> list[Chunk]:
    """The paragraphs of printed lines; `first` and `last` are lines of the row. Unless the file tells its lines
    (`whole`), what a paragraph's bullets and numbers part is parted."""
    found: list[Chunk] = []
    for one in prints:
        if one.begins or not found:
            found.append(Chunk(one.text, 0, one.line, one.line))
        else:
            found[-1].text += one.text
            found[-1].last = one.line
    for chunk in found:
        chunk.text = tidy(chunk.text)
    if whole:
        return found
    return [part for chunk in found for part in chunks_of_cell(chunk.text, chunk.first, chunk.last)]


def items_of(
    cell: Fragment,
    prints: Sequence[Print],
    markers: Sequence[Marker],
    words: ListWords,
    values: AbstractSet[int] = frozenset(),
) -> list[Item]:
    """The items that some printed lines of `cell` tell; their `first` and `last` are lines of the row.

    `values` are the lines beside which something stands in the cells that answer to this one. In a list without
    markers an item begins at each of them; in any other, a paragraph without marker and value goes on with the item
    above. What is marked otherwise than the first item is below the item of the first one's kind.
    """
    marked = [any(one.regex.match(tidy(text.text)) for one in markers) for text in prints]
    prints = [
        Print(one.text, one.line, one.begins or marker) for one, marker in zip(prints, marked, strict=True)
    ]  # a page's end may have joined two items
    lines = {one.line for one in prints}
    if not any(marked) and len(values) > 1 and prints and values <= lines and prints[0].line in values:
        prints = [Print(one.text, one.line, one.line in values) for one in prints]
    chunks = chunks_of(prints, bool(cell.prints))
    for chunk in chunks[1:]:
        bare = not any(one.regex.match(chunk.text) for one in markers)
        chunk.gap = not (bare and any(marked) and cell.prints and not values & set(range(chunk.first, chunk.last + 1)))
    return _nested(items(chunks, markers, words))


def _nested(listed: list[Item]) -> list[Item]:
    """Items with those of another marker than the first under the last of the first one's kind."""
    top = 0
    for place, item in enumerate(listed):
        if item.parent is not None or item.style.startswith("plain"):
            continue
        if item.style == listed[0].style:
            top = place
        elif listed[top].style == listed[0].style and not listed[0].style.startswith("plain"):
            item.parent = top
    return listed


def beside(listed: Sequence[Item], columns: Mapping[str, Sequence[Print]], told: bool) -> dict[str, Told]:
    """What the cells next to a list of items say of each item, column by column; None: it is not known of which.

    `told`: the lines of the cells are lines of one row. Then what stands between the first line of an item and the next
    item is the item's. Otherwise, or where the columns do not stand so, as many entries as items, or as items that
    have none below them, answer to these in turn; also where entries stand beside no item's first line (cells are set
    in the middle).
    """
    if len(listed) == 1:
        return {name: _by_line(listed, prints) for name, prints in columns.items()}
    if not told or not _is_clear(listed, columns):
        return {name: _in_turn(listed, prints) for name, prints in columns.items()}
    firsts = {item.first for item in listed}
    exact = all(one.line in firsts for prints in columns.values() for one in prints if one.begins)
    dealt = {name: None if exact else _in_turn(listed, prints) for name, prints in columns.items()}
    return {name: dealt[name] or _by_line(listed, prints) for name, prints in columns.items()}


def _is_clear(listed: Sequence[Item], columns: Mapping[str, Sequence[Print]]) -> bool:
    """Whether the lines tell which entry is of which item: in one column each stands beside an item of its own, and
    nowhere do two paragraphs stand beside one item."""
    alone = crowded = False
    for prints in columns.values():
        places = [_place(listed, one) for one in prints]
        alone = alone or (len(set(places)) == len(places) and prints[0].line >= listed[0].first)
        begun = [place for place, one in zip(places, prints, strict=True) if one.begins]
        crowded = crowded or len(set(begun)) < len(begun)
    return alone and not crowded


def _place(listed: Sequence[Item], one: Print) -> int:
    """The item beside which a printed line stands: the last that begins no lower."""
    return max((at for at, item in enumerate(listed) if item.first <= one.line), default=0)


def _by_line(listed: Sequence[Item], prints: Sequence[Print]) -> list[str | None]:
    """The printed lines that stand beside each item, from its first line to before the next item's."""
    found = [""] * len(listed)
    for one in prints:
        found[_place(listed, one)] += f" {one.text}" if one.begins else one.text
    return [tidy(text) or None for text in found]


def _in_turn(listed: Sequence[Item], prints: Sequence[Print]) -> list[str | None] | None:
    """Entries dealt to the items in turn, where there are as many (lines, or paragraphs of them); else None."""
    inner = {item.parent for item in listed}
    leaves = [place for place in range(len(listed)) if place not in inner]
    for entries in ([tidy(one.text) for one in prints], _paragraphs(prints)):
        for places in (list(range(len(listed))), leaves):
            if len(entries) == len(places):
                dealt = dict(zip(places, entries, strict=True))
                return [dealt.get(place) for place in range(len(listed))]
    return None


def _paragraphs(prints: Sequence[Print]) -> list[str]:
    found: list[str] = []
    for one in prints:
        if one.begins or not found:
            found.append(one.text)
        else:
            found[-1] += one.text
    return [tidy(text) for text in found]
