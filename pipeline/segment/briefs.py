"""A body of headings and write-ups: the tree, the briefs with their sections, the tables inside them.

The way of a line: first every line is sorted by its look alone (`looks.py`), then one pass decides in context what it
is. Three questions need more than the line itself:

- Is it a heading, or does a text mention one? Inside a section a heading counts only if what follows begins a new
  write-up: the label of a section that the present write-up already has, or that comes before its first one.
- Does a line go on from the one before? Without a blank line between them it does, unless it looks like something else.
- Does a table go on? Until a line of text that is neither a row nor matter of the page.
"""

from __future__ import annotations

from pipeline.markup import joined
from pipeline.segment.looks import Look, look_of
from pipeline.segment.parts import LONGEST_HEADING, Stretch
from pipeline.segment.strange import strange_headings, strange_labels
from pipeline.segment.tree import Tree
from pipeline.similarity import containment, words_alone
from schemas.document import Line
from schemas.language import language
from schemas.outline import (
    STRANGE_LABEL,
    Content,
    Fragment,
    MentionBlock,
    Outline,
    OutlineBrief,
    OutlineNode,
    Place,
    Row,
    SectionBlock,
    TableBlock,
)
from schemas.profile import Profile, Section, Table

TITLE_AGAIN = 0.9
"""A line under a heading repeats its title if this much of the shorter of the two stands in the other."""

TITLE_START = 20
"""Letters by which the beginning of a title is known again."""

LINES_BEFORE_LABEL = 3
"""A write-up begins with a label; up to this many blocks (a title told again, a sub-title) may stand before it."""

STRANGE = Section(name="other", content="items")
"""What stands under a label that the profile does not know."""


def read_briefs(stretch: Stretch, profile: Profile, outline: Outline) -> None:
    """Read a part of kind `briefs` into nodes and briefs of `outline`."""
    _Reader(stretch, profile, outline).read()


