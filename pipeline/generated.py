"""What is generated so that it tells one truth: JSON Schemas from the models, the data dictionary from the tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.store import data_dictionary
from schemas.audit import Audit
from schemas.document import DOCUMENT
from schemas.finding import Findings
from schemas.plan import Plan
from schemas.profile import Profile

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "schemas" / "json"
DICTIONARY = ROOT / "docs" / "data-dictionary.md"
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
    return files | {DICTIONARY: data_dictionary()}


def stale() -> list[Path]:
    """The files that are missing or do not say what the models say."""
    return [path for path, text in texts().items() if not path.is_file() or path.read_text("utf-8") != text]


def write() -> None:
    """Write the files that are stale."""
    for path, text in texts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
