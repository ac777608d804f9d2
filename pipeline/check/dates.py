"""Dates that cannot be: a weekday that is another's, a day that the month does not have, a date before its number."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache

from pipeline.check.view import Raised, View
from pipeline.numerals import MonthSpan, be_to_ce, find_months
from schemas.document import Line
from schemas.language import language

_NUMBER = re.compile(r"\d{1,5}/(?P<year>2[45]\d\d)(?!\d)")
"""A number of a letter, a resolution, a meeting in its year: `49/2556`."""
_YEAR = re.compile(r"2[456]\d\d")
NEAR = 60
"""Characters between such a number and its date, or between a weekday and the date."""


def days(view: View) -> Iterator[Raised]:
    """Days that cannot be: by their weekday, by the length of the month, by the year of the number before them."""
    for line, found in _dated(view):
        yield from _impossible(view, line, found)
        yield from _before_its_number(view, line, found)


def _impossible(view: View, line: Line, found: MonthSpan) -> Iterator[Raised]:
    """A weekday that does not fit, or a day that no such month has."""
    day, year = found.day or 0, found.year_be or 0
    longest = monthrange(be_to_ce(year), found.month)[1]
    if not 1 <= day <= longest:
        yield _raised(view, "date-impossible", line, f"1-{longest}", found.text)
        return
    weekday = _weekday_before(line.text, found.start)
    right = language().weekdays[date(be_to_ce(year), found.month, day).weekday()]
    if weekday is not None and weekday != right:
        yield _raised(view, "date-impossible", line, right, f"{weekday} {found.text}")


def _before_its_number(view: View, line: Line, found: MonthSpan) -> Iterator[Raised]:
    """A number of one year with a date of an earlier one: `49/2556 dated 9 June 2554`."""
    window = line.text[max(0, found.start - NEAR) : found.start]
    numbers = list(_NUMBER.finditer(window))
    if numbers and not find_months(window[numbers[-1].end() :]) and int(numbers[-1]["year"]) > (found.year_be or 0):
        yield _raised(view, "year-range", line, None, f"{numbers[-1][0]} … {found.text}")


def _raised(view: View, code: str, line: Line, expected: str | None, found: str) -> Raised:
    return Raised(
        code, view.subject_of_line(line.number), expected=expected, found=found, source=view.spans_of([line.number])
    )


def _dated(view: View) -> Iterator[tuple[Line, MonthSpan]]:
    """Every day that is named with its month and a year in four digits."""
    for line in view.document.lines:
        if not _YEAR.search(line.text):
            continue
        for found in find_months(line.text):
            if found.day is not None and found.year_be is not None and str(found.year_be) in found.text:
                yield line, found


def _weekday_before(text: str, start: int) -> str | None:
    """The weekday right before a date: `Monday the 18th of February`."""
    found = _weekdays().search(text, max(0, start - NEAR), start)
    return found[1] if found else None


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, language().weekdays))})\S{{0,6}}\s*$")
