"""Everything that phaen refuses to do, as a short tree. Only the command line turns these into message and exit code.

PhaenError          a refusal with a code; texts stand in `schemas/messages/errors.toml`
├── DocumentError   one document cannot be understood; the others go on
├── ProfileError    a profile is wrong in itself
├── StoreError      the results cannot be written or the database cannot be built or asked
└── UsageError      the command was called with something that makes no sense
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError


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


def reason_of(error: Exception) -> str:
    """What an error says, in one line; of a record that does not fit its model, the first thing that is wrong."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        return ": ".join(filter(None, [".".join(map(str, first["loc"])), first["msg"]]))
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text.strip().partition("\n")[0]


@contextmanager
def told_as(refusal: type[PhaenError], code: str, *errors: type[Exception], **params: object) -> Iterator[None]:
    """Turn `errors` into a refusal that tells their reason."""
    try:
        yield
    except errors as error:
        raise refusal(code, reason=reason_of(error), **params) from error
