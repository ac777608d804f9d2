"""Headers of tables: which columns the page has that a row stands on, as the page itself names them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.markup import tidy
from schemas.document import Document
from schemas.plan import Plan
from schemas.profile import Grid, Profile

HEADER = "table-header"
MONTH = "month"


@dataclass(frozen=True, slots=True)
class Heads:
    """A header: its first line, the names of the columns that it heads, and how many of them are months."""

    line: int
    columns: frozenset[str]
    months: int


def headers(document: Document, plan: Plan, profile: Profile) -> dict[str, list[Heads]]:
    """Grid -> the headers that the document prints for it, in reading order; the lines of one are taken together."""
    grids = {f"grids.{grid.name}": grid for grid in profile.grids}
    found: dict[str, list[Heads]] = {grid.name: [] for grid in profile.grids}
    before = 0
    for role in plan.line_roles:
        grid = grids.get(role.rule or "")
        if role.role != HEADER or grid is None:
            continue
        one = _heads(grid, role.line_no, document.lines[role.line_no - 1].cells or ())
        known = found[grid.name]
        if known and before == role.line_no - 1:
            last = known.pop()
            one = Heads(last.line, last.columns | one.columns, max(last.months, one.months))
        known.append(one)
        before = role.line_no
    return found


def _heads(grid: Grid, line: int, cells: tuple[str, ...] | list[str]) -> Heads:
    named = [
        column
        for cell in map(tidy, cells)
        for column in grid.columns
        if cell and any(pattern.regex.search(cell) for pattern in column.headers)
    ]
    return Heads(line, frozenset(one.name for one in named), sum(one.kind == MONTH for one in named))
