"""One run at a time in one results folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError, told_as

FILE_NAME = ".lock"


@contextmanager
def exclusive(out: Path) -> Iterator[None]:
    """Hold the results folder `out` (made if need be) alone until the block ends, however it ends.

    The file stays: removing it would let two runs hold two files of one name. Raises StoreError `out-locked`,
    `store-write`.
    """
    with told_as(StoreError, "store-write", OSError, path=str(out)):
        out.mkdir(parents=True, exist_ok=True)
        file = (out / FILE_NAME).open("w", encoding="utf-8")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError("out-locked", path=str(out)) from error
        except OSError:
            pass  # a file system without locks: better to go on than to refuse every run
        yield
