"""Which files a run takes in, and under which plan id: what PATHS on the command line mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import DocumentError, UsageError, reason_of
from pipeline.results import RESERVED

SKIPPED_STARTS = (".", "~$")
SKIPPED_ENDS = (".audit.toml", ".md")


@dataclass(slots=True)
class Intake:
    """`files` in the order of PATHS, a folder's by name, none twice; `skipped`: named by hand, but no documents."""

    files: list[Path] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)


def gather(paths: Iterable[Path], out: Path) -> Intake:
    """The files that `paths` stand for: files as they are, folders with all that lies below them.

    Dot files, `~$…`, `*.audit.toml` and `*.md` are no documents, and what lies under `out` is a result. Symbolic links
    are followed, also those that lead back up. Raises UsageError `path-missing`.
    """
    intake, known, folders = Intake(), set[Path](), {out.resolve()}
    for path in paths:
        if not exists(path):
            raise UsageError("path-missing", path=shown(path))
        if path.is_dir():
            found = list(_below(path, folders))
        elif is_document_name(path.name):
            found = [path]
        else:
            intake.skipped.append(path)
            continue
        for one in found:
            if (real := one.resolve()) not in known:
                known.add(real)
                intake.files.append(one)
    return intake


def is_document_name(name: str) -> bool:
    """Whether a file of that name is taken in at all."""
    return not name.startswith(SKIPPED_STARTS) and not name.casefold().endswith(SKIPPED_ENDS)


def exists(path: Path) -> bool:
    """Whether there is anything at `path` that we may see."""
    try:
        return path.exists()
    except OSError:  # a name that no file can have, or a folder on the way that may not be searched
        return False


def _below(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """The documents in `folder`, then those in its folders, so that of two of one name the upper one comes first.

    A folder in `seen` is not entered again, which ends every loop.
    """
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name))
    except OSError as error:
        raise UsageError("folder-unreadable", path=shown(folder), reason=reason_of(error)) from error
    for entry in entries:
        if not is_document_name(entry.name):
            continue
        if entry.is_dir():
            yield from _below(entry, seen)
        elif entry.is_file():
            yield entry


def plan_id(path: Path) -> str:
    """The id of the plan in `path`: the file's stem.

    Raises DocumentError `name-not-utf8`, `name-control` (a line break or the like), `plan-id-reserved`.
    """
    stem = path.stem
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise DocumentError("name-not-utf8", path=shown(path)) from error
    if not path.name.isprintable():
        raise DocumentError("name-control", path=shown(path))
    if stem in RESERVED:
        raise DocumentError("plan-id-reserved", path=shown(path), plan_id=stem)
    return stem


def shown(path: Path) -> str:
    """`path` as it is recorded and told: below the current folder relative to it, else absolute; always valid UTF-8."""
    whole = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links and tell another name
    below = os.path.relpath(whole)
    text = whole if below.startswith(os.pardir) else below
    return Path(os.fsencode(text).decode("utf-8", "backslashreplace")).as_posix()
