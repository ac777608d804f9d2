"""What numbers of a document must be because of others: sums and products in tables, lists and formulas.

An equation counts only where the document itself shows that it holds: other rows of the table fulfil it, a word calls
the number a total, or a formula is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod

from pipeline.read.figures import Figure, Settlement, bare, figures
from pipeline.read.steps import even
from schemas.document import DoubtfulNumber, Line
from schemas.language import SumWords

LONGEST = 200
"""Rows or lines that are looked at together; a longer table is taken piece by piece, so that the work is bounded."""
WIDEST = 20
"""Columns of a row in which sums and products are looked for."""
SHOWN = 6
"""Terms that an equation is told with; of more only their count is told."""
EVIDENCE = 2
"""Other rows (or columns) that must fulfil what a row is to fulfil, each with other numbers."""
_NOTHING = re.compile(r"[-–—\s.]*")
_ZERO = Decimal()


NOTHING = Figure(0, "", "", True, (_ZERO,))
"""An empty cell, or one with a dash, in a sum."""


@dataclass(frozen=True, slots=True)
class Equation:
    """`terms` added up (or multiplied) give `whole`."""

    terms: tuple[Figure, ...]
    whole: Figure
    times: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of its numbers."""
        return (*self.terms, self.whole)

    @property
    def doubts(self) -> int:
        """How many of its numbers are doubtful."""
        return sum(one.doubt is not None for one in self.figures)

    def solutions(self) -> list[tuple[Decimal, ...]]:
        """The readings of all numbers by which it holds."""
        return [
            values
            for values in product(*(one.values for one in self.figures))
            if values[-1] == (prod(values[:-1]) if self.times else sum(values[:-1]))
        ]

    def says_much(self) -> bool:
        """Whether it could hardly hold by chance: two terms that are more than nothing (in a product, than one)."""
        least = 1 if self.times else 0
        return sum(max(one.values, default=_ZERO) > least for one in self.terms) >= 2


