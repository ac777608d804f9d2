"""Titles told again outside the headings: in the summary, in running text, above pages, over a write-up, on a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.check.wording import Wording, differing, is_small_edit, spelled
from pipeline.similarity import containment, edits, likeness, words_alone
from schemas.finding import Severity
from schemas.plan import Node, Span, SummaryProject

SAME_TITLE = 0.8
"""A text of which so many letters are a title's, in their order, tells that title."""
INSIDE = 0.9
"""A name of which so much stands in one stretch of a longer text is told there."""
SAME_ITEM = 0.85
"""Two texts this alike are one item; the reading took them for one, too."""
TAIL = 8
"""Letters. A title that is cited ends with the last ones of the heading's; where it does not, nobody knows its end."""
LONGEST, SHORTEST = 1.4, 0.6
"""How long a cited title is at most and at least, against the heading's."""
AROUND = 40
"""Letters on either side of a number in which the words of a citation stand."""
USUAL = 3
"""A running head is known by so many pages that bear it."""
OWN_LINES = frozenset({"heading", "contents", "title-again", "running-head", "part-heading", "blank"})
"""Roles of lines that other checks compare."""
BODY, SUMMARY, CITATION = "body", "summary", "citation"
AGAIN, RUNNING = "title-again", "running-head"
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


def summary_names(view: View) -> Iterator[Raised]:
    """Projects that the summary names in words that neither a heading nor the contents have for them.

    A name that holds the titles of several projects is told of each of them, and compared with none.
    """
    label = view.profile.summary.label
    for named in view.plan.summary_projects:
        node = view.nodes.get(named.node_id or "")
        if node is None or _is_named_twice(view, named):
            continue
        name = label.regex.sub("", named.text) if label else named.text
        known = _known(view, node)
        if known and not _is_told(name, known) and not _holds_another(view, node, name):
            usual = min(known, key=lambda one: edits(one[0], name))
            yield _differ(view, node, usual, (name, named.source), SUMMARY, "info")


def _is_named_twice(view: View, named: SummaryProject) -> bool:
    """Whether the same paragraph names the project a second time: `summary-project-missing` tells it."""
    return sum(one.node_id == named.node_id and one.source == named.source for one in view.plan.summary_projects) > 1


def _holds_another(view: View, node: Node, name: str) -> bool:
    """Whether a name holds the title of a sibling, too."""
    siblings = (one for one in view.children.get(node.parent_id, ()) if one is not node and one.title)
    long = len(words_alone(name))
    return any(
        len(words_alone(one.title or "")) < long and containment(one.title or "", name, INSIDE) >= INSIDE
        for one in siblings
    )


def _known(view: View, node: Node) -> list[Wording]:
    """The wordings of a title in the headings and in the contents, each with its places."""
    told = view.tellings.get(node.node_id) or ([(node.title, node.source)] if node.title else [])
    listed = [(one.title, one.source) for one in view.entries.get((node.kind, node.number), ())]
    return [*told, *listed]


def _is_told(text: str, known: list[Wording]) -> bool:
    """Whether a text is a known title, or a part of one: titles may be cut short."""
    words = words_alone(text)
    return any(words in words_alone(title) for title, _ in known)


def _differ(
    view: View, node: Node, heading: Wording, telling: Wording, where: str, severity: Severity | None = None
) -> Raised:
    """A heading's wording and another, the first told first; `severity` is of those that are more than a spelling.

    `where` (a word of `kinds.toml`) is what tells the other.
    """
    one, other = sorted((heading, telling), key=lambda told: told[1][0].first_line)
    teller = where if other is telling else BODY
    return differing(view.subject(node), (one[0], one[1][:1]), other, teller, severity)


def cited_titles(view: View) -> Iterator[Raised]:
    """Headings that running text cites by kind and number, in nearly the same words; one finding for each wording.

    What bears the number in another plan is in quite other words; a title that is cut short is no other one.
    """
    found: dict[tuple[str, str], tuple[Node, Wording, Wording]] = {}
    for line, node, text in _citations(view):
        known = _known(view, node)
        cited = _cited(text, known)
        if cited is not None:
            usual = min(known, key=lambda one: edits(one[0], cited))
            _, _, other = found.setdefault((node.node_id, words_alone(cited)), (node, usual, (cited, [])))
            other[1].extend(span for span in view.spans_of([line]) if span not in other[1])
    for node, usual, other in found.values():
        yield _differ(view, node, usual, other, CITATION)


def _citations(view: View) -> Iterator[tuple[int, Node, str]]:
    """Line, the only node of the kind and number that stand there, and the text behind them."""
    named = [(one.kind, one.pattern) for one in view.profile.headings]
    named += [(one.kind, one.pattern) for one in view.profile.mentions]
    rules = [(kind, re.compile(pattern.removeprefix("^"))) for kind, pattern in named]
    numbered = _as_cited(view)
    for role in view.plan.line_roles:
        if role.role in OWN_LINES or role.line_no in view.at_line:
            continue
        text = view.document.lines[role.line_no - 1].text
        for found in _NUMBER.finditer(text):
            here = numbered.get(found[0])
            if here is None:
                continue
            for kind, rule in rules:
                node = here.get(kind)
                start = _title_behind(rule, text, found) if node is not None else None
                if node is not None and node.title and start is not None:
                    yield role.line_no, node, _going_on(view, role.line_no, start, len(node.title))


