"""Thai text repair: a registry of named repairs, each with examples and with what it must leave alone.

After `repair(text, source)` the following is guaranteed for every `source`: line ends, tabs and form feeds stand where
they stood (so line N is still line N); repairing again changes nothing; text without damage comes back as it is.
A repair mends what cannot be right in any Thai text. A word that its author misspelled is not damage and stays.

The names P1, P4 … are the kinds of damage in the project's notes on Thai PDFs. To add a repair for another kind of
source: write a function, add an entry to `REPAIRS` at its place in the order, and say in `sources` where it applies.
A repair that takes a stray blank as evidence (P1, P3) must stand before `blank-before-mark`, which removes such blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Source = Literal["text", "pdf", "word", "ocr"]
EVERY_SOURCE: frozenset[Source] = frozenset({"text", "pdf", "word", "ocr"})

CONSONANTS = "ก-ฮ"
"""Thai consonants, as a range for a character class; so are the following."""
LEADING_VOWELS = "เ-ไ"
"""Vowels that are written before their consonant."""
VOWEL_MARKS = "ัิ-ฺ็"
"""Marks next to the consonant: vowels above and below, phinthu, maitaikhu."""
TONES = "่-๋"
UPPER_MARKS = "่-๎"
"""Marks on top of a vowel mark, or of none: tones, thanthakhat, nikhahit, yamakkan."""
MARKS = VOWEL_MARKS + UPPER_MARKS
"""All characters that cannot stand alone: they sit above or below the character before them."""

_BLANKS = "\x0b\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"

_HIDDEN = re.compile(f"[{_BLANKS}{_UNSEEN}]")
_HIDDEN_BLANK = re.compile(f"[{_BLANKS}]")
_BLANK_BEFORE_MARK = re.compile(
    f"(?<=[{CONSONANTS}]) {{1,2}}(?=[{MARKS}ำ])|(?<=[ัิ-ู]) {{1,2}}(?=[{TONES}์])|(?<=[{TONES}]) {{1,2}}(?=ำ)"
)
_STACK = re.compile(f"(?<![{MARKS}])[{MARKS}]{{2,}}")
_UPPER_MARK_AND_MORE = re.compile(f"[{UPPER_MARKS}][{MARKS}]")
_VOWEL_MARK_PAIR = re.compile(f"[{VOWEL_MARKS}][{VOWEL_MARKS}]")
_DOUBLED_MARK = re.compile(rf"([{MARKS}])\1+")
_NIKHAHIT_AA = re.compile(f"([{TONES}]?)ํ([{TONES}]?)[าำ]")
_DOUBLED_SARA_AM = re.compile(f"ำ(?:[{TONES}]*[าำ])+")
_TONE_AFTER_SARA_AM = re.compile(f"ำ([{TONES}]+)")
_NOT_AA = re.compile("[าำ]+")


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of damage and its cure.

    `apply` gives the repaired text and how many places it mended, on a line as on a whole document. `suspects` is a
    fast test: where it says no, `apply` would change nothing. `examples` are pairs of damaged and right;
    `untouched` looks like the damage and is none. `sources` names the kinds of source in which it applies.
    """

    name: str
    about: str
    apply: Callable[[str], tuple[str, int]]
    suspects: Callable[[str], object]
    examples: tuple[tuple[str, str], ...]
    untouched: tuple[str, ...]
    sources: frozenset[Source] = EVERY_SOURCE


def _show_hidden(text: str) -> tuple[str, int]:
    return _HIDDEN.subn(lambda match: " " if _HIDDEN_BLANK.match(match[0]) else "", text)


def _join_marks(text: str) -> tuple[str, int]:
    return _BLANK_BEFORE_MARK.subn("", text)


def _order_stacks(text: str) -> tuple[str, int]:
    """Vowel marks first, the others after them, each once; else the order within both groups stays."""
    mended = 0

    def ordered(match: re.Match[str]) -> str:
        nonlocal mended
        stack = _DOUBLED_MARK.sub(r"\1", "".join(sorted(match[0], key=_is_upper)))
        mended += stack != match[0]
        return stack

    return _STACK.sub(ordered, text), mended


def _is_upper(mark: str) -> bool:
    return mark >= TONES[0]


def _odd_stack(text: str) -> object:
    return _UPPER_MARK_AND_MORE.search(text) or _VOWEL_MARK_PAIR.search(text)


def _compose_sara_am(text: str) -> tuple[str, int]:
    return _NIKHAHIT_AA.subn(r"\1\2ำ", text)


def _single_sara_am(text: str) -> tuple[str, int]:
    return _DOUBLED_SARA_AM.subn(lambda match: _NOT_AA.sub("", match[0]) + "ำ", text)


def _tone_before_sara_am(text: str) -> tuple[str, int]:
    return _TONE_AFTER_SARA_AM.subn(r"\1ำ", text)


def _join_sara_e(text: str) -> tuple[str, int]:
    return text.replace("เเ", "แ"), text.count("เเ")


def _compose(text: str) -> tuple[str, int]:
    composed = unicodedata.normalize("NFC", text)
    return composed, int(composed != text)


def _not_composed(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text)


