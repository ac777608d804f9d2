"""The reader for plain text: bytes to numbered lines.

Promises, for every document that is not refused:
- `lines[n].number` is n + 1, and it is the number that `cat -n` and editors show: LF and CRLF end a line. A lone CR
  does so only in a file without any LF; a form feed, a vertical tab or U+2028 never does.
- The `text_found` of all lines, joined by LF, are the decoded file but for the CRs of its line ends, a byte order mark
  and the last line end.
- `text` is `text_found` with Thai repaired and digits turned to Arabic ones, without form feeds; '' in a blank line.
- A table row has `cells`, each without blanks at its ends, and `text` is the cells joined by tabs. No other line's
  `text` holds a tab. Cells are parted by tabs, or by bars as in Markdown.
- `page` counts from 1 where the file tells its pages, and is None in all lines where it does not. Then one entry in
  `pages` stands for the whole file, so that trust and repairs have a place.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.numerals import to_arabic
from pipeline.read.pipes import bars_to_tabs
from pipeline.read.repair import CONSONANTS, LEADING_VOWELS, MARKS, repair
from schemas.document import Document, Line, Page

MAX_LINE = 200_000
"""Characters in a line. The longest line of the real plans has 2,592; later stages try many patterns on each."""
MAX_CELLS = 200
"""Cells in a row. The widest table of the real plans has 18; a schedule with a column for each week would have 60."""
MIN_THAI = 0.1
"""Least share of Thai letters among letters: tags and English names may prevail, a foreign text with a few does not."""
MAX_CONTROLS = 0.01
"""Largest share of control characters in a text; up to `STRAY_CONTROLS` are borne in any (DOS ends a file with one)."""
STRAY_CONTROLS = 3
MAX_ODD_CLUSTERS = 0.1
"""Share of marks and leading vowels that may lack their consonant in Windows-874 text; in foreign text most do."""
BREAK_LINES = 3
"""Blank lines in a row that stand for a page break, as they do in text from OCR."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes(set(range(1, 0x20)) - set(b"\t\n\v\f\r") | {0x7F})
_MARK_OR_LEADING_VOWEL = re.compile(f"[{MARKS}{LEADING_VOWELS}]")
_ODD_CLUSTER = re.compile(f"(?<![{CONSONANTS}{MARKS}])[{MARKS}]|[{LEADING_VOWELS}](?![{CONSONANTS}])")
_NOT_THAI_LETTERS = bytes(
    code for code in range(256) if code < 0xA1 or not bytes([code]).decode("tis-620", "ignore").isalpha()
)
_NOT_LATIN_LETTERS = bytes(code for code in range(256) if not bytes([code]).isalpha())


def read_text(data: bytes, path: Path, document_id: str) -> Document:
    """Read the bytes of a text file.

    Raises DocumentError: not-text, encoding-unknown, file-empty, not-thai, line-too-long, row-too-wide.
    """
    text = _decode(data, path).replace("\r\n", "\n")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    text = text.removesuffix("\n")
    found = text.split("\n")
    _refuse_long_lines(found, path)
    repaired, _ = repair(text, "text")
    if not repaired.strip():
        raise DocumentError("file-empty", path=str(path))
    refuse_other_languages(repaired, path)

    mended = repaired.split("\n")
    pages = _pages(mended)
    told = "\f" in text or pages[-1] > 1
    texts = bars_to_tabs(to_arabic(_without_form_feeds(repaired)).split("\n"))
    return Document(
        document_id=document_id,
        path=str(path),
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        lines=_lines(texts, found, pages if told else None, path),
        pages=_page_records(pages, found, mended),
    )


