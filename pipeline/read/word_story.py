"""From Word's paragraphs and tables to printed lines and rows, and which of them stand together in one block.

A paragraph opens a block, unless it was put together with the one above on purpose. It is
- where both are items of one list;
- where no space stands between two paragraphs that look the same (style, indents, alignment, bold), and the document
  parts its other paragraphs by space, so that none says something. In a document without any, all paragraphs of which
  look the same, only centred ones are put together: a title on several lines.
A first-line indent, a heading's style, an empty paragraph, a page's end that the author set and a table always part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.read.word_numbers import Numbers
from pipeline.read.word_styles import Element, Look, Styles, W, value, whole
from pipeline.read.word_text import PAGE, SHOWN, Printed, inside, is_deleted
from schemas.document import Layout

SPACED = 0.1
"""Share of the neighbours in a document between which space must stand, so that none says that two belong together."""
_BREAKS = re.compile(f"([\n{PAGE}{SHOWN}])")
_NEW_PAGE = frozenset((None, "nextPage", "oddPage", "evenPage"))
"""Sections that begin on a new page; told nothing, a section does."""


@dataclass(slots=True)
class Piece:
    """A printed line or table row before it has a number: `gap` says that a block begins here."""

    text: str
    page: int
    gap: bool
    cells: tuple[str, ...] | None = None
    layout: Layout | None = None


@dataclass(slots=True)
class _Paragraph:
    look: Look
    bold: bool
    indented: bool


class Story:
    """Reads one story (the body, a note) into `pieces`; `page` is the page that is open, `paged` that any is told."""

    def __init__(self, styles: Styles, numbers: Numbers, wide: Callable[[int], None]) -> None:
        self.styles, self.numbers, self.printed = styles, numbers, Printed(styles)
        self.pieces: list[Piece] = []
        self.page, self.paged = 1, False
        self._wide = wide
        self._set = self._shown = 0
        self._neighbours: list[tuple[int, _Paragraph, _Paragraph]] = []
        self._above: _Paragraph | None = None
        self._begun = ""
        self._sections: list[Element] = []
        self._opened: int | None = None

    # --- blocks -------------------------------------------------------------------------------------------------

    def body(self, root: Element) -> None:
        """Read the body of a document."""
        owners = (f"{W}pPr", f"{W}body")
        self._sections = [one for one in root.iter(f"{W}sectPr") if one.getparent().tag in owners]
        self.blocks(root)

    def blocks(self, parent: Element) -> None:
        """Read the paragraphs and tables in `parent`, each followed by the text boxes that hang on it."""
        for child in inside(parent):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            self._boxes()

    def finish(self) -> list[Piece]:
        """All pieces, once it is known how the document parts its paragraphs."""
        spaced = sum(_space(above, below) > 0 for _, above, below in self._neighbours)
        speaks = spaced >= SPACED * len(self._neighbours) and spaced > 0
        for place, above, below in self._neighbours:
            rows = self.pieces[place].cells is not None and self.pieces[place - 1].cells is not None
            self.pieces[place].gap = not (rows or _together(above, below, speaks))
        return self.pieces

    def _boxes(self) -> None:
        while self.printed.boxes:
            boxes, self.printed.boxes = self.printed.boxes, []
            for box in boxes:
                self._above = None
                self.blocks(box)
                self._above = None

    def _paragraph(self, element: Element) -> None:
        properties = element.find(f"{W}pPr")
        look = self.styles.look(properties)
        if look.page_before:
            self._set = max(self._set, 1)
        text, bold = self.printed.text(element, look.style)
        text = self._begun + text
        self._begun = ""
        if properties is not None and is_deleted(properties.find(f"{W}rPr"), "rPr"):
            self._begun = text
            return
        lines = list(self._lines(text))
        marker = self.numbers.next(look.list_id, look.level) if look.list_id is not None else ""
        if lines:
            here = _Paragraph(look, bold, look.first_line > 0 or (not marker and lines[0][1].startswith("\t")))
            if self._above is not None and lines[0][2]:
                self._neighbours.append((len(self.pieces), self._above, here))
            for number, (page, line, _) in enumerate(lines):
                self._line(line if number else f"{marker} {line}".strip(" "), page, number == 0, look)
            self._above = here
        else:
            self._above = None
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._section()

    def _line(self, text: str, page: int, gap: bool, look: Look) -> None:
        cells = tuple(map(str.strip, text.strip("\t ").split("\t"))) if look.leaders else ()
        if len(cells) > 1:
            self._wide(len(cells))
            self.pieces.append(Piece("\t".join(cells), page, gap, cells))
        else:
            self.pieces.append(Piece(text, page, gap))

    def _section(self) -> None:
        """End a section; whether the next one begins on a new page, it tells itself."""
        self._sections = self._sections[1:]
        if self._sections and value(self._sections[0].find(f"{W}type")) in _NEW_PAGE:
            self._set += 1
            self._above = None

    def _lines(self, text: str) -> Iterator[tuple[int, str, bool]]:
        """Page, text, and whether it goes on with no page's end (set by the author) before it, for each line."""
        line, page, whole_page = "", self.page, True
        for piece in _BREAKS.split(text):
            if piece == SHOWN:
                self._shown, self.paged = 1, True
            elif piece in ("\n", PAGE):
                if line.strip():
                    yield page, line, whole_page
                if piece == PAGE:
                    self._set += 1
                line = ""
            elif piece:
                if not line.strip():
                    whole_page = not self._set
                    if piece.strip():
                        self._turn()
                    page = self.page
                elif piece.strip():
                    self._turn()
                line += piece
        if line.strip():
            yield page, line, whole_page

    def _turn(self) -> None:
        """Open the page that the breaks since the last printed text lead to; one break may be told in both ways."""
        turned = max(self._set, self._shown)
        self.paged = self.paged or self._set > 0
        self.page += turned
        self._set = self._shown = 0

    # --- tables -------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        """A table's rows; a table of one column is a frame, and what stands in it is text."""
        rows = [row for row in inside(table) if row.tag == f"{W}tr" and not is_deleted(row.find(f"{W}trPr"), "trPr")]
        layouts = [self._layout(row) for row in rows]
        used = sorted({place for layout in layouts for place, _, _, _ in layout})
        self._above = None
        if len(used) <= 1:
            for layout in layouts:
                for _, cell, _, _ in layout:
                    self.blocks(cell)
                    self._above = None
            return
        first = True
        for layout in layouts:
            start, last = None, self.page
            before = self.page, self._set, self._shown
            cells = dict.fromkeys(used, "")
            for place, cell, goes_on, _ in layout:
                self.page, self._set, self._shown = before
                text = "" if goes_on else self._cell(cell)
                if text and start is None:
                    start = self._opened
                last = max(last, self.page)
                cells[place] = text
            self.page = last
            self._set, self._shown = (0, 0) if start is not None else before[1:]
            if start is not None:
                told = tuple(cells.values())
                self.pieces.append(Piece("\t".join(told), start, first, told, layout=_merged(layout, used)))
                first = False
        self._above = None

    def _layout(self, row: Element) -> list[tuple[int, Element, bool, int]]:
        """Place in the grid (from 0), cell, whether it goes on with the one above, and width, for a row's cells."""
        properties = row.find(f"{W}trPr")
        place = whole(value(properties.find(f"{W}gridBefore"))) or 0 if properties is not None else 0
        cells = []
        for cell in inside(row):
            if cell.tag != f"{W}tc":
                continue
            of_cell = cell.find(f"{W}tcPr")
            merged = of_cell.find(f"{W}vMerge") if of_cell is not None else None
            goes_on = merged is not None and value(merged) != "restart"
            width = max(1, whole(value(of_cell.find(f"{W}gridSpan"))) or 1) if of_cell is not None else 1
            cells.append((place, cell, goes_on or is_deleted(of_cell, "tcPr"), width))
            place += width
        self._wide(len(cells))
        return cells

    def _cell(self, cell: Element) -> str:
        """A cell's paragraphs and lines, parted by line feeds; a row of a table in it is a line with blanks.

        `_opened` is the page of its first text.
        """
        self._opened = None
        return "\n".join(filter(None, (part.replace("\t", " ").strip() for part in self._parts(cell))))

    def _parts(self, cell: Element) -> Iterator[str]:
        for child in inside(cell):
            if child.tag == f"{W}p":
                look = self.styles.look(child.find(f"{W}pPr"))
                text, _ = self.printed.text(child, look.style)
                lines = list(self._lines(text))
                marker = self.numbers.next(look.list_id, look.level) if look.list_id is not None else ""
                for number, (page, line, _) in enumerate(lines):
                    self._opened = self._opened or page
                    yield line if number else f"{marker} {line.strip()}".strip()
            elif child.tag == f"{W}tbl":
                for row in inside(child):  # its own rows only: those of tables in it come with their cells
                    yield " ".join(" ".join(self._parts(inner)) for inner in inside(row) if inner.tag == f"{W}tc")
            boxes, self.printed.boxes = self.printed.boxes, []
            for box in boxes:
                yield from self._parts(box)


