"""Tables of which no profile knows the columns: the words of their heads, and their rows as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.markup import tidy
from schemas.document import Line
from schemas.outline import OutlineNode, PlainTable, Row

MOST_HEADS = 3
"""Rows that a table's head has at most."""
_YEAR = re.compile(r"(?<!\d)2[4-6]\d\d(?!\d)")
_PLACE = re.compile(r"\(?(\d{1,2})\)?")


def read_table(lines: Sequence[Line], node: OutlineNode | None, before: PlainTable | None) -> PlainTable:
    """The rows of `lines` as a table under `node`; under the head of `before`, printed once more, it goes on.

    A table whose first row holds figures has no head that could be told from its rows; its columns have no names.
    """
    width = max(len(line.cells or ()) for line in lines)
    cells = [[tidy(cell) for cell in line.cells or ()] + [""] * (width - len(line.cells or ())) for line in lines]
    heads = _heads(cells)
    names = _names(cells[:heads], width)
    table = before
    if table is None or not heads or table.names != names:
        table = PlainTable(node, names, [])
    table.headers += [line.number for line in lines[:heads]]
    table.rows += [Row(row, line.number, line.number) for row, line in zip(cells[heads:], lines[heads:], strict=True)]
    return table


def _heads(cells: Sequence[Sequence[str]]) -> int:
    """How many rows are the table's head: words alone, then words below a gap, then perhaps the columns' places."""
    if len(cells) < 2 or not _is_head(cells[0]):
        return 0
    heads = 1
    while heads < min(MOST_HEADS, len(cells) - 1) and _goes_on(cells[heads - 1], cells[heads]):
        heads += 1
    return heads + 1 if heads < len(cells) - 1 and _counts_columns(cells[heads]) else heads


def _is_head(row: Sequence[str]) -> bool:
    told = [cell for cell in row if cell]
    return len(told) > 1 and not any(_is_figure(cell) for cell in told)


def _goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row is a head's next one: it begins in no column of its own, and fills columns that `above` groups."""
    if row[0] or not any(row) or any(_is_figure(cell) for cell in row if cell):
        return False
    return "" in above[1:] or not above[0]


def _counts_columns(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3)."""
    places = [found for cell in row if cell and (found := _PLACE.fullmatch(cell))]
    told = [cell for cell in row if cell]
    return len(told) > 1 and [int(one[1]) for one in places] == list(range(1, len(told) + 1))


def _is_figure(cell: str) -> bool:
    """Whether a cell begins with a number or is mostly one, years apart; a dash stands for one."""
    text = _YEAR.sub("", cell).strip()
    digits = sum(letter.isdigit() for letter in text)
    letters = sum(letter.isalpha() for letter in text)
    return text in ("-", "–") or text[:1].isdigit() or digits > letters


def _names(heads: Sequence[Sequence[str]], width: int) -> list[str]:
    """A name per column: the words above it, also those of a cell that spans it, and its own."""
    names = [""] * width
    for place, row in enumerate(heads):
        if _counts_columns(row):
            continue
        below = heads[place + 1] if place + 1 < len(heads) else [""] * width
        group = ""
        for column in range(width):
            group = row[column] or (group if below[column] and not names[column] else "")
            if group and (row[column] or below[column]):
                names[column] = f"{names[column]} {group}".strip()
    return names
