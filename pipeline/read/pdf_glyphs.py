"""What a PDF page paints: glyphs in the order of the file, and ruled lines.

pdfplumber's own page objects are not built: a device of our own takes glyphs and paths from the interpreter under it,
which costs less and keeps what they drop, the right text (/ActualText) that Chrome and LibreOffice put beside glyphs.
"""

# ruff: noqa: ARG002 - the methods of the device have the parameters that the interpreter gives

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, decode_text

from pipeline.read.pdf_file import DAMAGE, PdfFile
from pipeline.read.pdf_tags import NO_MARK, NOWHERE, PageTags, Place, Tags, mark_of
from pipeline.read.repair import MARK_GLYPH, UNMAPPED_GLYPHS

THINNEST_AREA = 1.5
"""Points. A filled rectangle less thick than this is a rule; thicker ones are shading and would make false cells."""
UNKNOWN = "\ufffd"
"""A glyph without Unicode. (Its number, as in `(cid:201)`, must never be read as a number.)"""
MAX_GLYPHS = 60_000
"""Glyphs on a page; a page of the densest budget book has 6,000."""
MAX_STEPS = 4000
"""Steps of a path; what has more is a drawing."""
MIDDLE = 0.3
"""How high the middle of a letter stands above its baseline, in font sizes."""
HIDDEN_TEXT = 3
"""The text rendering mode that paints nothing."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(slots=True)
class Glyph:
    """One glyph: its text as found, its box along the line, its baseline; points from the page's upper left corner.

    `mark` leads to its place in the file's own structure (`Painted.place`).
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    mark: int = NO_MARK


