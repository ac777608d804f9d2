"""What *read* hands on: a document as numbered lines, whatever kind of file it was.

Lines and pages are slotted dataclasses, not models: a plan has thousands of them and they are made in the hot path.
`DOCUMENT` (a pydantic adapter) checks them whenever they come back from a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import TypeAdapter

Trust = Literal["as-is", "repaired", "ocr"]
PAGE_BROKEN = "page-broken"
"""In a page's repairs: the file is damaged, and only a part of the page was read."""
Way = Literal["year", "count", "sum", "product", "steps"]
"""What settles a number that was read in two ways."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the cells of a table row stand on the page, where a file tells it.

    `prints` has for each cell its printed lines: where each begins in the cell's text (from 0), and which line of the
    row it is (from 0): lines of two cells that stand side by side have the same count. `below` are the cells (from 0)
    that are the lower part of the cell above, `beside` those that are the rest of the cell to their left.
    """

    prints: tuple[tuple[tuple[int, int], ...], ...] = ()
    below: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one row of a table.

    `number` counts from 1. `text` is repaired and has Arabic digits; `text_found` is what the file holds.
    A table row has `cells` (markup such as `<p>` kept), and its `text` is the cells joined by tabs. Without a `layout`
    the lines of a cell (line ends, or `<br>`) are its printed lines, blank ones included.
    `box` is x0, top, x1, bottom in points from the page's upper left corner, NULL where a file tells no places.
    `runs_on`: known to go on in the next line of its paragraph without a blank between them (a wrap within Thai).
    """

    number: int
    page: int | None
    text: str
    text_found: str
    cells: tuple[str, ...] | None = None
    box: Box | None = None
    layout: Layout | None = None
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its place in the file (from 1), the number printed on it, who read it and how far to trust it.

    `coverage` is the share of Thai letters inside dictionary words, 0 to 1; `repairs` counts repairs by name.
    """

    page: int
    printed_page: str | None
    reader: str
    trust: Trust
    coverage: float | None = None
    repairs: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DoubtfulNumber:
    """A number whose two readings differ and no context settles: the line it stands in, the reading that was taken,
    the other one ('' if there is none), and its place in the line's `text`.
    """

    line_no: int
    text: str
    other: str
    place: int


@dataclass(frozen=True, slots=True)
class SettledNumber:
    """A number whose two readings differ and of which the context tells the right one: its line, that reading, the
    other one, its place in the line's `text`, what settled it, and that as it stands there (`4 × 4 = 16`).
    """

    line_no: int
    text: str
    other: str
    place: int
    way: Way
    told: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `document_id` is the plan's id; `sha256` is of the file's bytes; `chars` counts `text`.

    `truncated`: the file ended before its end, and this is what could be read; `pages_told` is how many pages such a
    file says that it has, None where it does not say.
    """

    document_id: str
    path: str
    file_name: str
    sha256: str
    media_type: str
    lines: tuple[Line, ...]
    pages: tuple[Page, ...] = ()
    doubtful: tuple[DoubtfulNumber, ...] = ()
    settled: tuple[SettledNumber, ...] = ()
    truncated: bool = False
    pages_told: int | None = None

    @property
    def chars(self) -> int:
        """How many characters of text the document holds, line ends not counted."""
        return sum(len(line.text) for line in self.lines)


DOCUMENT = TypeAdapter(Document)
