"""Grids: rows by each page's own header, put together over page breaks, shifted or torn, and where pages are lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measure_samples import (
    FRONT,
    GARDEN,
    HEADER,
    HERBS,
    HOUSE,
    HOUSE_OFFICE,
    HOUSE_PART,
    M11,
    M21,
    M22,
    MONTHS,
    PAGE,
    PLAN,
    PROFILE,
    RAIN,
    REPORTING,
    SCHEDULE_HEADER,
    SENATE_PART,
    TAPS,
    TREES,
    WATER,
    Made,
    budgets,
    dated,
    heading,
    levels,
    lost_words,
    make,
    marks,
    moved,
    nodes,
    notes,
    of_house,
    of_overview,
    of_schedule,
    offices,
    projects,
    row,
    said,
    statements,
    table,
)
from samples import calls, case, document, line_of

from pipeline.check import check
from pipeline.extract import extract
from pipeline.extract.shares import shares
from pipeline.segment import segment
from schemas.outline import Fragment

OURS, BUREAU = "บุคลากร สผ. จำนวน 40 คน", "สำนักพัฒนาบุคลากร (สผ.)"
FULL = row(**M11, project=f"1. {TREES}", target=OURS, output="ไม้ใหญ่", outcome="ร่มเงา", office=BUREAU)


def whole(made: Made) -> None:
    """What holds for every text: one role each, unique ids, sources that exist, no reference into nothing."""
    count = len(made.document.lines)
    assert [one.line_no for one in made.plan.line_roles] == list(range(1, count + 1))
    plan = made.plan
    ids = [one.node_id for one in plan.nodes]
    told = [one.statement_id for one in plan.statements]
    briefs = [one.brief_id for one in plan.briefs]
    for listed in (ids, told, briefs, [one.claim_id for one in plan.claims]):
        assert len(listed) == len(set(listed))
    seen: set[str | None] = {None, *ids}
    assert all(node.parent_id in seen for node in plan.nodes)
    for one in plan.statements:
        assert one.brief_id in (None, *briefs)
        assert one.node_id in seen
        assert one.parent_id in (None, *told)
    for pair in plan.brief_projects:
        assert pair.brief_id in briefs
        assert pair.node_id in seen
    for records in (plan.nodes, plan.statements, plan.responsibilities, plan.budgets, plan.schedule, plan.briefs):
        for record in records:
            assert record.source, record
            assert all(1 <= span.first_line <= span.last_line <= count for span in record.source)
    found = check(made.document, plan, PROFILE)
    assert all(one.message_th and one.message_en and one.source for one in found)


# --- promises ---------------------------------------------------------------------------------------------------------

LINES = PLAN.split("\n")


def test_the_sample_is_read_whole() -> None:
    made = make(PLAN)
    whole(made)
    assert "unclaimed" not in made.roles()
    assert lost_words(made) == []
    assert notes(made) == []
    assert levels(made, "measure")[:3] == [
        ("1.1", "ปลูกและดูแลไม้ยืนต้น"),
        ("2.1", "ลดการใช้น้ำประปา"),
        ("2.2", "หาน้ำใช้เอง"),
    ]


def test_a_second_run_says_the_same() -> None:
    assert make(PLAN).plan == make(PLAN).plan


@settings(max_examples=40)
@given(st.lists(st.integers(0, len(LINES) - 1), max_size=80))
def test_any_lines_in_any_order(picked: list[int]) -> None:
    whole(make("\n".join(LINES[number] for number in picked) or "ก"))


@settings(max_examples=40)
@given(st.sets(st.integers(0, len(LINES) - 1), max_size=30))
def test_any_lines_may_be_missing(missing: set[int]) -> None:
    whole(make("\n".join(line for number, line in enumerate(LINES) if number not in missing)))


@pytest.mark.parametrize("end", range(1, len(LINES), 9))
def test_a_plan_may_be_cut_off_anywhere(end: int) -> None:
    whole(make("\n".join(LINES[:end])))


CELL_WORDS = [
    "1.",
    "2.",
    "-",
    "สผ.",
    "สว.",
    "สม.",
    "กิจกรรมที่ 1",
    TREES,
    "บุคลากร",
    "จำนวน 5 คน",
    "<p>",
    "30,000",
    "5",
    "ทุกสำนัก",
    "ประกอบด้วย",
    "วัตถุประสงค์",
]
cells = st.lists(st.lists(st.sampled_from(CELL_WORDS), max_size=5).map(" ".join), min_size=2, max_size=18)


@settings(max_examples=80)
@given(st.lists(cells, min_size=1, max_size=6))
def test_any_cells_whatever_keep_the_promises(rows: list[list[str]]) -> None:
    printed = ["\t".join(one) for one in rows]
    for text in (
        of_house(table(FULL, *printed), table(*printed)),
        of_overview(table(*printed)),
        of_schedule(table(*printed, header=SCHEDULE_HEADER)),
    ):
        made = make(text)
        whole(made)
        assert lost_words(made) == []


# --- headers ----------------------------------------------------------------------------------------------------------

HEADERS: list[object] = [
    (HEADER, "as it should be"),
    (HEADER.replace("ลำดับ", "ลำดับที่"), "a longer order"),
    (HEADER.replace("ลำดับ", "ลำดับ ที่"), "wrapped"),
    (HEADER.replace("แนวทางตามมาตรการ", "แนวทางการตามมาตรการ"), "another guideline"),
    (HEADER.replace("แนวทางตามมาตรการ", "แนวทางตามมาตรฐานการ"), "misread guideline"),
    (HEADER.replace("โครงการ/กิจกรรม", "โครงการ / กิจกรรม"), "blanks"),
    (HEADER.replace("ผู้รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ"), "another office"),
    (HEADER.replace("ลำดับ", "**ลำดับ**"), "bold"),
    (HEADER.replace("ผลลัพธ์", "ผลลัพท์"), "one column misread"),
    (HEADER.replace("\tผลผลิต\t", "\t**ผลผลิต**\t"), "bold inside"),
]


@pytest.mark.parametrize(("header", "why"), HEADERS[:8])
def test_headers(header: str, why: str) -> None:
    made = make(of_house(table(FULL, header=header)))
    assert projects(made) == [("1.1.1/1", TREES)], why
    assert said(made, "target_group") == [("1.1.1/1", None, OURS)], why
    assert [text for *_, text in said(made, "output")] == ["ไม้ใหญ่"], why
    assert offices(made) == [BUREAU], why
    assert lost_words(made) == [], why


def swap(line: str, one: int, other: int) -> str:
    listed = line.split("\t")
    listed[one], listed[other] = listed[other], listed[one]
    return "\t".join(listed)


ORDERS: list[object] = [(5, 6, "outcome before output"), (4, 7, "office before output"), (5, 7, "office in the middle")]


@pytest.mark.parametrize(("one", "other", "why"), ORDERS)
def test_columns_are_found_by_the_page_s_own_header(one: int, other: int, why: str) -> None:
    made = make(
        of_house(
            table(FULL),
            table(
                swap(
                    row(
                        project=f"2. {HERBS}", target=OURS, output="1. ใบ", outcome="1. ดอก", office="สำนักวิชาการ (สผ.)"
                    ),
                    one,
                    other,
                ),
                header=swap(HEADER, one, other),
            ),
        )
    )
    assert [text for *_, text in said(made, "output")] == ["ไม้ใหญ่", "ใบ"], why
    assert [text for *_, text in said(made, "outcome")] == ["ร่มเงา", "ดอก"], why
    assert offices(made) == [BUREAU, "สำนักวิชาการ (สผ.)"], why
    assert notes(made) == [], why


def test_a_repeated_header_is_no_row() -> None:
    made = make(of_house(table(FULL), table(row(project=f"2. {HERBS}"))))
    assert len(made.roles()["table-header"]) == 2
    assert len(made.plan.briefs) == 1
    assert projects(made) == [("1.1.1/1", TREES), ("1.1.1/2", HERBS)]


def test_a_header_that_swallowed_text_gives_it_back() -> None:
    first = row(**M11, project=f"1. {TREES}", target="- ผู้บริหารและคณะทำงาน")
    made = make(
        of_house(table(first), table(header=HEADER.replace("กลุ่มเป้าหมาย", "กลุ่มเป้าหมาย ดูแลสวนในสำนัก จำนวน 60 คน")))
    )
    assert said(made, "target_group") == [("1.1.1/1", None, "ผู้บริหารและคณะทำงาน ดูแลสวนในสำนัก จำนวน 60 คน")]


def test_a_swallowed_project_is_a_project() -> None:
    made = make(of_house(table(FULL), table(header=HEADER.replace("โครงการ/กิจกรรม", f"โครงการ/กิจกรรม 2. {HERBS}"))))
    assert projects(made) == [("1.1.1/1", TREES), ("1.1.1/2", HERBS)]


MORE = row(**M11, project=f"1. {TREES}", target=OURS, office=BUREAU)


@pytest.mark.parametrize(
    ("extra", "why"),
    [
        case(
            "งบประมาณ",
            why=(
                "segment.grid._put: a cell under a column that the profile does not know is joined to "
                "another column; it should stay apart (statement of section `other`, or the line "
                "unclaimed)"
            ),
        ),
        case("หมายเหตุ", why="segment.grid._put: the same for a column of remarks: its words become an office"),
    ],
)
def test_a_column_more_leaves_the_others_as_they_are(extra: str, why: str) -> None:
    made = make(of_house(table(f"{FULL}\tเริ่มหลังฝน", header=f"{HEADER}\t{extra}")))
    assert offices(made) == [BUREAU], why
    assert [text for *_, text in said(made, "outcome")] == ["ร่มเงา"], why


def test_the_words_of_a_column_more_are_kept() -> None:
    for extra in ("งบประมาณ", "หมายเหตุ"):
        assert lost_words(make(of_house(table(f"{FULL}\tเริ่มหลังฝน", header=f"{HEADER}\t{extra}")))) == []


BARE, LIST = f"1. {GARDEN}\n\n", f"1. {GARDEN}\n2. {WATER}\n\n"
HEADED: list[object] = [
    (BARE, ["1"], "a heading that states no count"),
    (f"{BARE}เป้าหมาย : เพื่อให้มีที่ร่ม\n\n", ["1"], "with its aim"),
    (f"{BARE}- 5 -\n\n", ["1"], "a page's number between it and the table"),
    (f"{BARE}แนวทางเหล่านี้มีโครงการตามตาราง\n\n", [], "text between it and the table: it belongs to the text"),
    (LIST, [], "a list"),
    (LIST.replace("\n", "\n\n"), [], "a list with blank lines"),
    (f"1. {GARDEN} ประกอบด้วย 1 มาตรการ ได้แก่\n\n", [], "a counting sentence"),
    ("", [], "none"),
]


@pytest.mark.parametrize(("before", "issues", "why"), HEADED)
def test_the_heading_before_the_first_table(before: str, issues: list[str], why: str) -> None:
    made = make(FRONT + before + table(row(**M11, project=f"สผ. 1. {TREES}")) + PAGE + REPORTING + HOUSE_PART)
    assert [one.number for one in nodes(made, "issue", "overview")] == issues, why
    assert "unclaimed" not in made.roles(), why
    whole(made)


# --- page cuts --------------------------------------------------------------------------------------------------------

Told = list[tuple[str | None, str | None, str]]


def test_a_guideline_goes_on() -> None:
    made = make(of_house(table(FULL), table(row(guideline="รอบรั้วทุกด้าน"))))
    assert levels(made, "guideline") == [("1.1.1", "การเพิ่มไม้ใหญ่ รอบรั้วทุกด้าน")]
    assert len(nodes(made, "guideline")[0].source) == 2


def test_objectives_of_a_guideline_go_on() -> None:
    first = {**M11, "guideline": "1. การเพิ่มไม้ใหญ่ วัตถุประสงค์ 1. เพื่อให้มีร่ม 2. เพื่อให้บุคลากรยึดมั่นในการ"}
    made = make(of_house(table(row(**first, project=f"1. {TREES}")), table(row(guideline="ปลูกต้นไม้ทุกปี"))))
    assert said(made, "objective") == [
        ("1.1.1", None, "เพื่อให้มีร่ม"),
        ("1.1.1", None, "เพื่อให้บุคลากรยึดมั่นในการ ปลูกต้นไม้ทุกปี"),
    ]


CUTS: list[object] = [
    ({}, {"project": "ทุกด้านของอาคาร"}, [("1.1.1/1", f"{TREES} ทุกด้านของอาคาร")], "a project"),
    (
        {},
        {"project": f"ทุกด้าน 2. {HERBS}"},
        [("1.1.1/1", f"{TREES} ทุกด้าน"), ("1.1.1/2", HERBS)],
        "a project, and the next",
    ),
    ({}, {"project": f"2. {HERBS}"}, [("1.1.1/1", TREES), ("1.1.1/2", HERBS)], "nothing: the next"),
    ({}, {"project": "(รุ่นเล็ก)"}, [("1.1.1/1", f"{TREES} (รุ่นเล็ก)")], "brackets"),
    (
        {},
        {"guideline": "2. การดูแลสวน", "project": f"1. {HERBS}"},
        [("1.1.1/1", TREES), ("1.1.2/1", HERBS)],
        "nothing: the next guideline",
    ),
]


@pytest.mark.parametrize(("first", "then", "expected", "why"), CUTS)
def test_a_project_column_over_a_page_break(
    first: dict[str, str], then: dict[str, str], expected: list[tuple[str, str]], why: str
) -> None:
    made = make(of_house(table(FULL), table(row(**then))))
    assert projects(made) == expected, why
    assert lost_words(made) == [], why
    whole(made)


def test_an_activity_goes_on_and_another_comes() -> None:
    first = row(**M11, project=f"1. {TREES} กิจกรรมที่ 1 สัมมนาเพื่อ")
    made = make(of_house(table(first), table(row(project="กำหนดแปลงปลูก"), row(project="กิจกรรมที่ 2 ลงมือปลูก"))))
    assert said(made, "activity") == [
        ("1.1.1/1", None, "สัมมนาเพื่อ กำหนดแปลงปลูก"),
        ("1.1.1/1", None, "ลงมือปลูก"),
    ]


def test_an_activity_on_another_page_than_its_project_takes_its_own_target() -> None:
    then = row(project="กิจกรรมที่ 2 ลงมือปลูก", target="กิจกรรมที่ 2 บุคลากร จำนวน 9 คน")
    first = row(**M11, project=f"1. {TREES} กิจกรรมที่ 1 เตรียมดิน", target="กิจกรรมที่ 1 ผู้บริหาร")
    assert said(make(of_house(table(first), table(then))), "target_group") == [
        ("1.1.1/1", "เตรียมดิน", "ผู้บริหาร"),
        ("1.1.1/1", "ลงมือปลูก", "บุคลากร จำนวน 9 คน"),
    ]


TORN: list[object] = [
    (
        "target",
        "- บุคลากรประเภทวิชาการระดับ",
        "ปฏิบัติการ - เชี่ยวชาญ จำนวน 5 รุ่น",
        ["บุคลากรประเภทวิชาการระดับ ปฏิบัติการ - เชี่ยวชาญ จำนวน 5 รุ่น"],
        "a target group",
    ),
    ("target", OURS, f"- {OURS}", [OURS, OURS], "a target group with a mark is another"),
    ("output", "รายงานผลและแนวทางการ", "ดูแลสวน", ["รายงานผลและแนวทางการ ดูแลสวน"], "an output"),
    ("output", "1. รายงานผล", "2. ข้อเสนอ", ["รายงานผล", "ข้อเสนอ"], "an output with a mark is another"),
    ("outcome", "คนในอาคารได้", "ใช้ร่มเงา", ["คนในอาคารได้ ใช้ร่มเงา"], "an outcome"),
]


@pytest.mark.parametrize(("column", "first", "then", "expected", "why"), TORN)
def test_a_cell_over_a_page_break(column: str, first: str, then: str, expected: list[str], why: str) -> None:
    made = make(of_house(table(row(**M11, project=f"1. {TREES}", **{column: first})), table(row(**{column: then}))))
    section = "target_group" if column == "target" else column
    assert [text for *_, text in said(made, section)] == expected, why
    assert lost_words(made) == [], why


OFFICES: list[object] = [
    ("สำนักพัฒนา", "บุคลากร (สผ.)", ["สำนักพัฒนา บุคลากร (สผ.)"], "cut in the middle"),
    (BUREAU, "สำนักวิชาการ (สผ.)", [BUREAU, "สำนักวิชาการ (สผ.)"], "another one"),
    (f"{BUREAU} ทุกสำนัก/กลุ่ม", "", [BUREAU, "ทุกสำนัก/กลุ่ม"], "two, flattened"),
    (f"<p>{BUREAU}</p><p>ทุกสำนัก/กลุ่ม</p>", "", [BUREAU, "ทุกสำนัก/กลุ่ม"], "two, in pieces"),
    (f"สำนักวิชาการ, {BUREAU}", "", ["สำนักวิชาการ", BUREAU], "a comma parts"),
    (f"{BUREAU} และ ทุกสำนัก/กลุ่ม", "", [f"{BUREAU} และ ทุกสำนัก/กลุ่ม"], "joined by 'and': one entry"),
    (BUREAU, BUREAU, [BUREAU], "the same again: once, with both places"),
]


@pytest.mark.parametrize(("first", "then", "expected", "why"), OFFICES)
def test_responsible_units(first: str, then: str, expected: list[str], why: str) -> None:
    made = make(
        of_house(table(row(**M11, project=f"1. {TREES}", office=first)), table(row(project="รอบรั้ว", office=then)))
    )
    assert offices(made) == expected, why


def test_a_cell_printed_twice_is_taken_once() -> None:
    cell = f"<p>3. {RAIN}</p><p>สว.</p><p>1. {TAPS}</p>"
    first = row(**M11, project=f"สผ. 1. {TREES} 2. {HERBS}", target=OURS)
    twice = [row(project=cell, target=OURS), row(guideline="2. การดูแลสวน", project=cell, target=OURS)]
    made = make(of_overview(table(first), table(*twice)))
    assert [one.number for one in nodes(made)] == ["1.1.1/1", "1.1.1/2", "1.1.1/3", "1.1.2/1"]


TWICE: list[object] = [
    ({"project": f"2. {RAIN}"}, [("1.1.1/1", TREES), ("1.1.2/2", RAIN)], "all of it is the second row's"),
    (
        {"project": f"2. {HERBS} กิจกรรมที่ 1 เตรียมดิน สว. 1. {RAIN}"},
        [("1.1.1/1", TREES), ("1.1.1/2", HERBS), ("1.1.2/1", RAIN)],
        "what stays with the first row has both places, too",
    ),
]


@pytest.mark.parametrize(("cells", "expected", "why"), TWICE)
def test_a_cell_printed_twice_has_both_places(cells: dict[str, str], expected: list[tuple[str, str]], why: str) -> None:
    cells = {**cells, "target": OURS, "output": "ถังน้ำ", "office": BUREAU}
    made = make(of_house(table(FULL), table(row(**cells), row(guideline="2. การดูแลสวน", **cells))))
    assert projects(made) == expected, why
    assert lost_words(made) == [], why
    whole(made)


def test_a_cell_beside_one_printed_twice_that_says_something_else_is_read() -> None:
    cells = {"project": f"2. {RAIN}", "office": BUREAU}
    twice = [row(**cells, target=OURS), row(guideline="2. การดูแลสวน", **cells, target="ผู้บริหาร สผ. จำนวน 9 คน")]
    assert lost_words(make(of_house(table(FULL), table(*twice)))) == []


# --- shifted rows -----------------------------------------------------------------------------------------------------

SECOND = row(guideline="2. การดูแลสวน", project=f"- {HERBS}", target=OURS, output="ใบ", outcome="ดอก", office=BUREAU)
INDEXED = dated(project=f"2. {HERBS}", indicator="1. มีสมุนไพร 9 ชนิด", unit="ชนิด", budget="30,000", office="สำนักวิชาการ")


def test_a_row_read_one_column_too_far_to_the_left() -> None:
    made = make(of_house(table(FULL, moved(SECOND, -1))))
    assert projects(made) == [("1.1.1/1", TREES), ("1.1.2/1", HERBS)]
    assert levels(made, "guideline") == [("1.1.1", "การเพิ่มไม้ใหญ่"), ("1.1.2", "การดูแลสวน")]
    assert notes(made) == [("column-shift", "-1")]
    assert [text for *_, text in said(made, "output")] == ["ไม้ใหญ่", "ใบ"]
    assert lost_words(made) == []


def test_a_row_read_two_columns_too_far_to_the_left() -> None:
    made = make(of_house(table(FULL, moved(SECOND, -2))))
    assert projects(made) == [("1.1.1/1", TREES), ("1.1.2/1", HERBS)]
    assert notes(made) == [("column-shift", "-2")]


@pytest.mark.parametrize("by", [1, 2, 3])
def test_a_row_of_a_schedule_read_too_far_to_the_right(by: int) -> None:
    line = "\t".join([*[""] * by, *INDEXED.split("\t")])
    made = make(of_schedule(table(dated(project=f"1. {TREES}", unit="ครั้ง"), line, header=SCHEDULE_HEADER)))
    assert projects(made) == [("1/1", TREES), ("1/2", HERBS)]
    assert said(made, "indicator")[-1] == (None, None, "มีสมุนไพร 9 ชนิด")
    assert made.plan.statements[-1].unit == "ชนิด"
    assert budgets(made) == [("1/2", 30000.0, "30,000")]
    assert offices(made) == ["สำนักวิชาการ"]
    assert notes(made) == [("column-shift", str(by))]


def test_a_row_as_it_should_be_is_not_shifted() -> None:
    assert notes(make(of_house(table(FULL, SECOND)))) == []
    assert notes(make(of_schedule(table(INDEXED.replace("2.", "1."), header=SCHEDULE_HEADER)))) == []


STANDING = (
    "segment.grid._shift: a right row is taken for shifted, and everything in it goes one column too far; a row of "
    "which the project cell looks like one should never move"
)
RIGHT: list[object] = [
    (dated(project=f"1. {TREES}", indicator="1. มีไม้ใหญ่", unit="ครั้ง", budget="30,000"), "a numbered indicator"),
    (dated(project=f"1. {TREES}", indicator="มีไม้ใหญ่ครบทุกแปลงตามแผนของปี", unit="ราย", budget="30,000"), "a longer one"),
    case(
        dated(project=f"1. {TREES}", indicator="มีไม้ใหญ่", unit="ต้น", budget="30,000"),
        why=(
            f"{STANDING} (indicator of 2-20 letters looks like a unit; the units ต้น, ราย, ชุด, แห่ง, เล่ม "
            "look like none, as the pattern asks for two consonants side by side)"
        ),
    ),
    case(dated(project=f"1. {TREES}", indicator="มีไม้ใหญ่", unit="ราย"), why=STANDING),
]


@pytest.mark.parametrize(("line", "why"), RIGHT)
def test_a_right_row_of_a_schedule_is_not_shifted(line: str, why: str) -> None:
    made = make(of_schedule(table(line, header=SCHEDULE_HEADER)))
    assert notes(made) == [], why
    assert projects(made) == [("1/1", TREES)], why


def test_an_activity_in_the_indicator_column() -> None:
    lines = [
        dated(project=f"1. {TREES} กิจกรรมที่ 1 เตรียมดิน", indicator="มีไม้ใหญ่", unit="ครั้ง"),
        dated(indicator="กิจกรรมที่ 2 ลงมือปลูก"),
    ]
    made = make(of_schedule(table(*lines, header=SCHEDULE_HEADER)))
    assert [text for *_, text in said(made, "activity")] == ["เตรียมดิน", "ลงมือปลูก"]
    assert [text for *_, text in said(made, "indicator")] == ["มีไม้ใหญ่"]
    assert [kind for kind, _ in notes(made)] == ["column-shift"]


def test_indicators_labelled_by_activity_stay_indicators() -> None:
    line = dated(project=f"1. {TREES} กิจกรรมที่ 1 เตรียมดิน", indicator="กิจกรรมที่ 1 ดินพร้อมปลูก 3 แปลง", unit="แปลง")
    made = make(of_schedule(table(line, header=SCHEDULE_HEADER)))
    assert [text for *_, text in said(made, "activity")] == ["เตรียมดิน"]
    assert len(said(made, "indicator")) == 1
    assert notes(made) == []


# --- schedules --------------------------------------------------------------------------------------------------------

ONE = {"project": f"1. {TREES}", "indicator": "มีไม้ใหญ่", "unit": "ครั้ง"}
AMOUNTS: list[object] = [
    ([dated(**ONE, budget="30,000")], [("1/1", 30000.0, "30,000")], "an amount"),
    ([dated(**ONE, budget="30,000.50")], [("1/1", 30000.5, "30,000.50")], "with satang"),
    ([dated(**ONE, budget="-")], [], "a dash"),
    ([dated(**ONE, budget="–")], [], "a long dash"),
    ([dated(**ONE)], [], "nothing"),
    ([dated(**ONE, budget="งบประมาณ ของสวน")], [("1/1", None, "งบประมาณ ของสวน")], "words"),
    ([dated(**ONE, m6="30,000")], [("1/1", 30000.0, "30,000")], "in a month column"),
    (
        [dated(**ONE, budget="10,000"), dated(m5="20,000"), dated(m6="5,000")],
        [("1/1", 10000.0, "10,000"), ("1/1", 20000.0, "20,000"), ("1/1", 5000.0, "5,000")],
        "in rows of their own",
    ),
    (
        [dated(**ONE, budget="10,000"), dated(budget="20,000")],
        [("1/1", 10000.0, "10,000"), ("1/1", 20000.0, "20,000")],
        "in rows of their own, in their column",
    ),
    (
        [dated(**{**ONE, "project": f"1. {TREES} 2. {HERBS}"}, budget="9,000")],
        [("1/1", 9000.0, "9,000")],
        "of a bundle: the first's",
    ),
    ([dated(**ONE, budget="ไม่ใช้งบประมาณ")], [("1/1", None, "ไม่ใช้งบประมาณ")], "words that begin otherwise"),
    ([dated(**ONE, budget="500")], [("1/1", 500.0, "500")], "a small amount in its column"),
    case(
        [dated(**ONE, budget="30,000 20,000")],
        [("1/1", 30000.0, "30,000"), ("1/1", 20000.0, "20,000")],
        why=(
            "extract.grids._amount: two amounts in one cell give one row with amount NULL; one printed "
            "amount is one row"
        ),
    ),
    case(
        [dated(**ONE, budget="<p>30,000</p><p>20,000</p>")],
        [("1/1", 30000.0, "30,000"), ("1/1", 20000.0, "20,000")],
        why=(
            "extract.grids._amount: parts at line ends only, not by_tags: two paragraphs become one text "
            "with amount NULL"
        ),
    ),
]


@pytest.mark.parametrize(("rows", "expected", "why"), AMOUNTS)
def test_budgets(rows: list[str], expected: list[tuple[str, float | None, str]], why: str) -> None:
    assert budgets(make(of_schedule(table(*rows, header=SCHEDULE_HEADER)))) == expected, why


OCTOBER, NOVEMBER, MARCH = date(2018, 10, 1), date(2018, 11, 1), date(2019, 3, 1)
FIRST, YEAR = SCHEDULE_HEADER.split("\n")
MONTH_CELLS: list[object] = [
    ({"m1": "5", "m2": "5"}, SCHEDULE_HEADER, [(OCTOBER, "5"), (NOVEMBER, "5")], "figures"),
    ({"m2": "↕"}, SCHEDULE_HEADER, [(NOVEMBER, "↕")], "an arrow"),
    ({"m1": "61", "m2": "61", "m6": "62"}, SCHEDULE_HEADER, [], "the years of the header once more"),
    ({"m1": "62"}, SCHEDULE_HEADER, [(OCTOBER, "62")], "a number that is not the month's year"),
    ({"m1": "-", "m2": "–"}, SCHEDULE_HEADER, [], "dashes"),
    ({"m1": "5"}, SCHEDULE_HEADER.replace("ต.ค. 61", "ค.ค. 61"), [(OCTOBER, "5")], "a month misread"),
    ({"m1": "5"}, SCHEDULE_HEADER.replace("ต.ค. 61", "ด.ค. 61"), [(OCTOBER, "5")], "misread otherwise"),
    (
        {"m6": "5"},
        SCHEDULE_HEADER.replace("มี.ค. 62", "ม.ค. 62").replace("ม.ค. 62\tก.พ.", "ม.ค. 62\tก.พ."),
        [(date(2019, 1, 1), "5")],
        "a month misread as another is what is printed",
    ),
    ({"m2": "5"}, FIRST, [(None, "5")], "no months are named: only the mark is known"),
]


@pytest.mark.parametrize(("cells", "header", "expected", "why"), MONTH_CELLS)
def test_months(cells: dict[str, str], header: str, expected: list[tuple[date, str]], why: str) -> None:
    made = make(of_schedule(table(dated(**ONE, **cells), header=header)))
    assert [(month, mark) for _, month, mark in marks(made)] == expected, why


def test_marks_without_months_are_kept_somewhere() -> None:
    assert lost_words(make(of_schedule(table(dated(**ONE, m2="ทั้งปี", m3="7"), header=FIRST)))) == []


def test_missing_month_columns() -> None:
    top = "โครงการ/กิจกรรม\tตัวชี้วัด\tหน่วย นับ\tไตรมาสที่ 1\t\tงบประมาณ (บาท)\tหน่วยงาน"
    names = "\t\t\tต.ค. 61\tพ.ย. 61\t\t"
    made = make(of_schedule(table(f"1. {TREES}\tมีไม้\tครั้ง\t\t5\t9,000\tสำนักวิชาการ", header=f"{top}\n{names}")))
    assert marks(made) == [("1/1", NOVEMBER, "5")]
    assert budgets(made) == [("1/1", 9000.0, "9,000")]
    assert offices(made) == ["สำนักวิชาการ"]


def test_each_page_has_its_own_months() -> None:
    later = SCHEDULE_HEADER
    for month, then in zip(MONTHS, ("เม.ย. 62", "พ.ค. 62", "มิ.ย. 62", "ก.ค. 62", "ส.ค. 62", "ก.ย. 62"), strict=True):
        later = later.replace(month, then)
    made = make(
        of_schedule(
            table(dated(**ONE, m1="3"), header=SCHEDULE_HEADER),
            table(dated(project=f"2. {HERBS}", m1="4"), header=later),
        )
    )
    assert marks(made) == [("1/1", OCTOBER, "3"), ("1/2", date(2019, 4, 1), "4")]


def test_a_schedule_counts_projects_in_their_issue() -> None:
    made = make(
        of_schedule(table(dated(**ONE), dated(project=f"2. {HERBS}"), header=SCHEDULE_HEADER))
        + heading(f"\n2. {WATER}")
        + table(dated(project=f"1. {TAPS}"), header=SCHEDULE_HEADER)
    )
    assert [number for number, _ in projects(made)] == ["1/1", "1/2", "2/1"]


def test_an_indicator_keeps_its_unit_and_goes_on() -> None:
    made = make(
        of_schedule(
            table(
                dated(project=f"1. {TREES}", indicator="1. รายงาน 1 ฉบับ 2. แนวทางการ", unit="ฉบับ"),
                header=SCHEDULE_HEADER,
            ),
            table(dated(indicator="ดูแลสวน"), header=SCHEDULE_HEADER),
        )
    )
    assert [(one.text, one.unit) for one in made.plan.statements] == [
        ("รายงาน 1 ฉบับ", "ฉบับ"),
        ("แนวทางการ ดูแลสวน", "ฉบับ"),
    ]


# --- lost pages -------------------------------------------------------------------------------------------------------


def gaps(made: Made) -> list[str]:
    return [detail for kind, detail in notes(made) if kind == "page-gap"]


MIDDLE = row(project=f"<p>สผ.</p><p>2. {HERBS}</p>", target=OURS)


def test_a_part_that_begins_in_the_middle_is_looked_up() -> None:
    made = make(
        FRONT
        + table(MIDDLE)
        + PAGE
        + heading(f"2. {WATER} (2 มาตรการ)")
        + table(row(**M21, project=f"สผ. 1. {TAPS}"))
        + PAGE
        + HOUSE_PART
    )
    assert projects(made, "overview") == [("1.1.1/2", HERBS), ("2.1.1/1", TAPS)]
    assert gaps(made) == ["begins in the middle"]
    assert nodes(made, "project", "overview")[0].parent_id is None


def test_levels_without_evidence_are_left_out() -> None:
    made = make(
        of_overview(
            table(row(**M11, project=f"สผ. 1. {TREES}")), table(row(project="4. โครงการที่ไม่มีใครรู้จัก")), then=HOUSE_PART
        )
    )
    assert projects(made, "overview") == [("1.1.1/1", TREES), ("1/4", "โครงการที่ไม่มีใครรู้จัก")]
    assert gaps(made) == ["number jumps"]


def test_a_jump_behind_a_mark_is_seen() -> None:
    made = make(
        of_overview(
            table(row(**M11, project=f"สผ. 1. {TREES}")),
            table(row(project="<p>สว.</p><p>3. โครงการที่ไม่มีใครรู้จัก</p>")),
            then=HOUSE_PART,
        )
    )
    assert projects(made, "overview")[-1][0] == "1/3"


def test_a_jump_is_looked_up_in_a_complete_part() -> None:
    lost = (
        HOUSE
        + heading(f"1. {GARDEN}")
        + table(FULL, row(guideline="2. การดูแลสวน", project=f"1. {RAIN} 2. {HERBS} 3. {TAPS}"))
    )
    made = make(of_overview(table(row(**M11, project=f"สผ. 1. {TREES}")), table(row(project=f"3. {TAPS}")), then=lost))
    assert projects(made, "overview") == [("1.1.1/1", TREES), ("1.1.2/3", TAPS)]
    assert gaps(made) == ["number jumps"]


def test_any_number_may_stand_behind_a_mark() -> None:
    made = make(of_overview(table(row(**M11, project=f"สผ. 2. {HERBS}"))))
    assert projects(made) == [("1.1.1/2", HERBS)]


def test_the_next_number_in_turn_is_no_jump() -> None:
    made = make(of_overview(table(row(**M11, project=f"สผ. 1. {TREES}")), table(row(project=f"2. {HERBS}"))))
    assert projects(made, "overview") == [("1.1.1/1", TREES), ("1.1.1/2", HERBS)]
    assert gaps(made) == []


ACTIVITIES = f"2. {HERBS} กิจกรรมที่ 1 คัดเลือกพันธุ์ที่ทนแดด กิจกรรมที่ 2 แจกต้นกล้าให้ทุกห้อง"
DETAIL = (
    HOUSE
    + heading(f"1. {GARDEN}")
    + table(row(**M11, project=f"1. {TREES}"), row(guideline="2. การดูแลสวน", project=f"1. {RAIN} {ACTIVITIES}"))
)


def test_activities_of_another_project_are_not_given_to_the_one_before() -> None:
    then = row(project="กิจกรรมที่ 1 คัดเลือกพันธุ์ที่ทนแดด กิจกรรมที่ 2 แจกต้นกล้าให้ทุกห้อง")
    made = make(of_overview(table(row(**M11, project=f"สผ. 1. {TREES}")), table(then), then=DETAIL))
    assert projects(made, "overview") == [("1.1.1/1", TREES)]
    assert gaps(made) == ["belongs elsewhere"]
    first, second = statements(made, "activity")[:2]
    assert [first.node_id, second.node_id] == [None, None]
    assert first.brief_id == "made-up:overview:brief:1.1.2"


def test_activities_of_the_project_before_are_its_own() -> None:
    then = row(project="กิจกรรมที่ 2 แจกต้นกล้าให้ทุกห้อง")
    first = row(**M11, project=f"สผ. 1. {HERBS} กิจกรรมที่ 1 คัดเลือกพันธุ์ที่ทนแดด")
    made = make(of_overview(table(first), table(then), then=DETAIL))
    assert gaps(made) == []
    assert [number for number, *_ in said(made, "activity")][:2] == ["1.1.1/1", "1.1.1/1"]


def test_a_joint_that_another_telling_refutes_is_undone() -> None:
    whole_group = "- บุคลากรใหม่ที่ครบกำหนดเลื่อนระดับในปีงบประมาณ"
    detail = (
        HOUSE
        + heading(f"1. {GARDEN}")
        + table(row(**M11, project=f"1. {TREES}", target=f"{whole_group} พ.ศ. 2564 จำนวน 40 คน"))
    )
    tail = "ชาวสวนและอาสาสมัครดูแลต้นไม้ริมคลองทุกสาย ประจำปี จำนวน 60 คน"
    made = make(
        of_overview(
            table(row(**M11, project=f"สผ. 1. {TREES}", target=whole_group)), table(row(target=tail)), then=detail
        )
    )
    assert said(made, "target_group")[:2] == [("1.1.1/1", None, whole_group[2:]), (None, None, tail)]
    assert gaps(made) == ["begins in the middle"]
    whole(made)


def test_a_joint_that_another_telling_bears_out_stays() -> None:
    head, tail = "- บุคลากรใหม่ที่ครบกำหนดเลื่อนระดับ", "ในปีงบประมาณ 2564 จำนวน 40 คน"
    detail = HOUSE + heading(f"1. {GARDEN}") + table(row(**M11, project=f"1. {TREES}", target=f"{head} {tail}"))
    made = make(
        of_overview(table(row(**M11, project=f"สผ. 1. {TREES}", target=head)), table(row(target=tail)), then=detail)
    )
    assert said(made, "target_group")[0] == ("1.1.1/1", None, f"{head} {tail}"[2:])
    assert gaps(made) == []


def test_a_misread_mark_is_decided_by_the_same_project() -> None:
    made = make(of_overview(table(row(**M11, project=f"สม. 1. {TREES}")), then=HOUSE_PART))
    assert nodes(made, "project", "overview")[0].agency == "สผ."
    assert [one for one in notes(made) if one[0] == "agency-doubtful"] == [("agency-doubtful", "สผ.")]


def test_a_misread_mark_is_decided_by_the_row_s_office() -> None:
    made = make(of_overview(table(row(**M11, project="สม. 1. โครงการใหม่", office="สำนักพัฒนาทรัพยากรบุคคล (สว.)"))))
    assert nodes(made, "project", "overview")[0].agency == "สว."


def test_links_join_the_tellings_of_one_project() -> None:
    made = make(PLAN)
    pairs = {(one.node_a.split(":", 1)[1], one.node_b.split(":", 1)[1]) for one in made.plan.project_links}
    assert ("overview:project:สผ.:1.1.1/1", "house:project:1.1.1/1") in pairs
    assert ("overview:project:สว.:2.2.1/1", "senate:project:2.2.1/1") in pairs
    assert ("house:project:1.1.1/2", "house-schedule:project:1/2") in pairs
    assert not {pair for pair in pairs if pair[0].startswith("house:") and pair[1].startswith("senate")}
    assert len(pairs) == 8 + 6 + 6


# --- another year's plan ----------------------------------------------------------------------------------------------


def test_no_overview() -> None:
    made = make(HOUSE_PART + SENATE_PART)
    assert [number for number, _ in projects(made)] == 2 * ["1.1.1/1", "1.1.1/2", "2.1.1/1", "2.2.1/1"]
    assert lost_words(made) == []


MANY = "".join(
    heading(f"{number}. ประเด็นเรื่องต้นไม้ชุดที่ {number} (1 มาตรการ)")
    + table(row(**M11, project=f"1. {TREES} ชุดที่ {number}"))
    + PAGE
    for number in range(1, 13)
)


def test_twelve_issues() -> None:
    made = make(HOUSE + MANY)
    assert [number for number, _ in projects(made)] == [f"{number}.1.1/1" for number in range(1, 13)]


LATER: list[object] = [
    case(
        f"<p>ส.ส.</p><p>1. {TREES}</p><p>ส.ว.</p><p>1. {HERBS}</p>",
        [("ส.ส.", "1.1.1/1", TREES), ("ส.ว.", "1.1.1/1", HERBS)],
        "ส.ส., ส.ว.",
        why=(
            "entries.tokens: agencies marked as the profile does not know them end up in the titles ('… "
            "ส.ว.'), and no finding says so"
        ),
    ),
    (
        f"ก.พ.ร. 1. {TREES} 2. {RAIN} ส.ว. 1. {HERBS}",
        [("ก.พ.ร.", "1.1.1/1", TREES), ("ก.พ.ร.", "1.1.1/2", RAIN), ("ส.ว.", "1.1.1/1", HERBS)],
        "ก.พ.ร., ส.ว.",
        "flattened",
    ),
    (
        f"สผ. 1. {TREES} ส.ว. 1. {HERBS}",
        [("สผ.", "1.1.1/1", TREES), ("ส.ว.", "1.1.1/1", HERBS)],
        "ส.ว.",
        "one known, one not",
    ),
    (
        f"สผ. 1. {TREES} ของ ก.พ. 2. {HERBS}",
        [("สผ.", "1.1.1/1", f"{TREES} ของ ก.พ."), ("สผ.", "1.1.1/2", HERBS)],
        None,
        "an abbreviation at a title's end: the numbers go on",
    ),
    (
        f"<p>สผ.</p><p>1. {TREES}</p><p>ก.พ.</p><p>2. {HERBS}</p>",
        [("สผ.", "1.1.1/1", f"{TREES} ก.พ."), ("สผ.", "1.1.1/2", HERBS)],
        None,
        "the same on a line of its own",
    ),
    (f"สผ. 1. {TREES} พ.ศ. 2562", [("สผ.", "1.1.1/1", f"{TREES} พ.ศ. 2562")], None, "a year is no number in turn"),
]


@pytest.mark.parametrize(("cell", "expected", "told", "why"), LATER)
def test_marks_that_the_profile_does_not_know(
    cell: str, expected: list[tuple[str, str, str]], told: str | None, why: str
) -> None:
    made = make(of_overview(table(row(**M11, project=cell))))
    assert [(one.agency, one.number, one.title) for one in nodes(made)] == expected, why
    doubtful = [(one.expected, one.found) for one in made.findings() if one.code == "agency-doubtful"]
    assert doubtful == ([(None, told)] if told else []), why
    whole(made)


def test_an_unknown_mark_is_settled_by_the_same_project() -> None:
    made = make(of_overview(table(row(**M11, project=f"ส.ส. 1. {TREES}")), then=HOUSE_PART))
    assert nodes(made, "project", "overview")[0].agency == "สผ."
    assert [one for one in notes(made) if one[0] == "agency-doubtful"] == [("agency-doubtful", "สผ.")]


def test_a_table_without_issue_headings() -> None:
    """Outer levels that a part never tells are no part of its numbers; the projects stand under their guidelines."""
    made = make(HOUSE + table(FULL, row(**M22, project=f"- {RAIN}")))
    assert projects(made) == [("1.1/1", TREES), ("2.1/1", RAIN)]
    assert [one.number for one in nodes(made, "guideline")] == ["1.1", "2.1"]
    whole(made)


def test_rows_before_the_first_issue_heading() -> None:
    """Where the part has issues, what stands before the first of them has none: nothing is made up for it."""
    head = f"3. {WATER} (1 มาตรการ)"
    made = make(HOUSE + table(FULL) + PAGE + heading(head) + table(row(**M21, project=f"1. {TAPS}")))
    assert projects(made) == [("1", TREES), ("3.1.1/1", TAPS)]


ANOTHER = HEADER.replace("ผลลัพธ์", "ผลสัมฤทธิ์")


def test_a_column_that_the_profile_does_not_know_is_told() -> None:
    made = make(of_house(table(FULL, header=ANOTHER)))
    assert offices(made) == [BUREAU]
    assert "ร่มเงา" not in [text for *_, text in said(made, "output")]


# --- hostile ----------------------------------------------------------------------------------------------------------

HOSTILE: list[object] = [
    (of_house(table(FULL, "\t\tค")), "too few cells"),
    (of_house(table(FULL, "\t".join(["ก"] * 40))), "too many cells"),
    (of_house(table(FULL, "\t" * 40)), "nothing but tabs"),
    (of_house(table()), "a header without rows"),
    (of_house(table(), table()), "two headers without rows"),
    (HOUSE + FULL, "a table without a header"),
    (HOUSE + heading(f"1. {GARDEN}") + FULL + "\n" + FULL, "rows without a header"),
    (of_house(table(FULL.replace(TREES, "<p><ul><li><p>ไม้<ul>ใหญ่</p></li>"))), "nested tags"),
    (of_house(table(FULL.replace(TREES, "<p>" * 300 + "ไม้"))), "tags never closed"),
    (of_house(table(FULL.replace(TREES, "</p>" * 300 + "ไม้"))), "tags never opened"),
    (of_house(table(FULL.replace(TREES, "<script>alert('ไม้')</script>"))), "a script"),
    (of_house(table(FULL.replace("ไม้ใหญ่\t", "<script src=x>ใบ</script>\t"))), "a script in another column"),
    (of_house(table(FULL.replace(TREES, "<table><tr><td>ไม้</td></tr></table>"))), "a table in a cell"),
    (of_house(table(FULL.replace(TREES, "< p >> ไม้ << 3 > 2"))), "signs that are no tags"),
    (of_house(table(row(project=TREES, target=OURS))), "no level at all"),
    (of_house(table(row(target=OURS))), "a target group of nobody"),
    (of_house(table(row(office=BUREAU))), "an office of nobody"),
    (of_house(table(row(order="๙๙๙", measure="ก", guideline="ข", project="ค"))), "an order too high"),
    (of_house(table(row(project="กิจกรรมที่ 1 ลอยมา"))), "an activity of nobody"),
    (of_house(table(row(project="- "))), "a dash alone"),
    (of_house(table(row(project="1."))), "a number alone"),
    (of_house(table(row(project="สผ."))), "a mark alone"),
    (of_schedule(table("30,000\t", header=SCHEDULE_HEADER)), "an amount of nobody"),
    (of_schedule(table(header=SCHEDULE_HEADER)), "a schedule's header alone"),
    (of_schedule(table(dated(**ONE), header=YEAR)), "months without a header"),
    (FRONT + HOUSE_OFFICE, "no part at all"),
    (HOUSE * 3, "a part's heading three times"),
]


KEPT: list[object] = [
    (of_house(table(FULL, row(order="5", guideline="2. การดูแลสวน"))), "5", "a number without its measure"),
    (of_house(table(FULL, row(order="ก", measure="หาน้ำ"))), "ก", "a sign that is no number"),
    (
        of_schedule(table(dated(**{**ONE, "indicator": ""}), header=SCHEDULE_HEADER)),
        "ครั้ง",
        "a unit without an indicator",
    ),
    (
        of_schedule(table(dated(**ONE), dated(unit="แห่ง"), header=SCHEDULE_HEADER)),
        "แห่ง",
        "a unit in a row of its own, beside no page's start",
    ),
]


@pytest.mark.parametrize(("text", "kept", "why"), KEPT)
def test_what_belongs_to_nothing_is_kept_apart(text: str, kept: str, why: str) -> None:
    made = make(text)
    assert [text for *_, text in said(made, "other")] == [kept], why
    whole(made)


def test_a_number_printed_again_on_the_next_page_is_no_text() -> None:
    again = row(order="2", guideline="2. การดูแลสวน", project=f"1. {HERBS}")
    made = make(of_house(table(row(**M22, project=f"1. {TREES}")), table(again)))
    assert said(made, "other") == []
    assert [number for number, _ in projects(made)] == ["1.2.1/1", "1.2.2/1"]


def test_a_unit_that_a_page_cut_off_its_indicator_is_the_indicator_s() -> None:
    first = dated(project=f"1. {TREES}", indicator="มีไม้ใหญ่")
    made = make(of_schedule(table(first, header=SCHEDULE_HEADER), table(dated(unit="ต้น"), header=SCHEDULE_HEADER)))
    assert [(one.text, one.unit, len(one.source)) for one in made.plan.statements] == [("มีไม้ใหญ่", "ต้น", 2)]


def test_a_comma_in_a_figure_parts_no_offices() -> None:
    assert offices(make(of_house(table(row(**M11, project=TREES, office="ทุกสำนัก 1,200 คน, กองคลัง"))))) == [
        "ทุกสำนัก 1,200 คน",
        "กองคลัง",
    ]


NO_PROJECT = (
    "extract.grids._amounts: amounts and marks of a brief without a project are dropped without a word; write them "
    "with node_id NULL (a page that begins with an amount is the case)"
)
WORSE: list[object] = [
    case(
        of_house(table(FULL, "a\tb")), why="extract.grid._levels: an order cell that is no number (here 'a') is dropped"
    ),
    case(of_schedule(table(dated(m1="5"), header=SCHEDULE_HEADER)), why=NO_PROJECT),
    case(of_schedule(table(dated(budget="5,000"), header=SCHEDULE_HEADER)), why=NO_PROJECT),
]


@pytest.mark.parametrize(("text", "why"), WORSE)
def test_hostile_texts_that_lose_something(text: str, why: str) -> None:
    assert lost_words(make(text)) == [], why


@pytest.mark.parametrize(
    "text",
    [
        of_house(table(FULL, "a\tb")),
        of_schedule(table(dated(m1="5", budget="5,000"), header=SCHEDULE_HEADER)),
        of_house(table(row(order="1"))),
    ],
)
def test_texts_that_lose_something_keep_the_promises(text: str) -> None:
    whole(make(text))


@pytest.mark.parametrize(("text", "why"), HOSTILE)
def test_hostile_texts_keep_the_promises(text: str, why: str) -> None:
    whole(make(text))


@pytest.mark.parametrize(("text", "why"), HOSTILE)
def test_hostile_texts_lose_nothing(text: str, why: str) -> None:
    made = make(text)
    assert lost_words(made) == [], why
    tables = [line.number for line in made.document.lines if line.cells and any(line.cells)]
    claimed = {
        *made.roles().get("table-row", ()),
        *made.roles().get("table-header", ()),
        *made.roles().get("unclaimed", ()),
        *made.roles().get("letter", ()),
        *made.roles().get("contents", ()),
    }
    assert set(tables) <= claimed, why


LONG: list[object] = [
    ("ต้นไม้" * 31_700, "letters"),
    ("โครงการ ไม้ " * 16_000, "words that open a project"),
    ("1. ไม้ " * 27_000, "ones"),
    (" ".join(f"{number}. ไม้" for number in range(1, 100)) * 190, "numbers in turn, again and again"),
    ("- โครงการ ไม้ " * 14_000, "dashes"),
    ("กิจกรรมที่ 1 ไม้ " * 11_500, "activities"),
    ("สผ. 1. ไม้ " * 18_000, "marks"),
    ("<p>" * 63_000, "tags"),
]


@pytest.mark.parametrize(("cell", "why"), LONG)
@pytest.mark.parametrize("column", ["project", "output"])
def test_a_long_cell_takes_work_in_proportion(cell: str, why: str, column: str) -> None:
    def work(text: str) -> int:
        read = document(of_house(table(row(**{**M11, "project": TREES, column: text}))))
        return calls(lambda: extract(read, segment(read, PROFILE), PROFILE))

    assert work(cell) < 2.2 * work(cell[: len(cell) // 2]) + 20_000, why


@dataclass
class Counting:
    """An expression that counts the letters that it is shown."""

    pattern: re.Pattern[str]
    letters: int = 0

    def search(self, text: str) -> re.Match[str] | None:
        self.letters += len(text)
        return self.pattern.search(text)

    match = search


def test_a_long_target_cell_is_looked_at_in_proportion() -> None:
    assert PROFILE.entries is not None

    def looked_at(count: int) -> int:
        one = Counting(PROFILE.entries.whole.regex)
        rules = SimpleNamespace(
            whole=SimpleNamespace(regex=one),
            activity=PROFILE.entries.activity,
            group=PROFILE.entries.group,
            project=PROFILE.entries.project,
        )
        assert len(shares(Fragment("บุคลากร จำนวน 5 คน " * count, 1, 1), rules)) == count  # type: ignore[arg-type]
        return one.letters

    assert looked_at(400) < 3 * looked_at(200)


def many(rows: int) -> str:
    listed = [
        row(
            order=str(place),
            measure=f"มาตรการที่ดี {place}",
            guideline="1. การเพิ่มไม้",
            project=f"1. {TREES} รุ่น {place}",
            target=OURS,
            office=BUREAU,
        )
        for place in range(1, rows + 1)
    ]
    return of_house(*(table(*listed[place : place + 10]) for place in range(0, rows, 10)))


def test_five_thousand_rows_take_work_in_proportion() -> None:
    def work(rows: int) -> int:
        read = document(many(rows))
        return calls(lambda: check(read, extract(read, segment(read, PROFILE), PROFILE), PROFILE))

    small, large = work(1250), work(5000)
    assert large < 4.4 * small


def test_where_a_line_is_found() -> None:
    text = of_house(table(FULL))
    (node,) = nodes(make(text))
    assert [span.first_line for span in node.source] == [line_of(text, TREES)]
