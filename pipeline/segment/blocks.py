"""A part's lines as blocks: what stands between blanks, and rows that stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.segment.looks import label_look
from pipeline.segment.parts import LONGEST_HEADING, Stretch, walk
from schemas.document import Line
from schemas.outline import Outline
from schemas.profile import Layout, Profile, Section, Style


@dataclass(slots=True, eq=False)
class Block:
    """Lines of text without a blank between them, or rows of a table; what its first line looks like.

    `style` and `match`: a numbered heading; `plain`: perhaps one without number; `label` opens a section.
    """

    lines: list[Line]
    rows: bool
    style: Style | None = None
    match: re.Match[str] | None = None
    plain: bool = False
    label: Section | None = None
    rest: str = ""
    texts: list[str] = field(default_factory=list)

    @property
    def page(self) -> int | None:
        """The page that the block begins on."""
        return self.lines[0].page

    @property
    def text(self) -> str:
        """The block's words in one line."""
        return " ".join(self.texts)


def blocks_of(stretch: Stretch, profile: Profile, layout: Layout, outline: Outline) -> Iterator[Block]:
    """The blocks of a part in reading order; blank lines and what belongs to the page are claimed on the way."""
    block: Block | None = None
    numbers: dict[str, int] = {}
    for _, line, text in walk(stretch, outline.ledger, profile):
        if not text:
            if block is not None:
                yield block
            block = None
            continue
        rows = line.cells is not None
        made = _block(line, text, profile, layout)
        if block is not None and (rows != block.rows or _begins(made, numbers, dense=stretch.dense)):
            yield block
            block = None
        if block is None:
            block = made
            if made.style is not None and (number := _whole(made)) is not None:
                numbers[made.style.name] = number
        block.lines.append(line)
        block.texts.append(text)
    if block is not None:
        yield block


def _begins(made: Block, numbers: dict[str, int], *, dense: bool) -> bool:
    """Whether a line of text begins a block without a blank before it: where the text keeps no blanks, if it looks like
    a heading or a label; else only if it is the next of headings that are always some.
    """
    if made.style is None:
        return dense and made.label is not None
    before = numbers.get(made.style.name)
    following = before is not None and _whole(made) == before + 1
    return dense or (made.style.always and following)


def _whole(block: Block) -> int | None:
    """The number that a block begins with, where it has no points."""
    number = block.match.groupdict().get("number") if block.match else None
    return int(number) if number and number.isdigit() else None


def _block(line: Line, text: str, profile: Profile, layout: Layout) -> Block:
    """An empty block that begins with a line, and what the line looks like."""
    block = Block([], line.cells is not None)
    if block.rows or len(text) > LONGEST_HEADING:
        return block
    look = label_look(text, profile)
    if look is not None and look.match is not None:
        block.label = look.section
        block.rest = look.match.groupdict().get("rest") or ""
        return block
    for style in layout.styles:
        found = style.regex.search(text)
        if found:
            block.style, block.match = style, found
            return block
    block.plain = layout.plain.regex.search(text) is not None and profile.marker_set.first(text) is None
    return block
