"""PDFium: pictures of pages, and what it takes for their text. The only module that knows pypdfium2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

import pypdfium2
from PIL import Image
from pypdfium2 import PdfiumError

__all__ = ["DOTS_PER_INCH", "PdfiumError", "page_texts", "picture", "pictures"]

DOTS_PER_INCH = 200
"""For OCR; 300 brought nothing."""
LARGEST_SIDE = 24.0
"""Inches of the longer side of a page (A2); a larger one is drawn at fewer dots per inch."""


def picture(data: bytes, number: int, dots_per_inch: float = DOTS_PER_INCH) -> Image.Image:
    """Page `number` (from 1) as it is shown; `info["dpi"]` tells the dots per inch: fewer for a very large page.

    Raises PdfiumError.
    """
    with closing(pypdfium2.PdfDocument(data)) as document:
        return _picture(document, number, dots_per_inch)


def pictures(data: bytes, numbers: Iterable[int], dots_per_inch: float) -> Iterator[tuple[int, Image.Image]]:
    """The same for several pages; one that cannot be drawn is left out, and all if the file cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError:
        return
    with closing(document):
        for number in numbers:
            try:
                image = _picture(document, number, dots_per_inch)
            except PdfiumError:
                continue
            yield number, image


def _picture(document: pypdfium2.PdfDocument, number: int, dots_per_inch: float) -> Image.Image:
    with closing(document[number - 1]) as page:
        dots_per_inch = min(dots_per_inch, dots_per_inch * LARGEST_SIDE * 72 / max(*page.get_size(), 1.0))
        image: Image.Image = page.render(scale=dots_per_inch / 72).to_pil().convert("RGB")
    image.info["dpi"] = (dots_per_inch, dots_per_inch)
    return image


def page_texts(data: bytes, numbers: Sequence[int], pages: int) -> Iterator[tuple[int, str]]:
    """The text of the pages `numbers` of a file with so many pages, as PDFium reads it.

    Pages that it cannot read are left out, and all if it counts the pages of the file otherwise.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError:
        return
    with closing(document):
        for number in numbers if len(document) == pages else ():
            try:
                with closing(document[number - 1]) as page, closing(page.get_textpage()) as text:
                    yield number, text.get_text_range()
            except PdfiumError:
                continue
