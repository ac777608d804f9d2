"""A line on the terminal that tells how far a long run is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.terminal.layout import fit, printable
from pipeline.terminal.voice import Voice

WORTH_TELLING = 5
"""Fewer documents than this are done before a bar could be read."""
BAR = 20
CLEAR = "\r\x1b[K"


@contextmanager
def progress_on(voice: Voice) -> Iterator[Callable[[int, int, str], None] | None]:
    """What to call after each document; None, and nothing is shown, where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return

    def tell(done: int, total: int, path: str) -> None:
        if total >= WORTH_TELLING:
            full = BAR * done // total
            text = f"{'█' * full}{'░' * (BAR - full)} {done}/{total} {printable(path)}"
            sys.stderr.write(CLEAR + fit(text, (voice.columns or 80) - 1))
            sys.stderr.flush()

    try:
        yield tell
    finally:
        sys.stderr.write(CLEAR)
