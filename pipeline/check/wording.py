"""One title or name told in other words: headings printed again, parts that tell one thing, units under two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from pipeline.check.view import Raised, View
from pipeline.similarity import edits, likeness, marked, words_alone
from schemas.finding import Severity
from schemas.language import language
from schemas.offices import offices
from schemas.plan import Node, Span, TocEntry

SMALL_EDIT = 3
"""Two titles that differ by at most this many letters are one title spelled in two ways."""
LARGEST_SHARE = 0.15
"""Of the shorter title's letters: of a short one, two letters are another word."""

SAME_ITEM = 0.85
"""Items of two lists that are numbered differently are one if they are this alike."""
MOST = 500
"""Units of one office that are compared, each with each; the largest office has a tenth of them."""

Wording = tuple[str, list[Span]]
"""A title in one wording, and every place where it is told so."""


def is_small_edit(one: str, other: str) -> bool:
    """Whether two titles are spellings of one: a few letters differ, and none of them is a digit."""
    if _digits(one) != _digits(other):
        return False
    shorter = min(len(words_alone(one)), len(words_alone(other)))
    return edits(one, other) <= min(SMALL_EDIT, LARGEST_SHARE * shorter)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def spelled(subject: str, one: Wording, other: Wording) -> Raised:
    """Two spellings of one title or name, with the edit marked."""
    return Raised(
        "spelling-suspect",
        subject,
        expected=one[0],
        found=other[0],
        source=(*one[1], *other[1]),
        more={"edit": marked(one[0], other[0])},
    )


def differing(subject: str, one: Wording, other: Wording, teller: str, severity: Severity | None = None) -> Raised:
    """Two wordings of one thing: two spellings where a small edit leads from one to the other, else a difference.

    `teller` (a subject, or a word of `kinds.toml`) is what tells the other; `severity` is of a difference.
    """
    if is_small_edit(one[0], other[0]):
        return spelled(subject, one, other)
    return Raised(
        "part-difference",
        subject,
        expected=one[0],
        found=other[0],
        source=(*one[1], *other[1]),
        severity=severity,
        more={"other": teller},
    )


def retold_headings(view: View) -> Iterator[Raised]:
    """Headings that the body prints again in other words than the contents, or than it mostly does."""
    for node in view.plan.nodes:
        wordings = _wordings(view.tellings.get(node.node_id, ()))
        if len(wordings) < 2:
            continue
        entry = _entry(view, node, wordings)
        usual = entry.title if entry else max(wordings, key=lambda one: len(one[1]))[0]
        reference = next(one for one in wordings if words_alone(one[0]) == words_alone(usual))
        for other in wordings:
            if other is not reference:
                yield _retold(view, node, reference, other, entry)


def _retold(view: View, node: Node, reference: Wording, other: Wording, entry: TocEntry | None) -> Raised:
    subject = view.subject(node)
    if entry and not is_small_edit(reference[0], other[0]):
        source = (*entry.source, *reference[1][:1], *other[1])
        return Raised("toc-title", subject, expected=entry.title, found=other[0], source=source)
    return differing(subject, (reference[0], reference[1][:1]), other, subject)


def _entry(view: View, node: Node, wordings: list[Wording]) -> TocEntry | None:
    """The entry of the contents that agrees with one of a heading's wordings."""
    told = {words_alone(title) for title, _ in wordings}
    listed = view.entries.get((node.kind, node.number), ())
    return next((entry for entry in listed if words_alone(entry.title) in told), None)


def _wordings(tellings: Iterable[tuple[str, Iterable[Span]]]) -> list[Wording]:
    """The wordings of a title in the order of their first places, each with all of its places."""
    found: dict[str, Wording] = {}
    for title, spans in tellings:
        found.setdefault(words_alone(title), (title, []))[1].extend(spans)
    return list(found.values())


def headings_of_parts(view: View) -> Iterator[Raised]:
    """Headings (of any kind but project) of one number that two parts tell in other words: one finding per wording."""
    for tellings in _by_number(view):
        told: set[str] = {words_alone(tellings[0].title or "")}
        for node in tellings[1:]:
            words = words_alone(node.title or "")
            if words not in told:
                told.add(words)
                alike = [one for one in tellings if words_alone(one.title or "") == words]
                yield _parts_differ(view, tellings[0], alike)


