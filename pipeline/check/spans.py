"""Spans of years that one thing has in two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.check.view import PLAN, Raised, View
from pipeline.similarity import words_alone
from schemas.language import alternatives, language

NAME = 20
"""Letters before a span of years that say whose it is; fewer name nothing for sure."""
_NAME_REACH = 80
"""Characters among which these letters stand."""


@cache
def _named_span() -> re.Pattern[str]:
    """A span of years in brackets behind the name of something: `national plan no. 2 (2551 - 2565)`."""
    era = alternatives(language().quantities.years)
    return re.compile(rf"\(\s*(?:(?:{era})\s*)?(?P<start>2[45]\d\d)\s*[-–]\s*(?:(?:{era})\s*)?(?P<end>2[45]\d\d)\s*\)")


def years(view: View) -> Iterator[Raised]:
    """Spans of years that one thing has in one place and not in the others; one finding for each span.

    A name alone may be that of an edition before or after. So the name tells the edition's number, or both spans begin
    or end with one year.
    """
    told: dict[str, dict[tuple[str, str], list[int]]] = {}
    for line in view.document.lines:
        for text in line.cells or (line.text,):
            for found in _named_span().finditer(text) if "(" in text else ():
                name = _name_before(text[: found.start()])
                if len(name) == NAME:
                    told.setdefault(name, {}).setdefault((found["start"], found["end"]), []).append(line.number)
    for name, spans in told.items():
        usual = max(spans, key=lambda span: len(spans[span]))
        for other, lines in spans.items():
            if other != usual and (name[-1].isdigit() or usual[0] == other[0] or usual[1] == other[1]):
                yield Raised(
                    "year-range",
                    PLAN,
                    expected=" - ".join(usual),
                    found=" - ".join(other),
                    source=(*view.spans_of(sorted(set(lines))), *view.spans_of(spans[usual][:1])),
                )


def _name_before(text: str) -> str:
    """The last letters before a bracket, without the number of years: `plan of 5 years` is no other plan than of 4."""
    return words_alone(_count().sub("", text[-_NAME_REACH:]))[-NAME:]


@cache
def _count() -> re.Pattern[str]:
    """A number of years."""
    return re.compile(rf"(?<!\d)\d{{1,2}}\s*(?:{alternatives(language().quantities.years)})")
