"""Strategy maps: slides are read box by box, and the map's counts of itself are held against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import flow
from pipeline import profile as profiles
from pipeline.check import check
from pipeline.extract import extract
from pipeline.read.pdf_glyphs import Painted
from pipeline.read.pdf_letters import Cluster
from pipeline.read.pdf_shapes import pieces_of_slide
from pipeline.segment import segment
from schemas.document import Document, Line
from schemas.finding import Finding
from schemas.plan import Plan

Box = tuple[float, float, str]
"""Left edge, top of the first line, and the lines of a box, parted by bars."""
COLUMNS = [(20.0, 120.0, "ก|ข|ค|ง|จ|ฉ"), (150.0, 120.0, "ช|ซ|ญ|ฎ|ฏ|ฐ"), (280.0, 120.0, "ด|ต|ถ|ท|ธ|น")]
SIZE, LEAD = 10.0, 16.0
SLIDE = (400.0, 300.0)


def painted(boxes: list[Box], edges: list[float], size: tuple[float, float] = SLIDE) -> tuple[Painted, list[Cluster]]:
    """A page with boxes in the order of the file, and upright edges from top to bottom."""
    clusters = []
    for left, top, text in boxes:
        for line, words in enumerate(text.split("|")):
            for place, letter in enumerate(words):
                x0 = left + place * SIZE
                y = top + SIZE + line * LEAD
                clusters.append(Cluster(letter, x0, x0 + SIZE, y, SIZE, False, len(clusters)))
    return Painted(1, *size, down=[(edge, 100.0, 600.0) for edge in edges]), clusters


APART = [10.0, 130.0, 140.0, 260.0, 270.0, 390.0]
SLIDES: list[tuple[list[Box], list[float], list[str], str]] = [
    (COLUMNS, APART, ["กขคงจฉ", "ชซญฎฏฐ", "ดตถทธน"], "three boxes that stand apart"),
    (COLUMNS[::-1], APART, ["กขคงจฉ", "ชซญฎฏฐ", "ดตถทธน"], "from left to right, however the file tells them"),
    (
        [*COLUMNS, (150.0, 20.0, "ปผฝ")],
        APART,
        ["ปผฝ", "กขคงจฉ", "ชซญฎฏฐ", "ดตถทธน"],
        "what stands above them comes first",
    ),
    (COLUMNS, [10.0, 135.0, 265.0, 390.0], [], "cells of a table share their edges"),
    (COLUMNS, [], [], "no boxes"),
    (COLUMNS[:2], APART, [], "two columns may be running text"),
    ([(left, top, text[:5]) for left, top, text in COLUMNS], APART, [], "three lines are no column"),
    (
        [*COLUMNS, (20.0, 130.0, "ปผฝพฟภมยรลวศษส")],
        APART,
        [],
        "a text over the boxes: the file does not tell them apart",
    ),
    ([], APART, [], "an empty page"),
]


@pytest.mark.parametrize(("boxes", "edges", "expected", "why"), SLIDES)
def test_slides_are_read_box_by_box(boxes: list[Box], edges: list[float], expected: list[str], why: str) -> None:
    page, clusters = painted(boxes, edges)
    assert ["".join(one.text for one in piece) for piece in pieces_of_slide(page, clusters)] == expected, why


@pytest.mark.parametrize(
    ("size", "is_slide"),
    [
        ((400, 300), True),
        ((480, 270), True),
        ((780, 540), True),
        ((424.3, 300), False),
        ((388.2, 300), False),
        ((300, 400), False),
    ],
)
def test_no_paper_is_a_slide(size: tuple[float, float], is_slide: bool) -> None:
    boxes = [(left, top, text + "|บ|ป|ผ|ฝ|พ|ฟ|ภ") for left, top, text in COLUMNS]
    page, clusters = painted(boxes, APART, size)
    assert bool(pieces_of_slide(page, clusters)) is is_slide


MAP = """แผนที่ยุทธศาสตร์หอสมุด
ประจำปีงบประมาณ พ.ศ. 2570

2

