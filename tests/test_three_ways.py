"""The same plan as text, as Word and as PDF: the same records, whatever the file.

The plans are laid out again by `render` (see there). What is compared: nodes, statements, quantities, rubrics, bands,
claims, and the findings on counts. With `PHAEN_CI` set, what is missing fails instead of being skipped; a folder in
`PHAEN_DIFFERENCES` takes the differences, a file for each plan and way.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest
import render
import render_word

from pipeline import profile as profiles
from pipeline.check import check
from pipeline.extract import extract
from pipeline.read import read
from pipeline.read.text import read_text
from pipeline.read.word import read_word
from pipeline.segment import segment
from schemas.document import Document
from schemas.profile import Profile

PLANS = ("library-plan-2567", "library-plan-2568", "senate-hr-2566", "parliament-integrity-2562")
WAYS = ("word", "chromium", "office")
WITHOUT_BLANKS, WITH_BLANKS = 0.995, 0.98
COUNTS = frozenset({"summary-count", "heading-count", "total-count"})


def skip(why: str) -> NoReturn:
    if os.environ.get("PHAEN_CI"):
        pytest.fail(f"missing: {why}")
    pytest.skip(why)


@dataclass
class Records:
    """A document's records, each as a line of text that says which table it belongs to."""

    told: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    def add(self, *parts: object) -> None:
        self.told["|".join("" if part is None else str(part) for part in parts)] += 1

    def squeezed(self) -> Counter[str]:
        squeezed: Counter[str] = Counter()
        for text, count in self.told.items():
            squeezed["".join(text.split())] += count
        return squeezed

    def numbers(self) -> Counter[str]:
        numbers: Counter[str] = Counter()
        for text, count in self.told.items():
            for one in re.findall(r"\d+(?:[.,]\d+)*", text):
                numbers[one] += count
        return numbers


def records(document: Document, profile: Profile) -> Records:
    plan = extract(document, segment(document, profile), profile)
    found = Records()
    for node in plan.nodes:
        found.add("node", node.part, node.kind, node.number, node.agency, node.title)
    texts = {one.statement_id: one.text for one in plan.statements}
    for one in plan.statements:
        found.add("statement", one.brief_id, one.node_id, one.section, texts.get(one.parent_id or ""), one.text)
    criteria = {one.criterion_id: one for one in plan.rubric_criteria}
    for criterion in plan.rubric_criteria:
        parent = criteria[criterion.parent_id].text if criterion.parent_id else ""
        found.add("criterion", criterion.rubric_id, criterion.level, parent, criterion.text)
    for band in plan.rubric_bands:
        found.add("band", band.rubric_id, band.level, band.ordinal, band.low, band.high, band.points)
    for quantity in plan.quantities:
        home = texts.get(quantity.statement_id or "") or criteria[quantity.criterion_id or ""].text
        found.add("quantity", home, quantity.comparator, quantity.value, quantity.value_high, quantity.unit)
    for claim in plan.claims:
        found.add("claim", claim.origin, claim.subject, claim.scope_kind, claim.scope_number, claim.claimed)
    for amount in plan.budgets:
        found.add("budget", amount.node_id, amount.fund, amount.amount_thb)
    for finding in check(document, plan, profile):
        if finding.code in COUNTS:
            found.findings[f"{finding.code} {finding.subject} {finding.expected} {finding.found}"] += 1
    return found


def share(one: Counter[str], other: Counter[str]) -> float:
    return (one & other).total() / max(one.total(), other.total())


@dataclass
class Laid:
    """A plan as text and what it is laid out from."""

    name: str
    profile: Profile
    blocks: list[render.Block]
    records: Records


@pytest.fixture(scope="module")
def laid(samples: Path, request: pytest.FixtureRequest) -> Callable[[str], Laid]:
    made: dict[str, Laid] = {}

    def lay(name: str) -> Laid:
        if name not in made:
            path = samples / f"{name}.txt"
            if not path.is_file():
                path = request.getfixturevalue("plans_folder") / f"{name}.txt"
            if not path.is_file():
                skip(f"the real plan {path} is not there")
            document = read_text(path.read_bytes(), path, name)
            profile = profiles.choose(document, None).profile
            made[name] = Laid(name, profile, render.blocks(path.read_bytes(), profile), records(document, profile))
        return made[name]

    return lay


