"""The database in the making: built aside from all result files, and put in the place of the old one."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.compare import compare, series
from pipeline.results import (
    DOCUMENT_FILE,
    FINDINGS_FILE,
    PLAN_FILE,
    RUNS,
    DocumentFailure,
    plan_folders,
    read_plan,
    read_runs,
    reading,
    writing,
)
from pipeline.store import DATABASE
from pipeline.store.database import MISFITS, Connection, DatabaseError, filled
from schemas.plan import SCHEMA_VERSION, Head

WAREHOUSE = Path(__file__).resolve().parents[2] / "schemas" / "warehouse.sql"
OF_FINDINGS = ("findings", "waivers", "acceptances", "finding_changes")
"""The tables whose rows stand in `findings.json`; the others stand in `plan.json`."""
ASIDE = ".building-"
LEFT_BEHIND = 3600.0
"""Seconds after which a half-built database is taken for the remains of a killed run; a build takes seconds."""


def build(out: Path) -> Path:
    """Build OUT/plans.duckdb anew from the files under `out`, aside, and put it in the place of the old one.

    Raises StoreError "result-broken" if a file or a record in it cannot be what it should be (the path tells which),
    "store-write" if the database cannot be written. Either way the old one stays.
    """
    database = out / DATABASE
    with writing(database, DatabaseError):
        out.mkdir(parents=True, exist_ok=True)
        for remains in out.glob(f"{ASIDE}*"):
            if time.time() - remains.stat().st_mtime > LEFT_BEHIND:
                shutil.rmtree(remains, ignore_errors=True)
        with TemporaryDirectory(prefix=ASIDE, dir=out) as aside:
            fresh = Path(aside).resolve() / DATABASE
            with filled(fresh) as connection:
                warehouse = Warehouse(connection)
                for folder in plan_folders(out):
                    warehouse.add_plan(folder)
                warehouse.add_changes(out)
                warehouse.add_runs(out)
                warehouse.finish()
            Path(f"{database}.wal").unlink(missing_ok=True)  # of somebody who wrote to the old one; it fits no other
            fresh.replace(database)
    return database


def build_alone(out: Path, plan_id: str, database: Path) -> None:
    """Build a database of one plan at `database`, where there is none; runs and changes between plans are not in it.

    Raises UsageError "plan-unknown", StoreError "result-broken", "store-write".
    """
    with writing(database, DatabaseError), filled(database) as connection:
        warehouse = Warehouse(connection)
        for folder in plan_folders(out, plan_id):
            warehouse.add_plan(folder)
        warehouse.finish()


class Warehouse:
    """A new database in the making: tables and views as in `warehouse.sql`, and what has been added so far."""

    def __init__(self, connection: Connection) -> None:
        """Open the transaction that everything goes into, and make the tables and views."""
        script = WAREHOUSE.read_text("utf-8")
        connection.begin()
        connection.execute(script)
        self.connection = connection
        self.heads: list[Head] = []
        self.types: dict[str, dict[str, str]] = {}
        """Of each table, parents first: column -> type, as the catalogue spells it."""
        for table in re.findall(r"(?m)^CREATE TABLE (\w+)", script):
            relation = connection.table(table)
            self.types[table] = dict(zip(relation.columns, map(str, relation.types), strict=True))

    def add_changes(self, out: Path) -> None:
        """Add what changed between neighbours of a series of plans. Raises StoreError "result-broken"."""
        for before, after in series(self.heads):
            plans = [read_plan(out / head.plan_id)[1] for head in (before, after)]
            if rows := compare(*plans):
                content = f"[{','.join(row.model_dump_json() for row in rows)}]"
                self.connection.execute(
                    "INSERT INTO plan_changes BY NAME SELECT unnest(from_json_strict(?, ?), max_depth := 2)",
                    [content, json.dumps([self.types["plan_changes"]])],
                )

    def add_plan(self, folder: Path) -> None:
        """Add a plan and its document. Raises StoreError "result-broken"."""
        document, plan, findings = read_plan(folder)
        self.heads.append(plan.head)
        pages = {page.page for page in document.pages} | {line.page for line in document.lines} - {None}
        given = {name: getattr(document, name) for name in ("document_id", "path", "file_name", "sha256", "media_type")}
        given |= {"pages": len(pages) or None, "lines": len(document.lines), "chars": document.chars}
        records = {**dict(plan), **{table: getattr(findings, table) for table in OF_FINDINGS}}
        filled = [table for table in self.types if records.get(table)]
        with reading(folder, *MISFITS):
            self._stage(folder, filled)
            self.connection.execute("INSERT INTO documents BY NAME SELECT unnest(?)", [given])
            self.connection.execute(
                "INSERT INTO pages BY NAME SELECT ? AS document_id, unnest(pages, max_depth := 2) FROM staged",
                [document.document_id],
            )
            # A full join, so that a role without its line meets NOT NULL and does not go by in silence.
            self.connection.execute(
                "INSERT INTO lines BY NAME SELECT ? AS document_id, number AS line_no, page, text, text_found, cells,"
                " box, coalesce(role, 'unclaimed') AS role, rule, owner_id"
                " FROM (SELECT unnest(lines, max_depth := 2) FROM staged)"
                " FULL JOIN (SELECT unnest(line_roles, max_depth := 2) FROM staged) ON number = line_no"
                " ORDER BY number",
                [document.document_id],
            )
            self.connection.execute("INSERT INTO plans BY NAME SELECT unnest(head) FROM staged")
            for table in filled:
                # Plans share units, and the first plan that names one tells what it is.
                verb = "INSERT OR IGNORE INTO" if table == "units" else "INSERT INTO"
                sql = f"{verb} {table} BY NAME SELECT unnest({table}, max_depth := 2) FROM staged"  # noqa: S608 - own names
                self.connection.execute(sql)

    def _stage(self, folder: Path, filled: list[str]) -> None:
        """Read the files of a plan, which `read_plan` has checked, into `staged`: one row, a typed list per table."""
        lines = self.types["lines"] | {"number": self.types["lines"]["line_no"]}
        columns = {
            DOCUMENT_FILE: {
                "lines": _list(lines, "number", "page", "text", "text_found", "cells", "box"),
                "pages": _list(self.types["pages"], *(name for name in self.types["pages"] if name != "document_id")),
            },
            PLAN_FILE: {
                "head": _list(self.types["plans"]).removesuffix("[]"),
                "line_roles": _list(lines, "line_no", "role", "rule", "owner_id"),
                **{table: _list(self.types[table]) for table in filled if table not in OF_FINDINGS},
            },
            FINDINGS_FILE: {table: _list(self.types[table]) for table in OF_FINDINGS},
        }
        one = "read_json(?, columns = ?, maximum_object_size = ?, format = 'unstructured', hive_partitioning = false)"
        files = [(folder.resolve() / name, types) for name, types in columns.items()]
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE staged AS FROM {one}, {one}, {one}",
            [given for file, types in files for given in (str(file), types, file.stat().st_size + 1)],
        )

    def add_runs(self, out: Path) -> None:
        """Add the runs, and what failed where the last try of a path failed. Raises StoreError "result-broken"."""
        runs = read_runs(out)
        last: dict[str, DocumentFailure | None] = {}
        for run in runs:
            last |= dict.fromkeys(run.tried) | {failure.path: failure for failure in run.errors}
        failures = [failure for _, failure in sorted(last.items()) if failure]
        for table, rows in ("runs", runs), ("document_errors", failures):
            with reading(out / RUNS, *MISFITS):
                self.connection.execute(
                    f"INSERT INTO {table} BY NAME SELECT unnest(from_json_strict(?, ?), max_depth := 2)",
                    [f"[{','.join(row.model_dump_json() for row in rows)}]", json.dumps([self.types[table]])],
                )

    def finish(self) -> None:
        """Write everything to the file."""
        self.connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(SCHEMA_VERSION)])
        self.connection.commit()
        self.connection.execute("CHECKPOINT")  # the commit has done it, or else this tells why not


def _list(types: dict[str, str], *names: str) -> str:
    """The type of a list of records that have the columns `names` of a table, or all."""
    return "STRUCT({})[]".format(", ".join(f'"{name}" {types[name]}' for name in names or types))
