"""One page picture to lines: turned, straightened, taken apart, read, its numbers read twice, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

from pipeline.numerals import to_arabic
from pipeline.read.ocr.bullets import without_bullet
from pipeline.read.ocr.engine import Character, read_lines, sureness
from pipeline.read.ocr.figures import Doubt, read_figures
from pipeline.read.ocr.glyphs import reader
from pipeline.read.ocr.ink import Picture, TextLine, strip
from pipeline.read.ocr.layout import Layout, Region, layout_of
from pipeline.read.ocr.text import Read, block_gap, joined
from pipeline.read.ocr.upright import straightened, turned, upright_quarters
from pipeline.read.pdf_words import coverage
from pipeline.read.repair import repair
from schemas.document import Box, DoubtfulNumber, Line, Page

DPI = 200
"""Dots per inch at which pages are read; 300 brought nothing."""
MARGIN = 10
"""Pixels of paper around a line that Tesseract is given."""
LINES_PER_CALL = 120
"""Lines that one call of Tesseract reads, so that memory stays bounded."""
SMALLEST = 64
"""Pixels; a picture that is narrower (a stroke, a strip) gets so much paper."""
LONGEST_PAGE = 14.0
"""Inches; a picture that does not tell its resolution is taken for a sheet of A4 (11.7)."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page as read."""

    lines: list[Line]
    page: Page
    doubtful: list[DoubtfulNumber]


def read_page(image: Image.Image, first_line: int, page: int) -> OcrPage:
    """Read the picture of a page; its lines are numbered from `first_line`, boxes are in points of the upright page.

    Raises DocumentError: ocr-missing, ocr-failed.
    """
    layout = layout_of(straight_page(image))
    texts = _texts(layout)
    maker = _Maker(first_line, page)
    for number, region in enumerate(layout.regions):
        if number:
            maker.blank()
        if region.grid is None:
            lines = [line for line in region.lines if not _is_dirt(texts[id(line)])]
            for place, line in enumerate(lines):
                if place and block_gap(lines, place):
                    maker.blank()
                maker.add(texts[id(line)], line.box)
        else:
            maker.table(region, texts)
    share = coverage("\n".join(line.text for line in maker.lines))
    told = Page(page, None, "ocr", "ocr", share, maker.repairs)
    return OcrPage(maker.lines, told, maker.doubts)


def straight_page(image: Image.Image) -> Picture:
    """The grey page at `DPI`, turned upright and straightened: where the boxes of its lines belong.

    Raises DocumentError: ocr-missing, ocr-failed.
    """
    grey = _grey(image)
    quarters = upright_quarters(grey, lambda strips: sureness(read_lines(strips)))
    return straightened(turned(grey, quarters))


def _is_dirt(read: Read) -> bool:
    """Whether a line of prose is what the ink of a crest, a frame or a stain was taken for."""
    if len(read.text) > 1 and read.text.isdigit() and not read.doubts:
        return False  # a page's number, of which our own reader is sure
    if any(map(str.isdigit, read.text)):
        return (len(read.text) < 12 and read.sure < 0.2) or read.sure < 0.1
    return read.sure < (0.5 if len(read.text) < 12 else 0.25)


