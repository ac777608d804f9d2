"""The reader for PDFs: small files that are written here, one for each promise, and the real ones."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import median

import pypdfium2
import pytest
from sheets import Sheets

from pipeline.errors import DocumentError
from pipeline.numerals import to_arabic
from pipeline.read import pdf, pdf_trust, read
from pipeline.read.pdf_layout import carried, side_by_side
from schemas.document import Document, Layout

SPAN = "/Span <</ActualText <feff0e170e350e48>>> BDC"
"""Begins a span of which the file says that it reads as three letters."""


def read_of(sheets: Sheets, extra: str = "") -> Document:
    return pdf.read_pdf(sheets.data(extra), Path("plan.pdf"), "plan")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_trust, "by_ocr", lambda data, number: None)


def test_lines_have_numbers_pages_boxes_and_what_was_found() -> None:
    document = read_of(Sheets().text(70, 100, "แผน ๒๕๖๖").page().text(70, 100, "ค าน า", font="F2"))
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
    first, blank, last = document.lines
    assert (first.text, first.text_found, first.page) == ("แผน 2566", "แผน ๒๕๖๖", 1)
    assert (blank.text, blank.text_found) == ("", "")
    assert (last.text, last.text_found, last.page) == ("คำนำ", "ค าน า", 2)
    assert first.box is not None
    assert first.box[0] == pytest.approx(70)
    assert document.pages[1].repairs == {"lost-nikhahit": 2}
    assert [page.trust for page in document.pages] == ["as-is", "repaired"]


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        ([(100, "F1", "หนึ่ง"), (121, "F1", "สอง"), (142, "F1", "สาม")], ["หนึ่ง", "สอง", "สาม"], "one paragraph"),
        (
            [(100, "F1", "หนึ่ง"), (121, "F1", "สอง"), (142, "F1", "สาม"), (170, "F1", "สี่")],
            ["หนึ่ง", "สอง", "สาม", "", "สี่"],
            "more room begins a block",
        ),
        ([(100, "F2", "หัวข้อ"), (121, "F1", "เนื้อความ")], ["หัวข้อ", "", "เนื้อความ"], "bold and plain are two blocks"),
        ([(100, "F1", "๑. หนึ่ง"), (121, "F1", "๒. สอง")], ["1. หนึ่ง", "", "2. สอง"], "each item is a block"),
    ],
)
def test_a_blank_line_stands_before_a_new_block(
    lines: list[tuple[float, str, str]], expected: list[str], why: str
) -> None:
    sheets = Sheets()
    for y, font, text in lines:
        sheets.text(70, y, text + ("ก" * 40 if font == "F1" and "." not in text else ""), font=font)
    found = [re.sub("ก{40}$", "", text) for text in texts(read_of(sheets))]
    assert found == expected, why


@pytest.mark.parametrize(
    ("larger", "y", "blank", "why"),
    [
        ("ab", 210, False, "a few larger letters push their line down"),
        ("." * 30, 210, False, "a leader of larger dots makes no line of another size"),
        ("ab", 220, True, "more room than the larger letters need"),
    ],
)
def test_larger_letters_of_another_script_do_not_cut_a_paragraph(larger: str, y: float, blank: bool, why: str) -> None:
    sheets = Sheets()
    for place in range(100, 200, 21):
        sheets.text(70, place, "ก" * 60, 11)
    sheets.text(70, y, "ข" * 20, 11).text(180, y, larger, 14)
    *above, last = texts(read_of(sheets))
    assert last.startswith("ขข"), why
    assert above == ["ก" * 60] * 5 + [""] * blank, why


def test_cells_of_a_ruled_table_are_rows_with_spans_and_wrapped_lines_joined() -> None:
    sheets = Sheets().grid([70, 170, 300], [90, 120, 170, 200])
    sheets.text(75, 110, "ตัวชี้วัด").text(175, 110, "หน่วย")
    sheets.text(75, 140, "โครงการอบ").text(75, 160, "รม").text(175, 140, "๑. คน").text(175, 160, "๒. ครั้ง")
    sheets.text(175, 190, "๑๐๐")
    rows = [line.cells for line in read_of(sheets).lines if line.cells]
    assert rows == [("ตัวชี้วัด", "หน่วย"), ("โครงการอบรม", "1. คน\n2. ครั้ง"), ("", "100")]


def test_a_table_goes_on_over_the_page_without_a_blank_line() -> None:
    sheets = Sheets()
    for word in ("หนึ่ง", "สอง"):
        sheets.grid([70, 170, 300], [90, 120]).text(75, 110, word).text(175, 110, "คน").page()
    assert texts(read_of(sheets)) == ["หนึ่ง\tคน", "สอง\tคน"]


def test_running_heads_and_page_numbers_are_kept_but_are_no_text() -> None:
    sheets = Sheets()
    for number in range(1, 5):
        sheets.text(70, 40, "แผนของเมือง", 10).text(300, 800, str(number)).text(70, 100, "ข" * number + "ก" * 40)
        sheets.page()
    document = read_of(sheets)
    assert [text.rstrip("ก") for text in texts(document) if text] == ["ข", "ขข", "ขขข", "ขขขข"]
    assert Counter(line.text_found for line in document.lines)["แผนของเมือง"] == 4
    assert [page.printed_page for page in document.pages] == ["1", "2", "3", "4", None]


@pytest.mark.parametrize(
    ("sheets", "expected", "why"),
    [
        (Sheets().text(70, 100, "แผน").text(70.2, 100, "แผน"), "แผน", "what stands twice at one place counts once"),
        (
            Sheets().text(70, 100, "ยุทธศาสตร์ที่ 1 ดี").text(70.4, 100, "ยุทธศาสตร์ที่ 1 ดี"),
            "ยุทธศาสตร์ที่ 1 ดี",
            "fake bold, with its marks",
        ),
        (Sheets().text(70, 100, "ดีดี่นี้นี้"), "ดีดี่นี้นี้", "the same mark over the next letter"),
        (
            Sheets().text(70, 100, "กลย").text(94, 100, " ", 2).text(95, 100, "ุ").text(95, 100, "ทธ์"),
            "กลยุทธ์",
            "a narrow blank between a letter and its mark",
        ),
        (
            Sheets().text(70, 100, "ดาวน ").text(102, 100, "์").text(110, 100, "ใหม"),
            "ดาวน์ ใหม",
            "a blank behind a letter whose mark is painted after it",
        ),
        (Sheets().text(70, 100, "แผน").text(70, 300, "ซ่อน", mode=3), "แผน", "what is not painted is no text"),
        (Sheets().text(70, 100, "ผู\uf70bช\uf70aวย"), "ผู้ช่วย", "Private Use glyphs"),
        (
            Sheets().text(70, 100, "1").text(76, 100, ",493.51").text(200, 100, "   "),
            "1,493.51",
            "no blank in a number",
        ),
        (
            Sheets().text(70, 100, "ก").text(86, 100, " ").text(78, 100, "1").text(94, 100, "ข"),
            "ก1 ข",
            "a blank that is painted ahead of the letter that it stands behind",
        ),
        (
            Sheets().text(94, 100, " ", 6).text(70, 100, "แผน").text(97, 100, "งาน"),
            "แผน งาน",
            "a narrow blank that is painted ahead of its line",
        ),
        (
            Sheets().text(94, 100, " ").text(70, 100, "แผน").text(94, 100, "งาน"),
            "แผนงาน",
            "a neighbour's padding that the letters leave no room for",
        ),
        (Sheets().text(70, 100, "พ.ศ.2557").text(130, 100, "–2561"), "พ.ศ.2557–2561", "a step back keeps the order"),
        (
            Sheets()
            .draw("/Span <</ActualText <feff0e170e350e48>>> BDC")
            .text(70, 100, "ทx")
            .draw("EMC")
            .text(86, 100, "ดี"),
            "ที่ดี",
            "the text that the file gives for a span",
        ),
    ],
)
def test_text_of_a_line(sheets: Sheets, expected: str, why: str) -> None:
    assert texts(read_of(sheets)) == [expected], why


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_alike(turn: int) -> None:
    assert texts(read_of(Sheets().text(70, 100, "แผนของเมือง"), f"/Rotate {turn}")) == ["แผนของเมือง"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf-broken"),
        (Sheets().data(), "pdf-no-text"),
        (Sheets().text(70, 100, "x").data()[:60], "pdf-broken"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError) as raised:
        read(path, "plan")
    assert raised.value.code == code


def test_a_truncated_file_gives_what_is_readable() -> None:
    data = Sheets().text(70, 100, "แผน").data()
    assert texts(pdf.read_pdf(data[: data.index(b"xref")], Path("plan.pdf"), "plan")) == ["แผน"]


# --- the real files ---------------------------------------------------------------------------------------------

AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\d.,])\d+\.\d{2,4}(?![\d.])")


MIXED = {"budget-book-2565-17.pdf": {3, 6}, "rbru-strategy-2557.pdf": {4}}
"""Pages on which text is printed over other text, or a contents table has no rules between its rows."""


def test_real_files_are_read_and_their_words_are_words(plans_folder: Path) -> None:
    shares = []
    for path in sorted((plans_folder / "pdf").glob("*.pdf")):
        if "scan" in path.name:
            with pytest.raises(DocumentError, match="pdf-no-text"):
                read(path, "plan")
            continue
        document = read(path, "plan")
        shares += [page.coverage for page in document.pages if page.coverage is not None]
        assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))
        doubtful = {document.lines[one.line_no - 1].page for one in document.doubtful}
        assert doubtful <= MIXED.get(path.name, set()), f"{path.name}: no false alarm of the second opinion"
    assert median(shares) >= 0.97


def test_amounts_of_the_budget_book(plans_folder: Path) -> None:
    """Every amount that PDFium sees on pages 10 to 40, and no other."""
    path = plans_folder / "pdf" / "budget-book-2565-17.pdf"
    document = read(path, "plan")
    second = pypdfium2.PdfDocument(path)
    for number in range(10, 41):
        seen = Counter(AMOUNT.findall(to_arabic(second[number - 1].get_textpage().get_text_range())))
        lines = [line.text.replace("\t", "\n") for line in document.lines if line.page == number]
        assert Counter(AMOUNT.findall("\n".join(lines))) == seen, number
    second.close()


# --- how the cells of a row stand -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "mended", "places", "expected", "why"),
    [
        ("ด าเนินงาน\nท าสวน", "ดำเนินงาน\nทำสวน", (0, 11), (0, 10), "sara am put together"),
        ("1. ก\n- ข", "1. ก\n- ข", (0, 5), (0, 5), "nothing mended"),
        ("เปูา\n- ฝุาย", "เป้า\n- ฝ่าย", (0, 5), (0, 5), "tones"),
        ("-\n-", "-\n-", (0, 2), (0, 2), "no letters at all"),
        ("ก\nท า", "ก\nทำ", (0, 2), (0, 2), "the line before the mended one"),
    ],
)
def test_printed_lines_keep_their_places_when_a_cell_is_mended(
    found: str, mended: str, places: tuple[int, ...], expected: tuple[int, ...], why: str
) -> None:
    before = Layout((tuple((place, line) for line, place in enumerate(places)),))
    assert [place for place, _ in carried(before, [found], [mended]).prints[0]] == list(expected), why


def test_lines_that_stand_side_by_side_have_one_count() -> None:
    cells = [[(0, 100.0, 14.0), (5, 118.0, 14.0), (9, 136.0, 14.0)], [(0, 101.5, 14.0), (4, 135.0, 14.0)], []]
    assert side_by_side(cells) == (((0, 0), (5, 1), (9, 2)), ((0, 0), (4, 2)), ())
