"""What is generated so that it tells one truth: JSON Schemas from the models, the data dictionary from the tables, the
list of findings from their messages.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.messages import catalogue
from pipeline.store.dictionary import data_dictionary
from schemas.audit import Audit
from schemas.document import DOCUMENT
from schemas.finding import SEVERITIES, Findings, Severity
from schemas.plan import Plan
from schemas.profile import Profile

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "schemas" / "json"
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
FINDINGS = ROOT / "docs" / "findings.md"
FINDINGS_HEAD = """\
# Findings

What the checks find in a plan, most severe first. Made from `schemas/messages/findings.toml`; not to be edited by hand.
Severity is the usual one: where pages of a part are lost, a count is a warning; opposite comparators of one target are
an error. What an auditor has waived (`docs/audit.md`) keeps its severity.
"""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def texts() -> dict[Path, str]:
    """File -> content, for every generated file."""
    schemas: dict[str, dict[str, Any]] = {
        "audit": Audit.model_json_schema(),
        "document": DOCUMENT.json_schema(mode="serialization"),
        "findings": Findings.model_json_schema(mode="serialization"),
        "plan": Plan.model_json_schema(mode="serialization"),
        "profile": Profile.model_json_schema(),
    }
    files = {
        FOLDER / f"{name}.schema.json": json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }
    return files | {DICTIONARY: data_dictionary(), FINDINGS: findings_page()}


def findings_page() -> str:
    """The text of `docs/findings.md`: each code with its title, explanation and examples."""
    page = [FINDINGS_HEAD, "| code | severity | | |\n| --- | --- | --- | --- |"]
    listed = sorted(catalogue("findings").items(), key=lambda one: SEVERITIES.index(_severity(one[1])))
    page += [
        f"| [{code}](#{code}) | {one['severity']} | {one['title_en']} | {one['title_th']} |" for code, one in listed
    ]
    for code, one in listed:
        page.append(f"\n## {code}\n\n{one['severity']} · {one['title_en']} · {one['title_th']}\n")
        page.append(f"{one['why_en']}\n\n{one['why_th']}\n")
        page.append(f"- raised: {one['example']}\n- not raised: {one['counter_example']}")
    return "\n".join(page) + "\n"


def _severity(entry: dict[str, str]) -> Severity:
    return next(one for one in SEVERITIES if one == entry["severity"])


def stale() -> list[Path]:
    """The files that are missing or do not say what the models say."""
    return [path for path, text in texts().items() if not path.is_file() or path.read_text("utf-8") != text]


def write() -> None:
    """Write the files that are stale."""
    for path, text in texts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
