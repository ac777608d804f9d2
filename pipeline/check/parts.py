"""One plan told in several parts: what is lost, shifted or doubtful in one, and what two tell differently."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from pipeline.numerals import find_numbers
from pipeline.similarity import likeness
from schemas.plan import Node, Statement
from schemas.profile import Part

BUNDLED = 0.6
"""An activity of a bundle is the project whose title is at least this like it."""
SAME_WORDS = 0.55
"""Two target groups are tellings of one if their words, numbers apart, are at least this alike."""
SHARED = "target_group"
"""The section whose numbers of people are compared and added up."""


def lost_pages(view: View) -> Iterator[Raised]:
    """Parts of which pages are lost: rows begin in the middle, and the contents give the part more pages."""
    gaps: dict[str, list[int]] = {}
    for note in view.notes.get("page-gap", ()):
        gaps.setdefault(note.part, []).append(note.line_no)
    for part, lines in gaps.items():
        expected, found = _pages(view, part)
        yield Raised(
            "page-missing",
            part,
            expected=str(expected) if expected else None,
            found=str(found) if found else None,
            source=view.spans_of(sorted(lines)),
        )


def _pages(view: View, part: str) -> tuple[int | None, int | None]:
    """How many pages the contents give a part, and how many of its table's pages are there at most."""
    rule = next((one for one in view.profile.parts if one.name == part), None)
    there = next((int(note.detail) for note in view.notes.get("table-pages", ()) if note.part == part), None)
    if rule is None or rule.contents is None:
        return None, there
    listed = [entry for entry in view.plan.toc_entries if entry.printed_page and entry.printed_page.isdigit()]
    own = next((place for place, entry in enumerate(listed) if rule.contents.regex.search(entry.title)), None)
    after = next((entry for entry in listed[own + 1 :] if entry.number is None), None) if own is not None else None
    if own is None or after is None:
        return None, there
    return int(after.printed_page or 0) - int(listed[own].printed_page or 0), there


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
            first, second = _people(view, mine), _people(view, theirs)
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
    mine, theirs = view.of_project(one, SHARED), view.of_project(other, SHARED)
    if len(mine) != len(theirs):
        return
    for left, right in zip(mine, theirs, strict=True):
        if likeness(_words(left.text), _words(right.text)) >= SAME_WORDS:
            yield left, right


def _words(text: str) -> str:
    return "".join(letter for letter in text if not letter.isdigit())


def _people(view: View, statement: Statement) -> list[float]:
    """The numbers of people that a statement tells; none where one of them could not be read for sure."""
    told = [one for one in view.quantities.get(statement.statement_id, ()) if one.unit and one.value_high is None]
    return [] if any(one.value is None for one in told) else [one.value for one in told if one.value is not None]


def _told(people: list[float]) -> str:
    return ", ".join(f"{one:g}" for one in people)


def totals(view: View) -> Iterator[Raised]:
    """Totals in a unit's cell that the numbers of the same projects elsewhere do not add up to.

    Silent where one of them is not told: then nothing can be said of the sum.
    """
    for brief in view.plan.briefs:
        told = next((one for one in view.statements.get(brief.brief_id, ()) if one.unit), None)
        claimed = _unit_total(told) if told else None
        if told is None or claimed is None:
            continue
        addends, complete = _addends(view, brief.brief_id)
        total = sum(one for one, _ in addends)
        if len(addends) > 1 and complete and total != claimed:
            yield Raised(
                "total-mismatch",
                view.brief_subject(brief.brief_id),
                expected=f"{claimed:g}",
                found=f"{total:g}",
                source=(*told.source, *(span for _, statement in addends for span in statement.source)),
                more={"sum": " + ".join(f"{one:g}" for one, _ in addends)},
            )


def _unit_total(told: Statement) -> float | None:
    """The second of two numbers in a unit's cell: `5 times/ 238 people` is about 238 people."""
    numbers = find_numbers((told.unit or "").replace("/", " "))
    return float(numbers[-1].value) if len(numbers) == 2 else None


def _addends(view: View, brief_id: str) -> tuple[list[tuple[float, Statement]], bool]:
    """The numbers of people of the projects that a brief tells again, and whether each tells all of its own."""
    found: list[tuple[float, Statement]] = []
    complete = True
    for node in _told_elsewhere(view, brief_id):
        for statement in view.of_project(node, SHARED):
            numbers = _people(view, statement)
            found += [(number, statement) for number in numbers]
            complete = complete and bool(numbers)
        complete = complete and bool(view.of_project(node, SHARED))
    return found, complete


def _told_elsewhere(view: View, brief_id: str) -> list[Node]:
    """The projects of a complete part that a brief's projects, or the activities of a bundle, tell again."""
    mine = view.projects_of.get(brief_id, [])
    agencies = {node.agency for node in mine}
    found = [
        view.nodes[one]
        for node in mine
        for one in view.retellings.get(node.node_id, ())
        if view.nodes[one].part not in view.incomplete
    ]
    found = _of_one_part(view, found, agencies)
    bundled = [one.text for one in view.statements.get(brief_id, ()) if one.section == "activity"]
    if found or not bundled:
        return found
    others = [
        node
        for node in view.plan.nodes
        if node.kind == "project" and node.agency in agencies and node.part not in view.incomplete and node.title
        if view.of_project(node, SHARED)
    ]
    others = _of_one_part(view, others, agencies)
    named = (max(others, key=lambda node: likeness(node.title or "", text), default=None) for text in bundled)
    return [
        node for text, node in zip(bundled, named, strict=True) if node and likeness(node.title or "", text) >= BUNDLED
    ]


def _of_one_part(view: View, nodes: list[Node], agencies: set[str | None]) -> list[Node]:
    """The nodes of one part, so that nobody is counted twice: of the agency's own part if there is one."""
    own = {part.name for part in view.profile.parts if part.agency in agencies and part.agency is not None}
    parts = list(dict.fromkeys(node.part for node in nodes))
    chosen = next((part for part in parts if part in own), next(iter(parts), None))
    return [node for node in nodes if node.part == chosen]
