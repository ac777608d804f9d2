"""Years and periods that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.numerals import fiscal_year_span
from schemas.plan import Span

_SPAN = re.compile(r"(?<![\d/.,])(2[3-9]\d{2})\s*[-–]\s*(2[3-9]\d{2})(?![\d/.,])")
LONGEST_SPAN = 30
"""Years; the longest span that Thai plans quote is the national strategy's twenty."""
PREFACE = "preface"


def periods(view: View) -> Iterator[Raised]:
    """Periods that end before they start, or that leave the plan's fiscal year."""
    year = view.plan.head.fiscal_year_be
    first, last = fiscal_year_span(year) if year else (None, None)
    for brief in view.plan.briefs:
        start, end = brief.start_date, brief.end_date
        if start is None or end is None:
            continue
        backwards = end < start
        outside = first is not None and last is not None and (start < first or end > last)
        if backwards or outside:
            yield Raised(
                "period-range",
                view.brief_subject(brief.brief_id),
                expected=f"{first} - {last}" if first else None,
                found=f"{start} - {end}",
                source=_period_place(view, brief.brief_id) or view.heading_of(brief),
            )


def _period_place(view: View, brief_id: str) -> tuple[Span, ...]:
    rules = tuple(f"sections.{place}." for place, one in enumerate(view.profile.sections, 1) if one.content == "period")
    lines = [
        role.line_no
        for role in view.plan.line_roles
        if role.owner_id == brief_id and role.role == "label" and (role.rule or "").startswith(rules)
    ]
    return view.spans_of(lines)


def year_spans(view: View) -> Iterator[Raised]:
    """Spans of Buddhist years that fall or are too long, wherever they stand."""
    briefs = {brief.brief_id for brief in view.plan.briefs}
    for line, role in zip(view.document.lines, view.plan.line_roles, strict=True):
        if "-" not in line.text and "–" not in line.text:
            continue
        for found in _SPAN.finditer(line.text):
            start, end = int(found[1]), int(found[2])
            if start <= end <= start + LONGEST_SPAN:
                continue
            owner = role.owner_id if role.owner_id in briefs else None
            yield Raised(
                "year-range",
                view.brief_subject(owner) if owner else PLAN,
                found=found[0],
                source=view.spans_of([line.number]),
            )


def preface_year(view: View) -> Iterator[Raised]:
    """A preface that names fiscal years, but not the plan's own."""
    own = view.plan.head.fiscal_year_be
    pattern = view.profile.cover.fiscal_year.regex
    named: dict[int, int] = {}
    for role in view.plan.line_roles:
        if role.role == PREFACE:
            for found in pattern.finditer(view.document.lines[role.line_no - 1].text):
                named.setdefault(int(found["year"]), role.line_no)
    if own is None or not named or own in named:
        return
    cover = [role.line_no for role in view.plan.line_roles if role.role == "cover"]
    year_lines = [number for number in cover if str(own) in view.document.lines[number - 1].text]
    yield Raised(
        "year-range",
        PLAN,
        expected=str(own),
        found=", ".join(map(str, sorted(named))),
        source=view.spans_of(year_lines[:1]) + view.spans_of(sorted(named.values())),
    )
