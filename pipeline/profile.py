"""Profiles: loading them, and choosing the one that a document's own lines speak for."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pipeline.errors import DocumentError, ProfileError, StoreError, UsageError, told_as
from pipeline.markup import bare
from schemas.document import Document
from schemas.profile import Profile

FOLDER = Path(__file__).resolve().parent.parent / "schemas" / "profiles"
OWN = "PHAEN_PROFILES"
"""The environment's name for the folder of one's own profiles."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PATTERNS = ("pattern", "then", "since")
"""Keys of a profile that hold expressions."""
PIECE = "(?&{})"
LONGEST_LINE_TRIED = 4_000
"""Headings, labels and counting sentences are shorter; longer lines are prose and are not tried against evidence."""


@dataclass(frozen=True, slots=True)
class Score:
    """How far a document speaks for a profile: `score` 0 to 1, and how many lines speak for each kind of evidence."""

    name: str
    score: float
    evidence: dict[str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """The profile taken, and what spoke for each (best first)."""

    profile: Profile
    scores: list[Score]


def own_folder() -> Path | None:
    """The folder of profiles of one's own, beside those that ship: PHAEN_PROFILES; None: there is none."""
    told = os.environ.get(OWN)
    return Path(told) if told else None


def _paths() -> dict[str, Path]:
    """Name -> file of every profile; one of one's own may not bear a name that ships."""
    own = own_folder()
    paths = {path.stem: path for path in FOLDER.glob("*.toml")}
    return {path.stem: path for path in own.glob("*.toml")} | paths if own else paths


def names() -> list[str]:
    """The names of all profiles, sorted: those that ship, and those of one's own."""
    return sorted(_paths())


def load(name: str) -> Profile:
    """The profile `name`, checked. Raises ProfileError: `profile-missing`, `profile-broken` (with the place)."""
    path = path_of(name)
    with told_as(ProfileError, "profile-broken", OSError, name=name):
        return parse(name, _content(path, path.stat().st_mtime_ns))


def path_of(name: str) -> Path:
    """Where the profile `name` lies. Raises ProfileError `profile-missing`."""
    path = _paths().get(name)
    if path is None:
        raise ProfileError("profile-missing", name=name, known=", ".join(names()))
    return path


@cache
def _content(path: Path, _changed: int) -> str:
    return path.read_text("utf-8", errors="replace")


@cache
def parse(name: str, text: str) -> Profile:
    """The profile in `text`, checked; it must bear `name`. Raises ProfileError `profile-broken`."""
    with told_as(ProfileError, "profile-broken", tomllib.TOMLDecodeError, ValidationError, re.error, name=name):
        content = tomllib.loads(text)
        profile = Profile.model_validate(_with_pieces(content, content.get("pieces", {})))
    if profile.name != name:
        raise ProfileError("profile-broken", name=name, reason=f"name: {profile.name}")
    return profile


def write_new(name: str, text: str) -> Path:
    """Write the text of a new profile into the folder of one's own, or to those that ship where there is none.

    Raises ProfileError `profile-broken` (then nothing is written), UsageError `profile-name`, `profile-exists`,
    StoreError `output-failed`.
    """
    refuse_taken(name)
    parse(name, text)
    folder = own_folder() or FOLDER
    path = folder / f"{name}.toml"
    with told_as(StoreError, "output-failed", OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    return path


def refuse_taken(name: str) -> None:
    """Refuse a name that no new profile may bear. Raises UsageError `profile-name`, `profile-exists`."""
    if not _NAME.fullmatch(name):
        raise UsageError("profile-name", name=name)
    if (taken := _paths().get(name)) is not None:
        raise UsageError("profile-exists", name=name, path=str(taken))


def fallback() -> Profile:
    """The profile that is taken where no family fits. Raises ProfileError `profile-missing` where none ships."""
    found = next((one for one in map(load, names()) if one.fallback), None)
    if found is None:
        raise ProfileError("profile-missing", name="fallback", known=", ".join(names()))
    return found


def choose(document: Document, wanted: str | None = None) -> Choice:
    """The family that fits `document` best, a fallback where none does, or `wanted`.

    Raises DocumentError `profile-unknown` with what was found where no profile reaches its own threshold.
    """
    texts = _tried(document)
    scores = sorted((_score(texts, load(name)) for name in names()), key=_rank)
    if wanted is not None:
        return Choice(load(wanted), scores)
    best = next((one for one in scores if one.score >= load(one.name).threshold), None)
    if best is None:
        raise DocumentError("profile-unknown", path=document.path, found=_told(scores))
    return Choice(load(best.name), scores)


def _rank(one: Score) -> tuple[bool, float, str]:
    """Families before fallbacks, and the best first."""
    return load(one.name).fallback, -one.score, one.name


def score(document: Document, profile: Profile) -> Score:
    """How far `document` speaks for `profile`: the share of the evidence's weight that enough lines speak for."""
    return _score(_tried(document), profile)


def _tried(document: Document) -> list[str]:
    """The texts of the lines that are held against evidence."""
    return [bare(line.text) for line in document.lines if line.text and len(line.text) <= LONGEST_LINE_TRIED]


def _score(texts: list[str], profile: Profile) -> Score:
    wanted = [(evidence, evidence.regex.search) for evidence in profile.evidence]
    counted = dict.fromkeys((evidence.name for evidence in profile.evidence), 0)
    for text in texts:
        for evidence, search in wanted:
            if search(text):
                counted[evidence.name] += 1
    total = sum(evidence.weight for evidence in profile.evidence)
    reached = sum(evidence.weight for evidence in profile.evidence if counted[evidence.name] >= evidence.at_least)
    return Score(profile.name, round(reached / total, 3), counted)


def _told(scores: list[Score]) -> str:
    """What was found instead of a family: each profile's score and the evidence that it lacks or has."""
    return "; ".join(
        f"{one.name} {one.score:.2f} ({', '.join(f'{name}: {count}' for name, count in one.evidence.items())})"
        for one in scores
    )


def _with_pieces(value: object, pieces: dict[str, str]) -> object:
    """`value` with the named pieces put into every pattern; pieces may use pieces that stand before them."""
    whole: dict[str, str] = {}
    for name, piece in pieces.items():
        whole[name] = _put(piece, whole)
    return _walk(value, whole)


def _walk(value: object, pieces: dict[str, str]) -> object:
    if isinstance(value, dict):
        return {
            key: _put(item, pieces) if key in PATTERNS and isinstance(item, str) else _walk(item, pieces)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_walk(item, pieces) for item in value]
    return value


def _put(pattern: str, pieces: dict[str, str]) -> str:
    for name, piece in pieces.items():
        # a piece that names a group must stand as it is; any other is kept together
        pattern = pattern.replace(PIECE.format(name), piece if "(?P<" in piece else f"(?:{piece})")
    return pattern


def patterns(profile: Profile) -> Iterator[tuple[str, object]]:
    """Every rule of a profile with its address (`headings.2`), in the order of the file."""
    for field in type(profile).model_fields:
        value = getattr(profile, field)
        yield from _addressed(field, value)


def _addressed(address: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        for place, item in enumerate(value, 1):
            yield from _addressed(f"{address}.{place}", item)
    elif hasattr(value, "examples"):
        yield address, value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _addressed(f"{address}.{field}", getattr(value, field))
