"""The kit for a new family: the first draft of a profile, and a profile held against documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import run
from pipeline import flow
from pipeline import profile as profiles
from pipeline.account import account, bad_examples, contended_examples
from pipeline.draft import draft, look
from pipeline.errors import DocumentError, ProfileError, UsageError
from pipeline.extract import extract
from pipeline.messages import Language
from pipeline.read import read
from pipeline.segment import segment
from schemas.document import Document, Line
from schemas.profile import Profile


def document(text: str) -> Document:
    lines = tuple(
        Line(at, None, one, one, tuple(one.split("\t")) if "\t" in one else None)
        for at, one in enumerate(text.split("\n"), 1)
    )
    return Document("made-up", "made-up.txt", "made-up.txt", "0" * 64, "text/plain", lines)


def drafted(text: str, language: Language = "en") -> Profile:
    return profiles.parse("made-up", draft("made-up", document(text), profiles.fallback(), language))


SEEN: list[tuple[str, dict[str, Any], str]] = [
    ("ย่านที่ 1 ริมน้ำ\nย่านที่ 2 เชิงเขา", {"headings": [("ย่านที่", 0, 2)]}, "a word with a number and a title"),
    ("ย่านที่ 2 ริมน้ำ\nย่านที่ 3 เชิงเขา", {"headings": []}, "a series begins with 1"),
    ("ย่านที่ 1 ริมน้ำ", {"headings": []}, "one line is chance"),
    (
        "สวน 1.1 ก้าว\nสวน 1.2 ขยับ\nสวน 2.1 คืบ",
        {"headings": [("สวน", 1, 3)]},
        "numbers with points are another depth",
    ),
    (
        "เหตุผล\n\nน้ำน้อย\n\nเหตุผล\n\nดินแห้ง",
        {"labels": ["เหตุผล"]},
        "a short line that comes again, with text below it",
    ),
    ("ขนาด : ใหญ่\n\nก\n\nขนาด : เล็ก", {"labels": ["ขนาด"]}, "a label with its text behind a colon"),
    (
        "ย่านที่ 1 ริมน้ำ\n\nกองสวน\n\nย่านที่ 2 เชิงเขา\n\nกองสวน\n\nย่านที่ 3 ทุ่ง",
        {"labels": []},
        "above the next heading it is no label",
    ),
    ("พืช\tกอ\nขิง\t50\nข่า\t60", {"tables": [("พืช", "กอ")]}, "a table by its head"),
    ("ขิง\t50\nข่า\t60", {"tables": []}, "figures are no head"),
    (
        "สวน : ก\nขนาด : ใหญ่\n\nสวน : ข\nขนาด : เล็ก",
        {"labels": ["สวน", "ขนาด"]},
        "labels with their text, one under the other",
    ),
    ("สวน\nขนาดใหญ่\n\nสวน\nขนาดใหญ่", {"labels": ["สวน"]}, "an item under a label"),
    ("ที่\tพืช\n1\tขิง\n2\tข่า", {"tables": [("ที่", "พืช")], "ordered": [("ที่", "พืช")]}, "rows with running numbers"),
    ("ปี\tพืช\n2566\tขิง\n2567\tข่า", {"ordered": []}, "years are no running numbers"),
    (
        "สารบัญ\n\nย่านที่ 1 ก\t1\nย่านที่ 2 ข\t5\n\nย่านที่ 1 ก\n\nย่านที่ 2 ข",
        {"headings": [("ย่านที่", 0, 2)], "contents": ["สารบัญ", "ย่านที่ 1 ก\t1", "ย่านที่ 2 ข\t5"], "counts": []},
        "the contents are no headings and count nothing",
    ),
    ("มี 2 ย่าน\nย่านที่ 1 ก\nย่านที่ 2 ข", {"counts": ["มี 2 ย่าน"]}, "a sentence that counts headings"),
    ("- ปลูก 2 ย่าน\nย่านที่ 1 ก\nย่านที่ 2 ข", {"counts": []}, "an item counts nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SEEN)
def test_what_is_seen(text: str, expected: dict[str, Any], why: str) -> None:
    seen = look(document(text), profiles.fallback())
    found: dict[str, Any] = {
        "headings": [(one.word, one.depth, len(one.lines)) for one in seen.headings],
        "labels": list(seen.labels),
        "tables": list(seen.tables),
        "counts": [line.text for line, _ in seen.counts],
        "ordered": list(seen.ordered),
        "contents": [line.text for line in seen.contents if line.text],
    }
    assert {name: found[name] for name in expected} == expected, why


DRAFTS = [
    ("สวัสดี", "next to nothing"),
    ("", "nothing at all"),
    ("สวน\"น้ำ' 1 a\\b\nสวน\"น้ำ' 2 c\x07d", "quotes, backslashes, a bell"),
    ("name = 1\n[[headings]] 1 x\n[[headings]] 2 y\n\n'''\n\n'''", "TOML in the document"),
    ("(.*)+$ 1 ก\n(.*)+$ 2 ข", "a pattern in the document"),
    ("ก[ 1 ก\nก[ 2 ข\n\nก) : x\n\nก) : y", "brackets that are never closed"),
    ("ยุทธศาสตร์ที่ 1 ก\nยุทธศาสตร์ที่ 2 ข\n\nพืช\tกอ\nขิง\t50", "a known word, and a table without a label"),
    ("\n".join(f"สวนที่ {at} {'ก' * at}" for at in range(1, 60)), "many"),
]


@pytest.mark.parametrize(("text", "why"), DRAFTS)
def test_a_draft_loads_and_its_examples_hold(text: str, why: str) -> None:
    for language in ("th", "en"):
        profile = drafted(text, language)  # type: ignore[arg-type]
        assert bad_examples(profile) == [], why
    made = document(text)
    plan = extract(made, segment(made, profile), profile)
    assert len(plan.line_roles) == len(made.lines), why


def test_a_known_word_gives_its_kind() -> None:
    profile = drafted("ยุทธศาสตร์ที่ 1 ก\nยุทธศาสตร์ที่ 2 ข\nโครงการที่ 1 ก\nโครงการที่ 1 ข\nโครงการที่ 2 ค")
    assert [(one.kind, one.parent, one.numbering) for one in profile.headings] == [
        ("strategy", None, "code"),
        ("project", "strategy", "within-parent"),
    ]


def test_a_table_without_a_label_near_has_a_place_all_the_same() -> None:
    """The rest of a row belongs to what its running number stands before."""
    text = "หมวดที่ 1 ก\n\nที่\tพืช\tกอ\n1\tขิง\t50\n2\tข่า\t60\n\nหมวดที่ 2 ข\n\nที่\tพืช\tกอ\n1\tไพล\t70"
    profile = drafted(text)
    made = document(text)
    plan = extract(made, segment(made, profile), profile)
    names = {one.statement_id: one.text for one in plan.statements}
    told = [(one.marker, one.text, names.get(one.parent_id or "")) for one in plan.statements]
    assert told == [
        ("1", "ขิง", None),
        (None, "50", "ขิง"),
        ("2", "ข่า", None),
        (None, "60", "ข่า"),
        ("1", "ไพล", None),
        (None, "70", "ไพล"),
    ]
    assert not [role for role in plan.line_roles if role.role == "unclaimed"]


def test_a_draft_of_each_sample_reads_the_sample(samples: Path) -> None:
    for sample in sorted(samples.glob("*.txt")):
        made = read(sample, sample.stem)
        profile = profiles.parse("made-up", draft("made-up", made, profiles.fallback(), "th"))
        plan = extract(made, segment(made, profile), profile)
        kinds = [node.kind for node in plan.nodes]
        assert kinds.count("strategy") == 3
        assert {"tactic", "program", "project"} <= set(kinds)
        assert any(one.section == "objective" for one in plan.statements)


RULES = """
name = "made-up"
version = 1
[title]
th = "ก"
en = "a"
[[evidence]]
name = "x"
pattern = "^a"
examples = ["a"]
[cover]
title_start = { pattern = "a", examples = ["a"] }
title_end = { pattern = "a", examples = ["a"] }
organization = { pattern = "a", examples = ["a"] }
fiscal_year = { pattern = "(?P<year>1)", examples = ["1"] }
[[parts]]
name = "body"
kind = "briefs"
[[headings]]
kind = "project"
numbering = "code"
pattern = '^a(?P<number>\\d) (?P<title>.*)$'
examples = ["a1 x", "b1 x"]
not_examples = ["a2 y"]
[[headings]]
kind = "activity"
numbering = "code"
pattern = '^(?P<title>.*)(?P<number>\\d)'
examples = ["a1 y", "c3"]
"""


def test_failing_examples_and_contending_rules_are_told() -> None:
    profile = profiles.parse("made-up", RULES)
    assert [(one.rule, one.example, one.should) for one in bad_examples(profile)] == [
        ("headings.1", "b1 x", True),
        ("headings.1", "a2 y", False),
    ]
    assert [(one.rule, one.other, one.text) for one in contended_examples(profile)] == [
        ("headings.2", "headings.1", "a1 y")
    ]
    made = document("a1 x\n\nc3\n\nxyz")
    plan = extract(made, segment(made, profile), profile)
    found = account(made, plan, profile, "")
    assert [(one.rule, one.other, one.line) for one in found.contended] == [("headings.1", "headings.2", 1)]
    assert [(one.line, one.rule) for one in found.lines if one.role == "heading"] == [
        (1, "headings.1"),
        (3, "headings.2"),
    ]


def test_every_profile_that_ships_passes_its_own_check() -> None:
    for name in profiles.names():
        assert bad_examples(profiles.load(name)) == []
        assert contended_examples(profiles.load(name)) == []


def test_check_for_machines_and_persons(here: Path, told: Any, capsys: pytest.CaptureFixture[str]) -> None:
    sample = "raw/library-plan-2567.txt"
    assert run.main(["profile", "check", "strategy-plan", sample, "--json"]) == 0
    answer = told()
    assert set(answer) == {"profile", "examples_failing", "examples_contended", "documents"}
    (made,) = answer["documents"]
    assert len(made["lines"]) == len(read(Path(sample), "x").lines)
    assert (made["chosen"], made["counts"]["strategy"]) == ("strategy-plan", 3)
    assert run.main(["profile", "check", "strategy-plan", sample, "--full"]) == 0
    assert "headings.1 " in capsys.readouterr().out
    assert run.main(["profile", "check", "strategy-plan", "no-such-file"]) == 2
    assert run.main(["profile", "check", "no-such-profile"]) == 2


REFUSED = [
    ("Garden", "profile-name"),
    ("../garden", "profile-name"),
    ("", "profile-name"),
    ("strategy-plan", "profile-exists"),
]


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_names_that_no_new_profile_may_bear(name: str, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        profiles.refuse_taken(name)
    assert refused.value.code == code


def test_profiles_of_ones_own(here: Path, monkeypatch: pytest.MonkeyPatch, samples: Path) -> None:
    monkeypatch.setenv("PHAEN_PROFILES", "mine")
    shipped = profiles.names()
    assert run.main(["profile", "new", "mine-plan", "--from", "raw/library-plan-2567.txt"]) == 0
    assert profiles.names() == sorted([*shipped, "mine-plan"])
    assert run.main(["profile", "new", "mine-plan", "--from", "raw/library-plan-2567.txt"]) == 2, "never written over"
    (here / "mine" / "strategy-plan.toml").write_text("broken", "utf-8")
    assert profiles.load("strategy-plan").name == "strategy-plan", "one that ships wins"
    before = profiles.load("mine-plan")
    text = (here / "mine" / "mine-plan.toml").read_text("utf-8")
    (here / "mine" / "mine-plan.toml").write_text(text.replace("version = 1", "version = 12"), "utf-8")
    assert (before.version, profiles.load("mine-plan").version) == (1, 12), "a change counts at once"
    (here / "mine" / "mine-plan.toml").write_text(text.replace('"mine-plan"', '"other"'), "utf-8")
    with pytest.raises(ProfileError):
        profiles.load("mine-plan")
    (here / "mine" / "mine-plan.toml").unlink()
    assert flow.understand(samples / "library-plan-2567.txt", "x", "strategy-plan").plan.nodes


def test_real_documents_can_be_drafted(plans_folder: Path) -> None:
    for path in sorted(plans_folder.glob("*.txt")):
        try:
            made = read(path, path.stem)
        except DocumentError:
            continue
        profile = profiles.parse("made-up", draft("made-up", made, profiles.fallback(), "th"))
        assert bad_examples(profile) == []
        extract(made, segment(made, profile), profile)
