"""*segment*: from lines to structure, as the profile says.

Promises: every line has exactly one role, what no rule took is `unclaimed`; a parent precedes its children; a heading
without a parent is a node without one (a check reports it), never body text.
"""

from __future__ import annotations

from pipeline.segment.briefs import read_briefs
from pipeline.segment.contents import read_contents
from pipeline.segment.grid import read_grid
from pipeline.segment.layout import read_layout
from pipeline.segment.parts import Stretch, split
from pipeline.segment.prose import read_cover, read_free, read_summary
from pipeline.segment.running import read_prose
from schemas.document import Document
from schemas.outline import Ledger, Outline
from schemas.profile import Profile


def segment(document: Document, profile: Profile) -> Outline:
    """The structure of `document`, read as `profile` says. Never fails: what it cannot place stays unclaimed."""
    outline = Outline(Ledger(len(document.lines)))
    for stretch in split(document, profile):
        READERS[stretch.part.kind](stretch, profile, outline)
    return outline


COVER = "cover"
"""The part that tells the plan's title and office."""


def _read_free(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    read_free(stretch, profile, outline)
    if stretch.part.name == COVER:
        read_cover(stretch, outline)


def _read_form(stretch: Stretch, _profile: Profile, outline: Outline) -> None:
    """An empty form: its lines are claimed, and nothing in it is a record."""
    for line in stretch.lines:
        outline.ledger.claim(line.number, stretch.part.kind if line.text.strip() else "blank", stretch.rule)


READERS = {
    "free": _read_free,
    "prose": read_prose,
    "form": _read_form,
    "grid": read_grid,
    "contents": read_contents,
    "summary": read_summary,
    "briefs": read_briefs,
    "layout": read_layout,
}
