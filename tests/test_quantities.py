"""Quantities: comparator, value, unit and place of each amount; what only names a thing is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import case

from pipeline.quantities import find_amounts

Amounts = list[tuple[str, float, float | None, str | None]]
PERCENT = "ร้อยละ"

TABLE: list[object] = [
    ("ปลูกต้นไม้", [], "no number"),
    ("ร้อยละ 80", [("=", 80, None, PERCENT)], "a percentage"),
    ("ร้อยละ80ของไม้", [("=", 80, None, PERCENT)], "no blanks"),
    ("ไม่น้อยกว่าร้อยละ 80", [(">=", 80, None, PERCENT)], "not less than"),
    ("ไม่ น้อยกว่าร้อยละ 80", [(">=", 80, None, PERCENT)], "the same over a line's end"),
    ("ไม่ เกิน 5 คน", [("<=", 5, None, "คน")], "not more than, over a line's end"),
    ("ไม่น้อยกว่า ร้อยละ 80", [(">=", 80, None, PERCENT)], "a blank between"),
    ("ไม่ต่ำกว่าร้อยละ 80", [(">=", 80, None, PERCENT)], "not below"),
    ("น้อยกว่าร้อยละ 15", [("<", 15, None, PERCENT)], "less than"),
    ("ไม่เกินร้อยละ 15", [("<=", 15, None, PERCENT)], "not above"),
    ("มากกว่าร้อยละ 15", [(">", 15, None, PERCENT)], "more than"),
    ("ร้อยละ 80 ขึ้นไป", [(">=", 80, None, PERCENT)], "and more"),
    ("ร้อยละ 65 - 69", [("=", 65, 69, PERCENT)], "a range"),
    ("อย่างน้อย 1 รูปแบบ", [(">=", 1, None, "รูปแบบ")], "at least"),
    ("ตั้งแต่ 5 คน", [(">=", 5, None, "คน")], "from"),
    ("ไม่เกิน 30 วัน", [("<=", 30, None, "วัน")], "at most"),
    ("ไม่เกินกว่า 30 วัน", [("<=", 30, None, "วัน")], "the longest word decides"),
    ("จำนวน 5 คน", [("=", 5, None, "คน")], "a number of"),
    ("3 - 5 คน", [("=", 3, 5, "คน")], "a range with a unit"),
    ("1,000 ต้น", [("=", 1000, None, "ต้น")], "groups"),
    ("0.55 คะแนน", [("=", 0.55, None, "คะแนน")], "a decimal"),
    ("1 แนวทาง/หลักเกณฑ์", [("=", 1, None, "แนวทาง/หลักเกณฑ์")], "a unit of two words"),
    ("5 คนของเมือง", [("=", 5, None, "คน")], "a unit ends where a sentence goes on"),
    ("มี 3 แห่ง และ 4 สวน", [("=", 3, None, "แห่ง"), ("=", 4, None, "สวน")], "two amounts"),
    ("ร้อยละ 100 (5 คน)", [("=", 100, None, PERCENT), ("=", 5, None, "คน")], "one in brackets"),
    ("ไม่น้อยกว่าร้อยละ 80 และไม่เกินร้อยละ 90", [(">=", 80, None, PERCENT), ("<=", 90, None, PERCENT)], "both ends"),
    ("ไม่น้อยกว่า 3.51", [(">=", 3.51, None, None)], "a comparator needs no unit"),
    ("รวม 5", [], "a bare number measures nothing"),
    ("1. มีแผน 2 ฉบับ", [("=", 2, None, "ฉบับ")], "a list mark is none"),
    ("มาตรา 76", [], "an article"),
    ("พ.ศ. 2569", [], "a year"),
    ("ปีงบประมาณ พ.ศ. 2569", [], "a fiscal year"),
    ("ปี 2569 ร้อยละ 20", [("=", 20, None, PERCENT)], "a year before an amount"),
    ("ระดับ 3", [], "a level"),
    ("ไม่ต่ำกว่าระดับ 4", [], "a level with a comparator"),
    ("ครั้งที่ 2 ข้อ 4 หมวดที่ 1", [], "names of things"),
    ("ว 25/2555", [], "a circular"),
    ("ภายในวันที่ 1 ตุลาคม 2568", [], "a date"),
    ("ISO 9001 และ 5G", [], "names in Latin letters"),
    ("ทั้ง 4 ระบบ", [("=", 4, None, "ระบบ")], "all four"),
    ("พื้นที่ 5 ไร่", [("=", 5, None, "ไร่")], "a word that ends like a name"),
    ("สถานที่ 3 แห่ง", [("=", 3, None, "แห่ง")], "another"),
    ("เจ้าหน้าที่ 3 คน", [("=", 3, None, "คน")], "another"),
    ("ภายในปี 5 ครั้ง", [("=", 5, None, "ครั้ง")], "a word for years before what is none"),
    ("กรกฎาคม 2569 จำนวน 5 คน", [("=", 5, None, "คน")], "a year behind a month"),
    ("5 ครั้งขึ้นไป", [(">=", 5, None, "ครั้ง")], "'and more' behind the unit"),
    ("ไม่น้อยกว่า จำนวน 5 คน", [(">=", 5, None, "คน")], "'number of' parts the comparator from its number"),
    ("อย่างน้อยปีละ 2 ครั้ง", [(">=", 2, None, "ครั้ง")], "so does a rate"),
    ("เกินร้อยละ 50", [(">", 50, None, PERCENT)], "more than a percentage"),
    ("มากกว่าหรือเท่ากับ 5 คน", [(">=", 5, None, "คน")], "the longest comparator decides"),
    ("ไม่น้อยกว่า 80 %", [(">=", 80, None, PERCENT)], "one unit of two spellings"),
    ("แบบ 56-1", [], "a dash is no unit"),
    ("ไม่น้อยกว่า 5 (ห้า) คน", [(">=", 5, None, "คน")], "the number told again in words"),
    ("ไม่น้อยกว่า 5 (คน)", [(">=", 5, None, None)], "another bracket is no number"),
    ("80% ของคน", [("=", 80, None, PERCENT)], "a sign that touches its number"),
    ("ร้อยละไม่น้อยกว่า 80", [(">=", 80, None, PERCENT)], "the comparator behind the unit's word"),
    ("เพิ่ม 5% 3 ครั้ง", [("=", 5, None, PERCENT), ("=", 3, None, "ครั้ง")], "a sign before a number is another's"),
    ("ไม่เกิน 5 คน เกิน 3 ครั้ง", [("<=", 5, None, "คน"), (">", 3, None, "ครั้ง")], "not above, above"),
    ("น้อยกว่าหรือเท่ากับ 5 คน", [("<=", 5, None, "คน")], "less or equal"),
    ("ร้อยละ 80 % ขึ้นไป", [(">=", 80, None, PERCENT)], "'and more' behind the sign"),
    ("ที่ไม่น้อยกว่า 5 คน", [(">=", 5, None, "คน")], "a comparator parts a name's word from the number"),
    ("ในปี ไม่น้อยกว่า 2500 คน", [(">=", 2500, None, "คน")], "and a year's"),
    ("ระยะที่ 2 กลุ่มที่ 3 คน ระดับคะแนนที่ 5 คน", [], "ordinal nouns"),
    ("ที่ 5 คน (ที่ 3 คน)", [], "a name at a word's edge"),
    ("ยกระดับ 5 ด้าน", [("=", 5, None, "ด้าน")], "to raise is no level"),
    ("หัวข้อ 3 เรื่อง แก้ว 2 ใบ", [("=", 3, None, "เรื่อง"), ("=", 2, None, "ใบ")], "letters before a short name"),
    ("3 พื้นที่ของเมือง", [("=", 3, None, "พื้นที่")], "a unit that holds what would end one"),
    ("1 ตุลาคม 2568 จำนวน 5 คน", [("=", 5, None, "คน")], "a day, a month and a year"),
    ("15 ก.ย. 2569 ปลูก 3 ต้น", [("=", 3, None, "ต้น")], "an abbreviated month"),
    ("ปี 2566 - 2570 ปลูก 3 ต้น", [("=", 3, None, "ต้น")], "a span of years"),
    ("ปี 2,566 คน", [("=", 2566, None, "คน")], "groups are no year"),
    ("5 - 10 ● คน", [], "a bullet is no unit"),
    case("ไม่น้อยกว่าร้อยละห้าสิบ", [(">=", 50, None, PERCENT)], why="quantities: number words are not looked for"),
    ("ร้อยละ แปดสิบห้าของคน", [("=", 85, None, PERCENT)], "spelled out behind a blank"),
    ("ร้อยละหนึ่งร้อย ปลูก 3 ต้น", [("=", 100, None, PERCENT), ("=", 3, None, "ต้น")], "a hundred, and figures behind it"),
    ("ร้อยละห้าสิบถึงหกสิบ", [("=", 50, 60, PERCENT)], "from and to"),
    ("ร้อยละห้าสิบขึ้นไป", [(">=", 50, None, PERCENT)], "and more"),
    ("ร้อยละหนึ่ง ร้อยละสอง", [("=", 1, None, PERCENT), ("=", 2, None, PERCENT)], "the word for per cent is no hundred"),
    ("ร้อยละหนึ่งร้อยละสอง", [("=", 1, None, PERCENT), ("=", 2, None, PERCENT)], "nor without a blank"),
    ("ร้อยละห้าสิบจุดห้า", [], "decimals in words: nothing is guessed"),
    ("ร้อยละ 50 (ห้าสิบ)", [("=", 50, None, PERCENT)], "told in figures and in words"),
    ("ร้อยละของคนสามพันคน ที่สามารถปลูกได้", [], "number words elsewhere may be letters of other words"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TABLE)
def test_amounts(text: str, expected: Amounts, why: str) -> None:
    found = find_amounts(text)
    assert [(one.comparator, one.value, one.value_high, one.unit) for one in found] == expected, why


PLACES: list[object] = [
    ("มี 5 ครั้งขึ้นไป", "5 ครั้งขึ้นไป", 3, "'and more' behind the unit takes the unit along"),
    ("ปลูกอย่างน้อยปีละ 2 ครั้ง", "อย่างน้อยปีละ 2", 4, "what parts the comparator from the number is part of the wording"),
    ("ปลูกไม่น้อยกว่า 5 ต้น", "ไม่น้อยกว่า 5", 4, "the comparator is part of the wording"),
    ("ร้อยละ 80 ขึ้นไป", "ร้อยละ 80 ขึ้นไป", 0, "so is what follows"),
    ("จำนวน 3 - 5 คน", "3 - 5", 6, "the start is a letter"),
]


@pytest.mark.parametrize(("text", "wording", "start", "why"), PLACES)
def test_the_wording_and_where_it_stands(text: str, wording: str, start: int, why: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.text, amount.start) == (wording, start), why


WORDS = [
    "ไม่น้อยกว่า",
    "ห้าสิบ",
    "หนึ่งร้อย",
    "ร้อยละ",
    "%",
    " ",
    "80",
    "5",
    "2569",
    " - ",
    "คน",
    "พ.ศ. ",
    "ที่",
    "ขึ้นไป",
    "(",
    ")",
    "1,000",
    "0.5",
    "ต้น",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=15))
def test_an_amount_stands_where_it_says(words: list[str]) -> None:
    text = "".join(words)
    found = find_amounts(text)
    for amount in found:
        assert text[amount.start :].startswith(amount.text)
        assert amount.text == amount.text.strip() != ""
        assert amount.unit is None or amount.unit.strip() == amount.unit != ""
    assert [amount.start for amount in found] == sorted(amount.start for amount in found)
