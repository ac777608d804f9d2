"""The fallback: a document of no known family, read by numbering and layout alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import run
from pipeline import flow
from pipeline import profile as profiles
from pipeline.check import check
from pipeline.extract import extract
from pipeline.segment import segment
from pipeline.segment.plain_tables import read_table
from schemas.document import Document, Line, Page
from schemas.finding import Finding
from schemas.plan import Plan

FALLBACK = next(name for name in profiles.names() if profiles.load(name).fallback)


def document(text: str) -> Document:
    """A made-up document: a form feed begins a page, tabs part cells."""
    lines: list[Line] = []
    for page, part in enumerate(text.split("\f"), 1):
        for one in part.split("\n"):
            cells = tuple(one.split("\t")) if "\t" in one else None
            lines.append(Line(len(lines) + 1, page, one, one, cells))
    pages = tuple(Page(number, None, "text", "as-is") for number in range(1, text.count("\f") + 2))
    return Document("made-up", "made-up.txt", "made-up.txt", "0" * 64, "text/plain", tuple(lines), pages)


def understood(text: str) -> tuple[Plan, list[Finding]]:
    made, profile = document(text), profiles.load(FALLBACK)
    plan = extract(made, segment(made, profile), profile)
    return plan, check(made, plan, profile)


def tree(plan: Plan) -> list[str]:
    """Each node as its parent's number, its kind, number and title."""
    numbers = {node.node_id: node.number for node in plan.nodes}
    return [
        f"{numbers.get(node.parent_id or '', '')}>{node.kind} {node.number} {node.title or ''}".rstrip()
        for node in plan.nodes
    ]


