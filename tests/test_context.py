"""What the context settles of numbers that were read in two ways, and what it must not settle."""

from __future__ import annotations

import re

import pytest
from samples import CLEAN, document, line_of, of_document

from pipeline.read.context import settled
from schemas.document import Document, DoubtfulNumber, Line

DOUBT = re.compile(r"\{(.*?)\|(.*?)\}")


def read(texts: list[str], page: int = 1) -> Document:
    """Lines of a scan; `{16|10}` was taken for 16 and also read as 10. A line with tabs is a row of a table."""
    lines, doubts = [], []
    for number, marked in enumerate(texts, 1):
        text = marked
        while found := DOUBT.search(text):
            doubts.append(DoubtfulNumber(number, found[1], found[2], found.start()))
            text = text[: found.start()] + found[1] + text[found.end() :]
        cells = tuple(text.split("\t")) if "\t" in text else None
        lines.append(Line(number, page, text, text, cells))
    return Document("scan", "scan.pdf", "scan.pdf", "", "application/pdf", tuple(lines), doubtful=tuple(doubts))


def table(*rows: str) -> list[str]:
    return [row.replace(" | ", "\t") for row in rows]


RISKS = ("1. ไฟดับ | 4 | 4 | 16", "2. น้ำท่วม | 2 | 4 | 8", "3. คนขาด | 3 | 4 | 12")
FUNDS = ("ก | 40,000 | 5,000 | 45,000", "ข | - | 9,600 | 9,600", "ค | 1,200 | 700 | 1,900")
LIST = ("- ค่าวิทยากร 3,600 บาท", "- ค่าอาหาร 50 คน จำนวน 5,250 บาท")
BANDS = "ร้อยละ 60 - 64 ได้คะแนน 0.40 ร้อยละ 65 - 69 ได้คะแนน 0.55 ร้อยละ 70 - {74|14} ได้คะแนน {0.70|0.10}"

SETTLED: list[tuple[list[str], list[tuple[str, str, str]], str]] = [
    (["1. ก", "{2|7}. ข"], [("2", "7", "count")], "goes on the count"),
    (["1. ก", "{7|2}. ข", "3. ค"], [("2", "7", "count")], "the other reading does, on both sides"),
    (["ปี 2567", "ปี 2567", "(พ.ศ. {2567 - 2571)|2523 - 2531)}"], [("2567", "2523", "year")], "the document's own year"),
    (["ปี 2567", "ปี 2567", "ปี {2503|2567} นี้"], [("2567", "2503", "year")], "the other reading is its year"),
    (["พ.ศ. {2567 - 2571|25203 - 25}"], [("2567", "25203", "year"), ("2571", "25", "year")], "two years in one doubt"),
    (["ปี {2566|25202}"], [("2566", "25202", "year")], "only one is a year"),
    (table(*RISKS, "4. ไฟไหม้ | 3 | 3 | {9|4}"), [("9", "4", "product")], "likelihood x impact"),
    (table(*RISKS, "4. ไฟไหม้ | 3 | {8|3} | 9"), [("3", "8", "product")], "a factor, and the other reading"),
    (table(*RISKS, "4. ไฟไหม้ | {5|3} | {5|3} | 9"), [], "two of three are in doubt"),
    (table(*FUNDS, "ง | 8,000 | {6,500|8,500} | 14,500"), [("6,500", "8,500", "sum")], "funds and their sum"),
    (table("45,000 | 40,000 | 5,000", "9,600 | - | 9,600", "1,900 | 1,200 | 700", "{700|100} | 400 | 300"),
     [("700", "100", "sum")], "the sum stands before its parts"),
    (table("ก | 4,500", "ข | {8,000|3,000}", "ค | -", "รวม | 12,500"), [("8,000", "3,000", "sum")], "a row of totals"),
    (table("ก | 4,500", "ข | 500", "รวม (บาท) | 5,000", "ค | 7,000", "ง | 200", "รวม | {7,200|7,700}"),
     [("7,200", "7,700", "sum")], "a total has what stands below the one before"),
    (table("ก | {1|7} | 20 | 300", "ข | 2 | 40 | 100", "ค | 3 | 60 | 400"), [("1", "7", "sum")],
     "a last row that is the sum in two other columns"),
    ([*LIST, "รวมเป็นเงิน {8,850|3,850} บาท"], [("8,850", "3,850", "sum")], "a list and its total"),
    (["ค่าอาหาร 50 คน x 35 บาท x 2 มื้อ เป็นเงิน {3,500|8,500} บาท"], [("3,500", "8,500", "product")], "a formula"),
    (["3,600 + {5,250|5,260} = 8,850"], [("5,250", "5,260", "sum")], "a formula of a sum"),
    ([BANDS + " ร้อยละ 75 - 79 ได้คะแนน 0.85"], [("74", "14", "steps"), ("0.70", "0.10", "steps")], "bands in a cell"),
    (table("ก | 60 - 64", "ข | 65 - {89|69}", "ค | 70 - 74"), [("69", "89", "steps")], "bands of one width"),
    (table("ระดับ 5 | ก", "ระดับ 4 | ข", "ระดับ {8|3} | ค", "ระดับ 2 | ง"), [("3", "8", "steps")], "levels"),
    (table("ตัวชี้วัด | 2561 | 2562 | {2568|2563} | 2564 | 2565"), [("2563", "2568", "steps")], "years of a header"),
    (table("1. ก | 2 | 2 | {4|9}", "2. ข | 2 | {8|3} | 6", *RISKS), [("4", "9", "product"), ("3", "8", "product")],
     "two rows of one table"),
]  # fmt: skip

