"""A small made-up plan of measures that agrees with itself, and what tests need to build others from it.

The two agencies are those that the profile names; the gardens, the projects and the people are invented. `PLAN` raises
no finding; a case changes a few words. A row of a table is written by the names of its columns, digits are Arabic here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from samples import Made, document

from pipeline import profile as profiles
from pipeline.check import check
from pipeline.extract import extract
from pipeline.extract.lists import tidy
from pipeline.extract.marks import marks_of
from pipeline.segment import segment
from schemas.document import Document
from schemas.finding import Finding
from schemas.plan import Node, Span, Statement

NAME = "measure-plan"
PROFILE = profiles.load(NAME)

# --- tables -----------------------------------------------------------------------------------------------------------

MEASURES = ("order", "measure", "guideline", "project", "target", "output", "outcome", "office")
HEADER = "ลำดับ\tมาตรการ\tแนวทางตามมาตรการ\tโครงการ/กิจกรรม\tกลุ่มเป้าหมาย\tผลผลิต\tผลลัพธ์\tผู้รับผิดชอบ"
MONTHS = ("ต.ค. 61", "พ.ย. 61", "ธ.ค. 61", "ม.ค. 62", "ก.พ. 62", "มี.ค. 62")
SCHEDULE = ("project", "indicator", "unit", *MONTHS, "budget", "office")
SCHEDULE_HEADER = (
    "โครงการ/กิจกรรม\tตัวชี้วัด\tหน่วย นับ\tไตรมาสที่ 1\t\t\tไตรมาสที่ 2\t\t\tงบประมาณ (บาท)\tหน่วยงาน\n\t\t\t"
    + "\t".join(MONTHS)
    + "\t\t"
)
PAGE = "\n\n\n\n"


def row(**cells: str) -> str:
    """A row of the wide table."""
    assert set(cells) <= set(MEASURES), cells
    return "\t".join(cells.get(name, "") for name in MEASURES)


def dated(**cells: str) -> str:
    """A row of the schedule; months are named m1 to m6."""
    names = ("project", "indicator", "unit", *(f"m{number}" for number in range(1, 7)), "budget", "office")
    assert set(cells) <= set(names), cells
    return "\t".join(cells.get(name, "") for name in names)


def table(*rows: str, header: str = HEADER) -> str:
    """A page of a table."""
    return "\n".join((header, *rows)) + "\n"


def moved(line: str, by: int) -> str:
    """A row read so many columns too far to the right (negative: to the left)."""
    cells = line.split("\t")
    if by > 0:
        return "\t".join([*[""] * by, *cells[:-by]])
    return "\t".join([*cells[-by:], *[""] * -by])


# --- the plan ---------------------------------------------------------------------------------------------------------

HOUSE_OFFICE, SENATE_OFFICE = "สำนักงานเลขาธิการสภาผู้แทนราษฎร", "สำนักงานเลขาธิการวุฒิสภา"
GARDEN, WATER = "ดูแลสวนของหน่วยงานให้ร่มรื่น", "ใช้น้ำอย่างรู้คุณค่า"
HEAD_1, HEAD_2 = f"1. {GARDEN} (1 มาตรการ)", f"2. {WATER} (2 มาตรการ)"
GOALS = ("เป้าหมาย : เพื่อให้มีที่ร่มครบทุกอาคาร", "เป้าหมาย : เพื่อให้ใช้น้ำน้อยลงทุกปี")

FRONT = f"""แผนดูแลสวนและน้ำของส่วนราชการสังกัดรัฐสภา
ประจำปีงบประมาณ พ.ศ. 2562

คณะทำงานดูแลสวน

บทสรุปผู้บริหาร

แผนนี้ได้กำหนดเป็น 2 ประเด็น ดังนี้

1. {GARDEN} ประกอบด้วย 1 มาตรการ ได้แก่

2. {WATER} ประกอบด้วย 2 มาตรการ ได้แก่

สารบัญ

บทสรุปผู้บริหาร\tก
ความเป็นมา\t1
รายละเอียดแผนดูแลสวนและน้ำ\t5
1. {GARDEN}\t5
2. {WATER}\t7
การจัดทำรายงานผลการดำเนินการ\t9
- รายละเอียดโครงการ/กิจกรรมของ{HOUSE_OFFICE}\t12
- รายละเอียดโครงการ/กิจกรรมของ{SENATE_OFFICE}\t15

ความเป็นมา

แผนนี้กำหนดให้มีมาตรการในการดำเนินการ ทั้งสิ้น 3 มาตรการ ตามมติของคณะทำงาน

