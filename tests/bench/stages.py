"""The stages from text to checked records, each with its time, and the plain floor that they are held against."""

from __future__ import annotations

import gc
import re
from pathlib import Path
from time import process_time

from pipeline import profile as profiles
from pipeline.check import check
from pipeline.extract import extract
from pipeline.flow import uncollected
from pipeline.read import read
from pipeline.segment import segment
from tests.bench.clock import Laps

STAGES = ("read", "choose", "segment", "extract", "check")
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


def understand(path: Path) -> Laps:
    """Seconds of each stage for the plan at `path`; the same calls as in `pipeline.flow.understand`."""
    gc.collect()
    with uncollected():
        clock = [process_time()]
        document = read(path, path.stem)
        clock.append(process_time())
        profile = profiles.choose(document).profile
        clock.append(process_time())
        outline = segment(document, profile)
        clock.append(process_time())
        plan = extract(document, outline, profile)
        clock.append(process_time())
        check(document, plan, profile)
        clock.append(process_time())
    return {stage: end - start for stage, start, end in zip(STAGES, clock, clock[1:], strict=False)}


def floor(path: Path, heading: re.Pattern[str]) -> int:
    """The least that any program does: read, turn the digits, split the lines, try one expression on each."""
    text = path.read_text("utf-8")
    for arabic, thai in enumerate(THAI_DIGITS):
        text = text.replace(thai, str(arabic))
    return sum(1 for line in text.split("\n") if heading.search(line))
