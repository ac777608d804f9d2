"""The briefs: rationale, period, statements with their quantities, rubrics, responsible units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import chain

from pipeline.extract import rubrics, units
from pipeline.extract.figures import add_budget
from pipeline.extract.lists import Item
from pipeline.extract.reading import Amount
from pipeline.extract.records import Records
from pipeline.extract.sections import Teller, Told, free_text
from pipeline.markup import tidy
from pipeline.numerals import parse_period
from pipeline.quantities import find_amounts
from pipeline.similarity import words_alone
from schemas.language import language
from schemas.offices import offices
from schemas.outline import Fragment, Outline, OutlineBrief, SectionBlock, TableBlock
from schemas.plan import (
    Brief,
    BriefProject,
    Quantity,
    Responsibility,
    ResponsibilityUnit,
    Rubric,
    RubricBand,
    RubricCriterion,
    RubricLevel,
    Statement,
    Unit,
)
from schemas.profile import Profile

PERIOD_LINES = 1
"""A period stands on one line; what follows it in its section is text."""
NOTE = "{}_note"
"""The section of what stands as text where a profile expects only a table or dates."""


def add_briefs(outline: Outline, profile: Profile, records: Records) -> None:
    """Add every brief of `outline` with all that it holds, and what stands under labels in running text."""
    for ordinal, brief in enumerate(outline.briefs, 1):
        _BriefWriter(brief, profile, records).write(ordinal)
    for brief in outline.loose:
        _BriefWriter(brief, profile, records, loose=True).write(0)


class _BriefWriter:
    """Writes the records of one brief; of a loose one (`brief_id` None) only what it states of the plan."""

    def __init__(self, brief: OutlineBrief, profile: Profile, records: Records, *, loose: bool = False) -> None:
        self.brief, self.profile, self.records = brief, profile, records
        self.home = f"{records.plan_id}:{brief.part}" if loose else records.brief_id(brief)
        self.brief_id = None if loose else self.home
        self.teller = Teller(profile, language())
        self.rubric_count = 0

    def write(self, ordinal: int) -> None:
        """Read the sections in their order; text where only a table or dates are expected stays as a note."""
        if self.brief.preamble:
            self.teller.section(self.profile.preamble_section, self.brief.preamble)
        free: list[SectionBlock] = []
        entries: list[Item] = []
        start: date | None = None
        end: date | None = None
        label: str | None = None
        for block in self.brief.sections:
            label = block.label if block.number is not None else label
            name, content = block.section.name, block.section.content
            lines, tables = _fragments(block), [one for one in block.content if isinstance(one, TableBlock)]
            for table in filter(rubrics.is_rubric, tables):
                self._rubric(table, label)
            plain = [one for one in block.content if not (isinstance(one, TableBlock) and rubrics.is_rubric(one))]
            if content == "items":
                self.teller.section(name, plain, block.number)
                continue
            self.teller.section(name, [table for table in tables if not rubrics.is_rubric(table)])
            if content == "free":
                free.append(block)
            elif content == "budget":
                self._budget(name, lines)
            elif content == "units":
                entries += units.entries(lines, self.profile.markers)
            elif content == "period":
                told = parse_period(" ".join(tidy(one.text) for one in lines))
                start, end = (start, end) if start or end else told
                self.teller.section(NOTE.format(name), lines if told == (None, None) else lines[PERIOD_LINES:])
            else:
                self.teller.section(NOTE.format(name), lines)
        if self.brief_id is not None:
            self._brief(ordinal, free_text(free), start, end)
        self._statements()
        self._responsible(entries)

    def _brief(self, ordinal: int, rationale: str | None, start: date | None, end: date | None) -> None:
        plan = self.records.plan
        plan.briefs.append(
            Brief(
                brief_id=self.home,
                plan_id=self.records.plan_id,
                part=self.brief.part,
                ordinal=ordinal,
                rationale=rationale,
                start_date=start,
                end_date=end,
                source=self.records.spans(self.brief.spans),
            )
        )
        for project in self.brief.projects:
            plan.brief_projects.append(BriefProject(brief_id=self.home, node_id=self.records.node_id(project)))

    def _statements(self) -> None:
        ids: dict[int, str] = {}
        count: dict[str, int] = {}
        for told in self.teller.told:
            ordinal = count[told.section] = count.get(told.section, 0) + 1
            ids[id(told)] = f"{self.home}:{told.section}:{ordinal}"
            self._statement(told, ids, ordinal)

    def _statement(self, told: Told, ids: dict[int, str], ordinal: int) -> None:
        source = self.records.spans(told.spans)
        self.records.plan.statements.append(
            Statement(
                statement_id=ids[id(told)],
                plan_id=self.records.plan_id,
                brief_id=self.brief_id,
                node_id=self.records.node_id(told.node) if told.node else None,
                section=told.section,
                ordinal=ordinal,
                parent_id=ids.get(id(told.parent)) if told.parent else None,
                marker=told.marker,
                text=told.text,
                trust=self.records.trust(source),
                source=source,
            )
        )
        add_quantities(self.records, told.text, statement_id=ids[id(told)])

    def _budget(self, section: str, lines: Sequence[Fragment]) -> None:
        """What stands under a label for money: printed amounts, and words in their place, are the first project's, as a
        brief tells them once; a dash is none, and lists that part the amount stay items of the section.
        """
        if len(lines) == 1 and self.brief.projects and self.brief_id is not None:
            text = tidy(lines[0].text)
            if any(letter.isalnum() for letter in text):
                home = self.records.node_id(self.brief.projects[0])
                add_budget(self.records, home, text, Amount(None, lines[0]), None)
        else:
            self.teller.section(section, lines)

    # --- rubrics ------------------------------------------------------------------------------------------------

    def _rubric(self, table: TableBlock, label: str | None) -> None:
        plan = self.records.plan
        self.rubric_count += 1
        rubric_id = self.records.unique(f"{self.home}:rubric")
        plan.rubrics.append(
            Rubric(
                rubric_id=rubric_id,
                plan_id=self.records.plan_id,
                brief_id=self.brief_id,
                ordinal=self.rubric_count,
                label=tidy(label) if label else None,
            )
        )
        levels, before = rubrics.levels(table, self.profile, language().lists)
        for level in _merged(levels):
            plan.rubric_levels.append(RubricLevel(rubric_id=rubric_id, level=level.level))
            self._criteria(rubric_id, level)
        rows = [Fragment(" ".join(filter(None, row.cells)), row.first, row.last, gap=True) for row in before]
        self.teller.section(NOTE.format("rubric"), rows)

    def _criteria(self, rubric_id: str, level: rubrics.Level) -> None:
        plan = self.records.plan
        ids = [f"{rubric_id}:{level.level}:{place}" for place in range(1, len(level.criteria) + 1)]
        bands = 0
        for place, criterion in enumerate(level.criteria):
            source = self.records.spans([(criterion.first, criterion.last)])
            plan.rubric_criteria.append(
                RubricCriterion(
                    criterion_id=ids[place],
                    rubric_id=rubric_id,
                    level=level.level,
                    ordinal=place + 1,
                    parent_id=ids[criterion.parent] if criterion.parent is not None else None,
                    text=criterion.text,
                    source=source,
                )
            )
            if criterion.band is None:
                add_quantities(self.records, criterion.text, criterion_id=ids[place])
                continue
            bands += 1
            plan.rubric_bands.append(
                RubricBand(
                    rubric_id=rubric_id,
                    level=level.level,
                    ordinal=bands,
                    criterion_id=ids[place],
                    low=criterion.band.low,
                    high=criterion.band.high,
                    points=criterion.band.points,
                    text=criterion.text,
                    source=source,
                )
            )

    # --- responsible units --------------------------------------------------------------------------------------

    def _responsible(self, entries: Sequence[Item]) -> None:
        """Entries printed again (over the second rubric) only add their place."""
        kept: dict[str, list[tuple[int, int]]] = {}
        for item in entries:
            kept.setdefault(item.text, []).append((item.first, item.last))
        for ordinal, (text, places) in enumerate(kept.items(), 1):
            self.records.plan.responsibilities.append(
                Responsibility(
                    plan_id=self.records.plan_id,
                    brief_id=self.home,
                    ordinal=ordinal,
                    text=text,
                    source=self.records.spans(places),
                )
            )
            for office in units.offices(respelled(text)):
                unit_id = add_unit(office, self.records)
                one = ResponsibilityUnit(brief_id=self.home, ordinal=ordinal, unit_id=unit_id)
                if one not in self.records.plan.responsibility_units[-5:]:
                    self.records.plan.responsibility_units.append(one)


def add_quantities(
    records: Records, text: str, statement_id: str | None = None, criterion_id: str | None = None
) -> None:
    """Add the quantities of a statement's or a criterion's text."""
    for ordinal, amount in enumerate(find_amounts(text), 1):
        records.plan.quantities.append(
            Quantity(
                statement_id=statement_id,
                criterion_id=criterion_id,
                ordinal=ordinal,
                comparator=amount.comparator,
                value=amount.value,
                value_high=amount.value_high,
                unit=amount.unit,
                text=amount.text,
            )
        )


def _fragments(block: SectionBlock) -> list[Fragment]:
    return [one for one in block.content if isinstance(one, Fragment)]


def _merged(levels: Iterable[rubrics.Level]) -> list[rubrics.Level]:
    """Levels with the criteria of rows that bear one level together (a level whose row a page cut in two)."""
    found: dict[int, rubrics.Level] = {}
    for level in levels:
        known = found.setdefault(level.level, rubrics.Level(level.level, []))
        base = len(known.criteria)
        for one in level.criteria:
            one.parent = base + one.parent if one.parent is not None else None
            known.criteria.append(one)
    return list(found.values())


@cache
def _listed() -> dict[str, str]:
    """Names of offices by their letters alone: blanks and signs differ from cell to cell -> the name in the list."""
    known = offices()
    names = [*known.known, *chain.from_iterable(known.known.values())]
    return {words_alone(printed): name for printed, name in [*zip(names, names, strict=True), *known.named.items()]}


@cache
def _listed_names() -> re.Pattern[str]:
    names = sorted(_listed().values(), key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(map(re.escape, name.replace(" ", ""))) for name in names))


def respelled(text: str) -> str:
    """`text` with the offices of the list spelled as in the list: a line's end may have left a blank in a name."""
    return _listed_names().sub(lambda found: _listed()[words_alone(found[0])], text)


def add_unit(office: units.Office, records: Records) -> str:
    """The id of an office; it and those above it become units if they are none yet."""
    above: str | None = None
    unit_id = ""
    for printed, kind in zip(reversed(office.path), reversed(office.kinds), strict=True):
        name = _listed().get(words_alone(printed), printed)
        letters = words_alone(name) or name
        unit_id = f"{above}/{letters}" if above else f"unit:{letters}"
        if records.is_new_unit(unit_id):
            records.plan.units.append(Unit(unit_id=unit_id, name=name, parent_id=above, kind=kind))
        above = unit_id
    return unit_id
