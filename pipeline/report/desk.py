"""A plan as its page shows it: the tree with all that hangs on it, the findings, the source lines."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby

from pipeline.numerals import to_arabic
from pipeline.report.records import Records
from pipeline.report.views import Entry, FindingView, LineView, NodeView, Sheet, anchor, grouped, places, thai_day
from pipeline.rules import place
from schemas.document import Document, Line
from schemas.finding import SEVERITIES, Finding, FindingChange, Findings
from schemas.plan import Correction, LineRole, Node, Plan

BLANK, UNCLAIMED, GONE = "blank", "unclaimed", "gone"
SHEET_LINES = 100
"""Lines of one block of the source where a file tells no pages; a browser lays out only the blocks that are seen."""


class Desk:
    """The views of one plan."""

    def __init__(self, document: Document, plan: Plan, told: Findings) -> None:
        self.document, self.plan, self.told = document, plan, told
        self.plan_id = plan.head.plan_id
        self.roles = {role.line_no: role for role in plan.line_roles}
        self.records = Records(plan)
        self.briefs = self.records.briefs
        self.nodes = self._nodes()
        self._changes = {one.finding_id: one.change for one in told.finding_changes if one.change != GONE}
        self._waivers = grouped(told.waivers, lambda one: one.finding_id)
        ordered = sorted(told.findings, key=lambda one: SEVERITIES.index(one.severity))
        self.findings = [self._finding(one) for one in ordered]
        for view in self.findings:
            if view.node:
                view.node.findings.append(view)

    def anchor(self, record_id: str) -> str:
        """The anchor of a record of this plan."""
        return anchor(self.plan_id, record_id)

    # The tree ---------------------------------------------------------------------------------------------------------

    @property
    def parts(self) -> list[tuple[str, list[NodeView]]]:
        """The nodes without a parent, by the part of the document that tells them."""
        tops = sorted((view for view in self.nodes.values() if not view.parents), key=lambda view: view.node.ordinal)
        return list(grouped(tops, lambda view: view.node.part).items())

    def _nodes(self) -> dict[str, NodeView]:
        views: dict[str, NodeView] = {}
        for node in sorted(self.plan.nodes, key=lambda node: node.ordinal):
            parent = views.get(node.parent_id or "")
            parents = [*parent.parents, parent] if parent else []
            view = NodeView(node, self.anchor(node.node_id), places(node.source), len(parents), parents)
            views[node.node_id] = view
            if parent:
                parent.children.append(view)
        self._hang(views)
        return views

    def _hang(self, views: dict[str, NodeView]) -> None:
        """What the plan tells of its nodes, hung on them."""
        for link in self.plan.brief_projects:
            views[link.node_id].briefs.append(self.briefs[link.brief_id])
        for telling in self.plan.tellings:
            if telling.title != views[telling.node_id].node.title:
                views[telling.node_id].tellings.append(Entry(telling.title, places(telling.source)))
        for statement in self.records.statements(one for one in self.plan.statements if one.brief_id is None):
            if statement[0].node_id in views:
                views[statement[0].node_id].sections.setdefault(statement[0].section, []).append(statement[1])
        for budget in self.plan.budgets:
            entry = Entry(budget.text, places(budget.source), marker=budget.fund, trust=budget.trust)
            views[budget.node_id].budgets.append(entry)
        for mark in self.plan.schedule:
            entry = Entry(thai_day(mark.month, "%m") if mark.month else "?", places(mark.source), marker=mark.mark)
            views[mark.node_id].schedule.append(entry)
        for same in self.plan.project_links:
            views[same.node_a].elsewhere.append(views[same.node_b])
            views[same.node_b].elsewhere.append(views[same.node_a])
        for one in self.told.acceptances:
            if one.node_id in views:
                views[one.node_id].accepted.append(one)
        for view in views.values():
            view.command = self._accept(view.node)
            view.rules = self.records.rules_of(view.node.node_id)

    # Findings ---------------------------------------------------------------------------------------------------------

    def _finding(self, finding: Finding) -> FindingView:
        node = self._subjects.get(finding.subject)
        return FindingView(
            finding,
            self.anchor(finding.finding_id),
            node,
            places(finding.source),
            [(span.page, places([span])) for span in finding.source],
            self._changes.get(finding.finding_id),
            self._waivers.get(finding.finding_id, []),
            _command("waive", {}, self.plan_id, finding.code, finding.subject),
        )

    @property
    def gone(self) -> list[FindingChange]:
        """The findings that were there in the results before, and are no more."""
        return [one for one in self.told.finding_changes if one.change == GONE]

    @property
    def accepted(self) -> int:
        """How many nodes somebody has held against the source."""
        return sum(bool(view.accepted) for view in self.nodes.values())

    def _accept(self, node: Node) -> str:
        given = {"part": node.part, "agency": node.agency} if self._is_ambiguous(node) else {}
        return _command("accept", given, self.plan_id, node.number)

    def _is_ambiguous(self, node: Node) -> bool:
        return self._bearers[node.number] > 1

    @cached_property
    def _bearers(self) -> Counter[str]:
        return Counter(node.number for node in self.plan.nodes)

    @cached_property
    def _subjects(self) -> dict[str, NodeView]:
        """The nodes by all that findings may call them: `project 1.2`, with part or agency before it or without."""
        subjects: dict[str, NodeView] = {}
        for view in self.nodes.values():
            node = view.node
            for part in (node.part, None):
                for agency in (node.agency, None):
                    subjects.setdefault(" ".join(filter(None, (part, agency, node.kind, node.number))), view)
        return subjects

    # The source -------------------------------------------------------------------------------------------------------

    @property
    def sheets(self) -> Iterator[Sheet]:
        """The source, page by page."""
        about = {page.page: page for page in self.document.pages}
        for page, lines in groupby(self.document.lines, lambda line: line.page):
            told = [self._line(line) for line in lines]
            step = SHEET_LINES if page is None else len(told)
            for start in range(0, len(told), step):
                yield Sheet(page, None if page is None else about.get(page), told[start : start + step])

    def _line(self, line: Line) -> LineView:
        role = self.roles.get(line.number) or LineRole(line.number, UNCLAIMED)
        found = line.text_found if to_arabic(line.text_found) != line.text else None
        owner = role.owner_id if role.owner_id in self.briefs or role.owner_id in self.nodes else None
        cells = [(at, cell) for at, cell in enumerate(line.cells or (), 1) if cell.strip()]
        corrected = [
            f"{one.found} → {one.put} ({one.reason}, {one.corrected_by})"
            for one in self._corrections.get(line.number, [])
        ]
        rule = " · ".join(filter(None, (role.rule, place(self.plan.head.profile, role.rule))))
        return LineView(line, role.role, rule or None, self.anchor(owner) if owner else None, found, cells, corrected)

    @cached_property
    def _corrections(self) -> dict[int, list[Correction]]:
        return grouped(self.plan.corrections, lambda one: one.line_no)


def _command(name: str, options: Mapping[str, str | None], *arguments: str) -> str:
    """A command to be pasted into a shell: whatever a plan is called, it stays one argument, and no option."""
    given = [f"--{option}={value}" for option, value in options.items() if value]
    reason = ["--reason", "…"] if name == "waive" else []
    return shlex.join(["python", "run.py", name, *reason, "--by", "…", *given, "--", *arguments])
