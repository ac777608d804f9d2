"""A small made-up plan that agrees with itself, and what tests need to build others from it.

Everything is invented: the office, its strategy, its projects. `CLEAN` raises no finding; a case changes a few words.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest

from pipeline import profile as profiles
from pipeline.check import check
from pipeline.extract import extract
from pipeline.extract.lists import tidy
from pipeline.numerals import to_arabic
from pipeline.segment import segment
from schemas.document import Document, Line
from schemas.finding import Finding
from schemas.outline import Outline
from schemas.plan import Plan, Span
from schemas.profile import Profile


def case(*values: object, why: str) -> object:
    """A case that failed once; the last value of its table's row is why."""
    return pytest.param(*values, why)


COVER = """แผนปฏิบัติการ
ตามยุทธศาสตร์การพัฒนาสวนเมืองพฤกษา ฉบับที่ ๒
(พ.ศ. ๒๕๖๙ - ๒๕๗๓)
ประจำปีงบประมาณ พ.ศ. ๒๕๖๙

สำนักงานสวนเมืองพฤกษา
"""

PREFACE = """คำนำ

แผนปฏิบัติการนี้จัดทำขึ้นสำหรับปีงบประมาณ พ.ศ. ๒๕๖๙ เพื่อดูแลสวนของเมือง
"""

CONTENTS = """สารบัญ

คำนำ\tก
ยุทธศาสตร์ที่ ๑\tขยายพื้นที่สีเขียวของเมือง\t๑
กลยุทธ์ที่ ๑.๑\tปลูกต้นไม้ในที่ว่างของเมือง\t๑
แผนงานที่ ๑.๑.๑\tเพิ่มสวนขนาดเล็กในชุมชน\t๑
โครงการที่ ๑\tสวนหย่อมหน้าบ้าน\t๑
โครงการที่ ๒\tแปลงผักริมคลอง\t๔
แผนงานที่ ๑.๑.๒\tดูแลต้นไม้เก่าแก่\t๗
โครงการ\tสำรวจและบำรุงต้นไม้ใหญ่\t๗
ยุทธศาสตร์ที่ ๒\tสร้างความรู้เรื่องพันธุ์ไม้\t๑๐
กลยุทธ์ที่ ๒.๑\tเผยแพร่ความรู้แก่ประชาชน\t๑๐
แผนงานที่ ๒.๑.๑\tจัดทำสื่อเรื่องพันธุ์ไม้\t๑๐
โครงการที่ ๑\tป้ายชื่อพันธุ์ไม้พูดได้\t๑๐
โครงการที่ ๒\tห้องเรียนกลางแจ้ง\t๑๐
แนวทางการนำไปสู่การปฏิบัติ\t๑๔
"""

SUMMARY = """บทสรุปผู้บริหาร

แผนปฏิบัติการนี้มีสาระสำคัญสรุปได้ ดังนี้

ยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง ประกอบด้วย ๒ แผนงาน ๓ โครงการ โดยมีโครงการที่สำคัญ อาทิ

๑) โครงการแปลงผักริมคลอง มีเป้าหมายที่สำคัญให้คนริมคลองปลูกผักไว้กินเอง

ยุทธศาสตร์ที่ ๒ สร้างความรู้เรื่องพันธุ์ไม้ ประกอบด้วย ๑ แผนงาน ๒ โครงการ โดยมีโครงการที่สำคัญ อาทิ

๑) โครงการป้ายชื่อพันธุ์ไม้พูดได้ และโครงการห้องเรียนกลางแจ้ง มีเป้าหมายที่สำคัญให้เด็กรู้จักพันธุ์ไม้
"""

BODY_HEAD = """แผนงาน/โครงการตามแผนปฏิบัติการตามยุทธศาสตร์การพัฒนาสวนเมืองพฤกษา
ประจำปีงบประมาณ พ.ศ. ๒๕๖๙
"""

