"""Headings, labels and page heads in words that no rule knows; rows between bars; levels that a plan leaves out."""

from collections.abc import Sequence

import pytest

from pipeline import profile as profiles
from pipeline.check import check
from pipeline.extract import extract
from pipeline.read.pipes import bars_to_tabs
from pipeline.segment import segment
from pipeline.segment.page_heads import repeated_heads
from pipeline.segment.tree import whole_number
from schemas.document import Document, Line
from schemas.plan import Plan
from schemas.profile import Heading, Numbering

PROFILE = profiles.load("strategy-plan")


def document(text: str) -> Document:
    page = 1
    lines = []
    for number, one in enumerate(text.split("\n"), 1):
        page += one.startswith("\f")
        bare = one.strip("\f")
        lines.append(Line(number, page, bare, bare, tuple(bare.split("\t")) if "\t" in bare else None))
    return Document("made-up", "made-up.txt", "made-up.txt", "0" * 64, "text/plain", tuple(lines))


def plan(text: str) -> tuple[Plan, list[str]]:
    """The records of a text, and its findings as code and what was found."""
    made = document(text)
    read = extract(made, segment(made, PROFILE), PROFILE)
    return read, [f"{one.code}: {one.found}" for one in check(made, read, PROFILE)]


def write_up(number: int, *more: str) -> str:
    """A project's write-up with more blocks behind it."""
    told = [
        f"โครงการที่ {number} แปลงที่{['หนึ่ง', 'สอง', 'สาม', 'สี่'][number - 1]}",
        "หลักการและเหตุผล",
        f"แปลง {number} ว่างอยู่",
        "วัตถุประสงค์",
        f"เพื่อปลูกผักแปลง {number}",
        *more,
        "ผู้รับผิดชอบ",
        f"กองสวน {number}",
    ]
    return "\n\n".join(told)


BEFORE = "แผนปฏิบัติการ\n\nยุทธศาสตร์ที่ 1 ริมน้ำ"


@pytest.mark.parametrize(
    ("blocks", "labels", "why"),
    [
        (
            (("พืชที่ปลูก", "ขิง"), ("พืชที่ปลูก", "ข่า")),
            ["label-unknown: พืชที่ปลูก"],
            "a short line that stands in each write-up above other words",
        ),
        (
            (("พืชที่ปลูก : ขิง",), ("พืชที่ปลูก : ข่า",)),
            ["label-unknown: พืชที่ปลูก"],
            "with its text on the same line",
        ),
        (
            (("4. พืชที่ปลูก", "ขิง"), ("5. พืชที่ปลูก", "ข่า")),
            ["label-unknown: 4. พืชที่ปลูก"],
            "numbered among the labels",
        ),
        ((("พืชที่ปลูก", "ขิง"), ()), [], "once may be anything"),
        ((("คนสวนทุกคน", "ลูกจ้าง"), ("คนสวนทุกคน", "ลูกจ้าง")), [], "items that come again together"),
        ((("คนสวน", "คนสวน", "ขิง"), ("คนสวน", "คนสวน", "ข่า")), [], "twice in one write-up"),
        ((("กลุ่มเป้าหมาย", "คนสวน"), ("กลุ่มเป้าหมาย", "ชาวบ้าน")), [], "a label that the profile knows"),
        ((("กลุ่มเป้าหมาย", "คนสวน", "ลูกจ้าง"), ("กลุ่มเป้าหมาย", "คนสวน", "นักเรียน")), [], "the first item under a label"),
    ],
)
def test_labels_that_no_rule_knows(blocks: Sequence[Sequence[str]], labels: list[str], why: str) -> None:
    text = "\n\n".join([BEFORE, *(write_up(number, *more) for number, more in enumerate(blocks, 1))])
    _, findings = plan(text)
    assert [one for one in findings if one.startswith("label-unknown")] == labels, why


def test_what_stands_under_an_unknown_label_is_kept_apart_with_its_label() -> None:
    read, _ = plan("\n\n".join([BEFORE, write_up(1, "พืชที่ปลูก", "ขิง"), write_up(2, "พืชที่ปลูก", "ข่า")]))
    kept = [one.text for one in read.statements if one.section == "other"]
    assert kept == ["พืชที่ปลูก", "ขิง", "พืชที่ปลูก", "ข่า"]
    assert [one.text for one in read.statements if one.section == "objective"] == ["เพื่อปลูกผักแปลง 1", "เพื่อปลูกผักแปลง 2"]


