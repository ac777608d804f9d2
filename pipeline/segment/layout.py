"""A part of which no more is known than its layout: headings by numbering and by standing alone, text and tables below.

The way of a line: blocks (`blocks.py`) -> which of them are headings (`headings.py`) -> their tree -> text, labelled
sections and tables under the heading that is open. A heading without number has no number: it is called h1, h2 … in
reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.segment.blocks import Block, blocks_of
from pipeline.segment.contents import read_contents
from pipeline.segment.headings import LONGEST_TITLE, headings_of, lines_of_inner, rank_of
from pipeline.segment.parts import Stretch, plain
from pipeline.segment.plain_tables import read_table
from pipeline.segment.word_styles import is_word, with_words
from pipeline.similarity import words_alone
from schemas.document import Line
from schemas.outline import Fragment, Outline, OutlineBrief, OutlineNode, Place, PlainTable, SectionBlock
from schemas.profile import Layout, Part, Profile, Section, Style

LAYOUT_WORD = "layout.word"
"""The rule of headings in words of the document's own."""
NEAR_ENTRY = 3
"""Lines; entries of a table of contents stand no farther apart."""


@dataclass(slots=True, eq=False)
class Head:
    """A heading before its number is known; `brief` is what stands under it, `node` what becomes of it."""

    style: Style
    printed: str | None
    title: str
    parent: Head | None
    places: list[Place]
    inner: bool = False
    brief: OutlineBrief | None = None
    node: OutlineNode | None = None


