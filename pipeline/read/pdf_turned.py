"""Text in other directions than a page's own: heads of narrow columns that run upwards, words in a margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.read.pdf_glyphs import Painted
from pipeline.read.pdf_letters import Cluster, clusters_of
from pipeline.read.pdf_lines import Row, pieces_of, rows_of, text_of
from pipeline.read.pdf_tables import Grid

Box = tuple[float, float, float, float]


def turned_lines(page: Painted, tables: Sequence[Grid]) -> tuple[list[tuple[Row, Box]], dict[str, int]]:
    """The lines of a page that are written in other directions, with their boxes, and what was dropped of them.

    What stands in a cell of one of the `tables` becomes the cell's text instead.
    """
    lines: list[tuple[Row, Box]] = []
    dropped: Counter[str] = Counter()
    for aside in page.aside:
        clusters, lost = clusters_of(aside.glyphs, aside.along, aside.depth)
        dropped.update(lost)
        for row in rows_of(clusters):
            left: list[Cluster] = []
            for piece in pieces_of(row):
                box = aside.box(piece[0].x0, row.top, piece[-1].x1, row.bottom)
                if not _taken(tables, text_of(piece), row.size, page.own(*box)):
                    left += piece
            if left:
                row.clusters, row.text = left, text_of(left)
                lines.append((row, aside.box(row.x0, row.top, row.x1, row.bottom)))
    return lines, dict(dropped)


def _taken(tables: Sequence[Grid], text: str, size: float, box: Box) -> bool:
    """Give a line to the cell that it stands in, if this has no text in the page's own direction."""
    x0, top, x1, bottom = box
    for grid in tables:
        cell = grid.field_at((x0 + x1) / 2, (top + bottom) / 2)
        if cell is not None and cell not in grid.inside:
            before = grid.turned.get(cell)
            grid.turned[cell] = (f"{before[0]} {text}" if before else text), size
            return True
    return False
