"""What the tellings of one plan know of each other: lost pages, doubtful marks, links between parts.

Where a print is incomplete nothing is carried over blindly. A part that belongs to one agency and was read without a
break is taken for complete; a row of which the print does not say where it belongs is looked up there, and where no
evidence is found the level is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.marks import JOINT, Marks
from pipeline.extract.reading import Activity, GridBrief, Joined, Level, Project, Reading, Told
from pipeline.similarity import likeness

_BRACKETS = re.compile(r"\([^()]*\)")
SAME_PROJECT = 0.75
"""Two titles this like tell one project, where nothing else is known of it."""
SAME_ACTIVITY = 0.8
CLEARLY_WORSE = 0.05
"""By how much a joined text must be less like its other telling than its head alone, for the joint to be undone."""
LINKED = 0.6
"""Titles this like are tellings of one project, in parts of which the issue and the agency agree."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings of one project; `similarity` of their titles, 0 to 1."""

    one: tuple[GridBrief, Project]
    other: tuple[GridBrief, Project]
    similarity: float


class Evidence:
    """The complete tellings, by issue, for looking things up."""

    def __init__(self, readings: Sequence[Reading], marks: Marks) -> None:
        self.readings, self.marks = readings, marks
        self.complete: list[tuple[GridBrief, Project]] = [
            (brief, project)
            for reading in readings
            if reading.block.part.agency and any(one.kind == "node" for one in reading.block.grid.columns)
            for brief in reading.briefs
            if brief.orphan is None
            for project in brief.projects
        ]
        self.by_top: dict[int | None, list[tuple[GridBrief, Project]]] = {}
        for pair in self.complete:
            self.by_top.setdefault(_top(pair[0]), []).append(pair)

    def settle(self) -> None:
        """Find out what the print leaves open, in every part that is not one agency's own."""
        for reading in self.readings:
            if reading.block.part.agency:
                continue
            _first_issue(reading)
            self._marks(reading)
            self._carried(reading)
            self._joined(reading)
            for brief in reading.briefs:
                if brief.orphan is not None:
                    self._place(brief)
            _inherit(reading)

    # --- doubtful marks -----------------------------------------------------------------------------------------

    def _marks(self, reading: Reading) -> None:
        """Misread marks: the mark in the row's responsible cell decides, or else the same project elsewhere."""
        for brief in reading.briefs:
            for project in brief.projects:
                if project.agency is None and project.mark is not None:
                    project.agency = self._same_elsewhere(brief, project) or self._office_mark(brief, project)
                    if project.agency is None and self.marks.is_foreign(project.mark):
                        project.agency = project.mark  # who that is nobody knows, but the print says it

    def _same_elsewhere(self, brief: GridBrief, project: Project) -> str | None:
        found = self.best(project.text, _top(brief))
        return found[0].part.agency if found else None

    def _office_mark(self, brief: GridBrief, project: Project) -> str | None:
        told = " ".join(office.text for office in brief.offices if office.first == project.line)
        known = [one.mark for one in self.marks.agencies if any(f"({name}" in told for name in one.spellings)]
        return known[0] if len(known) == 1 else None

    # --- lost pages ---------------------------------------------------------------------------------------------

    def best(
        self, title: str, top: int | None, agency: str | None = None, number: int | None = None
    ) -> tuple[GridBrief, Project] | None:
        """The complete telling of `title`; one with the same printed number is preferred among those that fit."""
        fits = [
            (pair, similarity)
            for pair in (self.by_top.get(top, []) if top is not None else self.complete)
            if not agency or pair[0].part.agency in agency.split(JOINT)
            if (similarity := likeness(title, pair[1].text)) >= SAME_PROJECT
        ]
        if not fits:
            return None
        return max(fits, key=lambda fit: (fit[0][1].printed == number, fit[1]))[0]

    def _place(self, brief: GridBrief) -> None:
        """Give an orphan the levels that the complete tellings of its projects and activities have."""
        found = [
            pair[0]
            for project in brief.projects
            if project.text and (pair := self.best(project.text, _top(brief), project.agency, project.printed))
        ]
        found += [owner for one in brief.projects for owner, _ in self._owners(one.activities, brief)]
        for project in brief.projects:  # a page that lost its heading lost the agency's mark with it
            if project.agency is None and project.mark is None:
                project.agency = self._same_elsewhere(brief, project)
        if found:
            levels = Counter(tuple(one.levels.items()) for one in found).most_common(1)[0][0]
            brief.levels = {**dict(levels), **brief.levels}

    def _owners(self, activities: Sequence[Activity], brief: GridBrief) -> Iterator[tuple[GridBrief, Project]]:
        """The complete projects that have these activities."""
        for activity in activities:
            for pair in self.by_top.get(_top(brief), []):
                if any(likeness(activity.text, one.text) >= SAME_ACTIVITY for one in pair[1].activities):
                    yield pair
                    break

    def _carried(self, reading: Reading) -> None:
        """Activities that a page's first row gave to a project of the page before, and that are another one's."""
        for brief in list(reading.briefs):
            for project, activities, row in brief.carried:
                owners = list(self._owners(activities, brief))
                if not owners or any(likeness(one.text, project.text) >= LINKED for _, one in owners):
                    continue
                lost = Project("", None, False, None, owners[0][0].part.agency, [(row.line, row.line)], activities)
                project.activities = [one for one in project.activities if one not in activities]
                brief.rows.remove(row)
                told = [one for one in brief.told if one.activity in activities]
                brief.told = [one for one in brief.told if one not in told]
                top = {kind: number for kind, number in brief.levels.items() if number == _top(brief)}
                orphan = GridBrief(brief.part, dict(list(top.items())[:1]), None, [row], [lost], told)
                orphan.orphan = "belongs elsewhere"
                for one in told:
                    one.project = lost
                reading.briefs.insert(reading.briefs.index(brief) + 1, orphan)

    def _joined(self, reading: Reading) -> None:
        """Texts joined over a page end that the complete telling refutes are parted; nobody owns the tail."""
        for brief in list(reading.briefs):
            for joined in brief.joined:
                if self._refuted(brief, joined):
                    joined.told.text = joined.head
                    joined.told.spans = [span for span in joined.told.spans if span[0] != joined.line]
                    row = next((one for one in brief.rows if one.line == joined.line), None)
                    top = dict(list(brief.levels.items())[:1])
                    orphan = GridBrief(brief.part, top, None, [row] if row else [], orphan="begins in the middle")
                    tail = Told(joined.told.section, joined.tail, None, None, None, [(joined.line, joined.line)])
                    orphan.told.append(tail)
                    if row is not None:
                        brief.rows.remove(row)
                    reading.briefs.insert(reading.briefs.index(brief) + 1, orphan)

    def _refuted(self, brief: GridBrief, joined: Joined) -> bool:
        project = joined.told.project
        if project is None:
            return False
        found = self.best(project.text, _top(brief), project.agency, project.printed)
        if found is None:
            return False
        others = [one.text for one in found[0].told if one.section == joined.told.section and one.project is found[1]]
        whole = max((likeness(f"{joined.head} {joined.tail}", other) for other in others), default=1.0)
        head = max((likeness(joined.head, other) for other in others), default=0.0)
        return whole + CLEARLY_WORSE < head

    # --- links --------------------------------------------------------------------------------------------------

    def links(self) -> Iterator[Link]:
        """Each project's likest telling in each other part, of the same issue and agency."""
        for place, reading in enumerate(self.readings):
            for other in self.readings[place + 1 :]:
                yield from _links(reading, other)


