"""Scans: pictures of pages to lines and tables, by Tesseract and a digit reader of our own.

    a page's picture -> upright -> layout (grid, ink) -> engine (Tesseract) -> figures (align, glyphs) -> page

Needs the extra `ocr` (OpenCV, numpy, Pillow) and the Debian packages that `programs_missing` names.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.errors import DocumentError
from pipeline.read.ocr.programs import programs_missing

__all__ = ["OcrPage", "frame", "frames", "programs_missing", "read_page", "read_scan", "straight_page"]

if TYPE_CHECKING:
    from pipeline.read.ocr.page import OcrPage, read_page, straight_page
    from pipeline.read.ocr.scan import frame, frames, read_scan

_PLACES = {
    "OcrPage": "page",
    "frame": "scan",
    "frames": "scan",
    "read_page": "page",
    "read_scan": "scan",
    "straight_page": "page",
}


def __getattr__(name: str) -> Any:
    """Load the reader when it is first asked for: it needs packages that not everybody installs."""
    place = _PLACES.get(name)
    if place is None:
        raise AttributeError(name)
    missing = programs_missing()
    if missing:
        raise DocumentError("ocr-missing", package=" ".join(missing))
    return getattr(import_module(f"{__name__}.{place}"), name)
