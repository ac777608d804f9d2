"""Lists that a text announces by number: `in 3 courses, as follows`, and the items that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.view import Raised, View
from pipeline.markup import tidy
from pipeline.quantities import Amount, find_amounts
from schemas.language import language
from schemas.plan import LineRole

LEAST = 2
"""Items; what begins with a single one may be no list."""
FARTHEST = 80
"""Lines behind the announcement in which its items are looked for."""
NAMED = "named"
PAGE_MATTER = frozenset({"blank", "page-label", "running-head", "ruler"})
_BRACKET = re.compile(r"\([^()]*\)")


def lists(view: View) -> Iterator[Raised]:
    """Announced lists of another length, in running text; only a warning, as a list may be read in part.

    What a profile knows as a count of the plan is compared by `counts`.
    """
    counted = {line for claim in view.plan.claims for span in claim.source for line in span.lines}
    for role in view.plan.line_roles:
        line = view.document.lines[role.line_no - 1]
        amount = None if line.cells or role.line_no in counted else _announced(line.text)
        items = _items(view, role, amount.unit or "") if amount else []
        if amount is not None and len(items) >= LEAST and len(items) != amount.value:
            yield Raised(
                "total-count",
                view.subject_of_line(role.line_no),
                expected=f"{amount.value:g}",
                found=str(len(items)),
                source=view.spans_of([role.line_no, *items]),
                severity="warning",
                more={"what": amount.unit or "", "why": ""},
            )


def _announced(text: str) -> Amount | None:
    """The number of things with which a text ends, before the words that introduce all of them."""
    if not text.endswith(language().lists.listing):
        return None
    last = next(reversed(find_amounts(text)), None)
    if last is None or last.unit is None or last.value_high is not None or last.comparator != "=":
        return None
    before = text[: last.start].rstrip()
    if last.value < LEAST or before.endswith(tuple(language().quantities.each)):
        return None
    behind = text[last.start + len(last.text) :].strip().removeprefix(last.unit)
    return last if tidy(_BRACKET.sub("", behind)) in language().lists.listing else None


def _items(view: View, announcing: LineRole, unit: str) -> list[int]:
    """The lines at which the items begin: numbered from 1 in one style, or each named as the unit with its number.

    A paragraph of its own ends a list, but for one whose items have names; where the next number stands behind it,
    nobody knows whether it goes on, and none is told.
    """
    found: list[int] = []
    style, gap, ended = "", False, False
    for role in view.plan.line_roles[announcing.line_no : announcing.line_no + FARTHEST]:
        if role.role in PAGE_MATTER:
            gap = True
            continue
        if (role.role, role.owner_id) != (announcing.role, announcing.owner_id):
            break
        number, own = _number(view, view.document.lines[role.line_no - 1].text, unit)
        ended = ended or (number is None and gap and style != NAMED) or (number == 1 and own == style)
        gap = False
        if number == len(found) + 1 and own == (style or own):
            if ended:
                return []
            found.append(role.line_no)
            style = own
    return found


def _number(view: View, text: str, unit: str) -> tuple[int | None, str]:
    """The number of the item that a line begins and its style; 0: an item without such a number; None: no item."""
    if named := re.match(rf"\W*{re.escape(unit)}\S{{0,3}}\s*(\d{{1,2}})(?![\d.])", text):
        return int(named[1]), NAMED
    taken = view.profile.marker_set.first(text)
    if taken is None:
        return None, ""
    number = taken[1].groupdict().get("number") or ""
    return (int(number) if number.isdecimal() else 0), view.profile.markers[taken[0]].style
