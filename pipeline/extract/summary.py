"""The executive summary: the counts that it claims and the projects that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.records import Records
from pipeline.markup import tidy
from pipeline.numerals import parse_number
from pipeline.similarity import containment, likeness
from schemas.outline import Outline, Paragraph
from schemas.plan import Claim, SummaryProject
from schemas.profile import Profile

SCOPE, SUMMARY, HEADING, TEXT = "scope", "summary", "heading", "text"
NEAR, NEAR_ELSEWHERE = 0.55, 0.8
"""A project named in the summary is the project whose title is at least this near in the scope that
the summary is counting; one in another scope must be nearer."""
_OUTERMOST = re.compile(r"[./]")
SURE = 0.75
"""A title this like a name is the one meant; no other need be looked at."""
_INSIDE = 0.9
"""How much the likeness of a part counts against the likeness of wholes."""


def add_summary(outline: Outline, profile: Profile, records: Records) -> None:
    """Add claims and named projects; a named project belongs to the scope of the count before it."""
    titles = _titles(records)
    scope: str | None = None
    for paragraph in outline.summary:
        scope = _named(paragraph, profile) or scope
        scope = _claims(paragraph, profile, records, SUMMARY, scope) or scope
        _projects(paragraph, profile, records, scope, titles)
    for paragraph in outline.prose:
        _claims(paragraph, profile, records, TEXT)
    if profile.layout is not None:
        _heading_claims(outline, profile, records)


def _heading_claims(outline: Outline, profile: Profile, records: Records) -> None:
    """Add what headings that were known by their looks count; it is counted below the heading itself."""
    for node in outline.nodes:
        place = node.places[0]
        for rule in profile.claims:
            match = rule.regex.search(place.title) if rule.origin == HEADING else None
            if match is None:
                continue
            for subject, printed in match.groupdict().items():
                claimed = parse_number(printed or "")
                if isinstance(claimed, int):
                    paragraph = Paragraph(place.title, place.first, place.last)
                    scope = (node.kind, node.number)
                    _add_claim(paragraph, HEADING, records, scope, subject, claimed, tidy(match[0]))


def _named(paragraph: Paragraph, profile: Profile) -> str | None:
    """The number of the node that a paragraph names as a heading does, behind a number of its own: `3.1 Strategy 1`."""
    marker = profile.marker_set.first(paragraph.text)
    taken = profile.heading_set.first(paragraph.text[marker[1].end() :] if marker else paragraph.text)
    return taken[1].groupdict().get("number") if taken else None


def _claims(
    paragraph: Paragraph, profile: Profile, records: Records, origin: str, above: str | None = None
) -> str | None:
    """Add what a paragraph counts; returns the number of the scope that it counts in.

    A rule that counts in a scope and finds none counts in the one named `above`.
    """
    for rule in profile.claims:
        match = rule.regex.search(paragraph.text) if rule.origin == origin else None
        if match is None:
            continue
        groups = match.groupdict()
        scope = groups.pop(SCOPE, None) or (above if rule.scope_kind and SCOPE in rule.regex.groupindex else None)
        for subject, printed in groups.items():
            claimed = parse_number(printed or "")
            if isinstance(claimed, int):
                where = (rule.scope_kind, scope) if rule.scope_kind and scope else None
                _add_claim(paragraph, rule.origin, records, where, subject, claimed, tidy(match[0]))
        return scope
    return None


def _add_claim(
    paragraph: Paragraph,
    origin: str,
    records: Records,
    scope: tuple[str, str] | None,
    subject: str,
    claimed: int,
    text: str,
) -> None:
    """Add a count of `subject` below `scope`, a node's kind and number; None: in the whole plan."""
    told = ":".join([*(scope or ()), subject])
    records.plan.claims.append(
        Claim(
            claim_id=records.unique(f"{records.plan_id}:claim:{origin}:{told}"),
            plan_id=records.plan_id,
            origin=origin,
            subject=subject,
            scope_kind=scope[0] if scope else None,
            scope_number=scope[1] if scope else None,
            claimed=claimed,
            text=text,
            source=records.spans([(paragraph.first, paragraph.last)]),
        )
    )


def _projects(paragraph: Paragraph, profile: Profile, records: Records, scope: str | None, titles: Titles) -> None:
    rule, separator, label = profile.summary.project, profile.summary.separator, profile.summary.label
    match = rule.regex.search(paragraph.text) if rule else None
    if match is None:
        return
    for name in separator.regex.split(match["name"]) if separator else [match["name"]]:
        text = records.title(name)
        if text is None:
            continue
        records.plan.summary_projects.append(
            SummaryProject(
                plan_id=records.plan_id,
                scope_number=scope,
                ordinal=len(records.plan.summary_projects) + 1,
                text=text,
                node_id=_meant(label.regex.sub("", text) if label else text, scope, titles),
                source=records.spans([(paragraph.first, paragraph.last)]),
            )
        )


@dataclass(frozen=True, slots=True)
class Title:
    """A title that a project bears somewhere; `number` is the project's."""

    node_id: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of projects: all of them, and by the number of the outermost node above each."""

    all: list[Title]
    within: dict[str, list[Title]]


def _titles(records: Records) -> Titles:
    """Every title that a project bears in the body or the contents."""
    projects = {node.node_id: node.number for node in records.plan.nodes if node.kind == "project"}
    by_number = {number: node_id for node_id, number in projects.items()}
    listed = [
        Title(one.node_id, projects[one.node_id], one.title) for one in records.plan.tellings if one.node_id in projects
    ]
    listed += [
        Title(by_number[entry.number], entry.number, entry.title)
        for entry in records.plan.toc_entries
        if entry.kind == "project" and entry.number in by_number
    ]
    within: dict[str, list[Title]] = {}
    for title in listed:
        within.setdefault(_OUTERMOST.split(title.number, maxsplit=1)[0], []).append(title)
    return Titles(listed, within)


def _meant(name: str, scope: str | None, titles: Titles) -> str | None:
    """The project that a name means: the nearest of the scope if it is near, or else a very near one elsewhere."""
    for candidates, enough in ((titles.within.get(scope or "", ()), NEAR), (titles.all, NEAR_ELSEWHERE)):
        best, near = _nearest(name, candidates, enough)
        if best is not None and near >= enough:
            return best.node_id
    return None


def _nearest(name: str, titles: Sequence[Title], enough: float) -> tuple[Title | None, float]:
    """The title nearest to `name`: alike as wholes, or (dearer to find out) one nearly standing in the other."""
    best, near = max(((title, likeness(name, title.text)) for title in titles), key=_second, default=(None, 0.0))
    if near >= SURE:
        return best, near
    least = max(near, enough) / _INSIDE
    if least > 1:
        return best, near
    inside = ((title, _INSIDE * containment(name, title.text, least)) for title in titles)
    return max([(best, near), *inside], key=_second)


def _second(pair: tuple[Title | None, float]) -> float:
    return pair[1]
