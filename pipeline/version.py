"""Which phaen this is."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@cache
def version() -> str:
    """The version that `pyproject.toml` names; where phaen was installed without it, that of the installed package."""
    if PROJECT.is_file():
        with PROJECT.open("rb") as file:
            return str(tomllib.load(file)["project"]["version"])
    from importlib.metadata import version as installed  # noqa: PLC0415 - slow, and needed only here

    return installed("phaen")
