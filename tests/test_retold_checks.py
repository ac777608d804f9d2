"""Checks of what two parts tell of one thing, and of what rows of a schedule lack: raising ones and near ones."""

from __future__ import annotations

import pytest
from measure_samples import (
    FRONT,
    GARDEN,
    GOALS,
    HERBS,
    HOUSE,
    HOUSE_SCHEDULE,
    M11,
    MONTHS,
    OVERVIEW,
    PAGE,
    PLAN,
    REPORTING,
    SCHEDULE_HEADER,
    TREES,
    dated,
    findings,
    heading,
    of_schedule,
    row,
    table,
)

Told = list[tuple[str, str, str | None, str | None]]
"""Severity, subject, expected and found of each finding of one code."""


def shown(text: str, code: str) -> Told:
    return [(one.severity, one.subject, one.expected, one.found) for one in findings(text) if one.code == code]


def put(find: str, replace: str, nth: int, text: str = PLAN) -> str:
    """The plan with the nth place of a phrase changed."""
    parts = text.split(find)
    assert len(parts) > nth, find
    return find.join(parts[:nth]) + replace + find.join(parts[nth:])


# --- rows of a schedule -----------------------------------------------------------------------------------------------


def schedule(header: str = SCHEDULE_HEADER, **cells: str) -> str:
    """A schedule of one row."""
    return of_schedule(table(dated(**cells), header=header))


ROW = {"project": f"1. {TREES}", "indicator": "ไม้ใหญ่รอด", "unit": "ร้อยละ", "budget": "30,000", "office": "สำนักวิชาการ"}
NO_BUDGETS = SCHEDULE_HEADER.replace("งบประมาณ (บาท)", "หมายเหตุ")
LACKING: list[object] = [
    ("budget-missing", schedule(**{**ROW, "budget": ""}), ["project 1/1"], "an empty cell"),
    ("budget-missing", schedule(**{**ROW, "budget": "-"}), ["project 1/1"], "a dash alone, as in other tables"),
    ("budget-missing", schedule(**ROW), [], "an amount"),
    ("budget-missing", schedule(**{**ROW, "budget": "งบประมาณ ของสวน"}), [], "words"),
    (
        "budget-missing",
        schedule(**{**ROW, "project": f"1. {TREES} 2. {HERBS}"}),
        [],
        "one amount in the row of two projects: nobody knows whose it is",
    ),
    (
        "budget-missing",
        schedule(**{**ROW, "project": f"1. {TREES} 2. {HERBS}", "budget": ""}),
        ["project 1/1", "project 1/2"],
        "none for two",
    ),
    ("budget-missing", schedule(NO_BUDGETS, **{**ROW, "budget": ""}), [], "the page has no such column"),
    ("unit-missing", schedule(**{**ROW, "unit": ""}), ["project 1/1"], "an empty cell"),
    ("unit-missing", schedule(**ROW), [], "a unit"),
    ("unit-missing", schedule(**{**ROW, "indicator": "", "unit": ""}), [], "nothing that a unit could be of"),
]


@pytest.mark.parametrize(("code", "text", "expected", "why"), LACKING)
def test_what_a_row_lacks(code: str, text: str, expected: list[str], why: str) -> None:
    assert [one[1] for one in shown(text, code)] == expected, why


LATER = ("เม.ย. 62", "พ.ค. 62", "มิ.ย. 62", "ก.ค. 62", "ส.ค. 62", "ก.ย. 62")


def by_month(unit: str, *marks: str, months: tuple[str, ...] = (*MONTHS, *LATER)) -> str:
    """A row with a mark in each month's column, on a page that has these months."""
    width = len(months) - 1
    header = (
        "โครงการ/กิจกรรม\tตัวชี้วัด\tหน่วย นับ\tไตรมาสที่ 1"
        + "\t" * width
        + "\tงบประมาณ (บาท)\tหน่วยงาน\n\t\t\t"
        + "\t".join(months)
    )
    cells = [*marks, *[""] * (len(months) - len(marks))]
    line = "\t".join((f"1. {TREES}", "เผยแพร่เรื่องไม้ใหญ่", unit, *cells, "30,000", "สำนักวิชาการ"))
    return of_schedule(table(line, header=f"{header}\t\t"))


