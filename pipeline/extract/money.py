"""The money beside a project: amounts with the funds that they come from, and words in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.cells import Print, beside
from pipeline.extract.lists import Item
from pipeline.extract.reading import Amount
from pipeline.extract.stretch import Stretch, says, text_of
from pipeline.markup import DASHES, tidy
from pipeline.numerals import parse_thb
from schemas.outline import Fragment
from schemas.profile import Grid

_DIGIT = re.compile(r"\d")


class Money:
    """Reads the cells of amounts and of funds of one grid's rows."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.columns = {column.name: column for column in grid.columns}

    def read(self, stretch: Stretch) -> tuple[list[Amount], list[Fragment]]:
        """The amounts of a stretch; also the cells that are none: sums of funds, and funds of which no amount is."""
        amounts: list[Amount] = []
        rest: list[Fragment] = []
        for one in stretch.row.labelled:
            if self.columns[one.column].kind != "budget":
                continue
            if one.label and self.grid.total and self.grid.total.regex.search(one.label):
                rest.append(one.cell)  # a sum of the funds beside it
            else:
                amounts += self._amounts(one.label, stretch.prints(one.cell), stretch)
        for name, cell in stretch.row.cells.items():
            if self.columns[name].kind == "fund" and not self._funds(amounts, stretch.prints(cell), stretch):
                rest.append(cell)
        return amounts, rest

    def _amounts(self, fund: str | None, prints: Sequence[Print], stretch: Stretch) -> Iterator[Amount]:
        """The amounts of a cell, one a line; words run on over their lines; a dash is none."""
        entries: list[tuple[int, str]] = []
        for one in prints:
            before, text = tidy(entries[-1][1]) if entries else "", tidy(one.text)
            open_ = bool(before.strip(DASHES))
            wrapped = not one.begins and open_ and not self._is_amount(before)
            words = open_ and not self._is_amount(before) and not self._is_amount(text)
            money = open_ and not _DIGIT.search(text) and self._is_amount(f"{before} {text}")  # `45,000` above `baht`
            if wrapped or money or (words and text.strip(DASHES)):
                entries[-1] = (entries[-1][0], entries[-1][1] + (f" {one.text}" if one.begins else one.text))
            else:
                entries.append((one.line, one.text))
        activities = stretch.activity_of([line for line, _ in entries])
        for (line, printed), activity in zip(entries, activities, strict=True):
            text = tidy(printed)
            named = self._in_words(text)
            if text.strip(DASHES):
                cell = Fragment(text, stretch.row.line, stretch.row.line)
                told = (named["fund"].strip(), named["amount"]) if named else (None, None)
                yield Amount(stretch.project, cell, fund or told[0], activity, line, told[1])

    def _funds(self, amounts: Sequence[Amount], prints: Sequence[Print], stretch: Stretch) -> bool:
        """Give amounts without a fund what a column of funds says: each the one on its lines, or one fund to all."""
        unnamed = [one for one in amounts if one.fund is None]
        if not unnamed or not says(prints):
            return not says(prints)
        listed = [Item("", None, None, "", None, one.line, one.line) for one in unnamed]
        each = stretch.told and {one.line for one in unnamed} <= {one.line for one in prints}
        one = not each and sum(one.begins for one in prints) == 1
        dealt = [text_of(prints)] * len(unnamed) if one else beside(listed, {"": prints}, stretch.told)[""]
        for amount, fund in zip(unnamed, dealt or (), strict=False):
            amount.fund = fund if fund and fund.strip(DASHES) else None
        return dealt is not None

    def _is_amount(self, text: str) -> bool:
        return parse_thb(text) is not None or self._in_words(text) is not None

    def _in_words(self, text: str) -> re.Match[str] | None:
        """An amount with its fund beside it."""
        found = (rule.regex.search(text) for rule in self.grid.amounts)
        return next((match for match in found if match and match["fund"]), None)
