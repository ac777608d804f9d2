"""Profiles: every rule takes its examples, leaves its counter-examples, and takes no other rule's examples."""

import re
from pathlib import Path

import pytest

from pipeline import profile as profiles
from pipeline.errors import DocumentError, ProfileError
from pipeline.profile import _put
from pipeline.segment.briefs import heading_look, label_look
from pipeline.segment.parts import page_matter
from schemas.document import Document, Line
from schemas.profile import Pattern

ROOT = Path(__file__).resolve().parent.parent
RULES = [
    pytest.param(name, address, rule, id=f"{name}:{address}")
    for name in profiles.names()
    for address, rule in profiles.patterns(profiles.load(name))
]


def document(*texts: str) -> Document:
    lines = tuple(
        Line(number, None, text, text, tuple(text.split("\t")) if "\t" in text else None)
        for number, text in enumerate(texts, 1)
    )
    return Document("made-up", "made-up.txt", "made-up.txt", "0" * 64, "text/plain", lines)


@pytest.mark.parametrize(("name", "address", "rule"), RULES)
def test_a_rule_takes_its_examples_and_leaves_its_counter_examples(name: str, address: str, rule: Pattern) -> None:
    for example in rule.examples:
        assert rule.regex.search(example), f"{name} {address} should take {example!r}"
    for example in rule.not_examples:
        assert not rule.regex.search(example), f"{name} {address} should leave {example!r}"


@pytest.mark.parametrize("name", profiles.names())
def test_no_heading_or_label_takes_another_rules_example(name: str) -> None:
    profile = profiles.load(name)
    for place, heading in enumerate(profile.headings, 1):
        for example in heading.examples:
            assert page_matter(Line(1, None, example, example), example, profile, alone=True) is None, example
            look = heading_look(example, profile)
            assert look is not None
            assert look.rule == f"headings.{place}", example
    for place, section in enumerate(profile.sections, 1):
        for variant, label in enumerate(section.labels, 1):
            for example in label.examples:
                assert heading_look(example, profile) is None, example
                look = label_look(example, profile)
                assert look is not None
                assert look.rule == f"sections.{place}.labels.{variant}", example
    for head in profile.running_heads:
        for example in head.examples:
            matter = page_matter(Line(1, None, example, example), example, profile, alone=True)
            assert matter is not None
            assert matter[0] == "running-head", example


def test_an_example_that_fails_would_be_noticed() -> None:
    rule = Pattern(pattern="^a", examples=["b"])
    assert not rule.regex.search(rule.examples[0])


@pytest.mark.parametrize(
    ("pattern", "pieces", "expected", "why"),
    [
        ("(?&n)", {"n": r"\d+"}, r"(?:\d+)", "a piece is kept together"),
        ("(?&t)$", {"t": r"(?P<title>.+)"}, r"(?P<title>.+)$", "a piece that names a group stands as it is"),
        ("plain", {"n": "x"}, "plain", "a pattern without pieces stays"),
    ],
)
def test_pieces(pattern: str, pieces: dict[str, str], expected: str, why: str) -> None:
    assert _put(pattern, pieces) == expected, why


def test_unknown_profile_names_those_that_there_are() -> None:
    with pytest.raises(ProfileError) as refused:
        profiles.load("no-such-family")
    assert refused.value.code == "profile-missing"
    assert "strategy-plan" in str(refused.value.params["known"])


def test_a_document_that_fits_nothing_is_refused_with_what_was_found() -> None:
    with pytest.raises(DocumentError) as refused:
        profiles.choose(document("สวัสดี", "จดหมายข่าวประจำเดือน"))
    assert refused.value.code == "profile-unknown"
    assert "strategy-plan 0.00" in str(refused.value.params["found"])


def test_the_wanted_profile_overrides_and_scores_are_still_shown() -> None:
    choice = profiles.choose(document("สวัสดี"), "strategy-plan")
    assert choice.profile.name == "strategy-plan"
    assert choice.scores[0].score == 0


def test_the_profile_is_chosen_by_what_the_document_holds() -> None:
    lines = [
        "ยุทธศาสตร์ที่ 1 การพัฒนา",
        "กลยุทธ์ที่ 1.1 ก",
        "กลยุทธ์ที่ 1.2 ข",
        "แผนงานที่ 1.1.1 ก",
        "แผนงานที่ 1.1.2 ข",
        "หลักการและเหตุผล",
        "หลักการและเหตุผล",
    ]
    choice = profiles.choose(document(*lines))
    assert choice.profile.name == "strategy-plan"
    assert 0.6 <= choice.scores[0].score < 1
    assert choice.scores[0].evidence["rationale label"] == 2


THAI = re.compile("[\u0e00-\u0e7f]")
MAY_HOLD_THAI = {"pipeline/numerals.py", "pipeline/read/repair.py"}


def engine_files() -> list[Path]:
    return [ROOT / "run.py", *sorted((ROOT / "pipeline").rglob("*.py")), *sorted((ROOT / "schemas").rglob("*.py"))]


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in engine_files()])
def test_the_engine_holds_no_thai_and_no_family(path: Path) -> None:
    text = path.read_text("utf-8")
    if str(path.relative_to(ROOT)) not in MAY_HOLD_THAI:
        assert not THAI.search(text), "Thai belongs in profiles, messages, the repair and the numerals"
    for family in profiles.names():
        assert family not in text, "knowledge of a family belongs in its profile"
