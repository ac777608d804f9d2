"""Checks of pages, of the contents' numbers and of the years of one thing: raising ones and near ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from action_samples import STRATEGY, make, of_document, plan, row
from samples import Made

from pipeline.check import check
from schemas.document import Document, Page
from schemas.plan import Span, TocEntry

ROWS = [row("1. งาม", "1. ปลูก", "1. โครงการก", "1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน")]
PDF = "application/pdf"


def made(above: str = STRATEGY) -> Made:
    return make(plan(*ROWS, above=above))


def shown(given: Made, document: Document, code: str) -> list[tuple[str, str, str | None, str | None]]:
    found = check(document, given.plan, given.profile)
    assert all(one.message_th and one.message_en for one in found)
    return [(one.severity, one.subject, one.expected, one.found) for one in found if one.code == code]


# --- printed page numbers ---------------------------------------------------------------------------------------------


def printed(
    *numbers: str | None, media: str = PDF, trust: str = "repaired"
) -> list[tuple[str, str, str | None, str | None]]:
    """What is told of a file whose pages bear these numbers."""
    given = made()
    pages = tuple(Page(place, number, "pdf", trust) for place, number in enumerate(numbers, 1))  # type: ignore[arg-type]
    return shown(given, replace(given.document, media_type=media, pages=pages), "page-missing")


JUMPS: list[object] = [
    (("1", "2", "3", "4"), [], "no page lacks"),
    (("1", "2", "5", "6"), [("warning", "plan", "3 - 4", "2, 5")], "two pages lack"),
    (("๑", "๒", "๔", "๕"), [("warning", "plan", "3", "2, 4")], "one page lacks; Thai digits"),
    ((None, "3", "4", "9", "10", "11"), [("warning", "plan", "5 - 8", "4, 9")], "behind a cover"),
    (("1", "2", None, "5", "6"), [], "a divider between them: it may stand for several pages"),
    (("1", "2", "5", "3", "4"), [], "a number that its neighbour does not count on from was misread"),
    (("7", "2", "5", "6"), [], "nor is the page before the jump sure"),
    (("1", "2", "5"), [], "nor the last page"),
    (("ก", "ข", "1", "2"), [], "letters, then figures"),
    (("8", "9", "1", "2"), [], "another counting begins"),
    (("1", "2", "101", "102"), [], "another document"),
    (("1", "1", "2", "2"), [], "a number on two pages"),
    (("12.5", "13.5", "15.5", "16.5"), [], "no page numbers"),
]


@pytest.mark.parametrize(("numbers", "expected", "why"), JUMPS)
def test_printed_numbers(numbers: tuple[str | None, ...], expected: list[object], why: str) -> None:
    assert printed(*numbers) == expected, why


def test_where_printed_numbers_say_nothing() -> None:
    assert printed("1", "2", "5", "6", trust="ocr") == [], "a scan's figures are not sure"
    assert printed("1", "2", "5", "6", media="text/plain") == [], "a text's pages are guessed"


# --- pages of the contents --------------------------------------------------------------------------------------------

TITLES = ("ปรัชญาและวิสัยทัศน์ของสวน", "ความเชื่อมโยงของแผนสวน", "แผนปฏิบัติราชการของสวน", "ภาคผนวกท้ายเล่ม")


def listed(*pages: str, there: int = 3, pages_of_file: int = 6) -> list[tuple[str, str, str | None, str | None]]:
    """What is told of contents that give the titles these pages, the file's pages 3, 4, … beginning with the titles."""
    given = made()
    lines = [
        replace(line, page=place + 3, text=TITLES[place]) if place < there else replace(line, page=1)
        for place, line in enumerate(given.document.lines)
    ]
    entries = [
        TocEntry(
            plan_id="p",
            ordinal=place,
            kind="part",
            title=f"{place}. {title}",
            printed_page=page,
            source=[Span(first_line=20, last_line=20)],
        )
        for place, (title, page) in enumerate(zip(TITLES, pages, strict=False), 1)
    ]
    document = replace(
        given.document,
        media_type=PDF,
        lines=tuple(lines),
        pages=tuple(Page(place, None, "pdf", "repaired") for place in range(1, pages_of_file + 1)),
    )
    told = Made(document, given.outline, given.plan.model_copy(update={"toc_entries": entries}), given.profile)
    return shown(told, document, "page-missing")


ENDS: list[object] = [
    (listed("1", "2", "3", "9"), [("warning", "plan", "9", "4")], "the last entry's page lies behind the file's end"),
    (listed("1", "2", "3", "4"), [], "the last page is there"),
    (listed("1", "2", "3", "9", pages_of_file=11), [], "there are pages enough"),
    (listed("1", "2", "3", "9", there=4), [], "its heading is there: the contents are wrong, and nothing is lost"),
    (listed("1", "2", "9", "9", there=2), [], "two headings are too few to count by"),
    (listed("1", "2", "3", "ง"), [], "a letter"),
]


@pytest.mark.parametrize(("found", "expected", "why"), ENDS)
def test_contents_behind_the_end(found: list[object], expected: list[object], why: str) -> None:
    assert found == expected, why


