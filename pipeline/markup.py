"""Scraps of markup in cells: which are tags, and a text without them; lines put together to one text."""

from __future__ import annotations

import re

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,300})?/?>")
"""A tag; `Strong > Stronger` and `a < b` are none."""
DASHES = "-–— "
"""What stands in a cell that says nothing."""

_STYLE = re.compile(r"</?(?:b|i|u|strong|em|center|h[1-6])(?:\s[^<>]{0,300})?>", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+")


def tidy(text: str) -> str:
    """Single spaces, no tags, no bold marks."""
    if "<" in text:
        text = TAG.sub(" ", text)
    return " ".join(text.replace("**", "").split())


def bare(text: str) -> str:
    """A line without what only says how it is printed: bold marks, a heading's signs, tags, outer blanks."""
    if "**" in text:
        text = text.replace("**", "")
    if "<" in text:
        text = _STYLE.sub("", text)
    text = text.strip()
    return _HEADING.sub("", text) if text.startswith("#") else text


def joined(above: str, below: str, glued: bool) -> str:
    """A text and the line that it goes on in: without a blank where the reader saw that it is `glued` to it."""
    return f"{above}{below}" if glued else f"{above} {below}"
