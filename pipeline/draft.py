"""The first draft of a profile, from what one document shows: a TOML that loads at once, to be gone through by hand.

What is seen: numbered headings (a word, a number, a title), labels that stand alone and come again, tables with the
words of their heads, sentences that count, and lines that nothing explains. Words are taken from the document; what is
general (page numbers, list markers, years) from the fallback profile; comments from `schemas/messages/draft.toml`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from pipeline.messages import Language, catalogue, message
from pipeline.segment.parts import plain, title_and_page
from pipeline.segment.plain_tables import read_table
from pipeline.similarity import words_alone
from schemas.document import Document, Line
from schemas.profile import Profile

MOST_EXAMPLES = 3
NEAR_ENTRY = 3
"""Lines; entries of a table of contents stand no farther apart."""
MOST_UNEXPLAINED = 20
LONGEST_WORD, LONGEST_LABEL, LONGEST_ALONE, LONGEST_TRIED = 30, 40, 80, 300
"""Characters of a heading's word, a label, a line that stands alone, a heading or a sentence."""
LEAST = 2
"""So many times must a heading's word, a label or a table's head be there to be no chance."""
_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}"
_HEADING = re.compile(
    rf"^(?P<word>[^\W\d][^\d:|\t]{{1,{LONGEST_WORD}}}?)\s*(?P<number>{_NUMBER})\s*[:.]?\s+(?P<title>[^\s\d].*)$"
)
_LABEL = re.compile(
    rf"^(?:\d{{1,2}}[.)]\s*)?(?P<label>[^\W\d][^\d:|\t]{{1,{LONGEST_LABEL}}}?)\s*(?::\s*(?P<rest>\S.*)?)?$"
)
CONTENTS = {"rationale": "free", "period": "period", "responsible": "units"}
"""Sections that are no lists, and how they are read."""


@dataclass(slots=True)
class Heading:
    """A way of headings: their word, how deep their numbers are, and the lines that look so."""

    word: str
    depth: int
    kind: str
    lines: list[Line] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Seen:
    """What a document shows."""

    headings: list[Heading]
    labels: dict[str, list[Line]]
    tables: dict[tuple[str, ...], list[Line]]
    counts: list[tuple[Line, dict[str, str]]]
    unexplained: list[Line]
    first: list[Line]
    contents: list[Line]
    """The heading of the contents, and the lines below it."""
    ordered: set[tuple[str, ...]]
    """The heads of tables whose rows are numbered."""


def draft(name: str, document: Document, general: Profile, language: Language) -> str:
    """The text of a profile `name` for documents like this one; `general` lends what all documents have."""
    return "\n".join(_Writer(name, document, general, language).lines()) + "\n"


def look(document: Document, general: Profile) -> Seen:
    """What `document` shows; an item of a list counts nothing."""
    every = [(line, plain(line)) for line in document.lines]
    contents = _contents(every, general)
    listed = {line.number for line in contents}
    texts = [one for one in every if one[0].number not in listed]
    headings = _headings(texts)
    taken = {line.number for one in headings for line in one.lines}
    labels = _labels(texts, taken)
    tables, ordered = _tables([line for line, _ in texts])
    taken |= {line.number for lines in [*labels.values(), *tables.values()] for line in lines}
    told = [one for one in texts if one[0].number not in taken and general.marker_set.first(one[1]) is None]
    counts = [(line, found) for line, text in told if (found := _counted(text, headings))]
    first = [line for line, text in texts if text and line.cells is None][:MOST_EXAMPLES]
    taken |= {line.number for line, _ in counts} | {line.number for line in first}
    alone = [line for line in _alone(texts) if line.cells is None and len(plain(line)) <= LONGEST_ALONE]
    unexplained = [line for line in alone if line.number not in taken]
    return Seen(headings, labels, tables, counts, unexplained, first, contents, ordered)


