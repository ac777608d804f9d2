"""The reader for PDFs with a text layer: pages to numbered lines, the same form as from a text file.

The way of a page: what it paints (`pdf_glyphs`) -> letters and lines (`pdf_lines`) -> tables with rules (`pdf_tables`)
and without (`pdf_columns`) -> blocks in reading order (`pdf_blocks`) -> what belongs to the page (`pdf_matter`) -> text
repair, line by line. A page that cannot be trusted is read by OCR where that is at hand.

Promises, for every document that is not refused:
- `lines` are numbered from 1; a blank line (`text` and `text_found` '') stands before whatever begins a new block, and
  never inside a paragraph or a table, also where a page ends in it.
- `page` is the place in the file, never None; `box` is in points from the upper left corner of the page as shown.
- `text_found` is what the file holds, in the order of the print; `text` is repaired and has Arabic digits.
- A line that is wrapped at a blank ends with this blank; `runs_on` tells that it goes on in the next one without any.
  A line that its author ended, in the middle of a block, has neither.
- A running head and a printed page number are lines with `text` '' and their words in `text_found`; they stand between
  two blocks near by, so that they cut no paragraph. `Page.printed_page` has the number.
- A row that a page's end cut in two is one row, on the page where it begins; the table's head that is printed again
  above its rest is a line with `text` '', as a running head is.
- A row of a table has `cells`; a line end in a cell begins a paragraph or an item, wrapped lines are joined.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.numerals import to_arabic
from pipeline.read.ocr.numbering import as_matter, printed_pages
from pipeline.read.pdf_blocks import Leading, Printed, Sheet, looks_new, sheet_of
from pipeline.read.pdf_file import BrokenError, EncryptedError, open_pdf
from pipeline.read.pdf_glyphs import paint
from pipeline.read.pdf_layout import carried
from pipeline.read.pdf_lines import first_words_width, had_room
from pipeline.read.pdf_matter import label_matter
from pipeline.read.pdf_rejoin import body_of, lowest_text, rejoin
from pipeline.read.pdf_second import second_opinion
from pipeline.read.pdf_trust import reread
from pipeline.read.pdf_words import coverage
from pipeline.read.pdf_wraps import around_wraps, mark, settle, without_wraps
from pipeline.read.repair import repair
from schemas.document import PAGE_BROKEN, Document, DoubtfulNumber, Line, Page

__all__ = ["read_pdf"]

DOUBTFUL = "untrusted"
"""In a page's repairs: the page should be read by OCR, and could not be."""
MOST_MATTER = 4
"""Lines above a page's text that may belong to the page."""
OPEN_PAGE = 8.0
"""Em from a page's last line to where others end; with more room its author ended the page."""


def read_pdf(data: bytes, path: Path, document_id: str) -> Document:
    """Read the bytes of a PDF.

    Raises DocumentError: pdf-encrypted, pdf-broken (nothing can be read), pdf-no-text (only pictures, and no OCR).
    """
    sheets: list[Sheet] = []
    pages: list[Page] = []
    elsewhere: dict[int, list[Line]] = {}
    doubts: dict[int, list[DoubtfulNumber]] = {}
    leading = Leading()
    try:
        file = open_pdf(data)
        told = file.pages_told if file.truncated else None
        for painted in paint(file):
            sheet = sheet_of(painted, leading)
            counts = Counter(sheet.dropped) + _mend(sheet)
            if painted.broken:
                counts[PAGE_BROKEN] += 1
            share = coverage("\n".join(cell for one in sheet.printed for cell in one.mended))
            other, doubted = reread(file.data, painted, sheet, share)
            sheets.append(sheet)
            if other is not None:
                sheet.printed = []
                elsewhere[painted.number], page, doubts[painted.number] = other
                pages.append(page)
                continue
            if doubted:
                counts[DOUBTFUL] += 1
            repairs = dict(sorted(counts.items()))
            pages.append(Page(painted.number, None, "pdf", "repaired" if repairs else "as-is", share, repairs))
    except EncryptedError:
        raise DocumentError("pdf-encrypted", path=str(path)) from None
    except BrokenError:
        raise DocumentError("pdf-broken", path=str(path)) from None
    if not any(elsewhere.values()) and not any(sheet.printed for sheet in sheets):
        if any(PAGE_BROKEN in page.repairs for page in pages):
            raise DocumentError("pdf-broken", path=str(path))
        raise DocumentError("pdf-no-text", path=str(path))

    labels = label_matter(sheets)
    cut = rejoin(sheets)
    lines: list[Line] = []
    doubtful: list[DoubtfulNumber] = []
    before: Sheet | None = None
    lowest = lowest_text(sheets)
    for sheet in sheets:
        found = elsewhere.get(sheet.number)
        if found is not None:
            numbers = _number(lines, [_blank(sheet.number), *found])
            doubtful += [replace(one, line_no=numbers[one.line_no]) for one in doubts[sheet.number]]
        else:
            _number(lines, _lines(_in_order(sheet, before, lowest)))
        before = sheet if found is not None or body_of(sheet) else before
    printed = printed_pages(line for line in lines if line.page in elsewhere)
    labels |= {page: label for page, (_, label) in printed.items()}
    return Document(
        document_id=document_id,
        path=str(path),
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        lines=tuple(as_matter(settle(lines, any(sheet.tagged for sheet in sheets)), printed)),
        pages=tuple(replace(page, printed_page=labels.get(page.page, page.printed_page)) for page in pages),
        doubtful=(*doubtful, *second_opinion(file.data, lines, pages, cut)),
        truncated=file.truncated,
        pages_told=told,
    )


