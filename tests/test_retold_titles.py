"""Titles told again outside the headings (summary, running text, page heads, labels), and parts without numbers."""

from __future__ import annotations

import pytest
from samples import CLEAN, line_of, make, one_brief
from test_checks import put

Told = tuple[str, str, str, str | None, str | None, list[str]]
"""Code, severity, subject, expected, found, and words of each line that the finding names."""

GREEN = "ขยายพื้นที่สีเขียวของเมือง"
RATIONALE = "คนในเมืองต้องการสวนหย่อมมากขึ้นทุกปี"
SUMMARY_NAME = "โครงการแปลงผักริมคลอง มีเป้าหมาย"
LONG = "ร้อยละของคนในเมืองพฤกษาที่ดูแลต้นไม้หน้าบ้านของตนเองได้"


def place(text: str, phrase: str) -> int:
    """The line that is `phrase`, else the first that holds it."""
    lines = text.split("\n")
    return lines.index(phrase) + 1 if phrase in lines else line_of(text, phrase)


def paged(*heads: str) -> str:
    """A page's head before each of the first lists of who is responsible."""
    parts = CLEAN.split("ผู้รับผิดชอบ\n\n")
    text = parts[0]
    for place, part in enumerate(parts[1:]):
        head = f"{heads[place]}\n\n" if place < len(heads) else ""
        text += f"{head}ผู้รับผิดชอบ\n\n{part}"
    return text


def labelled(first: str, second: str) -> str:
    """A write-up whose indicator stands under a numbered label, and once more over its rubric."""
    return put(
        ("ตัวชี้วัด\n\nร้อยละความพอใจต่อสวนหย่อม ไม่น้อยกว่าร้อยละ ๘๐", f"ตัวชี้วัดที่ ๑\n\n{first}"),
        ("เกณฑ์การให้คะแนน/การดำเนินการ", f"ตัวชี้วัดที่ ๑\n\n{second}\n\nเกณฑ์การให้คะแนน/การดำเนินการ"),
    )


