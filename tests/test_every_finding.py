"""Every code of the list of findings: a document that raises it, and one as near as can be that does not.

Other modules test what each check says and where; here stands what `docs/findings.md` promises of each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import action_samples as actions
import pytest
import samples
import test_checks as strategies
import test_grid_checks as measures
from measure_samples import M11, PLAN, TREES, of_house, row, table
from measure_samples import findings as of_measures
from samples import CLEAN, document, line_of, of_document
from test_outline_profile import understood
from test_strange import BEFORE, write_up

from pipeline.check import reviewed
from pipeline.messages import catalogue
from pipeline.read.context import settled
from schemas.audit import Audit
from schemas.document import DoubtfulNumber
from schemas.finding import Finding

Found = Callable[[], list[Finding]]
CODES = catalogue("findings")
FIRST = "๖๕ - ๖๙"
LEVEL_3 = re.compile(r"๓\t[^\n]*แปลงผัก[^\n]*\n")
RUBRIC = re.compile(r"(?s)ระดับคะแนน\tเกณฑ์การให้คะแนน\n๑\t[^\n]*แปลงผัก\n๓[^\n]*\n๕[^\n]*\n")
PAGE_IN_RUBRIC = ("๕\t<ul", "\n- ๑๒ -\n\nระดับคะแนน\tเกณฑ์การให้คะแนน\n๕\t<ul")
TWO_COLUMNS = "ผลผลิต\tผลลัพธ์\nมีสวนหย่อม"
ENTRY = "โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n"
TACTIC_AGAIN = "กลยุทธ์ที่ ๒.๑ เผยแพร่ความรู้แก่ประชาชน\n\n"


def strategy(*changes: tuple[str, str]) -> Found:
    """A plan of strategies that agrees with itself, changed."""
    return lambda: samples.make(strategies.put(*changes)).findings()


def without(pattern: re.Pattern[str]) -> Found:
    return lambda: samples.make(pattern.sub("", CLEAN)).findings()


def measure(*changes: tuple[str, str, int]) -> Found:
    """A plan of measures that agrees with itself, changed."""
    return lambda: of_measures(measures.put(*changes))


def action(*cells: str) -> Found:
    """An action plan of one row: indicator, unit, target, two amounts, office."""
    return lambda: actions.make(actions.plan(actions.row("1. งาม", "1. ปลูก", "1. โครงการก", *cells))).findings()


def house(*rows: str) -> Found:
    """A plan of measures of which the House's part alone has rows."""
    return lambda: of_measures(of_house(table(*rows)))


def doubted(other: str | None, *, settle: bool = False) -> Found:
    """A scan of which the first band was read in another way, too."""

    def found() -> list[Finding]:
        text = CLEAN.replace(FIRST, "๖๕ - ๖๐", 1) if settle else CLEAN
        line, number = (line_of(text, "๖๕ - ๖๐"), "60") if settle else (line_of(text, FIRST), "69")
        read = document(text)
        place = read.lines[line - 1].text.index(number)
        scan = replace(read, doubtful=(DoubtfulNumber(line, number, other, place),) if other else ())
        return of_document(settled(scan) if settle else scan).findings()

    return found


def waived(**waiver: str) -> Found:
    """A plan with a wrong count, and a waiver."""

    def found() -> list[Finding]:
        made = samples.make(strategies.put(("๒ แผนงาน ๓ โครงการ", "๒ แผนงาน ๔ โครงการ")))
        given = {"code": "summary-count", "subject": "strategy 1", "reason": "ก", "by": "ข", "on": "2026-11-21"}
        audit = Audit.model_validate({"waive": [{**given, **waiver}]})
        return reviewed(made.document, made.plan, made.profile, audit).findings

    return found


def labelled(label: str) -> Found:
    """Two write-ups that have a label in common."""
    blocks = [write_up(number, label, plant) for number, plant in enumerate(("ขิง", "ข่า"), 1)]
    return lambda: samples.make("\n\n".join([BEFORE, *blocks])).findings()


