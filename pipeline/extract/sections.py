"""The sections of a brief as statements: lists in lines and in tables, each item with its place and its project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.lists import Item, chunks_of_cell, chunks_of_lines, items
from pipeline.markup import joined, tidy
from pipeline.quantities import find_amounts
from pipeline.similarity import likeness, words_alone
from schemas.language import Language
from schemas.outline import Content, Fragment, MentionBlock, OutlineNode, SectionBlock, TableBlock
from schemas.profile import Column, Profile

PRINTED_AGAIN = 0.85
"""Items under two labels of one number are one item printed twice if they are this alike and measure the same."""


@dataclass(slots=True)
class Told:
    """A statement before it has ids. `parent` is another of the brief's; `spans` its places (first, last line)."""

    section: str
    text: str
    marker: str | None
    parent: Told | None
    node: OutlineNode | None
    spans: list[tuple[int, int]]
    label: int | None = None


class Teller:
    """Collects the statements of one brief; an item that is printed again only adds its place."""

    def __init__(self, profile: Profile, language: Language) -> None:
        self.profile, self.language = profile, language
        self.told: list[Told] = []
        self._label: int | None = None
        self._before = 0
        """How many statements stood before the section that is being read: only these can have been printed before."""

    def section(self, name: str, content: Sequence[Content], label: int | None = None) -> None:
        """Read a section's lines and tables, in order, into statements of section `name`; `label` is its number."""
        self._label = label
        self._before = len(self.told)
        node: OutlineNode | None = None
        for run in _runs(content):
            if isinstance(run, MentionBlock):
                node = run.node
            elif isinstance(run, TableBlock):
                self._table(run, node)
            else:
                listed = items(chunks_of_lines(run), self.profile.markers, self.language.lists)
                self._put(name, listed, node, None)

    def _put(self, section: str, listed: Sequence[Item], node: OutlineNode | None, parent: Told | None) -> list[Told]:
        """Items as statements; returns the statement of each item."""
        earlier = [one for one in self.told[: self._before] if one.section == section]
        made: list[Told] = []
        for item in listed:
            again = self._printed_before(item, node, earlier)
            if again is not None:
                again.spans.append((item.first, item.last))
                made.append(again)
                continue
            above = made[item.parent] if item.parent is not None else parent
            one = Told(section, item.text, item.marker, above, node, [(item.first, item.last)], self._label)
            made.append(one)
            self.told.append(one)
        return made

    def _printed_before(self, item: Item, node: OutlineNode | None, earlier: Sequence[Told]) -> Told | None:
        """The statement that an item under a second label tells again: in the same words, or, under a label of the
        same number, in the same words but for misread letters."""
        words = words_alone(item.text)
        for one in earlier:
            if one.node is not node:
                continue
            if words_alone(one.text) == words:
                return one
            same_label = self._label is not None and one.label == self._label
            if (
                same_label
                and likeness(one.text, item.text) >= PRINTED_AGAIN
                and _measures(one.text) == _measures(item.text)
            ):
                return one
        return None

    def _table(self, block: TableBlock, node: OutlineNode | None) -> None:
        """A table's cells: each column is a section; what stands beside a row's one lead item belongs to it."""
        lead: list[Told] = []
        last: dict[str, Told] = {}
        for row in block.rows:
            marker = next((row.cells[at] for at, one in enumerate(block.table.columns) if one.kind == "marker"), None)
            order = sorted(enumerate(block.table.columns), key=lambda pair: pair[1].name != block.table.lead)
            for at, column in order:
                if column.kind == "marker" or not row.cells[at]:
                    continue
                listed = self._cell(column, row.cells[at], row.first, row.last)
                listed = _join_open(listed, last.get(column.name), self.language)
                is_lead = column.name == block.table.lead
                parent = lead[0] if len(lead) == 1 and not is_lead else None
                if is_lead and marker and listed and listed[0].marker is None:
                    listed[0] = replace(listed[0], marker=marker)
                made = self._put(column.name, listed, node, parent)
                if made:
                    last[column.name] = made[-1]
                    lead = [one for one in made if one.parent is None] if is_lead else lead

    def _cell(self, column: Column, cell: str, first: int, last: int) -> list[Item]:
        if column.kind == "items":
            return items(chunks_of_cell(cell, first, last), self.profile.markers, self.language.lists)
        text = tidy(cell)
        return [Item(text, None, None, column.kind, None, first, last)] if text else []


def _runs(content: Sequence[Content]) -> Iterator[list[Fragment] | TableBlock | MentionBlock]:
    """Content with neighbouring lines together."""
    lines: list[Fragment] = []
    for one in content:
        if isinstance(one, Fragment):
            lines.append(one)
            continue
        if lines:
            yield lines
            lines = []
        yield one
    if lines:
        yield lines


def _join_open(listed: list[Item], last: Told | None, language: Language) -> list[Item]:
    """Items of a cell; the first goes on with the column's last statement where that cannot have ended."""
    if not listed or last is None or not language.lists.is_open(last.text):
        return listed
    last.text += " " + listed[0].text
    last.spans.append((listed[0].first, listed[0].last))
    return [replace(item, parent=item.parent - 1 if item.parent else None) for item in listed[1:]]


def _measures(text: str) -> list[tuple[str, float, float | None]]:
    """What a text measures: its comparators and values."""
    return [(one.comparator, one.value, one.value_high) for one in find_amounts(text)]


def free_text(blocks: Iterable[SectionBlock]) -> str | None:
    """The text of free sections: wrapped lines joined by a blank, paragraphs by a line end."""
    text = ""
    for block in blocks:
        for one in block.content:
            if isinstance(one, Fragment):
                line = tidy(one.text)
                text = line if not text else f"{text}\n{line}" if one.gap else joined(text, line, one.glued)
    return text or None
