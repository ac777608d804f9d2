"""Thai numerals, number words, years of the Buddhist era, months, periods and amounts of baht.

All functions are pure and take text as found: Thai and Arabic digits may be mixed anywhere. Since
`to_arabic` keeps the length, every `start`/`end` is a position in the text that was passed in.
Nothing is guessed: what has no one plain reading is None, or is not found. Every expression is linear
in the length of the text, and no figure of more than 18 digits is read (it would not fit a BIGINT).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_BLANK = r"[ \u00a0]"  # never a tab or a line end: they part cells and lines
_DASH = r"[-\u2010-\u2015\u2212]"
_JOIN = rf"{_BLANK}*+(?:{_DASH}|ถึง){_BLANK}*+"
_THAI = r"[ก-\u0e4e]"

# ---------------------------------------------------------------------------------------- digits


def to_arabic(text: str) -> str:
    """Turn Thai digits into Arabic ones; same length, all else untouched: 'ปี ๒๕6๖' -> 'ปี 2566'.

    Ten `str.replace` calls: 3 ms for 10 MB, where `str.translate` takes 180 ms.
    """
    if text.isascii():
        return text
    for arabic, thai in enumerate(_THAI_DIGITS):
        text = text.replace(thai, str(arabic))
    return text


def to_thai(text: str) -> str:
    """Turn Arabic digits into Thai ones; same length, all else untouched: 'ปี 2566' -> 'ปี ๒๕๖๖'."""
    for arabic, thai in enumerate(_THAI_DIGITS):
        text = text.replace(str(arabic), thai)
    return text


# ------------------------------------------------------------------------------------ number words

_DIGIT_WORDS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACE_WORDS = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION, _FINAL_ONE, _TWO_TENS = "ล้าน", "เอ็ด", "ยี่"
_WORD_DIGITS = {word: digit for digit, word in enumerate(_DIGIT_WORDS)} | {_FINAL_ONE: 1, _TWO_TENS: 2}
_DIGIT = "|".join(_DIGIT_WORDS[1:])
_BELOW_MILLION = re.compile(
    "".join(rf"(?:({_DIGIT})?({place}))?" for place in _PLACE_WORDS[:1:-1])
    + rf"(?:({_DIGIT}|{_TWO_TENS})?({_PLACE_WORDS[1]}))?({_DIGIT}|{_FINAL_ONE})?"
)

_POINT = "จุด"
_PERCENT = "ร้อยละ"
# The word for a hundred in the word for per cent is none.
_NUMBER_WORD = re.compile(
    rf"(?!{_PERCENT})(?:{'|'.join((*_DIGIT_WORDS, *_PLACE_WORDS[1:], _MILLION, _FINAL_ONE, _TWO_TENS))})"
)
_SPELLED = re.compile(rf"(?:{_NUMBER_WORD.pattern}){{1,40}}+")
_JOINED = re.compile(_JOIN)


def read_words(text: str) -> int | None:
    """Read a whole number spelled in Thai words; None if the text is anything else.

    The standard spelling and what people write: 'หนึ่ง' may be left out before a place (ร้อย -> 100,
    ล้าน -> 1000000) or stand before สิบ, สองสิบ is 20, the final one is เอ็ด or หนึ่ง (but เอ็ด alone
    is nothing). Reads up to two ล้าน (values below 10**18). No blanks inside. 'ร้อยเอ็ด' is 101 here:
    that it is a province, too, only the caller can know.
    """
    text = text.strip()
    if text == _DIGIT_WORDS[0]:
        return 0
    parts = text.split(_MILLION, 3)
    if not text or len(parts) > 3:
        return None
    total = 0
    for index, part in enumerate(parts):
        match = _BELOW_MILLION.fullmatch(part)
        if match is None or (part == _FINAL_ONE and index == 0):
            return None
        words = match.groups()
        value = _WORD_DIGITS[words[-1]] if words[-1] else 0
        for digit, place in zip(words[:-1:2], words[1:-1:2], strict=True):
            if place:
                value += _WORD_DIGITS[digit or _DIGIT_WORDS[1]] * 10 ** _PLACE_WORDS.index(place)
        if not part and index == 0:
            value = 1
        total = total * 10**6 + value
    return total


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A figure in a text: `text` is `source[start:end]`; `value_high` is the upper end of a range or None."""

    start: int
    end: int
    text: str
    value: int | float
    value_high: int | float | None


