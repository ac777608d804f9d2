"""The briefs of a grid: their projects, activities, items, responsible units, amounts and months."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract import units
from pipeline.extract.briefs import add_unit, respelled
from pipeline.extract.figures import add_budget, amounts_apart
from pipeline.extract.grid_nodes import GridNodes
from pipeline.extract.reading import OTHER, GridBrief, Reading, Told
from pipeline.extract.records import Records
from pipeline.extract.statements import Statements
from pipeline.markup import tidy
from schemas.outline import Fragment
from schemas.plan import Brief, BriefProject, Responsibility, ResponsibilityUnit, ScheduleMark
from schemas.profile import Profile

ACTIVITY = "activity"


def add_grid_briefs(
    reading: Reading, profile: Profile, nodes: GridNodes, statements: Statements, records: Records
) -> None:
    """Write all briefs of a grid whose levels are written."""
    for ordinal, brief in enumerate(reading.briefs, 1):
        ids = [nodes.add_project(brief, project) for project in brief.projects if project.text]
        _Writer(brief, _brief_id(brief, ids, nodes, records), profile, nodes, statements, records).write(ordinal, ids)


def _brief_id(brief: GridBrief, project_ids: list[str], nodes: GridNodes, records: Records) -> str:
    if project_ids:
        wanted = project_ids[0].replace(":project:", ":brief:")
    else:
        place = ".".join(map(str, nodes.known_levels(brief))) or "-"
        wanted = f"{records.plan_id}:{brief.part.name}:brief:{place}"
    return records.unique(wanted)


class _Writer:
    """Writes one brief; the state is which statement each activity and each thing told has become."""

    def __init__(
        self,
        brief: GridBrief,
        brief_id: str,
        profile: Profile,
        nodes: GridNodes,
        statements: Statements,
        records: Records,
    ) -> None:
        self.brief, self.brief_id, self.profile = brief, brief_id, profile
        self.nodes, self.statements, self.records = nodes, statements, records
        self.above = nodes.parent_id(brief)
        self.ids: dict[int, str] = {}

    def write(self, ordinal: int, project_ids: list[str]) -> None:
        brief, plan = self.brief, self.records.plan
        for row in brief.rows:
            self.records.own_row(row, self.brief_id)
        plan.briefs.append(
            Brief(
                brief_id=self.brief_id,
                plan_id=self.records.plan_id,
                part=brief.part.name,
                ordinal=ordinal,
                source=self.records.spans((row.line, row.line) for row in brief.rows),
            )
        )
        plan.brief_projects += [BriefProject(brief_id=self.brief_id, node_id=one) for one in project_ids]
        for project in brief.projects:
            for one in project.activities:
                told = Told(ACTIVITY, one.text, one.marker, project, None, one.spans)
                self.ids[id(one)] = self._told(told)
        for told in brief.told:
            self.ids[id(told)] = self._told(told)
        self._offices()
        self._amounts()
        self._marks()

    def _told(self, told: Told) -> str:
        parent_id = self.ids.get(id(told.parent)) or self.ids.get(id(told.activity))
        node_id = self.nodes.project_id(told.project)
        return self.statements.add(told, brief_id=self.brief_id, node_id=node_id, parent_id=parent_id)

    # --- responsible units --------------------------------------------------------------------------------------

    def _offices(self) -> None:
        plan = self.records.plan
        kept: dict[str, list[tuple[int, int]]] = {}
        for item in self.brief.offices:
            kept.setdefault(tidy(item.text), []).append((item.first, item.last))
        for ordinal, (text, spans) in enumerate(kept.items(), 1):
            plan.responsibilities.append(
                Responsibility(
                    plan_id=self.records.plan_id,
                    brief_id=self.brief_id,
                    ordinal=ordinal,
                    text=text,
                    source=self.records.spans(spans),
                )
            )
            for unit_id in dict.fromkeys(add_unit(office, self.records) for office in self._named(text)):
                one = ResponsibilityUnit(brief_id=self.brief_id, ordinal=ordinal, unit_id=unit_id)
                plan.responsibility_units.append(one)

    def _named(self, text: str) -> Iterable[units.Office]:
        """The offices that an entry names; a mark in brackets says which agency they are of."""
        above = [
            one
            for one in self.profile.agencies
            if any(re.search(rf"[(,]\s*{re.escape(name)}\s*[),]", text) for name in one.spellings)
        ]
        bare = re.sub(r"\s*\([^()]*\)", "", text).strip()
        own = next((one for one in self.profile.agencies if one.mark == self.brief.part.agency), None)
        for office in units.offices(respelled(bare)):
            for agency in above or ([own] if own else []):
                yield units.Office((*office.path, agency.name), (*office.kinds, "office"))
            if not above and not own:
                yield office

    # --- amounts and months: of their project; without one, of the node above; without that, only what is printed -----

    def _amounts(self) -> None:
        for amount in self.brief.amounts:
            node_id = self.nodes.project_id(amount.project) or self.above
            for text in filter(None, map(tidy, amounts_apart(amount.cell.text))):
                if node_id is not None:
                    add_budget(self.records, node_id, text, amount, self.ids.get(id(amount.activity)))
                else:
                    self._loose(text, amount.cell)

    def _marks(self) -> None:
        for project, month, cell in self.brief.marks:
            node_id = self.nodes.project_id(project) or self.above
            mark = tidy(cell.text)
            if node_id is not None:
                spans = self.records.spans([(cell.first, cell.last)])
                self.records.plan.schedule.append(ScheduleMark(node_id=node_id, month=month, mark=mark, source=spans))
            else:
                self._loose(mark, cell)

    def _loose(self, text: str, cell: Fragment) -> None:
        self._told(Told(OTHER, text, None, None, None, [(cell.first, cell.last)]))
