"""Which of the things of one list are those of another: by their words first, then by their number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.similarity import likeness, most_alike, words_alone

Thing = TypeVar("Thing")

SAME = 0.8
"""Two texts that are this alike, years apart, tell the same thing, whatever their numbers."""
RENAMED = 0.45
"""Under one number and in one place, words that are this alike tell a thing that was renamed."""
NEAREST = 5
"""So many of the other list are looked at for each thing; the best pairs are taken first."""
_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Told(Generic[Thing]):
    """A thing to be paired: its words, its number, and the key of where it stands (the same on both sides)."""

    thing: Thing
    text: str
    number: str | None = None
    place: object = None

    @property
    def words(self) -> str:
        """The words without years, which tell nothing in a yearly plan."""
        return words_alone(without_years(self.text)) or words_alone(self.text)


def without_years(text: str) -> str:
    """`text` without the numbers that are years of the Buddhist era."""
    return _YEAR.sub("", text)


@dataclass(frozen=True, slots=True)
class Pair(Generic[Thing]):
    """Two things that are one, and how alike their words are, 0 to 1."""

    before: Thing
    after: Thing
    similarity: float


def pairs(before: Sequence[Told[Thing]], after: Sequence[Told[Thing]]) -> list[Pair[Thing]]:
    """The pairs, in the order of `before`; each thing is in one at most.

    In turn: the same words in the same place, the same words anywhere, alike words (the most alike first, of these the
    ones of the same place and number), the same number in the same place with words that are not wholly others.
    """
    matcher = _Matcher(before, after)
    matcher.take_equal(lambda one: (one.words, one.place, one.number))
    matcher.take_equal(lambda one: (one.words, one.place))
    matcher.take_equal(lambda one: one.words)
    matcher.take_alike()
    matcher.take_renamed()
    return [matcher.found[at] for at in sorted(matcher.found)]


class _Matcher(Generic[Thing]):
    """The pairs found so far, by the place of the first thing."""

    def __init__(self, before: Sequence[Told[Thing]], after: Sequence[Told[Thing]]) -> None:
        self.before, self.after = before, after
        self.found: dict[int, Pair[Thing]] = {}
        self.taken: set[int] = set()

    def take(self, one: int, other: int, similarity: float) -> None:
        self.found[one] = Pair(self.before[one].thing, self.after[other].thing, similarity)
        self.taken.add(other)

    def left(self) -> tuple[list[int], list[int]]:
        """The places of what has no partner yet, on both sides."""
        ones = [at for at in range(len(self.before)) if at not in self.found]
        return ones, [at for at in range(len(self.after)) if at not in self.taken]

    def take_equal(self, key: Callable[[Told[Thing]], object]) -> None:
        ones, others = self.left()
        waiting: dict[object, list[int]] = {}
        for other in others:
            waiting.setdefault(key(self.after[other]), []).append(other)
        for one in ones:
            if (same := waiting.get(key(self.before[one]))) and self.before[one].words:
                self.take(one, same.pop(0), 1.0)

    def take_alike(self) -> None:
        for similarity, _, one, other in sorted(self._alike(), reverse=True):
            if one not in self.found and other not in self.taken:
                self.take(one, other, similarity)

    def _alike(self) -> Iterator[tuple[float, tuple[bool, bool], int, int]]:
        ones, others = self.left()
        words = [self.after[other].words for other in others]
        for one in ones:
            for place, similarity in most_alike(self.before[one].words, words, SAME, NEAREST):
                first, second = self.before[one], self.after[others[place]]
                near = (first.place == second.place, first.number == second.number)
                yield round(similarity, 2), near, one, others[place]

    def take_renamed(self) -> None:
        ones, others = self.left()
        numbered = {(self.after[other].place, self.after[other].number): other for other in reversed(others)}
        for one in ones:
            told = self.before[one]
            other = numbered.get((told.place, told.number)) if told.number else None
            if other is None or other in self.taken:
                continue
            similarity = likeness(told.words, self.after[other].words)
            if similarity >= RENAMED:
                self.take(one, other, similarity)
