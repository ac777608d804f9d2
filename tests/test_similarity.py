"""How texts are compared: what two spellings differ in, and what they share."""

from __future__ import annotations

import pytest

from pipeline.similarity import marked, runs_shared


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ("ปลูกฝัง", "ปลุกฝัง", "ลู → ลุ", "a mark is told with its consonant"),
        ("พัฒนาความพร้อม", "พัฒนาคือความพร้อม", "∅ → คือ", "a word put in"),
        ("บุคคลากร", "บุคลากร", "ค → ∅", "a letter left out"),
        ("เลขานุการ ก.ร.", "เลขาธิการ กร", "นุ → ธิ", "blanks and points are no difference"),
        ("สวน", "สวน", "", "the same"),
    ],
)
def test_an_edit_is_marked(one: str, other: str, expected: str, why: str) -> None:
    assert marked(one, other) == expected, why


@pytest.mark.parametrize(
    ("one", "other", "shorter", "both", "why"),
    [
        ("abcdef", "abcdef", 1.0, 1.0, "the same"),
        ("abcdef", "xxabcdefyy", 1.0, 0.5, "one inside the other"),
        ("defabc", "abcdef", 0.5, 1 / 3, "in another order"),
        ("ab", "abcdef", 0.0, 0.0, "too short to share a run"),
        ("", "", 0.0, 0.0, "nothing"),
    ],
)
def test_shared_runs(one: str, other: str, shorter: float, both: float, why: str) -> None:
    assert runs_shared(one, other) == pytest.approx((shorter, both)), why
