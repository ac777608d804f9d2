"""A profile held against documents: what each rule took, what nothing took, and where rules get in each other's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline import profile as profiles
from pipeline.retold import things
from pipeline.segment.parts import LONGEST_HEADING, plain
from schemas.document import Document
from schemas.plan import Plan
from schemas.profile import Heading, Pattern, Profile

CONTENDERS = ("headings", "sections", "running_heads", "mentions")
"""Rules that claim a line of text for themselves, whatever stands around it: two that take one line contend for it."""
UNCLAIMED = "unclaimed"


@dataclass(frozen=True, slots=True)
class BadExample:
    """An example that its own rule should take and does not, or should leave and takes."""

    rule: str
    example: str
    should: bool


@dataclass(frozen=True, slots=True)
class Contention:
    """A text that two rules take. `line` is its number; None: it is an example of the first rule."""

    rule: str
    other: str
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """A line with the role and the rule that it was given; `rule` None: nothing took it, or it is blank."""

    line: int
    role: str
    rule: str | None
    text: str


@dataclass(slots=True)
class Account:
    """What a profile made of one document; `score` is how far the document speaks for it, 0 to 1."""

    path: str
    score: float
    threshold: float
    chosen: str
    counts: dict[str, int]
    lines: list[Took]
    contended: list[Contention] = field(default_factory=list)

    def by_rule(self) -> dict[str, list[Took]]:
        """The lines of each rule, rules in the order of their first line; blank and unclaimed ones left out."""
        found: dict[str, list[Took]] = {}
        for one in self.lines:
            if one.rule is not None:
                found.setdefault(f"{one.role} · {one.rule}", []).append(one)
        return found

    def unclaimed(self) -> list[Took]:
        """The lines that nothing took."""
        return [one for one in self.lines if one.role == UNCLAIMED]


def bad_examples(profile: Profile) -> list[BadExample]:
    """The examples of a profile that fail."""
    return [
        BadExample(address, example, should)
        for address, rule in _rules(profile)
        for should, examples in ((True, rule.examples), (False, rule.not_examples))
        for example in examples
        if (rule.regex.search(example) is not None) is not should
    ]


def contended_examples(profile: Profile) -> list[Contention]:
    """Examples of a rule that claims lines which another such rule takes, too, and takes first."""
    contenders = _contenders(profile)
    found = []
    for place, (address, rule) in enumerate(contenders):
        rivals = [(it, one) for it, one in contenders[:place] if _rival((address, rule), (it, one))]
        for example in rule.examples:
            other = next((it for it, one in rivals if one.regex.search(example)), None)
            if other is not None:
                found.append(Contention(address, other, example))
    return found


def account(document: Document, plan: Plan, profile: Profile, chosen: str) -> Account:
    """What `profile` made of `document` (whose records are `plan`); `chosen` is the profile that fits it best."""
    lines = [
        Took(role.line_no, role.role, role.rule, document.lines[role.line_no - 1].text) for role in plan.line_roles
    ]
    score = profiles.score(document, profile).score
    made = Account(document.path, score, profile.threshold, chosen, dict(things(plan)), lines)
    made.contended += _contended(document, profile)
    return made


def _contended(document: Document, profile: Profile) -> Iterator[Contention]:
    """Lines that two rules take that claim lines."""
    contenders = _contenders(profile)
    for line in document.lines:
        text = plain(line)
        if not text or line.cells is not None or len(text) > LONGEST_HEADING:
            continue
        taking = [contender for contender in contenders if contender[1].regex.search(text)]
        for other in taking[1:]:
            if _rival(taking[0], other):
                yield Contention(taking[0][0], other[0], text, line.number)


def _rival(one: tuple[str, Pattern], other: tuple[str, Pattern]) -> bool:
    """Whether two rules mean different things: not two labels of one section, nor two ways of one heading.

    What stands around a line decides between a mention and a heading that needs a label below it.
    """
    settled = any(isinstance(rule, Heading) and rule.before_label for _, rule in (one, other))
    if settled and any(address.startswith("mentions.") for address, _ in (one, other)):
        return False
    return one[0].split(".")[:2] != other[0].split(".")[:2]


def _rules(profile: Profile) -> list[tuple[str, Pattern]]:
    return [(address, rule) for address, rule in profiles.patterns(profile) if isinstance(rule, Pattern)]


def _contenders(profile: Profile) -> list[tuple[str, Pattern]]:
    return [
        (address, rule)
        for address, rule in _rules(profile)
        if address.split(".")[0] in CONTENDERS and "sublabels" not in address
    ]
