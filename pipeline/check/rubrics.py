"""Rubrics: their levels, and score bands that rise, meet and stay in range."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.view import Raised, View
from schemas.plan import RubricBand, Span


def missing_rubrics(view: View) -> Iterator[Raised]:
    """Briefs without a rubric, in a family whose briefs have one, unless most of this plan's have none."""
    with_rubric = {rubric.brief_id for rubric in view.plan.rubrics}
    if not view.profile.expects.rubric_in_brief or not view.is_usual(with_rubric):
        return
    for brief in view.plan.briefs:
        if brief.brief_id not in with_rubric and brief.brief_id in view.projects_of:
            yield Raised("rubric-missing", view.brief_subject(brief.brief_id), source=view.heading_of(brief))


def missing_levels(view: View) -> Iterator[Raised]:
    """Rubrics that have not exactly the levels that the profile expects, or those of the plan's own scale.

    A whole finer scale (1 to 5 where 1, 3, 5 are expected) lacks none.
    """
    levels: dict[str, list[int]] = {}
    for level in view.plan.rubric_levels:
        levels.setdefault(level.rubric_id, []).append(level.level)
    expected = _scale(view.profile.expects.rubric_levels, levels)
    if not expected:
        return
    places: dict[str, dict[Span, None]] = {}
    for criterion in view.plan.rubric_criteria:
        places.setdefault(criterion.rubric_id, {})[criterion.source[0]] = None
    for rubric in view.plan.rubrics:
        found = sorted(levels.get(rubric.rubric_id, ()))
        if found != expected and not _is_whole(found, expected):
            yield Raised(
                "rubric-level-missing",
                view.rubric_subject(rubric),
                expected=", ".join(map(str, expected)),
                found=", ".join(map(str, found)) or None,
                source=tuple(places.get(rubric.rubric_id, ())),
            )


def _scale(expected: list[int], levels: dict[str, list[int]]) -> list[int]:
    """The levels that rubrics of a plan must have: another scale than the profile's where most of several share one."""
    common = Counter(tuple(sorted(one)) for one in levels.values()).most_common(1)
    if expected and common and common[0][1] > 1 and 2 * common[0][1] > len(levels):
        return list(common[0][0])
    return expected


def _is_whole(found: list[int], expected: list[int]) -> bool:
    """Whether levels are a scale without a gap, with the same ends as the one expected and all of its levels."""
    return found == list(range(expected[0], expected[-1] + 1)) and set(expected) <= set(found)


def band_order(view: View) -> Iterator[Raised]:
    """The first pair of bands of which the higher one gives no more points, where more is better."""
    for subject, bands in _scales(view):
        if _less_is_better(bands):
            continue
        for lower, higher in pairwise(bands):
            if _low(lower) != _low(higher) and _points(higher) <= _points(lower):
                yield _pair("band-order", subject, lower, higher, with_points=True)
                break


def band_overlap(view: View) -> Iterator[Raised]:
    """The first pair of neighbouring bands that share values."""
    for subject, bands in _scales(view):
        for lower, higher in _upright_pairs(bands):
            if _top(lower) >= _low(higher):
                yield _pair("band-overlap", subject, lower, higher)
                break


def band_gap(view: View) -> Iterator[Raised]:
    """The first pair of neighbouring bands with whole percentages between them; single steps leave none."""
    for subject, bands in _scales(view):
        for lower, higher in _upright_pairs(bands):
            steps = lower.low == lower.high or higher.low == higher.high
            if not steps and math.floor(_top(lower)) + 1 < math.ceil(_low(higher)):
                yield _pair("band-gap", subject, lower, higher)
                break


def band_range(view: View) -> Iterator[Raised]:
    """The worst band of a level: beyond 0 to 100, else upside down, else with points beyond the top band's.

    Where several bands give more than the top one does, it is the top one that is wrong.
    """
    for subject, bands in _scales(view):
        worst = _beyond_percent(bands) or _upside_down(bands) or _beyond_points(bands)
        if worst:
            band, reason = worst
            yield Raised("band-range", subject, expected=reason, found=band.text, source=tuple(band.source))


Doubt = tuple[RubricBand, str]
"""A band that cannot be, and what would be right."""


def _beyond_percent(bands: list[RubricBand]) -> Doubt | None:
    edges = ((band, edge) for band in bands for edge in (band.low, band.high) if edge is not None)
    return next(((band, "0-100") for band, edge in edges if not 0 <= edge <= 100), None)


def _upside_down(bands: list[RubricBand]) -> Doubt | None:
    return next(((band, f"{band.low:g} <= {band.high:g}") for band in bands if not _upright(band)), None)


def _beyond_points(bands: list[RubricBand]) -> Doubt | None:
    if _less_is_better(bands):
        return None
    top = _points(bands[-1])
    beyond = [band for band in bands if _points(band) > top]
    if len(beyond) > 1:
        return bands[-1], f">= {max(map(_points, beyond)):g}"
    return (beyond[0], f"<= {top:g}") if beyond else None


def _scales(view: View) -> Iterator[tuple[str, list[RubricBand]]]:
    """The bands of each level that has some, from the lowest percentage up, with the subject they belong to."""
    for subject, bands in view.bands():
        yield subject, sorted(bands, key=_low)


def _less_is_better(bands: list[RubricBand]) -> bool:
    """Whether points strictly fall as percentages rise, over the whole level."""
    return len(bands) > 1 and all(_points(higher) < _points(lower) for lower, higher in pairwise(bands))


def _upright(band: RubricBand) -> bool:
    return band.low is None or band.high is None or band.low <= band.high


def _upright_pairs(bands: list[RubricBand]) -> Iterator[tuple[RubricBand, RubricBand]]:
    """Neighbours of which neither is upside down: where such a band ends nobody can tell."""
    return ((lower, higher) for lower, higher in pairwise(bands) if _upright(lower) and _upright(higher))


def _low(band: RubricBand) -> float:
    """The band's lower end, of an upside-down one, too."""
    low = band.low if band.low is not None else 0.0
    return low if band.high is None else min(low, band.high)


def _top(band: RubricBand) -> float:
    """The highest value of a band; one without a lower end holds what is below its upper one, and not this."""
    if band.high is None:
        return math.inf
    return math.nextafter(band.high, -math.inf) if band.low is None else band.high


def _points(band: RubricBand) -> float:
    return band.points if band.points is not None else 0.0


def _told(band: RubricBand) -> str:
    if band.high is None:
        return f"{_low(band):g}+"
    if band.low is None:
        return f"<{band.high:g}"
    return f"{band.low:g}" if band.low == band.high else f"{band.low:g}-{band.high:g}"


def _pair(code: str, subject: str, lower: RubricBand, higher: RubricBand, *, with_points: bool = False) -> Raised:
    expected, found = (f"{_told(band)} = {_points(band):g}" if with_points else _told(band) for band in (lower, higher))
    source = tuple(dict.fromkeys((*lower.source, *higher.source)))
    return Raised(code, subject, expected=expected, found=found, source=source)
