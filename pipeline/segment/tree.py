"""The plan's tree while it is read: which heading is a new node, which is an old one printed again."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.similarity import edits, likeness
from schemas.outline import OutlineNode, Place
from schemas.profile import Heading

SAME_THING = 0.6
"""Two headings with one number are one node if their titles are this alike; otherwise the number was given twice."""

MISREAD = 2
"""Letters; a heading printed again differs from the first print by misread ones at most."""


class Tree:
    """The nodes of one part in reading order, and the path of kinds that is open at the moment."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.nodes: list[OutlineNode] = []
        self._open: dict[str, OutlineNode] = {}
        self._known: dict[tuple[str, str], list[OutlineNode]] = {}

    def put(
        self, rule: Heading, printed: str | None, place: Place, title: str, written: Callable[[OutlineNode], bool]
    ) -> OutlineNode:
        """The node of a heading with its whole `title`; printed again, it adds its place to the node that it has.

        A node that has been `written` up is only printed again in its own words: other words are another thing.
        """
        parent = self._parent(rule, printed)
        number = printed or "1"
        if rule.numbering not in ("code", "running"):
            number = f"{parent.number if parent else ''}/{number}"
        if rule.numbering == "only-child":
            number = self._next_child(rule.kind, number, title, written)
        twins = self._known.setdefault((rule.kind, number), [])
        node = next((one for one in twins if self._same(one, title, written)), None)
        if node is None:
            node = OutlineNode(rule.kind, self.part, number, parent, [place], len(twins) + 1)
            twins.append(node)
            self.nodes.append(node)
        else:
            node.places.append(place)
        self._open[rule.kind] = node
        return node

    def _same(self, node: OutlineNode, title: str, written: Callable[[OutlineNode], bool]) -> bool:
        if written(node):
            return edits(node.title, title) <= MISREAD
        return likeness(node.title, title) >= SAME_THING

    def _next_child(self, kind: str, number: str, title: str, written: Callable[[OutlineNode], bool]) -> str:
        """The number of a child that is printed without one: the next that is free, or its own where it is known."""
        above, _, first = number.rpartition("/")
        count = int(first)
        while (known := self.find(kind, f"{above}/{count}")) is not None and not self._same(known, title, written):
            count += 1
        return f"{above}/{count}"

    def find(self, kind: str, number: str) -> OutlineNode | None:
        """The first node of `kind` that bears `number`."""
        twins = self._known.get((kind, number))
        return twins[0] if twins else None

    def _parent(self, rule: Heading, printed: str | None) -> OutlineNode | None:
        """The node that the number names as parent, or else the one that is open."""
        if rule.parent is None:
            return None
        if rule.numbering == "code" and printed and "." in printed:
            named = self.find(rule.parent, printed.rpartition(".")[0])
            if named is not None:
                return named
        return self._open.get(rule.parent)
