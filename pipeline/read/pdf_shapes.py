"""A page of shapes, as slides are: text in boxes that stand apart, to be read box by box.

Line by line over the page, the words of neighbouring boxes would run together. A slide is known by its size, which no
paper has, and by boxes side by side: their texts are tall, each is told by the file in one piece, and between two
neighbours stand the edges of both. In a table, neighbours share one edge; but programs draw tables with shades, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf_glyphs import Painted
from pipeline.read.pdf_letters import SAME_LINE, Cluster

DEPTH, SHAPES, EXACT = 540.0, (4 / 3, 16 / 9, 16 / 10), 0.005
"""Points that most slides are deep (7.5 inches), and how much wider than deep others are; paper is 1.41 or 1.29."""
FAR = 3.0
"""Em. A line that stands farther below the one before it is of another piece."""
BESIDE = 2.0
"""Em. A line that begins farther to the side of its piece is of another one."""
TALL, LINES = 0.3, 5
"""Of the page's depth, and lines: a piece that is a column."""
COLUMNS = 3
"""So many columns side by side make a slide; two may be running text."""
APART = 3.0
"""Points. Edges nearer to each other are one line, drawn twice or thick."""


@dataclass(slots=True)
class Piece:
    """Letters that the file tells one after another, from above to below; with the box around them."""

    clusters: list[Cluster]
    x0: float
    x1: float
    top: float
    bottom: float
    lines: int = 1

    def takes(self, cluster: Cluster) -> bool:
        """Whether a letter goes on with the piece: on its last line, or on one below."""
        last = self.clusters[-1]
        size = max(cluster.size, last.size)
        if abs(cluster.y - last.y) < SAME_LINE * size:
            return -size < cluster.x0 - last.x1 < 2 * FAR * size
        near = self.x0 - BESIDE * size < cluster.x0 < self.x1 + BESIDE * size
        return 0 < cluster.y - last.y < FAR * size and near

    def take(self, cluster: Cluster) -> None:
        """Put a letter behind the others."""
        if abs(cluster.y - self.clusters[-1].y) >= SAME_LINE * max(cluster.size, self.clusters[-1].size):
            self.lines += 1
        self.clusters.append(cluster)
        self.x0, self.x1 = min(self.x0, cluster.x0), max(self.x1, cluster.x1)
        self.top, self.bottom = min(self.top, cluster.y - cluster.size), max(self.bottom, cluster.y)


def pieces_of_slide(page: Painted, clusters: Sequence[Cluster]) -> list[list[Cluster]]:
    """The letters of a slide, box by box in reading order; nothing for a page that is none."""
    if not _has_size_of_slide(page):
        return []
    pieces: list[Piece] = []
    for cluster in sorted(clusters, key=lambda one: one.order):
        if pieces and pieces[-1].takes(cluster):
            pieces[-1].take(cluster)
        else:
            pieces.append(Piece([cluster], cluster.x0, cluster.x1, cluster.y - cluster.size, cluster.y))
    if not _is_slide(page, pieces):
        return []
    return [piece.clusters for piece in _in_order(pieces)]


def _has_size_of_slide(page: Painted) -> bool:
    wide = page.along > page.depth > 0
    if not wide:
        return False
    shaped = any(abs(page.along / page.depth / shape - 1) < EXACT for shape in SHAPES)
    return abs(page.depth - DEPTH) < 1 or shaped


def _is_slide(page: Painted, pieces: Sequence[Piece]) -> bool:
    """Whether enough tall pieces stand in boxes of their own side by side, and nothing runs over another."""
    columns = [one for one in pieces if one.lines >= LINES and one.bottom - one.top >= TALL * page.depth]
    columns.sort(key=lambda one: one.x0)
    parted = sum(_stand_apart(page, one, other) for one, other in pairwise(columns))
    return parted >= COLUMNS - 1 and not _overlap(pieces)


def _stand_apart(page: Painted, left: Piece, right: Piece) -> bool:
    """Whether the edges of two boxes stand between two pieces that are side by side."""
    top, bottom = max(left.top, right.top), min(left.bottom, right.bottom)
    if bottom - top < 0.5 * min(left.bottom - left.top, right.bottom - right.top):
        return False
    edges = [
        place
        for place, start, end in page.down
        if left.x1 - APART < place < right.x0 + APART and min(end, bottom) - max(start, top) > 0.5 * (bottom - top)
    ]
    return bool(edges) and max(edges) - min(edges) > APART


def _overlap(pieces: Sequence[Piece]) -> bool:
    """Whether a piece runs over another: then the file does not tell the page box by box."""
    return any(
        min(one.x1, other.x1) - max(one.x0, other.x0) > APART
        and min(one.bottom, other.bottom) - max(one.top, other.top) > APART
        for place, one in enumerate(pieces)
        for other in pieces[:place]
    )


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as they are read: bands from above to below, in each band from left to right, and so on inside."""
    if len(pieces) < 2:
        return list(pieces)
    for bands in (True, False):
        groups = _cut(pieces, bands)
        if len(groups) > 1:
            return [piece for group in groups for piece in _in_order(group)]
    return sorted(pieces, key=lambda one: (one.top, one.x0))


def _cut(pieces: Sequence[Piece], bands: bool) -> list[list[Piece]]:
    """The pieces in groups with nothing but room between them, from above to below or from left to right."""
    groups: list[list[Piece]] = []
    end = float("-inf")
    for one in sorted(pieces, key=lambda it: it.top if bands else it.x0):
        start, stop = (one.top, one.bottom) if bands else (one.x0, one.x1)
        if start >= end:
            groups.append([])
        groups[-1].append(one)
        end = max(end, stop)
    return groups
