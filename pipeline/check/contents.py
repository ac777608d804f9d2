"""The table of contents against the body."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.check.wording import is_small_edit, spelled
from pipeline.similarity import edits, words_alone
from schemas.plan import Node, Span, TocEntry

PAGED = "application/pdf"
"""The kind of file whose pages are those of the print."""


def entries_and_headings(view: View) -> Iterator[Raised]:
    """Headings without an entry, and entries without a heading, of the kinds that the contents list.

    An entry whose number is another entry's, and whose title no heading of that number bears, has no heading.
    """
    listed = view.entries
    kinds = {kind for kind, _ in listed}
    for node in view.plan.nodes:
        if node.kind in kinds and (node.kind, node.number) not in listed:
            yield Raised("toc-missing", view.subject(node), found=node.title, source=tuple(node.source[:1]))
    for entry, meant in _compared(view):
        if meant is None:
            yield Raised("toc-extra", f"{entry.kind} {entry.number}", expected=entry.title, source=tuple(entry.source))


def titles(view: View) -> Iterator[Raised]:
    """Titles that the contents tell in other words than every heading of that number does, in any part."""
    for entry, node in _compared(view):
        if node is not None and (tellings := _tellings(view, node)) and not _goes_on(view, entry, tellings):
            yield _title(view, entry, node, tellings)


def _goes_on(view: View, entry: TocEntry, tellings: list[Telling]) -> bool:
    """Whether the next entry, which has no page, is the rest of a title that was wrapped behind its page."""
    rest = next((one for one in view.plan.toc_entries if one.ordinal == entry.ordinal + 1), None)
    if rest is None or rest.printed_page is not None or rest.number is not None:
        return False
    return words_alone(entry.title + rest.title) in {words_alone(title) for title, _ in tellings}


Telling = tuple[str, list[Span]]
"""A title in the words of one place, and that place."""


def _compared(view: View) -> Iterator[tuple[TocEntry, Node | None]]:
    """Each entry that agrees with no heading of its kind and number, with the heading that it means, if any.

    Where several entries bear one number, each heading is meant by one of them: the one that agrees, else the nearest.
    """
    headings = view.numbered
    for key, entries in view.entries.items():
        agreeing: list[TocEntry] = []
        left: list[Node] = []
        titles = {id(entry): words_alone(entry.title) for entry in entries}
        for node in headings.get(key, ()):
            told = {words_alone(title) for title, _ in _tellings(view, node)}
            same = [entry for entry in entries if titles[id(entry)] in told]
            agreeing += same
            if not same:
                left.append(node)
        known = {titles[id(entry)] for entry in agreeing}
        others = [entry for entry in entries if titles[id(entry)] not in known]
        yield from _matched(view, others, left)


def _matched(view: View, entries: list[TocEntry], nodes: list[Node]) -> Iterator[tuple[TocEntry, Node | None]]:
    """Entries with the heading that each means: a heading takes the nearest entry that is left; None: none is left."""
    meant: dict[int, Node] = {}
    for node in nodes:
        free = [entry for entry in entries if id(entry) not in meant]
        if not free:
            break
        meant[id(min(free, key=lambda entry: _distance(view, entry, node)))] = node
    yield from ((entry, meant.get(id(entry))) for entry in entries)


def _distance(view: View, entry: TocEntry, node: Node) -> int:
    return min((edits(title, entry.title) for title, _ in _tellings(view, node)), default=len(entry.title))


def _tellings(view: View, node: Node) -> list[Telling]:
    """A heading's title in the words of each of its places."""
    return view.tellings.get(node.node_id) or ([(node.title, node.source)] if node.title else [])


def _title(view: View, entry: TocEntry, node: Node, tellings: list[Telling]) -> Raised:
    title, source = min(tellings, key=lambda told: edits(told[0], entry.title))
    if is_small_edit(title, entry.title):
        return spelled(view.subject(node), (entry.title, entry.source), (title, source))
    return Raised("toc-title", view.subject(node), expected=entry.title, found=title, source=(*entry.source, *source))


def page_order(view: View) -> Iterator[Raised]:
    """Entries after which the printed pages fall. The one out of order is the one whose removal mends the order."""
    pages = [
        (int(entry.printed_page), entry)
        for entry in view.plan.toc_entries
        if entry.printed_page and entry.printed_page.isdigit()
    ]
    for place in range(1, len(pages)):
        (before, first), (page, second) = pages[place - 1], pages[place]
        if page >= before:
            continue
        mended = place == 1 or pages[place - 2][0] <= page
        wrong = first if mended else second
        yield Raised(
            "toc-page-order",
            f"{wrong.kind} {wrong.number}" if wrong.number else PLAN,
            expected=str(before),
            found=str(page),
            source=(*first.source, *second.source),
            more={"why": "toc-falls"},
        )


def page_of_headings(view: View) -> Iterator[Raised]:
    """Pages of the contents that do not fit the pages on which the headings stand, in no part that has the headings.

    Told only of headings that begin their pages: then the distance from one to the next is that of the contents. A text
    does not tell its pages surely, and a plan of which pages are lost has no pages to compare.
    """
    if view.document.media_type != PAGED or view.incomplete:
        return
    listed = {
        (entry.kind, entry.number): (int(entry.printed_page), entry)
        for entry in view.plan.toc_entries
        if entry.number and entry.printed_page and entry.printed_page.isdigit()
    }
    wrong: list[Raised] = []
    for part in view.parts:
        nodes = [node for node in view.plan.nodes if node.part == part and (node.kind, node.number) in listed]
        pages = [(listed[node.kind, node.number][0], page) for node in nodes if (page := _begins_page(view, node))]
        if len(pages) < 2 or len(pages) < len(nodes):
            continue
        told, there = [page for page, _ in pages], [page for _, page in pages]
        shift = told[0] - there[0]
        if [page + shift for page in there] == told:
            return
        entries = [listed[node.kind, node.number][1] for node in nodes]
        wrong.append(
            Raised(
                "toc-page-order",
                PLAN,
                expected=", ".join(map(str, told)),
                found=", ".join(str(page + shift) for page in there),
                source=(*(span for one in entries for span in one.source), *(node.source[0] for node in nodes)),
                more={"why": "toc-elsewhere"},
            )
        )
    yield from wrong[:1]


def _begins_page(view: View, node: Node) -> int | None:
    """The page of a heading that is the first on it."""
    first = node.source[0] if node.source else None
    if first is None or first.page is None:
        return None
    before = [line for line in view.document.lines[: first.first_line - 1] if line.page == first.page]
    return None if any(line.text.strip() for line in before) else first.page
