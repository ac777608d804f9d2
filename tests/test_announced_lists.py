"""Lists that running text announces by number, against the items that follow."""

from __future__ import annotations

import pytest
from samples import CLEAN, line_of, make
from test_checks import put

RATIONALE = "คนในเมืองต้องการสวนหย่อมมากขึ้นทุกปี"
THREE = "1) ดิน\n2) น้ำ\n3) ปุ๋ย"


def announced(text: str, items: str) -> str:
    return put((RATIONALE, f"{text}\n\n{items}"))


RAISED: list[tuple[str, str, str, str]] = [
    (announced("การดูแลสวนมี 4 ด้าน ดังนี้", THREE), "4", "3", "one less"),
    (announced("การดูแลสวนมี 2 ด้าน ได้แก่", THREE), "2", "3", "one more"),
    (announced("การดูแลสวนมี 4 ด้าน (ตามคู่มือ) คือ", THREE), "4", "3", "a bracket between"),
    (announced("การดูแลสวนมี ๔ ด้าน ดังนี้", "๑. ดิน\n\n๒. น้ำ\n\n๓. ปุ๋ย"), "4", "3", "blank lines between items"),
    (
        announced("การดูแลสวนแบ่งเป็น 4 ระดับ ดังนี้", "ระดับที่ 1 ดิน\n\nปรับดินก่อนปลูก\n\nระดับที่ 2 น้ำ\n\nระดับที่ 3 ปุ๋ย"),
        "4",
        "3",
        "items that have names, with text of their own",
    ),
    (announced("การดูแลสวนมี 4 ด้าน ดังนี้", "1) ดิน\n- ดินร่วน\n2) น้ำ\n3) ปุ๋ย"), "4", "3", "an item of another style below"),
]


@pytest.mark.parametrize(("text", "expected", "found", "why"), RAISED)
def test_what_is_raised(text: str, expected: str, found: str, why: str) -> None:
    (one,) = make(text).findings()
    assert (one.code, one.severity, one.subject) == ("total-count", "warning", "project 1.1.1/1"), why
    assert (one.expected, one.found) == (expected, found), why
    assert one.source[0].first_line == line_of(text, "การดูแลสวน"), why


NEAR: list[tuple[str, str]] = [
    (announced("การดูแลสวนมี 3 ด้าน ดังนี้", THREE), "as many as announced"),
    (announced("การดูแลสวนมี 4 ด้าน อาทิ", THREE), "examples"),
    (announced("การดูแลสวนมีไม่น้อยกว่า 2 ด้าน ดังนี้", THREE), "at least so many"),
    (announced("การดูแลสวนตามมาตรา 4 ดังนี้", THREE), "a number that names a thing"),
    (announced("การดูแลสวนปี 2569 ดังนี้", THREE), "a year"),
    (announced("การดูแลสวนปีละ 2 ครั้ง ได้แก่", THREE), "a rate"),
    (announced("การดูแลสวน 1 ครั้ง ได้แก่", THREE), "one is no list"),
    (announced("การดูแลสวนมี 4 ด้าน ดังนี้", "ดิน น้ำ ปุ๋ย และแสง"), "no list"),
    (announced("การดูแลสวนมี 4 ด้าน ดังนี้", "1) ดิน น้ำ ปุ๋ย แสง"), "one item may hold all"),
    (
        announced("การดูแลสวนมี 4 ด้าน ดังนี้", "1) ดิน\n2) น้ำ\n3) ปุ๋ย\n\nแสงก็สำคัญ\n\n4) แสง"),
        "a paragraph between: nobody knows whether the list goes on",
    ),
    (announced("การดูแลสวนมี 3 ด้าน ดังนี้", f"{THREE}\n\nและมี 2 ทาง\n\n1) ขุด\n2) รด"), "another list behind it"),
    (announced("การดูแลสวนมี 4 ด้าน ซึ่งต้องทำทุกปี", THREE), "what follows is not said to be the list"),
]


@pytest.mark.parametrize(("text", "why"), NEAR)
def test_what_is_not_raised(text: str, why: str) -> None:
    assert [(one.code, one.expected, one.found) for one in make(text).findings()] == [], why


def test_a_count_that_the_profile_knows_is_told_once() -> None:
    text = CLEAN.replace("ประกอบด้วย ๒ แผนงาน ๓ โครงการ", "ประกอบด้วย ๒ แผนงาน ๔ โครงการ")
    assert [one.code for one in make(text).findings()] == ["summary-count"]
