"""Projects that stand under several parents of one part."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from pipeline.similarity import likeness, runs_shared, words_alone
from schemas.plan import Node, Quantity, Statement

SAME_TITLE = 0.9
"""Titles at least this alike are spellings of one: an OCR text misreads a letter in ten."""
LIKE_TITLE = 0.87
"""The same where something else than the title says that they are one project."""
WINDOW, STRIDE = 12, 6
"""Letters. Titles are only compared where a stretch of one stands in the other: each with each would take minutes."""
COMMON = 40
"""A stretch that so many titles hold is a phrase of the family, and no evidence."""
SHARED = "target_group"
SAME_GROUP = 0.8
"""Target groups are tellings of one if the shorter text shares so many of its runs with the longer one."""


def projects(view: View) -> Iterator[Raised]:
    """One finding for each project that several parents have: the first is its subject, the others are `found`.

    Another for each target group of which it tells other numbers there.
    """
    for first, *others in _repeated(view):
        yield Raised(
            "project-repeated",
            view.subject(first),
            expected=first.title,
            found=", ".join(node.number for node in others),
            source=(*first.source[:1], *(node.source[0] for node in others)),
        )
        for other in others:
            yield from _other_numbers(view, first, other)


def _other_numbers(view: View, first: Node, other: Node) -> Iterator[Raised]:
    """Numbers of people that two places of one project tell differently of one target group."""
    for mine, theirs in _groups_told_twice(view, first, other):
        yield Raised(
            "target-conflict",
            view.subject(first),
            expected=f"{mine[1].value:g}",
            found=f"{theirs[1].value:g}",
            source=(*mine[0].source, *theirs[0].source),
            more={"unit": mine[1].unit or ""},
        )


Told = tuple[Statement, Quantity]


def _groups_told_twice(view: View, one: Node, other: Node) -> Iterator[tuple[Told, Told]]:
    for mine in _alone(view, one):
        for theirs in _alone(view, other):
            one_text, other_text = (told[0].text.replace(told[1].text, "") for told in (mine, theirs))
            differ = mine[1].value != theirs[1].value and mine[1].unit == theirs[1].unit
            if differ and runs_shared(one_text, other_text)[0] >= SAME_GROUP:
                yield mine, theirs


def _alone(view: View, node: Node) -> list[Told]:
    """The only target group of a project, if it has one number: of several, nobody knows which is which."""
    listed = [one for one in view.of_project(node, SHARED) if one.node_id == node.node_id]
    told = [(one, quantity) for one in listed for quantity in view.quantities.get(one.statement_id, ())]
    return told if len(listed) == len(told) == 1 and told[0][1].value_high is None else []


def _repeated(view: View) -> list[list[Node]]:
    """Projects of one part and agency with nearly one title, under different parents; in reading order."""
    groups: dict[str, list[Node]] = {}
    windows: dict[str, list[Node]] = {}
    for node in view.plan.nodes:
        if node.kind != "project" or not node.title:
            continue
        first = next((one for one in _likely(node, windows) if _is_one(view, one, node)), None)
        if first is not None and first.parent_id != node.parent_id:
            groups.setdefault(first.node_id, [first]).append(node)
        elif first is None:
            for window in _windows(node, 1):
                windows.setdefault(window, []).append(node)
    return list(groups.values())


def _windows(node: Node, stride: int) -> set[str]:
    letters = words_alone(node.title or "")
    return {letters[place : place + WINDOW] for place in range(0, max(1, len(letters) - WINDOW + 1), stride)}


def _likely(node: Node, windows: dict[str, list[Node]]) -> list[Node]:
    """The projects before `node` whose titles hold a stretch of its title."""
    found: dict[str, Node] = {}
    for window in sorted(_windows(node, STRIDE)):
        listed = windows.get(window, [])
        if len(listed) <= COMMON:
            found |= {one.node_id: one for one in listed}
    return list(found.values())


def _is_one(view: View, one: Node, other: Node) -> bool:
    agencies = not one.agency or not other.agency or one.agency == other.agency
    if one.part != other.part or not agencies or _digits(one) != _digits(other):
        return False  # rounds and editions are told apart by their numbers
    alike = likeness(one.title or "", other.title or "")
    return alike >= SAME_TITLE or (
        alike >= LIKE_TITLE and (_same_people(view, one, other) or _told_as_one(view, one, other))
    )


def _digits(node: Node) -> str:
    return "".join(letter for letter in node.title or "" if letter.isdigit())


def _same_people(view: View, one: Node, other: Node) -> bool:
    """Whether two projects are for the same people, in number and in words."""
    mine, theirs = ([words_alone(told[0].text) for told in _alone(view, node)] for node in (one, other))
    return bool(mine) and mine == theirs


def _told_as_one(view: View, one: Node, other: Node) -> bool:
    """Whether another part tells both as projects of one title."""
    mine, theirs = (
        {view.nodes[told].title or "" for told in view.retellings.get(node.node_id, ())} for node in (one, other)
    )
    return any(likeness(first, second) >= SAME_TITLE for first in mine for second in theirs)
