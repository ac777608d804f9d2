"""The parts of a document, and what kind of line each line is before anybody asks what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.markup import bare
from pipeline.segment.page_heads import repeated_heads
from schemas.document import Document, Line
from schemas.outline import Ledger
from schemas.profile import Part, Profile, Start

BODIES = ("briefs", "grid")
"""Kinds of parts that hold the plan itself."""
BLOCKS_TO_THEN, LINES_TO_THEN, DENSE_LINES_TO_THEN = 2, 20, 4
"""How far behind the line that may start a part its `then` is looked for: blocks between, and lines in all."""
BLOCKS_TO_HEADING = 3
"""A table's heading, the aim below it, and what stands above both, to see whether it is a list's last item."""
FEWEST_GAPS = 0.1
"""A text with fewer blank stretches than this per line of text does not part its paragraphs with them."""
LINES_OF_ENTRY = 3
"""Lines that an entry of the contents is printed on, at most."""
FULL_ENTRY = 60
"""Characters of a line in the contents that may be full."""
LONGEST_HEADING = 600
"""Characters; a longer line is prose and is not tried as a heading, a label or the start of a part."""

LONGEST_WORD = 30
"""Characters of the word that a heading begins with."""
NUMBERED = re.compile(
    rf"^(?P<word>[^\W\d][^\d:|\t]{{1,{LONGEST_WORD}}}?)\s*(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})[:.]?\s+[^\s\d]"
)
"""A word, a number, a title: what a heading looks like of which no rule knows the word."""

LEADERS = " .…\t"
"""What leads from a title in the contents to its page."""
_PAGE = re.compile(r"(?<!\d)\d{1,3}$")
_GLUED_PAGE = re.compile(r"(?<=[^\x00-\x7f])\d{1,3}$")


def title_and_page(text: str) -> tuple[str, str | None]:
    """The words of a line in the contents and the printed page at its end, None where no leader stands before one.

    A title that fills its line leaves the leader no room: then the page stands right behind a letter that is not Latin.
    """
    found = _PAGE.search(text)
    if found is not None:
        before = text[: found.start()]
        title = before.rstrip(LEADERS)
        if title != before or (len(text) >= FULL_ENTRY and _GLUED_PAGE.search(text)):
            return title, found[0]
    return text.rstrip(LEADERS), None


@dataclass(slots=True)
class Stretch:
    """The lines of one part; the first `opened` of them are its own heading.

    `rest` is text of the part that stands on the line of its heading. `dense`: the document keeps no blank lines, so
    that headings and labels are to be known without one before them. `since` takes the line before, with which the part
    begins.
    """

    part: Part
    lines: list[Line]
    opened: int
    rule: str
    rest: str = ""
    dense: bool = False
    since: re.Pattern[str] | None = None
    place: int = 0
    """The place of its part in the profile, from 0."""
    heads: frozenset[int] = frozenset()
    """The numbers of lines of the document that a page's head or foot repeats."""

    def take_back(self, before: Stretch) -> None:
        """Take the lines with which the part begins out of the stretch before: those from the only one that `since`
        takes, if no table row stands behind it."""
        if self.since is None:
            return
        places = [at for at, line in enumerate(before.lines) if line.cells is None and self.since.search(plain(line))]
        if (
            len(places) == 1
            and places[0] >= before.opened
            and all(one.cells is None for one in before.lines[places[0] :])
        ):
            self.lines, before.lines = before.lines[places[0] :], before.lines[: places[0]]

    def take_heading(self, before: Stretch, profile: Profile) -> None:
        """Take the heading right before the table with which the part begins, and its aim, out of the stretch before.

        The last item of a list before a table is none: above it stands the item with the number before its own.
        """
        blocks = before.last_blocks(profile)
        goal = profile.issue_goal
        if len(blocks) > 1 and goal is not None and goal.regex.search(plain(before.lines[blocks[0][0]])):
            del blocks[0]
        if not blocks or any(claim.regex.search(plain(before.lines[blocks[0][0]])) for claim in profile.claims):
            return
        numbers = [[_number(plain(before.lines[at]), profile) for at in block] for block in blocks[:2]]
        own, above = numbers[0], [one for block in numbers[1:] for one in block if one is not None]
        if own[0] is not None and not any(own[1:]) and own[0] - 1 not in above:
            at = blocks[0][0]
            self.lines, before.lines = before.lines[at:], before.lines[:at]

    def take_numbered(self, before: Stretch, profile: Profile) -> None:
        """Take a line right before the first write-up that looks like a first heading: a word, number 1, a title."""
        blocks = before.last_blocks(profile)
        found = NUMBERED.match(plain(before.lines[blocks[0][0]])) if blocks and len(blocks[0]) == 1 else None
        if found and found["number"].rpartition(".")[2] == "1":
            at = blocks[0][0]
            self.lines, before.lines = before.lines[at:], before.lines[:at]

    def last_blocks(self, profile: Profile) -> list[list[int]]:
        """The places of the lines of the last blocks of text behind the last table, the last block first."""
        blocks: list[list[int]] = []
        gap = True
        for place in range(len(self.lines) - 1, self.opened - 1, -1):
            line = self.lines[place]
            text = plain(line)
            if line.cells is not None or len(blocks) > BLOCKS_TO_HEADING:
                break
            blank = not text or self.matter(place, text, profile) is not None
            if not blank and (gap or self.dense):
                blocks.append([place])
            elif not blank:
                blocks[-1].insert(0, place)
            gap = blank
        return blocks

    def matter(self, place: int, text: str, profile: Profile, *, labels: bool = True) -> tuple[str, str] | None:
        """Role and rule of the line at `place` if it belongs to the page and not to the text; without `labels`, its
        number is left alone."""
        line = self.lines[place]
        if line.number in self.heads:
            return "running-head", "page heads"
        return page_matter(line, text, profile, labels and self.stands_alone(place))

    def stands_alone(self, place: int) -> bool:
        """Whether a line stands between blank lines; in a dense text, whether it is the first or the last of a page."""
        before = place == 0 or self._parted(place - 1, place)
        after = place + 1 == len(self.lines) or self._parted(place + 1, place)
        return (before or after) if self.dense else (before and after)

    def glued(self, place: int) -> bool:
        """Whether a line goes on from the one before it without a blank."""
        return place > 0 and self.lines[place - 1].runs_on

    def wrapped(self, place: int) -> bool:
        """Whether the file tells that a line goes on from the one before it: a PDF's line ends with the blank then."""
        before = self.lines[place - 1] if place else None
        return before is not None and (before.runs_on or (before.box is not None and before.text.endswith(" ")))

    def _parted(self, other: int, place: int) -> bool:
        there, here = self.lines[other], self.lines[place]
        return not there.text.strip() or (self.dense and there.page != here.page)


