"""What the context tells of doubtful numbers: which reading is a year, and which goes on a count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.numerals import parse_year_be
from schemas.document import Line

if TYPE_CHECKING:
    from schemas.document import DoubtfulNumber

PLAN_YEARS = range(2540, 2600)
"""Years of the Buddhist era in which plans were made or run; earlier ones are named too seldom to settle anything."""
_MARKER = re.compile(r"[(\s]*([0-9]{1,3})[.)\t]")


def settle(lines: list[Line], doubts: list[DoubtfulNumber]) -> list[DoubtfulNumber]:
    """The numbers that stay doubtful: those that no year and no count of list markers or rows settles."""
    by_number = {line.number: line for line in lines}
    before = _counts_before(lines)
    return [
        doubt
        for doubt in doubts
        if not _is_year(doubt) and not _goes_on(doubt, by_number[doubt.line_no], before.get(doubt.line_no))
    ]


def _is_year(doubt: DoubtfulNumber) -> bool:
    """Whether only the reading that was taken is a year, and the other no number of as many digits."""
    year = parse_year_be(doubt.text) if len(doubt.text) == 4 else None
    return year in PLAN_YEARS and len(doubt.other) != 4


def _goes_on(doubt: DoubtfulNumber, line: Line, before: int | None) -> bool:
    """Whether the number begins its line or row and is one more than the marker before it."""
    marker = _MARKER.match(line.text)
    if before is None or marker is None or not doubt.text.isdigit() or marker.start(1) != doubt.place:
        return False
    return int(marker[1]) == int(doubt.text) == before + 1 and doubt.other != doubt.text


def _counts_before(lines: list[Line]) -> dict[int, int]:
    """For each line with a marker, the number of the marker before it on the page."""
    found: dict[int, int] = {}
    last: int | None = None
    for line in lines:
        marker = _MARKER.match(line.text)
        if marker is not None:
            if last is not None:
                found[line.number] = last
            last = int(marker[1])
    return found