TREES = [
    (
        "1. ความเป็นมา\n\nห้องสมุดเปิดมานาน\n\n2. ผลการดำเนินงาน\n\nมีผู้ใช้มาก",
        [">heading 1 ความเป็นมา", ">heading 2 ผลการดำเนินงาน"],
        "numbered lines with text of their own are headings",
    ),
    (
        "กิจกรรมของปี\n\n1. อ่านหนังสือ\n\n2. เล่านิทาน\n\n3. ปลูกต้นไม้",
        [">heading h1 กิจกรรมของปี"],
        "numbered lines one after another are a list below the short line",
    ),
    (
        "7. รายละเอียด\n\n7.1 บุคลากร\n\nเงินเดือน\n\n7.2 ดำเนินงาน\n\nค่าใช้สอย\n\n8. รายงาน\n\nสถานะ",
        [">heading 7 รายละเอียด", "7>heading 7.1 บุคลากร", "7>heading 7.2 ดำเนินงาน", ">heading 8 รายงาน"],
        "a number with points stands below the number that it continues",
    ),
    (
        "หมวด 1\n\nบททั่วไป\n\nข้อ 1 ระเบียบนี้เรียกว่าระเบียบห้องสมุด\n\nข้อ 2 ให้ใช้บังคับทันที\n\nหมวด 2\n\nการยืม\n\nข้อ 3 ให้ยืมได้",
        [">chapter 1 บททั่วไป", "1>article 1", "1>article 2", ">chapter 2 การยืม", "2>article 3"],
        "a heading without a title takes the short line below; articles run on through the chapters",
    ),
    (
        "กิจกรรม\n\nเล่านิทาน\nทุกวันเสาร์\n\nข้อ 18 ให้ดูจากแบบบันทึกการยืม",
        [">heading h1 กิจกรรม"],
        "a number whose neighbours are nowhere only names another's",
    ),
    (
        "ยุทธศาสตร์ที่ 1 รักการอ่าน\n\nโครงการที่ 1 นิทาน\n\nเล่าทุกวัน\n\nโครงการที่ 2 มุมอ่าน\n\nจัดทุกห้อง\n\n"
        "ยุทธศาสตร์ที่ 2 รักชุมชน\n\nโครงการที่ 1 ตลาดนัด\n\nขายหนังสือ",
        [
            ">strategy 1 รักการอ่าน",
            "1>project 1/1 นิทาน",
            "1>project 1/2 มุมอ่าน",
            ">strategy 2 รักชุมชน",
            "2>project 2/1 ตลาดนัด",
        ],
        "a number that starts anew under each parent has the parent's before it",
    ),
    (
        "2. สถานที่\n\nห้องสมุด\n\n3. ระยะเวลา\n\nสองปี\n\n4. เงิน\n\nสองบาท",
        [">heading 2 สถานที่", ">heading 3 ระยะเวลา", ">heading 4 เงิน"],
        "a short line before the next number in turn is what stands under the one above",
    ),
    (
        "ลำดับ\tชื่อ\tเงิน\n1\tนิทาน\t5\n\nของห้องสมุด\n\n2\tมุมอ่าน\t6",
        [],
        "a short line between the rows of one table is the rest of a row",
    ),
    ("ห้องสมุดเปิดทุกวัน\nยกเว้นวันหยุด\n\nและวันพระ", [], "paragraphs alone have no headings"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TREES)
def test_headings_by_numbering_and_layout(text: str, expected: list[str], why: str) -> None:
    plan, _ = understood("แผนห้องสมุด\nประจำปีงบประมาณ พ.ศ. 2570\n\f" + text)
    assert tree(plan) == expected, why
    assert plan.head.fallback
    assert (plan.head.title, plan.head.fiscal_year_be) == ("แผนห้องสมุด", 2570)


TABLES = [
    (["ลำดับ\tชื่อ\tเงิน", "1\tนิทาน\t5"], ["ลำดับ", "ชื่อ", "เงิน"], 1, "one row of head"),
    (
        ["แหล่งเงิน\tงบประมาณ\t\tประมาณการ", "\tปี 2564\tปี 2565\tปี 2566", "รวม\t7\t8\t9"],
        ["แหล่งเงิน", "งบประมาณ ปี 2564", "งบประมาณ ปี 2565", "ประมาณการ ปี 2566"],
        1,
        "a second row below cells that span; years are no figures",
    ),
    (["ชื่อ\tเงิน", "(1)\t(2)", "นิทาน\t5"], ["ชื่อ", "เงิน"], 1, "a row that numbers the columns is of the head"),
    (["นิทาน\t5 บาท", "มุมอ่าน\t6 บาท"], ["", ""], 2, "figures in the first row: no head can be told"),
    (["นิทาน\tมุมอ่าน"], ["", ""], 1, "one row alone is no head"),
]


@pytest.mark.parametrize(("rows", "names", "count", "why"), TABLES)
def test_tables_as_they_stand(rows: list[str], names: list[str], count: int, why: str) -> None:
    lines = [Line(at, 1, row, row, tuple(row.split("\t"))) for at, row in enumerate(rows, 1)]
    table = read_table(lines, None, None)
    assert (table.names, len(table.rows)) == (names, count), why


def test_a_table_goes_on_under_the_head_that_is_printed_again() -> None:
    head = "ลำดับ\tชื่อ\tเงิน"
    plan, _ = understood(f"ตารางเงิน\n\n{head}\n1\tนิทาน\t5\n\n\f{head}\n2\tมุมอ่าน\t6\n\f\nชื่อ\tวัน\nก\tข")
    assert [(table.names, len(table.source)) for table in plan.printed_tables] == [
        (head.split("\t"), 2),
        (["ชื่อ", "วัน"], 1),
    ]
    assert [row.cells[0] for row in plan.printed_rows] == ["1", "2", "ก"]


FINDINGS = [
    ("ก่อนอ่าน ( 3 ข้อ )\n\n1. หา\n\n2. ยืม\n\n3. นั่ง", [], "the heading counts its items rightly"),
    ("ก่อนอ่าน ( 3 ข้อ )\n\n1. หา\n\n2. ยืม", [("heading-count", "heading h1", "3", "2")], "and wrongly"),
    ("ก่อนอ่าน ( 3 ข้อ )\n\nหาหนังสือแล้วนั่งลง\nอ่านเงียบ ๆ", [], "where nothing is numbered, nothing is counted"),
    (
        "ข้อ 1 ให้เปิด\n\nข้อ 2 ให้ปิด\n\nข้อ 4 ให้กวาด\n\nข้อ 5 ให้ถู",
        [("number-gap", "article 3", "3", "1, 2, 4, 5")],
        "a number between its neighbours is missing",
    ),
    ("ข้อ 1 ให้เปิด\n\nข้อ 2 ให้ปิด\nข้อ 3 ด้วย\n\nข้อ 4 ให้กวาด", [], "it stands at the beginning of a line"),
    (
        "ข้อ 1 ให้เปิด\n\nข้อ 2 ให้ปิด\n\nข้อ 2 ให้กวาด\n\nข้อ 3 ให้ถู",
        [],
        "articles have no titles by which two could be told apart",
    ),
    (
        "สารบัญ\n\nคำนำ 9\nบทนำ 4\nภาคผนวก 12\n\f1. หนึ่ง\n\nก\nข",
        [("toc-page-order", "plan", "9", "4")],
        "the pages of the contents fall",
    ),
    ("สารบัญ\n\nส่วนแรก 1 ถึง 9\nบทนำ 4\nภาคผนวก 12\n\f1. หนึ่ง\n\nก\nข", [], "a range begins with its first page"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FINDINGS)
def test_findings_that_need_no_knowledge(text: str, expected: list[tuple[str, ...]], why: str) -> None:
    _, findings = understood("แผนห้องสมุด\n\f" + text)
    told = [(one.code, one.subject, one.expected, one.found) for one in findings if one.code != "profile-fallback"]
    assert told == expected, why
    assert [one.severity for one in findings if one.code == "profile-fallback"] == ["info"]


def test_rows_and_lines_without_any_word_are_nobodys() -> None:
    plan, findings = understood("แผนห้องสมุด\n\f1. หนึ่ง\n\nก ข\n\n2. สอง\n\n* * |\n\n|\t|")
    assert [role.line_no for role in plan.line_roles if role.role == "unclaimed"] == [9, 11]
    assert "unclaimed-lines" in {one.code for one in findings}


def test_it_is_never_taken_where_a_family_fits(samples: Path) -> None:
    for sample in samples.glob("*.txt"):
        choice = flow.understand(sample, sample.stem).choice
        assert not choice.profile.fallback
        ranks = [score.name for score in choice.scores]
        assert ranks[-1] == FALLBACK, "it comes last, however much of it is found"
    assert any(score.score >= profiles.load(FALLBACK).threshold for score in choice.scores if score.name == FALLBACK)


def test_low_trust_is_plain_to_see(here: Path, capsys: pytest.CaptureFixture[str], rows: object) -> None:
    (here / "unknown.txt").write_text(
        "แผนห้องสมุด\n\n1. ก่อน\n\nหา\nยืม\n\n2. หลัง\n\nคืน\nเก็บ\n\n3. จบ\n\nกลับ\nบ้าน\n", "utf-8"
    )
    assert run.main(["ingest", "unknown.txt"]) == 0
    assert f"{FALLBACK} (low trust)" in capsys.readouterr().out
    assert run.main(["show", "2"]) == 0
    assert "little to be trusted" in capsys.readouterr().out
    assert run.main(["query", "SELECT fallback FROM plans", "--json"]) == 0
    assert "[\n      true\n    ]" in capsys.readouterr().out


REAL = [
    ("act-child-2546", {"article": 88, "chapter": 9}, 0),
    ("hospital-record-criteria", {"heading": 6}, 0),
]


@pytest.mark.parametrize(("name", "counts", "tables"), REAL)
def test_real_documents(plans_folder: Path, name: str, counts: dict[str, int], tables: int) -> None:
    """Counted by hand on the pages."""
    path = plans_folder / "pdf" / f"{name}.pdf"
    if not path.is_file():
        pytest.skip(f"{path.name} is not in {path.parent}")
    plan = flow.understand(path, path.stem).plan
    kinds = [node.kind for node in plan.nodes]
    assert {kind: kinds.count(kind) for kind in counts} == counts
    assert len(plan.printed_tables) == tables
    if "article" in counts:
        assert [node.number for node in plan.nodes if node.kind == "article"] == [str(one) for one in range(1, 89)]


def test_the_scoring_form(plans_folder: Path) -> None:
    """Pages 2 and 3: four principles, a scale of six steps, four times five points, as the headings say."""
    path = plans_folder / "pdf" / "hospital-record-criteria.pdf"
    if not path.is_file():
        pytest.skip(f"{path.name} is not in {path.parent}")
    _, plan, findings, _ = flow.understand(path, path.stem)
    marked = [one.brief_id for one in plan.statements if one.marker]
    assert [marked.count(brief.brief_id) for brief in plan.briefs] == [4, 6, 5, 5, 5, 5]
    assert [(claim.scope_number, claim.claimed) for claim in plan.claims] == [
        ("h1", 4), ("h3", 5), ("h4", 5), ("h5", 5), ("h6", 5),
    ]  # fmt: skip
    assert [one.code for one in findings.findings] == ["profile-fallback"]


def test_the_budget_book(plans_folder: Path) -> None:
    """Page 20: three numbered headings, an objective, and a table of seven rows under a head of two."""
    path = plans_folder / "pdf" / "budget-book-2565-17.pdf"
    if not path.is_file():
        pytest.skip(f"{path.name} is not in {path.parent}")
    _, plan, findings, _ = flow.understand(path, path.stem)
    headings = [node.number for node in plan.nodes if node.source[0].page == 20]
    assert headings == ["7.2", "7.2.1", "7.2.1.1"]
    assert [one.section for one in plan.statements if one.source[0].page == 20] == ["objective", "text"]
    (table,) = [one for one in plan.printed_tables if one.source[0].page == 20]
    assert (table.names[0], len(table.names), len(set(table.names))) == ("กิจกรรม", 6, 6)
    cells = [row.cells for row in plan.printed_rows if row.table_id == table.table_id]
    assert [row[-1] for row in cells] == ["80.4378", "12.2826", "4.1154", "6.0156", "9.3179", "41.4128", "7.2935"]
    codes = {one.code for one in findings.findings} - {"number-doubtful"}
    assert codes == {"profile-fallback"}, "the agencies of the volume count anew: no gap, no duplicate"
