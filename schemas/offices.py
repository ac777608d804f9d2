"""The model behind `schemas/units.toml`: offices that plans name, and how they are spelled."""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from pathlib import Path

from schemas.profile import Strict


class Offices(Strict):
    """`known`: office -> the units that it has; `aliases`: name in the database -> spellings printed for it."""

    known: dict[str, list[str]]
    aliases: dict[str, list[str]]

    @cached_property
    def named(self) -> dict[str, str]:
        """Printed spelling -> the name that the database uses."""
        return {printed: name for name, spellings in self.aliases.items() for printed in spellings}


@cache
def offices() -> Offices:
    """The list of offices, read once."""
    with (Path(__file__).parent / "units.toml").open("rb") as file:
        return Offices.model_validate(tomllib.load(file))
