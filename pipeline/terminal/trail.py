"""`show … --trail` as text: under each record the lines that it was made of, with rule, place, repairs, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.terminal.layout import printable, wrap
from pipeline.terminal.voice import SEVERITY_STYLES, Voice
from pipeline.trail import Trail

INDENT = 4
LONGEST = 200
"""Characters of a line that are shown."""


def trail_lines(voice: Voice, told: Iterable[tuple[str, Trail]]) -> Iterator[str]:
    """The records of one id or number, each under the name of its table."""
    for at, (table, trail) in enumerate(told):
        if at:
            yield ""
        yield from _record(voice, table, trail)


def _record(voice: Voice, table: str, trail: Trail) -> Iterator[str]:
    record = trail["record"]
    name = next((record[key] for key in record if key.endswith("_id") and key != "plan_id"), "")
    yield f"{voice.paint(table, 'bold')}  {printable(str(name))}"
    title = record.get("title") or record.get("text") or record.get(f"message_{voice.language}")
    if title:
        yield from _indented(voice, title)
    for line in trail["lines"]:
        if line["text_found"].strip():
            yield from _line(voice, line)
    for one in trail["findings"]:
        severity = voice.paint(voice.text(f"severity-{one['severity']}"), *SEVERITY_STYLES[one["severity"]])
        waived = f" ({voice.text('waived')})" if one["status"] == "waived" else ""
        yield f"  {severity}  {one['code']}  {one['subject']}{waived}"


def _line(voice: Voice, line: Trail) -> Iterator[str]:
    """Where a line stands and what took it; then what the file holds, what was repaired, what an auditor put right."""
    where = [voice.text("trail-line", line=line["line_no"])]
    where += [voice.text("trail-page", page=line["page"])] if line["page"] is not None else []
    where += ["[" + ", ".join(f"{edge:.0f}" for edge in line["box"]) + "]"] if line["box"] else []
    rule = " ".join(filter(None, (line["role"], line["rule"])))
    where += [f"{rule} → {line['rule_at']}" if line["rule_at"] else rule]
    where += [line["trust"]] if line["trust"] not in (None, "as-is") else []
    yield "  " + " · ".join(filter(None, where))
    yield from _indented(voice, line["text_found"].replace("\t", " │ "))
    if line["repaired"]:
        repairs = ", ".join(f"{name} {count}" for name, count in line["page_repairs"].items())
        yield from _indented(
            voice,
            voice.text("trail-repaired", text=line["text"][:LONGEST].replace("\t", " │ "), repairs=repairs or "–"),
        )
    for one in line["corrections"]:
        yield from _indented(
            voice,
            voice.text(
                "trail-corrected", found=one["found"], put=one["put"], by=one["corrected_by"], reason=one["reason"]
            ),
        )


def _indented(voice: Voice, text: str) -> Iterator[str]:
    short = text if len(text) <= LONGEST else text[:LONGEST] + " …"
    for line in wrap(printable(short), voice.columns and voice.columns - INDENT):
        yield " " * INDENT + voice.paint(line, "dim")