def _in_order(sheet: Sheet, before: Sheet | None, lowest: dict[int, float]) -> list[Printed]:
    """A page's lines, with what belongs to the page at the first break between two blocks, or at the page's end."""
    matter = [one for one in sheet.printed if one.matter]
    body = body_of(sheet)
    if body:
        body[0].gap = _breaks(before, body[0], lowest)
    place = next((at for at, one in enumerate(body) if one.gap), len(body))
    for one in matter:
        one.gap = False
    if place < len(body):
        body[place].gap = True
    return [*body[:place], *matter, *body[place:]]


def _breaks(before: Sheet | None, first: Printed, lowest: dict[int, float]) -> bool:
    """Whether the first line of a page begins a block."""
    last = next((one for one in reversed(before.printed) if not one.matter), None) if before else None
    if last is None or before is None:
        return True
    if last.cells is not None and first.cells is not None:
        return len(last.cells) != len(first.cells)
    if last.row is None or first.row is None:
        return True
    goes_on = last.ends[1].goes_on_over_page(first.ends[0])
    if goes_on is not None:
        return not goes_on
    if last.row.bottom + OPEN_PAGE * last.row.size < lowest[round(before.depth)]:
        return True
    return looks_new(last.row, first.row, before.left, before.right) or had_room(last.row, first.row, before.right)


def _mend(sheet: Sheet) -> Counter[str]:
    """Repair a page's texts; how often each repair did something."""
    counts: Counter[str] = Counter()
    for place, one in enumerate(sheet.printed):
        cells = [cell.replace("\t", " ").strip() for cell in ((one.text,) if one.cells is None else one.cells)]
        one.mended = tuple(around_wraps(cell, lambda text: _repaired(text, counts)) for cell in cells)
        if one.layout is not None and one.cells is not None:
            one.layout = carried(one.layout, one.cells, one.mended)
        if one.row is not None:  # the letters are not needed any more, but for where the line begins and ends
            if place < MOST_MATTER:
                first_words_width(one.row)
            one.row.clusters = [one.row.clusters[0], *one.row.clusters[-3:]]
    return counts


def _repaired(text: str, counts: Counter[str]) -> str:
    text, places = repair(text, "pdf")
    counts += places
    return to_arabic(text).strip()


def _lines(printed: Sequence[Printed]) -> list[Line]:
    """Lines as a document has them, but for their numbers."""
    lines: list[Line] = []
    for one, after in zip(printed, [*printed[1:], None], strict=False):
        if one.gap:
            lines.append(_blank(one.page))
        if one.matter:
            lines.append(Line(0, one.page, "", without_wraps(one.text), None, one.box))
        elif any(one.mended):
            cells = None if one.cells is None else one.mended
            text = "\t".join(one.mended)
            if one.row is not None and not one.ended and (after is None or not after.gap):
                text += mark(one.row.clusters[-1].trailing, one.full)
            lines.append(Line(0, one.page, text, one.text, cells, one.box, one.layout))
    return lines


def _blank(page: int) -> Line:
    return Line(0, page, "", "")


def _number(lines: list[Line], more: Sequence[Line]) -> dict[int, int]:
    """Append lines with their numbers; never two blank lines in a row, none at the document's start.

    Returns old -> new numbers of those that had one.
    """
    numbers: dict[int, int] = {}
    for line in more:
        blank = not line.text_found
        if blank and (not lines or not lines[-1].text_found):
            continue
        lines.append(replace(line, number=len(lines) + 1))
        numbers[line.number] = len(lines)
    return numbers
