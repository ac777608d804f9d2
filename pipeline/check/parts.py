"""One plan told in several parts: what is lost, shifted or doubtful in one, and what two tell differently."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.people import TARGET_GROUP, people
from pipeline.check.view import Raised, View
from pipeline.similarity import likeness
from schemas.plan import Node, Statement
from schemas.profile import Part

SAME_WORDS = 0.55
"""Two target groups are tellings of one if their words, numbers apart, are at least this alike."""


def shifted_columns(view: View) -> Iterator[Raised]:
    """Rows that were read shifted and put right."""
    for note in view.notes.get("column-shift", ()):
        yield Raised(
            "column-shift",
            _row_subject(view, note.line_no, note.part),
            found=note.detail,
            source=view.spans_of([note.line_no]),
        )


def doubtful_agencies(view: View) -> Iterator[Raised]:
    """Marks that no agency has, and headings that name another agency than their part is of."""
    for note in view.notes.get("agency-doubtful", ()):
        yield Raised(
            "agency-doubtful",
            _row_subject(view, note.line_no, note.part, note.detail),
            expected=note.detail or None,
            found=_printed_mark(view, note.line_no),
            source=view.spans_of([note.line_no]),
        )
    names = {agency.mark: agency.name for agency in view.profile.agencies}
    starts = {f"parts.{place}.": part for place, part in enumerate(view.profile.parts, 1)}
    for role in (one for one in view.plan.line_roles if one.role == "part-heading"):
        part = next((one for rule, one in starts.items() if (role.rule or "").startswith(rule)), None)
        if part is None or part.agency is None:
            continue
        text = view.document.lines[role.line_no - 1].text
        named = _named_office(part, text)
        own = names.get(part.agency, "")
        if named and not own.endswith(named):
            yield Raised("agency-doubtful", part.name, expected=own, found=named, source=view.spans_of([role.line_no]))


def _named_office(part: Part, text: str) -> str | None:
    """The office that a part's heading names."""
    matches = (start.regex.search(text) for start in part.starts)
    return next((match["agency"] for match in matches if match and match.groupdict().get("agency")), None)


def _printed_mark(view: View, line: int) -> str | None:
    """The mark on a line that is misread; else those that no agency of the profile bears."""
    text = view.document.lines[line - 1].text
    misread = next((mark for agency in view.profile.agencies for mark in agency.misread if mark in text), None)
    known = {agency.mark for agency in view.profile.agencies}
    told = [node.agency for node in view.at_line.get(line, ()) if node.agency]
    foreign = [agency for agency in told if known.isdisjoint(agency.split("/"))]
    return misread or ", ".join(dict.fromkeys(foreign)) or None


def _row_subject(view: View, line: int, part: str, agency: str | None = None) -> str:
    """The first project that begins on a line (of `agency`, if given); else what goes on there; else the part."""
    there = [node for node in view.at_line.get(line, ()) if node.part == part and node.kind == "project"]
    begun = [node for node in there if node.source[0].first_line == line]
    node = next((one for one in (*begun, *there) if one.agency == agency), next(iter((*begun, *there)), None))
    if node is not None:
        return view.subject(node)
    owner = view.plan.line_roles[line - 1].owner_id or ""
    projects = view.projects_of.get(owner)
    return view.subject(projects[0]) if projects else part


def differences(view: View) -> Iterator[Raised]:
    """Numbers of people that two tellings of one project tell differently; one finding for each pair of tellings."""
    for link in view.plan.project_links:
        one, other = view.nodes[link.node_a], view.nodes[link.node_b]
        for mine, theirs in _pairs(view, one, other):
            first, second = people(view, mine), people(view, theirs)
            if first and second and first != second:
                yield Raised(
                    "part-difference",
                    view.subject(one),
                    expected=_told(first),
                    found=_told(second),
                    source=(*mine.source, *theirs.source),
                    more={"other": view.subject(other)},
                )


def _pairs(view: View, one: Node, other: Node) -> Iterator[tuple[Statement, Statement]]:
    """Target groups of two tellings that are the same: as many on both sides, in the same order, in like words."""
    mine, theirs = view.of_project(one, TARGET_GROUP), view.of_project(other, TARGET_GROUP)
    if len(mine) != len(theirs):
        return
    for left, right in zip(mine, theirs, strict=True):
        if likeness(_words(left.text), _words(right.text)) >= SAME_WORDS:
            yield left, right


def _words(text: str) -> str:
    return "".join(letter for letter in text if not letter.isdigit())


def _told(people: list[float]) -> str:
    return ", ".join(f"{one:g}" for one in people)
