"""Profiles: every rule takes its examples, leaves its counter-examples, and takes no other rule's examples."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from pipeline import profile as profiles
from pipeline.errors import DocumentError, ProfileError
from pipeline.profile import _put
from pipeline.segment.looks import heading_look, label_look
from pipeline.segment.parts import page_matter
from schemas.document import Document, Line
from schemas.profile import PartKind, Pattern, Profile

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


KNOWN_TO_ALL = {"project"}
"""Kinds of nodes that the contract itself speaks of: a brief is of projects."""


def kinds_of(profile: Profile) -> set[str]:
    """The kinds of nodes that a profile makes."""
    kinds = {heading.kind for heading in profile.headings}
    kinds |= {column.node for grid in profile.grids for column in grid.columns if column.node}
    return kinds | ({style.kind for style in profile.layout.styles} if profile.layout else set())


def words_of_families() -> set[str]:
    """What only the profile of a family may know: kinds of nodes, names of its parts, marks of its offices.

    A word that also names a section (a goal) is no such word.
    """
    words: set[str] = set()
    for profile in map(profiles.load, profiles.names()):
        if not profile.fallback:
            words |= kinds_of(profile) | {agency.mark for agency in profile.agencies}
            words |= {part.name for part in profile.parts} - WORDS_OF_CHECKS - set(get_args(PartKind))
    sections = {section.name for name in profiles.names() for section in profiles.load(name).sections}
    return words - KNOWN_TO_ALL - sections


WORDS_OF_CHECKS = {"cover", "preface", "schedule", "text", "table", "body"}
"""Names of parts by which a profile asks for something (cover, preface), or that are words of records and of files."""


def constants(path: Path) -> list[tuple[int, str]]:
    """The strings of a module, docstrings left out, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in engine_files()])
def test_the_engine_holds_no_thai_and_no_family(path: Path) -> None:
    """Lines of Python that know a family: none, be it by name, by a kind of node, a part, or an office."""
    text = path.read_text("utf-8")
    if str(path.relative_to(ROOT)) not in MAY_HOLD_THAI:
        assert not THAI.search(text), "Thai belongs in profiles, messages, the repair and the numerals"
    for name in profiles.names():
        if not profiles.load(name).fallback:
            assert name not in text, "knowledge of a family belongs in its profile"
    if path.is_relative_to(ROOT / "schemas"):
        return
    words = words_of_families()
    known = [f"{line}: {value!r}" for line, value in constants(path) if value.strip() in words]
    assert not known, f"only a profile knows such kinds and parts: {', '.join(known)}"


def test_a_line_that_knows_a_family_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "engine.py").write_text('"""guideline"""\nif kind == "guideline":\n    part = f"guideline {kind}"\n')
    found = [value for _, value in constants(tmp_path / "engine.py") if value.strip() in words_of_families()]
    assert found == ["guideline", "guideline "]


def test_a_fallback_is_known_by_its_flag_alone() -> None:
    fallbacks = [name for name in profiles.names() if profiles.load(name).fallback]
    assert len(fallbacks) == 1
    for path in engine_files():
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare | ast.Call):
                asked = [one.value for one in ast.iter_child_nodes(node) if isinstance(one, ast.Constant)]
                assert fallbacks[0] not in asked, f"{path.name}:{node.lineno} asks for the fallback by name"