def _decode(data: bytes, path: Path) -> str:
    """The text of `data`; a character that the file's end cut off is U+FFFD."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(encoding, data[len(bom) :], path)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls > max(STRAY_CONTROLS, MAX_CONTROLS * len(data)):
        raise DocumentError("not-text", path=str(path))
    try:
        return _decode_as("utf-8", data, path)
    except DocumentError:
        text = _decode_windows_874(data)
        if text is None:
            raise
        return text


def _decode_as(encoding: str, data: bytes, path: Path) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding).count("\n") + 1
        raise DocumentError("encoding-unknown", path=str(path), line=line) from None
    if "\0" in text:
        raise DocumentError("not-text", path=str(path))
    cut_off, _ = decoder.getstate()
    return text + "\ufffd" if cut_off else text


def _decode_windows_874(data: bytes) -> str | None:
    """Windows-874, which holds TIS-620; None if bytes without meaning occur or marks sit where no Thai mark can."""
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    clusters = len(_MARK_OR_LEADING_VOWEL.findall(text))
    odd = len(_ODD_CLUSTER.findall(text))
    return text if odd <= MAX_ODD_CLUSTERS * clusters else None


def _refuse_long_lines(lines: list[str], path: Path) -> None:
    longest = max(map(len, lines))
    if longest > MAX_LINE:
        line = next(number for number, text in enumerate(lines, 1) if len(text) == longest)
        raise DocumentError("line-too-long", path=str(path), line=line, length=longest, limit=MAX_LINE)


def refuse_other_languages(text: str, path: Path) -> None:
    """Raise not-thai below `MIN_THAI`; `share` is told in whole percent."""
    known = text.encode("tis-620", "ignore")
    thai = len(known.translate(None, _NOT_THAI_LETTERS))
    letters = thai + len(known.translate(None, _NOT_LATIN_LETTERS)) + len(text) - len(known)
    if thai < MIN_THAI * letters or not thai:  # quotes and bullets were taken for letters: count again
        letters = sum(map(str.isalpha, text))
        if thai < MIN_THAI * letters or not thai:
            raise DocumentError("not-thai", path=str(path), share=100 * thai // max(letters, 1))


def _pages(texts: list[str]) -> list[int]:
    """The page of each line. Between two printed lines every form feed is a break; without one, three blank lines are.

    Blank lines belong to the page before. Blank lines at the start are no break, and nothing at the end opens a page;
    a form feed at the start ends an empty page, as `pdftotext` writes it. A break inside a line counts after it.
    """
    numbers = []
    page, blank_lines, feeds, begun = 1, 0, 0, False
    for text in texts:
        printed = text.strip()
        if printed:
            before = text.index(printed[0]) if "\f" in text else 0
            page += feeds + text.count("\f", 0, before) or (begun and blank_lines >= BREAK_LINES)
            feeds = text.count("\f", before) if "\f" in text else 0
            blank_lines, begun = 0, True
        else:
            blank_lines += 1
            feeds += text.count("\f")
        numbers.append(page)
    return numbers


def _page_records(pages: list[int], found: list[str], mended: list[str]) -> tuple[Page, ...]:
    """One record per page, with the repairs that changed lines on it; empty pages are among them."""
    repairs: dict[int, Counter[str]] = {page: Counter() for page in range(1, pages[-1] + 1)}
    for page, before, after in zip(pages, found, mended, strict=True):
        if before != after:
            repairs[page] += repair(before, "text")[1]
    return tuple(
        Page(page, None, "text", "repaired" if counts else "as-is", repairs=dict(sorted(counts.items())))
        for page, counts in repairs.items()
    )


def _without_form_feeds(text: str) -> str:
    """Drop form feeds at a line's ends; one between two words of a line is a blank."""
    if "\f" not in text:
        return text
    return "\n".join(line.strip("\f").replace("\f", " ") for line in text.split("\n"))


def _lines(texts: list[str], found: list[str], pages: list[int] | None, path: Path) -> tuple[Line, ...]:
    is_row = _rows(texts)
    lines = []
    for index, text in enumerate(texts):
        page = pages[index] if pages else None
        cells = None
        if is_row[index]:
            cells = tuple(map(str.strip, text.split("\t")))
            if len(cells) > MAX_CELLS:
                raise DocumentError("row-too-wide", path=str(path), line=index + 1, cells=len(cells), limit=MAX_CELLS)
            text = "\t".join(cells)  # noqa: PLW2901
        elif "\t" in text or text.isspace():
            text = text.strip()  # noqa: PLW2901
        lines.append(Line(index + 1, page, text, found[index], cells))
    return tuple(lines)


def _rows(texts: list[str]) -> list[bool]:
    """Which lines are table rows: those with a tab and something printed, and the first cells may be empty.

    One exception: a single tab before a text may be a paragraph's indent. Such a line is a row only where it touches,
    through lines with tabs, one that is a row for certain.
    """
    is_row = [False] * len(texts)
    start, certain = 0, False
    for index, text in enumerate([*texts, ""]):
        if "\t" in text and not text.isspace():
            certain = certain or not _is_indented(text)
            continue
        if certain:
            is_row[start:index] = [True] * (index - start)
        start, certain = index + 1, False
    return is_row


def _is_indented(text: str) -> bool:
    return text.count("\t") == 1 and not text.partition("\t")[0].strip()