"""
REPORTING = "การจัดทำรายงานผลการดำเนินการ\n\nให้รายงานทุกหกเดือน\n\n"
HOUSE = f"รายละเอียดโครงการ/กิจกรรมของ{HOUSE_OFFICE}\n\n"
SENATE = f"รายละเอียดโครงการ/กิจกรรมของ{SENATE_OFFICE}\n\n"
HOUSE_SCHEDULE = f"การดำเนินการโครงการ/กิจกรรมของ{HOUSE_OFFICE} (ตามไตรมาส)\n\n"
SENATE_SCHEDULE = f"การดำเนินการโครงการ/กิจกรรมของ{SENATE_OFFICE} (ตามไตรมาส)\n\n"

TREES = "โครงการปลูกไม้ใหญ่ริมรั้ว"
HERBS = "โครงการสวนสมุนไพรบนดาดฟ้า"
TAPS = "โครงการเปลี่ยนก๊อกน้ำทุกชั้น"
RAIN = "โครงการเก็บน้ำฝนไว้รดสวน"

M11 = {"order": "-", "measure": "ปลูกและดูแลไม้ยืนต้น", "guideline": "1. การเพิ่มไม้ใหญ่"}
M21 = {"order": "1", "measure": "ลดการใช้น้ำประปา", "guideline": "- การเปลี่ยนอุปกรณ์"}
M22 = {"order": "2", "measure": "หาน้ำใช้เอง", "guideline": "- การกักเก็บน้ำฝน"}


def heading(text: str, goal: str = "") -> str:
    """A heading between the tables."""
    return f"{text}\n\n{goal}\n\n" if goal else f"{text}\n\n"


def agency_part(agency: str, bureau: str, people: int = 40) -> str:
    """The tables of one agency: two projects under issue 1, one under each measure of issue 2."""
    crowd, office = f"บุคลากร {agency} จำนวน {people} คน", f"{bureau} ({agency})"
    return (
        heading(HEAD_1, GOALS[0])
        + table(
            row(
                **M11,
                project=f"1. {TREES} 2. {HERBS}",
                target=f"{crowd} {crowd}",
                output="1. มีไม้ใหญ่ 2. มีสมุนไพร",
                outcome="อาคารร่มรื่น",
                office=office,
            )
        )
        + PAGE
        + heading(HEAD_2, GOALS[1])
        + table(
            row(**M21, project=f"- {TAPS}", target=f"- {crowd}", output="ก๊อกใหม่", outcome="ใช้น้ำน้อยลง", office=office),
            row(**M22, project=f"- {RAIN}", target=f"- {crowd}", output="ถังน้ำ", outcome="มีน้ำรดสวน", office=office),
        )
        + PAGE
    )


def both(title: str) -> str:
    return f"สผ. 1. {title} สว. 1. {title}"


OURS, THEIRS = "บุคลากร สผ. จำนวน 40 คน", "บุคลากร สว. จำนวน 40 คน"
CROWDS = f"{OURS} {THEIRS}"
OVERVIEW = (
    heading(HEAD_1, GOALS[0])
    + table(
        row(**M11, project=f"สผ. 1. {TREES} 2. {HERBS} สว. 1. {TREES} 2. {HERBS}", target=f"{OURS} {CROWDS} {THEIRS}")
    )
    + PAGE
    + heading(HEAD_2, GOALS[1])
    + table(row(**M21, project=both(TAPS), target=CROWDS), row(**M22, project=both(RAIN), target=CROWDS))
    + PAGE
)
BUREAUS = ("สำนักพัฒนาบุคลากร", "สำนักพัฒนาทรัพยากรบุคคล")


def schedule_part(agency: str, bureau: str) -> str:
    """The schedule of one agency."""
    first = dated(
        project=f"1. {TREES}", indicator="1. ไม้ใหญ่รอดร้อยละ 80", unit="ร้อยละ", m2="5", budget="30,000", office=bureau
    )
    second = dated(project=f"2. {HERBS}", indicator="มีสมุนไพร 9 ชนิด", unit="ชนิด", budget="9,000", office=bureau)
    water = dated(project=f"1. {TAPS}", indicator="เปลี่ยนครบ", unit="ร้อยละ", budget="งบประมาณ สวน", office=bureau)
    return (
        heading(HEAD_1.partition(" (")[0], GOALS[0])
        + table(first, second, header=SCHEDULE_HEADER)
        + PAGE
        + heading(HEAD_2.partition(" (")[0], GOALS[1])
        + table(water, header=SCHEDULE_HEADER)
        + PAGE
    )


HOUSE_PART, SENATE_PART = HOUSE + agency_part("สผ.", BUREAUS[0]), SENATE + agency_part("สว.", BUREAUS[1])
SCHEDULES = HOUSE_SCHEDULE + schedule_part("สผ.", BUREAUS[0]) + SENATE_SCHEDULE + schedule_part("สว.", BUREAUS[1])
PLAN = FRONT + OVERVIEW + REPORTING + HOUSE_PART + SENATE_PART + SCHEDULES


def of_house(*pages: str, head: str = HEAD_1) -> str:
    """A plan that has nothing but pages of the House's table."""
    return HOUSE + heading(head) + PAGE.join(pages)


