"""`diff`: what came, went and changed between two plans of one family."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import run
from pipeline import flow
from pipeline.compare import compare, series
from pipeline.errors import UsageError
from pipeline.pairing import Told, pairs
from schemas.plan import Brief, BriefProject, Budget, Head, Node, Plan, Quantity, Statement

PAIRINGS: list[tuple[list[tuple[str, str]], list[tuple[str, str]], list[tuple[str, str]], str]] = [
    ([("1", "ลานนิทาน")], [("1", "ลานนิทาน")], [("1", "1")], "the same"),
    ([("1", "ลานนิทาน"), ("2", "มุมอ่าน")], [("1", "มุมอ่าน"), ("2", "ลานนิทาน")], [("1", "2"), ("2", "1")], "words first"),
    ([("1", "ลาน นิทาน ปี 2567")], [("3", "ลานนิทาน ปี 2568")], [("1", "3")], "blanks and years tell nothing"),
    ([("1", "พัฒนาห้องสมุดสีเขียว")], [("4", "พัฒนาหองสมุดสีเขียว")], [("1", "4")], "a misread letter"),
    ([("1", "อบรมการใช้ห้องสมุด")], [("1", "ฝึกอบรมการใช้ห้องสมุดให้เด็ก")], [("1", "1")], "renamed under its number"),
    ([("1", "อบรมการใช้ห้องสมุด")], [("2", "ฝึกการใช้ห้องเรียนของเด็กเล็ก")], [], "neither words nor number"),
    ([("1", "ลานนิทาน")], [("1", "ซื้อรถบรรทุก")], [], "the same number, wholly other words"),
    (
        [("1", "ปลูกต้นไม้"), ("2", "ปลูกต้นไม้")],
        [("2", "ปลูกต้นไม้")],
        [("2", "2")],
        "of two with the same words the one with the same number",
    ),
    ([("1", ""), ("2", "")], [("2", "")], [("2", "2")], "without words the number decides"),
    (
        [("1", "ตลาดนัดหนังสือเก่า")],
        [("1", "ตลาดนัดหนังสือเก่ามาก"), ("2", "ตลาดนัดหนังสือเก่า")],
        [("1", "2")],
        "the same words before alike ones",
    ),
]


@pytest.mark.parametrize(("before", "after", "expected", "why"), PAIRINGS)
def test_pairs(
    before: list[tuple[str, str]], after: list[tuple[str, str]], expected: list[tuple[str, str]], why: str
) -> None:
    found = pairs([Told(number, title, number) for number, title in before], [Told(n, t, n) for n, t in after])
    assert [(pair.before, pair.after) for pair in found] == expected, why
    assert all(0 <= pair.similarity <= 1 for pair in found)


def test_a_number_counts_only_where_the_thing_stands_in_the_same_place() -> None:
    before, after = Told("a", "อบรมการใช้ห้องสมุด", "1", "x"), Told("b", "ฝึกอบรมการใช้ห้องสมุดให้เด็ก", "1", "y")
    assert pairs([before], [after]) == []


Spec = dict[str, Any]


def plan(plan_id: str, *projects: Spec, profile: str = "family", **head: Any) -> Plan:
    """A made-up plan: two strategies (their titles may be given), and projects with indicators and money."""
    titles = head.pop("strategies", {"1": "รักการอ่าน", "2": "รักชุมชน"})
    made = Plan(head=Head(plan_id=plan_id, document_id=plan_id, profile=profile, **head))

    def node(kind: str, number: str, title: str, parent: str | None = None, part: str = "body") -> Node:
        return Node(
            node_id=f"{plan_id}:{part}:{number}", plan_id=plan_id, parent_id=parent and f"{plan_id}:{part}:{parent}",
            kind=kind, part=part, number=number, ordinal=1, title=title, source=[],
        )  # fmt: skip

    made.nodes += [node("strategy", number, title) for number, title in titles.items()]
    for at, spec in enumerate(projects):
        number, part = spec["number"], spec.get("part", "body")
        one = node("project", number, spec["title"], number.partition("/")[0] if part == "body" else None, part)
        made.nodes.append(one)
        made.briefs.append(Brief(brief_id=f"{plan_id} b{at}", plan_id=plan_id, part=part, ordinal=at, source=[]))
        made.brief_projects.append(BriefProject(brief_id=f"{plan_id} b{at}", node_id=one.node_id))
        for place, text in enumerate(spec.get("activities", ())):
            made.statements.append(
                Statement(
                    statement_id=f"{plan_id} a{at}.{place}", plan_id=plan_id, brief_id=f"{plan_id} b{at}",
                    node_id=one.node_id, section="activity", ordinal=place, text=text, source=[],
                )
            )  # fmt: skip
        for place, (text, unit, value) in enumerate(spec.get("indicators", ())):
            key = f"{plan_id} s{at}.{place}"
            made.statements.append(
                Statement(
                    statement_id=key, plan_id=plan_id, brief_id=f"{plan_id} b{at}", section="indicator", ordinal=place,
                    text=text, unit=unit, source=[],
                )
            )  # fmt: skip
            if value:
                made.quantities.append(
                    Quantity(statement_id=key, ordinal=1, comparator=">=", value=value, text=f"≥ {value:g}")
                )
        for fund, amount in spec.get("money", {}).items():
            amount_thb = Decimal(amount) if isinstance(amount, int) else None
            made.budgets.append(
                Budget(
                    plan_id=plan_id, node_id=one.node_id, fund=fund, amount_thb=amount_thb, text=str(amount), source=[]
                )
            )
    return made


def project(number: str, title: str, **more: Any) -> Spec:
    return {"number": number, "title": title, **more}


CHILDREN = "จำนวนเด็กที่มาฟังไม่น้อยกว่า {} คน"
CHANGES: list[tuple[list[Spec], list[Spec], list[tuple[Any, ...]], str]] = [
    ([project("1/1", "ลานนิทาน")], [project("1/1", "ลานนิทาน")], [], "nothing"),
    (
        [project("1/1", "ลานนิทาน")],
        [project("1/1", "ลานนิทาน"), project("1/2", "มุมอ่าน")],
        [("came", "project", None, None, None)],
        "a project came",
    ),
    ([project("1/1", "ลานนิทาน")], [], [("went", "project", None, None, None)], "a project went"),
    (
        [project("1/1", "ลานนิทาน"), project("1/2", "มุมอ่าน")],
        [project("1/1", "มุมอ่าน")],
        [("changed", "project", "number", "1/2", "1/1"), ("went", "project", None, None, None)],
        "numbers shift: the title says which is which",
    ),
    (
        [project("1/1", "อบรมการใช้ห้องสมุด")],
        [project("1/1", "ฝึกอบรมการใช้ห้องสมุดให้เด็ก")],
        [("changed", "project", "title", "อบรมการใช้ห้องสมุด", "ฝึกอบรมการใช้ห้องสมุดให้เด็ก")],
        "renamed: a change, neither came nor went",
    ),
    ([project("1/1", "พัฒนาห้องสมุดสีเขียว")], [project("1/1", "พัฒนาหองสมุดสีเขียว")], [], "a misread letter is no change"),
    ([project("1/1", "งานหนังสือ ปี 2567")], [project("1/1", "งานหนังสือ ปี 2568")], [], "nor is the year"),
    (
        [project("1/1", "ลานนิทาน")],
        [project("2/1", "ลานนิทาน")],
        [
            ("changed", "project", "number", "1/1", "2/1"),
            ("changed", "project", "parent", "strategy 1 รักการอ่าน", "strategy 2 รักชุมชน"),
        ],
        "it moved under another strategy",
    ),
    (
        [project("1/1", "ลานนิทาน", money={"แผ่นดิน": 500, "รายได้": 70})],
        [project("1/1", "ลานนิทาน", money={"แผ่นดิน": 1500, "บริจาค": "ตามจริง"})],
        [
            ("changed", "plan", "budget", "แผ่นดิน 500", "แผ่นดิน 1,500"),
            ("changed", "plan", "budget", "รายได้ 70", None),
            ("changed", "plan", "budget", None, "บริจาค ตามจริง"),
            ("changed", "project", "budget", "แผ่นดิน 500", "แผ่นดิน 1,500"),
            ("changed", "project", "budget", "รายได้ 70", None),
            ("changed", "project", "budget", None, "บริจาค ตามจริง"),
        ],
        "money by fund, of the project and of the whole plan",
    ),
    (
        [project("1/1", "ลานนิทาน", indicators=[(CHILDREN.format(30), None, 30), ("จำนวนนิทาน 5 เรื่อง", None, 5)])],
        [project("1/1", "ลานนิทาน", indicators=[(CHILDREN.format(40), "คน", 40), ("ความสุขของผู้ปกครอง", None, 0)])],
        [
            ("changed", "indicator", "target", "≥ 30", "≥ 40"),
            ("changed", "indicator", "unit", None, "คน"),
            ("came", "indicator", None, None, None),
            ("went", "indicator", None, None, None),
        ],
        "an indicator's target and unit; one came, one went",
    ),
    (
        [project("1/1", "ลานนิทาน", activities=["เล่านิทานในสวน", "วาดภาพประกอบนิทานกับเด็ก", "ปลูกกล้วย"])],
        [project("1/1", "ลานนิทาน", activities=["ปลูกกล้วย", "วาดภาพประกอบนิทานกับเด็กเล็ก", "ฉายหนังกลางแปลง"])],
        [
            ("changed", "activity", "text", "วาดภาพประกอบนิทานกับเด็ก", "วาดภาพประกอบนิทานกับเด็กเล็ก"),
            ("came", "activity", None, None, None),
            ("went", "activity", None, None, None),
        ],
        "activities: one in other words, one came, one went, one moved",
    ),
    (
        [project("1/1", "ลานนิทาน", activities=["เล่านิทาน 3 ครั้ง"])],
        [project("1/1", "ลานนิทาน", activities=["เลานิทาน 3 ครั้ง"]), project("1/2", "มุมอ่าน", activities=["จัดมุม"])],
        [("came", "project", None, None, None)],
        "a misread letter is no change, and a new project's activities are new with it",
    ),
    (
        [project("1/1", "อนุรักษ์ป่าชุมชน"), project("1/1", "อนุรักษ์และฟื้นฟูป่าชุมชน", part="map")],
        [project("1/1", "มุมอ่าน"), project("9", "มุมอ่าน", part="map")],
        [("came", "project", None, None, None), ("went", "project", None, None, None)],
        "one thing that two parts tell in other words goes once",
    ),
    (
        [project("1/1", "ลานนิทาน"), project("9", "ลานนิทาน", part="map")],
        [
            *(project("1/1", "ลานนิทาน"), project("1/2", "มุมอ่าน")),
            *(project("9", "ลานนิทาน", part="map"), project("8", "มุมอ่าน", part="map")),
        ],
        [("came", "project", None, None, None)],
        "told in two parts under other numbers: told once",
    ),
    (
        [project("1/1", "ลานนิทาน")],
        [project("1/1", "ลานนิทาน"), project("9", "ลานนิทาน", part="map")],
        [],
        "a part that only one plan has tells nothing new",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected", "why"), CHANGES)
def test_changes(before: list[Spec], after: list[Spec], expected: list[tuple[Any, ...]], why: str) -> None:
    found = compare(plan("a", *before), plan("b", *after))
    assert [(one.change, one.kind, one.field, one.value_before, one.value_after) for one in found] == expected, why
    assert [one.ordinal for one in found] == list(range(1, len(found) + 1))


def test_a_project_is_found_again_where_the_strategies_changed_places() -> None:
    before = plan("a", project("1/1", "อบรมการใช้ห้องสมุด"))
    after = plan("b", project("2/1", "ฝึกอบรมการใช้ห้องสมุดให้เด็ก"), strategies={"1": "รักชุมชน", "2": "รักการอ่าน"})
    fields = [(one.kind, one.field) for one in compare(before, after)]
    assert fields == [
        ("strategy", "number"), ("strategy", "number"), ("project", None), ("project", None),
    ], "another number in another place, and other words: nothing holds the two together"  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (plan("a"), plan("b", profile="another"), "two families"),
        (plan("a", fallback=True), plan("b", fallback=True), "a fallback is no family"),
    ],
)
def test_only_plans_of_one_family_are_compared(before: Plan, after: Plan, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        compare(before, after)
    assert refused.value.code == "diff-families", why


def test_the_series() -> None:
    def head(plan_id: str, year: int | None, office: str | None, edition: str | None = None, **more: Any) -> Head:
        told = {"profile": "family", **more}
        return Head(
            plan_id=plan_id, document_id=plan_id, fiscal_year_be=year, organization=office, edition=edition, **told
        )

    heads = [
        head("c", 2570, "หอสมุด เวฬุธารา"),
        head("a", 2567, "หอสมุดเวฬุธารา"),
        head("b", 2567, "หอสมุดเวฬุธารา", "ฉบับปรับปรุง"),
        head("other office", 2568, "เทศบาล"),
        head("no year", None, "หอสมุดเวฬุธารา"),
        head("no office", 2568, None),
        head("other family", 2568, "หอสมุดเวฬุธารา", profile="another"),
        head("unknown family", 2569, "หอสมุดเวฬุธารา", fallback=True),
    ]
    assert [(one.plan_id, other.plan_id) for one, other in series(heads)] == [("a", "b"), ("b", "c")]


def test_the_command_and_the_table_tell_the_same(library: Path, told: Any, rows: Any) -> None:
    assert run.main(["diff", "library-plan-2567", "library-plan-2568", "--json"]) == 0
    answer = told()
    assert (answer["before"], answer["after"]) == ("library-plan-2567", "library-plan-2568")
    stored = rows("SELECT ordinal, change, kind, field, value_before, value_after FROM plan_changes ORDER BY ordinal")
    keys = ("ordinal", "change", "kind", "field", "value_before", "value_after")
    assert [tuple(one[key] for key in keys) for one in answer["changes"]] == stored
    titles = {one["text_after"] for one in answer["changes"] if (one["change"], one["kind"]) == ("came", "project")}
    assert "ลานนิทานเช้าวันเสาร์" in titles


def test_the_command_for_a_person(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["diff", "library-plan-2567", "library-plan-2568"]) == 0
    printed = capsys.readouterr().out
    assert "+ 2.1.1/3  ลานนิทานเช้าวันเสาร์" in printed
    assert "    − ไม่น้อยกว่า 24 ชุมชน\n    + ไม่น้อยกว่า 30 ชุมชน\n" in printed
    assert run.main(["diff", "library-plan-2567", "library-plan-2567"]) == 0
    assert "Nothing changed." in capsys.readouterr().out
    assert run.main(["diff", "library-plan-2567", "nobody"]) == 2
    assert "plan-unknown" in capsys.readouterr().err


def test_real_action_plans(plans_folder: Path) -> None:
    """The sums are those of the issue: 2561 has 305,000 and 987,300 baht, 2564 has 715,000 and 185,000."""
    paths = [plans_folder / "pdf" / f"rbru-action-{year}.pdf" for year in (2561, 2564)]
    if not all(path.is_file() for path in paths):
        pytest.skip(f"the action plans are not in {plans_folder / 'pdf'}")
    changes = compare(*(flow.understand(path, path.stem).plan for path in paths))
    money = {(one.value_before, one.value_after) for one in changes if one.kind == "plan"}
    assert {("แผ่นดิน 305,000", "แผ่นดิน 715,000"), ("รายได้ 987,300", "รายได้ 185,000")} <= money
    assert any(
        (one.kind, one.field, one.number_before, one.number_after) == ("strategy", "number", "5", "3")
        for one in changes
    )
