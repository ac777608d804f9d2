"""The registry of Thai repairs: its examples both ways, and what holds for any text."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.read.repair import EVERY_SOURCE, MARKS, PRIVATE_GLYPHS, REPAIRS, Repair, Source, repair

THAI = "กขนมปญ" + "ะาำเแใไ" + "ัิีุู็่้์ํ๎ฺ" + "๑๒"
UNHURRIED = settings(deadline=None)
SOUP = st.text(st.sampled_from(THAI + " \t\n\f\r\u00a0\u200b\u00ad\ufeff\x0b\x1a\ufffdae\u0301"))
"""Texts of few characters, so that every kind of damage comes up often."""

DAMAGED = [(entry, damaged, right) for entry in REPAIRS for damaged, right in entry.examples]
SOURCES: tuple[Source, ...] = ("pdf", "text", "word")
SOUND = [(entry, text) for entry in REPAIRS for text in entry.untouched]


@pytest.mark.parametrize(("entry", "damaged", "right"), DAMAGED, ids=lambda value: getattr(value, "name", None))
def test_a_repair_mends_its_examples(entry: Repair, damaged: str, right: str) -> None:
    mended, places = entry.apply(damaged)
    assert mended == right
    assert places > 0
    assert entry.suspects(damaged)
    for source in entry.sources:
        assert repair(damaged, source)[0] == right, "the others must not spoil it"


@pytest.mark.parametrize(("entry", "text"), SOUND, ids=lambda value: getattr(value, "name", None))
def test_a_repair_leaves_its_counter_examples_alone(entry: Repair, text: str) -> None:
    assert entry.apply(text) == (text, 0)


def test_every_repair_has_a_name_of_its_own_and_examples_both_ways() -> None:
    assert len({entry.name for entry in REPAIRS}) == len(REPAIRS)
    for entry in REPAIRS:
        assert entry.about
        assert entry.examples, entry.name
        assert entry.untouched, entry.name
        assert entry.sources <= EVERY_SOURCE, entry.name


@pytest.mark.parametrize(
    ("found", "right", "names", "why"),
    [
        ("โครงการที่ ๑", "โครงการที่ ๑", set(), "sound text, and digits are not this module's business"),
        ("กลยุทธ\u00a0์", "กลยุทธ์", {"hidden-character", "blank-before-mark"}, "one repair opens the way to another"),
        ("น ้ํา", "น้ำ", {"blank-before-mark", "sara-am-in-two"}, "a blank and a taken-apart am"),
        ("น้ํํา", "น้ำ", {"mark-stack", "sara-am-in-two"}, "doubled nikhahit before composing"),
        ("เ\u200bเผน", "แผน", {"hidden-character", "sara-e-twice"}, "what parted the two is not seen"),
        ("นำ้้า", "น้ำ", {"mark-stack", "sara-am-doubled"}, "tone and า after ำ"),
        ("กอรบ พัธกิจ ยุทธ์ศาสตร์", "กอรบ พัธกิจ ยุทธ์ศาสตร์", set(), "authors' slips stay"),
        ("ด าเนินการ ก าหนด", "ด าเนินการ ก าหนด", set(), "P1 needs a dictionary: not for text yet"),
        ("ประจ\ufffdาปี", "ประจ\ufffdาปี", set(), "U+FFFD may stand for ำ or for a tone: not safe"),
        ("พัฒนา\nิ", "พัฒนา\nิ", set(), "a mark at a line's start has lost its letter: unknown which"),
        ("ก\n ์", "ก\n ์", set(), "nothing is joined over a line end"),
        ("", "", set(), "nothing"),
    ],
)
def test_repair(found: str, right: str, names: set[str], why: str) -> None:
    mended, counts = repair(found, "text")
    assert mended == right, why
    assert set(counts) == names, why


def test_each_mended_place_is_counted() -> None:
    assert repair("เเผน เเละ รััฐ", "text")[1] == {"sara-e-twice": 2, "mark-stack": 1}


@UNHURRIED
@given(SOUP, st.sampled_from(SOURCES))
@example("นำ้้้าำ้ ์", "text")
@example("ํ่ํ่า", "text")
@example("ก า าก ำ าำ", "pdf")
def test_repairing_again_changes_nothing(text: str, source: Source) -> None:
    once, _ = repair(text, source)
    assert repair(once, source) == (once, {})


PDF_CASES = [
    ("พระราชด าริ", "พระราชดำริ", {"lost-nikhahit"}, "P1, one word of the dictionary"),
    ("มหาวิทยาลัยราชภัฏร าไพพรรณี", "มหาวิทยาลัยราชภัฏรำไพพรรณี", {"lost-nikhahit"}, "a name that is in no dictionary"),
    ("100 ล านบาท", "100 ล้านบาท", {"lost-nikhahit"}, "a lost tone has the same shape"),
    ("ปฏิบัติราชก าร", "ปฏิบัติราชการ", {"lost-nikhahit"}, "and so has a stray blank"),
    ("ค่ำใช้จ่ำยประจ ำ", "ค่าใช้จ่ายประจำ", {"sara-aa-as-am"}, "P3: the true ำ has a blank before it"),
    ("งบด ำเนินงำน", "งบดำเนินงาน", {"sara-aa-as-am"}, "P3, both in one word"),
    ("ผู\uf70bให\uf70bบริการ", "ผู้ให้บริการ", {"private-use-glyph"}, "P8"),
    ("กลุ่มเปูาหมาย", "กลุ่มเป้าหมาย", {"tone-as-vowel"}, "P7"),
    ("ประจ\ufffdาปี", "ประจำปี", {"unknown-glyph"}, "P10"),
    ("กอรบ พัธกิจ ยุทธ์ศาสตร์", "กอรบ พัธกิจ ยุทธ์ศาสตร์", set(), "authors' slips stay in PDFs too"),
    ("ทำงาน คำนำ น้ำ ปู", "ทำงาน คำนำ น้ำ ปู", set(), "sound text"),
]


@pytest.mark.parametrize(("found", "right", "names", "why"), PDF_CASES)
def test_repair_of_pdf_text(found: str, right: str, names: set[str], why: str) -> None:
    mended, counts = repair(found, "pdf")
    assert mended == right, why
    assert set(counts) == names, why


def test_the_private_glyphs_are_those_of_the_fonts() -> None:
    assert {*range(0xF700, 0xF71B), *range(0xF884, 0xF89F)} == set(PRIVATE_GLYPHS)
    assert PRIVATE_GLYPHS[0xF70A] == PRIVATE_GLYPHS[0xF88B] == "\u0e48"
    assert PRIVATE_GLYPHS[0xF70E] == PRIVATE_GLYPHS[0xF897] == "\u0e4c"
    assert PRIVATE_GLYPHS[0xF70F] == PRIVATE_GLYPHS[0xF89A] == "\u0e0d"


@UNHURRIED
@given(SOUP)
def test_a_document_is_repaired_as_its_lines_are(text: str) -> None:
    assert repair(text, "text")[0].split("\n") == [repair(line, "text")[0] for line in text.split("\n")]


@UNHURRIED
@given(SOUP)
def test_layout_characters_stay(text: str) -> None:
    mended, _ = repair(text, "text")
    assert [c for c in mended if c in "\n\t\f"] == [c for c in text if c in "\n\t\f"]


@UNHURRIED
@given(SOUP | st.text())
def test_counts_are_empty_exactly_where_nothing_changed(text: str) -> None:
    mended, counts = repair(text, "text")
    assert bool(counts) == (mended != text)


@UNHURRIED
@given(SOUP | st.text())
def test_a_repair_changes_nothing_where_its_fast_test_says_no(text: str) -> None:
    for entry in REPAIRS:
        if not entry.suspects(text):
            assert entry.apply(text) == (text, 0), entry.name


@UNHURRIED
@given(SOUP | st.text())
def test_repaired_text_is_in_normal_form_and_without_doubled_marks(text: str) -> None:
    mended, _ = repair(text, "text")
    assert unicodedata.is_normalized("NFC", mended)
    thai_marks = {c for c in map(chr, range(0xE00, 0xE80)) if unicodedata.category(c) == "Mn"}
    assert not any(a == b and a in thai_marks for a, b in pairwise(mended))


def test_the_marks_are_unicodes_thai_marks() -> None:
    marks = {c for c in map(chr, range(0xE00, 0xE80)) if unicodedata.category(c) == "Mn"}
    assert {c for c in map(chr, range(0xE00, 0xE80)) if re.match(f"[{MARKS}]", c)} == marks


@pytest.mark.parametrize("unit", ["่้", "ำ่", "ํ่", " ์", "ำา", "ำ่้", "ก  ั", "เ", " ", "ั", "้ิ", "\u00a0์"])
def test_hostile_repetition_takes_time_in_proportion(unit: str) -> None:
    """300,000 characters of one damage come back; an expression that looks back over a run would take minutes."""
    mended, _ = repair(unit * 100_000, "text")
    assert repair(mended, "text")[0] == mended
