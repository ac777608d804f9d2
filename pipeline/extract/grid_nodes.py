"""The nodes of a grid: numbers and ids of its levels and projects, what is told of them, and the counts they state."""

from __future__ import annotations

from pipeline.extract.reading import GridBrief, Level, Project, Reading, Told
from pipeline.extract.records import Records
from pipeline.extract.statements import Statements
from pipeline.markup import tidy
from schemas.plan import Claim, Node, Telling
from schemas.profile import Profile

GOAL = "goal"


class GridNodes:
    """Writes nodes and knows their ids. A level of which neither print nor evidence tells is left out of a number."""

    def __init__(self, reading: Reading, profile: Profile, records: Records, statements: Statements) -> None:
        self.records, self.statements, self.part = records, statements, reading.block.part
        self.kinds = _kinds(reading, profile)
        self.first_brief: dict[int, GridBrief] = {}
        for brief in reading.briefs:
            if brief.node is not None:
                self.first_brief.setdefault(id(brief.node), brief)
        self._level_ids: dict[int, str] = {}
        self._project_ids: dict[int, str] = {}
        self._by_number: dict[str, str] = {}
        self._counted: dict[tuple[str, str | None], int] = {}

    # --- ids ----------------------------------------------------------------------------------------------------

    def level_id(self, level: Level) -> str:
        """The id of a level that is written."""
        return self._level_ids[id(level)]

    def project_id(self, project: Project | None) -> str | None:
        """The id of a project; None without one, and where it bears no title."""
        return self._project_ids.get(id(project)) if project is not None else None

    def parent_id(self, brief: GridBrief) -> str | None:
        """The printed node that stands next above a brief; a level that is known by evidence alone has none."""
        if brief.node is not None:
            return self.level_id(brief.node)
        numbers = self.known_levels(brief)
        while numbers:
            if found := self._by_number.get(".".join(map(str, numbers))):
                return found
            numbers.pop()
        return None

    def known_levels(self, brief: GridBrief) -> list[int]:
        """The numbers of a brief's levels, from the outermost that the part has as far as none is missing."""
        found: list[int] = []
        for kind in self.kinds:
            if kind not in brief.levels:
                break
            found.append(brief.levels[kind])
        return found

    # --- levels -------------------------------------------------------------------------------------------------

    def _number(self, level: Level) -> str:
        return f"{self._number(level.parent)}.{level.number}" if level.parent else self._prefix(level)

    def _prefix(self, level: Level) -> str:
        """The number of a level whose parent is not printed, as far as evidence knows it."""
        brief = self.first_brief.get(id(level))
        if brief is None or level.kind not in brief.levels:
            return str(level.number)
        kinds = list(brief.levels)
        return ".".join(str(brief.levels[kind]) for kind in kinds[: kinds.index(level.kind) + 1])

    def add_level(self, level: Level) -> None:
        """Write a level with its aim, its inner items, and its wordings where it is printed in several."""
        number, records = self._number(level), self.records
        node_id = records.unique(f"{records.plan_id}:{self.part.name}:{level.kind}:{number}")
        self._level_ids[id(level)] = self._by_number[number] = node_id
        records.plan.nodes.append(
            Node(
                node_id=node_id,
                plan_id=records.plan_id,
                parent_id=self.level_id(level.parent) if level.parent else None,
                kind=level.kind,
                part=self.part.name,
                number=number,
                ordinal=0,
                title=records.title(level.title),
                source=records.spans(level.spans),
            )
        )
        if level.goal is not None:
            goal = Told(GOAL, level.goal.text, None, None, None, [(level.goal.first, level.goal.last)])
            self.statements.add(goal, node_id=node_id)
        for told in level.inner:
            self.statements.add(told, node_id=node_id)
        if len({tidy(title) for title, _ in level.tellings}) > 1:
            self._tellings(node_id, level)

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

    def add_claim(self, level: Level, kind: str, count: int) -> None:
        """Write a count that a level's heading states."""
        number, records = self._number(level), self.records
        claim = f"{records.plan_id}:claim:heading:{self.part.name}:{level.kind}:{number}:{kind}"
        records.plan.claims.append(
            Claim(
                claim_id=records.unique(claim),
                plan_id=records.plan_id,
                origin="heading",
                subject=kind,
                scope_kind=level.kind,
                scope_number=number,
                part=self.part.name,
                claimed=count,
                text=tidy(level.title),
                source=records.spans(level.spans),
            )
        )

    # --- projects -----------------------------------------------------------------------------------------------

    def add_project(self, brief: GridBrief, project: Project) -> str:
        """Write a project of a brief; returns its id."""
        records = self.records
        place = ".".join(str(number) for number in self.known_levels(brief))
        number = f"{place}/{self._project_number(place, project)}".removeprefix("/")
        shared = f"{project.agency}:" if project.agency and not self.part.agency else ""
        node_id = records.unique(f"{records.plan_id}:{self.part.name}:project:{shared}{number}")
        self._project_ids[id(project)] = node_id
        records.plan.nodes.append(
            Node(
                node_id=node_id,
                plan_id=records.plan_id,
                parent_id=self.parent_id(brief),
                kind="project",
                part=self.part.name,
                number=number,
                ordinal=0,
                title=records.title(project.text),
                agency=project.agency,
                source=records.spans(project.spans),
            )
        )
        return node_id

    def _project_number(self, place: str, project: Project) -> int:
        """The printed number; without one the next in the place, counted for each agency."""
        key = (place, project.agency)
        number = project.printed or self._counted.get(key, 0) + 1
        self._counted[key] = max(number, self._counted.get(key, 0))
        return number


def _kinds(reading: Reading, profile: Profile) -> list[str]:
    """The kinds of levels that the part ever tells or evidence knows, from the outermost."""
    kinds = [heading.kind for heading in profile.headings]
    kinds += [column.node or "" for column in reading.block.grid.columns if column.kind == "node"]
    told = {kind for brief in reading.briefs for kind in brief.levels} | {level.kind for level in reading.levels}
    return [kind for kind in dict.fromkeys(kinds) if kind in told]