def _grey(image: Image.Image) -> Picture:
    """Grey values at `DPI`; transparent parts become paper."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        rgba = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba)
    dpi = float(image.info.get("dpi", (0, 0))[0])
    if not 60 <= dpi <= 1300 or max(image.size) / dpi > LONGEST_PAGE:
        dpi = max(image.size) / 11.69
    grey = np.asarray(image.convert("L"), np.uint8)
    scale = DPI / dpi
    if not 0.9 <= scale <= 1.1:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        size = max(round(grey.shape[1] * scale), 1), max(round(grey.shape[0] * scale), 1)
        grey = np.asarray(cv2.resize(grey, size, interpolation=how), np.uint8)
    below, beside = (max(SMALLEST - side, 0) for side in grey.shape)
    return np.asarray(cv2.copyMakeBorder(grey, 0, below, 0, beside, cv2.BORDER_CONSTANT, value=255), np.uint8)


def _all_lines(regions: Iterable[Region]) -> list[TextLine]:
    found = []
    for region in regions:
        found.extend(region.lines)
        for cell in region.cells:
            found.extend(cell.lines)
    return found


def _texts(layout: Layout) -> dict[int, Read]:
    """What each line (by its `id`) says."""
    lines = _all_lines(layout.regions)
    own = reader()
    texts: dict[int, Read] = {}
    for start in range(0, len(lines), LINES_PER_CALL):
        some = [(line, *without_bullet(line)) for line in lines[start : start + LINES_PER_CALL]]
        found = read_lines([strip(layout.grey, layout.labels, rest, MARGIN) for _, _, rest in some])
        for (line, bullet, rest), characters in zip(some, found, strict=True):
            placed = _placed(characters, rest)
            text, doubts = read_figures(placed, rest, (layout.grey, layout.labels), own)
            lead = f"{bullet} " if bullet else ""
            doubts = [replace(one, start=one.start + len(lead)) for one in doubts]
            texts[id(line)] = Read(lead + text, tuple(doubts), sureness([characters]))
    return texts


def _placed(characters: list[Character], line: TextLine) -> list[Character]:
    left = line.box[0] - MARGIN
    return [replace(one, x0=one.x0 + left, x1=one.x1 + left) for one in characters]


class _Maker:
    """Collects the lines of a page."""

    def __init__(self, first_line: int, page: int) -> None:
        self.lines: list[Line] = []
        self.doubts: list[DoubtfulNumber] = []
        self.repairs: dict[str, int] = {}
        self._first, self._page = first_line, page

    def _append(self, text: str, found: str, cells: tuple[str, ...] | None, box: Box | None) -> None:
        self.lines.append(Line(self._first + len(self.lines), self._page, text, found, cells, box))

    def blank(self) -> None:
        """Add a blank line, but not two in a row."""
        if self.lines and self.lines[-1].text.strip():
            self._append("", "", None, None)

    def add(self, read: Read, box: tuple[int, int, int, int]) -> None:
        """Add a line of prose; one without text is left out."""
        text = self._mended(read.text)
        if text:
            self._doubt(read.doubts, read.text, text, 0)
            self._append(text, read.text, None, _points(box))

    def table(self, region: Region, texts: dict[int, Read]) -> None:
        """Add the rows of a table; a cell over several rows or columns counts in the first of them."""
        grid = region.grid
        if grid is None:
            return
        rows: list[list[Read]] = [[Read("", ()) for _ in range(grid.columns)] for _ in range(grid.rows)]
        tops = [[grid.box[3], grid.box[1]] for _ in range(grid.rows)]
        for one in region.cells:
            cell = one.cell
            rows[cell.row][cell.column] = joined([(line, texts[id(line)]) for line in one.lines], cell.box)
            if cell.rows == 1:
                tops[cell.row] = [min(tops[cell.row][0], cell.box[1]), max(tops[cell.row][1], cell.box[3])]
        for reads, (top, bottom) in zip(rows, tops, strict=True):
            cells, start = [], 0
            for read in reads:
                cells.append(self._mended(read.text))
                self._doubt(read.doubts, read.text, cells[-1], start)
                start += len(cells[-1]) + 1
            found = "\t".join(read.text for read in reads)
            if found.strip():
                box = _points((grid.box[0], top, grid.box[2], bottom)) if top < bottom else None
                self._append("\t".join(cells), found, tuple(cells), box)

    def _mended(self, found: str) -> str:
        text, counts = repair(found, "ocr")
        for name, count in sorted(counts.items()):
            self.repairs[name] = self.repairs.get(name, 0) + count
        return " ".join(to_arabic(text).split())

    def _doubt(self, doubts: tuple[Doubt, ...], found: str, text: str, start: int) -> None:
        number = self._first + len(self.lines)
        at = 0
        for doubt in doubts:
            taken = to_arabic(doubt.text)
            before = " ".join(to_arabic(repair(found[: doubt.start], "ocr")[0]).split())
            place = text.find(taken, max(at, len(before) - 2)) if taken else len(before)
            place = place if place >= 0 else max(text.find(taken), 0)
            self.doubts.append(DoubtfulNumber(number, taken, to_arabic(doubt.other), start + place))
            at = place + len(taken)


def _points(box: tuple[int, int, int, int]) -> Box:
    x0, y0, x1, y1 = (round(edge * 72 / DPI, 1) for edge in box)
    return x0, y0, x1, y1
