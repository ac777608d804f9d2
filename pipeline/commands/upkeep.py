"""`store`, `report`, `remove`: the database and the report made anew, a plan taken out."""

from __future__ import annotations

from pipeline import flow, intake
from pipeline.commands.options import EXTRACTED, VOICE, Out, PlanId


def store(out: Out = EXTRACTED) -> None:
    """Rebuild the database."""
    VOICE.get().say(VOICE.get().text("built", database=flow.rebuild(out)))


def report(out: Out = EXTRACTED) -> None:
    """Make the report."""
    VOICE.get().say(VOICE.get().text("report-made", report=intake.shown(flow.report(out))))


def remove(plan: PlanId, out: Out = EXTRACTED) -> None:
    """Remove a plan."""
    flow.remove(out, plan)
    VOICE.get().say(VOICE.get().text("removed", plan=plan))
