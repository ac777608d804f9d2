"""Tables and views of a finished database, whole: as files or as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import StoreError, told_as
from pipeline.store.database import Connection, DatabaseError, opened

NESTED = re.compile(r"STRUCT|MAP|\[")
TABLES_AND_VIEWS = """
SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1
"""


class Tables:
    """The tables and views of a database that is only read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.names: list[str] = [name for (name,) in connection.execute(TABLES_AND_VIEWS).fetchall()]
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


@contextmanager
def copying(database: Path) -> Iterator[Tables]:
    """A database to be copied. Raises UsageError "database-missing", StoreError "export-failed"."""
    with told_as(StoreError, "export-failed", DatabaseError, path=str(database)), opened(database) as connection:
        yield Tables(connection)
