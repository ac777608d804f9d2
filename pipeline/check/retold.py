"""What two parts tell of one project or one heading besides its number of people: titles, places, activities, goals."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.numbering import numbered_activities
from pipeline.check.view import Raised, View
from pipeline.check.wording import differing, is_small_edit
from pipeline.similarity import containment, words_alone
from schemas.plan import Node, ProjectLink, Span, Statement

CONTAINED = 0.97
"""A title of which so much stands in one stretch of the other is the same, only shorter: schedules abbreviate."""
SURE = 0.85
"""Two titles this alike are of one project, whatever else is like them."""
PROJECT = "project"


def project_titles(view: View) -> Iterator[Raised]:
    """Projects of which two parts tell the title in other words; spellings are told elsewhere, shorter ones nowhere."""
    told: set[frozenset[str]] = set()
    for link in _sure_links(view):
        one, other = view.nodes[link.node_a], view.nodes[link.node_b]
        mine, theirs = one.title or "", other.title or ""
        pair = frozenset((words_alone(mine), words_alone(theirs)))
        if "" in pair or len(pair) < 2 or pair in told or is_small_edit(mine, theirs):
            continue
        told.add(pair)
        if containment(mine, theirs) < CONTAINED:
            wordings = (mine, one.source), (theirs, other.source)
            yield differing(view.subject(one), *wordings, view.subject(other), "info")


def places_of_projects(view: View) -> Iterator[Raised]:
    """Projects that two tables of one kind number differently (told once), or that one of them has not.

    Nothing is told of a part of which pages are lost: what is not there may have stood on them.
    """
    others: dict[str, list[Node]] = {}
    for link in _sure_links(view):
        others.setdefault(link.node_a, []).append(view.nodes[link.node_b])
        others.setdefault(link.node_b, []).append(view.nodes[link.node_a])
    for node in (one for one in view.plan.nodes if one.kind == PROJECT):
        for part in _parts_like(view, node):
            linked = [one for one in others.get(node.node_id, ()) if one.part == part]
            heading = _heading_in(view, node, part)
            if heading is None or part in view.incomplete or any(one.number == node.number for one in linked):
                continue
            if linked and linked[0].ordinal < node.ordinal:
                continue
            nearest = linked[0] if linked else _namesake(view, node, part, others) or heading
            if nearest.kind == PROJECT and not linked and nearest.ordinal < node.ordinal:
                continue
            yield Raised(
                "part-difference",
                view.subject(node),
                expected=node.number if linked else node.title,
                found=nearest.number if linked else nearest.title if nearest is not heading else None,
                source=(*node.source[:1], *nearest.source[:1]),
                more={"other": view.subject(nearest)},
            )


def _namesake(view: View, node: Node, part: str, others: dict[str, list[Node]]) -> Node | None:
    """The project that has the node's number in another part, and is told by no other project of the node's part."""
    found = next((one for one in view.numbered.get((node.kind, node.number), ()) if one.part == part), None)
    if found is None or any(one.part == node.part for one in others.get(found.node_id, ())):
        return None
    return found


def _sure_links(view: View) -> list[ProjectLink]:
    """The links without those in poor words of which another project of the same part has the better one."""
    best: dict[tuple[str, str], float] = {}
    for link in view.plan.project_links:
        one, other = view.nodes[link.node_a], view.nodes[link.node_b]
        for key in ((one.node_id, other.part), (other.node_id, one.part)):
            best[key] = max(best.get(key, 0.0), link.similarity)
    return [
        link
        for link in view.plan.project_links
        if link.similarity >= SURE
        or link.similarity
        == best[link.node_a, view.nodes[link.node_b].part]
        == best[link.node_b, view.nodes[link.node_a].part]
    ]


def _parts_like(view: View, node: Node) -> list[str]:
    """The other parts that are tables of the same kind and tell projects of the node's agency, or of every one."""
    own = view.grid(node.part)
    if own is None or own.rows != "nodes":
        return []
    agencies = {part.name: part.agency for part in view.profile.parts}
    marks = (node.agency or "").split("/")
    shared = {part for part in view.parts if part != node.part and view.grid(part) is own}
    return [part for part in view.parts if part in shared and (agencies.get(part) or marks[0]) in marks]


def _heading_in(view: View, node: Node, part: str) -> Node | None:
    """The heading of the same number as the node's own, in another part."""
    above = view.nodes.get(node.parent_id or "")
    if above is None:
        return None
    return next((one for one in view.numbered.get((above.kind, above.number), ()) if one.part == part), None)


def activities(view: View) -> Iterator[Raised]:
    """Numbered activities of a project that another telling of it leaves out; one finding for each telling."""
    listed = numbered_activities(view)
    told: set[str] = set()
    for link in _sure_links(view):
        mine, theirs = listed.get(link.node_a, {}), listed.get(link.node_b, {})
        fuller, short = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
        lacking = link.node_a if short is mine else link.node_b
        full = link.node_b if short is mine else link.node_a
        if not short or lacking in told or not set(short) < set(fuller):
            continue
        told.add(lacking)
        yield Raised(
            "part-difference",
            view.subject(view.nodes[lacking]),
            expected=_numbers(short),
            found=_numbers(fuller),
            source=(*_places(short), *_places(fuller)),
            more={"other": view.subject(view.nodes[full])},
        )


def _numbers(listed: dict[int, Statement]) -> str:
    """What an activity list has, told by its marks."""
    return ", ".join(listed[number].marker or str(number) for number in sorted(listed))


def _places(listed: dict[int, Statement]) -> Iterator[Span]:
    yield from dict.fromkeys(span for one in listed.values() for span in one.source[:1])


def sayings_of_headings(view: View) -> Iterator[Raised]:
    """What two parts say of one heading (an issue's goal) in other words: one finding for each wording."""
    said: dict[tuple[str, str, str], dict[str, list[tuple[Node, Statement]]]] = {}
    for one in view.plan.statements:
        node = view.nodes.get(one.node_id or "")
        if one.brief_id is None and node is not None and node.kind != PROJECT and one.parent_id is None:
            said.setdefault((node.kind, node.number, one.section), {}).setdefault(node.part, []).append((node, one))
    for parts in said.values():
        alone = [items[0] for items in parts.values() if len(items) == 1]
        if len(alone) == len(parts) > 1:
            yield from _wordings(view, alone)


def _wordings(view: View, said: list[tuple[Node, Statement]]) -> Iterator[Raised]:
    first, mine = said[0]
    told = {words_alone(mine.text)}
    for node, other in said[1:]:
        words = words_alone(other.text)
        if words not in told:
            told.add(words)
            places = [span for _, one in said if words_alone(one.text) == words for span in one.source]
            wordings = (mine.text, mine.source), (other.text, places)
            yield differing(view.subject(first), *wordings, view.subject(node))
