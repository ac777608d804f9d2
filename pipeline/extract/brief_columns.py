"""Columns whose cells belong to a whole brief: outputs and indicators, offices, amounts, months, and all the rest.

What is open in a column is the last thing told there; the first item of a page may end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.lists import Chunk, Item, by_tags, chunks_of_cell, items
from pipeline.extract.marks import marks_of
from pipeline.extract.reading import OTHER, Amount, GridBrief, Project, Told
from pipeline.markup import tidy
from schemas.language import language
from schemas.outline import Fragment, GridRow
from schemas.profile import Bands, GridColumn, Profile

_RESTART = re.compile(r"(?<=\s)1\.(?!\d)\s*(?=\S)")
_NEXT_OFFICE = re.compile(r"(?<=\))\s+|(?:(?<!\d),|,(?!\d))\s*(?![^()]*\))")


class BriefColumns:
    """Reads these cells row by row into the open brief."""

    def __init__(self, profile: Profile, columns: Sequence[GridColumn]) -> None:
        self.profile, self.words, self.marks = profile, language().lists, marks_of(profile)
        self.units = [column.name for column in columns if column.kind == "unit"]
        self.targets = [column for column in columns if column.kind == "target"]
        self.items = [column.name for column in columns if column.kind == "items"]
        self.brief: GridBrief | None = None
        self.before: GridBrief | None = None
        """The brief before the open one."""
        self._last: dict[str, list[Told]] = {}
        self._begun = 0
        """The line of the last row in which an item began."""

    def begin(self, brief: GridBrief) -> None:
        """Go on in another brief."""
        self.before, self.brief = self.brief, brief

    def read(self, column: GridColumn, cell: Fragment, row: GridRow) -> None:
        """Tell what a cell holds; a column of another kind is not for here."""
        if column.kind == "items":
            self._items(column.name, cell, row)
        elif column.kind == "cell" and not _is_dash(cell.text):
            told = Told(column.name, tidy(cell.text), None, None, None, [(row.line, row.line)])
            self._brief.told.append(told)
        elif column.kind == "units":
            self._offices(column, cell, row)
        elif column.kind == "budget" and not _is_dash(cell.text):
            self._brief.amounts.append(Amount(self._first_project, cell))

    def read_others(self, row: GridRow) -> None:
        """Tell the marks of the months, the targets of the items read, and what stands beside nothing."""
        for column in self.targets:
            if column.name in row.cells:
                self._targets(column, row.cells[column.name], row)
        brief, project = self._brief, self._first_project
        brief.marks += [(project, month, cell) for month, cell in row.marks if not _is_dash(cell.text)]
        others = [cell for cell in (*row.rest, *self._units_of_nothing(row)) if not _is_dash(cell.text)]
        brief.told += [Told(OTHER, one.text, None, None, None, [(row.line, row.line)]) for one in others]

    def _units_of_nothing(self, row: GridRow) -> list[Fragment]:
        """Units beside which no item begins; at a page's start, one that the last item above lacks is that item's."""
        units = [row.cells[name] for name in self.units if name in row.cells]
        if self._begun == row.line:
            return []
        last = next((told for told in reversed(self._brief.told) if told.section in self.items), None)
        if units and row.page_start and last is not None and last.unit is None:
            last.unit = tidy(units.pop(0).text)
            last.spans += [] if last.spans[-1][0] == row.line else [(row.line, row.line)]
        return units

    @property
    def _brief(self) -> GridBrief:
        if self.brief is None:
            raise ValueError("no brief is open")
        return self.brief

    @property
    def _first_project(self) -> Project | None:
        return self._brief.projects[0] if self._brief.projects else None

    # --- items ----------------------------------------------------------------------------------------------------

    def _items(self, name: str, cell: Fragment, row: GridRow) -> None:
        """Items of the whole brief; those behind an agency's mark are that agency's one project's."""
        unit = next((tidy(row.cells[one].text) for one in self.units if one in row.cells), None)
        for mark, text in self._by_marks(cell.text):
            chunks = [part for one in chunks_of_cell(text, cell.first, cell.last) for part in _restarted(one)]
            listed = self._after_joint(name, items(chunks, self.profile.markers, self.words), row)
            theirs = [one for one in self._brief.projects if one.mark == mark] if mark else []
            project = theirs[0] if len(theirs) == 1 else None
            made: list[Told] = []
            for item in listed:
                told = Told(name, item.text, item.marker, project, None, [(row.line, row.line)], unit=unit)
                told.parent = made[item.parent] if item.parent is not None and item.parent < len(made) else None
                made.append(told)
            self._brief.told += made
            if made:
                self._last[name], self._begun = made, row.line

    def _by_marks(self, text: str) -> Iterator[tuple[str | None, str]]:
        """A cell in its agencies' shares; only a cell that begins with a mark has such."""
        bare = tidy(text)
        if self.marks.pattern.match(bare) is None:
            yield None, text
            return
        found = [one for one in self.marks.pattern.finditer(bare) if one.start() == 0 or bare[one.start() - 1] == " "]
        ends = [*(one.start() for one in found[1:]), len(bare)]
        for one, end in zip(found, ends, strict=True):
            yield one["mark"], bare[one.end() : end].strip()

    def _after_joint(self, name: str, listed: list[Item], row: GridRow) -> list[Item]:
        """Join a page's first item to the one that the page before left open; what is left is returned."""
        before = self._last.get(name)
        if not listed or not before or not row.page_start or listed[0].marker:
            return listed
        last = before[-1]
        same = last in self._brief.told
        if not same and not self.words.is_open(last.text):
            return listed
        head, rest = (listed[0].text, "") if same else _first_whole(listed[0].text, self.profile.bands)
        last.text += f" {head}"
        last.spans.append((row.line, row.line))
        return [Item(rest, None, None, listed[0].style, None, row.line, row.line), *listed[1:]] if rest else listed[1:]

    def _targets(self, column: GridColumn, cell: Fragment, row: GridRow) -> None:
        """Targets of the items that the row begins in the column beside: one has the whole cell, several their turn."""
        listed = items(chunks_of_cell(cell.text, cell.first, cell.last), self.profile.markers, self.words)
        begun = [one for one in self._brief.told if one.section == column.beside and one.spans[0][0] == row.line]
        if len(begun) == 1 and not _is_dash(cell.text):
            begun[0].target = tidy(cell.text)
        elif len(begun) == len(listed):
            for told, item in zip(begun, listed, strict=True):
                told.target = None if _is_dash(item.text) else item.text
        else:
            self._brief.told += [
                Told(OTHER, one.text, one.marker, None, None, [(row.line, row.line)]) for one in listed
            ]

    # --- offices --------------------------------------------------------------------------------------------------

    def _offices(self, column: GridColumn, cell: Fragment, row: GridRow) -> None:
        texts = [part for text, _ in by_tags(cell.text) for part in _offices_apart(text)]
        begins = texts and any(pattern.regex.search(texts[0]) for pattern in column.content)
        known = self._brief.offices or (self.before.offices if self.before is not None else [])
        if texts and row.page_start and not begins and known:
            known[-1].text += f" {texts.pop(0)}"
            known[-1].last = row.line
        self._brief.offices += [Item(text, None, None, "office", None, row.line, row.line) for text in texts]


