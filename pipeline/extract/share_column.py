"""Shared columns over a grid's rows: whose each of their items is, the projects' and activities' beside them.

A *run* is the rows from one in which entries begin to the next such row. Items are dealt out once the brief is whole,
run by run: by the activity that an item names; else in turn, where there are as many as entries to have them, or one to
have all. Where the print does not make it plain whose they are, they are the whole brief's; but if some of its projects
stand in other runs, that would claim too much, and the run's projects have them in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.reading import Entry, GridBrief, Joined, Project, Told
from pipeline.extract.shares import Share, shares
from pipeline.extract.twice import printed_anew
from schemas.outline import Fragment, GridRow
from schemas.profile import Entries


class ShareColumns:
    """Reads the shared columns row by row into the open brief; what is open in a column is its last item."""

    def __init__(self, rules: Entries) -> None:
        self.rules = rules
        self.brief: GridBrief | None = None
        self.runs: list[_Run] = []
        self._last: dict[str, Told] = {}

    def head(self) -> None:
        """Forget what is open: a heading stands here."""
        self.deal()
        self._last = {}

    def begin(self, brief: GridBrief) -> None:
        """Go on in another brief."""
        self.deal()
        self.brief = brief

    def take(self, entries: Sequence[Entry]) -> None:
        """Begin a run with the entries that begin in a row, if there are any."""
        if entries:
            self.runs.append(_Run(entries, entries[-1].project))

    def read(self, name: str, cell: Fragment, row: GridRow, told_above: Sequence[Told] = ()) -> None:
        """Tell the items of a row's cell; to whom they belong is settled later.

        `told_above` is what the row above says, of which this one may repeat items.
        """
        if self.brief is None:
            raise ValueError("no brief is open")
        if not self.runs:
            self.runs.append(_Run((), self.brief.projects[-1] if self.brief.projects else None))
        run, open_one = self.runs[-1], self._last.get(name)
        listed = printed_anew(shares(cell, self.rules), told_above, row)
        if listed and open_one is not None and row.page_start and self._goes_on(listed[0], run, name):
            first = listed.pop(0)
            self.brief.joined.append(Joined(open_one, open_one.text, first.text, row.line))
            open_one.text += f" {first.text}"
            open_one.spans += first.spans
        for share in listed:
            self._last[name] = told = Told(name, share.text, share.marker, None, None, share.spans)
            self.brief.told.append(told)
            run.listed.setdefault(name, []).append((share, told))

    def _goes_on(self, first: Share, run: _Run, name: str) -> bool:
        """Whether a page's first item ends one of the page before: nothing opens it, and no project lacks one."""
        opens = first.marker or self.rules.group.regex.search(first.text)
        return not opens and not run.lacks(name)

    def deal(self) -> None:
        """Settle whose the items of the open brief are; it is whole."""
        for run in self.runs:
            run.deal(self.brief.projects if self.brief else ())
        self.runs, self.brief = [], None


class _Run:
    """Entries that begin in one row, and the items beside them until others begin; `last` is the project open then."""

    def __init__(self, entries: Sequence[Entry], last: Project | None) -> None:
        self.entries, self.last = entries, last
        self.listed: dict[str, list[tuple[Share, Told]]] = {}

    def takers(self, listed: Sequence[tuple[Share, Told]]) -> list[Entry]:
        """The projects that unnamed items may belong to; those with activities have theirs where items name some."""
        projects = [entry for entry in self.entries if entry.activity is None]
        if len(projects) == len(self.entries) or all(share.activity is None for share, _ in listed):
            return projects
        return [entry for entry in projects if not entry.project.activities] or projects

    def lacks(self, name: str) -> bool:
        """Whether some project without activities has no item of a column yet, each taking one in turn."""
        listed = self.listed.get(name, [])
        plain = sum(share.activity is None for share, _ in listed)
        return any(not entry.project.activities for entry in self.takers(listed)[plain:])

    def deal(self, projects: Sequence[Project]) -> None:
        """Give each item its project and activity; `projects` are all that the brief has."""
        mine = {id(entry.project) for entry in self.entries}
        alone = all(id(project) in mine for project in projects)
        for listed in self.listed.values():
            _Dealing(self, listed, alone).deal()


class _Dealing:
    """One column's items of a run dealt out; the state is which activities have theirs."""

    def __init__(self, run: _Run, listed: Sequence[tuple[Share, Told]], alone: bool) -> None:
        self.listed, self.last, self.alone = listed, run.last, alone
        self.projects = [entry for entry in run.entries if entry.activity is None]
        self.activities = [entry for entry in run.entries if entry.activity is not None]
        self.takers = run.takers(listed)
        self.served: set[int] = set()

    def deal(self) -> None:
        """By the activity that an item names, or else in turn."""
        plain = [share for share, _ in self.listed if share.activity is None]
        dashed = [share for share in plain if share.marker]
        if len(plain) > len(self.projects) and len(dashed) == len(self.projects) > 1:
            plain = dashed
        turn = self._turn(len(plain))
        before: Told | None = None
        for share, told in self.listed:
            entry = None
            if share.activity is not None:
                entry = self._named(share.activity, before)
            elif share in plain:
                entry = next(turn, None)
            if entry is not None:
                told.project, told.activity = entry
            before = told

    def _named(self, number: int, before: Told | None) -> Entry | None:
        """The activity that an item names; where it is not among those that begin, one of the open project."""
        for entry in self.activities:
            if id(entry.activity) not in self.served and entry.activity and entry.activity.number == number:
                self.served.add(id(entry.activity))
                return entry
        project = before.project if before is not None and before.activity else self.last
        if project is None:
            return None
        return Entry(project, next((one for one in project.activities if one.number == number), None))

    def _turn(self, count: int) -> Iterator[Entry | None]:
        """What `count` unnamed items belong to, one after the other; None: to all."""
        if not self.projects:
            waiting: list[Entry] = [one for one in self.activities if id(one.activity) not in self.served]
            return _in_turn(waiting or self.activities, count, self.last)
        if len(self.projects) == 1 and 1 < count == len(self.activities):
            return iter(self.activities)
        if self.alone and len(self.takers) not in (1, count):
            return iter(())
        return _in_turn(self.takers, count, self.last)


def _in_turn(entries: Sequence[Entry], count: int, last: Project | None) -> Iterator[Entry]:
    """`count` entries one after the other; the last of them again for what is left, or without any the open project."""
    yield from entries[:count]
    rest = entries[-1] if entries else Entry(last, None) if last is not None else None
    if rest is not None:
        yield from [rest] * (count - len(entries))
