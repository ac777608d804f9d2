"""Questions to the database: what only asks is answered, all else is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from stored import refused

from pipeline.store import DATABASE
from pipeline.store.asking import query


def test_a_query_gives_columns_and_rows(database: Path) -> None:
    columns, found = query(database, "SELECT number AS n, source FROM nodes WHERE kind = 'strategy' ORDER BY 1;")
    assert columns == ["n", "source"]
    assert found == [
        ("1", [{"page": 1, "first_line": 1, "last_line": 1}]),
        ("2", [{"page": 1, "first_line": 6, "last_line": 6}]),
    ]


def test_a_query_stops_at_its_limit(database: Path) -> None:
    assert query(database, "FROM range(100_000_000_000)", limit=2).rows == [(0,), (1,)]
    assert query(database, "SELECT 1", limit=0).rows == []
    assert query(database, "SELECT 1 WHERE false") == (["1"], [])


@pytest.mark.parametrize(
    "sql",
    ["FROM plans", "VALUES (1)", "WITH x AS (SELECT 1) FROM x", "SHOW TABLES", "DESCRIBE projects", "EXPLAIN SELECT 1"],
)
def test_what_only_reads_is_answered(database: Path, sql: str) -> None:
    assert query(database, sql).rows


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("", "query-refused"),
        ("-- nothing", "query-refused"),
        ("SELECT 1; SELECT 2", "query-refused"),
        ("SELECT 1; DROP TABLE nodes", "query-refused"),
        ("INSERT INTO meta VALUES ('a', 'b')", "query-refused"),
        ("UPDATE meta SET value = '2'", "query-refused"),
        ("DELETE FROM meta", "query-refused"),
        ("DROP TABLE findings", "query-refused"),
        ("CREATE TABLE x (i INTEGER)", "query-refused"),
        ("CREATE TEMP TABLE x AS SELECT 1", "query-refused"),
        ("ATTACH '{folder}/x.duckdb'", "query-refused"),
        ("COPY nodes TO '{folder}/x.csv'", "query-refused"),
        ("COPY nodes FROM '/etc/passwd'", "query-refused"),
        ("EXPORT DATABASE '{folder}/x'", "query-refused"),
        ("SET enable_external_access = true", "query-refused"),
        ("RESET lock_configuration", "query-refused"),
        ("INSTALL httpfs", "query-refused"),
        ("LOAD httpfs", "query-refused"),
        ("CHECKPOINT", "query-refused"),
        ("BEGIN", "query-refused"),
        ("EXPLAIN ANALYZE INSERT INTO meta VALUES ('a', 'b')", "query-failed"),
        ("EXPLAIN ANALYZE COPY nodes TO '{folder}/x.csv'", "query-failed"),
        ("SELECT * FROM '/etc/passwd'", "query-failed"),
        ("SELECT * FROM '{folder}/garden-2570/plan.json'", "query-failed"),
        ("FROM read_text('/etc/passwd')", "query-failed"),
        ("FROM read_csv('/etc/passwd')", "query-failed"),
        ("FROM read_json('{folder}/garden-2570/plan.json')", "query-failed"),
        ("FROM read_csv('https://example.org/x.csv')", "query-failed"),
        ("FROM glob('/*')", "query-failed"),
        ("FROM query('DROP TABLE nodes')", "query-failed"),
        ("FROM caller_variable", "query-failed"),
        ("SELEC 1", "query-failed"),
        ("SELECT nothing FROM nodes", "query-failed"),
        ("SELECT 'x'::INTEGER", "query-failed"),
        ("SELECT '\udcff'", "query-failed"),
        ("SELECT \0", "query-failed"),
    ],
)
def test_what_does_more_than_read_is_refused(database: Path, sql: str, code: str) -> None:
    caller_variable = [1]
    before = database.read_bytes()
    refused(code, lambda: query(database, sql.replace("{folder}", str(database.parent))))
    assert database.read_bytes() == before
    assert sorted(path.name for path in database.parent.iterdir()) == ["garden-2570", "plans.duckdb", "runs.jsonl"]
    assert caller_variable


@pytest.mark.parametrize("name", [DATABASE, "."])
def test_a_missing_database_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert refused("database-missing", lambda: query(path, "SELECT 1")).params == {"path": str(path)}
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("no database at all")
    refused("query-failed", lambda: query(tmp_path / DATABASE, "SELECT 1"))
