"""The report of the real text plans: how long it takes to make, how large it is, how soon a page can be used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree, which
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from pipeline import flow
from tests.bench.made_up import strategy_plan
from tests.bench.plans import found
from tests.bench.table import milliseconds, show

ROUNDS = 5
MOST_BYTES, MOST_SECONDS, SOONEST_USE = 6_000_000, 3.0, 1.0
STRATEGIES = 112
"""Of the long made-up plan: 1,008 projects on 56,000 lines."""
USABLE = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
CHOOSE = """() => {
    const nodes = [...document.querySelectorAll('.node[id*=project]')];
    const start = performance.now();
    location.hash = '#' + encodeURIComponent(nodes[nodes.length >> 1].id);
    return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
}"""


def run() -> None:
    """Print what the report costs to make, and what its pages cost to open; the latter needs Chromium."""
    plans, skipped = found()
    print(f"== the report of {', '.join(plan.path.name for plan in plans)} (on the wall, medians)")
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        flow.ingest([plan.path for plan in plans], out, report=False)
        rows = [_made(out), _large(out / "report")]
        show(["", "", "target"], rows)
        long = Path(folder) / "made-up-1008-projects.txt"
        long.write_text(strategy_plan(STRATEGIES), "utf-8")
        flow.ingest([long], out)
        print()
        show(["page", "kB", "to first use, ms", "target", "a record chosen, ms"], list(_opened(out / "report")))
    for line in skipped:
        print(line)


def _made(out: Path) -> list[str]:
    taken = []
    for _ in range(ROUNDS):
        rmtree(out / "report", ignore_errors=True)
        start = perf_counter()
        flow.report(out)
        taken.append(perf_counter() - start)
    return ["made anew, ms (the database included)", milliseconds(median(taken)), f"<= {1000 * MOST_SECONDS:.0f}"]


def _large(report: Path) -> list[str]:
    size = sum(path.stat().st_size for path in report.rglob("*") if path.is_file())
    return ["size, kB", f"{size / 1000:.0f}", f"< {MOST_BYTES / 1000:.0f}"]


def _opened(report: Path) -> Iterator[list[str]]:
    with _chromium() as browser:
        for path in [report / "index.html", *sorted(report.glob("plans/*/index.html"))]:
            samples = [_open(browser, path) for _ in range(ROUNDS)]
            name = path.relative_to(report).parent.name or "index.html"
            use, chosen = (median(column) for column in zip(*samples, strict=True))
            target = f"< {1000 * SOONEST_USE:.0f}" if not name.startswith("made-up") else "no target"
            size = f"{path.stat().st_size / 1000:.0f}"
            yield [name, size, f"{use:.0f}", target, f"{chosen:.0f}" if chosen else ""]


def _open(browser: Any, path: Path) -> tuple[float, float]:
    """Milliseconds from the call to a page whose script has run, and of choosing a record in its middle."""
    page = browser.new_page(viewport={"width": 1440, "height": 860})
    page.goto(path.as_uri(), wait_until="load")
    taken = page.evaluate(USABLE), page.evaluate(CHOOSE) if page.locator("body.desk").count() else 0.0
    page.close()
    return taken


@contextmanager
def _chromium() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the rest is told without it
    except ImportError:
        sys.exit("pages are not opened: Playwright is not installed (extra `test`)")
    program = which("chromium") or which("google-chrome")
    if program is None:
        sys.exit("pages are not opened: Chromium is not installed (Debian: chromium)")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()
