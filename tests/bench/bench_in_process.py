"""From text to checked records, in process, against the plain floor."""

from __future__ import annotations

import re
from functools import partial

from pipeline import profile as profiles
from tests.bench.clock import Laps, in_turns, processor_time
from tests.bench.plans import Measured, found
from tests.bench.stages import STAGES, floor, understand
from tests.bench.table import milliseconds, show, times

ROUNDS = 25
FLOOR_TIMES = 10
"""How often a sample of the floor runs it: the first time pays for caches of the processor that phaen has emptied."""


def run() -> None:
    """Print a row for each plan, then the share of each stage."""
    print("== text to checked records, in process (ms of processor time, medians)")
    plans, skipped = found()
    told = {plan: _measure(plan) for plan in plans}
    show(
        ["plan", "lines", "floor", "phaen", "phaen/floor", ""],
        [_row(plan, floor_time, laps) for plan, (floor_time, laps) in told.items()],
    )
    print()
    show(["share of each stage", *STAGES], [_shares(plan, laps) for plan, (_, laps) in told.items()])
    for line in skipped:
        print(line)
    print(f"not counted: loading the profiles, {milliseconds(_load_profiles())} ms once per process")


def _measure(plan: Measured) -> tuple[float, Laps]:
    """Seconds of the floor, and of each stage."""
    heading = profiles.load(plan.profile).headings[0].regex
    medians = in_turns(
        {
            "floor": lambda: {"floor": processor_time(partial(floor, plan.path, heading), FLOOR_TIMES)},
            "phaen": lambda: understand(plan.path),
        },
        ROUNDS,
    )
    return medians["floor"]["floor"], medians["phaen"]


def _row(plan: Measured, floor_time: float, laps: Laps) -> list[str]:
    whole = sum(laps.values())
    lines = plan.path.read_text("utf-8").count("\n")
    target = f"target <= {plan.times_floor}x" if plan.times_floor else "no target"
    figures = [milliseconds(floor_time), milliseconds(whole), times(whole / floor_time)]
    return [plan.path.name, str(lines), *figures, target]


def _shares(plan: Measured, laps: Laps) -> list[str]:
    whole = sum(laps.values())
    return [plan.path.name, *(f"{milliseconds(laps[stage])} = {laps[stage] / whole:4.0%}" for stage in STAGES)]


def _load_profiles() -> float:
    """Seconds of loading all profiles as a new process does, with no expression compiled yet."""
    re.purge()
    profiles.parse.cache_clear()
    return sum(processor_time(partial(profiles.load, name)) for name in profiles.names())
