"""Plain-text layout that knows how wide Thai is: columns, wrapping, cutting.

A terminal draws a Thai vowel or tone mark above or below its consonant, so such a mark takes no column, and a line
must not be broken before it. No dictionary is used to find words: a text breaks at blanks, and only a run of letters
that is longer than a line is cut between two clusters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

ELLIPSIS = "…"
GAP = "  "
# Spacing vowels and signs that belong to the letter before them (U+0E30 A, AA, AM, LAKKHANGYAO, MAIYAMOK, PAIYANNOI) …
CLINGS_TO_LEFT = frozenset("\u0e30\u0e32\u0e33\u0e45\u0e46\u0e2f")
# … and vowels that are written before the consonant that they follow in speech (E, AE, O, AI, AI).
CLINGS_TO_RIGHT = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44")


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def width(text: str) -> int:
    """How many columns a terminal needs for `text`: marks take none, wide letters two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def printable(text: str) -> str:
    """`text` on one line and without control characters, so that no document can steer the terminal."""
    if text.isprintable():
        return text
    return "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) != "Cc")


def clusters(text: str) -> Iterator[str]:
    """`text` in pieces between which a line may be cut: a letter with all marks and vowels that cling to it."""
    start = 0
    for at in range(1, len(text)):
        here = text[at]
        if _columns(here) and here not in CLINGS_TO_LEFT and text[at - 1] not in CLINGS_TO_RIGHT:
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def fit(text: str, columns: int) -> str:
    """`text` if it is at most `columns` wide, else its beginning with an ellipsis."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for piece in clusters(text):
        used += width(piece)
        if used > columns:
            break
        kept.append(piece)
    return "".join(kept).rstrip() + ELLIPSIS


def wrap(text: str, columns: int | None) -> list[str]:
    """`text` as lines of at most `columns` (None: one line). Breaks at blanks, and inside a word only if it must."""
    text = printable(text).strip()
    if columns is None or width(text) <= columns:
        return [text]
    columns = max(columns, 8)
    lines, line = [], ""
    for word in text.split():
        candidate = f"{line} {word}" if line else word
        if width(candidate) <= columns:
            line = candidate
            continue
        if line:
            lines.append(line)
        *cut, line = _cut(word, columns)
        lines += cut
    return [*lines, line] if line else lines


def _cut(word: str, columns: int) -> list[str]:
    """A word in pieces of at most `columns`, cut where a syllable surely begins if such a place is near the end."""
    pieces: list[str] = []
    kept: list[str] = []
    used = 0
    for cluster in clusters(word):
        if used + width(cluster) > columns:
            starts = [at for at, one in enumerate(kept) if at > len(kept) // 2 and one[0] in CLINGS_TO_RIGHT]
            end = starts[-1] if starts and cluster[0] not in CLINGS_TO_RIGHT else len(kept)
            pieces.append("".join(kept[:end]))
            kept = kept[end:]
            used = sum(map(width, kept))
        kept.append(cluster)
        used += width(cluster)
    return [*pieces, "".join(kept)]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `elastic` ones give way where the table is wider than the terminal, down to `least`."""

    title: str
    align: Literal["left", "right"] = "left"
    elastic: bool = False
    least: int = 10


@dataclass(slots=True)
class Table:
    """Rows under headings. A row is as many texts as there are columns."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]

    def natural_widths(self) -> list[int]:
        """The columns that each column needs for its title and all its cells."""
        return [
            max([width(column.title), *(width(row[at]) for row in self.rows)]) for at, column in enumerate(self.columns)
        ]

    def total(self, widths: Iterable[int]) -> int:
        """The width of a line of the table."""
        return sum(widths) + len(GAP) * (len(self.columns) - 1)

    def fits(self, columns: int | None, *, cut: bool = False) -> bool:
        """Whether nothing has to be cut; with `cut`, whether it fits after elastic columns were cut."""
        return columns is None or self.total(self._fitted(columns) if cut else self.natural_widths()) <= columns

    def lines(self, columns: int | None = None) -> Iterator[str]:
        """The table as lines: titles, a rule, the rows; cells of elastic columns cut so that it fits in `columns`."""
        widths = self._fitted(columns)
        yield self._line([column.title for column in self.columns], widths)
        yield GAP.join("─" * one for one in widths)
        for row in self.rows:
            yield self._line(row, widths)

    def _fitted(self, columns: int | None) -> list[int]:
        """The natural widths, the widest elastic columns narrowed first, until the table fits (or cannot)."""
        widths = self.natural_widths()
        if columns is None:
            return widths
        surplus = self.total(widths) - columns
        while surplus > 0:
            elastic = [at for at, column in enumerate(self.columns) if column.elastic and widths[at] > column.least]
            if not elastic:
                break
            widest = max(elastic, key=lambda at: widths[at])
            widths[widest] -= 1
            surplus -= 1
        return widths

    def _line(self, cells: Sequence[str], widths: Sequence[int]) -> str:
        told = []
        for cell, column, columns in zip(cells, self.columns, widths, strict=True):
            text = fit(cell, columns) if column.elastic else cell
            blanks = " " * (columns - width(text))
            told.append(blanks + text if column.align == "right" else text + blanks)
        return GAP.join(told).rstrip()
