"""The numbers of people that target groups tell."""

from __future__ import annotations

from pipeline.check.view import View
from schemas.plan import Statement

TARGET_GROUP = "target_group"
"""The section whose numbers of people are compared and added up."""


def people(view: View, statement: Statement) -> list[float]:
    """The numbers of people that a statement tells; none where one of them could not be read for sure."""
    told = [one for one in view.quantities.get(statement.statement_id, ()) if one.unit and one.value_high is None]
    return [] if any(one.value is None for one in told) else [one.value for one in told if one.value is not None]
