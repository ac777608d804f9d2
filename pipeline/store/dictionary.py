"""The data dictionary: what the catalogue says of every table, view and column."""

from __future__ import annotations

import re

from pipeline.store.database import in_memory
from pipeline.store.warehouse import WAREHOUSE, Warehouse

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
    with in_memory() as connection:
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
