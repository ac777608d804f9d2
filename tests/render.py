"""A text plan laid out again, as its authors might have: as a Word file, as HTML, and as PDF from either.

What the text only hints at becomes real: contents with leaders and page numbers, headings with styles, lists with
numbers that Word or the browser computes, tables with rules and header rows that are repeated, page breaks. The words
stay as they are. The PDFs keep what Word's keep (all seven real ones that Word or PowerPoint wrote have both): the
file's own structure, and the blanks at which lines are wrapped; a browser left to itself drops these
(`to_html(…, keeps_blanks=False)`). Contents in HTML are a table without rules. Scraps of `<ul>` and `<p>` in cells
become the lists and paragraphs that they are left of; bullets that the text lost stay lost.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from pipeline.extract.lists import by_tags, chunks_of_cell
from pipeline.numerals import to_arabic, to_thai
from pipeline.read.text import read_text
from schemas.document import Document, Line
from schemas.profile import Profile

FONT = "Laksaman"
"""The font of Debian's fonts-thai-tlwg that looks like the one of Thai offices."""
TIGHT = 120
"""Letters; shorter lines of a block are paragraphs without space between, longer ones end with a line break."""
WIDE = 10
"""Columns; a table with as many is printed on pages that lie on their sides, in smaller letters."""
_MARKER = re.compile(r"^(?:([๐-๙]{1,2})([.)])|([-●•])) (?=\S)")
_PAGE = re.compile(r"^(?:หน้า )?(?:[ก-ฮ]|[๐-๙]{1,3})?$")


def program(*names: str) -> str | None:
    """The path of the first program of these that is installed."""
    return next(filter(None, map(shutil.which, names)), None)


def missing_fonts() -> bool:
    """Whether the Thai fonts are not installed."""
    listed = program("fc-list")
    if listed is None:
        return True
    told = subprocess.run([listed, FONT], capture_output=True, text=True, check=False)
    return not told.stdout.strip()


# --- what is laid out -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A paragraph: `lines` are parted by line breaks; `style` is '', dash, bullet, or the sign behind a number."""

    lines: list[str]
    style: str = ""
    number: int | None = None
    depth: int = 0


@dataclass(frozen=True)
class Block:
    """What stands between two blank lines; `heading` is the rank of a heading (from 1), 0 for other text."""

    entries: list[Entry]
    rows: list[list[str]]
    heading: int = 0
    is_contents: bool = False
    new_page: bool = False
    has_header: bool = False


def blocks(data: bytes, profile: Profile) -> list[Block]:
    """The blocks of a text plan."""
    document = read_text(data, Path("plan.txt"), "plan")
    heads = Counter(line.cells for line in document.lines if line.cells)
    found = []
    page: int | None = None
    for lines in _groups(document):
        new_page = page is not None and lines[0].page != page
        page = lines[-1].page
        if lines[0].cells is not None:
            rows = [[cell.strip() for cell in line.text_found.split("\t")] for line in lines]
            header = heads[lines[0].cells] > 1 and len(rows) > 1
            found.append(Block([], rows, 0, _is_contents(rows), new_page, header))
            continue
        texts = [line.text_found.strip("\f ").replace("\t", " ") for line in lines]
        taken = profile.heading_set.first(to_arabic(texts[0])) if len(texts[0]) <= TIGHT * 3 else None
        found.append(Block(list(_entries(texts)), [], taken[0] + 1 if taken else 0, new_page=new_page))
    return found


def _groups(document: Document) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in document.lines:
        blank = not line.text.strip()
        if group and (blank or (line.cells is None) != (group[0].cells is None)):
            yield group
            group = []
        if not blank:
            group.append(line)
    if group:
        yield group


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    pages = sum(bool(_PAGE.match(row[-1])) for row in rows)
    return pages * 2 > len(rows) and not any("<" in cell for row in rows for cell in row) and len(rows[0]) <= 3


def _entries(texts: Sequence[str]) -> Iterator[Entry]:
    """Paragraphs of a block: an item has its own; short lines too; long lines are parted by line breaks."""
    open_: Entry | None = None
    for text in texts:
        item = _item(text)
        if open_ is not None and (item.style or (not open_.style and max(len(text), len(open_.lines[-1])) <= TIGHT)):
            yield open_
            open_ = None
        if open_ is None:
            open_ = item
        else:
            open_.lines.append(text)
    if open_ is not None:
        yield open_


def _item(text: str, depth: int = 0) -> Entry:
    marker = _MARKER.match(text)
    if marker is None:
        return Entry([text], depth=depth)
    rest = text[marker.end() :]
    if marker[1]:
        return Entry([rest], marker[2], int(to_arabic(marker[1])), depth)
    return Entry([rest], marker[3], None, depth)


def cell_entries(cell: str) -> list[Entry]:
    """The paragraphs of a cell: where `<p>` tells them it is believed, else bullets, numbers and dashes tell."""
    if "<p>" in cell:
        return [_item(text, depth) for text, depth in by_tags(cell) if text]
    return [_item(chunk.text, chunk.depth) for chunk in chunks_of_cell(cell, 1, 1)]


# --- HTML -------------------------------------------------------------------------------------------------------------

