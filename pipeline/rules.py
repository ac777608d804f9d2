"""Where a rule stands in its profile: the address that a line bears, as a line of the TOML file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipeline import profile as profiles

_HEAD = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_NAME = re.compile(r"^\s*name\s*=\s*[\"']([^\"']+)[\"']")


def place(profile: str, rule: str | None) -> str | None:
    """`NAME.toml:301` for the rule `tables.2`; None where it has no entry (a wrapped title, a blank line)."""
    line = line_of(profile, rule)
    return f"{profile}.toml:{line}" if line else None


def line_of(profile: str, rule: str | None) -> int | None:
    """The line at which a rule's entry begins; None where the profile has no such entry."""
    found = _addresses(profiles.path_of(profile)) if rule else {}
    address = rule or ""
    while address:
        if address in found:
            return found[address]
        address = address.rpartition(".")[0]
    return None


@cache
def _addresses(path: Path) -> dict[str, int]:
    """Address -> line, of every table in a profile: by its place (`sections.5.labels.1`), by its name if it has one.

    An array's n-th table has the address NAME.n; one inside another's table goes on from the last one of that.
    """
    found: dict[str, int] = {}
    counted: dict[str, int] = {}
    current = ""
    for number, text in enumerate(path.read_text("utf-8").split("\n"), 1):
        head = _HEAD.match(text)
        if head:
            current = _address(head[2], counted, array=head[1] == "[[")
            found.setdefault(current, number)
        elif (name := _NAME.match(text)) and current:
            above = current.rpartition(".")[0]
            found.setdefault(f"{above}.{name[1]}" if above else name[1], found[current])
    return found


def _address(path: str, counted: dict[str, int], *, array: bool) -> str:
    address = ""
    steps = path.split(".")
    for at, step in enumerate(steps):
        address = f"{address}.{step}" if address else step
        if array and at == len(steps) - 1:
            counted[address] = counted.get(address, 0) + 1
        if address in counted:
            address = f"{address}.{counted[address]}"
    return address
