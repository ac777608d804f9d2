"""The plan's tree while it is read: which heading is a new node, which is an old one printed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.similarity import edits, likeness
from schemas.outline import OutlineNode, Place
from schemas.profile import Heading

SAME_THING = 0.6
"""Two headings with one number are one node if their titles are this alike; otherwise the number was given twice."""

MISREAD = 2
"""Letters; a heading printed again differs from the first print by misread ones at most."""

CODED = ("code", "within-parent")
"""Ways of numbering of which a printed number may begin with the parent's."""


class Tree:
    """The nodes of one part in reading order, and the path of kinds that is open at the moment.

    `above` names for each kind the kinds that may stand above it, the nearest first: a plan need not have them all.
    """

    def __init__(self, part: str, above: Mapping[str, Sequence[str]]) -> None:
        self.part, self.above = part, above
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
        number = whole_number(rule, printed, parent.number if parent else "")
        if rule.numbering == "only-child":
            number = self._next_child(rule.kind, number, title, written)
        twins = self._known.setdefault((rule.kind, number), [])
        node = next((one for one in twins if self._same(one, title, written)), None)
        if node is None:
            node = OutlineNode(rule.kind, self.part, number, parent, [place], len(twins) + 1)
            twins.append(node)
            self.nodes.append(node)
            self._close_below(rule.kind)
        else:
            node.places.append(place)
        self._open[rule.kind] = node
        return node

    def _close_below(self, kind: str) -> None:
        """A new node closes those that are open below its kind."""
        for below, above in self.above.items():
            if kind in above:
                self._open.pop(below, None)

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
        """The node that the number names as parent, or else the nearest above that is open.

        A project's number may name a node farther up than the one that is open below it: then this one is the parent.
        """
        kinds = self.above.get(rule.kind, ())
        opened = next((self._open[kind] for kind in kinds if kind in self._open), None)
        if rule.numbering not in CODED or not printed or "." not in printed:
            return opened
        prefix = printed.rpartition(".")[0]
        named = next((node for kind in kinds if (node := self.find(kind, prefix)) is not None), None)
        if named is None or (rule.numbering == "within-parent" and _stands_under(opened, named)):
            return opened
        return named


def whole_number(rule: Heading, printed: str | None, parent: str) -> str:
    """A node's number from the printed one and its parent's: unique within the part, whatever the print leaves out."""
    number = printed or "1"
    if rule.numbering == "running" or (rule.numbering == "code" and ("." in number or not parent)):
        return number
    if rule.numbering == "code":  # printed without its parent's number
        return f"{parent}.{number}"
    return f"{parent}/{number.rpartition('.')[2]}"


def _stands_under(node: OutlineNode | None, above: OutlineNode) -> bool:
    while node is not None and node is not above:
        node = node.parent
    return node is not None
