"""From letters to lines: letters to runs, runs to lines, blanks where there are gaps; a cell's lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf_letters import SAME_LINE, Cluster
from pipeline.read.pdf_tags import NOWHERE, Place
from pipeline.read.pdf_words import first_words
from pipeline.read.pdf_wraps import join
from pipeline.read.repair import MARK_GLYPH, repair

GAP = 0.22
"""Em. A gap this wide between two letters is a blank even where the file has none."""
FIGURES_GAP = 0.3
"""The same between two figures."""
RUN_GAP = 1.2
"""Em. Across a wider gap the next letters are a run of their own, which may belong to another column."""
WIDEST_LEADING = 1.5
"""Em from baseline to baseline of the lines of one paragraph in a cell."""
INDENT = 0.5
"""Em by which a paragraph of a cell stands deeper than another."""
STEP = "  "
"""What a paragraph of a cell begins with for each indent."""
MIDDLE = 0.6
"""Em between the middles of a centred line and its cell."""
MOST_PADDING = 1.0
"""Em from a cell's rule to its text, at most."""
LEAST_ROOM = 1.5
"""Em. With less room than this at a line's end nobody asks what had found room in it."""
WORD_GAP = 0.5
"""Em. The blank between two words, and what programs differ by in the widths of letters."""
BLANK = 0.32
"""Em. The width of a blank."""
FIRST_WORD = 40
"""Letters at a line's beginning in which its first words are looked for."""
SARA_AM = "\u0e33"
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_REST_OF_RANGE = re.compile(r"[-–]\s*[A-Za-z\d]")
_THAI_SCRIPT = re.compile("[\u0e00-\u0e7f\uf700-\uf71a]")
_ITEM_NUMBER = re.compile(r"\(?(\d{1,2})(?:\.\d{1,2})*([.)]?)")
_NEW_ITEM = re.compile(
    r"[•●◦▪◆➢✓☐☑\uf0a7\uf0b7\uf0d8\uf0fc]|[-–]\s*(?:\d{1,2}[.)]\s*)?[^\W\d]|\(?\d{1,2}(?:\.\d{1,2})*[.)](?!\d)|<"
)


