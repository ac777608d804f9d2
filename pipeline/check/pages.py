"""Pages that are lost: what rows, the contents and the printed page numbers know of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.view import PLAN, Raised, View
from pipeline.numerals import parse_number
from pipeline.similarity import containment, likeness
from schemas.document import Page
from schemas.plan import Span, TocEntry

MOST = 20
"""Pages; where the numbers jump by more, another document begins, or another way of counting."""
PAGED = "application/pdf"
"""The kind of file whose pages are those of the print."""
SAME_TITLE = 0.85
"""An entry and the first line of a page are one heading if they are this alike."""
LEAST = 3
"""Headings that begin their pages; fewer may be chance."""
_SIGN = re.compile(r"^[-–\s]*(?:\d{1,2}[.)])?\s*")


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
            more={"why": "pages-rows", "there": "pages-table"},
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


def number_jumps(view: View) -> Iterator[Raised]:
    """Neighbouring pages whose printed numbers are none; each side of the jump counts on with its own next page.

    A page without a number is a divider or a cover, and nothing is told across it.
    """
    if view.document.media_type != PAGED:
        return
    told = {page.page: number for page in view.document.pages if (number := _printed(page)) is not None}
    for one, other in pairwise(sorted(told)):
        first, second = told[one], told[other]
        counts_on = told.get(one - 1) == first - 1 and told.get(other + 1) == second + 1
        if other != one + 1 or not counts_on or not 1 < second - first <= MOST + 1:
            continue
        lost = f"{first + 1}" if second == first + 2 else f"{first + 1} - {second - 1}"
        yield Raised(
            "page-missing",
            PLAN,
            expected=lost,
            found=f"{first}, {second}",
            source=(*_ends(view, one)[-1:], *_ends(view, other)[:1]),
            more={"why": "pages-jump", "there": "pages-neighbours"},
        )


def _printed(page: Page) -> int | None:
    """The number that is printed on a page, if it was read for sure."""
    number = parse_number(page.printed_page or "") if page.trust != "ocr" else None
    return number if isinstance(number, int) else None


def _ends(view: View, page: int) -> tuple[Span, ...]:
    """The first and the last line of a page that have text."""
    lines = [line.number for line in view.document.lines if line.page == page and line.text]
    return tuple(span for line in lines[:1] + lines[-1:] for span in view.spans_of([line]))


def end_of_contents(view: View) -> Iterator[Raised]:
    """Entries of pages that the file has no more, however its pages are counted, and of which no heading is there.

    The headings that are found tell how far the two countings are apart at most, where there are several of them.
    """
    if view.document.media_type != PAGED or view.document.truncated or not view.document.pages:
        return
    entries = [(page, entry) for entry in view.plan.toc_entries if (page := _page_of(entry)) is not None]
    begun = _first_lines(view)
    apart = [page - there for page, entry in entries for there in _heading_page(view, entry, begun)]
    if len(apart) < LEAST:
        return
    last = max(page.page for page in view.document.pages) + max(apart)
    behind = [(page, entry) for page, entry in entries if page > last]
    if behind and not any(_is_there(view, entry) for _, entry in behind):
        yield Raised(
            "page-missing",
            PLAN,
            expected=str(max(page for page, _ in behind)),
            found=str(last),
            source=tuple(span for _, entry in behind for span in entry.source),
            more={"why": "pages-listed", "there": "pages-last"},
        )


def _is_there(view: View, entry: TocEntry) -> bool:
    """Whether the heading of an entry, or a line that is like it, stands anywhere but in the contents."""
    if entry.number:
        return (entry.kind, entry.number) in view.numbered
    title = _SIGN.sub("", entry.title)
    listed = {line for one in view.plan.toc_entries for span in one.source for line in span.lines}
    return any(
        containment(title, line.text, SAME_TITLE) >= SAME_TITLE
        for line in view.document.lines
        if line.number not in listed and len(line.text) >= LEAST
    )


def _page_of(entry: TocEntry) -> int | None:
    number = parse_number(entry.printed_page or "")
    return number if isinstance(number, int) else None


def _heading_page(view: View, entry: TocEntry, begun: dict[int, str]) -> list[int]:
    """The page on which an entry's heading stands: where it is told last, one without a number first on a page."""
    if entry.number:
        nodes = view.numbered.get((entry.kind, entry.number), [])
        pages = [node.source[0].page for node in nodes[-1:] if node.source]
        return [page for page in pages if page is not None]
    title = _SIGN.sub("", entry.title)
    return [page for page, text in begun.items() if likeness(title, text) >= SAME_TITLE][:1]


def _first_lines(view: View) -> dict[int, str]:
    """Page -> what it begins with, without the number of the page."""
    found: dict[int, str] = {}
    for line in view.document.lines:
        if line.page is not None and parse_number(line.text.strip(" -–")) is None and line.text:
            found.setdefault(line.page, _SIGN.sub("", line.text))
    return found
