"""Parts without numbers (preface, closing): how the contents call them, and how they are headed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.check.wording import Wording, is_small_edit, spelled
from pipeline.similarity import edits, likeness, words_alone
from schemas.plan import TocEntry
from schemas.profile import Part, Start

PART_HEADING, REST = "part-heading", "rest"
SAME_PART = 0.75
"""An entry and a heading this alike are of one part, where a profile knows only how its heading begins."""
SHORTEST_WORD = 3
"""Letters; a title with so many more or fewer has another word."""
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s*")


def titles(view: View) -> Iterator[Raised]:
    """Parts that the contents call otherwise than their heading does; a title that is cut short is no other one.

    An entry means the part that it would open if it stood on a line of its own, by the rule that took the heading.
    Parts of one agency have their own check.
    """
    listed = [one for one in view.plan.toc_entries if one.number is None]
    for part, start, heading in _headings(view):
        if part.agency is not None or any(_cut_short(_bare(one), heading[0]) for one in listed):
            continue
        entries = [one for one in listed if _opens(start, _bare(one)) and _means(part, one, heading[0])]
        if len(entries) == 1:
            yield _differ((_bare(entries[0]), entries[0].source), heading)


def _bare(entry: TocEntry) -> str:
    return _NUMBER.sub("", entry.title)


def _means(part: Part, entry: TocEntry, heading: str) -> bool:
    """Whether an entry is the heading's: in nearly its words, or both of the front matter, whose pages are letters."""
    in_front = part.front and entry.printed_page is not None and not entry.printed_page.isdigit()
    return in_front or likeness(_bare(entry), heading) >= SAME_PART


def _headings(view: View) -> Iterator[tuple[Part, Start, Wording]]:
    """Each part that a line heads, the rule that took the line, and the line; not where text stands behind it."""
    rules = {
        f"parts.{place}.starts.{at}": (part, start)
        for place, part in enumerate(view.profile.parts, 1)
        for at, start in enumerate(part.starts, 1)
    }
    for role in view.plan.line_roles:
        if role.role == PART_HEADING and role.rule in rules:
            part, start = rules.pop(role.rule)
            text = view.document.lines[role.line_no - 1].text.strip()
            if _opens(start, text):
                yield part, start, (text, list(view.spans_of([role.line_no])))


def _opens(start: Start, text: str) -> bool:
    match = start.regex.search(text)
    return match is not None and not match.groupdict().get(REST)


def _cut_short(one: str, other: str) -> bool:
    shorter, longer = sorted(map(words_alone, (one, other)), key=len)
    return longer.startswith(shorter)


def _differ(entry: Wording, heading: Wording) -> Raised:
    if is_small_edit(entry[0], heading[0]) and edits(entry[0], heading[0]) < SHORTEST_WORD:
        return spelled(PLAN, entry, heading)
    return Raised("toc-title", PLAN, expected=entry[0], found=heading[0], source=(*entry[1], *heading[1]))
