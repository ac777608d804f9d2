"""Cells that hold projects and activities, and cells that hold what belongs to these in turn."""

from __future__ import annotations

import pytest
from measure_samples import M11, PROFILE, make, of_house, of_overview, projects, row, said, table
from samples import case

from pipeline.extract.entries import tokens
from pipeline.extract.marks import Marks, marks_of
from pipeline.extract.shares import shares
from schemas.outline import Fragment
from schemas.profile import Agency

RULES = PROFILE.entries
MARKS = marks_of(PROFILE)


def parted(cell: str, expected: int = 1) -> list[tuple[str, str]]:
    """Kind (with its number) and text of each piece of a project cell."""
    assert RULES is not None
    found = []
    for token in tokens(cell, RULES, MARKS, expected):
        sign = token.sign if token.kind == "mark" else "" if token.number is None else str(token.number)
        found.append((f"{token.kind} {sign}".strip(), token.text))
    return found


# --- a project cell ---------------------------------------------------------------------------------------------------

A, B, C = "โครงการปลูกไม้ริมรั้ว", "โครงการขุดบ่อหลังอาคาร", "โครงการซ่อมรั้วไม้ไผ่"
WALK, TALK = "เดินสำรวจสวน", "คุยกับคนสวน"

CELLS: list[object] = [
    ("", [], "nothing"),
    (A, [("more", A)], "one without a mark"),
    (f"1. {A} 2. {B}", [("number 1", A), ("number 2", B)], "flattened"),
    (f"<p>1. {A}</p> <p>2. {B}</p>", [("number 1", A), ("number 2", B)], "in pieces"),
    (f"<p>1. {A}<p>2. {B}", [("number 1", A), ("number 2", B)], "pieces never closed"),
    (f"1.{A} 2.{B}", [("number 1", A), ("number 2", B)], "no blank behind the numbers"),
    (f"1. {A} รุ่น 3. {B}", [("number 1", f"{A} รุ่น 3. {B}")], "a number out of turn is no number"),
    (f"1. {A} พ.ศ. 2562 2. {B}", [("number 1", f"{A} พ.ศ. 2562"), ("number 2", B)], "a year before the number"),
    (f"1. {A} 4.0 2. {B}", [("number 1", f"{A} 4.0"), ("number 2", B)], "a fraction is no number"),
    (f"1. {A} ครั้งที่ 2.5", [("number 1", f"{A} ครั้งที่ 2.5")], "nor the next one with a fraction behind it"),
    (f"<p>4. {A}</p>", [("number 4", A)], "a paragraph may begin with any number"),
    (f"- {A}", [("dash", A)], "a dash"),
    (f"– {A}", [("dash", A)], "a long dash"),
    (f"-{A}", [("dash", A)], "no blank behind the dash"),
    (f"- {A} - {B}", [("dash", A), ("dash", B)], "two dashes"),
    (f"- {A} (ฝน - หนาว)", [("dash", f"{A} (ฝน - หนาว)")], "a dash before another word is no entry"),
    (f"- {A} 2561 - 2562", [("dash", f"{A} 2561 - 2562")], "a span of years"),
    (
        f"1. {A} กิจกรรมที่ 1 {WALK} กิจกรรมที่ 2 {TALK}",
        [("number 1", A), ("activity 1", WALK), ("activity 2", TALK)],
        "numbered activities",
    ),
    (
        f"<p>1. {A}</p><p>กิจกรรมที่ 1 {WALK}</p><p>กิจกรรมที่ 2 {TALK}</p><p>2. {B}</p>",
        [("number 1", A), ("activity 1", WALK), ("activity 2", TALK), ("number 2", B)],
        "the same in pieces",
    ),
    (f"กิจกรรมที่ 1 กิจกรรม{WALK}", [("activity 1", f"กิจกรรม{WALK}")], "an activity's title begins with the word"),
    (f"1. กิจกรรม {WALK}", [("number 1", f"กิจกรรม {WALK}")], "an entry that begins with the word"),
    (f"1. {A} - กิจกรรม{WALK}", [("number 1", A), ("dash", f"กิจกรรม{WALK}")], "a dashed activity"),
    (
        f"สผ. 1. {A} สว. 1. {B}",
        [("mark สผ.", ""), ("number 1", A), ("mark สว.", ""), ("number 1", B)],
        "marks as words",
    ),
    (
        f"<p>สผ.</p><p>1. {A}</p><p>สว.</p><p>1. {B}</p>",
        [("mark สผ.", ""), ("number 1", A), ("mark สว.", ""), ("number 1", B)],
        "marks as paragraphs",
    ),
    (f"สผ. {A} สว. {B}", [("mark สผ.", A), ("mark สว.", B)], "no numbers behind the marks"),
    (f"สผ/สว. {A}", [("mark สผ/สว.", A)], "a joint mark"),
    (f"สผ. / สว. {A}", [("mark สผ. / สว.", A)], "a joint mark with blanks"),
    (f"<p>สผ./สว.</p><p>{A}</p>", [("mark สผ./สว.", ""), ("more", A)], "a joint mark as a paragraph"),
    (f"สม. 1. {A}", [("mark สม.", ""), ("number 1", A)], "misread"),
    (f"1. {A} ของ สผ. และ สว.", [("number 1", f"{A} ของ สผ. และ สว.")], "words of the text are no marks"),
    (f"1. {A} (ของ สผ.) 2. {B}", [("number 1", f"{A} (ของ สผ.)"), ("number 2", B)], "nor in brackets"),
    (
        f"1. {A} ในสังกัด สผ. สว. 1. {B}",
        [("number 1", f"{A} ในสังกัด สผ."), ("mark สว.", ""), ("number 1", B)],
        "one of each",
    ),
    (
        f"1. {A} Strong > Stronger 2. {B}",
        [("number 1", f"{A} Strong > Stronger"), ("number 2", B)],
        "a sign for greater",
    ),
    (
        f"<p>1. {A} Strong</p> > Stronger <p>2. {B}</p>",
        [("number 1", f"{A} Strong"), ("more", "> Stronger"), ("number 2", B)],
        "a sign between tags",
    ),
    (f"<u>1. {A}</u> 2. {B}", [("number 1", A), ("number 2", B)], "underlined"),
    (f"<p>1. {A}</p><p>(รุ่นเล็ก)</p>", [("number 1", A), ("more", "(รุ่นเล็ก)")], "a paragraph that goes on"),
    (
        f"<p>1. {A} ประกอบด้วย</p><p>- {B}</p><p>- {C}</p>",
        [("number 1", f"{A} ประกอบด้วย"), ("dash", B), ("dash", C)],
        "a bundle",
    ),
    (
        f"1. {A} ประกอบด้วย - {B} - {C}",
        [("number 1", f"{A} ประกอบด้วย"), ("dash", B), ("dash", C)],
        "a bundle, flattened",
    ),
]


