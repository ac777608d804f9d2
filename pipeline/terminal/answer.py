"""The answer to a query, for people and for machines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from pipeline.terminal.layout import Column, Table, printable, width, wrap
from pipeline.terminal.voice import Voice

CELL_LEAST = 10
"""Columns that a text keeps in a narrow terminal before the table is given up for blocks."""


def answer_lines(voice: Voice, columns: list[str], rows: list[tuple[Any, ...]]) -> Iterator[str]:
    """A table; numbers to the right, NULL as nothing. Where a terminal is too narrow for it, one block per row."""
    if not columns:
        return
    names = [printable(name) for name in columns]
    cells = [[_cell(value) for value in row] for row in rows]
    right = [bool(rows) and all(isinstance(row[at], int | float | None) for row in rows) for at in range(len(columns))]
    heads = [
        Column(name, "right" if numeric else "left", elastic=not numeric, least=CELL_LEAST)
        for name, numeric in zip(names, right, strict=True)
    ]
    table = Table(heads, cells)
    if table.fits(voice.columns, cut=True):
        yield from table.lines(voice.columns)
        return
    longest = max(map(width, names))
    for row in cells:
        for name, cell in zip(names, row, strict=True):
            head = name + " " * (longest - width(name)) + "  "
            for at, line in enumerate(wrap(cell, voice.columns and voice.columns - longest - 2)):
                yield ((voice.paint(head, "bold") if at == 0 else " " * (longest + 2)) + line).rstrip()
        yield ""


def answer_data(columns: list[str], rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    """What `query --json` prints: the columns' names, and the rows as lists in their order."""
    return {"columns": columns, "rows": [[_finite(value) for value in row] for row in rows]}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:f}".rstrip("0").rstrip(".")
    return printable(str(value))


def _finite(value: Any) -> Any:
    """`value` without NaN and infinities, for which JSON has no word."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return value
