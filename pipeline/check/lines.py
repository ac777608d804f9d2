"""Lines that nobody understood, and numbers that were read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from schemas.outline import UNCLAIMED


def unclaimed(view: View) -> Iterator[Raised]:
    """One finding that lists every line that no rule took."""
    lines = [role.line_no for role in view.plan.line_roles if role.role == UNCLAIMED]
    if lines:
        yield Raised("unclaimed-lines", PLAN, found=str(len(lines)), source=view.spans_of(lines))


def doubtful_numbers(view: View) -> Iterator[Raised]:
    """Numbers whose two readings differ; `found` is the reading that was taken."""
    for one in view.document.doubtful:
        yield Raised(
            "number-doubtful",
            view.subject_of_line(one.line_no),
            expected=one.other or None,
            found=one.text,
            source=view.spans_of([one.line_no]),
        )
