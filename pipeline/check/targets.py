"""One target of a project told in several places: the summary, an indicator, an output, an outcome, the rubric."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from pipeline.check.view import Raised, View
from pipeline.quantities import find_amounts
from pipeline.similarity import runs_shared, words_alone
from schemas.finding import Severity
from schemas.language import language
from schemas.plan import Brief, Quantity, RubricCriterion, Span, Statement

COMPARED = ("indicator", "output", "outcome", "goal")
"""Sections that say what a project aims at. Two items of one section are two targets, and never compared."""
SUMMARY = "summary"
AT_LEAST, AT_MOST = (">", ">="), ("<", "<=")
SAME_NUMBER = 0.4
"""Opposite comparators of one number are about one thing if the shorter text shares so many of its runs."""
SAME_THING = 0.75
"""Two numbers are about one thing if both texts together share so many of their runs: nearly all words are the same.
Below that are output and outcome of one training (80 % know, 85 % do), which are two things."""
CONTAINED = 0.75
"""So many runs of the shorter text in the longer one, and they are about one thing; not for output and outcome."""
SAME_TOPIC = 0.3
"""Two targets in a unit that is no percentage and that nothing else there has, or that an indicator counts, share at
least so much of the shorter text."""
SHORTEST_UNIT = 6
"""Letters; shorter units (people, times, places) are those of many things."""
STEP = 0.6
"""Criteria of one rubric that are this alike tell one action at several shares: steps, and not targets."""
MOST = 300
"""Quantities of one write-up that are compared, each with each; no project of a real plan has a tenth of them."""
LONG = 20
"""Letters; a shorter text stands in many longer ones."""
SHORTEST = 10
"""Letters; a shorter text says too little of what is measured."""
WIDEST = 120
"""Letters before a number in a long text that say what it is about."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A quantity with what it is about: the words around it, without numbers. `place`: its section, or the like."""

    place: str
    about: str
    comparator: str
    value: float
    unit: str
    source: tuple[Span, ...]
    node_id: str | None = None
    only: bool = False
    """Nothing else in this place is told in the unit."""

    @property
    def told(self) -> str:
        """Comparator and number, bare: `>= 15`."""
        return f"{self.comparator} {self.value:g}"


def conflicts(view: View) -> Iterator[Raised]:
    """One finding for each target of a project that is told with other numbers, or with the opposite comparator."""
    promised = _promised(view)
    for brief in view.plan.briefs:
        aims = [*promised.get(brief.brief_id, ()), *aims_of_statements(view, brief), *_of_rubrics(view, brief)]
        for found, opposite in _groups(_marked(aims[:MOST])):
            yield _raised(view.brief_subject(brief.brief_id), found, opposite)


def _marked(aims: list[Aim]) -> list[Aim]:
    """The same, with those marked that have their unit for themselves in their place."""
    told = Counter((aim.place, aim.unit) for aim in aims)
    return [replace(aim, only=told[aim.place, aim.unit] == 1) for aim in aims]


def _raised(subject: str, aims: list[Aim], opposite: bool) -> Raised:
    first, *others = sorted(aims, key=lambda aim: aim.source[0].first_line)
    against = next(aim for aim in others if _opposed(first, aim) or first.value != aim.value)
    severity: Severity | None = "error" if opposite and not _doubtful(first, against) else None
    return Raised(
        "target-conflict",
        subject,
        expected=first.told if opposite else f"{first.value:g}",
        found=against.told if opposite else f"{against.value:g}",
        source=tuple(dict.fromkeys(span for aim in (first, *others) for span in aim.source)),
        severity=severity,
        more={"unit": first.unit},
    )


def _doubtful(one: Aim, other: Aim) -> bool:
    """Whether one text negates what it measures and the other does not: then opposite signs may say the same."""
    words = language().quantities.negations
    return sum(map(one.about.count, words)) != sum(map(other.about.count, words))


def _groups(aims: list[Aim]) -> Iterator[tuple[list[Aim], bool]]:
    """Aims that conflict with each other, directly or through a third, and whether any two point in opposite ways."""
    group: dict[int, int] = {}
    opposed: set[int] = set()
    for one, other in combinations(range(len(aims)), 2):
        opposite = _opposite(aims[one], aims[other])
        if not opposite and not _differ(aims[one], aims[other]):
            continue
        old, new = group.setdefault(one, one), group.setdefault(other, one)
        kept = min(old, new)
        group = {aim: kept if root in (old, new) else root for aim, root in group.items()}
        if opposite:
            opposed.add(one)
    for root in sorted(set(group.values())):
        members = [aim for aim, its in sorted(group.items()) if its == root]
        yield [aims[aim] for aim in members], any(aim in opposed for aim in members)


def _comparable(one: Aim, other: Aim) -> bool:
    """Whether two aims can be tellings of one: of one unit, from two places, of no two projects."""
    return (
        one.place != other.place
        and one.unit == other.unit
        and (one.node_id is None or other.node_id is None or one.node_id == other.node_id)
        and min(len(words_alone(one.about)), len(words_alone(other.about))) >= SHORTEST
    )


def _opposed(one: Aim, other: Aim) -> bool:
    signs = one.comparator, other.comparator
    return any(up in AT_LEAST and down in AT_MOST for up, down in (signs, signs[::-1]))


def _opposite(one: Aim, other: Aim) -> bool:
    """Not less than 15 per cent, less than 15 per cent."""
    if not _comparable(one, other) or one.value != other.value or not _opposed(one, other):
        return False
    return runs_shared(one.about, other.about)[0] >= SAME_NUMBER


