"""Read: a file of any kind becomes a `Document`, and the later stages cannot tell what kind of file it was.

What a file is, is seen from its bytes and never from its name. To add a kind: write its reader beside `text.py`
(`(data, path, document_id) -> Document`) and name it in `READERS`.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from pipeline.errors import DocumentError, reason_of
from pipeline.read.text import read_text
from schemas.document import Document

__all__ = ["MAX_BYTES", "read"]

MAX_BYTES = 200 * 1024 * 1024
"""Largest file. The largest real plan has 2 MB, a book of scans some 100; a text of 200 MB takes 1.3 GB of memory while
it is read, and much more than that would stop a machine with 4 GB."""

Reader = Callable[[bytes, Path, str], Document]

READERS: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    # readers allow 1,024 bytes before the mark's end
    (re.compile(rb"(?s).{0,1019}%PDF-"), "pipeline.read.pdf", "read_pdf"),
    # names are not compressed in a zip
    (re.compile(rb"(?s)PK\x03\x04.*word/document\.xml"), "pipeline.read.word", "read_word"),
    (
        re.compile(rb"(?s)\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP|BM....\0\0\0\0"),
        "pipeline.read.ocr",
        "read_scan",
    ),
)
"""Kinds that are read by a module of their own, loaded when the first such file comes: how a file of the kind begins,
the module, its function."""

REFUSED: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (
        "word-encrypted",
        re.compile(rb"(?s)\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.*" + re.escape("EncryptedPackage".encode("utf-16-le"))),
    ),
    (
        "word-old",
        re.compile(rb"(?s)\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|PK\x03\x04.{26}mimetypeapplication/vnd\.oasis|\{\\rtf"),
    ),
    ("archive-unsupported", re.compile(rb"PK\x03\x04|PK\x05\x06|\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07")),
    ("image-unsupported", re.compile(rb"(?s)\0\0\0.ftyp(?:hei|avi|mif)")),
)
"""Kinds that are recognised by their first bytes and not read: the code of the refusal, and how such a file begins."""


def read(path: Path, document_id: str) -> Document:
    """Read the file at `path` as the document `document_id`.

    Raises DocumentError and nothing else for whatever the file may be: file-missing, file-unreadable, not-a-file,
    file-too-large, the codes of `REFUSED` for kinds that are not read, and those of the readers.
    """
    data = _bytes(path)
    for beginning, module, name in READERS:
        if beginning.match(data):
            reader: Reader = getattr(import_module(module), name)
            document = reader(data, path, document_id)
            return _settled(document) if document.doubtful else document
    for code, beginning in REFUSED:
        if beginning.match(data):
            raise DocumentError(code, path=str(path))
    return read_text(data, path, document_id)


def _settled(document: Document) -> Document:
    """The document with the numbers settled that were read in two ways, as far as the context tells."""
    context = import_module("pipeline.read.context")
    found: Document = context.settled(document)
    return found


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a folder; or a pipe or device, which might never end
            raise DocumentError("not-a-file", path=str(path))
        if status.st_size > MAX_BYTES:
            megabytes, limit = status.st_size // 2**20, MAX_BYTES // 2**20
            raise DocumentError("file-too-large", path=str(path), megabytes=megabytes, limit=limit)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise DocumentError("file-missing", path=str(path)) from None
    except OSError as error:
        raise DocumentError("file-unreadable", path=str(path), reason=reason_of(error)) from None
