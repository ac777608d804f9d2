"""Lists: from lines and cells to items with markers and parents.

A cell may hold markup of which tags were lost or never closed (`<ul>` without `<li>`), bullets, numbers run together.
Its grammar, from the strongest sign to the weakest: tags part it and tell depth; bullets part it; a cell that begins
with a number is parted before the next numbers in turn; a cell that begins with a dash before further dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.markup import TAG, joined, tidy
from pipeline.numerals import parse_month
from schemas.language import ListWords, language
from schemas.outline import Fragment
from schemas.profile import Marker

_DEEPER, _PARTING = frozenset({"ul", "ol"}), frozenset({"li", "p", "br", "div", "tr", "td"})
_NUMBERED = (
    re.compile(r"(?P<before>)(?P<number>\d{1,3})(?P<behind>[.)])(?!\d)"),
    re.compile(r"(?P<before>\()(?P<number>\d{1,3})(?P<behind>\))"),
    re.compile(r"(?P<before>(?:[1-9]\d?\.)+)(?P<number>\d{1,2})(?P<behind>\s)"),
)
"""How a numbered list may begin: `1.` or `1)`, `(1)`, `1.1`."""
_BULLET = re.compile(r"[●•◦▪➢➤❖◆■✓✔]")
_LOOK_AROUND = 30
"""Letters before and behind a dash in which the words beside it are looked for."""
_CODE = re.compile(r"\d+(?:\.\d+)*")
_FIGURE_AT_END = re.compile(r"\d[\d.,]*$")
STEP = 2
"""Blanks that a paragraph of a cell begins with for each indent, where a cell has lines of its own."""
DASH = "dash"
"""The style of a bare dash, the one marker that a print puts before the rest of an item by mistake."""
_DASH = re.compile(r"(?<![\dA-Za-z\-–])(\s*)[-–]\s+(?=\S)")


@dataclass(slots=True)
class Chunk:
    """A stretch of a cell or a line before it is an item; `depth` is how many lists are open around it."""

    text: str
    depth: int
    first: int
    last: int
    gap: bool = True
    glued: bool = False
    wrapped: bool = False


@dataclass(slots=True)
class Item:
    """An item of a list; `parent` is its place (from 0) among the items, None at the top."""

    text: str
    marker: str | None
    parent: int | None
    style: str
    number: int | None
    first: int
    last: int


def chunks_of_cell(cell: str, first: int, last: int) -> list[Chunk]:
    """The stretches that a cell's tags, bullets, numbers and dashes part it into, in reading order.

    Where a cell has lines of its own, these are its paragraphs, and a dash inside one is a dash.
    """
    told = "\n" in cell.strip()
    return [
        Chunk(piece, depth, first, last)
        for text, depth in by_tags(cell)
        for part in _by_bullets(text)
        for numbered in _by_numbers(part)
        for piece in ((numbered,) if told else _by_dashes(numbered))
        if piece
    ]


def by_tags(cell: str) -> Iterable[tuple[str, int]]:
    """Texts between parting tags with the number of lists open around each; other tags (underline, script) go."""
    if "<" not in cell:
        yield from ((tidy(text), (len(text) - len(text.lstrip(" "))) // STEP) for text in cell.split("\n"))
        return
    depth, start, text = 0, 0, ""
    for tag in TAG.finditer(cell):
        text += cell[start : tag.start()]
        start = tag.end()
        name = tag[2].lower()
        if name in _DEEPER or name in _PARTING:
            yield tidy(text), depth
            text = ""
        else:
            text += " "
        if name in _DEEPER:
            depth = max(0, depth - 1) if tag[1] else depth + 1
    yield tidy(text + cell[start:]), depth


def _by_bullets(text: str) -> Iterable[str]:
    starts = [found.start() for found in _BULLET.finditer(text)]
    return _cut(text, starts) if starts else (text,)


def _by_numbers(text: str) -> Iterable[str]:
    """`1. one 2. two` parted before each next number in turn; a text that begins with no number stays whole."""
    begins = next((found for pattern in _NUMBERED if (found := pattern.match(text))), None)
    if begins is None:
        return (text,)
    before, behind = re.escape(begins["before"]), re.escape(begins["behind"])
    apart = r"(?<!\S)" if before else r"(?<![\d.])"
    cuts, place, expected = [0], begins.end(), int(begins["number"]) + 1
    while found := re.compile(rf"{apart}{before}{expected}{behind}(?!\d)").search(text, place):
        cuts.append(found.start())
        place, expected = found.end(), expected + 1
    return _cut(text, cuts)


def _by_dashes(text: str) -> Iterable[str]:
    """`- one - two` parted before each dash that is no range (65 - 69, May - July) and no hyphen (e - Learning)."""
    if not re.match(r"[-–]\s", text):
        return (text,)
    starts = [0]
    for found in _DASH.finditer(text, 1):
        before = text[max(0, found.start() - _LOOK_AROUND) : found.start()].rstrip()
        after = text[found.end() : found.end() + _LOOK_AROUND]
        if before and not _is_hyphen(before, after) and not _is_range(before, after):
            starts.append(found.end(1))
    return _cut(text, starts)


def _is_hyphen(before: str, after: str) -> bool:
    """Whether a dash stands between two Latin letters."""
    return all(letter.isascii() and letter.isalpha() for letter in (before[-1], after[0]))


def _is_range(before: str, after: str) -> bool:
    """Whether a dash says from and to: between figures or months, or from a figure to an open end.

    Behind a figure the other end may be told with its word: `item 1 - item 5`, `year 2566 - year 2570`.
    """
    last, first = before.rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0]
    if parse_month(last) is not None:
        return True
    figure = _FIGURE_AT_END.search(before)
    if figure is None:
        return False
    noun = before[: figure.start()].split()[-1:]
    ends = (*noun, *language().lists.until_now)
    return first[0].isdigit() or parse_month(first) is not None or after.startswith(ends)


def _cut(text: str, starts: Sequence[int]) -> list[str]:
    """`text` cut at `starts`; what stands before the first start is a piece of its own."""
    edges = [*sorted({0, *starts}), len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges)]


def chunks_of_lines(fragments: Iterable[Fragment]) -> list[Chunk]:
    """Lines as chunks; a line keeps whether a blank line stands before it."""
    return [Chunk(tidy(one.text), 0, one.first, one.last, one.gap, one.glued, one.wrapped) for one in fragments]


def items(chunks: Sequence[Chunk], markers: Sequence[Marker], words: ListWords) -> list[Item]:
    """The items of a list, with their parents.

    A chunk without a marker that follows its predecessor without a blank line goes on with it; so does any chunk whose
    predecessor's last word cannot be the last (`not less than`). A marker of a style that is open on some level closes
    what is deeper; a new style opens a level below where the item above introduces a list, a list is open around the
    chunk, or numbering starts anew; otherwise it stands beside the item above.
    """
    found: list[Item] = []
    levels: list[tuple[str, int | None]] = []  # (style, parent) of each open level, outermost first
    alone: tuple[str, int | None, str] | None = None  # a marker whose text stands on the next line
    for chunk in chunks:
        if not chunk.text:
            continue
        style, number, marker, text = _marked(chunk, markers)
        if alone is not None and marker is None:
            (style, number, marker), text, alone = alone, chunk.text, None
        elif found and _belongs_to(found[-1], chunk, style, number, marker, words):
            # a dash or bullet before the rest of an item is a false marker; a number is part of the words
            found[-1].text = joined(found[-1].text, chunk.text if _counts(marker) else text, chunk.glued).rstrip()
            found[-1].last = chunk.last
            continue
        if not text and marker is not None:
            alone = (style, number, marker) if number is not None else None
            continue
        levels = _level(levels, style, number, marker, found, words)
        found.append(Item(text, marker, levels[-1][1], style, number, chunk.first, chunk.last))
    if alone is not None and chunks:
        found.append(Item(alone[2], None, None, alone[0], None, chunks[-1].first, chunks[-1].last))
    return found


def _counts(marker: str | None) -> bool:
    """Whether a marker has a figure in it."""
    return marker is not None and any(letter.isdigit() for letter in marker)


def _belongs_to(item: Item, chunk: Chunk, style: str, number: int | None, marker: str | None, words: ListWords) -> bool:
    """Whether a chunk goes on with the item above; the next number in turn never does."""
    if number is not None and item.number is not None and style == item.style and number == item.number + 1:
        return False
    if not chunk.gap and (marker is None or chunk.wrapped):
        return True
    return _goes_on(item, words) and (marker is None or style == DASH or number != 1)


def _goes_on(item: Item, words: ListWords) -> bool:
    """Whether an item's last words cannot be the last."""
    return words.is_open(item.text) and not words.introduces(item.text)