def _contents(texts: Sequence[tuple[Line, str]], general: Profile) -> list[Line]:
    """The lines from the heading of the contents to its last entry with a page; none where no such heading stands."""
    heading = general.layout.contents.regex if general.layout else None
    start = next((at for at, (_, text) in enumerate(texts) if heading and heading.search(text)), None)
    if start is None:
        return []
    end = start
    for at in range(start + 1, len(texts)):
        line, text = texts[at]
        last = line.cells[-1] if line.cells else None
        if title_and_page(text)[1] or (last and general.page_label_set.first(last)):
            end = at
        elif at - end > NEAR_ENTRY:
            break
    return [line for line, _ in texts[start : end + 1]]


def _alone(texts: Sequence[tuple[Line, str]]) -> list[Line]:
    """The lines of text that stand between blank lines."""
    padded = ["", *(text for _, text in texts), ""]
    places = zip(texts, padded, padded[2:], strict=False)
    return [line for (line, text), above, below in places if text and not above and not below]


def _headings(texts: Iterable[tuple[Line, str]]) -> list[Heading]:
    """Words with numbers that more than one line begins with, in the order in which they first come."""
    found: dict[tuple[str, int], Heading] = {}
    for line, text in texts:
        match = _HEADING.match(text) if line.cells is None and len(text) <= LONGEST_TRIED else None
        if match is None:
            continue
        word, depth = match["word"].strip(), match["number"].count(".")
        one = found.setdefault((word, depth), Heading(word, depth, _kind(word) or ""))
        one.lines.append(line)
        one.numbers.append(match["number"])
    kept = [
        one
        for one in found.values()
        if len(one.lines) >= LEAST and "1" in {it.rpartition(".")[2] for it in one.numbers}
    ]
    for place, one in enumerate(kept, 1):
        one.kind = one.kind or f"level{place}"
    return kept


def _labels(texts: Sequence[tuple[Line, str]], taken: set[int]) -> dict[str, list[Line]]:
    """Short words that stand at the beginning of a block, alone or before a colon, and come again."""
    found: dict[str, list[Line]] = {}
    for at, (line, text) in enumerate(texts):
        above = _LABEL.match(texts[at - 1][1]) if at else None
        begins = at == 0 or not texts[at - 1][1] or (above is not None and above["rest"] is not None)
        match = _LABEL.match(text) if begins and line.cells is None and line.number not in taken else None
        if match is not None and (
            match["rest"] or text.endswith(":") or at + 1 == len(texts) or len(text) <= LONGEST_LABEL
        ):
            found.setdefault(match["label"].strip(), []).append(line)
    return {label: lines for label, lines in found.items() if len(lines) >= LEAST and _opens(texts, lines, taken)}


def _opens(texts: Sequence[tuple[Line, str]], lines: Sequence[Line], headings: set[int]) -> bool:
    """Whether text stands below most of a label's lines, and not at once the next heading."""
    own = sum(plain(line).partition(":")[2].strip() != "" for line in lines)
    below = {line.number for line in lines}
    followers = [after for (line, _), after in pairwise(one for one in texts if one[1]) if line.number in below]
    return (own + sum(after.number not in headings for after, _ in followers)) * 2 > len(lines)


def _tables(lines: Sequence[Line]) -> tuple[dict[tuple[str, ...], list[Line]], set[tuple[str, ...]]]:
    """The words of tables' heads, with the rows that hold them; and those heads below which the rows are numbered."""
    found: dict[tuple[str, ...], list[Line]] = {}
    ordered: set[tuple[str, ...]] = set()
    for rows, run in groupby(lines, key=lambda line: line.cells is not None):
        block = list(run)
        table = read_table(block, None, None) if rows else None
        if table is not None and len(table.headers) == 1 and all(table.names):
            names = tuple(table.names)
            found.setdefault(names, []).append(next(one for one in block if one.number == table.headers[0]))
            if [row.cells[0] for row in table.rows[:2]] in (["1"], ["1", "2"]):
                ordered.add(names)
    return found, ordered


