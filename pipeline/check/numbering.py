"""Running numbers: complete, given once, and continuing their parent's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.view import Raised, View
from schemas.plan import Node

_LAST = re.compile(r"(?:^|[./])(\d+)$")


def _running(node: Node) -> int | None:
    found = _LAST.search(node.number)
    return int(found[1]) if found else None


def _prefix(node: Node) -> str:
    return _LAST.sub("", node.number)


def gaps(view: View) -> Iterator[Raised]:
    """The first number that is missing among the children of one parent."""
    for siblings in _families(view):
        if siblings[0].part in view.incomplete:
            continue  # pages are lost: that is reported, and it is why numbers are missing
        present = sorted({number for node in siblings if (number := _running(node)) is not None})
        missing = [number for number in range(1, present[-1]) if number not in present] if present else []
        if not missing:
            continue
        after = next(node for node in siblings if (_running(node) or 0) > missing[0])
        subject = view.subject(after)
        yield Raised(
            "number-gap",
            f"{subject[: len(subject) - len(str(_running(after)))]}{missing[0]}",
            expected=", ".join(str(number) for number in missing),
            found=", ".join(str(number) for number in present),
            source=tuple(node.source[0] for node in siblings),
        )


def _families(view: View) -> Iterator[list[Node]]:
    """Nodes of one kind whose numbers run on in one series, in reading order."""
    series: dict[tuple[str, str, str, str | None], list[Node]] = {}
    for node in view.plan.nodes:
        series.setdefault((node.part, node.kind, _prefix(node), node.agency), []).append(node)
    yield from series.values()


def duplicates(view: View) -> Iterator[Raised]:
    """A number that different things bear."""
    first: dict[tuple[str, str, str, str | None], Node] = {}
    for node in view.plan.nodes:
        other = first.setdefault((node.part, node.kind, node.number, node.agency), node)
        if other is not node:
            yield Raised(
                "number-duplicate",
                view.subject(node),
                expected=other.title,
                found=node.title,
                source=(other.source[0], node.source[0]),
            )


def parents(view: View) -> Iterator[Raised]:
    """A number that does not begin with its parent's, or a heading that has no parent though its kind needs one."""
    above = view.profile.parent_kinds()
    for node in view.plan.nodes:
        kind = above.get(node.kind)
        if kind is None:
            continue
        parent = view.nodes.get(node.parent_id or "")
        wanted = _prefix(node)
        if parent is not None and parent.number == wanted:
            continue
        yield Raised(
            "number-parent",
            view.subject(node),
            expected=f"{kind} {wanted}".strip(),
            found=view.subject(parent) if parent else None,
            source=(node.source[0], *(parent.source[:1] if parent else ())),
        )
