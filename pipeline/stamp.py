"""What an ingested document is known by again: `stamp.json` beside the results, which the store does not read.

A document is unchanged where its bytes, its place and everything that could read it otherwise (phaen's own sources,
profiles, words) are what they were. The stamp says so; it never says what is in the document.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from pipeline import audit as audits
from pipeline import profile as profiles

FILE_NAME = "stamp.json"
ROOT = Path(__file__).resolve().parent.parent
SOURCES = {"pipeline": ("*.py",), "schemas": ("*.py", "*.toml", "*.sql")}
MESSAGES = ROOT / "schemas" / "messages"
TALK = (
    *(ROOT / "pipeline" / folder for folder in ("commands", "terminal", "report")),
    *(MESSAGES / name for name in ("cli.toml", "report.toml")),
)
"""What only changes how results are shown."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """`path` is absolute; `wanted` the profile that was asked for by name, `profile` the one that was taken; `audit`
    the hash of the auditor's file beside the document, if there is one.
    """

    path: str
    sha256: str
    phaen: str
    wanted: str | None
    profile: str
    scores: list[tuple[str, float, dict[str, int]]]
    audit: str | None

    def holds_for(self, path: Path, wanted: str | None) -> bool:
        """Whether ingesting `path` again, with profile `wanted`, would give what is there already."""
        return (
            self.path == absolute(path)
            and (self.wanted == wanted or (wanted is not None and self.profile == wanted))
            and self.phaen == fingerprint()
            and self.audit == audits.fingerprint(path)
            and self.sha256 == sha256(path)
        )


def read(folder: Path) -> Stamp | None:
    """The stamp in a plan's folder; None where there is none or it is not understood (then nothing is known)."""
    try:
        content = json.loads((folder / FILE_NAME).read_bytes())
        return Stamp(**{**content, "scores": [(name, value, found) for name, value, found in content["scores"]]})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(folder: Path, stamp: Stamp) -> None:
    """Leave `stamp` in a plan's folder. Raises OSError."""
    text = json.dumps(asdict(stamp), ensure_ascii=False, indent=1)
    (folder / FILE_NAME).write_text(text + "\n", "utf-8")


def remove(folder: Path) -> None:
    """Forget what is known, before the results beside it change. Raises OSError."""
    (folder / FILE_NAME).unlink(missing_ok=True)


def absolute(path: Path) -> str:
    """Where `path` lies, links not followed, so that a moved link is a moved document."""
    return os.path.abspath(path)  # noqa: PTH100 - resolve() follows links


def sha256(path: Path) -> str | None:
    """The hash of a file's bytes; None where it cannot be read, which is for the reader to tell."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def fingerprint() -> str:
    """A hash of everything that decides what is read out of a document: phaen's sources, profiles and messages, and
    the profiles of one's own.
    """
    whole = hashlib.sha256(_shipped().encode())
    own = profiles.own_folder()
    for path in sorted(own.glob("*.toml")) if own else ():
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


@cache
def _shipped() -> str:
    whole = hashlib.sha256()
    for path in _sources():
        whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _sources() -> Iterator[Path]:
    for folder, patterns in SOURCES.items():
        for path in sorted(path for pattern in patterns for path in (ROOT / folder).rglob(pattern)):
            if not any(path == talk or talk in path.parents for talk in TALK):
                yield path
