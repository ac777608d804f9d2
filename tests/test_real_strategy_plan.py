"""The real plan that the family is made for: exactly these findings, nothing unclaimed, nothing lost.

It stays outside the project: PHAEN_PLANS, else ../shared/plans; without it the tests say that they are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import REAL_PLAN, Made, lost_lines, of_document

from pipeline import profile as profiles
from pipeline.read import read


@pytest.fixture(scope="module")
def made(plans_folder: Path) -> Made:
    path = plans_folder / REAL_PLAN
    if not path.is_file():
        pytest.skip(f"the real plan {REAL_PLAN} is not in {plans_folder}")
    return of_document(read(path, path.stem))


FINDINGS = [
    ("summary-count", "strategy 1", "4", "8", 145),
    ("summary-count", "strategy 2", "11", "12", 161),
    ("summary-project-missing", "strategy 3", None, None, 179),
    ("summary-project-missing", "strategy 3", None, None, 183),
    ("summary-project-missing", "strategy 3", None, None, 187),
    ("toc-title", "tactic 2.1", None, None, 74),
    ("spelling-suspect", "tactic 2.2", None, None, 1094),
    ("spelling-suspect", "unit กลุ่มงานฝึกอบรมและสัมมนา", None, None, 693),
    ("spelling-suspect", "unit สำนักงานเลขานุการ ก.ร.", None, None, 1209),
    ("target-conflict", "project 1.2.1/1", "< 15", ">= 15", 153),
    ("target-conflict", "project 2.3.3/1", "5", "10", 1353),
    ("target-conflict", "project 2.1.3/1", "80", "60", 1010),
    ("target-conflict", "project 2.2.1/1", "60", "80", 1114),
    ("period-range", "project 1.1.2/1", "2022-10-01 - 2023-09-30", "2023-10-01 - 2024-09-30", 371),
    ("agency-doubtful", "project 2.3.3/1", None, None, 1358),
    ("agency-doubtful", "project 4.3.1/1", None, None, 1984),
    ("year-range", "project 1.1.2/2", None, "49/2556 … 9 มิถุนายน 2554", 397),
    ("toc-title", "program 1.1.2", None, None, 47),
    ("toc-title", "project 1.1.3/1", None, None, 51),
    ("toc-title", "project 1.3.2/1", None, None, 70),
    ("toc-title", "project 2.1.1/1", None, None, 76),
    ("toc-title", "project 2.1.3/1", None, None, 81),
    ("toc-title", "project 3.2.1/2", None, None, 112),
    ("spelling-suspect", "tactic 3.1", None, None, 104),
    ("spelling-suspect", "program 3.1.1", None, None, 105),
    ("toc-page-order", "project 2.3.1/1", "56", "54", 94),
    ("header-duplicate", "project 1.1.2/2", "ผลลัพธ์", "ผลผลิต", 422),
    ("band-order", "project 2.1.3/1", "45-49 = 1.55", "50-54 = 0.7", 1028),
    ("band-order", "project 4.3.1/1", "70-74 = 0.7", "74-79 = 0.55", 2008),
    ("band-overlap", "project 4.3.1/1", "70-74", "74-79", 2008),
    ("band-range", "project 2.1.3/1", "<= 1", None, 1028),
    ("unit-unknown", "unit สำนักพัฒนาบุคลากร", "สำนักพัฒนาทรัพยากรบุคคล", "สำนักพัฒนาบุคลากร", 647),
    ("year-range", "project 2.3.3/1", None, "2566 - 2670", 1337),
    ("part-difference", "strategy 3", None, None, 1374),
    ("part-difference", "project 1.1.1/1", None, None, 147),
    ("part-difference", "project 1.1.2/1", None, None, 149),
    ("part-difference", "project 1.1.3/1", None, None, 51),
    ("part-difference", "project 2.1.3/1", None, None, 81),
    ("part-difference", "project 2.1.4/1", None, None, 169),
    ("part-difference", "project 2.3.3/1", None, None, 175),
    ("part-difference", "project 3.2.1/2", None, None, 112),
    ("spelling-suspect", "project 1.3.2/1", None, None, 70),
    ("spelling-suspect", "project 2.1.1/1", None, None, 163),
    ("spelling-suspect", "project 2.2.2/1", None, None, 1182),
    ("spelling-suspect", "project 2.2.2/1", None, None, 1186),
    ("spelling-suspect", "plan", "ยุทธศาสตร์ที่ 3 สว.", "ยุทธศาสตร์ที่ 2 ลว.", 1439),
    ("toc-title", "plan", "บทนำ", "คำนำ", 35),
    ("toc-title", "plan", "แนวทางการนำไปสู่การปฏิบัติ", "แนวทางการนำแผนไปสู่การปฏิบัติ", 133),
]
"""Code, subject, expected and found (None: words of the document, not repeated here), first line."""


def test_exactly_these_findings(made: Made) -> None:
    told = {(code, subject, line): (expected, found) for code, subject, expected, found, line in FINDINGS}
    found = []
    for one in made.findings():
        place = (one.code, one.subject, one.source[0].first_line)
        expected, read_ = told.get(place, (one.expected, one.found))
        found.append(
            (
                one.code,
                one.subject,
                one.expected if expected is not None else None,
                one.found if read_ is not None else None,
                one.source[0].first_line,
            )
        )
    assert sorted(found, key=str) == sorted(FINDINGS, key=str)


COUNTS = {
    "nodes": 77,
    "tellings": 101,
    "briefs": 31,
    "brief_projects": 37,
    "rubrics": 33,
    "rubric_levels": 99,
    "rubric_bands": 47,
    "claims": 8,
    "summary_projects": 26,
    "toc_entries": 81,
    "line_roles": 2028,
}


def test_how_many_records(made: Made) -> None:
    assert {table: len(getattr(made.plan, table)) for table in COUNTS} == COUNTS


@pytest.mark.parametrize(
    ("kind", "count"), [("strategy", 4), ("tactic", 12), ("program", 24), ("project", 37)], ids=str
)
def test_the_tree(made: Made, kind: str, count: int) -> None:
    assert sum(node.kind == kind for node in made.plan.nodes) == count


def test_every_line_is_understood(made: Made) -> None:
    assert "unclaimed" not in made.roles()


def test_no_word_of_a_section_or_table_is_lost(made: Made) -> None:
    assert lost_lines(made) == []


def test_the_profile_is_chosen_by_the_document(made: Made) -> None:
    choice = profiles.choose(made.document)
    assert choice.profile.name == "strategy-plan"
    assert choice.scores[0].score == 1.0


def test_every_brief_has_its_required_sections(made: Made) -> None:
    for one in made.plan.briefs:
        assert one.rationale, one.brief_id
        assert one.start_date, one.brief_id


def test_the_head(made: Made) -> None:
    head = made.plan.head
    assert (head.organization, head.fiscal_year_be, head.fiscal_year) == ("สำนักงานเลขาธิการวุฒิสภา", 2566, 2023)
    assert (head.period_start_be, head.period_end_be) == (2566, 2570)


def test_a_second_run_says_the_same(made: Made) -> None:
    assert of_document(made.document).plan == made.plan
