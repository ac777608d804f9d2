"""Parts that are running text: cover, preface, closing, and the executive summary with its counts."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.markup import joined
from pipeline.segment.parts import Stretch, plain, walk
from schemas.document import Line
from schemas.outline import Fragment, Outline, Paragraph
from schemas.profile import Profile


def read_free(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Claim every line of a part that its profile declares free."""
    for _, line, text in walk(stretch, outline.ledger, profile):
        if text:
            outline.ledger.claim(line.number, stretch.part.name, stretch.rule)


def read_cover(stretch: Stretch, outline: Outline) -> None:
    """Keep the first part's lines, for title, office and years."""
    gap = True
    for place, line in enumerate(stretch.lines):
        text = plain(line)
        if text:
            outline.cover.append(Fragment(text, line.number, line.number, gap, glued=stretch.glued(place)))
        gap = not text


def read_summary(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Keep the summary's paragraphs; lines that count or name projects say so in their rule."""
    lines = list(walk(stretch, outline.ledger, profile))
    for _, line, text in lines:
        if text:
            claim = profile.claim_set.first(text)
            outline.ledger.claim(line.number, stretch.part.name, f"claims.{claim[0] + 1}" if claim else stretch.rule)
    outline.summary.extend(paragraphs(lines, stretch, profile))


def _begins(text: str, profile: Profile) -> bool:
    """Whether a line begins a paragraph without a blank line before it: a numbered item, or a node's own heading."""
    return profile.marker_set.first(text) is not None or profile.heading_set.first(text) is not None


def paragraphs(lines: Iterable[tuple[int, Line, str]], stretch: Stretch, profile: Profile) -> list[Paragraph]:
    """The paragraphs of a stretch, in one line each, from its walked `lines`."""
    found: list[Paragraph] = []
    gap = True
    for place, line, text in lines:
        if not text:
            gap = True
            continue
        begins = gap or (_begins(text, profile) and not stretch.wrapped(place))
        if not found or (begins and not stretch.part.whole):
            found.append(Paragraph(text, line.number, line.number))
        else:
            found[-1].text = joined(found[-1].text, text, stretch.glued(place))
            found[-1].last = line.number
        gap = False
    return found
