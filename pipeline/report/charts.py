"""Charts as SVG that needs no script: the only importer of pygal. Colours and letters stand in `report.css`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

import pygal
from markupsafe import Markup
from pygal.style import Style

from pipeline.report.facts import Facts, Row
from pipeline.report.views import BUDDHIST

MOST_ROWS = 40
"""Rows of one chart; more cannot be told apart at a glance, and the caption says how many are left out."""
MOST_UNITS = 14
LONGEST_LABEL = 34
"""Letters of a row's label; what is longer is cut, its whole stands in the bar's title."""
LEAST_ROOM = 0.14
"""Share of the scale that a part of a bar must take to have its number on it."""
MOST_TICKS = 6
WIDTH, ROW_HEIGHT, FRAME = 640, 24, 40


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with the keys of its title and legend (`legend`: keys of words, or names as printed)."""

    title: str
    part: str | None
    svg: Markup
    legend: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    subject: str | None = None
    left_out: int = 0


def charts(facts: Facts) -> list[Chart]:
    """The charts of a plan that have something to show."""
    made = [
        *_each(facts["claims"], ("part", "subject"), _claims),
        *_each(facts["budgets"], ("part",), _budgets),
        *_each(facts["units"], ("part",), _units),
        *_each(facts["bands"], (), _bands),
        *_each(facts["schedule"], ("part",), _schedule),
    ]
    return [chart for chart in made if chart]


def _each(rows: list[Row], keys: tuple[str, ...], draw: Callable[[list[Row]], Chart | None]) -> Iterable[Chart | None]:
    """A chart for each group of rows that have the same values of `keys`."""

    def group(row: Row) -> tuple[str, ...]:
        return tuple(row[key] or "" for key in keys)

    return [draw(list(alike)) for _, alike in groupby(sorted(rows, key=group), group)]


def _claims(rows: list[Row]) -> Chart | None:
    """What the document says that a strategy or issue holds, beside what it holds."""
    told = dict.fromkeys(
        (str(row["scope_number"]), row["claimed"], row["counted"])
        for row in rows
        if row["claimed"] is not None and row["counted"] is not None and row["scope_number"]
    )
    if not told:
        return None
    labels, claimed, counted = zip(*list(told)[:MOST_ROWS], strict=True)
    svg = _bars(labels, [claimed, counted])
    left_out = max(0, len(told) - MOST_ROWS)
    part, subject = rows[0]["part"], rows[0]["subject"]
    return Chart("chart-claims", part, svg, ["claimed", "counted"], subject=subject, left_out=left_out)


def _budgets(rows: list[Row]) -> Chart | None:
    funds = list(dict.fromkeys(row["fund"] or "" for row in rows))
    tops = list(dict.fromkeys(row["top_number"] or "?" for row in rows))[:MOST_ROWS]
    amounts = {(row["top_number"] or "?", row["fund"] or ""): row["baht"] for row in rows}
    series = [[amounts.get((top, fund)) for top in tops] for fund in funds]
    svg = _parts(tops, series)
    return Chart("chart-budgets", rows[0]["part"], svg, printed=funds if any(funds) else [])


def _units(rows: list[Row]) -> Chart | None:
    shown = rows[:MOST_UNITS]
    svg = _bars([row["name"] for row in shown], [[row["projects"] for row in shown]])
    return Chart("chart-units", rows[0]["part"], svg, left_out=len(rows) - len(shown))


def _bands(rows: list[Row]) -> Chart | None:
    """Each rubric level's bands from 0 to 100 per cent: gaps and overlaps are seen before they are read."""
    lanes = [
        (str(key[1] or key[2] or "–"), [(row["low"], max(row["high"], row["low"] + 0.5)) for row in lane])
        for key, lane in groupby(rows, lambda row: (row["rubric_id"], row["number"], row["label"], row["level"]))
    ]
    svg = _lanes(lanes[:MOST_ROWS], [(value, str(value)) for value in range(0, 101, 10)])
    return Chart("chart-bands", None, svg, left_out=max(0, len(lanes) - MOST_ROWS))


def _schedule(rows: list[Row]) -> Chart | None:
    months = sorted({_months(month) for row in rows for month in row["months"]})
    first, last = months[0], months[-1] + 1
    alike: dict[tuple[tuple[float, float], ...], list[str]] = {}
    for row in rows:
        alike.setdefault(tuple(_runs([_months(month) for month in row["months"]])), []).append(row["number"])
    lanes = [(_first(numbers), list(runs)) for runs, numbers in alike.items()]
    step = max(1, (last - first) // 12)
    ticks = [(month, _month(month)) for month in range(first, last + 1, step)]
    svg = _lanes(lanes[:MOST_ROWS], ticks)
    return Chart("chart-schedule", rows[0]["part"], svg, left_out=max(0, len(lanes) - MOST_ROWS))


def _first(numbers: list[str]) -> str:
    """Projects of one lane by the first: `1.1.1/1 +23`."""
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]} +{len(numbers) - 1}"


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(months: int) -> str:
    """Month and year of the Buddhist era, in the short form that needs no language: 10/65."""
    year, month = divmod(months, 12)
    return f"{month + 1:02}/{(year + BUDDHIST) % 100:02}"