CLOSING = """แนวทางการนำไปสู่การปฏิบัติ

ให้ทุกสำนักรายงานผลทุกสามเดือน
"""

BANDS = """ <ul style="list-style-type: none"> ร้อยละ ๖๕ - ๖๙ ได้คะแนน ๐.๕๕ คะแนน ร้อยละ ๗๐ - ๗๔ ได้คะแนน ๐.๗๐ คะแนน \
ร้อยละ ๗๕ - ๗๙ ได้คะแนน ๐.๘๕ คะแนน ร้อยละ ๘๐ ขึ้นไป ได้คะแนน ๑.๐๐ คะแนน"""


def rubric(topic: str, bands: str = "") -> str:
    """A rubric of three levels whose bullets are lost, as the family prints it."""
    ul = '<ul style="list-style-type: none">'
    return f"""ระดับคะแนน\tเกณฑ์การให้คะแนน
๑\t{ul} มีแผนงาน{topic}
๓\t{ul} ดำเนินการตามแผนงาน{topic} ร้อยละ ๘๐ ดำเนินการตามแผนงาน{topic} ร้อยละ ๑๐๐
๕\t{ul} ร้อยละของผู้พอใจ{topic} โดยมีเกณฑ์ ดังนี้{bands} รายงานผล{topic}เสนอผู้อำนวยการ
"""


def brief(topic: str, bands: str = "") -> str:
    """A whole write-up: each required section once."""
    return f"""หลักการและเหตุผล

คนในเมืองต้องการ{topic}มากขึ้นทุกปี

วัตถุประสงค์

๑. เพื่อให้มี{topic}ครบทุกเขต
๒. เพื่อให้คนในเมืองดูแล{topic}ได้เอง

กลุ่มเป้าหมาย

คนในเมืองพฤกษาที่ใช้{topic}

ตัวชี้วัด

ร้อยละความพอใจต่อ{topic} ไม่น้อยกว่าร้อยละ ๘๐

เป้าหมาย (ประจำปีงบประมาณ พ.ศ. ๒๕๖๙)

ผลผลิต\tผลลัพธ์
มี{topic} ไม่น้อยกว่า ๓ แห่ง\tคนในเมืองได้ใช้{topic}

ระยะเวลาดำเนินการ เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙

เกณฑ์การให้คะแนน/การดำเนินการ

{rubric(topic, bands)}
ผู้รับผิดชอบ

กลุ่มงานดูแล{topic}
สำนักสวนสาธารณะ สำนักงานสวนเมืองพฤกษา
"""


HEADS_1 = """ยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง

กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง

แผนงานที่ ๑.๑.๑ เพิ่มสวนขนาดเล็กในชุมชน

โครงการที่ ๑ สวนหย่อมหน้าบ้าน
"""
HEADS_2 = """โครงการที่ ๒ แปลงผักริมคลอง
"""
HEADS_3 = """กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง

แผนงานที่ ๑.๑.๒ ดูแลต้นไม้เก่าแก่

โครงการ สำรวจและบำรุงต้นไม้ใหญ่
"""
HEADS_4 = """ยุทธศาสตร์ที่ ๒ สร้างความรู้เรื่องพันธุ์ไม้

กลยุทธ์ที่ ๒.๑ เผยแพร่ความรู้แก่ประชาชน

แผนงานที่ ๒.๑.๑ จัดทำสื่อเรื่องพันธุ์ไม้

โครงการที่ ๑ ป้ายชื่อพันธุ์ไม้พูดได้

โครงการที่ ๒ ห้องเรียนกลางแจ้ง
"""

BRIEFS = "\n".join(
    (
        HEADS_1,
        brief("สวนหย่อม", BANDS),
        HEADS_2,
        brief("แปลงผัก"),
        HEADS_3,
        brief("ไม้ใหญ่"),
        HEADS_4,
        brief("ป้ายพันธุ์ไม้"),
    )
)
BODY = f"{BODY_HEAD}\n{BRIEFS}"
CLEAN = "\n".join((COVER, PREFACE, CONTENTS, SUMMARY, BODY, CLOSING))


