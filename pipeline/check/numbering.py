"""Running numbers: complete, given once, and continuing their parent's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from pipeline.check.view import Raised, View
from pipeline.numerals import find_numbers
from pipeline.similarity import words_alone
from schemas.plan import Node, Statement, TocEntry

ACTIVITY = "activity"
_LISTED = re.compile(r"^\s*(\d{1,2})[.)]\s*(?!\d)")
_LAST = re.compile(r"(?:^|[./ ])(\d+)$")
LONGEST_NUMBER = 9
"""Digits; more of them are no running number, and Python reads no number of thousands."""
WORD_BEFORE = 24
"""Characters; a heading's word and what a code has before its last number."""
LISTED = 10
"""So many missing numbers are listed; a number that was misread leaves out thousands."""

Series = tuple[str, str, str | None]
"""Part, kind and agency of nodes whose numbers may run on through several parents."""


def _running(node: Node) -> int | None:
    found = _LAST.search(node.number)
    return int(found[1]) if found and len(found[1]) <= LONGEST_NUMBER else None


def _prefix(node: Node) -> str:
    return _LAST.sub("", node.number)


def gaps(view: View) -> Iterator[Raised]:
    """The first number that is missing among the children of one parent; at most `LISTED` missing ones are told.

    A list in a table's cell may begin at any number: an automatic list counts on from the table before. The entries of
    a table of projects may be numbered through all of its headings, and so may headings under different parents.
    """
    last: dict[Series, int] = {}  # of the family before
    through = _through(view)
    for siblings in _families(view):
        if siblings[0].part in view.incomplete:
            continue  # pages are lost: that is reported, and it is why numbers are missing
        bearers = {number: node for node in reversed(siblings) if (number := _running(node)) is not None}
        present = sorted(bearers)
        key = _series(siblings[0])
        runs_on = bool(present) and (view.is_entry(siblings[0]) or key in through) and last.get(key) == present[0] - 1
        start = present[0] - 1 if present and (runs_on or view.is_listed(siblings[0])) else 0
        last[key] = present[-1] if present else 0
        missing = list(islice(_missing(present, start), LISTED + 1))
        if view.profile.fallback:
            missing = [number for number in missing if _is_surely_missing(view, number, bearers)]
        if not missing:
            continue
        after = bearers[next(number for number in present if number > missing[0])]
        before = _LAST.sub(lambda last: last[0].removesuffix(last[1]), view.subject(after))
        yield Raised(
            "number-gap",
            f"{before}{missing[0]}",
            expected=", ".join(map(str, missing[:LISTED])) + (", …" if len(missing) > LISTED else ""),
            found=", ".join(map(str, present)),
            source=tuple(node.source[0] for node in siblings),
        )


def _series(node: Node) -> Series:
    return node.part, node.kind, node.agency


def _through(view: View) -> set[Series]:
    """The series in which numbers rise through all parents: none starts anew anywhere."""
    numbers: dict[Series, list[int]] = {}
    for node in view.plan.nodes:
        numbers.setdefault(_series(node), []).append(_running(node) or 0)
    return {series for series, found in numbers.items() if all(one < other for one, other in pairwise(found))}


def entries(view: View) -> Iterator[Raised]:
    """Numbers that the contents leave out between two entries that stand one after the other."""
    numbered = [(number, entry) for entry in view.plan.toc_entries if (number := _entry_number(entry)) is not None]
    if view.profile.fallback:
        return
    for (before, first), (after, second) in pairwise(numbered):
        if before + 1 < after <= before + LISTED and second.ordinal == first.ordinal + 1:
            yield Raised(
                "number-gap",
                f"contents {before + 1}",
                expected=", ".join(map(str, range(before + 1, after))),
                found=f"{before}, {after}",
                source=(*first.source, *second.source),
            )


def _entry_number(entry: TocEntry) -> int | None:
    """The running number before an entry that is no heading of the plan's tree: `3. Goals`."""
    found = _LISTED.match(entry.title) if entry.number is None else None
    return int(found[1]) if found else None


