"""Makes the two samples in `raw/` that are no text: a PDF (by Chromium) and a Word file.

    PYTHONPATH=. python tests/make_samples.py [FOLDER]

Their words are those of the small made-up plans of the tests, with a few contradictions put in (`docs/samples.md` lists
them); `test_samples.py` holds the files in `raw/` against these texts.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import zipfile
from pathlib import Path

import measure_samples
import render
import render_word
import samples

from pipeline import profile as profiles
from pipeline.numerals import to_thai

PDF, WORD = "garden-plan-2569.pdf", "garden-measures-2562.docx"
MADE = "20260101000000"
"""The date that the files bear, so that the same words give the same bytes."""


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A text with words replaced, each of which it has."""
    for find, put in changes:
        assert find in text, find
        text = text.replace(find, put, 1)
    return text


PLAN = changed(
    samples.CLEAN,
    ("ประกอบด้วย ๑ แผนงาน ๒ โครงการ", "ประกอบด้วย ๑ แผนงาน ๓ โครงการ"),
    ("ร้อยละ ๗๐ - ๗๔ ได้คะแนน", "ร้อยละ ๖๘ - ๗๔ ได้คะแนน"),
    ("โครงการที่ ๒\tแปลงผักริมคลอง\t๔\n", ""),
)
MEASURES = to_thai(
    changed(
        measure_samples.PLAN,
        (f"2. {measure_samples.WATER} (2 มาตรการ)", f"2. {measure_samples.WATER} (3 มาตรการ)"),
    )
)


def blocks(text: str, profile: str) -> list[render.Block]:
    return render.blocks(text.encode(), profiles.load(profile))


def pdf(folder: Path) -> bytes:
    """The yearly plan as Chromium prints it."""
    data = render.html_to_pdf(render.to_html(blocks(PLAN, "strategy-plan")), folder)
    return re.sub(rb"(/(?:Creation|Mod)Date \(D:)\d{14}", rb"\g<1>" + MADE.encode(), data)


def word() -> bytes:
    """The plan of measures as a Word file."""
    made, told = zipfile.ZipFile(io.BytesIO(render_word.to_docx(blocks(MEASURES, "measure-plan")))), io.BytesIO()
    with made, zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(made.namelist()):
            packed.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return told.getvalue()


def main(folder: Path) -> None:
    (folder / WORD).write_bytes(word())
    with tempfile.TemporaryDirectory() as aside:
        (folder / PDF).write_bytes(pdf(Path(aside)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "raw")
