"""One plan typed in other ways gives the same records: digits, blanks, line ends, marks do not make another plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.numerals import to_arabic
from schemas.plan import Record

RAW = sorted((Path(__file__).parent.parent / "raw").glob("*.txt"))
REAL = ["senate-hr-2566.txt", "parliament-integrity-2562.txt"]
FORM = {"source", "trust", "marker", "line_no", "sha256"}
"""Fields that tell how and where something is printed, and not what it says."""

WAYS: dict[str, Callable[[str], str]] = {
    "Arabic digits": to_arabic,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "no bold marks": lambda text: text.replace("**", ""),
    "blanks behind every line": lambda text: re.sub(r"(?m)$", "  ", text),
    "blanks before every line": lambda text: re.sub(r"(?m)^(?=[^|\s])", "  ", text),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "nikhahit and sara aa for sara am": lambda text: text.replace("\u0e33", "\u0e4d\u0e32"),
    "zero-width blanks": lambda text: text.replace("\u0e01\u0e32\u0e23", "\u0e01\u0e32\u0e23\u200b"),
    "one blank line for many": lambda text: re.sub(r"\n(?:[ \t]*\n)+", "\n\n", text),
}


def records(path: Path) -> Counter[str]:
    """What a document says: every record without its form."""
    plan, findings = flow.understand(path, "plan")[1:3]
    told = [one for table in dict(plan).values() if isinstance(table, list) for one in table]
    told += [*findings.findings, plan.head]
    return Counter(
        f"{type(one).__name__} {one.model_dump_json(exclude=FORM)}" for one in told if isinstance(one, Record)
    )


def _same(path: Path, way: str, folder: Path) -> None:
    typed = folder / path.name
    typed.write_bytes(WAYS[way](path.read_text("utf-8")).encode())
    before, after = records(path), records(typed)
    assert sum(before.values()) > 100
    assert (before - after, after - before) == (Counter(), Counter())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", RAW, ids=lambda path: path.stem)
def test_a_sample(path: Path, way: str, tmp_path: Path) -> None:
    _same(path, way, tmp_path)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", REAL)
def test_a_real_plan(plans_folder: Path, name: str, way: str, tmp_path: Path) -> None:
    if not (plans_folder / name).is_file():
        pytest.skip(f"the real plan {name} is not in {plans_folder}")
    _same(plans_folder / name, way, tmp_path)


def _dense(text: str) -> str:
    """The text without its blank lines; where there were many, a page ends."""
    return re.sub(r"\n(?:[ \t]*\n)+", lambda gap: "\n\f" if gap[0].count("\n") > 5 else "\n", text)


@pytest.mark.parametrize("name", REAL)
def test_a_real_plan_without_blank_lines_keeps_its_tree(plans_folder: Path, name: str, tmp_path: Path) -> None:
    if not (plans_folder / name).is_file():
        pytest.skip(f"the real plan {name} is not in {plans_folder}")
    (tmp_path / name).write_text(_dense((plans_folder / name).read_text("utf-8")), "utf-8")
    before, after = flow.understand(plans_folder / name, "plan").plan, flow.understand(tmp_path / name, "plan").plan
    for table in ("nodes", "briefs", "brief_projects", "rubrics", "rubric_bands", "budgets", "toc_entries"):
        told = [
            [one.model_dump(exclude={*FORM, "rationale"}) for one in getattr(plan, table)] for plan in (before, after)
        ]
        assert told[0] == told[1], table
