"""Made-up plans as long as one likes, for measuring how time grows with length.

`strategy_plan(n)` has the shape of the real strategy plan: for each strategy 3 tactics, 6 programs, 9 projects in 8
write-ups, about 500 lines and 40,000 characters; contents and summary grow with the body, and so do the offices. The
same number gives the same text, and a longer plan begins with the strategies of a shorter one. What a plan has too much
or too little of is in proportion, too: one wrong count, one misspelled entry of the contents and one overlapping band
in each strategy, one project that only the summary names in every fourth.

`measure_plan(n)` has the shape of the real plan of measures, with n table rows: an overview, the tables of two
agencies, and their schedules, 25 rows for each issue.

The office and its places are invented. Digits are Arabic here and become Thai ones at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pipeline.numerals import to_thai

SYLLABLES = ["ภูริ", "เวฬุ", "ธารา", "กานต์", "ริน", "ปัณ", "ลดา", "นิล", "มณี", "วารี", "สิริ", "อินท์"]
WORKS = ["ขุดลอก", "ซ่อมแซม", "ฟื้นฟู", "ดูแล", "ปรับปรุง", "ขยาย", "ยกระดับ", "ปลูก", "เปิดใช้", "บำรุง"]
THINGS = ["คลองสายเหนือ", "ประตูน้ำ", "แปลงกล้าไม้", "เรือนเพาะชำ", "ทางเดินริมน้ำ", "สะพานไม้", "ตลาดชาวสวน", "บึงบัว"]
WORDS = [
    *THINGS, "ชาวสวน", "น้ำหลาก", "ฤดูแล้ง", "ร่มเงา", "อย่างต่อเนื่อง", "ร่วมกัน", "ตลอดทั้งปี", "เรือพาย", "ดินตะกอน",
    "ซึ่งเป็นที่รู้จัก", "ในหมู่บ้าน", "ให้ทั่วถึง", "แบ่งปันกัน", "ลูกหลาน", "ริมฝั่ง", "พันธุ์พื้นเมือง", "อย่างเหมาะสม",
]  # fmt: skip
FACTS = ["(พ.ศ. 2566 - 2570)", "ในปี พ.ศ. 2565", "จำนวน 240 ครัวเรือน", "ไม่น้อยกว่าร้อยละ 75", "ครั้งที่ 11/2564"]

TACTICS, PROJECTS = 3, (1, 2)
"""Tactics in a strategy, and the projects in each of a tactic's programs."""


def strategy_plan(strategies: int) -> str:
    """The text of a plan with so many strategies."""
    plan = [_strategy(number) for number in range(1, strategies + 1)]
    lines = [*_front(plan), *_contents(plan), *_summary(plan), "แผนงาน/โครงการตามแผนปฏิบัติการ", ""]
    for one in plan:
        lines += _body(one)
    lines += ["แนวทางการนำแผนไปสู่การปฏิบัติ", "", *(_prose(Random(0), 280) for _ in range(6))]
    return to_thai("\n".join(lines)) + "\n"


@dataclass
class Program:
    """A program with the titles of its projects; `shared` is one write-up for all of them."""

    number: str
    title: str
    projects: list[str]
    shared: bool

    def heads(self) -> list[str]:
        """The projects' headings; an only child bears no number."""
        if len(self.projects) == 1:
            return [f"โครงการ {self.projects[0]}"]
        return [f"โครงการที่ {number} {title}" for number, title in enumerate(self.projects, 1)]


@dataclass
class Strategy:
    """A strategy; `tactics` are the heading and the programs of each."""

    number: int
    title: str
    tactics: list[tuple[str, list[Program]]]

    def programs(self) -> list[Program]:
        """The programs of all tactics."""
        return [program for _, programs in self.tactics for program in programs]


def _strategy(number: int) -> Strategy:
    chance = Random(number)
    tactics = []
    for tactic in range(1, TACTICS + 1):
        code = f"{number}.{tactic}"
        programs = [
            Program(f"{code}.{place}", _title(chance), [_title(chance) for _ in range(many)], tactic == 1)
            for place, many in enumerate(PROJECTS, 1)
        ]
        tactics.append((f"กลยุทธ์ที่ {code} {_title(chance)}", programs))
    return Strategy(number, _title(chance), tactics)


def _title(chance: Random) -> str:
    return f"{chance.choice(WORKS)}{chance.choice(THINGS)}และ{chance.choice(THINGS)} ย่าน{_place(chance)}"


