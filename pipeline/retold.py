"""How many things of each kind a plan tells: what several of its parts tell is one thing, as a reader counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pipeline.pairing import Told, pairs
from schemas.plan import Node, Plan

TOGETHER = "/"
"""Stands between the agencies of a thing that belongs to several."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """One thing with all its tellings, at most one in each part."""

    tellings: list[Node]

    def agrees(self, node: Node) -> bool:
        """Whether `node` may tell this thing, too: in a part that does not yet, for an agency that it may have."""
        return all(one.part != node.part for one in self.tellings) and any(
            _agree(one.agency, node.agency) for one in self.tellings
        )


def things(plan: Plan) -> Counter[str]:
    """Kind -> how many different nodes of it `plan` tells, kinds in the order in which they first come."""
    first = first_tellings(plan)
    return Counter(node.kind for node in plan.nodes if first[node.node_id] == node.node_id)


def first_tellings(plan: Plan) -> dict[str, str]:
    """Each node -> the first node that tells the same thing (itself, if none did before).

    Within a part every node is a thing of its own. Nodes of two parts are one thing where the plan's links say so, or
    where words and numbers do (as between two plans) and their agencies do not forbid it.
    """
    linked: dict[str, list[str]] = defaultdict(list)
    for link in plan.project_links:
        linked[link.node_a].append(link.node_b)
        linked[link.node_b].append(link.node_a)
    tellings: dict[tuple[str, str, str | None], list[Node]] = defaultdict(list)
    for node in plan.nodes:
        tellings[node.kind, node.part, node.agency].append(node)
    found: dict[str, list[_Thing]] = {}
    by_node: dict[str, _Thing] = {}
    for (kind, *_), nodes in tellings.items():
        known = found.setdefault(kind, [])
        for node, thing in _told_before(nodes, known, linked, by_node):
            thing.tellings.append(node)
            by_node[node.node_id] = thing
        for node in nodes:
            if node.node_id not in by_node:
                known.append(_Thing([node]))
                by_node[node.node_id] = known[-1]
    return {node_id: thing.tellings[0].node_id for node_id, thing in by_node.items()}


def _told_before(
    nodes: list[Node], known: list[_Thing], linked: dict[str, list[str]], by_node: dict[str, _Thing]
) -> list[tuple[Node, _Thing]]:
    """The `nodes` of one part and agency that tell what is `known`, each with what it tells."""
    by_link: dict[str, tuple[Node, _Thing]] = {}
    taken: set[int] = set()
    for node in nodes:
        things_linked = (by_node[other] for other in linked[node.node_id] if other in by_node)
        thing = next((one for one in things_linked if one.agrees(node) and id(one) not in taken), None)
        if thing is not None:
            by_link[node.node_id] = (node, thing)
            taken.add(id(thing))
    free = [thing for thing in known if thing.agrees(nodes[0]) and id(thing) not in taken]
    others = [node for node in nodes if node.node_id not in by_link]
    alike = pairs(
        [_told(place, thing.tellings[0]) for place, thing in enumerate(free)],
        [_told(place, node) for place, node in enumerate(others)],
    )
    return [*by_link.values(), *((others[pair.after], free[pair.before]) for pair in alike)]


def _told(place: int, node: Node) -> Told[int]:
    return Told(place, node.title or "", node.number)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two agencies may be one: one is not said, or they share an office."""
    return not one or not other or bool({*one.split(TOGETHER)} & {*other.split(TOGETHER)})
