"""Targets that the layout tells to be one, activities outside their project's period, and aims of another office."""

from __future__ import annotations

import pytest
from samples import BANDS, CLEAN, make
from test_checks import put
from test_retold_titles import place

from pipeline.check import check

Told = tuple[str, str, str | None, str | None, list[str]]
"""Code, severity, expected, found, and words of each line that the finding names."""

INDICATOR = "ร้อยละความพอใจต่อสวนหย่อม ไม่น้อยกว่าร้อยละ ๘๐"
MEASURED = "ร้อยละของคนในเมืองที่พอใจสวนหย่อมใกล้บ้าน"
LABEL = "ร้อยละของผู้พอใจสวนหย่อม"
TARGETS = "มีสวนหย่อม ไม่น้อยกว่า ๓ แห่ง\tคนในเมืองได้ใช้สวนหย่อม"
ACTION = "ดำเนินการตามแผนงานสวนหย่อม"


def banded(indicator: str, label: str, *, targets: str = TARGETS, bands: str = BANDS) -> str:
    return put((INDICATOR, indicator), (LABEL, label), (TARGETS, targets), (BANDS, bands))


def headed(output: str, outcome: str, targets: str) -> str:
    return put((INDICATOR, f"ผลผลิต\n\n{output}\n\nผลลัพธ์\n\n{outcome}"), (TARGETS, targets))


def timed(*rows: str, period: str = "เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙") -> str:
    table = "\n".join(["ลำดับที่\tกิจกรรม\tระยะเวลา", *rows])
    return put(
        ("กลุ่มเป้าหมาย\n\nคนในเมืองพฤกษาที่ใช้สวนหย่อม", f"กิจกรรม\n\n{table}\n\nกลุ่มเป้าหมาย\n\nคนในเมืองพฤกษาที่ใช้สวนหย่อม"),
        ("เริ่มต้น ตุลาคม ๒๕๖๘ สิ้นสุด กันยายน ๒๕๖๙", period),
    )


def of_senate(objective: str, group: str, responsible: str = "") -> str:
    """A plan of an office that the list knows."""
    text = CLEAN.replace("สำนักงานสวนเมืองพฤกษา", "สำนักงานเลขาธิการวุฒิสภา").replace("สำนักสวนสาธารณะ", "สำนักบริหารงานกลาง")
    text = text.replace("๑. เพื่อให้มีสวนหย่อมครบทุกเขต", f"๑. {objective}").replace("คนในเมืองพฤกษาที่ใช้สวนหย่อม", group)
    return text.replace("กลุ่มงานดูแลสวนหย่อม\n", f"{responsible}กลุ่มงานดูแลสวนหย่อม\n")


HOUSE, SENATE = "สำนักงานเลขาธิการสภาผู้แทนราษฎร", "สำนักงานเลขาธิการวุฒิสภา"

