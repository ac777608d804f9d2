"""The numbers printed on scanned pages: lines at a page's edge that count on from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from schemas.document import Line

EDGE = 2
"""Lines at each end of a page among which its number stands: a running head may stand beside it."""
LEAST_PAGES = 2
"""Pages that have to agree; one number alone may be anything."""
_LABEL = re.compile(r"[-–(\s]*(\d{1,4})[-–)\s]*")

Printed = dict[int, tuple[int, str]]
"""Page -> the line that bears its number, and the number."""


def printed_pages(lines: Iterable[Line]) -> Printed:
    """The printed numbers of the pages that these lines are all of: those that count on as the pages do.

    A number that does not is text: a cell, an amount, or a digit misread.
    """
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.page is not None and line.text:
            pages.setdefault(line.page, []).append(line)
    found = [(page, *told) for page, own in pages.items() for told in _candidates(own)]
    offsets = Counter(int(label) - page for page, _, label in found)
    offset, agreeing = offsets.most_common(1)[0] if offsets else (0, 0)
    if agreeing < LEAST_PAGES:
        return {}
    return {page: (number, label) for page, number, label in reversed(found) if int(label) - page == offset}


def as_matter(lines: Iterable[Line], printed: Printed) -> Iterator[Line]:
    """The lines; those that bear a page's number belong to the page and have no text, as with other readers."""
    numbers = {number for number, _ in printed.values()}
    for line in lines:
        yield replace(line, text="") if line.number in numbers else line


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Lines at a page's ends that bear nothing but a number."""
    for line in dict.fromkeys((*lines[:EDGE], *lines[-EDGE:])):
        label = _LABEL.fullmatch(line.text) if line.cells is None else None
        if label:
            yield line.number, label[1]
