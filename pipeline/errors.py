"""Everything that phaen refuses to do, as a short tree. Only the command line turns these into message and exit code.

PhaenError          a refusal with a code; texts stand in `schemas/messages/errors.toml`
├── DocumentError   one document cannot be understood; the others go on
├── ProfileError    a profile is wrong in itself
├── StoreError      the results cannot be written or the database cannot be built or asked
└── UsageError      the command was called with something that makes no sense
"""

from __future__ import annotations


class PhaenError(Exception):
    """A refusal: `code` names its message, `params` fill it."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({told})" if told else self.code


class DocumentError(PhaenError):
    """One document cannot be understood."""


class ProfileError(PhaenError):
    """A profile is wrong in itself."""


class StoreError(PhaenError):
    """The results cannot be written, or the database cannot be built or asked."""


class UsageError(PhaenError):
    """The command was called with something that makes no sense."""
