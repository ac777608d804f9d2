"""Numbers that were read in two ways: the value goes, the words stay, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import measure_samples as measures
import pytest
from samples import CLEAN, Made, document, line_of, of_document

from pipeline import results
from pipeline.check import check
from pipeline.store.asking import query
from pipeline.store.warehouse import build
from schemas.document import Document, DoubtfulNumber
from schemas.finding import Findings
from schemas.plan import Plan


def doubtful(read: Document, line: int, number: str, nth: int = 1) -> Document:
    """The document, with the nth telling of `number` in a line in doubt."""
    text, place = read.lines[line - 1].text, -1
    for _ in range(nth):
        place = text.index(number, place + 1)
    return replace(read, doubtful=(DoubtfulNumber(line, number, "?", place),))


def values(plan: Plan) -> dict[tuple[str, ...], object]:
    """Every value that a record has, by the record and its words."""
    told: dict[tuple[str, ...], object] = {}
    for number in plan.quantities:
        at = (number.statement_id or number.criterion_id or "", str(number.ordinal), number.text)
        told["quantity", *at] = (number.value, number.value_high)
    for band in plan.rubric_bands:
        told["band", band.criterion_id, band.text] = (band.low, band.high, band.points)
    for place, budget in enumerate(plan.budgets):
        told["budget", str(place), budget.text] = (budget.amount_thb,)
    for claim in plan.claims:
        told["claim", claim.claim_id, claim.text] = (claim.claimed,)
    return told


def lost(made: Plan, sure: Plan) -> list[tuple[str, object]]:
    """The records that lost their values, and what these were."""
    before, after = values(sure), values(made)
    assert before.keys() == after.keys(), "no record comes or goes, and no word changes"
    changed = [key for key in before if before[key] != after[key]]
    assert all(set(after[key]) == {None} for key in changed)  # type: ignore[call-overload]
    return [(key[0], before[key]) for key in changed]


TWICE = CLEAN.replace("คนในเมืองได้ใช้สวนหย่อม", "คนในเมืองได้ใช้สวนหย่อม ไม่น้อยกว่า ๓ ครั้ง", 1)
CASES: list[tuple[str, str, str, int, list[tuple[str, object]], str]] = [
    (CLEAN, "ไม่น้อยกว่าร้อยละ ๘๐", "80", 1, [("quantity", (80, None))], "an indicator"),
    (CLEAN, "ไม่น้อยกว่าร้อยละ ๘๐", "8", 1, [("quantity", (80, None))], "a digit of it"),
    (CLEAN, "๒ แผนงาน ๓ โครงการ", "2", 1, [("claim", (2,))], "the other"),
    (CLEAN, "ร้อยละ ๖๕ - ๖๙", "75", 1, [("band", (75, 79, 0.85))], "a band's low end"),
    (CLEAN, "ร้อยละ ๖๕ - ๖๙", "69", 1, [("band", (65, 69, 0.55))], "of four bands in one cell only the one"),
    (CLEAN, "ร้อยละ ๖๕ - ๖๙", "0.70", 1, [("band", (70, 74, 0.7))], "points"),
    (CLEAN, "๒ แผนงาน ๓ โครงการ", "3", 1, [("claim", (3,))], "of two counts in one sentence the one"),
    (TWICE, "มีสวนหย่อม ไม่น้อยกว่า ๓", "3", 1, [("quantity", (3, None))], "the first of two cells"),
    (TWICE, "มีสวนหย่อม ไม่น้อยกว่า ๓", "3", 2, [("quantity", (3, None))], "the second"),
    (CLEAN, "โครงการที่ ๒ แปลงผัก", "2", 1, [], "the tree tells a node's number"),
    (CLEAN, "เริ่มต้น ตุลาคม ๒๕๖๘", "2568", 1, [], "a period's year"),
]


@pytest.mark.parametrize(("text", "phrase", "number", "nth", "expected", "why"), CASES)
def test_what_a_doubtful_number_takes_away(
    text: str, phrase: str, number: str, nth: int, expected: list[tuple[str, object]], why: str
) -> None:
    read = document(text)
    made = of_document(doubtful(read, line_of(text, phrase), number, nth)).plan
    assert lost(made, of_document(read).plan) == expected, why


def test_of_two_equal_numbers_in_a_row_the_right_one_goes() -> None:
    read, line = document(TWICE), line_of(TWICE, "มีสวนหย่อม ไม่น้อยกว่า ๓")
    gone = []
    for nth in (1, 2):
        made = of_document(doubtful(read, line, "3", nth)).plan
        (number,) = [one for one in made.quantities if one.value is None]
        (statement,) = [one for one in made.statements if one.statement_id == number.statement_id]
        gone.append(statement.section)
    assert gone == ["output", "outcome"]


def test_an_amount_of_money() -> None:
    read = measures.document(measures.PLAN)
    line = next(line.number for line in read.lines if "30,000" in line.text)
    made, sure = (measures.of_document(one).plan for one in (doubtful(read, line, "30,000"), read))
    assert lost(made, sure) == [("budget", (Decimal(30000),))]


def test_nothing_is_said_about_a_count_that_could_not_be_read() -> None:
    text = CLEAN.replace("๒ แผนงาน ๓ โครงการ", "๒ แผนงาน ๗ โครงการ", 1)
    line = line_of(text, "๒ แผนงาน ๗ โครงการ")
    told = [one.code for one in of_document(doubtful(document(text), line, "7")).findings()]
    assert told == ["number-doubtful"]
    assert [one.code for one in of_document(document(text)).findings()] == ["summary-count"]


def test_nothing_is_said_about_a_level_of_which_a_band_could_not_be_read() -> None:
    text = CLEAN.replace("๗๐ - ๗๔", "๗๖ - ๗๔", 1)
    made = of_document(doubtful(document(text), line_of(text, "๗๖ - ๗๔"), "76"))
    assert [one.code for one in made.findings()] == ["number-doubtful"]
    assert "band-range" in [one.code for one in of_document(document(text)).findings()]


def test_the_database_takes_what_is_unknown(tmp_path: Path) -> None:
    read = document(CLEAN)
    made: Made = of_document(doubtful(read, line_of(CLEAN, "ไม่น้อยกว่าร้อยละ ๘๐"), "80"))
    findings = check(made.document, made.plan, made.profile)
    results.write_plan(tmp_path, made.document, made.plan, Findings(plan_id="made-up", findings=findings))
    rows = query(build(tmp_path), "SELECT text, value FROM quantities WHERE value IS NULL").rows
    assert rows == [("ไม่น้อยกว่าร้อยละ 80", None)]
