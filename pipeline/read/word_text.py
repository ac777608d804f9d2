"""What a paragraph of Word prints: without what is deleted, hidden or a field's code, and with what it points to.

Breaks come out as control characters that no XML can hold, so no text can feign them: `PAGE` for a page's end that the
author set, `SHOWN` for one that Word last computed. A tab is a tab, a line break a line feed.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.read.word_styles import Element, Styles, W, is_on, value

PAGE, SHOWN = "\f", "\v"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "rt", "sdtPr")
)
"""What was deleted or moved away, codes of fields, readings above letters, and what holds no text."""
_DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}lastRenderedPageBreak": SHOWN,
}
_SYMBOLS = {"F0B7": "•", "F06C": "●", "F0A7": "▪", "F06E": "▪", "F0A8": "☐", "F06F": "☐", "F0FE": "☑", "F0FC": "✓"}
"""The signs of the symbol fonts that Thai plans use; others stay as the private characters that they are."""


def inside(element: Element) -> Iterator[Element]:
    """The children, as if content controls, smart tags, insertions and the like were not there."""
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag in _TRANSPARENT:
            yield from inside(child)
        elif child.tag == f"{_MC}AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                yield from inside(chosen)
        else:
            yield child


_TRANSPARENT = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple")
) | {f"{W}{name}" for name in ("dir", "bdo", "ruby", "rubyBase")}


def _chosen(element: Element) -> Element | None:
    """The first of several ways to show one thing; the others tell it again for older programs."""
    choice = element.find(f"{_MC}Choice")
    return choice if choice is not None else element.find(f"{_MC}Fallback")


class Printed:
    """Takes the printed text out of paragraphs, in reading order; the state is the fields that are open.

    `boxes` are the text boxes met since they were last taken, `notes` the notes: (kind, id) each once.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []
        self._fields: list[bool] = []
        self._hidden: dict[tuple[bytes | str | None, str | None], bool] = {}

    def text(self, paragraph: Element, style: str | None) -> tuple[str, bool]:
        """The text of a paragraph in the paragraph style `style`, and whether all its letters are bold."""
        pieces: list[str] = []
        bold = True
        for run in self._runs(paragraph):
            if run.tag != f"{W}r":
                pieces.append(self._math(run))
                continue
            properties = run.find(f"{W}rPr")
            if self.styles.switch("vanish", properties, style):
                self._skip(run)
                continue
            told = "".join(self._characters(run))
            pieces.append(told)
            if told.strip():
                bold = bold and any(self.styles.switch(name, properties, style) for name in ("b", "bCs"))
        # a field whose code never ends would hide all that follows; only results go over several paragraphs
        self._fields = [result for result in self._fields if result]
        text = "".join(pieces)
        return text, bold and bool(text.strip())

    def _runs(self, element: Element) -> Iterator[Element]:
        """The runs of a paragraph, and its formulas."""
        for child in inside(element):
            if child.tag == f"{W}r" or not isinstance(child.tag, str) or "math" in child.tag:
                yield child

    def _math(self, element: Element) -> str:
        return "".join(one.text or "" for one in element.iter(_MATH_TEXT)) if isinstance(element.tag, str) else ""

    def _skip(self, run: Element) -> None:
        """Keep count of fields in a run that is not printed."""
        for child in run.iter(f"{W}fldChar"):
            self._field(child)

    def _field(self, element: Element) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _characters(self, run: Element) -> Iterator[str]:
        for child in inside(run):
            if child.tag == f"{W}fldChar":
                self._field(child)
            elif not all(self._fields):
                continue
            elif child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag == f"{W}br":
                yield PAGE if value(child, "type") == "page" else "\n"
            elif child.tag == f"{W}sym":
                yield _symbol(child)
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag in _DRAWN or not str(child.tag).startswith(W):
                self._drawn(child)
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                note = str(child.tag).removeprefix(W).removesuffix("Reference"), value(child, "id") or ""
                if note not in self.notes:
                    self.notes.append(note)

    def _drawn(self, element: Element) -> None:
        """Keep the text boxes of a drawing, those of one shown in two ways once."""
        if element.tag == f"{W}txbxContent":
            self.boxes.append(element)
            return
        if element.tag == f"{_MC}AlternateContent":
            chosen = _chosen(element)
            element = element if chosen is None else chosen
        for child in element:
            self._drawn(child)


def _symbol(element: Element) -> str:
    code = (value(element, "char") or "").upper().zfill(4)
    try:
        return _SYMBOLS.get(code) or chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def is_deleted(properties: Element | None, kind: str) -> bool:
    """Whether a row (`kind` trPr), a cell (tcPr) or a paragraph's end (rPr in pPr) was deleted, or is hidden."""
    if properties is None:
        return False
    names = {"trPr": ("del", "moveFrom"), "tcPr": ("cellDel",), "rPr": ("del", "moveFrom")}[kind]
    gone = any(properties.find(f"{W}{name}") is not None for name in names)
    return gone or (kind == "trPr" and bool(is_on(properties.find(f"{W}hidden"))))
