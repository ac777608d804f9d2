"""Rubrics: their levels, and score bands that rise, meet and stay in range."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.view import Raised, View
from schemas.plan import RubricBand


def missing_rubrics(view: View) -> Iterator[Raised]:
    """Briefs without a rubric, in a family whose briefs have one."""
    if not view.profile.expects.rubric_in_brief:
        return
    with_rubric = {rubric.brief_id for rubric in view.plan.rubrics}
    for brief in view.plan.briefs:
        if brief.brief_id not in with_rubric and brief.brief_id in view.projects_of:
            yield Raised("rubric-missing", view.brief_subject(brief.brief_id), source=view.heading_of(brief))


def missing_levels(view: View) -> Iterator[Raised]:
    """Rubrics that have not exactly the levels that the profile expects."""
    expected = view.profile.expects.rubric_levels
    if not expected:
        return
    for rubric in view.plan.rubrics:
        found = sorted(level.level for level in view.plan.rubric_levels if level.rubric_id == rubric.rubric_id)
        if found != expected:
            places = [one.source[0] for one in view.plan.rubric_criteria if one.rubric_id == rubric.rubric_id]
            yield Raised(
                "rubric-level-missing",
                view.rubric_subject(rubric),
                expected=", ".join(map(str, expected)),
                found=", ".join(map(str, found)) or None,
                source=tuple(dict.fromkeys(places)),
            )


def band_order(view: View) -> Iterator[Raised]:
    """The first pair of bands of which the higher one gives no more points."""
    for subject, bands in view.bands():
        for lower, higher in pairwise(bands):
            if lower.low != higher.low and _points(higher) <= _points(lower):
                yield _pair("band-order", subject, lower, higher, with_points=True)
                break


def band_overlap(view: View) -> Iterator[Raised]:
    """The first pair of neighbouring bands that share values."""
    for subject, bands in view.bands():
        for lower, higher in pairwise(bands):
            if _high(lower) >= _low(higher):
                yield _pair("band-overlap", subject, lower, higher)
                break


def band_gap(view: View) -> Iterator[Raised]:
    """The first pair of neighbouring bands with whole percentages between them; single steps leave none."""
    for subject, bands in view.bands():
        for lower, higher in pairwise(bands):
            steps = lower.low == lower.high or higher.low == higher.high
            if not steps and math.floor(_high(lower)) + 1 < math.ceil(_low(higher)):
                yield _pair("band-gap", subject, lower, higher)
                break


def band_range(view: View) -> Iterator[Raised]:
    """Bands beyond 0 to 100, bands upside down, points beyond the top band's."""
    for subject, bands in view.bands():
        top = _points(bands[-1])
        for band in bands:
            reason = None
            if not 0 <= _low(band) <= 100 or (band.high is not None and not 0 <= band.high <= 100):
                reason = "0-100"
            elif band.high is not None and _low(band) > band.high:
                reason = f"{_low(band):g} <= {band.high:g}"
            elif _points(band) > top:
                reason = f"<= {top:g}"
            if reason:
                yield Raised("band-range", subject, expected=reason, found=band.text, source=tuple(band.source))


def _low(band: RubricBand) -> float:
    return band.low if band.low is not None else 0.0


def _high(band: RubricBand) -> float:
    return band.high if band.high is not None else math.inf


def _points(band: RubricBand) -> float:
    return band.points if band.points is not None else 0.0


def _told(band: RubricBand) -> str:
    if band.high is None:
        return f"{_low(band):g}+"
    return f"{_low(band):g}" if band.low == band.high else f"{_low(band):g}-{band.high:g}"


def _pair(code: str, subject: str, lower: RubricBand, higher: RubricBand, *, with_points: bool = False) -> Raised:
    expected, found = (f"{_told(band)} = {_points(band):g}" if with_points else _told(band) for band in (lower, higher))
    source = tuple(dict.fromkeys((*lower.source, *higher.source)))
    return Raised(code, subject, expected=expected, found=found, source=source)
