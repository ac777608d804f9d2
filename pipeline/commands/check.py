"""`check`: check the stored plans again."""

from __future__ import annotations

from pipeline import flow
from pipeline.commands.options import EXTRACTED, VOICE, Json, OnePlan, Out, Strict, leave_if_strict
from pipeline.terminal.findings import findings_lines
from schemas.finding import SEVERITIES


def check(plan: OnePlan = None, out: Out = EXTRACTED, strict: Strict = False, json: Json = False) -> None:
    """Check the stored plans again and store the findings."""
    voice = VOICE.get()
    checked = flow.recheck(out, plan)
    findings = [finding for one in checked for finding in one.findings]
    if json:
        voice.json({"plans": [one.model_dump(mode="json") for one in checked]})
    else:
        voice.out(findings_lines(voice, findings, SEVERITIES))
        if checked and not findings:
            voice.say(voice.text("no-findings"))
    voice.say(voice.text("checked", plans=len(checked)) if checked else voice.text("no-plans", out=out))
    leave_if_strict(strict, findings)
