"""The heads of a table of projects, over one row or several."""

from __future__ import annotations

import pytest
from action_samples import PROFILE

from pipeline.segment.heads import Heads

GRID = next(one for one in PROFILE.grids if one.name == "projects")
FIRST = ["โครงการ", "ตัวชี้วัด", "ระยะเวลาดำเนินการ", "", "", "", "งบประมาณ", "", "ผู้รับผิดชอบ"]
Row = tuple[list[str], tuple[int, ...]]
"""The cells of a further row, and which of them are the lower part of the row above."""

QUARTERS = (["", "", "ไตรมาส", "", "", "", "แผ่นดิน", "รายได้", ""], (0, 1, 8))
NUMBERS = (["", "", "1", "2", "3", "4", "", "", ""], (0, 1, 6, 7, 8))
KINDS = ["", "ด้านมาก", "", "", "", "", "แผ่นดิน", "รายได้", ""]
NOTHING: list[str | None] = [None] * 9
FUNDS: list[str | None] = [*NOTHING[:6], "แผ่นดิน", "รายได้", None]
CASES: list[tuple[list[Row], list[bool], list[str | None], str]] = [
    (
        [QUARTERS, NUMBERS],
        [True, True],
        [None, None, "1", "2", "3", "4", "แผ่นดิน", "รายได้", None],
        "three rows: the times under a head that heads times by itself",
    ),
    ([(QUARTERS[0], ())], [False], NOTHING, "nothing says that the row is one of heads"),
    (
        [(["1. โครงการก", "1. คน", "2561", "", "", "", "1,000", "-", "ฝ่ายสวน"], ())],
        [False],
        NOTHING,
        "a row of the table",
    ),
    ([([f"({number})" for number in range(1, 10)], ())], [True], NOTHING, "columns that are counted"),
    ([(["1", "2", "3", "5", "", "", "", "", ""], ())], [False], NOTHING, "figures"),
    ([(["", "", "", "", "", "", "แผ่นดิน", "รายได้", ""], ())], [True], FUNDS, "funds"),
    ([(KINDS, (0, 8))], [True], FUNDS, "a head that nobody knows, beside two that reach down"),
    ([(KINDS, (8,))], [False], NOTHING, "of the heads only the last reaches down: a row may stand so, too"),
    ([(["โครงการก", *KINDS[1:]], (2, 8))], [False], NOTHING, "an entry"),
    ([(["", "ด้านมาก" * 9, *KINDS[2:]], (0, 8))], [False], NOTHING, "no head is as long"),
]


@pytest.mark.parametrize(("rows", "taken", "labels", "why"), CASES)
def test_further_rows_part_the_heads(rows: list[Row], taken: list[bool], labels: list[str | None], why: str) -> None:
    heads = Heads(FIRST, GRID)
    assert [heads.part(cells, below) for cells, below in rows] == taken, why
    assert [head.label for head in heads.places] == labels, why


def test_a_head_that_nobody_knows_parts_the_column_above() -> None:
    heads = Heads(FIRST, GRID)
    heads.part(KINDS, (0, 8))
    assert heads.places[1].column is not None
    assert heads.places[1].column.name == "indicator"