MONTHLY: list[object] = [
    (by_month("60 เรื่อง", *["5"] * 12), [], "five a month are sixty"),
    (by_month("70 เรื่อง", *["5"] * 12), [("error", "project 1/1", "70", "60")], "and no seventy"),
    (by_month("9 เรื่อง", "5", "5"), [("error", "project 1/1", "9", "10")], "two months are filled in"),
    (by_month("70 เรื่อง", *["5"] * 11, months=(*MONTHS, *LATER[:5])), [], "a month's column is lost"),
    (by_month("70 เรื่อง", *["5"] * 11, "←"), [], "an arrow among the numbers"),
    (by_month("70 เรื่อง", "5"), [], "one number: it may be the month's date"),
    (by_month("ร้อยละ 80", *["5"] * 12), [], "percentages are not added up"),
    (by_month("เรื่อง", *["5"] * 12), [], "no total"),
]


@pytest.mark.parametrize(("text", "expected", "why"), MONTHLY)
def test_months_add_up(text: str, expected: Told, why: str) -> None:
    assert shown(text, "total-mismatch") == expected, why


# --- one project in two tables ----------------------------------------------------------------------------------------

FRUIT = "โครงการปลูกไม้ผลหลังอาคารจอดรถ"


def two(overview: str, detail: str, groups: int = 1) -> str:
    """An overview and the House's table, each with one row of projects."""
    crowd = " ".join(["บุคลากร สผ. จำนวน 40 คน"] * groups)
    return (
        FRONT
        + heading(f"1. {GARDEN} (1 มาตรการ)", GOALS[0])
        + table(row(**M11, project=f"สผ. {overview}", target=crowd))
        + PAGE
        + REPORTING
        + HOUSE
        + heading(f"1. {GARDEN} (1 มาตรการ)", GOALS[0])
        + table(row(**M11, project=detail, target=crowd))
    )


HERE = "overview project 1.1.1/1"
DIFFERENT: list[object] = [
    (
        two(f"1. {TREES}ทุกด้าน", f"1. {TREES.replace('ไม้ใหญ่', 'ต้นไผ่')}ทุกด้าน"),
        [("info", HERE, f"{TREES}ทุกด้าน", f"{TREES.replace('ไม้ใหญ่', 'ต้นไผ่')}ทุกด้าน")],
        "another word in the title",
    ),
    (two(f"1. {TREES}", f"1. {TREES}และริมคลองรอบอาคารทุกหลัง"), [], "a title cut short"),
    (two(f"1. {TREES} 2. {HERBS}", f"1. {TREES} 2. {HERBS}", 2), [], "the same"),
    (
        two(f"1. {TREES} 2. {HERBS}", f"1. {HERBS} 2. {TREES}", 2),
        [("warning", HERE, "1.1.1/1", "1.1.1/2"), ("warning", "overview project 1.1.1/2", "1.1.1/2", "1.1.1/1")],
        "two numbers exchanged",
    ),
    (
        two(f"1. {TREES} 2. {FRUIT}", f"1. {TREES}", 1),
        [("warning", "overview project 1.1.1/2", FRUIT, None)],
        "a project that the detail has not",
    ),
    (
        two("1. โครงการปลูกไม้ใหญ่ริมรั้ว", "1. โครงการอบรมพนักงานขับรถ"),
        [("warning", HERE, "โครงการปลูกไม้ใหญ่ริมรั้ว", "โครงการอบรมพนักงานขับรถ")],
        "another project at one number: told once",
    ),
    (
        two(f"1. {TREES} กิจกรรมที่ 1 ขุดหลุม กิจกรรมที่ 3 รดน้ำ", f"1. {TREES} กิจกรรมที่ 1 ขุดหลุม กิจกรรมที่ 2 ลงต้น กิจกรรมที่ 3 รดน้ำ"),
        [("warning", HERE, "กิจกรรมที่ 1, กิจกรรมที่ 3", "กิจกรรมที่ 1, กิจกรรมที่ 2, กิจกรรมที่ 3")],
        "an activity that one table leaves out",
    ),
    (
        two(f"1. {TREES}", f"1. {TREES} กิจกรรมที่ 1 ขุดหลุม กิจกรรมที่ 2 ลงต้น"),
        [],
        "no activities at all: one table is the shorter",
    ),
    (
        put(GOALS[0], "เป้าหมาย : เพื่อให้มีสนามหญ้าครบทุกอาคาร", 2),
        [("warning", "overview issue 1", "เพื่อให้มีที่ร่มครบทุกอาคาร", "เพื่อให้มีสนามหญ้าครบทุกอาคาร")],
        "an issue's goal in other words",
    ),
    (put(GOALS[0], f"{GOALS[0].replace('ที่ร่ม', 'ที่ ร่ม')}", 2), [], "a blank in it"),
]


