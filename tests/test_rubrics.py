"""Rubrics: levels, criteria, bands; bullets that the print ran together parted, and nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import case, letters

from pipeline import profile as profiles
from pipeline.extract.lists import tidy
from pipeline.extract.rubrics import Level, levels
from schemas.language import language
from schemas.outline import Row, TableBlock

PROFILE = profiles.load("strategy-plan")
TABLE = next(table for table in PROFILE.tables if table.name == "rubric")
UL = '<ul style="list-style-type: none"> '
LOW, MIDDLE = "ร้อยละ 65 - 69 ได้คะแนน 0.55 คะแนน", "ร้อยละ 70 - 74 ได้คะแนน 0.70 คะแนน"
HIGH = "ร้อยละ 80 ขึ้นไป ได้คะแนน 1.00 คะแนน"
INTRO = "ร้อยละของผู้พอใจ ดังนี้"


def read(*rows: tuple[str, str]) -> list[Level]:
    block = TableBlock(TABLE, [1], [Row(list(row), line, line) for line, row in enumerate(rows, 2)])
    return levels(block, PROFILE, language().lists)[0]


def texts(cell: str) -> list[str]:
    (level,) = read(("3", cell))
    return [criterion.text for criterion in level.criteria]


CRITERIA: list[object] = [
    ("", [], "an empty cell is a level without criteria"),
    (UL + "มีแผนงานสวน", ["มีแผนงานสวน"], "one criterion"),
    (
        UL + "ดำเนินการตามแผนสวน ร้อยละ 80 ดำเนินการตามแผนสวน ร้อยละ 100",
        ["ดำเนินการตามแผนสวน ร้อยละ 80", "ดำเนินการตามแผนสวน ร้อยละ 100"],
        "the pair",
    ),
    (
        UL + "ดำเนินการตามแผนสวน ร้อยละ 80ดำเนินการตามแผนสวน ร้อยละ 100",
        ["ดำเนินการตามแผนสวน ร้อยละ 80", "ดำเนินการตามแผนสวน ร้อยละ 100"],
        "the pair without a blank",
    ),
    (
        UL + "ดำเนินการตามแผนสวน ได้ร้อยละ 80 ดำเนินการตามแผนสวน ได้ร้อยละ 100",
        ["ดำเนินการตามแผนสวน ได้ร้อยละ 80", "ดำเนินการตามแผนสวน ได้ร้อยละ 100"],
        "the pair with a word before the percentage",
    ),
    (
        UL + "ปลูกไม้ครบทุกเขต ร้อยละ 80 ปลูกไม้ครบทุกเขต ร้อยละ 100",
        ["ปลูกไม้ครบทุกเขต ร้อยละ 80", "ปลูกไม้ครบทุกเขต ร้อยละ 100"],
        "the pair of an action that no list of words knows",
    ),
    (
        UL + "ดำเนินการตามแผนสวน ร้อยละ 60 ดำเนินการตามแผนสวน ร้อยละ 80 ดำเนินการตามแผนสวน ร้อยละ 100 รายงานผล",
        [
            "ดำเนินการตามแผนสวน ร้อยละ 60",
            "ดำเนินการตามแผนสวน ร้อยละ 80",
            "ดำเนินการตามแผนสวน ร้อยละ 100",
            "รายงานผล",
        ],
        "three tellings and a report",
    ),
    (
        UL + "มีแผนปลูกตามลำดับ ดำเนินการตามแผนสวน ร้อยละ 80 ดำเนินการตามแผนสวน ร้อยละ 100",
        ["มีแผนปลูกตามลำดับ", "ดำเนินการตามแผนสวน ร้อยละ 80", "ดำเนินการตามแผนสวน ร้อยละ 100"],
        "a criterion before the pair",
    ),
    (UL + "มีคณะทำงาน ไม่เกิน 5 คน มีแผนงาน", ["มีคณะทำงาน ไม่เกิน 5 คน", "มีแผนงาน"], "an end and a beginning"),
    (UL + "มีผู้ร่วม ร้อยละ 80 ได้ 5 คน", ["มีผู้ร่วม ร้อยละ 80 ได้ 5 คน"], "what is earned is no points"),
    (UL + "ปลูกได้ร้อยละ 80 = 24 ต้น", ["ปลูกได้ร้อยละ 80 = 24 ต้น"], "nor is what a percentage amounts to"),
    (UL + "ร้อยละ 80 ของผู้ใช้สวนพอใจ", ["ร้อยละ 80 ของผู้ใช้สวนพอใจ"], "a percentage alone cuts nothing"),
    (UL + "จัดทำรายงานผลการดำเนินการ", ["จัดทำรายงานผลการดำเนินการ"], "opening words inside a phrase cut nothing"),
    (
        "● ดำเนินการตามแผนสวน ร้อยละ 80 ดำเนินการตามแผนสวน ร้อยละ 100 ● รายงานผล",
        ["ดำเนินการตามแผนสวน ร้อยละ 80 ดำเนินการตามแผนสวน ร้อยละ 100", "รายงานผล"],
        "a cell that has its bullets is not cut",
    ),
    (UL + f"{INTRO} {UL} {LOW} {HIGH}", [INTRO, LOW, HIGH], "bands, each alone"),
    (UL + f"{INTRO} {LOW} {MIDDLE} {HIGH} รายงานผล", [INTRO, LOW, MIDDLE, HIGH, "รายงานผล"], "the report after bands"),
    (f"● {INTRO} {UL} - {LOW} - {MIDDLE} ● รายงานผล", [INTRO, LOW, MIDDLE, "รายงานผล"], "bands as dashed items"),
    case(
        f"● {INTRO} - {LOW} - {MIDDLE} ● รายงานผล",
        [INTRO, LOW, MIDDLE, "รายงานผล"],
        why="rubrics._pieces: dashes around bands without a tag before them stay as criteria '… -' and '-'",
    ),
    (f"ระดับ A- {LOW}", ["ระดับ A-", LOW], "a sign of the word before it is no list mark"),
    (f"ปลูก 5 - {LOW}", ["ปลูก 5 -", LOW], "a dash behind a figure may say from and to"),
    (f"{LOW} - รายงานผล", [LOW, "- รายงานผล"], "a dash before what is no band is kept"),
    (
        UL + "ร้อยละ 100 ได้คะแนน 1.00 คะแนนเต็ม",
        ["ร้อยละ 100 ได้คะแนน 1.00 คะแนนเต็ม"],
        "a longer word at the end",
    ),
    (
        UL + "ต่ำกว่าร้อยละ 60 ได้คะแนน 0 คะแนน ร้อยละ 60 - 79 ได้คะแนน 0.5 คะแนน",
        ["ต่ำกว่าร้อยละ 60 ได้คะแนน 0 คะแนน", "ร้อยละ 60 - 79 ได้คะแนน 0.5 คะแนน"],
        "a band below a figure",
    ),
    (
        UL + "ตั้งแต่ร้อยละ 80 ขึ้นไป ได้คะแนน 1 คะแนน",
        ["ตั้งแต่ร้อยละ 80 ขึ้นไป ได้คะแนน 1 คะแนน"],
        "a band from a figure on",
    ),
]


@pytest.mark.parametrize(("cell", "expected", "why"), CRITERIA)
def test_the_criteria_of_a_cell(cell: str, expected: list[str], why: str) -> None:
    assert texts(cell) == expected, why


BANDS: list[object] = [
    ("ร้อยละ 65 - 69 ได้คะแนน 0.55 คะแนน", (65, 69, 0.55), "a range"),
    ("ร้อยละ 65 – 69.99 ได้คะแนน 0.55 คะแนน", (65, 69.99, 0.55), "a long dash, a decimal"),
    ("ร้อยละ65-69ได้คะแนน0.55คะแนน", (65, 69, 0.55), "no blanks"),
    ("ร้อยละ 65 ได้คะแนน 0.55 คะแนน", (65, 65, 0.55), "a single value: low = high"),
    ("ร้อยละ 80 ขึ้นไป ได้คะแนน 1.00 คะแนน", (80, None, 1.0), "and more: high is NULL"),
    ("ร้อยละ 80 ขึ้นไป ได้รับคะแนน 1 คะแนน", (80, None, 1.0), "another word for earning"),
    ("ร้อยละ 65 - 69 ได้คะแนน 0.55", (65, 69, 0.55), "without the last word"),
    ("ร้อยละ 79 - 70 ได้คะแนน 0.55", (79, 70, 0.55), "upside down, as printed: a check tells"),
    ("ร้อยละ 65 ถึง 69 ได้คะแนน 0.55 คะแนน", (65, 69, 0.55), "a word for the dash"),
    ("ร้อยละ 65 - 69 ได้ 0.55 คะแนน", (65, 69, 0.55), "a shorter word for earning"),
    ("65 - 69 % ได้คะแนน 0.55 คะแนน", (65, 69, 0.55), "the sign behind the figures"),
    ("ร้อยละ 65 - 69 = 0.55 คะแนน", (65, 69, 0.55), "a sign for earning"),
    ("ร้อยละ 65 - ร้อยละ 69 ได้คะแนน 0.55 คะแนน", (65, 69, 0.55), "the word before both figures"),
    ("ต่ำกว่าร้อยละ 60 ได้คะแนน 0 คะแนน", (None, 60, 0), "below: no lower end"),
    ("ตั้งแต่ร้อยละ 80 ขึ้นไป ได้คะแนน 1 คะแนน", (80, None, 1), "from a figure on: no upper end"),
    ("ไม่น้อยกว่าร้อยละ 80 ได้คะแนน 1 คะแนน", (80, None, 1), "not less than: no upper end, and not below"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), BANDS)
def test_a_band(printed: str, expected: tuple[float, float | None, float], why: str) -> None:
    (level,) = read(("5", UL + printed))
    assert [(one.band.low, one.band.high, one.band.points) for one in level.criteria if one.band] == [expected], why
    assert [one.text for one in level.criteria] == [printed], why


@pytest.mark.parametrize(
    ("cell", "parents", "why"),
    [
        (f"{UL}{INTRO} {UL} {LOW} {HIGH}", [None, 0, 0], "bands in an inner list are sub-items"),
        (f"{UL}{INTRO} {UL} {LOW} {HIGH} รายงานผล", [None, 0, 0, None], "what follows them stands beside the intro"),
        (f"{UL}● แผน ● {INTRO} {UL} - {LOW} - {HIGH} ● รายงานผล", [None, None, 1, 1, None], "with all bullets"),
        (
            f"{UL}ผู้ดูแลได้อบรม ไม่น้อยกว่า 15 ชั่วโมง {INTRO} {UL}{LOW} {HIGH}",
            [None, None, 1, 1],
            "of two criteria run together, the one that introduces the bands is above them",
        ),
    ],
)
def test_the_parents_of_criteria(cell: str, parents: list[int | None], why: str) -> None:
    (level,) = read(("5", cell))
    assert [criterion.parent for criterion in level.criteria] == parents, why


ROWS: list[object] = [
    ([("1", "ก"), ("3", "ข"), ("5", "ค")], [(1, ["ก"]), (3, ["ข"]), (5, ["ค"])], "three levels"),
    ([("1", "ก"), ("", "ข"), ("3", "ค")], [(1, ["ก", "ข"]), (3, ["ค"])], "a row without level goes on"),
    ([("1", "ก"), ("1", "ข")], [(1, ["ก"]), (1, ["ข"])], "a level whose row a page cut comes twice here"),
    ([("1.", "ก"), ("3)", "ข")], [(1, ["ก"]), (3, ["ข"])], "a level with a list mark"),
    ([("๕", "ก")], [(5, ["ก"])], "Thai digits"),
    ([("1", "")], [(1, [])], "a level without criteria is a level"),
    case([("ระดับ 1", "ก")], [(1, ["ก"])], why="rubrics.levels: a level cell that is not a bare number loses its row"),
    case([("1 คะแนน", "ก")], [(1, ["ก"])], why="rubrics.levels: a level cell that is not a bare number loses its row"),
]


@pytest.mark.parametrize(("rows", "expected", "why"), ROWS)
def test_the_levels_of_a_table(rows: list[tuple[str, str]], expected: list[tuple[int, list[str]]], why: str) -> None:
    assert [(level.level, [one.text for one in level.criteria]) for level in read(*rows)] == expected, why


LEVELLESS: list[object] = [
    case(("1", "ปลูก"), (level, "ขุด"), why="rubrics.levels: a row whose level is no number is dropped")
    for level in ("-", "ดี", "0.5", "1-2")
]


@pytest.mark.parametrize(("first", "second", "why"), LEVELLESS)
def test_no_row_is_lost(first: tuple[str, str], second: tuple[str, str], why: str) -> None:
    assert [one.text for level in read(first, second) for one in level.criteria] == ["ปลูก", "ขุด"], why


@pytest.mark.parametrize("level", ["", "-", "ดีมาก"])
def test_a_first_row_without_level_is_no_criterion_of_one(level: str) -> None:
    """No level is invented for it; `test_extract` sees that its words stay."""
    block = TableBlock(TABLE, [1], [Row([level, "ปลูก"], 2, 2), Row(["3", "ขุด"], 3, 3)])
    found, before = levels(block, PROFILE, language().lists)
    assert [(one.level, [told.text for told in one.criteria]) for one in found] == [(3, ["ขุด"])]
    assert [row.cells for row in before] == [[level, "ปลูก"]]


PIECES = ["ดำเนินการตามแผนสวน", " ร้อยละ 80", "ร้อยละ 100 ", " ", "รายงานผล", "มีแผนงาน", "ไม่เกิน 5 คน ", LOW, HIGH]
PIECES += ["●", "<ul>", "</ul>", "<li>", "ดังนี้ ", "ไม่น้อยกว่า ", "(ฉบับร่าง) ", "ตามลำดับ ", "<p>", "Strong > Stronger"]
MARKS = re.compile("[●]")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_letter_of_a_rubric_is_lost_or_invented(pieces: list[str]) -> None:
    cell = "".join(pieces)
    assert letters("".join(texts(cell))) == MARKS.sub("", letters(tidy(cell)))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_a_criterion_has_words_and_its_parent_stands_before_it(pieces: list[str]) -> None:
    (level,) = read(("3", "".join(pieces)))
    for place, criterion in enumerate(level.criteria):
        assert criterion.text == criterion.text.strip() != ""
        assert criterion.parent is None or criterion.parent < place
