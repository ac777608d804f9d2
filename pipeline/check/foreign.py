"""Text of one office that names another, which has no part in it: copied from the other's plan, perhaps."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from pipeline.similarity import words_alone
from schemas.offices import offices
from schemas.plan import Brief, Statement

TARGETS = ("target_group", "indicator", "output", "outcome", "goal")
"""Sections that say what the plan's own office is to reach."""
GROUP, AIMS = "target_group", "objective"


def targets(view: View) -> Iterator[Raised]:
    """One finding for each brief: the other office, and every target that names it and not the plan's own.

    Where the target group is the own office's alone, an objective that names the other besides is told, too. Silent
    where the plan is nobody's or of an office that the list does not know, and where the other is responsible.
    """
    for brief in view.plan.briefs:
        own = _own(view, brief)
        if own is None:
            continue
        responsible = " ".join(view.responsible_texts.get(brief.brief_id, ()))
        for other in (one for one in offices().known if one != own):
            named = _naming(view.statements.get(brief.brief_id, []), own, other)
            if named and words_alone(other) not in words_alone(responsible):
                yield Raised(
                    "agency-doubtful",
                    view.brief_subject(brief.brief_id),
                    expected=own,
                    found=other,
                    source=tuple(dict.fromkeys(span for one in named for span in one.source)),
                )


def _naming(statements: list[Statement], own: str, other: str) -> list[Statement]:
    """The statements that name the other office where their section should name the own one alone."""
    groups = [one for one in statements if one.section == GROUP]
    own_group = any(_names(one, own) for one in groups) and not any(_names(one, other) for one in groups)
    sections = (*TARGETS, AIMS) if own_group else TARGETS
    return [
        one
        for one in statements
        if one.section in sections and _names(one, other) and (one.section == AIMS or not _names(one, own))
    ]


def _own(view: View, brief: Brief) -> str | None:
    """The office that a brief is of: its projects' agency, else the plan's organization, if the list knows it."""
    names = {agency.mark: agency.name for agency in view.profile.agencies}
    marks = {node.agency for node in view.projects_of.get(brief.brief_id, ())}
    named = [names.get(mark, "") for mark in marks if mark] or [view.plan.head.organization or ""]
    return next((name for name in offices().known if [name] == named), None)


def _names(statement: Statement, office: str) -> bool:
    return words_alone(office) in words_alone(statement.text)