RAISED: list[tuple[str, list[Told], str]] = [
    (
        banded(f"{MEASURED} ไม่น้อยกว่าร้อยละ ๗๐", MEASURED),
        [("target-conflict", "warning", "70", "80", ["ไม่น้อยกว่าร้อยละ ๗๐", f"{MEASURED} โดยมี"])],
        "full points from another percentage on",
    ),
    (
        banded(INDICATOR, MEASURED, targets=f"มีสวนหย่อม\t{MEASURED} ร้อยละ ๗๐"),
        [("target-conflict", "warning", "70", "80", [f"มีสวนหย่อม\t{MEASURED}", f"{MEASURED} โดยมี"])],
        "an outcome in the words of the bands, although the indicator agrees with them",
    ),
    (
        banded(f"{MEASURED} น้อยกว่าร้อยละ ๘๐", MEASURED),
        [("target-conflict", "warning", "< 80", ">= 80", ["น้อยกว่าร้อยละ ๘๐", f"{MEASURED} โดยมี"])],
        "more points for more of what is to be less",
    ),
    (
        banded(f"{MEASURED} ไม่น้อยกว่าร้อยละ ๗๐", MEASURED, targets=f"มีสวนหย่อม\tมี{MEASURED} ร้อยละ ๘๐"),
        [("target-conflict", "warning", "70", "80", ["ไม่น้อยกว่าร้อยละ ๗๐", "มีสวนหย่อม\tมี"])],
        "told by the outcome and by the bands: one finding",
    ),
    (
        put(
            (INDICATOR, "ระดับความสำเร็จของการจัดสวนหย่อมแบบใหม่ อย่างน้อย ๑ รูปแบบ"),
            (TARGETS, "มีการจัดสวนหย่อมในที่ว่างของเมือง อย่างน้อย ๓ รูปแบบ\tคนในเมืองได้ใช้สวนหย่อม"),
        ),
        [("target-conflict", "warning", "1", "3", ["อย่างน้อย ๑ รูปแบบ", "อย่างน้อย ๓ รูปแบบ"])],
        "another number in the only unit of both places",
    ),
    (
        headed(
            "ผู้เข้าอบรม ไม่น้อยกว่าร้อยละ ๘๐ ของกลุ่มเป้าหมาย ผ่านเกณฑ์การดูแลสวนหย่อม",
            "คนในเมืองมีร่มเงา",
            "ชุมชนมีการดูแลสวนหย่อมให้ร่มรื่นและใช้พักผ่อนได้ทุกวัน ไม่น้อยกว่าร้อยละ ๖๐ ของกลุ่มเป้าหมาย\tคนในเมืองมีร่มเงา",
        ),
        [("target-conflict", "warning", "80", "60", ["ผู้เข้าอบรม", "ชุมชนมีการดูแล"])],
        "an indicator under a sub-heading, and the column of that name",
    ),
    (
        banded(f"ร้อยละของสวนหย่อมที่เปิดแล้ว (ปี ๒๕๖๙ {ACTION} ร้อยละ ๖๐)", LABEL),
        [("target-conflict", "warning", "60", "80", ["ร้อยละ ๖๐)", f"{ACTION} ร้อยละ ๘๐"])],
        "less than the least that is scored",
    ),
    (
        timed("๑\tปลูกไม้\tตุลาคม ๒๕๖๘", "๒\tรดน้ำ\tปีงบประมาณ พ.ศ. ๒๕๗๐"),
        [
            (
                "period-range",
                "warning",
                "2025-10-01 - 2026-09-30",
                "2026-10-01 - 2027-09-30",
                ["ระยะเวลาดำเนินการ", "๒\tรดน้ำ"],
            )
        ],
        "an activity in the year after the project's end",
    ),
    (
        timed("๑\tปลูกไม้\tกรกฎาคม - กันยายน ๒๕๖๘", "๒\tรดน้ำ\tตุลาคม - พฤศจิกายน ๒๕๖๙"),
        [
            (
                "period-range",
                "warning",
                "2025-10-01 - 2026-09-30",
                "2025-07-01 - 2026-11-30",
                ["ระยะเวลาดำเนินการ", "๑\tปลูกไม้", "๒\tรดน้ำ"],
            )
        ],
        "before its start and after its end: one finding",
    ),
    (
        of_senate(f"เพื่อให้บุคลากรของ{HOUSE}และ{SENATE}ดูแลสวน", f"บุคลากรของ{SENATE}"),
        [("agency-doubtful", "warning", SENATE, HOUSE, ["๑. เพื่อให้บุคลากร"])],
        "an objective for two offices, a target group of one",
    ),
    (
        of_senate("เพื่อให้มีสวน", f"บุคลากรของ{HOUSE}"),
        [("agency-doubtful", "warning", SENATE, HOUSE, ["บุคลากรของ"])],
        "a target group of the other office alone",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), RAISED)
def test_what_is_raised(text: str, expected: list[Told], why: str) -> None:
    found = [
        (one.code, one.severity, one.expected, one.found, [span.first_line for span in one.source])
        for one in make(text).findings()
    ]
    assert found == [(*told, [place(text, phrase) for phrase in phrases]) for *told, phrases in expected], why


