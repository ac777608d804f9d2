"""Exports: what is in the database is in the files, and nothing in a text can do harm."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest
from conftest import Rows

import run
from pipeline import export
from pipeline.store import DATABASE
from pipeline.store.copying import copying

TABLES = ("nodes", "statements", "findings", "projects", "lines")


@pytest.mark.parametrize("kind", ["parquet", "csv", "json", "jsonl"])
def test_every_row_is_in_the_files(library: Path, tmp_path: Path, kind: export.Format, rows: Rows) -> None:
    to = tmp_path / "it's here"
    assert run.main(["export", "--format", kind, "--to", str(to)]) == 0
    names = {path.name for path in to.iterdir()}
    assert {f"{table}.{kind}" for table in TABLES} <= names
    assert not [name for name in names if name.startswith(".")]
    for table in TABLES:
        (count,) = rows(f"SELECT count(*) FROM {table}")[0]
        assert _count(to / f"{table}.{kind}", kind) == count, table


def _count(path: Path, kind: str) -> int:
    if kind == "csv":
        with path.open(encoding="utf-8", newline="") as file:
            return sum(1 for _ in csv.reader(file)) - 1
    if kind == "json":
        return len(json.loads(path.read_text("utf-8")))
    if kind == "jsonl":
        return len([json.loads(line) for line in path.read_text("utf-8").splitlines()])
    quoted = str(path).replace("'", "''")
    return int(duckdb.sql(f"SELECT count(*) FROM read_parquet('{quoted}')").fetchall()[0][0])


def test_what_is_nested_is_json_in_csv(library: Path, tmp_path: Path) -> None:
    assert run.main(["export", "--format", "csv", "--to", str(tmp_path)]) == 0
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert set(json.loads(first["source"])[0]) == {"page", "first_line", "last_line"}


def test_a_workbook_holds_texts_as_texts(here: Path, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    plan = Path("raw") / "library-plan-2567.txt"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("วัตถุประสงค์\n\n", 'วัตถุประสงค์\n\n=HYPERLINK("http://x")', 1), "utf-8")
    assert run.main([]) == 0
    to = tmp_path / "book"
    assert run.main(["export", "--format", "xlsx", "--to", str(to)]) == 0
    (path,) = to.iterdir()
    with ZipFile(path) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any("=HYPERLINK" in sheet for sheet in sheets)
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_what_a_cell_cannot_hold_is_cut_and_told(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("xlsxwriter")
    plan = Path("raw") / "library-plan-2567.txt"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("หลักการและเหตุผล\n\n", f"หลักการและเหตุผล\n\n{'ยาว ' * 10_000}\n", 1), "utf-8")
    assert run.main([]) == 0
    assert run.main(["export", "--format", "xlsx", "--to", str(tmp_path / "book")]) == 0
    assert "cells were cut" in capsys.readouterr().err


def test_the_trail_of_one_plan(library: Path, tmp_path: Path) -> None:
    assert run.main(["export", "--format", "prov", "--plan", "library-plan-2567", "--to", str(tmp_path)]) == 0
    (path,) = tmp_path.iterdir()
    assert path.name == "library-plan-2567.prov.json"
    assert "wasDerivedFrom" in json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("kind", ["parquet", "csv", "json", "jsonl"])
def test_one_plan_alone_is_in_the_files(library: Path, tmp_path: Path, kind: str, rows: Rows) -> None:
    """Also of tables whose rows do not name their plan."""
    plan = "library-plan-2567"
    assert run.main(["export", "--format", kind, "--plan", plan, "--to", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        f"{name}.{kind}" for (name,) in rows("SELECT table_name FROM information_schema.tables")
    )
    told = {
        "nodes": f"FROM nodes WHERE plan_id = '{plan}'",
        "quantities": f"FROM quantities WHERE coalesce(statement_id, criterion_id) LIKE '{plan}:%'",
        "projects": f"FROM projects WHERE plan_id = '{plan}'",
        "plans": "FROM range(1)",
        "runs": "FROM range(0)",
    }
    for table, its in told.items():
        assert _count(tmp_path / f"{table}.{kind}", kind) == len(rows(its)), table


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--format", "pdf"], "format-unknown"),
        (["--format", "csv", "--plan", "nobody"], "plan-unknown"),
        (["--format", "prov", "--plan", "nobody"], "plan-unknown"),
        (["--format", "csv", "--out", "nowhere"], "database-missing"),
    ],
)
def test_what_makes_no_sense_is_refused(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    assert run.main(["export", "--to", str(tmp_path / "to"), *arguments]) == 2
    assert code in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_told(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    assert run.main(["export", "--format", "csv", "--to", str(tmp_path / "taken")]) == 3
    assert "export-failed" in capsys.readouterr().err


def test_views_are_exported_too(library: Path) -> None:
    with copying(Path("extracted") / DATABASE) as tables:
        assert {"projects", "count_check", "nodes"} <= set(tables.names)
