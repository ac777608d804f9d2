"""The *store* stage: results as files, and the database that is built from these files and from nothing else.

    write_plan -> OUT/<plan_id>/document.json, findings.json, plan.json
    append_run -> OUT/runs.jsonl
    build      -> OUT/plans.duckdb

What is promised: the same files give the same rows; a reader never sees half a database; whatever goes wrong, the old
one stays and nothing temporary is left behind. The types of the tables stand in `schemas/warehouse.sql` alone: this
module asks the catalogue for them. It is the only one that imports duckdb.
"""

from __future__ import annotations

import difflib
import errno
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, NamedTuple, Protocol, TypeVar

import duckdb
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticSerializationError

from pipeline.compare import compare, series
from pipeline.errors import StoreError
from schemas.document import DOCUMENT, Document
from schemas.finding import Findings
from schemas.plan import SCHEMA_VERSION, Head, Plan

WAREHOUSE = Path(__file__).resolve().parent.parent / "schemas" / "warehouse.sql"
DATABASE = "plans.duckdb"
RUNS = "runs.jsonl"
OF_FINDINGS = ("findings", "waivers", "acceptances", "finding_changes")
"""The tables whose rows stand in `findings.json`; the others stand in `plan.json`."""
RESULT_FILES = DOCUMENT_FILE, FINDINGS_FILE, PLAN_FILE = "document.json", "findings.json", "plan.json"
RESERVED = {"report", DATABASE, RUNS}
"""Names in OUT that belong to somebody else, so that no plan may bear them."""

ASIDE = ".building-"
LEFT_BEHIND = 3600.0
"""Seconds after which a half-built database is taken for the remains of a killed run; a build takes seconds."""

OFFLINE: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
BUILDING = OFFLINE | {
    "threads": 1,  # tables of a few thousand rows: a second thread costs more than it brings
    "default_block_size": 16384,  # an index takes a block at least: with the usual 256 KiB, 1.5 MB become 15
    "checkpoint_threshold": "1B",  # the commit writes the tables themselves, and not a log of them first
}
ASKING = OFFLINE | {"python_enable_replacements": False}
SEAL = "SET enable_external_access = false; SET lock_configuration = true"
"""Said after opening, because an already sealed DuckDB does not open a file with a question mark in its path."""
QUESTIONS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
REFUSALS = (duckdb.ConstraintException, duckdb.ConversionException, duckdb.InvalidInputException)
"""What DuckDB raises where a record does not fit its table."""

Parsed = TypeVar("Parsed")
Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class DocumentFailure(BaseModel):
    """Why a document could not be ingested: a row of `document_errors`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    code: str
    message_th: str
    message_en: str
    hint: str | None = None


class RunRecord(BaseModel):
    """A run of the ingest command: a line of `runs.jsonl`, a row of `runs`. `tried` are the paths that it took up."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    run_id: str
    started_at: Moment
    finished_at: Moment
    version: str
    documents_ok: int
    documents_failed: int
    documents_unchanged: int
    tried: list[str] = []
    errors: list[DocumentFailure] = []