ยุทธศาสตร์

3

กลยุทธ์

5

ตัวชี้วัด

ยุทธศาสตร์ที่ 1
รักการอ่าน

เป้าประสงค์ 1. เด็กอ่าน
ทุกวัน

กลยุทธ์ที่ 1 : เล่านิทาน

ทุกเช้าวันเสาร์

1) จำนวนเด็ก

2) จำนวนนิทาน

กลยุทธ์ที่ 2 : แจกหนังสือ

3) จำนวนถุงหนังสือ

ยุทธศาสตร์ที่ 2
รักชุมชน

เป้าประสงค์ 2. ชุมชนอ่าน

กลยุทธ์ที่ 3 : เปิดมุมอ่าน

4) จำนวนมุมอ่าน

5) จำนวนผู้อ่าน"""


def understood(text: str) -> tuple[Plan, list[Finding]]:
    lines = tuple(Line(at, 1, one, one) for at, one in enumerate(text.split("\n"), 1))
    made = Document("made-up", "made-up.pdf", "made-up.pdf", "0" * 64, "application/pdf", lines)
    profile = profiles.load("strategy-map")
    plan = extract(made, segment(made, profile), profile)
    return plan, check(made, plan, profile)


def test_a_map_with_its_counts() -> None:
    plan, findings = understood(MAP)
    lines = tuple(Line(at, 1, one, one) for at, one in enumerate(MAP.split("\n"), 1))
    made = Document("made-up", "made-up.pdf", "made-up.pdf", "0" * 64, "application/pdf", lines)
    assert profiles.choose(made).profile.name == "strategy-map"
    assert [(node.kind, node.number, node.title) for node in plan.nodes] == [
        ("strategy", "1", "รักการอ่าน"),
        ("goal", "1", "เด็กอ่าน ทุกวัน"),
        ("tactic", "1", "เล่านิทาน"),
        ("tactic", "2", "แจกหนังสือ"),
        ("strategy", "2", "รักชุมชน"),
        ("goal", "2", "ชุมชนอ่าน"),
        ("tactic", "3", "เปิดมุมอ่าน"),
    ]
    told = [(one.section, one.marker, one.text) for one in plan.statements]
    assert told[0] == ("subtitle", None, "ทุกเช้าวันเสาร์"), "what has no number is no indicator"
    assert [marker for section, marker, _ in told if section == "indicator"] == ["1)", "2)", "3)", "4)", "5)"]
    assert {claim.subject: claim.claimed for claim in plan.claims} == {"strategy": 2, "tactic": 3, "indicator": 5}
    assert findings == [], "the counts are right, and numbers run through the map"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("5) จำนวนผู้อ่าน", ""), ("summary-count", "5", "4")),
        (("กลยุทธ์ที่ 3", "กลยุทธ์ที่ 4"), ("number-gap", "3", "1, 2, 4")),
    ],
)
def test_a_map_that_contradicts_itself(change: tuple[str, str], expected: tuple[str, str, str]) -> None:
    _, findings = understood(MAP.replace(*change))
    assert expected in [(one.code, one.expected, one.found) for one in findings]


def test_the_real_slide(plans_folder: Path) -> None:
    """Counted on the page: 4 strategies, 6 goals, 9 tactics, 25 indicators, as it says of itself."""
    path = plans_folder / "pdf" / "district-strategy-map-2564.pdf"
    if not path.is_file():
        pytest.skip(f"{path.name} is not in {path.parent}")
    _, plan, findings, _ = flow.understand(path, path.stem)
    kinds = [node.kind for node in plan.nodes]
    assert [kinds.count(kind) for kind in ("strategy", "goal", "tactic")] == [4, 6, 9]
    assert [one.marker for one in plan.statements if one.section == "indicator"] == [f"{at})" for at in range(1, 26)]
    assert (plan.head.profile, plan.head.fiscal_year_be) == ("strategy-map", 2564)
    assert {claim.subject: claim.claimed for claim in plan.claims} == {"strategy": 4, "tactic": 9, "indicator": 25}
    assert findings.findings == []