NEAR: list[tuple[str, str]] = [
    (
        put(
            (INDICATOR, "ระดับความสำเร็จของการจัดสวนหย่อมแบบใหม่ อย่างน้อย ๑ ครั้ง"),
            (TARGETS, "มีการจัดสวนหย่อมในที่ว่างของเมือง อย่างน้อย ๓ ครั้ง\tคนในเมืองได้ใช้สวนหย่อม"),
        ),
        "times are counted of many things",
    ),
    (
        put(
            (INDICATOR, "ระดับความสำเร็จของการจัดสวนหย่อมแบบใหม่ อย่างน้อย ๑ รูปแบบ"),
            (TARGETS, "๑. จัดสวนหย่อม ๓ รูปแบบ ๒. จัดสวนหย่อมหน้าบ้าน ๒ รูปแบบ\tคนในเมืองได้ใช้สวนหย่อม"),
        ),
        "two numbers of the unit in one place: nobody knows which is meant",
    ),
    (banded(f"{MEASURED} ไม่น้อยกว่าร้อยละ ๘๐", MEASURED), "full points for the target"),
    (banded(f"{MEASURED} น้อยกว่าร้อยละ ๗๐", MEASURED), "a target that is not to be reached"),
    (banded("ร้อยละของสวนที่เปิดแล้วในทุกเขต ไม่น้อยกว่าร้อยละ ๗๐", MEASURED), "bands of another measure"),
    (
        banded(f"{MEASURED} ไม่น้อยกว่าร้อยละ ๗๐", MEASURED, bands=BANDS[BANDS.index("ร้อยละ ๘๐") :]),
        "one band alone leads up to nothing",
    ),
    (
        headed(
            "ผู้เข้าอบรม ไม่น้อยกว่าร้อยละ ๘๐ ของกลุ่มเป้าหมาย ผ่านเกณฑ์การดูแลสวนหย่อม",
            "คนในเมืองมีร่มเงา",
            "มีสวนหย่อม\tชุมชนมีการดูแลสวนหย่อมให้ร่มรื่นและใช้พักผ่อนได้ทุกวัน ร้อยละ ๖๐ ของกลุ่มเป้าหมาย",
        ),
        "the column of the other sub-heading",
    ),
    (
        headed(
            "ผู้เข้าอบรม ไม่น้อยกว่าร้อยละ ๘๐ ของกลุ่มเป้าหมาย ผ่านเกณฑ์การดูแลสวนหย่อม",
            "คนในเมืองมีร่มเงา",
            "ทางเดินเปิดใช้ทั่วเมืองแล้ว ร้อยละ ๖๐\tคนในเมืองมีร่มเงา",
        ),
        "of which nothing says that it is the same",
    ),
    (banded(f"ร้อยละของสวนหย่อมที่เปิดแล้ว (ปี ๒๕๖๙ {ACTION} ร้อยละ ๘๕)", LABEL), "between two steps"),
    (banded("ร้อยละของไม้ริมทางที่ปลูกใหม่และยังอยู่รอด ร้อยละ ๖๐", LABEL), "another thing than the steps"),
    (timed("๑\tปลูกไม้\tตุลาคม ๒๕๖๘", "๒\tรดน้ำ\tมกราคม - กันยายน ๒๕๖๙"), "activities within the period"),
    (timed("๑\tปลูกไม้\tทุกเดือน", "๒\tรดน้ำ\tไตรมาส ๒"), "times that name no year"),
    (of_senate(f"เพื่อให้บุคลากรของ{HOUSE}และ{SENATE}ดูแลสวน", f"บุคลากรของ{HOUSE}และ{SENATE}"), "two offices in both"),
    (of_senate(f"เพื่อให้บุคลากรของ{HOUSE}และ{SENATE}ดูแลสวน", "ประชาชนทั่วไป"), "a group of no office"),
    (
        of_senate(f"เพื่อให้บุคลากรของ{HOUSE}และ{SENATE}ดูแลสวน", f"บุคลากรของ{SENATE}", f"สำนักบริหารงานกลาง {HOUSE}\n\n"),
        "the other office is responsible, too",
    ),
]


@pytest.mark.parametrize(("text", "why"), NEAR)
def test_what_is_not_raised(text: str, why: str) -> None:
    codes = {"target-conflict", "period-range", "agency-doubtful"}
    assert [(one.code, one.expected, one.found) for one in make(text).findings() if one.code in codes] == [], why


def test_a_level_with_a_band_that_was_not_read_is_compared_with_nothing() -> None:
    made = make(banded(f"{MEASURED} ไม่น้อยกว่าร้อยละ ๗๐", MEASURED))
    first, *others = made.plan.rubric_bands
    unread = first.model_copy(update={"low": None, "high": None})
    plan = made.plan.model_copy(update={"rubric_bands": [unread, *others]})
    assert check(made.document, plan, made.profile) == []
