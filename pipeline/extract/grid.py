"""Grids: rows to nodes and briefs. A brief is what stands beside one node of the last node column, over page breaks.

The way of a row: its node cells open levels or go on with them; its project cell opens projects and activities or goes
on with the last; shared cells give their items to these in turn; the other cells belong to the whole brief. What a page
cut is joined here; whether it was right to join is for *evidence*, which knows the other tellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.entries import Activity, Marks, Project, Share, Token, marks_of, shares, tokens
from pipeline.extract.lists import Chunk, Item, by_tags, chunks_of_cell, items
from pipeline.extract.reading import OTHER, Amount, GridBrief, Joined, Level, Reading, Told
from pipeline.markup import tidy
from pipeline.numerals import parse_number
from schemas.language import ListWords, language
from schemas.outline import Fragment, GridBlock, GridHeading, GridRow
from schemas.profile import Entries, GridColumn, Profile

_MARKER = re.compile(r"^(?:(\d{1,2})\.(?!\d)\s*|[-–]\s+)")
_RESTART = re.compile(r"(?<=\s)1\.(?!\d)\s*(?=\S)")
_NEXT_OFFICE = re.compile(r"(?<=\))\s+|,\s*(?![^()]*\))")


@dataclass(slots=True, eq=False)
class _Slot:
    """A project or activity that the items of a shared column may belong to."""

    project: Project
    activity: Activity | None
    filled: bool = False


def read_block(block: GridBlock, profile: Profile) -> Reading:
    """The levels and briefs of one grid."""
    if profile.entries is None:
        raise ValueError("a profile with a grid tells how its entries are written")
    return _Reader(block, profile, profile.entries).read()


class _Reader:
    """One pass over a grid's rows; the state is what is open: the levels, the brief, the last entry, the slots."""

    def __init__(self, block: GridBlock, profile: Profile, rules: Entries) -> None:
        self.block, self.profile, self.rules = block, profile, rules
        self.words: ListWords = language().lists
        self.marks: Marks = marks_of(profile)
        self.reading = Reading(block)
        self.columns = {column.name: column for column in block.grid.columns}
        self.node_columns = [column for column in block.grid.columns if column.kind == "node"]
        self.open: dict[str, Level] = {}
        self.youngest: dict[tuple[str, int], Level] = {}
        """Kind and parent -> the last level read there."""
        self.brief: GridBrief | None = None
        self.mark: str | None = None
        self.running = 0
        self.last: Project | Activity | None = None
        self.slots: list[_Slot] = []
        self.share: Told | None = None
        self.before: dict[str, list[Told]] = {}
        self.row_before: GridRow | None = None

    def read(self) -> Reading:
        for one in self.block.content:
            if isinstance(one, GridHeading):
                self._heading(one)
            else:
                self._row(one)
        return self.reading

    # --- levels -------------------------------------------------------------------------------------------------

    def _heading(self, heading: GridHeading) -> None:
        number = int(heading.number)
        spans = [(heading.place.first, heading.place.last)]
        level = Level(heading.kind, number, heading.place.title, spans, None, goal=heading.goal)
        self.open = {heading.kind: level}
        self.running = 0
        self.brief = self.last = self.share = self.mark = self.row_before = None
        self.reading.levels.append(level)
        self.reading.claimed += [(level, kind, count) for kind, count in heading.claimed.items()]

    def _levels(self, row: GridRow) -> bool:
        """Open the levels that the row's node cells name; whether one was opened."""
        order = next(
            (row.cells[name] for name, one in self.columns.items() if one.kind == "order" and name in row.cells), None
        )
        opened = False
        for place, column in enumerate(self.node_columns):
            cell = row.cells.get(column.name)
            if cell is None:
                continue
            printed = tidy(order.text) if order is not None and place == 0 else None
            if not self._goes_on(column, cell, row, printed):
                self._level(column, cell, printed)
                opened = True
        return opened

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
        kind = column.node or column.name
        text = "\n".join(part for part, _ in by_tags(cell.text) if part)
        label = column.label.regex.search(text) if column.label else None
        title, inner = (text[: label.start()], text[label.end() :]) if label else (text, "")
        title = tidy(title)
        marker = _MARKER.match(title)
        above = self._above(kind)
        for below in self.node_columns[self.node_columns.index(column) :]:
            self.open.pop(below.node or "", None)
        number = self._number(order, marker, self.youngest.get((kind, id(above))))
        spans = [(cell.first, cell.last)]
        level = Level(kind, number, title[marker.end() :] if marker else title, spans, above, inner_name=column.inner)
        if inner and column.inner:
            listed = items(chunks_of_cell(inner, cell.first, cell.last), self.profile.markers, self.words)
            level.inner = [Told(column.inner, one.text, one.marker, None, None, list(spans)) for one in listed]
        self.open[kind] = self.youngest[kind, id(above)] = level
        self.reading.levels.append(level)

    def _number(self, order: str | None, marker: re.Match[str] | None, before: Level | None) -> int:
        """The printed number; a dash or none stands for the only one, or for the next."""
        if order and order.isdigit():
            return int(order)
        if marker and marker[1]:
            return int(marker[1])
        return before.number + 1 if before else 1

    def _above(self, kind: str) -> Level | None:
        """The open level next above `kind`."""
        kinds = [heading.kind for heading in self.profile.headings]
        kinds += [column.node or "" for column in self.node_columns]
        for one in reversed(kinds[: kinds.index(kind)]):
            if one in self.open:
                return self.open[one]
        return None

    # --- rows ---------------------------------------------------------------------------------------------------

    def _row(self, row: GridRow) -> None:
        opened = self._levels(row)
        entries = next((one for one in self.block.grid.columns if one.kind == "entries"), None)
        listed = self._tokens(row, entries) if entries else []
        twice = opened and entries is not None and self._same_cell(row, entries.name)
        why = self._needs_own(row, listed, opened)
        before = self.brief
        if opened or why is not None:
            self._open_brief(None if opened else why)
        if self.brief is None:
            raise ValueError("no brief is open")
        self.brief.rows.append(row)
        begun: list[_Slot] = []
        if twice and before is not None:
            self._take_once(row, before)
        else:
            begun = self._entries(row, listed, opened)
        if begun:
            self.slots = begun
        self._cells(row, twice)
        self.row_before = row

    def _same_cell(self, row: GridRow, name: str) -> bool:
        """Whether the row above prints the same cell: the print gave one cell to two rows."""
        above = self.row_before.cells.get(name) if self.row_before else None
        cell = row.cells.get(name)
        return above is not None and cell is not None and tidy(above.text) == tidy(cell.text)

    def _tokens(self, row: GridRow, column: GridColumn) -> list[Token]:
        cell = row.cells.get(column.name)
        if cell is None:
            return []
        listed = list(tokens(cell.text, self.rules, self.marks, self._expected(self.mark)))
        echoes = (any(one.regex.search(token.text) for one in column.headers) for token in listed)
        return [one for one, echo in zip(listed, echoes, strict=True) if not (echo and one.kind == "more")]

    def _expected(self, mark: str | None) -> int:
        """The number that is next in turn among the brief's projects of one agency."""
        if not self.node_columns:
            return self.running + 1
        mine = [one for one in self.brief.projects if one.mark == mark] if self.brief else []
        return (mine[-1].printed or (1 if mine[-1].dashed else 0)) + 1 if mine else 1

    def _needs_own(self, row: GridRow, listed: Sequence[Token], opened: bool) -> str | None:
        """Why a row that opens no level still needs a brief of its own; None: it goes on with the open one."""
        if opened:
            return None
        mark = next((token.sign for token in listed[:1] if token.kind == "mark"), self.mark)
        first = next((token for token in listed if token.kind != "mark"), None)
        if not self.node_columns:
            begins = first is not None and first.kind == "number"
            return "" if begins or self.brief is None else None
        if self.brief is None:
            return "begins in the middle"
        if row.page_start and first is not None and first.kind == "number" and first.number != self._expected(mark):
            return "number jumps"
        return None

    def _numbers(self) -> dict[str, int]:
        return {kind: level.number for kind, level in self.open.items()}

    def _open_brief(self, why: str | None) -> None:
        numbers = self._numbers()
        node = next((self.open[one.node] for one in reversed(self.node_columns) if one.node in self.open), None)
        if why:  # where it belongs is not said: only what stands above all tables is sure
            sure = {heading.kind for heading in self.profile.headings}
            numbers, node = {kind: number for kind, number in numbers.items() if kind in sure}, None
        self.brief = GridBrief(self.block.part, numbers, node, orphan=why or None)
        self.reading.briefs.append(self.brief)
        self.mark = self.block.part.agency
        self.slots = []
        if self.node_columns or why:
            self.last = None

    def _take_once(self, row: GridRow, before: GridBrief) -> None:
        """Move what belongs to the new brief out of the old one: entries from where their numbers start anew."""
        brief = self.brief
        if brief is None or self.row_before is None:
            return
        mine = [one for one in before.projects if one.line == self.row_before.line]
        restart = next((place for place, one in enumerate(mine) if one.printed == 1), 0)
        moved = mine[restart:]
        for project in moved:
            before.projects.remove(project)
            project.spans.append((row.line, row.line))
        brief.projects += moved
        repeated = [name for name in row.cells if self._same_cell(row, name)]
        for told in [one for one in before.told if one.spans[0][0] == self.row_before.line]:
            if told.project in moved or (told.project is None and told.section in repeated):
                before.told.remove(told)
                brief.told.append(told)
        if any(self.columns[name].kind == "units" for name in repeated):
            offices = [one for one in before.offices if one.first == self.row_before.line]
            before.offices = [one for one in before.offices if one not in offices]
            brief.offices += offices
        if moved:
            self.mark, self.last = moved[-1].mark, moved[-1]
            self.slots = [slot for slot in self.slots if slot.project in moved]

    # --- projects and activities ----------------------------------------------------------------------------------

    def _entries(self, row: GridRow, listed: Sequence[Token], opened: bool) -> list[_Slot]:
        begun: list[_Slot] = []
        fresh = opened
        carried: list[Activity] = []
        bearer = self.last_project
        for place, token in enumerate(listed):
            made: Project | Activity | None = None
            if token.kind == "mark":
                self._set_mark(token, row)
                fresh = True
                made = self._project(token, row) if token.text else None
            elif (
                token.kind == "number"
                or (token.kind == "more" and fresh and place == 0)
                or (token.kind == "more" and self.last is None)
            ):
                made = self._project(token, row)
            elif token.kind == "more":
                self._go_on(token.text, row)
            elif token.kind == "dash" and not self._is_activity(token):
                made = self._project(token, row)
            else:
                made = self._activity(token, row)
                if isinstance(made, Activity) and self.last_project is bearer and row.page_start and not opened:
                    carried.append(made)
            if made is not None:
                self.last = made
                fresh = False
                begun.append(_Slot(self._owner(made), made if isinstance(made, Activity) else None))
        if carried and bearer is not None and self.brief is not None:
            self.brief.carried.append((bearer, carried, row))
        return begun

    @property
    def last_project(self) -> Project | None:
        """The project that was opened last in the brief."""
        return self.brief.projects[-1] if self.brief and self.brief.projects else None

    def _owner(self, made: Project | Activity) -> Project:
        if isinstance(made, Project):
            return made
        project = self.last_project
        if project is None:
            raise ValueError("an activity without a project")
        return project

    def _set_mark(self, token: Token, row: GridRow) -> None:
        self.mark = token.sign
        if self.marks.meant(token.sign) is None:
            self.reading.doubtful_lines.append(row.line)

    def _project(self, token: Token, row: GridRow) -> Project:
        if self.brief is None:
            raise ValueError("no brief is open")
        agency = self.block.part.agency or self.marks.meant(self.mark)
        made = Project(token.text, token.number, token.kind == "dash", self.mark, agency, [(row.line, row.line)])
        self.brief.projects.append(made)
        self.running = token.number or self.running
        return made

    def _is_activity(self, token: Token) -> bool:
        """Whether a dashed entry is an activity: of a numbered project, or of one that introduces a list."""
        project = self.last_project
        if project is None:
            return False
        if self.words.introduces(project.text) or any(one.number is None for one in project.activities):
            return True
        return project.printed is not None and bool(self.rules.dashed_activity.regex.search(f"- {token.text}"))

    def _activity(self, token: Token, row: GridRow) -> Project | Activity:
        project = self.last_project
        if project is None:  # activities whose project stands on a lost page: their place is the brief
            project = Project("", None, False, self.mark, self.block.part.agency, [(row.line, row.line)])
            if self.brief is not None:
                self.brief.projects.append(project)
        made = Activity(token.text, token.sign, token.number, [(row.line, row.line)])
        project.activities.append(made)
        return made

    def _go_on(self, text: str, row: GridRow) -> None:
        if self.last is None:
            return
        self.last.text = f"{self.last.text} {text}".strip()
        if self.last.spans[-1] != (row.line, row.line):
            self.last.spans.append((row.line, row.line))

    # --- the other cells ------------------------------------------------------------------------------------------

    def _cells(self, row: GridRow, twice: bool) -> None:
        brief = self.brief
        if brief is None:
            return
        unit = next(
            (
                tidy(row.cells[name].text)
                for name, one in self.columns.items()
                if one.kind == "unit" and name in row.cells
            ),
            None,
        )
        for name, fragment in row.cells.items():
            column = self.columns[name]
            if twice and self._same_cell(row, name):
                continue
            if column.kind == "shares" and not (twice and self.row_before and name in self.row_before.cells):
                self._shares(name, fragment, row, brief)
            elif column.kind == "items":
                self._items(name, fragment, row, brief, unit)
            elif column.kind == "units":
                self._offices(column, fragment, row, brief)
            elif column.kind == "budget" and not _is_dash(fragment.text):
                brief.amounts.append(Amount(brief.projects[0] if brief.projects else None, fragment))
            elif column.kind == "order" and parse_number(tidy(fragment.text)) is None and not _is_dash(fragment.text):
                row.rest.append(fragment)
        project = brief.projects[0] if brief.projects else None
        brief.marks += [(project, month, fragment) for month, fragment in row.marks if not _is_dash(fragment.text)]
        brief.told += [
            Told(OTHER, one.text, None, None, None, [(row.line, row.line)])
            for one in row.rest
            if not _is_dash(one.text)
        ]

    def _shares(self, name: str, fragment: Fragment, row: GridRow, brief: GridBrief) -> None:
        listed = shares(fragment, self.rules)
        if listed and self._share_goes_on(listed[0], row):
            first = listed.pop(0)
            if self.share is not None:
                brief.joined.append(Joined(self.share, self.share.text, first.text, row.line))
                self.share.text += f" {first.text}"
                self.share.spans += first.spans
        for share, slot in self._dealt(listed):
            project = slot.project if slot else None
            self.share = Told(name, share.text, share.marker, project, slot.activity if slot else None, share.spans)
            brief.told.append(self.share)

    def _share_goes_on(self, first: Share, row: GridRow) -> bool:
        """Whether a page's first item ends one of the page before: nothing opens it, and none lacks one."""
        opens = first.marker or self.rules.group.regex.search(first.text)
        waiting = any(not slot.filled and slot.activity is None and not slot.project.activities for slot in self.slots)
        return bool(row.page_start and self.share is not None and not opens and not waiting)

    def _dealt(self, listed: Sequence[Share]) -> Iterator[tuple[Share, _Slot | None]]:
        """Items with what they belong to: by the activity that they name, or else in turn."""
        plain = [share for share in listed if share.activity is None]
        projects = [slot for slot in self.slots if slot.activity is None]
        named = {id(slot) for share in listed if share.activity is not None for slot in self.slots if slot.activity}
        dashed = [share for share in plain if share.marker]
        if len(plain) > len(projects) and len(dashed) == len(projects) > 1:
            plain = dashed
        turn = self._turn(plain, projects, bool(named))
        for share in listed:
            if share.activity is not None:
                yield share, self._activity_slot(share.activity)
            elif share in plain:
                slot = next(turn, None)
                if slot is not None:
                    slot.filled = True
                yield share, slot
            else:
                yield share, None

    def _turn(self, plain: Sequence[Share], projects: Sequence[_Slot], named: bool) -> Iterator[_Slot | None]:
        """What unnamed items belong to, one after the other."""
        activities = [slot for slot in self.slots if slot.activity is not None]
        if len(projects) == 1 and not activities:
            yield from [projects[0]] * len(plain)
        elif not projects:
            waiting = [slot for slot in activities if not slot.filled] or activities
            yield from waiting[: len(plain)]
            last = waiting[-1] if waiting else self._last_slot()
            yield from [last] * max(0, len(plain) - len(waiting))
        elif len(projects) == 1 and len(plain) > 1 and len(activities) == len(plain):
            yield from activities
        else:
            free = [slot for slot in projects if not (named and slot.project.activities)] or list(projects)
            free = [slot for slot in free if not slot.filled] or free
            yield from free
            yield from [free[-1]] * max(0, len(plain) - len(free))

    def _last_slot(self) -> _Slot | None:
        return _Slot(self.last_project, None) if self.last_project else None

    def _activity_slot(self, number: int) -> _Slot | None:
        for slot in self.slots:
            if not slot.filled and slot.activity is not None and slot.activity.number == number:
                slot.filled = True
                return slot
        project = self.share.project if self.share is not None and self.share.activity else self.last_project
        if project is None:
            return None
        named = next((one for one in project.activities if one.number == number), None)
        return _Slot(project, named, True)

    def _items(self, name: str, fragment: Fragment, row: GridRow, brief: GridBrief, unit: str | None) -> None:
        """Items of the whole brief; those behind an agency's mark are that agency's one project's."""
        for mark, text in self._by_marks(fragment.text):
            chunks = [part for one in chunks_of_cell(text, fragment.first, fragment.last) for part in _restarted(one)]
            listed = items(chunks, self.profile.markers, self.words)
            listed = self._joined_item(name, listed, row, brief)
            theirs = [one for one in brief.projects if one.mark == mark] if mark else []
            made: list[Told] = []
            for item in listed:
                told = Told(
                    name,
                    item.text,
                    item.marker,
                    theirs[0] if len(theirs) == 1 else None,
                    None,
                    [(row.line, row.line)],
                    unit=unit,
                )
                told.parent = made[item.parent] if item.parent is not None and item.parent < len(made) else None
                made.append(told)
            brief.told += made
            if made:
                self.before[name] = made

    def _by_marks(self, text: str) -> Iterator[tuple[str | None, str]]:
        """A cell in its agencies' shares; only a cell that begins with a mark has such."""
        first = self.marks.pattern.match(tidy(text))
        if first is None:
            yield None, text
            return
        text = tidy(text)
        found = [one for one in self.marks.pattern.finditer(text) if one.start() == 0 or text[one.start() - 1] == " "]
        for place, one in enumerate(found):
            end = found[place + 1].start() if place + 1 < len(found) else len(text)
            yield one["mark"], text[one.end() : end].strip()

    def _joined_item(self, name: str, listed: list[Item], row: GridRow, brief: GridBrief) -> list[Item]:
        """Join a page's first item to the one that the page before left open; the rest stays."""
        before = self.before.get(name)
        if not listed or not before or not row.page_start or listed[0].marker:
            return listed
        same = before[-1] in brief.told
        if not same and not self.words.is_open(before[-1].text):
            return listed
        head, rest = listed[0].text, ""
        if not same and self.profile.bands:
            head, rest = _first_whole(head, self.profile)
        before[-1].text += f" {head}"
        before[-1].spans.append((row.line, row.line))
        if rest:
            return [Item(rest, None, None, listed[0].style, None, row.line, row.line), *listed[1:]]
        return listed[1:]

    def _offices(self, column: GridColumn, fragment: Fragment, row: GridRow, brief: GridBrief) -> None:
        texts = [part for text, _ in by_tags(fragment.text) for part in _offices_apart(text)]
        begins = texts and any(pattern.regex.search(texts[0]) for pattern in column.content)
        known = brief.offices or (self.reading.briefs[-2].offices if len(self.reading.briefs) > 1 else [])
        if texts and row.page_start and not begins and known:
            known[-1].text += f" {texts.pop(0)}"
            known[-1].last = row.line
        brief.offices += [Item(text, None, None, "office", None, row.line, row.line) for text in texts]


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


def _first_whole(text: str, profile: Profile) -> tuple[str, str]:
    """`text` cut where something ends and something else begins; uncut: all of it is the first."""
    bands = profile.bands
    if bands is None:
        return text, ""
    for match in bands.opener.regex.finditer(text):
        if match.start() and bands.closer.regex.search(text[: match.start()].rstrip()):
            return text[: match.start()].strip(), text[match.start() :]
    return text, ""


def _is_dash(text: str) -> bool:
    return not tidy(text).strip("-– ")
