"""What changed against the plan before in a series of years, as a plan's page shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from pipeline.report.facts import Row
from pipeline.report.views import anchor, folder_name, grouped

RENUMBERED = "number"
SHOWN = {"title", "text"}
"""Fields whose sides are the words of the thing itself."""
OF_STATEMENTS = {None, "target", "unit"}
"""Fields that a record tells of one of its statements, which then must be named."""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change: `number` as `1.1 → 1.2` where it has two, `sides` what the two years say in `field`.

    `href` leads to the record, of what went to that of the plan before.
    """

    change: str
    field: str | None
    number: str
    text: str
    sides: tuple[str | None, str | None]
    href: str
    node: str | None

    def is_worded(self, at_home: bool) -> bool:
        """Whether the words of the thing are to be shown; `at_home`, in its own record, those of the record are not."""
        return self.field in OF_STATEMENTS if at_home else bool(self.number) and self.field not in SHOWN


class Years:
    """The changes of a plan against the one before; `rows` are those of the table `plan_changes`, one at least."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.before: str = rows[0]["plan_before"]
        self.year, self.title = rows[0]["year_before"], rows[0]["title_before"] or self.before

    @property
    def href(self) -> str:
        """The address of the plan before from this plan's page."""
        return f"../{quote(folder_name(self.before), safe='')}/index.html"

    @staticmethod
    def counted(some: list[Row]) -> Counter[str]:
        """How many things came, went and changed; a number that shifted says nothing of the thing."""
        return Counter(row["change"] for row in some if row["field"] != RENUMBERED)

    @cached_property
    def counts(self) -> Counter[str]:
        """The same of all kinds."""
        return self.counted(self.rows)

    @property
    def kinds(self) -> list[tuple[str, Counter[str], list[ChangeView], list[str]]]:
        """Each kind of thing with its counts, its changes, and the numbers that shifted."""
        return [
            (
                kind,
                self.counted(some),
                [self._view(row) for row in some if row["field"] != RENUMBERED],
                [f"{row['value_before']} → {row['value_after']}" for row in some if row["field"] == RENUMBERED],
            )
            for kind, some in grouped(self.rows, lambda row: str(row["kind"])).items()
        ]

    @cached_property
    def of_nodes(self) -> dict[str | None, list[ChangeView]]:
        """The changes by the anchor of the node that they are about; None: of the whole plan, or the node went."""
        return grouped((self._view(row) for row in self.rows), lambda view: view.node)

    def _view(self, row: Row) -> ChangeView:
        node = anchor(row["plan_id"], row["node_after"]) if row["node_after"] else None
        href = f"#{quote(node or 'plan')}"
        if node is None and row["node_before"]:
            href = f"{self.href}#{quote(anchor(self.before, row['node_before']))}"
        number = " → ".join(dict.fromkeys(filter(None, (row["number_before"], row["number_after"]))))
        text = row["text_after"] or row["text_before"] or ""
        return ChangeView(
            row["change"], row["field"], number, text, (row["value_before"], row["value_after"]), href, node
        )
