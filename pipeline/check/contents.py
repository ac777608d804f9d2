"""The table of contents against the body."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.similarity import edits, words_alone
from schemas.plan import Node, TocEntry

SMALL_EDIT = 2
"""Two titles that differ by at most this many letters are one title spelled in two ways."""


def entries_and_headings(view: View) -> Iterator[Raised]:
    """Headings without an entry, and entries without a heading, of the kinds that the contents list."""
    listed = {(entry.kind, entry.number): entry for entry in view.plan.toc_entries if entry.number}
    kinds = {kind for kind, _ in listed}
    headed = {(node.kind, node.number) for node in view.plan.nodes}
    for node in view.plan.nodes:
        if node.kind in kinds and (node.kind, node.number) not in listed:
            yield Raised("toc-missing", view.subject(node), found=node.title, source=tuple(node.source[:1]))
    for (kind, number), entry in listed.items():
        if (kind, number) not in headed:
            yield Raised("toc-extra", f"{kind} {number}", expected=entry.title, source=tuple(entry.source))


def titles(view: View) -> Iterator[Raised]:
    """Titles that the contents tell in other words than every heading does."""
    nodes = {(node.kind, node.number): node for node in reversed(view.plan.nodes)}
    for entry in view.plan.toc_entries:
        node = nodes.get((entry.kind, entry.number or ""))
        if node is None:
            continue
        tellings = view.tellings.get(node.node_id, [])
        if not tellings or any(words_alone(title) == words_alone(entry.title) for title, _ in tellings):
            continue
        yield _title(view, entry, node)


def _title(view: View, entry: TocEntry, node: Node) -> Raised:
    title, source = min(view.tellings[node.node_id], key=lambda told: edits(told[0], entry.title))
    small = edits(title, entry.title) <= SMALL_EDIT
    return Raised(
        "spelling-suspect" if small else "toc-title",
        view.subject(node),
        expected=entry.title,
        found=title,
        source=(*entry.source, *source),
    )


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
        )
