"""What several parts of a plan tell is one thing, as a reader counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import flow
from pipeline.retold import things
from schemas.plan import Head, Node, Plan, ProjectLink

Spec = tuple[str, str, str, str | None]
"""Part, number, title, agency."""


def told(*specs: Spec, links: tuple[tuple[int, int], ...] = ()) -> Plan:
    """A made-up plan of projects; `links` by their places."""
    plan = Plan(head=Head(plan_id="p", document_id="p", profile="family"))
    plan.nodes = [
        Node(
            node_id=f"n{place}", plan_id="p", kind="project", part=part, number=number, ordinal=place, title=title,
            agency=agency, source=[],
        )
        for place, (part, number, title, agency) in enumerate(specs)
    ]  # fmt: skip
    plan.project_links = [ProjectLink(plan_id="p", node_a=f"n{a}", node_b=f"n{b}", similarity=0.5) for a, b in links]
    return plan


MAP, TABLE = "map", "table"
CASES: list[tuple[tuple[Spec, ...], int, str]] = [
    ((), 0, "nothing"),
    (((MAP, "1", "ปลูกต้นไม้", None), (TABLE, "1", "ปลูกต้นไม้", None)), 1, "two tellings"),
    (((MAP, "1.1", "ปลูกต้นไม้", None), (TABLE, "1.2", "ปลูก ต้นไม้", None)), 1, "under other numbers"),
    (((MAP, "1", "อนุรักษ์ป่าชุมชน", None), (TABLE, "1", "อนุรักษ์และฟื้นฟูป่าชุมชน", None)), 1, "in other words"),
    (((MAP, "1", "ปลูกต้นไม้", None), (TABLE, "1", "ซื้อรถบรรทุก", None)), 2, "nothing in common but the number"),
    (((MAP, "1", "ปลูกต้นไม้", None), (MAP, "2", "ปลูกต้นไม้", None)), 2, "twice in one part: two"),
    (
        ((MAP, "1", "ปลูกต้นไม้", None), (TABLE, "1", "ปลูกต้นไม้", None), (TABLE, "2", "ปลูกต้นไม้", None)),
        2,
        "one of two has been told before",
    ),
    (((MAP, "1", "ปลูกต้นไม้", "A"), (TABLE, "1", "ปลูกต้นไม้", "B")), 2, "of two agencies"),
    (((MAP, "1", "ปลูกต้นไม้", "A/B"), (TABLE, "1", "ปลูกต้นไม้", "B")), 1, "of both, and of one of them"),
    (
        ((MAP, "1", "ปลูกต้นไม้", "A/B"), ("a", "1", "ปลูกต้นไม้", "A"), ("b", "1", "ปลูกต้นไม้", "B")),
        1,
        "of both, and then of each",
    ),
]


@pytest.mark.parametrize(("specs", "expected", "why"), CASES)
def test_things_are_counted_once(specs: tuple[Spec, ...], expected: int, why: str) -> None:
    assert things(told(*specs))["project"] == expected, why


def test_a_link_makes_one_of_two_tellings_with_nothing_in_common() -> None:
    specs = ((MAP, "1", "ปลูกต้นไม้", None), (TABLE, "2", "ซื้อรถบรรทุก", None), (TABLE, "3", "ขุดสระ", None))
    assert things(told(*specs, links=((0, 1),)))["project"] == 2
    assert things(told(*specs, links=((0, 1), (0, 2))))["project"] == 2, "one telling in a part, whatever is linked"


REAL = [
    ("pdf/rbru-action-2561.pdf", {"strategy": 5, "goal": 14, "tactic": 33, "project": 30}),
    ("pdf/rbru-action-2564.pdf", {"strategy": 3, "goal": 6, "tactic": 12, "project": 17}),
    ("parliament-integrity-2562.txt", {"issue": 3, "measure": 6, "guideline": 10}),
]


@pytest.mark.parametrize(("name", "expected"), REAL)
def test_real_plans(plans_folder: Path, name: str, expected: dict[str, int]) -> None:
    path = plans_folder / name
    if not path.is_file():
        pytest.skip(f"{name} is not in {plans_folder}")
    found = things(flow.understand(path, path.stem).plan)
    assert {kind: found[kind] for kind in expected} == expected
