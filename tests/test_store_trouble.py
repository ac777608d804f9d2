"""The store: nothing that goes wrong harms the old files or the old database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from stored import (
    ROOT,
    made_up,
    refused,
    rows,
    run,
)

from pipeline import results
from pipeline.store import DATABASE
from pipeline.store.warehouse import ASIDE, Warehouse, build


def altered(record: Any, change: dict[str, Any]) -> Any:
    """`record`, a model or a dataclass, with other values, which nobody checks."""
    return record.model_copy(update=change) if isinstance(record, BaseModel) else replace(record, **change)


def edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "where", "why"),
    [
        (lambda folder: (folder / "plan.json").write_bytes(b""), "plan.json", "empty"),
        (lambda folder: (folder / "plan.json").write_bytes(b"\xff\xfe\x00"), "plan.json", "not UTF-8"),
        (lambda folder: os.truncate(folder / "plan.json", 1000), "plan.json", "cut off"),
        (lambda folder: (folder / "document.json").unlink(), "document.json", "missing"),
        (lambda folder: (folder / "findings.json").unlink(), "findings.json", "missing"),
        (edit("plan.json", '"ordinal":1', '"ordinal":"one"'), "plan.json", "a wrong type"),
        (edit("plan.json", '"kind":', '"colour":"red","kind":'), "plan.json", "an unknown key"),
        (edit("plan.json", '"schema_version":1', '"schema_version":0'), "plan.json", "an older schema"),
        (edit("findings.json", '"schema_version":1', '"schema_version":9'), "findings.json", "a newer schema"),
        (edit("plan.json", '"plan_id":"garden-2570"', '"plan_id":"x"'), "plan.json", "another plan's"),
        (edit("findings.json", '"plan_id":"garden-2570"', '"plan_id":"x"'), "findings.json", "another plan's"),
        (edit("document.json", '"document_id":"garden-2570"', '"document_id":"x"'), "document.json", "another's"),
        (edit("findings.json", '"severity":"error"', '"severity":"fatal"'), "findings.json", "an unknown severity"),
        (edit("document.json", '"trust":"as-is"', '"trust":"blind"'), "document.json", "an unknown trust"),
    ],
)
def test_a_broken_file_is_told_and_the_old_database_stays(
    out: Path, change: Callable[[Path], object], where: str, why: str
) -> None:
    folder, before = out / "garden-2570", (out / DATABASE).read_bytes()
    change(folder)
    for act in (lambda: results.read_plan(folder), lambda: build(out)):
        error = refused("result-broken", act)
        assert error.params["path"] == str(folder / where), why
        assert error.params["reason"], why
    assert (out / DATABASE).read_bytes() == before


@pytest.mark.parametrize(
    ("table", "change", "why"),
    [
        ("nodes", {"node_id": "garden-2570 body 1.1"}, "two nodes of one id"),
        ("nodes", {"plan_id": "nobody"}, "a node of another plan"),
        ("statements", {"brief_id": "nobody"}, "a brief that is not there"),
        ("quantities", {"statement_id": None}, "neither statement nor criterion"),
        ("quantities", {"criterion_id": "garden-2570 c1"}, "both statement and criterion"),
        ("rubric_levels", {"level": 0}, "a level that is none"),
        ("rubric_criteria", {"level": 4}, "a level that the rubric does not have"),
        ("rubric_bands", {"criterion_id": "nobody"}, "a band without its printed line"),
        ("project_links", {"similarity": 1.01}, "more than the same"),
        ("schedule", {"month": date(2027, 1, 31)}, "not the first of a month"),
        ("responsibility_units", {"unit_id": "nobody"}, "a unit that is not there"),
        ("responsibility_units", {"ordinal": 9}, "an entry that is not there"),
        ("budgets", {"amount_thb": Decimal(10) ** 17}, "more baht than the column holds"),
        ("claims", {"claimed": -1}, "fewer than none"),
        ("line_roles", {"line_no": 41}, "a role without its line"),
        ("line_roles", {"line_no": 2}, "two roles of one line"),
        ("corrections", {"line_no": 0}, "a line that cannot be"),
        ("targets", {"fiscal_year_be": 2571}, "one year twice"),
    ],
)
def test_a_record_that_does_not_fit_is_told_with_its_plan(
    out: Path, table: str, change: dict[str, Any], why: str
) -> None:
    before = (out / DATABASE).read_bytes()
    document, plan, findings = made_up()
    first, *others = getattr(plan, table)
    results.write_plan(out, document, plan.model_copy(update={table: [altered(first, change), *others]}), findings)
    error = refused("result-broken", lambda: build(out))
    assert error.params["path"] == str(out / "garden-2570"), why
    assert (out / DATABASE).read_bytes() == before


def test_a_wrong_year_is_told(out: Path) -> None:
    document, plan, findings = made_up()
    head = plan.head.model_copy(update={"fiscal_year": 2570})
    results.write_plan(out, document, plan.model_copy(update={"head": head}), findings)
    refused("result-broken", lambda: build(out))


@pytest.mark.parametrize("step", ["__init__", "add_plan", "add_runs", "finish"])
@pytest.mark.parametrize("crash", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_crash_leaves_the_old_database(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: str, crash: type[BaseException]
) -> None:
    before = (out / DATABASE).read_bytes()
    done = getattr(Warehouse, step)

    def fail(*given: Any) -> None:
        done(*given)
        raise crash

    monkeypatch.setattr(Warehouse, step, fail)
    with pytest.raises(crash):
        build(out)
    assert (out / DATABASE).read_bytes() == before


def test_a_crash_while_writing_leaves_the_old_files(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file: file.read_bytes() for file in (out / "garden-2570").iterdir()}
    document, plan, findings = made_up()
    changed = plan.model_copy(update={"nodes": []})

    def fail(self: Path, data: bytes) -> int:
        if self.name.startswith(".plan"):
            raise OSError(28, "No space left on device")
        return done(self, data)

    done = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", fail)
    error = refused("store-write", lambda: results.write_plan(out, document, changed, findings))
    assert error.params == {"path": str(out / "garden-2570"), "reason": "No space left on device"}
    assert before == {file: file.read_bytes() for file in (out / "garden-2570").iterdir()}


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from pipeline.store.warehouse import build
from pipeline.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
out, size = Path(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    build(out)
except StoreError as error:
    sys.exit(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")
@pytest.mark.parametrize("size", [0, 5_000, 20_000, 100_000, 200_000])
def test_a_full_disk_leaves_the_old_database(out: Path, size: int) -> None:
    results.write_plan(out, *made_up("another-2571"))
    before = (out / DATABASE).read_bytes()
    assert len(before) > 200_000
    told = subprocess.run(
        [sys.executable, "-c", FULL_DISK, out, str(size)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (1, "store-write\n")
    assert (out / DATABASE).read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder")
    out = tmp_path / "out"
    for act in (
        lambda: build(out),
        lambda: results.write_plan(out, *made_up()),
        lambda: results.append_run(out, run(1, [])),
    ):
        assert str(out) in str(refused("store-write", act).params["path"])
    assert results.plan_folders(out) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(out: Path) -> None:
    out.chmod(0o500)
    try:
        refused("store-write", lambda: build(out))
        refused("store-write", lambda: results.write_plan(out, *made_up("another-2571")))
    finally:
        out.chmod(0o700)


@pytest.mark.parametrize(
    "plan_id", ["", ".", "..", "a/b", "../x", "/x", ".hidden", *sorted(results.RESERVED), "x\0y", "x" * 300, "\udcff"]
)
def test_a_plan_id_that_is_no_name_of_a_folder_is_refused(out: Path, plan_id: str) -> None:
    before = sorted(out.parent.rglob("*"))
    document, plan, findings = made_up()
    head = plan.head.model_copy(update={"plan_id": plan_id})
    refused("store-write", lambda: results.write_plan(out, document, plan.model_copy(update={"head": head}), findings))
    assert sorted(out.parent.rglob("*")) == before


def test_remains_of_a_killed_build_go_when_they_are_old(out: Path) -> None:
    old, young = out / f"{ASIDE}old", out / f"{ASIDE}young"
    for folder in (old, young):
        folder.mkdir()
        (folder / DATABASE).write_text("half")
    os.utime(old, (0, 0))
    build(out)
    assert (old.exists(), young.exists()) == (False, True)
    (young / DATABASE).unlink()
    young.rmdir()


def test_a_log_of_the_old_database_does_not_meet_the_new_one(out: Path) -> None:
    (out / f"{DATABASE}.wal").write_bytes(b"left by a program that wrote to the old one")
    assert rows(build(out), "SELECT count(*) FROM plans") == [(1,)]
    assert not (out / f"{DATABASE}.wal").exists()


def test_a_reader_of_the_old_database_is_not_disturbed(out: Path) -> None:
    with (out / DATABASE).open("rb") as reader:
        before = reader.read()
        results.write_plan(out, *made_up("another-2571"))
        build(out)
        reader.seek(0)
        assert reader.read() == before
    assert rows(out / DATABASE, "SELECT count(*) FROM plans") == [(2,)]