@pytest.mark.parametrize(("text", "expected", "why"), DIFFERENT)
def test_parts_that_differ(text: str, expected: Told, why: str) -> None:
    assert shown(text, "part-difference") == expected, why


def test_a_goal_with_a_letter_less_is_a_spelling() -> None:
    text = put(GOALS[0], GOALS[0].replace("ร่ม", "รม"), 2)
    assert [one[:2] for one in shown(text, "spelling-suspect")] == [("info", "overview issue 1")]
    assert shown(text, "part-difference") == []


def test_nothing_is_said_to_lack_where_pages_are_lost() -> None:
    jump = PAGE + table(row(project="9. โครงการเรือนกล้วยไม้"))
    text = PLAN.replace(PAGE + REPORTING, jump + PAGE + REPORTING, 1)
    assert "page-missing" in {one.code for one in findings(text)}
    assert [one for one in shown(text, "part-difference") if one[1].startswith("house")] == []


def test_a_gap_between_activities() -> None:
    cell = f"1. {TREES} กิจกรรมที่ 1 ขุดหลุม กิจกรรมที่ 3 รดน้ำ"
    text = HOUSE + heading(f"1. {GARDEN}") + table(row(**M11, project=cell))
    assert shown(text, "number-gap") == [("error", "project 1.1.1/1", "2", "1, 3")]
    assert shown(text.replace("กิจกรรมที่ 3", "กิจกรรมที่ 2"), "number-gap") == []
    run_on = text.replace("ขุดหลุม", "ขุดหลุม(กิจกรรมที่ 2 ลงต้น)")
    assert shown(run_on, "number-gap") == [], "a mark inside the text of another activity"


# --- projects told again ----------------------------------------------------------------------------------------------

LIKE = (f"{TREES}และกล้าไม้พื้นถิ่นภาคใต้", f"{TREES}และกล้าไม้พื้นถิ่นล้านนา")


def again(first: str, second: str, people: int = 60) -> str:
    """Two projects under two guidelines, the second for so many people."""
    return (
        HOUSE
        + heading(f"1. {GARDEN}")
        + table(
            row(**M11, project=f"1. {first}", target="บุคลากรของสำนักงานทุกแห่ง จำนวน 60 คน"),
            row(guideline="2. การดูแลสวน", project=f"- {second}", target=f"บุคลากรของสำนักงานทุกแห่ง จำนวน {people} คน"),
        )
    )


REPEATED: list[object] = [
    (again(*LIKE), [("info", "project 1.1.1/1", LIKE[0], "1.1.2/1")], "nearly one title, the same people"),
    (again(*LIKE, people=20), [], "nearly one title, other people: two projects"),
    (again(TREES, HERBS), [], "two titles for the same people"),
    (again(f"{LIKE[0]} รุ่นที่ 1", f"{LIKE[0]} รุ่นที่ 2"), [], "two rounds of a training"),
]


@pytest.mark.parametrize(("text", "expected", "why"), REPEATED)
def test_projects_told_again(text: str, expected: Told, why: str) -> None:
    assert shown(text, "project-repeated") == expected, why


def test_the_overview_alone_tells_nothing_twice() -> None:
    assert [one.code for one in findings(FRONT + OVERVIEW + REPORTING + HOUSE_SCHEDULE)] == []
