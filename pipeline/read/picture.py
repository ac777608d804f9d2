"""Pictures of pages: one with the boxes of its lines drawn on it, or all of a document's to be looked at elsewhere.

Only files with pages to look at have pictures; how large a page is drawn at most, `pdfium` says.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from pipeline.errors import DocumentError, UsageError
from pipeline.read import ocr
from pipeline.read.pdf_file import open_pdf
from pipeline.read.pdfium import DOTS_PER_INCH as OCR_DOTS_PER_INCH
from pipeline.read.pdfium import picture, pictures
from schemas.document import Document

DOTS_PER_INCH = 110
"""A page of A4 is then some 900 by 1,300 pixels: text can be read, and a screen shows all of it."""
COLOURS = {"row": "#c0392b", "text": "#2471a3", "matter": "#7f8c8d"}
"""Of table rows, of lines of text, of what belongs to the page (running heads, page numbers)."""

PALETTE = 16
"""Colours of a picture to be looked at: text stays crisp, and a page takes some 60 kB instead of 300."""
PDF = "application/pdf"
TEXT_LAYER, OCR = "pdf", "ocr"
"""Readers of pages that have pictures."""


class Drawn(NamedTuple):
    """A picture in a file: width and height of the page in points."""

    file: Path
    width: float
    height: float


def draw_pages(path: Path, document: Document, folder: Path) -> dict[int, Drawn]:
    """Pictures of the pages of `document`, made once: in `folder`, in a folder named after the file's content.

    The document's lines must have places. `path` is where it lies; where it is gone or has changed, only what was made
    before is there. Raises OSError.
    """
    made = folder / f"pages-{document.sha256[:16]}"
    if not made.is_dir():
        for old in folder.glob("pages-*"):
            shutil.rmtree(old)
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != document.sha256:
            return {}
        _draw_all(_shown(path, data, document), made)
    return {int(file.stem): _drawn(file) for file in sorted(made.glob("*.png"))}


def _draw_all(pages: Iterable[tuple[int, Image.Image]], made: Path) -> None:
    """Draw into a folder aside, so that a folder of pictures is a whole one."""
    aside = made.with_name(f".{made.name}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for number, image in pages:
        small = image.quantize(PALETTE, method=Image.Quantize.FASTOCTREE)
        small.save(aside / f"{number:04}.png", dpi=image.info["dpi"])
    aside.replace(made)


def _shown(path: Path, data: bytes, document: Document) -> Iterator[tuple[int, Image.Image]]:
    """Each page as its lines' boxes see it; one that cannot be drawn so is left out."""
    readers = {one.page: one.reader for one in document.pages}
    can_turn = not ocr.programs_missing()
    found: Iterable[tuple[int, Image.Image]] = ()
    if document.media_type == PDF:
        data = open_pdf(data).data  # as it was opened for reading, also where a part of the file is lost
        found = pictures(data, readers, DOTS_PER_INCH)
    elif can_turn:
        found = enumerate(ocr.frames(data, path), 1)
    for number, image in found:
        if readers.get(number) == TEXT_LAYER:
            yield number, image
        elif can_turn:
            with contextlib.suppress(DocumentError):  # of Tesseract, which is asked which side is up
                yield number, _upright(picture(data, number) if document.media_type == PDF else image)


def _drawn(file: Path) -> Drawn:
    with Image.open(file) as image:
        across, down = image.info["dpi"]
        return Drawn(file, image.width * 72 / across, image.height * 72 / down)


def _page(path: Path, document: Document, page: int, reader: str) -> Image.Image:
    """The page as its lines' boxes see it."""
    data = path.read_bytes()
    if document.media_type != PDF:
        return _upright(ocr.frame(data, path, page))
    data = open_pdf(data).data  # as it was opened for reading, also where a part of the file is lost
    return _upright(picture(data, page)) if reader == OCR else picture(data, page, DOTS_PER_INCH)


def _upright(image: Image.Image) -> Image.Image:
    grey = Image.fromarray(ocr.straight_page(image))
    scale = DOTS_PER_INCH / OCR_DOTS_PER_INCH
    small = grey.resize((round(grey.width * scale), round(grey.height * scale))).convert("RGB")
    small.info["dpi"] = (DOTS_PER_INCH, DOTS_PER_INCH)
    return small


def draw(path: Path, document: Document, page: int, out: Path) -> int:
    """Write the picture of `page` (its place in the file, from 1) to `out` as PNG; returns how many boxes were drawn.

    A page that was read by OCR is drawn as it was read: upright and straight. Raises UsageError: page-unknown (no such
    page), no-picture (a file without pages to look at); DocumentError: ocr-missing, ocr-failed; OSError.
    """
    if page not in {one.page for one in document.pages}:
        raise UsageError("page-unknown", page=str(page), path=str(path), pages=str(len(document.pages)))
    reader = next(one.reader for one in document.pages if one.page == page)
    if reader not in (TEXT_LAYER, OCR):
        raise UsageError("no-picture", path=str(path))
    image = _page(path, document, page, reader)
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
