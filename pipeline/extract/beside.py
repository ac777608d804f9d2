"""What stands beside a project in its row: indicators with units and targets, amounts by fund, responsible units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.extract.cells import Print, beside, items_of
from pipeline.extract.lists import Item
from pipeline.extract.money import Money
from pipeline.extract.reading import OTHER, Told
from pipeline.extract.stretch import Found, Stretch, says, text_of
from pipeline.markup import DASHES, tidy
from schemas.language import language
from schemas.outline import Fragment, GridRow
from schemas.profile import Grid, GridColumn, Profile

_COMMA = re.compile(r",\s*(?![^()]*\))")
_YEAR = re.compile(r"(?<!\d)2[45]\d{2}(?!\d)")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_FIGURE_AND_UNIT = re.compile(rf"(?P<figure>{_FIGURE.pattern})\s*(?P<unit>[^\d\s\-–.,:;()]\D{{0,40}})")


class Beside:
    """Reads the cells of one grid's rows that are neither nodes nor entries."""

    def __init__(self, grid: Grid, profile: Profile) -> None:
        self.grid, self.markers, self.words = grid, profile.markers, language().lists
        self.columns = {column.name: column for column in grid.columns}
        self.money = Money(grid)

    def read(self, stretch: Stretch) -> Found:
        """What a stretch of a row tells; what cannot be dealt out is told of the whole, as something other."""
        found, row = Found(), stretch.row
        answered: set[str] = set()
        for name, cell in row.cells.items():
            column = self.columns[name]
            if column.kind == "units":
                found.offices += self._offices(column, stretch.prints(cell), row)
            elif column.kind == "items":
                found.told += self._items(column, cell, stretch, answered)
            elif column.kind == "cell":
                found.told += self._others(cell, stretch, name)
        for name, cell in row.cells.items():
            if self.columns[name].kind in ("unit", "target") and name not in answered:
                found.told += self._others(cell, stretch)
        for one in row.labelled:
            kind, prints = self.columns[one.column].kind, stretch.prints(one.cell)
            if kind == "mark" and says(prints):
                found.marks.append(Fragment(" ".join(filter(None, (one.label, text_of(prints)))), row.line, row.line))
            elif kind == "target" and one.label not in answered:
                found.told += self._others(one.cell, stretch)
        found.amounts, rest = self.money.read(stretch)
        for cell in (*rest, *row.rest):
            found.told += self._others(cell, stretch)
        return found

    def _others(self, cell: Fragment, stretch: Stretch, section: str = OTHER) -> Iterator[Told]:
        prints = stretch.prints(cell)
        if says(prints):
            yield Told(section, text_of(prints), None, stretch.project, None, [(stretch.row.line, stretch.row.line)])

    # --- items ----------------------------------------------------------------------------------------------------

    def _items(self, column: GridColumn, cell: Fragment, stretch: Stretch, answered: set[str]) -> list[Told]:
        """The items of a cell with what the cells that answer to it say of each."""
        prints = stretch.prints(cell)
        columns = self._answering(column, stretch)
        values = {one.line for answer in columns.values() for one in answer} if stretch.told else set()
        if not says(prints):
            return []
        above = [one for one in stretch.above if one.section == column.name and one.project is stretch.project]
        prints = self._without_rest(prints, above, stretch)
        owner, inner = self._inner_of(prints, above)
        listed = self._listed(cell, prints, stretch, values, inner)
        if not listed:
            return []
        dealt = beside(listed, columns, stretch.told)
        answered |= {name for name, told in dealt.items() if told is not None}
        activities = stretch.activity_of([item.first for item in listed])
        made: list[Told] = []
        for place, item in enumerate(listed):
            span = (stretch.row.line, stretch.row.line)
            told = Told(column.name, item.text, item.marker, stretch.project, activities[place], [span])
            told.parent = made[item.parent] if item.parent is not None and item.parent < len(made) else None
            if told.parent is None and item.first < inner:
                told.parent = owner
            for name, texts in dealt.items():
                self._answer(told, name, texts[place] if texts else None)
            if told.unit is None and told.target is not None:
                told.target, told.unit = unit_apart(told.target)
            made.append(told)
        return made

    def _without_rest(self, prints: list[Print], above: Sequence[Told], stretch: Stretch) -> list[Print]:
        """The lines of a cell that goes on over a page's end, without those that end the last item `above`: in a list
        with markers, those before its first marker."""
        if not above or above[-1].marker is None:
            return prints
        first = next((place for place, one in enumerate(prints) if self._style(one.text)), len(prints))
        if first:
            above[-1].text = f"{above[-1].text} {text_of(prints[:first])}"
            above[-1].spans.append((stretch.row.line, stretch.row.line))
        return prints[first:]

    def _inner_of(self, prints: Sequence[Print], above: Sequence[Told]) -> tuple[Told | None, int]:
        """The last item `above` at the top of its list, and the line before which the items of a cell are below it."""
        owner = next((one for one in reversed(above) if one.parent is None), None)
        style = self._style(f"{owner.marker} x") if owner is not None and owner.marker else None
        if style is None or not prints or self._style(prints[0].text) in (style, None):
            return None, 0
        return owner, next((one.line for one in prints if self._style(one.text) == style), prints[-1].line + 1)

    def _style(self, text: str) -> str | None:
        return next((rule.style for rule in self.markers if rule.regex.match(tidy(text))), None)

    def _listed(
        self, cell: Fragment, prints: Sequence[Print], stretch: Stretch, values: set[int], inner: int
    ) -> list[Item]:
        """The items of a cell; each activity has a list of its own beside it, so have those before line `inner`."""
        of = stretch.activity_of([one.line for one in prints])
        listed: list[Item] = []
        for _, group in groupby(zip(of, prints, strict=True), key=lambda one: (id(one[0]), one[1].line < inner)):
            items = items_of(cell, [one for _, one in group], self.markers, self.words, values)
            for item in items:
                item.parent = None if item.parent is None else item.parent + len(listed)
            listed += items
        return listed

    def _answering(self, column: GridColumn, stretch: Stretch) -> dict[str, list[Print]]:
        """The cells that answer to a column's: by the names of their columns; those of one year by what heads them."""
        names = {one.name for one in self.grid.columns if one.beside == column.name}
        found = {name: cell for name, cell in stretch.row.cells.items() if name in names}
        found |= {one.label or one.column: one.cell for one in stretch.row.labelled if one.column in names}
        return {name: prints for name, cell in found.items() if (prints := stretch.prints(cell))}

    def _answer(self, told: Told, name: str, text: str | None) -> None:
        if text is None or not text.strip(DASHES):
            return
        year = _YEAR.search(name)
        if name in self.columns and self.columns[name].kind == "unit":
            told.unit = text
        elif year is not None:
            told.years[int(year[0])] = text
        else:
            told.target = text

    # --- units ----------------------------------------------------------------------------------------------------

    def _offices(self, column: GridColumn, prints: Sequence[Print], row: GridRow) -> list[Item]:
        """The entries of a cell: a line that begins as an entry does begins one, unless the line above goes on."""
        joiners = tuple(language().units.joiners)
        texts: list[str] = []
        for one in prints:
            text = tidy(one.text)
            marker = next((found for rule in self.markers if (found := rule.regex.match(text))), None)
            begins = marker is not None or any(rule.regex.search(text) for rule in column.content)
            goes_on = column.open_end is not None and texts and column.open_end.regex.search(texts[-1].strip())
            if texts and (not begins or goes_on or text.startswith(joiners)):
                texts[-1] += f" {one.text}" if one.begins else one.text
            else:
                texts.append(text[marker.end() :] if marker else one.text)
        parts = [part for text in texts for part in _COMMA.split(tidy(text)) if part.strip(DASHES)]
        return [Item(part, None, None, "office", None, row.line, row.line) for part in parts]


def unit_apart(target: str) -> tuple[str, str | None]:
    """A target and the unit that is printed with it: `30 people`, `per cent 80`; anything else stays whole."""
    words = language().quantities
    for unit in (*words.percent, *words.percent_behind):
        if target.startswith(unit) and _FIGURE.fullmatch(rest := target.removeprefix(unit).strip()):
            return rest, unit
    found = _FIGURE_AND_UNIT.fullmatch(target)
    return (found["figure"], found["unit"].strip()) if found else (target, None)
