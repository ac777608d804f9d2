"""Tables for a terminal: the first column to the left, figures to the right."""

from __future__ import annotations

from collections.abc import Sequence


def show(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their heads, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join([first.strip().ljust(widths[0]), *rest]).rstrip())


def milliseconds(seconds: float) -> str:
    """`65.9`; with two decimals below ten."""
    return f"{1000 * seconds:.{1 if seconds >= 0.01 else 2}f}"


def times(ratio: float) -> str:
    """`47.8x`."""
    return f"{ratio:.1f}x"
