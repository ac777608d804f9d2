"""The records of a plan as its page shows them: write-ups with their sections and rubrics, what belongs to the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from pipeline.quantities import SIGNS, in_figures
from pipeline.report.views import BriefView, Entry, Rubrics, RuleView, anchor, grouped, places, runs, together
from pipeline.rules import place
from schemas.plan import Brief, LineRole, Node, Plan, Quantity, Rubric, RubricBand, Statement


class Records:
    """The records of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._quantities = grouped(plan.quantities, lambda one: one.statement_id)
        self._targets = grouped(plan.targets, lambda one: one.statement_id)
        self.briefs = {brief.brief_id: self._brief(brief) for brief in plan.briefs}

    @property
    def own_sections(self) -> dict[str, list[Entry]]:
        """The statements that belong to the plan itself."""
        sections: dict[str, list[Entry]] = {}
        own = (one for one in self.plan.statements if one.brief_id is None and one.node_id is None)
        for statement, entry in self.statements(own):
            sections.setdefault(statement.section, []).append(entry)
        return sections

    @property
    def own_rubrics(self) -> Rubrics:
        """The rubrics that score the whole plan."""
        return [self._rubric(one) for one in self.plan.rubrics if one.brief_id is None]

    @property
    def summary_projects(self) -> list[Entry]:
        """The projects that the executive summary names."""
        return [Entry(one.text, places(one.source), marker=one.scope_number) for one in self.plan.summary_projects]

    @property
    def contents(self) -> list[Entry]:
        """The entries of the table of contents, with the pages printed there."""
        return [
            Entry(one.title, places(one.source), marker=one.number, details=tuple(_some(one.printed_page)))
            for one in self.plan.toc_entries
        ]

    @property
    def corrections(self) -> list[Entry]:
        """What an auditor had corrected before the plan was read."""
        return [
            Entry(f"{one.found} → {one.put}", str(one.line_no), details=(one.reason, one.corrected_by))
            for one in self.plan.corrections
        ]

    @property
    def notes(self) -> list[Entry]:
        """What was seen while reading and is no record."""
        return [Entry(f"{one.kind}: {one.detail}", str(one.line_no), marker=one.part) for one in self.plan.notes]

    @property
    def everywhere(self) -> str:
        """All lines that tell of the plan itself."""
        entries = [*self.summary_projects, *self.contents, *self.corrections, *self.notes]
        entries += [one for told in self.own_sections.values() for one in told]
        entries += [one for _, levels in self.own_rubrics for told in levels.values() for one in told]
        return together(*(entry.lines for entry in entries), *(places(claim.source) for claim in self.plan.claims))

    @cached_property
    def _node_of(self) -> dict[str, Node]:
        return {node.node_id: node for node in self.plan.nodes}

    @cached_property
    def _projects(self) -> dict[str, list[Node]]:
        linked = grouped(self.plan.brief_projects, lambda link: link.brief_id)
        return {brief: [self._node_of[link.node_id] for link in links] for brief, links in linked.items()}

    @cached_property
    def _of_brief(self) -> dict[str | None, list[Statement]]:
        return grouped(self.plan.statements, lambda one: one.brief_id)

    @cached_property
    def _rubrics_of(self) -> dict[str | None, list[Rubric]]:
        return grouped(self.plan.rubrics, lambda one: one.brief_id)

    @cached_property
    def _owned(self) -> dict[tuple[str | None, str], list[LineRole]]:
        return grouped(self.plan.line_roles, lambda one: (one.owner_id, one.role))

    @cached_property
    def _claimed(self) -> dict[str | None, list[LineRole]]:
        return grouped((role for role in self.plan.line_roles if role.rule), lambda role: role.owner_id)

    def rules_of(self, owner: str) -> list[RuleView]:
        """The rules that took lines for a record, each with these."""
        return [
            RuleView(rule or "", place(self.plan.head.profile, rule), runs(role.line_no for role in roles))
            for rule, roles in grouped(self._claimed.get(owner, []), lambda role: role.rule).items()
        ]

    def _lines_of(self, owner: str, role: str) -> str:
        return runs(one.line_no for one in self._owned.get((owner, role), []))

    def _brief(self, brief: Brief) -> BriefView:
        projects = self._projects.get(brief.brief_id, [])
        sections: dict[str, list[Entry]] = {}
        for statement, entry in self.statements(self._of_brief.get(brief.brief_id, [])):
            sections.setdefault(statement.section, []).append(entry)
        return BriefView(
            brief,
            anchor(self.plan.head.plan_id, brief.brief_id),
            places(brief.source),
            projects,
            [Entry(text, self._lines_of(brief.brief_id, "rationale")) for text in _some(brief.rationale)],
            sections,
            [self._rubric(one) for one in self._rubrics_of.get(brief.brief_id, [])],
            self._responsible[brief.brief_id],
            self.rules_of(brief.brief_id),
        )

    def statements(self, statements: Iterable[Statement]) -> Iterator[tuple[Statement, Entry]]:
        """Statements with how they are shown."""
        depths: dict[str | None, int] = {None: -1}
        for one in statements:
            depths[one.statement_id] = depth = depths.get(one.parent_id, -1) + 1
            details = [_amount(quantity) for quantity in self._quantities.get(one.statement_id, [])]
            details += [f"{target.fiscal_year_be}: {target.text}" for target in self._targets.get(one.statement_id, [])]
            aim = [text for text in (one.target, one.unit) if text]
            details += aim if f"= {' '.join(aim)}" not in details else []
            several = len(self._projects.get(one.brief_id or "", [])) > 1
            only = self._node_of[one.node_id].number if several and one.node_id in self._node_of else None
            yield one, Entry(one.text, places(one.source), depth, one.marker, tuple(details), only, one.trust)

    @cached_property
    def _criteria(self) -> dict[str, list[tuple[int, Entry]]]:
        """Of each rubric, in reading order: the level and the criterion, a printed band with its numbers."""
        bands = grouped(self.plan.rubric_bands, lambda band: band.criterion_id)
        depths: dict[str | None, int] = {None: -1}
        told: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
        for one in self.plan.rubric_criteria:
            depths[one.criterion_id] = depth = depths.get(one.parent_id, -1) + 1
            details = tuple(_band(band) for band in bands.get(one.criterion_id, []))
            told[one.rubric_id].append((one.level, Entry(one.text, places(one.source), depth, details=details)))
        return told

    @cached_property
    def _levels(self) -> dict[str, list[int]]:
        return {
            rubric: [one.level for one in levels]
            for rubric, levels in grouped(self.plan.rubric_levels, lambda one: one.rubric_id).items()
        }

    def _rubric(self, rubric: Rubric) -> tuple[str | None, dict[int, list[Entry]]]:
        levels: dict[int, list[Entry]] = {level: [] for level in self._levels.get(rubric.rubric_id, [])}
        for level, entry in self._criteria.get(rubric.rubric_id, []):
            levels.setdefault(level, []).append(entry)
        return rubric.label, levels

    @cached_property
    def _offices(self) -> dict[tuple[str, int], list[str]]:
        units = {unit.unit_id: unit for unit in self.plan.units}
        offices: dict[tuple[str, int], list[str]] = defaultdict(list)
        for link in self.plan.responsibility_units:
            names, unit = [], units.get(link.unit_id)
            while unit and unit.name not in names:
                names.append(unit.name)
                unit = units.get(unit.parent_id or "")
            offices[link.brief_id, link.ordinal].append(" · ".join(names))
        return offices

    @cached_property
    def _responsible(self) -> dict[str, list[Entry]]:
        told: dict[str, list[Entry]] = defaultdict(list)
        for one in self.plan.responsibilities:
            offices = tuple(name for name in self._offices[one.brief_id, one.ordinal] if name != one.text)
            told[one.brief_id].append(Entry(one.text, places(one.source), details=offices))
        return told


def _some(text: str | None) -> Iterator[str]:
    if text:
        yield text


def _amount(one: Quantity) -> str:
    if one.value is None:  # two readings of the number differ
        return f"{one.text} (?)"
    value = in_figures(one.value) if one.value_high is None else f"{in_figures(one.value)}–{in_figures(one.value_high)}"
    return " ".join(filter(None, (SIGNS.get(one.comparator, one.comparator), value, one.unit)))


def _band(band: RubricBand) -> str:
    if band.low is None and band.high is None:  # the same
        return "(?)"
    low, high, points = in_figures(band.low), in_figures(band.high), in_figures(band.points)
    share = f"< {high} %" if not low else f"{low} %" if low == high else f"{low}–{high} %" if high else f"≥ {low} %"
    return f"{share} → {points or '?'}"
