"""Adding an entry to an auditor's file without editing it by hand: what stands there, comments included, stays."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import date
from pathlib import Path
from tempfile import mkstemp

from pipeline.audit import parse
from pipeline.errors import StoreError, reason_of
from schemas.audit import Accept, Audit, Correct, Waive

TABLES: dict[type[Correct | Waive | Accept], str] = {Correct: "correct", Waive: "waive", Accept: "accept"}
HEAD = "# What an auditor says of the document of this name; `docs/audit.md` tells how.\n"


def added(path: Path, entry: Correct | Waive | Accept) -> Audit:
    """Append `entry` to the auditor's file at `path` (made if need be); what the file says now.

    The file is written aside and renamed, so that nobody sees half of it. Raises DocumentError `audit-broken` where it
    cannot be read as it is, StoreError `audit-write`.
    """
    try:
        before = path.read_bytes() if path.exists() else HEAD.encode()
        parse(before, path)
        joint = b"\n" if before.endswith(b"\n") else b"\n\n"
        content = before + joint + _text(entry).encode()
        audit = parse(content, path)
        _put(path, content)
    except (OSError, UnicodeEncodeError) as error:
        raise StoreError("audit-write", path=str(path), reason=reason_of(error)) from error
    return audit


def _text(entry: Correct | Waive | Accept) -> str:
    values = entry.model_dump(exclude_none=True)
    return "".join((f"[[{TABLES[type(entry)]}]]\n", *(f"{key} = {_value(value)}\n" for key, value in values.items())))


def _value(value: object) -> str:
    """A value as TOML: texts as JSON spells them, which TOML reads alike for what the models let in."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _put(path: Path, content: bytes) -> None:
    handle, aside = mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(aside).replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(aside).unlink()