@pytest.mark.parametrize(
    ("between", "unclaimed", "why"),
    [
        (("เสาหลักที่ 1 ริมน้ำ", "เสาหลักที่ 2 เชิงเขา"), 2, "a word with numbers above write-ups"),
        (("เสาหลักที่ 1 ริมน้ำ", "เสาหลักที่ 1 เชิงเขา"), 0, "one number twice counts nothing"),
        (("ริมน้ำ", "เชิงเขา"), 0, "words without numbers are texts of the section above"),
    ],
)
def test_headings_that_no_rule_knows_are_nobodys(between: tuple[str, str], unclaimed: int, why: str) -> None:
    text = "\n\n".join([BEFORE, between[0], write_up(1), between[1], write_up(2)])
    read, _ = plan(text)
    lines = document(text).lines
    found = [lines[role.line_no - 1].text for role in read.line_roles if role.role == "unclaimed"]
    assert found == list(between)[:unclaimed], why


def test_numbered_activities_above_the_next_write_up_are_no_headings() -> None:
    activities = ("กิจกรรม", "ระยะที่ 1 ขุดดิน", "ระยะที่ 2 ปลูกผัก")
    tail = "ระยะที่ 3 รดน้ำ"
    text = "\n\n".join([BEFORE, write_up(1, *activities), tail, write_up(2)])
    read, _ = plan(text)
    assert not [role for role in read.line_roles if role.role == "unclaimed"]


@pytest.mark.parametrize(
    ("text", "heads", "why"),
    [
        (
            "\n\nก\n\n".join(f"แผนสวนของเมืองเวฬุธาราตอนบน หน้า {number}" for number in (1, 2, 4)),
            {1, 5, 9},
            "the same words with rising numbers",
        ),
        (
            "แผนสวนของเมืองเวฬุธาราตอนบน หน้า 1\n\nก\n\nแผนสวนของเมืองเวฬุธาราตอนบน หน้า 2",
            set(),
            "twice may be chance",
        ),
        (
            "แผนสวนของเมืองเวฬุธาราตอนบน 3\n\nแผนสวนของเมืองเวฬุธาราตอนบน 1\n\nแผนสวนของเมืองเวฬุธาราตอนบน 2",
            set(),
            "numbers that do not rise count something else",
        ),
        ("แปลงที่ 1\n\nแปลงที่ 2\n\nแปลงที่ 3", set(), "short words with numbers are labels"),
        (
            "\n\n".join(f"โครงการที่ 1 แปลงผักริมคลองของเมืองเวฬุธารา {number}" for number in (1, 2, 3)),
            set(),
            "a heading that the profile knows",
        ),
        (
            "เทศบาลเมืองเวฬุธาราตอนบน\nก\n\fเทศบาลเมืองเวฬุธาราตอนบน\nข\n\fเทศบาลเมืองเวฬุธาราตอนบน\nค",
            {1, 3, 5},
            "the same words at the head of each page",
        ),
        (
            "เทศบาลเมืองเวฬุธาราตอนบน\nก\n\fก\nเทศบาลเมืองเวฬุธาราตอนบน\nข\n\fข\nเทศบาลเมืองเวฬุธาราตอนบน\nค",
            set(),
            "in the middle of a page they are text",
        ),
        (
            "ที่\tโครงการ\nเทศบาลเมืองเวฬุธาราตอนบน\t1\nเทศบาลเมืองเวฬุธาราตอนบน\t2\nเทศบาลเมืองเวฬุธาราตอนบน\t3",
            set(),
            "rows of a table",
        ),
    ],
)
def test_heads_of_pages(text: str, heads: set[int], why: str) -> None:
    assert repeated_heads(document(text).lines, PROFILE) == heads, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("| ก | ข |\n|---|:-:|\n| 1 | |", ["ก\tข", "---\t---", "1\t"], "a head, its rule, a row with an empty cell"),
        ("ก | ข\n--- | ---\n1 | 2", ["ก\tข", "---\t---", "1\t2"], "without bars at the ends, told by the rule"),
        ("| ก | ข |\n| 1 | 2 |", ["ก\tข", "1\t2"], "no rule, but bars at all ends"),
        ("ก | ข\n1 | 2", ["ก | ข", "1 | 2"], "bars in a text"),
        ("| ก | ข |", ["| ก | ข |"], "one line is no table"),
        (r"| ก\|ข | ค |" + "\n|---|---|", ["ก|ข\tค", "---\t---"], "a bar that is said to be one"),
        ("ก\t|\nข\t|", ["ก\t|", "ข\t|"], "rows that tabs part already"),
    ],
)
def test_rows_between_bars(text: str, expected: list[str], why: str) -> None:
    assert bars_to_tabs(text.split("\n")) == expected, why


