"""Headings between the rows of a grid, of whichever kind its rows are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.outline import GridHeading, Place
from schemas.profile import Profile


def heading_of(lines: Sequence[tuple[str, int]], joint: str, profile: Profile) -> GridHeading | None:
    """The heading that lines (text, number) make, put together by `joint`; None where no pattern takes them."""
    taken = profile.heading_set.first(joint.join(text for text, _ in lines).strip()) if lines else None
    if taken is None:
        return None
    rule, match = profile.headings[taken[0]], taken[1]
    place = Place(match["title"].strip(), lines[0][1], lines[-1][1])
    return GridHeading(rule.kind, match.groupdict().get("number") or "", place, _claimed(match))


def _claimed(match: re.Match[str]) -> dict[str, int]:
    """The counts that a heading states: every group that is neither its number nor its title."""
    counts = {name: value for name, value in match.groupdict().items() if name not in ("number", "title")}
    return {name: int(value) for name, value in counts.items() if value}