def plain(line: Line) -> str:
    """The text that patterns are tried against: without what only says how it is printed."""
    return bare(line.text)


def page_matter(line: Line, text: str, profile: Profile, alone: bool) -> tuple[str, str] | None:
    """Role and rule of a line that belongs to the page and not to the text: ruler, running head, page label.

    A page label counts only where it stands `alone` between blank lines.
    """
    if len(text) > LONGEST_HEADING:
        return None
    taken = profile.matter_set.first(text)
    if taken is not None:
        place, rulers = taken[0], len(profile.rulers)
        if place < rulers:
            return "ruler", f"rulers.{place + 1}"
        return "running-head", f"running_heads.{place - rulers + 1}"
    if alone and line.cells is None:
        taken = profile.page_label_set.first(text)
        if taken is not None:
            return "page-label", f"page_labels.{taken[0] + 1}"
    return None


def _number(text: str, profile: Profile) -> int | None:
    """The number of a line that looks like a heading of a plan's first level; 0 where it has none, None: no heading."""
    taken = profile.heading_set.first(text) if len(text) <= LONGEST_HEADING else None
    if taken is None:
        return None
    number = taken[1].groupdict().get("number") or ""
    return int(number) if number.isdigit() else 0


def is_dense(lines: Sequence[Line]) -> bool:
    """Whether a text has hardly any blank lines between its lines, tables apart."""
    texts = [bool(line.text.strip()) for line in lines if line.cells is None]
    gaps = sum(one and not other for one, other in pairwise(texts))
    return gaps < FEWEST_GAPS * sum(texts)


def split(document: Document, profile: Profile) -> Iterable[Stretch]:
    """The document's parts in reading order; together they hold every line once."""
    lines = document.lines
    texts = [plain(line) if len(line.text) <= LONGEST_HEADING else line.text for line in lines]
    dense = is_dense(lines)
    heads = repeated_heads(lines, profile)
    current = Stretch(profile.parts[0], [], 0, "parts.1", dense=dense, heads=heads)
    seen = {current.part.name}
    gap = True
    for place, line in enumerate(lines):
        text = texts[place]
        if text and (gap or dense or _ends_contents(current, texts, place)) and len(text) <= LONGEST_HEADING:
            started = _start(profile, current, seen, texts, place)
            if started is not None:
                started.take_back(current)
                if line.cells is not None and not started.lines and current.part.kind != "contents":
                    started.take_heading(current, profile)
                if started.part.kind == "briefs" and not started.opened:
                    started.take_numbered(current, profile)
                yield current
                current = started
                if line.cells is not None:
                    current.opened = 0
                seen.add(current.part.name)
        current.lines.append(line)
        gap = not text
    yield current


