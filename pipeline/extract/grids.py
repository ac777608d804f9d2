"""Records of grids: each part that is a table is read, evidence settles what its print leaves open, and it is written.

`grid_nodes.py` writes levels and projects, `grid_briefs.py` what stands beside them; here are the notes of what was
seen on the way, and the links between the tellings of one project.
"""

from __future__ import annotations

from pipeline.extract.evidence import Evidence
from pipeline.extract.grid import read_block
from pipeline.extract.grid_briefs import add_grid_briefs
from pipeline.extract.grid_nodes import GridNodes
from pipeline.extract.marks import Marks, marks_of
from pipeline.extract.placing import place_lists
from pipeline.extract.projects import read_projects
from pipeline.extract.reading import GridBrief, Level, Project, Reading
from pipeline.extract.records import Records
from pipeline.extract.statements import Statements
from schemas.outline import Outline
from schemas.plan import Note, ProjectLink
from schemas.profile import Profile


def add_grids(outline: Outline, profile: Profile, records: Records) -> None:
    """Add what the grids of `outline` hold."""
    if not outline.grids:
        return
    readings = [
        (read_projects if block.grid.rows == "entries" else read_block)(block, profile) for block in outline.grids
    ]
    evidence = Evidence([one for one in readings if one.block.grid.rows == "nodes"], marks_of(profile))
    evidence.settle()
    if profile.headings:
        place_lists([one for one in readings if one.block.grid.rows == "entries"], profile.headings[0].kind)
    nodes: dict[int, GridNodes] = {}
    for reading in readings:
        written = _write(reading, profile, records)
        nodes |= {id(brief): written for brief in reading.briefs}
    for link in evidence.links():
        one, other = (nodes[id(brief)].project_id(project) for brief, project in (link.one, link.other))
        if one and other:
            records.plan.project_links.append(
                ProjectLink(plan_id=records.plan_id, node_a=one, node_b=other, similarity=link.similarity)
            )


def _write(reading: Reading, profile: Profile, records: Records) -> GridNodes:
    """Write the records of one grid; returns its nodes."""
    statements = Statements(records)
    nodes = GridNodes(reading, profile, records, statements)
    for level in sorted(reading.levels, key=_depth):
        nodes.add_level(level)
    for level, kind, count in reading.claimed:
        nodes.add_claim(level, kind, count)
    for row, level in reading.owned:
        records.own_row(row, nodes.level_id(level))
    add_grid_briefs(reading, profile, nodes, statements, records)
    _Notes(reading, records).write(marks_of(profile))
    return nodes


def _depth(level: Level) -> int:
    return 0 if level.parent is None else 1 + _depth(level.parent)


class _Notes:
    """What was seen while a grid was read, and is no record of the plan."""

    def __init__(self, reading: Reading, records: Records) -> None:
        self.reading, self.records = reading, records

    def write(self, marks: Marks) -> None:
        reading = self.reading
        for brief in reading.briefs:
            self._brief(brief)
        if any(brief.orphan for brief in reading.briefs):
            self._note(reading.block.headers[0], "table-pages", str(len(reading.block.headers)))
        told: dict[int, list[Project]] = {}
        for project in (one for brief in reading.briefs for one in brief.projects if one.agency):
            for first in {first for first, _ in project.spans} if reading.doubtful_lines else ():
                told.setdefault(first, []).append(project)
        for line in dict.fromkeys(reading.doubtful_lines):
            self._note(line, "agency-doubtful", _resolved(line, told.get(line, []), marks))
        for line, columns in reading.heads.items():
            self._note(line, "columns", " ".join(columns))
        for line, fund, amount in reading.totals:
            self._note(line, "total", f"{amount:f} {fund or ''}".strip())

    def _brief(self, brief: GridBrief) -> None:
        for row in brief.rows:
            if row.shift:
                self._note(row.line, "column-shift", str(row.shift))
        lines = [row.line for row in brief.rows] + [told.spans[0][0] for told in brief.told]
        first = min(lines, default=1)
        if brief.orphan:
            self._note(first, "page-gap", brief.orphan)
        for name in sorted(brief.shared):
            self._note(first, "shared-cell", name)

    def _note(self, line: int, kind: str, detail: str) -> None:
        part = self.reading.block.part.name
        self.records.plan.notes.append(
            Note(plan_id=self.records.plan_id, part=part, line_no=line, kind=kind, detail=detail)
        )


def _resolved(line: int, projects: list[Project], marks: Marks) -> str:
    """The agencies that the projects of a line with a doubtful mark were given to."""
    doubtful = [one for one in projects if marks.meant(one.mark) is None]
    found = [one.agency or "" for one in doubtful or projects if doubtful or one.line == line]
    return ", ".join(dict.fromkeys(agency for agency in found if not marks.is_foreign(agency)))
