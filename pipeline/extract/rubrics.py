"""Rubrics: levels, criteria with sub-criteria, score bands; bullets that the print ran together are parted again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.lists import Item, chunks_of_cell, items
from pipeline.numerals import find_numbers, parse_number
from schemas.language import ListWords
from schemas.outline import Row, TableBlock
from schemas.profile import Bands, Profile

_BAND_DASH = re.compile(r"(?:^\s*|(?<=[^\s\d])\s+)[-–]\s*$")
"""The list mark of a band whose dashes the print ran together; a dash behind a figure says from and to."""
_OPENING_LENGTH = 8
"""Letters that two tellings of one action must begin with alike, to be taken for two criteria."""
_CLOSING_LENGTH = 60
"""Letters before an opening word in which a criterion's end is looked for."""


@dataclass(slots=True)
class Band:
    """A printed score band: `low` to `high` per cent give `points`; no `high`: and more; no `low`: less than `high`."""

    low: float | None
    high: float | None
    points: float


@dataclass(slots=True)
class Criterion:
    """One criterion; `parent` is its place (from 0) in the level, None at the top."""

    text: str
    parent: int | None
    band: Band | None
    first: int
    last: int


@dataclass(slots=True)
class Level:
    """A level of a rubric with all its criteria in reading order."""

    level: int
    criteria: list[Criterion]


def is_rubric(table: TableBlock) -> bool:
    """Whether a table has a column of levels and one of criteria."""
    return {"level", "criteria"} <= {column.kind for column in table.table.columns}


def levels(table: TableBlock, profile: Profile, words: ListWords) -> tuple[list[Level], list[Row]]:
    """The levels of a rubric table, and the rows before the first that has a level.

    A row without a level goes on with the level above it.
    """
    kinds = [column.kind for column in table.table.columns]
    level_at, criteria_at = kinds.index("level"), kinds.index("criteria")
    found: list[Level] = []
    before: list[Row] = []
    for row in table.rows:
        number = _level_number(row.cells[level_at])
        if number is not None:
            found.append(Level(number, []))
        elif not found:
            before.append(row)
            continue
        _add(found[-1], row, row.cells[criteria_at], profile, words)
    return found, before


def _level_number(cell: str) -> int | None:
    """The level that a cell names: its number alone, or the one number in it (`level 3`)."""
    number = parse_number(cell)
    if number is None:
        found = find_numbers(cell)
        number = found[0].value if len(found) == 1 and found[0].value_high is None else None
    return number if isinstance(number, int) else None


def _add(level: Level, row: Row, cell: str, profile: Profile, words: ListWords) -> None:
    """Put the criteria of a cell behind those that the level has."""
    base = len(level.criteria)
    place_of: list[int] = []
    listed = items(chunks_of_cell(cell, row.first, row.last), profile.markers, words)
    marked = any(item.marker for item in listed)
    for item in listed:
        pieces = _pieces(item, profile.bands, marked)
        parent = base + place_of[item.parent] if item.parent is not None else None
        # items below are the last criterion's of those that the print ran together before the bands
        before_bands = next((at for at, (_, band) in enumerate(pieces) if band is not None), len(pieces))
        place_of.append(len(level.criteria) - base + max(0, before_bands - 1))
        after_bands = False
        for text, band in pieces:
            # what follows the bands is no band: it belongs beside the criterion that introduced them
            above = None if after_bands and band is None else parent
            level.criteria.append(Criterion(text, above, band, item.first, item.last))
            after_bands = after_bands or band is not None


def _pieces(item: Item, bands: Bands | None, marked: bool) -> list[tuple[str, Band | None]]:
    """An item's text in its criteria: each printed band alone, the rest parted where the words allow."""
    if bands is None:
        return [(item.text, None)]
    found: list[tuple[str, Band | None]] = []
    place = 0
    for match in bands.band.regex.finditer(item.text):
        before = _BAND_DASH.sub("", item.text[place : match.start()]).strip()
        if before:
            found += _apart(before, bands, marked)
        found.append((match[0].strip(), _band(match)))
        place = match.end()
    rest = item.text[place:].strip()
    if rest:
        found += _apart(rest, bands, marked)
    return found


def _band(match: re.Match[str]) -> Band:
    groups = match.groupdict()
    figure, points = float(groups["low"]), float(groups["points"])
    if groups.get("under"):
        return Band(None, figure, points)
    if groups.get("high"):
        return Band(figure, float(groups["high"]), points)
    return Band(figure, None if groups.get("open") or groups.get("from") else figure, points)


def _apart(text: str, bands: Bands, marked: bool) -> list[tuple[str, Band | None]]:
    """`text` cut where a criterion ends and another begins; a cell that has its bullets is not cut."""
    if marked:
        return [(text, None)]
    cuts = sorted({*_told_again(text, bands), *_opened_again(text, bands)})
    edges = [0, *cuts, len(text)]
    return [(text[a:b].strip(), None) for a, b in pairwise(edges)]


def _told_again(text: str, bands: Bands) -> Sequence[int]:
    """Where the same action is told again after a percentage: `do the plan 80 % do the plan 100 %`."""
    opening = text[:_OPENING_LENGTH]
    cuts = []
    for match in bands.repeat.regex.finditer(text):
        after = match.end() + (len(text[match.end() :]) - len(text[match.end() :].lstrip()))
        if len(opening) == _OPENING_LENGTH and text.startswith(opening, after):
            cuts.append(after)
        else:  # the pair may begin inside the text: the words before the percentage are told again behind it
            start = text.find(text[after : after + _OPENING_LENGTH * 3])
            if len(text) - after > _OPENING_LENGTH * 3 and 0 <= start < match.start():
                cuts += [start, after] if start else [after]
    return cuts


def _opened_again(text: str, bands: Bands) -> Sequence[int]:
    """Where a word that criteria begin with follows upon what they end with."""
    return [
        match.start()
        for match in bands.opener.regex.finditer(text)
        if match.start()
        and bands.closer.regex.search(text[max(0, match.start() - _CLOSING_LENGTH) : match.start()].rstrip())
    ]