def _top(brief: GridBrief) -> int | None:
    """The number of the outermost level of a brief, None where it is not known."""
    return next(iter(brief.levels.values()), None)


def _first_issue(reading: Reading) -> None:
    """Briefs before the first heading belong to the number before it: the next heading's running number says so."""
    if not reading.levels:
        return
    first = next((level for level in reading.levels if level.parent is None and _heads(reading, level)), None)
    if first is None or first.number < 2:
        return
    for brief in reading.briefs:
        if brief.rows and brief.rows[0].line < first.spans[0][0] and first.kind not in brief.levels:
            brief.levels = {first.kind: first.number - 1, **brief.levels}


def _heads(reading: Reading, level: Level) -> bool:
    return level.kind not in {one.node for one in reading.block.grid.columns}


def _inherit(reading: Reading) -> None:
    """A brief that lacks a middle level has that of the brief before it, if its running number goes on from there."""
    kinds = [column.node for column in reading.block.grid.columns if column.kind == "node" and column.node]
    for before, brief in zip(reading.briefs, reading.briefs[1:], strict=False):
        last = kinds[-1] if kinds else None
        missing = [kind for kind in kinds[:-1] if kind not in brief.levels]
        if not missing or last not in brief.levels or last not in before.levels or _top(before) != _top(brief):
            continue
        if brief.levels[last] == before.levels[last] + 1:
            own = brief.levels
            brief.levels = {kind: number for kind, number in before.levels.items() if kind != last} | own
            brief.levels = {kind: brief.levels[kind] for kind in (*before.levels,) if kind in brief.levels}


def _links(reading: Reading, other: Reading) -> Iterator[Link]:
    theirs: dict[tuple[int | None, str], list[tuple[GridBrief, Project]]] = {}
    for brief in other.briefs:
        for project in brief.projects:
            for agency in (project.agency or "").split(JOINT):
                theirs.setdefault((_top(brief), agency), []).append((brief, project))
    for brief in reading.briefs:
        for project in brief.projects:
            if not project.text:
                continue
            for agency in (project.agency or "").split(JOINT):
                yield from _best_link((brief, project), theirs.get((_top(brief), agency), ()))


def _alike(one: str, other: str) -> float:
    """How alike two titles are, what stands in brackets counted or not: one telling may say more than the other."""
    return max(likeness(one, other), likeness(_BRACKETS.sub("", one), _BRACKETS.sub("", other)))


def _best_link(mine: tuple[GridBrief, Project], theirs: Sequence[tuple[GridBrief, Project]]) -> Iterator[Link]:
    """The likest of `theirs`; where several are as like, the one in the same place."""
    scored = [(pair, _alike(mine[1].text, pair[1].text)) for pair in theirs if pair[1].text]
    if scored:
        pair, similarity = max(scored, key=lambda one: (one[1] + 0.1 * (one[0][0].levels == mine[0].levels), one[1]))
        if similarity >= LINKED:
            yield Link(mine, pair, round(similarity, 4))
