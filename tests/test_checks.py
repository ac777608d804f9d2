"""Checks of plans of strategies: plans with what is raised and all that it says, and near ones that raise nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from samples import BRIEFS, CLEAN, CLOSING, line_of, make

from pipeline.check import check
from pipeline.messages import catalogue
from schemas.document import DoubtfulNumber
from schemas.finding import Finding

Told = tuple[str, str, str | None, str | None, str]
"""Code, subject, expected, found, and words of the line that the finding names first."""


def put(*changes: tuple[str, str], text: str = CLEAN) -> str:
    for find, instead in changes:
        assert find in text, find
        text = text.replace(find, instead, 1)
    return text


def findings(text: str) -> list[Finding]:
    return make(text).findings()


def test_a_plan_that_agrees_with_itself_raises_nothing() -> None:
    assert findings(CLEAN) == []


FIRST, LOW, MIDDLE = "ร้อยละ ๖๕ - ๖๙", "ร้อยละ ๗๐ - ๗๔", "ร้อยละ ๗๕ - ๗๙"
PERIOD = "เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙"
INDICATOR = "ร้อยละความพอใจต่อสวนหย่อม ไม่น้อยกว่าร้อยละ ๘๐"
TWO = "มีสวนหย่อม ไม่น้อยกว่า ๓ แห่ง\tคนในเมืองได้ใช้สวนหย่อม"
VEGETABLES = "คนในเมืองได้ใช้แปลงผัก"
RUBRIC_5 = "ร้อยละของผู้พอใจสวนหย่อม"

RAISED: list[object] = [
    (
        put(("๒ แผนงาน ๓ โครงการ", "๒ แผนงาน ๔ โครงการ")),
        [("summary-count", "strategy 1", "4", "3", "๒ แผนงาน ๔ โครงการ")],
        "one project too many",
    ),
    (
        put(("๒ แผนงาน ๓ โครงการ", "๕ แผนงาน ๔ โครงการ")),
        [
            ("summary-count", "strategy 1", "5", "2", "๕ แผนงาน ๔ โครงการ"),
            ("summary-count", "strategy 1", "4", "3", "๕ แผนงาน ๔ โครงการ"),
        ],
        "two counts wrong",
    ),
    (
        put(("ยุทธศาสตร์ที่ ๒ สร้างความรู้เรื่องพันธุ์ไม้ ประกอบด้วย", "ยุทธศาสตร์ที่ ๗ สร้างความรู้เรื่องพันธุ์ไม้ ประกอบด้วย")),
        [
            ("summary-count", "strategy 7", "1", "0", "ยุทธศาสตร์ที่ ๗"),
            ("summary-count", "strategy 7", "2", "0", "ยุทธศาสตร์ที่ ๗"),
        ],
        "a strategy that the body does not have",
    ),
    (
        put(("โครงการแปลงผักริมคลอง มี", "โครงการโรงเพาะเห็ดบนดาดฟ้า มี")),
        [("summary-project-missing", "strategy 1", "โครงการโรงเพาะเห็ดบนดาดฟ้า", None, "โรงเพาะเห็ด")],
        "a project that is none of the body's",
    ),
    (
        put(("โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n", "")),
        [("toc-missing", "project 1.1.1/2", None, "แปลงผักริมคลอง", "โครงการที่ ๒ แปลงผัก")],
        "a heading without an entry",
    ),
    (
        put(("โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n", "โครงการที่ ๒\tแปลงผักริมคลอง\t๔\nโครงการที่ ๓\tเรือนเพาะชำ\t๖\n")),
        [("toc-extra", "project 1.1.1/3", "เรือนเพาะชำ", None, "โครงการที่ ๓\tเรือนเพาะชำ")],
        "an entry without a heading",
    ),
    (
        put(("\tแปลงผักริมคลอง\t", "\tแปลงดอกไม้ริมถนน\t")),
        [("toc-title", "project 1.1.1/2", "แปลงดอกไม้ริมถนน", "แปลงผักริมคลอง", "โครงการที่ ๒\tแปลงดอกไม้")],
        "other words",
    ),
    (
        put(("\tแปลงผักริมคลอง\t", "\tแปลงฝักริมคลอง\t")),
        [("spelling-suspect", "project 1.1.1/2", "แปลงฝักริมคลอง", "แปลงผักริมคลอง", "โครงการที่ ๒\tแปลงฝัก")],
        "one letter",
    ),
    (
        put(("\tแปลงผักริมคลอง\t๔", "\tแปลงผักริมคลอง\t๙")),
        [("toc-page-order", "project 1.1.1/2", "9", "7", "โครงการที่ ๒\tแปลงผัก")],
        "a page too high",
    ),
    (
        put(("โครงการที่ ๒ แปลงผักริมคลอง", "โครงการที่ ๓ แปลงผักริมคลอง"), ("โครงการที่ ๒\tแปลง", "โครงการที่ ๓\tแปลง")),
        [("number-gap", "project 1.1.1/2", "2", "1, 3", "โครงการที่ ๑ สวนหย่อมหน้าบ้าน")],
        "a number left out",
    ),
    (
        put(
            ("โครงการที่ ๒ แปลงผักริมคลอง", "โครงการที่ ๑ แปลงผักริมคลอง"),
            ("โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n", ""),
        ),
        [("number-duplicate", "project 1.1.1/1", "สวนหย่อมหน้าบ้าน", "แปลงผักริมคลอง", "โครงการที่ ๑ สวนหย่อมหน้าบ้าน")],
        "a number given twice",
    ),
    (
        put(
            ("กลยุทธ์ที่ ๒.๑ เผยแพร่ความรู้แก่ประชาชน\n\n", "กลยุทธ์ที่ ๑.๒ เผยแพร่ความรู้แก่ประชาชน\n\n"),
            ("กลยุทธ์ที่ ๒.๑\tเผย", "กลยุทธ์ที่ ๑.๒\tเผย"),
        ),
        [
            ("summary-count", "strategy 2", "1", "0", "ยุทธศาสตร์ที่ ๒ สร้างความรู้เรื่องพันธุ์ไม้ ประกอบ"),
            ("summary-count", "strategy 2", "2", "0", "ยุทธศาสตร์ที่ ๒ สร้างความรู้เรื่องพันธุ์ไม้ ประกอบ"),
            ("summary-count", "strategy 1", "2", "3", "ยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง ประกอบ"),
            ("summary-count", "strategy 1", "3", "5", "ยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง ประกอบ"),
            ("number-parent", "program 2.1.1", "tactic 2.1", "tactic 1.2", "แผนงานที่ ๒.๑.๑ จัดทำสื่อ"),
        ],
        "a number that its parent does not continue to",
    ),
    (
        put(("กลุ่มเป้าหมาย\n\nคนในเมืองพฤกษาที่ใช้สวนหย่อม\n\n", "")),
        [("section-missing", "project 1.1.1/1", "กลุ่มเป้าหมาย", None, "โครงการที่ ๑ สวนหย่อมหน้าบ้าน")],
        "a section left out",
    ),
    (
        put(("กลุ่มเป้าหมาย\n\nคนในเมืองพฤกษาที่ใช้ป้ายพันธุ์ไม้\n\n", "")),
        [("section-missing", "project 2.1.1/1", "กลุ่มเป้าหมาย", None, "โครงการที่ ๑ ป้ายชื่อพันธุ์ไม้พูดได้")],
        "a shared write-up is called by its first project",
    ),
    (
        re.sub(r"(?s)ระดับคะแนน\tเกณฑ์การให้คะแนน\n๑\t[^\n]*แปลงผัก\n๓[^\n]*\n๕[^\n]*\n", "", CLEAN),
        [("rubric-missing", "project 1.1.1/2", None, None, "โครงการที่ ๒ แปลงผักริมคลอง")],
        "no rubric",
    ),
    (
        re.sub(r"๓\t[^\n]*แปลงผัก[^\n]*\n", "", CLEAN),
        [("rubric-level-missing", "project 1.1.1/2", "1, 3, 5", "1, 5", "มีแผนงานแปลงผัก")],
        "a level left out",
    ),
    (
        put(("๐.๕๕", "๐.๗๕")),
        [("band-order", "project 1.1.1/1", "65-69 = 0.75", "70-74 = 0.7", RUBRIC_5)],
        "points that fall",
    ),
    (
        put((FIRST, "ร้อยละ ๖๕ - ๗๐")),
        [("band-overlap", "project 1.1.1/1", "65-70", "70-74", RUBRIC_5)],
        "a shared value",
    ),
    (
        put((FIRST, "ร้อยละ ๖๐ - ๖๔")),
        [("band-gap", "project 1.1.1/1", "60-64", "70-74", RUBRIC_5)],
        "whole percentages between two bands",
    ),
    (
        put(("ร้อยละ ๘๐ ขึ้นไป", "ร้อยละ ๘๐ - ๑๐๕")),
        [("band-range", "project 1.1.1/1", "0-100", "ร้อยละ 80 - 105 ได้คะแนน 1.00 คะแนน", RUBRIC_5)],
        "more than a hundred",
    ),
    (
        put((MIDDLE, "ร้อยละ ๗๙ - ๗๕")),
        [("band-range", "project 1.1.1/1", "79 <= 75", "ร้อยละ 79 - 75 ได้คะแนน 0.85 คะแนน", RUBRIC_5)],
        "a band upside down",
    ),
    (
        put(("๐.๕๕", "๑.๕๕")),
        [
            ("band-order", "project 1.1.1/1", "65-69 = 1.55", "70-74 = 0.7", RUBRIC_5),
            ("band-range", "project 1.1.1/1", "<= 1", "ร้อยละ 65 - 69 ได้คะแนน 1.55 คะแนน", RUBRIC_5),
        ],
        "more points than the top",
    ),
    (
        put((PERIOD, "เริ่มต้น กันยายน ๒๕๖๙ สิ้นสุด ตุลาคม ๒๕๖๘")),
        [("period-range", "project 1.1.1/1", "2025-10-01 - 2026-09-30", "2026-09-01 - 2025-10-31", "เริ่มต้น กันยายน")],
        "an end before its start",
    ),
    (
        put((PERIOD, "เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด ธันวาคม ๒๕๖๙")),
        [("period-range", "project 1.1.1/1", "2025-10-01 - 2026-09-30", "2025-10-01 - 2026-12-31", "ธันวาคม ๒๕๖๙")],
        "outside the fiscal year",
    ),
    (
        put(("มากขึ้นทุกปี", "มากขึ้น (พ.ศ. ๒๕๖๙ - ๒๖๗๓)")),
        [("year-range", "project 1.1.1/1", "2569 - 2573", "2569 - 2673", "๒๖๗๓")],
        "a hundred years: one digit off the strategy's span",
    ),
    (
        put(("มากขึ้นทุกปี", "มากขึ้น (พ.ศ. ๒๕๗๓ - ๒๕๖๙)")),
        [("year-range", "project 1.1.1/1", "2569 - 2573", "2573 - 2569", "๒๕๗๓ - ๒๕๖๙)")],
        "the strategy's span turned round",
    ),
    (
        put(("มากขึ้นทุกปี", "มากขึ้นระหว่างปี ๒๕๖๕ - พ.ศ. ๒๕๖๑")),
        [("year-range", "project 1.1.1/1", None, "2565 - พ.ศ. 2561", "๒๕๖๕ - พ.ศ. ๒๕๖๑")],
        "years that fall, of which nothing tells what was meant",
    ),
    (
        put(("ระยะเวลาดำเนินการ " + PERIOD + "\n\n", "")),
        [("section-missing", "project 1.1.1/1", "ระยะเวลาดำเนินการ", None, "โครงการที่ ๑ สวนหย่อมหน้าบ้าน")],
        "a period left out is called by its label",
    ),
    (
        put(
            (
                "เกณฑ์การให้คะแนน/การดำเนินการ",
                "ระยะเวลาดำเนินการ เริ่มต้น ตุลาคม ๒๕๖๙ สิ้นสุด ธันวาคม ๒๕๖๙\n\nเกณฑ์การให้คะแนน/การดำเนินการ",
            )
        ),
        [("period-range", "project 1.1.1/1", "2025-10-01 - 2026-09-30", "2026-10-01 - 2026-12-31", "ธันวาคม ๒๕๖๙")],
        "the second of two periods",
    ),
    (
        put((PERIOD, "เริ่มต้น ตุลาคม ๒๕๖๑")),
        [("period-range", "project 1.1.1/1", "2025-10-01 - 2026-09-30", "2018-10-01 - …", "เริ่มต้น ตุลาคม ๒๕๖๑")],
        "the one end that was read",
    ),
    (
        put(("โครงการที่ ๒ แปลงผักริมคลอง", "โครงการที่ ๙๙๙ แปลงผักริมคลอง"), ("โครงการที่ ๒\tแปลง", "โครงการที่ ๙๙๙\tแปลง")),
        [("number-gap", "project 1.1.1/2", "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …", "1, 999", "โครงการที่ ๑ สวนหย่อมหน้าบ้าน")],
        "a number misread",
    ),
    (
        put(("๑.๐๐", "๐.๑๐")),
        [
            ("band-order", "project 1.1.1/1", "75-79 = 0.85", "80+ = 0.1", RUBRIC_5),
            ("band-range", "project 1.1.1/1", ">= 0.85", "ร้อยละ 80 ขึ้นไป ได้คะแนน 0.10 คะแนน", RUBRIC_5),
        ],
        "fewer points at the top than in several bands",
    ),
    (
        put(
            ("โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n", "โครงการที่ ๒\tเรือนเพาะชำ\t๔\nโครงการที่ ๒\tแปลงดอกไม้ริมคลอง\t๔\n"),
        ),
        [
            ("toc-extra", "project 1.1.1/2", "เรือนเพาะชำ", None, "เรือนเพาะชำ"),
            ("toc-title", "project 1.1.1/2", "แปลงดอกไม้ริมคลอง", "แปลงผักริมคลอง", "แปลงดอกไม้"),
        ],
        "two entries of one number: the nearer one is the heading's",
    ),
    (
        put(("จัดทำขึ้นสำหรับปีงบประมาณ พ.ศ. ๒๕๖๙", "จัดทำขึ้นสำหรับปีงบประมาณ พ.ศ. ๒๕๖๘")),
        [("year-range", "plan", "2569", "2568", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙")],
        "a preface of another year",
    ),
    (
        put(("ผลผลิต\tผลลัพธ์\nมีสวนหย่อม", "ผลผลิต\tผลผลิต\nมีสวนหย่อม")),
        [("header-duplicate", "project 1.1.1/1", "ผลลัพธ์", "ผลผลิต", "ผลผลิต\tผลผลิต")],
        "two columns of one name",
    ),
    (
        put((TWO, "มีสวนหย่อม ไม่น้อยกว่าร้อยละ ๓๕ ของเขต\tมีสวนหย่อม น้อยกว่าร้อยละ ๓๕ ของเขต")),
        [("target-conflict", "project 1.1.1/1", ">= 35", "< 35", "น้อยกว่าร้อยละ ๓๕")],
        "the opposite comparator of one number",
    ),
    (
        put((TWO, "มีสวนหย่อมในทุกเขต น้อยกว่าร้อยละ ๓๕\tไม่มีสวนหย่อมในทุกเขต ไม่น้อยกว่าร้อยละ ๓๕")),
        [("target-conflict", "project 1.1.1/1", "< 35", ">= 35", "น้อยกว่าร้อยละ ๓๕")],
        "of the thing and of its opposite: perhaps they say the same",
    ),
    (
        put(
            (INDICATOR, "จำนวนสวนหย่อมที่เปิดให้คนในเมือง (ไม่น้อยกว่า ๕ สวนหย่อม)"),
            (TWO, "มีสวนหย่อมในเมือง ไม่น้อยกว่า ๑๐ สวนหย่อม\tมีร่มเงา"),
        ),
        [("target-conflict", "project 1.1.1/1", "5", "10", "ไม่น้อยกว่า ๕")],
        "another number of what the indicator counts",
    ),
    (
        put(
            ("ให้คนริมคลองปลูกผักไว้กินเอง", "ให้คนริมคลองได้ปลูกผักในแปลงผัก น้อยกว่าร้อยละ ๓๕"),
            (VEGETABLES, "คนริมคลองได้ปลูกผักในแปลงผัก ไม่น้อยกว่าร้อยละ ๓๕"),
        ),
        [("target-conflict", "project 1.1.1/2", "< 35", ">= 35", "น้อยกว่าร้อยละ ๓๕")],
        "what the summary says",
    ),
    (
        put(("แผนงานที่ ๑.๑.๒ ดูแลต้นไม้เก่าแก่\n\nโครงการ", "แผนงานที่ ๑.๑.๒ ดูแลต้นไม้เก่าแก่\n\nโครงการ")).replace(
            "สำรวจและบำรุงต้นไม้ใหญ่", "แปลงผักริมคลอง"
        ),
        [("project-repeated", "project 1.1.1/2", "แปลงผักริมคลอง", "1.1.2/1", "โครงการที่ ๒ แปลงผักริมคลอง")],
        "one project under two programs",
    ),
    (
        put(("โครงการแปลงผักริมคลอง มี", "โครงการแปลงผัก และโครงการแปลงผักริมคลอง มี")),
        [("summary-project-missing", "strategy 1", "โครงการแปลงผัก", None, "๑) โครงการแปลงผัก")],
        "two names of one project",
    ),
    (
        put(("กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง\n\nแผนงานที่ ๑.๑.๒", "กลยุทธ์ที่ ๑.๑ ปลุกต้นไม้ในที่ว่างของเมือง\n\nแผนงานที่ ๑.๑.๒")),
        [("spelling-suspect", "tactic 1.1", "ปลูกต้นไม้ในที่ว่างของเมือง", "ปลุกต้นไม้ในที่ว่างของเมือง", "กลยุทธ์ที่ ๑.๑ ปลูก")],
        "a heading printed again with a letter changed",
    ),
    (
        put(("กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง\n\nแผนงานที่ ๑.๑.๒", "กลยุทธ์ที่ ๑.๑ ดูแลต้นไม้ในที่ว่างของเมือง\n\nแผนงานที่ ๑.๑.๒")),
        [("toc-title", "tactic 1.1", "ปลูกต้นไม้ในที่ว่างของเมือง", "ดูแลต้นไม้ในที่ว่างของเมือง", "กลยุทธ์ที่ ๑.๑\tปลูก")],
        "printed again in other words than the contents",
    ),
    (
        put(
            ("กลยุทธ์ที่ ๑.๑\tปลูกต้นไม้ในที่ว่างของเมือง\t๑\n", ""),
            ("กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง\n\nแผนงานที่ ๑.๑.๒", "กลยุทธ์ที่ ๑.๑ ดูแลต้นไม้ในที่ว่างของเมือง\n\nแผนงานที่ ๑.๑.๒"),
        ),
        [
            ("toc-missing", "tactic 1.1", None, "ปลูกต้นไม้ในที่ว่างของเมือง", "กลยุทธ์ที่ ๑.๑ ปลูก"),
            ("part-difference", "tactic 1.1", "ปลูกต้นไม้ในที่ว่างของเมือง", "ดูแลต้นไม้ในที่ว่างของเมือง", "กลยุทธ์ที่ ๑.๑ ปลูก"),
        ],
        "printed again in other words, and the contents do not tell which is right",
    ),
    (
        put(("สำนักสวนสาธารณะ สำนักงาน", "สำนักสวนสาธารณา สำนักงาน")),
        [("spelling-suspect", "unit สำนักสวนสาธารณะ", "สำนักสวนสาธารณะ", "สำนักสวนสาธารณา", "กลุ่มงานดูแลแปลงผัก")],
        "a bureau spelled in two ways; the usual one comes first",
    ),
    (
        put(("กลุ่มงานดูแลแปลงผัก", "กลุ่มดูแลสวนหย่อม")),
        [("spelling-suspect", "unit กลุ่มงานดูแลสวนหย่อม", "กลุ่มงานดูแลสวนหย่อม", "กลุ่มดูแลสวนหย่อม", "กลุ่มงานดูแลสวนหย่อม")],
        "one group under two words for a group",
    ),
    (
        put(("มากขึ้นทุกปี", "มากขึ้น ตามประกาศเมือง ที่ ๔๙/๒๕๕๖ ลงวันที่ ๙ มิถุนายน ๒๕๕๔")),
        [("year-range", "project 1.1.1/1", None, "49/2556 … 9 มิถุนายน 2554", "๔๙/๒๕๕๖")],
        "a date before the year of its number",
    ),
    (
        put(("มากขึ้นทุกปี", "มากขึ้น ตามมติเมื่อวันอังคารที่ ๑๘ กุมภาพันธ์ ๒๕๖๒")),
        [("date-impossible", "project 1.1.1/1", "จันทร์", "อังคาร 18 กุมภาพันธ์ 2562", "วันอังคาร")],
        "another day of the week",
    ),
    (
        put(("มากขึ้นทุกปี", "มากขึ้น ตามมติเมื่อวันที่ ๓๑ มิถุนายน ๒๕๖๒")),
        [("date-impossible", "project 1.1.1/1", "1-30", "31 มิถุนายน 2562", "๓๑ มิถุนายน")],
        "a day that no June has",
    ),
    (
        put(("ผลผลิต\tผลลัพธ์\nมีสวนหย่อม", "อะไร\tเท่าไร\nมีสวนหย่อม")),
        [("unclaimed-lines", "plan", None, "2", "อะไร\tเท่าไร")],
        "a table that nobody knows",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), RAISED)
def test_what_is_raised(text: str, expected: list[Told], why: str) -> None:
    found = [(one.code, one.subject, one.expected, one.found, one.source[0].first_line) for one in findings(text)]
    wanted = [(*told, line_of(text, words)) for *told, words in expected]
    assert sorted(found, key=str) == sorted(wanted, key=str), why


NEAR: list[object] = [
    (put(("๒ แผนงาน ๓ โครงการ", "๒ แผนงาน และ ๓ โครงการ")), "the same counts in other words"),
    (put(("๒ แผนงาน ๓ โครงการ", "สอง แผนงาน ๓ โครงการ")), "what is no counting sentence claims nothing"),
    (put(("โครงการแปลงผักริมคลอง มี", "โครงการแปลงผักริมคลองมี")), "no blank behind the name"),
    (put(("โครงการแปลงผักริมคลอง มี", "โครงการการแปลงผักริมคลอง มี")), "a word put before the name"),
    (put(("\tแปลงผักริมคลอง\t", "\tแปลงผัก ริมคลอง\t")), "a blank more"),
    (put(("\tแปลงผักริมคลอง\t", "\t“แปลงผัก” ริมคลอง\t")), "quotes"),
    (put(("\tแปลงผักริมคลอง\t๔", "\tแปลงผักริมคลอง\t๗")), "two entries on one page"),
    (put(("\tแปลงผักริมคลอง\t๔", "\tแปลงผักริมคลอง\t")), "an entry without its page"),
    (put(("แปลงผักริมคลอง\n", "แปลงผักริมคลอง\n\nโครงการที่ ๒ แปลงผักริมคลอง\n")), "a heading printed twice"),
    (put(("ร้อยละ ๗๐ - ๗๔", "ร้อยละ ๗๐ - ๗๔.๙๙")), "a decimal end meets the next band"),
    (put((FIRST, "ร้อยละ ๖๙")), "a single step is no gap"),
    (put((FIRST, "ร้อยละ ๖๕"), (LOW, "ร้อยละ ๗๐"), (MIDDLE, "ร้อยละ ๗๕"), ("ร้อยละ ๘๐ ขึ้นไป", "ร้อยละ ๘๐")), "single steps"),
    (put(("ร้อยละ ๘๐ ขึ้นไป", "ร้อยละ ๘๐ - ๑๐๐")), "a closed top"),
    (put((PERIOD, "เริ่มต้น มกราคม ๒๕๖๙ สิ้นสุด มกราคม ๒๕๖๙")), "one month"),
    (put((PERIOD, "ตลอดปี")), "a period that nobody can read is told as a note"),
    (put(("มากขึ้นทุกปี", "มากขึ้น (พ.ศ. ๒๕๖๑ - ๒๕๘๐)")), "the national strategy's twenty years"),
    (put(("มากขึ้นทุกปี", "มากขึ้น โทร ๐๒-๒๕๗๓-๒๕๖๙")), "a telephone number"),
    (put(("มากขึ้นทุกปี", "มากขึ้น (๒๕๗๓-๒๕๖๙-๐๒)")), "a chain of figures"),
    (put(("มากขึ้นทุกปี", "มากขึ้น (๒๙๐๐ - ๒๔๐๐ คน)")), "a bracket with more than two figures in it"),
    (put(("โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n", "โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n" * 2)), "an entry printed twice"),
    (put((PERIOD, "เริ่มต้น ตุลาคม ๒๕๖๘")), "one end, inside the fiscal year"),
    (put(("มากขึ้นทุกปี", "มากขึ้น ๒๕๖๙/๒๕๗๓ - ๒๖๗๓")), "a number of a letter"),
    (put(("สำหรับปีงบประมาณ พ.ศ. ๒๕๖๙", "ต่อจากปีงบประมาณ พ.ศ. ๒๕๖๘ สำหรับปีงบประมาณ พ.ศ. ๒๕๖๙")), "two years"),
    (put(("สำหรับปีงบประมาณ พ.ศ. ๒๕๖๙ ", "")), "a preface without a year"),
    (put(("๕\t<ul", "\n- ๑๒ -\n\nระดับคะแนน\tเกณฑ์การให้คะแนน\n๕\t<ul")), "a rubric that a page cut"),
    (BRIEFS, "no front, no contents, no summary"),
    (f"{BRIEFS}\n{CLOSING}", "no front"),
    ("ก", "nothing"),
    (
        put(
            ("ร้อยละ ๖๕ - ๖๙ ได้คะแนน ๐.๕๕", "ร้อยละ ๑๕ - ๑๙ ได้คะแนน ๐.๕๕"),
            ("ร้อยละ ๗๐ - ๗๔ ได้คะแนน ๐.๗๐", "ร้อยละ ๑๐ - ๑๔ ได้คะแนน ๐.๗๐"),
            ("ร้อยละ ๗๕ - ๗๙ ได้คะแนน ๐.๘๕", "ร้อยละ ๕ - ๙ ได้คะแนน ๐.๘๕"),
            ("ร้อยละ ๘๐ ขึ้นไป ได้คะแนน ๑.๐๐", "ร้อยละ ๐ - ๔ ได้คะแนน ๑.๐๐"),
        ),
        "a scale of which less is better",
    ),
    (
        put(("สำหรับปีงบประมาณ พ.ศ. ๒๕๖๙", "ประจำปี พ.ศ. ๒๕๖๙ ต่อจากปีงบประมาณ พ.ศ. ๒๕๖๘")),
        "the plan's own year in other words",
    ),
    (put(("มากขึ้นทุกปี", "มากขึ้นจาก ๒๔๐๐ - ๒๙๐๐ คน")), "two numbers of people"),
    (put((TWO, "มีสวนหย่อม ไม่น้อยกว่าร้อยละ ๖๐ ของเขต\tมีสวนหย่อม ไม่เกินร้อยละ ๙๐ ของเขต")), "a range told by its two ends"),
    (put((TWO, "มีสวนหย่อม ไม่น้อยกว่าร้อยละ ๓๕ ของเขต\tคนบ่นเรื่องขยะ น้อยกว่าร้อยละ ๓๕")), "one number of two things"),
    (
        put((TWO, "ร้อยละ ๘๐ ของคนที่มาอบรมรู้วิธีดูแลสวน\tร้อยละ ๘๕ ของคนที่มาอบรมดูแลสวนเองได้ทุกวันตลอดปี")),
        "two things of one training",
    ),
    (put((TWO, "มีสวนหย่อม ไม่น้อยกว่า ๓ แห่ง และ ๕ แห่ง\tคนได้ใช้")), "two numbers in one place"),
    (put((INDICATOR, "ดำเนินการตามแผนงานสวนหย่อม ร้อยละ ๙๐")), "the steps of a rubric are no targets"),
    (
        put((INDICATOR, "จำนวนสวนหย่อมที่เปิดใหม่ (ไม่น้อยกว่า ๕ สวนหย่อม)"), (TWO, "มีป้ายเตือน ไม่น้อยกว่า ๑๐ สวนหย่อม\tคนได้ใช้")),
        "another thing in the same unit",
    ),
    (
        put(("กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง\n\nแผนงานที่ ๑.๑.๒", "กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ ในที่ว่าง ของเมือง\n\nแผนงานที่ ๑.๑.๒")),
        "printed again with other blanks",
    ),
    (put(("กลุ่มงานดูแลแปลงผัก", "กลุ่มงานดูแลแปลงพืช")), "two groups"),
    (put(("มากขึ้นทุกปี", "มากขึ้น ตามมติครั้งที่ ๑๒/๒๕๖๕ เมื่อวันที่ ๕ มกราคม ๒๕๖๖")), "the minutes of a year's last meeting"),
    (
        put(("มากขึ้นทุกปี", "มากขึ้น ตามหนังสือที่ ๑๒/๒๕๖๕ และมติเมื่อวันที่ ๓ มีนาคม ๒๕๖๕ กับ ๕ มกราคม ๒๕๖๔")),
        "a second date is of something else",
    ),
    (put(("มากขึ้นทุกปี", "มากขึ้น ตามมติเมื่อวันจันทร์ที่ ๑๘ กุมภาพันธ์ ๒๕๖๒ และวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๗")), "a Monday, and a leap day"),
]


@pytest.mark.parametrize(("text", "why"), NEAR)
def test_what_is_not_raised(text: str, why: str) -> None:
    assert [(one.code, one.subject, one.expected, one.found) for one in findings(text)] == [], why


CASES: list[tuple[str, list[Told], str]] = [getattr(case, "values", case) for case in RAISED]  # type: ignore[misc]


def test_a_number_that_was_read_in_two_ways_is_told() -> None:
    made = make(CLEAN)
    line = next(one for one in made.document.lines if "โครงการที่" in one.text and one.cells is None)
    scan = replace(made.document, doubtful=(DoubtfulNumber(line.number, "7", "1", 3),))
    (found,) = [one for one in check(scan, made.plan, made.profile) if one.code == "number-doubtful"]
    assert (found.expected, found.found, found.source[0].first_line) == ("1", "7", line.number)


@pytest.mark.parametrize("text", [text for text, _, _ in CASES], ids=[why for *_, why in CASES])
def test_messages_are_filled_in_both_languages(text: str) -> None:
    for one in findings(text):
        for message in (one.message_th, one.message_en):
            assert "{" not in message
            assert "None" not in message
        for value in (one.expected, one.found):
            if value is not None and one.code not in ("section-missing", "period-range", "number-gap"):
                assert value in one.message_en or value in one.message_th, one.code
        assert re.search("[ก-ฮ]", one.message_th)


@pytest.mark.parametrize("code", sorted(catalogue("findings")))
def test_a_code_has_its_texts(code: str) -> None:
    entry = catalogue("findings")[code]
    assert entry["severity"] in ("error", "warning", "info")
    assert {"title_th", "title_en", "th", "en", "why_th", "why_en", "example", "counter_example"} <= set(entry)
    assert entry["example"] != entry["counter_example"]


def test_ids_of_findings_are_unique_and_the_same_again() -> None:
    text = put(("๒ แผนงาน ๓ โครงการ", "๕ แผนงาน ๔ โครงการ"), ("๐.๕๕", "๑.๕๕"), ("\tแปลงผักริมคลอง\t๔", "\tไม้ดอก\t๙"))
    ids = [one.finding_id for one in findings(text)]
    assert len(ids) == len(set(ids)) > 4
    assert ids == [one.finding_id for one in findings(text)]


def test_checks_change_no_record() -> None:
    made = make(put(("๒ แผนงาน ๓ โครงการ", "๕ แผนงาน ๔ โครงการ")))
    before = made.plan.model_dump_json()
    made.findings()
    assert made.plan.model_dump_json() == before


def test_where_two_places_disagree_both_are_named_the_claim_first() -> None:
    text = put(("\tแปลงผักริมคลอง\t", "\tแปลงดอกไม้ริมถนน\t"))
    (one,) = findings(text)
    assert [span.first_line for span in one.source] == [line_of(text, "แปลงดอกไม้"), line_of(text, "แปลงผักริมคลอง", 2)]


def test_one_end_alone_is_checked() -> None:
    assert [one.code for one in findings(put((PERIOD, "สิ้นสุด ธันวาคม ๒๕๗๕")))] == ["period-range"]


def test_a_misprinted_top_is_one_finding() -> None:
    assert len([one for one in findings(put(("๑.๐๐", "๐.๑๐"))) if one.code == "band-range"]) <= 1


def test_a_gap_is_told_in_few_words() -> None:
    text = put(("โครงการที่ ๒ แปลงผักริมคลอง", "โครงการที่ ๙๙๙ แปลงผักริมคลอง"))
    (gap,) = [one for one in findings(text) if one.code == "number-gap"]
    assert len(gap.expected or "") < 200


def test_two_projects_of_one_number_with_likely_titles_are_told() -> None:
    text = CLEAN.replace("สวนหย่อมหน้าบ้าน", "อบรมคนสวนรุ่นต้น").replace("แปลงผักริมคลอง", "อบรมคนสวนรุ่นปลาย")
    text = text.replace("โครงการที่ ๒ อบรม", "โครงการที่ ๑ อบรม")
    assert "number-duplicate" in [one.code for one in findings(text)]


def test_an_entry_given_twice_in_the_contents_is_told() -> None:
    text = put(("โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n", "โครงการที่ ๒\tแปลงผักริมคลอง\t๔\nโครงการที่ ๒\tเรือนเพาะชำ\t๖\n"))
    assert [one.code for one in findings(text)] == ["toc-extra"]
