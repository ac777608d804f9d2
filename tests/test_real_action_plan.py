"""Two real annual action plans of one faculty: their figures as counted by hand from the pages, nothing unclaimed.

They stay outside the project: PHAEN_PLANS, else ../shared/plans; without them the tests say that they are skipped.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from action_samples import of_document
from samples import Made

from pipeline import profile as profiles
from pipeline.read import read

PROFILE = profiles.load("action-plan")
FIGURES = {
    "rbru-action-2561": {
        "strategy": 5,
        "goal": 14,
        "tactic": 33,
        "project": 30,
        "projects": [13, 3, 5, 3, 6],
        "budget": {"แผ่นดิน": 305_000, "รายได้": 987_300},
        "words": ["(ใช้งบร่วมกับโครงการพัฒนาบุคลากร)", "ใช้งบประมาณจาก ศาลรัฐธรรมนูญ"],
        "activity": 0,
        "indicator": 110,
    },
    "rbru-action-2564": {
        "strategy": 3,
        "goal": 6,
        "tactic": 12,
        "project": 17,
        "projects": [6, 7, 4],
        "budget": {"แผ่นดิน": 715_000, "รายได้": 185_000},
        "words": [],
        "activity": 2,
        "indicator": 52,
    },
}


@pytest.fixture(scope="module", params=sorted(FIGURES))
def plan(request: pytest.FixtureRequest, plans_folder: Path) -> tuple[dict, Made]:
    path = plans_folder / "pdf" / f"{request.param}.pdf"
    if not path.is_file():
        pytest.skip(f"the real plan {path.name} is not in {path.parent}")
    document = read(path, path.stem)
    assert profiles.choose(document).profile is PROFILE
    return FIGURES[request.param], of_document(document)


def test_the_table_has_the_nodes_that_the_pages_show(plan: tuple[dict, Made]) -> None:
    wanted, made = plan
    found = Counter(node.kind for node in made.plan.nodes if node.part == "table")
    assert dict(found) == {kind: wanted[kind] for kind in ("strategy", "goal", "tactic", "project")}
    projects = Counter(node.number.split("/")[0] for node in made.plan.nodes if node.kind == "project")
    assert list(projects.values()) == wanted["projects"]


def test_amounts_add_up_by_fund(plan: tuple[dict, Made]) -> None:
    wanted, made = plan
    sums: dict[str | None, Decimal] = {}
    for one in made.plan.budgets:
        if one.amount_thb is not None:
            sums[one.fund] = sums.get(one.fund, Decimal()) + one.amount_thb
    assert sums == wanted["budget"]
    assert [one.text for one in made.plan.budgets if one.amount_thb is None] == wanted["words"]


def test_statements_are_as_many_as_printed(plan: tuple[dict, Made]) -> None:
    wanted, made = plan
    found = Counter(one.section for one in made.plan.statements)
    assert found["activity"] == wanted["activity"]
    assert found["indicator"] == wanted["indicator"]
    assert set(found) <= {"activity", "indicator"}


def test_no_line_is_unclaimed(plan: tuple[dict, Made]) -> None:
    _, made = plan
    assert [one.line_no for one in made.plan.line_roles if one.role == "unclaimed"] == []


FINDINGS = {
    "rbru-action-2561": [
        ("toc-title", "map strategy 3"),
        ("part-difference", "map strategy 2"),
        ("part-difference", "map tactic 3.1"),
        ("part-difference", "map tactic 4.1"),
        *(
            ("budget-missing", f"table project {number}")
            for number in ("1/3", "1/12", "2/2", "5/1", "5/2", "5/3", "5/6")
        ),
        ("unit-missing", "table project 1/2"),
        ("unit-missing", "table project 2/3"),
    ],
    "rbru-action-2564": [
        ("toc-page-order", "plan"),
        ("part-difference", "map goal 1.1"),
        ("part-difference", "map tactic 1.1"),
        ("part-difference", "map goal 2.1"),
        ("part-difference", "map tactic 2.1"),
        ("part-difference", "map goal 3.1"),
    ],
}


def test_findings_are_what_the_pages_deserve(plan: tuple[dict, Made]) -> None:
    _, made = plan
    found = Counter((one.code, one.subject) for one in made.findings())
    assert found == Counter(FINDINGS[made.document.document_id])
