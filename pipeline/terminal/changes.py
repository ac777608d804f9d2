"""`diff PLAN PLAN`: what came, went and changed, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pipeline.terminal.layout import Column, Table, printable, wrap
from pipeline.terminal.voice import Voice
from schemas.change import ChangeKind, PlanChange

INDENT = 4
RENUMBERED = "number"


def diff_data(before: str, after: str, changes: Sequence[PlanChange]) -> dict[str, Any]:
    """What `diff --json` prints."""
    return {"before": before, "after": after, "changes": [one.model_dump(mode="json") for one in changes]}


def diff_lines(voice: Voice, before: str, after: str, changes: Sequence[PlanChange]) -> Iterator[str]:
    """How many things of each kind came, went and changed; then each with its sides.

    Numbers that shifted are told in one line for each kind: they say nothing of the thing.
    """
    yield voice.paint(f"{before} → {after}", "bold")
    if not changes:
        yield voice.text("diff-none")
        return
    yield ""
    yield from _counts(voice, changes)
    for kind in _kinds(voice, changes):
        some = [one for one in changes if one.kind == kind]
        yield ""
        yield voice.paint(_kind(voice, kind, "many"), "bold")
        shifted = [one for one in some if one.field == RENUMBERED]
        for one in some:
            if one.field != RENUMBERED:
                yield from _change(voice, one)
        if shifted:
            told = ", ".join(f"{one.value_before} → {one.value_after}" for one in shifted)
            yield from _wrapped(voice, "  ", f"{voice.text('diff-shifted', count=len(shifted))}: {told}")


def _counts(voice: Voice, changes: Sequence[PlanChange]) -> Iterator[str]:
    counted = Counter((one.kind, one.change) for one in changes if one.field != RENUMBERED)
    told: tuple[ChangeKind, ...] = get_args(ChangeKind)
    columns = [Column(voice.text("column-kind")), *(Column(voice.text(f"diff-{one}"), "right") for one in told)]
    rows = [
        [_kind(voice, kind, "many"), *(str(counted[kind, one] or "") for one in told)]
        for kind in _kinds(voice, changes)
    ]
    yield from Table(columns, rows).lines(voice.columns)


def _kinds(voice: Voice, changes: Sequence[PlanChange]) -> list[str]:
    """The kinds of things that changed: nodes first, then what is told of them."""
    return sorted(dict.fromkeys(one.kind for one in changes), key=lambda kind: voice.name("kind", kind) == kind)


def _kind(voice: Voice, kind: str, key: str | None = None) -> str:
    """What people call a kind of node or a section."""
    name = voice.name("kind", kind, key)
    return voice.name("section", kind, key) if name == kind else name


SIGNS = {"came": "+", "went": "−", "changed": "~"}


def _change(voice: Voice, one: PlanChange) -> Iterator[str]:
    """One change: its sign, number and words, and below it both sides of what differs."""
    number = " → ".join(dict.fromkeys(filter(None, (one.number_before, one.number_after))))
    text = one.text_after or one.text_before or ""
    field = voice.text(f"diff-{one.field}") if one.field else ""
    head = "  ".join(filter(None, (number, field, text if one.field not in ("title", "text") else "")))
    yield from _wrapped(voice, f"{SIGNS[one.change]} ", head)
    for sign, value in ("−", one.value_before), ("+", one.value_after):
        if one.field is not None:
            yield from _wrapped(voice, f"{'':{INDENT}}{sign} ", value or "–")


def _wrapped(voice: Voice, lead: str, text: str) -> Iterator[str]:
    for at, line in enumerate(wrap(printable(text), voice.columns and voice.columns - len(lead))):
        yield (lead if at == 0 else " " * len(lead)) + line
