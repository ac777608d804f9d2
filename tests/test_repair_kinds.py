"""Kinds of damage on words and phrases that no example has: each is put on them and mended again."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import count, pairwise

import pytest

from pipeline.read.pdf_words import words
from pipeline.read.repair import PRIVATE_GLYPHS, repair

SAMPLE = 300
_THAI = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]{3,20}")
_MARK = "[ัิ-ฺ็-๎]"
_CLUSTER = re.compile(f"[ก-ฮเ-ไะาำ]{_MARK}*")
PHRASES = """สำนักงานปลัดกระทรวง|องค์การบริหารส่วนตำบลบางน้ำผึ้ง|อำเภอเมืองกำแพงเพชร|จังหวัดอำนาจเจริญ|จังหวัดหนองบัวลำภู
การดำเนินงานตามแผนปฏิบัติราชการประจำปี|จัดทำคำของบประมาณรายจ่าย|กำกับติดตามและประเมินผล|พัฒนาระบบบำบัดน้ำเสีย
ผู้นำชุมชนและผู้สูงอายุ|ทำนุบำรุงศิลปวัฒนธรรม|ความสำเร็จของการดำเนินการ|การจัดซื้อจัดจ้างครุภัณฑ์สำนักงาน|ลำดับความสำคัญ
คำอธิบายตัวชี้วัด|กลุ่มเป้าหมาย|ฝ่ายอำนวยการ|เป้าประสงค์เชิงยุทธศาสตร์|การป้องกันและแก้ไขปัญหายาเสพติด|ฝึกอบรมเชิงปฏิบัติการ
ต่ำกว่าเกณฑ์|ซ้ำซ้อน|ถ้ำ|ชำนาญการพิเศษ|ผู้อำนวยการสำนัก|เงินประจำตำแหน่ง|โรงพยาบาลลำปาง|เทศบาลตำบลท่าช้าง|สาธารณสุขมูลฐาน
ผลสัมฤทธิ์ทางการศึกษา|เศรษฐกิจพอเพียง|เทคโนโลยีสารสนเทศ|คณะกรรมการบริหารความเสี่ยง|หน่วยงานภาครัฐ|ปรับปรุงภูมิทัศน์"""
"""Phrases as plans have them, with names that are in no dictionary."""

Damage = Callable[[str], str]


def _private(first: int, last: int) -> Damage:
    """Letters as Private Use codes of a range, of several for one letter each in turn."""
    codes: dict[str, list[str]] = {}
    for code, letter in PRIVATE_GLYPHS.items():
        if first <= code <= last:
            codes.setdefault(letter, []).append(chr(code))
    turn = count()
    return lambda text: "".join(
        found[next(turn) % len(found)] if (found := codes.get(letter)) else letter for letter in text
    )


def _spaced(text: str) -> str:
    """The clusters of a text with a blank between them."""
    return " ".join(_CLUSTER.findall(text)) if len(_CLUSTER.findall(text)) > 3 else text


def _sample(damage: Damage) -> list[tuple[str, str]]:
    """Words that the damage changes, always the same ones."""
    sound = sorted(word for word in words() if _THAI.fullmatch(word) and damage(word) != word)
    return [(damage(word), word) for word in random.Random(1).sample(sound, min(SAMPLE, len(sound)))]


KINDS: list[tuple[str, Damage, float]] = [
    ("P1: ำ lost its nikhahit", lambda word: re.sub("([ก-ฮ][่-๋]?)ำ", r"\1 า", word), 0.99),
    (
        "P3: every า is ำ, the true one has a blank before it",
        lambda word: re.sub("([ก-ฮ][่-๋]?)ำ", "\\1 \0", word).replace("า", "ำ").replace("\0", "ำ"),
        0.98,
    ),
    (
        "P3: every า is ำ, the true one has a blank behind it",
        lambda word: word.replace("ำ", "\0").replace("า", "ำ").replace("\0", "ำ ").rstrip(),
        0.95,
    ),
    ("P3: every า is ำ, and there is no other", lambda word: word if "ำ" in word else word.replace("า", "ำ"), 0.97),
    ("P4: ำ in two", lambda word: word.replace("ำ", "ํา"), 1.0),
    ("P4: the tone between", lambda word: re.sub("([่-๋])ำ", r"ํ\1า", word), 1.0),
    ("P4: a blank between", lambda word: word.replace("ำ", "ํ า"), 1.0),
    ("P6: a blank before the last mark", lambda word: re.sub("([ัิ-ฺ็-๎])(?!.*[ัิ-ฺ็-๎])", r" \1", word), 0.99),
    ("P7: the tone of a tall letter", lambda word: re.sub("([ปฝฟ])้(?=[าำ])", r"\1ู", word), 1.0),
    (
        "P6: a blank behind a mark that ends no syllable",
        lambda word: re.sub("((?<=[ก-ฮ])[ัื][่-๋]?)(?=[ก-ฮ])", r"\1 ", word),
        0.99,
    ),
    ("P8: Private Use codes of Windows", _private(0xF700, 0xF71A), 1.0),
    ("P8: Private Use codes of the Mac", _private(0xF884, 0xF89E), 1.0),
    ("P8, P4: both", lambda word: _private(0xF700, 0xF71A)(word.replace("ำ", "ํา")), 1.0),
    ("P10: U+FFFD for the nikhahit", lambda word: word.replace("ำ", "\ufffdา"), 0.99),
    ("P10: U+FFFD before ำ", lambda word: word.replace("ำ", "\ufffdำ"), 1.0),
    ("P10: U+FFFD behind a mark", lambda word: re.sub(f"({_MARK})(?![าำ])", "\\1\ufffd", word), 1.0),
    ("P10: marks twice", lambda word: re.sub("([ัิ-ฺ็-๎])", r"\1\1", word), 0.99),
    ("P10: marks three times", lambda word: re.sub("([ัิ-ฺ็-๎])", r"\1\1\1", word), 0.99),
    ("P10: stacks twice", lambda word: re.sub(f"({_MARK}{{2}})", r"\1\1", word), 1.0),
    ("typing: the tone before the vowel", lambda word: re.sub("([ิ-ู])([่-์])", r"\2\1", word), 1.0),
    ("typing: the tone behind ำ", lambda word: re.sub("([่-๋])ำ", r"ำ\1", word), 1.0),
    ("P10: า behind ำ", lambda word: word.replace("ำ", "ำา"), 1.0),
    ("P14: a blank behind a vowel before its letter", lambda word: re.sub("([เ-ไ])", r"\1 ", word), 0.99),
    ("P14: a blank before ะ", lambda word: word.replace("ะ", " ะ"), 0.99),
    ("P16: blanks between all clusters", _spaced, 0.9),
]


@pytest.mark.parametrize(("kind", "damage", "least"), KINDS, ids=[kind for kind, _, _ in KINDS])
def test_a_kind_of_damage_is_mended_on_other_words(kind: str, damage: Damage, least: float) -> None:
    pairs = _sample(damage)
    missed = [(damaged, right) for damaged, right in pairs if repair(damaged, "pdf")[0] != right]
    assert len(pairs) > SAMPLE // 2
    assert 1 - len(missed) / len(pairs) >= least, missed


@pytest.mark.parametrize(("kind", "damage"), [(kind, damage) for kind, damage, _ in KINDS])
def test_a_kind_of_damage_is_mended_on_phrases_of_plans(kind: str, damage: Damage) -> None:
    phrases = re.split("[|\n]", PHRASES)
    pairs = [(damage(phrase), phrase) for phrase in phrases]
    missed = [(damaged, right) for damaged, right in pairs if repair(damaged, "pdf")[0] != right]
    assert any(damaged != right for damaged, right in pairs), kind
    assert len(missed) <= 1, missed


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("งบประมาณ 1 ,250,000 บาท", "งบประมาณ 1,250,000 บาท"),
        ("๑๒ ,๖๐๐.๕๐", "๑๒,๖๐๐.๕๐"),
        ("รวม 45 ,000 และ 9 ,678", "รวม 45,000 และ 9,678"),
        ("ปี 2 5 6 7", "ปี 2567"),
        ("ประจำปีงบประมาณ พ.ศ. ๒ ๕ ๖ ๘", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
        ("จำนวน 3 ,4 และ 5 แห่ง", "จำนวน 3 ,4 และ 5 แห่ง"),
        ("ไตรมาส 1 2 3 4", "ไตรมาส 1 2 3 4"),
        ("ข้อ ก ข ค ง จ", "ข้อ ก ข ค ง จ"),
        ("คะแนน 2 5 6 7", "คะแนน 2 5 6 7"),
        ("ร้อยละ 80 ,90 และ 100", "ร้อยละ 80 ,90 และ 100"),
    ],
)
def test_blanks_in_numbers(damaged: str, right: str) -> None:
    assert repair(damaged, "pdf")[0] == right


def test_sound_words_and_phrases_stay() -> None:
    chosen = random.Random(2).sample(sorted(word for word in words() if _THAI.fullmatch(word)), 2000)
    phrases = [f"{one} {other}" for one, other in pairwise(chosen)]
    assert [text for text in (*chosen, *phrases) if repair(text, "pdf")[0] != text] == []
