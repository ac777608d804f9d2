"""Rows of tables in PDFs: where a page's end cuts one in two, and what the file's own structure says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT
from sheets import Sheets
from test_read_pdf import read_of

from pipeline.read import pdf
from pipeline.read.pdf_tags import NO_MARK, NOWHERE, PageTags, Place, Tags, mark_of
from pipeline.read.pdf_wraps import around_wraps, mark
from pipeline.read.repair import repair
from schemas.document import Document

XS = [70.0, 170, 300, 430]
PAGE_END = 780.0
"""Points from the upper edge; the pages of these tests end here."""

Cells = tuple[str, str, str]


def rows_of(document: Document) -> list[tuple[str, ...]]:
    return [line.cells for line in document.lines if line.cells]


def full_page(sheets: Sheets) -> Sheets:
    """Two rows of which the first ends before the page's end."""
    sheets.grid(XS, [90, 120, 700]).text(75, 110, "ลำดับ").text(175, 110, "โครงการ").text(305, 110, "ผล")
    return sheets.text(75, 140, "๑").text(175, 140, "โครงการแรก").text(305, 140, "คน")


def cut_row(upper: Cells, lower: Cells, *, ruled: bool = True, full: bool = True) -> Sheets:
    """A row at a page's end and one at the next page's beginning; other pages end lower where this one is not full."""
    end = PAGE_END if full else PAGE_END - 200
    sheets = full_page(Sheets()).page()
    sheets.grid(XS, [90, end - 50]) if ruled else None
    if ruled:
        sheets.grid(XS, [end - 50, end])
    else:
        sheets.grid(XS, [90, end - 50])
        for x in XS:
            sheets.draw(f"{x} {842 - end} 0.5 50 re f")
    sheets.text(175, 110, "อื่น ๆ")
    for x, text in zip(XS, upper, strict=False):
        sheets.text(x + 5, end - 25, text)
    sheets.page().grid(XS, [90, 140, 200]).text(305, 160, "ต่อไป").text(175, 160, "โครงการต่อไป").text(75, 160, "๓")
    for x, text in zip(XS, lower, strict=False):
        sheets.text(x + 5, 110, text)
    return sheets.page().grid(XS, [90, PAGE_END]).text(75, 110, "๔").text(175, 110, "สุดท้าย")


LONG = "โครงการอบรมเพื่อ"
"""As wide as the column."""


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("upper", "lower", "joined", "why"),
    [
        (("๒", LONG, "คน"), ("", "พัฒนา", ""), ("2", f"{LONG}พัฒนา", "คน"), "one cell goes on, the others had ended"),
        (("", LONG, LONG), ("", "พัฒนา", "บุคคล"), ("", f"{LONG}พัฒนา", f"{LONG}บุคคล"), "all cells go on"),
        (("๒", LONG, "คน"), ("๓", "พัฒนา", ""), None, "a number of its own begins a row"),
        (("๒", "แผน", "๕"), ("", "งาน", "๕"), None, "a figure goes on only where there was no room for it"),
    ],
)
def test_a_row_that_a_page_cuts_is_one(
    upper: Cells, lower: Cells, joined: tuple[str, ...] | None, why: str, ruled: bool
) -> None:
    rows = rows_of(read_of(cut_row(upper, lower, ruled=ruled)))
    assert (joined in rows) == (joined is not None), why
    assert ("3", "โครงการต่อไป", "ต่อไป") in rows
    assert len(rows) == 7 - (joined is not None)


@pytest.mark.parametrize(
    ("upper", "lower", "full", "why"),
    [
        (("๒", LONG, "คน"), ("", "พัฒนา", ""), False, "its author ended the page"),
        (("๒", LONG, "คน"), ("", "๑. พัฒนา", ""), True, "an item: nothing is cut in the middle"),
        (("", LONG, "ผล"), ("", "พัฒนา", "งาน"), True, "a cell that had room for more: as well a new row"),
    ],
)
def test_rows_that_rules_close_stay_two_without_a_witness(upper: Cells, lower: Cells, full: bool, why: str) -> None:
    assert len(rows_of(read_of(cut_row(upper, lower, full=full)))) == 7, why