@dataclass(slots=True)
class Row:
    """One printed line: clusters from left to right."""

    clusters: list[Cluster]
    y: float
    size: float
    thai: float = 0.0
    """The size of its Thai letters, 0 without any: programs give each script a size of its own."""
    other: float = 0.0
    """The size of all its other letters, 0 without any."""
    text: str = ""
    bold: float = 0.0
    needs: float = 0.0
    """How much room its first words need; 0 until somebody asked."""

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.clusters[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(cluster.x1 for cluster in self.clusters[-3:])

    @property
    def tallest(self) -> float:
        """The size of its larger script, which decides how far it stands from its neighbours."""
        return max(self.thai, self.other) or self.size

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.y - self.size

    @property
    def bottom(self) -> float:
        """Lower edge, with room for what hangs below the baseline."""
        return self.y + self.size * 0.3


def rows_of(clusters: Sequence[Cluster]) -> list[Row]:
    """Clusters by line, from above to below, each with its text."""
    rows: list[Row] = []
    for cluster in sorted(clusters, key=lambda one: one.y):
        for row in reversed(rows[-3:]):
            if abs(cluster.y - row.y) < SAME_LINE * min(cluster.size, row.size):
                row.clusters.append(cluster)
                break
        else:
            rows.append(Row([cluster], cluster.y, cluster.size))
    for row in rows:
        row.clusters = _from_left(row.clusters)
        row.size = median(one.size for one in row.clusters)
        thai = [one.size for one in row.clusters if _THAI_SCRIPT.match(one.text)]
        other = [one.size for one in row.clusters if not _THAI_SCRIPT.match(one.text)]
        row.thai, row.other = median(thai or [0.0]), median(other or [0.0])
        row.y = median(one.y for one in row.clusters)
        row.bold = sum(one.bold for one in row.clusters) / len(row.clusters)
        row.text = text_of(row.clusters)
    return rows


def _from_left(clusters: Sequence[Cluster]) -> list[Cluster]:
    """From left to right; where a letter is painted a little back over the one before it, the file's order stays."""
    places: dict[int, float] = {}
    before: Cluster | None = None
    for one in sorted(clusters, key=lambda cluster: cluster.order):
        place = one.x0
        if before is not None and one.order == before.order + 1 and before.x0 - one.size < one.x0 <= before.x0:
            place = places[before.order] + 0.01
        places[one.order] = place
        before = one
    return sorted(clusters, key=lambda cluster: places[cluster.order])


def text_of(clusters: Sequence[Cluster]) -> str:
    """The text of one line's clusters, from left to right."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(clusters)]
    spaced = _spacing(gaps, clusters[0].size)
    parts = [clusters[0].text]
    for gap, a, b in zip(gaps, clusters, clusters[1:], strict=False):
        blank = b.blank if b.order == a.order + 1 else (a.trailing or b.blank) and gap > 0.1 * b.size
        if blank or gap > b.size * _threshold(a, b) + spaced:
            parts.append(" ")
        parts.append(b.text)
    return "".join(parts)


def _spacing(gaps: Sequence[float], size: float) -> float:
    """The room between all letters of letter-spaced text; 0 in text that is set as usual."""
    if len(gaps) < 6:
        return 0.0
    usual = median(gaps)
    return usual if usual > 0.05 * size else 0.0


def _threshold(a: Cluster, b: Cluster) -> float:
    return FIGURES_GAP if a.text[-1:].isdigit() and b.text[:1].isdigit() else GAP


def pieces_of(row: Row, gap: float = RUN_GAP) -> list[list[Cluster]]:
    """A line's clusters cut at gaps of more than `gap` em."""
    pieces = [[row.clusters[0]]]
    for a, b in pairwise(row.clusters):
        if b.x0 - a.x1 > gap * b.size:
            pieces.append([])
        pieces[-1].append(b)
    return pieces


def begins_item(text: str) -> bool:
    """Whether a line begins with a bullet, a dash or a number."""
    return _NEW_ITEM.match(text) is not None


def first_words_width(row: Row) -> float:
    """How much room the first words of a line need, with what cannot be parted from them."""
    if not row.needs:
        head = repair(row.text[:FIRST_WORD], "pdf")[0]
        letters = sum((not MARK_GLYPH.match(one)) + (one == SARA_AM) for one in first_words(head))
        row.needs = row.clusters[min(letters, len(row.clusters)) - 1].x1 - row.x0
    return row.needs


def nowhere(_: int) -> Place:
    """Where letters stand in a file without a structure."""
    return NOWHERE


def paragraphs(clusters: Sequence[Cluster], x0: float, x1: float) -> str:
    """The text of a table's cell between `x0` and `x1`: wrapped lines joined, a line end where something new begins.

    A paragraph that stands deeper than the first begins with blanks, `STEP` for each indent.
    """
    return printed_cell(clusters, x0, x1)[0]


def printed_cell(
    clusters: Sequence[Cluster], x0: float, x1: float, place: Callable[[int], Place] = nowhere
) -> tuple[str, list[tuple[int, Row]]]:
    """The same, with the printed lines: where each begins in the text, and the line.

    `place` tells the file's own structure, whose paragraphs are believed.
    """
    rows = rows_of(clusters)
    leads = [b.y - a.y for a, b in pairwise(rows)]
    usual = min((lead for lead in leads if lead > 0.8 * rows[0].size), default=0.0)
    usual = min(usual, WIDEST_LEADING * rows[0].size)
    right = x1 - min(max(min(row.x0 for row in rows) - x0, 0.0), MOST_PADDING * rows[0].size)
    centred = _is_centred(rows, x0, x1)
    found = [[rows[0]]]
    for above, below in pairwise(rows):
        goes_on = place(above.clusters[-1].mark).goes_on(place(below.clusters[0].mark))
        if goes_on is True:
            begins = _broken_before(found[-1], below, right)
        else:
            begins = goes_on is False or _begins(found[-1], below, usual, (x0, right), centred)
        if begins:
            found.append([])
        found[-1].append(below)
    text = ""
    prints: list[tuple[int, Row]] = []
    depths = _depths([one[0] for one in found])
    for paragraph, depth in zip(found, depths, strict=True):
        text += f"\n{STEP * depth}" if text else ""
        for number, row in enumerate(paragraph):
            if number:
                above = paragraph[number - 1]
                text = join(text, row.text, above.clusters[-1].trailing, is_full(above, right))
            else:
                text += row.text
            prints.append((len(text) - len(row.text), row))
    return text, prints


def is_full(row: Row, right: float) -> bool:
    """Whether a blank had no room behind a line."""
    return right - row.x1 < BLANK * row.size


def _depths(firsts: Sequence[Row]) -> list[int]:
    """How deep each paragraph stands, told by its first line; items have their markers and need none."""
    open_: list[float] = []
    depths = []
    for row in firsts:
        while open_ and row.x0 < open_[-1] - INDENT * row.size:
            open_.pop()
        if not open_ or row.x0 > open_[-1] + INDENT * row.size:
            open_.append(row.x0)
        depths.append(0 if begins_item(row.text) else len(open_) - 1)
    return depths


def _broken_before(paragraph: Sequence[Row], below: Row, right: float) -> bool:
    """Whether a line of a paragraph is an item that only a line break parts from what stands above.

    A number may stand at a line's beginning by chance, where the line above is full, but hardly the one that follows
    upon the number of the paragraph's own beginning; nor does a dash or a bullet.
    """
    above = paragraph[-1]
    if not begins_item(below.text) or (above.text[-1].isdigit() and _REST_OF_RANGE.match(below.text)):
        return False
    number, first = _ITEM_NUMBER.match(below.text), _ITEM_NUMBER.match(paragraph[0].text)
    if number is None:
        return True
    next_one = first is not None and int(number[1]) == int(first[1]) + 1 and number[2] == first[2]
    return next_one or had_room(above, below, right)


def _begins(paragraph: Sequence[Row], below: Row, usual: float, edges: tuple[float, float], centred: bool) -> bool:
    """Whether a line of a cell begins a paragraph: a marker, more room above, an indent, or room in the line above.

    The `edges` are the cell's left one and where its text ends to the right; centred lines leave room everywhere.
    """
    above, (x0, right) = paragraph[-1], edges
    last = above.text[-1]
    if (last.isdigit() or (last.isascii() and last.isalpha())) and _REST_OF_RANGE.match(below.text):
        return False
    if _AMOUNT.match(above.text) and _AMOUNT.match(below.text):
        return True
    if begins_item(below.text) or below.y - above.y > 1.5 * usual + 1:
        return True
    if last.isdigit() and below.text[0].isdigit():  # a figure is wrapped only where there is no room for it
        return (right - x0) - (above.x1 - above.x0) > 1.2 * below.size
    return not centred and (_shifted(paragraph, below) or had_room(above, below, right))


def _shifted(paragraph: Sequence[Row], below: Row) -> bool:
    """Whether a line stands deeper than the lines above, or left of them though they have stood at one edge."""
    shift = below.x0 - paragraph[-1].x0
    least = INDENT * below.size
    return (shift > least and not begins_item(paragraph[0].text)) or (len(paragraph) > 1 and abs(shift) > least)


def had_room(above: Row, below: Row, right: float) -> bool:
    """Whether the first words of a line had found room in the line above: that one was ended by its author then."""
    room, size = right - above.x1, below.size
    return room > LEAST_ROOM * size and room > first_words_width(below) + WORD_GAP * size


def _is_centred(rows: Sequence[Row], x0: float, x1: float) -> bool:
    """Whether the lines of a cell have one middle, which is the cell's, and do not begin at its edge."""
    size = rows[0].size
    starts = [row.x0 for row in rows]
    middles = [(row.x0 + row.x1) / 2 for row in rows]
    near = all(abs(middle - (x0 + x1) / 2) < MIDDLE * size for middle in middles)
    return near and (max(starts) - min(starts) > INDENT * size or min(starts) - x0 > MOST_PADDING * size)
