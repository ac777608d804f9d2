"""Tables of projects: rows to nodes in lists, projects with their activities, and what stands beside them.

The way of a row: its node column or a heading opens the node that all below is of; its lists open further nodes under
it; its entry opens one or several projects, each from its printed line on; the other cells are theirs, line by line. A
row without an entry goes on with the project above. Nothing is dealt out that the lines do not tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.extract.beside import Beside
from pipeline.extract.cells import are_told, items_of, prints_of
from pipeline.extract.lists import Item
from pipeline.extract.reading import OTHER, Activity, GridBrief, Level, Project, Reading, Told
from pipeline.extract.stretch import Stretch
from pipeline.markup import tidy
from pipeline.numerals import parse_number, parse_thb
from pipeline.similarity import likeness
from schemas.language import language
from schemas.outline import Fragment, GridBlock, GridHeading, GridRow
from schemas.profile import GridColumn, Profile

SAME_TITLE = 0.6
"""Two printings of one number are one node if their titles are this alike."""
_LAST_NUMBER = re.compile(r"(\d+)[^\d]*$")


@dataclass(slots=True)
class Share:
    """A project's share of its row: from line `first` to before line `end` (None: to the last)."""

    project: Project
    brief: GridBrief
    first: int = 0
    end: int | None = None


@dataclass(slots=True)
class Group:
    """The nodes of the list cell that the rows stand in, or the one of a heading; `marked`: they bear markers."""

    levels: list[Level] = field(default_factory=list)
    marked: bool = False
    heading: bool = False


def read_projects(block: GridBlock, profile: Profile) -> Reading:
    """The levels and briefs of a grid whose rows are entries."""
    return _Reader(block, profile).read()


