"""The heads of a table of projects, over one row or several."""

from __future__ import annotations

import pytest
from action_samples import PROFILE

from pipeline.segment.heads import Heads

GRID = next(one for one in PROFILE.grids if one.name == "projects")
FIRST = ["โครงการ", "ตัวชี้วัด", "ระยะเวลาดำเนินการ", "", "", "", "งบประมาณ", "", "ผู้รับผิดชอบ"]
Row = tuple[list[str], int]
"""The cells of a further row, and how many of them belong to the row above."""

CASES: list[tuple[list[Row], list[bool], list[str | None], str]] = [
    (
        [(["", "", "ไตรมาส", "", "", "", "แผ่นดิน", "รายได้", ""], 3), (["", "", "1", "2", "3", "4", "", "", ""], 5)],
        [True, True],
        [None, None, "1", "2", "3", "4", "แผ่นดิน", "รายได้", None],
        "three rows: the times under a head that heads times by itself",
    ),
    (
        [(["", "", "ไตรมาส", "", "", "", "แผ่นดิน", "รายได้", ""], 0)],
        [False],
        [None] * 9,
        "nothing says that the row is one of heads",
    ),
    (
        [(["1. โครงการก", "1. คน", "2561", "", "", "", "1,000", "-", "ฝ่ายสวน"], 0)],
        [False],
        [None] * 9,
        "a row of the table",
    ),
    (
        [(["", "", "", "", "", "", "แผ่นดิน", "รายได้", ""], 0)],
        [True],
        [None, None, None, None, None, None, "แผ่นดิน", "รายได้", None],
        "funds",
    ),
]


@pytest.mark.parametrize(("rows", "taken", "labels", "why"), CASES)
def test_further_rows_part_the_heads(rows: list[Row], taken: list[bool], labels: list[str | None], why: str) -> None:
    heads = Heads(FIRST, GRID)
    assert [heads.part(cells, merged) for cells, merged in rows] == taken, why
    assert [head.label for head in heads.places] == labels, why