STYLE = f"""
@page {{ size: A4; margin: 20mm }}
@page wide {{ size: A4 landscape; margin: 15mm }}
body {{ font: 14pt '{FONT}' }}
p, h1, h2, h3, h4, li, div {{ margin: 0; font-size: 14pt }}
.block {{ margin-bottom: 8pt }}
.page {{ break-before: page }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 8pt }}
td, th {{ border: 0.7pt solid black; padding: 2pt 4pt; vertical-align: top; font-weight: normal; text-align: left }}
ul, ol {{ margin: 0; padding-left: 18pt }}
.wide {{ page: wide }}
.wide table, .wide td p, .wide td li, .wide td div {{ font-size: 11pt }}
.contents td {{ border: 0 }}
.contents td:first-child:not([colspan]), .contents td:last-child {{ white-space: nowrap }}
"""
KEPT = "body { white-space: pre-wrap }"


def to_html(plan: Sequence[Block], keeps_blanks: bool = True) -> str:
    """The plan as one HTML page; `keeps_blanks`: whether blanks at the ends of wrapped lines are printed."""
    body = "".join(_html_block(block, wide) for block, wide in zip(plan, wide_pages(plan), strict=True))
    head = f'<!doctype html><html lang="th"><meta charset="utf-8"><style>{STYLE}{KEPT if keeps_blanks else ""}</style>'
    return f"{head}<body>{body}</body></html>"


def wide_pages(plan: Sequence[Block]) -> Iterator[bool]:
    """For each block whether its page lies on its side: a page with a wide table, which would run off the paper."""
    pages = accumulate(block.new_page for block in plan)
    for _, page in groupby(zip(plan, pages, strict=True), key=lambda one: one[1]):
        blocks_ = [block for block, _ in page]
        yield from [any(len(row) >= WIDE for block in blocks_ for row in block.rows)] * len(blocks_)


def _html_block(block: Block, wide: bool) -> str:
    names = " ".join(name for name, on in (("block", True), ("page", block.new_page), ("wide", wide)) if on)
    if block.is_contents:
        rows = "".join(f"<tr>{_contents_row(row, max(map(len, block.rows)))}</tr>" for row in block.rows)
        return f'<div class="{names}"><table class="contents">{rows}</table></div>'
    if block.rows:
        width = max(map(len, block.rows))
        rows_ = [
            "".join(f"<td>{_html_entries(cell_entries(cell))}</td>" for cell in _filled(row, width))
            for row in block.rows
        ]
        head = f"<thead><tr>{rows_.pop(0)}</tr></thead>" if block.has_header else ""
        body = "".join(f"<tr>{row}</tr>" for row in rows_)
        return f'<div class="{names}"><table>{head}<tbody>{body}</tbody></table></div>'
    if block.heading:
        tag = f"h{min(block.heading, 4)}"
        heads = (f"<{tag}>{_marker(one)}{_lines(one)}</{tag}>" for one in block.entries)
        return f'<div class="{names}">' + "".join(heads) + "</div>"
    return f'<div class="{names}">{_html_entries(block.entries)}</div>'


def _contents_row(row: Sequence[str], width: int) -> str:
    """An entry of the contents: label, title and page; a title without a label begins where labels do."""
    spans = [""] * len(row)
    if len(row) < width:
        spans[0] = f' colspan="{width - len(row) + 1}"'
    return "".join(f"<td{span}>{_escaped(cell)}</td>" for span, cell in zip(spans, row, strict=True))


def _marker(entry: Entry) -> str:
    """The marker of a heading, which HTML does not compute."""
    number = "" if entry.number is None else to_thai(str(entry.number))
    return f"{number}{entry.style} " if entry.style else ""


def _html_entries(entries: Sequence[Entry]) -> str:
    return "".join(_html_entry(one) for one in entries)


def _html_entry(entry: Entry) -> str:
    inner = f"<p>{_lines(entry)}</p>"
    if entry.number is not None and entry.style == ".":
        inner = f'<ol start="{entry.number}" style="list-style-type: thai"><li>{_lines(entry)}</li></ol>'
    elif entry.number is not None:
        inner = f"<p>{_marker(entry)}{_lines(entry)}</p>"
    elif entry.style:
        inner = f"<ul style=\"list-style-type: '{entry.style} '\"><li>{_lines(entry)}</li></ul>"
    return f'<div style="padding-left: {entry.depth * 14}pt">{inner}</div>' if entry.depth else inner


def _lines(entry: Entry) -> str:
    return "<br>".join(_escaped(line) for line in entry.lines)


def _escaped(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text, quote=False))


def _filled(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


# --- PDF --------------------------------------------------------------------------------------------------------------

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
OFFICE = ("soffice", "libreoffice")
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-pdf-header-footer"),
)


def html_to_pdf(text: str, folder: Path) -> bytes:
    """Print HTML by a headless Chromium of its own; `folder` takes what it needs."""
    page, printed = folder / "plan.html", folder / "plan.pdf"
    page.write_text(text, encoding="utf-8")
    browser = program(*CHROMIUM)
    assert browser is not None
    command = [browser, *_QUIET, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=600, check=True)
    return printed.read_bytes()


def docx_to_pdf(data: bytes, folder: Path) -> bytes:
    """Print a Word file by a headless LibreOffice of its own."""
    (folder / "plan.docx").write_bytes(data)
    office = program(*OFFICE)
    assert office is not None
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, own, "--headless", "--convert-to", TAGGED, "--outdir", str(folder), str(folder / "plan.docx")]
    subprocess.run(command, capture_output=True, timeout=600, check=True)
    return (folder / "plan.pdf").read_bytes()