def words_at(text: str, start: int) -> NumberSpan | None:
    """The number, or the range of two, that is spelled out from `start` on: 'ห้าสิบถึงหกสิบ' is 50 to 60.

    Number words are letters of other words as well (สาม begins สามารถ): only the caller knows where a number stands.
    None where none does, and where what is spelled out goes on with decimals.
    """
    low = _spelled(text, start)
    if low is None:
        return None
    value, end = low
    join = _JOINED.match(text, end)
    high = _spelled(text, join.end()) if join else None
    if high is not None and high[0] > value:
        return NumberSpan(start, high[1], text[start : high[1]], value, high[0])
    return None if text.startswith(_POINT, end) else NumberSpan(start, end, text[start:end], value, None)


def _spelled(text: str, start: int) -> tuple[int, int] | None:
    """The value of the number words from `start` on, and where they end: as many as make one number."""
    found = _SPELLED.match(text, start)
    words = [] if found is None else list(_NUMBER_WORD.finditer(text, start, found.end()))
    for last in reversed(words):
        value = read_words(text[start : last.end()])
        if value is not None:
            return value, last.end()
    return None


def write_words(n: int) -> str:
    """Spell a number the standard way: 121 -> 'หนึ่งร้อยยี่สิบเอ็ด', 10 -> 'สิบ', 101 -> 'หนึ่งร้อยเอ็ด'.

    Raises ValueError unless 0 <= n < 10**12.
    """
    if not 0 <= n < 10**12:
        raise ValueError(f"no spelling for {n}: not in 0 … 10**12 - 1")
    if n < 10:
        return _DIGIT_WORDS[n]
    millions, rest = divmod(n, 10**6)
    words = [write_words(millions) + _MILLION] if millions else []
    for power, place in reversed(tuple(enumerate(_PLACE_WORDS))):
        digit = rest // 10**power % 10
        if digit == 1 and power == 0:
            words.append(_FINAL_ONE)
        elif digit and power == 1 and digit <= 2:
            words.append((_TWO_TENS if digit == 2 else "") + place)
        elif digit:
            words.append(_DIGIT_WORDS[digit] + place)
    return "".join(words)


# ----------------------------------------------------------------------------------------- figures

