"""Numbers that were read in two ways: the records keep their words and lose the value.

One place for all records, when they are made: a value is known by its line and by what was taken for it, so that no
reader of lists and tables has to carry doubts along. Numbers that the context settles are no doubts any more
(*read* has looked at years, running numbers, sums and steps), and numbers of nodes and levels are settled by the tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.markup import tidy
from pipeline.numerals import DIGIT_RUN, find_numbers
from schemas.document import Document, DoubtfulNumber, Line
from schemas.plan import Plan, Span

Value = float | None


@dataclass(frozen=True, slots=True)
class _Doubt:
    """The values in doubt at one place: the cell that it stands in, and the other cells of the row."""

    values: frozenset[float]
    cell: str
    others: tuple[str, ...]


def drop_doubtful(plan: Plan, document: Document) -> None:
    """Make NULL every value of `plan` whose two readings differ; a range or a score band is lost whole."""
    if not document.doubtful:
        return
    doubts = _by_line(document)
    texts = {one.statement_id: (one.text, one.source) for one in plan.statements}
    texts |= {one.criterion_id: (one.text, one.source) for one in plan.rubric_criteria}
    for at, number in enumerate(plan.quantities):
        text, source = texts[number.statement_id or number.criterion_id or ""]
        if _in_doubt(doubts, text, source, (number.value, number.value_high)):
            plan.quantities[at] = number.model_copy(update={"value": None, "value_high": None})
    for at, band in enumerate(plan.rubric_bands):
        if _in_doubt(doubts, band.text, band.source, (band.low, band.high, band.points)):
            plan.rubric_bands[at] = band.model_copy(update={"low": None, "high": None, "points": None})
    for at, budget in enumerate(plan.budgets):
        if budget.amount_thb is not None and _in_doubt(doubts, budget.text, budget.source, (float(budget.amount_thb),)):
            plan.budgets[at] = budget.model_copy(update={"amount_thb": None})
    for at, claim in enumerate(plan.claims):
        if claim.claimed is not None and _in_doubt(doubts, claim.text, claim.source, (float(claim.claimed),)):
            plan.claims[at] = claim.model_copy(update={"claimed": None})


def _by_line(document: Document) -> dict[int, list[_Doubt]]:
    found: dict[int, list[_Doubt]] = {}
    for one in document.doubtful:
        found.setdefault(one.line_no, []).append(_doubt(one, document.lines[one.line_no - 1]))
    return found


def _doubt(one: DoubtfulNumber, line: Line) -> _Doubt:
    first, last = one.place, one.place + len(one.text)
    whole = [
        n for n in DIGIT_RUN.finditer(line.text) if n.start() < last and n.end() > first
    ]  # of which it may be a part
    values = frozenset(
        float(value)
        for text in (one.text, *(n[0] for n in whole))
        for n in find_numbers(text)
        for value in (n.value, n.value_high)
        if value is not None
    )
    cells = [_squeezed(cell) for cell in line.cells or (line.text,)]
    at = min(line.text.count("\t", 0, one.place), len(cells) - 1)
    return _Doubt(values, cells[at], (*cells[:at], *cells[at + 1 :]))


def _in_doubt(doubts: dict[int, list[_Doubt]], text: str, source: Iterable[Span], values: Iterable[Value]) -> bool:
    """Whether one of `values`, told by `text` at the lines of `source`, is in doubt."""
    known = {value for value in values if value is not None}
    told = _squeezed(text)
    return any(
        known & doubt.values and not _stands_elsewhere(told, doubt)
        for span in source
        for number in span.lines
        for doubt in doubts.get(number, ())
    )


def _stands_elsewhere(text: str, doubt: _Doubt) -> bool:
    """Whether a text stands in another cell of the row, and not in the one that holds the doubtful number."""
    return text not in doubt.cell and any(text in other for other in doubt.others)


def _squeezed(text: str) -> str:
    return "".join(tidy(text).split())
