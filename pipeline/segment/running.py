"""Running text with labelled lists and rubrics in it, which belong to the plan and to no project."""

from __future__ import annotations

from pipeline.segment.looks import label_look
from pipeline.segment.parts import LONGEST_HEADING, Stretch, walk
from pipeline.segment.prose import paragraphs
from pipeline.tables import header_of
from schemas.document import Line
from schemas.outline import Fragment, Outline, OutlineBrief, Row, SectionBlock, TableBlock
from schemas.profile import Profile


def read_prose(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Read a part of kind `prose`: free paragraphs, and what stands under a label or in a known table."""
    _Reader(stretch, profile, outline).read()


class _Reader:
    """One pass; the state is the labelled section and the table that are open."""

    def __init__(self, stretch: Stretch, profile: Profile, outline: Outline) -> None:
        self.stretch, self.profile, self.outline, self.ledger = stretch, profile, outline, outline.ledger
        self.brief: OutlineBrief | None = None
        self.section: SectionBlock | None = None
        self.table: TableBlock | None = None

    def read(self) -> None:
        gap = True
        free: set[int] = set()
        lines = list(walk(self.stretch, self.ledger, self.profile))
        for place, line, text in lines:
            if text and not self._in_table(line) and not self._in_section(place, line, text, gap):
                self.ledger.claim(line.number, self.stretch.part.name, self.stretch.rule)
                free.add(line.number)
            gap = not text
        self.outline.prose.extend(one for one in paragraphs(lines, self.stretch, self.profile) if one.first in free)

    def _open(self, line: Line) -> OutlineBrief:
        if self.brief is None:
            self.brief = OutlineBrief(self.stretch.part.name, [], [(line.number, line.number)])
            self.outline.loose.append(self.brief)
        self.brief.spans[-1] = (self.brief.spans[-1][0], line.number)
        return self.brief

    def _in_table(self, line: Line) -> bool:
        if line.cells is None:
            self.table = None
            return False
        header = header_of(line.cells, self.profile.tables)
        if header is not None:
            table = self.profile.tables[header]
            self.ledger.claim(line.number, "table-header", f"tables.{header + 1}")
            if self.table is not None and self.table.table is table:
                self.table.headers.append(line.number)
                return True
            rubric = next((one for one in self.profile.sections if one.content == "rubric"), None)
            if rubric is None:
                return True
            self.table = TableBlock(table, [line.number])
            self.section = SectionBlock(rubric, "", None, line.number, [self.table])
            self._open(line).sections.append(self.section)
            return True
        if self.table is None:
            return False
        cells = [cell.replace("**", "").strip() for cell in line.cells]
        width = len(self.table.table.columns)
        self.table.rows.append(Row((cells + [""] * width)[:width], line.number, line.number))
        self.ledger.claim(line.number, "table-row", f"tables.{self.profile.tables.index(self.table.table) + 1}")
        return True

    def _in_section(self, place: int, line: Line, text: str, gap: bool) -> bool:
        """Whether the line is a label, or an item under one; an unmarked paragraph behind items ends the list."""
        look = label_look(text, self.profile) if (gap or self.stretch.dense) and len(text) <= LONGEST_HEADING else None
        if look is not None and look.section is not None:
            self.section = SectionBlock(look.section, text, None, line.number)
            self._open(line).sections.append(self.section)
            self.ledger.claim(line.number, "label", look.rule)
            return True
        if self.section is None or self.section.section.content != "items":
            return False
        if gap and self.section.content and self.profile.marker_set.first(text) is None:
            self.section = None
            return False
        glued, wrapped = self.stretch.glued(place), self.stretch.wrapped(place)
        self.section.content.append(Fragment(text, line.number, line.number, gap, glued=glued, wrapped=wrapped))
        self._open(line)
        self.ledger.claim(line.number, self.section.section.name, f"sections.{self.section.section.name}")
        return True
