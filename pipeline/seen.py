"""What a node tells, as a short hash: an acceptance holds for just what somebody held against the source.

In it stand the node's own words and numbers, those of its write-ups, and the lines that they come from, without blanks.
Ids, places and the nodes below are left out: a page more before it changes nothing, and children are accepted alone.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from schemas.document import Document
from schemas.plan import Plan, Record

PLACES = {"source", "ordinal", "plan_id", "table_id"} | {
    f"{thing}_id" for thing in ("node", "brief", "statement", "criterion", "rubric", "parent")
}
"""Fields that say where a record stands, not what it tells."""
DIGITS = 16
"""Hexadecimal digits of a hash: two nodes of a plan never share one, and a person can read it in a file."""

Owned = dict[tuple[str | None, ...], list[Record]]
"""Records by the ids of what they hang on."""


def _by(records: Iterable[Record], *fields: str) -> Owned:
    found: Owned = defaultdict(list)
    for one in records:
        found[tuple(getattr(one, field) for field in fields)].append(one)
    return found


class Seen:
    """The hashes of a plan's nodes."""

    def __init__(self, document: Document, plan: Plan) -> None:
        self._lines = document.lines
        self._nodes = _by(plan.nodes, "node_id")
        self._of_node = _by([*plan.tellings, *plan.budgets, *plan.schedule, *plan.printed_tables], "node_id")
        self._briefs_of: dict[str, list[str]] = {}
        for link in plan.brief_projects:
            self._briefs_of.setdefault(link.node_id, []).append(link.brief_id)
        self._briefs = _by([*plan.briefs, *plan.rubrics], "brief_id")
        self._of_both = _by([*plan.statements, *plan.responsibilities], "brief_id", "node_id")
        self._of_statement = _by([*(one for one in plan.quantities if one.statement_id), *plan.targets], "statement_id")
        self._of_rubric = _by([*plan.rubric_levels, *plan.rubric_criteria, *plan.rubric_bands], "rubric_id")
        self._of_table = _by(plan.printed_rows, "table_id")

    def of(self, node_id: str) -> str:
        """The hash of what a node tells."""
        records = list(self._hanging_on(node_id))
        told = [one.model_dump(mode="json", exclude=PLACES) for one in records]
        whole = "".join(json.dumps([told, self._printed(records)], sort_keys=True).split())
        return hashlib.sha256(whole.encode()).hexdigest()[:DIGITS]

    def _hanging_on(self, node_id: str) -> Iterator[Record]:
        """The node, what hangs on it, and what hangs on that."""
        briefs = self._briefs_of.get(node_id, [])
        first = [*self._nodes[node_id,], *self._of_node[node_id,], *self._of_both[None, node_id]]
        for brief in briefs:
            first += [*self._briefs[brief,], *self._of_both[brief, None], *self._of_both[brief, node_id]]
        for one in first:
            yield one
            yield from self._of_statement[getattr(one, "statement_id", None),]
            yield from self._of_rubric[getattr(one, "rubric_id", None),]
            yield from self._of_table[getattr(one, "table_id", None),]

    def _printed(self, records: Iterable[Record]) -> list[str]:
        """The lines that records come from, as the file has them."""
        spans = [span for one in records for span in getattr(one, "source", ())]
        numbers = sorted({line for span in spans for line in span.lines})
        found = ("".join(self._lines[number - 1].text_found.split()) for number in numbers)
        return [words for words in found if words]
