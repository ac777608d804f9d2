"""The trail of a record: rule and its line in the profile, lines and boxes, repairs, corrections; and PROV-JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Told
from samples import CLEAN, document, line_of, make

import run
from pipeline import audit as audits
from pipeline import profile as profiles
from pipeline import prov
from pipeline.check import reviewed
from pipeline.rules import line_of as rule_line
from pipeline.rules import place
from pipeline.trail import Trails
from schemas.audit import Audit, Correct
from schemas.document import Page
from schemas.finding import Findings

PLAN = "library-plan-2567"

# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", profiles.names())
def test_every_pattern_of_a_profile_has_its_line(name: str) -> None:
    lines = profiles.path_of(name).read_text("utf-8").split("\n")
    for address, rule in profiles.patterns(profiles.load(name)):
        line = rule_line(name, address)
        assert line is not None, address
        head = lines[line - 1].strip()
        assert head.startswith("["), address
        steps = [step for step in address.split(".") if not step.isdigit()]
        assert head.strip("[] ").startswith(steps[0]), (address, head)
        assert hasattr(rule, "examples")


@pytest.mark.parametrize(
    ("rule", "heading", "why"),
    [
        ("headings.3", 'kind = "tactic"', "the second of an array"),
        ("sections.4.labels.2", "pattern", "an array in another's table"),
        ("sections.objective", 'name = "objective"', "an entry by its name"),
        ("cover.period", "pattern", "a table that is none of an array"),
    ],
)
def test_a_rule_leads_to_its_entry(rule: str, heading: str, why: str) -> None:
    line = rule_line("strategy-plan", rule)
    assert line is not None
    lines = profiles.path_of("strategy-plan").read_text("utf-8").split("\n")
    assert any(text.startswith(heading) for text in lines[line : line + 3]), why
    assert place("strategy-plan", rule) == f"strategy-plan.toml:{line}"


@pytest.mark.parametrize("rule", [None, "", "wrapped-title", "headings.999"])
def test_what_is_no_entry_has_no_line(rule: str | None) -> None:
    assert place("strategy-plan", rule) is None


# --- trails -----------------------------------------------------------------------------------------------------------


def trails_of(text: str, *entries: Correct) -> Trails:
    read = document(text)
    read = replace(read, pages=(Page(1, None, "text", "repaired", None, {"sara-am": 2}),))
    read, corrections = audits.corrected(read, Audit(correct=entries), Path("x.audit.toml"))
    made = make(text)
    plan = made.plan.model_copy(update={"corrections": corrections})
    return Trails(read, plan, made.findings())


def test_a_line_tells_what_was_done_to_it() -> None:
    number = line_of(CLEAN, "โครงการที่ ๒ แปลงผักริมคลอง")
    entry = Correct(line=number, find="แปลงผัก", put="แปลงพืช", reason="misprint", by="somebody")
    told = trails_of(CLEAN, entry).line(number)
    assert (told["role"], told["rule"]) == ("heading", "headings.5")
    assert told["rule_at"] == place("strategy-plan", "headings.5")
    assert told["corrections"] == [
        {"found": "แปลงผัก", "put": "แปลงพืช", "reason": "misprint", "corrected_by": "somebody"}
    ]
    assert (told["repaired"], told["page_repairs"], told["trust"]) == (True, {"sara-am": 2}, "repaired")
    assert "แปลงผัก" in told["text_found"]
    assert not trails_of(CLEAN).line(number)["repaired"], "other digits are no repair"


def test_every_record_with_a_source_has_a_trail() -> None:
    text = CLEAN.replace("๒ แผนงาน ๓ โครงการ", "๕ แผนงาน ๔ โครงการ", 1)
    trails = trails_of(text)
    for statement in trails.plan.statements:
        ((table, record),) = trails.named(statement.statement_id)
        assert (table, record) == ("statements", statement)
        assert [line["line_no"] for line in trails.of(record)["lines"]]
    claim = next(one for one in trails.plan.claims if one.claimed == 5)
    assert [one["code"] for one in trails.of(claim)["findings"]] == ["summary-count", "summary-count"]
    (table, _), *_ = trails.named(trails.findings[0].finding_id)
    assert table == "findings"
    assert list(trails.named("nobody:at:home")) == []


def test_what_hangs_on_a_number() -> None:
    trails = trails_of(CLEAN)
    tables = [table for table, _ in trails.numbered("1.1.1/2", None)]
    assert tables[0] == "nodes"
    assert {"briefs", "statements", "rubric_criteria", "responsibilities"} <= set(tables)
    assert list(trails.numbered("1.1.1/2", "house")) == []


def test_show_tells_the_trail(library: Path, capsys: pytest.CaptureFixture[str], told: Told) -> None:
    assert run.main(["show", "1.1.1/1", "--plan", PLAN, "--trail"]) == 0
    shown = capsys.readouterr().out
    assert "heading headings.5 → strategy-plan.toml:" in shown
    assert run.main(["show", f"{PLAN}:body:project:1.1.1/1", "--json"]) == 0
    (one,) = told()["records"]
    assert (one["table"], one["record"]["number"]) == ("nodes", "1.1.1/1")
    assert run.main(["show", f"{PLAN}:nothing", "--trail"]) == 2
    assert "record-unknown" in capsys.readouterr().err


# --- PROV -------------------------------------------------------------------------------------------------------------

ENDS = {
    "used": ("activity", "entity"),
    "wasGeneratedBy": ("entity", "activity"),
    "wasDerivedFrom": ("entity", "entity"),
    "wasAttributedTo": ("entity", "agent"),
    "wasAssociatedWith": ("activity", "agent"),
    "wasInfluencedBy": ("entity", "entity"),
}


def test_prov_is_whole_and_the_same_again() -> None:
    number = line_of(CLEAN, "โครงการที่ ๒ แปลงผักริมคลอง")
    trails = trails_of(CLEAN, Correct(line=number, find="แปลงผัก", put="แปลงพืช", reason="misprint", by="ผู้ตรวจ ก"))
    audit = Audit.model_validate({"accept": [{"node": "project 1.1.1/1", "by": "somebody", "on": "2026-11-21"}]})
    findings = reviewed(trails.document, trails.plan, profiles.load("strategy-plan"), audit)
    told = prov.of_plan(trails.document, trails.plan, findings)
    assert json.dumps(told) == json.dumps(prov.of_plan(trails.document, trails.plan, findings))
    assert set(told) == {"prefix", "entity", "activity", "agent", *ENDS}
    for relation, kinds in ENDS.items():
        for link in told[relation].values():
            first, second = list(link.values())[:2]
            assert first in told[kinds[0]], (relation, link)
            assert second in told[kinds[1]], (relation, link)
    for table, key in prov.RECORDS.items():
        for record in getattr(trails.plan, table):
            name = f"phaen:made-up/{table}/"
            assert any(entity.startswith(name) for entity in told["entity"]), (table, key, record)
    people = [one["prov:label"] for one in told["agent"].values()]
    assert people == [people[0], "ผู้ตรวจ ก", "somebody"]
    assert all(name.count(":") == 1 and name.isascii() for name in told["entity"])


def test_prov_of_nothing() -> None:
    made = make("ก")
    told = prov.of_plan(made.document, made.plan, Findings(plan_id="made-up"))
    assert len(told["activity"]) == len(prov.STAGES)
