"""Wrapped lines of PDFs: whether a blank stood at a line's end, and whether the line was wrapped at all."""

from __future__ import annotations

import pytest
from sheets import Sheets
from test_read_pdf import read_of, texts

from pipeline.read.pdf_words import first_words
from pipeline.read.pdf_wraps import WRAP, Wraps, join, settle
from schemas.document import Line


@pytest.mark.parametrize(
    ("above", "below", "blank", "expected", "why"),
    [
        ("แผนปฏิบัติ", "การ", False, f"แผนปฏิบัติ{WRAP}การ", "Thai in Thai: the document decides"),
        ("แผนปฏิบัติ", "การ", True, "แผนปฏิบัติ การ", "the file has a blank"),
        ("พ.ศ.", "๒๕๖๖", False, "พ.ศ. ๒๕๖๖", "beside a figure a blank is due"),
        ("๑", "๐", False, "๑๐", "a figure wrapped in a narrow cell"),
        ("(แผน/", "โครงการ", False, "(แผน/โครงการ", "behind a stroke"),
        ("แผน", ")", False, "แผน)", "before a bracket"),
        ("", "แผน", False, "แผน", "nothing above"),
    ],
)
def test_two_lines_as_one(above: str, below: str, blank: bool, expected: str, why: str) -> None:
    assert join(above, below, blank) == expected, why


@pytest.mark.parametrize(
    ("elsewhere", "expected", "why"),
    [
        (["ประจำปีงบประมาณ พ.ศ. 2566"], "ประจำปีงบประมาณ พ.ศ. 2567", "the same words stand apart elsewhere"),
        (["ประจำปีงบประมาณพ.ศ. 2566"], "ประจำปีงบประมาณพ.ศ. 2567", "or together"),
        ([], "ประจำปีงบประมาณพ.ศ. 2567", "no evidence: Thai is mostly wrapped without a blank"),
        (["ตาม พ.ศ. 2565", "แผน พ.ศ. 2564", "ปี พ.ศ. 2566"], "ประจำปีงบประมาณ พ.ศ. 2567", "one side alone"),
    ],
)
def test_where_a_file_drops_blanks_its_other_lines_tell(elsewhere: list[str], expected: str, why: str) -> None:
    joined = f"ประจำปีงบประมาณ{WRAP}พ.ศ. 2567"
    assert Wraps([*elsewhere, joined], [], keeps=False).settled(joined) == expected, why


def test_where_a_file_keeps_blanks_a_wrap_without_one_is_none() -> None:
    joined = f"ประจำปีงบประมาณ{WRAP}พ.ศ. 2567"
    assert Wraps(["งบประมาณ พ.ศ. 2566", joined], [], keeps=True).settled(joined) == "ประจำปีงบประมาณพ.ศ. 2567"


def test_lines_that_run_on() -> None:
    words = ["แผนปฏิบัติ", "การ ", "ประจำปี", "", "(พ.ศ.", "2566)", "หนึ่ง", "\tสอง"]
    lines = [
        Line(n, 1, text.strip("\t"), text, (text, "") if "\t" in text else None) for n, text in enumerate(words, 1)
    ]
    told = settle(lines, keeps=True)
    assert [line.runs_on for line in told] == [True, False, False, False, False, False, False, False]
    assert told[1].text == "การ ", "the blank at which it was wrapped"


def test_a_line_that_its_author_ended_ends_with_a_blank() -> None:
    sheets = Sheets().text(70, 100, "แผน" * 17).text(70, 121, "แผน" * 14).text(70, 142, "ปีหนึ่ง")
    full, ended, last = read_of(sheets).lines
    assert (full.text, full.runs_on) == ("แผน" * 17, True), "wrapped: nothing more had found room"
    assert (ended.text, ended.runs_on) == ("แผน" * 14 + " ", False), "the next line's words had found room"
    assert (last.text, last.runs_on) == ("ปีหนึ่ง", False)


def test_the_end_of_a_page_is_a_wrap_only_of_a_full_line() -> None:
    for line, runs_on in (("แผน" * 17, True), ("แผน" * 14, False)):
        sheets = Sheets().text(70, 780, "แผน" * 17).text(70, 801, line).page().text(70, 100, "ปีหนึ่ง")
        found = read_of(sheets).lines
        assert [text for text in texts(read_of(sheets)) if text] == ["แผน" * 17, line, "ปีหนึ่ง"]
        assert found[1].runs_on is runs_on


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "บริหารทรัพยากรบุคคลของเมือง",
            "บริหารทรัพยากรบุคคล",
            "two words: programs part words less finely than the dictionary",
        ),
        ("ร้อยละ 80", "ร้อยละ", "a blank ends it"),
        ("ใน (Happy", "ใน", "even behind one short word"),
        ("(แผน)ปฏิบัติการ", "(แผน)ปฏิบัติการ", "what clings to a word comes along"),
    ],
)
def test_the_words_that_need_room(text: str, expected: str, why: str) -> None:
    assert first_words(text) == expected, why


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        ([(0, "แผนงานโครงการประจำปี"), (0, "ของเมือง")], "แผนงานโครงการประจำปีของเมือง", "no room was left"),
        ([(0, "แผนงาน"), (0, "โครงการ")], "แผนงาน\nโครงการ", "there was room for the next words"),
        (
            [(0, "แผนงานโครงการประจำปี"), (16, "แผนงาน"), (16, "ประจำปี")],
            "แผนงานโครงการประจำปี\n  แผนงาน\n  ประจำปี",
            "a deeper paragraph",
        ),
        (
            [(0, "- แผนงานโครงการประจำปี"), (16, "ของเมือง")],
            "- แผนงานโครงการประจำปีของเมือง",
            "an item's second line hangs below its text",
        ),
        ([(16, "แผนงานโครงการประจำ"), (0, "ปีของเมือง")], "แผนงานโครงการประจำปีของเมือง", "the first line is indented"),
        ([(0, "312,389,800"), (0, "312,389,800")], "312,389,800\n312,389,800", "two amounts are never one"),
    ],
)
def test_paragraphs_of_a_cell(lines: list[tuple[float, str]], expected: str, why: str) -> None:
    sheets = Sheets().grid([70, 250, 300], [90, 200]).text(255, 110, "คน")
    for place, (indent, text) in enumerate(lines):
        sheets.text(75 + indent, 110 + 21 * place, text)
    row = next(line for line in read_of(sheets).lines if line.cells)
    assert row.cells is not None
    assert row.cells[0] == expected, why