def numbers(*titles: str | None) -> list[tuple[str, str, str | None, str | None]]:
    """What is told of contents with these entries; None is one that another kind of heading has."""
    given = made()
    entries = [
        TocEntry(
            plan_id="p",
            ordinal=place,
            kind="part" if title else "strategy",
            number=None if title else "1",
            title=title or "ปลูกสวนให้งาม",
            source=[Span(first_line=1, last_line=1)],
        )
        for place, title in enumerate(titles, 1)
    ]
    told = Made(given.document, given.outline, given.plan.model_copy(update={"toc_entries": entries}), given.profile)
    return shown(told, given.document, "number-gap")


ITEMS: list[object] = [
    (("1. ปรัชญา", "2. แผน", "3. โครงการ"), [], "no number lacks"),
    (("1. ปรัชญา", "3. โครงการ"), [("error", "contents 2", "2", "1, 3")], "one lacks"),
    (("1. ปรัชญา", "5) โครงการ"), [("error", "contents 2", "2, 3, 4", "1, 5")], "three lack"),
    (("1. ปรัชญา", None, "3. โครงการ"), [], "something stands between: its number may not have been read"),
    (("1. ปรัชญา", "ภาคผนวก", "3. โครงการ"), [], "the same"),
    (("5. แผน", "1. จุดแข็ง"), [], "counting begins anew"),
    (("1. ปรัชญา", "30. โครงการ"), [], "a number misread"),
    (("1.1 ปรัชญา", "1.3 โครงการ"), [], "numbers of two levels"),
    (("ปรัชญา", "โครงการ"), [], "no numbers"),
]


@pytest.mark.parametrize(("titles", "expected", "why"), ITEMS)
def test_numbers_of_the_contents(titles: tuple[str | None, ...], expected: list[object], why: str) -> None:
    assert numbers(*titles) == expected, why


# --- the years of one thing -------------------------------------------------------------------------------------------

LAKE = "แผนพัฒนาสวนริมทะเลสาบ ฉบับที่ 2"
PARK = "แผนกลยุทธ์ 5 ปี คณะวิทยาการสวนริมน้ำ"
YEARS: list[object] = [
    ([f"{LAKE} (พ.ศ. 2551-2565)", f"{LAKE} (2551 - 2565)"], [], "one span"),
    (
        [f"{LAKE} (พ.ศ. 2551-2565)", f"ตาม{LAKE} (พ.ศ. 2551-2565)", f"{LAKE} (พ.ศ. 2555-2556)"],
        [("2551 - 2565", "2555 - 2556")],
        "one edition with two spans: the one told more often is expected",
    ),
    ([f"{LAKE} (พ.ศ. 2551-2565)", f"{LAKE.replace('2', '3')} (พ.ศ. 2566-2570)"], [], "two editions"),
    (
        [f"{PARK} (พ.ศ. 2567-2571)", f"{PARK.replace('5 ปี', '4 ปี')} (พ.ศ. 2567-2570)"],
        [("2567 - 2571", "2567 - 2570")],
        "one plan from one year on",
    ),
    ([f"{PARK} (พ.ศ. 2567-2571)", f"{PARK} (พ.ศ. 2572-2576)"], [], "the plan after it"),
    (["แผนสวน (พ.ศ. 2567-2571)", "แผนสวน (พ.ศ. 2567-2570)"], [], "a name too short to be one"),
    (
        ["งบประมาณรายจ่ายประจำปี พ.ศ. 2567-2571", "งบประมาณรายจ่ายประจำปี พ.ศ. 2567-2570"],
        [],
        "years of no name: no brackets",
    ),
]


@pytest.mark.parametrize(("lines", "expected", "why"), YEARS)
def test_years_of_one_thing(lines: list[str], expected: list[tuple[str, str]], why: str) -> None:
    given = make(plan(*ROWS, above="คำนำ\n\nประจำปีงบประมาณ พ.ศ. 2570\n" + "\n".join(lines) + "\n\n" + STRATEGY))
    found = [(one[2], one[3]) for one in shown(given, given.document, "year-range")]
    assert found == expected, why


# --- lists that two parts number differently --------------------------------------------------------------------------

MAP = "ประเด็นยุทธศาสตร์\tเป้าประสงค์\tกลยุทธ์\nยุทธศาสตร์ที่ 1 ปลูกสวนให้งาม\t1. งาม\t1. ปลูกไม้ดอกหน้าอาคารเรียน<br>2. รดน้ำทุกวัน\n\n"
LISTS: list[object] = [
    ("4. ปลูกไม้ดอกหน้าอาคารเรียน<br>5. รดน้ำทุกวัน", ["part-difference"], "the numbers alone"),
    (
        "4. ปลูกไม้ดอกหน้าอาคารเรือน<br>5. รดน้ำทุกวัน",
        ["spelling-suspect", "part-difference"],
        "and a letter of the first",
    ),
    ("4. ปลูกผักสวนครัวหลังบ้านพัก<br>5. รดน้ำทุกวัน", ["part-difference"], "another item: not one with the first"),
]


@pytest.mark.parametrize(("tactics", "expected", "why"), LISTS)
def test_items_of_lists_that_are_numbered_differently(tactics: str, expected: list[str], why: str) -> None:
    cells = row("1. งาม", tactics, "1. โครงการก", "1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน")
    found = make(plan(cells, above=MAP + STRATEGY)).findings()
    assert [one.code for one in found] == expected, why
    assert {one.subject for one in found} == {"map tactic 1.1"}


def test_a_document_of_its_own_is_whole() -> None:
    assert of_document(made().document).findings() == []