def _counted(text: str, headings: Sequence[Heading]) -> dict[str, str]:
    """The kinds that a sentence counts, with the words behind the numbers."""
    found = {
        one.kind: _stem(one.word)
        for one in headings
        if re.search(rf"(?<!\d)\d{{1,3}}\s*{_escaped(_stem(one.word))}", text)
    }
    return found if len(text) <= LONGEST_TRIED else {}


def _stem(word: str) -> str:
    """A heading's word without the syllable that makes a number one of a series."""
    return word.removesuffix(catalogue("draft")["ordinal"]["th"]).strip() or word


def _kind(word: str) -> str | None:
    """The kind of node that a heading's word names, as `kinds.toml` spells it."""
    kinds = {kind: told["many_th"] for kind, told in catalogue("kinds").items() if "many_th" in told}
    return next((kind for kind, name in kinds.items() if words_alone(name) == words_alone(_stem(word))), None)


def _section(label: str) -> str | None:
    """The section that a label names, as `cli.toml` spells it."""
    told = {code: text["th"] for code, text in catalogue("cli").items()}
    names = {code.removeprefix("section-"): text for code, text in told.items() if code.startswith("section-")}
    names |= {name: told[f"show-{name}"] for name in CONTENTS}
    return next((name for name, text in names.items() if words_alone(text) == words_alone(label)), None)


# The text ------------------------------------------------------------------------------------------------------------


def _escaped(words: str) -> str:
    """Words as a pattern in which blanks may come and go."""
    return r"\s*".join(re.escape(word) for word in words.split())


def _quoted(text: str) -> str:
    """A TOML string; patterns are easier to read in single quotes."""
    return f"'{text}'" if "'" not in text and text.isprintable() else json.dumps(text, ensure_ascii=False)


def _examples(texts: Iterable[str]) -> str:
    kept = list(dict.fromkeys(texts))[:MOST_EXAMPLES]
    return "[" + ", ".join(json.dumps(text, ensure_ascii=False) for text in kept) + "]"


