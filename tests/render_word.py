"""A text plan laid out as a Word file by python-docx."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt
from render import FONT, Block, Entry, cell_entries, wide_pages

SPACE = Pt(8)
"""Space behind a block; between the paragraphs of one there is none."""
NORMAL = Pt(14)
SMALL = Pt(11)
"""Letters in wide tables."""
LEAST_WEIGHT = 4.0
"""Of a column's width; a column whose longest cell has sixteen letters weighs as much."""
LEVELS = 9


def to_docx(plan: Sequence[Block]) -> bytes:
    """The plan as a Word file."""
    writer = _Writer()
    for block, wide in zip(plan, wide_pages(plan), strict=True):
        writer.block(block, wide)
    stream = io.BytesIO()
    writer.document.save(stream)
    return stream.getvalue()


def _size(font: Any, properties: Any, size: Pt) -> None:
    """Set a size for all letters: Word has one of its own for Thai."""
    font.size = size
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    own = parse_xml(f'<w:szCs {nsdecls("w")} w:val="{size.pt * 2:.0f}"/>')
    properties.find(qn("w:sz")).addnext(own)


def _widths(rows: Sequence[Sequence[str]], section: Any) -> list[int]:
    """The widths of a table's columns, as an author would draw them: the more text, the wider, and room for figures.

    (Where there is none LibreOffice cuts Thai figures anywhere; Word cuts none.)
    """
    weights = []
    for column in zip_longest(*rows, fillvalue=""):
        figure = max((len(one) for cell in column for one in re.findall(r"[๐-๙,]+", cell)), default=0)
        weights.append(max(LEAST_WEIGHT, float(figure), max(map(len, column)) ** 0.5))
    room = section.page_width - section.left_margin - section.right_margin
    return [int(room * weight / sum(weights)) for weight in weights]


class _Writer:
    """Writes blocks one after the other; the state is the list that a next number could go on with."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self.numbering: Any = self.document.part.numbering_part.element
        for one in list(self.numbering):
            self.numbering.remove(one)
        self.lists: dict[str, tuple[int, int]] = {}
        self.count = 0
        self.wide = False
        self._paper(self.document.sections[0])
        for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
            style = self.document.styles[name]
            style.font.name = FONT
            properties = style.element.get_or_add_rPr()
            properties.get_or_add_rFonts().set(qn("w:cs"), FONT)
            _size(style.font, properties, NORMAL)
            style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)

    def _paper(self, section: Any) -> None:
        """A4, lying on its side under wide tables, which would run off the paper."""
        width, height, margin = (Mm(297), Mm(210), Mm(15)) if self.wide else (Mm(210), Mm(297), Mm(20))
        section.orientation = WD_ORIENT.LANDSCAPE if self.wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = width, height
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin

    def block(self, block: Block, wide: bool) -> None:
        if wide != self.wide:
            self.wide = wide
            self._paper(self.document.add_section(WD_SECTION.NEW_PAGE))
        elif block.new_page:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        if block.is_contents:
            for row in block.rows:
                paragraph = self.document.add_paragraph("\t".join(row))
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(3))
                paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            paragraph.paragraph_format.space_after = SPACE
        elif block.rows:
            self._table(block)
        else:
            self.lists = {}
            style = f"Heading {min(block.heading, 4)}" if block.heading else None
            for entry in block.entries:
                paragraph = self.document.add_paragraph(style=style)
                self._entry(paragraph, entry)
            paragraph.paragraph_format.space_after = SPACE

    def _table(self, block: Block) -> None:
        width = max(map(len, block.rows))
        table = self.document.add_table(len(block.rows), width, "Table Grid")
        table.autofit = False
        widths = _widths(block.rows, self.document.sections[-1])
        for column, size in zip(table.columns, widths, strict=True):
            column.width = size
        for row, cells in zip(table.rows, block.rows, strict=True):
            own = row.cells
            for cell, size in zip(own, widths, strict=True):
                cell.width = size
            for place, cell in enumerate(cells):
                self.lists = {}
                for number, entry in enumerate(cell_entries(cell)):
                    paragraph = own[place].add_paragraph() if number else own[place].paragraphs[0]
                    self._entry(paragraph, entry)
                    for run in paragraph.runs if self.wide else ():
                        _size(run.font, run._r.get_or_add_rPr(), SMALL)
        if block.has_header:
            table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        self.document.add_paragraph()

    def _entry(self, paragraph: Any, entry: Entry) -> None:
        if entry.style:
            number = self._list(entry)
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = min(entry.depth, LEVELS - 1)
            properties.get_or_add_numId().val = number
        elif entry.depth:
            paragraph.paragraph_format.left_indent = Cm(0.6 * entry.depth)
        for place, line in enumerate(entry.lines):
            if place:
                paragraph.add_run().add_break()
            for odd, part in enumerate(line.split("**")):
                paragraph.add_run(part).bold = True if odd % 2 else None

    def _list(self, entry: Entry) -> int:
        """The list that an entry goes on with, or a new one that starts with its number."""
        known, expected = self.lists.get(entry.style, (0, 0))
        if not known or (entry.number is not None and entry.number != expected):
            known = self._define(entry)
        self.lists[entry.style] = known, (entry.number or 0) + 1
        return known

    def _define(self, entry: Entry) -> int:
        self.count += 1
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{entry.number or 1}"/>'
            + (
                f'<w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%{level + 1}{entry.style}"/>'
                if entry.number is not None
                else f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{entry.style}"/>'
            )
            + f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for level in range(LEVELS)
        )
        definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.count}">{levels}</w:abstractNum>'
        number = f'<w:num {nsdecls("w")} w:numId="{self.count}"><w:abstractNumId w:val="{self.count}"/></w:num>'
        at = len(self.numbering.findall(qn("w:abstractNum")))
        self.numbering.insert(at, parse_xml(definition))
        self.numbering.append(parse_xml(number))
        return self.count
