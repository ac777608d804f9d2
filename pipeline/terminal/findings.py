"""Findings as text: where, what, claimed against counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.terminal.layout import printable, width, wrap
from pipeline.terminal.voice import SEVERITY_STYLES, Voice
from schemas.finding import SEVERITIES, Finding, FindingChange, Severity

INDENT = 4
LONGEST_SIDE = 24
"""Columns; what is wider is a title or a sentence, and the message quotes it anyway."""


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """How many open findings of each severity, all severities named."""
    counted = Counter(one.severity for one in findings if one.status == "open")
    return {severity: counted[severity] for severity in SEVERITIES}


def place(finding: Finding) -> str:
    """`plan:line` of the finding's first place; the plan alone where it has none."""
    return f"{finding.plan_id}:{finding.source[0].first_line}" if finding.source else finding.plan_id


def findings_lines(
    voice: Voice, findings: Iterable[Finding], severities: Iterable[Severity], most: int | None = None
) -> Iterator[str]:
    """The findings of `severities` under a heading each, in the order of the findings; nothing of an empty one.

    With `most`, no more than that of one code in one plan: a plan cut in the middle has a hundred of a kind.
    """
    findings = list(findings)
    for severity in severities:
        chosen = [one for one in findings if one.severity == severity]
        if chosen:
            yield ""
            heading = f"{voice.name('severity', severity, 'many')} ({len(chosen)})"
            yield voice.paint(heading, "bold", *SEVERITY_STYLES[severity])
            yield from _told(voice, chosen, most)


def changes_lines(voice: Voice, changes: Iterable[FindingChange], most: int) -> Iterator[str]:
    """What came and went in each plan: how many of each, and the first `most` of them; nothing where nothing did."""
    by_plan: dict[str, list[FindingChange]] = {}
    for one in changes:
        by_plan.setdefault(one.plan_id, []).append(one)
    for plan, listed in by_plan.items():
        counted = Counter(one.change for one in listed)
        counts = " · ".join(f"{voice.text(f'change-{change}')} {count}" for change, count in counted.items())
        yield ""
        yield voice.paint(voice.text("changes", plan=printable(plan), counts=counts), "bold")
        for one in listed[:most]:
            head = f"  {voice.text(f'change-{one.change}')}  {one.code}  "
            yield from _block(voice, head, one.subject)
            for line in wrap(getattr(one, f"message_{voice.language}"), voice.columns and voice.columns - INDENT):
                yield " " * INDENT + voice.paint(line, "dim")
        if len(listed) > most:
            yield f"  … {len(listed) - most}"


def _told(voice: Voice, findings: list[Finding], most: int | None) -> Iterator[str]:
    """Two columns of place and code, then subject and the two sides; below it the message."""
    places, codes = max(width(place(one)) for one in findings), max(len(one.code) for one in findings)
    alike = Counter((one.plan_id, one.code) for one in findings)
    told = Counter[tuple[str, str]]()
    for one in findings:
        kind = one.plan_id, one.code
        told[kind] += 1
        if most and told[kind] > most:
            if told[kind] == alike[kind]:
                yield f"  {voice.text('findings-more', count=alike[kind] - most, kind=one.code, plan=one.plan_id)}"
            continue
        where = place(one)
        head = f"  {where}{' ' * (places - width(where))}  {one.code:<{codes}}  "
        yield from _block(voice, head, _sides(voice, one))
        for line in wrap(getattr(one, f"message_{voice.language}"), voice.columns and voice.columns - INDENT):
            yield " " * INDENT + voice.paint(line, "dim")


def _block(voice: Voice, head: str, text: str) -> Iterator[str]:
    """`text` after `head`, or below it where the terminal is too narrow for both."""
    text = printable(text)
    if voice.columns is None or width(head) + width(text) <= voice.columns:
        yield head + text
        return
    yield head.rstrip()
    for line in wrap(text, voice.columns - INDENT):
        yield " " * INDENT + line


def _sides(voice: Voice, finding: Finding) -> str:
    """The subject, and what was claimed and counted (or, where nothing is counted, expected and found) of it."""
    counting = finding.code.endswith("-count")
    sides = {"claimed" if counting else "expected": finding.expected, "counted" if counting else "found": finding.found}
    short = {name: value for name, value in sides.items() if value is not None and width(value) <= LONGEST_SIDE}
    told = " · ".join(f"{voice.text(name)} {value}" for name, value in short.items())
    waived = f" ({voice.text('waived')})" if finding.status == "waived" else ""
    return f"{finding.subject}: {told}{waived}" if told else finding.subject + waived