class _Reader:
    """One pass over a body; the state is what is open: headings just read, brief, section, table."""

    def __init__(self, stretch: Stretch, profile: Profile, outline: Outline) -> None:
        self.stretch, self.profile, self.outline, self.ledger = stretch, profile, outline, outline.ledger
        self.tree = Tree(stretch.part.name, profile.kinds_above)
        self.leaf = profile.headings[-1].kind if profile.headings else ""
        self.looks = [look_of(line, place, stretch, profile) for place, line in enumerate(stretch.lines)]
        dense = stretch.dense  # without blank lines nothing tells where a text begins
        self.strange_labels = frozenset() if dense else strange_labels(self.looks, profile)
        self.strange_headings = frozenset() if dense else strange_headings(self.looks, profile)
        self.heads: list[OutlineNode] = []
        self.place: Place | None = None
        self.brief: OutlineBrief | None = None
        self.section: SectionBlock | None = None
        self.table: TableBlock | None = None
        self.written: set[int] = set()
        self.briefs: dict[tuple[int, ...], OutlineBrief] = {}
        self.follows: dict[int, Section | None] = {}

    def read(self) -> None:
        gap = True
        for place, (line, look) in enumerate(zip(self.stretch.lines, self.looks, strict=True)):
            if look.kind == "blank":
                self.ledger.claim(line.number, "blank")
                gap = True
            elif place < self.stretch.opened:
                self.ledger.claim(line.number, "part-heading", self.stretch.rule)
                gap = False
            elif look.kind == "page":
                self.ledger.claim(line.number, look.role or "", look.rule)
            else:
                self._line(place, line, look, gap)
                gap = False
        self.outline.nodes.extend(self.tree.nodes)

    def _line(self, place: int, line: Line, look: Look, gap: bool) -> None:
        parted = gap or (self.stretch.dense and not self._is_open())
        if look.kind == "header":
            self._header(line, look)
        elif look.kind == "row":
            self._row(line, gap)
        elif look.kind == "heading" and self._is_heading(place, look, parted):
            self._heading(place, line, look)
        elif look.kind == "label" and (parted or self.place is not None or self._fits(look)):
            self._label(line, look)
        elif place in self.strange_headings:
            self._close()
        elif place in self.strange_labels:
            self._strange_label(line, look.text)
        elif self.place is not None and not gap and not self._ends_title(self.place.title, look.text):
            self._title_goes_on(place, line, look.text)
        else:
            self._text(place, line, look.text, gap)

    def _ends_title(self, title: str, text: str) -> bool:
        """Whether a line under a title, where no blank line tells, is an item, or begins the title again."""
        if not self.stretch.dense:
            return False
        return self.profile.marker_set.first(text) is not None or words_alone(title)[:TITLE_START] in words_alone(text)

    def _fits(self, look: Look) -> bool:
        """Whether a label without a blank line before it is one: it ends a text, and the write-up lacks its section."""
        if look.section is None or self.section is None or self.brief is None or self._is_open():
            return False
        return all(one.section is not look.section for one in self.brief.sections)

    # --- headings -----------------------------------------------------------------------------------------------

    def _is_heading(self, place: int, look: Look, gap: bool) -> bool:
        """Whether a line that looks like a heading is one here."""
        rule = look.heading
        if rule is None:
            return False
        headed = self.place is not None or self.section is None
        follows = self._label_after(place)
        begins = follows is not None and self._begins(follows)
        if rule.before_label or (not gap and not headed):
            near = not rule.before_label or self._label_is_next(place)
            return begins and near and not self._is_open()
        if rule.numbering == "only-child" and not (self.heads and self.heads[-1].kind == rule.parent and headed):
            return begins and bool(self.heads)
        if self.section is None:
            return True
        if follows is None:
            return self.section.section.content != "free"
        return begins

    def _is_open(self) -> bool:
        """Whether the text above cannot have ended."""
        content = self.section.content[-1] if self.section and self.section.content else None
        return isinstance(content, Fragment) and language().lists.is_open(content.text)

    def _begins(self, follows: Section) -> bool:
        """Whether a section's label begins another write-up than the one that is open."""
        if self.brief is None or not self.brief.sections:
            return True
        places = self.profile.section_places
        order = [places[one.section.name] for one in self.brief.sections if one.section is not STRANGE]
        place = places[follows.name]
        return place in order or place < min(order, default=len(places))

    def _label_after(self, place: int) -> Section | None:
        """The section whose label follows the block of headings at `place`; None if other text comes first."""
        passed = [place]
        found: Section | None = None
        others, gap = 0, False
        for at in range(place + 1, len(self.looks)):
            look = self.looks[at]
            if look.kind in ("blank", "page"):
                gap = gap or look.kind == "blank"
                continue
            if look.kind == "label":
                found = look.section
                break
            if look.kind == "heading":
                if at in self.follows:
                    found = self.follows[at]
                    break
                passed.append(at)
                others = 0
            elif gap:
                others += 1
                if others > LINES_BEFORE_LABEL:
                    break
            gap = False
        self.follows.update((at, found) for at in passed)
        return found

    def _label_is_next(self, place: int) -> bool:
        """Whether a label stands below the heading at `place` before another heading does; a section may only name a
        project that has been.
        """
        if self.section is not None and self._mentioned(self.looks[place].text) is not None:
            return False
        after = (look.kind for look in self.looks[place + 1 :])
        return next((kind for kind in after if kind in ("label", "heading", "header")), None) == "label"

    def _heading(self, at: int, line: Line, look: Look) -> None:
        rule, match = look.heading, look.match
        if rule is None or match is None:
            raise ValueError("a heading without its rule")
        if not self.heads or self.section is not None or self.brief is not None:
            self.heads = []
        self.brief = self.section = self.table = None
        self.place = Place(match["title"].strip(), line.number, line.number)
        whole = self._whole_title(at, self.place.title)
        node = self.tree.put(rule, match.groupdict().get("number"), self.place, whole, self._is_written)
        self.heads.append(node)
        self.ledger.claim(line.number, "heading", look.rule, node)

    def _whole_title(self, at: int, title: str) -> str:
        """The title of the heading at `at` with the lines that it goes on in."""
        for place, look in enumerate(self.looks[at + 1 :], at + 1):
            if look.kind != "text" or self._ends_title(title, look.text):
                break
            title = joined(title, look.text, self.stretch.glued(place))
        return title

    def _is_written(self, node: OutlineNode) -> bool:
        """Whether a node has a write-up with sections already."""
        return id(node) in self.written

    def _title_goes_on(self, at: int, line: Line, text: str) -> None:
        if self.place is None:
            raise ValueError("no title is open")
        self.place.title = joined(self.place.title, text, self.stretch.glued(at))
        self.place.last = line.number
        self.ledger.claim(line.number, "heading", "wrapped-title", self.heads[-1])

    # --- briefs and sections ------------------------------------------------------------------------------------

    def _open_brief(self, line: Line) -> OutlineBrief:
        """The brief that is open; otherwise one for the projects whose headings were just read.

        Headings printed again over the same projects go on with the brief that these have.
        """
        self.place = None
        if self.brief is None:
            last = self.heads[-1] if self.heads else None
            projects = [node for node in self.heads if last is not None and node.kind == last.kind]
            first = projects[0].places[-1].first if projects else line.number
            key = tuple(id(node) for node in projects)
            self.brief = self.briefs.get(key)
            if self.brief is None or not projects:
                self.brief = self.briefs[key] = OutlineBrief(self.stretch.part.name, projects, [])
                self.outline.briefs.append(self.brief)
            self.brief.spans.append((first, line.number))
        self.brief.spans[-1] = (self.brief.spans[-1][0], line.number)
        return self.brief

    def _label(self, line: Line, look: Look) -> None:
        match, section = look.match, look.section
        if match is None or section is None:
            raise ValueError("a label without its rule")
        brief = self._open_brief(line)
        groups = match.groupdict()
        label = look.text[: match.start("rest")] if groups.get("rest") else look.text
        number = int(groups["number"]) if groups.get("number") else None
        self.section, self.table = SectionBlock(section, label.strip(" :"), number, line.number), None
        if groups.get("rest"):
            self.section.content.append(Fragment(groups["rest"].strip(), line.number, line.number))
        brief.sections.append(self.section)
        self.written.update(id(node) for node in brief.projects)
        self.ledger.claim(line.number, "label", look.rule, brief)

    def _strange_label(self, line: Line, text: str) -> None:
        """Open a section of what no rule knows; its label is its first item, so that its words are not lost."""
        brief = self._open_brief(line)
        self.section, self.table = SectionBlock(STRANGE, text, None, line.number), None
        self.section.content.append(Fragment(text, line.number, line.number, gap=True))
        brief.sections.append(self.section)
        self.ledger.claim(line.number, "label", STRANGE_LABEL, brief)

    def _close(self) -> None:
        """End what is open at a heading that no rule knows; nobody claims it, and what stands below has no parent."""
        self.heads, self.brief, self.section, self.table, self.place = [], None, None, None, None

    def _text(self, at: int, line: Line, text: str, gap: bool) -> None:
        self.table = None
        if not self.heads and self.brief is None:
            if not self.tree.nodes and len(text) <= LONGEST_HEADING:
                self.ledger.claim(line.number, "part-heading", self.stretch.rule)
            return
        glued, wrapped = self.stretch.glued(at), self.stretch.wrapped(at)
        fragment = Fragment(text, line.number, line.number, gap, glued=glued, wrapped=wrapped)
        if self.brief is None and self.heads and self.heads[-1].kind != self.leaf:
            self.place = None
            self.heads[-1].notes.append(fragment)
            self.ledger.claim(line.number, "note", "text under a heading", self.heads[-1])
            return
        brief = self._open_brief(line)
        if self.section is None:
            self._preamble(line, fragment, brief)
            return
        rule = self._section_rule(self.section.section)
        if any(pattern.regex.search(text) for pattern in self.section.section.sublabels):
            self.ledger.claim(line.number, "sublabel", rule, brief)
            return
        before = self.section.content[-1] if self.section.content else None
        if isinstance(before, MentionBlock) and not gap and self.profile.marker_set.first(text) is None:
            before.fragment.last = line.number
            self.ledger.claim(line.number, "mention", rule, brief)
            return
        mention = self._mention(fragment)
        self._add(mention or fragment)
        self.ledger.claim(line.number, "mention" if mention else self.section.section.name, rule, brief)

    def _section_rule(self, section: Section) -> str:
        return STRANGE_LABEL if section is STRANGE else f"sections.{self.profile.section_places[section.name] + 1}"

    def _preamble(self, line: Line, fragment: Fragment, brief: OutlineBrief) -> None:
        """Text between headings and sections: a title told again, or a sub-title."""
        goes_on = not fragment.gap and bool(brief.preamble)
        again = any(containment(node.title, fragment.text) >= TITLE_AGAIN for node in brief.projects)
        if not goes_on and (again or not fragment.gap):
            self.ledger.claim(line.number, "title-again", "title-again", brief)
            return
        brief.preamble.append(fragment)
        self.ledger.claim(line.number, self.profile.preamble_section, "preamble", brief)

    def _mention(self, fragment: Fragment) -> MentionBlock | None:
        """A sub-heading that names a project by its whole number (2.2.2.1 is project 1 of program 2.2.2).

        A project that the part does not have is named in vain: the line is an item like any other.
        """
        node = self._mentioned(fragment.text)
        return MentionBlock(node, fragment) if node is not None else None

    def _mentioned(self, text: str) -> OutlineNode | None:
        for rule in self.profile.mentions:
            found = rule.regex.search(text)
            if found:
                parent, _, number = found["number"].rpartition(".")
                return self.tree.find(rule.kind, f"{parent}/{number}")
        return None

    def _add(self, content: Content) -> None:
        if self.section is None:
            raise ValueError("no section is open")
        self.section.content.append(content)

    # --- tables -------------------------------------------------------------------------------------------------

    def _header(self, line: Line, look: Look) -> None:
        if look.table is None or not (self.heads or self.brief):
            return
        brief = self._open_brief(line)
        self.ledger.claim(line.number, "table-header", look.rule, brief)
        if self.table is not None and self.table.table is look.table:
            self.table.headers.append(line.number)
            return
        self.table = TableBlock(look.table, [line.number])
        self._home(look.table, line, brief).content.append(self.table)

    def _home(self, table: Table, line: Line, brief: OutlineBrief) -> SectionBlock:
        """The section that a table stands in; a rubric without its label opens its own."""
        if any(column.kind == "criteria" for column in table.columns):
            rubric = next((one for one in self.profile.sections if one.content == "rubric"), None)
            if rubric is not None and (self.section is None or self.section.section is not rubric):
                self.section = SectionBlock(rubric, "", None, line.number)
                brief.sections.append(self.section)
        if self.section is None:
            self.section = SectionBlock(self.profile.sections[0], "", None, line.number)
            brief.sections.append(self.section)
        return self.section

    def _row(self, line: Line, gap: bool) -> None:
        cells = line.cells or ()
        if self.table is not None and self.brief is not None:
            width = len(self.table.table.columns)
            kept = [cell.replace("**", "").strip() for cell in cells]
            over = [cell for cell in kept[width:] if cell]
            kept = kept[:width] + [""] * (width - len(kept))
            if over:  # more cells than columns: the words stay, in the last column
                kept[-1] = "\n".join([kept[-1], *over])
            self.table.rows.append(Row(kept, line.number, line.number))
            self._open_brief(line)
            self.ledger.claim(line.number, "table-row", f"tables.{self._table_place()}", self.brief)
        elif self.section is not None and self.section.section.content == "free" and self.brief is not None:
            self._add(Fragment(" ".join(cell for cell in cells if cell), line.number, line.number, gap))
            self.ledger.claim(line.number, self.section.section.name, "table in free text", self.brief)
            self._open_brief(line)

    def _table_place(self) -> int:
        return self.profile.tables.index(self.table.table) + 1 if self.table else 0
