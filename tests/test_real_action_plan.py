"""Real plans of one faculty, two annual ones and a strategic one: their figures as counted by hand from the pages.

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
from pipeline.extract import extract
from pipeline.read import read
from pipeline.segment import segment

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
        ("part-difference", "map goal 2.4"),
        ("spelling-suspect", "map goal 4.8"),
        ("spelling-suspect", "map goal 5.10"),
        ("year-range", "plan"),  # page 17: no. 2 (2555-2556), elsewhere (2551-2565)
        *(
            ("budget-missing", f"table project {number}")
            for number in ("1/3", "1/12", "2/2", "5/1", "5/2", "5/3", "5/6")
        ),
        ("unit-missing", "table project 1/2"),
        ("toc-title", "plan"),
    ],
    "rbru-action-2564": [
        ("toc-page-order", "plan"),
        ("part-difference", "map goal 1.1"),
        ("part-difference", "map tactic 1.1"),
        ("part-difference", "map goal 2.1"),
        ("part-difference", "map tactic 2.1"),
        ("part-difference", "map goal 3.1"),
        ("toc-title", "plan"),
        ("number-gap", "contents 4"),  # 3 and then 5
        ("page-missing", "plan"),  # the contents list an appendix that the file has not
    ],
}


def test_findings_are_what_the_pages_deserve(plan: tuple[dict, Made]) -> None:
    _, made = plan
    found = Counter((one.code, one.subject) for one in made.findings())
    assert found == Counter(FINDINGS[made.document.document_id])


# --- a strategic plan of the same faculty ----------------------------------------------------------------------------

STRATEGIC = "rbru-strategy-2557"
COUNTS = {"goal": [1, 1, 3, 2, 2, 4], "tactic": [7, 4, 4, 5, 3, 6]}
INDICATORS = [8, 4, 5, 5, 5, 14]
YEARS = range(2557, 2562)


@pytest.fixture(scope="module")
def strategic(plans_folder: Path) -> Made:
    path = plans_folder / "pdf" / f"{STRATEGIC}.pdf"
    if not path.is_file():
        pytest.skip(f"the real plan {path.name} is not in {path.parent}")
    with pytest.MonkeyPatch.context() as patched:  # three pages of pictures, of which nothing here is told
        patched.setattr("pipeline.read.pdf_trust.by_ocr", lambda *_: None)
        document = read(path, path.stem)
    profile = profiles.choose(document).profile
    assert profile.name == "strategic-plan"
    outline = segment(document, profile)
    return Made(document, outline, extract(document, outline, profile), profile)


def test_the_strategic_plan_counts_what_its_tables_have(strategic: Made) -> None:
    for kind, counts in COUNTS.items():
        found = Counter(one.number.split(".")[0] for one in strategic.plan.nodes if one.kind == kind)
        assert [found[str(number)] for number in range(1, 7)] == counts
    assert len([one for one in strategic.plan.claims if one.scope_kind == "strategy"]) == 18
    assert [one for one in strategic.findings() if one.code in ("summary-count", "total-count")] == []


def test_the_strategic_plan_has_a_target_for_each_year(strategic: Made) -> None:
    indicators = {one.statement_id: one for one in strategic.plan.statements if one.section == "indicator"}
    assert len(indicators) == sum(INDICATORS)
    years = Counter(one.statement_id for one in strategic.plan.targets)
    assert set(years) == set(indicators)
    assert set(years.values()) == {len(YEARS)}
    assert {one.fiscal_year_be for one in strategic.plan.targets} == set(YEARS)
    assert all(one.unit for one in indicators.values())
    spans = [(one.expected, one.found) for one in strategic.findings() if one.code == "year-range"]
    assert spans == [
        ("5", "4 ปี (พ.ศ.2557 – 2561)"),  # the title says five years
        ("2557 - 2561", "2557 - 2560"),  # page 13
    ]
