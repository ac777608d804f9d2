"""A cell that the print gave to two rows: what it tells is taken once, with both places.

It happens where a cell runs over the rows of two guidelines. The entries from where their numbers start anew are the
second row's, and with them what is told of them; the others stay the first row's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
) -> Sequence[Project]:
    """Move out of the brief `before`, in which the row above stands, what is the open one's; returns the projects."""
    again, place = repeated(row, above), (row.line, row.line)
    mine = [one for one in before.projects if one.line == above.line]
    restart = next((at for at, one in enumerate(mine) if one.printed == 1), 0)
    moved = mine[restart:]
    before.projects = [one for one in before.projects if one not in moved]
    for project in mine:
        project.spans.append(place)
        for activity in project.activities:
            activity.spans.append(place)
    for told in [one for one in before.told if any(first == above.line for first, _ in one.spans)]:
        if told.section in again:
            told.spans.append(place)
        begun = told.spans[0][0] == above.line
        if begun and (told.project in moved or (told.project is None and told.section in again)):
            before.told.remove(told)
            brief.told.append(told)
    if any(columns[name].kind == "units" for name in again):
        offices = [one for one in before.offices if one.first <= above.line <= one.last]
        twins = [replace(one, first=row.line, last=row.line) for one in offices]
        moving = [one for one in (*offices, *twins) if one.first >= above.line]
        before.offices = [one for one in (*before.offices, *twins) if one not in moving]
        brief.offices += moving
    return moved
