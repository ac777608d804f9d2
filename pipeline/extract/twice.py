"""A cell that the print gave to two rows: what it tells is taken once, with both places.

It happens where a cell runs over the rows of two guidelines. The entries from where their numbers start anew are the
second row's, and with them what is told of them; the others stay the first row's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.reading import GridBrief, Project, Told
from pipeline.extract.shares import Share
from pipeline.markup import tidy
from schemas.outline import GridRow
from schemas.profile import GridColumn


def repeated(row: GridRow, above: GridRow | None) -> frozenset[str]:
    """The columns of which a row's cell says the same as that of the row above."""
    if above is None:
        return frozenset()
    before = above.cells
    return frozenset(name for name, one in row.cells.items() if name in before and _same(one.text, before[name].text))


def _stands(spans: Sequence[tuple[int, int]], row: GridRow) -> bool:
    """Whether one of the places is a row's."""
    return any(first == row.line for first, _ in spans)


def _same(one: str, other: str) -> bool:
    return tidy(one) == tidy(other)


def printed_anew(listed: Sequence[Share], told_above: Sequence[Told], row: GridRow) -> list[Share]:
    """The items of a cell that the row above does not tell as well; of what it tells, this is another place."""
    left = list(told_above)
    anew: list[Share] = []
    for share in listed:
        known = next((told for told in left if _same(told.text, share.text)), None)
        if known is None:
            anew.append(share)
        else:
            known.spans.append((row.line, row.line))
            left.remove(known)
    return anew


def take_once(
    row: GridRow, above: GridRow, before: GridBrief, brief: GridBrief, columns: Mapping[str, GridColumn]
) -> tuple[list[Project], frozenset[str]]:
    """Move out of the brief `before`, in which the row above stands, what is the open one's.

    Returns the projects moved, and the columns of which all that the cell says is told, now with both places.
    """
    again, place = repeated(row, above), (row.line, row.line)
    mine = [one for one in before.projects if one.line == above.line]
    restart = next((at for at, one in enumerate(mine) if one.printed == 1), 0)
    moved = mine[restart:]
    for project in before.projects:
        for spans in (project.spans, *(one.spans for one in project.activities)):
            if _stands(spans, above):
                spans.append(place)
    before.projects = [one for one in before.projects if one not in moved]
    items = {name for name in again if columns[name].kind in ("items", "cell")}
    shared = {name for name in again if columns[name].kind == "shares"}
    told = [one for one in before.told if one.section in items and _stands(one.spans, above)]
    for statement in told:
        statement.spans.append(place)
    moving = [one for one in before.told if one.project in moved or (one.project is None and one.section in again)]
    moving = [one for one in moving if one.spans[0][0] == above.line]
    before.told = [one for one in before.told if one not in moving]
    brief.told += moving
    offices = {name for name in again if columns[name].kind == "units"}
    if offices:  # read again in their new brief, where an entry told twice is one with both places
        brief.offices += [one for one in before.offices if one.first == above.line]
        before.offices = [one for one in before.offices if one.first != above.line]
    return moved, again - offices - shared - (items - {one.section for one in told})