class QueryResult(NamedTuple):
    """The answer to a query: the names of its columns, and its rows with values as DuckDB gives them."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class Ask(Protocol):
    """One SELECT after the other; what `query` says holds for each."""

    def __call__(self, sql: str, limit: int | None = None) -> QueryResult: ...  # noqa: D102


# Files ---------------------------------------------------------------------------------------------------------------

BETWEEN_RECORDS = re.compile(rb',(?=\{"[a-z])(?!\{"page":(?:null|-?\d+),"first_line")')
"""The comma before a record in compact JSON, a place (`Span`) excepted. Texts are safe: a quotation mark inside one
comes with a backslash, and the one that ends it is never followed by a letter."""


def write_plan(out: Path, document: Document, plan: Plan, findings: Findings) -> None:
    """Write the three files of a plan to OUT/<plan_id>/, a record per line; the same input gives the same bytes.

    All are written aside and then renamed, `plan.json` last: a folder without it is no plan.
    Raises StoreError "store-write" if they cannot be written; then the old ones stay.
    """
    folder = out / plan.head.plan_id
    with _writing(folder):
        name = plan.head.plan_id
        if name != folder.name or name.startswith(".") or name in RESERVED or not name.isprintable():
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        contents = {
            DOCUMENT_FILE: DOCUMENT.dump_json(document),
            FINDINGS_FILE: findings.model_dump_json().encode(),
            PLAN_FILE: plan.model_dump_json().encode(),
        }
        _put(folder, {file: BETWEEN_RECORDS.sub(b",\n", content) + b"\n" for file, content in contents.items()})


def read_plan(folder: Path) -> tuple[Document, Plan, Findings]:
    """Read back, and check, what `write_plan` wrote to `folder`.

    Raises StoreError "result-broken" if a file is missing, is not what its model says, is of another version of the
    schema, or tells of another plan.
    """
    document = _read(folder / DOCUMENT_FILE, DOCUMENT.validate_json)
    plan = _read(folder / PLAN_FILE, Plan.model_validate_json)
    findings = _read(folder / FINDINGS_FILE, Findings.model_validate_json)
    for name, found, expected in (
        (PLAN_FILE, plan.schema_version, SCHEMA_VERSION),
        (FINDINGS_FILE, findings.schema_version, SCHEMA_VERSION),
        (PLAN_FILE, plan.head.plan_id, folder.name),
        (FINDINGS_FILE, findings.plan_id, folder.name),
        (DOCUMENT_FILE, document.document_id, plan.head.document_id),
    ):
        if found != expected:
            raise StoreError("result-broken", path=str(folder / name), reason=f"{found!r} != {expected!r}")
    return document, plan, findings


def read_findings(folder: Path) -> Findings:
    """What is stored of a plan's findings alone. Raises StoreError "result-broken"."""
    return _read(folder / FINDINGS_FILE, Findings.model_validate_json)


def plan_folders(out: Path) -> list[Path]:
    """The folders of the plans under `out`, by name; none if there is no such folder."""
    return sorted(file.parent for file in out.glob(f"*/{PLAN_FILE}") if not file.parent.name.startswith("."))


def remove_plan(out: Path, plan_id: str) -> None:
    """Delete the folder of a plan; the database forgets it with the next `build`.

    Raises StoreError "plan-unknown" with the nearest known names, "store-write" if it cannot be deleted.
    """
    folders = {folder.name: folder for folder in plan_folders(out)}
    if plan_id not in folders:
        nearest = difflib.get_close_matches(plan_id, folders)
        raise StoreError("plan-unknown", plan_id=plan_id, nearest=", ".join(nearest))
    with _writing(folders[plan_id]):
        (folders[plan_id] / PLAN_FILE).unlink()  # first, because what is left of a folder is then no plan
        shutil.rmtree(folders[plan_id])


def append_run(out: Path, run: RunRecord) -> None:
    """Add a line to OUT/runs.jsonl, a whole one or (StoreError "store-write") none."""
    with _writing(out / RUNS):
        before = (out / RUNS).read_bytes() if (out / RUNS).exists() else b""
        _put(out, {RUNS: before + run.model_dump_json().encode() + b"\n"})


def read_runs(out: Path) -> list[RunRecord]:
    """The runs of OUT/runs.jsonl, the first one first; none if there is no such file.

    Raises StoreError "result-broken", with the number of the line in the path, if a line is not a run.
    """
    path = out / RUNS
    lines = _read(path, bytes.splitlines) if path.exists() else []
    runs = []
    for number, line in enumerate(lines, 1):
        with _reading(f"{path}:{number}"):
            runs.append(RunRecord.model_validate_json(line))
    return runs