LEFT: list[tuple[list[str], str]] = [
    (["1. ก", "{7|2}. ข"], "a count that nothing follows may not be put right"),
    (["ปี {2566|2522}"], "both may be years"),
    (["ปี 2567", "ปี 2567", "มี {150|2567}"], "no number of four digits"),
    (["ปี 2566", "ปี {2566|2522}"], "told once"),
    (["ปี 2566", "ปี 2566", "พ.ร.บ. พ.ศ. 2522", "ปี {2566|2522}"], "both are told elsewhere"),
    (["จำนวน {500|5}"], "nothing tells"),
    (table("1. ก | 4 | 4 | 16", "2. ข | 3 | 3 | {9|4}"), "one other row is no rule"),
    (table("ก | 1 | 16 | 16", "ข | 1 | 8 | 8", "ค | 1 | 9 | {9|4}"), "once a number is no product to speak of"),
    (table("ก | - | 16 | 16", "ข | - | 8 | 8", "ค | - | 9 | {9|4}"), "nothing and a number are no sum"),
    (table(*RISKS, "4. ง | 2 | 3 | 5", "5. จ | 1 | 4 | 5", "6. ฉ | 3 | 3 | {9|4}"), "rows that do not keep the rule"),
    (table(*RISKS, "4. ง | 3 | 3 | {7|1}"), "neither reading fulfils it: the plan itself may be wrong"),
    (table("ก | 4,500", "ข | {8,000|3,000}", "ค | 12,500"), "no word says that it is a total"),
    (table("ก | 4,500", "ข | {8,000|3,000}", "รวมพลังชุมชน | 12,500"), "a word that only begins so"),
    (table("ก | 4,500", "ข | {8,000|3,000}", "ค | {2,000|7,000}", "รวม | 14,500"), "two combinations fit"),
    ([*LIST, "รวม {8,850|3,850} คน"], "a total of something else"),
    (["- ค่าวิทยากร 3,600 บาท", "", "- ค่าอาหาร 5,250 บาท", "รวม {8,850|3,850} บาท"], "one line is no list"),
    (["ห้อง 50 คน ชั้น 2 จำนวน {100|700} คน"], "no sign of a formula"),
    (table("ก | 10", "ข | 20", "ค | {30|80}"), "two numbers are no steps"),
    (table("ก | 80", "ข | 80", "ค | {80|60}", "ง | 80"), "equal numbers are no steps"),
    (table("ก | 10,000", "ข | 20,000", "ค | {30,000|80,000}", "ง | 40,000"), "amounts need not go in steps"),
    (table("ก | 1", "ข | 2", "ค | {3|8}", "ง | 5"), "uneven"),
    (["ปี {1|7}5{6|3}6"], "two doubts in one number"),
    (table("ก | 60 - 64", "ข | 65 - {69|89}", "ค | 70 - 79"), "bands of several widths"),
    (table("ก | 60 - 64", "ข | 65 - {69|89}"), "one other band"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected", "why"), SETTLED)
def test_what_is_settled(texts: list[str], expected: list[tuple[str, str, str]], why: str) -> None:
    before = read(texts)
    made = settled(before)
    assert [(one.text, one.other, one.way) for one in made.settled] == expected, why
    for one in made.settled:
        line = made.lines[one.line_no - 1]
        assert one.text in line.text
        assert line.cells is None or "\t".join(line.cells) == line.text
        assert line.text_found == before.lines[one.line_no - 1].text_found


@pytest.mark.parametrize(("texts", "why"), LEFT)
def test_what_is_not_settled(texts: list[str], why: str) -> None:
    before = read(texts)
    made = settled(before)
    assert (made.settled, made.doubtful, made.lines) == ((), before.doubtful, before.lines), why


def test_other_doubts_of_a_line_move_along() -> None:
    made = settled(read(table(*FUNDS, "ง {5|6} | {19,000|9,000} | {6,500|1} | 15,500 | {7|1}")))
    assert [one.told for one in made.settled] == []
    made = settled(read(table(*FUNDS, "ง {5|6} | {19,000|9,000} | 6,500 | 15,500")))
    assert [one.told for one in made.settled] == ["9,000 + 6,500 = 15,500"]
    made = settled(read(["1. ก", "{12|2}. ข {7|1}", "3. ค"]))
    (left,) = made.doubtful
    assert made.lines[1].text == "2. ข 7"
    assert made.lines[1].text[left.place :] == "7"


def test_what_is_no_doubt() -> None:
    assert settled(read(["{3,000|3000} คน"])).doubtful == ()
    (left,) = settled(read(["ร้อยละ {75 - 79|75 - 74}"])).doubtful
    assert (left.text, left.other, left.place) == ("79", "74", 12)


@pytest.mark.parametrize(
    ("text", "told", "why"),
    [
        ("ปี {2|2}{52|44}{3|9} นี้", [("2523", "2449", 3)], "three doubts about one number"),
        ("มี {2|2}{5|} คน", [("25", "", 3)], "of neither digit is there another reading"),
        ("{5|5} ซ", [("5", "", 0)], "a digit that may be one of several: there is no other reading"),
        ("{5|3} {6|8}", [("5", "3", 0), ("6", "8", 2)], "two numbers"),
    ],
)
def test_a_doubt_tells_a_whole_number_and_what_differs(text: str, told: list[tuple[str, str, int]], why: str) -> None:
    assert [(one.text, one.other, one.place) for one in settled(read([text])).doubtful] == told, why


def test_a_number_of_a_page_is_no_doubt_once_the_pages_are_counted() -> None:
    there = read(["{12|2}"])
    gone = Document(**{name: getattr(there, name) for name in there.__slots__} | {"lines": (Line(1, 1, "", "12"),)})
    assert settled(gone).doubtful == ()


def test_the_settlement_is_told_and_the_record_has_its_value() -> None:
    text = CLEAN.replace("ร้อยละ ๖๕ - ๖๙", "ร้อยละ ๖๕ - ๖๐", 1)
    plain = document(text)
    line = line_of(text, "ร้อยละ ๖๕ - ๖๐")
    place = plain.lines[line - 1].text.index("60")
    made = of_document(settled(Document(**{name: getattr(plain, name) for name in plain.__slots__}
                                        | {"doubtful": (DoubtfulNumber(line, "60", "69", place),)})))  # fmt: skip
    told = [(one.code, one.severity, one.found, one.expected) for one in made.findings()]
    assert told == [("number-settled", "info", "69", "60")]
    assert made.findings()[0].message_en.endswith("its neighbours go in even steps (70 - 74, 75 - 79)")
    assert 69 in [one.high for one in made.plan.rubric_bands]
