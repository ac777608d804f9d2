"""Tables that are drawn with bars, as Markdown has them: `| Level | Criteria |`, and under the head `|---|---|`.

A line between bars is a row where such lines stand together, so that a bar in a text makes no table. Lines keep their
numbers: the rule below a head becomes a row of dashes, which a profile knows as a ruler.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

BAR = "|"
_LINE = r"\s*(?::-+:?|-+:|-{2,})\s*"
_RULE = re.compile(rf"\s*\|?{_LINE}(?:\|{_LINE})*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")


def bars_to_tabs(texts: Sequence[str]) -> list[str]:
    """The same lines with tabs between the cells of each row that bars part; all others are untouched."""
    found = list(texts)
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and BAR in texts[end]:
            end += 1
        if _is_table(texts[start:end]):
            found[start:end] = ["\t".join(_cells(text)) for text in texts[start:end]]
        start = end + 1
    return found


def _is_table(run: Sequence[str]) -> bool:
    """Whether lines are rows: a rule stands among them, or all of two and more begin and end with a bar."""
    if len(run) < 2 or any("\t" in text for text in run):
        return False
    ruled = any(_RULE.fullmatch(text) for text in run)
    return ruled or all(text.strip().startswith(BAR) and text.strip().endswith(BAR) for text in run)


def _cells(text: str) -> list[str]:
    inner = text.strip().removeprefix(BAR)
    inner = inner[:-1] if inner.endswith(BAR) and not inner.endswith(f"\\{BAR}") else inner
    if _RULE.fullmatch(text):
        return ["---"] * (inner.count(BAR) + 1)
    return [cell.strip().replace(f"\\{BAR}", BAR) for cell in _CELL_END.split(inner)]