def _offices_apart(text: str) -> list[str]:
    """The entries of a cell: parted behind a mark in brackets and at commas, but never before a joining word."""
    joiners = tuple(language().units.joiners)
    parts: list[str] = []
    for part in _NEXT_OFFICE.split(text):
        if parts and part.startswith(joiners):
            parts[-1] += f" {part.strip()}"
        elif part.strip():
            parts.append(part.strip())
    return parts


def _restarted(chunk: Chunk) -> list[Chunk]:
    """A chunk parted before a list that starts in it: `the end of the item before 1. one 2. two`."""
    found = _RESTART.search(chunk.text)
    if found is None or re.match(r"\d+\.", chunk.text):
        return [chunk]
    head = Chunk(chunk.text[: found.start()].strip(), chunk.depth, chunk.first, chunk.last)
    return [head, *chunks_of_cell(chunk.text[found.start() :], chunk.first, chunk.last)]


def _first_whole(text: str, bands: Bands | None) -> tuple[str, str]:
    """`text` cut where something ends and something else begins; uncut: all of it is the first."""
    for match in bands.opener.regex.finditer(text) if bands else ():
        if bands and match.start() and bands.closer.regex.search(text[: match.start()].rstrip()):
            return text[: match.start()].strip(), text[match.start() :]
    return text, ""


def _is_dash(text: str) -> bool:
    return not tidy(text).strip("-– ")
