"""Scraps of markup in cells: which are tags, and a text without them; lines put together to one text."""

from __future__ import annotations

import re

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,300})?/?>")
"""A tag; `Strong > Stronger` and `a < b` are none."""
DASHES = "-–— "
"""What stands in a cell that says nothing."""


def tidy(text: str) -> str:
    """Single spaces, no tags, no bold marks."""
    if "<" in text:
        text = TAG.sub(" ", text)
    return " ".join(text.replace("**", "").split())


def joined(above: str, below: str, glued: bool) -> str:
    """A text and the line that it goes on in: without a blank where the reader saw that it is `glued` to it."""
    return f"{above}{below}" if glued else f"{above} {below}"
