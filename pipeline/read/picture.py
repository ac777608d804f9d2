"""A page's picture with the boxes of its lines drawn on it: what the reader took to stand where."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import ImageDraw

from pipeline.errors import UsageError
from pipeline.read.pdfium import picture
from schemas.document import Document

DOTS_PER_INCH = 110
"""A page of A4 is then some 900 by 1,300 pixels: text can be read, and a screen shows all of it."""
COLOURS = {"row": "#c0392b", "text": "#2471a3", "matter": "#7f8c8d"}
"""Of table rows, of lines of text, of what belongs to the page (running heads, page numbers)."""


def draw(path: Path, document: Document, page: int, out: Path) -> int:
    """Write the picture of `page` (its place in the file, from 1) to `out` as PNG; returns how many boxes were drawn.

    Raises UsageError: page-unknown (no such page), no-picture (a file without pages to look at, or a turned scan, of
    which the boxes are those of the upright page), OSError.
    """
    if page not in {one.page for one in document.pages}:
        raise UsageError("page-unknown", page=str(page), path=str(path), pages=str(len(document.pages)))
    reader = next(one.reader for one in document.pages if one.page == page)
    if document.media_type != "application/pdf" or reader != "pdf":
        raise UsageError("no-picture", path=str(path))
    image = picture(path.read_bytes(), page, DOTS_PER_INCH)
    pen = ImageDraw.Draw(image)
    scale = image.info["dpi"][0] / 72
    boxed = [line for line in document.lines if line.page == page and line.box]
    for line in boxed:
        kind = "row" if line.cells is not None else "text" if line.text else "matter"
        pen.rectangle([scale * edge for edge in line.box or ()], outline=COLOURS[kind], width=2)
        pen.text((scale * (line.box or (0,))[0], scale * (line.box or (0, 0))[1] - 10), str(line.number), COLOURS[kind])
    content = io.BytesIO()
    image.save(content, "PNG")
    aside = out.with_name(f".{out.name}.tmp")
    try:
        aside.write_bytes(content.getvalue())
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)
    return len(boxed)
