"""What a line looks like by its words alone, whatever stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.segment.parts import LONGEST_HEADING, Stretch, plain
from pipeline.tables import header_of
from schemas.document import Line
from schemas.profile import Heading, Profile, Section, Table

LookKind = Literal["blank", "page", "row", "header", "heading", "label", "text"]


@dataclass(slots=True)
class Look:
    """What a line looks like; `match` and the rule belong to headings and labels, `page` is role and rule of matter."""

    kind: LookKind
    text: str = ""
    rule: str | None = None
    heading: Heading | None = None
    section: Section | None = None
    table: Table | None = None
    match: re.Match[str] | None = None
    role: str | None = None


def look_of(line: Line, place: int, stretch: Stretch, profile: Profile) -> Look:
    """What the line at `place` looks like, whatever stands around it."""
    text = plain(line)
    if not text:
        return Look("blank")
    if line.cells is not None:
        header = header_of(line.cells, profile.tables)
        if header is not None:
            return Look("header", text, f"tables.{header + 1}", table=profile.tables[header])
        matter = stretch.matter(place, text, profile)
        return Look("page", text, matter[1], role=matter[0]) if matter else Look("row", text)
    if len(text) > LONGEST_HEADING:
        return Look("text", text)
    matter = stretch.matter(place, text, profile)
    if matter:
        return Look("page", text, matter[1], role=matter[0])
    wrapped = stretch.glued(place) and stretch.lines[place - 1].page == line.page  # a word that happens to be a label
    return heading_look(text, profile) or (None if wrapped else label_look(text, profile)) or Look("text", text)


def heading_look(text: str, profile: Profile) -> Look | None:
    """The look of a line that some heading's pattern takes."""
    taken = profile.heading_set.first(text)
    if taken is None:
        return None
    place, match = taken
    return Look("heading", text, f"headings.{place + 1}", heading=profile.headings[place], match=match)


def label_look(text: str, profile: Profile) -> Look | None:
    """The look of a line that some section's label takes."""
    taken = profile.label_set.first(text)
    if taken is None:
        return None
    at, variant = profile.label_places[taken[0]]
    rule = f"sections.{at + 1}.labels.{variant + 1}"
    return Look("label", text, rule, section=profile.sections[at], match=taken[1])