_NUMBER = re.compile(r"(?:[0-9]{1,18}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5})(?:\.[0-9]{1,9})?")
_CODE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,9}")
_DECORATED = re.compile(r"\(([0-9]{1,18})\)|([0-9]{1,18})[.)]")
DIGIT_RUN = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")
"""Digits with single dots and commas between them, taken as a whole: a part of it is never a figure."""
_MARKER = re.compile(
    r"^[ \t\u00a0]*+(?:[-\u2010-\u2015\u2212•●*]{1,2}[ \t\u00a0]*+)?"  # a bullet may stand before it
    r"\(?[0-9]{1,2}(?:\.[0-9]{1,2})*+(?:\)|\.(?![0-9-]))",
    re.MULTILINE,
)
# What must not stand around a run. The first digit comes first, as then the search is ten times as fast.
_GUARDED = (
    r"[0-9](?<![A-Za-z0-9].)(?<![A-Za-z][-:_].)(?<![0-9][.,].)(?<!\s\..)(?<!^\..)(?<!&#.)"
    r"[0-9]*+(?:[.,][0-9]++)*+(?![A-Za-z]|[-_][A-Za-z])"
)
_CHAIN = re.compile(rf"{_GUARDED}(?:{_JOIN}{_GUARDED})*+")


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A number of three or more levels in a text: '๒.๒.๒.๑' has the code (2, 2, 2, 1)."""

    start: int
    end: int
    text: str
    code: tuple[int, ...]


def _figure(arabic: str) -> int | float | None:
    if _NUMBER.fullmatch(arabic) is None:
        return None
    plain = arabic.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def parse_number(text: str) -> int | float | None:
    """Read a text that is one number and nothing else (blanks around it do not count); otherwise None.

    '๓๐,๐๐๐' -> 30000, '๐.๕๕' -> 0.55, '2๕' -> 25, 'ห้าสิบ' -> 50; whole digits in list marks:
    '(๑)', '๑)', '๑.' -> 1. A figure with a point is a float, all else int. None: malformed groups
    ('1,49'), codes ('๑.๑.๑'), signs, units, '.5', '(๓๐,๐๐๐)' (an accountant's minus), '(cid:201)'.
    """
    arabic = to_arabic(text.strip())
    marked = _DECORATED.fullmatch(arabic)
    if marked is not None:
        return int(marked[1] or marked[2])
    value = _figure(arabic)
    return read_words(arabic) if value is None else value


def parse_code(text: str) -> tuple[int, ...] | None:
    """Read a text that is one dotted number: '๒.๒.๒.๑' -> (2, 2, 2, 1), '๑' -> (1,); otherwise None.

    At most ten levels of at most four digits; '1.1.' and '1.1.1/2' are None.
    """
    arabic = to_arabic(text.strip())
    return tuple(map(int, arabic.split("."))) if _CODE.fullmatch(arabic) else None


def _chains(arabic: str) -> list[list[re.Match[str]]]:
    """All runs of digits that are no list marks; those that only a dash or ถึง parts are in one chain."""
    unmarked = _MARKER.sub(lambda mark: " " * len(mark[0]), arabic)
    return [list(DIGIT_RUN.finditer(unmarked, *chain.span())) for chain in _CHAIN.finditer(unmarked)]


def _is_range(low: float, high: float) -> bool:
    """A falling pair of one size is a slip of the document ('๗๙ - ๗๐'); in '๘๐ - ๑' the dash is a bullet."""
    return low <= high or len(str(int(low))) == len(str(int(high)))


def find_numbers(text: str) -> list[NumberSpan]:
    """Find every figure written in digits, in order, with its place in the text.

    - Decimals and thousands groups are one figure; what is malformed ('๑,๔๙', '1000,000', more than 18
      digits) is none at all rather than two wrong ones, and so is '.๕'.
    - 'A - B' (any dash) and 'A ถึง B' are one span with `value_high`, if just these two are joined
      (a chain such as 02-357-3100 is plain figures) and nothing but blanks stands around the dash.
      A falling range is kept as printed if both ends have as many digits, otherwise it is two figures.
    - Three levels and more ('๒.๒.๒.๑') are a code, see `find_codes`; '๑.๒' is read as a decimal and
      '๑๕.๕๑ น.' as well, because only the context can tell.
    - A list mark ('๑.', '๑)', '(๑)', '๑.๑)', at most two digits a level, perhaps after a bullet) at the
      start of a line is none; inside a line it is a plain figure ('มาตรา ๒๕๘ ข (๔)').
    - Digits that touch Latin letters, directly or by one '-', ':' or '_', are none: AA1, 5G, cid:201, e-2.
    - A dash before a figure is a bullet, never a minus. Years, days, phone numbers, parts of 70:20:10
      and 11/2564 are plain figures. Number words are not looked for.
    """
    spans = []
    for chain in _chains(to_arabic(text)):
        values = [_figure(run[0]) for run in chain]
        low, high = values[0], values[-1]
        if len(chain) == 2 and low is not None and high is not None and _is_range(low, high):
            start, end = chain[0].start(), chain[1].end()
            spans.append(NumberSpan(start, end, text[start:end], low, high))
            continue
        for run, value in zip(chain, values, strict=True):
            if value is not None:
                spans.append(NumberSpan(*run.span(), text[run.start() : run.end()], value, None))
    return spans


def find_codes(text: str) -> list[CodeSpan]:
    """Find every dotted number of three or more levels ('๒.๒.๒.๑'); list marks and '๑.๒' are left out.

    A date written with dots ('๑.๑๐.๒๕๖๕') has the same form and is found as well.
    """
    runs = (run for chain in _chains(to_arabic(text)) for run in chain)
    found = ((run.start(), run.end(), parse_code(run[0])) for run in runs)
    return [CodeSpan(a, b, text[a:b], code) for a, b, code in found if code and len(code) > 2]


# ------------------------------------------------------------------------------------------- years

_ERA_OFFSET = 543
_ERA = rf"(?:(?:พ\.{_BLANK}?ศ\.?|พศ\.?|พุทธศักราช){_BLANK}*+)?"
_YEAR = re.compile(rf"{_ERA}([0-9]{{4}}|[0-9]{{2}})")
# In running text two digits are a year from 40 to 79 only, so that 'มกราคม ๑๐ ครั้ง' has none.
_YEAR_DIGITS = rf"(?:2[4-6][0-9]{{2}}|2700|[4-7][0-9])(?![0-9]|[.,:/][0-9]|{_BLANK}?%)"


def be_to_ce(year_be: int) -> int:
    """Year of the Buddhist era -> Gregorian year: 2566 -> 2023."""
    return year_be - _ERA_OFFSET


def ce_to_be(year: int) -> int:
    """Gregorian year -> year of the Buddhist era: 2023 -> 2566."""
    return year + _ERA_OFFSET


def parse_year_be(text: str) -> int | None:
    """Read a text that is one year of the Buddhist era, with or without พ.ศ. or พุทธศักราช before it.

    'พ.ศ. ๒๕๖๖', '๒๕๖๖' -> 2566; two digits are of the century 2500: '๖๑' -> 2561. None outside
    2400 … 2700, so a Gregorian year is None; a slip such as ๒๖๗๐ is read, and left to the checks.
    """
    match = _YEAR.fullmatch(to_arabic(text.strip()))
    if match is None:
        return None
    year = int(match[1]) + (2500 if len(match[1]) == 2 else 0)
    return year if 2400 <= year <= 2700 else None


def fiscal_year_span(year_be: int) -> tuple[date, date]:
    """First and last day of a Thai fiscal year: 2566 -> (2022-10-01, 2023-09-30).

    Raises ValueError for a year that `datetime.date` cannot hold.
    """
    year = be_to_ce(year_be)
    return date(year - 1, 10, 1), date(year, 9, 30)


# ------------------------------------------------------------------------------------------ months

_MONTHS = (  # full name, the two parts of the abbreviation
    ("มกราคม", "ม", "ค"),
    ("กุมภาพันธ์", "ก", "พ"),
    ("มีนาคม", "มี", "ค"),
    ("เมษายน", "เม", "ย"),
    ("พฤษภาคม", "พ", "ค"),
    ("มิถุนายน", "มิ", "ย"),
    ("กรกฎาคม", "ก", "ค"),
    ("สิงหาคม", "ส", "ค"),
    ("กันยายน", "ก", "ย"),
    ("ตุลาคม", "ต", "ค"),
    ("พฤศจิกายน", "พ", "ย"),
    ("ธันวาคม", "ธ", "ค"),
)
_MONTH_NUMBERS = {
    spelling: number
    for number, (name, a, b) in enumerate(_MONTHS, 1)
    for spelling in (name, f"{a}.{b}.", f"{a}.{b}", f"{a}{b}.", f"{a}{b}")
}
_MONTH_WORDS = [name for name, _, _ in _MONTHS] + [
    # In running text an abbreviation has a dot, and no more parts (ก.พ.ร.).
    rf"{a}(?:\.{_BLANK}?{b}(?:\.(?![ก-ฮ]\.)|(?!\.|{_THAI}))|{b}\.(?![ก-ฮ]\.))"
    for _, a, b in _MONTHS
]
_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTH_WORDS)})(?:{_BLANK}*+{_ERA}(?P<year>{_YEAR_DIGITS}))?")
_MONTH_JOIN = re.compile(rf"\s*+(?:(?:{_DASH}|ถึง|,|/|และ)\s*+)?")
# No letter or dot stands before an abbreviation (อ.ก.พ.), but for these words.
_PART_OF_WORD = re.compile(rf"(?:{_THAI}|\.)(?<!เดือน)(?<!ถึง)$")
# The 1 of 'ไตรมาสที่ ๑ ตุลาคม' counts quarters, that of 'วันที่ ๑ ตุลาคม' is a day.
_COUNTED = "".join(f"(?<!{word})(?<!{word} )" for word in ("ที่", "ไตรมาส", "งวด"))
_WEEKDAYS = ("วัน", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_DATED = "|".join(f"(?<={word}ที่)|(?<={word}ที่ )" for word in _WEEKDAYS)
_DAY = rf"(?<![0-9])(?<![0-9][./:])(?:{_COUNTED}|{_DATED})(?:3[01]|[12][0-9]|0?[1-9])"
_LAST_DAY = re.compile(rf"({_DAY}){_BLANK}*$")
_FIRST_DAY = re.compile(rf"({_DAY})(?:{_BLANK}*(?:{_DASH}|ถึง|,|และ){_BLANK}*(?:{_DAY})?)+$")
_BEFORE = 40  # so many characters before a month are looked at


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """A month named in a text, with the day before it and the year after it if they are printed there."""

    start: int
    end: int
    text: str
    month: int
    year_be: int | None
    day: int | None


def parse_month(text: str) -> int | None:
    """Read a text that is one month's name, full or abbreviated: 'มีนาคม', 'มี.ค.', 'มีค', 'มี. ค.' -> 3.

    Blanks may stand anywhere (narrow cells cut words), dots may be missing; no other spelling passes.
    """
    return _MONTH_NUMBERS.get("".join(text.split()))


def find_months(text: str) -> list[MonthSpan]:
    """Find every '[day] month [year]' in running text, in order.

    - '๙ มิถุนายน ๒๕๕๔' has all three; 'กุมภาพันธ์ - กรกฎาคม ๒๕๖๖' are two spans, the first without a year.
    - The number before a month is its day if it can be one and does not count something else:
      not in 'ไตรมาสที่ ๑ ตุลาคม', 'ครั้งที่ ๒ ตุลาคม', '๖ เดือน ตุลาคม'. Of '๑ - ๑๕ มกราคม' the day is 15.
    - A year has four digits (2400 … 2700) or two (40 … 79); a Gregorian one is not taken.
    - A bare abbreviation in a sentence is more often an office ('สำนักงาน ก.พ.'): it counts if it has a
      day or year, stands next to another month ('ม.ค. - มี.ค. ๖๒', a table's head), or is all the text.
    """
    arabic = to_arabic(text)
    found = []
    for match in _MONTH.finditer(arabic):
        before = arabic[max(0, match.start() - _BEFORE) : match.start()]
        full = "." not in match["month"]
        if full or not _PART_OF_WORD.search(before):
            day = _LAST_DAY.search(before)
            start = match.start() - (len(before) - day.start() if day else 0)
            year_be = parse_year_be(match["year"]) if match["year"] else None
            month = _MONTH_NUMBERS["".join(match["month"].split())]
            place = start, match.end(), text[start : match.end()]
            found.append((full, MonthSpan(*place, month, year_be, int(day[1]) if day else None)))
    joined = [bool(_MONTH_JOIN.fullmatch(text, a.end, b.start)) for (_, a), (_, b) in pairwise(found)]
    return [
        span
        for i, (full, span) in enumerate(found)
        if full or span.day or span.year_be or any(joined[max(0, i - 1) : i + 1]) or span.text == text.strip()
    ]


# ----------------------------------------------------------------------------------------- periods

_FISCAL_YEAR = rf"{_ERA}({_YEAR_DIGITS})"
_FISCAL = re.compile(rf"ปี{_BLANK}?งบประมาณ{_BLANK}*+{_FISCAL_YEAR}(?:{_JOIN}{_FISCAL_YEAR})?")
_LEAD = re.compile(r"(?:(เริ่มต้น|เริ่ม|ตั้งแต่)|(สิ้นสุด|ภายใน|ถึง))[\s*:]*(?:เดือน|วันที่)?[\s*]*$")


def _day_of(year_be: int, month: int, day: int) -> date | None:
    year = be_to_ce(year_be)
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _years(months: list[MonthSpan], fiscal_year: int | None) -> list[int | None]:
    """Each month's year: printed, or a neighbour's so that time runs forward, or told by the fiscal year."""
    years = [month.year_be for month in months]
    if fiscal_year is not None and not any(years):
        return [fiscal_year - (month.month >= 10) for month in months]
    for i in range(len(months) - 2, -1, -1):
        later = years[i + 1]
        if years[i] is None and later is not None:
            years[i] = later - (months[i].month > months[i + 1].month)
    for i in range(1, len(months)):
        earlier = years[i - 1]
        if years[i] is None and earlier is not None:
            years[i] = earlier + (months[i].month < months[i - 1].month)
    return years


def parse_period(text: str) -> tuple[date | None, date | None]:
    """First and last day of a period: from the first month named to the last one; whole months without days.

    - 'เริ่มต้น ตุลาคม ๒๕๖๕ สิ้นสุด กันยายน ๒๕๖๖' -> (2022-10-01, 2023-09-30), bold marks or not;
      'กุมภาพันธ์ - กรกฎาคม ๒๕๖๖', '๑ - ๑๕ มกราคม ๒๕๖๖', '๑๓, ๑๔ และ ๒๐ มกราคม ๒๕๖๖' likewise.
    - One month is its first and last day; after เริ่มต้น or ตั้งแต่ only the start is known, after
      สิ้นสุด, ภายใน or ถึง only the end.
    - A year that is not printed is a neighbour's, so that time runs forward ('ธันวาคม - มกราคม ๒๕๖๖'
      starts in 2565), or follows from 'ปีงบประมาณ ๒๕๖๖'. Printed years are taken as they are: the end
      may be before the start, which a check reports.
    - Without months, fiscal years: 'ปีงบประมาณ พ.ศ. ๒๕๖๖ - ๒๕๗๐' -> (2022-10-01, 2027-09-30).
    - (None, None): no month and no fiscal year, no year anywhere, plain years ('พ.ศ. ๒๕๖๖': calendar or
      fiscal?), quarters (ไตรมาส). A day that the month does not have makes that side None.
    """
    arabic, months = to_arabic(text), find_months(text)
    fiscal_digits = (digits for found in _FISCAL.finditer(arabic) for digits in found.groups() if digits)
    fiscal_years = [year for year in map(parse_year_be, fiscal_digits) if year is not None]
    if not months:
        if not fiscal_years or "ไตรมาส" in arabic:
            return None, None
        return fiscal_year_span(fiscal_years[0])[0], fiscal_year_span(fiscal_years[-1])[1]
    years = _years(months, fiscal_years[0] if fiscal_years else None)
    first, last, start_year, end_year = months[0], months[-1], years[0], years[-1]
    if start_year is None or end_year is None:
        return None, None
    before = arabic[max(0, first.start - _BEFORE) : first.start]
    day_before = _FIRST_DAY.search(before) if first.day else None
    start = _day_of(start_year, first.month, int(day_before[1]) if day_before else first.day or 1)
    end = _day_of(end_year, last.month, last.day or monthrange(be_to_ce(end_year), last.month)[1])
    lead = _LEAD.search(before) if len(months) == 1 and not day_before else None
    return (None if lead and lead[2] else start), (None if lead and lead[1] else end)


# --------------------------------------------------------------------------------- amounts of money

_SCALE = rf"(?P<place>{'|'.join(_PLACE_WORDS[2:])})?(?P<million>{_MILLION})?"
_AMOUNT = re.compile(
    rf"(?P<lead>[^0-9]*+)(?<![A-Za-z.])(?<!{_DASH})(?P<figure>{DIGIT_RUN.pattern})"
    rf"\s*+{_SCALE}\s*+(?P<unit>บาท|\.-)?(?P<tail>[^0-9]*+)"
)
_RATE = re.compile(r"\s*+(?:/|ต่อ|ละ)")


def parse_thb(text: str) -> Decimal | None:
    """Read a cell that holds one amount of baht: '๔๓๙,๒๐๐', '๑๐๐,๐๐๐ บาท', '๖๐๐.-', '1.5 ล้านบาท', '๕๐ ล้าน'.

    Exactly one figure, in digits. Words may stand around it only if บาท (or '.-') follows it:
    'งบประมาณ ๑๐๐ บาท' is an amount, '๕๐ คน', 'ไตรมาสที่ ๒' and 'ร้อยละ ๘๐' are none. None as well: '-',
    words only, several figures or a range, malformed groups, a minus or brackets, rates
    ('๕๐๐ บาท/คน', 'คนละ ๕๐๐ บาท').
    """
    arabic = to_arabic(text.strip())
    mark = _MARKER.match(arabic)
    match = _AMOUNT.fullmatch(arabic, mark.end() if mark else 0)
    if match is None or _NUMBER.fullmatch(match["figure"]) is None:
        return None
    lead, tail = match["lead"].strip(), match["tail"]
    bare = lead in {"", "฿"} and not tail.strip()
    if lead.endswith("ละ") or _RATE.match(tail) or not (match["unit"] or bare):
        return None
    place: int = 10 ** _PLACE_WORDS.index(match["place"] or "")
    amount = Decimal(match["figure"].replace(",", "")) * place * (10**6 if match["million"] else 1)
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount
