"""Where the tests find plans, and a folder to try the command line in.

The sample plans ship with the project; the real ones stay outside it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from stored import made_up
from stored import run as run_of

import run
from pipeline import results
from pipeline.store import DATABASE
from pipeline.store.asking import query
from pipeline.store.warehouse import build

settings.register_profile(
    "phaen", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("phaen")  # the same examples each time, however slow the machine is
PROJECT = Path(__file__).resolve().parent.parent
Rows = Callable[..., list[tuple[Any, ...]]]
Told = Callable[[], Any]
MOST_SECONDS = 600
"""Seconds after which a process of its own is given up: it hangs; a busy machine is only slow."""


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample plans that ship with the project."""
    return PROJECT / "raw"


@pytest.fixture(scope="session")
def plans_folder() -> Path:
    """The folder of the real plans: PHAEN_PLANS, else ../shared/plans. Tests that need it are skipped without it."""
    folder = Path(os.environ.get("PHAEN_PLANS") or PROJECT.parent / "shared" / "plans")
    if not folder.is_dir():
        pytest.skip(f"the real plans are not in {folder}; set PHAEN_PLANS to the folder that holds them")
    return folder


def _fill(folder: Path, samples: Path) -> Path:
    (folder / "raw").mkdir()
    for sample in samples.glob("*.txt"):
        (folder / "raw" / sample.name).write_bytes(sample.read_bytes())
    return folder


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that asks for English and for nothing else."""
    for name in ("PHAEN_LANG", "PHAEN_DEBUG", "LC_ALL", "LC_MESSAGES", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, samples: Path, english: None) -> Path:
    """A folder with the two sample plans in its raw/, made the current one; the language is English."""
    monkeypatch.chdir(_fill(tmp_path, samples))
    return tmp_path


@pytest.fixture
def ingested(here: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same, ingested."""
    assert run.main([]) == 0
    capsys.readouterr()
    return here


@pytest.fixture(scope="session")
def _library(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    folder = _fill(tmp_path_factory.mktemp("library"), samples)
    with contextlib.chdir(folder):
        assert run.main([]) == 0
    return folder


@pytest.fixture
def library(_library: Path, monkeypatch: pytest.MonkeyPatch, english: None, capsys: pytest.CaptureFixture[str]) -> Path:
    """An ingested folder that all tests share, made the current one: for tests that change nothing in it."""
    monkeypatch.chdir(_library)
    capsys.readouterr()
    return _library


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """What was printed as JSON since the last look."""
    return lambda: json.loads(capsys.readouterr().out)


@pytest.fixture
def rows() -> Rows:
    """The rows of a query to the database in a folder of results."""
    return lambda sql, out="extracted": query(Path(out) / DATABASE, sql).rows


@pytest.fixture
def command_line() -> Callable[..., subprocess.CompletedProcess[str]]:
    """A call of the command line in a process of its own."""

    def call(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(PROJECT / "run.py"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False, **options)

    return call


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plan and one run; to be read only."""
    out = tmp_path_factory.mktemp("extracted")
    results.write_plan(out, *made_up())
    results.append_run(out, run_of(1, ["a.txt", "b.txt"], ["b.txt"]))
    return build(out)


@pytest.fixture
def out(tmp_path: Path, database: Path) -> Iterator[Path]:
    """A folder of one's own with that plan and that database, which nothing may harm."""
    folder = tmp_path / "extracted"
    shutil.copytree(database.parent, folder)
    (folder / results.RUNS).unlink()
    yield folder
    assert not list(folder.rglob(".*")), "something temporary was left behind"
