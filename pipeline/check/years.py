"""Years that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.view import PLAN, Raised, View
from pipeline.markup import tidy
from schemas.language import alternatives, language

LONGEST_SPAN = 30
"""Years; the longest span that Thai plans quote is the national strategy's twenty."""
PREFACE, COVER = "preface", "cover"
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
