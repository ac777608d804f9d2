"""Tables from ruled lines: rules -> grids of cells with spans -> rows of texts.

A grid is a set of rules that touch one another, with at least two columns. Its cells are the fields between the rules,
joined where no rule parts them; a cell that spans rows or columns has its text in the first of them. Where the
verticals end and no rule lies across, the page's end cut a row in two, or the last rule is missing: `foot_of` tells
what decides between them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.read.pdf_glyphs import Painted
from pipeline.read.pdf_layout import side_by_side
from pipeline.read.pdf_letters import SAME_LINE, Cluster
from pipeline.read.pdf_lines import nowhere, printed_cell
from pipeline.read.pdf_tags import NOWHERE, Place
from schemas.document import Layout

SNAP = 2.5
"""Points. Rules nearer to each other than this are one; a rule that ends this near to another touches it."""
THIN_ROW, THIN_COLUMN = 4.0, 5.0
"""Points. Fields smaller than this hold no text: double lines."""
MAX_RULES = 3000
"""Rules on a page; drawings have more, and are no tables."""

MANY = 4
"""Columns that no frame round a text has."""
FULL = 0.4
"""Of a column's width; a line that leaves less room is wrapped, not ended."""
WORD = 5.0
"""Em; the same in narrow columns, where one long word that did not fit leaves much room."""

FIGURE_ROOM = 1.2
"""Em. A figure is wrapped only where its column leaves less room than this."""

FIGURE = frozenset("0123456789,.")

Rule = tuple[float, float, float]


