"""What *check* finds: a value with its evidence, never an exception."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.plan import SCHEMA_VERSION, Span

Severity = Literal["error", "warning", "info"]
Status = Literal["open", "waived"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Finding(BaseModel):
    """One thing that the document, or our reading of it, contradicts itself in.

    `expected` is what the document says first, `found` what was counted or read; `source` lists every place, the
    claim's first. `subject` names the thing: part (where a plan has several), agency, kind and number.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    finding_id: str
    plan_id: str
    code: str
    severity: Severity
    status: Status = "open"
    subject: str
    expected: str | None = None
    found: str | None = None
    message_th: str
    message_en: str
    source: list[Span] = []


class Findings(BaseModel):
    """The content of `findings.json`."""

    model_config = ConfigDict(extra="forbid")

    schema_version: int = SCHEMA_VERSION
    plan_id: str
    findings: list[Finding] = []
