"""Does the time grow in proportion to the length? Made-up plans, each twice as long as the one before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.clock import Laps, in_turns
from tests.bench.made_up import measure_plan, strategy_plan
from tests.bench.stages import STAGES, understand
from tests.bench.table import milliseconds, show

ROUNDS = 9
FACTORS = (1, 2, 4, 8)


class Family(NamedTuple):
    """A made-up plan of a family: `make(n)` is its text with n of `unit`; the shortest plan has `smallest` of them.

    `worst` is the largest ratio between the times per line that is asked for. `make` is None while nobody has written
    the family's generator (it goes into `made_up.py`).
    """

    profile: str
    make: Callable[[int], str] | None
    unit: str
    smallest: int
    worst: float


FAMILIES = (
    Family("strategy-plan", strategy_plan, "strategies", 4, 1.25),
    Family("measure-plan", measure_plan, "table rows", 625, 1.15),  # times 8: 5,000 rows
)


def run() -> None:
    """Print, for each family, the time per line of each length, whole and by stage."""
    for family in FAMILIES:
        if family.make is None:
            print(f"skipped: made-up plans of the family {family.profile}, which nobody has written yet")
            continue
        print(f"== growth: made-up plans of the family {family.profile} (us of processor time per line, medians)")
        with TemporaryDirectory() as folder:
            paths = {factor: Path(folder) / f"made-up-{factor}.txt" for factor in FACTORS}
            for factor, path in paths.items():
                path.write_text(family.make(family.smallest * factor), "utf-8")
            _growth(family, paths)


def _growth(family: Family, paths: dict[int, Path]) -> None:
    lines = {factor: path.read_text("utf-8").count("\n") for factor, path in paths.items()}
    samples = {str(factor): lambda path=path: understand(path) for factor, path in paths.items()}
    medians = in_turns(samples, ROUNDS)
    per_line = {factor: {stage: medians[str(factor)][stage] / lines[factor] for stage in STAGES} for factor in FACTORS}
    show(
        [family.unit, "lines", "ms", "us/line", *STAGES],
        [_row(family.smallest * factor, lines[factor], per_line[factor]) for factor in FACTORS],
    )
    wholes = [sum(laps.values()) for laps in per_line.values()]
    print(f"largest to smallest time per line: {max(wholes) / min(wholes):.2f} (target <= {family.worst})")


def _row(count: int, lines: int, laps: Laps) -> list[str]:
    whole = sum(laps.values())
    figures = [f"{1e6 * seconds:.1f}" for seconds in (whole, *(laps[stage] for stage in STAGES))]
    return [str(count), str(lines), milliseconds(whole * lines), *figures]
