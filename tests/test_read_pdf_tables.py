"""Tables whose rows have their rules at other places: the columns that they share are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import Sheets

from pipeline.read import pdf, pdf_trust
from schemas.document import Document


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_trust, "by_ocr", lambda data, number: None)


def read_of(sheets: Sheets) -> Document:
    return pdf.read_pdf(sheets.data(), Path("plan.pdf"), "plan")


def rows(*tops: tuple[list[float], float, list[str]], below: float = 30) -> Sheets:
    """Rows one below the other, each with its own rules down, its top edge, and the text of its cells."""
    sheets = Sheets()
    for xs, top, texts in tops:
        sheets.grid(xs, [top, top + below])
        for x, text in zip(xs, texts, strict=False):
            sheets.text(x + 4, top + 18, text, 10)
    return sheets


EVEN = [70.0, 200.0, 260.0, 320.0]
MOVED = [70.0, 192.0, 268.0, 320.0]
OTHER = [70.0, 120.0, 230.0, 320.0]
WIDER = [70.0, 260.0, 320.0]
FINER = [70.0, 130.0, 200.0, 260.0, 320.0]
TEXTS = ["ปลูก", "คน", "30"]

CASES: list[tuple[list[tuple[list[float], list[str]]], list[str], str]] = [
    ([(EVEN, TEXTS), (EVEN, TEXTS)], ["ปลูก\tคน\t30", "ปลูก\tคน\t30"], "rules at the same places"),
    ([(EVEN, TEXTS), (MOVED, TEXTS)], ["ปลูก\tคน\t30", "ปลูก\tคน\t30"], "rules that somebody moved in one row"),
    ([(EVEN, TEXTS), (OTHER, TEXTS)], ["ปลูก\tคน\t30", "ปลูก\tคน\t30"], "two tables that touch"),
    ([(WIDER, ["ปลูก", "30"]), (EVEN, TEXTS)], ["ปลูก\t\t30", "ปลูก\tคน\t30"], "a cell over two columns"),
    (
        [(EVEN, TEXTS), (FINER, ["ปลูก", "รด", "คน", "30"])],
        ["ปลูก\t\tคน\t30", "ปลูก\tรด\tคน\t30"],
        "a row that has one column more",
    ),
]


@pytest.mark.parametrize(("told", "expected", "why"), CASES)
def test_rows_share_their_columns(told: list[tuple[list[float], list[str]]], expected: list[str], why: str) -> None:
    sheets = rows(*((xs, 100.0 + 30 * place, texts) for place, (xs, texts) in enumerate(told)))
    assert [line.text for line in read_of(sheets).lines if line.text] == expected, why


def test_what_reaches_over_columns_is_told() -> None:
    sheets = rows((MOVED, 100.0, TEXTS), (WIDER, 130.0, ["ปลูก", "30"]), (EVEN, 160.0, TEXTS))
    found = [line for line in read_of(sheets).lines if line.cells]
    assert [line.layout.beside for line in found if line.layout] == [(), (1,), ()]
