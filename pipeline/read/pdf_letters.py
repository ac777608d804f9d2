"""From glyphs to letters: marks joined to the letters that they belong to, and blanks to where they count.

The order of the file decides which mark belongs to which letter and what follows what; boxes decide the rest. A blank
glyph counts only between two letters that stand on its two sides: padding of a neighbour's cell does not, and one that
is painted ahead of letters to its left (as where a line changes its font) waits for the letter that it stands behind.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.read.pdf_glyphs import Glyph
from pipeline.read.pdf_tags import NO_MARK
from pipeline.read.repair import MARK_GLYPH

SAME_LINE = 0.4
"""Em. Baselines nearer than this are one line: raised figures, bullets of another font."""
LOOK_BACK = 80
"""Letters among which a mark that is painted later than its letter is at home."""
TOUCHES = 0.3
"""Em. Letters and blanks may reach this far into each other: kerning, and widths that are not quite true."""
MARKS_APART = 0.1
"""Em. Two marks of one kind that are painted nearer than this are one: letters are wider, fake bold is shifted less."""
AT_ITS_END = 0.1
"""Em. A blank that was painted before its letter begins this near to the letter's end."""
ORPHAN, DOUBLE = "orphan-mark", "doubled-glyph"
"""What is dropped: a mark without a letter, and what is painted twice in one place."""


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


def clusters_of(glyphs: Iterable[Glyph], along: float, depth: float) -> tuple[list[Cluster], dict[str, int]]:
    """The letters of a page in the order of the file; also what was dropped: marks without a letter, doubles."""
    letters = _Letters()
    for glyph in glyphs:
        if glyph.text.isspace():
            letters.blank(glyph)
        elif glyph.size and -glyph.size < glyph.x0 < along + glyph.size and 0 <= glyph.y <= depth + glyph.size:
            marks = MARK_GLYPH.match(glyph.text) is not None
            if letters.is_double(glyph, marks):
                continue
            if marks:
                letters.mark(glyph)
            else:
                letters.letter(glyph)
    return letters.found, {name: letters.dropped[name] for name in (ORPHAN, DOUBLE) if letters.dropped[name]}


class _Letters:
    """The letters of a page so far; the state is the last one, and the blanks that wait for theirs."""

    def __init__(self) -> None:
        self.found: list[Cluster] = []
        self.dropped: Counter[str] = Counter()
        self._places: dict[tuple[str, int], list[float]] = {}
        """Where each glyph was painted, by its text and its baseline."""
        self._last: Cluster | None = None
        self._pending: Glyph | None = None
        """The blank behind the last letter."""
        self._was_ahead = False
        """Whether that was painted before its letter."""
        self._ahead: deque[Glyph] = deque(maxlen=LOOK_BACK)
        """Blanks that were painted before the letters that they stand behind."""

    def blank(self, glyph: Glyph) -> None:
        """A blank stands behind the last letter, or waits for its own."""
        last = self._last
        if last is not None and _on_one_line(glyph, last, glyph.size) and abs(glyph.x0 - last.x1) < glyph.size:
            self._pending, last.trailing, self._was_ahead = glyph, True, False
        else:
            self._ahead.append(glyph)

    def is_double(self, glyph: Glyph, mark: bool) -> bool:
        """Whether the same is painted here already, as fake bold is."""
        places = self._places.setdefault((glyph.text, round(glyph.y)), [])
        near = max(0.3, MARKS_APART * glyph.size if mark else 0.25 * (glyph.x1 - glyph.x0))
        if any(abs(place - glyph.x0) < near for place in places):
            self.dropped[DOUBLE] += 1
            return True
        places.append(glyph.x0)
        return False

    def mark(self, glyph: Glyph) -> None:
        """A mark joins its letter. A blank between the two is none."""
        home = self._home(glyph)
        if home is None:
            self.dropped[ORPHAN] += 1
        else:
            home.text += glyph.text
            home.x1 = max(home.x1, glyph.x1) if home is self.found[-1] else home.x1
        pending = self._pending
        if pending is not None and home is self._last is not None and glyph.x0 > pending.x1 - AT_ITS_END * glyph.size:
            self._pending, self._last.trailing, self._was_ahead = None, False, False

    def letter(self, glyph: Glyph) -> None:
        """A letter comes behind the last one, with a blank between them if one stands there."""
        blank = self._parted(glyph)
        letter = Cluster(
            glyph.text, glyph.x0, glyph.x1, glyph.y, glyph.size, glyph.bold, len(self.found), blank, mark=glyph.mark
        )
        self.found.append(letter)
        self._last = letter
        self._pending = self._behind(letter)
        self._was_ahead = self._pending is not None

    def _parted(self, glyph: Glyph) -> bool:
        """Whether the blank behind the last letter stands before this one; one that comes behind this one waits."""
        last, pending, size = self._last, self._pending, glyph.size
        if pending is None or last is None or not _on_one_line(glyph, last, size):
            return False
        if glyph.x0 <= last.x1 - TOUCHES * size:
            return False
        comes = pending.x0 >= glyph.x1 - TOUCHES * size
        padding = self._was_ahead and glyph.x0 < (pending.x0 + pending.x1) / 2  # a neighbour's: no room for it here
        last.trailing = not comes and not padding
        if comes:
            self._ahead.append(pending)
        return last.trailing

    def _behind(self, letter: Cluster) -> Glyph | None:
        """The blank that was painted ahead and begins where this letter ends; the letter then ends with a blank."""
        for blank in self._ahead:
            near = abs(blank.x0 - letter.x1) < AT_ITS_END * letter.size
            if near and _on_one_line(blank, letter, letter.size):
                self._ahead.remove(blank)
                letter.trailing = True
                return blank
        return None

    def _home(self, mark: Glyph) -> Cluster | None:
        """The letter that a mark belongs to: the one before it in the file if near, else one that it stands over."""
        size, found = mark.size, self.found
        if found:
            last = found[-1]
            if abs(last.y - mark.y) < 0.8 * size and last.x0 - 0.6 * size < mark.x0 < last.x1 + 0.6 * size:
                return last
        middle = (mark.x0 + mark.x1) / 2
        for one in reversed(found[-LOOK_BACK:]):
            if abs(one.y - mark.y) < 0.6 * size and one.x0 - 0.3 * size <= middle <= one.x1 + 0.3 * size:
                return one
        return None


def _on_one_line(glyph: Glyph, letter: Cluster, size: float) -> bool:
    return abs(glyph.y - letter.y) < SAME_LINE * size
