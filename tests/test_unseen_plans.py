"""Plans of the known families as other offices and years would print them: what must come of them stands beside each.

`tests/unseen/NAME.txt` is the plan, `NAME.want` what a person read in it, one fact in a line:

    profile strategy-plan                   the family that is chosen
    year 2567                               the fiscal year on its cover
    title Words                             its title
    node project 1.1/2 Title                a node; the plan has these and no others, where any is listed
    brief 1.1/2 objective=2 levels=5 …      all that a write-up holds: items by section, levels, budget, units, period
    count project 9                         so many nodes of a kind, or statements of a section
    budgets 40000 60000                     every amount of the plan
    claim project 1 3                       a count that the plan states: kind, scope (- the whole plan), count
    marks Q1 / · Q3 /                       the marks of its schedule
    toc 9                                   so many entries in the contents
    named 3                                 so many projects named in the summary
    finding summary-count strategy 1        a finding; the plan has these and none else
    unclaimed 9 72                          the lines that no rule takes
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline import flow
from schemas.outline import UNCLAIMED
from schemas.plan import Brief, Plan

FOLDER = Path(__file__).parent / "unseen"
PLANS = sorted(FOLDER.glob("*.txt"))
FACTS = [
    pytest.param(path, line, id=f"{path.stem}:{line}")
    for path in PLANS
    for line in path.with_suffix(".want").read_text(encoding="utf-8").splitlines()
    if line
]


@cache
def understood(path: Path) -> flow.Understanding:
    return flow.understand(path, path.stem)


def written(plan: Plan, brief: Brief) -> dict[str, str]:
    """What a write-up holds, as a want file tells it."""
    counted = Counter(one.section for one in plan.statements if one.brief_id == brief.brief_id)
    held = {section: str(count) for section, count in counted.items()}
    rubrics = {one.rubric_id for one in plan.rubrics if one.brief_id == brief.brief_id}
    levels = {one.level for one in plan.rubric_levels if one.rubric_id in rubrics}
    projects = {one.node_id for one in plan.brief_projects if one.brief_id == brief.brief_id}
    amounts = [one.amount_thb for one in plan.budgets if one.node_id in projects and one.amount_thb is not None]
    units = sum(one.brief_id == brief.brief_id for one in plan.responsibilities)
    more = {
        "levels": len(levels),
        "budget": ",".join(f"{amount:.0f}" for amount in amounts),
        "units": units,
        "period": f"{brief.start_date}..{brief.end_date}" if brief.start_date else "",
    }
    return held | {name: str(value) for name, value in more.items() if value}


def told(plan: Plan, word: str, rest: list[str]) -> object:
    """What the plan has in place of a fact of a want file."""
    if word == "profile":
        return plan.head.profile
    if word == "year":
        return plan.head.fiscal_year_be
    if word == "node":
        return sorted(f"{node.kind} {node.number} {node.title}" for node in plan.nodes)
    if word == "brief":
        numbers = {node.node_id: node.number for node in plan.nodes}
        first = {one.brief_id: numbers[one.node_id] for one in reversed(plan.brief_projects)}
        return next((written(plan, one) for one in plan.briefs if first.get(one.brief_id) == rest[0]), None)
    if word == "count":
        nodes = sum(node.kind == rest[0] for node in plan.nodes)
        return nodes or sum(one.section == rest[0] for one in plan.statements)
    if word == "budgets":
        return sorted(f"{one.amount_thb:.0f}" for one in plan.budgets if one.amount_thb is not None)
    if word == "claim":
        return {(one.subject, one.scope_number or "-"): one.claimed for one in plan.claims}.get((rest[0], rest[1]))
    if word == "toc":
        return len(plan.toc_entries)
    if word == "named":
        return len(plan.summary_projects)
    raise ValueError(f"no such fact: {word}")


@pytest.mark.parametrize(("path", "fact"), FACTS)
def test_a_plan_of_another_office_or_year_gives_what_a_person_reads_in_it(path: Path, fact: str) -> None:
    word, *rest = fact.split()
    if word == "title":
        assert understood(path).plan.head.title == " ".join(rest)
        return
    if word == "marks":
        assert [one.mark for one in understood(path).plan.schedule] == " ".join(rest).split(" · ")
        return
    if word == "unclaimed":
        assert [str(role.line_no) for role in understood(path).plan.line_roles if role.role == UNCLAIMED] == rest
        return
    if word == "finding":
        findings = [f"{one.code} {one.subject}" for one in understood(path).findings.findings]
        assert " ".join(rest) in findings, findings
        return
    found = told(understood(path).plan, word, rest)
    if word == "node":
        assert isinstance(found, list)
        assert " ".join(rest) in found, found
    elif word == "brief":
        assert found == dict(one.split("=") for one in rest[1:])
    elif word == "budgets":
        assert found == sorted(rest)
    else:
        assert str(found) == rest[-1], found


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_it_gives_nothing_else(path: Path) -> None:
    """No further node, no finding that is not wanted, no further line that nobody took."""
    facts = [line.split() for line in path.with_suffix(".want").read_text(encoding="utf-8").splitlines() if line]
    plan, findings = understood(path).plan, understood(path).findings.findings
    wanted = {" ".join(fact[1:]) for fact in facts if fact[0] == "node"}
    if wanted:
        assert {f"{node.kind} {node.number} {node.title}" for node in plan.nodes} == wanted
    assert {f"{one.code} {one.subject}" for one in findings} == {" ".join(it[1:]) for it in facts if it[0] == "finding"}
    unclaimed = [str(role.line_no) for role in plan.line_roles if role.role == UNCLAIMED]
    assert unclaimed == [line for fact in facts if fact[0] == "unclaimed" for line in fact[1:]]