def read_layout(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Read a part of kind `layout`. Raises ValueError where the profile has no `layout`."""
    if profile.layout is None:
        raise ValueError("a part of kind layout in a profile without one")
    _Reader(stretch, profile, with_words(stretch, profile, profile.layout), outline).read()


@dataclass(slots=True)
class _Reader:
    """One pass over the blocks; the state is what is open: headings by rank, section, table."""

    stretch: Stretch
    profile: Profile
    layout: Layout
    outline: Outline
    heads: list[Head] = field(default_factory=list)
    open: list[Head] = field(default_factory=list)
    section: SectionBlock | None = None
    table: PlainTable | None = None
    loose: OutlineBrief | None = None
    claims: list[tuple[Line, str, str, Head | None]] = field(default_factory=list)
    tables: list[tuple[PlainTable, Head | None]] = field(default_factory=list)
    inner: set[int] = field(default_factory=set)
    known: dict[tuple[str, str | None, int, str], list[Head]] = field(default_factory=dict)
    """Headings by style, number, parent and words."""
    latest: dict[tuple[str, str | None], Head] = field(default_factory=dict)
    """The last heading of a series and number."""

    def read(self) -> None:
        self._contents()
        blocks = list(blocks_of(self.stretch, self.profile, self.layout, self.outline))
        headings = headings_of(blocks, self.layout)
        self.inner = lines_of_inner(blocks, headings)
        cover = True
        untitled: Head | None = None
        for block in blocks:
            cover = cover and block.page == blocks[0].page and self._on_cover(block, headings)
            waiting, untitled = untitled, None
            if cover:
                self._cover(block)
            elif block.rows:
                self._rows(block)
            elif waiting is not None and block.plain and len(block.lines) == 1:
                self._title(waiting, block)
            elif block in headings:
                untitled = self._heading(block)
            else:
                self._text(block)
        self._finish()

    # --- the contents and the cover -----------------------------------------------------------------------------

    def _contents(self) -> None:
        """Hand the table of contents, if there is one, to its own reader, and keep the rest."""
        lines = self.stretch.lines
        start = next((at for at, line in enumerate(lines) if self.layout.contents.regex.search(plain(line))), None)
        if start is None:
            return
        end = _contents_end(lines, start)
        part = Part(name="contents", kind="contents")
        rule = "layout.contents"
        read_contents(Stretch(part, lines[start:end], 1, rule, dense=self.stretch.dense), self.profile, self.outline)
        self.stretch.lines = [*lines[:start], *lines[end:]]
        for entry in self.outline.toc:
            if first := self.layout.page_range.regex.search(entry.title):
                entry.title, entry.printed_page = entry.title[: first.start()], first["page"]

    def _on_cover(self, block: Block, headings: set[Block]) -> bool:
        """Whether a block of the first page still belongs to the cover: text, or the title of the whole."""
        if block.rows or block.label:
            return False
        return block not in headings or (
            block.style is None and self.profile.cover.title_start.regex.search(block.text) is not None
        )

    def _cover(self, block: Block) -> None:
        for line, text in zip(block.lines, block.texts, strict=True):
            self.outline.cover.append(Fragment(text, line.number, line.number, line is block.lines[0]))
            self.claims.append((line, "front", self.stretch.rule, None))

    # --- headings -----------------------------------------------------------------------------------------------

    def _heading(self, block: Block) -> Head | None:
        """Open a heading; returns it where its title is still to come."""
        style = block.style or self.layout.plain
        groups = block.match.groupdict() if block.match else {"title": block.text}
        texts = [groups.get("text") or groups.get("title") or "", *block.texts[1:]]
        titled = len(texts) if _wraps(block, self.profile) else 1
        title = " ".join(filter(None, texts[:titled]))
        if groups.get("text") or len(title) > LONGEST_TITLE:  # what stands behind the number is its text
            title, titled = "", 0
        head = self._put(style, groups.get("number"), title, block.lines[: max(titled, 1)])
        rule = _rule(style, self.layout)
        self.claims += [(line, "heading", rule, head) for line in block.lines[: max(titled, 1)]]
        rest = list(zip(block.lines, texts, strict=True))[titled:]
        self._fragments([(line, text) for line, text in rest if text], gap=False)
        self._claim_text(block.lines[max(titled, 1) :], head)
        return None if title or any(text for _, text in rest) else head

    def _put(self, style: Style, printed: str | None, title: str, lines: Sequence[Line]) -> Head:
        """The heading at its place in the tree; printed again while it is open, it is the one that is there, and so is
        one that is always a heading wherever it is printed again.
        """
        inner = printed is None and lines[0].number in self.inner
        parent = self._numbered_open() if inner else self._parent(style, printed)
        place = Place(title, lines[0].number, lines[-1].number)
        words = words_alone(title)
        alike = self.known.setdefault((style.name, printed, id(parent), words), []) if title else []
        again = next((one for one in alike if style.always or one in self.open), None)
        if again is not None:
            again.places.append(place)
        head = again or Head(style, printed, title, parent, [place], inner)
        if again is None:
            self.heads.append(head)
            alike.append(head)
            self.latest[self._series(style), printed] = head
        self.open = [*self._above(head), head]
        self.section = self.table = None
        return head

    def _above(self, head: Head) -> list[Head]:
        above: list[Head] = []
        one = head.parent
        while one is not None:
            above.insert(0, one)
            one = one.parent
        return above

    def _parent(self, style: Style, printed: str | None) -> Head | None:
        """The heading whose number this one continues, or else the innermost open one that ranks above."""
        if printed and "." in printed:
            named = self.latest.get((self._series(style), printed.rpartition(".")[0]))
            if named is not None:
                return named
        rank = rank_of(style, printed)
        outer = (one for one in reversed(self.open) if not one.inner)
        return next((one for one in outer if rank_of(one.style, one.printed) < rank), None)

    def _series(self, style: Style) -> str:
        """What numbers go on in: headings of one kind; those in words of their own apart from bare numbers."""
        return LAYOUT_WORD if is_word(style, self.layout) else style.kind

    def _numbered_open(self) -> Head | None:
        """The innermost numbered heading that is open."""
        return next((one for one in reversed(self.open) if one.printed is not None), None)

    def _title(self, head: Head, block: Block) -> None:
        """Take a block as the title of the heading that stands above it without one."""
        head.title = head.places[-1].title = block.text
        head.places[-1].last = block.lines[-1].number
        self.claims += [(line, "heading", "wrapped-title", head) for line in block.lines]

    # --- what stands under them ---------------------------------------------------------------------------------

    def _brief(self, line: Line) -> OutlineBrief:
        """The write-up of the heading that is open; without one, what the plan says of itself."""
        head = self.open[-1] if self.open else None
        brief = head.brief if head else self.loose
        if brief is None:
            brief = OutlineBrief(self.stretch.part.name, [], [])
            if head:
                head.brief = brief
            else:
                self.loose = brief
        if brief.spans and brief.spans[-1][1] >= line.number - NEAR_ENTRY:
            brief.spans[-1] = (brief.spans[-1][0], line.number)
        else:
            brief.spans.append((line.number, line.number))
        return brief

    def _text(self, block: Block) -> None:
        self.table = None
        if not any(letter.isalnum() for letter in block.text):
            return
        lines = list(zip(block.lines, block.texts, strict=True))
        if block.label is not None:
            brief = self._brief(block.lines[0])
            self.section = SectionBlock(block.label, block.texts[0].strip(" :"), None, block.lines[0].number)
            brief.sections.append(self.section)
            lines[0] = (block.lines[0], block.rest)
        self._fragments([(line, text) for line, text in lines if text], gap=True)
        self._claim_text(block.lines, self.open[-1] if self.open else None)

    def _fragments(self, lines: Sequence[tuple[Line, str]], *, gap: bool) -> None:
        for line, text in lines:
            brief = self._brief(line)
            if self.section is None:
                self.section = SectionBlock(_section(self.profile, self.layout), "", None, line.number)
                brief.sections.append(self.section)
            self.section.content.append(Fragment(text, line.number, line.number, gap))
            gap = False

    def _claim_text(self, lines: Sequence[Line], head: Head | None) -> None:
        role = self.section.section.name if self.section else self.layout.content
        self.claims += [(line, role, "layout.content", head) for line in lines]

    def _rows(self, block: Block) -> None:
        """Rows as they stand. Rows without any word are nobody's."""
        head = self.open[-1] if self.open else None
        if not any(letter.isalnum() for letter in block.text):
            return
        table = read_table(block.lines, None, self.table)
        if table is not self.table:
            self.tables.append((table, head))
        self.table = table
        heads = set(table.headers)
        for line in block.lines:
            role = "table-header" if line.number in heads else "table-row"
            self.claims.append((line, role, "layout.table", head))

    # --- the end ------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Give the headings their numbers, and everything to the outline."""
        _number(self.heads, self.stretch.part.name)
        for head in self.heads:
            if head.node is not None:
                self.outline.nodes.append(head.node)
            if head.brief is not None and head.node is not None:
                head.brief.projects.append(head.node)
                self.outline.briefs.append(head.brief)
        if self.loose is not None:
            self.outline.loose.append(self.loose)
        for table, above in self.tables:
            table.node = above.node if above else None
            self.outline.tables.append(table)
        for line, role, rule, owner in self.claims:
            node = owner.node if owner else None
            brief = owner.brief if owner and role != "heading" else None
            self.outline.ledger.claim(line.number, role, rule, brief or node)


def _section(profile: Profile, layout: Layout) -> Section:
    return profile.sections[profile.section_places[layout.content]]


def _rule(style: Style, layout: Layout) -> str:
    if is_word(style, layout):
        return LAYOUT_WORD
    return f"layout.styles.{layout.styles.index(style) + 1}" if style in layout.styles else "layout.plain"


def _wraps(block: Block, profile: Profile) -> bool:
    """Whether the lines below a block's first one go on with its words: none begins an item."""
    return all(profile.marker_set.first(text) is None for text in block.texts[1:])


def _number(heads: Sequence[Head], part: str) -> None:
    """Make the headings' nodes. A number that starts anew under each parent has the parent's before it."""
    under: dict[tuple[str, str], set[int]] = {}
    for head in heads:
        if head.printed:
            under.setdefault((head.style.name, head.printed), set()).add(id(head.parent))
    anew = {(style, printed.count(".")) for (style, printed), parents in under.items() if len(parents) > 1}
    twins: dict[tuple[str, str], int] = {}
    plain_heads = 0
    for head in heads:
        parent = head.parent.node if head.parent else None
        if head.printed is None:
            plain_heads += 1
            number = f"h{plain_heads}"
        elif parent is not None and head.parent is not None and head.printed.rpartition(".")[0] == head.parent.printed:
            number = f"{parent.number}.{head.printed.rpartition('.')[2]}"
        elif (head.style.name, head.printed.count(".")) in anew:
            number = f"{parent.number if parent else ''}/{head.printed}"
        else:
            number = head.printed
        twin = twins[head.style.kind, number] = twins.get((head.style.kind, number), 0) + 1
        head.node = OutlineNode(head.style.kind, part, number, parent, head.places, twin)


def _contents_end(lines: Sequence[Line], start: int) -> int:
    """Behind the last line of a table of contents: entries end with a page and stand near each other.

    Where the file tells pages, what stands below the last entry on its page belongs to it.
    """
    end = start + 1
    for at in range(start + 1, len(lines)):
        if at - end > 2 * NEAR_ENTRY:
            break
        if plain(lines[at])[-1:].isdigit():
            end = at + 1
    page = lines[end - 1].page
    while end < len(lines) and page is not None and lines[end].page == page:
        end += 1
    return end