class _Reader:
    """One pass over the rows; the state is the node above all, the open lists, the open project."""

    def __init__(self, block: GridBlock, profile: Profile) -> None:
        self.block, self.profile, self.words = block, profile, language().lists
        self.reading = Reading(block)
        self.columns = {column.name: column for column in block.grid.columns}
        self.entries = next((one for one in block.grid.columns if one.kind == "entries"), None)
        self.outermost = profile.headings[0].kind if profile.headings else ""
        self.top: Level | None = None
        self.groups: dict[str, Group] = {}
        self.project: Project | None = None
        self.brief: GridBrief | None = None
        self.beside = Beside(block.grid, profile)

    def read(self) -> Reading:
        self.reading.heads = dict(self.block.heads)
        for one in self.block.content:
            if isinstance(one, GridHeading):
                self._heading(one)
            else:
                self._row(one)
        return self.reading

    # --- nodes --------------------------------------------------------------------------------------------------

    def _heading(self, heading: GridHeading) -> None:
        place = heading.place
        if heading.kind == self.outermost:
            self._open_top(heading.number, place.title, (place.first, place.last))
            self.reading.claimed += [(self.top, kind, count) for kind, count in heading.claimed.items() if self.top]
        else:
            level = self._node(heading.kind, heading.number, place.title, (place.first, place.last))
            kinds = [one.kind for one in self.profile.headings]
            for deeper in kinds[kinds.index(heading.kind) :]:
                self.groups.pop(deeper, None)
            self.groups[heading.kind] = Group([level], marked=True, heading=True)

    def _open_top(self, printed: str, title: str, span: tuple[int, int]) -> None:
        before = self.top
        self.top = None
        self.top = self._node(self.outermost, printed, title, span)
        if self.top is not before:
            self.groups, self.project, self.brief = {}, None, None

    def _node(self, kind: str, printed: str, title: str, span: tuple[int, int]) -> Level:
        """The node of a kind under the open outermost one; printed again in like words, it is the same."""
        parent = None if kind == self.outermost else self.top
        family = [one for one in self.reading.levels if one.kind == kind and one.parent is parent]
        found = _LAST_NUMBER.search(printed)
        if found is None:
            known = next((one for one in family if likeness(one.title, title) >= SAME_TITLE), None)
        else:
            same = (one for one in family if one.number == int(found[1]))
            known = next((one for one in same if not title or likeness(one.title, title) >= SAME_TITLE), None)
        if known is not None:
            known.spans.append(span)
            known.tellings.append((title, span))
            return known
        number = int(found[1]) if found else max((one.number for one in family), default=0) + 1
        level = Level(kind, number, title, [span], parent, tellings=[(title, span)])
        self.reading.levels.append(level)
        return level

    def _nodes(self, row: GridRow) -> None:
        for column in self.block.grid.columns:
            if column.node is None or column.kind not in ("node", "nodes"):
                continue
            cell = row.cells.get(column.name)
            if cell is None:
                alone = row.whole and column.name in row.told and column.name not in row.below and not row.page_start
                if alone and column.kind == "nodes":
                    self.groups.pop(column.node, None)
            elif column.kind == "node":
                self._top_of(cell)
            else:
                self._list(column, cell, row)

    def _top_of(self, cell: Fragment) -> None:
        text = tidy(cell.text)
        taken = self.profile.heading_set.first(text)
        if taken is not None and self.profile.headings[taken[0]].kind == self.outermost:
            match = taken[1]
            self._open_top(match.groupdict().get("number") or "", match["title"].strip(), (cell.first, cell.last))
            return
        listed = items_of(cell, prints_of(cell), self.profile.markers, self.words)
        number = listed[0].number if listed else None
        title = listed[0].text if len(listed) == 1 else text
        self._open_top(str(number) if number is not None else "", title, (cell.first, cell.last))

    def _list(self, column: GridColumn, cell: Fragment, row: GridRow) -> None:
        """Open the nodes of a list cell; a text without marker at a page's start ends the last one."""
        kind, span = column.node or "", (cell.first, cell.last)
        listed = items_of(cell, prints_of(cell), self.profile.markers, self.words)
        before = self.groups.get(kind)
        if listed and row.page_start and before and before.marked and not listed[0].marker:
            before.levels[-1].title += f" {listed.pop(0).text}"
            before.levels[-1].spans.append(span)
        if not listed:
            return
        if not any(item.marker for item in listed):
            one = Item(" ".join(item.text for item in listed), None, None, "", None, cell.first, cell.last)
            listed = [one]
        group = Group(marked=any(item.marker for item in listed))
        owners: dict[int, Level] = {}
        for place, item in enumerate(listed):
            if item.parent is not None and item.parent in owners:
                owner = owners[place] = owners[item.parent]
                owner.inner.append(Told(column.inner or OTHER, item.text, item.marker, None, None, [span]))
                continue
            printed = item.marker or ""
            taken = self.profile.heading_set.first(f"{printed} {item.text}".strip())
            title = item.text
            if taken is not None and self.profile.headings[taken[0]].kind == kind:
                printed, title = taken[1].groupdict().get("number") or printed, taken[1]["title"].strip()
            owners[place] = self._node(kind, printed, title, span)
            group.levels.append(owners[place])
        self.groups[kind] = group

    # --- projects -----------------------------------------------------------------------------------------------

    def _row(self, row: GridRow) -> None:
        if self._is_total(row):
            return
        self._nodes(row)
        told = {one.node for one in self.block.grid.columns if one.name in row.cells}
        self.reading.owned += [(row, one.levels[-1]) for kind, one in self.groups.items() if kind in told]
        if self.top is not None and self.outermost in told:
            self.reading.owned.append((row, self.top))
        shares = self._shares(row)
        of_projects = self.entries is not None and self.entries.name in row.told
        if not shares and of_projects and self.project is not None and self.brief is not None and _says_more(row):
            self.brief.rows.append(row)
            shares = [Share(self.project, self.brief)]
        if shares:
            self._cells(row, shares)
        else:
            self._of_nodes(row)

    def _is_total(self, row: GridRow) -> bool:
        """Whether a row adds up others: its first words say so. Its amounts are claims."""
        total = self.block.grid.total
        first = next(iter(row.cells.values()), None) or next(iter(row.rest), None)
        if total is None or first is None or not total.regex.search(tidy(first.text)):
            return False
        for one in row.labelled:
            amount = parse_thb(tidy(one.cell.text))
            if self.columns[one.column].kind == "budget" and amount is not None:
                self.reading.totals.append((row.line, one.label, amount))
                if self.top is not None:
                    self.reading.owned.append((row, self.top))
        return True

    def _shares(self, row: GridRow) -> list[Share]:
        """The projects that a row's entry opens or goes on with, each with its lines of the row."""
        cell = row.cells.get(self.entries.name) if self.entries else None
        if cell is None or self.entries is None:
            return []
        order = self._order(row)
        listed = items_of(cell, prints_of(cell), self.profile.markers, self.words)
        shares: list[Share] = []
        top: Item | None = None
        for item in listed:
            if top is None and self._goes_on(item, row, order):
                if not shares and self.project is not None and self.brief is not None:
                    shares.append(Share(self.project, self.brief))
                    self.brief.rows.append(row)
                self._more(item, row)
            elif top is None or self._is_project(item, top):
                top = item
                number = order if order is not None and not shares else item.number
                shares.append(self._open_project(item, number, row))
            else:
                self._more(item, row)
        for share, after in pairwise(shares):
            share.end = after.first
        if shares:
            shares[0].first = 0  # what stands higher than the title is beside it, too: cells are set in the middle
        return shares

    def _order(self, row: GridRow) -> int | None:
        column = next((one for one in self.block.grid.columns if one.kind == "order"), None)
        cell = row.cells.get(column.name) if column else None
        number = parse_number(tidy(cell.text).rstrip(".")) if cell else None
        return number if isinstance(number, int) else None

    def _looks_like_entry(self, text: str) -> bool:
        return self.entries is not None and any(one.regex.search(text) for one in self.entries.content)

    def _goes_on(self, item: Item, row: GridRow, order: int | None) -> bool:
        """Whether an entry cell's first item belongs to the project above: its next activity, or its title's end."""
        if self.project is None or order is not None:
            return False
        if item.marker is None:
            rest = row.page_start or (self.entries is not None and self.entries.name in row.below)
            return rest and self.project.printed is not None and not self._looks_like_entry(item.text)
        activities = self.project.activities
        if item.number is None:
            return bool(activities) and activities[-1].number is None and self.project.printed is not None
        same = bool(activities) and activities[-1].number is not None and activities[-1].number + 1 == item.number
        return same and self.project.printed is not None and self.project.printed + 1 != item.number

    def _is_project(self, item: Item, top: Item) -> bool:
        """Whether an item is a project beside the first of its cell, and not an activity of it."""
        if item.parent is not None:
            return False
        if item.style.startswith("plain"):
            return self._looks_like_entry(item.text)
        return item.style == top.style

    def _open_project(self, item: Item, number: int | None, row: GridRow) -> Share:
        levels = {self.top.kind: self.top.number} if self.top is not None else {}
        node = self._parent(row)
        self.brief = GridBrief(self.block.part, levels, node, [row])
        self.project = Project(item.text, number, False, None, None, [(row.line, row.line)])
        self.brief.projects.append(self.project)
        self.reading.briefs.append(self.brief)
        return Share(self.project, self.brief, item.first)

    def _alone(self, row: GridRow, column: GridColumn) -> Level | None:
        """The node of a column's kind that a row stands in: the cell, or the heading above, holds no other."""
        group = self.groups.get(column.node or "")
        if group is None or not (group.heading or column.name in row.told):
            return None
        return group.levels[0] if len(group.levels) == 1 else None

    def _parent(self, row: GridRow) -> Level | None:
        """The node that bears a row's projects."""
        bearing = (self._alone(row, column) for column in self.block.grid.columns if column.bears)
        return next(filter(None, bearing), None)

    def _more(self, item: Item, row: GridRow) -> None:
        """Add an activity to the open project, or the end of its title or last activity."""
        if self.project is None:
            return
        if item.marker is None:
            last = self.project.activities[-1] if self.project.activities else self.project
            last.text = f"{last.text} {item.text}"
            if last.spans[-1] != (row.line, row.line):
                last.spans.append((row.line, row.line))
            return
        made = Activity(item.text, item.marker, item.number, [(row.line, row.line)], first=item.first)
        self.project.activities.append(made)

    # --- what stands beside -------------------------------------------------------------------------------------

    def _cells(self, row: GridRow, shares: Sequence[Share]) -> None:
        """Give the projects of a row what stands beside their lines.

        Where no lines are told, the projects of the row are written up together: all of it is the whole brief's.
        """
        told = _tells_lines(row)
        if len(shares) > 1 and not (told and self._parts_at(row, [share.first for share in shares[1:]])):
            self._bundle(shares)
            shares = [Share(shares[0].project, shares[0].brief)]
        for share in shares:
            brief = share.brief
            project = share.project if len(brief.projects) == 1 else None
            begun = [one for one in share.project.activities if one.spans[0][0] == row.line]
            above = brief.told if row.page_start and share.project.line != row.line else ()
            found = self.beside.read(
                Stretch(row, project, share.first, share.end, told, begun if project else [], above)
            )
            brief.told += found.told
            brief.amounts += found.amounts
            brief.marks += [(project, None, one) for one in found.marks]
            brief.offices += found.offices or self._offices_above(row, share)
            brief.shared |= {name for name in row.below if share.project.line == row.line}

    def _parts_at(self, row: GridRow, lines: Sequence[int]) -> bool:
        """Whether a row can be parted at these lines: none of them goes through an item of its cells."""
        cells = [cell for name, cell in row.cells.items() if self.columns[name].kind == "items"]
        inside = {one.line for cell in cells for one in prints_of(cell) if not one.begins}
        return not inside & set(lines)

    def _bundle(self, shares: Sequence[Share]) -> None:
        """Make one brief of the projects of a row."""
        first = shares[0].brief
        for share in shares[1:]:
            self.reading.briefs.remove(share.brief)
            first.projects += share.brief.projects
        self.brief = first

    def _offices_above(self, row: GridRow, share: Share) -> list[Item]:
        """The units of the project above, where the cell that tells them reaches down to a project that begins here."""
        place = self.reading.briefs.index(share.brief)
        names = [column.name for column in self.block.grid.columns if column.kind == "units"]
        if not place or share.brief.offices or share.project.line != row.line or not row.below & set(names):
            return []
        return list(self.reading.briefs[place - 1].offices)

    def _of_nodes(self, row: GridRow) -> None:
        """Give a row without projects to a node."""
        owner = self._owner(row)
        if owner is None:
            return
        found = self.beside.read(Stretch(row, None, 0, None, _tells_lines(row), []))
        if found.told or found.offices or found.amounts or found.marks:
            self.reading.owned.append((row, owner))
        owner.inner += found.told
        span = [(row.line, row.line)]
        owner.inner += [Told("responsible", one.text, None, None, None, span) for one in found.offices]
        owner.inner += [Told(OTHER, one.cell.text, None, None, None, span) for one in found.amounts]
        owner.inner += [Told(OTHER, one.text, None, None, None, span) for one in found.marks]

    def _owner(self, row: GridRow) -> Level | None:
        """The node that a row without projects tells of: the nearest to the left of its items that stands alone in its
        cell, or else any that does, or else the one above all."""
        lists = {column.name: column for column in self.block.grid.columns if column.kind == "nodes"}
        items = next((place for place, name in enumerate(row.told) if self.columns[name].kind == "items"), 0)
        order = [*reversed([name for name in row.told[:items] if name in lists]), *lists]
        alone = (self._alone(row, lists[name]) for name in order)
        return next(filter(None, alone), self.top)


def _tells_lines(row: GridRow) -> bool:
    """Whether the lines of a row's cells are known to be lines of the row."""
    return any(are_told(cell) for cell in (*row.cells.values(), *(one.cell for one in row.labelled)))


def _says_more(row: GridRow) -> bool:
    """Whether a row without an entry tells anything but nodes."""
    return bool(row.labelled or row.rest or row.cells)