class _Writer:
    """Writes the draft, part by part."""

    def __init__(self, name: str, document: Document, general: Profile, language: Language) -> None:
        self.name, self.document, self.general, self.language = name, document, general, language
        self.seen = look(document, general)

    def lines(self) -> Iterator[str]:
        """The lines of the TOML."""
        yield from self._comment("head", file=self.document.file_name)
        yield f"name = {json.dumps(self.name)}"
        yield "version = 1"
        yield "threshold = 0.6"
        yield ""
        yield "[title]"
        title = plain(self.seen.first[0]) if self.seen.first else self.name
        yield f"th = {json.dumps(title, ensure_ascii=False)}"
        yield f"en = {json.dumps(self.name)}"
        for part in (
            self._evidence,
            self._cover,
            self._parts,
            self._page,
            self._headings,
            self._sections,
            self._tables,
            self._markers,
            self._claims,
            self._rest,
        ):
            yield ""
            yield from part()

    def _comment(self, code: str, **params: object) -> Iterator[str]:
        for line in message("draft", code, self.language, **params).splitlines():
            yield f"# {line}" if line else ""

    def _rule(self, table: str, pattern: str, examples: Iterable[str], *keys: str) -> Iterator[str]:
        """A rule under its heading; only examples that the rule takes are written."""
        yield table
        yield from keys
        yield f"pattern = {_quoted(pattern)}"
        yield f"examples = {_examples(one for one in examples if re.search(pattern, one))}"

    def _evidence(self) -> Iterator[str]:
        yield from self._comment("evidence")
        for one in self.seen.headings:
            pattern = rf"^{_escaped(one.word)}\s*\d"
            at_least = f"at_least = {min(2, len(one.lines))}"
            yield from self._rule("[[evidence]]", pattern, map(plain, one.lines), f"name = {_name(one.word)}", at_least)
        for label, lines in list(self.seen.labels.items())[:MOST_EXAMPLES]:
            yield from self._rule(
                "[[evidence]]",
                rf"^(?:\d{{1,2}}[.)]\s*)?{_escaped(label)}",
                map(plain, lines),
                f"name = {_name(label)}",
                "at_least = 2",
            )
        if not self.seen.headings and not self.seen.labels:
            first = [plain(line) for line in self.seen.first[:1]] or [self.name]
            yield from self._rule("[[evidence]]", f"^{_escaped(first[0])}", first, 'name = "title"')

    def _cover(self) -> Iterator[str]:
        yield from self._comment("cover")
        first = [plain(line) for line in self.seen.first] or [self.name]
        start = first[0].split()[0]
        yield from self._rule("[cover.title_start]", f"^{_escaped(start)}", first)
        year = self.general.cover.fiscal_year.regex
        dated = next((text for text in first if year.search(text)), None)
        end = rf"{year.pattern}" if dated else r"\S"
        yield from self._rule("[cover.title_end]", re.sub(r"\?P<year>", "?:", end), [dated or first[0]])
        for name in ("organization", "fiscal_year"):
            rule = getattr(self.general.cover, name)
            own = [text for text in first if rule.regex.search(text)]
            yield from self._rule(f"[cover.{name}]", rule.pattern, own or rule.examples)

    def _parts(self) -> Iterator[str]:
        yield from self._comment("parts")
        yield from ("[[parts]]", 'name = "cover"', 'kind = "free"', "front = true", "")
        summary = self._summary_heading()
        contents = plain(self.seen.contents[0]) if self.seen.contents else None
        for name, heading in (("contents", contents), ("summary", summary)):
            if heading is not None:
                yield from ("[[parts]]", f'name = "{name}"', f'kind = "{name}"', "front = true")
                yield from self._rule("[[parts.starts]]", f"^{_escaped(heading)}$", [heading])
                yield ""
        yield from ("[[parts]]", 'name = "body"')
        if not self.seen.headings:
            yield 'kind = "prose"'
            return
        yield 'kind = "briefs"'
        first = self.seen.headings[0]
        pattern = rf"^(?P<rest>{_escaped(first.word)}\s*{_NUMBER}\s*[:.]?\s+[^\s\d].*)$"
        yield from self._rule("[[parts.starts]]", pattern, map(plain, first.lines))

    def _summary_heading(self) -> str | None:
        """The short line above the first sentence that counts, if that stands before the first heading."""
        first = min((line.number for one in self.seen.headings for line in one.lines), default=0)
        count = next((line for line, _ in self.seen.counts if line.number < first), None)
        above = [plain(line) for line in self.document.lines[: count.number - 1] if line.text.strip()] if count else []
        return above[-1] if above and len(above[-1]) <= LONGEST_LABEL else None

    def _page(self) -> Iterator[str]:
        yield from self._comment("page")
        for table, rules in (("[[page_labels]]", self.general.page_labels), ("[[rulers]]", self.general.rulers)):
            for rule in rules:
                yield from self._rule(table, rule.pattern, rule.examples)

    def _headings(self) -> Iterator[str]:
        yield from self._comment("headings")
        for place, one in enumerate(self.seen.headings):
            parent = next((it.kind for it in reversed(self.seen.headings[:place]) if it.kind != one.kind), None)
            anew = len(set(one.numbers)) < len(one.numbers) and one.depth == 0 and parent
            keys = [f"kind = {json.dumps(one.kind)}", *([f"parent = {json.dumps(parent)}"] if parent else ())]
            keys.append(f'numbering = "{"within-parent" if anew else "code"}"')
            number = r"\d{1,2}" + rf"(?:\.\d{{1,2}}){{{one.depth}}}" * (one.depth > 0)
            pattern = rf"^{_escaped(one.word)}\s*(?P<number>{number})\s*[:.]?\s+(?P<title>[^\s\d].*)$"
            yield ""
            yield from self._comment("heading", count=len(one.lines), line=one.lines[0].number)
            if one.kind.startswith("level"):
                yield from self._comment("heading-kind", word=one.word)
            yield from self._rule("[[headings]]", pattern, map(plain, one.lines), *keys)

    def _sections(self) -> Iterator[str]:
        yield from self._comment("sections")
        for place, (label, lines) in enumerate(self.seen.labels.items(), 1):
            name = _section(label) or f"section_{place}"
            yield ""
            yield from self._comment("section", count=len(lines), line=lines[0].number)
            if name == f"section_{place}":
                yield from self._comment("section-name", label=label)
            yield from ("[[sections]]", f"name = {json.dumps(name)}", f'content = "{CONTENTS.get(name, "items")}"')
            pattern = rf"^(?:\d{{1,2}}[.)]\s*)?{_escaped(label)}\s*(?::\s*(?P<rest>\S.*)?)?$"
            yield from self._rule("[[sections.labels]]", pattern, map(plain, lines))
        yield from self._home()

    def _home(self) -> Iterator[str]:
        """A section of any document, where no label was seen: a table stands in a section."""
        general = next((one for one in self.general.sections if one.labels), None)
        if general is not None and self.seen.tables and not self.seen.labels:
            yield ""
            yield from self._comment("section-home")
            yield from ("[[sections]]", f"name = {json.dumps(general.name)}", f'content = "{general.content}"')
            for label in general.labels:
                yield from self._rule("[[sections.labels]]", label.pattern, label.examples)

    def _tables(self) -> Iterator[str]:
        yield from self._comment("tables")
        for place, (names, lines) in enumerate(self.seen.tables.items(), 1):
            yield ""
            yield from self._comment("table", count=len(lines), line=lines[0].number)
            kinds = [
                "marker" if column == 0 and names in self.seen.ordered else "items" for column in range(len(names))
            ]
            sections = [_section(head) or f"column_{column}" for column, head in enumerate(names, 1)]
            yield from ("[[tables]]", f'name = "table_{place}"')
            if "marker" in kinds and len(names) > 1:  # the rest of a row belongs to what its number stands before
                yield f"lead = {json.dumps(sections[1])}"
            for head, name, kind in zip(names, sections, kinds, strict=True):
                yield from ("[[tables.columns]]", f"name = {json.dumps(name)}", f'kind = "{kind}"')
                yield from self._rule("[[tables.columns.headers]]", f"^{_escaped(head)}$", [head])

    def _markers(self) -> Iterator[str]:
        yield from self._comment("markers")
        for rule in self.general.markers:
            yield from self._rule("[[markers]]", rule.pattern, rule.examples, f"style = {json.dumps(rule.style)}")

    def _claims(self) -> Iterator[str]:
        yield from self._comment("claims")
        origin = "summary" if self._summary_heading() is not None else "text"
        written: set[str] = set()
        for line, found in self.seen.counts:
            text = plain(line)
            matches = {kind: re.search(rf"(?<!\d)\d{{1,3}}\s*{_escaped(stem)}", text) for kind, stem in found.items()}
            order = sorted((match.start(), kind) for kind, match in matches.items() if match)
            pattern = ".*?".join(rf"(?<!\d)(?P<{kind}>\d{{1,3}})\s*{_escaped(found[kind])}" for _, kind in order)
            if pattern not in written:
                written.add(pattern)
                yield from self._rule("[[claims]]", pattern, [text], f'origin = "{origin}"')

    def _rest(self) -> Iterator[str]:
        yield from self._comment("rest")
        for line in self.seen.unexplained[:MOST_UNEXPLAINED]:
            yield f"# {line.number:>6}  {plain(line)}"
        if len(self.seen.unexplained) > MOST_UNEXPLAINED:
            yield from self._comment("rest-more", count=len(self.seen.unexplained) - MOST_UNEXPLAINED)


def _name(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
