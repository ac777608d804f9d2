"""Periods that cannot be: of a write-up, of a part of it, of its activities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.check.view import Raised, View
from pipeline.numerals import fiscal_year_span, parse_period
from schemas.plan import Brief, Span

LABEL, ACTIVITY_PERIOD = "label", "activity_period"
Ends = tuple[date | None, date | None]
"""First and last day; None: not told, or not read."""


def of_briefs(view: View) -> Iterator[Raised]:
    """Periods that end before they start, or that leave the plan's fiscal year with the ends that were read.

    A write-up may tell one for each of its indicators.
    """
    year = view.plan.head.fiscal_year_be
    first, last = fiscal_year_span(year) if year else (None, None)
    lines = _lines(view)
    for brief in view.plan.briefs:
        told = lines.get(brief.brief_id, [])
        periods = [((brief.start_date, brief.end_date), view.spans_of(told[:1]) or view.heading_of(brief))]
        periods += [(parse_period(view.document.lines[line - 1].text), view.spans_of([line])) for line in told[1:]]
        for (start, end), source in dict.fromkeys(periods):
            if _is_wrong((start, end), (first, last)):
                yield Raised(
                    "period-range",
                    view.brief_subject(brief.brief_id),
                    expected=f"{first} - {last}" if first else None,
                    found=f"{start or '…'} - {end or '…'}",
                    source=source,
                )


def _is_wrong(told: Ends, year: Ends) -> bool:
    start, end = told
    if start and end and end < start:
        return True
    first, last = year
    return any(first and last and not first <= one <= last for one in told if one)


def _lines(view: View) -> dict[str, list[int]]:
    """Brief id -> the lines that label its period."""
    rules = tuple(f"sections.{place}." for place, one in enumerate(view.profile.sections, 1) if one.content == "period")
    found: dict[str, list[int]] = {}
    for role in view.plan.line_roles:
        if role.role == LABEL and role.owner_id and (role.rule or "").startswith(rules):
            found.setdefault(role.owner_id, []).append(role.line_no)
    return found


def of_activities(view: View) -> Iterator[Raised]:
    """Activities that a table sets for times outside their project's own period; one finding for each write-up.

    Only a warning: a work of several years may be told beside the year that the plan is for.
    """
    lines = _lines(view)
    for brief in view.plan.briefs:
        outside = list(_outside(view, brief))
        if outside:
            starts, ends, sources = zip(*outside, strict=True)
            yield Raised(
                "period-range",
                view.brief_subject(brief.brief_id),
                expected=f"{brief.start_date} - {brief.end_date}",
                found=f"{min(starts)} - {max(ends)}",
                source=(
                    *view.spans_of(lines.get(brief.brief_id, [])[:1]),
                    *dict.fromkeys(span for source in sources for span in source),
                ),
                severity="warning",
            )


def _outside(view: View, brief: Brief) -> Iterator[tuple[date, date, list[Span]]]:
    """First day, last day and place of each activity that is not within the brief's period."""
    first, last = brief.start_date, brief.end_date
    if first is None or last is None or last < first:
        return
    for one in view.statements.get(brief.brief_id, ()):
        start, end = parse_period(one.text) if one.section == ACTIVITY_PERIOD else (None, None)
        if start is not None and end is not None and not first <= start <= end <= last:
            yield start, end, one.source
