"""How Word's paragraphs look, from what they say themselves, their styles (with those they are based on) and defaults.

Only what tells where a text begins and ends is kept: the space around a paragraph, its indents, its list, whether it is
a heading, centred, hidden. Lengths are in twentieths of a point, as in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Element = Any
"""An element of the file's XML, as lxml and python-docx give it."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word's own elements, as lxml writes it before a name."""
LINE = 240
"""The height of a line, for space that is told in hundredths of one (`beforeLines`)."""
AUTOMATIC = 280
"""The space that Word puts where it is told to choose, as browsers do."""
_OFF = frozenset({"0", "false", "off", "none"})
_CONTENTS = re.compile(r"(?i)^(toc|contents) ?\d$")


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of Word's namespace; None where there is no such element or attribute."""
    return None if element is None else element.get(f"{W}{name}")


def whole(text: str | None) -> int | None:
    """A whole number; None for what is none (a broken file must not stop the reading)."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def is_on(element: Element | None) -> bool | None:
    """A switch: None where it is not there; there without a value means on."""
    return None if element is None else (value(element) or "1").lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's look. `first_line` is negative where the lines after the first are indented instead.

    `list_id` and `level` name its list (None: not numbered), `leaders` says that a tab leads to a page number.
    """

    style: str | None
    before: int
    after: int
    contextual: bool
    aligned: str
    left: int
    first_line: int
    is_heading: bool
    list_id: str | None
    level: int
    leaders: bool
    page_before: bool


class Styles:
    """The styles of a document. `root` is the root of its styles part, None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._chains: dict[tuple[str | None, str], list[Element]] = {}
        self._defaults: dict[str, Element] = {}
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            name = value(style, "styleId")
            if name is None:
                continue
            self._styles[name] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self._default = name
        for kind in ("pPr", "rPr"):
            found = root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")
            if found is not None:
                self._defaults[kind] = found

    def _chain(self, name: str | None, kind: str) -> list[Element]:
        """The `kind` (pPr or rPr) elements of a style and of those that it is based on, its own first."""
        key = name, kind
        if key not in self._chains:
            chain, seen = [], set()
            while name is not None and name in self._styles and name not in seen:
                seen.add(name)
                style = self._styles[name]
                properties = style.find(f"{W}{kind}")
                if properties is not None:
                    chain.append(properties)
                name = value(style.find(f"{W}basedOn"))
            self._chains[key] = chain
        return self._chains[key]

    def name(self, style: str | None) -> str:
        """A style's name as people see it; '' for an unknown one."""
        found = self._styles.get(style or "")
        return (value(found.find(f"{W}name")) or "") if found is not None else ""

    def look(self, own: Element | None) -> Look:
        """The look of a paragraph whose own properties (`w:pPr`) are `own`."""
        style = value(own.find(f"{W}pStyle")) if own is not None else None
        style = style if style in self._styles else self._default
        layers = [one for one in (own, *self._chain(style, "pPr"), self._defaults.get("pPr")) if one is not None]
        list_id, level = self._numbered(own, style)
        outline = whole(_first(layers, "outlineLvl", "val"))
        return Look(
            style=style,
            before=_space(layers, "before"),
            after=_space(layers, "after"),
            contextual=bool(next(_switches(layers, "contextualSpacing"), False)),
            aligned=_first(layers, "jc", "val") or "left",
            left=whole(_first(layers, "ind", "left", "start")) or 0,
            first_line=(whole(_first(layers, "ind", "firstLine")) or 0)
            - (whole(_first(layers, "ind", "hanging")) or 0),
            is_heading=outline is not None and 0 <= outline < 9,
            list_id=list_id,
            level=level,
            leaders=_leads(layers) or bool(_CONTENTS.match(self.name(style))),
            page_before=bool(next(_switches(layers, "pageBreakBefore"), False)),
        )

    def _numbered(self, own: Element | None, style: str | None) -> tuple[str | None, int]:
        """List and level of a paragraph; the list `0` takes a style's numbering away."""
        layers = [one for one in (own, *self._chain(style, "pPr")) if one is not None]
        told = [one for one in (layer.find(f"{W}numPr") for layer in layers) if one is not None]
        lists = [value(one.find(f"{W}numId")) for one in told]
        levels = [whole(value(one.find(f"{W}ilvl"))) for one in told]
        list_id = next(filter(None, lists), None)
        level = next((one for one in levels if one is not None), 0)
        return (None if list_id == "0" else list_id), min(max(level, 0), 8)

    def switch(self, name: str, run: Element | None, paragraph_style: str | None) -> bool:
        """Whether a run's letters have a property (`vanish`, `b` …); `run` is its `w:rPr`."""
        layers = []
        if run is not None:
            layers = [run, *self._chain(value(run.find(f"{W}rStyle")), "rPr")]
        layers += self._chain(paragraph_style, "rPr")
        if "rPr" in self._defaults:
            layers.append(self._defaults["rPr"])
        return bool(next(_switches(layers, name), False))


def _switches(layers: Sequence[Element], name: str) -> Iterator[bool]:
    for layer in layers:
        told = is_on(layer.find(f"{W}{name}"))
        if told is not None:
            yield told


def _first(layers: Sequence[Element], element: str, *names: str) -> str | None:
    """The first layer's attribute of `element` that is told under one of `names`."""
    for layer in layers:
        found = layer.find(f"{W}{element}")
        for name in names:
            if (told := value(found, name)) is not None:
                return told
    return None


def _space(layers: Sequence[Element], side: str) -> int:
    """The space before or after a paragraph."""
    for layer in layers:
        spacing = layer.find(f"{W}spacing")
        if spacing is None:
            continue
        if (value(spacing, f"{side}Autospacing") or "0").lower() not in _OFF:
            return AUTOMATIC
        lines = whole(value(spacing, f"{side}Lines"))
        if lines:
            return lines * LINE // 100
        told = whole(value(spacing, side))
        if told is not None:
            return told
    return 0


def _leads(layers: Sequence[Element]) -> bool:
    """Whether a tab stop leads the eye to the right, as in a list of contents."""
    for layer in layers:
        tabs = layer.find(f"{W}tabs")
        if tabs is not None:
            return any((value(tab, "leader") or "none") != "none" for tab in tabs.findall(f"{W}tab"))
    return False
