"""`show NUMBER` as a page of text: a node, its parents, its lines in the source, and what its write-up says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pipeline.quantities import SIGNS, in_figures
from pipeline.terminal.layout import printable, width, wrap
from pipeline.terminal.views import View
from pipeline.terminal.voice import SEVERITY_STYLES, Voice

GUTTER = 7
"""Columns on the left for line numbers."""
LONG_TEXT = 300
"""Characters of a rationale or of a table's row that are shown where nobody asks for all of it."""


def show_lines(voice: Voice, views: Iterable[View], *, full: bool = False) -> Iterator[str]:
    """The page for some nodes; `full` shows long texts whole."""
    for at, ((plan_id, part), group) in enumerate(groupby(views, key=lambda view: (view["plan_id"], view["part"]))):
        if at:
            yield ""
        nodes = list(group)
        yield voice.paint(f"{plan_id} · {voice.name('part', part)}", "bold")
        if nodes[0]["fallback"]:
            yield voice.paint(voice.text("low-trust"), "yellow")
        for view in nodes:
            yield ""
            yield from _Page(voice, full=full).node(view)


class _Page:
    """Lines with line numbers of the source in a gutter on the left."""

    def __init__(self, voice: Voice, *, full: bool) -> None:
        self.voice, self.full = voice, full

    def node(self, view: View) -> Iterator[str]:
        label = self._label(view)
        yield from self._hanging(self.voice.paint(label, "bold"), label, view["title"] or "–")
        labels = [(self._label(one), one["title"] or "–") for one in view["parents"]]
        longest = max((width(label) for label, _ in labels), default=0)
        for label, title in labels:
            filled = label + " " * (longest - width(label))
            yield from self._hanging(f"  {filled}", f"  {filled}", title)
        yield from self._heading("show-lines")
        for line in view["lines"]:
            yield from self._shortened(line["line_no"], line["text_found"].replace("\t", " │ "))
            yield from self._corrections(line["corrections"])
        if accepted := view["accepted"]:
            by, on = accepted["accepted_by"], accepted["accepted_on"]
            yield from self._note(self.voice.text("show-accepted", by=by, on=on))
        if view["children"]:
            yield from self._heading("show-children")
            for child in view["children"]:
                label = " " * GUTTER + self._label(child)
                yield from self._hanging(label, label, child["title"] or "–")
        yield from self._sections(view["statements"])
        for brief in view["briefs"]:
            yield from self._brief(brief)
        yield from self._schedule(view["schedule"])
        yield from self._budgets(view["budgets"])
        yield from self._sums(view["sums"])
        yield from self._findings(view["findings"])

    def _label(self, node: View) -> str:
        agency = f" ({node['agency']})" if node.get("agency") else ""
        return f"{self.voice.name('kind', node['kind'])} {node['number']}{agency}"

    def _brief(self, brief: View) -> Iterator[str]:
        projects = ", ".join(one["number"] for one in brief["projects"])
        places = ", ".join(_lines(span) for span in brief["source"])
        yield ""
        yield self.voice.paint(self.voice.text("show-brief", projects=projects, lines=places), "bold")
        if brief["rationale"]:
            yield from self._heading("show-rationale")
            yield from self._shortened(None, brief["rationale"])
        yield from self._sections(brief["statements"])
        if brief["start_date"] or brief["end_date"]:
            yield from self._heading("show-period")
            yield f"{'':{GUTTER}}{brief['start_date'] or '?'} – {brief['end_date'] or '?'}"
        if brief["responsible"]:
            yield from self._heading("show-responsible")
            for one in brief["responsible"]:
                yield from self._numbered(_first_line(one), one["text"])
                for chain in one["units"]:
                    if chain != [one["text"]]:
                        yield from self._note("→ " + " < ".join(chain))
        for rubric in brief["rubrics"]:
            yield from self._rubric(rubric)

    def _shortened(self, line_no: int | None, text: str) -> Iterator[str]:
        """A long text: its beginning and how much more there is, unless all of it was asked for."""
        shown = text
        if not self.full and len(text) > LONG_TEXT:
            shown = text[:LONG_TEXT].rsplit(" ", 1)[0]
        for paragraph in shown.splitlines():
            yield from self._numbered(line_no, paragraph)
        if rest := len(text) - len(shown):
            yield from self._note(self.voice.text("show-rest", characters=rest))

    def _sections(self, statements: list[View]) -> Iterator[str]:
        """Statements by section: each section once, though a table tells of several in every row."""
        for section in dict.fromkeys(one["section"] for one in statements):
            yield self._title(self.voice.name("section", section, "many"))
            for one in (one for one in statements if one["section"] == section):
                yield from self._numbered(_first_line(one), one["text"], one["depth"], one["marker"])
                details = [_amount(quantity) for quantity in one["quantities"]]
                details += [f"{target['fiscal_year_be']}: {target['text']}" for target in one["targets"]]
                details += [one[name] for name in ("target", "unit") if one[name]]
                if details:
                    yield from self._note("⟨" + " · ".join(details) + "⟩", one["depth"])

    def _rubric(self, rubric: View) -> Iterator[str]:
        yield self._title(f"{self.voice.text('show-rubric')} {rubric['label'] or ''}".rstrip())
        level = None
        for row in rubric["rows"]:
            if row["level"] != level:
                level = row["level"]
                yield f"{'':{GUTTER}}{self.voice.text('show-level', level=level)}"
            yield from self._numbered(_first_line(row), row["text"], row["depth"] + 1, "●" if not row["band"] else None)
            if row["band"]:
                yield from self._note("⟨" + self._band(row["band"]) + "⟩", row["depth"] + 1)

    def _band(self, band: dict[str, float | None]) -> str:
        low, high, points = (in_figures(band[name]) for name in ("low", "high", "points"))
        share = f"< {high} %" if not low else f"{low} %" if low == high else f"{low}–{high} %" if high else f"≥ {low} %"
        return f"{share} → {self.voice.text('show-points', points=points or '?')}"

    def _schedule(self, marks: list[View]) -> Iterator[str]:
        if marks:
            yield from self._heading("show-schedule")
        for one in marks:
            yield from self._numbered(_first_line(one), f"{(one['month'] or '?')[:7]}  {one['mark']}")

    def _budgets(self, budgets: list[View]) -> Iterator[str]:
        if budgets:
            yield from self._heading("show-budgets")
        for one in budgets:
            yield from self._numbered(_first_line(one), " ".join(filter(None, (one["fund"], one["text"]))))

    def _sums(self, sums: list[View]) -> Iterator[str]:
        if sums:
            yield from self._heading("show-sums")
        for one in sums:
            told = f"{float(one['amount_thb']):,.0f}", f"({one['amounts']})"
            yield from self._numbered(None, " ".join(filter(None, (one["fund"], *told))))

    def _findings(self, findings: list[View]) -> Iterator[str]:
        if findings:
            yield from self._heading("show-findings")
        for one in findings:
            severity = self.voice.paint(
                self.voice.text(f"severity-{one['severity']}"), *SEVERITY_STYLES[one["severity"]]
            )
            place = one["source"][0]["first_line"] if one["source"] else None
            yield f"{self._gutter(place)}{severity}  {one['code']}  {one['subject']}"
            yield from self._note(one[f"message_{self.voice.language}"])
            if waiver := one["waiver"]:
                by, on, reason = waiver["waived_by"], waiver["waived_on"], waiver["reason"]
                yield from self._note(self.voice.text("show-waived", by=by, on=on, reason=reason))

    def _corrections(self, corrections: list[View]) -> Iterator[str]:
        for one in corrections:
            told = {"found": one["found"], "put": one["put"], "by": one["corrected_by"], "reason": one["reason"]}
            yield from self._note(self.voice.text("trail-corrected", **told))

    def _heading(self, code: str) -> Iterator[str]:
        yield self._title(self.voice.text(code))

    def _title(self, text: str) -> str:
        return "\n  " + self.voice.paint(text, "bold")

    def _gutter(self, line_no: int | None) -> str:
        return self.voice.paint(f"{line_no or '':>{GUTTER - 2}}", "dim") + "  "

    def _numbered(self, line_no: int | None, text: str, depth: int = 0, marker: str | None = None) -> Iterator[str]:
        """A text with its line number, wrapped under its own beginning."""
        lead = "  " * depth + (f"{printable(marker)} " if marker else "")
        for at, line in enumerate(self._wrapped(text, GUTTER + width(lead))):
            yield (self._gutter(line_no) + lead if at == 0 else " " * (GUTTER + width(lead))) + line

    def _note(self, text: str, depth: int = 0) -> Iterator[str]:
        indent = GUTTER + 2 + 2 * depth
        for line in self._wrapped(text, indent):
            yield " " * indent + self.voice.paint(line, "dim")

    def _hanging(self, painted: str, plain: str, text: str) -> Iterator[str]:
        for at, line in enumerate(self._wrapped(text, width(plain) + 2)):
            yield (painted + "  " if at == 0 else " " * (width(plain) + 2)) + line

    def _wrapped(self, text: str, indent: int) -> list[str]:
        return wrap(text, self.voice.columns and self.voice.columns - indent)


def _first_line(record: dict[str, Any]) -> int | None:
    return record["source"][0]["first_line"] if record["source"] else None


def _lines(span: dict[str, int]) -> str:
    first, last = span["first_line"], span["last_line"]
    return str(first) if first == last else f"{first}–{last}"


def _amount(quantity: View) -> str:
    if quantity["value"] is None:  # its two readings differ
        return f"{quantity['text']} ?"
    value, high = in_figures(quantity["value"]), in_figures(quantity["value_high"])
    sign = SIGNS.get(quantity["comparator"], quantity["comparator"])
    return " ".join(filter(None, (sign, f"{value}–{high}" if high else value, quantity["unit"])))