EXAMPLES: dict[str, tuple[Found, Found, str]] = {
    "summary-count": (
        strategy(("๒ แผนงาน ๓ โครงการ", "๒ แผนงาน ๔ โครงการ")),
        strategy(("๒ แผนงาน ๓ โครงการ", "๒ แผนงาน และ ๓ โครงการ")),
        "the right count in other words",
    ),
    "heading-count": (
        measure((measures.COUNTED, measures.COUNTED.replace("2 มาตรการ", "3 มาตรการ"), 1)),
        measure((measures.COUNTED, measures.COUNTED.replace(" (2 มาตรการ)", ""), 1)),
        "a heading that states no count",
    ),
    "total-count": (
        measure(("ทั้งสิ้น 3 มาตรการ", "ทั้งสิ้น 4 มาตรการ", 1)),
        measure(("ทั้งสิ้น 3 มาตรการ", "หลายมาตรการ", 1)),
        "no number",
    ),
    "part-difference": (
        measure(("บุคลากร สว. จำนวน 40 คน", "บุคลากร สว. จำนวน 45 คน", 1)),
        measure(("บุคลากร สว. จำนวน 40 คน", "บุคลากร ของ สว. จำนวน 40 คน", 1)),
        "the same number in other words",
    ),
    "total-mismatch": (
        lambda: actions.make(
            actions.plan(
                actions.row("", "", "1. โครงการก", "1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน"),
                actions.row("รวม", "", "", "", "", "", "900", ""),
            )
        ).findings(),
        lambda: actions.make(
            actions.plan(
                actions.row("", "", "1. โครงการก", "1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน"),
                actions.row("รวม", "", "", "", "", "", "1,000", ""),
            )
        ).findings(),
        "the sum as it is",
    ),
    "target-conflict": (
        strategy(
            (strategies.INDICATOR, "จำนวนสวนหย่อมที่เปิดให้คนในเมือง (ไม่น้อยกว่า ๕ สวนหย่อม)"),
            (strategies.TWO, "มีสวนหย่อมในเมือง ไม่น้อยกว่า ๑๐ สวนหย่อม\tมีร่มเงา"),
        ),
        strategy(
            (strategies.INDICATOR, "จำนวนสวนหย่อมที่เปิดใหม่ (ไม่น้อยกว่า ๕ สวนหย่อม)"),
            (strategies.TWO, "มีป้ายเตือน ไม่น้อยกว่า ๑๐ สวนหย่อม\tคนได้ใช้"),
        ),
        "another thing in the same unit",
    ),
    "project-repeated": (
        lambda: samples.make(CLEAN.replace("สำรวจและบำรุงต้นไม้ใหญ่", "แปลงผักริมคลอง")).findings(),
        strategy(("แปลงผักริมคลอง\n", "แปลงผักริมคลอง\n\nโครงการที่ ๒ แปลงผักริมคลอง\n")),
        "a heading printed twice in its place",
    ),
    "budget-missing": (
        action("1. คน", "คน", "5", "-", "-", "ฝ่ายสวน"),
        action("1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน"),
        "an amount from one fund",
    ),
    "target-missing": (
        action("1. คน", "คน", "", "1", "-", "ฝ่ายสวน"),
        action("1. คน<br>- เด็ก", "คน<br>", "5<br>", "1", "-", "ฝ่ายสวน"),
        "an item under one that has a target",
    ),
    "unit-missing": (
        action("1. คน", "", "5", "1", "-", "ฝ่ายสวน"),
        action("1. ผู้ตอบ<br>- พอใจ", "<br>ร้อยละ", "<br>80", "1", "-", "ฝ่ายสวน"),
        "an item whose parts have units",
    ),
    "page-missing": (lambda: of_measures(measures.MINUS), lambda: of_measures(PLAN), "rows that go on"),
    "column-shift": (
        house(row(**M11, project=f"1. {TREES}"), measures.SHIFTED),
        house(row(**M11, project=f"1. {TREES}"), "\t" + measures.SHIFTED),
        "the same row in its columns",
    ),
    "agency-doubtful": (
        measure(("อาคารร่มรื่น", f"อาคารของ{measures.SENATE_OFFICE}ร่มรื่น", 1)),
        measure(("อาคารร่มรื่น", f"อาคารของ{measures.SENATE_OFFICE}และ{measures.HOUSE_OFFICE}ร่มรื่น", 1)),
        "a target that names both offices",
    ),
    "document-truncated": (
        lambda: of_document(replace(document(CLEAN), truncated=True, pages_told=33)).findings(),
        lambda: of_document(replace(document(CLEAN), truncated=False, pages_told=33)).findings(),
        "a file that tells its pages and is whole",
    ),
    "number-doubtful": (doubted("60"), doubted(None), "read once"),
    "number-settled": (doubted("69", settle=True), doubted("66", settle=True), "of which the neighbours tell neither"),
    "unit-unknown": (
        measure((f"{measures.BUREAUS[0]} (สผ.)", "สำนักพัฒนาบุคคลากร (สผ.)", 1)),
        measure((f"{measures.BUREAUS[0]} (สผ.)", "สำนักพัฒนา บุคลากร (สผ.)", 1)),
        "a blank in the name",
    ),
    "summary-project-missing": (
        strategy(("โครงการแปลงผักริมคลอง มี", "โครงการโรงเพาะเห็ดบนดาดฟ้า มี")),
        strategy(("โครงการแปลงผักริมคลอง มี", "โครงการการแปลงผักริมคลอง มี")),
        "a word put before the name",
    ),
    "toc-missing": (strategy((ENTRY, "")), lambda: samples.make(samples.BRIEFS).findings(), "no contents at all"),
    "toc-extra": (
        strategy((ENTRY, f"{ENTRY}โครงการที่ ๓\tเรือนเพาะชำ\t๖\n")),
        strategy((ENTRY, ENTRY * 2)),
        "an entry printed twice",
    ),
    "toc-title": (
        strategy(("\tแปลงผักริมคลอง\t", "\tแปลงดอกไม้ริมถนน\t")),
        strategy(("\tแปลงผักริมคลอง\t", "\t“แปลงผัก” ริมคลอง\t")),
        "quotes and a blank",
    ),
    "spelling-suspect": (
        strategy(("กลุ่มงานดูแลแปลงผัก", "กลุ่มดูแลสวนหย่อม")),
        strategy(("กลุ่มงานดูแลแปลงผัก", "กลุ่มงานดูแลแปลงพืช")),
        "two groups",
    ),
    "toc-page-order": (
        strategy(("\tแปลงผักริมคลอง\t๔", "\tแปลงผักริมคลอง\t๙")),
        strategy(("\tแปลงผักริมคลอง\t๔", "\tแปลงผักริมคลอง\t๗")),
        "two entries on one page",
    ),
    "number-gap": (
        strategy(("โครงการที่ ๒ แปลงผักริมคลอง", "โครงการที่ ๓ แปลงผักริมคลอง"), ("โครงการที่ ๒\tแปลง", "โครงการที่ ๓\tแปลง")),
        strategy(("โครงการที่ ๒ ห้องเรียนกลางแจ้ง\n", "โครงการที่ ๑ ป้ายชื่อพันธุ์ไม้พูดได้\n\nโครงการที่ ๒ ห้องเรียนกลางแจ้ง\n")),
        "a number printed again before the next one",
    ),
    "number-duplicate": (
        strategy(("โครงการที่ ๒ แปลงผักริมคลอง", "โครงการที่ ๑ แปลงผักริมคลอง"), (ENTRY, "")),
        strategy(("แปลงผักริมคลอง\n", "แปลงผักริมคลอง\n\nโครงการที่ ๒ แปลงผักริมคลอง\n")),
        "a heading printed twice",
    ),
    "number-parent": (
        strategy((TACTIC_AGAIN, TACTIC_AGAIN.replace("๒.๑", "๑.๒")), ("กลยุทธ์ที่ ๒.๑\tเผย", "กลยุทธ์ที่ ๑.๒\tเผย")),
        strategy((TACTIC_AGAIN, TACTIC_AGAIN * 2)),
        "the parent printed twice",
    ),
    "section-missing": (
        strategy((f"ระยะเวลาดำเนินการ {strategies.PERIOD}\n\n", "")),
        strategy((strategies.PERIOD, "ตลอดปี")),
        "a period that nobody can read",
    ),
    "rubric-missing": (without(RUBRIC), strategy(PAGE_IN_RUBRIC), "a rubric that a page cut"),
    "rubric-level-missing": (without(LEVEL_3), strategy(PAGE_IN_RUBRIC), "a level on the next page"),
    "band-order": (
        strategy(("๐.๕๕", "๐.๗๕")),
        strategy(
            ("ร้อยละ ๖๕ - ๖๙ ได้คะแนน ๐.๕๕", "ร้อยละ ๑๕ - ๑๙ ได้คะแนน ๐.๕๕"),
            ("ร้อยละ ๗๐ - ๗๔ ได้คะแนน ๐.๗๐", "ร้อยละ ๑๐ - ๑๔ ได้คะแนน ๐.๗๐"),
            ("ร้อยละ ๗๕ - ๗๙ ได้คะแนน ๐.๘๕", "ร้อยละ ๕ - ๙ ได้คะแนน ๐.๘๕"),
            ("ร้อยละ ๘๐ ขึ้นไป ได้คะแนน ๑.๐๐", "ร้อยละ ๐ - ๔ ได้คะแนน ๑.๐๐"),
        ),
        "a scale of which less is better",
    ),
    "band-overlap": (
        strategy((FIRST, "๖๕ - ๗๐")),
        strategy(("๗๐ - ๗๔", "๗๐ - ๗๔.๙๙")),
        "a decimal end before the next band",
    ),
    "band-gap": (strategy((FIRST, "๖๐ - ๖๔")), strategy((FIRST, "๖๙")), "a single step"),
    "band-range": (
        strategy(("ร้อยละ ๘๐ ขึ้นไป", "ร้อยละ ๘๐ - ๑๐๕")),
        strategy(("ร้อยละ ๘๐ ขึ้นไป", "ร้อยละ ๘๐ - ๑๐๐")),
        "a closed top",
    ),
    "period-range": (
        strategy((strategies.PERIOD, "เริ่มต้น กันยายน ๒๕๖๙ สิ้นสุด ตุลาคม ๒๕๖๘")),
        strategy((strategies.PERIOD, "เริ่มต้น มกราคม ๒๕๖๙ สิ้นสุด มกราคม ๒๕๖๙")),
        "one month",
    ),
    "year-range": (
        strategy(("มากขึ้นทุกปี", "มากขึ้น (พ.ศ. ๒๕๖๙ - ๒๖๗๓)")),
        strategy(("มากขึ้นทุกปี", "มากขึ้น (พ.ศ. ๒๕๖๑ - ๒๕๘๐)")),
        "twenty years",
    ),
    "date-impossible": (
        strategy(("มากขึ้นทุกปี", "มากขึ้น ตามมติเมื่อวันอังคารที่ ๑๘ กุมภาพันธ์ ๒๕๖๒")),
        strategy(("มากขึ้นทุกปี", "มากขึ้น ตามมติเมื่อวันจันทร์ที่ ๑๘ กุมภาพันธ์ ๒๕๖๒")),
        "the right day of the week",
    ),
    "header-duplicate": (
        strategy((TWO_COLUMNS, TWO_COLUMNS.replace("ผลลัพธ์", "ผลผลิต"))),
        strategy((TWO_COLUMNS, TWO_COLUMNS.replace("\t", " \t "))),
        "two names",
    ),
    "waiver-stale": (waived(subject="strategy 2"), waived(), "a waiver that meets its finding"),
    "label-unknown": (
        labelled("พืชที่ปลูก"),
        labelled("กลุ่มเป้าหมาย"),
        "a label that the profile knows",
    ),
    "unclaimed-lines": (
        strategy((TWO_COLUMNS, TWO_COLUMNS.replace("ผลผลิต\tผลลัพธ์", "อะไร\tเท่าไร"))),
        strategy(PAGE_IN_RUBRIC),
        "a page's number and a head printed again",
    ),
    "profile-fallback": (
        lambda: understood("แผนห้องสมุด\n\f1. หนึ่ง\n\nก ข")[1],
        lambda: samples.make(CLEAN).findings(),
        "a plan of a family that is known",
    ),
}
"""Code -> what raises it, what is near and does not, and what is near about it."""


def test_every_code_is_here() -> None:
    assert set(EXAMPLES) == set(CODES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_raises_it(code: str) -> None:
    raised = [one for one in EXAMPLES[code][0]() if one.code == code]
    assert raised
    for one in raised:
        assert (one.severity, one.status) == (CODES[code]["severity"], "open")
        for message in (one.message_th, one.message_en):
            assert "{" not in message
            assert "None" not in message


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_near_one_does_not(code: str) -> None:
    _, near, why = EXAMPLES[code]
    assert [one.message_en for one in near() if one.code == code] == [], why
