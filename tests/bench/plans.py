"""Which plans are measured: the real ones, found as the tests find them, and the samples that ship."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from pipeline import profile as profiles

PROJECT = Path(__file__).resolve().parents[2]
REAL_PLANS = Path(os.environ.get("PHAEN_PLANS") or PROJECT.parent / "shared" / "plans")


class Measured(NamedTuple):
    """A plan, the profile that reads it, and how many times the plain floor it may take (None: nothing is asked)."""

    path: Path
    profile: str
    times_floor: int | None


REAL = (
    Measured(REAL_PLANS / "senate-hr-2566.txt", "strategy-plan", 50),
    Measured(REAL_PLANS / "parliament-integrity-2562.txt", "measure-plan", 100),
)
SAMPLES = tuple(Measured(path, "strategy-plan", None) for path in sorted((PROJECT / "raw").glob("*.txt")))


def found() -> tuple[list[Measured], list[str]]:
    """The plans that can be measured here, and for each that cannot a line that says why it is skipped."""
    plans, skipped = [], []
    for plan in (*REAL, *SAMPLES):
        if not plan.path.is_file():
            skipped.append(f"skipped: {plan.path} is not there; PHAEN_PLANS names the folder of the real plans")
        elif plan.profile not in profiles.names():
            skipped.append(f"skipped: {plan.path.name}, as there is no profile {plan.profile} yet")
        else:
            plans.append(plan)
    return plans, skipped
