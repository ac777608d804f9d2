"""Targets that the layout tells to be one: full points and an indicator, an indicator and a column headed alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check import targets
from pipeline.check.targets import AT_MOST, SAME_TOPIC, SHORTEST, Aim, aims_of_statements, steps_of
from pipeline.check.view import Raised, View
from pipeline.similarity import runs_shared, words_alone
from schemas.language import language
from schemas.plan import Brief, RubricBand, RubricCriterion, Span

SAME_MEASURE = 0.6
"""A level's bands and a target measure one thing if the shorter text shares so many of its runs."""
LIKE_MEASURE = 0.5
"""They may do so from here on: then one of the targets that are this alike must be what the bands lead up to."""
SAME_ACTION = 0.55
"""A clause of which so many runs stand in a scored step is about the same action."""
_CLAUSE = re.compile(r"[(,]")
INDICATOR, SUBLABEL, LABEL = "indicator", "sublabel", "label"


def conflicts(view: View) -> Iterator[Raised]:
    """Every target that is told with two numbers; two that are told of one project for several reasons only once."""
    told: set[tuple[str, frozenset[str | None]]] = set()
    ways = (targets.conflicts, tops_of_bands, headed_indicators, below_the_steps)
    for raised in (one for way in ways for one in way(view)):
        numbers = (raised.subject, frozenset((raised.expected, raised.found)))
        if numbers not in told:
            told.add(numbers)
            yield raised


def tops_of_bands(view: View) -> Iterator[Raised]:
    """Full points for another percentage than the target that the bands measure, or for more of what is to be less."""
    for brief in view.plan.briefs:
        aims = _percentages(view, brief)
        for rubric_id in view.rubrics_of.get(brief.brief_id, ()) if aims else ():
            for bands in view.scales_of.get(rubric_id, ()):
                label, top = _label(view, rubric_id, bands[0]), _top(bands)
                if label is None or top is None:
                    continue
                source = (*label.source, *bands[-1].source)
                if (aim := _downward(aims, label, top)) is not None:
                    yield _conflict(view, brief, aim, f">= {top:g}", source, expected=aim.told)
                elif (aim := _against(aims, label, top)) is not None:
                    yield _conflict(view, brief, aim, f"{top:g}", source)


def _conflict(
    view: View, brief: Brief, one: Aim, found: str, source: tuple[Span, ...], expected: str | None = None
) -> Raised:
    return Raised(
        "target-conflict",
        view.brief_subject(brief.brief_id),
        expected=expected or f"{one.value:g}",
        found=found,
        source=tuple(dict.fromkeys((*one.source, *source))),
        more={"unit": one.unit},
    )


def _percentages(view: View, brief: Brief) -> list[Aim]:
    return [aim for aim in aims_of_statements(view, brief) if aim.unit in _percent()]


def _top(bands: list[RubricBand]) -> float | None:
    """Where the band of most points begins; None: more is not better, or there is one band alone."""
    best = max(bands, key=lambda band: band.points or 0.0)
    return best.low if len(bands) > 1 and best is bands[-1] else None


def _label(view: View, rubric_id: str, band: RubricBand) -> RubricCriterion | None:
    """The criterion that bands part: the one above the first of them, else the last one before it."""
    listed = [one for one in view.criteria.get(rubric_id, ()) if one.level == band.level]
    first = next((one for one in listed if one.criterion_id == band.criterion_id), None)
    if first is None:
        return None
    above = next((one for one in listed if one.criterion_id == first.parent_id), None)
    before = [one for one in listed if one.ordinal < first.ordinal and one.criterion_id not in view.band_criteria]
    return above or (before[-1] if before else None)


def _downward(aims: list[Aim], label: RubricCriterion, top: float) -> Aim | None:
    """A target of less than what full points are given for."""
    falling = (aim for aim in aims if aim.comparator in AT_MOST and aim.value == top)
    return next((aim for aim in falling if runs_shared(aim.about, label.text)[0] >= SAME_MEASURE), None)


