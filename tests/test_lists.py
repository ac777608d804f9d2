"""Lists: from cells and lines to items with markers and parents, and nothing lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import calls, case, letters

from pipeline import profile as profiles
from pipeline.extract.lists import Chunk, Item, chunks_of_cell, chunks_of_lines, items, tidy
from schemas.language import language
from schemas.outline import Fragment

MARKERS = profiles.load("strategy-plan").markers
WORDS = language().lists
UL = '<ul style="list-style-type: none">'


def of_cell(cell: str) -> list[Item]:
    return items(chunks_of_cell(cell, 7, 7), MARKERS, WORDS)


def of_lines(*texts: str) -> list[Item]:
    fragments, gap = [], True
    for number, text in enumerate(texts, 1):
        if text:
            fragments.append(Fragment(text, number, number, gap))
        gap = not text
    return items(chunks_of_lines(fragments), MARKERS, WORDS)


def told(found: list[Item]) -> list[tuple[str | None, str, int | None]]:
    return [(item.marker, item.text, item.parent) for item in found]


Expected = list[tuple[str | None, str, int | None]]

CELLS: list[object] = [
    ("", [], "an empty cell has no items"),
    ("<ul>", [], "tags alone are no items"),
    ("ปลูกต้นไม้", [(None, "ปลูกต้นไม้", None)], "a text alone is one item"),
    (f"{UL} ปลูก รดน้ำ", [(None, "ปลูก รดน้ำ", None)], "a list never closed, without marks, is one item"),
    ("<ul><li>ปลูก</li><li>รดน้ำ</li></ul>", [(None, "ปลูก", None), (None, "รดน้ำ", None)], "<li>"),
    ("<ol><li>ปลูก<li>รดน้ำ", [(None, "ปลูก", None), (None, "รดน้ำ", None)], "<ol>, nothing closed"),
    ("<p>1. ปลูก</p><p>2. รดน้ำ</p>", [("1.", "ปลูก", None), ("2.", "รดน้ำ", None)], "<p>"),
    ("ปลูก<br>รดน้ำ<br/>", [(None, "ปลูก", None), (None, "รดน้ำ", None)], "<br>"),
    ("ปลูก\nรดน้ำ", [(None, "ปลูก", None), (None, "รดน้ำ", None)], "a line end inside a cell"),
    (
        "<ul><li>ปลูก<ul><li>มะม่วง</li><li>ขนุน</li></ul></li><li>รดน้ำ</li></ul>",
        [(None, "ปลูก", None), (None, "มะม่วง", 0), (None, "ขนุน", 0), (None, "รดน้ำ", None)],
        "nested lists",
    ),
    (f"{UL} ● ปลูก ● รดน้ำ", [("●", "ปลูก", None), ("●", "รดน้ำ", None)], "bullets part"),
    (
        "● ปลูก ดังนี้ ◦ มะม่วง ◦ ขนุน ● รดน้ำ",
        [("●", "ปลูก ดังนี้", None), ("◦", "มะม่วง", 0), ("◦", "ขนุน", 0), ("●", "รดน้ำ", None)],
        "another bullet under what introduces a list is deeper",
    ),
    ("● ปลูก • รดน้ำ ● ตัด", [("●", "ปลูก", None), ("•", "รดน้ำ", None), ("●", "ตัด", None)], "without, it is not"),
    (
        "ต้นไม้\n  มะม่วง\n  ขนุน",
        [(None, "ต้นไม้", None), (None, "มะม่วง", 0), (None, "ขนุน", 0)],
        "a paragraph that begins with blanks stands deeper",
    ),
    ("• ปลูก • รดน้ำ", [("•", "ปลูก", None), ("•", "รดน้ำ", None)], "another bullet"),
    (
        f"{UL} ● ปลูก ดังนี้ {UL} - มะม่วง - ขนุน ● รดน้ำ",
        [("●", "ปลูก ดังนี้", None), ("-", "มะม่วง", 0), ("-", "ขนุน", 0), ("●", "รดน้ำ", None)],
        "an inner list never closed ends at the outer mark",
    ),
    ("1. ปลูก 2. รดน้ำ 3. ตัด", [("1.", "ปลูก", None), ("2.", "รดน้ำ", None), ("3.", "ตัด", None)], "run together"),
    ("1) ปลูก 2) รดน้ำ", [("1)", "ปลูก", None), ("2)", "รดน้ำ", None)], "run together, with brackets"),
    ("1.ปลูก 2.รดน้ำ", [("1.", "ปลูก", None), ("2.", "รดน้ำ", None)], "no blank behind the number"),
    ("1. ปลูก 3. รดน้ำ", [("1.", "ปลูก 3. รดน้ำ", None)], "only the next number in turn parts"),
    ("1. งบ 2.5 ล้าน 2. รดน้ำ", [("1.", "งบ 2.5 ล้าน", None), ("2.", "รดน้ำ", None)], "a decimal is no number in turn"),
    ("1. ปี 2569 2. รดน้ำ", [("1.", "ปี 2569", None), ("2.", "รดน้ำ", None)], "a year is no number in turn"),
    ("- ปลูก - รดน้ำ", [("-", "ปลูก", None), ("-", "รดน้ำ", None)], "dashes part a text that begins with one"),
    ("ปลูก - รดน้ำ", [(None, "ปลูก - รดน้ำ", None)], "a dash inside a text that begins with none"),
    ("- 65 - 69 คน - ขนุน", [("-", "65 - 69 คน", None), ("-", "ขนุน", None)], "a range is not cut"),
    ("- พฤษภาคม - กรกฎาคม", [("-", "พฤษภาคม - กรกฎาคม", None)], "a range of months is not cut"),
    ("- พ.ค. - ก.ค. 66", [("-", "พ.ค. - ก.ค. 66", None)], "nor one of short months"),
    ("- Self- Learning - ขนุน", [("-", "Self- Learning", None), ("-", "ขนุน", None)], "a hyphen is not cut"),
    case(
        "- ใช้ e - Learning",
        [("-", "ใช้ e - Learning", None)],
        why="lists._DASH: (?<![A-Za-z]) is satisfied by the blank before the dash",
    ),
    case(
        "- พฤษภาคม - กรกฎาคม 2569 - ขนุน",
        [("-", "พฤษภาคม - กรกฎาคม 2569", None), ("-", "ขนุน", None)],
        why="lists._by_dashes: no cut behind any digit, though only a digit on both sides makes a range",
    ),
    (
        "- ต.ค. 68 - ก.ย. 69 - ขนุน",
        [("-", "ต.ค. 68 - ก.ย. 69", None), ("-", "ขนุน", None)],
        "months and years",
    ),
    ("- 1 ตุลาคม 2568 - กันยายน 2569", [("-", "1 ตุลาคม 2568 - กันยายน 2569", None)], "of days and months"),
    ("- ปี 2566 - ปี 2570", [("-", "ปี 2566 - ปี 2570", None)], "the noun told with both ends"),
    ("- พ.ศ. 2566 - ปัจจุบัน - ขนุน", [("-", "พ.ศ. 2566 - ปัจจุบัน", None), ("-", "ขนุน", None)], "an open end"),
    (
        "- ปลูก 5 - ปลูก",
        [("-", "ปลูก 5 - ปลูก", None)],
        "the same word again may be an end: it is not parted",
    ),
    ("- แปลง 12 - รดน้ำ 3 - ตัด", [("-", "แปลง 12", None), ("-", "รดน้ำ 3", None), ("-", "ตัด", None)], "figures at ends"),
    case("(1) ปลูก (2) รดน้ำ", [("(1)", "ปลูก", None), ("(2)", "รดน้ำ", None)], why="lists._by_numbers knows no '('"),
    case("1.1 ปลูก 1.2 รดน้ำ", [("1.1", "ปลูก", None), ("1.2", "รดน้ำ", None)], why="lists._by_numbers knows no codes"),
    case("➢ ปลูก ➢ รดน้ำ", [("➢", "ปลูก", None), ("➢", "รดน้ำ", None)], why="bullets stand in Python, and few of them"),
    ("- 1) ปลูก - 2) รดน้ำ", [("- 1)", "ปลูก", None), ("- 2)", "รดน้ำ", None)], "dash and number are one mark"),
    ("Strong > Stronger", [(None, "Strong > Stronger", None)], "an arrow is no tag"),
    ("ก < ข และ ค > ง", [(None, "ก < ข และ ค > ง", None)], "signs of comparison are no tags"),
    ("<ul", [(None, "<ul", None)], "a tag that never ends is text"),
    ("ไม้ <u>ใหญ่</u> มาก", [(None, "ไม้ ใหญ่ มาก", None)], "tags that part nothing leave a blank"),
    ("<script>alert(1)</script>ปลูก", [(None, "alert(1) ปลูก", None)], "a script is words, and never a tag again"),
    ("<b>ปลูก", [(None, "ปลูก", None)], "an unclosed tag"),
    ("</ul></ul>ปลูก<ul>ขนุน", [(None, "ปลูก", None), (None, "ขนุน", 0)], "lists closed that were never opened"),
    ("**ปลูก** ต้นไม้", [(None, "ปลูก ต้นไม้", None)], "bold marks go"),
    ("ปลูก ได้แก่ <ul> - มะม่วง - ขนุน", [(None, "ปลูก ได้แก่", None), ("-", "มะม่วง", 0), ("-", "ขนุน", 0)], "intro"),
]


@pytest.mark.parametrize(("cell", "expected", "why"), CELLS)
def test_a_cell(cell: str, expected: Expected, why: str) -> None:
    found = of_cell(cell)
    assert told(found) == expected, why
    assert all((item.first, item.last) == (7, 7) for item in found)


LINES: list[object] = [
    (("1. ปลูก", "2. รดน้ำ"), [("1.", "ปลูก", None), ("2.", "รดน้ำ", None)], "a line per item"),
    (("ปลูก", "ต้นไม้"), [(None, "ปลูก ต้นไม้", None)], "a line goes on"),
    (("ปลูก", "", "รดน้ำ"), [(None, "ปลูก", None), (None, "รดน้ำ", None)], "a blank line parts"),
    (("1. ปลูก", "ต้นไม้", "2. รดน้ำ"), [("1.", "ปลูก ต้นไม้", None), ("2.", "รดน้ำ", None)], "a marked line goes on"),
    (("ปลูก ไม่น้อยกว่า", "", "5 จุด"), [(None, "ปลูก ไม่น้อยกว่า 5 จุด", None)], "an open end bears a blank line"),
    (("ปลูก อย่างน้อย", "", "- 1 ชิ้น"), [(None, "ปลูก อย่างน้อย 1 ชิ้น", None)], "and a false dash"),
    (("1. ตามปี พ.ศ.", "2569"), [("1.", "ตามปี พ.ศ. 2569", None)], "an era without its year has not ended"),
    (
        ("1. ปลูก ดังนี้", "1) มะม่วง", "2) ขนุน", "2. รดน้ำ"),
        [("1.", "ปลูก ดังนี้", None), ("1)", "มะม่วง", 0), ("2)", "ขนุน", 0), ("2.", "รดน้ำ", None)],
        "numbers below numbers",
    ),
    (
        ("1. ปลูก ดังนี้", "- มะม่วง", "- ขนุน", "2. รดน้ำ"),
        [("1.", "ปลูก ดังนี้", None), ("-", "มะม่วง", 0), ("-", "ขนุน", 0), ("2.", "รดน้ำ", None)],
        "dashes below numbers",
    ),
    (
        ("1. ปลูก ได้แก่", "- 1) มะม่วง", "- 2) ขนุน", "2. รดน้ำ"),
        [("1.", "ปลูก ได้แก่", None), ("- 1)", "มะม่วง", 0), ("- 2)", "ขนุน", 0), ("2.", "รดน้ำ", None)],
        "dashed numbers below numbers",
    ),
    (
        ("ปลูก ได้แก่", "", "มะม่วง", "", "ขนุน"),
        [(None, "ปลูก ได้แก่", None), (None, "มะม่วง", 0), (None, "ขนุน", 0)],
        "an intro line without marks",
    ),
    (
        ("กิจกรรม คือ", "1. ปลูก", "2. รดน้ำ", "", "ตัด"),
        [(None, "กิจกรรม คือ", None), ("1.", "ปลูก", 0), ("2.", "รดน้ำ", 0), (None, "ตัด", None)],
        "a paragraph after the list",
    ),
    (("1. ปลูก คือ", "มะม่วง"), [("1.", "ปลูก คือ มะม่วง", None)], "an unmarked line right behind goes on"),
    (("(1) ปลูก", "(2) รดน้ำ"), [("(1)", "ปลูก", None), ("(2)", "รดน้ำ", None)], "round brackets"),
    (("- 1.1 ปลูก", "- 1.2 รดน้ำ"), [("- 1.1", "ปลูก", None), ("- 1.2", "รดน้ำ", None)], "dashed codes"),
    case(
        ("0.55 คะแนน",),
        [(None, "0.55 คะแนน", None)],
        why="strategy-plan.toml, style code: a decimal is taken as a code",
    ),
    case(
        ("ค่าเฉลี่ยไม่น้อยกว่า", "3.51 คะแนน"),
        [(None, "ค่าเฉลี่ยไม่น้อยกว่า 3.51 คะแนน", None)],
        why="lists.items drops the marker of a line that goes on, and here the marker is the amount",
    ),
    case(
        ("1. กำกับ ติดตาม", "2. รายงาน"),
        [("1.", "กำกับ ติดตาม", None), ("2.", "รายงาน", None)],
        why="lists._goes_on: 'ติดตาม' ends with the open ending 'ตาม'; a number in turn must win",
    ),
    case(
        ("1. เพิ่มจำนวน", "2. ลดเวลา"),
        [("1.", "เพิ่มจำนวน", None), ("2.", "ลดเวลา", None)],
        why="lists._goes_on swallows the next number in turn and its marker",
    ),
    case(
        ("1. ปลูก", "1.1 มะม่วง", "1.2 ขนุน", "2. รดน้ำ"),
        [("1.", "ปลูก", None), ("1.1", "มะม่วง", 0), ("1.2", "ขนุน", 0), ("2.", "รดน้ำ", None)],
        why="lists._level: a code that continues the number above is no deeper level",
    ),
    (
        ("1. ปลูก", "1.1 มะม่วง", "1.1.1 เสวย", "1.2 ขนุน", "2. รดน้ำ", "2.1 เช้า"),
        [
            ("1.", "ปลูก", None),
            ("1.1", "มะม่วง", 0),
            ("1.1.1", "เสวย", 1),
            ("1.2", "ขนุน", 0),
            ("2.", "รดน้ำ", None),
            ("2.1", "เช้า", 4),
        ],
        "codes under codes, and under the next number",
    ),
    (
        ("1. ปลูก", "2. รดน้ำ", "1.1 มะม่วง"),
        [("1.", "ปลูก", None), ("2.", "รดน้ำ", None), ("1.1", "มะม่วง", None)],
        "a code that continues another number than the open one",
    ),
    (
        ("1.1 ปลูก", "1.2 รดน้ำ", "2.1 ตัด"),
        [("1.1", "ปลูก", None), ("1.2", "รดน้ำ", None), ("2.1", "ตัด", None)],
        "codes without a number above",
    ),
    case(("1)", "ปลูก"), [("1)", "ปลูก", None)], why="lists.items drops a marker that stands alone on its line"),
    case(
        ("ก) ปลูก", "ข) รดน้ำ"),
        [("ก)", "ปลูก", None), ("ข)", "รดน้ำ", None)],
        why="strategy-plan.toml has no marker of Thai letters; the second item is lost in the first",
    ),
]


@pytest.mark.parametrize(("lines", "expected", "why"), LINES)
def test_lines(lines: tuple[str, ...], expected: Expected, why: str) -> None:
    assert told(of_lines(*lines)) == expected, why


def test_an_item_knows_its_lines() -> None:
    places = [(item.first, item.last) for item in of_lines("1. ปลูก", "ต้นไม้", "2. รดน้ำ ไม่น้อยกว่า", "", "5 จุด")]
    assert places == [(1, 2), (3, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  ก   ข ", "ก ข"), ("<p>ก</p><p>ข</p>", "ก ข"), ("**ก**", "ก"), ("a < b > c", "a < b > c"), ("<ul>", "")],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


PIECES = ["ปลูก", "รดน้ำ ", " ", "●", "• ", "- ", " - ", "1. ", "2. ", "1) ", "2) ", "<ul>", "</ul>", "<li>", "</p>"]
PIECES += [
    "ดังนี้",
    "ไม่น้อยกว่า",
    "65 - 69",
    "e - Learning",
    "<",
    ">",
    "(1) ",
    "๑",
    "\n",
    "**",
    "– ",
    "มกราคม",
    "1.1 ",
    "\n1.1 ",
    "\n1. ",
    "\n2.1.3 ",
]
MARKS = re.compile(r"[●•–\-()\s.\d]+")


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_letter_of_a_cell_is_lost_or_invented(pieces: list[str]) -> None:
    cell = "".join(pieces)
    found = "".join(f"{item.marker or ''}{item.text}" for item in of_cell(cell))
    assert MARKS.sub("", letters(found)) == MARKS.sub("", letters(tidy(cell)))


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PIECES, ""]), max_size=15))
def test_items_name_parents_before_them_and_lines_in_order(pieces: list[str]) -> None:
    found = of_lines(*pieces)
    for place, item in enumerate(found):
        assert item.parent is None or 0 <= item.parent < place
        assert item.first <= item.last
        assert item.text
    assert [item.first for item in found] == sorted(item.first for item in found)


def test_an_item_of_many_lines_is_read_in_proportion() -> None:
    work = [
        calls(items, [Chunk("ต้นไม้", 0, line, line, gap=line == 0) for line in range(size)], MARKERS, WORDS)
        for size in (100, 400)
    ]
    assert work[1] <= 4.5 * work[0]


@pytest.mark.parametrize("piece", ["<li>ปลูก", "<ul>", "● ปลูก ", "<p>ปลูก</p>", "<", "- ปลูก ", "ปลูก "])
def test_a_huge_cell_is_read_in_proportion(piece: str) -> None:
    small, large = (calls(of_cell, piece * size) for size in (200, 800))
    assert large <= 4.5 * small
