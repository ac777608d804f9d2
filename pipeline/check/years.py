"""Years and periods that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from pipeline.check.view import PLAN, Raised, View
from pipeline.markup import tidy
from pipeline.numerals import fiscal_year_span, parse_period
from schemas.language import alternatives, language
from schemas.plan import Brief, Statement

LONGEST_SPAN = 30
"""Years; the longest span that Thai plans quote is the national strategy's twenty."""
PREFACE, COVER, LABEL = "preface", "cover", "label"
ACTIVITY_PERIOD = "activity_period"
_LOOK_BACK = 20
"""Characters before a span in which the word for years or the bracket is looked for."""
_YEAR = re.compile(r"2(?<![\d.,].)\d{3}(?!\d|[.,]\d)")


@cache
def _span() -> re.Pattern[str]:
    """Two years with a dash between them. The first digit comes first, as then the search is ten times as fast."""
    era = alternatives(language().quantities.years)
    year = r"[3-9]\d{2}"
    return re.compile(
        rf"2(?<![\d/.,\-–].)(?P<start>{year})\s*[-–]\s*(?:(?:{era})\s*)?2(?P<end>{year})(?!\d|[/.,]\d|\s*[-–]\s*\d)"
    )


def periods(view: View) -> Iterator[Raised]:
    """Periods that end before they start, or that leave the plan's fiscal year with the ends that were read."""
    year = view.plan.head.fiscal_year_be
    first, last = fiscal_year_span(year) if year else (None, None)
    wrong = [brief for brief in view.plan.briefs if _is_wrong(brief, first, last)]
    lines = _period_lines(view) if wrong else {}
    for brief in wrong:
        yield Raised(
            "period-range",
            view.brief_subject(brief.brief_id),
            expected=f"{first} - {last}" if first else None,
            found=f"{brief.start_date or '…'} - {brief.end_date or '…'}",
            source=view.spans_of(lines.get(brief.brief_id, [])) or view.heading_of(brief),
        )


def activity_periods(view: View) -> Iterator[Raised]:
    """Activities that a table sets for times outside their project's own period; one finding for each write-up.

    Only a warning: a work of several years may be told beside the year that the plan is for.
    """
    lines: dict[str, list[int]] | None = None
    for brief in view.plan.briefs:
        outside = [(one, span) for one, span in _activity_spans(view, brief) if _leaves(brief, span)]
        if outside:
            lines = _period_lines(view) if lines is None else lines
            yield Raised(
                "period-range",
                view.brief_subject(brief.brief_id),
                expected=f"{brief.start_date} - {brief.end_date}",
                found=f"{min(start for _, (start, _) in outside)} - {max(end for _, (_, end) in outside)}",
                source=(
                    *view.spans_of(lines.get(brief.brief_id, [])),
                    *dict.fromkeys(span for one, _ in outside for span in one.source),
                ),
                severity="warning",
            )


def _activity_spans(view: View, brief: Brief) -> Iterator[tuple[Statement, tuple[date, date]]]:
    for one in view.statements.get(brief.brief_id, ()):
        start, end = parse_period(one.text) if one.section == ACTIVITY_PERIOD else (None, None)
        if start is not None and end is not None:
            yield one, (start, end)


def _leaves(brief: Brief, span: tuple[date, date]) -> bool:
    first, last = brief.start_date, brief.end_date
    return first is not None and last is not None and first <= last and not first <= span[0] <= span[1] <= last


def _is_wrong(brief: Brief, first: date | None, last: date | None) -> bool:
    start, end = brief.start_date, brief.end_date
    if start and end and end < start:
        return True
    return any(first and last and not first <= one <= last for one in (start, end) if one)


def _period_lines(view: View) -> dict[str, list[int]]:
    """Brief id -> the lines that label its period."""
    rules = tuple(f"sections.{place}." for place, one in enumerate(view.profile.sections, 1) if one.content == "period")
    found: dict[str, list[int]] = {}
    for role in view.plan.line_roles:
        if role.role == LABEL and role.owner_id and (role.rule or "").startswith(rules):
            found.setdefault(role.owner_id, []).append(role.line_no)
    return found


