"""PDFs that are cut off, locked, misnamed or long, or hold what nobody sees: what is readable is read, and no more."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from samples import CLEAN, document, of_document
from sheets import Sheets, locked

from pipeline.errors import DocumentError
from pipeline.read import pdf, pdf_trust, read
from pipeline.read.pdf_file import open_pdf
from schemas.document import PAGE_BROKEN, Document, Line, Page


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_trust, "by_ocr", lambda data, number: None)


def read_of(data: bytes) -> Document:
    return pdf.read_pdf(data, Path("plan.pdf"), "plan")


def texts(found: Document) -> list[str]:
    return [line.text for line in found.lines if line.text]


def book(pages: int, foot: bool = False) -> Sheets:
    """Pages of three paragraphs each."""
    sheets = Sheets()
    for number in range(1, pages + 1):
        for y, word in ((100, "ก"), (200, "ข"), (300, "ค")):
            sheets.text(70, y, f"{word} หน้า {number}")
        if foot:
            sheets.text(290, 800, str(number))
        if number < pages:
            sheets.page()
    return sheets


# --- cut off ----------------------------------------------------------------------------------------------------------

WHOLE = book(6).data()
CHANGED = b"%b\n9 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (WHOLE, 99)
"""A file that was changed afterwards: a second version is written behind the first one's end."""


@pytest.mark.parametrize(
    ("data", "truncated", "why"),
    [
        (WHOLE, False, "whole"),
        (WHOLE[:-3], False, "of the end only the last letters are gone"),
        (WHOLE + b"\r\n<html>downloaded</html>" + bytes(5000), False, "rubbish behind the end"),
        (WHOLE[: WHOLE.index(b"startxref")], True, "no pointer to the index"),
        (WHOLE[:-200] + bytes(200), True, "a download that was given its length beforehand"),
        (CHANGED, False, "two versions in one file"),
        (CHANGED[: len(WHOLE) + 30], True, "cut off in the second version"),
    ],
)
def test_a_file_that_ends_before_its_end(data: bytes, truncated: bool, why: str) -> None:
    assert read_of(data).truncated is truncated, why


@pytest.mark.parametrize("end", range(700, len(WHOLE), 61))
def test_what_a_cut_left_is_read_and_nothing_is_invented(end: int) -> None:
    cut = WHOLE[:end]
    contents = cut.count(b"Tj")
    if not contents:
        with pytest.raises(DocumentError, match=r"pdf-broken|pdf-no-text"):
            read_of(cut)
        return
    found, whole = read_of(cut), texts(read_of(WHOLE))
    assert whole[: contents - 1] == texts(found)[: contents - 1], "what stands before the cut is all there"
    assert set(texts(found)[contents - 1 :]) <= set(whole)
    assert found.truncated == (b"startxref" not in cut)


def test_the_page_in_which_the_file_ends_is_told() -> None:
    found = read_of(WHOLE[: WHOLE.index(b"Tj", WHOLE.index(b"12 0 obj")) + 10])
    assert [page.page for page in found.pages if PAGE_BROKEN in page.repairs] == [4]
    assert found.pages_told == 6
    assert texts(found)[-1] == "ก หน้า 4"


def test_a_file_without_its_catalogue_gives_its_pages() -> None:
    headless = WHOLE.replace(b"/Catalog", b"/Cata\\og")
    found = read_of(headless[: headless.index(b"startxref")])
    assert texts(found) == texts(read_of(WHOLE))


def test_the_finding_tells_how_many_pages_are_whole() -> None:
    lines = document(CLEAN)
    for told, expected, words in ((33, "33", "0 / 33"), (None, None, "whole: 0.")):
        (finding,) = of_document(replace(lines, truncated=True, pages_told=told)).findings()
        assert (finding.code, finding.severity, finding.subject) == ("document-truncated", "error", "plan")
        assert (finding.expected, finding.found) == (expected, "0")
        assert words in finding.message_en
        assert finding.source[0].first_line == len(lines.lines), "the last line that could be read"


