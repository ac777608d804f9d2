"""Which pages of a PDF cannot be trusted, and OCR for these."""

from __future__ import annotations

import re

from pipeline.errors import DocumentError
from pipeline.read import ocr
from pipeline.read.pdf_blocks import Sheet
from pipeline.read.pdf_glyphs import Painted
from pipeline.read.pdfium import PdfiumError, picture
from schemas.document import DoubtfulNumber, Line, Page

MOST_UNKNOWN = 0.02
"""Share of glyphs without Unicode (or of Private Use) on a page that can be read."""
LEAST_COVERAGE = 0.75
"""Share of Thai letters in dictionary words; the worst sound page of the real files has 0.89."""
LEAST_LETTERS = 40
"""Letters on a page from which it can be judged."""
LEAST_THAI = 0.02
"""Share of Thai among letters; less is another language, or a rubbish text layer if the page is a picture."""
MOST_COVERED, FEW_LETTERS, TIMES_MORE = 0.6, 300, 3
"""Share of a page under a picture, and letters, from which on a page may be a scan with a stamp; it is one if OCR reads
so many times more letters on it than the text layer has."""
Reread = tuple[list[Line], Page, list[DoubtfulNumber]]
"""A page's lines, what is told of it, and its doubtful numbers."""
_THAI = re.compile("[\u0e01-\u0e4e]")
_STRANGE = re.compile("[\ufffd\ue000-\uf6ff\uf71b-\uf883\uf89f-\uf8ff]")


def is_doubtful(page: Painted, sheet: Sheet, share: float | None) -> bool:
    """Whether a page's text layer is no text that one can rely on; `share` is the coverage of its repaired text."""
    text = _text(sheet)
    letters = _letters(text)
    if letters < LEAST_LETTERS:
        return page.pictures > 0 and letters < LEAST_LETTERS // 2
    thai = len(_THAI.findall(text))
    if thai < LEAST_THAI * letters:
        return page.pictures > 0
    if len(_STRANGE.findall(text)) > MOST_UNKNOWN * len(text):
        return True
    return share is not None and thai >= LEAST_LETTERS and share < LEAST_COVERAGE


def reread(data: bytes, page: Painted, sheet: Sheet, share: float | None) -> tuple[Reread | None, bool]:
    """The page as OCR reads it, where that is to be taken, and whether its text layer is not to be relied on."""
    doubted = is_doubtful(page, sheet, share)
    if not doubted and not _may_be_scan(page, sheet):
        return None, False
    found = by_ocr(data, page.number)
    return (found if found is not None and (doubted or _says_more(found[0], sheet)) else None), doubted


def _may_be_scan(page: Painted, sheet: Sheet) -> bool:
    """Whether a page is a picture with little text of its own: a stamp on a scan, or words on a photograph."""
    return page.covered >= MOST_COVERED and _letters(_text(sheet)) < FEW_LETTERS


def _says_more(lines: list[Line], sheet: Sheet) -> bool:
    """Whether OCR has read so much on a page that its text layer cannot be all."""
    return sum(_letters(line.text) for line in lines) >= TIMES_MORE * max(_letters(_text(sheet)), LEAST_LETTERS)


def _text(sheet: Sheet) -> str:
    return "\n".join(cell for printed in sheet.printed for cell in printed.mended)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def by_ocr(data: bytes, number: int) -> Reread | None:
    """Page `number` as OCR reads it; None where there is no OCR, or it fails."""
    if ocr.programs_missing():
        return None
    try:
        found = ocr.read_page(picture(data, number), 1, number)
    except (DocumentError, PdfiumError):
        return None
    return list(found.lines), found.page, found.doubtful