def year_spans(view: View) -> Iterator[Raised]:
    """Spans of Buddhist years that fall or are too long, wherever they stand.

    Years are what a word for years or an opening bracket announces; other figures are numbers of something.
    """
    briefs = {brief.brief_id for brief in view.plan.briefs}
    for line, role in zip(view.document.lines, view.plan.line_roles, strict=True):
        if "-" not in line.text and "–" not in line.text:
            continue
        for found in _span().finditer(line.text):
            start, end = int(f"2{found['start']}"), int(f"2{found['end']}")
            if start <= end <= start + LONGEST_SPAN or not _tells_years(line.text, found):
                continue
            owner = role.owner_id if role.owner_id in briefs else None
            yield Raised(
                "year-range",
                view.brief_subject(owner) if owner else PLAN,
                expected=_meant(view, start, end),
                found=found[0],
                source=view.spans_of([line.number]),
            )


@cache
def _counted_span() -> re.Pattern[str]:
    """A span of years with their number before it: `5 years (2557 - 2561)`."""
    era = alternatives(language().quantities.years)
    return re.compile(
        rf"(?<!\d)(?P<count>\d{{1,2}})\s*(?:{era})\s*\(\s*(?:{era})?\s*(?P<start>2[45]\d\d)\s*[-–]\s*(?:{era})?\s*(?P<end>2[45]\d\d)\s*\)"
    )


def counted_years(view: View) -> Iterator[Raised]:
    """Spans of years that are told to be of another number of years than they are; one finding for each number."""
    told: dict[tuple[int, int], tuple[str, list[int]]] = {}
    for line in view.document.lines:
        if "(" not in line.text:
            continue
        for found in _counted_span().finditer(line.text):
            count, years = int(found["count"]), int(found["end"]) - int(found["start"]) + 1
            if years > 0 and count != years:
                told.setdefault((years, count), (tidy(found[0]), []))[1].append(line.number)
    for (years, _), (text, lines) in told.items():
        yield Raised("year-range", PLAN, expected=str(years), found=text, source=view.spans_of(sorted(set(lines))))


def _tells_years(text: str, found: re.Match[str]) -> bool:
    """Whether a word for years stands right before the two figures, or a bracket on both sides."""
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()].rstrip()
    if before.endswith(tuple(language().quantities.years)):
        return True
    return before.endswith("(") and text[found.end() : found.end() + _LOOK_BACK].lstrip().startswith(")")


def _meant(view: View, start: int, end: int) -> str | None:
    """The period of the plan's strategy, where the span differs from it in one digit or is the same turned round."""
    head = view.plan.head
    if head.period_start_be is None or head.period_end_be is None:
        return None
    known, told = f"{head.period_start_be} - {head.period_end_be}", f"{start} - {end}"
    slips = sum(one != other for one, other in zip(known, told, strict=True))
    return known if slips == 1 or (end, start) == (head.period_start_be, head.period_end_be) else None


def preface_year(view: View) -> Iterator[Raised]:
    """A preface that names fiscal years, but nowhere the plan's own year."""
    own = view.plan.head.fiscal_year_be
    pattern = view.profile.cover.fiscal_year.regex
    lines = {PREFACE: list[int](), COVER: list[int]()}
    for role in view.plan.line_roles:
        if role.role in lines:
            lines[role.role].append(role.line_no)
    named: dict[int, int] = {}
    for number in lines[PREFACE]:
        text = view.document.lines[number - 1].text
        if own is not None and str(own) in _YEAR.findall(text):
            return
        for found in pattern.finditer(text):
            named.setdefault(int(found["year"]), number)
    if own is None or not named:
        return
    told = (number for number in lines[COVER] if own in _fiscal_years(view, number))
    yield Raised(
        "year-range",
        PLAN,
        expected=str(own),
        found=", ".join(map(str, sorted(named))),
        source=view.spans_of(list(told)[:1]) + view.spans_of(sorted(set(named.values()))),
    )


def _fiscal_years(view: View, number: int) -> set[int]:
    """The fiscal years that a line names."""
    pattern = view.profile.cover.fiscal_year.regex
    return {int(found["year"]) for found in pattern.finditer(view.document.lines[number - 1].text)}