def _against(aims: list[Aim], label: RubricCriterion, top: float) -> Aim | None:
    """The target that the bands measure, if it is another percentage."""
    rising = [aim for aim in aims if aim.comparator not in AT_MOST]
    shared = sorted(((runs_shared(aim.about, label.text)[0], aim) for aim in rising), key=lambda one: -one[0])
    agrees = any(aim.value == top and share >= LIKE_MEASURE for share, aim in shared)
    if not agrees and shared and shared[0][1].value == top:
        return None
    least = SAME_MEASURE if agrees else LIKE_MEASURE
    return next((aim for share, aim in shared if aim.value != top and share >= least), None)


def headed_indicators(view: View) -> Iterator[Raised]:
    """The only indicator under a sub-heading, against the only item of the column of targets that is headed alike."""
    for owner, first, last, text in _subheadings(view):
        brief = next((one for one in view.plan.briefs if one.brief_id == owner), None)
        column = _column(view, text)
        if brief is None or column is None:
            continue
        aims = _percentages(view, brief)
        mine = [aim for aim in aims if aim.place == INDICATOR and first < aim.source[0].first_line < last]
        theirs = [aim for aim in aims if aim.place == column]
        if len(mine) == len(theirs) == 1 and _is_other(mine[0], theirs[0]):
            yield _conflict(view, brief, mine[0], f"{theirs[0].value:g}", theirs[0].source)


def _is_other(one: Aim, other: Aim) -> bool:
    return one.value != other.value and runs_shared(one.about, other.about)[0] >= SAME_TOPIC


def _subheadings(view: View) -> Iterator[tuple[str | None, int, int, str]]:
    """Owner, line and text of each sub-heading, and the line of the heading after it."""
    heads = [one for one in view.plan.line_roles if one.role in (SUBLABEL, LABEL)]
    for one, other in pairwise(heads):
        if one.role == SUBLABEL:
            yield one.owner_id, one.line_no, other.line_no, view.document.lines[one.line_no - 1].text


def _column(view: View, text: str) -> str | None:
    """The column of items that a table heads with this text."""
    columns = (column for table in view.profile.tables for column in table.columns)
    return next((one.name for one in columns if any(head.regex.search(text.strip()) for head in one.headers)), None)


def below_the_steps(view: View) -> Iterator[Raised]:
    """An indicator that aims at less of an action than the least share of it that the rubric scores."""
    for brief in view.plan.briefs:
        scored = [steps for one in view.rubrics_of.get(brief.brief_id, ()) for steps in steps_of(view, one)]
        for aim in _promised_shares(view, brief) if scored else ():
            for steps in scored:
                least = min(_shares(view, steps), default=0.0)
                if aim.value < least and runs_shared(aim.about, steps[0].text)[0] >= SAME_ACTION:
                    yield _conflict(view, brief, aim, f"{least:g}", tuple(steps[0].source))


def _promised_shares(view: View, brief: Brief) -> Iterator[Aim]:
    """Each percentage of an indicator, about the clause before it: what is to be done to this share."""
    for one in view.statements.get(brief.brief_id, ()):
        for quantity in view.quantities.get(one.statement_id, ()) if one.section == INDICATOR else ():
            unit, clause = words_alone(quantity.unit or ""), _CLAUSE.split(one.text.partition(quantity.text)[0])[-1]
            if quantity.value is None or unit not in _percent() or quantity.comparator in AT_MOST:
                continue
            if len(words_alone(clause)) >= SHORTEST:
                yield Aim(INDICATOR, clause, quantity.comparator, quantity.value, unit, tuple(one.source))


def _percent() -> set[str]:
    return {words_alone(word) for word in language().quantities.percent}


def _shares(view: View, steps: list[RubricCriterion]) -> Iterator[float]:
    for one in steps:
        for quantity in view.of_criterion[one.criterion_id]:
            if quantity.value is not None and words_alone(quantity.unit or "") in _percent():
                yield quantity.value