def _as_cited(view: View) -> dict[str, dict[str, Node | None]]:
    """Number as a text cites it -> kind -> its node, None where several bear it.

    What counts within its parent is cited in full: `1.1/2` as `1.1.2`, if no other node bears that.
    """
    found: dict[str, dict[str, Node | None]] = {}
    for (kind, number), nodes in sorted(view.numbered.items(), key=lambda one: "/" in one[0][1]):
        found.setdefault(number.replace("/", "."), {}).setdefault(kind, nodes[0] if len(nodes) == 1 else None)
    return found


def _title_behind(rule: re.Pattern[str], text: str, found: re.Match[str]) -> int | None:
    """Where the title begins behind the number `found`, if the words around it are a citation.

    The rules may begin anywhere, and are slow on long texts: they are asked about the words around the number alone.
    """
    begin = max(0, found.start() - AROUND)
    match = rule.search(text[begin : found.end() + AROUND])
    if match is None or not {"number", "title"} <= match.groupdict().keys():
        return None
    return begin + match.start("title") if begin + match.start("number") == found.start() else None


def _going_on(view: View, number: int, start: int, title: int) -> str:
    """A line from `start` on, with as many of the next lines of its text as a title of so many letters may fill."""
    roles, lines = view.plan.line_roles, view.document.lines
    own = roles[number - 1]
    text = lines[number - 1].text[start:]
    for role in roles[number:]:
        if len(text) >= LONGEST * title or (role.role, role.owner_id) != (own.role, own.owner_id):
            break
        text = f"{text} {lines[role.line_no - 1].text}"
    return text[: round(LONGEST * title)]


def _cited(text: str, known: list[Wording]) -> str | None:
    """The title that a text begins with, if it is told in nearly the words of a known one and in those of none."""
    words = words_alone(text)
    titles = [words_alone(title) for title, _ in known]
    if any(words.startswith(title) or title.startswith(words) for title in titles):
        return None
    for title in titles:
        end = words.find(title[-TAIL:], round(SHORTEST * len(title)) - TAIL)
        if end >= 0 and likeness(words[: end + TAIL], title) >= SAME_TITLE:
            return _of_letters(text, end + TAIL)
    return None


def _of_letters(text: str, count: int) -> str:
    """The shortest beginning of a text that has so many letters."""
    return next(text[:end] for end in range(count, len(text) + 1) if len(words_alone(text[:end])) >= count)


def titles_again(view: View) -> Iterator[Raised]:
    """Titles that are printed once more over a write-up, without their number, in another spelling."""
    label = view.profile.summary.label
    for owner, span, text in _lines_of(view, AGAIN):
        for node in view.projects_of.get(owner or "", ())[:1]:
            name = label.regex.sub("", text) if label else text
            known = _known(view, node)
            usual = min(known, key=lambda one: edits(one[0], name))
            if not _is_told(name, known) and is_small_edit(usual[0], name):
                yield _differ(view, node, usual, (name, [span]), BODY)


def running_heads(view: View) -> Iterator[Raised]:
    """Heads of pages that are spelled otherwise than most; one finding for each spelling."""
    heads: dict[str, Wording] = {}
    for _, span, text in _lines_of(view, RUNNING):
        heads.setdefault(_DIGITS.sub("#", words_alone(text)), (text, []))[1].append(span)
    usual = max(heads.values(), key=lambda one: len(one[1]), default=("", []))
    for text, places in heads.values():
        if len(usual[1]) >= USUAL and len(places) < len(usual[1]):
            one, other = (_DIGITS.sub("", head) for head in (usual[0], text))
            if is_small_edit(one, other):
                yield spelled(PLAN, (usual[0], usual[1][:1]), (text, places))


def _lines_of(view: View, role: str) -> Iterator[tuple[str | None, Span, str]]:
    """Stretches of lines of one role and owner, with the owner, the place and the text."""
    taken = [one for one in view.plan.line_roles if one.role == role]
    for owner in dict.fromkeys(one.owner_id for one in taken):
        for span in view.spans_of([one.line_no for one in taken if one.owner_id == owner]):
            yield owner, span, _text(view, span)


def items_again(view: View) -> Iterator[Raised]:
    """Items that are printed a second time, as the label of a table, with misread letters."""
    for one in view.plan.statements:
        first, *others = ((_text(view, span), span) for span in one.source)
        for text, span in others:
            differs = words_alone(text) != words_alone(first[0])
            if differs and all(likeness(told, one.text) >= SAME_ITEM for told in (first[0], text)):
                yield spelled(view.brief_subject(one.brief_id), (one.text, [first[1]]), (text, [span]))


def _text(view: View, span: Span) -> str:
    return " ".join(line.text.strip() for line in view.document.lines[span.first_line - 1 : span.last_line])
