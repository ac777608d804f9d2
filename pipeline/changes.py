"""What came and went between two results of one plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.finding import Change, Finding, FindingChange

Key = tuple[str, str, str | None, str | None]


def between(before: Iterable[Finding], now: Iterable[Finding]) -> list[FindingChange]:
    """Findings that are new, gone, told with other sides, waived or open again: first those that are there now.

    A finding is the same where code, subject and both sides are. Its id alone would not do: of two findings of one
    code and subject the second is numbered, and takes the other's id when that one goes.
    """
    old, fresh = _by_key(before), _by_key(now)
    gone = [one for key, listed in old.items() for one in listed[len(fresh.get(key, ())) :]]
    found: list[tuple[Change, Finding]] = []
    for key, listed in fresh.items():
        known = old.get(key, [])
        for earlier, one in zip(known, listed, strict=False):
            if earlier.status != one.status:
                found.append(("waived" if one.status == "waived" else "reopened", one))
        for one in listed[len(known) :]:
            told_otherwise = next((other for other in gone if (other.code, other.subject) == key[:2]), None)
            if told_otherwise:
                gone.remove(told_otherwise)
            found.append(("changed" if told_otherwise else "new", one))
    found += [("gone", one) for one in gone]
    return list(_records(found))


def _by_key(findings: Iterable[Finding]) -> dict[Key, list[Finding]]:
    found: dict[Key, list[Finding]] = {}
    for one in findings:
        found.setdefault((one.code, one.subject, one.expected, one.found), []).append(one)
    return found


def _records(changes: Iterable[tuple[Change, Finding]]) -> Iterator[FindingChange]:
    for ordinal, (change, one) in enumerate(changes, 1):
        told = one.model_dump(exclude={"status", "source"})
        yield FindingChange(ordinal=ordinal, change=change, **told)