def _merged(row: Sequence[tuple[int, Element, bool, int]], used: Sequence[int]) -> Layout:
    """Which of the places `used` are the lower part of a cell, and which the rest of one."""
    below: list[int] = []
    beside: list[int] = []
    for place, _, goes_on, width in row:
        first, end = bisect_left(used, place), bisect_left(used, place + width)
        below += range(first, end) if goes_on else ()
        beside += () if goes_on else range(first + 1, end)
    return Layout(below=tuple(below), beside=tuple(beside))


def _space(above: _Paragraph, below: _Paragraph) -> int:
    """The space between two paragraphs; those of one style may be told to stand without."""
    same = above.look.style == below.look.style
    after = 0 if same and above.look.contextual else above.look.after
    before = 0 if same and below.look.contextual else below.look.before
    return max(after, before)


def _together(above: _Paragraph, below: _Paragraph, speaks: bool) -> bool:
    """Whether two paragraphs belong to one block; `speaks`: space or its lack says something in this document."""
    one, other = above.look, below.look
    if one.is_heading != other.is_heading:
        return False
    if one.list_id is not None and one.list_id == other.list_id and not one.is_heading:
        return True
    alike = (one.style, one.aligned, above.bold, one.list_id) == (other.style, other.aligned, below.bold, other.list_id)
    if not alike or below.indented or _space(above, below):
        return False
    return one.aligned == "center" or (speaks and one.left == other.left)
