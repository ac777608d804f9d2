"""Segment: every line one role, the tree, the parts, and which lines that look like headings are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import (
    BODY,
    BODY_HEAD,
    BRIEFS,
    CLEAN,
    CLOSING,
    CONTENTS,
    COVER,
    HEADS_1,
    PREFACE,
    SUMMARY,
    Made,
    brief,
    calls,
    case,
    document,
    line_of,
    make,
    one_brief,
)

from pipeline import profile as profiles
from pipeline.numerals import to_arabic
from pipeline.segment import parts, segment
from schemas.outline import Ledger

PROFILE = profiles.load("strategy-plan")
B = brief("สวน")


def put(find: str, replace: str, text: str = "") -> str:
    """A body of one write-up with one thing changed."""
    text = text or one_brief(B)
    assert find in text
    return text.replace(find, replace, 1)


def numbers(made: Made) -> list[str]:
    return [node.number for node in made.plan.nodes]


def projects(made: Made) -> list[list[str]]:
    return [[node.number for node in one.projects] for one in made.outline.briefs]


def role(made: Made, line: int) -> str:
    return made.plan.line_roles[line - 1].role


# --- promises ---------------------------------------------------------------------------------------------------------


def test_a_line_is_claimed_once() -> None:
    ledger = Ledger(1)
    ledger.claim(1, "blank")
    with pytest.raises(ValueError, match="line 1"):
        ledger.claim(1, "cover")


CLEAN_LINES = CLEAN.split("\n")


def _whole(lines: list[str]) -> None:
    read = document("\n".join(lines) or "ก")
    outline = segment(read, PROFILE)
    roles = list(outline.ledger.roles())
    assert [number for number, _ in roles] == [line.number for line in read.lines]
    for number, one in roles:
        assert (one.role == "blank") == (not read.lines[number - 1].text.strip())
    seen: list[object] = []
    for node in outline.nodes:
        assert node.parent is None or any(node.parent is before for before in seen)
        seen.append(node)
    for one in outline.briefs:
        assert all(first <= last for first, last in one.spans)


@settings(max_examples=60)
@given(st.lists(st.integers(0, len(CLEAN_LINES) - 1), max_size=120))
def test_any_lines_in_any_order_have_one_role_each(picked: list[int]) -> None:
    _whole([CLEAN_LINES[number] for number in picked])


@settings(max_examples=60)
@given(st.sets(st.integers(0, len(CLEAN_LINES) - 1), max_size=40))
def test_any_lines_may_be_missing(missing: set[int]) -> None:
    _whole([line for number, line in enumerate(CLEAN_LINES) if number not in missing])


@pytest.mark.parametrize("end", range(1, len(CLEAN_LINES), 7))
def test_a_plan_may_be_cut_off_anywhere(end: int) -> None:
    _whole(CLEAN_LINES[:end])


def test_a_whole_plan_has_no_unclaimed_line() -> None:
    assert "unclaimed" not in make(CLEAN).roles()


# --- the tree ---------------------------------------------------------------------------------------------------------


def test_the_tree_of_the_sample() -> None:
    made = make(CLEAN)
    assert numbers(made) == [
        *("1", "1.1", "1.1.1", "1.1.1/1", "1.1.1/2", "1.1.2", "1.1.2/1"),
        *("2", "2.1", "2.1.1", "2.1.1/1", "2.1.1/2"),
    ]
    assert projects(made) == [["1.1.1/1"], ["1.1.1/2"], ["1.1.2/1"], ["2.1.1/1", "2.1.1/2"]]


def test_a_heading_printed_again_is_one_node_with_two_places() -> None:
    (tactic,) = [node for node in make(CLEAN).plan.nodes if node.number == "1.1"]
    assert [span.first_line for span in tactic.source] == [
        line_of(CLEAN, "กลยุทธ์ที่ ๑.๑ ปลูก"),
        line_of(CLEAN, "กลยุทธ์ที่ ๑.๑ ปลูก", 2),
    ]


def test_one_number_for_two_things_makes_two_nodes() -> None:
    made = make(CLEAN.replace("โครงการที่ ๒ แปลงผักริมคลอง", "โครงการที่ ๑ แปลงผักริมคลอง"))
    assert [node.node_id for node in made.plan.nodes if node.number == "1.1.1/1"] == [
        "made-up:body:project:1.1.1/1",
        "made-up:body:project:1.1.1/1~2",
    ]


TITLES: list[object] = [
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน", "โครงการที่ ๑ สวนหย่อม\nหน้าบ้าน", "สวนหย่อม หน้าบ้าน", "wrapped"),
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน", "โครงการที่ ๑ สวน\nหย่อม\nหน้าบ้าน", "สวน หย่อม หน้าบ้าน", "wrapped twice"),
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน\n", "โครงการที่ ๑ สวน\nหย่อม", "สวน หย่อม", "a label right behind the title"),
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน", "- โครงการที่ ๑ สวนหย่อม", "สวนหย่อม", "as a dashed item"),
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน", "**โครงการที่ ๑** สวนหย่อม", "สวนหย่อม", "in bold"),
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน", "โครงการ สวนหย่อม", "สวนหย่อม", "an only child"),
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน", "โครงการที่ 1 สวนหย่อม", "สวนหย่อม", "Arabic digits"),
    ("โครงการที่ ๑ สวนหย่อมหน้าบ้าน", "โครงการที่๑ สวนหย่อม", "สวนหย่อม", "no blank before the number"),
]


@pytest.mark.parametrize(("find", "replace", "title", "why"), TITLES)
def test_titles(find: str, replace: str, title: str, why: str) -> None:
    made = make(put(find, replace))
    assert [(node.number, node.title) for node in made.plan.nodes][-1] == ("1.1.1/1", title), why
    assert len(made.outline.briefs[0].sections) == 8, why


def test_a_title_told_again_is_no_text_of_the_brief() -> None:
    made = make(put("สวนหย่อมหน้าบ้าน\n", "สวนหย่อมหน้าบ้าน\n\nสวนหย่อม หน้าบ้าน\n"))
    assert role(made, line_of(one_brief(B), "สวนหย่อมหน้าบ้าน") + 2) == "title-again"
    assert made.said("subtitle") == []


def test_text_between_title_and_sections_is_a_subtitle() -> None:
    made = make(put("สวนหย่อมหน้าบ้าน\n", "สวนหย่อมหน้าบ้าน\n\n- หลักสูตรคนสวน\n"))
    assert made.said("subtitle") == ["หลักสูตรคนสวน"]


def test_a_heading_without_a_parent_is_a_node_without_one() -> None:
    made = make(f"{BODY_HEAD}\nโครงการที่ ๒ สวนหย่อม\n\n{B}")
    assert [(node.kind, node.number, node.parent_id) for node in made.plan.nodes] == [("project", "/2", None)]


# --- what looks like a heading and is none ----------------------------------------------------------------------------

PSEUDO: list[object] = [
    ("ยุทธศาสตร์ที่ ๔ การกีฬา กล่าวไว้", "a strategy of another plan in a rationale"),
    ("กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง กล่าวไว้", "a tactic in a rationale"),
    ("โครงการที่ ๙ ของเมืองอื่น", "a project in a rationale"),
    ("โครงการ ปลูกป่าเมือง", "a project without a number in a rationale"),
    ("วัตถุประสงค์ของสวนคือให้ร่มเงา", "a label's word in a rationale"),
    ("ยุทธศาสตร์ที่ ๑ สว.", "a running head"),
]
RATIONALE = put("มากขึ้นทุกปี", "มากขึ้นทุกปี\n\nเพิ่มขึ้นทุกปี\n\nจึงต้องทำ")


@pytest.mark.parametrize(("line", "why"), PSEUDO)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_rationale_may_mention_headings(line: str, why: str, gap: str) -> None:
    made = make(RATIONALE.replace("\nเพิ่มขึ้นทุกปี\n", f"\nก่อน{gap}\n{line}\n{gap}หลัง\n"))
    assert numbers(made) == ["1", "1.1", "1.1.1", "1.1.1/1"], why
    assert len(made.outline.briefs) == 1, why
    assert len(made.outline.briefs[0].sections) == 8, why
    assert "unclaimed" not in made.roles(), why
    rationale = made.plan.briefs[0].rationale or ""
    assert (to_arabic(line) in rationale) == (why != "a running head"), why


def test_a_running_head_leaves_the_sentence_whole() -> None:
    made = make(put("คนในเมืองต้องการ", "คนในเมือง\n\nยุทธศาสตร์ที่ ๑ ลว.\n\nต้องการ"))
    assert made.roles()["running-head"] == [line_of(one_brief(B), "คนในเมืองต้องการ") + 2]


ACTIVITIES: list[object] = [
    ("๑. โครงการที่ ๑ ปลูก\n๒. โครงการที่ ๒ รดน้ำ", ["โครงการที่ 1 ปลูก", "โครงการที่ 2 รดน้ำ"], "numbered"),
    ("โครงการที่ ๘ ปลูกมะม่วง\n\n๑. ขุด\n๒. กลบ", ["โครงการที่ 8 ปลูกมะม่วง", "ขุด", "กลบ"], "alone, with a list"),
    ("โครงการปลูกมะม่วง\n\nกิจกรรมรดน้ำ", ["โครงการปลูกมะม่วง", "กิจกรรมรดน้ำ"], "words without a blank"),
    ("โครงการ ปลูกมะม่วง\n\nรดน้ำ", ["โครงการ ปลูกมะม่วง", "รดน้ำ"], "a blank, but no program before it"),
]


@pytest.mark.parametrize(("listed", "expected", "why"), ACTIVITIES)
def test_an_activity_may_look_like_a_heading(listed: str, expected: list[str], why: str) -> None:
    made = make(put("กลุ่มเป้าหมาย\n", f"กิจกรรม\n\n{listed}\n\nกลุ่มเป้าหมาย\n"))
    assert made.said("activity") == expected, why
    assert numbers(made) == ["1", "1.1", "1.1.1", "1.1.1/1"], why


def test_a_mention_gives_what_follows_to_its_project() -> None:
    listed = "โครงการ ๑.๑.๑.๑ สวนหย่อม\n\n๑. ขุด\n\nโครงการ ๑.๑.๑.๒ แปลงผัก\n\n๑. หว่าน"
    heads = HEADS_1 + "\nโครงการที่ ๒ แปลงผัก\n"
    made = make(f"{BODY_HEAD}\n{heads}\n" + B.replace("กลุ่มเป้าหมาย\n", f"กิจกรรม\n\n{listed}\n\nกลุ่มเป้าหมาย\n", 1))
    found = [(one.text, one.node_id) for one in made.plan.statements if one.section == "activity"]
    assert found == [("ขุด", "made-up:body:project:1.1.1/1"), ("หว่าน", "made-up:body:project:1.1.1/2")]


def test_a_mention_of_an_unknown_project_is_not_lost() -> None:
    listed = "โครงการ ๑.๑.๑.๗ แปลงผัก\n\n๑. หว่าน"
    made = make(put("กลุ่มเป้าหมาย\n", f"กิจกรรม\n\n{listed}\n\nกลุ่มเป้าหมาย\n"))
    assert any("แปลงผัก" in text for text in made.said("activity"))


# --- where headings begin a new write-up ------------------------------------------------------------------------------

BEGINNINGS: list[object] = [
    (f"{B}\nโครงการที่ ๒ แปลงผัก\n\n{B}", [["1.1.1/1"], ["1.1.1/2"]], "a project after a write-up"),
    (f"โครงการที่ ๒ แปลงผัก\n\n{B}", [["1.1.1/1", "1.1.1/2"]], "two headings, one write-up"),
    (f"- โครงการที่ ๒ แปลงผัก\n- โครงการที่ ๓ คลอง\n\n{B}", [["1.1.1/1", "1.1.1/2", "1.1.1/3"]], "as a list"),
    (f"{B}\nแผนงานที่ ๑.๑.๒ ก\n\nโครงการ ข\n\n{B}", [["1.1.1/1"], ["1.1.2/1"]], "the next program"),
    (f"{B}\n{HEADS_1}\n{B}", [["1.1.1/1"]], "the same headings again go on with their write-up"),
    case(
        f"{B}\nโครงการ แปลงผัก\n\n{B}",
        [["1.1.1/1"], ["1.1.1/2"]],
        why="_is_heading: an unnumbered project is one only right behind its program's heading; two become one",
    ),
    case(
        f"{B.rstrip()}\nโครงการที่ ๒ แปลงผัก\n\n{B}",
        [["1.1.1/1"], ["1.1.1/2"]],
        why="_is_heading asks for a blank line before a heading: without one two write-ups become one, silently",
    ),
]


@pytest.mark.parametrize(("rest", "expected", "why"), BEGINNINGS)
def test_write_ups(rest: str, expected: list[list[str]], why: str) -> None:
    assert projects(make(f"{BODY_HEAD}\n{HEADS_1}\n{rest}")) == expected, why


def test_a_plan_without_blank_lines_is_understood() -> None:
    made = make(CLEAN.replace("\n\n", "\n"))
    assert numbers(made) == numbers(make(CLEAN))
    assert [len(one.sections) for one in made.outline.briefs] == [8, 8, 8, 8]


def test_text_under_a_strategy_is_no_write_up() -> None:
    made = make(put("ขยายพื้นที่สีเขียวของเมือง\n", "ขยายพื้นที่สีเขียวของเมือง\n\nเป้าประสงค์ : เมืองร่มรื่น\n"))
    assert projects(made) == [["1.1.1/1"]]
    assert made.findings() == []


LABELS: list[object] = [
    ("วัตถุประสงค์\n", "**วัตถุประสงค์**\n", "in bold"),
    ("วัตถุประสงค์\n", "วัตถุประสงค์ :\n", "a colon"),
    ("วัตถุประสงค์\n", "วัตถุประสงค์ของโครงการ\n", "the project's"),
    ("ตัวชี้วัด\n", "ตัวชี้วัดที่ ๑\n", "with a number"),
    ("เป้าหมาย (ประจำปีงบประมาณ พ.ศ. ๒๕๖๙)\n", "เป้าหมาย\n", "without its year"),
    ("ระยะเวลาดำเนินการ ", "ระยะเวลาดำเนินการ : ", "the period with a colon"),
    ("ผู้รับผิดชอบ\n", "หน่วยงานผู้รับผิดชอบ\n", "the responsible unit"),
    ("ผู้รับผิดชอบ\n", "หน่วยงานที่รับผิดชอบ\n", "the unit that is responsible"),
    ("ผู้รับผิดชอบ\n\n", "ผู้รับผิดชอบ : ", "a label with its text on one line"),
    ("กลุ่มเป้าหมาย\n\n", "กลุ่มเป้าหมาย : ", "another label with its text on one line"),
    ("ตัวชี้วัด\n", "ตัวชี้วัดความสำเร็จ\n", "a longer label"),
    ("วัตถุประสงค์\n", "๒. วัตถุประสงค์\n", "a numbered label"),
    ("หลักการและเหตุผล\n", "หลักการ และเหตุผล\n", "a blank in the label"),
]


@pytest.mark.parametrize(("find", "replace", "why"), LABELS)
def test_ways_to_write_a_label(find: str, replace: str, why: str) -> None:
    made = make(put(find, replace))
    assert [block.section.name for block in made.outline.briefs[0].sections] == [
        *("rationale", "objective", "target_group", "indicator", "goal", "period", "rubric", "responsible")
    ], why


# --- tables -----------------------------------------------------------------------------------------------------------

HEADER = "ระดับคะแนน\tเกณฑ์การให้คะแนน\n"
CUTS: list[object] = [
    ("\n\n\n", "blank lines"),
    (f"\n\n\n{HEADER}", "the header again"),
    (f"\n- ๑๒ -\n\n{HEADER}", "a page label and the header"),
    (f"\nยุทธศาสตร์ที่ ๑ สว.\n\n{HEADER}", "a running head and the header"),
    ("\n- ๑๒ -\n\n", "a page label"),
]


@pytest.mark.parametrize(("cut", "why"), CUTS)
def test_a_page_may_cut_a_table(cut: str, why: str) -> None:
    made = make(put("\n๕\t<ul", f"\n{cut}๕\t<ul"))
    assert [level.level for level in made.plan.rubric_levels] == [1, 3, 5], why
    assert len(made.plan.rubrics) == 1, why
    assert "unclaimed" not in made.roles(), why


def test_a_table_without_a_known_header_in_a_rationale_is_its_text() -> None:
    made = make(put("มากขึ้นทุกปี\n", "มากขึ้นทุกปี\n\nคะแนน\tระดับ\n๙๕ - ๑๐๐\tAA\n๘๕ - ๙๔\tA\n\nจบ\n"))
    assert (made.plan.briefs[0].rationale or "").endswith("คะแนน ระดับ 95 - 100 AA 85 - 94 A\nจบ")
    assert len(made.plan.rubrics) == 1


def test_a_rubric_without_its_label_is_one() -> None:
    made = make(put("เกณฑ์การให้คะแนน/การดำเนินการ\n\n", ""))
    assert len(made.plan.rubrics) == 1


def test_rows_without_a_header_are_told_as_unclaimed() -> None:
    text = put("ผลผลิต\tผลลัพธ์\n", "")
    made = make(text)
    assert made.roles()["unclaimed"] == [line_of(text, "มีสวน ไม่น้อยกว่า")]


# --- parts ------------------------------------------------------------------------------------------------------------

WHOLE = numbers(make(CLEAN))
ORDERS: list[object] = [
    ((BODY,), "the body alone"),
    ((BRIEFS,), "a plan that starts with its first strategy"),
    ((COVER, BRIEFS, CLOSING), "no heading of the body"),
    ((COVER, SUMMARY, PREFACE, CONTENTS, BODY, CLOSING), "the front in another order"),
    ((COVER, CONTENTS, BODY), "no preface, summary, closing"),
    ((COVER, SUMMARY, BRIEFS), "no contents"),
    ((COVER, CONTENTS.replace("\t", " "), BODY), "contents without tabs"),
    case(
        (COVER, "ภาคผนวก\n\nแผนที่เมือง\n", BODY),
        why="parts._start: a body after an appendix never starts; all lines are 'closing'",
    ),
    case(
        (COVER, BRIEFS.replace("กลยุทธ์ที่ ๑.๑", "เป้าประสงค์ เมืองร่มรื่น\n\nกลยุทธ์ที่ ๑.๑", 1)),
        why="parts 5.starts.2: text between strategy and tactic, and the body never starts",
    ),
]


@pytest.mark.parametrize(("order", "why"), ORDERS)
def test_parts(order: tuple[str, ...], why: str) -> None:
    made = make("\n".join(order))
    assert numbers(made) == WHOLE, why
    assert "unclaimed" not in made.roles(), why


@pytest.mark.parametrize(
    ("text", "line", "expected", "why"),
    [
        (CLEAN.replace("สารบัญ\n", "สารบัญ\n\nข\n", 1), "ข", "page-label", "a letter alone"),
        (CLEAN.replace("กลุ่มเป้าหมาย\n", "- ๑๒ -\n\nกลุ่มเป้าหมาย\n", 1), "- ๑๒ -", "page-label", "a number alone"),
        (CLEAN.replace("คำนำ\tก\n", "คำนำ\tก\n--\t-----\n", 1), "--\t-----", "ruler", "a table rule"),
    ],
)
def test_lines_of_the_page(text: str, line: str, expected: str, why: str) -> None:
    assert role(make(text), text.split("\n").index(line) + 1) == expected, why


TOC: list[object] = [
    ("ยุทธศาสตร์ที่ ๑\tสีเขียว\t๑", ("strategy", "1", "สีเขียว", "1"), "all in cells"),
    ("ยุทธศาสตร์ที่ ๑ สีเขียว\t๑", ("strategy", "1", "สีเขียว", "1"), "the page in a cell"),
    ("ยุทธศาสตร์ที่ ๑ สีเขียว ๑๒", ("strategy", "1", "สีเขียว", "12"), "the page at the line's end"),
    ("ยุทธศาสตร์ที่ ๑ สีเขียว ........ ๑๒", ("strategy", "1", "สีเขียว", "12"), "with leaders"),
    ("ยุทธศาสตร์ที่ ๑ สีเขียว\n\n๑๒", ("strategy", "1", "สีเขียว", "12"), "the page further down"),
    ("ยุทธศาสตร์ที่ ๑ สีเขียว\nในเมือง.....๑๒", ("strategy", "1", "สีเขียว ในเมือง", "12"), "wrapped before its page"),
    (
        "ยุทธศาสตร์ที่ ๑ เมืองที่ร่มรื่นด้วยต้นไม้ที่ประชาชนปลูกและดูแลร่วมกันอย่างยั่งยืน๑๒",
        ("strategy", "1", "เมืองที่ร่มรื่นด้วยต้นไม้ที่ประชาชนปลูกและดูแลร่วมกันอย่างยั่งยืน", "12"),
        "a full line leaves the leader no room",
    ),
    ("ยุทธศาสตร์ที่ ๑ สีเขียวข้อ๕", ("strategy", "1", "สีเขียวข้อ5", None), "a figure of a short title is no page"),
    ("บทนำ\tหน้า ก", ("part", None, "บทนำ", "ก"), "a page with its word"),
    ("แนวทางการนำไปสู่การปฏิบัติ\t\t๘๘", ("part", None, "แนวทางการนำไปสู่การปฏิบัติ", "88"), "an empty cell"),
]


def test_contents_whose_tactics_are_wrapped_before_their_pages_are_not_the_body() -> None:
    contents = "สารบัญ\n\nยุทธศาสตร์ที่ ๑ สีเขียว.....๑\nกลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ใน\nเมือง.....๑\n"
    made = make("\n".join((COVER, contents, BODY)))
    assert [entry.title for entry in made.plan.toc_entries] == ["สีเขียว", "ปลูกต้นไม้ใน เมือง"]
    assert numbers(made) == WHOLE


def test_a_heading_right_behind_the_last_entry_ends_the_contents() -> None:
    contents = "สารบัญ\n\nยุทธศาสตร์ที่ ๑ สีเขียว.....๑\n"
    made = make("\n".join((COVER, contents + SUMMARY.lstrip(), BODY)))
    assert [entry.title for entry in made.plan.toc_entries] == ["สีเขียว"]
    assert made.plan.claims


@pytest.mark.parametrize(("line", "expected", "why"), TOC)
def test_an_entry_of_the_contents(line: str, expected: tuple[str, str | None, str, str], why: str) -> None:
    made = make(f"สารบัญ\n\n{line}\n\n{BODY}")
    (entry,) = made.plan.toc_entries
    assert (entry.kind, entry.number, entry.title, entry.printed_page) == expected, why


# --- much -------------------------------------------------------------------------------------------------------------


def test_thousands_of_headings_are_read_in_proportion() -> None:
    def text(count: int) -> str:
        return BODY_HEAD + "".join(f"\nกลยุทธ์ที่ {n}.๑ ก\n\nแผนงานที่ {n}.๑.๑ ข\n\nโครงการ ค\n" for n in range(count))

    assert len(make(text(1_000)).plan.nodes) == 3_000
    small, large = (calls(segment, document(text(count)), PROFILE) for count in (200, 800))
    assert large <= 4.5 * small


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ก" * 400 + "\n\n", "paragraphs"),
        ("โครงการที่ ๙ อื่น\n\nจบ\n\n", "headings mentioned, each with a text behind it"),
    ],
)
def test_a_long_rationale_is_read_in_proportion(line: str, why: str) -> None:
    texts = [put("มากขึ้นทุกปี\n", "มากขึ้นทุกปี\n\n" + line * count) for count in (100, 400)]
    small, large = (calls(segment, document(text), PROFILE) for text in texts)
    assert large <= 4.5 * small, why


def test_long_lines_are_never_tried_as_headings() -> None:
    made = make(put("มากขึ้นทุกปี\n", "มากขึ้นทุกปี\n\nยุทธศาสตร์ที่ ๔ " + "ก" * parts.LONGEST_HEADING + "\n"))
    assert numbers(made) == ["1", "1.1", "1.1.1", "1.1.1/1"]
