"""Ways of headings in words that no style knows: a word, a number and a title that come again and count from 1."""

from __future__ import annotations

import re

from pipeline.segment.parts import LONGEST_HEADING, Stretch, plain
from schemas.profile import Layout, Profile, Style

MOST_WORDS = 5
"""Words that rank one below the other; so many levels a document has at most."""
LEAST = 2
"""So many lines with other numbers make a word one of headings."""


def with_words(stretch: Stretch, profile: Profile, layout: Layout) -> Layout:
    """`layout` with a style for each word that heads numbered lines of the part, the first to come ranking highest.

    These are headings under the same condition as other numbered lines: most of a series have text of their own below.
    """
    if layout.word is None:
        return layout
    found: dict[tuple[str, int], dict[str, str]] = {}
    for line in stretch.lines:
        text = plain(line)
        if line.cells is not None or not text or len(text) > LONGEST_HEADING:
            continue
        match = layout.word.regex.search(text)
        known = match is None or any(style.regex.search(text) for style in layout.styles)
        if match is not None and not known and profile.marker_set.first(text) is None:
            number = match["number"]
            found.setdefault((match["word"].strip(), number.count(".")), {}).setdefault(number, text)
    kept = [(word, told) for (word, _), told in found.items() if len(told) >= LEAST and _begins(told)]
    rule = layout.word
    styles = [
        Style(
            name=f"{rule.name} {word}",
            kind=rule.kind,
            rank=rule.rank + place,
            pattern=_pattern(word, next(iter(told)).count(".")),
            examples=list(told.values())[:1],
        )
        for place, (word, told) in enumerate(kept[:MOST_WORDS])
    ]
    return layout.model_copy(update={"styles": [*layout.styles, *styles]})


def _begins(told: dict[str, str]) -> bool:
    """Whether some number is the first of its series."""
    return any(number.rpartition(".")[2] == "1" for number in told)


def _pattern(word: str, depth: int) -> str:
    head = r"\s*".join(re.escape(part) for part in word.split())
    points = rf"(?:\.\d{{1,2}}){{{depth}}}"
    return rf"^{head}\s*(?P<number>\d{{1,2}}{points})(?!\d|\.\d)\s*[:.–-]?\s+(?P<title>[^\s\d].*)$"


def is_word(style: Style, layout: Layout) -> bool:
    """Whether a style was made of a word of the document."""
    return layout.word is not None and style.name.startswith(f"{layout.word.name} ")
