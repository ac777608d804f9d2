"""Made-up plans as long as one likes, for measuring how time grows with length.

`strategy_plan(n)` has the shape of the real strategy plan: for each strategy 3 tactics, 6 programs, 9 projects in 8
write-ups, about 500 lines and 40,000 characters; contents and summary grow with the body, and so do the offices. The
same number gives the same text, and a longer plan begins with the strategies of a shorter one. What a plan has too much
or too little of is in proportion, too: one wrong count, one misspelled entry of the contents and one overlapping band
in each strategy, one project that only the summary names in every fourth.

The office and its places are invented. Digits are Arabic here and become Thai ones at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
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