def settlements(lines: Sequence[Line], doubts: Sequence[DoubtfulNumber], words: SumWords) -> Iterator[Settlement]:
    """What sums, products and even steps say of `doubts`; they may contradict each other."""
    by_line: dict[int, list[tuple[int, DoubtfulNumber]]] = {}
    for at, one in enumerate(doubts):
        by_line.setdefault(one.line_no, []).append((at, one))
    for block in _blocks(lines):
        if any(line.number in by_line for line in block):
            rows = [figures(line, by_line.get(line.number, ())) for line in block]
            equations = [*_formulas(rows, words)]
            if block[0].cells is None:
                equations += _list_totals(rows, words)
            else:
                table = [_Row(line, row) for line, row in zip(block, rows, strict=True)]
                equations += [*_across(table), *_down(table, words)]
            for equation in equations:
                yield from _solved(equation)
            yield from even(rows)


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Tables (rows with one number of cells) and paragraphs (lines without a blank one between them), in pieces."""
    block: list[Line] = []
    shape: int | None = None
    for line in lines:
        own = None if line.cells is None else len(line.cells)
        if not line.text.strip():
            if shape is not None:
                continue  # a page's end
        elif block and own == shape and len(block) < LONGEST:
            block.append(line)
            continue
        if block:
            yield block
        block, shape = ([line], own) if line.text.strip() else ([], None)
    if block:
        yield block


def _solved(equation: Equation) -> Iterator[Settlement]:
    """The doubts of an equation, if it has one solution and enough numbers that are in no doubt."""
    if not 0 < equation.doubts <= len(equation.figures) - EVIDENCE or equation.doubts > EVIDENCE:
        return
    found = equation.solutions()
    if len(found) != 1:
        return
    told = _told(found[0], equation.times)
    for figure, value in zip(equation.figures, found[0], strict=True):
        if figure.doubt is not None:
            taken = figure.taken and value == figure.values[0]
            yield Settlement(figure.doubt, taken, "product" if equation.times else "sum", told)


def _told(values: Sequence[Decimal], times: bool) -> str:
    terms = [f"{value:,f}" for value in values[:-1] if value or times]
    left = (" × " if times else " + ").join(terms) if len(terms) <= SHOWN else f"Σ ({len(terms)})"
    return f"{left} = {values[-1]:,f}"


class _Row:
    """A row of a table: the cells that hold one number or nothing, and the words of the others."""

    def __init__(self, line: Line, found: Iterable[Figure]) -> None:
        cells = line.text.split("\t")
        self.words = [bare(cell) for cell in cells]
        self.cells: dict[int, Figure] = {at: NOTHING for at, cell in enumerate(cells) if _NOTHING.fullmatch(cell)}
        self.cells |= {one.cell: one for one in found if one.alone}

    def equation(self, terms: Iterable[int], whole: int, times: bool) -> Equation | None:
        """The cells `terms` and `whole` as an equation; None where one holds something else than a number."""
        found = [self.cells.get(at) for at in (*terms, whole)]
        known = [one for one in found if one is not None and one.values and (one is not NOTHING or not times)]
        return Equation(tuple(known[:-1]), known[-1], times) if len(known) == len(found) else None

    def is_total(self, words: SumWords) -> bool:
        """Whether a cell of the row says that it is a total."""
        return any(words.is_total(cell) for cell in self.words)


def _across(table: Sequence[_Row]) -> Iterator[Equation]:
    """Sums and products that stand side by side in the rows of a table, if other rows fulfil them."""
    width = min(WIDEST, max(len(row.words) for row in table))
    shapes: list[tuple[range, int, bool]] = [(range(at - 2, at), at, True) for at in range(2, width)]
    for whole in range(width):
        shapes += [(range(first, whole), whole, False) for first in range(whole - 1)]
        shapes += [(range(whole + 1, end), whole, False) for end in range(whole + 3, width + 1)]
    unsure = {at for row in table for at, one in row.cells.items() if one.doubt is not None}
    for terms, whole, times in shapes:
        if unsure & {*terms, whole}:
            found = (row.equation(terms, whole, times) for row in table)
            doubtful: list[Equation] = []
            if _is_kept(_sure(found, doubtful)):
                yield from doubtful


def _sure(equations: Iterable[Equation | None], doubtful: list[Equation]) -> Iterator[Equation]:
    """The equations without a doubtful number; the others are put into `doubtful`."""
    for one in equations:
        if one is not None and one.doubts:
            doubtful.append(one)
        elif one is not None:
            yield one


def _is_kept(sure: Iterable[Equation]) -> bool:
    """Whether equations without a doubtful number hold: enough that say much, and at most one in four does not."""
    held, broken = set(), 0
    for one in sure:
        if one.solutions():
            held |= {tuple(figure.values for figure in one.figures)} if one.says_much() else set()
            continue
        broken += 1
        if broken > EVIDENCE + len(held):
            return False
    return len(held) >= EVIDENCE and broken * 4 <= len(held)


def _down(table: Sequence[_Row], words: SumWords) -> Iterator[Equation]:
    """Rows of totals: what a word calls a total, and a last row that is the sum of those above in other columns."""
    first = 0
    for at, row in enumerate(table):
        total = row.is_total(words)
        if not total and at != len(table) - 1:
            continue
        found = [one for column in range(min(WIDEST, len(row.words))) if (one := _column(table[first:at], row, column))]
        if total or _is_kept([one for one in found if not one.doubts]):
            yield from (one for one in found if one.doubts and one.says_much())
        if total:
            first = at + 1


def _column(above: Iterable[_Row], row: _Row, column: int) -> Equation | None:
    """A column's numbers and the one below them; None where one of them cannot be read."""
    whole = row.cells.get(column)
    terms = [one for over in above if (one := over.cells.get(column)) is not None and one is not NOTHING]
    if whole is None or whole is NOTHING or not whole.values or not all(one.values for one in terms):
        return None
    return Equation(tuple(terms), whole) if len(terms) >= 2 else None


def _list_totals(rows: Iterable[Sequence[Figure]], words: SumWords) -> Iterator[Equation]:
    """The last numbers of lines that are measured in one unit, down to a line that a word calls their total."""
    terms: list[Figure] = []
    for row in rows:
        if not row:
            continue
        if not row[-1].values:
            terms = []
        elif words.ends_in_total(row[-1].lead):
            same = [one for one in terms if one.tail == row[-1].tail]
            if len(same) >= 2 and row[-1].tail:
                yield Equation(tuple(same), row[-1])
            terms = []
        else:
            terms.append(row[-1])


def _formulas(rows: Iterable[Sequence[Figure]], words: SumWords) -> Iterator[Equation]:
    """Formulas that are printed in one cell: 50 people x 35 baht x 2 meals = 3,500 baht."""
    for row in rows:
        terms: list[Figure] = []
        times = True
        for figure in row:
            joint = words.joint(figure.lead)
            if joint == "=" and len(terms) >= 2 and all(one.values for one in (*terms, figure)):
                yield Equation(tuple(terms), figure, times)
            if (
                joint in ("×", "+")
                and terms
                and terms[-1].cell == figure.cell
                and (len(terms) == 1 or times is (joint == "×"))
            ):
                times = joint == "×"
                terms.append(figure)
            else:
                terms = [figure]
