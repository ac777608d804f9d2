"""The reader for Word's .docx: paragraphs and tables in the order of the file to numbered lines.

Promises, for every document that is not refused:
- A paragraph is a line, each manual line break begins another; a blank line stands between blocks, and only there
  (`word_story` says what a block is). A table row is one line with cells: merged cells have their text once, the others
  are ''; paragraphs in a cell are parted by LF. An entry of a contents list (words, tab, page) is a row too.
- The numbers and bullets that Word computes stand before the text, as they are printed. Hidden text, deleted text,
  codes of fields, comments, headers and footers are left out; inserted text, results of fields and text boxes (behind
  the paragraph that they hang on) are in; notes stand at the end, in the order of their references.
- `text_found` is what the file holds, `text` the same with Thai repaired, Arabic digits and blanks for tabs.
- `page` counts the breaks that authors set, and those that Word noted when it last laid the document out. Where the
  file tells none, it is None in all lines, and one entry in `pages` stands for the whole file. A file without Word's
  notes tells only the breaks that were set: a long text between two of them counts as one page.

Only `python-docx` opens the package; sizes are checked before, and no entity is ever looked up.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import NoReturn

from pipeline.errors import DocumentError
from pipeline.numerals import to_arabic
from pipeline.read.repair import repair
from pipeline.read.text import MAX_CELLS, MAX_LINE, refuse_other_languages
from pipeline.read.word_numbers import Numbers
from pipeline.read.word_story import Piece, Story
from pipeline.read.word_styles import Element, Styles, W, value
from schemas.document import Document, Line, Page

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_UNPACKED = 400 * 1024 * 1024
"""Bytes of a file when unpacked, pictures and all, which python-docx keeps in memory."""
MAX_XML = 64 * 1024 * 1024
"""Bytes of one XML part when unpacked; 500 pages of text have some 15 MB, and the tree takes ten times as much."""
MAX_PARTS = 10_000
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)
"""What damaged contents raise while they are unpacked."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCUMENT_TYPE = b"<!DOCTYPE"
_BETWEEN = "\f"
"""What parts the lines while they are repaired together; the repair leaves it alone, and no XML can hold it."""


def is_encrypted(data: bytes) -> bool:
    """Whether a file is an Office document behind a password: no zip any more, but an old-style container."""
    return data.startswith(_OLE) and _ENCRYPTED in data


def read_word(data: bytes, path: Path, document_id: str) -> Document:
    """Read the bytes of a Word file.

    Raises DocumentError: word-encrypted, word-broken, word-too-large, word-library-missing, file-empty, not-thai,
    line-too-long, row-too-wide.
    """
    _check_package(data, path)
    pieces, paged = _pieces(data, path)
    if not pieces:
        raise DocumentError("file-empty", path=str(path))
    found = [piece.text.strip() if piece.cells is None else piece.text for piece in pieces]
    longest = max(map(len, found))
    if longest > MAX_LINE:
        line = next(number for number, text in enumerate(found, 1) if len(text) == longest)
        raise DocumentError("line-too-long", path=str(path), line=line, length=longest, limit=MAX_LINE)
    repaired, _ = repair(_BETWEEN.join(found), "word")
    if not repaired.strip():
        raise DocumentError("file-empty", path=str(path))
    refuse_other_languages(repaired, path)
    return Document(
        document_id=document_id,
        path=str(path),
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        lines=_lines(pieces, found, to_arabic(repaired).split(_BETWEEN), paged),
        pages=_pages(pieces, found, repaired.split(_BETWEEN), paged),
    )


# --- the package ------------------------------------------------------------------------------------------------------