RAISED: list[tuple[str, list[Told], str]] = [
    (
        put((SUMMARY_NAME, "โครงการแปลงผักสวนครัวของคนริมคลอง มีเป้าหมาย")),
        [
            (
                "part-difference",
                "info",
                "project 1.1.1/2",
                "แปลงผักสวนครัวของคนริมคลอง",
                "แปลงผักริมคลอง",
                ["โครงการแปลงผักสวนครัว", "โครงการที่ ๒ แปลงผักริมคลอง"],
            )
        ],
        "the summary names a project in other words",
    ),
    (
        put((SUMMARY_NAME, "โครงการแปลงฝักริมคลอง มีเป้าหมาย")),
        [
            (
                "spelling-suspect",
                "info",
                "project 1.1.1/2",
                "แปลงฝักริมคลอง",
                "แปลงผักริมคลอง",
                ["โครงการแปลงฝัก", "โครงการที่ ๒ แปลงผักริมคลอง"],
            )
        ],
        "the summary spells a project otherwise",
    ),
    (
        put((RATIONALE, "ตามยุทธศาสตร์ที่ ๑ ขยายสวนและพื้นที่สีเขียวของเมือง ต้องมีสวนหย่อม")),
        [
            (
                "part-difference",
                "warning",
                "strategy 1",
                GREEN,
                "ขยายสวนและพื้นที่สีเขียวของเมือง",
                ["ยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง", "ตามยุทธศาสตร์ที่ ๑"],
            )
        ],
        "a rationale cites the strategy in other words",
    ),
    (
        put((RATIONALE, "ตามยุทธศาสตร์ที่ ๑ ขยายสวนและ\nพื้นที่สีเขียวของเมือง ต้องมีสวนหย่อม")),
        [
            (
                "part-difference",
                "warning",
                "strategy 1",
                GREEN,
                "ขยายสวนและ พื้นที่สีเขียวของเมือง",
                ["ยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง", "ตามยุทธศาสตร์ที่ ๑"],
            )
        ],
        "cited over the end of a line",
    ),
    (
        put(
            (RATIONALE, "ตามยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง และกลยุทธ์ที่ ๑.๑ ปลุกต้นไม้ในที่ว่างของเมือง"),
            ("คนในเมืองต้องการไม้ใหญ่", "ตามกลยุทธ์ที่ ๑.๑ ปลุกต้นไม้ในที่ว่างของเมือง คนต้องการไม้ใหญ่"),
        ),
        [
            (
                "spelling-suspect",
                "info",
                "tactic 1.1",
                "ปลูกต้นไม้ในที่ว่างของเมือง",
                "ปลุกต้นไม้ในที่ว่างของเมือง",
                ["กลยุทธ์ที่ ๑.๑ ปลูกต้นไม้ในที่ว่างของเมือง", "ตามยุทธศาสตร์ที่ ๑", "ตามกลยุทธ์ที่ ๑.๑"],
            )
        ],
        "the second citation of a line, and the same spelling elsewhere: one finding",
    ),
    (
        put(
            (
                "กลุ่มเป้าหมาย\n\nคนในเมืองพฤกษาที่ใช้ป้าย",
                "กิจกรรม\n\nโครงการ ๒.๑.๑.๒ ห้องเรียนสวนกลางแจ้ง\n\n๑. ปลูก\n\nกลุ่มเป้าหมาย\n\nคนในเมืองพฤกษาที่ใช้ป้าย",
            )
        ),
        [
            (
                "part-difference",
                "warning",
                "project 2.1.1/2",
                "ห้องเรียนกลางแจ้ง",
                "ห้องเรียนสวนกลางแจ้ง",
                ["โครงการที่ ๒ ห้องเรียนกลางแจ้ง", "โครงการ ๒.๑.๑.๒"],
            )
        ],
        "a sub-heading that names a project by its full number",
    ),
    (
        put(("โครงการที่ ๒ แปลงผักริมคลอง\n", "โครงการที่ ๒ แปลงผักริมคลอง\n\nโครงการแปลงฝักริมคลอง\n")),
        [
            (
                "spelling-suspect",
                "info",
                "project 1.1.1/2",
                "แปลงผักริมคลอง",
                "แปลงฝักริมคลอง",
                ["โครงการที่ ๒ แปลงผักริมคลอง", "โครงการแปลงฝัก"],
            )
        ],
        "a title without its number over the write-up",
    ),
    (
        paged("ยุทธศาสตร์ที่ ๑ สว.", "ยุทธศาสตร์ที่ ๑ สว.", "ยุทธศาสตร์ที่ ๑ ลว.", "ยุทธศาสตร์ที่ ๒ สว."),
        [
            (
                "spelling-suspect",
                "info",
                "plan",
                "ยุทธศาสตร์ที่ 1 สว.",
                "ยุทธศาสตร์ที่ 1 ลว.",
                ["ยุทธศาสตร์ที่ ๑ สว.", "ยุทธศาสตร์ที่ ๑ ลว."],
            )
        ],
        "a page's head spelled otherwise than the others",
    ),
    (
        labelled(LONG, LONG.replace("ดูแลต้นไม้", "ดูแสต้นไม้")),
        [
            (
                "spelling-suspect",
                "info",
                "project 1.1.1/1",
                LONG,
                LONG.replace("ดูแลต้นไม้", "ดูแสต้นไม้"),
                [LONG, "ดูแสต้นไม้"],
            )
        ],
        "an indicator printed again over its rubric",
    ),
    (
        put(("คำนำ\tก", "บทนำ\tก")),
        [("toc-title", "warning", "plan", "บทนำ", "คำนำ", ["บทนำ\tก", "คำนำ"])],
        "the contents call the preface otherwise",
    ),
    (
        put(("แนวทางการนำไปสู่การปฏิบัติ\n\n", "แนวทางการนำแผนไปสู่การปฏิบัติ\n\n")),
        [
            (
                "toc-title",
                "warning",
                "plan",
                "แนวทางการนำไปสู่การปฏิบัติ",
                "แนวทางการนำแผนไปสู่การปฏิบัติ",
                ["แนวทางการนำไปสู่การปฏิบัติ\t", "แนวทางการนำแผน"],
            )
        ],
        "a word more in the heading of a part",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), RAISED)
