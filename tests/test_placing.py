"""Lists that do not tell of what they are, and the parts that do."""

from __future__ import annotations

import pytest
from action_samples import COVER, HEAD, make, nodes, row

TABLE = "\n\n\n\n".join(
    f"ยุทธศาสตร์ที่ {number} {title}\n\n{HEAD}\n" + row(goals, "1. ปลูก", "1. โครงการก", "1. คน", "คน", "5", "-", "-")
    for number, title, goals in (
        (1, "สวนงามทั่วเมือง", "1. คนเมืองได้เดินเล่น<br>2. ต้นไม้ใหญ่ร่มรื่น"),
        (2, "น้ำใสทุกลำคลอง", "1. ปลากลับคืนสู่ลำคลอง"),
    )
)
STRATEGIES = "ยุทธศาสตร์ที่ 1 สวนงามทั่วเมือง\nกลยุทธ์\n1. ปลูก\n\nยุทธศาสตร์ที่ 2 น้ำใสทุกลำคลอง\nกลยุทธ์\n1. ลอกคลอง\n\n\n\n"

CASES: list[tuple[str, list[str], str]] = [
    ("1. คนเมืองได้เดินเล่น\n2. ปลากลับคืนสู่ลำคลอง\n", ["1.1", "2.2"], "the table tells whose they are"),
    ("1. คนเมืองไดเดินเล่น\n2. ปลากลับคืนสู่ลำคลอง\n", ["1.1", "2.2"], "a misread letter"),
    ("1. คนเมืองได้เดินเล่น\n2. รถไม่ติด\n", ["1.1", "2"], "the table does not know the second"),
]


@pytest.mark.parametrize(("goals", "expected", "why"), CASES)
def test_goals_before_their_strategies(goals: str, expected: list[str], why: str) -> None:
    made = make(COVER + "เป้าประสงค์\n" + goals + "\n" + STRATEGIES + TABLE)
    found = [one for one in made.plan.nodes if (one.part, one.kind) == ("map", "goal")]
    assert [one.number for one in found] == expected, why
    known = {one.node_id for one in made.plan.nodes}
    assert all((one.parent_id in known) is ("." in one.number) for one in found), why


def numbers_told(goals: str, table: str) -> list[tuple[str, str | None, str | None]]:
    made = make(COVER + "เป้าประสงค์\n" + goals + "\n" + STRATEGIES + table)
    return [(one.subject, one.expected, one.found) for one in made.findings() if one.code == "part-difference"]


def test_numbers_that_run_on_are_one_list() -> None:
    table = TABLE.replace("1. ปลากลับคืนสู่ลำคลอง", "1. ปลากลับคืนสู่ลำคลอง<br>2. เรือแล่นได้ทั้งปี")
    table = table.replace("1. คนเมือง", "2. คนเมือง").replace("2. ต้นไม้ใหญ่", "3. ต้นไม้ใหญ่")
    listed = "1. คนเมืองได้เดินเล่น\n2. ต้นไม้ใหญ่ร่มรื่น\n3. ปลากลับคืนสู่ลำคลอง\n4. เรือแล่นได้ทั้งปี\n"
    assert ("map goal 1.1", "1, 2, 3, 4", "2, 3, 1, 2") in numbers_told(listed, table)
    assert [one for one, *_ in numbers_told(listed, TABLE)].count("map goal 1.1") == 0, "of one list nothing differs"


def test_a_goal_that_the_table_has_twice_is_nobodys() -> None:
    twice = TABLE.replace("ปลากลับคืนสู่ลำคลอง", "คนเมืองได้เดินเล่น")
    made = make(COVER + "เป้าประสงค์\n1. คนเมืองได้เดินเล่น\n\n" + STRATEGIES + twice)
    assert nodes(made, "goal")[0] == ("1", "คนเมืองได้เดินเล่น")
