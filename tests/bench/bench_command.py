"""The whole command on one plan, start and database included, against the start of a Python with its two libraries.

The report is left out here and has a benchmark of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.clock import Laps, in_turns
from tests.bench.plans import PROJECT, found
from tests.bench.table import milliseconds, show, times

ROUNDS = 9
TIMES_START = 6
START = [sys.executable, "-c", "import duckdb, pydantic"]


def run() -> None:
    """Print how long one plan takes from the prompt to the prompt, for the first time and once more."""
    plan = found()[0][0].path
    print(f"== the whole command on {plan.name} (ms on the wall, medians)")
    with TemporaryDirectory() as folder:
        samples = {
            "start": lambda: _wall(START),
            "anew": lambda: _anew(plan, Path(folder)),
            "again": lambda: _wall(_ingest(plan, Path(folder) / "again")),
        }
        medians = {name: laps["wall"] for name, laps in in_turns(samples, ROUNDS).items()}
    start = medians["start"]
    rows = [
        ("python -c 'import duckdb, pydantic'", start, ""),
        ("run.py ingest PLAN --no-report --out NEW", medians["anew"], f"target <= {TIMES_START}x"),
        ("the same again, nothing changed", medians["again"], "no target"),
    ]
    show(["command", "ms", "to start", ""], [[name, milliseconds(t), times(t / start), note] for name, t, note in rows])


def _anew(plan: Path, folder: Path) -> Laps:
    with TemporaryDirectory(dir=folder) as out:
        return _wall(_ingest(plan, Path(out)))


def _ingest(plan: Path, out: Path) -> list[str]:
    return [sys.executable, "run.py", "ingest", os.fspath(plan), "--no-report", "--out", os.fspath(out)]


def _wall(command: list[str]) -> Laps:
    """Seconds that `command` takes where Python keeps its compiled modules, as it usually does.

    A command that fails ends the benchmark with what it said.
    """
    keeps = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    done = subprocess.run(command, cwd=PROJECT, env=keeps, capture_output=True, text=True, check=False)
    seconds = perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return {"wall": seconds}