@dataclass(slots=True)
class Painted:
    """A page in one direction of writing (`angle` in degrees); rules are (place, from, to), seen in that direction."""

    number: int
    width: float
    height: float
    angle: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)
    down: list[tuple[float, float, float]] = field(default_factory=list)
    seen: list[tuple[float, float, float]] = field(default_factory=list)
    """Those of `across` that are not white: between two fields a white rule is none to the eye."""
    aside: list[Painted] = field(default_factory=list)
    unknown: int = 0
    pictures: int = 0
    covered: float = 0.0
    """Share of the page that its largest picture covers."""
    broken: bool = False
    tags: PageTags | None = None

    def place(self, mark: int) -> Place:
        """Where the letters with this mark stand in the file's own structure."""
        if self.tags is not None:
            with suppress(*DAMAGE):
                return self.tags.place(mark)
        return NOWHERE

    def box(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of this direction as a box of the page."""
        width, height = self.width, self.height
        if self.angle == 90:
            x0, top, x1, bottom = top, height - x1, bottom, height - x0
        elif self.angle == 180:
            x0, top, x1, bottom = width - x1, height - bottom, width - x0, height - top
        elif self.angle == 270:
            x0, top, x1, bottom = width - bottom, x0, width - top, x1
        return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)

    def own(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A box of the page as a box of this direction."""
        width, height = self.width, self.height
        if self.angle == 90:
            return height - bottom, x0, height - top, x1
        if self.angle == 180:
            return width - x1, height - bottom, width - x0, height - top
        if self.angle == 270:
            return top, width - x1, bottom, width - x0
        return x0, top, x1, bottom

    @property
    def along(self) -> float:
        """The length of the page in the direction of writing."""
        return self.width if self.angle % 180 == 0 else self.height

    @property
    def depth(self) -> float:
        """The length of the page from the first line to the last."""
        return self.height if self.angle % 180 == 0 else self.width


class _Device(PDFTextDevice):
    """Collects glyphs by direction, and rules. Coordinates from the upper left corner of the page as it is shown."""

    def __init__(self, manager: Any) -> None:
        super().__init__(manager)
        self.glyphs: dict[int, list[Glyph]] = {}
        self.segments: list[tuple[float, float, float, float, bool]] = []
        """Rules of the page: x0, y0, x1, y1, and whether they are white."""
        self.width = self.height = 0.0
        self.count = self.unknown = self.pictures = 0
        self.covered = 0.0
        self.hidden = False
        self.spans: list[str | None] = []
        self.marks: list[int] = []
        self.figures = 0
        self.latest: Glyph | None = None
        self.fonts: dict[int, tuple[bool, dict[int, str]]] = {}
        self.clips: list[tuple[float, float, float, float] | None] = [None]

    def begin_page(self, page: Any, ctm: Any) -> None:
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.width, self.height = abs(x0 - x1), abs(y0 - y1)
        self.glyphs, self.segments, self.spans, self.marks = {}, [], [], []
        self.figures = 0
        self.count = self.unknown = self.pictures = 0
        self.covered = 0.0
        self.clips = [None]

    def clip(self, path: Any) -> None:
        """Clip what is painted from now on to the box of `path` as well."""
        steps = [step for step in path[:MAX_STEPS] if len(step) > 2]
        if not steps or self.ctm is None or len(path) > MAX_STEPS:
            return
        points = [
            apply_matrix_pt(self.ctm, (float(step[at]), float(step[at + 1])))
            for step in steps
            for at in range(1, len(step), 2)
        ]
        box = min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
        before = self.clips[-1]
        if before is not None:
            box = max(box[0], before[0]), max(box[1], before[1]), min(box[2], before[2]), min(box[3], before[3])
        self.clips[-1] = box

    def _is_clipped(self, matrix: Any, fontsize: float) -> bool:
        """Whether a glyph's line runs beside what painting is clipped to. (What runs over its end is kept.)"""
        clip = self.clips[-1]
        if clip is None:
            return False
        a, b, c, d, e, f = matrix
        middle_x, middle_y = e + c * fontsize * MIDDLE, f + d * fontsize * MIDDLE
        room = MIDDLE * fontsize * math.hypot(c, d)
        if abs(b) > abs(a):
            return not clip[0] - room <= middle_x <= clip[2] + room
        return not clip[1] - room <= middle_y <= clip[3] + room

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        text = props.get("ActualText") if isinstance(props, dict) else None
        self.spans.append(decode_text(text) if isinstance(text, bytes) else None)
        mark = NO_MARK if self.figures else mark_of(tag, props)
        around = self.marks[-1] if self.marks else NO_MARK
        self.marks.append(around if mark is None else mark)

    def end_tag(self) -> None:
        if self.spans:
            self.spans.pop()
            self.marks.pop()

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        self.figures += 1  # marks in a form of its own count by themselves

    def end_figure(self, name: str) -> None:
        self.figures = max(0, self.figures - 1)

    def render_image(self, name: str, stream: Any) -> None:
        self.pictures += 1
        if self.ctm is not None:
            x0, y0, x1, y1 = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
            wide, high = min(x1, self.width) - max(x0, 0), min(y1, self.height) - max(y0, 0)
            if wide > 0 < high:
                self.covered = max(self.covered, float(wide * high) / (self.width * self.height))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.hidden = textstate.render == HIDDEN_TEXT
        if textstate.font is not None:
            super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        advance: float = font.char_width(cid) * fontsize * scaling
        if self.hidden or self.count > MAX_GLYPHS or self._is_clipped(matrix, fontsize):
            return advance
        known = self.fonts.get(id(font))
        if known is None:
            known = self.fonts[id(font)] = _font(font)
        bold, unmapped = known
        text = self._text(font, cid, unmapped)
        a, b, c, d, e, f = matrix
        if text is None:
            if self.latest is not None and b == 0 and self.spans and self.spans[-1] == "":
                self.latest.x1 = max(self.latest.x1, e + a * advance)
            return advance
        self.count += 1
        x, y = e + c * rise, self.height - f - d * rise
        mark = self.marks[-1] if self.marks else NO_MARK
        if b == 0 and a > 0:
            made = Glyph(text, x, x + a * advance, y, abs(d * fontsize), bold, mark)
            angle = 0
        else:
            made, angle = self._turned(text, matrix, advance, fontsize, (x, y), bold)
            made.mark = mark
        self.glyphs.setdefault(angle, []).append(made)
        self.latest = made if self.spans and self.spans[-1] == "" and b == 0 else None
        return advance

    def _text(self, font: Any, cid: int, unmapped: dict[int, str]) -> str | None:
        """A glyph's text; of a span with its own text the first glyph has all, the others nothing.

        A mark does not stand for a span that begins with a letter: Chrome paints marks of the next page's first line.
        """
        own = self.spans[-1] if self.spans else None
        if own is not None:
            if not own or (_is_mark(font, cid) and not MARK_GLYPH.match(own)):
                return None
            self.spans[-1] = ""
            return own
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = unmapped.get(cid)
            if text is None:
                self.unknown += 1
                return UNKNOWN
        return text if isinstance(text, str) and text else None

    def _turned(
        self, text: str, matrix: Any, advance: float, fontsize: float, place: tuple[float, float], bold: bool
    ) -> tuple[Glyph, int]:
        a, b, c, d, _, _ = matrix
        angle = round(math.degrees(math.atan2(b, a)) / 90) * 90 % 360
        x, y = place
        if angle == 90:
            along, down = self.height - y, x
        elif angle == 180:
            along, down = self.width - x, self.height - y
        elif angle == 270:
            along, down = y, self.width - x
        else:
            along, down = x, y
        return Glyph(text, along, along + math.hypot(a, b) * advance, down, math.hypot(c, d) * fontsize, bold), angle

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        if not (stroke or fill) or len(path) > MAX_STEPS or self.ctm is None:
            return
        points: list[tuple[float, float]] = []
        for step in (*path, ("m",)):
            if step[0] == "m":
                self._rules(points, stroke, _is_white(graphicstate, stroke))
                points = []
            if len(step) > 2:
                x, y = apply_matrix_pt(self.ctm, (float(step[-2]), float(step[-1])))
                points.append((x, self.height - y))

    def _rules(self, points: list[tuple[float, float]], stroke: bool, white: bool) -> None:
        """The rules that a sub-path paints: a line, a thin area, the edges of a rectangle that is only drawn round."""
        if not 2 <= len(points) <= 6:
            return
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        y0, y1 = min(y for _, y in points), max(y for _, y in points)
        if x1 - x0 < THINNEST_AREA or y1 - y0 < THINNEST_AREA:
            self.segments.append((x0, y0, x1, y1, white))
        elif stroke and len(points) >= 4 and {x for x, _ in points} <= {x0, x1} and {y for _, y in points} <= {y0, y1}:
            self.segments += [(x0, y0, x1, y0, white), (x0, y1, x1, y1, white)]
            self.segments += [(x0, y0, x0, y1, white), (x1, y0, x1, y1, white)]

    def painted(self, number: int, broken: bool) -> Painted:
        """The page in the direction of most of its text; text in other directions stands aside."""
        order = sorted(self.glyphs, key=lambda angle: (-len(self.glyphs[angle]), angle)) or [0]
        pages = [Painted(number, self.width, self.height, angle, self.glyphs.get(angle, [])) for angle in order]
        main = pages[0]
        main.aside, main.unknown, main.pictures, main.broken = pages[1:], self.unknown, self.pictures, broken
        main.covered = self.covered
        for x0, y0, x1, y1, white in self.segments:
            if main.angle == 90:
                x0, y0, x1, y1 = main.height - y1, x0, main.height - y0, x1  # noqa: PLW2901
            elif main.angle == 180:
                x0, y0, x1, y1 = main.width - x1, main.height - y1, main.width - x0, main.height - y0  # noqa: PLW2901
            elif main.angle == 270:
                x0, y0, x1, y1 = y0, main.width - x1, y1, main.width - x0  # noqa: PLW2901
            if x1 - x0 >= y1 - y0:
                main.across.append(((y0 + y1) / 2, x0, x1))
                if not white:
                    main.seen.append(main.across[-1])
            else:
                main.down.append(((x0 + x1) / 2, y0, y1))
        return main


def _is_white(state: Any, stroke: bool) -> bool:
    """Whether a path is painted in white: grey 1, red, green and blue 1, or no ink at all."""
    colour = state.scolor if stroke else state.ncolor
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(part, int | float) for part in parts):
        return False
    return all(part == 0 for part in parts) if len(parts) == 4 else bool(parts) and all(part == 1 for part in parts)