def _differ(one: Aim, other: Aim) -> bool:
    """Two numbers of one thing: in nearly the same words, or of the unit that an indicator counts."""
    if not _comparable(one, other) or one.value == other.value or _opposed(one, other):
        return False
    shorter, both = runs_shared(one.about, other.about)
    long = min(len(words_alone(one.about)), len(words_alone(other.about))) >= LONG
    if both >= SAME_THING or (shorter >= CONTAINED and long and _may_be_one(one, other)):
        return True
    return shorter >= SAME_TOPIC and (_counts(one, other) or _counts(other, one) or _alone(one, other))


def _may_be_one(one: Aim, other: Aim) -> bool:
    """Whether two places can tell one thing in words of other length: output and outcome are two steps of one way.

    A paragraph of the summary is no text on one target.
    """
    places = {one.place, other.place}
    return places != {"output", "outcome"} and SUMMARY not in places


def _alone(one: Aim, other: Aim) -> bool:
    """Whether both have a unit for themselves that says what is counted."""
    counted = one.unit not in language().quantities.percent and len(one.unit) >= SHORTEST_UNIT
    return counted and one.only and other.only and _may_be_one(one, other)


def _counts(indicator: Aim, other: Aim) -> bool:
    """Whether an indicator is the number of the unit itself, and another target is about this unit, too."""
    if indicator.place != "indicator" or indicator.unit in language().quantities.percent:
        return False
    about = words_alone(indicator.about)
    counting = any(about.startswith(words_alone(word) + indicator.unit) for word in language().quantities.counting)
    return counting and indicator.unit in words_alone(other.about)


def aims_of_statements(view: View, brief: Brief) -> Iterator[Aim]:
    """What the indicators, outputs, outcomes and goals of a write-up aim at."""
    for one in view.statements.get(brief.brief_id, ()):
        if one.section in COMPARED:
            yield from _aims(one.section, one, view.quantities.get(one.statement_id, ()), one.node_id)


def _of_rubrics(view: View, brief: Brief) -> Iterator[Aim]:
    """Criteria that are neither score bands nor steps of one action."""
    for rubric_id in view.rubrics_of.get(brief.brief_id, ()):
        steps = {one.criterion_id for group in steps_of(view, rubric_id) for one in group}
        for one in _counted(view, rubric_id):
            if one.criterion_id not in steps:
                yield from _aims(f"rubric {rubric_id}", one, view.of_criterion[one.criterion_id], None)


def steps_of(view: View, rubric_id: str) -> list[list[RubricCriterion]]:
    """The criteria of a rubric that tell one action at several shares, those of each action together."""
    groups: list[list[RubricCriterion]] = []
    for one in _counted(view, rubric_id):
        about = _bare(one.text, view.of_criterion[one.criterion_id])
        for group in groups:
            others = (_bare(other.text, view.of_criterion[other.criterion_id]) for other in group)
            if any(runs_shared(about, other)[1] >= STEP for other in others):
                group.append(one)
                break
        else:
            groups.append([one])
    return [group for group in groups if len(group) > 1]


def _counted(view: View, rubric_id: str) -> list[RubricCriterion]:
    """The criteria that tell a quantity and are no score bands."""
    listed = (one for one in view.criteria.get(rubric_id, ()) if one.criterion_id not in view.band_criteria)
    return [one for one in listed if one.criterion_id in view.of_criterion]


def _aims(
    place: str, one: Statement | RubricCriterion, quantities: Iterable[Quantity], node_id: str | None
) -> Iterator[Aim]:
    quantities = list(quantities)
    about = _bare(one.text, quantities)
    for quantity in quantities:
        if quantity.unit and quantity.value is not None and quantity.value_high is None:
            unit = words_alone(quantity.unit)
            yield Aim(place, about, quantity.comparator, quantity.value, unit, tuple(one.source), node_id)


def _bare(text: str, quantities: Iterable[Quantity]) -> str:
    """A text without its amounts and the units behind them."""
    for quantity in quantities:
        before, found, after = text.partition(quantity.text)
        if found:
            text = f"{before} {after.lstrip().removeprefix(quantity.unit or '')}"
    return text


def _promised(view: View) -> dict[str, list[Aim]]:
    """Brief id -> what the summary says of its projects; a paragraph on projects of several briefs says it of none."""
    named: dict[tuple[Span, ...], set[str]] = {}
    for one in view.plan.summary_projects:
        brief_id = view.brief_of.get(one.node_id or "", "")
        named.setdefault(tuple(one.source), set()).add(brief_id)
    found: dict[str, list[Aim]] = {}
    for source, briefs in named.items():
        (brief_id, *others) = briefs
        if brief_id and not others:
            found.setdefault(brief_id, []).extend(_of_paragraph(view, source))
    return found


def _of_paragraph(view: View, source: tuple[Span, ...]) -> Iterator[Aim]:
    """The amounts of a paragraph, each with the words from the amount before it on."""
    lines = [line for span in source for line in view.document.lines[span.first_line - 1 : span.last_line]]
    text = " ".join(line.text for line in lines)
    amounts = find_amounts(text)
    end = 0
    for amount in amounts:
        about = text[max(end, amount.start - WIDEST) : amount.start]
        end = amount.start + len(amount.text)
        if amount.unit and amount.value_high is None:
            yield Aim(SUMMARY, about, amount.comparator, amount.value, words_alone(amount.unit), source)