def _check_package(data: bytes, path: Path) -> None:
    """Refuse what must not be opened: a password, more than fits into memory, XML that defines entities."""
    if is_encrypted(data):
        raise DocumentError("word-encrypted", path=str(path))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise DocumentError("word-encrypted", path=str(path))
            xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            largest = max((part.file_size for part in xml), default=0)
            if len(parts) > MAX_PARTS or sum(one.file_size for one in parts) > MAX_UNPACKED or largest > MAX_XML:
                megabytes = sum(one.file_size for one in parts) // 2**20
                raise DocumentError("word-too-large", path=str(path), megabytes=megabytes, limit=MAX_XML // 2**20)
            for part in xml:
                with package.open(part) as content:
                    if _DOCUMENT_TYPE in content.read(1024):
                        _broken(path, "DOCTYPE")
    except DAMAGED as error:
        _broken(path, str(error) or type(error).__name__)


def _broken(path: Path, reason: str) -> NoReturn:
    raise DocumentError("word-broken", path=str(path), reason=reason) from None


def _pieces(data: bytes, path: Path) -> tuple[list[Piece], bool]:
    """The printed lines and rows of a package, and whether it tells their pages."""
    try:  # only documents that need it pay for the import
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
        from docx.opc.part import Part  # noqa: PLC0415
        from docx.oxml.parser import parse_xml  # noqa: PLC0415
        from docx.package import Package  # noqa: PLC0415
    except ImportError:
        raise DocumentError("word-library-missing", path=str(path)) from None

    def root(part: Part) -> Element:
        return part.element if hasattr(part, "element") else parse_xml(part.blob)

    try:
        document = Package.open(io.BytesIO(data)).main_document_part
        related: dict[str, Element] = {}
        for relation in document.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind in ("styles", "numbering", "footnotes", "endnotes") and not relation.is_external:
                related.setdefault(kind, root(relation.target_part))
        body = root(document).find(f"{W}body")
    except (OpcError, SyntaxError, KeyError, AttributeError, *DAMAGED) as error:  # lxml's errors are SyntaxErrors
        _broken(path, f"{type(error).__name__}: {error}")
    if body is None:
        _broken(path, "w:body")

    def wide(cells: int) -> None:
        if cells > MAX_CELLS:
            line = len(story.pieces) + 1
            raise DocumentError("row-too-wide", path=str(path), line=line, cells=cells, limit=MAX_CELLS)

    story = Story(Styles(related.get("styles")), Numbers(related.get("numbering")), wide)
    try:
        story.body(body)
        pieces = story.finish()
        pieces += _notes(story, related)
    except RecursionError:
        _broken(path, "tables within tables without end")
    return pieces, story.paged


def _notes(story: Story, related: dict[str, Element]) -> list[Piece]:
    """The notes that the text points to, each a block."""
    pieces: list[Piece] = []
    for kind, name in list(story.printed.notes):
        for note in related[f"{kind}s"].findall(f"{W}{kind}") if f"{kind}s" in related else ():
            if value(note, "id") == name:
                place = len(story.pieces)
                story.blocks(note)
                for piece in story.pieces[place:]:
                    piece.page = story.page
                pieces += story.pieces[place:]
                del story.pieces[place:]
    return pieces


# --- lines and pages --------------------------------------------------------------------------------------------------


def _lines(pieces: list[Piece], found: list[str], texts: list[str], paged: bool) -> tuple[Line, ...]:
    lines: list[Line] = []
    for piece, before, text in zip(pieces, found, texts, strict=True):
        if piece.gap and lines:
            lines.append(Line(len(lines) + 1, lines[-1].page, "", ""))
        cells = tuple(map(str.strip, text.split("\t"))) if piece.cells is not None else None
        plain = "\t".join(cells) if cells is not None else " ".join(text.split("\t")).strip()
        lines.append(Line(len(lines) + 1, piece.page if paged else None, plain, before, cells, None, piece.layout))
    return tuple(lines)


def _pages(pieces: list[Piece], found: list[str], mended: list[str], paged: bool) -> tuple[Page, ...]:
    """One record per page, with the repairs that changed lines on it; empty pages are among them."""
    last = max(piece.page for piece in pieces) if paged else 1
    repairs: dict[int, Counter[str]] = {page: Counter() for page in range(1, last + 1)}
    for piece, before, after in zip(pieces, found, mended, strict=True):
        if before != after:
            repairs[piece.page if paged else 1] += repair(before, "word")[1]
    return tuple(
        Page(page, None, "word", "repaired" if counts else "as-is", repairs=dict(sorted(counts.items())))
        for page, counts in repairs.items()
    )