def read_again(plan: Laid, way: str, folder: Path) -> Document:
    path = folder / f"{plan.name}.docx"
    if way == "word":
        return read_word(render_word.to_docx(plan.blocks), path, plan.name)
    if way == "chromium" and render.program(*render.CHROMIUM) is None:
        skip("no Chromium is installed (Debian: chromium)")
    if way == "office" and render.program(*render.OFFICE) is None:
        skip("no LibreOffice is installed (Debian: libreoffice-writer-nogui)")
    if render.missing_fonts():
        skip("no Thai fonts are installed (Debian: fonts-thai-tlwg, fontconfig)")
    if way == "chromium":
        data = render.html_to_pdf(render.to_html(plan.blocks), folder)
    else:
        data = render.docx_to_pdf(render_word.to_docx(plan.blocks), folder)
    path = folder / f"{plan.name}.pdf"
    path.write_bytes(data)
    return read(path, plan.name)


def differences(one: Counter[str], other: Counter[str]) -> Iterator[str]:
    for text in sorted(one - other):
        yield f"- {text}"
    for text in sorted(other - one):
        yield f"+ {text}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PLANS)
def test_the_same_records(name: str, way: str, laid: Callable[[str], Laid], tmp_path: Path) -> None:
    plan = laid(name)
    document = read_again(plan, way, tmp_path)
    again = records(document, plan.profile)
    squeezed, printed = share(plan.records.squeezed(), again.squeezed()), share(plan.records.told, again.told)
    lines = list(differences(plan.records.told, again.told))
    told = f"{name} as {way}: {squeezed:.4f} without blanks, {printed:.4f} with"
    sys.stdout.writelines(f"{one}\n" for one in (told, *lines))  # -rP shows it
    if folder := os.environ.get("PHAEN_DIFFERENCES"):
        (Path(folder) / f"{name}.{way}").write_text("\n".join((told, *lines)), encoding="utf-8")
    numbers = list(differences(plan.records.numbers(), again.numbers()))
    assert squeezed >= WITHOUT_BLANKS
    assert printed >= WITH_BLANKS
    assert not numbers
    assert again.findings == plan.records.findings


@pytest.mark.parametrize(("name", "least"), [("library-plan-2567", 0.985), ("library-plan-2568", 0.985)])
def test_a_print_that_dropped_the_blanks_at_its_lines_ends(
    name: str, least: float, laid: Callable[[str], Laid], tmp_path: Path
) -> None:
    """A browser drops them; the document's own words tell most of them."""
    if render.program(*render.CHROMIUM) is None or render.missing_fonts():
        skip("Chromium or the Thai fonts are not installed (Debian: chromium fonts-thai-tlwg)")
    plan = laid(name)
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(render.html_to_pdf(render.to_html(plan.blocks, keeps_blanks=False), tmp_path))
    again = records(read(path, name), plan.profile)
    reached = share(plan.records.told, again.told)
    sys.stdout.write(f"{name} without blanks at lines' ends: {reached:.4f}\n")
    assert share(plan.records.squeezed(), again.squeezed()) >= WITHOUT_BLANKS
    assert reached >= least


@pytest.mark.parametrize("name", PLANS)
def test_the_profile_is_chosen_again(name: str, laid: Callable[[str], Laid], tmp_path: Path) -> None:
    plan = laid(name)
    assert profiles.choose(read_again(plan, "word", tmp_path), None).profile.name == plan.profile.name


def test_a_difference_shows() -> None:
    """The comparison itself: a lost statement and another number lower the share and are told."""
    one, other = Records(), Records()
    one.add("statement", "a", "80 คน")
    one.add("statement", "b", "x")
    other.add("statement", "a", "8 0 คน")
    assert share(one.told, other.told) == 0
    assert share(one.squeezed(), other.squeezed()) == 0.5
    assert list(differences(one.numbers(), other.numbers())) == ["- 80", "+ 0", "+ 8"]
