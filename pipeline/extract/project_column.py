"""The project column of a grid over its rows: entries become projects and activities, over page breaks.

What is open is the last project or activity: text at which nothing opens goes on with it, in the next row and on the
next page as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.entries import Token, tokens
from pipeline.extract.marks import marks_of
from pipeline.extract.reading import Activity, Entry, GridBrief, Project, Reading
from schemas.language import language
from schemas.outline import GridRow
from schemas.profile import Entries, Profile

IN_THE_MIDDLE, JUMPS, BEGINS = "begins in the middle", "number jumps", ""
"""Why a row that opens no level has a brief of its own."""


class ProjectColumn:
    """Reads the column row by row into the projects of the open brief."""

    def __init__(self, profile: Profile, rules: Entries, reading: Reading) -> None:
        self.rules, self.reading, self.part = rules, reading, reading.block.part
        self.marks, self.words = marks_of(profile), language().lists
        columns = reading.block.grid.columns
        self.column = next((one for one in columns if one.kind == "entries"), None)
        self.by_levels = any(one.kind == "node" for one in columns)
        """Whether briefs stand beside levels; in a grid without, each numbered entry begins one."""
        self.brief: GridBrief | None = None
        self.mark: str | None = None
        self.last: Project | Activity | None = None
        self._running = 0

    def head(self) -> None:
        """Forget what is open: a heading stands here."""
        self.brief = self.last = self.mark = None
        self._running = 0

    def begin(self, brief: GridBrief) -> None:
        """Go on in another brief."""
        self.brief, self.mark = brief, self.part.agency
        if self.by_levels or brief.orphan:
            self.last = None

    def take(self, projects: Sequence[Project]) -> list[Entry]:
        """Have projects that another brief had: entries of a cell that was printed twice."""
        if self.brief is None or not projects:
            return []
        self.brief.projects += projects
        self.mark, self.last = projects[-1].mark, projects[-1]
        return [Entry(project, activity) for project in projects for activity in (None, *project.activities)]

    def tokens(self, row: GridRow) -> list[Token]:
        """The pieces of the row's cell, without what repeats the column's header."""
        cell = row.cells.get(self.column.name) if self.column else None
        if cell is None or self.column is None:
            return []
        headers = self.column.headers
        return [
            token
            for token in tokens(cell.text, self.rules, self.marks, self._expected(self.mark))
            if not (token.kind == "more" and any(one.regex.search(token.text) for one in headers))
        ]

    def needs_own(self, row: GridRow, listed: Sequence[Token]) -> str | None:
        """Why a row that opens no level still needs a brief of its own; None: it goes on with the open one."""
        mark = next((token.sign for token in listed[:1] if token.kind == "mark"), self.mark)
        first = next((token for token in listed if token.kind != "mark"), None)
        numbered = first.number if first is not None and first.kind == "number" else None
        if not self.by_levels:
            return BEGINS if numbered is not None or self.brief is None else None
        if self.brief is None:
            return IN_THE_MIDDLE
        return JUMPS if row.page_start and numbered is not None and numbered != self._expected(mark) else None

    def _expected(self, mark: str | None) -> int:
        """The number that is next in turn among the brief's projects of one agency."""
        if not self.by_levels:
            return self._running + 1
        mine = [one for one in self.brief.projects if one.mark == mark] if self.brief else []
        return (mine[-1].printed or (1 if mine[-1].dashed else 0)) + 1 if mine else 1

    def read(self, row: GridRow, listed: Sequence[Token], *, opened: bool) -> list[Entry]:
        """Make projects and activities of a row's pieces, or go on with the open ones; returns those that begin."""
        begun: list[Entry] = []
        fresh = opened
        before = self._bearer
        carried: list[Activity] = []
        for place, token in enumerate(listed):
            if token.kind == "mark":
                self._set_mark(token, row)
                fresh = True
                if not token.text:
                    continue
            elif token.kind == "more" and self.last is not None and not (fresh and place == 0):
                self._go_on(token.text, row)
                continue
            begun.append(self._open(token, row))
            fresh = False
            activity = begun[-1].activity
            if activity is not None and begun[-1].project is before and row.page_start and not opened:
                carried.append(activity)
        if carried and before is not None and self.brief is not None:
            self.brief.carried.append((before, carried, row))
        return begun

    @property
    def _bearer(self) -> Project | None:
        """The project of the brief that was opened last, which further activities are of."""
        return self.brief.projects[-1] if self.brief and self.brief.projects else None

    def _set_mark(self, token: Token, row: GridRow) -> None:
        self.mark = token.sign
        if self.marks.meant(token.sign) is None:
            self.reading.doubtful_lines.append(row.line)

    def _open(self, token: Token, row: GridRow) -> Entry:
        """A project or an activity of what opens at a piece."""
        if token.kind == "activity" or (token.kind == "dash" and self._is_activity(token)):
            # activities whose project stands on a lost page have the brief as their place
            project = self._bearer or self._project("", None, row)
            activity = Activity(token.text, token.sign, token.number, [(row.line, row.line)])
            project.activities.append(activity)
            self.last = activity
            return Entry(project, activity)
        self.last = project = self._project(token.text, token, row)
        self._running = token.number or self._running
        return Entry(project, None)

    def _project(self, text: str, token: Token | None, row: GridRow) -> Project:
        if self.brief is None:
            raise ValueError("no brief is open")
        meant = self.marks.meant(self.mark) if token is not None else None
        number, dashed = (token.number, token.kind == "dash") if token is not None else (None, False)
        made = Project(text, number, dashed, self.mark, self.part.agency or meant, [(row.line, row.line)])
        self.brief.projects.append(made)
        return made

    def _is_activity(self, token: Token) -> bool:
        """Whether a dashed entry is an activity: of a numbered project, or of one that introduces a list."""
        project = self._bearer
        if project is None:
            return False
        if self.words.introduces(project.text) or any(one.number is None for one in project.activities):
            return True
        return project.printed is not None and bool(self.rules.dashed_activity.regex.search(f"- {token.text}"))

    def _go_on(self, text: str, row: GridRow) -> None:
        if self.last is None:
            return
        self.last.text = f"{self.last.text} {text}".strip()
        if self.last.spans[-1] != (row.line, row.line):
            self.last.spans.append((row.line, row.line))