class _Interpreter(PDFPageInterpreter):
    """Tells the device what painting is clipped to, which pdfminer passes over."""

    device: _Device

    def do_W(self) -> None:  # noqa: N802 - the operators' names are the format's
        """Clip to the current path."""
        self.device.clip(self.curpath)

    do_W_a = do_W  # noqa: N815 - the same by the other rule

    def do_q(self) -> None:
        """Save the state."""
        super().do_q()
        self.device.clips.append(self.device.clips[-1])

    def do_Q(self) -> None:  # noqa: N802
        """Restore the state."""
        if self.gstack and len(self.device.clips) > 1:
            self.device.clips.pop()
        super().do_Q()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Paint an object of its own, which leaves the state as it was."""
        clips = list(self.device.clips)
        super().do_Do(xobjid_arg)
        self.device.clips = clips


def _is_mark(font: Any, cid: int) -> bool:
    try:
        return MARK_GLYPH.match(font.to_unichr(cid)) is not None
    except PDFUnicodeNotDefined:
        return False


def _font(font: Any) -> tuple[bool, dict[int, str]]:
    """Whether a font is bold, and what its glyphs without Unicode are known to be."""
    name = font.fontname if isinstance(font.fontname, str) else str(font.fontname)
    maps = [table for part, table in UNMAPPED_GLYPHS.items() if part in name]
    return "bold" in name.lower() or "black" in name.lower(), maps[0] if maps else {}


def _tags(file: PdfFile) -> Tags | None:
    with suppress(*DAMAGE):
        return Tags(file.pdf.doc.catalog, str(file.pdf.metadata.get("Producer")))
    return None


def paint(file: PdfFile) -> Iterator[Painted]:
    """The pages of a PDF one after another; a page that cannot be read comes `broken`, with what was read of it."""
    tags = _tags(file)
    device = _Device(file.pdf.rsrcmgr)
    interpreter = _Interpreter(file.pdf.rsrcmgr, device)
    for number, page in enumerate(file.pages, 1):
        broken = file.has_lost(page)
        try:
            interpreter.process_page(page.page_obj)
        except (*DAMAGE, RecursionError, ZeroDivisionError, OverflowError):
            broken = True
        painted = device.painted(number, broken)
        with suppress(*DAMAGE):
            painted.tags = tags.of_page(page.page_obj.attrs) if tags else None
        yield painted
        page.close()
    file.pdf.close()
