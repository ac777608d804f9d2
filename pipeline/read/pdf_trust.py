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
_THAI = re.compile("[\u0e01-\u0e4e]")
_STRANGE = re.compile("[\ufffd\ue000-\uf6ff\uf71b-\uf883\uf89f-\uf8ff]")


def is_doubtful(page: Painted, sheet: Sheet, share: float | None) -> bool:
    """Whether a page's text layer is no text that one can rely on; `share` is the coverage of its repaired text."""
    text = "\n".join(cell for printed in sheet.printed for cell in printed.mended)
    letters = sum(map(str.isalpha, text))
    if letters < LEAST_LETTERS:
        return page.pictures > 0 and letters < LEAST_LETTERS // 2
    thai = len(_THAI.findall(text))
    if thai < LEAST_THAI * letters:
        return page.pictures > 0
    if len(_STRANGE.findall(text)) > MOST_UNKNOWN * len(text):
        return True
    return share is not None and thai >= LEAST_LETTERS and share < LEAST_COVERAGE


def by_ocr(data: bytes, number: int) -> tuple[list[Line], Page, list[DoubtfulNumber]] | None:
    """Page `number` as OCR reads it; None where there is no OCR, or it fails."""
    if ocr.programs_missing():
        return None
    try:
        found = ocr.read_page(picture(data, number), 1, number)
    except (DocumentError, PdfiumError):
        return None
    return list(found.lines), found.page, found.doubtful
