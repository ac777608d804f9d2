"""From glyphs to lines: marks joined to their letters, letters to runs, runs to lines, blanks where there are gaps.

The order of the file decides which mark belongs to which letter and what follows what; boxes decide the rest. A blank
glyph counts only between two letters that stand on its two sides: padding of a neighbour's cell does not, and one that
is painted ahead of letters to its left (as where a line changes its font) waits for the letter that it stands behind.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf_glyphs import Glyph
from pipeline.read.pdf_tags import NO_MARK, NOWHERE, Place
from pipeline.read.pdf_words import first_words
from pipeline.read.pdf_wraps import join
from pipeline.read.repair import MARK_GLYPHS, repair

GAP = 0.22
"""Em. A gap this wide between two letters is a blank even where the file has none."""
FIGURES_GAP = 0.3
"""The same between two figures."""
RUN_GAP = 1.2
"""Em. Across a wider gap the next letters are a run of their own, which may belong to another column."""
SAME_LINE = 0.4
"""Em. Baselines nearer than this are one line: raised figures, bullets of another font."""
LOOK_BACK = 80
"""Letters among which a mark that is painted later than its letter is at home."""
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
TOUCHES = 0.3
"""Em. Letters and blanks may reach this far into each other: kerning, and widths that are not quite true."""
MARKS_APART = 0.1
"""Em. Two marks of one kind that are painted nearer than this are one: letters are wider, fake bold is shifted less."""
AT_ITS_END = 0.1
"""Em. A blank that was painted before its letter begins this near to the letter's end."""
_MARK = re.compile(f"[{MARK_GLYPHS}]")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_REST_OF_RANGE = re.compile(r"[-–]\s*[A-Za-z\d]")
_THAI_SCRIPT = re.compile("[\u0e00-\u0e7f\uf700-\uf71a]")
_ITEM_NUMBER = re.compile(r"\(?(\d{1,2})(?:\.\d{1,2})*([.)]?)")
_NEW_ITEM = re.compile(
    r"[•●◦▪◆➢✓☐☑\uf0a7\uf0b7\uf0d8\uf0fc]|[-–]\s*(?:\d{1,2}[.)]\s*)?[^\W\d]|\(?\d{1,2}(?:\.\d{1,2})*[.)](?!\d)|<"
)


@dataclass(slots=True)
class Cluster:
    """A letter with its marks."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    order: int
    blank: bool = False
    """Whether a blank glyph stands before it."""
    trailing: bool = False
    """Whether a blank glyph stands behind it."""
    mark: int = NO_MARK
    """Leads to its place in the file's own structure."""


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


def clusters_of(glyphs: Iterable[Glyph], along: float, depth: float) -> tuple[list[Cluster], dict[str, int]]:
    """The letters of a page in the order of the file; also what was dropped: marks without a letter, doubles."""
    found: list[Cluster] = []
    seen: dict[tuple[str, int], list[float]] = {}
    orphans = doubles = 0
    last: Cluster | None = None
    pending: Glyph | None = None
    was_ahead = False
    ahead: deque[Glyph] = deque(maxlen=LOOK_BACK)
    for glyph in glyphs:
        text, size = glyph.text, glyph.size
        if text.isspace():
            if last is not None and abs(glyph.y - last.y) < SAME_LINE * size and abs(glyph.x0 - last.x1) < size:
                pending, last.trailing, was_ahead = glyph, True, False
            else:
                ahead.append(glyph)
            continue
        if not (-size < glyph.x0 < along + size and 0 <= glyph.y <= depth + size) or not size:
            continue
        marks = _MARK.match(text)
        places = seen.setdefault((text, round(glyph.y)), [])
        near = max(0.3, MARKS_APART * size if marks else 0.25 * (glyph.x1 - glyph.x0))
        if any(abs(place - glyph.x0) < near for place in places):
            doubles += 1
            continue
        places.append(glyph.x0)
        if marks:
            home = _home(found, glyph)
            if home is None:
                orphans += 1
            else:
                home.text += text
                home.x1 = max(home.x1, glyph.x1) if home is found[-1] else home.x1
            if pending is not None and home is last is not None and glyph.x0 > pending.x1 - AT_ITS_END * size:
                pending, last.trailing, was_ahead = None, False, False  # a blank between a letter and its mark
            continue
        same = last is not None and abs(glyph.y - last.y) < SAME_LINE * size
        blank = False
        if pending is not None and same and last is not None and glyph.x0 > last.x1 - TOUCHES * size:
            comes = pending.x0 >= glyph.x1 - TOUCHES * size
            padding = was_ahead and glyph.x0 < (pending.x0 + pending.x1) / 2  # a neighbour's: no room for it here
            blank = last.trailing = not comes and not padding
            if comes:
                ahead.append(pending)
        last = Cluster(text, glyph.x0, glyph.x1, glyph.y, size, glyph.bold, len(found), blank, mark=glyph.mark)
        found.append(last)
        pending = _behind(last, ahead)
        was_ahead = pending is not None
    dropped = {"orphan-mark": orphans, "doubled-glyph": doubles}
    return found, {name: count for name, count in dropped.items() if count}


def _behind(letter: Cluster, ahead: deque[Glyph]) -> Glyph | None:
    """The blank that was painted ahead and begins where this letter ends; the letter then ends with a blank."""
    for blank in ahead:
        near = abs(blank.x0 - letter.x1) < AT_ITS_END * letter.size
        if near and abs(blank.y - letter.y) < SAME_LINE * letter.size:
            ahead.remove(blank)
            letter.trailing = True
            return blank
    return None


def _home(found: Sequence[Cluster], mark: Glyph) -> Cluster | None:
    """The letter that a mark belongs to: the one before it in the file if near, else the one that it stands over."""
    size = mark.size
    if found:
        last = found[-1]
        if abs(last.y - mark.y) < 0.8 * size and last.x0 - 0.6 * size < mark.x0 < last.x1 + 0.6 * size:
            return last
    middle = (mark.x0 + mark.x1) / 2
    for one in reversed(found[-LOOK_BACK:]):
        if abs(one.y - mark.y) < 0.6 * size and one.x0 - 0.3 * size <= middle <= one.x1 + 0.3 * size:
            return one
    return None


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
        letters = sum((not _MARK.match(one)) + (one == SARA_AM) for one in first_words(head))
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
