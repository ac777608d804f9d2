"""Responsible units against the list of known ones."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import Raised, View
from pipeline.similarity import likeness, words_alone
from schemas.offices import offices
from schemas.plan import Span

JUDGED = ("bureau", "office")
"""Kinds of units that the list holds; divisions and committees are too many and too short-lived."""


def unknown(view: View) -> Iterator[Raised]:
    """Units that are not among the known ones of their office; offices that the list does not hold are not judged."""
    units = {unit.unit_id: unit for unit in view.plan.units}
    places = _places(view)
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
            source=tuple(places.get(unit.unit_id, ())),
        )


def _places(view: View) -> dict[str, list[Span]]:
    """Unit id -> where it is printed: the entries that name it or a unit of it."""
    entries = {(one.brief_id, one.ordinal): one.source for one in view.plan.responsibilities}
    parents = {unit.unit_id: unit.parent_id for unit in view.plan.units}
    found: dict[str, list[Span]] = {}
    for pair in view.plan.responsibility_units:
        unit_id: str | None = pair.unit_id
        while unit_id is not None:
            found.setdefault(unit_id, []).extend(entries.get((pair.brief_id, pair.ordinal), []))
            unit_id = parents.get(unit_id)
    return found
