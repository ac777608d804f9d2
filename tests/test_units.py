"""Responsible units: printed entries, the offices that they name, and whose they are."""

from __future__ import annotations

import pytest
from samples import brief, make, one_brief

from pipeline import profile as profiles
from pipeline.extract.units import entries, offices, rank
from schemas.outline import Fragment

MARKERS = profiles.load("strategy-plan").markers
OFFICE, BUREAU, DIVISION, OTHER = "สำนักงานสวนเมือง", "สำนักสวนสาธารณะ", "กลุ่มงานพันธุ์ไม้", "กลุ่มงานคลอง"


def printed(*texts: str) -> list[str]:
    fragments, gap = [], True
    for number, text in enumerate(texts, 1):
        if text:
            fragments.append(Fragment(text, number, number, gap))
        gap = not text
    return [item.text for item in entries(fragments, MARKERS)]


ENTRIES: list[object] = [
    ((OFFICE,), [OFFICE], "one office"),
    ((f"{DIVISION} {BUREAU} {OFFICE}",), [f"{DIVISION} {BUREAU} {OFFICE}"], "one line"),
    ((DIVISION, f"{BUREAU} {OFFICE}"), [f"{DIVISION} {BUREAU} {OFFICE}"], "two lines"),
    ((DIVISION, BUREAU, OFFICE), [f"{DIVISION} {BUREAU} {OFFICE}"], "three lines"),
    ((DIVISION, "", f"{BUREAU} {OFFICE}"), [f"{DIVISION} {BUREAU} {OFFICE}"], "a blank line between"),
    ((f"{DIVISION} และ{OTHER}", BUREAU), [f"{DIVISION} และ{OTHER} {BUREAU}"], "joined by 'and': one entry"),
    ((f"{DIVISION}, {OTHER}",), [DIVISION, OTHER], "a comma parts"),
    ((BUREAU, "สำนักช่าง"), [BUREAU, "สำนักช่าง"], "two of one rank are two entries"),
    ((BUREAU, "", "สำนักช่าง"), [BUREAU, "สำนักช่าง"], "also after a blank line"),
    ((BUREAU, DIVISION), [BUREAU, DIVISION], "a lower office begins a new entry"),
    ((f"1. {DIVISION}", BUREAU, f"2. {OTHER}", BUREAU), [f"{DIVISION} {BUREAU}", f"{OTHER} {BUREAU}"], "numbers part"),
    (("คณะทำงานปลูกไม้", "ของเมืองพฤกษา"), ["คณะทำงานปลูกไม้ ของเมืองพฤกษา"], "a committee's name wraps"),
    (("- คณะกรรมการสวน", "- คณะทำงานคลอง"), ["คณะกรรมการสวน", "คณะทำงานคลอง"], "dashes part"),
    ((f"คณะกรรมการสวน {OFFICE}",), [f"คณะกรรมการสวน {OFFICE}"], "a committee of an office"),
    (("นายช่างประจำสวน",), ["นายช่างประจำสวน"], "who is no office is an entry too"),
    ((), [], "nobody"),
    ((f"1. {BUREAU} 2. สำนักช่าง",), [BUREAU, "สำนักช่าง"], "numbers run together in a line"),
    ((f"1) {BUREAU} 2) นายช่าง 3) {OTHER}", OFFICE), [BUREAU, "นายช่าง", f"{OTHER} {OFFICE}"], "and an office above"),
    (("คณะทำงานแผน ฉบับที่ 2. เขตเหนือ",), ["คณะทำงานแผน ฉบับที่ 2. เขตเหนือ"], "a number that counts nothing"),
    ((f"1. {BUREAU} 5. เขต",), [f"{BUREAU} 5. เขต"], "a number that does not count on"),
    ((OFFICE, "สำนักงานคลองเมือง"), [OFFICE, "สำนักงานคลองเมือง"], "two offices on two lines"),
    ((DIVISION, OTHER, BUREAU), [DIVISION, f"{OTHER} {BUREAU}"], "an office above several: the last one's, for sure"),
    (("คณะทำงานดูแล", "กลุ่มไม้เสี่ยงล้ม"), ["คณะทำงานดูแล กลุ่มไม้เสี่ยงล้ม"], "a committee's name wraps before such a word"),
    (("คณะทำงานดูแล", OFFICE), [f"คณะทำงานดูแล {OFFICE}"], "an office above a committee"),
    (("กลุ่มงานเงิน", "กองทุนสวน"), ["กลุ่มงานเงิน กองทุนสวน"], "a fund is no office"),
]


@pytest.mark.parametrize(("lines", "expected", "why"), ENTRIES)
def test_entries(lines: tuple[str, ...], expected: list[str], why: str) -> None:
    assert printed(*lines) == expected, why


