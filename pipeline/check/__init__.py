"""*check*: the plan against itself.

Promises: records are untouched; every finding shows what was expected, what was found and where; none is raised on a
guess. Each check is a small function from a `View` to what it raises; texts stand in `schemas/messages/findings.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

from pipeline.check import (
    announced,
    contents,
    counts,
    dates,
    foreign,
    lines,
    mentions,
    numbering,
    pages,
    part_titles,
    parts,
    periods,
    repeats,
    retold,
    retold_targets,
    review,
    rubrics,
    sections,
    spans,
    sums,
    tables,
    units,
    wording,
    years,
)
from pipeline.check.view import Raised, View, told
from pipeline.messages import Language, catalogue, message
from schemas.audit import Audit
from schemas.document import Document
from schemas.finding import Finding, Findings, Severity
from schemas.plan import Plan
from schemas.profile import Profile

Check = Callable[[View], Iterator[Raised]]
WORDS = {"what": "many", "why": None, "there": None}
"""Additions to a message that are words of `kinds.toml`, and which of a word's forms they take."""
CHECKS: tuple[Check, ...] = (
    counts.claimed_counts,
    counts.summary_projects,
    announced.lists,
    contents.entries_and_headings,
    contents.titles,
    part_titles.titles,
    contents.page_order,
    contents.page_of_headings,
    wording.retold_headings,
    wording.headings_of_parts,
    wording.renumbered_items,
    wording.projects_of_parts,
    wording.units,
    mentions.summary_names,
    mentions.cited_titles,
    mentions.titles_again,
    mentions.running_heads,
    mentions.items_again,
    numbering.gaps,
    numbering.entries,
    numbering.activities,
    numbering.duplicates,
    numbering.parents,
    sections.required_sections,
    sections.duplicate_headers,
    rubrics.missing_rubrics,
    rubrics.missing_levels,
    rubrics.band_order,
    rubrics.band_overlap,
    rubrics.band_gap,
    rubrics.band_range,
    periods.of_briefs,
    periods.of_activities,
    years.year_spans,
    years.preface_year,
    years.counted_years,
    spans.years,
    dates.days,
    pages.lost_pages,
    pages.number_jumps,
    pages.end_of_contents,
    parts.shifted_columns,
    parts.doubtful_agencies,
    parts.differences,
    retold.project_titles,
    retold.places_of_projects,
    retold.activities,
    retold.sayings_of_headings,
    sums.totals,
    sums.months,
    sums.printed_totals,
    tables.lists_of_parts,
    tables.missing_budgets,
    tables.missing_targets,
    tables.missing_units,
    retold_targets.conflicts,
    repeats.projects,
    foreign.targets,
    units.unknown,
    lines.truncated,
    lines.doubtful_numbers,
    lines.settled_numbers,
    lines.unclaimed,
    lines.unknown_labels,
    lines.unknown_family,
)


def check(document: Document, plan: Plan, profile: Profile) -> list[Finding]:
    """Every finding about `plan`, in the order of the checks and then of the document."""
    return reviewed(document, plan, profile, Audit()).findings


def reviewed(document: Document, plan: Plan, profile: Profile, audit: Audit) -> Findings:
    """The same with what the auditor says of them: waivers, acceptances, and entries that meet nothing."""
    view = View(document, plan, profile)
    plan_id, given = plan.head.plan_id, dict[str, int]()
    found = [_finding(raised, plan_id, given) for one in CHECKS for raised in one(view)]
    stale = [_finding(raised, plan_id, given) for raised in review.stale(view, found, audit)]
    return Findings(
        plan_id=plan_id,
        findings=[*review.waived(found, audit), *stale],
        waivers=review.waivers(plan_id, found, audit),
        acceptances=review.acceptances(view, audit),
    )


def _finding(raised: Raised, plan_id: str, given: dict[str, int]) -> Finding:
    finding_id = f"{plan_id}:{raised.code}:{raised.subject}"
    count = given[finding_id] = given.get(finding_id, 0) + 1
    return Finding(
        finding_id=finding_id if count == 1 else f"{finding_id}~{count}",
        plan_id=plan_id,
        code=raised.code,
        severity=raised.severity or _severity(raised.code),
        subject=raised.subject,
        expected=raised.expected,
        found=raised.found,
        message_th=_text(raised, "th"),
        message_en=_text(raised, "en"),
        source=list(raised.source),
    )


def _severity(code: str) -> Severity:
    known = catalogue("findings")[code]["severity"]
    return next(one for one in get_args(Severity) if one == known)


def _text(raised: Raised, language: Language) -> str:
    return message(
        "findings",
        raised.code,
        language,
        subject=told(raised.subject, language),
        expected=raised.expected or "-",
        found=raised.found or "-",
        instead=f" ({raised.expected})" if raised.expected else "",
        **{name: _word(name, value, language) for name, value in raised.more.items()},
    )


def _word(name: str, value: str, language: Language) -> str:
    """What a check adds to a message: a kind that is counted, a reason, a subject are put in the reader's language."""
    if name == "other":
        return told(value, language)
    if value not in catalogue("kinds") or name not in WORDS:  # a profile may have kinds of its own
        return value
    return message("kinds", value, language, WORDS[name])