def activities(view: View) -> Iterator[Raised]:
    """Numbers that a project's activities leave out, and that no mark in its lines bears.

    Parts of which pages are lost have their own finding.
    """
    for node_id, found in numbered_activities(view).items():
        node = view.nodes[node_id]
        missing = list(islice(_missing(sorted(found), 0), LISTED))
        if not missing or node.part in view.incomplete:
            continue
        sources = tuple(dict.fromkeys(span for one in found.values() for span in one.source))
        lines = range(min(one.first_line for one in sources), max(one.last_line for one in sources) + 1)
        text = " ".join(words_alone(view.document.lines[line - 1].text) for line in lines)
        lost = [number for number in missing if not _bears(text, next(iter(found.values())).marker or "", number)]
        if lost:
            yield Raised(
                "number-gap",
                view.subject(node),
                expected=", ".join(map(str, lost)),
                found=", ".join(map(str, sorted(found))),
                source=sources,
            )


def _bears(text: str, mark: str, number: int) -> bool:
    """Whether a text without blanks has a mark like `mark` with another number."""
    word = "".join(letter for letter in words_alone(mark) if not letter.isdigit())
    return re.search(rf"{re.escape(word)}{number}(?!\d)", text) is not None


def numbered_activities(view: View) -> dict[str, dict[int, Statement]]:
    """Project's node id -> its activities by the number in their marks: `activity 2`, and no bare number."""
    found: dict[str, dict[int, Statement]] = {}
    for one in view.plan.statements:
        number = _marked(one.marker or "") if one.section == ACTIVITY else None
        if one.node_id and number is not None:
            found.setdefault(one.node_id, {}).setdefault(number, one)
    return found


def _marked(mark: str) -> int | None:
    """The number behind the word in an item's mark; None where the mark has none, or no word."""
    numbers = find_numbers(mark)
    word = any(letter.isalpha() for letter in mark)
    return int(numbers[0].value) if word and len(numbers) == 1 else None


def _is_surely_missing(view: View, number: int, bearers: dict[int, Node]) -> bool:
    """Whether a number is missing where only the layout told headings: both its neighbours are some, and no line
    between them begins with it.
    """
    before, after = bearers.get(number - 1), bearers.get(number + 1)
    if before is None or after is None:
        return False
    between = view.document.lines[before.source[0].first_line : after.source[0].first_line]
    begins = re.compile(rf"^.{{0,{WORD_BEFORE}}}(?<!\d){number}(?!\d)")
    return not any(begins.search(line.text) for line in between)


def _missing(present: list[int], start: int) -> Iterator[int]:
    """The numbers behind `start` that are left out between neighbours of a sorted list."""
    for before, after in pairwise([start, *present]):
        yield from range(before + 1, after)


def _families(view: View) -> Iterator[list[Node]]:
    """Nodes of one kind whose numbers run on in one series, in reading order."""
    series: dict[tuple[str, str, str, str | None], list[Node]] = {}
    for node in view.plan.nodes:
        series.setdefault((node.part, node.kind, _prefix(node), node.agency), []).append(node)
    yield from series.values()


def duplicates(view: View) -> Iterator[Raised]:
    """A number that different things bear. Where only the layout told headings, numbering may start anew without any
    sign: there the second must follow right upon the first, in other words.
    """
    first: dict[tuple[str, str, str, str | None], Node] = {}
    last: dict[tuple[str, str, str], Node] = {}
    for node in view.plan.nodes:
        other = first.setdefault((node.part, node.kind, node.number, node.agency), node)
        before = last.get((node.part, node.kind, _prefix(node)))
        last[node.part, node.kind, _prefix(node)] = node
        anew = view.profile.fallback and (before is not other or other.title == node.title)
        if other is not node and not anew:
            yield Raised(
                "number-duplicate",
                view.subject(node),
                expected=other.title,
                found=node.title,
                source=(other.source[0], node.source[0]),
            )


def parents(view: View) -> Iterator[Raised]:
    """A number that does not begin with its parent's, or a heading that has no parent though the plan has such."""
    above = view.profile.parent_kinds()
    told = {node.kind for node in view.plan.nodes}
    for node in view.plan.nodes:
        kind = above.get(node.kind)
        if kind is None:
            continue
        parent = view.nodes.get(node.parent_id or "")
        if parent is None and (node.part in view.incomplete or not told & set(view.profile.kinds_above[node.kind])):
            continue  # the page with the parent is lost, or the plan has nothing that could stand above
        wanted = _prefix(node)
        if (parent is not None and parent.number == wanted) or (not wanted and view.is_listed(node)):
            continue
        yield Raised(
            "number-parent",
            view.subject(node),
            expected=f"{kind} {wanted}".strip(),
            found=view.subject(parent) if parent else None,
            source=(node.source[0], *(parent.source[:1] if parent else ())),
        )
