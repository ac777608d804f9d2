"""How a database is opened: to be filled, or only to be read. The only module that imports duckdb."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import UsageError

Connection = duckdb.DuckDBPyConnection
DatabaseError = duckdb.Error
MISFITS = (duckdb.ConstraintException, duckdb.ConversionException, duckdb.InvalidInputException)
"""What DuckDB raises where a record does not fit its table."""
QUESTIONS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
"""The kinds of statement that only ask."""

OFFLINE: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
FILLING = OFFLINE | {
    "threads": 1,  # tables of a few thousand rows: a second thread costs more than it brings
    "default_block_size": 16384,  # an index takes a block at least: with the usual 256 KiB, 1.5 MB become 15
    "checkpoint_threshold": "1B",  # the commit writes the tables themselves, and not a log of them first
}
READING = OFFLINE | {"python_enable_replacements": False}


def filled(database: Path) -> Connection:
    """A new database at `database`, to be filled."""
    return duckdb.connect(str(database), config=FILLING)


def in_memory() -> Connection:
    """A new database that nobody keeps."""
    return duckdb.connect(":memory:", config=OFFLINE)


@contextmanager
def opened(database: Path) -> Iterator[Connection]:
    """A database that is only read. Raises UsageError "database-missing", DatabaseError."""
    if not database.is_file():
        raise UsageError("database-missing", path=str(database))
    with duckdb.connect(str(database.resolve()), read_only=True, config=READING) as connection:
        yield connection