def _place(chance: Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def _prose(chance: Random, length: int) -> str:
    """A line of so many characters or a few more, with figures in it as plans have them."""
    words: list[str] = []
    while length > 0:
        words.append(chance.choice(FACTS if chance.random() < 0.02 else WORDS))
        length -= len(words[-1]) + 0.5
    return "".join(word + chance.choice(["", " "]) for word in words).strip()


# --- front matter ---------------------------------------------------------------------------------------------------


def _front(plan: list[Strategy]) -> Iterator[str]:
    yield from ["แผนปฏิบัติการ", "ตามยุทธศาสตร์การดูแลคลองและสวน ฉบับที่ 4 (พ.ศ. 2566 - 2570)", "ประจำปีงบประมาณ พ.ศ. 2566"]
    yield from ["สำนักงานคลองและสวนเมืองเวฬุธารา", "", "คำนำ", ""]
    for one in plan:
        yield from [_prose(Random(one.number), 500), ""]


def _contents(plan: list[Strategy]) -> Iterator[str]:
    yield from ["สารบัญ", "", "คำนำ\tหน้า ก", "สารบัญ\tข", "บทสรุปผู้บริหาร\tค"]
    page = 1
    for one in plan:
        yield f"ยุทธศาสตร์ที่ {one.number}\t{one.title} ริมน้ำ\t{page}"  # a word more than the heading has
        for tactic, programs in one.tactics:
            yield f"{tactic}\t{page}"
            for program in programs:
                yield f"แผนงานที่ {program.number}\t{program.title}\t{page}"
                yield from (f"{head}\t{page}" for head in program.heads())
                page += 3
    yield ""


def _summary(plan: list[Strategy]) -> Iterator[str]:
    yield from ["บทสรุปผู้บริหาร", "", _prose(Random(0), 700), ""]
    for one in plan:
        programs = len(one.programs()) - 1  # wrong: the body has one more
        projects = sum(len(program.projects) for program in one.programs())
        yield f"ยุทธศาสตร์ที่ {one.number} {one.title} ประกอบด้วย {programs} แผนงาน {projects} โครงการ โดยมีโครงการที่สำคัญ อาทิ"
        named = [program.projects[0] for program in one.programs()]
        if one.number % 4 == 0:
            named[0] = "กองคาราวานหุ่นกระบอกกลางทะเลทราย"
        for place, title in enumerate(named, 1):
            yield from ["", f"{place}) โครงการ{title} มีเป้าหมายที่สำคัญ {_prose(Random(place), 150)}"]
        yield ""


# --- body -----------------------------------------------------------------------------------------------------------


def _body(one: Strategy) -> Iterator[str]:
    chance, written = Random(f"body of {one.number}"), 0
    yield from [f"ยุทธศาสตร์ที่ {one.number} {one.title}", ""]
    for tactic, programs in one.tactics:
        for program in programs:
            heads = program.heads()
            for block in [heads] if program.shared else [[head] for head in heads]:
                yield from [f"ยุทธศาสตร์ที่ {one.number} คส.", ""] if chance.random() < 0.3 else []
                yield from [tactic, "", f"แผนงานที่ {program.number} {program.title[:30]}", program.title[30:], ""]
                for head in block:
                    yield from [head, ""]
                yield from _brief(chance, one.number, written)
                written += 1


def _brief(chance: Random, strategy: int, place: int) -> Iterator[str]:
    """The strategy's write-up at `place` (from 0): every second has score bands, and those of the first overlap."""
    work = f"{chance.choice(WORKS)}{chance.choice(THINGS)}"
    bands = f" โดยมีเกณฑ์การให้คะแนน ดังนี้ {_bands(64 if place == 0 else 65)}" if place % 2 == 0 else ""
    yield from _section("หลักการและเหตุผล", *(line for _ in range(5) for line in (_prose(chance, 350), "")))
    yield from _section("วัตถุประสงค์", *(f"{number}. เพื่อ{work} {_prose(chance, 130)}" for number in (1, 2)))
    yield from _section("กิจกรรม", *(f"{number}. {work} {_prose(chance, 110)}" for number in (1, 2)))
    yield from _section("กลุ่มเป้าหมาย", f"ชาวสวนย่าน{_place(chance)} {_prose(chance, 40)}")
    yield from _section("ตัวชี้วัด", *(f"{number}. ร้อยละของ{_prose(chance, 90)} ไม่น้อยกว่า 70" for number in (1, 2)))
    yield from _section(
        "เป้าหมาย (ประจำปีงบประมาณ พ.ศ. 2566)",
        "ผลผลิต\tผลลัพธ์",
        *(f"{number}. {_prose(chance, 90)} 12 แห่ง\t{number}. {_prose(chance, 90)} ร้อยละ 80" for number in (1, 2)),
    )
    yield from ["ระยะเวลาดำเนินการ **เริ่มต้น** ตุลาคม 2565 **สิ้นสุด** กันยายน 2566", ""]
    yield from _section(
        "เกณฑ์การให้คะแนน/การดำเนินการ",
        "ระดับคะแนน\tเกณฑ์การให้คะแนน",
        f"1\t<ul> จัดทำแผน{work} {_prose(chance, 150)} อย่างครบถ้วน รายงานผล{_prose(chance, 150)}",
        f"3\t<ul> ดำเนินการตามแผน{work} ร้อยละ 80 ดำเนินการตามแผน{work} ร้อยละ 100 {_prose(chance, 100)}",
        f"5\t<ul> ● ร้อยละความพึงพอใจ {_prose(chance, 80)}{bands} ● รายงานผล{_prose(chance, 80)} </ul>",
    )
    yield from _section(
        "ผู้รับผิดชอบ",
        f"กลุ่มงาน{chance.choice(THINGS)}และกลุ่มงานติดตามผล",
        f"สำนัก{SYLLABLES[place % 2]}เขต {strategy} สำนักงานคลองและสวนเมืองเวฬุธารา",
    )


def _section(label: str, *lines: str) -> list[str]:
    return [label, "", *lines, ""]


def _bands(low: int) -> str:
    return f"ร้อยละ 60 - 64 ได้คะแนน 0.50 คะแนน ร้อยละ {low} - 69 ได้คะแนน 0.55 คะแนน ร้อยละ 70 ขึ้นไป ได้คะแนน 1.00 คะแนน"


# --- plans of measures ----------------------------------------------------------------------------------------------

HOUSE, SENATE = "สำนักงานเลขาธิการสภาผู้แทนราษฎร", "สำนักงานเลขาธิการวุฒิสภา"
AGENCIES = (("สผ.", HOUSE, "สำนักพัฒนาบุคลากร"), ("สว.", SENATE, "สำนักพัฒนาทรัพยากรบุคคล"))
MEASURES_HEADER = "ลำดับ\tมาตรการ\tแนวทางตามมาตรการ\tโครงการ/กิจกรรม\tกลุ่มเป้าหมาย\tผลผลิต\tผลลัพธ์\tผู้รับผิดชอบ"
MONTHS = ("ต.ค. 61", "พ.ย. 61", "ธ.ค. 61", "ม.ค. 62", "ก.พ. 62", "มี.ค. 62")
SCHEDULE_HEADER = (
    "โครงการ/กิจกรรม\tตัวชี้วัด\tหน่วย นับ\tไตรมาสที่ 1\t\t\tไตรมาสที่ 2\t\t\tงบประมาณ (บาท)\tหน่วยงาน",
    "\t".join(("", "", "", *MONTHS, "", "")),
)
ISSUE_ROWS = 25
"""Rows of one issue: 5 of the overview, 5 of each agency's table, 5 of each agency's schedule."""
ROWS_TO_A_PAGE = 3


def measure_plan(rows: int) -> str:
    """The text of a plan of measures with so many table rows, in the shape of the real one.

    Every 25 rows are an issue with two measures and four guidelines; a fifth row goes on with the fourth behind a page
    break. For each issue one group tells another number in the overview than in the agency's table, one row stands a
    column too far to the left, one mark is misread and one bureau misspelled.
    """
    issues = [_issue(number) for number in range(1, rows // ISSUE_ROWS + 1)]
    lines = [*_measure_front(issues)]
    for one in issues:
        lines += [*_issue_heading(one), *_paged([MEASURES_HEADER], _overview_rows(one))]
    lines += ["การจัดทำรายงานผลการดำเนินการ", "", _prose(Random(0), 300), ""]
    for place, (_, office, _) in enumerate(AGENCIES):
        lines += [f"รายละเอียดโครงการ/กิจกรรมของ{office}", ""]
        for one in issues:
            lines += [*_issue_heading(one), *_paged([MEASURES_HEADER], _agency_rows(one, place))]
    for place, (_, office, _) in enumerate(AGENCIES):
        lines += [f"การดำเนินการโครงการ/กิจกรรมของ{office} (ตามไตรมาส)", ""]
        for one in issues:
            lines += [*_issue_heading(one), *_paged(SCHEDULE_HEADER, _schedule_rows(one, place))]
    return to_thai("\n".join(lines)) + "\n"


@dataclass
class Issue:
    """An issue; `guidelines` are four, each with the titles of one project for each agency."""

    number: int
    title: str
    measures: list[str]
    guidelines: list[tuple[str, list[str]]]


def _issue(number: int) -> Issue:
    chance = Random(f"issue {number}")
    guidelines = [(f"การ{_title(chance)}", [f"โครงการ{_title(chance)}" for _ in AGENCIES]) for _ in range(4)]
    return Issue(number, f"{_title(chance)}ให้ยั่งยืน", [_title(chance), _title(chance)], guidelines)


def _measure_front(issues: list[Issue]) -> Iterator[str]:
    yield from ["แผนดูแลคลองและสวนของส่วนราชการสังกัดรัฐสภา", "ประจำปีงบประมาณ พ.ศ. 2562", "", "คณะทำงานดูแลคลอง", ""]
    yield from ["บทสรุปผู้บริหาร", "", f"แผนนี้ได้กำหนดเป็น {len(issues)} ประเด็น ดังนี้", ""]
    for one in issues:
        yield from [f"{one.number}. {one.title} ประกอบด้วย 2 มาตรการ ได้แก่", "", _prose(Random(one.number), 300), ""]
    yield from ["สารบัญ", "", "บทสรุปผู้บริหาร\tก", "ความเป็นมา\t1", "รายละเอียดแผนดูแลคลอง\t5"]
    for one in issues:
        yield f"{one.number}. {one.title}\t{4 + one.number}"
    yield from [f"การจัดทำรายงานผลการดำเนินการ\t{6 + len(issues)}", "", "ความเป็นมา", "", _prose(Random(0), 700), ""]


def _issue_heading(one: Issue) -> list[str]:
    return [f"{one.number}. {one.title} (2 มาตรการ)", "", f"เป้าหมาย : เพื่อ{_prose(Random(one.number), 60)}", ""]


def _paged(header: Sequence[str], rows: Iterable[str]) -> Iterator[str]:
    """Rows in pages of three with the header above each."""
    for place, row in enumerate(rows):
        if place % ROWS_TO_A_PAGE == 0:
            yield from ["", "", "", *header] if place else header
        yield row
    yield from ["", "", ""]


def _levels(one: Issue, place: int) -> list[str]:
    """Order, measure and guideline of an issue's row."""
    first = [str(place // 2 + 1), one.measures[place // 2]] if place % 2 == 0 else ["", ""]
    return [*first, f"{place % 2 + 1}. {one.guidelines[place][0]} วัตถุประสงค์ 1. เพื่อดูแล{THINGS[place]}"]


def _people(one: Issue, place: int, agency: int, part: str = "") -> str:
    differs = 7 if part == "overview" and place == agency == 0 else 0
    return f"บุคลากร {AGENCIES[agency][0]} จำนวน {20 + place * 10 + one.number % 50 + differs} คน"


def _overview_rows(one: Issue) -> Iterator[str]:
    for place, (_, titles) in enumerate(one.guidelines):
        marks = ["สม." if place == 1 else "สผ.", "สว."]
        cell = "".join(f"<p>{mark}</p><p>1. {title}</p>" for mark, title in zip(marks, titles, strict=True))
        crowds = "".join(f"<p>{_people(one, place, agency, 'overview')}</p>" for agency in (0, 1))
        offices = f"{AGENCIES[0][2]} (สผ.)"
        yield "\t".join([*_levels(one, place), cell, crowds, "1. มีรายงาน 2. มีแผน", "คนรู้จัก", offices])
    yield "\t".join(["", "", "", "(รุ่นที่ 1)", "", "", "", ""])


def _agency_rows(one: Issue, agency: int) -> Iterator[str]:
    mark, _, bureau = AGENCIES[agency]
    for place, (_, titles) in enumerate(one.guidelines):
        chance = Random(f"{one.number} {place} {mark}")
        acts = "กิจกรรมที่ 1 สำรวจพื้นที่ กิจกรรมที่ 2 ลงมือทำ" if place == 3 else ""
        cells = [
            *_levels(one, place),
            f"1. {titles[agency]} {acts}".strip(),
            _people(one, place, agency),
            f"1. {_prose(chance, 60)} 2. {_prose(chance, 60)}",
            _prose(chance, 90),
            f"{bureau if place else bureau.replace('พัฒนา', 'พัฒณา')} ({mark})",
        ]
        yield "\t".join([*cells[1:], ""] if place == 1 else cells)
    yield "\t".join(
        [
            "",
            "",
            "",
            f"2. โครงการ{THINGS[one.number % 8]}ระยะที่ {one.number}",
            f"- {_people(one, 0, agency)}",
            "",
            "",
            "",
        ]
    )


def _schedule_rows(one: Issue, agency: int) -> Iterator[str]:
    bureau = AGENCIES[agency][2]
    for place, (_, titles) in enumerate(one.guidelines):
        chance = Random(f"schedule {one.number} {place} {agency}")
        months = ["5" if place == month else "" for month in range(len(MONTHS))]
        indicator = f"1. {_prose(chance, 70)} ร้อยละ 80 2. {_prose(chance, 60)}"
        yield "\t".join([f"{place + 1}. {titles[agency]}", indicator, "ร้อยละ", *months, f"{place + 1}0,000", bureau])
    yield "\t".join([*[""] * 7, "20,000", "", "", ""])
