"""Makes the pictures of the report that the README shows, of the sample plans, by Chromium.

    PYTHONPATH=. python tests/make_images.py [FOLDER]

A test opens the same views (`VIEWS`), so that a picture never shows what is no more.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

import browser as browsers
from PIL import Image

import run

PROJECT = Path(__file__).resolve().parent.parent
COLOURS = 96
"""Enough for pale marks and smooth letters; a picture takes some 80 kB."""
TALL = 1300
"""Pixels of the overview's picture, so that it shows findings, too."""

VIEWS = {
    "record": ("plans/garden-plan-2569/index.html#body%3Aproject%3A1.1.1/1", "article.brief.open h2", 800),
    "finding": ("plans/library-plan-2567/index.html#summary-count%3Astrategy_1", ".finding.chosen", 800),
    "overview": ("index.html", ".of-plan", TALL),
}
"""Picture -> the place in the report, what must be there, and the window's height."""


def open_view(page: Any, report: Path, name: str) -> None:
    """Show what a picture is taken of."""
    address, wanted, height = VIEWS[name]
    page.set_viewport_size({"width": 1360, "height": height})
    page.goto("about:blank")  # so that another place on a page is another page
    page.goto(f"{report.absolute().as_uri()}/{address}")
    page.wait_for_selector(wanted)
    page.wait_for_load_state("networkidle")


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as out:
        run.main(["ingest", str(PROJECT / "raw"), "--out", out])
        with browsers.chromium() as browser:
            page = browser.new_page()
            for name in VIEWS:
                open_view(page, Path(out) / "report", name)
                with Image.open(io.BytesIO(page.screenshot())) as shot:
                    small = shot.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE)
                    small.save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs" / "images")