@dataclass(slots=True)
class Grid:
    """A table's fields: edges of columns and rows, the cell of each field (row by row), and the text of each cell."""

    xs: list[float]
    ys: list[float]
    cell: list[int]
    inside: dict[int, list[Cluster]] = field(default_factory=dict)
    seen: list[Rule] = field(default_factory=list)
    """The page's rules across that are not white."""
    columns: list[int] = field(default_factory=list)
    """The columns (of all between `xs`) that rows have cells in."""
    fields: dict[int, list[int]] = field(default_factory=dict)
    """The fields of each cell."""
    turned: dict[int, tuple[str, float]] = field(default_factory=dict)
    """The text of cells in which it is written in another direction, and its size."""

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.xs) - 1

    def __post_init__(self) -> None:
        for place, cell in enumerate(self.cell):
            self.fields.setdefault(cell, []).append(place)

    def row_of(self, cell: int) -> int:
        """The first row of a cell."""
        return self.fields[cell][0] // self.width

    def over(self, cell: int) -> set[int]:
        """The columns that a cell reaches over."""
        return {place % self.width for place in self.fields[cell]}

    def column_of(self, cell: int) -> int:
        """The first column that counts of a cell's first row."""
        row = self.row_of(cell)
        return min(place % self.width for place in self.fields[cell] if self._counts(place, row))

    def _counts(self, place: int, row: int) -> bool:
        return place // self.width == row and place % self.width in self.columns

    def field_at(self, x: float, y: float) -> int | None:
        """The cell at a place, None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < self.width and 0 <= row < len(self.ys) - 1):
            return None
        return self.cell[row * self.width + column]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells, its box, the edges of its columns, how the cells stand.

    What the file's own structure says: its `row` and `table` (0: nothing), and where each cell `ends`: its first and
    last letters.
    """

    cells: tuple[str, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    edges: tuple[float, ...]
    layout: Layout
    row: int = 0
    table: int = 0
    ends: tuple[tuple[Place, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """How the text of a cell ends where its page ends: `room` below its last line in em, whether that line is full,
    whether a blank stands behind it, whether it ends with a figure that had room for more (`figure`); `top` is where
    the cell begins."""

    room: float
    full: bool
    blank: bool
    figure: bool
    top: float


@dataclass(frozen=True, slots=True)
class Foot:
    """The lower end of a page's lowest table: the endings of its cells, column by column, and whether a rule closes
    it."""

    endings: tuple[Ending, ...]
    ruled: bool


def grids_of(page: Painted) -> list[Grid]:
    """The grids of a page that have two columns or more."""
    across, down = _merged(page.across), _merged(page.down)
    if not across or len(down) < 3 or len(across) + len(down) > MAX_RULES:
        return []
    found = []
    for group_across, group_down in _touching(across, down):
        grid = _grid(group_across, group_down)
        if grid is not None:
            grid.seen = _merged(page.seen)
            found.append(grid)
    return found


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules at one place as one place, and pieces of one rule as one rule."""
    places: list[list[Rule]] = []
    for rule in sorted(rules):
        if places and rule[0] - places[-1][-1][0] < SNAP and rule[0] - places[-1][0][0] < 2 * SNAP:
            places[-1].append(rule)
        else:
            places.append([rule])
    merged: list[Rule] = []
    for group in places:
        place = sum(rule[0] for rule in group) / len(group)
        start = end = None
        for _, low, high in sorted(group, key=lambda rule: rule[1]):
            if end is not None and start is not None and low <= end + SNAP:
                end = max(end, high)
                continue
            if start is not None and end is not None:
                merged.append((place, start, end))
            start, end = low, high
        if start is not None and end is not None:
            merged.append((place, start, end))
    return [rule for rule in merged if rule[2] - rule[1] > SNAP]


def _touching(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down):
            if x0 - SNAP <= x <= x1 + SNAP and y0 - SNAP <= y <= y1 + SNAP:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return [group for group in groups.values() if group[0] and len(group[1]) > 2]


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The grid of a group of rules. A page's end may have cut off its last rule: the verticals' ends stand for it."""
    xs = _spread([rule[0] for rule in down], THIN_COLUMN)
    ends = [min(rule[1] for rule in down), max(rule[2] for rule in down)]
    ys = _spread([rule[0] for rule in across] + ends, THIN_ROW)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1:
        return None
    parent = list(range(rows * columns))

    def root(one: int) -> int:
        while parent[one] != one:
            one = parent[one]
        return one

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _ruled(down, xs[column + 1], middle, THIN_COLUMN):
                parent[root(here + 1)] = root(here)
            centre = (xs[column] + xs[column + 1]) / 2
            if row + 1 < rows and not _ruled(across, ys[row + 1], centre, THIN_ROW):
                parent[root(here + columns)] = root(here)
    cell = [root(one) for one in range(rows * columns)]
    if len(set(cell)) < 2:
        return None
    return Grid(xs, ys, cell, columns=_columns(cell, columns))


def _columns(cell: Sequence[int], width: int) -> list[int]:
    """The fewest columns of which every cell of every row has one.

    Where rows of a table, or two tables that touch, have their rules at other places, there are more fields than
    columns. (Of the cells in the order of their ends, each that has none yet gives its last.)
    """
    stretches: set[tuple[int, int]] = set()
    for start in range(0, len(cell), width):
        place = start
        for _, fields in groupby(cell[start : start + width]):
            first, place = place, place + len(list(fields))
            stretches.add((place - 1 - start, first - start))
    kept: list[int] = []
    for last, first in sorted(stretches):
        if not kept or kept[-1] < first:
            kept.append(last)
    return kept


def _spread(places: list[float], least: float) -> list[float]:
    """The places in order, without those that stand too near to the one before."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > least:
            kept.append(place)
    return kept


def _ruled(rules: Sequence[Rule], place: float, at: float, near: float) -> bool:
    return any(abs(rule[0] - place) <= near and rule[1] <= at <= rule[2] for rule in rules)


def fill(grids: Sequence[Grid], clusters: Sequence[Cluster]) -> list[Cluster]:
    """Give the clusters to the cells that they stand in; those outside every grid come back."""
    if not grids:
        return list(clusters)
    outside = []
    middles = _middles(clusters)
    for cluster, x in zip(clusters, middles, strict=True):
        y = cluster.y - 0.25 * cluster.size
        for grid in grids:
            cell = grid.field_at(x, y)
            if cell is not None:
                grid.inside.setdefault(cell, []).append(cluster)
                break
        else:
            outside.append(cluster)
    return outside


def _middles(clusters: Sequence[Cluster]) -> list[float]:
    """The middle of each letter; of a figure's letters that of the whole figure, which no rule cuts."""
    middles: list[float] = []
    start = 0
    for place, one in enumerate(clusters):
        before = clusters[place - 1] if place else None
        figure = one.text in FIGURE and before is not None and before.text in FIGURE and before.y == one.y
        if not (figure and before is not None and not one.blank and abs(one.x0 - before.x1) < 0.2 * one.size):
            start = place
        middles.append((one.x0 + one.x1) / 2)
        if place > start:
            middle = (clusters[start].x0 + one.x1) / 2
            middles[start : place + 1] = [middle] * (place + 1 - start)
    return middles


def is_table(grid: Grid) -> bool:
    """Whether a filled grid is a table: text in more than one column. Otherwise it is a frame round a text.

    A lone row of a table that a page's end parted from the others may have text in one narrow field of many.
    """
    columns = {grid.fields[cell][0] % grid.width for cell in grid.inside}
    narrow = all(2 * len(grid.over(cell)) < grid.width for cell in grid.inside)
    return len(columns) > 1 or (len(columns) == 1 and grid.width >= MANY and narrow)


def table_rows(grid: Grid, place: Callable[[int], Place] = nowhere) -> list[TableRow]:
    """The rows of a filled grid that have any text; `place` tells the file's own structure."""
    found: dict[tuple[int, int], tuple[str, list[tuple[int, float, float]]]] = {}
    told: dict[tuple[int, int], tuple[Place, Place]] = {}
    for cell, clusters in grid.inside.items():
        row, left = grid.row_of(cell), grid.xs[min(grid.over(cell))]
        text, prints = printed_cell(clusters, left, grid.xs[max(grid.over(cell)) + 1], place)
        found[row, grid.column_of(cell)] = text, [(start, line.y, line.size) for start, line in prints]
        told[row, grid.column_of(cell)] = place(prints[0][1].clusters[0].mark), place(prints[-1][1].clusters[-1].mark)
    for cell, (text, size) in grid.turned.items():
        row = grid.row_of(cell)
        found[row, grid.column_of(cell)] = text, [(0, grid.ys[row] + size, size)]
    rows = []
    for row in range(len(grid.ys) - 1):
        inside = [found.get((row, column), ("", [])) for column in grid.columns]
        cells = tuple(text for text, _ in inside)
        if any(cells):
            layout = Layout(side_by_side([prints for _, prints in inside]), *_merged_with(grid, row))
            ends = [told.get((row, column), (NOWHERE, NOWHERE)) for column in grid.columns]
            own = next((first for first, _ in ends if first.row), NOWHERE)
            box = grid.xs[0], grid.ys[row], grid.xs[-1], grid.ys[row + 1]
            edges = (*(grid.xs[column] for column in grid.columns), grid.xs[-1])
            rows.append(TableRow(cells, *box, edges, layout, own.row, own.table, tuple(ends)))
    return rows


def _merged_with(grid: Grid, row: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The fields of a row that are a lower part of the cell above, and those that are the rest of the one before.

    An empty field under a white rule looks like a part of the cell above, and is meant so.
    """
    below, beside = [], []
    for place, column in enumerate(grid.columns):
        cell = grid.cell[row * grid.width + column]
        centre = (grid.xs[column] + grid.xs[column + 1]) / 2
        if grid.row_of(cell) < row or (
            row and cell not in grid.inside and not _ruled(grid.seen, grid.ys[row], centre, THIN_ROW)
        ):
            below.append(place)
        elif grid.column_of(cell) < column:
            beside.append(place)
    return tuple(below), tuple(beside)


def foot_of(grid: Grid, across: Sequence[Rule]) -> Foot:
    """How the cells of a filled grid's last row end, column by column; of a cell that spans rows all of it."""
    bottom, last = grid.ys[-1], len(grid.ys) - 2
    ruled = any(abs(y - bottom) <= THIN_ROW and x0 < grid.xs[-1] and x1 > grid.xs[0] for y, x0, x1 in across)
    size = max((one.size for inside in grid.inside.values() for one in inside), default=bottom - grid.ys[last])
    endings = []
    for column in grid.columns:
        cell = grid.cell[last * grid.width + column]
        inside = grid.inside.get(cell, []) if grid.column_of(cell) == column else []
        right = grid.xs[max(grid.over(cell)) + 1]
        endings.append(_ending(inside, grid.xs[min(grid.over(cell))], right, grid.ys[grid.row_of(cell)], bottom, size))
    return Foot(tuple(endings), ruled)


def _ending(inside: Sequence[Cluster], left: float, right: float, top: float, bottom: float, size: float) -> Ending:
    if not inside:
        return Ending((bottom - top) / size, True, False, False, top)
    y = max(one.y for one in inside)
    line = sorted((one for one in inside if abs(one.y - y) < SAME_LINE * one.size), key=lambda one: one.x1)
    last, width = line[-1], right - left
    full = right - last.x1 < max(FULL * width, WORD * size)
    figure = last.text[-1:].isdigit() and width - (last.x1 - line[0].x0) > FIGURE_ROOM * size
    return Ending((bottom - y) / size, full, last.trailing, figure, top)