def _runs(months: list[int]) -> list[tuple[float, float]]:
    """Months without a gap as one stretch: [1, 2, 5] -> (1, 3), (5, 6)."""
    runs: list[tuple[float, float]] = []
    for month in months:
        if runs and runs[-1][1] == month:
            runs[-1] = (runs[-1][0], month + 1)
        else:
            runs.append((month, month + 1))
    return runs


def _bars(labels: Sequence[str], series: Sequence[Sequence[float]]) -> Markup:
    """Horizontal bars, the first label on top, in each the first series."""
    chart = _bar_chart(pygal.HorizontalBar, labels, len(series), print_values_position="top")
    chart.y_labels = _ticks(max(map(max, series)))
    for values in series:
        chart.add("", [{"value": value} for value in reversed(values)])
    return _svg(chart, "plain")


def _parts(labels: Sequence[str], series: Sequence[Sequence[float | None]]) -> Markup:
    """Horizontal bars of several parts, each with its sum at the end and its parts' numbers where there is room."""
    chart = _bar_chart(pygal.HorizontalStackedBar, labels, 1, print_values_position="center")
    sums = [sum(filter(None, column)) for column in zip(*series, strict=True)]
    chart.y_labels = _ticks(max(sums))
    room = LEAST_ROOM * chart.y_labels[-1]
    for values in series:
        chart.add("", [_numbered(value or 0, value if value and value > room else None) for value in reversed(values)])
    chart.add("", [_numbered(0, whole) for whole in reversed(sums)])
    return _svg(chart, "stacked", sums=len(series))


def _bar_chart(kind: Any, labels: Sequence[str], rows_each: int, **settings: Any) -> Any:
    height = len(labels) * (0.6 + 0.4 * rows_each)
    chart = kind(
        **_settings(height),
        **settings,
        print_values=True,
        show_x_guides=True,
        show_y_guides=False,
        value_formatter="{:,.0f}".format,
        margin_right=30,
    )
    chart.x_labels = [_cut(label) for label in reversed(labels)]
    return chart


def _numbered(value: float, number: float | None) -> dict[str, Any]:
    """A part of a bar that bears this number, or none."""
    text = "" if number is None else f"{number:,.0f}"
    return {"value": value, "formatter": lambda _: text}


def _ticks(highest: float) -> list[float]:
    """A handful of round numbers from 0 to `highest` or just above; counts have no fractions."""
    step = 1.0
    while highest / step > MOST_TICKS:
        step *= 2.5 if str(step)[0] == "2" else 2
    return [at * step for at in range(int(-(-highest // step)) + 1)]


def _lanes(lanes: list[tuple[str, list[tuple[float, float]]]], ticks: list[tuple[int, str]]) -> Markup:
    """Stretches along a scale, a lane for each label, the first on top; neighbours a little apart, to be told apart."""
    chart = pygal.XY(
        **_settings(len(lanes)),
        stroke=True,
        show_dots=False,
        allow_interruptions=True,
        range=(-0.5, len(lanes) - 0.5),
        xrange=(ticks[0][0], ticks[-1][0]),
        show_x_guides=True,
        show_y_guides=False,
    )
    chart.x_labels = [{"value": value, "label": label} for value, label in ticks]
    chart.y_labels = [{"value": len(lanes) - 1 - at, "label": _cut(label)} for at, (label, _) in enumerate(lanes)]
    for turn in (0, 1):
        points: list[tuple[float | None, float | None]] = []
        for at, (_, stretches) in enumerate(lanes):
            height = len(lanes) - 1 - at + (0.13 if turn else -0.13) * (len(stretches) > 1)
            for start, end in stretches[turn::2]:
                points += [(start, height), (end, height), (None, None)]
        chart.add("", points)
    return _svg(chart, "lanes")


def _settings(rows: float) -> dict[str, Any]:
    return {
        "width": WIDTH,
        "height": FRAME + int(ROW_HEIGHT * rows),
        "margin": 4,
        "show_legend": False,
        "css": [],
        "js": [],
        "no_data_text": "",
        "truncate_label": -1,
        "style": Style(label_font_size=12, major_label_font_size=12, value_font_size=12),
        "disable_xml_declaration": True,
    }


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _svg(chart: Any, kind: str, sums: int | None = None) -> Markup:
    """The drawing without what the page's policy forbids (styles, scripts) and what its script would need.

    `sums` is the series that only bears the sums of the others.
    """
    chart.add_xml_filter(_stripped)
    if sums is not None:
        chart.add_xml_filter(lambda root: _marked(root, f"serie-{sums}"))
    drawn = chart.render(is_unicode=True)
    return Markup('<div class="chart {}">{}</div>').format(kind, Markup(drawn))  # noqa: S704 - pygal escapes texts


def _stripped(root: Any) -> Any:
    for parent in list(root.iter()):
        parent.attrib.pop("style", None)
        for child in list(parent):
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "comment"
            if tag in {"style", "script", "comment", "desc"} or child.get("class") == "plot overlay tooltip-overlay":
                parent.remove(child)
    root.set("role", "img")
    root.attrib.pop("id", None)
    return root


def _marked(root: Any, name: str) -> Any:
    for group in root.iter():
        if name in (group.get("class") or "").split():
            group.set("class", "sums")
    return root
