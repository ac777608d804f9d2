"""Questions in SQL, whoever asks them: what an answer may do is nothing but read this database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from pipeline.errors import UsageError, told_as
from pipeline.store.database import QUESTIONS, DatabaseError, opened

SEAL = "SET enable_external_access = false; SET lock_configuration = true"
"""Said after opening, because an already sealed DuckDB does not open a file with a question mark in its path."""


class QueryResult(NamedTuple):
    """The answer to a query: the names of its columns, and its rows with values as DuckDB gives them."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class Ask(Protocol):
    """One SELECT after the other; what `query` says holds for each."""

    def __call__(self, sql: str, limit: int | None = None) -> QueryResult: ...  # noqa: D102


def query(database: Path, sql: str, limit: int | None = None) -> QueryResult:
    """The answer to one SELECT (or EXPLAIN), at most `limit` rows of it. Nothing else can be done or reached by it.

    Raises UsageError "database-missing", "query-refused" (not one statement, or one that does not ask), "query-failed".
    """
    with asking(database) as ask:
        return ask(sql, limit)


@contextmanager
def asking(database: Path) -> Iterator[Ask]:
    """`query` for several questions to one database, opened once. Raises what `query` raises."""
    with _asked(), opened(database) as connection:
        connection.execute(SEAL)

        def ask(sql: str, limit: int | None = None) -> QueryResult:
            with _asked():
                sql.encode()  # what the terminal could not decode, DuckDB would answer with a TypeError
                statements = connection.extract_statements(sql)
                if len(statements) != 1 or statements[0].type not in QUESTIONS:
                    raise UsageError("query-refused")
                connection.execute(statements[0])
                columns = [column[0] for column in connection.description or []]
                return QueryResult(columns, connection.fetchall() if limit is None else connection.fetchmany(limit))

        yield ask


def _asked() -> AbstractContextManager[None]:
    """Turn what DuckDB says against a question into UsageError "query-failed"."""
    return told_as(UsageError, "query-failed", UnicodeError, DatabaseError)
