"""What an auditor says of a document, in `NAME.audit.toml` beside it: corrections, waivers, acceptances.

The models behind that file, its tables named as they are written there: `[[correct]]`, `[[waive]]`, `[[accept]]`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from schemas.finding import Finding
from schemas.profile import Strict

LONGEST = 2000
"""Characters of a text in the file; a correction of more is another document."""


def _printable(text: str) -> str:
    if not all(letter.isprintable() or letter == "\t" for letter in text):
        raise ValueError("a line break or another control character")
    return text


Line = Annotated[int, Field(ge=1, description="Number of the line, as `run.py show` and the findings tell it.")]
Words = Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(_printable)]
Seen = Annotated[str, Field(pattern="^[0-9a-f]{16}$", description="As `run.py accept` writes it.")]
Put = Annotated[str, Field(max_length=LONGEST), AfterValidator(_printable)]


class Correct(Strict):
    """Put other words in the place of some that were misread or misprinted, before anything is made of the text.

    `find` must stand exactly once in the line, or on the page; Thai and Arabic digits are one.
    """

    line: Line | None = None
    page: Annotated[int, Field(ge=1, description="Number of the page in the file, instead of a line.")] | None = None
    find: Words
    put: Put
    reason: Words
    by: Words

    @model_validator(mode="after")
    def _one_place(self) -> Correct:
        if (self.line is None) == (self.page is None):
            raise ValueError("give either line or page")
        return self


class Waive(Strict):
    """Let a finding stand with the status `waived`; `line`: only the finding that names this line."""

    code: Words
    subject: Words
    line: Line | None = None
    reason: Words
    by: Words
    on: date

    def meets(self, finding: Finding) -> bool:
        """Whether `finding` is one that this entry waives."""
        return (
            finding.code == self.code
            and finding.subject == self.subject
            and (self.line is None or any(self.line in span.lines for span in finding.source))
        )


class Accept(Strict):
    """Somebody has held a node against the source. `node`: its id, or as findings call it (`project 1.1.1/2`).

    `seen`: the hash of what the node told (`pipeline/seen.py`); once it tells something else the acceptance is stale.
    Without it, it holds for whatever the node tells.
    """

    node: Words
    by: Words
    on: date
    seen: Seen | None = None


class Audit(Strict):
    """The whole file."""

    correct: tuple[Correct, ...] = ()
    waive: tuple[Waive, ...] = ()
    accept: tuple[Accept, ...] = ()