def test_what_a_cell_over_several_rows_goes_on_with_is_its_own() -> None:
    """The lowest row's last column has no cell of its own: the one above reaches down to the page's end."""
    edges = [*XS, 500]
    sheets = Sheets().grid(XS[:3], [90, 700, PAGE_END]).grid(edges[2:], [90, PAGE_END])
    sheets.text(75, 110, "๑").text(175, 110, "แผน").text(75, 760, "๒").text(175, 760, "แผนหลัง")
    sheets.text(305, 110, "ผลงาน" * 3).text(305, 760, LONG)
    sheets.page().grid(edges, [90, 140]).text(305, 110, "พัฒนา")
    first, second = rows_of(read_of(sheets))
    assert first[2].endswith(f"{LONG}พัฒนา")
    assert second == ("2", "แผนหลัง", "", "")


@pytest.mark.parametrize(
    ("wrapped", "mended", "why"),
    [
        ("จำน|วน", "จำน|วน", "the parts are no words, the whole is one"),
        ("ประจ าปี|ที่", "ประจำปี|ที่", "what is mended before a wrap moves it"),
        ("งาน|ค าน า", "งาน|คำนำ", "and what is mended behind does not"),
        ("ประจ|าปี", "ประจ|าปี", "a wrap is no blank"),
        ("แผน", "แผน", "no wrap"),
    ],
)
def test_cells_are_mended_as_if_they_were_not_wrapped(wrapped: str, mended: str, why: str) -> None:
    wrap = mark(blank=False, full=True)
    found = around_wraps(wrapped.replace("|", wrap), lambda text: repair(text, "pdf")[0])
    assert found.replace(wrap, "|") == mended, why


def test_a_row_over_three_pages_is_one() -> None:
    """On the second page its part begins at the height where another row begins on the first."""
    edges = [*XS, 500]
    sheets = Sheets().grid(edges, [90, 140, PAGE_END]).text(75, 110, "๑").text(175, 110, "แผน").text(305, 110, "คน")
    sheets.text(75, 160, "๒").text(305, 160, "คน").text(175, PAGE_END - 5, LONG)
    sheets.page().grid(edges, [90, PAGE_END]).text(175, 110, "พัฒนา").text(175, PAGE_END - 5, LONG)
    sheets.page().grid(edges, [90, 140]).text(175, 110, "บุคลากร")
    first, second = rows_of(read_of(sheets))
    assert first == ("1", "แผน", "คน", "")
    assert second == ("2", f"{LONG}พัฒนา\n{LONG}บุคลากร", "คน", "")


# --- the file's own structure -----------------------------------------------------------------------------------


class Objects:
    """A file in the making for pdfminer: numbered objects."""

    def __init__(self, objects: dict[int, Any]) -> None:
        self.objects = objects

    def getobj(self, number: int) -> Any:
        return self.objects[number]

    def ref(self, number: int) -> PDFObjRef:
        return PDFObjRef(self, number)  # type: ignore[arg-type]


def tagged(marked: bool = True) -> tuple[Tags, Objects]:
    """A table with one row: a cell with a paragraph and a list, of which one item has a bold word."""
    kinds = {2: "Table", 3: "TR", 4: "TD", 5: "Standard", 6: "L", 7: "LI", 8: "LBody", 9: "Strong"}
    above = {3: 2, 4: 3, 5: 4, 6: 4, 7: 6, 8: 7, 9: 8}
    file = Objects({})
    for number, kind in kinds.items():
        file.objects[number] = {"S": LIT(kind)} | ({"P": file.ref(above[number])} if number in above else {})
    file.objects[10] = [file.ref(5), file.ref(8), file.ref(9), None]
    file.objects[11] = {"Kids": [{"Limits": [0, 0], "Nums": [0, []]}, {"Limits": [1, 3], "Nums": [3, file.ref(10)]}]}
    file.objects[1] = {"ParentTree": file.ref(11), "RoleMap": {"Standard": LIT("P")}}
    return Tags({"MarkInfo": {"Marked": marked}, "StructTreeRoot": file.ref(1)}), file


@pytest.mark.parametrize(
    ("mark", "place", "why"),
    [
        (0, Place(5, 3, 2, whole=True), "a paragraph, in the file's own name for it"),
        (1, Place(7, 3, 2, whole=True), "an item is a paragraph, its parts are none"),
        (2, Place(7, 3, 2, whole=True), "nor is a bold word"),
        (3, NOWHERE, "a mark without an element"),
        (4, NOWHERE, "a mark that the tree does not know"),
        (NO_MARK, NOWHERE, "matter of the page"),
    ],
)
def test_where_letters_stand(mark: int, place: Place, why: str) -> None:
    page = tagged()[0].of_page({"StructParents": 3})
    assert page is not None
    assert page.place(mark) == place, why


