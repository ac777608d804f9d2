"""JSON Schemas of the result files and of profiles, generated from the models so that they tell one truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from schemas.document import DOCUMENT
from schemas.finding import Findings
from schemas.plan import Plan
from schemas.profile import Profile

FOLDER = Path(__file__).resolve().parent.parent / "schemas" / "json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def texts() -> dict[Path, str]:
    """File -> content, for every schema."""
    schemas: dict[str, dict[str, Any]] = {
        "document": DOCUMENT.json_schema(mode="serialization"),
        "findings": Findings.model_json_schema(mode="serialization"),
        "plan": Plan.model_json_schema(mode="serialization"),
        "profile": Profile.model_json_schema(),
    }
    return {
        FOLDER / f"{name}.schema.json": json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def stale() -> list[Path]:
    """The files that are missing or do not say what the models say."""
    return [path for path, text in texts().items() if not path.is_file() or path.read_text("utf-8") != text]


def write() -> None:
    """Write the files that are stale."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in texts().items():
        path.write_text(text, "utf-8")
