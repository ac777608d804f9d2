"""The table of contents: entries in whatever layout the print has them, with their printed pages."""

from __future__ import annotations

import re

from pipeline.markup import joined
from pipeline.segment.parts import LEADERS, Stretch, title_and_page, walk
from pipeline.segment.tree import whole_number
from schemas.document import Line
from schemas.outline import Outline, TocLine
from schemas.profile import Heading, Profile

_DASH = re.compile(r"^[-–]\s+")
LONGEST_PAGE = 2
"""Characters of a printed page without a digit: a letter, or two."""
OTHER = "part"
"""The kind of an entry that is no heading of the tree: preface, summary, appendix."""


def read_contents(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Read the entries of a contents part: in cells, with the page at the line's end, or with the page further down.

    A heading's number is made unique like a node's: a project's counts within the program above it.
    """
    context: dict[str, str] = {}
    gap = True
    for place, line, text in walk(stretch, outline.ledger, profile, labels=False):
        after_gap, gap = gap, not text
        if not text:
            continue
        label = profile.page_label_set.first(text) if line.cells is None else None
        if label is not None and outline.toc and outline.toc[-1].printed_page is None:
            outline.toc[-1].printed_page = text  # on a line of its own
            outline.toc[-1].last = line.number
            outline.ledger.claim(line.number, "contents", stretch.rule)
        elif label is not None and stretch.stands_alone(place):
            outline.ledger.claim(line.number, "page-label", f"page_labels.{label[0] + 1}")
        elif _is_head(line, text, profile):
            outline.ledger.claim(line.number, "page-label", stretch.rule)
        else:
            title, page = _title_and_page(line, text, profile)
            if title and not after_gap and _goes_on(line, title, profile, outline):
                outline.toc[-1].title = joined(outline.toc[-1].title, title, stretch.glued(place))
                outline.toc[-1].printed_page = page
                outline.toc[-1].last = line.number
            elif title:
                outline.toc.append(_entry(title, page, line.number, profile, context))
            outline.ledger.claim(line.number, "contents", stretch.rule)


def _is_head(line: Line, text: str, profile: Profile) -> bool:
    """Whether the line is the head over the entries: the word for page alone, or at the end of a row."""
    last = next((cell for cell in reversed(line.cells or ()) if cell), text)
    head = len(last) > LONGEST_PAGE and not any(letter.isdigit() for letter in last) and len(last.split()) == 1
    return profile.page_label_set.first(text if line.cells is None else last) is not None and (head or last == text)


def _goes_on(line: Line, title: str, profile: Profile, outline: Outline) -> bool:
    """Whether a line is the second of an entry that has a number and no page yet."""
    before = outline.toc[-1] if outline.toc else None
    open_entry = before is not None and before.number is not None and before.printed_page is None
    return open_entry and line.cells is None and profile.heading_set.first(title) is None


def _title_and_page(line: Line, text: str, profile: Profile) -> tuple[str, str | None]:
    """The entry's words and its printed page (None: not on this line)."""
    if line.cells is not None:
        cells = [cell.replace("**", "").strip() for cell in line.cells if cell.strip()]
        if len(cells) > 1 and profile.page_label_set.first(cells[-1]) is not None:
            return " ".join(cells[:-1]).rstrip(LEADERS), cells[-1].split()[-1]
        text = " ".join(cells)
        if len(line.cells) > 1 and not line.cells[-1].strip():  # the column of pages is empty: the entry goes on
            return text.rstrip(LEADERS), None
    return title_and_page(text)


def _entry(title: str, page: str | None, line: int, profile: Profile, context: dict[str, str]) -> TocLine:
    taken = profile.heading_set.first(title)
    if taken is not None:
        rule, found = profile.headings[taken[0]], taken[1]
        number = _number(rule, found.groupdict().get("number"), context, profile)
        for below, above in profile.kinds_above.items():
            if rule.kind in above:
                context.pop(below, None)
        context[rule.kind] = number
        return TocLine(rule.kind, number, found["title"].strip(), page, line, line)
    return TocLine(OTHER, None, _DASH.sub("", title), page, line, line)


def _number(rule: Heading, printed: str | None, context: dict[str, str], profile: Profile) -> str:
    """An entry's number; its parent is the nearest open one above it, or the one that its own number begins with."""
    above = [context[kind] for kind in profile.kinds_above[rule.kind] if kind in context]
    named = (printed or "").rpartition(".")[0]
    return whole_number(rule, printed, named if named in above else next(iter(above), ""))
