"""Headings and labels in words that the profile does not know, told by how they come again in a body of write-ups.

A label of a section comes again in one write-up after the other, with other text below it. A heading is a word with a
number, and below each one stands a known heading or the label that write-ups begin with. Only what comes again in this
way is taken: a text that is told once may be anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.segment.looks import Look
from pipeline.segment.parts import NUMBERED
from pipeline.similarity import words_alone
from schemas.profile import Profile

LONGEST_LABEL = 40
"""Characters."""
_LABEL = re.compile(
    rf"^(?:\d{{1,2}}[.)]\s*)?(?P<label>[^\W\d][^\d:：|\t]{{1,{LONGEST_LABEL}}}?)\s*(?P<rest>[:：]\s*\S.*)?$"
)

LEAST_SHARE = 0.25
"""A label stands in at least this share of the write-ups; what comes again in fewer is quoted, or an item."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line that may be a label or a heading: its place, the write-up it stands in, and what follows it."""

    place: int
    writing: int
    follows: str


def strange_labels(looks: Sequence[Look], profile: Profile) -> frozenset[int]:
    """The places of lines that are labels which no rule knows."""
    found: dict[str, list[_Seen]] = {}
    writing = 0
    before = "heading"
    for place, look in enumerate(looks):
        if look.kind in ("blank", "page"):
            continue
        writing += look.kind == "heading"
        match = _LABEL.match(look.text) if look.kind == "text" and before not in ("heading", "label") else None
        if match and _begins(looks, place) and profile.marker_set.first(match["label"]) is None:
            follows = match["rest"] or _below(looks, place)
            if follows:
                found.setdefault(words_alone(match["label"]), []).append(_Seen(place, writing, follows))
        told = look.match.groupdict().get("rest") if look.match and look.kind == "label" else None
        before = "text" if told else look.kind
    known = Counter(look.section.name for look in looks if look.section is not None)
    least = max(2, LEAST_SHARE * max(known.values(), default=0))
    return frozenset(one.place for seen in found.values() if _comes_again(seen, least) for one in seen)


def strange_headings(looks: Sequence[Look], profile: Profile) -> frozenset[int]:
    """The places of lines that are headings which no rule knows: they count from 1, and all stand above write-ups."""
    openers = _openers(looks, profile)
    found: dict[str, list[tuple[int, str]]] = {}
    for place, look in enumerate(looks):
        match = NUMBERED.match(look.text) if look.kind == "text" and _begins(looks, place) else None
        if match:
            found.setdefault(words_alone(match["word"]), []).append((place, match["number"]))
    candidates = {place: word for word, listed in found.items() for place, _ in listed}
    kept: set[int] = set()
    for word, listed in found.items():
        numbers = {number for _, number in listed}
        others = {place for place, other in candidates.items() if other != word}
        above = all(_stands_above(looks, place, openers, others) for place, _ in listed)
        if len(numbers) > 1 and above and any(number.rpartition(".")[2] == "1" for number in numbers):
            kept.update(place for place, _ in listed)
    return frozenset(kept)


def _comes_again(seen: Sequence[_Seen], least: float) -> bool:
    """Whether a text is a label: in so many write-ups at least, once in each, above other words in each."""
    writings = {one.writing for one in seen}
    return len(writings) >= least and len(writings) == len(seen) and len({words_alone(one.follows) for one in seen}) > 1


def _begins(looks: Sequence[Look], place: int) -> bool:
    """Whether a line begins a block of text."""
    return place == 0 or looks[place - 1].kind in ("blank", "page", "row", "heading")


def _below(looks: Sequence[Look], place: int) -> str:
    """The text below a line that stands alone or above its items; '' where a heading or a label comes next."""
    after = next((look for look in looks[place + 1 :] if look.kind not in ("blank", "page")), None)
    return after.text if after is not None and after.kind in ("text", "row", "header") else ""


def _openers(looks: Sequence[Look], profile: Profile) -> list[str]:
    """The sections that write-ups begin with here: those whose labels stand below a good part of the headings."""
    told = [look for look in looks if look.kind in ("heading", "label")]
    found = Counter(
        after.section.name for before, after in pairwise(told) if before.kind == "heading" and after.section is not None
    )
    usual = [name for name, count in found.items() if count >= LEAST_SHARE * found.total()]
    return usual or [section.name for section in profile.sections if section.required][:1]


def _stands_above(looks: Sequence[Look], place: int, openers: Sequence[str], others: set[int]) -> bool:
    """Whether a known heading, a candidate of another word, or a label that write-ups begin with follows the block."""
    for at in _behind_block(looks, place):
        look = looks[at]
        return look.kind == "heading" or at in others or (look.section is not None and look.section.name in openers)
    return False


def _behind_block(looks: Sequence[Look], place: int) -> Iterator[int]:
    """The places behind the block that begins at `place`, blank lines and matter of the page left out."""
    ended = False
    for at in range(place + 1, len(looks)):
        kind = looks[at].kind
        ended = ended or kind != "text"
        if ended and kind not in ("blank", "page"):
            yield at
