"""The texts of the report in both languages: shown in Thai, exchanged for English by the page's script."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from pipeline.messages import catalogue

SPOKEN_BY_SCRIPTS = "say-"
"""Texts that scripts put into the page begin with this."""
MANY = "+"
"""At the end of a key: the plural, or a column's heading."""
NAMED = {"part": "kinds", "finding": "findings"}
"""Groups of words whose names stand in a catalogue of their own, under the bare word."""
ALSO = {"role": ("section", "part"), "thing": ("kind", "section")}
"""A line's role that has no name of its own is the name of a section or of a part; a thing is a kind or a section."""


class Words:
    """The texts that one page uses, so that it carries these and no others."""

    def __init__(self) -> None:
        self.used: dict[str, tuple[str, str]] = {}
        self._spans: dict[str, Markup] = {}
        for key in catalogue("report"):
            if key.startswith(SPOKEN_BY_SCRIPTS):
                self.pair(key)

    def text(self, key: str) -> Markup:
        """The text of `key` as an element that the script can change to the other language."""
        if key not in self._spans:
            self._spans[key] = Markup('<span data-t="{}">{}</span>').format(key, self.pair(key)[0])
        return self._spans[key]

    def label(self, key: str, attribute: str = "aria-label") -> Markup:
        """An attribute with the text of `key`, and what the script needs in order to change it."""
        return Markup('{}="{}" data-t-{}="{}"').format(attribute, self.pair(key)[0], attribute, key)

    def pair(self, key: str) -> tuple[str, str]:
        """The Thai and the English text of `key`; a word of a group that nobody named stands for itself."""
        if key not in self.used:
            self.used[key] = next(_texts(key), None) or (_bare(key), _bare(key))
        return self.used[key]


def _texts(key: str) -> Iterator[tuple[str, str]]:
    group, _, word = key.rstrip(MANY).partition("-")
    prefix = "many_" if key.endswith(MANY) else "title_" if group == "finding" else ""
    for name, code in (("report", key.rstrip(MANY)), ("cli", key.rstrip(MANY)), (NAMED.get(group, ""), word)):
        found = catalogue(name).get(code, {}) if name else {}
        if f"{prefix}th" in found:
            yield found[f"{prefix}th"], found[f"{prefix}en"]
        elif "th" in found:
            yield found["th"], found["en"]
    for other in ALSO.get(group, ()):
        yield from _texts(f"{other}-{word}{MANY if key.endswith(MANY) else ''}")


def _bare(key: str) -> str:
    group, dash, word = key.rstrip(MANY).partition("-")
    return word if dash else group