@pytest.mark.parametrize(("cell", "expected", "why"), CELLS)
def test_a_project_cell(cell: str, expected: list[tuple[str, str]], why: str) -> None:
    assert parted(cell) == expected, why


TURNS: list[object] = [
    (f"3. {A}", 3, [("number 3", A)], "goes on from the page before"),
    (f"ไม้ไผ่ 3. {A}", 3, [("more", "ไม้ไผ่"), ("number 3", A)], "behind the rest of an entry"),
    (f"ไม้ไผ่ 3. {A}", 2, [("more", f"ไม้ไผ่ 3. {A}")], "not in turn"),
    (f"ไม้ไผ่ สว. 1. {A}", 3, [("more", "ไม้ไผ่"), ("mark สว.", ""), ("number 1", A)], "a mark begins anew"),
]


@pytest.mark.parametrize(("cell", "expected_number", "expected", "why"), TURNS)
def test_the_number_in_turn(cell: str, expected_number: int, expected: list[tuple[str, str]], why: str) -> None:
    assert parted(cell, expected_number) == expected, why


MEANT: list[object] = [
    ("สผ.", "สผ.", "as it should be"),
    ("สผ", "สผ.", "without its dot"),
    ("สผ/สว.", "สผ./สว.", "joined"),
    ("สผ. / สว.", "สผ./สว.", "joined with blanks"),
    ("สม.", None, "misread: doubtful"),
    ("สม./สว.", None, "one of two misread: doubtful"),
    (None, None, "none"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("printed", "meant", "why"), MEANT)
def test_what_a_mark_means(printed: str | None, meant: str | None, why: str) -> None:
    assert MARKS.meant(printed) == meant, why


def test_two_agencies_with_one_spelling_are_doubtful() -> None:
    agencies = [Agency(mark=mark, name=mark, spellings=["กต."]) for mark in ("กต1.", "กต2.")]
    assert Marks(agencies).meant("กต.") is None


def test_a_profile_without_agencies_has_no_marks() -> None:
    assert Marks([]).pattern.search("สผ. 1. โครงการ") is None


# --- a share cell -----------------------------------------------------------------------------------------------------

CROWD, CHIEFS = "บุคลากร สผ. จำนวน 40 คน", "ผู้บริหาร สผ. จำนวน 9 คน"

SHARES: list[object] = [
    ("", [], "nothing"),
    ("<p></p>", [], "nothing in tags"),
    (CROWD, [(None, CROWD)], "one"),
    (f"{CROWD} {CHIEFS}", [(None, CROWD), (None, CHIEFS)], "flattened, parted behind a whole number of people"),
    (f"<p>{CROWD}</p><p>{CHIEFS}</p>", [(None, CROWD), (None, CHIEFS)], "in pieces"),
    (
        "<p>บุคลากรของ</p><p>สำนักสวน</p><p>จำนวน 40 คน</p>",
        [(None, "บุคลากรของ สำนักสวน จำนวน 40 คน")],
        "pieces that go on",
    ),
    (f"- {CROWD} - {CHIEFS}", [(None, CROWD), (None, CHIEFS)], "dashes"),
    (f"- {CROWD}<p>- {CHIEFS}</p>", [(None, CROWD), (None, CHIEFS)], "dashes in pieces"),
    (
        "- บุคลากร ระดับปฏิบัติการ - เชี่ยวชาญ จำนวน 5 รุ่น",
        [(None, "บุคลากร ระดับปฏิบัติการ - เชี่ยวชาญ จำนวน 5 รุ่น")],
        "a rank with a dash",
    ),
    ("บุคลากร ระดับปฏิบัติการ - เชี่ยวชาญ", [(None, "บุคลากร ระดับปฏิบัติการ - เชี่ยวชาญ")], "the same without a dash before it"),
    ("บุคลากร พ.ศ. 2564 - 2566 จำนวน 40 คน", [(None, "บุคลากร พ.ศ. 2564 - 2566 จำนวน 40 คน")], "years"),
    ("กิจกรรมที่ 1 บุคลากร กิจกรรมที่ 2 ผู้บริหาร", [(1, "บุคลากร"), (2, "ผู้บริหาร")], "labelled, flattened"),
    (
        "<p>กิจกรรมที่ 1</p><p>บุคลากร</p><p>กิจกรรมที่ 2</p><p>ผู้บริหาร</p>",
        [(1, "บุคลากร"), (2, "ผู้บริหาร")],
        "labelled, in pieces",
    ),
    ("กิจกรรมที่ 1 บุคลากร - ผู้บริหาร", [(1, "บุคลากร"), (None, "ผู้บริหาร")], "a dash behind a label"),
    (
        "<p>กิจกรรมที่ 1 บุคลากร</p><p>ของสำนัก</p><p>จำนวน 5 คน</p>",
        [(1, "บุคลากร ของสำนัก จำนวน 5 คน")],
        "a labelled one goes on",
    ),
    ("ทุกสำนัก/กลุ่ม", [(None, "ทุกสำนัก/กลุ่ม")], "offices"),
    (
        "หน่วยงาน จำนวน 19 หน่วยงาน บุคลากร จำนวน 3 คน",
        [(None, "หน่วยงาน จำนวน 19 หน่วยงาน"), (None, "บุคลากร จำนวน 3 คน")],
        "offices are counted, too",
    ),
    ("บุคลากรและผู้บริหาร สผ. จำนวน 5 คน", [(None, "บุคลากรและผู้บริหาร สผ. จำนวน 5 คน")], "two groups in one item"),
    ("ชาวสวน จำนวน 5 คน", [(None, "ชาวสวน จำนวน 5 คน")], "who is none of the known groups"),
    ("บุคลากร จำนวน 1,200 คน ผู้บริหาร 9 คน", [(None, "บุคลากร จำนวน 1,200 คน"), (None, "ผู้บริหาร 9 คน")], "a thousand"),
    case(
        "1. บุคลากร สผ. 2. ผู้บริหาร สผ.",
        [(None, "บุคลากร สผ."), (None, "ผู้บริหาร สผ.")],
        why=(
            "entries.shares: a numbered list of groups stays one item, and so falls to one project; try "
            "the numbers in turn as in tokens()"
        ),
    ),
]


@pytest.mark.parametrize(("cell", "expected", "why"), SHARES)
def test_a_share_cell(cell: str, expected: list[tuple[int | None, str]], why: str) -> None:
    assert RULES is not None
    found = shares(Fragment(cell, 7, 7), RULES)
    assert [(one.activity, one.text) for one in found] == expected, why
    assert all(one.spans == [(7, 7)] for one in found), why


# --- from cells to records --------------------------------------------------------------------------------------------

Entry = tuple[str, str | None]


def whole(project: str, target: str = "") -> str:
    return of_house(table(row(**M11, project=project, target=target)))


ENTRIES: list[object] = [
    (A, [("1.1.1/1", A)], [], "one without a mark"),
    (f"- {A} - {B}", [("1.1.1/1", A), ("1.1.1/2", B)], [], "dashes count"),
    (f"1. {A} กิจกรรมที่ 1 {WALK}", [("1.1.1/1", A)], [("1.1.1/1", None, WALK)], "an activity is no node"),
    (
        f"- {A} กิจกรรมที่ 1 {WALK} - {B}",
        [("1.1.1/1", A), ("1.1.1/2", B)],
        [("1.1.1/1", None, WALK)],
        "a dash behind activities",
    ),
    (
        f"1. {A} - กิจกรรม{WALK}",
        [("1.1.1/1", A)],
        [("1.1.1/1", None, f"กิจกรรม{WALK}")],
        "a dashed activity of a numbered project",
    ),
    (
        f"- {A} - กิจกรรม{WALK}",
        [("1.1.1/1", A), ("1.1.1/2", f"กิจกรรม{WALK}")],
        [],
        "beside a dashed project it is a project",
    ),
    (
        f"1. กิจกรรม {WALK} 2. {B}",
        [("1.1.1/1", f"กิจกรรม {WALK}"), ("1.1.1/2", B)],
        [],
        "an entry stays a project whatever its word",
    ),
    (
        f"1. {A} ประกอบด้วย - {B} - {C}",
        [("1.1.1/1", f"{A} ประกอบด้วย")],
        [("1.1.1/1", None, B), ("1.1.1/1", None, C)],
        "a bundle",
    ),
    (
        f"<p>1. {A} ประกอบด้วย</p><p>- {B}</p><p>(รุ่นเล็ก)</p><p>2. {C}</p>",
        [("1.1.1/1", f"{A} ประกอบด้วย"), ("1.1.1/2", C)],
        [("1.1.1/1", None, f"{B} (รุ่นเล็ก)")],
        "an item of a bundle goes on",
    ),
    (f"<p>โครงการ/กิจกรรม</p><p>1. {A}</p>", [("1.1.1/1", A)], [], "the header's words in the cell"),
    (
        f"1. {A} Strong > Stronger > Strongest : สวน",
        [("1.1.1/1", f"{A} Strong > Stronger > Strongest : สวน")],
        [],
        "signs in a title",
    ),
    (f"<p>1. {A}</p><p>ในเมือง</p><p>2. {B}</p>", [("1.1.1/1", f"{A} ในเมือง"), ("1.1.1/2", B)], [], "a wrapped title"),
    (f"3. {A}", [("1.1.1/3", A)], [], "the printed number counts"),
    (f"1. {A} <b>สวย</b> มาก", [("1.1.1/1", f"{A} สวย มาก")], [], "tags inside a title go"),
]


@pytest.mark.parametrize(("cell", "entries", "activities", "why"), ENTRIES)
def test_entries(cell: str, entries: list[Entry], activities: list[tuple[str, None, str]], why: str) -> None:
    made = make(whole(cell))
    assert projects(made) == entries, why
    assert said(made, "activity") == activities, why


TWO, LABELLED = f"1. {A} 2. {B}", f"1. {A} กิจกรรมที่ 1 {WALK} กิจกรรมที่ 2 {TALK}"
ONE_ACT = f"{LABELLED} 2. {B}"
DEALT: list[object] = [
    (A, CROWD, [("1.1.1/1", None, CROWD)], "one for one"),
    (A, f"- {CROWD} - {CHIEFS}", [("1.1.1/1", None, CROWD), ("1.1.1/1", None, CHIEFS)], "two for one"),
    (TWO, f"{CROWD} {CHIEFS}", [("1.1.1/1", None, CROWD), ("1.1.1/2", None, CHIEFS)], "in turn"),
    (
        TWO,
        f"<p>{CROWD}</p><p>{CHIEFS}</p>",
        [("1.1.1/1", None, CROWD), ("1.1.1/2", None, CHIEFS)],
        "in turn, in pieces",
    ),
    (TWO, f"- {CROWD} - {CHIEFS}", [("1.1.1/1", None, CROWD), ("1.1.1/2", None, CHIEFS)], "in turn, with dashes"),
    (
        LABELLED,
        "กิจกรรมที่ 1 บุคลากร กิจกรรมที่ 2 ผู้บริหาร",
        [("1.1.1/1", WALK, "บุคลากร"), ("1.1.1/1", TALK, "ผู้บริหาร")],
        "by label",
    ),
    (
        LABELLED,
        "กิจกรรมที่ 2 ผู้บริหาร กิจกรรมที่ 1 บุคลากร",
        [("1.1.1/1", TALK, "ผู้บริหาร"), ("1.1.1/1", WALK, "บุคลากร")],
        "by label, whatever the order",
    ),
    (
        LABELLED,
        f"{CROWD} {CHIEFS}",
        [("1.1.1/1", WALK, CROWD), ("1.1.1/1", TALK, CHIEFS)],
        "as many as activities: in turn",
    ),
    (LABELLED, CROWD, [("1.1.1/1", None, CROWD)], "one for the project with activities"),
    (
        ONE_ACT,
        f"กิจกรรมที่ 1 บุคลากร กิจกรรมที่ 2 ผู้บริหาร - {CROWD}",
        [("1.1.1/1", WALK, "บุคลากร"), ("1.1.1/1", TALK, "ผู้บริหาร"), ("1.1.1/2", None, CROWD)],
        "labels, then the other project's",
    ),
    (LABELLED, "กิจกรรมที่ 5 บุคลากร", [("1.1.1/1", None, "บุคลากร")], "an activity that is not there: the project's"),
    case(
        TWO,
        CROWD,
        [(None, None, CROWD)],
        why=(
            "grid._turn: one group beside two projects goes to the first of them; the contract gives it "
            "to the brief where the text does not make it plain"
        ),
    ),
    case(
        TWO,
        f"{CROWD} {CHIEFS} {CROWD}",
        [(None, None, CROWD), (None, None, CHIEFS), (None, None, CROWD)],
        why=(
            "grid._turn: three groups beside two projects are dealt 1 + 2 by guess; the contract gives "
            "them to the brief"
        ),
    ),
]


RUNS: list[object] = [
    (
        [(TWO, CROWD), ("", f"- {CHIEFS}")],
        [("1.1.1/1", None, CROWD), ("1.1.1/2", None, CHIEFS)],
        "the second project's group stands on the next page",
    ),
    (
        [(TWO, CROWD), (f"3. {C}", CHIEFS)],
        [("1.1.1/1", None, CROWD), ("1.1.1/3", None, CHIEFS)],
        "one group beside two of three projects is not the third's: the first has it",
    ),
    (
        [(TWO, f"{CROWD} {CHIEFS}"), ("", f"- {CROWD}")],
        [(None, None, CROWD), (None, None, CHIEFS), (None, None, CROWD)],
        "three groups for two projects over two pages",
    ),
    (
        [(f"1. {A}", CROWD), ("", f"- {CHIEFS}"), (f"2. {B}", CROWD)],
        [("1.1.1/1", None, CROWD), ("1.1.1/1", None, CHIEFS), ("1.1.1/2", None, CROWD)],
        "both groups of one project, then the next project's",
    ),
]


@pytest.mark.parametrize(("rows", "expected", "why"), RUNS)
def test_target_groups_over_pages(
    rows: list[tuple[str, str]], expected: list[tuple[str | None, str | None, str]], why: str
) -> None:
    first, *rest = rows
    pages = [table(row(**M11, project=first[0], target=first[1]))]
    pages += [table(row(project=project, target=target)) for project, target in rest]
    assert said(make(of_house(*pages)), "target_group") == expected, why


@pytest.mark.parametrize(("cell", "target", "expected", "why"), DEALT)
def test_target_groups(cell: str, target: str, expected: list[tuple[str | None, str | None, str]], why: str) -> None:
    assert said(make(whole(cell, target)), "target_group") == expected, why


# --- agencies ---------------------------------------------------------------------------------------------------------

AGENCIES: list[object] = [
    (f"สผ. 1. {A} สว. 1. {B}", [("สผ.", "1.1.1/1"), ("สว.", "1.1.1/1")], "each counts for itself"),
    (
        f"<p>สผ.</p><p>1. {A}</p><p>2. {B}</p><p>สว.</p><p>1. {C}</p>",
        [("สผ.", "1.1.1/1"), ("สผ.", "1.1.1/2"), ("สว.", "1.1.1/1")],
        "a mark holds until the next",
    ),
    (f"สผ/สว. {A}", [("สผ./สว.", "1.1.1/1")], "both in one"),
    (f"สผ. {A} สว. {B}", [("สผ.", "1.1.1/1"), ("สว.", "1.1.1/1")], "without numbers"),
    (f"1. {A}", [(None, "1.1.1/1")], "no mark: nobody knows"),
    (f"สม. 1. {A}", [(None, "1.1.1/1")], "misread and no evidence: nobody knows"),
    (f"สผ. 1. {A} ของ สว. และ สผ. สว. 1. {B}", [("สผ.", "1.1.1/1"), ("สว.", "1.1.1/1")], "names in a title"),
]


@pytest.mark.parametrize(("cell", "expected", "why"), AGENCIES)
def test_agencies(cell: str, expected: list[tuple[str | None, str]], why: str) -> None:
    made = make(of_overview(table(row(**M11, project=cell))))
    found = [(one.agency, one.number) for one in made.plan.nodes if one.kind == "project"]
    assert found == expected, why


def test_ids_carry_the_agency_where_a_part_has_several() -> None:
    made = make(of_overview(table(row(**M11, project=f"สผ. 1. {A} สว. 1. {B} สผ/สว. {C}"))))
    assert [one.node_id for one in made.plan.nodes if one.kind == "project"] == [
        "made-up:overview:project:สผ.:1.1.1/1",
        "made-up:overview:project:สว.:1.1.1/1",
        "made-up:overview:project:สผ./สว.:1.1.1/1",
    ]
