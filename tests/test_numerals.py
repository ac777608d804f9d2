"""The promises of `pipeline.numerals`: tables of (input, expected, why), small numbers whole, properties."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import numerals as num

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
SMALL = range(10_000)
LARGE = [10**k + d for k in range(4, 12) for d in (-1, 0, 1, 11, 21, 120)] + [123_456, 987_654_321_012]
# Text as the plans have it, so that the properties meet the interesting letters often.
ODD_TEXT = st.text(st.sampled_from(list("๐๑๙0159.,()-–/:% \t\nAeก์มคพศยถึงเดือนที่ปีบาท*●")), max_size=60)
LONG_WORDS = st.lists(
    st.sampled_from(["มกราคม", "ต.ค.", "ก.พ.", "ถึง", " - ", "พ.ศ. ", "ปีงบประมาณ ", "เริ่มต้น ", "สิ้นสุด ", "ล้าน"])
    | st.sampled_from(["๒๕๖๖", "๖๑", "๓๑", "๑", " ", "\t", ",", "๑๐๐,๐๐๐", "๒.๒.๑", "บาท", "ที่ ", "วันที่ "]),
    max_size=12,
).map("".join)


# ------------------------------------------------------------------------------------------ digits


@pytest.mark.parametrize(
    ("text", "arabic", "why"),
    [
        ("๐๑๒๓๔๕๖๗๘๙", "0123456789", "all ten"),
        ("ปี ๒๕6๖ (๔)", "ปี 2566 (4)", "mixed digits, letters and marks stay"),
        ("plain 42", "plain 42", "ASCII goes through"),
        ("", "", "nothing"),
        ("ฯ๏๚ ໑ ¹", "ฯ๏๚ ໑ ¹", "Thai signs, Lao digits and superscripts are no Thai digits"),
    ],
)
def test_to_arabic(text: str, arabic: str, why: str) -> None:
    assert num.to_arabic(text) == arabic, why


def test_to_thai_turns_all_ten_and_nothing_else() -> None:
    assert num.to_thai("0123456789 ๕ ก x") == "๐๑๒๓๔๕๖๗๘๙ ๕ ก x"


@given(st.text() | ODD_TEXT)
def test_digits_keep_length_and_positions(text: str) -> None:
    arabic, thai = num.to_arabic(text), num.to_thai(text)
    assert len(arabic) == len(thai) == len(text)
    assert not set(arabic) & set(THAI_DIGITS)
    assert not set(thai) & set("0123456789")
    assert num.to_arabic(thai) == arabic
    assert num.to_thai(arabic) == thai
    assert arabic == "".join(str(THAI_DIGITS.index(c)) if c in THAI_DIGITS else c for c in text)


# ------------------------------------------------------------------------------------ number words


def test_words_of_the_small_numbers_both_ways() -> None:
    spelled = {n: num.write_words(n) for n in [*SMALL, *LARGE]}
    assert len(set(spelled.values())) == len(spelled), "no two numbers share a spelling"
    assert [n for n, words in spelled.items() if num.read_words(words) != n] == []
    assert [n for n, words in spelled.items() if num.parse_number(words) != n] == []


def test_words_agree_with_pythainlp() -> None:
    oracle = pytest.importorskip("pythainlp.util").num_to_thaiword
    assert [n for n in SMALL if num.write_words(n) != oracle(n)] == []


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "ศูนย์"),
        (1, "หนึ่ง"),
        (10, "สิบ"),
        (11, "สิบเอ็ด"),
        (20, "ยี่สิบ"),
        (21, "ยี่สิบเอ็ด"),
        (50, "ห้าสิบ"),
        (100, "หนึ่งร้อย"),
        (101, "หนึ่งร้อยเอ็ด"),
        (110, "หนึ่งร้อยสิบ"),
        (121, "หนึ่งร้อยยี่สิบเอ็ด"),
        (2_005, "สองพันห้า"),
        (123_456, "หนึ่งแสนสองหมื่นสามพันสี่ร้อยห้าสิบหก"),
        (1_000_000, "หนึ่งล้าน"),
        (1_000_001, "หนึ่งล้านเอ็ด"),
        (11_000_000, "สิบเอ็ดล้าน"),
        (21_000_021, "ยี่สิบเอ็ดล้านยี่สิบเอ็ด"),
        (999_999_999_999, "ล้าน".join(["เก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้า"] * 2)),
    ],
)
def test_write_words(n: int, words: str) -> None:
    assert num.write_words(n) == words


@pytest.mark.parametrize("n", [-1, 10**12])
def test_write_words_outside(n: int) -> None:
    with pytest.raises(ValueError, match=str(n)):
        num.write_words(n)


@pytest.mark.parametrize(
    ("words", "value", "why"),
    [
        ("ร้อย", 100, "one may be left out"),
        ("พัน", 1000, "one may be left out"),
        ("ล้าน", 1_000_000, "one may be left out"),
        ("ร้อยยี่สิบเอ็ด", 121, "one left out at the head"),
        ("หนึ่งสิบ", 10, "one said before ten"),
        ("สองสิบ", 20, "not the standard, but plain"),
        ("หนึ่งร้อยหนึ่ง", 101, "final one without เอ็ด"),
        ("หนึ่งล้านหนึ่ง", 1_000_001, "final one without เอ็ด"),
        ("ยี่สิบหนึ่ง", 21, "final one without เอ็ด"),
        ("ร้อยเอ็ด", 101, "a province as well, which only the caller can know"),
        ("พันล้าน", 10**9, "places before ล้าน"),
        ("หนึ่งล้านล้าน", 10**12, "ล้าน twice"),
        (" ห้าสิบ\n", 50, "blanks around"),
        ("", None, "nothing"),
        (" ", None, "nothing"),
        ("เอ็ด", None, "never alone"),
        ("ยี่", None, "only before สิบ"),
        ("ยี่ร้อย", None, "only before สิบ"),
        ("เอ็ดสิบ", None, "only at the end"),
        ("สิบร้อย", None, "places fall from left to right"),
        ("ร้อยพัน", None, "places fall from left to right"),
        ("ห้าห้า", None, "digits read out one by one are no number"),
        ("ห้าศูนย์", None, "zero stands alone"),
        ("ล้านศูนย์", None, "zero stands alone"),
        ("ห้า สิบ", None, "no blanks inside: it may be two numbers"),
        ("ห้าสิบคน", None, "a unit"),
        ("ร้อยละ", None, "per cent"),
        ("ร้อยละห้าสิบ", None, "per cent"),
        ("ครึ่ง", None, "a half is no whole number"),
        ("ล้าน" * 3, None, "not below 10**18"),
        ("๕๐", None, "digits are not words"),
    ],
)
def test_read_words(words: str, value: int | None, why: str) -> None:
    assert num.read_words(words) == value, why


@given(st.integers(0, 10**12 - 1))
def test_words_round_trip(n: int) -> None:
    assert num.read_words(num.write_words(n)) == n


# ----------------------------------------------------------------------------------- single numbers


def test_all_small_numbers_in_every_writing() -> None:
    for n in [*SMALL, *LARGE]:
        for plain in {str(n), f"{n:,}"}:
            for text in (plain, num.to_thai(plain), num.to_thai(plain[0]) + plain[1:]):
                value = num.parse_number(text)
                assert value == n
                assert type(value) is int
                span = num.NumberSpan(6, 6 + len(text), text, n, None)
                assert num.find_numbers(f"จำนวน {text} คน") == [span]
        for marked in (f"({n})", f"{n})", f"{n}."):
            assert num.parse_number(num.to_thai(marked)) == n


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("๓๐,๐๐๐", 30000, "thousands"),
        ("๑,๒๓๔,๕๖๗.๘๙", 1234567.89, "thousands and decimals"),
        ("๐.๕๕", 0.55, "a score"),
        ("๘๐.๐๐", 80.0, "a point makes a float"),
        ("2๕", 25, "mixed"),
        (" ๑๒ ", 12, "blanks around"),
        ("007", 7, "leading zeros"),
        ("(๑)", 1, "list mark"),
        ("๑)", 1, "list mark"),
        ("๑.", 1, "list mark"),
        ("ห้าสิบ", 50, "word"),
        ("", None, "nothing"),
        ("-", None, "a dash is no zero"),
        ("1,49", None, "malformed group"),
        ("1,0000", None, "malformed group"),
        ("1000,000", None, "malformed group"),
        ("0,123", None, "malformed group"),
        (",123", None, "malformed group"),
        ("1,,000", None, "malformed group"),
        ("1,000,", None, "malformed group"),
        ("1 ,493.51", None, "a padding blank of Excel: the repair's business"),
        (".5", None, "no digit before the point"),
        ("5.5.", None, "only whole numbers are list marks"),
        ("๒.๒.๒.๑", None, "a code"),
        ("-5", None, "no signs"),
        ("+5", None, "no signs"),
        ("(๓๐,๐๐๐)", None, "an accountant's minus"),
        ("(๑", None, "half a list mark"),
        ("1e3", None, "no exponents"),
        ("1_000", None, "int() would take it"),
        ("๕๐%", None, "a unit"),
        ("๕๐ คน", None, "a unit"),
        ("๖๕ - ๖๙", None, "a range is not one number"),
        ("(cid:201)", None, "a glyph without Unicode, never the number 201"),
        ("cid:201", None, "a glyph without Unicode"),
        ("AA1", None, "letters"),
        ("nan", None, "float() would take it"),
        ("inf", None, "float() would take it"),
        ("໑", None, "a Lao digit, int() would take it"),
        ("²", None, "a superscript"),
        ("9" * 18, 10**18 - 1, "the longest"),
        ("9" * 19, None, "does not fit a BIGINT"),
        ("1" * 5000, None, "int() would raise"),
    ],
)
def test_parse_number(text: str, value: float | None, why: str) -> None:
    found = num.parse_number(text)
    assert found == value, why
    assert type(found) is type(value), why


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("๒.๒.๒.๑", (2, 2, 2, 1), "four levels"),
        ("1.1", (1, 1), "two levels"),
        ("๑", (1,), "one level"),
        (" ๑.2 ", (1, 2), "mixed, blanks around"),
        ("๑.๑๐", (1, 10), "not 1.1"),
        ("1.1.1/2", None, "one of our own numbers"),
        ("1.1.", None, "cut off"),
        (".1", None, "cut off"),
        ("1..1", None, "a hole"),
        ("1,1", None, "a comma"),
        ("1. 1", None, "a blank inside"),
        ("", None, "nothing"),
        ("ก.๑", None, "a letter"),
        ("12345", None, "too long for a level"),
        (".".join("1" * 11), None, "too many levels"),
    ],
)
def test_parse_code(text: str, code: tuple[int, ...] | None, why: str) -> None:
    assert num.parse_code(text) == code, why


# ---------------------------------------------------------------------------------- numbers in text

Found = list[float | tuple[float, float]]


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("ไม่น้อยกว่าร้อยละ ๘๐", [80], "a target"),
        ("ร้อยละ ๘๐ดำเนินการตามแผน", [80], "glued to a Thai word behind"),
        ("ได้อย่างเหมาะสม๖๗", [67], "glued to a Thai word before"),
        ("ร้อยละ ๖๕ - ๖๙ ได้คะแนน ๐.๕๕ คะแนน", [(65, 69), 0.55], "a score band"),
        ("๗๕.๐๐ - ๘๔.๙๙", [(75.0, 84.99)], "a range of decimals"),
        ("๕–๑๐ คน", [(5, 10)], "en dash, no blanks"),
        ("๕ ถึง ๑๐ คน", [(5, 10)], "a range in words"),
        ("ปี ๒๕๖๑ -๒๕๘๐ ใน", [(2561, 2580)], "a blank on one side"),
        ("(พ.ศ.๒๕๖๓ - ๒๕๖๗)", [(2563, 2567)], "years"),
        ("๒๕๖๖ - ๒๖๗๐", [(2566, 2670)], "an impossible year is read as printed"),
        ("ร้อยละ ๗๙ - ๗๐", [(79, 70)], "a slip of the document is kept as printed"),
        ("ร้อยละ ๘๐ - ๑ นวัตกรรม", [80, 1], "the dash is a bullet"),
        ("ร้อยละ ๘๐ - จำนวน ๕", [80, 5], "words behind the dash"),
        ("๘๐\t-\t๙๐", [80, 90], "cells"),
        ("๘๐ -\n๙๐", [80, 90], "lines"),
        ("02-357-3100", [2, 357, 3100], "a chain is no range"),
        ("๐ ๒๓๕๗ ๓๑๐๐", [0, 2357, 3100], "a phone number is plain figures"),
        ("๗๐:๒๐:๑๐", [70, 20, 10], "a ratio is plain figures"),
        ("ครั้งที่ ๑๑/๒๕๖๔", [11, 2564], "a meeting's number is plain figures"),
        ("เวลา ๑๕.๕๑ น.", [15.51], "a time looks like a decimal"),
        ("แผนงานที่ ๑.๑", [1.1], "two levels look like a decimal"),
        ("โครงการ ๒.๒.๒.๑ พัฒนา ๓ เรื่อง", [3], "a code is none"),
        ("ข้อ ๒.๒.๑ - ๒.๒.๓", [], "codes"),
        ("๑. จำนวน ๕ คน", [5], "list mark"),
        ("๑.โครงการ", [], "list mark, no blank"),
        ("๑) ๕ คน", [5], "list mark"),
        ("(๑) ๕ คน", [5], "list mark"),
        ("๑.๑) ๕ คน", [5], "list mark of two levels"),
        ("  - ๑) ยุทธศาสตร์", [], "list mark after a bullet"),
        ("**๒. ผลผลิต** ๗", [7], "list mark in bold"),
        ("๑. ก ๔\n๒. ข ๕", [4, 5], "a list mark in each line"),
        ("- ๑ นวัตกรรม", [1], "a bullet before a quantity"),
        ("๑.๕ ล้านบาท", [1.5], "a decimal at the start is no list mark"),
        ("๕๐.- บาท", [50], "the way of writing a price"),
        ("๑๐๐) ", [100], "three digits are no list mark"),
        ("มาตรา ๒๕๘ ข (๔)", [258, 4], "brackets inside a line"),
        ("ร้อยละ ๑๐๐ ๒. ผู้เข้าร่วม", [100, 2], "a mark inside a line cannot be told"),
        ("-๕", [5], "a dash is never a minus"),
        ("๓๐,๐๐๐ บาท", [30000], "thousands"),
        ("๖, ๙ และ ๑๒ เดือน", [6, 9, 12], "a list"),
        ("๑,๔๙ บาท", [], "malformed: nothing rather than two wrong ones"),
        ("1000,000", [], "malformed"),
        ("ร้อยละ .๕๕", [], "not 55"),
        (".๕", [], "not 5"),
        ("บทนำ.....๕", [5], "a dotted leader"),
        ("9" * 19, [], "too long"),
        ("ระดับ AA1", [], "Latin letter before"),
        ("5G และ 100kg", [], "Latin letter behind"),
        ("3-in-1", [], "hyphens to a Latin word on either side"),
        ("(cid:201)", [], "a glyph without Unicode"),
        ("1.5e-2", [], "an exponent"),
        ("COVID-19", [], "a hyphen to a Latin word"),
        ("AA1.5 A1,500 v2.0.1", [], "no part of what is refused"),
        ("80 - 5G", [80], "a refused figure ends no range"),
        ("Model 4.0 (Strong)", [4.0], "a blank between"),
        ("<p>๑๐</p>&#3585;", [10], "HTML: text is found, character numbers are not"),
        ("ห้าสิบคน", [], "words are not looked for"),
        ("", [], "nothing"),
    ],
)
def test_find_numbers(text: str, found: Found, why: str) -> None:
    spans = num.find_numbers(text)
    values = [s.value if s.value_high is None else (s.value, s.value_high) for s in spans]
    assert values == found, why
    assert [type(s.value) for s in spans] == [type(f[0] if isinstance(f, tuple) else f) for f in found], why


def test_spans_are_places_in_the_original() -> None:
    text = "ร้อยละ ๖๕ - ๖๙ ได้คะแนน ๐.๕๕ คะแนน"
    assert num.find_numbers(text) == [
        num.NumberSpan(7, 14, "๖๕ - ๖๙", 65, 69),
        num.NumberSpan(24, 28, "๐.๕๕", 0.55, None),
    ]


@pytest.mark.parametrize(
    ("text", "codes", "why"),
    [
        ("โครงการ ๒.๒.๒.๑ พัฒนา", [(2, 2, 2, 1)], "four levels"),
        ("แผนงานที่ ๑.๑.๑ และ 1.1.2", [(1, 1, 1), (1, 1, 2)], "several"),
        ("๑.๑.๑ - ๑.๑.๓", [(1, 1, 1), (1, 1, 3)], "from and to"),
        ("แผนงานที่ ๑.๑", [], "two levels may be a decimal"),
        ("๑.๑.๑) ข้อ", [], "a list mark"),
        ("v2.0.1", [], "Latin"),
        ("1,000.5.5", [], "a comma"),
    ],
)
def test_find_codes(text: str, codes: list[tuple[int, ...]], why: str) -> None:
    spans = num.find_codes(text)
    assert [s.code for s in spans] == codes, why
    assert all(num.parse_code(text[s.start : s.end]) == s.code for s in spans)


@given(ODD_TEXT | LONG_WORDS)
def test_spans_are_true_and_in_order(text: str) -> None:
    numbers, codes, months = num.find_numbers(text), num.find_codes(text), num.find_months(text)
    for places in (
        [(s.start, s.end, s.text) for s in numbers],
        [(s.start, s.end, s.text) for s in codes],
        [(s.start, s.end, s.text) for s in months],
    ):
        assert all(found == text[start:end] for start, end, found in places)
        assert all(a[1] <= b[0] for a, b in pairwise(places))
    for span in numbers:
        ends = [num.parse_number(part) for part in re.split(r"\s*(?:[-–]|ถึง)\s*", span.text)]
        assert ends == [span.value] if span.value_high is None else ends == [span.value, span.value_high]


@given(ODD_TEXT | LONG_WORDS)
def test_thai_and_arabic_digits_mean_the_same(text: str) -> None:
    thai, arabic = num.to_thai(text), num.to_arabic(text)
    assert num.parse_number(thai) == num.parse_number(arabic)
    assert num.parse_thb(thai) == num.parse_thb(arabic)
    assert num.parse_period(thai) == num.parse_period(arabic)
    assert num.parse_year_be(thai) == num.parse_year_be(arabic)
    assert num.parse_code(thai) == num.parse_code(arabic)
    for find in (num.find_numbers, num.find_codes, num.find_months):
        assert [(s.start, s.end) for s in find(thai)] == [(s.start, s.end) for s in find(arabic)]


# ------------------------------------------------------------------------------------------- years


def test_eras_are_543_years_apart() -> None:
    assert num.be_to_ce(2566) == 2023
    assert all(num.ce_to_be(num.be_to_ce(year)) == year for year in range(2400, 2701))


def test_every_year_in_every_writing() -> None:
    for year in range(2300, 2801):
        expected = year if 2400 <= year <= 2700 else None
        for lead in ("", "พ.ศ. ", "พ.ศ.", "พ. ศ. ", "พศ. ", "พุทธศักราช "):
            assert num.parse_year_be(f"{lead}{year}") == expected
            assert num.parse_year_be(num.to_thai(f"{lead}{year}")) == expected
    for two in range(100):
        assert num.parse_year_be(num.to_thai(f"{two:02}")) == 2500 + two


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("พ.ศ.", "no year"),
        ("2023", "Gregorian"),
        ("๕๖๖", "three digits"),
        ("๒๕๖๖๐", "five digits"),
        ("๒๕๖๖ - ๒๕๗๐", "two years"),
        ("พ.ค. ๒๕๖๖", "a month"),
        ("ค.ศ. ๒๕๖๖", "another era"),
        ("๒,๕๖๖", "an amount"),
        ("ปี", "a word"),
    ],
)
def test_no_year(text: str, why: str) -> None:
    assert num.parse_year_be(text) is None, why


def test_fiscal_years_follow_each_other_without_a_gap() -> None:
    assert num.fiscal_year_span(2566) == (date(2022, 10, 1), date(2023, 9, 30))
    for year in range(2400, 2700):
        (first, last), (then, _) = num.fiscal_year_span(year), num.fiscal_year_span(year + 1)
        assert (then - last).days == 1
        assert (last - first).days in {364, 365}
    with pytest.raises(ValueError, match="year"):
        num.fiscal_year_span(0)


# ------------------------------------------------------------------------------------------ months

MONTHS = {
    1: ("มกราคม", "ม.ค."),
    2: ("กุมภาพันธ์", "ก.พ."),
    3: ("มีนาคม", "มี.ค."),
    4: ("เมษายน", "เม.ย."),
    5: ("พฤษภาคม", "พ.ค."),
    6: ("มิถุนายน", "มิ.ย."),
    7: ("กรกฎาคม", "ก.ค."),
    8: ("สิงหาคม", "ส.ค."),
    9: ("กันยายน", "ก.ย."),
    10: ("ตุลาคม", "ต.ค."),
    11: ("พฤศจิกายน", "พ.ย."),
    12: ("ธันวาคม", "ธ.ค."),
}


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_in_every_writing(month: int) -> None:
    full, short = MONTHS[month]
    dotted = (full, short, short[:-1], short.replace(".", "", 1), short.replace(".", ". ", 1))
    for name in (*dotted, short.replace(".", "")):
        assert num.parse_month(f" {name}\n") == month
    for name in dotted:
        for day in (None, 1, 9, 20, 31):
            for year, digits in ((None, ""), (2561, "๖๑"), (2566, "๒๕๖๖"), (2566, "พ.ศ. ๒๕๖๖")):
                text = " ".join(filter(None, ("" if day is None else num.to_thai(str(day)), name, digits)))
                (span,) = num.find_months(text if text == name else f"เมื่อ {text} ที่ประชุม")
                assert (span.month, span.year_be, span.day, span.text) == (month, year, day, text)


@pytest.mark.parametrize(
    "text",
    ["", "พ.ศ.", "ด.ค.", "ค.ค.", "มกรา", "มกราคม ๒๕๖๖", "ม..ค.", "January", "ก.พ.ร.", "เดือน", "ก.ร.", "มค.ค"],
)
def test_no_month(text: str) -> None:
    assert num.parse_month(text) is None


Month = tuple[int | None, int, int | None]


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("ลงวันที่ ๙ มิถุนายน ๒๕๕๔ เรื่อง", [(9, 6, 2554)], "day, month, year"),
        ("วันจันทร์ที่ ๒๐ ธันวาคม ๒๕๖๔", [(20, 12, 2564)], "a weekday before"),
        ("วันที่ ๒๒ ก.พ. ๖๒", [(22, 2, 2562)], "a stamp"),
        ("เดือนตุลาคม ๒๕๖๕", [(None, 10, 2565)], "glued to เดือน"),
        ("เดือนต.ค. ๖๕", [(None, 10, 2565)], "glued to เดือน, abbreviated"),
        ("กุมภาพันธ์ - กรกฎาคม ๒๕๖๖", [(None, 2, None), (None, 7, 2566)], "two months, one year"),
        ("ม.ค. - มี.ค. ๖๒", [(None, 1, None), (None, 3, 2562)], "bare beside a dated one"),
        ("ต.ค.\tพ.ย.\tธ.ค.", [(None, 10, None), (None, 11, None), (None, 12, None)], "a table's head"),
        ("\t\tต.ค. ๖๑\tพ.ย. ๖๑", [(None, 10, 2561), (None, 11, 2561)], "a table's head with years"),
        (" ต.ค. ", [(None, 10, None)], "the whole cell"),
        ("ก.พ.ถึงพ.ค. ๖๒", [(None, 2, None), (None, 5, 2562)], "no blanks"),
        ("๑ - ๑๕ มกราคม ๒๕๖๖", [(15, 1, 2566)], "the last day of a range"),
        ("๑๓ ธันวาคม ๒๕๖๒ - ๑๗ มกราคม ๒๕๖๓", [(13, 12, 2562), (17, 1, 2563)], "both with days"),
        ("มกราคม ๒๐๒๓", [(None, 1, None)], "a Gregorian year is not taken"),
        ("มกราคม ๑๐ ครั้ง", [(None, 1, None)], "a count is no year"),
        ("มกราคม ๖๐% มกราคม ๖๐.๕", [(None, 1, None), (None, 1, None)], "figures that are no years"),
        ("๓๒ มกราคม", [(None, 1, None)], "no such day"),
        ("๐ มกราคม", [(None, 1, None)], "no such day"),
        ("๒๕๖๕ มกราคม", [(None, 1, None)], "not the 65th, not the 5th"),
        ("ไตรมาสที่ ๑ ตุลาคม - ธันวาคม ๒๕๖๕", [(None, 10, None), (None, 12, 2565)], "it counts quarters"),
        ("ครั้งที่ ๒ ตุลาคม ๒๕๖๕", [(None, 10, 2565)], "it counts meetings"),
        ("งวด ๑ ตุลาคม ๒๕๖๕", [(None, 10, 2565)], "it counts instalments"),
        ("เลขที่ ๑๑/๕ ตุลาคม ๒๕๖๕", [(None, 10, 2565)], "a part of a number is no day"),
        ("๖ เดือน ตุลาคม ๒๕๖๕", [(None, 10, 2565)], "it counts months"),
        ("๑. ตุลาคม ๒๕๖๕", [(None, 10, 2565)], "a list mark is no day"),
        ("สำนักงาน ก.พ. กำหนด", [], "the Civil Service Commission"),
        ("อ.ก.พ. ๒๕๖๒", [], "a sub-commission"),
        ("ข้อ ๒ ก.พ.ร. ข้อ ๓ กพ.ร.", [], "another commission"),
        ("ใน ก.ค. และ ส.ค. นี้", [(None, 7, None), (None, 8, None)], "bare, but two of them"),
        ("ก.ค.ศ. ๒๕๖๒", [], "the teachers' commission"),
        ("พ.ศ. ๒๕๖๖", [], "the era is no May"),
        ("พ.ศ. ๒๕๖๖ พ.ค. ๖๖", [(None, 5, 2566)], "both"),
        ("ส.ค.ส. ๒๕๖๖", [], "a New Year's card"),
        ("มค ๖๒ คพค. ๖๒", [], "letters of a word"),
        ("ด.ค. ๖๑\tค.ค. ๖๑", [], "misread: exact, nothing is guessed"),
        ("ก.พ.\tสำนักงาน", [], "bare, and beside no month"),
        ("", [], "nothing"),
    ],
)
def test_find_months(text: str, found: list[Month], why: str) -> None:
    assert [(s.day, s.month, s.year_be) for s in num.find_months(text)] == found, why


# ----------------------------------------------------------------------------------------- periods

FISCAL_2566 = (date(2022, 10, 1), date(2023, 9, 30))
NO_PERIOD = (None, None)


@pytest.mark.parametrize(
    ("text", "period", "why"),
    [
        ("เริ่มต้น ตุลาคม ๒๕๖๕ สิ้นสุด กันยายน ๒๕๖๖", FISCAL_2566, "the plan's usual line"),
        ("ระยะเวลาดำเนินการ **เริ่มต้น** ตุลาคม ๒๕๖๕ **สิ้นสุด** กันยายน ๒๕๖๖", FISCAL_2566, "bold marks"),
        ("ต.ค. ๖๕ - ก.ย. ๖๖", FISCAL_2566, "abbreviated"),
        ("กุมภาพันธ์ - กรกฎาคม ๒๕๖๖", (date(2023, 2, 1), date(2023, 7, 31)), "the year is borrowed"),
        ("ธันวาคม - กุมภาพันธ์ ๒๕๖๗", (date(2023, 12, 1), date(2024, 2, 29)), "over the turn, leap year"),
        ("ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. ๖๖", (date(2022, 10, 1), date(2023, 2, 28)), "all months named"),
        ("ตุลาคม ๒๕๖๕ - มีนาคม", (date(2022, 10, 1), date(2023, 3, 31)), "the year stands first"),
        ("มกราคม ๒๕๖๖", (date(2023, 1, 1), date(2023, 1, 31)), "one month"),
        ("๙ มิถุนายน ๒๕๕๔", (date(2011, 6, 9), date(2011, 6, 9)), "one day"),
        ("๑ - ๑๕ มกราคม ๒๕๖๖", (date(2023, 1, 1), date(2023, 1, 15)), "days of one month"),
        ("วันที่ ๒๕ ถึง ๒๗ มกราคม ๒๕๖๖", (date(2023, 1, 25), date(2023, 1, 27)), "days of one month"),
        ("๑๓, ๑๔ และ ๒๐ มกราคม ๒๕๖๖", (date(2023, 1, 13), date(2023, 1, 20)), "several days"),
        ("๑๓,๑๔ มกราคม ๒๕๖๖", (date(2023, 1, 13), date(2023, 1, 14)), "no blank"),
        ("๑๓ ธันวาคม ๒๕๖๒ - ๑๗ มกราคม ๒๕๖๓", (date(2019, 12, 13), date(2020, 1, 17)), "days and years"),
        ("๒๕ - ๒๗ มกราคม และ ๓ - ๕ มีนาคม ๒๕๖๖", (date(2023, 1, 25), date(2023, 3, 5)), "first to last"),
        ("ตั้งแต่เดือน ตุลาคม ๒๕๖๕ เป็นต้นไป", (date(2022, 10, 1), None), "no end"),
        ("เริ่มต้น ตุลาคม ๒๕๖๕ สิ้นสุด -", (date(2022, 10, 1), None), "no end"),
        ("ภายในวันที่ ๓๑ ตุลาคม ๒๕๖๒", (None, date(2019, 10, 31)), "no start"),
        ("**สิ้นสุด** กันยายน ๒๕๖๖", (None, date(2023, 9, 30)), "no start"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖", FISCAL_2566, "a fiscal year"),
        ("ตลอดปี งบประมาณ ๒๕๖๖", FISCAL_2566, "a stray blank"),
        ("ปีงบประมาณ ๖๖", FISCAL_2566, "two digits"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖ - ๒๕๗๐", (date(2022, 10, 1), date(2027, 9, 30)), "fiscal years"),
        ("ปีงบประมาณ ๒๕๖๖ - ๑๐ โครงการ", FISCAL_2566, "a count is no year"),
        ("ตุลาคม - กันยายน ปีงบประมาณ พ.ศ. ๒๕๖๖", FISCAL_2566, "the months' years follow from it"),
        ("มกราคม - มีนาคม (ปีงบประมาณ ๒๕๖๖)", (date(2023, 1, 1), date(2023, 3, 31)), "likewise"),
        ("ปีงบประมาณ ๒๕๖๖ ถึง มกราคม ๒๕๖๗", (None, date(2024, 1, 31)), "the printed year wins"),
        ("ตุลาคม ๒๕๖๖ - กันยายน ๒๕๖๖", (date(2023, 10, 1), date(2023, 9, 30)), "printed years stay"),
        ("๓๐ กุมภาพันธ์ ๒๕๖๖ - ๕ มีนาคม ๒๕๖๖", (None, date(2023, 3, 5)), "no such day"),
        ("ตุลาคม - กันยายน", NO_PERIOD, "no year anywhere"),
        ("ตุลาคม ๒๐๒๒ - กันยายน ๒๐๒๓", NO_PERIOD, "Gregorian years"),
        ("พ.ศ. ๒๕๖๖ - ๒๕๗๐", NO_PERIOD, "plain years may be calendar years"),
        ("ไตรมาสที่ ๑ ปีงบประมาณ พ.ศ. ๒๕๖๖", NO_PERIOD, "a quarter is not the whole year"),
        ("ปีงบประมาณ ๒๐๒๓", NO_PERIOD, "Gregorian"),
        ("ตลอดปี", NO_PERIOD, "nothing usable"),
        ("-", NO_PERIOD, "nothing usable"),
        ("", NO_PERIOD, "nothing"),
    ],
)
def test_parse_period(text: str, period: tuple[date | None, date | None], why: str) -> None:
    assert num.parse_period(text) == period, why


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_periods_round_trip(start: date, end: date) -> None:
    for form in (0, 1):
        first, last = (f"{d.day} {MONTHS[d.month][form]} {num.ce_to_be(d.year)}" for d in (start, end))
        assert num.parse_period(num.to_thai(f"เริ่มต้น {first} สิ้นสุด {last}")) == (start, end)
        assert num.parse_period(f"{first} - {last}") == (start, end)


# --------------------------------------------------------------------------------- amounts of money


@pytest.mark.parametrize(
    ("text", "amount", "why"),
    [
        ("๔๓๙,๒๐๐", "439200", "a bare figure"),
        ("๑๐๐,๐๐๐ บาท", "100000", "with its unit"),
        ("๑๐๐,๐๐๐บาทถ้วน", "100000", "with its unit, glued"),
        ("๑๐๐,๐๐๐ บาท (หนึ่งแสนบาทถ้วน)", "100000", "words repeat it"),
        ("งบประมาณ ๑๐๐,๐๐๐ บาท", "100000", "words before and the unit behind"),
        ("๑. ๕,๐๐๐ บาท", "5000", "a list mark"),
        ("1.5 ล้านบาท", "1500000", "millions, without a point behind"),
        ("๑๐๐.๐๐ บาท", "100", "whole baht"),
        ("๕๐ ล้าน", "50000000", "millions without the unit"),
        ("๒ พันล้านบาท", "2000000000", "thousands of millions"),
        ("๓ แสนบาท", "300000", "a hundred thousand"),
        ("๖๐๐.-", "600", "the way of writing a price"),
        ("฿ ๑,๒๐๐.๕๐", "1200.50", "sign and satang"),
        (" ๐ ", "0", "a printed nought is an amount"),
        ("-", None, "a dash is none"),
        ("", None, "nothing"),
        ("งบประมาณจากแผนบูรณาการ", None, "words"),
        ("ห้าหมื่นบาท", None, "no figure"),
        ("๕๐ คน", None, "another unit"),
        ("๕ ล้านคน", None, "another unit"),
        ("ร้อยละ ๘๐", None, "per cent"),
        ("๘๐ ร้อยละ", None, "per cent"),
        ("ไตรมาสที่ ๒", None, "no unit"),
        ("๑๐๐ ๒๐๐", None, "two figures"),
        ("๑๐๐ บาท\n๒) ๕๐ บาท", None, "two figures"),
        ("๑๐๐\n๒)", None, "two figures"),
        ("๑๐๐ - ๒๐๐ บาท", None, "a range"),
        ("๑,๔๙ บาท", None, "malformed"),
        ("1 ,493.51", None, "a padding blank of Excel"),
        ("-๕๐๐ บาท", None, "a minus"),
        ("(๑๐๐,๐๐๐)", None, "an accountant's minus"),
        (".๕๐ บาท", None, "no digit before the point"),
        ("๕๐๐ บาท/คน", None, "a rate"),
        ("๕๐๐ บาทต่อคน", None, "a rate"),
        ("คนละ ๕๐๐ บาท", None, "a rate"),
        ("A๑ บาท", None, "a Latin letter"),
        ("๑.๑.๑ บาท", None, "a code"),
        ("๕๐.", None, "a list mark"),
    ],
)
def test_parse_thb(text: str, amount: str | None, why: str) -> None:
    found = num.parse_thb(text)
    assert found == (None if amount is None else Decimal(amount)), why
    assert amount is None or str(found) == amount, why


@given(st.decimals(0, 10**15, places=2))
def test_amounts_keep_every_satang(amount: Decimal) -> None:
    assert num.parse_thb(num.to_thai(f"{amount:,} บาท")) == amount


# ------------------------------------------------------------------------------------ hostile input

EVERY: list[Callable[[str], object]] = [
    *(num.to_arabic, num.to_thai, num.parse_number, num.read_words, num.find_numbers, num.parse_code),
    *(num.find_codes, num.parse_year_be, num.parse_month, num.find_months, num.parse_period, num.parse_thb),
]
HOSTILE = [
    *("1", "1,", "1.", "1.1.", " ", "1 ", "1 - ", "- ", "(", "\n", "\t", "*", ".", "๑)", "๑.\n", "A1"),
    *("ถึง", "ล้าน", "สิบ", "ห้า", "ม.", "ม.ค.", "มกราคม ", "มกราคม, ", "ปีงบประมาณ ", "พ.ศ. ", "\u00a0"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_input_is_no_attack(piece: str) -> None:
    """None of this raises, and it ends: a quadratic expression would hang here for minutes."""
    size = 100_000
    for text in (piece * (size // len(piece)), "1" + piece * (size // len(piece)) + "มกราคม 2566"):
        for function in EVERY:
            function(text)


@given(st.text() | ODD_TEXT | LONG_WORDS)
def test_nothing_raises(text: str) -> None:
    for function in EVERY:
        function(text)
