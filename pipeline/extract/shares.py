"""Cells whose items belong to the projects and activities beside them in turn: a column of target groups.

The words of such a cell say where an item begins (a label of an activity, a number in turn, a dash, a group behind one
that is whole); to whom it belongs is for *share_column*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.entries import DASH, LONGEST_OPENING, NUMBER, WORD
from pipeline.extract.lists import by_tags
from schemas.outline import Fragment
from schemas.profile import Entries


@dataclass(slots=True)
class Share:
    """An item of a column whose items belong to projects or activities; `activity` is the number that it names."""

    text: str
    activity: int | None
    marker: str | None
    spans: list[tuple[int, int]]


def shares(cell: Fragment, rules: Entries) -> list[Share]:
    """The items of a shared column's cell, in order. The first may go on with what stands on the page before."""
    found: list[Share] = []
    for paragraph, _ in by_tags(cell.text):
        starts = [0, *_share_starts(paragraph, rules)]
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else len(paragraph)
            _add_share(found, paragraph[start:end].strip(), cell, rules)
    return [share for share in found if share.text]


def _share_starts(text: str, rules: Entries) -> Iterator[int]:
    """Where further items begin in a paragraph."""
    dashed = DASH.match(text) is not None
    labelled = rules.activity.regex.match(text) is not None
    numbered = NUMBER.match(text)
    number = int(numbered[1]) if numbered else 0
    for word in WORD.finditer(text):
        start = word.start()
        if start == 0:
            continue
        rest = text[start : start + LONGEST_OPENING]
        before = text[max(0, start - LONGEST_OPENING) : start].rstrip()
        dash, next_one = DASH.match(rest), NUMBER.match(rest) if number else None
        if next_one and int(next_one[1]) == number + 1:
            number += 1
            yield start
        elif (
            rules.activity.regex.match(rest)
            or (dash and (dashed or labelled) and rules.group.regex.search(rest[dash.end() :]))
            or (not dashed and rules.group.regex.search(rest) and rules.whole.regex.search(before))
        ):
            yield start


def _add_share(found: list[Share], text: str, cell: Fragment, rules: Entries) -> None:
    if not text:
        return
    label, dash = rules.activity.regex.match(text), DASH.match(text) or NUMBER.match(text)
    spans = [(cell.first, cell.last)]
    if label:
        found.append(Share(text[label.end() :].strip(), int(label["number"]), label[0].strip(), spans))
    elif dash:
        found.append(Share(text[dash.end() :].strip(), None, dash[0].strip(), spans))
    elif found and (not found[-1].text or not rules.group.regex.search(text)):
        found[-1].text = f"{found[-1].text} {text}".strip()
    else:
        found.append(Share(text, None, None, spans))