REPAIRS: tuple[Repair, ...] = (
    Repair(
        name="hidden-character",
        about="No-break and other odd blanks become blanks; zero-width, soft hyphen, BOM and control characters go.",
        apply=_show_hidden,
        suspects=_HIDDEN.search,
        examples=(
            ("ปี\u00a0๒๕๖๖", "ปี ๒๕๖๖"),
            ("โครง\u200bการ", "โครงการ"),
            ("พัฒ\u00adนา", "พัฒนา"),
            ("\ufeffแผน", "แผน"),
            ("แผนงาน\x0bโครงการ", "แผนงาน โครงการ"),
            ("จบ\x1a", "จบ"),
        ),
        untouched=("แผน งาน", "ก\tข\nค\fง", "☐ ● “ก” – ข"),
    ),
    Repair(
        name="blank-before-mark",
        about="P5, P6: a blank before a mark that belongs to the letter before it: no mark and no ำ begins a cluster.",
        apply=_join_marks,
        suspects=re.compile(f" [{MARKS}ำ]").search,
        examples=(
            ("เป้าประสงค ์", "เป้าประสงค์"),
            ("รายได ้", "รายได้"),
            ("คณบด ี", "คณบดี"),
            ("ที่ย ั่งยืน", "ที่ยั่งยืน"),
            ("ต ำแหน่ง", "ตำแหน่ง"),
            ("น้ ำ", "น้ำ"),
            ("ที ่", "ที่"),
        ),
        untouched=("สระ ิ", "๕ ์", "ด าเนินการ", "งบประมาณ การ", "ที่ ี", "ค   ์"),
    ),
    Repair(
        name="mark-stack",
        about="P10 and typing: a mark twice on one letter, or a tone before the vowel mark; print shows no difference.",
        apply=_order_stacks,
        suspects=_odd_stack,
        examples=(
            ("รััฐ", "รัฐ"),
            ("แห่่่งชาติิ", "แห่งชาติ"),
            ("ผลสััมฤทธิ์์", "ผลสัมฤทธิ์"),
            ("ท\u0e48\u0e35", "ท\u0e35\u0e48"),
            ("สิทธ\u0e4c\u0e34", "สิทธ\u0e34\u0e4c"),
            ("กล\u0e48\u0e38ม", "กล\u0e38\u0e48ม"),
        ),
        untouched=("ที่", "สิทธิ์", "ต่าง ๆ", "ๆๆ", "กกต.", "เล่น", "ป\u0e35\u0e34"),
    ),
    Repair(
        name="sara-am-in-two",
        about="P4: ำ typed or stored as nikhahit and า, the tone before, between or after them.",
        apply=_compose_sara_am,
        suspects=lambda text: "ํ" in text,
        examples=(("ทํานุบํารุง", "ทำนุบำรุง"), ("น้ํา", "น้ำ"), ("นํ้า", "น้ำ"), ("ปํำ", "ปำ")),
        untouched=("สํ", "พุทฺธํ สรณํ", "ทำ", "กํ ข า"),
    ),
    Repair(
        name="sara-am-doubled",
        about="P10: ำ followed by another า or ำ, which no Thai word has.",
        apply=_single_sara_am,
        suspects=re.compile(f"ำ[{TONES}าำ]").search,
        examples=(("ประจำาปี", "ประจำปี"), ("นำ้า", "น้ำ"), ("ทำำ", "ทำ")),
        untouched=("ประจำปี", "คำ าน", "ทำอาหาร"),
    ),
    Repair(
        name="tone-after-sara-am",
        about="The tone typed after ำ; it belongs to the consonant.",
        apply=_tone_before_sara_am,
        suspects=re.compile(f"ำ[{TONES}]").search,
        examples=(("นำ้", "น้ำ"), ("คำ่", "ค่ำ")),
        untouched=("น้ำ", "ซ้ำ ๆ", "คำ"),
    ),
    Repair(
        name="sara-e-twice",
        about="Two เ for one แ; they look the same in print.",
        apply=_join_sara_e,
        suspects=lambda text: "เเ" in text,
        examples=(("เเผนงาน", "แผนงาน"), ("เเละ", "และ")),
        untouched=("เกเร", "เ เ", "แผน"),
    ),
    Repair(
        name="composition",
        about="Unicode's composed form (NFC) of what is left; never NFKC, which takes ำ apart.",
        apply=_compose,
        suspects=_not_composed,
        examples=(("cafe\u0301", "caf\u00e9"),),
        untouched=("ทำ", "½ ① ﬁ ㎡", "ที่", "caf\u00e9"),
    ),
)
"""All repairs, in the order in which they run."""

_APPLY: dict[Source, tuple[Repair, ...]] = {
    source: tuple(entry for entry in REPAIRS if source in entry.sources) for source in sorted(EVERY_SOURCE)
}


def repair(text: str, source: Source = "text") -> tuple[str, Counter[str]]:
    """Mend `text`, a line or a whole document from a `source` of that kind; also how often each repair did something.

    One mended place can show another (a no-break blank becomes the blank before a mark), so the repairs run until
    nothing changes. Each one shortens the text or brings it nearer to one order, so that end comes. On a document
    without damage only the tests run: some 2 to 3 ms for 160,000 characters.
    """
    counts: Counter[str] = Counter()
    before = None
    while text != before:
        before = text
        for entry in _APPLY[source]:
            if entry.suspects(text):
                text, mended = entry.apply(text)
                if mended:
                    counts[entry.name] += mended
    return text, counts