def _put(folder: Path, contents: dict[str, bytes]) -> None:
    """Write all files aside in `folder` (made if need be) and only then rename them, in the order given."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = {name: folder / f".{name}.tmp" for name in contents}
    try:
        for name, content in contents.items():
            aside[name].write_bytes(content)
        for name, path in aside.items():
            path.replace(folder / name)
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)


def _read(path: Path, parse: Callable[[bytes], Parsed]) -> Parsed:
    with _reading(path):
        return parse(path.read_bytes())


@contextmanager
def _reading(path: Path | str) -> Iterator[None]:
    """Turn what is wrong with the content of `path` into StoreError "result-broken"."""
    try:
        yield
    except (OSError, ValidationError, *REFUSALS) as error:
        raise StoreError("result-broken", path=str(path), reason=_reason(error)) from error


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn whatever keeps `path` from being written into StoreError "store-write"."""
    try:
        yield
    except (OSError, UnicodeError, PydanticSerializationError, duckdb.Error) as error:
        raise StoreError("store-write", path=str(path), reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """What an error says, in one line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return ": ".join(filter(None, [".".join(map(str, first["loc"])), first["msg"]]))
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text.strip().partition("\n")[0]


# Database ------------------------------------------------------------------------------------------------------------


def build(out: Path) -> Path:
    """Build OUT/plans.duckdb anew from the files under `out`, aside, and put it in the place of the old one.

    Raises StoreError "result-broken" if a file or a record in it cannot be what it should be (the path tells which),
    "store-write" if the database cannot be written. Either way the old one stays.
    """
    database = out / DATABASE
    with _writing(database):
        out.mkdir(parents=True, exist_ok=True)
        for remains in out.glob(f"{ASIDE}*"):
            if time.time() - remains.stat().st_mtime > LEFT_BEHIND:
                shutil.rmtree(remains, ignore_errors=True)
        with TemporaryDirectory(prefix=ASIDE, dir=out) as aside:
            fresh = Path(aside).resolve() / DATABASE
            with duckdb.connect(str(fresh), config=BUILDING) as connection:
                warehouse = Warehouse(connection)
                for folder in plan_folders(out):
                    warehouse.add_plan(folder)
                warehouse.add_changes(out)
                warehouse.add_runs(out)
                warehouse.finish()
            Path(f"{database}.wal").unlink(missing_ok=True)  # of somebody who wrote to the old one; it fits no other
            fresh.replace(database)
    return database


class Warehouse:
    """A new database in the making: tables and views as in `warehouse.sql`, and what has been added so far."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
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
        with _reading(folder):
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
            with _reading(out / RUNS):
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


def query(database: Path, sql: str, limit: int | None = None) -> QueryResult:
    """The answer to one SELECT (or EXPLAIN), at most `limit` rows of it. Nothing else can be done or reached by it.

    Raises StoreError "database-missing", "query-refused" (not one statement, or one that does not ask), "query-failed".
    """
    with asking(database) as ask:
        return ask(sql, limit)


@contextmanager
def asking(database: Path) -> Iterator[Ask]:
    """`query` for several questions to one database, opened once. Raises what `query` raises."""
    if not database.is_file():
        raise StoreError("database-missing", path=str(database))
    with _asked(), duckdb.connect(str(database.resolve()), read_only=True, config=ASKING) as connection:
        connection.execute(SEAL)

        def ask(sql: str, limit: int | None = None) -> QueryResult:
            with _asked():
                sql.encode()  # what the terminal could not decode, DuckDB would answer with a TypeError
                statements = connection.extract_statements(sql)
                if len(statements) != 1 or statements[0].type not in QUESTIONS:
                    raise StoreError("query-refused")
                connection.execute(statements[0])
                columns = [column[0] for column in connection.description or []]
                return QueryResult(columns, connection.fetchall() if limit is None else connection.fetchmany(limit))

        yield ask


@contextmanager
def _asked() -> Iterator[None]:
    """Turn what DuckDB says against a question into StoreError "query-failed"."""
    try:
        yield
    except (UnicodeError, duckdb.Error) as error:
        raise StoreError("query-failed", reason=_reason(error)) from error


class Reader:
    """A database that is only read: its tables and views, as files or as rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.tables: list[str] = [name for (name,) in connection.execute(TABLES_AND_VIEWS).fetchall()]
        """Tables and views, by name."""

    def copy(self, table: str, path: Path, options: str, *, flat: bool) -> Path:
        """Write a table to `path`; `flat`: what is nested becomes JSON."""
        source = self._select(table) if flat else f'FROM "{table}"'
        target = str(path).replace("'", "''")
        self._connection.execute(f"COPY ({source}) TO '{target}' ({options})")
        return path

    def rows(self, table: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns and the rows of a table; what is nested is JSON."""
        cursor = self._connection.execute(self._select(table))
        columns = [column[0] for column in cursor.description or []]
        return columns, iter(cursor.fetchone, None)

    def _select(self, table: str) -> str:
        columns = self._connection.execute(f'DESCRIBE "{table}"').fetchall()
        told = (f'to_json("{name}")' if NESTED.search(kind) else f'"{name}"' for name, kind, *_ in columns)
        named = ", ".join(f'{one} AS "{name}"' for one, (name, *_) in zip(told, columns, strict=True))
        return f'SELECT {named} FROM "{table}"'  # noqa: S608 - names from the catalogue


NESTED = re.compile(r"STRUCT|MAP|\[")
TABLES_AND_VIEWS = """
SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1
"""


@contextmanager
def reading(database: Path) -> Iterator[Reader]:
    """A database to be copied. Raises StoreError "database-missing", "export-failed"."""
    if not database.is_file():
        raise StoreError("database-missing", path=str(database))
    try:
        with duckdb.connect(str(database.resolve()), read_only=True, config=ASKING) as connection:
            yield Reader(connection)
    except duckdb.Error as error:
        raise StoreError("export-failed", path=str(database), reason=_reason(error)) from error


# Documentation -------------------------------------------------------------------------------------------------------

DICTIONARY_HEAD = """\
# Data dictionary

The tables and views of `plans.duckdb`. Made from the comments in `schemas/warehouse.sql`; not to be edited by hand.
"""
RELATIONS = """
SELECT table_name, comment FROM duckdb_tables() UNION ALL SELECT view_name, comment FROM duckdb_views()
"""
COLUMNS = """
SELECT table_name, column_name, replace(data_type, 'VARCHAR', 'TEXT') || if(is_nullable, '', ' NOT NULL'), comment
FROM duckdb_columns() ORDER BY column_index
"""
KEYS = """
SELECT table_name, if(constraint_type = 'PRIMARY KEY', 'Key: ', '') || array_to_string(constraint_column_names, ', ')
    || coalesce(' -> ' || referenced_table || ' (' || array_to_string(referenced_column_names, ', ') || ')', '') || '.'
FROM duckdb_constraints() WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
ORDER BY constraint_type DESC, constraint_column_names
"""


def data_dictionary() -> str:
    """The text of `docs/data-dictionary.md`: what the catalogue says of every table, view and column.

    A column of a view that has no comment of its own means what it means in the relation that it is drawn from.
    """
    made = re.findall(r"(?ms)^CREATE (TABLE|VIEW) (\w+)(.*?);$", WAREHOUSE.read_text("utf-8"))
    sources = {name: re.findall(r"\b(?:FROM|JOIN) (\w+)", body) for kind, name, body in made if kind == "VIEW"}
    with duckdb.connect(":memory:", config=OFFLINE) as connection:
        Warehouse(connection)
        relations, columns, keys = (connection.execute(sql).fetchall() for sql in (RELATIONS, COLUMNS, KEYS))
    about, comments = dict(relations), {(owner, name): comment for owner, name, _, comment in columns}

    def meaning(owner: str, name: str) -> str:
        inherited = (meaning(source, name) for source in sources.get(owner, ()) if (source, name) in comments)
        return comments[owner, name] or next(inherited, "")

    page = [DICTIONARY_HEAD]
    for kind, relation, _ in made:
        page.append(f"## {relation}{' (view)' if kind == 'VIEW' else ''}\n\n{about[relation]}.\n")
        if told := [key for owner, key in keys if owner == relation]:
            page.append(f"{' '.join(told)}\n")
        page.append("| column | type | meaning |\n| --- | --- | --- |")
        page += [
            f"| {name} | {type_} | {meaning(owner, name)} |" for owner, name, type_, _ in columns if owner == relation
        ]
        page.append("")
    return "\n".join(page)
