"""Wrapped lines of PDFs: whether a blank stood at a line's end, and whether the line was wrapped at all."""

from __future__ import annotations

import pytest
from sheets import Sheets
from test_read_pdf import read_of, texts

from pipeline.read.pdf_letters import Cluster
from pipeline.read.pdf_lines import printed_cell
from pipeline.read.pdf_tags import Place
from pipeline.read.pdf_words import first_words
from pipeline.read.pdf_wraps import Wraps, join, mark, settle
from schemas.document import Line

WRAP, BLANK = mark(blank=False, full=False), mark(blank=True, full=False)
FULL, HANGING = mark(blank=False, full=True), mark(blank=True, full=True)


@pytest.mark.parametrize(
    ("above", "below", "blank", "expected", "why"),
    [
        ("แผนปฏิบัติ", "การ", False, f"แผนปฏิบัติ{WRAP}การ", "Thai in Thai: the document decides"),
        ("แผนปฏิบัติ", "การ", True, f"แผนปฏิบัติ{BLANK}การ", "the file has a blank"),
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
    assert Wraps([*elsewhere, joined]).settled(joined) == expected, why


@pytest.mark.parametrize(
    ("ends", "wrap", "expected", "why"),
    [
        (WRAP * 9 + BLANK, WRAP, "งบประมาณพ.ศ.", "the file paints blanks, and here is none"),
        (WRAP * 9 + BLANK, BLANK, "งบประมาณ พ.ศ.", "here is one"),
        (WRAP * 9 + BLANK + FULL * 9, FULL, "งบประมาณ พ.ศ.", "none behind full lines: the other lines tell"),
        (WRAP * 9 + BLANK + FULL * 9 + HANGING, FULL, "งบประมาณพ.ศ.", "behind full lines, too"),
        (FULL * 9, HANGING, "งบประมาณ พ.ศ.", "a blank that is there is one"),
    ],
)
def test_where_a_file_keeps_blanks_it_is_believed(ends: str, wrap: str, expected: str, why: str) -> None:
    wrapped = f"งบประมาณ{wrap}พ.ศ."
    told = ["งบประมาณ พ.ศ. 2566", wrapped, *(f"ก{end}ข" for end in ends)]
    assert Wraps(told).settled(wrapped) == expected, why


@pytest.mark.parametrize(
    ("hanging", "tagged", "expected", "why"),
    [
        (6, True, "งบประมาณพ.ศ.", "a tagged file must have its blanks: half as many as elsewhere will do"),
        (6, False, "งบประมาณ พ.ศ.", "another may have dropped them where a line was full: the other lines tell"),
        (2, True, "งบประมาณ พ.ศ.", "a tagged file that all but drops them is not believed"),
        (10, False, "งบประมาณพ.ศ.", "as many as elsewhere: believed without tags"),
    ],
)
def test_a_tagged_file_is_believed_sooner(hanging: int, tagged: bool, expected: str, why: str) -> None:
    ends = WRAP * 80 + BLANK * 20 + FULL * (100 - hanging * 2) + HANGING * hanging * 2
    wrapped = f"งบประมาณ{FULL}พ.ศ."
    told = ["งบประมาณ พ.ศ. 2566", wrapped, *(f"ก{end}ข" for end in ends)]
    assert Wraps(told, tagged).settled(wrapped) == expected, why


def test_lines_that_run_on() -> None:
    words = [f"แผนปฏิบัติ{WRAP}", f"การ{BLANK}", f"ประจำปี{WRAP}", "", f"(พ.ศ.{WRAP}", f"2566){WRAP}", "หนึ่ง"]
    told = settle([Line(n, 1, text, text and "x") for n, text in enumerate(words, 1)])
    assert [line.text for line in told] == ["แผนปฏิบัติ", "การ ", "ประจำปี", "", "(พ.ศ.", "2566)", "หนึ่ง"]
    assert [line.runs_on for line in told] == [True] + [False] * 6


def test_a_line_that_its_author_ended_does_not_go_on() -> None:
    sheets = Sheets().text(70, 100, "แผน" * 17).text(70, 121, "แผน" * 14).text(70, 142, "ปีหนึ่ง")
    full, ended, last = read_of(sheets).lines
    assert (full.text, full.runs_on) == ("แผน" * 17, True), "wrapped: nothing more had found room"
    assert (ended.text, ended.runs_on) == ("แผน" * 14, False), "the next line's words had found room"
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
        ("นวัตกรรม/กระบวนการ", "นวัตกรรม/กระบวนการ", "no line ends behind a stroke"),
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


def test_the_lines_of_a_centred_cell_are_one_paragraph() -> None:
    sheets = Sheets().grid([70, 270, 340], [90, 200]).text(275, 110, "คน")
    for place, (text, width) in enumerate((("ความสำเร็จ", 72), ("ของแผน", 48), ("รายงาน", 48))):
        sheets.text(170 - width / 2, 110 + 21 * place, text)
    row = next(line for line in read_of(sheets).lines if line.cells)
    assert row.cells == ("ความสำเร็จของแผนรายงาน", "คน")


def _letters(lines: list[str]) -> list[Cluster]:
    """Letters of 8 points, lines of 20."""
    places = [(place, y, letter) for y, line in enumerate(lines) for place, letter in enumerate(line)]
    return [
        Cluster(letter, 75 + 8 * x, 83 + 8 * x, 100 + 20 * y, 16, False, order)
        for order, (x, y, letter) in enumerate(places)
    ]


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (["แผนงาน", "- โครงการ"], "แผนงาน\n- โครงการ", "a dash behind a line break"),
        (["แผนงาน", "2) โครงการ"], "แผนงาน\n2) โครงการ", "a number behind a line with room"),
        (["แผนงาน" * 3, "2) โครงการ"], "แผนงานแผนงานแผนงาน 2) โครงการ", "a number at a line's beginning by chance"),
        (
            ["1) แผนงาน" + "แผนงาน" * 2, "2) โครงการ"],
            "1) แผนงานแผนงานแผนงาน\n2) โครงการ",
            "the number after the one above",
        ),
        (
            ["1) แผนงาน" + "แผนงาน" * 2, "2. โครงการ"],
            "1) แผนงานแผนงานแผนงาน 2. โครงการ",
            "one of another list, by chance",
        ),
        (["ร้อยละ ๖๕", "- ๖๙"], "ร้อยละ ๖๕ - ๖๙", "the rest of a range"),
        (["แผนงาน", "โครงการ"], f"แผนงาน{WRAP}โครงการ", "the file says that it is one paragraph, whatever the room"),
    ],
)
def test_items_behind_line_breaks_of_a_paragraph_that_the_file_tells(lines: list[str], expected: str, why: str) -> None:
    text, _ = printed_cell(_letters(lines), 70, 240, lambda _: Place(1, 1, 1, whole=True))
    assert text == expected, why