def test_what_is_raised(text: str, expected: list[Told], why: str) -> None:
    found = [
        (one.code, one.severity, one.subject, one.expected, one.found, [span.first_line for span in one.source])
        for one in make(text).findings()
    ]
    assert found == [(*told, [place(text, phrase) for phrase in phrases]) for *told, phrases in expected], why


NEAR: list[tuple[str, str]] = [
    (put((SUMMARY_NAME, "โครงการแปลงผัก ริมคลอง มีเป้าหมาย")), "blanks are no other words"),
    (
        put(("โครงการป้ายชื่อพันธุ์ไม้พูดได้ และโครงการห้องเรียนกลางแจ้ง มี", "โครงการป้ายชื่อพันธุ์ไม้พูดได้และห้องเรียนกลางแจ้ง มี")),
        "two at once",
    ),
    (put((RATIONALE, "ตามยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียวของเมือง ได้กำหนดไว้")), "the heading's own words"),
    (put((RATIONALE, "ตามยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียว\nของเมือง ได้กำหนดไว้")), "its own words over a line's end"),
    (put((RATIONALE, "ตามยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียว")), "a title cut short"),
    (put((RATIONALE, "ตามยุทธศาสตร์ที่ ๑ ขยายพื้นที่สีเขียว ได้กำหนดให้ดูแลสวนของเมือง")), "cut short, and the sentence goes on"),
    (put((RATIONALE, "ตามแผนชาติ ยุทธศาสตร์ที่ ๑ สร้างความมั่นคงทางอาหารของเมือง")), "a strategy of another plan"),
    (put((RATIONALE, "ตามยุทธศาสตร์ที่ ๙ ขยายสวนและพื้นที่สีเขียวของเมือง")), "a number that the plan does not have"),
    (put(("โครงการที่ ๒ แปลงผักริมคลอง\n", "โครงการที่ ๒ แปลงผักริมคลอง\n\nโครงการแปลงผัก\n")), "a title again, cut short"),
    (paged("ยุทธศาสตร์ที่ ๑ สว.", "ยุทธศาสตร์ที่ ๑ ลว."), "two heads: nobody knows which is usual"),
    (paged(*["ยุทธศาสตร์ที่ ๑ สว."] * 3, "ยุทธศาสตร์ที่ ๒ สว."), "heads that differ in the number"),
    (labelled(LONG, LONG), "the same words again"),
    (labelled(LONG, LONG.replace("ของตนเองได้", " ของตนเองได้")), "a blank more"),
    (put(("คำนำ\tก", "สารบัญ\tก")), "an entry for the contents themselves"),
    (put(("คำนำ\tก", "บทนำ\t๑")), "a chapter of the text, which is no preface"),
    (put(("แนวทางการนำไปสู่การปฏิบัติ\t๑๔", "ภาคผนวก\t๑๔")), "an entry of no part that the family knows"),
]


@pytest.mark.parametrize(("text", "why"), NEAR)
def test_what_is_not_raised(text: str, why: str) -> None:
    assert [(one.code, one.subject, one.found) for one in make(text).findings()] == [], why


def test_a_page_cut_is_no_second_telling() -> None:
    text = one_brief(CLEAN[CLEAN.index("หลักการและเหตุผล") : CLEAN.index("โครงการที่ ๒ แปลงผักริมคลอง")])
    assert "spelling-suspect" not in {one.code for one in make(text.replace("ครบทุกเขต", "ครบ\n\n\n\nทุกเขต")).findings()}