def renumbered_items(view: View) -> Iterator[Raised]:
    """Items of lists that two parts number differently and word differently, too: each with the one most like it."""
    for mine, theirs in view.renumbered:
        for node in mine:
            other = max(theirs, key=lambda one: likeness(node.title or "", one.title or ""))
            alike = likeness(node.title or "", other.title or "") >= SAME_ITEM
            if alike and words_alone(node.title or "") != words_alone(other.title or ""):
                yield _parts_differ(view, node, [other])


def _by_number(view: View) -> Iterator[list[Node]]:
    """Headings of one kind and number, the first of each part; only those that several parts tell.

    Items of lists that two parts number differently are compared by nobody: one number is not one item there.
    """
    found: dict[tuple[str, str], dict[str, Node]] = {}
    listed = {node.node_id for pair in view.renumbered for nodes in pair for node in nodes}
    for node in view.plan.nodes:
        if node.kind != "project" and node.title and node.node_id not in listed:
            found.setdefault((node.kind, node.number), {}).setdefault(node.part, node)
    yield from (list(parts.values()) for parts in found.values() if len(parts) > 1)


def _parts_differ(view: View, first: Node, others: list[Node]) -> Raised:
    one = (first.title or "", first.source[:1])
    other = (others[0].title or "", [span for node in others for span in node.source[:1]])
    return differing(view.subject(first), one, other, view.subject(others[0]))


def projects_of_parts(view: View) -> Iterator[Raised]:
    """Projects of which two parts spell the title in two ways; other words are no finding: schedules abbreviate."""
    told: set[frozenset[str]] = set()
    for link in view.plan.project_links:
        one, other = view.nodes[link.node_a], view.nodes[link.node_b]
        pair = frozenset((words_alone(one.title or ""), words_alone(other.title or "")))
        if one.title and other.title and len(pair) == 2 and pair not in told and is_small_edit(one.title, other.title):
            told.add(pair)
            yield spelled(view.subject(one), (one.title, one.source), (other.title, other.source))


def units(view: View) -> Iterator[Raised]:
    """Units of one office that are spelled in two ways, and printed spellings that the list knows as another's."""
    siblings: dict[str | None, list[tuple[str, str]]] = {}
    for unit in view.plan.units:
        siblings.setdefault(unit.parent_id, []).append((unit.name, unit.unit_id))
    listed = {words_alone(name) for known in offices().known.values() for name in known}
    for named in siblings.values():
        for one, other in combinations(named[:MOST], 2):
            alien = sum(words_alone(name) in listed for name, _ in (one, other))
            if alien == 0 and _one_unit(one[0], other[0]):
                yield _unit(view, one, other)
    yield from _aliases(view)


def _one_unit(one: str, other: str) -> bool:
    """Whether two names are spellings of one: a few letters differ, or the word for the kind of unit alone."""
    if words_alone(one) == words_alone(other):
        return False
    return is_small_edit(one, other) or _without_kind(one) == _without_kind(other) != ""


def _without_kind(name: str) -> str:
    words = sorted((word for kind in language().unit_kinds for word in kind.words), key=len, reverse=True)
    begun = next((word for word in words if name.startswith(word)), "")
    return words_alone(name[len(begun) :])


def _unit(view: View, one: tuple[str, str], other: tuple[str, str]) -> Raised:
    """The name that is printed more often is the one expected."""
    counted = Counter({pair: len(view.unit_places.get(pair[1], ())) for pair in (one, other)})
    (usual, _), (seldom, _) = counted.most_common()
    return spelled(
        f"unit {usual[0]}",
        (usual[0], view.unit_places.get(usual[1], [])[:1]),
        (seldom[0], view.unit_places.get(seldom[1], [])),
    )


def _aliases(view: View) -> Iterator[Raised]:
    """A spelling that the list knows for another name, in a plan that prints this name, too."""
    for printed, name in offices().named.items():
        places: dict[str, list[Span]] = {printed: [], name: []}
        for entry in view.plan.responsibilities:
            for spelling, spans in places.items():
                if words_alone(spelling) in words_alone(entry.text):
                    spans.extend(entry.source)
        if all(places.values()):
            yield spelled(f"unit {name}", (name, places[name][:1]), (printed, places[printed]))
