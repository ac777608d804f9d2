"""What an auditor says of a document: reading `NAME.audit.toml`, and applying its corrections to the read text.

Waivers and acceptances are applied by the checks (`check/review.py`), because they speak of findings and nodes.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pipeline.errors import DocumentError, reason_of
from pipeline.messages import catalogue
from pipeline.numerals import to_arabic
from schemas.audit import Audit, Correct
from schemas.document import Document, DoubtfulNumber, Line, SettledNumber
from schemas.plan import Correction

ENDING = ".audit.toml"
LARGEST = 1_000_000
"""Bytes. A file of thousands of entries is far below."""
Number = TypeVar("Number", DoubtfulNumber, SettledNumber)
_TABLE = re.compile(r"^\s*\[\[\s*(\w+)\s*\]\]")
_TOML_LINE = re.compile(r"\(at line (\d+)")


def file_of(document: Path) -> Path:
    """Where the auditor's file of a document lies, whether it exists or not."""
    return document.with_name(document.stem + ENDING)


def fingerprint(document: Path) -> str | None:
    """The hash of a document's auditor's file; None where there is none, or none that can be read."""
    try:
        return hashlib.sha256(file_of(document).read_bytes()).hexdigest()
    except OSError:
        return None


def load(document: Path) -> Audit:
    """The auditor's file of `document`; an empty one where there is none. Raises DocumentError `audit-broken`."""
    path = file_of(document)
    try:
        if path.stat().st_size > LARGEST:
            raise _broken(path, 1, f"> {LARGEST} bytes")
        return parse(path.read_bytes(), path)
    except FileNotFoundError:
        return Audit()
    except OSError as error:
        raise _broken(path, 1, reason_of(error)) from error


def parse(content: bytes, path: Path) -> Audit:
    """What a file says. Raises DocumentError `audit-broken` with the line that is wrong."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken(path, content[: error.start].count(b"\n") + 1, "UTF-8") from error
    try:
        audit = Audit.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        raise _broken(path, int(found[1]) if found else len(text.splitlines()), str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise _broken(path, line_of(text, first["loc"]), f"{_shown(first['loc'])}: {first['msg']}") from error
    for place, one in enumerate(audit.waive):
        if one.code not in catalogue("findings"):
            raise _broken(path, line_of(text, ("waive", place, "code")), f"waive.{place + 1}.code: {one.code}?")
    return audit


def _broken(path: Path, line: int, reason: str) -> DocumentError:
    return DocumentError("audit-broken", path=path.name, line=line, reason=reason)


def _shown(where: tuple[int | str, ...]) -> str:
    """A place in the file as people count: `waive.2.reason`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)


def line_of(text: str, where: tuple[int | str, ...]) -> int:
    """The line of an entry (and of a key in it, if it stands on one of its own), found by its heading."""
    table, number, *keys = (*where, "", 0)[: max(len(where), 2)]
    lines = text.split("\n")
    heads = [place for place, line in enumerate(lines) if (found := _TABLE.match(line)) and found[1] == table]
    if not isinstance(number, int) or number >= len(heads):
        first = next(
            (place for place, line in enumerate(lines) if re.match(rf"\s*\[*\s*{re.escape(str(table))}\b", line)), 0
        )
        return first + 1
    head = heads[number]
    end = next((place for place in range(head + 1, len(lines)) if _TABLE.match(lines[place])), len(lines))
    for key in keys[:1]:
        for place in range(head + 1, end):
            if re.match(rf"\s*{re.escape(str(key))}\s*=", lines[place]):
                return place + 1
    return head + 1


def corrected(document: Document, audit: Audit, path: Path) -> tuple[Document, list[Correction]]:
    """The document with the auditor's corrections in its lines, in the order of the file, and a record of each.

    `text_found` stays what the file holds. Raises DocumentError `correction-no-place` (no such line or page),
    `correction-not-found`, `correction-not-unique`, `correction-twice`.
    """
    lines = list(document.lines)
    doubtful, settled = list(document.doubtful), list(document.settled)
    made: list[Correction] = []
    for number, entry in enumerate(audit.correct, 1):
        line, start = _place(lines, entry, number, path)
        if any((one.line_no, one.found) == (line.number, to_arabic(entry.find)) for one in made):
            raise _refused("correction-twice", entry, number, path)
        before, after = to_arabic(entry.find), to_arabic(entry.put)
        lines[line.number - 1] = _replaced(line, start, before, after)
        doubtful = list(_left(doubtful, line, start, before, after))
        settled = list(_left(settled, line, start, before, after))
        made.append(
            Correction(
                plan_id=document.document_id,
                line_no=line.number,
                found=before,
                put=after,
                reason=entry.reason,
                corrected_by=entry.by,
            )
        )
    if made:
        document = replace(document, lines=tuple(lines), doubtful=tuple(doubtful), settled=tuple(settled))
    return document, made


def applied(audit: Audit, corrections: Iterable[Correction]) -> bool:
    """Whether `corrections` are those that the file orders, so that the text need not be read again."""
    ordered = [(to_arabic(one.find), to_arabic(one.put), one.reason, one.by) for one in audit.correct]
    return ordered == [(one.found, one.put, one.reason, one.corrected_by) for one in corrections]


def _place(lines: list[Line], entry: Correct, number: int, path: Path) -> tuple[Line, int]:
    """The line that an entry means, and where in its text the words begin."""
    there = [line for line in lines if entry.line in (None, line.number) and entry.page in (None, line.page)]
    if not there:
        raise _refused("correction-no-place", entry, number, path)
    words = to_arabic(entry.find)
    places = [(line, start) for line in there for start in _starts(line.text, words)]
    if len(places) == 1:
        return places[0]
    there_now = there[0].text if entry.line else ""
    code = "correction-not-unique" if places else "correction-not-found"
    raise _refused(code, entry, number, path, count=len(places), text=there_now[:300])


def _starts(text: str, words: str) -> Iterable[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _refused(code: str, entry: Correct, number: int, path: Path, **more: object) -> DocumentError:
    where = f"line {entry.line}" if entry.line else f"page {entry.page}"
    return DocumentError(code, path=path.name, number=number, where=where, find=entry.find, **more)


def _replaced(line: Line, start: int, before: str, after: str) -> Line:
    text = line.text[:start] + after + line.text[start + len(before) :]
    return replace(line, text=text, cells=tuple(text.split("\t")) if line.cells is not None else None)


def _left(numbers: Iterable[Number], line: Line, start: int, before: str, after: str) -> Iterable[Number]:
    """The numbers that are still for the readers to tell: not those of a line (in a table: of a cell) that a person has
    put right, or left as it is; others of the row move along.
    """
    first = line.text.rfind("\t", 0, start) + 1
    end = line.text.find("\t", start + len(before))
    for one in numbers:
        if one.line_no != line.number or one.place < first:
            yield one
        elif -1 < end <= one.place:
            yield replace(one, place=one.place + len(after) - len(before))
