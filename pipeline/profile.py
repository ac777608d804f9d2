"""Profiles: loading them, and choosing the one that a document's own lines speak for."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pipeline.errors import DocumentError, ProfileError
from schemas.document import Document
from schemas.profile import Profile

FOLDER = Path(__file__).resolve().parent.parent / "schemas" / "profiles"
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


def names() -> list[str]:
    """The names of the profiles that ship, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def load(name: str) -> Profile:
    """The profile `name`, checked. Raises ProfileError: `profile-missing`, `profile-broken` (with the place)."""
    path = FOLDER / f"{name}.toml"
    if name not in names():
        raise ProfileError("profile-missing", name=name, known=", ".join(names()))
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        return Profile.model_validate(_with_pieces(content, content.get("pieces", {})))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError("profile-broken", name=name, reason=str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ProfileError("profile-broken", name=name, reason=f"{place}: {first['msg']}") from error


def fingerprint(name: str) -> str:
    """A hash of the profile's text, by which an unchanged document is known to need no second reading."""
    return hashlib.sha256((FOLDER / f"{name}.toml").read_bytes()).hexdigest()


def choose(document: Document, wanted: str | None = None) -> Choice:
    """The family that fits `document` best, a fallback where none does, or `wanted`.

    Raises DocumentError `profile-unknown` with what was found where no profile reaches its own threshold.
    """
    scores = sorted((score(document, load(name)) for name in names()), key=_rank)
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
    wanted = [(evidence, evidence.regex.search) for evidence in profile.evidence]
    counted = dict.fromkeys((evidence.name for evidence in profile.evidence), 0)
    for line in document.lines:
        text = line.text
        if not text or len(text) > LONGEST_LINE_TRIED:
            continue
        text = text.replace("**", "").strip()
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
            key: _put(item, pieces) if key in ("pattern", "then") and isinstance(item, str) else _walk(item, pieces)
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
