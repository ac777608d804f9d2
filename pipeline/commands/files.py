"""Files that are named by hand."""

from __future__ import annotations

from pathlib import Path

from pipeline import intake
from pipeline.errors import UsageError


def refuse_missing(*files: Path) -> None:
    """Refuse what is no file. Raises UsageError `path-missing`, `not-a-file`."""
    for file in files:
        if not intake.exists(file):
            raise UsageError("path-missing", path=intake.shown(file))
        if not file.is_file():
            raise UsageError("not-a-file", path=intake.shown(file))
