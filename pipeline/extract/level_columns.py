"""Headings and node columns: the levels that are open above a grid's rows (issue, measure, guideline).

A cell of a node column opens a level, or goes on with the open one where a page's end cut it.
"""

from __future__ import annotations

import re

from pipeline.extract.lists import by_tags, chunks_of_cell, items
from pipeline.extract.reading import Level, Reading, Told
from pipeline.markup import tidy
from schemas.language import language
from schemas.outline import Fragment, GridHeading, GridRow
from schemas.profile import GridColumn, Profile

_MARKER = re.compile(r"^(?:(\d{1,2})\.(?!\d)\s*|[-–]\s+)")


class LevelColumns:
    """The open levels by kind, and what the next row does with them. Levels that open are added to the reading."""

    def __init__(self, profile: Profile, reading: Reading) -> None:
        self.profile, self.reading = profile, reading
        grid = reading.block.grid
        self.columns = [column for column in grid.columns if column.kind == "node"]
        self.order = [column.name for column in grid.columns if column.kind == "order"]
        self.kinds = list(
            dict.fromkeys([*(it.kind for it in profile.headings), *(it.node or "" for it in self.columns)])
        )
        filled = {name for row in reading.block.content if isinstance(row, GridRow) for name in row.cells}
        self.counted = next((column.name for column in self.columns if column.name in filled), None)
        """The first node column that the table has: the running number of a row is its node's."""
        self.headed: set[str] = set()
        """Kinds that stood as headings between the rows."""
        self.open: dict[str, Level] = {}
        self._youngest: dict[tuple[str, int], Level] = {}
        """Kind and parent -> the last level read there."""

    def head(self, heading: GridHeading) -> None:
        """Take a heading between the rows: it closes the levels of its kind and below."""
        spans = [(heading.place.first, heading.place.last)]
        number, above = int(heading.number.rpartition(".")[2]), self._above(heading.kind)
        level = Level(heading.kind, number, heading.place.title, spans, above, goal=heading.goal)
        outer = self.kinds[: self.kinds.index(heading.kind)]
        self.open = {kind: one for kind, one in self.open.items() if kind in outer} | {heading.kind: level}
        self.headed.add(heading.kind)
        self.reading.levels.append(level)
        self.reading.claimed += [(level, kind, count) for kind, count in heading.claimed.items()]

    def read(self, row: GridRow) -> bool:
        """Open the levels that the row's node cells name; whether one was opened."""
        order = self._order(row)
        opened = False
        for column in self.columns:
            cell = row.cells.get(column.name)
            if cell is None:
                continue
            printed = order if column.name == self.counted else None
            if not self._goes_on(column, cell, row, printed):
                self._level(column, cell, printed)
                opened = True
        return opened

    def _order(self, row: GridRow) -> str | None:
        """The printed number of the row's outermost level, or a dash for it; what else stands there is kept apart."""
        cell = next((row.cells[name] for name in self.order if name in row.cells), None)
        if cell is None:
            return None
        order, first = tidy(cell.text), self.columns[0] if self.columns else None
        known = self.open.get(first.node or "") if first is not None else None
        begins = first is not None and first.name in row.cells and order.isdigit()
        if not begins and known is not None and order == str(known.number):
            known.spans.append((cell.first, cell.last))  # printed again
        elif not begins and order.strip("-– "):
            row.rest.append(cell)
        return order

    def numbers(self, *, sure: bool = False) -> dict[str, int]:
        """Kind -> number of the open levels; `sure`: only of those that stand above all tables."""
        return {kind: level.number for kind, level in self.open.items() if not sure or kind in self.headed}

    def innermost(self) -> Level | None:
        """The open level of the last node column that has one."""
        return next((self.open[one.node] for one in reversed(self.columns) if one.node in self.open), None)

    def _goes_on(self, column: GridColumn, cell: Fragment, row: GridRow, order: str | None) -> bool:
        """Whether a node cell at a page's start only ends what the page before began; if so, it is joined."""
        level = self.open.get(column.node or "")
        text = tidy(cell.text)
        looks = any(pattern.regex.search(text) for pattern in column.content)
        if not row.page_start or level is None or order or _MARKER.match(text) or looks:
            return False
        if level.inner:
            level.inner[-1].text += f" {text}"
            level.inner[-1].spans.append((cell.first, cell.last))
        else:
            level.title += f" {text}"
        level.spans.append((cell.first, cell.last))
        return True

    def _level(self, column: GridColumn, cell: Fragment, order: str | None) -> None:
        """Open the level that a cell names, with the list that stands below its label there."""
        kind = column.node or column.name
        text = "\n".join(part for part, _ in by_tags(cell.text) if part)
        label = column.label.regex.search(text) if column.label else None
        title, inner = (text[: label.start()], text[label.end() :]) if label else (text, "")
        title = tidy(title)
        marker = _MARKER.match(title)
        above = self._above(kind)
        for below in self.columns[self.columns.index(column) :]:
            self.open.pop(below.node or "", None)
        number = _number(order, marker, self._youngest.get((kind, id(above))))
        spans = [(cell.first, cell.last)]
        level = Level(kind, number, title[marker.end() :] if marker else title, spans, above, inner_name=column.inner)
        if inner and column.inner:
            listed = items(chunks_of_cell(inner, cell.first, cell.last), self.profile.markers, language().lists)
            level.inner = [Told(column.inner, one.text, one.marker, None, None, list(spans)) for one in listed]
        self.open[kind] = self._youngest[kind, id(above)] = level
        self.reading.levels.append(level)

    def _above(self, kind: str) -> Level | None:
        """The open level next above `kind`."""
        outer = reversed(self.kinds[: self.kinds.index(kind)])
        return next((self.open[one] for one in outer if one in self.open), None)


def _number(order: str | None, marker: re.Match[str] | None, before: Level | None) -> int:
    """The printed number; a dash or none stands for the only one, or for the next."""
    if order and order.isdigit():
        return int(order)
    if marker and marker[1]:
        return int(marker[1])
    return before.number + 1 if before else 1
