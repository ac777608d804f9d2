"""Parts that are running text: cover, preface, closing, and the executive summary with its counts."""

from __future__ import annotations

from pipeline.markup import joined
from pipeline.segment.parts import Stretch, claim_blank, plain
from schemas.document import Line
from schemas.outline import Fragment, Outline, Paragraph
from schemas.profile import Profile


def read_free(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Claim every line of a part that its profile declares free."""
    for place, line in enumerate(stretch.lines):
        _claim_text(stretch, profile, outline, place, line, stretch.part.name)


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
    for place, line in enumerate(stretch.lines):
        _claim_text(stretch, profile, outline, place, line, stretch.part.name)
    outline.summary.extend(paragraphs(stretch, profile))


def _claim_text(stretch: Stretch, profile: Profile, outline: Outline, place: int, line: Line, role: str) -> None:
    text = plain(line)
    if not text:
        claim_blank(outline.ledger, line)
        return
    matter = stretch.matter(place, text, profile)
    if matter is not None:
        outline.ledger.claim(line.number, *matter)
        return
    if place < stretch.opened:
        outline.ledger.claim(line.number, "part-heading", stretch.rule)
        return
    claim = profile.claim_set.first(text) if role == "summary" else None
    outline.ledger.claim(line.number, role, f"claims.{claim[0] + 1}" if claim else stretch.rule)


def _begins(text: str, profile: Profile) -> bool:
    """Whether a line begins a paragraph without a blank line before it: a numbered item, or a node's own heading."""
    return profile.marker_set.first(text) is not None or profile.heading_set.first(text) is not None


def paragraphs(stretch: Stretch, profile: Profile) -> list[Paragraph]:
    """The stretch's paragraphs, in one line each, without its heading and what belongs to the page."""
    found: list[Paragraph] = []
    gap = True
    for place, line in enumerate(stretch.lines):
        text = plain(line)
        if not text:
            gap = True
            continue
        if place < stretch.opened or stretch.matter(place, text, profile):
            continue
        begins = gap or (_begins(text, profile) and not stretch.wrapped(place))
        if not found or (begins and not stretch.part.whole):
            found.append(Paragraph(text, line.number, line.number))
        else:
            found[-1].text = joined(found[-1].text, text, stretch.glued(place))
            found[-1].last = line.number
        gap = False
    return found
