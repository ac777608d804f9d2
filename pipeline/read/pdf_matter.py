"""What belongs to the page and not to the text: running heads and printed page numbers.

They are known by their place: the outermost line of a page, at one height and in one size on several pages, with words
that come again. A heading or a table's head that stands at the top of several pages stands lower, or is a table's row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.pdf_blocks import Printed, Sheet
from pipeline.read.pdf_lines import Row

HEAD_ZONE, FOOT_ZONE = 0.075, 0.9
"""Share of the page's height above which a running head ends, and below which a foot begins."""
LEAST_PAGES = 3
"""Pages on which a running head or a page number stands at the same place."""
MOST_DIFFERENT = 0.6
"""Share of different wordings among the lines at one place, figures apart; of a text's own lines all differ."""
AT_MOST = 2
"""Lines at each end of a page that may belong to it."""
_FIGURES = re.compile(r"\d+")
_LABEL = re.compile(r"^[-–(\s|]*(?:\D{0,8}\s)?(\d{1,4}|[^\W\d_]|[ivxlc]{1,6})[-–)\s|]*$")

Slot = tuple[str, int, int]


def label_matter(sheets: Sequence[Sheet]) -> dict[int, str]:
    """Mark the lines that belong to their pages; the printed number of each page that has one."""
    slots: dict[Slot, list[tuple[Sheet, Printed]]] = {}
    for sheet in sheets:
        for slot, printed in _outermost(sheet):
            slots.setdefault(slot, []).append((sheet, printed))
    labels: dict[int, str] = {}
    for slot in sorted(slots):
        members = slots[slot]
        wordings = {_FIGURES.sub("", printed.text).strip() for _, printed in members}
        numbers = [_LABEL.match(printed.text.strip()) for _, printed in members]
        if len(members) < LEAST_PAGES:
            continue
        if not all(numbers) and len(wordings) > max(1, MOST_DIFFERENT * len(members)):
            continue
        for (sheet, printed), number in zip(members, numbers, strict=True):
            printed.matter = True
            if number:
                labels.setdefault(sheet.number, number[1])
    return labels


def _outermost(sheet: Sheet) -> list[tuple[Slot, Printed]]:
    """The lines at both ends of a page that stand in the margins, with their place."""
    rows = [(printed, printed.row) for printed in sheet.printed if printed.row is not None]
    found = []
    for printed, row in rows[:AT_MOST]:
        if row.bottom < HEAD_ZONE * sheet.depth:
            found.append((_slot("head", row), printed))
    for printed, row in rows[-AT_MOST:]:
        if row.top > FOOT_ZONE * sheet.depth:
            found.append((_slot("foot", row), printed))
    return found


def _slot(end: str, row: Row) -> Slot:
    return end, round(row.y / 3), round(row.size)
