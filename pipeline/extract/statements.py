"""What a grid tells as statements, each with its quantities and its targets by year."""

from __future__ import annotations

from pipeline.extract.briefs import add_quantities
from pipeline.extract.figures import measured
from pipeline.extract.reading import Told
from pipeline.extract.records import Records
from pipeline.markup import tidy
from schemas.plan import Statement, Target


class Statements:
    """Writes statements of nodes and briefs; the state is how many each section has."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._count: dict[tuple[str, str], int] = {}

    def add(
        self, told: Told, *, node_id: str | None = None, brief_id: str | None = None, parent_id: str | None = None
    ) -> str:
        """Write what is told in a brief (of its project `node_id`), or without one of a node; returns the id."""
        home = brief_id or node_id or ""
        ordinal = self._count[home, told.section] = self._count.get((home, told.section), 0) + 1
        source = self.records.spans(told.spans)
        statement = Statement(
            statement_id=f"{home}:{told.section}:{ordinal}",
            plan_id=self.records.plan_id,
            brief_id=brief_id,
            node_id=node_id,
            section=told.section,
            ordinal=ordinal,
            parent_id=parent_id,
            marker=told.marker,
            text=tidy(told.text),
            unit=told.unit,
            target=told.target,
            trust=self.records.trust(source),
            source=source,
        )
        self.records.plan.statements.append(statement)
        add_quantities(self.records, measured(statement), statement_id=statement.statement_id)
        for year, text in sorted(told.years.items()):
            target = Target(statement_id=statement.statement_id, fiscal_year_be=year, text=tidy(text))
            self.records.plan.targets.append(target)
        return statement.statement_id
