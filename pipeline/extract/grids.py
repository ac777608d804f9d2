"""Records of grids: nodes, briefs, statements, budgets, marks, links, and the counts that headings state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import dropwhile

from pipeline.extract import units
from pipeline.extract.briefs import add_quantities, add_unit, respelled
from pipeline.extract.evidence import Evidence
from pipeline.extract.figures import add_budget, amounts_apart, measured
from pipeline.extract.grid import read_block
from pipeline.extract.marks import marks_of
from pipeline.extract.projects import read_projects
from pipeline.extract.reading import OTHER, GridBrief, Level, Project, Reading, Told
from pipeline.extract.records import Records
from pipeline.markup import tidy
from schemas.outline import Fragment, Outline
from schemas.plan import (
    Brief,
    BriefProject,
    Claim,
    Node,
    Note,
    ProjectLink,
    Responsibility,
    ResponsibilityUnit,
    ScheduleMark,
    Statement,
    Target,
    Telling,
)
from schemas.profile import Profile

GOAL = "goal"


def add_grids(outline: Outline, profile: Profile, records: Records) -> None:
    """Add what the grids of `outline` hold."""
    if not outline.grids:
        return
    readings = [
        (read_projects if block.grid.rows == "entries" else read_block)(block, profile) for block in outline.grids
    ]
    evidence = Evidence([one for one in readings if one.block.grid.rows == "nodes"], marks_of(profile))
    evidence.settle()
    writers = {
        id(brief): writer
        for reading in readings
        for writer in [_Writer(reading, profile, records)]
        for brief in writer.write()
    }
    for link in evidence.links():
        ids = [writers[id(brief)].project_ids.get(id(project)) for brief, project in (link.one, link.other)]
        if ids[0] and ids[1]:
            records.plan.project_links.append(
                ProjectLink(plan_id=records.plan_id, node_a=ids[0], node_b=ids[1], similarity=link.similarity)
            )


class _Writer:
    """Writes the records of one grid."""

    def __init__(self, reading: Reading, profile: Profile, records: Records) -> None:
        self.reading, self.profile, self.records = reading, profile, records
        self.part = reading.block.part
        self.marks = marks_of(profile)
        self.level_ids: dict[int, str] = {}
        self.ids_by_number: dict[str, str] = {}
        self.first_brief: dict[int, GridBrief] = {}
        for brief in reading.briefs:
            if brief.node is not None:
                self.first_brief.setdefault(id(brief.node), brief)
        self.kinds = _kinds(reading, profile)
        self.project_ids: dict[int, str] = {}
        self.counted: dict[tuple[str, str | None], int] = {}
        self.statements: dict[tuple[str, str], int] = {}

    def write(self) -> list[GridBrief]:
        """Write everything; returns the briefs written."""
        for level in self.reading.levels:
            self._level(level)
        for level, kind, count in self.reading.claimed:
            self._claim(level, kind, count)
        for row, level in self.reading.owned:
            self.records.own_row(row, self.level_ids[id(level)])
        for ordinal, brief in enumerate(self.reading.briefs, 1):
            self._brief(brief, ordinal)
        if any(brief.orphan for brief in self.reading.briefs):
            headers = self.reading.block.headers
            self._note(headers[0], "table-pages", str(len(headers)))
        told: dict[int, list[Project]] = {}
        for project in (one for brief in self.reading.briefs for one in brief.projects if one.agency):
            for first in {first for first, _ in project.spans} if self.reading.doubtful_lines else ():
                told.setdefault(first, []).append(project)
        for line in dict.fromkeys(self.reading.doubtful_lines):
            self._note(line, "agency-doubtful", self._resolved(line, told.get(line, [])))
        for line, columns in self.reading.heads.items():
            self._note(line, "columns", " ".join(columns))
        for line, fund, amount in self.reading.totals:
            self._note(line, "total", f"{amount:f} {fund or ''}".strip())
        return self.reading.briefs

    def _note(self, line: int, kind: str, detail: str) -> None:
        self.records.plan.notes.append(
            Note(plan_id=self.records.plan_id, part=self.part.name, line_no=line, kind=kind, detail=detail)
        )

    def _resolved(self, line: int, projects: list[Project]) -> str:
        """The agencies that the projects of a line with a doubtful mark were given to."""
        doubtful = [one for one in projects if self.marks.meant(one.mark) is None]
        found = [one.agency or "" for one in doubtful or projects if doubtful or one.line == line]
        return ", ".join(dict.fromkeys(agency for agency in found if not self.marks.is_foreign(agency)))

    # --- nodes --------------------------------------------------------------------------------------------------

    def _number(self, level: Level) -> str:
        return f"{self._number(level.parent)}.{level.number}" if level.parent else self._prefix(level)

    def _prefix(self, level: Level) -> str:
        """The number of a level whose parent is not printed, as far as evidence knows it."""
        brief = self.first_brief.get(id(level))
        if brief is None or level.kind not in brief.levels:
            return str(level.number)
        kinds = list(brief.levels)
        return ".".join(str(brief.levels[kind]) for kind in kinds[: kinds.index(level.kind) + 1])

    def _level(self, level: Level) -> None:
        number = self._number(level)
        node_id = self.records.unique(f"{self.records.plan_id}:{self.part.name}:{level.kind}:{number}")
        self.level_ids[id(level)] = self.ids_by_number[number] = node_id
        self.records.plan.nodes.append(
            Node(
                node_id=node_id,
                plan_id=self.records.plan_id,
                parent_id=self.level_ids.get(id(level.parent)) if level.parent else None,
                kind=level.kind,
                part=self.part.name,
                number=number,
                ordinal=0,
                title=self.records.title(level.title),
                source=self.records.spans(level.spans),
            )
        )
        if level.goal is not None:
            self._of_node(node_id, Told(GOAL, level.goal.text, None, None, None, [(level.goal.first, level.goal.last)]))
        for told in level.inner:
            self._of_node(node_id, told)
        if len({tidy(title) for title, _ in level.tellings}) > 1:
            self._tellings(node_id, level)

    def _of_node(self, node_id: str, told: Told) -> None:
        """Write a statement that belongs to a node and to no brief."""
        ordinal = self.statements[node_id, told.section] = self.statements.get((node_id, told.section), 0) + 1
        source = self.records.spans(told.spans)
        self._statement(
            Statement(
                statement_id=f"{node_id}:{told.section}:{ordinal}",
                plan_id=self.records.plan_id,
                node_id=node_id,
                section=told.section,
                ordinal=ordinal,
                marker=told.marker,
                text=tidy(told.text),
                unit=told.unit,
                target=told.target,
                trust=self.records.trust(source),
                source=source,
            ),
            told,
        )

    def _statement(self, statement: Statement, told: Told) -> None:
        """Add a statement with its quantities, those of its target among them, and its targets by year."""
        self.records.plan.statements.append(statement)
        add_quantities(self.records, measured(statement), statement_id=statement.statement_id)
        for year, text in sorted(told.years.items()):
            self.records.plan.targets.append(
                Target(statement_id=statement.statement_id, fiscal_year_be=year, text=tidy(text))
            )

    def _tellings(self, node_id: str, level: Level) -> None:
        for ordinal, (title, span) in enumerate(level.tellings, 1):
            self.records.plan.tellings.append(
                Telling(
                    node_id=node_id,
                    ordinal=ordinal,
                    title=self.records.title(title) or "",
                    source=self.records.spans([span]),
                )
            )

    def _claim(self, level: Level, kind: str, count: int) -> None:
        number = self._number(level)
        self.records.plan.claims.append(
            Claim(
                claim_id=self.records.unique(
                    f"{self.records.plan_id}:claim:heading:{self.part.name}:{level.kind}:{number}:{kind}"
                ),
                plan_id=self.records.plan_id,
                origin="heading",
                subject=kind,
                scope_kind=level.kind,
                scope_number=number,
                part=self.part.name,
                claimed=count,
                text=tidy(level.title),
                source=self.records.spans(level.spans),
            )
        )

    def _project(self, brief: GridBrief, project: Project) -> str:
        place = ".".join(str(number) for number in self._known_levels(brief))
        number = f"{place}/{self._project_number(place, project)}".removeprefix("/")
        shared = f"{project.agency}:" if project.agency and not self.part.agency else ""
        node_id = self.records.unique(f"{self.records.plan_id}:{self.part.name}:project:{shared}{number}")
        self.project_ids[id(project)] = node_id
        self.records.plan.nodes.append(
            Node(
                node_id=node_id,
                plan_id=self.records.plan_id,
                parent_id=self._parent(brief),
                kind="project",
                part=self.part.name,
                number=number,
                ordinal=0,
                title=self.records.title(project.text),
                agency=project.agency,
                source=self.records.spans(project.spans),
            )
        )
        return node_id

    def _known_levels(self, brief: GridBrief) -> list[int]:
        """The numbers of a brief's levels, from the outermost that the part has as far as none is missing."""
        found: list[int] = []
        for kind in self.kinds:
            if kind not in brief.levels:
                break
            found.append(brief.levels[kind])
        return found

    def _project_number(self, place: str, project: Project) -> int:
        """The printed number; without one the next in the place, counted for each agency."""
        key = (place, project.agency)
        number = project.printed or self.counted.get(key, 0) + 1
        self.counted[key] = max(number, self.counted.get(key, 0))
        return number

    def _parent(self, brief: GridBrief) -> str | None:
        """The printed node that stands next above; a level that is known by evidence alone has none."""
        if brief.node is not None:
            return self.level_ids[id(brief.node)]
        numbers = self._known_levels(brief)
        while numbers:
            if found := self.ids_by_number.get(".".join(map(str, numbers))):
                return found
            numbers.pop()
        return None

    # --- briefs -------------------------------------------------------------------------------------------------

    def _brief(self, brief: GridBrief, ordinal: int) -> None:
        for row in brief.rows:
            if row.shift:
                self._note(row.line, "column-shift", str(row.shift))
        if brief.orphan:
            self._note(_first_line(brief), "page-gap", brief.orphan)
        for name in sorted(brief.shared):
            self._note(_first_line(brief), "shared-cell", name)
        named = [project for project in brief.projects if project.text]
        ids = [self._project(brief, project) for project in named]
        brief_id = self._brief_id(brief, ids)
        for row in brief.rows:
            self.records.own_row(row, brief_id)
        self.records.plan.briefs.append(
            Brief(
                brief_id=brief_id,
                plan_id=self.records.plan_id,
                part=self.part.name,
                ordinal=ordinal,
                source=self.records.spans((row.line, row.line) for row in brief.rows),
            )
        )
        for node_id in ids:
            self.records.plan.brief_projects.append(BriefProject(brief_id=brief_id, node_id=node_id))
        parents = self._activities(brief, brief_id)
        for told in brief.told:
            self._told(told, brief_id, parents)
        self._offices(brief, brief_id)
        self._amounts(brief, brief_id, parents)

    def _brief_id(self, brief: GridBrief, project_ids: list[str]) -> str:
        if project_ids:
            wanted = project_ids[0].replace(":project:", ":brief:")
        else:
            place = ".".join(map(str, self._known_levels(brief))) or "-"
            wanted = f"{self.records.plan_id}:{self.part.name}:brief:{place}"
        return self.records.unique(wanted)

    def _activities(self, brief: GridBrief, brief_id: str) -> dict[int, str]:
        """Write the activities; returns the statement id of each."""
        ids: dict[int, str] = {}
        for project in brief.projects:
            for activity in project.activities:
                told = Told("activity", activity.text, activity.marker, project, None, activity.spans)
                ids[id(activity)] = self._told(told, brief_id, {})
        return ids

    def _told(self, told: Told, brief_id: str, parents: dict[int, str]) -> str:
        ordinal = self.statements[brief_id, told.section] = self.statements.get((brief_id, told.section), 0) + 1
        source = self.records.spans(told.spans)
        statement = Statement(
            statement_id=f"{brief_id}:{told.section}:{ordinal}",
            plan_id=self.records.plan_id,
            brief_id=brief_id,
            node_id=self.project_ids.get(id(told.project)) if told.project else None,
            section=told.section,
            ordinal=ordinal,
            parent_id=parents.get(id(told.parent)) or parents.get(id(told.activity)),
            marker=told.marker,
            text=tidy(told.text),
            unit=told.unit,
            target=told.target,
            trust=self.records.trust(source),
            source=source,
        )
        parents[id(told)] = statement.statement_id
        self._statement(statement, told)
        return statement.statement_id

    def _offices(self, brief: GridBrief, brief_id: str) -> None:
        plan = self.records.plan
        kept: dict[str, list[tuple[int, int]]] = {}
        for item in brief.offices:
            kept.setdefault(tidy(item.text), []).append((item.first, item.last))
        for ordinal, (text, spans) in enumerate(kept.items(), 1):
            plan.responsibilities.append(
                Responsibility(
                    plan_id=self.records.plan_id,
                    brief_id=brief_id,
                    ordinal=ordinal,
                    text=text,
                    source=self.records.spans(spans),
                )
            )
            for unit_id in dict.fromkeys(add_unit(office, self.records) for office in self._named(text)):
                plan.responsibility_units.append(
                    ResponsibilityUnit(brief_id=brief_id, ordinal=ordinal, unit_id=unit_id)
                )

    def _named(self, text: str) -> Iterable[units.Office]:
        """The offices that an entry names; a mark in brackets says which agency they are of."""
        above = [
            one
            for one in self.profile.agencies
            if any(re.search(rf"[(,]\s*{re.escape(name)}\s*[),]", text) for name in one.spellings)
        ]
        bare = re.sub(r"\s*\([^()]*\)", "", text).strip()
        own = next((one for one in self.profile.agencies if one.mark == self.part.agency), None)
        for office in units.offices(respelled(bare)):
            for agency in above or ([own] if own else []):
                yield units.Office((*office.path, agency.name), (*office.kinds, "office"))
            if not above and not own:
                yield office

    def _amounts(self, brief: GridBrief, brief_id: str, parents: dict[int, str]) -> None:
        """Amounts and marks: of their project; without one, of the node above; without that, only what is printed."""
        above = self._parent(brief)
        for amount in brief.amounts:
            node_id = self.project_ids.get(id(amount.project), above) if amount.project else above
            for text in filter(None, map(tidy, amounts_apart(amount.cell.text))):
                if node_id is not None:
                    add_budget(self.records, node_id, text, amount, parents.get(id(amount.activity)))
                else:
                    self._loose(text, amount.cell, brief_id)
        for project, month, fragment in brief.marks:
            node_id = self.project_ids.get(id(project), above) if project else above
            mark = tidy(fragment.text)
            if node_id is not None:
                spans = self.records.spans([(fragment.first, fragment.last)])
                self.records.plan.schedule.append(ScheduleMark(node_id=node_id, month=month, mark=mark, source=spans))
            else:
                self._loose(mark, fragment, brief_id)

    def _loose(self, text: str, fragment: Fragment, brief_id: str) -> None:
        self._told(Told(OTHER, text, None, None, None, [(fragment.first, fragment.last)]), brief_id, {})


def _kinds(reading: Reading, profile: Profile) -> list[str]:
    """The kinds of levels, from the outermost; without those above all that the part ever tells or evidence knows."""
    kinds = [heading.kind for heading in profile.headings]
    kinds += [column.node or "" for column in reading.block.grid.columns if column.kind == "node"]
    told = {kind for brief in reading.briefs for kind in brief.levels} | {level.kind for level in reading.levels}
    return list(dropwhile(lambda kind: kind not in told, kinds))


def _first_line(brief: GridBrief) -> int:
    lines = [row.line for row in brief.rows] + [told.spans[0][0] for told in brief.told]
    return min(lines, default=1)
