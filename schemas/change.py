"""What changed between two plans of one family: a value with both sides (table `plan_changes`)."""

from __future__ import annotations

from typing import Literal

from schemas.plan import Record

ChangeKind = Literal["came", "went", "changed"]
Field = Literal["title", "number", "parent", "text", "target", "unit", "budget"]


class PlanChange(Record):
    """One thing that came, went, or tells something else in one `field`.

    `kind` is a kind of node, the section of a statement, or `plan`; `parts` are the parts of the plans that tell it so.
    `number_*` is the node's, or that of the node that a statement belongs to; `text_*` are its words.
    `similarity` of the words, 0 to 1, NULL where there is one side only.
    """

    plan_before: str
    plan_after: str
    ordinal: int
    change: ChangeKind
    kind: str
    parts: list[str]
    number_before: str | None = None
    number_after: str | None = None
    text_before: str | None = None
    text_after: str | None = None
    field: Field | None = None
    value_before: str | None = None
    value_after: str | None = None
    node_before: str | None = None
    node_after: str | None = None
    similarity: float | None = None
