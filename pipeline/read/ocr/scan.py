"""Whole files of scans, frame by frame. Scans in PDFs come page by page from the reader of PDFs."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageSequence

from pipeline.errors import DocumentError
from pipeline.read.ocr.numbering import as_matter, printed_pages
from pipeline.read.ocr.page import read_page
from pipeline.read.ocr.programs import programs_missing
from schemas.document import Document, Line

MOST_PIXELS = 120_000_000
"""A sheet of A3 at 600 dots per inch has 70 million; what has more is refused before it is unpacked."""


def read_scan(data: bytes, path: Path, document_id: str) -> Document:
    """Read a picture of one or more pages; numbers whose two readings differ are told in `doubtful`.

    Raises DocumentError: ocr-missing, ocr-failed, image-broken, image-too-large, file-empty.
    """
    missing = programs_missing()
    if missing:
        raise DocumentError("ocr-missing", path=str(path), package=" ".join(missing))
    lines: list[Line] = []
    pages, doubtful = [], []
    for number, image in enumerate(frames(data, path), 1):
        if lines and lines[-1].text:
            lines.append(Line(len(lines) + 1, number - 1, "", ""))
        found = read_page(image, len(lines) + 1, number)
        lines.extend(found.lines)
        pages.append(found.page)
        doubtful.extend(found.doubtful)
    if not any(line.text for line in lines):
        raise DocumentError("file-empty", path=str(path))
    printed = printed_pages(lines)
    return Document(
        document_id=document_id,
        path=str(path),
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=Image.MIME[_format(data, path)],
        lines=tuple(as_matter(lines, printed)),
        pages=tuple(replace(page, printed_page=printed.get(page.page, (0, None))[1]) for page in pages),
        doubtful=tuple(doubtful),
    )


def frame(data: bytes, path: Path, number: int) -> Image.Image:
    """Page `number` (from 1) of a picture. Raises DocumentError as `read_scan` does."""
    return next(image for place, image in enumerate(frames(data, path), 1) if place == number)


def frames(data: bytes, path: Path) -> Iterator[Image.Image]:
    """The pages of a picture one by one, so that only one is held at a time. Raises as `read_scan` does."""
    with _opened(data, path) as image:
        if image.width * image.height > MOST_PIXELS:
            raise DocumentError("image-too-large", path=str(path), width=image.width, height=image.height)
        try:
            for frame in ImageSequence.Iterator(image):
                yield frame.copy()
        except (OSError, ValueError, SyntaxError) as error:
            raise DocumentError("image-broken", path=str(path), reason=str(error)) from None


def _opened(data: bytes, path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings(action="ignore", category=UserWarning):  # of a damaged camera's note
            return Image.open(io.BytesIO(data))
    except Image.DecompressionBombError:
        raise DocumentError("image-too-large", path=str(path), width="?", height="?") from None
    except (OSError, ValueError, SyntaxError) as error:
        raise DocumentError("image-broken", path=str(path), reason=str(error)) from None


def _format(data: bytes, path: Path) -> str:
    with _opened(data, path) as image:
        return image.format or "PNG"
