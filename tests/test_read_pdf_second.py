"""The second opinion: numbers of a text layer that PDFium reads otherwise (on real files: see test_read_pdf.py)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import Sheets, locked

from pipeline.read import pdf
from pipeline.read.pdf_second import differing, second_opinion
from schemas.document import Document, Line, Page

CASES: list[tuple[list[str], str, list[tuple[int, str, str]], str]] = [
    (["ปี 2566"], "ปี 2566", [], "the same"),
    (["ก 1,250 ข 30"], "30\n1,250", [], "the order of the file is another one"),
    (["ก 1,493.51"], "ก 1 ,493.51", [], "PDFium keeps a neighbour's padding in a number"),
    (["ก 100 คน"], "ก 10\n0 คน", [], "a number wrapped in a narrow cell"),
    (["ก 250"], "ก 250 ซ่อน 99", [], "PDFium sees what is painted where nobody sees it"),
    (["ก 250"], "ก", [], "only the text that the file gives for its glyphs has it"),
    (["ก 250"], "ก 77", [], "another number is no reading of it"),
    (["ก 250"], "ก 280", [(1, "250", "280")], "a digit differs"),
    (["ก 5 ข 5"], "ก 5 ข 8 5", [], "as often as with us"),
    (["ปี 22556655"], "ปี 2565 2565", [(1, "22556655", "2565")], "letters of two layers are mixed"),
    (["ก 25", "ข 1923"], "ก 25 ข 1932", [(2, "1923", "1932")], "the line is told"),
    (["8 คน", "80 คน"], "8 คน 30 คน", [(2, "80", "30")], "of two numbers the one"),
    (["6 คน", "80 คน"], "680 คน", [], "two numbers that PDFium joins"),
    (["12 ครั้ง", "1,250 คน"], "1\n2 ครั้ง 1,2\n5\n0 คน", [], "a page that PDFium reads letter by letter"),
    (["(พ.ศ. 25527– 561)"], "(พ.ศ. 2557–2561)", [(1, "25527", "2557")], "numbers that are printed over each other"),
]


@pytest.mark.parametrize(("texts", "other", "expected", "why"), CASES)
def test_numbers_of_two_readings(texts: list[str], other: str, expected: list[tuple[int, str, str]], why: str) -> None:
    lines = [Line(number, 1, text, text) for number, text in enumerate(texts, 1)]
    found = list(differing(lines, other))
    assert [(one.line_no, one.text, one.other) for one in found] == expected, why
    for one in found:
        assert texts[one.line_no - 1][one.place :].startswith(one.text)


def read_of(data: bytes) -> Document:
    return pdf.read_pdf(data, Path("plan.pdf"), "plan")


def test_text_that_overlaps_is_told() -> None:
    found = read_of(Sheets().text(70, 100, "พ.ศ. ๒๕๕๗").text(118, 100, "-๒๕๖๑ ปี").data())
    assert {one.other for one in found.doubtful} == {"2557"}
    assert read_of(Sheets().text(70, 100, "พ.ศ. ๒๕๕๗").text(150, 100, "-๒๕๖๑ ปี").data()).doubtful == ()


def test_thai_digits_and_locked_files_are_compared_too() -> None:
    sheets = Sheets().text(70, 100, "๑๙").text(70, 104, "32")
    for data in (sheets.data(), locked(sheets.data(), "owner")):
        assert [one.other for one in read_of(data).doubtful] == ["1932"]


def test_pages_of_ocr_and_running_heads_are_not_compared() -> None:
    data = Sheets().text(70, 100, "๒๕๖๖").data()
    read, matter = Line(1, 1, "2588", "2588"), Line(1, 1, "", "2588")
    page = Page(1, None, "pdf", "as-is")
    assert [one.text for one in second_opinion(data, [read], [page])] == ["2588"]
    assert second_opinion(data, [matter], [page]) == []
    assert second_opinion(data, [read], [Page(1, None, "ocr", "ocr")]) == []


def test_a_file_whose_pages_pdfium_counts_otherwise_is_left_alone() -> None:
    data = Sheets().text(70, 100, "๒๕๖๖").data()
    pages = [Page(number, None, "pdf", "as-is") for number in (1, 2)]
    assert second_opinion(data, [Line(1, 1, "2588", "2588")], pages) == []
    assert second_opinion(b"%PDF-1.4 no more", [Line(1, 1, "2588", "2588")], pages) == []


def test_a_row_that_ends_on_the_next_page_has_its_numbers_there() -> None:
    data = Sheets().text(70, 100, "๒๕๖๘").page().text(70, 100, "๒๕๖๖").data()
    pages = [Page(number, None, "pdf", "as-is") for number in (1, 2)]
    row = Line(1, 1, "2566", "2566")
    assert [one.other for one in second_opinion(data, [row], pages)] == ["2568"]
    assert second_opinion(data, [row], pages, cut={1}) == []
