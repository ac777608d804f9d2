"""A PDF opened, also one that was cut off or lost its index. The only module that knows pdfplumber.

What a file that was cut off still holds is opened under a catalogue that is written behind it.
"""

from __future__ import annotations

import io
import re
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import literal_name
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

DAMAGE = (
    PSException,
    PdfminerException,
    MalformedPDFException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
)
"""What the parser raises on files that are cut off or wrong in themselves."""
_END = re.compile(rb"startxref\s+\d+")
_OBJECT = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+obj\b")
_TRAILER = re.compile(rb"(?m)^trailer|(?<=\r)trailer")
_CIPHER = re.compile(rb"/Filter\s*/Standard\b")


class EncryptedError(Exception):
    """The file asks for a password."""


class BrokenError(Exception):
    """Nothing of the file can be read."""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF that can be read page by page.

    `data` is what it was opened from, with a catalogue of ours where its own is lost. `truncated`: it ends before its
    end; `cut` is then the number of the object in which it ends.
    """

    pdf: Any
    pages: list[Any]
    data: bytes
    truncated: bool = False
    cut: int | None = None

    def has_lost(self, page: Any) -> bool:
        """Whether what a page paints is lost in part or whole: it is not there, or the file ends in it."""
        contents = page.page_obj.attrs.get("Contents") if self.truncated else None
        parts = contents if isinstance(contents, list) else [contents]
        return any(isinstance(part, PDFObjRef) and (part.objid == self.cut or resolve1(part) is None) for part in parts)

    @property
    def pages_told(self) -> int | None:
        """How many pages the file itself says that it has; None where that is lost."""
        with suppress(*DAMAGE):
            count = resolve1(resolve1(self.pdf.doc.catalog["Pages"])["Count"])
            return count if isinstance(count, int) and count >= len(self.pages) else None
        return None


def open_pdf(data: bytes) -> PdfFile:
    """Open the bytes of a PDF, as far as they go. Raises EncryptedError, BrokenError."""
    truncated = _is_truncated(data)
    cut = _last_object(data) if truncated else None
    try:
        return PdfFile(*_open(data), data, truncated, cut)
    except DAMAGE as error:
        if "Password" in f"{error!r} {error.__cause__!r}" or b"/Encrypt" in data[-4096:]:
            raise EncryptedError from error
    return PdfFile(*_open_rebuilt(data), truncated, cut)


def _is_truncated(data: bytes) -> bool:
    """Whether the file ends before its end: it has no pointer to its index, or goes on behind the last one.

    A file that was changed, or made for the web, has several; what is no object behind the last one is harmless.
    """
    end = 0
    for end_mark in _END.finditer(data):
        end = end_mark.end()
    return not end or _OBJECT.search(data, end) is not None


def _last_object(data: bytes) -> int | None:
    """The number of the object in which the file ends; None where it ends between two."""
    begun = deque(_OBJECT.finditer(data), maxlen=1)
    return int(begun[0][1]) if begun and data.find(b"endobj", begun[0].end()) < 0 else None


def _open(data: bytes) -> tuple[Any, list[Any]]:
    pdf = pdfplumber.open(io.BytesIO(data))
    pages = pdf.pages
    if not pages:
        raise ValueError("no pages")
    return pdf, pages


def _open_rebuilt(data: bytes) -> tuple[Any, list[Any], bytes]:
    """Open a file without its index: by its own catalogue, else by the pages that are found, under a new one.

    Raises EncryptedError, BrokenError.
    """
    if _CIPHER.search(data):  # the key's place is told by the index, which is lost
        raise EncryptedError
    body = _TRAILER.sub(b"%railer", data) + b"\nendstream\nendobj\n"  # the parser looks for objects up to a trailer
    new = max((int(found[1]) for found in _OBJECT.finditer(data)), default=0) + 1
    try:
        doc = pdfplumber.open(io.BytesIO(_with_root(body, new, []))).doc
        kinds = _kinds(doc)
    except DAMAGE as error:
        raise BrokenError from error
    for place in kinds["Catalog"]:
        rebuilt = b"%btrailer\n<</Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n" % (body, place)
        with suppress(*DAMAGE):
            return *_open(rebuilt), rebuilt
    rebuilt = _with_root(body, new, kinds["Page"])
    try:
        return *_open(rebuilt), rebuilt
    except DAMAGE as error:
        raise BrokenError from error


def _kinds(doc: Any) -> dict[str, list[int]]:
    """The numbers of the catalogues, the last first, and of the pages, as they stand in the file."""
    found: dict[str, list[int]] = {"Catalog": [], "Page": []}
    for number in [number for xref in doc.xrefs for number in xref.get_objids()]:
        with suppress(*DAMAGE, RecursionError):
            one = doc.getobj(number)
            kind = literal_name(one["Type"]) if isinstance(one, dict) and "Type" in one else ""
            if kind in found:
                found[kind].append(number)
    found["Catalog"].reverse()
    return found


def _with_root(body: bytes, new: int, pages: list[int]) -> bytes:
    """The file with a catalogue of its pages written behind it, as the objects `new` and the next."""
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    return (
        b"%b%d 0 obj\n<</Type/Pages/MediaBox[0 0 595 842]/Count %d/Kids[%b]>>\nendobj\n"
        b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\ntrailer\n<</Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n"
    ) % (body, new, len(pages), kids, new + 1, new, new + 1)