@pytest.mark.parametrize(
    ("numbering", "printed", "parent", "expected", "why"),
    [
        ("code", "1.2", "1", "1.2", "a whole code stays, even under another parent"),
        ("code", "2.1", "1", "2.1", "a check tells that it does not continue its parent's"),
        ("code", "2", "1", "1.2", "printed without its parent's"),
        ("code", "2", "", "2", "the outermost"),
        ("running", "7", "2", "7", "runs through the part"),
        ("within-parent", "3", "1.1", "1.1/3", "counts in its parent"),
        ("within-parent", "1.1.3", "1.1", "1.1/3", "its code ends with its own number"),
        ("within-parent", "3", "", "/3", "no parent is known"),
        ("only-child", None, "1.1.1", "1.1.1/1", "none is printed"),
    ],
)
def test_whole_numbers(numbering: Numbering, printed: str | None, parent: str, expected: str, why: str) -> None:
    rule = Heading(pattern="x", examples=["x"], kind="x", numbering=numbering)
    assert whole_number(rule, printed, parent) == expected, why


@pytest.mark.parametrize(
    ("heads", "expected", "why"),
    [
        ("ยุทธศาสตร์ที่ 1 ก\nกลยุทธ์ที่ 1.1 ข\nโครงการที่ 1 ค", ["1", "1.1", "1.1/1"], "no programs"),
        ("ยุทธศาสตร์ที่ 1 ก\nแผนงานที่ 1.1 ข\nโครงการที่ 1 ค", ["1", "1.1", "1.1/1"], "no tactics"),
        ("ยุทธศาสตร์ที่ 1 ก\nโครงการที่ 1 ค", ["1", "1/1"], "strategies and projects alone"),
        (
            "ยุทธศาสตร์ที่ 2 ก\nกลยุทธ์ที่ 1 ข\nโครงการที่ 2.1.4 ค",
            ["2", "2.1", "2.1/4"],
            "a tactic's number without the strategy's",
        ),
        (
            "ยุทธศาสตร์ที่ 1 ก\nกลยุทธ์ที่ 1.1 ข\nแผนงานที่ 1.1.1 ค\nโครงการที่ 1.1.2 ง",
            ["1", "1.1", "1.1.1", "1.1.1/2"],
            "a project's code that names the tactic: the program above it stays its parent",
        ),
    ],
)
def test_levels_that_a_plan_leaves_out(heads: str, expected: list[str], why: str) -> None:
    text = "\n\n".join(["แผนปฏิบัติการ", *heads.split("\n"), "หลักการและเหตุผล", "มีที่ว่าง", "วัตถุประสงค์", "เพื่อปลูกผัก"])
    read, _ = plan(text)
    assert [node.number for node in read.nodes] == expected, why
    parents = {node.node_id: node.number for node in read.nodes}
    assert [parents.get(node.parent_id or "") for node in read.nodes][1:] == expected[:-1], why


def test_a_new_heading_closes_those_below_it() -> None:
    """A project under the second strategy stands under no tactic of the first."""
    first = "ยุทธศาสตร์ที่ 1 ก\n\nกลยุทธ์ที่ 1.1 ข\n\n" + write_up(1)
    read, _ = plan("แผนปฏิบัติการ\n\n" + first + "\n\nยุทธศาสตร์ที่ 2 ค\n\n" + write_up(2))
    assert [node.number for node in read.nodes] == ["1", "1.1", "1.1/1", "2", "2/2"]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "ย่านที่ 1 ริมน้ำ\n\nแปลงที่ 1.1 ขิง\n\nปลูกขิง\nรดน้ำ\n\nแปลงที่ 1.2 ข่า\n\nปลูกข่า\nรดน้ำ\n\nย่านที่ 2 เชิงเขา\n\nมีที่ว่าง\nมาก",
            [("1", "ริมน้ำ"), ("1.1", "ขิง"), ("1.2", "ข่า"), ("2", "เชิงเขา")],
            "two words, one below the other",
        ),
        ("ตารางที่ 1 พืช\n\nก\nข\n\nตารางที่ 2 ดิน\n\nก\nข", [], "a table's name is none"),
        ("ปลูกแปลงที่ 1 ขิง\nปลูกแปลงที่ 2 ข่า\nปลูกแปลงที่ 3 ไพล", [], "one after the other they are a list"),
        ("ย่านที่ 2 ริมน้ำ\n\nก\nข\n\nย่านที่ 3 เชิงเขา\n\nก\nข", [], "a series counts from 1"),
    ],
)
def test_headings_in_words_that_the_fallback_does_not_know(
    text: str, expected: list[tuple[str, str]], why: str
) -> None:
    fallback = profiles.fallback()
    made = document(f"แผนสวน\n\n{text}")
    read = extract(made, segment(made, fallback), fallback)
    assert [(node.number, node.title) for node in read.nodes if not node.number.startswith("h")] == expected, why
