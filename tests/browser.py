"""A headless Chromium for the pages of the report: Debian's, driven by Playwright; and the plans that it looks at."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
import render

try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
except ImportError:
    Axe = sync_playwright = None

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SIZE = {"width": 1440, "height": 860}

SCRIPT = "<script>window.ran = 1</script>"
HOSTILE = {
    "หอสมุดเคลื่อนที่สู่ชุมชนริมน้ำ": f"หอสมุด {SCRIPT} ริมน้ำ",
    "ติดตั้งตู้ยืมคืนหนังสือ": "ตู้ </textarea></script><img src=x onerror=window.ran=2> หนังสือ",
    "เพิ่มจุดบริการหนังสือ": "จุด \" onmouseover='window.ran=3' {{ 7 * 7 }} {% raw %} ${7*7} หนังสือ",
    "นำบริการของหอสมุดออกไป": "<a href='javascript:window.ran=4'>javascript:window.ran=4</a> <!-- ออกไป",
    "สำนักงานหอสมุดเมืองเวฬุธารา": "สำนักงาน<svg/onload=window.ran=5>เวฬุธารา",
    "ชมรมนักอ่านผู้สูงวัย": "ชมรม&#60;&lt;b&gt;นักอ่าน",
}
"""What a plan may say that must not do anything: phrase of the sample plan -> what stands there instead."""
HOSTILE_ID = "plan #1 100% \"x\" <b>'y' ?a=b&c"


def missing(why: str) -> NoReturn:
    """Skip, or fail where nothing may be missing."""
    if os.environ.get("PHAEN_CI"):
        pytest.fail(f"missing: {why}")
    pytest.skip(why)


def hostile(text: str) -> str:
    """The text of a sample plan with all that should not run in it."""
    for phrase, instead in HOSTILE.items():
        assert phrase in text, phrase
        text = text.replace(phrase, instead)
    return text


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """A browser. It is the system's own; nothing is downloaded."""
    if sync_playwright is None:
        missing("Playwright and axe are not installed (extra `test`)")
    program = render.program(*CHROMIUM)
    if program is None:
        missing("Chromium is not installed (Debian: chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Watched:
    """A page that remembers what went wrong on it: errors of scripts, and what the policy refused."""

    def __init__(self, browser: Any) -> None:
        self.context = browser.new_context(viewport=SIZE)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)

    def open(self, path: Path, anchor: str = "") -> Any:
        """The page at `path`, anew."""
        self.page.goto("about:blank")
        self.page.goto(path.absolute().as_uri() + anchor)
        return self.page
