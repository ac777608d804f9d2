"""Targets of one office that name another office alone: text that was copied from another's plan."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from pipeline.similarity import words_alone
from schemas.offices import offices
from schemas.plan import Brief, Statement

TARGETS = ("target_group", "indicator", "output", "outcome", "goal")
"""Sections that say what the plan's own office is to reach."""


def targets(view: View) -> Iterator[Raised]:
    """One finding for each brief: the other office, and every target that names it and not the plan's own.

    Silent where the plan is nobody's or of an office that the list does not know, and where the other is responsible.
    """
    for brief in view.plan.briefs:
        own = _own(view, brief)
        if own is None:
            continue
        responsible = " ".join(view.responsible_texts.get(brief.brief_id, ()))
        for other in offices().known:
            named = [
                one
                for one in view.statements.get(brief.brief_id, ())
                if one.section in TARGETS and _names(one, other) and not _names(one, own)
            ]
            if other != own and named and words_alone(other) not in words_alone(responsible):
                yield Raised(
                    "agency-doubtful",
                    view.brief_subject(brief.brief_id),
                    expected=own,
                    found=other,
                    source=tuple(dict.fromkeys(span for one in named for span in one.source)),
                )


def _own(view: View, brief: Brief) -> str | None:
    """The office that a brief is of: its projects' agency, else the plan's organization, if the list knows it."""
    names = {agency.mark: agency.name for agency in view.profile.agencies}
    marks = {node.agency for node in view.projects_of.get(brief.brief_id, ())}
    named = [names.get(mark, "") for mark in marks if mark] or [view.plan.head.organization or ""]
    return next((name for name in offices().known if [name] == named), None)


def _names(statement: Statement, office: str) -> bool:
    return words_alone(office) in words_alone(statement.text)
