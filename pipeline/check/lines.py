"""Lines that nobody understood."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from schemas.outline import UNCLAIMED


def unclaimed(view: View) -> Iterator[Raised]:
    """One finding that lists every line that no rule took."""
    lines = [role.line_no for role in view.plan.line_roles if role.role == UNCLAIMED]
    if lines:
        yield Raised("unclaimed-lines", PLAN, found=str(len(lines)), source=view.spans_of(lines))
