"""Results as files: plans that lie side by side, and runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from stored import (
    made_up,
    refused,
    rows,
    run,
)

from pipeline import results
from pipeline.store.warehouse import build


def test_plans_are_listed_by_name_and_removed(out: Path) -> None:
    for plan_id in ("zebra", "another 2571", "\u0e01"):
        results.write_plan(out, *made_up(plan_id))
    (out / "report").mkdir()
    (out / ".hidden").mkdir()
    (out / ".hidden" / "plan.json").touch()
    names = ["another 2571", "garden-2570", "zebra", "\u0e01"]
    assert [folder.name for folder in results.plan_folders(out)] == names
    (out / "zebra" / "stamp.json").touch()
    results.remove_plan(out, "zebra")
    assert not (out / "zebra").exists()
    assert len(results.plan_folders(out)) == 3
    (out / ".hidden" / "plan.json").unlink()
    (out / ".hidden").rmdir()


@pytest.mark.parametrize(
    ("plan_id", "known"),
    [
        ("garden-2571", "garden-2570"),
        ("something else", "garden-2570, zebra"),
        ("..", "garden-2570, zebra"),
        ("", "garden-2570, zebra"),
        ("report", "garden-2570, zebra"),
    ],
)
def test_an_unknown_plan_is_told_with_the_nearest_or_those_that_there_are(out: Path, plan_id: str, known: str) -> None:
    results.write_plan(out, *made_up("zebra"))
    error = refused("plan-unknown", lambda: results.remove_plan(out, plan_id))
    assert error.params == {"plan_id": plan_id, "known": known}


def test_where_there_is_no_plan_that_is_told(tmp_path: Path) -> None:
    assert results.plan_folders(tmp_path) == []
    refused("plans-none", lambda: results.plan_folders(tmp_path, "garden-2570"))
    refused("plans-none", lambda: results.stored_plans(tmp_path))


def test_a_folder_without_its_plan_is_no_plan(out: Path) -> None:
    (out / "garden-2570" / "plan.json").unlink()
    assert results.plan_folders(out) == []
    assert rows(build(out), "SELECT count(*) FROM documents") == [(0,)]


@pytest.mark.parametrize(
    ("runs", "expected", "why"),
    [
        ([], [], "no run"),
        ([(["a", "b"], [])], [], "nothing failed"),
        ([(["a", "b"], ["b"])], ["b"], "one failed"),
        ([(["a", "b"], ["b", "a"])], ["a", "b"], "both failed, in order of their paths"),
        ([(["a"], ["a"]), (["a"], [])], [], "mended"),
        ([(["a"], []), (["a"], ["a"])], ["a"], "broken later"),
        ([(["a"], ["a"]), (["b"], [])], ["a"], "not tried again"),
        ([(["a"], ["a"]), (["b"], ["b"]), (["b"], [])], ["a"], "each path for itself"),
        ([([], ["a"])], ["a"], "failed without being told as tried"),
    ],
)
def test_document_errors_are_those_of_the_last_try(
    tmp_path: Path, runs: list[tuple[list[str], list[str]]], expected: list[str], why: str
) -> None:
    told = [run(i, tried, failed) for i, (tried, failed) in enumerate(runs)]
    for one in told:
        results.append_run(tmp_path, one)
    assert results.read_runs(tmp_path) == told
    built = build(tmp_path)
    assert rows(built, "SELECT path FROM document_errors") == [(path,) for path in expected], why
    assert rows(built, "SELECT count(*) FROM runs") == [(len(runs),)], why


def test_the_last_failure_is_the_one_that_is_told(tmp_path: Path) -> None:
    results.append_run(tmp_path, run(1, ["a"], ["a"], "file-empty"))
    results.append_run(tmp_path, run(2, ["a"], ["a"], "not-thai"))
    assert rows(build(tmp_path), "FROM document_errors") == [("a", "not-thai", "\u0e01", "m", None)]


def test_times_are_utc(database: Path) -> None:
    assert rows(database, "FROM runs") == [
        ("run 1", datetime(2026, 10, 1, 0, 1), datetime(2026, 10, 1, 0, 6), "0.1.0", 1, 1, 0)
    ]
    assert run(1, []).started_at.tzinfo == UTC


@pytest.mark.parametrize("line", ["{", "", '{"run_id":"x"}', "[]", "null"])
def test_a_broken_line_of_the_runs_is_told(tmp_path: Path, line: str) -> None:
    results.append_run(tmp_path, run(1, []))
    with (tmp_path / results.RUNS).open("a") as file:
        file.write(f"{line}\n")
    error = refused("result-broken", lambda: build(tmp_path))
    assert error.params["path"] == f"{tmp_path / results.RUNS}:2"


def test_one_run_told_twice_is_told(tmp_path: Path) -> None:
    for _ in range(2):
        results.append_run(tmp_path, run(1, []))
    assert refused("result-broken", lambda: build(tmp_path)).params["path"] == str(tmp_path / results.RUNS)