def of_schedule(*pages: str) -> str:
    """A plan that has nothing but pages of the House's schedule."""
    return HOUSE_SCHEDULE + heading(f"1. {GARDEN}") + PAGE.join(pages)


def of_overview(*pages: str, head: str = HEAD_1, then: str = "") -> str:
    """A plan that has an overview's pages, and `then` parts of agencies."""
    return FRONT + heading(head) + PAGE.join(pages) + PAGE + REPORTING + then


# --- what is made of it -----------------------------------------------------------------------------------------------


def make(text: str) -> Made:
    """All stages after *read* on a text of the measure plan family."""
    return of_document(document(text))


def of_document(read: Document) -> Made:
    outline = segment(read, PROFILE)
    return Made(read, outline, extract(read, outline, PROFILE), PROFILE)


def findings(text: str) -> list[Finding]:
    made = make(text)
    return check(made.document, made.plan, PROFILE)


def nodes(made: Made, kind: str = "project", part: str | None = None) -> list[Node]:
    return [one for one in made.plan.nodes if one.kind == kind and part in (None, one.part)]


def projects(made: Made, part: str | None = None) -> list[tuple[str, str | None]]:
    """Number and title of each project, in reading order."""
    return [(one.number, one.title) for one in nodes(made, "project", part)]


def said(made: Made, section: str) -> list[tuple[str | None, str | None, str]]:
    """Each statement of a section: the project's number, the activity that it belongs to, the text."""
    numbers = {one.node_id: one.number for one in made.plan.nodes}
    texts = {one.statement_id: one.text for one in made.plan.statements}
    return [
        (numbers.get(one.node_id or ""), texts.get(one.parent_id or ""), one.text)
        for one in made.plan.statements
        if one.section == section
    ]


def budgets(made: Made) -> list[tuple[str, float | None, str]]:
    numbers = {one.node_id: one.number for one in made.plan.nodes}
    return [
        (numbers[one.node_id or ""], None if one.amount_thb is None else float(one.amount_thb), one.text)
        for one in made.plan.budgets
    ]


def marks(made: Made) -> list[tuple[str, date | None, str]]:
    numbers = {one.node_id: one.number for one in made.plan.nodes}
    return [(numbers[one.node_id], one.month, one.mark) for one in made.plan.schedule]


def offices(made: Made) -> list[str]:
    return [one.text for one in made.plan.responsibilities]


def notes(made: Made) -> list[tuple[str, str]]:
    """Kind and detail of each note, and no line."""
    return [(one.kind, one.detail) for one in made.plan.notes]


def levels(made: Made, kind: str) -> list[tuple[str, str | None]]:
    return [(one.number, one.title) for one in nodes(made, kind)]


def statements(made: Made, section: str) -> list[Statement]:
    return [one for one in made.plan.statements if one.section == section]


# --- nothing is lost --------------------------------------------------------------------------------------------------

_LETTERS = re.compile(r"[^\u0e01-\u0e4e0-9A-Za-z]+")
_OWN_MARKS = re.compile(r"(?:กิจกรรมที่\s*\d+|(?<!\S)\(?\d{1,2}[.)](?!\d))")
_LABELS = re.compile("วัตถุประสงค์|โครงการ/กิจกรรม(?=<|$)")


def _kept(text: str) -> list[str]:
    """The words of a cell that records must hold: without markers, labels and marks of agencies."""
    text = _LABELS.sub(" ", text)
    text = marks_of(PROFILE).pattern.sub(" ", _OWN_MARKS.sub(" ", tidy(text)))
    return [word for word in (_LETTERS.sub("", word) for word in text.split()) if word]


def _tellings(made: Made) -> Iterable[tuple[str, list[Span]]]:
    plan = made.plan
    for node in plan.nodes:
        yield f"{node.number} {node.title or ''}", node.source
    for one in plan.statements:
        yield f"{one.text} {one.unit or ''}", one.source
    for entry in plan.responsibilities:
        yield entry.text, entry.source
    for amount in plan.budgets:
        yield amount.text, amount.source
    for mark in plan.schedule:
        yield mark.mark, mark.source
    for criterion in plan.rubric_criteria:
        yield criterion.text, criterion.source


def lost_words(made: Made) -> list[tuple[int, str]]:
    """Words of rows' cells that stand in no record which names the row's line among its sources."""
    told: dict[int, list[str]] = {}
    for text, spans in _tellings(made):
        words = _LETTERS.sub("", text)
        for span in spans:
            for number in range(span.first_line, span.last_line + 1):
                told.setdefault(number, []).append(words)
    rows = [
        one.line_no for one in made.plan.line_roles if one.role == "table-row" and (one.rule or "").startswith("grids")
    ]
    return [
        (number, word)
        for number in rows
        for cell in made.document.lines[number - 1].cells or ()
        for word in _kept(cell)
        if not any(word in text for text in told.get(number, ()))
    ]
