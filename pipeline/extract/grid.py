"""Grids: rows to nodes and briefs. A brief is what stands beside one node of the last node column, over page breaks.

The way of a row: its node cells open levels or go on with them (*level_columns*); its project cell opens projects and
activities or goes on with the last (*project_column*); shared cells give their items to these (*share_column*); the
other cells belong to the whole brief (*brief_columns*). Each of these knows what is open in its columns, and so whether
a cell at a page's start goes on with what a page's end cut. Whether it was right to join is for *evidence*, which knows
the other tellings.
"""

from __future__ import annotations

from pipeline.extract.brief_columns import BriefColumns
from pipeline.extract.level_columns import LevelColumns
from pipeline.extract.project_column import ProjectColumn
from pipeline.extract.reading import GridBrief, Reading, Told
from pipeline.extract.share_column import ShareColumns
from pipeline.extract.twice import repeated, take_once
from schemas.outline import GridBlock, GridHeading, GridRow
from schemas.profile import Entries, Profile


def read_block(block: GridBlock, profile: Profile) -> Reading:
    """The levels and briefs of one grid."""
    if profile.entries is None:
        raise ValueError("a profile with a grid tells how its entries are written")
    return _Reader(block, profile, profile.entries).read()


class _Reader:
    """One pass over a grid's rows; the state is the open brief and the row above, and what the columns know."""

    def __init__(self, block: GridBlock, profile: Profile, rules: Entries) -> None:
        self.reading = Reading(block)
        self.columns = {column.name: column for column in block.grid.columns}
        self.levels = LevelColumns(profile, self.reading)
        self.projects = ProjectColumn(profile, rules, self.reading)
        self.shares = ShareColumns(rules)
        self.others = BriefColumns(profile, block.grid.columns)
        self.brief: GridBrief | None = None
        self.above: GridRow | None = None

    def read(self) -> Reading:
        for one in self.reading.block.content:
            if isinstance(one, GridHeading):
                self._heading(one)
            else:
                self._row(one)
        self.shares.deal()
        return self.reading

    def _heading(self, heading: GridHeading) -> None:
        self.levels.head(heading)
        self.projects.head()
        self.shares.head()
        self.brief = self.above = None

    def _row(self, row: GridRow) -> None:
        opened = self.levels.read(row)
        listed = self.projects.tokens(row)
        before, again = self.brief, self._printed_again(row) if opened else frozenset()
        why = None if opened else self.projects.needs_own(row, listed)
        brief = self._open_brief(why) if before is None or opened or why is not None else before
        brief.rows.append(row)
        twice = bool(again)
        if twice and before is not None and self.above is not None:
            moved, again = take_once(row, self.above, before, brief, self.columns)
            begun = self.projects.take(moved)
        else:
            begun = self.projects.read(row, listed, opened=opened)
        self.shares.take(begun)
        for name, cell in row.cells.items():
            if name in again:
                continue
            if self.columns[name].kind == "shares":
                self.shares.read(name, cell, row, self._told_above(name, before, brief) if twice else ())
            else:
                self.others.read(self.columns[name], cell, row)
        self.others.read_others(row)
        self.above = row

    def _printed_again(self, row: GridRow) -> frozenset[str]:
        """The columns of which the row above has the same cell; none where no project begins in both."""
        names = repeated(row, self.above)
        begun = self.brief and self.above and any(one.line == self.above.line for one in self.brief.projects)
        return names if begun and any(self.columns[name].kind == "entries" for name in names) else frozenset()

    def _told_above(self, name: str, *briefs: GridBrief | None) -> list[Told]:
        """What the row above tells in a column."""
        line = self.above.line if self.above else 0
        told = [one for brief in briefs if brief is not None for one in brief.told if one.section == name]
        return [one for one in told if any(first == line for first, _ in one.spans)]

    def _open_brief(self, why: str | None) -> GridBrief:
        """A brief beside the open levels; one of which it is not said where it belongs has only what is sure."""
        node = None if why else self.levels.innermost()
        part = self.reading.block.part
        self.brief = GridBrief(part, self.levels.numbers(sure=bool(why)), node, orphan=why or None)
        self.reading.briefs.append(self.brief)
        for columns in (self.projects, self.shares, self.others):
            columns.begin(self.brief)
        return self.brief
