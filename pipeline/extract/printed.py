"""Tables as they stand, of which no profile knows what they tell."""

from __future__ import annotations

from pipeline.extract.records import Records
from schemas.outline import Outline
from schemas.plan import PrintedRow, PrintedTable


def add_printed_tables(outline: Outline, records: Records) -> None:
    """Add every such table with its rows, in reading order."""
    for ordinal, table in enumerate(outline.tables, 1):
        table_id = f"{records.plan_id}:table:{ordinal}"
        lines = sorted([*table.headers, *(row.first for row in table.rows)])
        source = records.spans(_stretches(lines))
        records.plan.printed_tables.append(
            PrintedTable(
                table_id=table_id,
                plan_id=records.plan_id,
                node_id=records.node_id(table.node) if table.node else None,
                ordinal=ordinal,
                names=table.names,
                trust=records.trust(source),
                source=source,
            )
        )
        for place, row in enumerate(table.rows, 1):
            records.plan.printed_rows.append(
                PrintedRow(
                    table_id=table_id, ordinal=place, cells=row.cells, source=records.spans([(row.first, row.last)])
                )
            )


def _stretches(lines: list[int]) -> list[tuple[int, int]]:
    """Line numbers as stretches of neighbours."""
    found: list[tuple[int, int]] = []
    for line in lines:
        if found and found[-1][1] == line - 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found
