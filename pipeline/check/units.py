"""Responsible units against the list of known ones."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from pipeline.similarity import likeness, words_alone
from schemas.offices import offices

JUDGED = ("bureau", "office")
"""Kinds of units that the list holds; divisions and committees are too many and too short-lived."""


def unknown(view: View) -> Iterator[Raised]:
    """Units that are not among the known ones of their office; offices that the list does not hold are not judged."""
    units = {unit.unit_id: unit for unit in view.plan.units}
    for unit in view.plan.units:
        above = units.get(unit.parent_id or "")
        known = offices().known.get(above.name, []) if above is not None and above.parent_id is None else []
        if not known or unit.kind not in JUDGED or words_alone(unit.name) in {words_alone(name) for name in known}:
            continue
        nearest = max(known, key=lambda name: likeness(name, unit.name))
        yield Raised(
            "unit-unknown",
            f"unit {unit.name}",
            expected=nearest,
            found=unit.name,
            source=tuple(view.unit_places.get(unit.unit_id, ())),
        )
