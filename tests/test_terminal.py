"""Layout: how wide Thai is, where a line may be broken, what a table does in a narrow terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.terminal.layout import (
    CLINGS_TO_LEFT,
    CLINGS_TO_RIGHT,
    Column,
    Table,
    clusters,
    fit,
    printable,
    width,
    wrap,
)

THAI_LETTERS = "".join(chr(code) for code in range(0x0E01, 0x0E5C) if unicodedata.category(chr(code)) != "Cn")
TEXTS = st.text(st.sampled_from(THAI_LETTERS + "ab 12 (–) 中"), max_size=80)


@pytest.mark.parametrize(
    ("text", "columns", "why"),
    [
        ("plan", 4, "Latin letters take one column each"),
        ("แผน", 3, "so do Thai letters"),
        ("กลยุทธ์", 5, "marks above and below take none"),
        ("ที่", 1, "not even two on one letter"),
        ("กำ", 2, "sara am stands beside its letter"),
        ("中文", 4, "wide letters take two"),
        ("a\u200bb", 2, "an invisible blank takes none"),
        ("", 0, "nothing takes nothing"),
    ],
)
def test_width(text: str, columns: int, why: str) -> None:
    assert width(text) == columns, why


@pytest.mark.parametrize(
    ("text", "columns", "lines", "why"),
    [
        ("one two three", 8, ["one two", "three"], "breaks at blanks"),
        ("one two three", None, ["one two three"], "no terminal, no break"),
        ("abcdefghijk", 8, ["abcdefgh", "ijk"], "a word that is wider than a line is cut"),
        ("กกกกกกกที่นี่", 8, ["กกกกกกกที่", "นี่"], "a letter keeps its marks"),
        ("กกกกกกกกำก", 8, ["กกกกกกก", "กำก"], "and the vowel beside it"),
        ("กกกกกกเกกก", 8, ["กกกกกก", "เกกก"], "a syllable begins with its leading vowel"),
        ("  blanks \t around ", 80, ["blanks   around"], "outer blanks go, a tab is a blank"),
        ("", 80, [""], "nothing is one empty line"),
    ],
)
def test_wrap(text: str, columns: int | None, lines: list[str], why: str) -> None:
    assert wrap(text, columns) == lines, why


@given(TEXTS, st.integers(8, 40))
def test_wrapping_loses_nothing_and_stays_within_the_line(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())
    for line in lines:
        assert width(line) <= columns or len(list(clusters(line))) == 1, "a single cluster cannot be made narrower"
    for line in lines[1:]:
        starts_a_word = text.startswith(line[:1]) or f" {line[:1]}" in text
        assert starts_a_word or (width(line[0]) and line[0] not in CLINGS_TO_LEFT)


@given(TEXTS)
def test_clusters_are_the_text(text: str) -> None:
    pieces = list(clusters(text))
    assert "".join(pieces) == text
    assert all(piece[-1] not in CLINGS_TO_RIGHT for piece in pieces[:-1])


@given(TEXTS, st.integers(1, 40))
def test_what_is_fitted_fits(text: str, columns: int) -> None:
    fitted = fit(text, columns)
    assert width(fitted) <= columns
    assert fitted == text or fitted.endswith("…")


def test_no_document_can_steer_the_terminal() -> None:
    assert printable("a\x1b[31mb\x07\tc\nd\u009b") == "a[31mb c d"


def test_a_table_cuts_only_what_may_be_cut() -> None:
    table = Table([Column("Name", elastic=True, least=4), Column("n", "right")], [["กลยุทธ์ที่หนึ่ง", "1"], ["b", "1000"]])
    assert list(table.lines()) == ["Name          n", "─────────  ────", "กลยุทธ์ที่หนึ่ง     1", "b          1000"]
    assert table.fits(15)
    assert not table.fits(14)
    assert [width(line) for line in table.lines(12)] == [12, 12, 12, 12]
    assert list(table.lines(12))[2:] == ["กลยุทธ์…     1", "b       1000"]
    assert not table.fits(9, cut=True)
