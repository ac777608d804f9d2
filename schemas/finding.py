"""What *check* finds: a value with its evidence, never an exception."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.plan import SCHEMA_VERSION, Record, Span

Severity = Literal["error", "warning", "info"]
Status = Literal["open", "waived"]
Change = Literal["new", "gone", "changed", "waived", "reopened"]
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


class Waiver(Record):
    """An auditor's waiver and a finding that it meets (NULL: none); `ordinal` is its place in the auditor's file."""

    plan_id: str
    ordinal: int
    finding_id: str | None = None
    code: str
    subject: str
    line_no: int | None = None
    reason: str
    waived_by: str
    waived_on: date


class Acceptance(Record):
    """A node that somebody has held against the source."""

    plan_id: str
    node_id: str
    accepted_by: str
    accepted_on: date


class FindingChange(Record):
    """What became of a finding since the results before these: it is `new`, `gone`, or tells other sides (`changed`).

    `waived` and `reopened`: an auditor's waiver came or went. The texts are those of the finding as it is, or was.
    """

    plan_id: str
    ordinal: int
    change: Change
    finding_id: str
    code: str
    severity: Severity
    subject: str
    expected: str | None = None
    found: str | None = None
    message_th: str
    message_en: str


class Findings(BaseModel):
    """The content of `findings.json`."""

    model_config = ConfigDict(extra="forbid")

    schema_version: int = SCHEMA_VERSION
    plan_id: str
    findings: list[Finding] = []
    waivers: list[Waiver] = []
    acceptances: list[Acceptance] = []
    finding_changes: list[FindingChange] = []
