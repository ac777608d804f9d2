"""Tables: which kind a header row announces."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.markup import tidy
from schemas.profile import Table


def header_of(cells: Sequence[str], tables: Sequence[Table]) -> int | None:
    """The place (from 0) of the kind of table whose columns these cells head, in order; None: it is no header."""
    heads = [tidy(cell) for cell in cells]
    while heads and not heads[-1]:
        heads.pop()
    for place, table in enumerate(tables):
        if len(heads) == len(table.columns) and all(
            any(pattern.regex.search(head) for pattern in column.headers)
            for head, column in zip(heads, table.columns, strict=True)
        ):
            return place
    return None