OFFICES: list[object] = [
    (OFFICE, [(OFFICE,)], "one"),
    (f"{DIVISION} {BUREAU} {OFFICE}", [(DIVISION, BUREAU, OFFICE)], "a chain, innermost first"),
    (f"{DIVISION} และ{OTHER} {BUREAU}", [(DIVISION, BUREAU), (OTHER, BUREAU)], "two of one bureau"),
    (f"{DIVISION}และ{OTHER} {BUREAU}", [(DIVISION, BUREAU), (OTHER, BUREAU)], "two, joined without blanks"),
    (f"{BUREAU} และสำนักช่าง", [(BUREAU,), ("สำนักช่าง",)], "two bureaus"),
    ("คณะทำงานปลูกไม้ ของเมืองพฤกษา", [("คณะทำงานปลูกไม้ ของเมืองพฤกษา",)], "a committee"),
    ("นายช่างประจำสวน", [("นายช่างประจำสวน",)], "an unknown word names itself"),
    ("", [], "nothing names nobody"),
    ("คณะทำงานดูแล กลุ่มไม้เสี่ยงล้ม", [("คณะทำงานดูแล กลุ่มไม้เสี่ยงล้ม",)], "an office's word in a committee's name"),
    (
        f"คณะทำงานดูแล กลุ่มไม้เสี่ยงล้ม {OFFICE}",
        [("คณะทำงานดูแล กลุ่มไม้เสี่ยงล้ม", OFFICE)],
        "above a committee stands an office as a whole",
    ),
    (
        "กลุ่มงานพันธุ์ไม้ กองทุน และสวัสดิการ สำนักช่าง",
        [("กลุ่มงานพันธุ์ไม้ กองทุน และสวัสดิการ", "สำนักช่าง")],
        "a fund in a division's name",
    ),
    ("กองทุนสวนเมือง", [("กองทุนสวนเมือง",)], "a fund alone"),
    (f"{BUREAU}/สำนักช่าง {OFFICE}", [(BUREAU, OFFICE), ("สำนักช่าง", OFFICE)], "a stroke between two bureaus"),
    ("ทุกสำนัก/กลุ่ม", [("ทุกสำนัก/กลุ่ม",)], "kinds of offices are no names"),
    (f"{BUREAU} และทุกกลุ่มงาน", [(BUREAU,), ("ทุกกลุ่มงาน",)], "all offices of a kind beside one"),
    ("ทุกสำนัก/กลุ่มงาน", [("ทุกสำนัก/กลุ่มงาน",)], "nor is the longer word"),
    (f"{DIVISION} และ {OTHER} {BUREAU}", [(DIVISION, BUREAU), (OTHER, BUREAU)], "a blank behind the joiner"),
    (f"{BUREAU} สำนักช่าง {OFFICE}", [(BUREAU,), ("สำนักช่าง", OFFICE)], "two of one rank: neither is of the other"),
    (f"{DIVISION} {BUREAU} และสำนักช่าง", [(DIVISION, BUREAU), ("สำนักช่าง",)], "a bureau beside the one above"),
    (f"{DIVISION} สำนักงานเลขานุการ {OFFICE}", [(DIVISION, "สำนักงานเลขานุการ", OFFICE)], "an office of an office"),
    ("คณะกรรมการสวน คณะทำงานคลอง", [("คณะกรรมการสวน",), ("คณะทำงานคลอง",)], "two committees"),
    (f"{BUREAU} {DIVISION}", [(BUREAU,), (DIVISION,)], "a lower office is none above"),
    (f"นายช่าง {BUREAU}", [("นายช่าง", BUREAU)], "who is no office is of one"),
]


@pytest.mark.parametrize(("text", "expected", "why"), OFFICES)
def test_offices(text: str, expected: list[tuple[str, ...]], why: str) -> None:
    assert [one.path for one in offices(text)] == expected, why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("สำนักงานสวน", 1),
        ("สำนักสวน", 2),
        ("กลุ่มงานสวน", 3),
        ("กลุ่มสวน", 3),
        ("คณะวิทยาศาสตร์", 2),
        ("คณะกรรมการสวน", 4),
        ("คณะอนุกรรมการสวน", 4),
        ("กองทุนสวน", None),
        ("ทุกสำนัก", None),
    ],
)
def test_the_longest_word_tells_the_rank(text: str, expected: int | None) -> None:
    assert rank(text) == expected


def _units(responsible: str) -> list[tuple[str, str | None, str | None]]:
    text = brief("สวน").partition("ผู้รับผิดชอบ\n\n")[0] + "ผู้รับผิดชอบ\n\n" + responsible
    return [(unit.name, unit.parent_id, unit.kind) for unit in make(one_brief(text)).plan.units]


def test_an_office_above_begins_after_a_blank_whatever_the_file_says() -> None:
    lines = [Fragment(BUREAU, 1, 1), Fragment(OFFICE, 2, 2, glued=True)]
    assert [item.text for item in entries(lines, MARKERS)] == [f"{BUREAU} {OFFICE}"]


def test_units_are_a_hierarchy() -> None:
    assert _units(f"{DIVISION}\n{BUREAU} {OFFICE}\n") == [
        (OFFICE, None, "office"),
        (BUREAU, f"unit:{OFFICE}", "bureau"),
        (DIVISION, f"unit:{OFFICE}/{BUREAU}", "division"),
    ]


def test_an_alias_is_one_unit_with_its_name() -> None:
    names = [name for name, _, _ in _units("1. สำนักงานเลขาธิการ ก.ร.\n2. สำนักงานเลขานุการ ก.ร.\n")]
    assert names == ["สำนักงานเลขานุการ ก.ร."]


def test_an_entry_printed_twice_is_one_with_two_places() -> None:
    label, responsible = "ผู้รับผิดชอบ\n\n", brief("สวน").partition("ผู้รับผิดชอบ\n\n")[2]
    twice = make(one_brief(brief("สวน") + "\n" + label + responsible))
    assert [len(entry.source) for entry in twice.plan.responsibilities] == [2]
    other = make(one_brief(brief("สวน") + "\n" + label + "กลุ่มงานคลอง\n"))
    assert [len(entry.source) for entry in other.plan.responsibilities] == [1, 1]
