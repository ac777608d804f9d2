"""Tesseract: pictures of single lines go in, characters with their places come out. No other module calls it."""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from pipeline.errors import DocumentError
from pipeline.read.ocr.ink import Picture
from pipeline.read.ocr.programs import LANGUAGES, PACKAGES, PROGRAM

SECONDS_PER_CALL, SECONDS_PER_LINE = 60, 5
"""Time limit of a call; a line takes 0.06 seconds on an idle machine."""
CERTAIN = 98.0
ONE_LINE = "7"
"""Tesseract's page segmentation mode for a picture of one line of text."""

_PAGE = re.compile(r"<div class='ocr_page'")
_CHARACTER = re.compile(
    r"<span class='ocrx_cinfo' title='x_bboxes (-?\d+) -?\d+ (-?\d+) -?\d+; x_conf ([\d.]+)'>(.*?)</span>"
)


@dataclass(frozen=True, slots=True)
class Character:
    """A printed character (or a blank, without width): left and right edge in pixels, sureness 0 to 100."""

    text: str
    x0: float
    x1: float
    sure: float


def read_lines(strips: list[Picture], languages: tuple[str, ...] = LANGUAGES) -> list[list[Character]]:
    """The characters of each picture, in reading order, blanks between words included.

    Raises DocumentError: ocr-missing, ocr-failed.
    """
    if not strips:
        return []
    images = [Image.fromarray(strip) for strip in strips]
    tiff = io.BytesIO()
    images[0].save(tiff, "TIFF", save_all=True, append_images=images[1:], dpi=(200, 200))
    with tempfile.TemporaryDirectory(prefix="phaen-ocr-") as folder:
        base = Path(folder) / "lines"
        _run([*_command(languages, base), "-c", "hocr_char_boxes=1", "hocr", "txt"], tiff.getvalue(), len(strips))
        layout = base.with_suffix(".hocr").read_text("utf-8")
        texts = base.with_suffix(".txt").read_text("utf-8").split("\f")
    pages = _PAGE.split(layout)[1:]
    if len(pages) != len(strips) or len(texts) < len(strips):
        raise DocumentError("ocr-failed", reason=f"{len(strips)} lines went in, {len(pages)} came out")
    return [_characters(page, text) for page, text in zip(pages, texts, strict=False)]


def _command(languages: tuple[str, ...], base: Path) -> list[str]:
    return [PROGRAM, "stdin", str(base), "-l", "+".join(languages), "--psm", ONE_LINE]


def _run(command: list[str], data: bytes, lines: int) -> None:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    seconds = SECONDS_PER_CALL + SECONDS_PER_LINE * lines
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the picture goes in by stdin
            command, input=data, capture_output=True, env=environment, timeout=seconds, check=False
        )
    except FileNotFoundError:
        raise DocumentError("ocr-missing", package=PACKAGES[PROGRAM]) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DocumentError("ocr-failed", reason=str(error)) from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DocumentError("ocr-failed", reason=told[-1] if told else f"exit code {done.returncode}")


def _characters(layout: str, text: str) -> list[Character]:
    """Boxes come from the layout, which has no blanks; blanks come from the text, which has no boxes."""
    boxed = [
        Character(html.unescape(found[4]), float(found[1]), float(found[2]), float(found[3]))
        for found in _CHARACTER.finditer(layout)
    ]
    boxed = [one for one in boxed if one.text.strip()]
    words = text.split()
    if "".join(words) != "".join(one.text for one in boxed):
        return boxed
    result: list[Character] = []
    taken = iter(boxed)
    for word in words:
        if result:
            result.append(Character(" ", result[-1].x1, result[-1].x1, 100.0))
        length = 0
        while length < len(word):
            one = next(taken)
            length += len(one.text)
            result.append(one)
    return result


def sureness(lines: list[list[Character]]) -> float:
    """How much sense the lines make: the share of characters of which Tesseract is certain.

    On eleven real pages 0.95 to 1.0 stand upright, 0.30 to 0.38 upside down; the mean sureness differs far less.
    """
    printed = [one for line in lines for one in line if one.text != " "]
    return sum(one.sure > CERTAIN for one in printed) / len(printed) if printed else 0.0