def _marked(chunk: Chunk, markers: Sequence[Marker]) -> tuple[str, int | None, str | None, str]:
    """Style, number, marker and the text behind the marker."""
    for marker in markers:
        match = marker.regex.match(chunk.text)
        if match:
            groups = match.groupdict()
            number = groups.get("number")
            counted = int(number) if number and number.isdigit() else None
            kept = match[0].strip()
            depth = len(_code(kept))
            kind = groups.get("sign") or (str(depth) if depth > 1 else "")
            return f"{marker.style} {kind}".strip(), counted, kept, chunk.text[match.end() :].strip()
    return f"plain{chunk.depth}", None, None, chunk.text


def _code(marker: str | None) -> tuple[int, ...]:
    """The figures of a marker, from the outermost: `1.2` -> (1, 2); () where it has none."""
    found = _CODE.search(marker or "")
    return tuple(int(figure) for figure in found[0].split(".")) if found else ()


def _level(
    levels: list[tuple[str, int | None]],
    style: str,
    number: int | None,
    marker: str | None,
    found: Sequence[Item],
    words: ListWords,
) -> list[tuple[str, int | None]]:
    """The open levels once an item of `style` has come."""
    if style.startswith("plain") and levels and levels[-1][0] == f"{style}+":
        return levels
    introduced = bool(found) and words.introduces(found[-1].text)
    known = next((place for place, (one, _) in enumerate(levels) if one == style), None)
    under_own_kind = introduced and found[-1].style == style and style.startswith("plain")
    if known is not None and not under_own_kind:
        return levels[: known + 1]
    if not levels:
        return [(style, None)]
    above = _continued(_code(marker), found)
    if above is not None:
        place = next((at for at, (one, _) in enumerate(levels) if one == found[above].style), len(levels) - 1)
        return [*levels[: place + 1], (style, above)]
    deeper = introduced or number == 1 or _deeper_plain(levels[-1][0], style)
    if deeper and found:
        if introduced and known is not None:
            style = f"{style}+"
        return [*levels, (style, len(found) - 1)]
    return [*levels[:-1], (style, levels[-1][1])]


def _continued(code: tuple[int, ...], found: Sequence[Item]) -> int | None:
    """The place of the open item whose number a code of several figures continues: 1.2 stands under 1."""
    place = len(found) - 1 if len(code) > 1 and found else None
    while place is not None and _code(found[place].marker) != code[:-1]:
        place = found[place].parent
    return place


def _deeper_plain(open_style: str, style: str) -> bool:
    """Whether an unmarked chunk stands in a deeper list than the unmarked one above it."""
    return style.startswith("plain") and open_style.startswith("plain") and style > open_style