@pytest.mark.parametrize(
    ("around", "whole", "why"),
    [
        (["TD"], True, "a cell is a paragraph"),
        (["NonStruct", "TD"], True, "so it is where a piece of a line stands in it"),
        (["NonStruct", "NonStruct", "TD"], False, "a block without meaning may be a paragraph: nobody tells"),
        (["NonStruct", "NonStruct", "P"], True, "a paragraph holds no others"),
        (["NonStruct", "Div", "TD"], True, "a block is a paragraph"),
    ],
)
def test_what_a_cell_holds_without_a_name(around: list[str], whole: bool, why: str) -> None:
    file = Objects({})
    for number, kind in enumerate(around, 1):
        file.objects[number] = {"S": LIT(kind), "P": file.ref(number + 1)}
    file.objects[len(around) + 1] = {"S": LIT("Table")}
    assert tagged()[0].place(file.ref(1)).whole is whole, why


@pytest.mark.parametrize("page", [{}, {"StructParents": 7}, {"StructParents": LIT("x")}, {"StructParents": 0}])
def test_a_page_without_structure_says_nothing(page: dict[str, Any]) -> None:
    found = tagged()[0].of_page(page)
    assert found is None or found.place(0) == NOWHERE


@pytest.mark.parametrize(
    ("one", "other", "goes_on", "why"),
    [
        (Place(5, 0, 0), Place(6, 0, 0), False, "two paragraphs"),
        (Place(5, 0, 0, whole=True), Place(5, 0, 0, whole=True), True, "one"),
        (Place(5, 0, 0), Place(5, 0, 0), None, "Word may call several one"),
        (Place(5, 0, 0), NOWHERE, None, "nothing is told"),
    ],
)
def test_what_paragraphs_tell(one: Place, other: Place, goes_on: bool | None, why: str) -> None:
    assert one.goes_on(other) is goes_on, why
    assert one.goes_on_over_page(other) is (goes_on if one.whole else None), "Word ends each paragraph with its page"


def test_word_joins_paragraphs() -> None:
    tree = {"MarkInfo": {"Marked": True}, "StructTreeRoot": {}}
    assert Tags(tree, "LibreOffice 7.4").whole
    assert not Tags(tree, "Microsoft Word 2016").whole


def test_a_file_that_does_not_call_itself_marked_is_not_believed() -> None:
    assert tagged(marked=False)[0].of_page({"StructParents": 3}) is None


def test_a_tree_that_bites_its_tail_ends() -> None:
    tags, file = tagged()
    file.objects[2] = {"S": LIT("Sect"), "P": file.ref(3)}
    assert PageTags(tags, [file.ref(5)]).place(0) == Place(5, 3, 0, whole=True)
    file.objects[11] = {"Kids": [{"Limits": [0, 9], "Kids": [file.ref(11)]}]}
    file.objects[11]["Kids"] = [file.ref(12)]
    file.objects[12] = {"Limits": [0, 9], "Kids": [file.ref(12)]}
    assert tags.of_page({"StructParents": 3}) is None


@pytest.mark.parametrize(
    ("tag", "properties", "mark"),
    [("P", {"MCID": 4}, 4), ("Span", {"Lang": "th"}, None), ("Artifact", {"MCID": 4}, NO_MARK), ("P", None, None)],
)
def test_marks_of_tags(tag: str, properties: Any, mark: int | None) -> None:
    assert mark_of(LIT(tag), properties) == mark


def test_rows_cut_by_pages_of_a_real_word_file(plans_folder: Path) -> None:
    """Word closes both parts with rules; of five pages that end with a row three end in the middle of it."""
    path = plans_folder / "pdf" / "rbru-strategy-2557.pdf"
    document = pdf.read_pdf(path.read_bytes(), path, "plan")
    pages = range(45, 51)
    cells = ["".join(cell.split()) for line in document.lines if line.page in pages for cell in line.cells or ()]
    for begins, goes_on in (("4.พัฒนาหลักสูตรของ", "คณะ"), ("ส่งเสริมและพัฒนาบุคลากร", "เรียนการสอน"), ("1.ส่งเสริมให้", "ความ")):
        assert any(goes_on in cell.partition(begins)[2] for cell in cells), begins
    for begins in ("7.จำนวน", "3.โครงการ"):
        assert any(cell.startswith(begins) for cell in cells), "a row of its own"
