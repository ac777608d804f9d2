"""A plan as the overview tells of it: its figures and charts, made from the database's answers."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from urllib.parse import quote

from pipeline.report.charts import Chart, charts
from pipeline.report.facts import Ask, Facts, Row, gather
from pipeline.report.views import folder_name
from pipeline.report.years import Years


class Told:
    """The facts of one plan; charts are drawn once, and only if they are asked for."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.head = facts["plan"][0]

    @property
    def href(self) -> str:
        """The address of the plan's page from the overview."""
        return f"plans/{quote(folder_name(self.head['plan_id']), safe='')}/index.html"

    @cached_property
    def charts(self) -> list[Chart]:
        """The charts that have something to show."""
        return charts(self.facts)

    @cached_property
    def open_findings(self) -> Counter[str]:
        """How many findings of each severity are open."""
        found: Counter[str] = Counter()
        for row in self.facts["findings"]:
            if row["status"] == "open":
                found[row["severity"]] += row["findings"]
        return found

    @property
    def understood(self) -> float | None:
        """Which share of the lines was understood."""
        return share(self.facts["understood"])

    @property
    def changes(self) -> dict[str, int]:
        """How many findings came, went or changed since the results before."""
        return {row["change"]: row["findings"] for row in self.facts["changes"]}

    @cached_property
    def years(self) -> Years | None:
        """What changed against the plan before in the series; None where there is none, or nothing changed."""
        return Years(self.facts["years"]) if self.facts["years"] else None

    @property
    def accepted(self) -> float | None:
        """Which share of the nodes somebody has held against the source; None where there are no nodes."""
        return next((row["accepted"] / row["nodes"] for row in self.facts["accepted"]), None)

    @property
    def several_parts(self) -> bool:
        """Whether parts must be named, because several tell of nodes."""
        return len(self.facts["parts"]) > 1


def tell(ask: Ask) -> dict[str, Told]:
    """What there is to tell of every plan, by its id, in the order of years."""
    return {plan_id: Told(facts) for plan_id, facts in gather(ask).items()}


def share(lines: list[Row]) -> float | None:
    """Which share of the lines that hold something was understood; None where none holds anything."""
    whole = sum(row["lines"] for row in lines)
    return sum(row["understood"] for row in lines) / whole if whole else None