def _ends_contents(current: Stretch, texts: Sequence[str], place: int) -> bool:
    """Whether a line without a page stands between an entry of the contents with one and a blank line."""
    if current.part.kind != "contents" or not place or (place + 1 < len(texts) and texts[place + 1]):
        return False
    return title_and_page(texts[place - 1])[1] is not None and title_and_page(texts[place])[1] is None


def _start(profile: Profile, before: Stretch, seen: set[str], texts: Sequence[str], place: int) -> Stretch | None:
    """The part that starts at line `place`, with its rule, and whether the line is the part's own heading.

    A part starts once, one that is `each` agency's once for each; these come in any order. Front parts start only while
    the current one is a front part; the others follow their order.
    """
    if profile.start_set.first(texts[place]) is None:
        return None
    current, dense = before.part, before.dense
    for number, part in enumerate(profile.parts):
        if part.name in seen or (part.front and not current.front):
            continue
        back = number < before.place and not (part.each and profile.parts[before.place].each)
        if not part.front and (back or _too_early(profile, part, seen)):
            continue
        for rule, start in enumerate(part.starts, 1):
            match = start.regex.search(texts[place])
            if match and _followed(profile, start, texts, place, dense):
                own = _of_agency(part, match, current, seen) if part.each else part
                if own is None:
                    return None
                rest = match.groupdict().get("rest") or ""
                owns = rest != texts[place] and (start.then is None or start.own)
                rule_name = f"parts.{number + 1}.starts.{rule}"
                since = start.since_regex if current.kind in BODIES else None
                return Stretch(
                    own, [], 1 if owns else 0, rule_name, rest if owns else "", dense, since, number, before.heads
                )
    return None


def _of_agency(part: Part, match: re.Match[str], current: Part, seen: set[str]) -> Part | None:
    """A part of the agency that its heading names; None where the part before is that already."""
    agency = match["agency"].strip()
    if current.agency == agency and current.grid == part.grid:
        return None
    count = sum(name.rpartition("-")[0] == part.name for name in seen) + 1
    return part.model_copy(update={"name": f"{part.name}-{count}", "agency": agency})


def _opens_any(profile: Profile, text: str) -> bool:
    """Whether a line opens some part by itself."""
    return profile.start_set.first(text) is not None


def _too_early(profile: Profile, part: Part, seen: set[str]) -> bool:
    """Whether free text would close a document of which no body has been seen."""
    bodies = {one.name for one in profile.parts if one.kind in BODIES}
    return part.kind == "free" and not bodies & seen


def _followed(profile: Profile, start: Start, texts: Sequence[str], place: int, dense: bool) -> bool:
    """Whether one of the next blocks after line `place`, before any other part, starts as `start.then` asks."""
    if start.then_regex is None:
        return True
    gap, blocks = False, 0
    for at, text in enumerate(texts[place + 1 :][: DENSE_LINES_TO_THEN if dense else LINES_TO_THEN], place + 1):
        if text and start.then_regex.search(text) and start.then_regex.search(_whole_entry(profile, texts, at)):
            return True
        if text and gap:
            blocks += 1
            if blocks > BLOCKS_TO_THEN or _opens_any(profile, text):
                return False
        gap = not text
    return False


def _whole_entry(profile: Profile, texts: Sequence[str], place: int) -> str:
    """The line at `place`; where it goes on to a printed page as entries of the contents do, with the lines to it."""
    whole = texts[place]
    for text in texts[place + 1 : place + LINES_OF_ENTRY]:
        if not text or profile.heading_set.first(text) is not None:
            break
        whole = f"{whole} {text}"
        if title_and_page(whole)[1] is not None:
            return whole
    return texts[place]


def walk(stretch: Stretch, ledger: Ledger, profile: Profile, *, labels: bool = True) -> Iterator[tuple[int, Line, str]]:
    """The lines that the reader of a part must claim: place in the stretch, line, text.

    Blank lines come too, with an empty text; these, the part's heading and matter of the page are claimed here. Without
    `labels` a page's number that stands alone is left to the reader.
    """
    for place, line in enumerate(stretch.lines):
        text = plain(line)
        if not text:
            ledger.claim(line.number, "blank")
            yield place, line, text
        elif place < stretch.opened:
            ledger.claim(line.number, "part-heading", stretch.rule)
        elif matter := stretch.matter(place, text, profile, labels=labels):
            ledger.claim(line.number, *matter)
        else:
            yield place, line, text