def one_brief(content: str) -> str:
    """A body of one project whose write-up is `content`."""
    return f"{BODY_HEAD}\n{HEADS_1}\n{content}"


@dataclass(frozen=True)
class Made:
    """A text with all that the stages make of it."""

    document: Document
    outline: Outline
    plan: Plan
    profile: Profile

    def findings(self) -> list[Finding]:
        return check(self.document, self.plan, self.profile)

    def roles(self) -> dict[str, list[int]]:
        """Role -> its line numbers."""
        found: dict[str, list[int]] = {}
        for one in self.plan.line_roles:
            found.setdefault(one.role, []).append(one.line_no)
        return found

    def said(self, section: str) -> list[str]:
        """The texts of a section's statements."""
        return [one.text for one in self.plan.statements if one.section == section]


def document(text: str) -> Document:
    """A text as *read* hands it on, pages and repair apart (those have their own tests)."""
    lines = []
    for number, found in enumerate(text.removesuffix("\n").split("\n"), 1):
        arabic = to_arabic(found)
        cells = tuple(map(str.strip, arabic.split("\t"))) if "\t" in arabic and arabic.strip() else None
        lines.append(Line(number, None, "\t".join(cells) if cells else arabic.strip(), found, cells))
    return Document("made-up", "made-up.txt", "made-up.txt", "0" * 64, "text/plain", tuple(lines))


def make(text: str) -> Made:
    """All stages after *read* on a text of the strategy plan family."""
    return of_document(document(text))


def of_document(read: Document) -> Made:
    profile = profiles.load("strategy-plan")
    outline = segment(read, profile)
    return Made(read, outline, extract(read, outline, profile), profile)


def line_of(text: str, phrase: str, nth: int = 1) -> int:
    """The number of the nth line that holds `phrase`."""
    held = [number for number, line in enumerate(text.split("\n"), 1) if phrase in line]
    return held[nth - 1]


def letters(text: str) -> str:
    """What must not be lost: everything but blanks."""
    return "".join(text.split())


def calls(function: Callable[..., object], *args: object) -> int:
    """How many calls `function` makes: work, counted instead of timed."""
    counted = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*args)
    finally:
        sys.setprofile(before)
    return counted


REAL_PLAN = "senate-hr-2566.txt"


def real_plan(folder: Path) -> Path:
    return folder / REAL_PLAN


NO_LETTERS = re.compile(r"[^\u0e01-\u0e4eA-Za-z]+")
PROSE = ("rationale", "objective", "activity", "target_group", "indicator", "goal", "remark", "responsible")
"""Roles of lines whose words must stand in a record, besides the rows of tables."""


def lost_lines(made: Made) -> list[int]:
    """Lines of sections and tables of which letters stand in no record that names the line as its source."""
    plan = made.plan
    told: dict[int, Counter[str]] = {}

    def tell(text: str | None, spans: list[Span]) -> None:
        for span in spans:
            for number in range(span.first_line, span.last_line + 1):
                told.setdefault(number, Counter()).update(words_of(text or ""))

    for statement in plan.statements:
        tell(statement.text, statement.source)
    for criterion in plan.rubric_criteria:
        tell(criterion.text, criterion.source)
    for entry in plan.responsibilities:
        tell(entry.text, entry.source)
    for one in plan.briefs:
        tell(one.rationale, one.source)
    return [
        role.line_no
        for role in plan.line_roles
        if role.role in (*PROSE, "table-row", made.profile.preamble_section)
        and Counter(words_of(made.document.lines[role.line_no - 1].text)) - told.get(role.line_no, Counter())
    ]


def words_of(text: str) -> str:
    """The letters of a text, without tags, digits, marks and markers."""
    return NO_LETTERS.sub("", tidy(text))
