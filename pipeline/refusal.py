"""A refusal as a value: what a run remembers of an error, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import Literal

from pipeline.errors import PhaenError, StoreError
from pipeline.messages import Language, catalogue


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error's code and what fills its message; unlike the exception it can go from process to process.

    `fatal`: the results cannot be written, which ends the run and is not one document's trouble.
    """

    code: str
    params: dict[str, object]
    fatal: bool = False

    @classmethod
    def of(cls, error: PhaenError) -> Refusal:
        """`error` as a value."""
        return cls(error.code, error.params, fatal=isinstance(error, StoreError))

    def text(self, language: Language, key: Literal["hint"] | None = None) -> str:
        """What is wrong, or with `hint` what to do about it."""
        # not `message()`: a refusal's parameters may be called `name` or `code`, as that function's own are
        template = catalogue("errors")[self.code][f"{key}_{language}" if key else language]
        return Formatter().vformat(template, (), self.params)

    def texts(self) -> dict[str, str]:
        """All there is to tell: code, message and hint in both languages."""
        return {
            "code": self.code,
            "message_th": self.text("th"),
            "message_en": self.text("en"),
            "hint_th": self.text("th", "hint"),
            "hint_en": self.text("en", "hint"),
        }
