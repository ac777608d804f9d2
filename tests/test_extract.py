"""Extract: records with ids and places, lists told once, periods, and nothing lost between lines and records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import (
    BANDS,
    BODY_HEAD,
    BRIEFS,
    CLEAN,
    CLOSING,
    COVER,
    HEADS_1,
    SUMMARY,
    Made,
    brief,
    case,
    document,
    line_of,
    lost_lines,
    make,
    of_document,
    one_brief,
)

from pipeline.errors import DocumentError
from pipeline.read import read
from schemas.plan import Plan

B = brief("สวน", BANDS)
SAMPLES = ["library-plan-2567.txt", "library-plan-2568.txt"]


def put(find: str, replace: str, text: str = "") -> str:
    text = text or one_brief(B)
    assert find in text
    return text.replace(find, replace, 1)


def before(label: str, lines: str) -> Made:
    """A write-up with more lines before a section."""
    return make(put(f"\n{label}\n", f"\n{lines}\n\n{label}\n"))


# --- promises ---------------------------------------------------------------------------------------------------------

IDS = {
    "nodes": "node_id",
    "briefs": "brief_id",
    "statements": "statement_id",
    "rubrics": "rubric_id",
    "rubric_criteria": "criterion_id",
    "units": "unit_id",
    "claims": "claim_id",
}


def _ids(plan: Plan) -> dict[str, list[str]]:
    return {table: [getattr(record, key) for record in getattr(plan, table)] for table, key in IDS.items()}


@pytest.mark.parametrize("text", [CLEAN, BRIEFS * 2, one_brief(B + "\n" + B), CLEAN.replace("๒", "๑")])
def test_ids_are_unique_and_the_same_in_the_next_run(text: str) -> None:
    first = _ids(make(text).plan)
    assert first == _ids(make(text).plan)
    for table, ids in first.items():
        assert len(ids) == len(set(ids)), table


KEYS = {
    "rubric_levels": ("rubric_id", "level"),
    "rubric_bands": ("rubric_id", "level", "ordinal"),
    "responsibilities": ("brief_id", "ordinal"),
    "responsibility_units": ("brief_id", "ordinal", "unit_id"),
    "brief_projects": ("brief_id", "node_id"),
    "toc_entries": ("ordinal",),
    "quantities": ("statement_id", "criterion_id", "ordinal"),
}


@pytest.mark.parametrize("text", [CLEAN, BRIEFS * 2, one_brief(B + "\n" + B)])
def test_the_keys_of_the_other_tables_are_unique(text: str) -> None:
    plan = make(text).plan
    for table, key in KEYS.items():
        rows = [tuple(getattr(record, part) for part in key) for record in getattr(plan, table)]
        assert len(rows) == len(set(rows)), table


def test_a_write_up_with_many_rubrics_counts_them() -> None:
    tables = B[B.index("ระดับคะแนน") : B.index("ผู้รับผิดชอบ")]
    made = make(
        one_brief(B.replace("ผู้รับผิดชอบ", "".join(f"ตัวชี้วัดที่ {n}\n\nก\n\n{tables}" for n in range(2, 9)) + "ผู้รับผิดชอบ"))
    )
    assert [rubric.ordinal for rubric in made.plan.rubrics] == list(range(1, 9))
    assert [rubric.label for rubric in made.plan.rubrics] == [None, *(f"ตัวชี้วัดที่ {n}" for n in range(2, 9))]


def _referred(plan: Plan) -> None:
    ids = {table: set(found) for table, found in _ids(plan).items()}
    nodes, statements = ids["nodes"], ids["statements"]
    for node in plan.nodes:
        assert node.parent_id is None or node.parent_id in nodes
    for one in plan.statements:
        assert one.brief_id in ids["briefs"] or (one.brief_id is None and one.node_id in nodes)
        assert one.node_id is None or one.node_id in nodes
        assert one.parent_id is None or one.parent_id in statements
    for amount in plan.quantities:
        assert (amount.statement_id in statements) != (amount.criterion_id in ids["rubric_criteria"])
    for band in plan.rubric_bands:
        assert band.criterion_id in ids["rubric_criteria"]
    for pair in plan.responsibility_units:
        assert pair.unit_id in ids["units"]
    for role in plan.line_roles:
        assert role.owner_id is None or role.owner_id in nodes | ids["briefs"] | {plan.head.plan_id}


def _placed(made: Made) -> None:
    last = len(made.document.lines)
    tables = ("nodes", "tellings", "briefs", "statements", "rubric_criteria", "rubric_bands", "responsibilities")
    for table in (*tables, "claims", "summary_projects", "toc_entries"):
        for record in getattr(made.plan, table):
            assert record.source, table
            for span in record.source:
                assert 1 <= span.first_line <= span.last_line <= last, table


CLEAN_LINES = CLEAN.split("\n")


@settings(max_examples=40)
@given(st.sets(st.integers(0, len(CLEAN_LINES) - 1), max_size=30), st.integers(1, len(CLEAN_LINES)))
def test_records_hang_together_whatever_is_missing(missing: set[int], end: int) -> None:
    made = make("\n".join(line for number, line in enumerate(CLEAN_LINES[:end]) if number not in missing) or "ก")
    _referred(made.plan)
    _placed(made)
    assert lost_lines(made) == []
    made.findings()


def test_every_record_holds_words_of_its_lines() -> None:
    made = make(CLEAN)
    for one in (*made.plan.statements, *made.plan.rubric_criteria, *made.plan.responsibilities):
        printed = "".join(
            made.document.lines[number - 1].text
            for span in one.source
            for number in range(span.first_line, span.last_line + 1)
        )
        assert "".join(one.text.split()) in "".join(printed.split())


@pytest.mark.parametrize("name", SAMPLES)
def test_no_word_of_a_sample_is_lost(samples: Path, name: str) -> None:
    made = of_document(read(samples / name, "made-up"))
    assert lost_lines(made) == []
    _referred(made.plan)
    _placed(made)


TARGETS = "\nผลผลิต\tผลลัพธ์\nมีบ่อน้ำพุ\tคนชมน้ำพุ\n\n"
LOST: list[object] = [
    (put("มากขึ้นทุกปี\n", "มากขึ้นทุกปี\n\nคะแนน\tระดับ\n๙๕\tAA\n"), "a free table in a rationale"),
    (put("ผู้รับผิดชอบ\n", "หมายเหตุ\n\nน้ำพุเปิดวันหยุด\n\nผู้รับผิดชอบ\n"), "a remark"),
    (put("เกณฑ์การให้คะแนน/การดำเนินการ\n", "เกณฑ์การให้คะแนน/การดำเนินการ\n\nคิดตามจริง\n"), "a text before a rubric"),
    (put("เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙", "ตลอดทั้งปี"), "a period in words"),
    case(put("มากขึ้นทุกปี\n", f"มากขึ้นทุกปี\n{TARGETS}"), why="_BriefWriter.write: a known table in a rationale is dropped"),
    case(
        put("สิ้นสุด กันยายน ๒๕๖๙\n", f"สิ้นสุด กันยายน ๒๕๖๙\n{TARGETS}"),
        why="_BriefWriter.write: a table behind a period is dropped",
    ),
    case(one_brief(B + TARGETS), why="_BriefWriter.write: a table behind the responsible units is dropped"),
    case(
        put("การดำเนินการ\n\nระดับ", f"การดำเนินการ\n{TARGETS}ระดับ"),
        why="_rubrics: another table in a rubric's section: ValueError, the whole plan is lost",
    ),
    case(put("๑\t<ul", "\t<ul"), why="rubrics.levels: a first row without level is dropped"),
]


@pytest.mark.parametrize(("text", "why"), LOST)
def test_no_word_is_lost(text: str, why: str) -> None:
    made = make(text)
    assert lost_lines(made) == [], why
    assert "unclaimed" not in made.roles(), why


def test_a_level_told_with_its_word_is_that_level() -> None:
    plain, worded = make(one_brief(B)).plan, make(put("๑\t<ul", "ระดับ ๑\t<ul")).plan
    assert worded.rubric_levels == plain.rubric_levels
    assert worded.rubric_criteria == plain.rubric_criteria


def test_a_row_without_level_before_the_first_is_a_note() -> None:
    made = make(put("๑\t<ul", "\t<ul"))
    assert [one.level for one in made.plan.rubric_levels] == [3, 5]
    assert len(made.said("rubric_note")) == 1


def test_the_words_that_a_period_could_not_be_read_from_stay() -> None:
    made = make(put("เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙", "ตลอดทั้งปี"))
    assert made.said("period_note") == ["ตลอดทั้งปี"]


def test_the_words_beside_a_period_stay() -> None:
    made = make(put("กันยายน ๒๕๖๙\n", "กันยายน ๒๕๖๙\n\nเว้นช่วงฤดูน้ำหลาก\n"))
    assert any("น้ำหลาก" in text for text in made.said("period_note"))


# --- what is not said is NULL -----------------------------------------------------------------------------------------


def test_unknown_is_null() -> None:
    plan = make("ยุทธศาสตร์ที่ ๑ สีเขียว\n\nกลยุทธ์ที่ ๑.๑ ปลูก\n\nแผนงานที่ ๑.๑.๑ ไม้\n\nโครงการ สวน\n\nวัตถุประสงค์\n\nร่มเงา\n").plan
    head = plan.head
    assert (head.title, head.organization, head.fiscal_year_be, head.fiscal_year) == (None, None, None, None)
    assert (head.period_start_be, head.period_end_be, head.edition) == (None, None, None)
    (one,) = plan.briefs
    assert (one.rationale, one.start_date, one.end_date) == (None, None, None)
    (statement,) = plan.statements
    assert (statement.marker, statement.unit, statement.target, statement.node_id) == (None, None, None, None)


def test_the_head_of_the_sample() -> None:
    head = make(CLEAN).plan.head
    assert head.title == (
        "แผนปฏิบัติการ ตามยุทธศาสตร์การพัฒนาสวนเมืองพฤกษา ฉบับที่ 2 (พ.ศ. 2569 - 2573) ประจำปีงบประมาณ พ.ศ. 2569"
    )
    assert (head.organization, head.fiscal_year_be, head.fiscal_year) == ("สำนักงานสวนเมืองพฤกษา", 2569, 2026)
    assert (head.period_start_be, head.period_end_be) == (2569, 2573)


def test_a_plan_without_a_cover_has_no_head() -> None:
    made = make(f"{BRIEFS}\n{CLOSING}\nในปีงบประมาณ พ.ศ. ๒๕๗๑ ให้ทบทวน\n")
    assert made.plan.head.fiscal_year_be is None
    assert made.findings() == []


PERIODS: list[object] = [
    ("ระยะเวลาดำเนินการ เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙", (2025, 10, 1), (2026, 9, 30), "inline"),
    ("ระยะเวลาดำเนินการ **เริ่มต้น** ตุลาคม ๒๕๖๘ **สิ้นสุด** กันยายน ๒๕๖๙", (2025, 10, 1), (2026, 9, 30), "bold"),
    ("ระยะเวลาดำเนินการ : ตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙", (2025, 10, 1), (2026, 9, 30), "a colon"),
    ("ระยะเวลาดำเนินการ :\nตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙", (2025, 10, 1), (2026, 9, 30), "on the next line"),
    ("ระยะเวลาดำเนินการ\n\nตุลาคม ๒๕๖๘ - กันยายน ๒๕๖๙", (2025, 10, 1), (2026, 9, 30), "after a blank line"),
    ("ระยะเวลาดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๙", (2025, 10, 1), (2026, 9, 30), "a fiscal year"),
    ("ระยะเวลาดำเนินการ มกราคม ๒๕๖๙", (2026, 1, 1), (2026, 1, 31), "one month"),
    ("ระยะเวลาการดำเนินงาน พ.ย. - ธ.ค. ๒๕๖๘", (2025, 11, 1), (2025, 12, 31), "another label, short months"),
    ("ระยะเวลาดำเนินการ เริ่มต้น ตุลาคม\n๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙", (2025, 10, 1), (2026, 9, 30), "wrapped"),
]


@pytest.mark.parametrize(("printed", "start", "end", "why"), PERIODS)
def test_periods(printed: str, start: tuple[int, int, int], end: tuple[int, int, int], why: str) -> None:
    (one,) = make(put("ระยะเวลาดำเนินการ เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙", printed)).plan.briefs
    assert (one.start_date, one.end_date) == (date(*start), date(*end)), why


# --- statements -------------------------------------------------------------------------------------------------------


def test_a_list_printed_twice_is_taken_once_with_two_places() -> None:
    text = put("เกณฑ์การให้คะแนน/", "ตัวชี้วัด\n\nร้อยละความพอใจต่อสวน ไม่น้อยกว่าร้อยละ ๘๐\n\nเกณฑ์การให้คะแนน/")
    (one,) = [one for one in make(text).plan.statements if one.section == "indicator"]
    places = [line_of(text, "ร้อยละความพอใจต่อสวน", nth) for nth in (1, 2)]
    assert [span.first_line for span in one.source] == places


OTHER_ITEMS: list[object] = [
    ("ร้อยละความพอใจต่อสวน ไม่น้อยกว่าร้อยละ ๙๐", "other numbers"),
    ("จำนวนต้นไม้ที่ปลูก ไม่น้อยกว่า ๘๐ ต้น", "other words"),
    case("ร้อยละความพอใจต่อสวน น้อยกว่าร้อยละ ๘๐", why="PRINTED_AGAIN: the opposite comparator is taken for the same item"),
    case(
        "ร้อยละความพอใจต่อสระ ไม่น้อยกว่าร้อยละ ๘๐",
        why="PRINTED_AGAIN: another thing with a short name is taken for the same item",
    ),
]


@pytest.mark.parametrize(("other", "why"), OTHER_ITEMS)
def test_an_item_that_differs_is_another_one(other: str, why: str) -> None:
    made = make(put("เกณฑ์การให้คะแนน/", f"ตัวชี้วัดที่ ๒\n\n{other}\n\nเกณฑ์การให้คะแนน/"))
    assert len(made.said("indicator")) == 2, why


def test_the_same_words_for_another_project_are_another_item() -> None:
    def mentioned(number: int) -> str:
        return f"โครงการ ๑.๑.๑.{number} สวน\n\n๑. สำรวจพื้นที่ทั้งหมด\n\n"

    heads = HEADS_1 + "\nโครงการที่ ๒ แปลงผัก\n"
    activities = f"กิจกรรม\n\n{mentioned(1)}วิธีการดำเนินงาน\n\n{mentioned(2)}กลุ่มเป้าหมาย\n"
    made = make(f"{BODY_HEAD}\n{heads}\n" + B.replace("กลุ่มเป้าหมาย\n", activities, 1))
    assert [one.node_id for one in made.plan.statements if one.section == "activity"] == [
        "made-up:body:project:1.1.1/1",
        "made-up:body:project:1.1.1/2",
    ]


def test_a_sub_heading_of_indicators_is_no_item() -> None:
    made = make(put("ตัวชี้วัด\n\nร้อยละ", "ตัวชี้วัด\n\nผลผลิต\n\nจำนวนสวน\n\nผลลัพธ์\n\nร้อยละ"))
    assert made.said("indicator") == ["จำนวนสวน", "ร้อยละความพอใจต่อสวน ไม่น้อยกว่าร้อยละ 80"]
    assert made.said("output") == ["มีสวน ไม่น้อยกว่า 3 แห่ง"]


TABLES: list[object] = [
    ("มีสวน\tคนใช้สวน\n", ["มีสวน"], ["คนใช้สวน"], "one row"),
    ("๑. มีสวน\t๑. คนใช้สวน\n๒. มีบ่อ\t\n", ["มีสวน", "มีบ่อ"], ["คนใช้สวน"], "an empty cell"),
    ("๑. มีสวน ๒. มีบ่อ\tคนใช้สวน\n", ["มีสวน", "มีบ่อ"], ["คนใช้สวน"], "items run together"),
    ("<p>๑. มีสวน</p><p>๒. มีบ่อ</p>\tคนใช้\n", ["มีสวน", "มีบ่อ"], ["คนใช้"], "<p>"),
    ("<ol><li>มีสวน</li><li>มีบ่อ</li></ol>\tคนใช้\n", ["มีสวน", "มีบ่อ"], ["คนใช้"], "<ol>"),
    ("มีสวน ไม่น้อยกว่า\tคนใช้\n๓ แห่ง\t\n", ["มีสวน ไม่น้อยกว่า 3 แห่ง"], ["คนใช้"], "a row that a page cut"),
    ("มีสวน\tคนใช้\tคนชม\n", ["มีสวน"], ["คนใช้", "คนชม"], "too many cells: the last column takes them"),
    ("มีสวน\t\n", ["มีสวน"], [], "too few"),
    ("<script>มีสวน</script>\tคนใช้\n", ["มีสวน"], ["คนใช้"], "a script is text"),
]


@pytest.mark.parametrize(("rows", "outputs", "outcomes", "why"), TABLES)
def test_tables_of_targets(rows: str, outputs: list[str], outcomes: list[str], why: str) -> None:
    made = make(put("มีสวน ไม่น้อยกว่า ๓ แห่ง\tคนในเมืองได้ใช้สวน\n", rows))
    assert (made.said("output"), made.said("outcome")) == (outputs, outcomes), why


def test_both_columns_may_be_headed_alike() -> None:
    made = make(put("ผลผลิต\tผลลัพธ์", "ผลผลิต\tผลผลิต"))
    assert (made.said("output"), made.said("outcome")) == (["มีสวน ไม่น้อยกว่า 3 แห่ง"], ["คนในเมืองได้ใช้สวน"])


def test_a_header_without_rows_says_nothing() -> None:
    made = make(put("มีสวน ไม่น้อยกว่า ๓ แห่ง\tคนในเมืองได้ใช้สวน\n", ""))
    assert (made.said("output"), made.said("outcome")) == ([], [])


def test_a_table_of_activities() -> None:
    made = before(
        "กลุ่มเป้าหมาย",
        "กิจกรรมและการกำหนดร้อยละความสำเร็จของตัวชี้วัด\n\n"
        "กิจกรรม\tผลลัพธ์\tร้อยละความสำเร็จของตัวชี้วัด\tระยะเวลาการดำเนินการ\n"
        "<ul> ● ขุด\tหลุม\t๓๐\tมกราคม ๒๕๖๙\n\n\n"
        "กิจกรรม\tผลลัพธ์\tร้อยละความสำเร็จ ของตัวชี้วัด\tระยะเวลา การดำเนินการ\n"
        "\tดิน\t๒๐\tเมษายน ๒๕๖๙\n<ul> ● กลบ\t\t๕๐\t",
    )
    plan = made.plan
    ids = {one.statement_id: one.text for one in plan.statements}
    found = [
        (one.section, one.text, ids.get(one.parent_id or ""))
        for one in plan.statements
        if one.section.startswith("activity")
    ]
    assert sorted(found) == sorted(
        [
            ("activity", "ขุด", None),
            ("activity_result", "หลุม", "ขุด"),
            ("activity_share", "30", "ขุด"),
            ("activity_period", "มกราคม 2569", "ขุด"),
            ("activity_result", "ดิน", "ขุด"),
            ("activity_share", "20", "ขุด"),
            ("activity_period", "เมษายน 2569", "ขุด"),
            ("activity", "กลบ", None),
            ("activity_share", "50", "กลบ"),
        ]
    )
    assert (made.said("output"), made.said("outcome")) == (["มีสวน ไม่น้อยกว่า 3 แห่ง"], ["คนในเมืองได้ใช้สวน"])


def test_a_table_of_steps_keeps_their_numbers() -> None:
    made = before("กลุ่มเป้าหมาย", "กิจกรรม\n\nลำดับที่\tกิจกรรม\tระยะเวลา\n๑\t<ul> ● ขุด ● วัด\tมกราคม ๒๕๖๙\n๒\tกลบ\tมีนาคม ๒๕๖๙")
    found = [(one.marker, one.text) for one in made.plan.statements if one.section == "activity"]
    assert [text for _, text in found] == ["ขุด", "วัด", "กลบ"]
    assert found[2][0] == "2"


# --- summary ----------------------------------------------------------------------------------------------------------


def test_the_summary_of_the_sample() -> None:
    plan = make(CLEAN).plan
    assert [(one.scope_number, one.subject, one.claimed) for one in plan.claims] == [
        ("1", "program", 2),
        ("1", "project", 3),
        ("2", "program", 1),
        ("2", "project", 2),
    ]
    assert [(one.scope_number, one.text, one.node_id) for one in plan.summary_projects] == [
        ("1", "โครงการแปลงผักริมคลอง", "made-up:body:project:1.1.1/2"),
        ("2", "โครงการป้ายชื่อพันธุ์ไม้พูดได้", "made-up:body:project:2.1.1/1"),
        ("2", "โครงการห้องเรียนกลางแจ้ง", "made-up:body:project:2.1.1/2"),
    ]


def test_a_summary_without_blank_lines_says_the_same() -> None:
    merged = "บทสรุปผู้บริหาร\n\n" + "\n".join(SUMMARY.split("\n\n")[1:])
    plan = make(CLEAN.replace(SUMMARY, merged)).plan
    assert (len(plan.claims), len(plan.summary_projects)) == (4, 3)


# --- hostile input ----------------------------------------------------------------------------------------------------

HOSTILE: list[object] = [
    (put("มีสวน ไม่น้อยกว่า", "<ul><ul><ul><li><p>มีสวน ไม่น้อยกว่า"), "unclosed tags"),
    (put("มีสวน ไม่น้อยกว่า", "</ul></li>มีสวน ไม่น้อยกว่า"), "closed tags that were never opened"),
    (put("มีสวน ไม่น้อยกว่า", "<script>alert('x')</script>มีสวน ไม่น้อยกว่า"), "a script"),
    (put("มีสวน ไม่น้อยกว่า", "<" * 500 + "มีสวน ไม่น้อยกว่า"), "angles"),
    (put("มีสวน ไม่น้อยกว่า ๓", "มีสวน" + "\tก" * 100 + " ไม่น้อยกว่า ๓"), "a hundred cells"),
    (put("ผลผลิต\tผลลัพธ์\n", "ผลผลิต\tผลลัพธ์\n" * 50), "fifty headers"),
    (put("วัตถุประสงค์\n", "วัตถุประสงค์\n\n" * 50), "fifty labels"),
    (f"{COVER}\n" + "สารบัญ\n\n" * 20, "nothing but contents"),
    ("<ul>\t<ul>\n" * 50, "rows without anything"),
    ("๑\t\n" * 20 + "ระดับคะแนน\tเกณฑ์การให้คะแนน\n", "a header at the end"),
]


@pytest.mark.parametrize(("text", "why"), HOSTILE)
def test_hostile_text_is_read_to_the_end(text: str, why: str) -> None:
    made = make(text)
    assert len(made.plan.line_roles) == len(document(text).lines), why
    assert not any("<" in one.text and ">" in one.text for one in made.plan.statements), why
    _referred(made.plan)
    made.findings()


def test_a_cell_of_a_million_letters_is_refused_by_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_text(put("คนในเมืองได้ใช้สวน", "ก" * 1_000_000), "utf-8")
    with pytest.raises(DocumentError) as refused:
        read(path, "huge")
    assert refused.value.code == "line-too-long"