@pytest.mark.parametrize("name", ["act-child-2546.pdf", "rbru-action-2561.pdf", "hospital-record-criteria.pdf"])
def test_real_files_that_are_cut_off(plans_folder: Path, name: str) -> None:
    data = (plans_folder / "pdf" / name).read_bytes()
    assert not open_pdf(data).truncated
    pages = [len(open_pdf(data[: len(data) * part // 10]).pages) for part in (2, 5, 8)]
    assert pages == sorted(pages)
    found = read_of(data[: len(data) * 8 // 10])
    assert found.truncated
    assert sum(map(len, texts(found))) > 500


# --- locked -----------------------------------------------------------------------------------------------------------


def test_a_file_that_asks_for_a_password_is_refused() -> None:
    for data in (locked(WHOLE, "owner", "user"), locked(WHOLE, "owner", "user")[:-100]):
        with pytest.raises(DocumentError) as refused:
            read_of(data)
        assert refused.value.code == "pdf-encrypted"


def test_a_file_that_everybody_may_read_is_read() -> None:
    data = locked(WHOLE, "owner")
    assert b"<01" not in data.replace(b"<</", b""), "it is encrypted"
    assert texts(read_of(data)) == texts(read_of(WHOLE))


# --- named, and long --------------------------------------------------------------------------------------------------


def test_a_pdf_called_txt_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(WHOLE)
    found = read(path, "plan")
    assert found.media_type == "application/pdf"
    assert texts(found) == texts(read_of(WHOLE))


def test_a_book_of_500_pages() -> None:
    found = read_of(book(500, foot=True).data())
    assert [page.printed_page for page in found.pages] == [str(number) for number in range(1, 501)]
    assert texts(found) == [f"{word} หน้า {number}" for number in range(1, 501) for word in "กขค"]
    assert [line.number for line in found.lines] == list(range(1, len(found.lines) + 1))


# --- what is hidden, doubled, turned, or beside something else --------------------------------------------------------


@pytest.mark.parametrize(
    ("sheets", "expected", "why"),
    [
        (Sheets().draw("q 0 0 595 100 re W n").text(70, 100, "ซ่อน").draw("Q").text(70, 200, "แผน"), ["แผน"], "outside"),
        (Sheets().draw("q 0 700 595 100 re W n").text(70, 100, "แผน").draw("Q"), ["แผน"], "inside"),
        (Sheets().draw("q 0 700 90 100 re W n").text(70, 100, "แผนงาน").draw("Q"), ["แผนงาน"], "it runs over the end"),
        (
            Sheets().draw("q 0 700 595 100 re W n q 0 0 595 100 re W n").text(70, 100, "ซ่อน").draw("Q Q"),
            [],
            "of two clips the parts that both leave",
        ),
        (
            Sheets().draw("q 0 0 595 100 re W n Q q 1 0 0 1 0 0 cm").text(70, 100, "แผน").draw("Q"),
            ["แผน"],
            "a clip that was given back",
        ),
        (
            Sheets().draw("Q Q W n W* n").text(70, 100, "แผน"),
            ["แผน"],
            "more given back than taken; a clip without a path",
        ),
        (Sheets().text(70, 100, "แผน", mode=3).text(70, 200, "งาน"), ["งาน"], "not painted"),
        (Sheets().text(70, 100, "แผน").text(70.3, 100.2, "แผน"), ["แผน"], "painted twice to look bold"),
        (Sheets().text(70, 100, "๑๑๑").text(70, 120, "๑๑๑"), ["111", "111"], "equal digits side by side, equal lines"),
        (Sheets().text(-300, 100, "ซ่อน").text(70, 5000, "ซ่อน").text(70, 100, "แผน"), ["แผน"], "off the page"),
    ],
)
def test_what_nobody_sees_is_no_text(sheets: Sheets, expected: list[str], why: str) -> None:
    data = sheets.data()
    if expected:
        assert texts(read_of(data)) == expected, why
    else:
        with pytest.raises(DocumentError, match="pdf-no-text"):
            read_of(data)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_clip_is_seen_on_turned_pages_too(turn: int) -> None:
    sheets = Sheets().draw("q 0 0 595 100 re W n").text(70, 100, "ซ่อน").draw("Q").text(70, 200, "แผน")
    assert texts(read_of(sheets.data(f"/Rotate {turn}"))) == ["แผน"]


def upwards(sheets: Sheets, x: float, y: float, text: str) -> Sheets:
    """`text` that runs upwards from a place."""
    return sheets.draw(f"BT /F1 12 Tf 0 1 -1 0 {x} {842 - y} Tm <{sheets.show(text)}> Tj ET")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("place", "expected", "why"),
    [
        ((185, 150), ["แผนงานของเมือง\tต.ค.\tพ.ย.", "ปลูกต้นไม้\tx\t"], "a head that runs upwards is its cell's"),
        ((185, 190), ["แผนงานของเมือง\t\tพ.ย.", "ปลูกต้นไม้\tx\t", "ต.ค."], "its cell has other text"),
        ((320, 150), ["แผนงานของเมือง\t\tพ.ย.", "ปลูกต้นไม้\tx\t", "ต.ค."], "it stands beside the table"),
    ],
)
def test_text_that_runs_upwards(turn: int, place: tuple[float, float], expected: list[str], why: str) -> None:
    sheets = Sheets().grid([70, 170, 195, 220], [90, 160, 200])
    sheets.text(75, 110, "แผนงานของเมือง", 10).text(75, 180, "ปลูกต้นไม้", 10).text(175, 180, "x", 10)
    sheets = upwards(upwards(sheets, *place, "ต.ค."), 210, 150, "พ.ย.")
    assert texts(read_of(sheets.data(f"/Rotate {turn}" if turn else ""))) == expected, why


@pytest.mark.parametrize("turn", [0, 90])
def test_two_columns_are_read_as_the_file_tells_them(turn: int) -> None:
    """First all of the left and then all of the right: two columns of text. Line by line: rows of a table."""
    sides, lines = (("ซ้าย", 60), ("ขวา", 320)), range(12)
    by_column = [(side, x, line) for side, x in sides for line in lines]
    by_line = [(side, x, line) for line in lines for side, x in sides]
    for order, columns in ((by_column, 1), (by_line, 2)):
        sheets = Sheets()
        for side, x, line in order:
            sheets.text(x, 100 + 20 * line, f"{side} {line} " + "ก" * 20, 12)
        found = read_of(sheets.data(f"/Rotate {turn}" if turn else ""))
        told = re.findall(r"(ซ้าย|ขวา) (\d+)", " ".join(texts(found)))
        assert told == [(side, str(line)) for side, _, line in order]
        assert {len(line.cells or (1,)) for line in found.lines if line.text} == {columns}


# --- pictures with a little text over them ----------------------------------------------------------------------------

FULL, HALF = "595 0 0 842 0 0", "595 0 0 400 0 0"
STAMP = "สำเนาถูกต้อง สำนักงานปลัดเทศบาลเมืองตัวอย่าง เลขรับที่ " * 2


@pytest.mark.parametrize(
    ("box", "lines", "seen", "reader", "why"),
    [
        (FULL, 1, "แผนปฏิบัติการของเทศบาล" * 30, "ocr", "a scan with a stamp"),
        (FULL, 1, "แผนปฏิบัติการ", "pdf", "words on a photograph"),
        (FULL, 12, "แผนปฏิบัติการของเทศบาล" * 90, "pdf", "a page of text upon a picture"),
        (HALF, 1, "แผนปฏิบัติการของเทศบาล" * 30, "pdf", "a picture with its caption"),
    ],
)
def test_a_scan_with_a_stamp_is_read_by_ocr(
    monkeypatch: pytest.MonkeyPatch, box: str, lines: int, seen: str, reader: str, why: str
) -> None:
    def by_ocr(data: bytes, number: int) -> pdf_trust.Reread:
        return [Line(1, number, seen, seen)], Page(number, None, "ocr", "ocr", 1.0), []

    monkeypatch.setattr(pdf_trust, "by_ocr", by_ocr)
    sheets = Sheets().draw(f"q {box} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q")
    for place in range(lines):
        sheets.text(40, 100 + 30 * place, STAMP, size=8)
    found = read_of(sheets.data())
    assert [page.reader for page in found.pages] == [reader], why
    assert (seen in texts(found)) is (reader == "ocr"), why


# --- pages of odd sizes -----------------------------------------------------------------------------------------------


def of_size(box: str) -> bytes:
    return Sheets().text(70, 100, "แผน").data().replace(b"0 0 595 842", box.encode())


@pytest.mark.parametrize("box", ["0 0 595 842", "0 0 -595 -842", "0 0 99999999 99999999", "0 0 14400 14400"])
def test_pages_of_any_size_are_read(box: str) -> None:
    assert texts(read_of(of_size(box))) == ["แผน"]


def test_a_page_whose_size_is_no_number_is_a_page() -> None:
    data = Sheets().text(70, 100, "แผน").data().replace(b"MediaBox[0 0 595 842]", b"MediaBox[0 0 /AA 842]")
    assert [page.page for page in read_of(data).pages] == [1]


@pytest.mark.parametrize("box", ["0 0 0 0", "0 0 0 842", "0 0 595 0", "0 0 0.01 842"])
def test_a_page_without_extent_shows_nothing(box: str) -> None:
    with pytest.raises(DocumentError, match="pdf-no-text"):
        read_of(of_size(box))
