"""Sections that a write-up must have, and the heads of its tables."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from schemas.plan import Brief
from schemas.profile import Section


def required_sections(view: View) -> Iterator[Raised]:
    """Required sections that a brief lacks; one that most of the plan's write-ups do without is none of it."""
    present = _present(view)
    required = [
        section
        for section in view.profile.sections
        if section.required and view.is_usual({brief for brief, names in present.items() if section.name in names})
    ]
    for brief in view.plan.briefs:
        if brief.brief_id not in view.projects_of:
            continue
        for section in required:
            if section.name not in present[brief.brief_id]:
                yield Raised(
                    "section-missing",
                    view.brief_subject(brief.brief_id),
                    expected=_label(section),
                    source=view.heading_of(brief),
                )


def _label(section: Section) -> str:
    """How a section is headed: the example of its first label, without the text behind it."""
    label = section.labels[0]
    example = label.examples[0]
    found = label.regex.search(example)
    if found and found.groupdict().get("rest"):
        example = example[: found.start("rest")]
    return example.strip(" :")


def _present(view: View) -> dict[str, set[str]]:
    """Brief id -> the names of the sections that it has something of."""
    found: dict[str, set[str]] = {brief.brief_id: _of_brief(brief) for brief in view.plan.briefs}
    for statement in view.plan.statements:
        if statement.brief_id:
            found[statement.brief_id].add(statement.section.removesuffix("_note"))
    for entry in view.plan.responsibilities:
        found[entry.brief_id].add("responsible")
    for rubric in view.plan.rubrics:
        if rubric.brief_id:
            found[rubric.brief_id].add("rubric")
    return found


def _of_brief(brief: Brief) -> set[str]:
    names = {"rationale"} if brief.rationale else set()
    return names | ({"period"} if brief.start_date or brief.end_date else set())


def duplicate_headers(view: View) -> Iterator[Raised]:
    """Tables of which two columns bear one name where the profile knows two."""
    rules = {f"tables.{place}": table for place, table in enumerate(view.profile.tables, 1)}
    for role in view.plan.line_roles:
        if role.role != "table-header" or role.rule not in rules:
            continue
        line = view.document.lines[role.line_no - 1]
        heads = [cell.replace("**", "").strip() for cell in line.cells or ()]
        for place, head in enumerate(heads):
            if head and head in heads[:place]:
                yield Raised(
                    "header-duplicate",
                    view.brief_subject(role.owner_id),
                    expected=rules[role.rule].columns[place].headers[0].examples[0],
                    found=head,
                    source=view.spans_of([role.line_no]),
                )
