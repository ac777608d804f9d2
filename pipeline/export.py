"""Copying the database into files of other kinds: a file for each table and view, or one workbook.

Nothing is interpreted: a text that begins like a formula stays a text, nested columns become JSON where a kind of file
has no nesting. What is written replaces what stood there, file by file, and is put in place whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any, Literal, get_args

from pipeline.errors import StoreError, told_as
from pipeline.prov import Prov
from pipeline.store import DATABASE
from pipeline.store.copying import Tables, copying
from pipeline.store.warehouse import build_alone

Format = Literal["parquet", "csv", "xlsx", "json", "jsonl", "prov"]
FORMATS: tuple[Format, ...] = get_args(Format)
COPIES: dict[str, str] = {
    "parquet": "FORMAT parquet",
    "csv": "FORMAT csv, HEADER",
    "json": "FORMAT json, ARRAY true",
    "jsonl": "FORMAT json",
}
WORKBOOK = "plans.xlsx"
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
"""What a cell and a sheet of a workbook hold."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and how many cells and rows of a workbook had to be cut."""

    files: list[Path]
    cells_cut: int = 0
    rows_left_out: int = 0


def export(out: Path, kind: Format, folder: Path, plan_id: str | None = None) -> Exported:
    """Write the database of `out`, or what it holds of one plan, to `folder`, in any kind but `prov` (see `trails`).

    Raises UsageError `database-missing`, `plan-unknown`; StoreError `export-failed`, `export-needs` (a library that is
    not installed), `result-broken`.
    """
    write: Callable[[Tables, Path], Exported] = _workbook if kind == "xlsx" else _copies(COPIES[kind], kind)
    refusing = told_as(StoreError, "export-failed", OSError, path=str(folder))
    with _database(out, plan_id) as database, copying(database) as tables, refusing:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".") as aside:
            made = write(tables, Path(aside).resolve())
            placed = [Path(shutil.move(file, folder / file.name)) for file in made.files]
    return Exported(placed, made.cells_cut, made.rows_left_out)


@contextmanager
def _database(out: Path, plan_id: str | None) -> Iterator[Path]:
    """The database of `out`; for one plan, one of its own that goes when it has been copied."""
    if plan_id is None:
        yield out / DATABASE
        return
    with TemporaryDirectory() as aside:
        database = Path(aside) / DATABASE
        build_alone(out, plan_id, database)
        yield database


def trails(folder: Path, told: Iterable[tuple[str, Prov]]) -> Exported:
    """Write PROV-JSON documents to `folder`, each under its plan's id. Raises StoreError `export-failed`."""
    files = []
    with told_as(StoreError, "export-failed", OSError, path=str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
        for plan_id, prov in told:
            path = folder / f"{plan_id}.prov.json"
            with NamedTemporaryFile(
                "w", encoding="utf-8", dir=folder, prefix=".", suffix=".tmp", delete=False
            ) as aside:
                json.dump(prov, aside, ensure_ascii=False, indent=1)
            Path(aside.name).chmod(0o644)
            files.append(Path(aside.name).replace(path))
    return Exported(files)


def _copies(options: str, kind: str) -> Callable[[Tables, Path], Exported]:
    def write(tables: Tables, folder: Path) -> Exported:
        flat = kind == "csv"
        return Exported([tables.copy(table, folder / f"{table}.{kind}", options, flat=flat) for table in tables.names])

    return write


def _workbook(tables: Tables, folder: Path) -> Exported:
    """One sheet per table and view, numbers and dates as such, all texts as texts."""
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise StoreError("export-needs", library="xlsxwriter", extra="xlsx") from error
    path = folder / WORKBOOK
    cut = left_out = 0
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), {**settings, "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"}) as book:
        bold = book.add_format({"bold": True})
        for table in tables.names:
            sheet = book.add_worksheet(table[:31])
            sheet.freeze_panes(1, 0)
            columns, rows = tables.rows(table)
            sheet.write_row(0, 0, columns, bold)
            for number, row in enumerate(rows, 1):
                if number >= MOST_ROWS:
                    left_out += 1
                    continue
                for place, value in enumerate(row):
                    told, short = _cell(value)
                    cut += short
                    if told is not None:
                        sheet.write(number, place, told)
    return Exported([path], cut, left_out)


def _cell(value: Any) -> tuple[Any, bool]:
    """A value as a cell takes it, and whether it had to be cut."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return value[: LONGEST_CELL - 1] + CUT, True
    return value, False
