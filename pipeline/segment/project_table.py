"""A part that is a table of projects, or the same told as lists under headings: rows by the heads above them.

What stands between the rows: headings of nodes, as lines or as rows of one cell; captions; the label of a list (the
head of a column of nodes, alone on its line), whose paragraphs are read as that column's cells. A row that the heads do
not fit stays unclaimed. Nothing is joined here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.markup import DASHES, tidy
from pipeline.segment.grid_headings import heading_of
from pipeline.segment.heads import Heads
from pipeline.segment.parts import LONGEST_HEADING, Stretch, plain, walk
from schemas.document import Line
from schemas.outline import Fragment, GridBlock, GridRow, Labelled, Outline
from schemas.profile import Grid, GridColumn, Profile


def read_project_table(stretch: Stretch, profile: Profile, outline: Outline, grid: Grid) -> None:
    """Read a part whose grid's rows are entries into one block of `outline`."""
    _Reader(stretch, profile, outline, grid).read()


class _Reader:
    """One pass; the state is the heads in force, the heading and the list that are open, whether a page has begun."""

    def __init__(self, stretch: Stretch, profile: Profile, outline: Outline, grid: Grid) -> None:
        self.stretch, self.profile, self.ledger, self.grid = stretch, profile, outline.ledger, grid
        self.block = GridBlock(stretch.part, grid, [], [])
        self.rule = f"grids.{grid.name}"
        self.heads: Heads | None = None
        self.width = 0
        self.after_header = self.page_start = False
        self.heading: list[tuple[str, int]] = []
        self.listed: GridColumn | None = None
        self.page: int | None = None
        """The page of the row before."""
        outline.grids.append(self.block)

    def read(self) -> None:
        if self.stretch.rest and self.stretch.lines:
            self.heading.append((self.stretch.rest, self.stretch.lines[0].number))
        for place, line, text in walk(self.stretch, self.ledger, self.profile):
            if not text:
                self._close_heading()
            elif line.cells is not None:
                self._close_heading()
                self._row(line)
            else:
                gap = place == 0 or not plain(self.stretch.lines[place - 1])
                self._text(line, text, gap)

        self._close_heading()

    # --- rows ---------------------------------------------------------------------------------------------------

    def _row(self, line: Line) -> None:
        cells = [self._without_page_label(line, place) for place in range(len(line.cells or ()))]
        told = [cell for cell in cells if cell]
        if not told:
            self.ledger.claim(line.number, "page-label", self.rule)
        elif len(told) == 1 and self._is_heading(line, told[0]):
            self.heading = [(told[0], line.number)]
            self.ledger.claim(line.number, "heading", "headings")
            self._close_heading()
        elif Heads.are_in(cells, self.grid):
            self._header(line, Heads(cells, self.grid))
        elif (
            self.after_header
            and self.heads is not None
            and self.heads.part(cells, line.layout.below if line.layout else ())
        ):
            self._header(line, self.heads)
        elif self.heads is not None and self._fits(line):
            self._body(line)
            self.page = line.page
            self.after_header = self.page_start = False

    def _without_page_label(self, line: Line, place: int) -> str:
        """A cell without the printed lines that are a page's number and not a figure: `- 22 -`."""
        cell = (line.cells or ())[place]
        prints = line.layout.prints[place] if line.layout and line.layout.prints else ()
        ends = [start for start, _ in prints[1:]] + [len(cell)]
        pieces = [cell[start:end] for (start, _), end in zip(prints, ends, strict=True)] if prints else [cell]
        kept = [piece for piece in pieces if not self._is_page_label(tidy(piece))]
        return tidy("".join(kept))

    def _is_page_label(self, text: str) -> bool:
        return len(text) > 2 and not text.isalnum() and self.profile.page_label_set.first(text) is not None

    def _is_heading(self, line: Line, text: str) -> bool:
        """Whether a row of one cell is a heading: of the outermost kind, or one that runs over the table."""
        taken = self.profile.heading_set.first(text)
        if taken is None or taken[0] == 0:
            return taken is not None
        first = next(place for place, cell in enumerate(line.cells or ()) if cell.strip())
        return first == 0 and (line.layout is None or bool(line.layout.beside))

    def _header(self, line: Line, heads: Heads) -> None:
        if heads is not self.heads:
            self.page_start = True
            self.listed = None
        self.heads, self.width = heads, max(len(heads.places), len(line.cells or ()))
        self.block.headers.append(line.number)
        self.block.heads[line.number] = heads.names
        self.ledger.claim(line.number, "table-header", self.rule)
        self.after_header = True

    def _fits(self, line: Line) -> bool:
        """Whether a row has the places that its heads have; a file without layout may leave out empty ones."""
        count = len(line.cells or ())
        return count == self.width or (line.layout is None and count < self.width)

    def _body(self, line: Line) -> None:
        if self.heads is None or line.cells is None:
            raise ValueError("a row without its heads")
        turned = self.page is not None and line.page != self.page
        row = GridRow(line.number, {}, [], self.page_start or turned, told=self.heads.names)
        row.whole = line.layout is not None
        below = set(line.layout.below) if line.layout else set()
        beside = set(line.layout.beside) if line.layout else set()
        for place, cell in enumerate(line.cells):
            head = self.heads.places[place] if place < len(self.heads.places) else None
            if head is not None and head.column is not None and place in below:
                row.below |= {head.column.name}
            if not tidy(cell):
                continue
            fragment = _fragment(line, place)
            if head is None or head.column is None:
                row.rest.append(fragment)
            elif head.label is not None or head.column.kind in ("budget", "mark"):
                label = None if self._reaches(place, beside) else head.label
                row.labelled.append(Labelled(head.column.name, label, fragment))
            elif head.column.name in row.cells:  # a column that the print parted
                row.cells[head.column.name] = _one_below_the_other(row.cells[head.column.name], fragment)
            else:
                row.cells[head.column.name] = fragment
        self.block.content.append(row)
        self.ledger.claim(line.number, "table-row", self.rule, row)

    def _reaches(self, place: int, beside: Collection[int]) -> bool:
        """Whether a cell reaches under a further head. (Fields of another table's columns have none.)"""
        heads = self.heads.places if self.heads else []
        for after in range(place + 1, len(heads)):
            if after not in beside:
                return False
            if heads[after].column is not None:
                return True
        return False

    # --- lines between the rows ---------------------------------------------------------------------------------

    def _text(self, line: Line, text: str, gap: bool) -> None:
        begins = len(text) <= LONGEST_HEADING and self.profile.heading_set.first(text) is not None
        column = self._list_label(text)
        if begins or column is not None or self._is_caption(text):
            self._close_heading()
        if begins:
            self.listed = None
            self.heading.append((text, line.number))
            self.ledger.claim(line.number, "heading", "headings")
        elif column is not None:
            self.listed = column
            self.ledger.claim(line.number, "label", self.rule)
        elif self.heading:
            self.heading.append((text, line.number))
            self.ledger.claim(line.number, "heading", "headings")
        elif self._is_caption(text):
            self.ledger.claim(line.number, "caption", self.rule)
        elif self.listed is not None:
            self._item(line, text, gap)

    def _list_label(self, text: str) -> GridColumn | None:
        """The column of nodes whose head a line is, and nothing else."""
        bare = text.rstrip(" :")
        for column in self.grid.columns:
            if column.kind == "nodes" and any(one.regex.fullmatch(bare) for one in column.headers):
                return column
        return None

    def _is_caption(self, text: str) -> bool:
        return any(one.regex.search(text) for one in self.grid.captions)

    def _item(self, line: Line, text: str, gap: bool) -> None:
        """A paragraph of a list: an item with a marker; or the rest of one, without a blank line between them."""
        column = self.listed
        if column is None:
            return
        before = self.block.content[-1] if self.block.content else None
        marked = self.profile.marker_set.first(text) is not None
        if marked:
            row = GridRow(line.number, {column.name: Fragment(text, line.number, line.number)}, [], False)
            row.told = (column.name,)
            self.block.content.append(row)
            self.ledger.claim(line.number, "list-item", self.rule, row)
        elif not gap and isinstance(before, GridRow) and column.name in before.cells:
            cell = before.cells[column.name]
            cell.text += f" {text}" if not cell.text.endswith(" ") else text
            cell.last = line.number
            self.ledger.claim(line.number, "list-item", self.rule, before)
        else:
            self.listed = None

    def _close_heading(self) -> None:
        """Make one heading of the lines that belong to it."""
        heading = heading_of(self.heading, " ", self.profile)
        self.heading = []
        if heading is not None:
            self.block.content.append(heading)


def _one_below_the_other(one: Fragment, other: Fragment) -> Fragment:
    """Two cells of a row as one, the printed lines of the second below those of the first; a dash is nothing."""
    if not other.text.strip(DASHES) or not one.text.strip(DASHES):
        return one if one.text.strip(DASHES) else other
    start, after = len(one.text) + 1, max((line for _, line in one.prints), default=-1) + 1
    more = tuple((start + place, after + line) for place, line in other.prints)
    prints = (*one.prints, *more) if one.prints and more else ()
    return Fragment(f"{one.text}\n{other.text}", one.first, other.last, prints=prints)


def _fragment(line: Line, place: int) -> Fragment:
    """A cell with its printed lines; the blanks around it go."""
    cells: Sequence[str] = line.cells or ()
    cell = cells[place].replace("**", "")
    prints = line.layout.prints[place] if line.layout and line.layout.prints and "**" not in cells[place] else ()
    shift = len(cell) - len(cell.lstrip())
    moved = tuple((max(0, start - shift), number) for start, number in prints)
    return Fragment(cell.strip(), line.number, line.number, prints=moved)
