"""Which blocks of a part without a known family are headings: by their numbers, and by what stands below them.

A numbered line may be a heading or an item of a list: the lines of one series are headings if most of them have
something of their own below.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.segment.blocks import Block
from schemas.profile import Layout, Style

LONGEST_TITLE = 200
"""Characters; a longer block under a number is the text that the number stands for."""


def headings_of(blocks: Sequence[Block], layout: Layout) -> set[Block]:
    """The blocks that are headings. A number alone, without the one before or behind it, only names another's."""
    told = {(block.style.name, _printed(block)) for block in blocks if block.style is not None}
    found = {
        block
        for block in blocks
        if block.style is not None and block.style.always
        if any((block.style.name, number) in told for number in _neighbours(_printed(block)))
    }
    for before, block, after in zip([None, *blocks], blocks, blocks[1:], strict=False):
        if block.plain and len(block.lines) == 1 and _heads(before, block, after):
            found.add(block)
    for series in _series(blocks):
        bodies = sum(_has_body(blocks, place, found, layout.plain.rank) for place in series)
        if 2 * bodies > len(series):
            found |= {blocks[place] for place in series}
    return found


def _heads(before: Block | None, block: Block, after: Block) -> bool:
    """Whether a short line stands above something of its own: not above another such line, a number that goes on with
    an earlier one, or the rest of a table.
    """
    if after.plain or after.page != block.page:
        return False
    if before is not None and before.rows and after.rows and before.page == block.page:
        return len(before.lines[-1].cells or ()) != len(after.lines[0].cells or ())
    if _is_always(after):  # what stands between two headings is the text of the first, where that has none yet
        return before is None or before.match is None or not before.match.groupdict().get("title")
    return after.style is None or _begins_series(after)


def _is_always(block: Block) -> bool:
    return block.style is not None and block.style.always


def _begins_series(block: Block) -> bool:
    return _printed(block).rpartition(".")[2] in ("", "1")


def lines_of_inner(blocks: Sequence[Block], headings: set[Block]) -> set[int]:
    """The lines of headings without number that stand below a numbered one: the next number does not start anew."""
    found: set[int] = set()
    following: Block | None = None
    for block in reversed(blocks):
        if block not in headings:
            continue
        if block.style is not None:
            following = block
        elif following is not None and not _is_always(following) and _printed(following) != "1":
            found.add(block.lines[0].number)
    return found


def _printed(block: Block) -> str:
    return block.match.groupdict().get("number") or "" if block.match else ""


def _neighbours(number: str) -> list[str]:
    """The numbers that make a number one of a series: its neighbours; the first needs none."""
    above, point, last = number.rpartition(".")
    near = int(last) if last.isdigit() else 1
    return [f"{above}{point}{one}" for one in ((near,) if near == 1 else (near - 1, near + 1))]


def _series(blocks: Sequence[Block]) -> list[list[int]]:
    """The places of numbered blocks whose numbers run on, style by style; a number that does not rise begins anew."""
    every: list[list[int]] = []
    running: dict[tuple[str, str], tuple[int, list[int]]] = {}
    for place, block in enumerate(blocks):
        if block.style is None or block.style.always or block.match is None:
            continue
        above, _, last = block.match["number"].rpartition(".")
        number = int(last)
        before, series = running.get((block.style.name, above), (number, []))
        if number <= before or not series:
            series = []
            every.append(series)
        series.append(place)
        running[block.style.name, above] = number, series
    return every


def _has_body(blocks: Sequence[Block], place: int, headings: set[Block], plain_rank: int) -> bool:
    """Whether what stands below a numbered line is its own: a text, a table, or a heading that ranks below it."""
    block = blocks[place]
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    if after is None or block.style is None or block.match is None or len(block.text) > LONGEST_TITLE:
        return False
    if after.style is not None and after.match is not None:
        number = after.match.groupdict().get("number")
        return rank_of(after.style, number) > rank_of(block.style, block.match["number"])
    return after not in headings or plain_rank > rank_of(block.style, block.match["number"])


def rank_of(style: Style, printed: str | None) -> int:
    """How deep a heading stands: its style's rank, and a step for each point of its number."""
    return style.rank + (printed or "").count(".")
