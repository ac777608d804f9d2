"""Results as files: what stands under OUT, and what every database is built from.

    write_plan -> OUT/<plan_id>/document.json, findings.json, plan.json
    append_run -> OUT/runs.jsonl

What is promised: the same results give the same bytes; whatever goes wrong while they are written, the old ones stay
and nothing temporary is left behind; what is read back is what its model says.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticSerializationError

from pipeline.errors import StoreError, UsageError, told_as
from pipeline.store import DATABASE
from schemas.document import DOCUMENT, Document
from schemas.finding import Findings
from schemas.plan import SCHEMA_VERSION, Plan

RUNS = "runs.jsonl"
REPORT = "report"
RESULT_FILES = DOCUMENT_FILE, FINDINGS_FILE, PLAN_FILE = "document.json", "findings.json", "plan.json"
RESERVED = {REPORT, DATABASE, RUNS}
"""Names in OUT that belong to somebody else, so that no plan may bear them."""

MOST_TOLD = 12
"""Plans that are named to somebody who asked for one that is not there."""

Parsed = TypeVar("Parsed")
Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class DocumentFailure(BaseModel):
    """Why a document could not be ingested: a row of `document_errors`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    code: str
    message_th: str
    message_en: str
    hint: str | None = None


class RunRecord(BaseModel):
    """A run of the ingest command: a line of `runs.jsonl`, a row of `runs`. `tried` are the paths that it took up."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    run_id: str
    started_at: Moment
    finished_at: Moment
    version: str
    documents_ok: int
    documents_failed: int
    documents_unchanged: int
    tried: list[str] = []
    errors: list[DocumentFailure] = []


# Plans ---------------------------------------------------------------------------------------------------------------

BETWEEN_RECORDS = re.compile(rb',(?=\{"[a-z])(?!\{"page":(?:null|-?\d+),"first_line")')
"""The comma before a record in compact JSON, a place (`Span`) excepted. Texts are safe: a quotation mark inside one
comes with a backslash, and the one that ends it is never followed by a letter."""


def write_plan(out: Path, document: Document, plan: Plan, findings: Findings) -> None:
    """Write the three files of a plan to OUT/<plan_id>/, a record per line; the same input gives the same bytes.

    All are written aside and then renamed, `plan.json` last: a folder without it is no plan.
    Raises StoreError "store-write" if they cannot be written; then the old ones stay.
    """
    folder = out / plan.head.plan_id
    with writing(folder):
        name = plan.head.plan_id
        if name != folder.name or name.startswith(".") or name in RESERVED or not name.isprintable():
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        contents = {
            DOCUMENT_FILE: DOCUMENT.dump_json(document),
            FINDINGS_FILE: findings.model_dump_json().encode(),
            PLAN_FILE: plan.model_dump_json().encode(),
        }
        _put(folder, {file: BETWEEN_RECORDS.sub(b",\n", content) + b"\n" for file, content in contents.items()})


def read_plan(folder: Path) -> tuple[Document, Plan, Findings]:
    """Read back, and check, what `write_plan` wrote to `folder`.

    Raises StoreError "result-broken" if a file is missing, is not what its model says, is of another version of the
    schema, or tells of another plan.
    """
    document = _read(folder / DOCUMENT_FILE, DOCUMENT.validate_json)
    plan = _read(folder / PLAN_FILE, Plan.model_validate_json)
    findings = read_findings(folder)
    for name, found, expected in (
        (PLAN_FILE, plan.schema_version, SCHEMA_VERSION),
        (FINDINGS_FILE, findings.schema_version, SCHEMA_VERSION),
        (PLAN_FILE, plan.head.plan_id, folder.name),
        (FINDINGS_FILE, findings.plan_id, folder.name),
        (DOCUMENT_FILE, document.document_id, plan.head.document_id),
    ):
        if found != expected:
            raise StoreError("result-broken", path=str(folder / name), reason=f"{found!r} != {expected!r}")
    return document, plan, findings


def read_findings(folder: Path) -> Findings:
    """What is stored of a plan's findings alone. Raises StoreError "result-broken"."""
    return _read(folder / FINDINGS_FILE, Findings.model_validate_json)


def plan_folders(out: Path, plan_id: str | None = None) -> list[Path]:
    """The folders of the stored plans by name, or the one of `plan_id`; none if there is no such folder as `out`.

    Raises UsageError "plan-unknown" with the nearest known names, or else the first ones; "plans-none".
    """
    folders = sorted(file.parent for file in out.glob(f"*/{PLAN_FILE}") if not file.parent.name.startswith("."))
    if plan_id is None:
        return folders
    if wanted := [folder for folder in folders if folder.name == plan_id]:
        return wanted
    if not folders:
        raise UsageError("plans-none", out=str(out))
    known = [folder.name for folder in folders]
    told = get_close_matches(plan_id, known, cutoff=0.4) or known[:MOST_TOLD]
    raise UsageError("plan-unknown", plan_id=plan_id, known=", ".join(told))


def stored_plans(out: Path, plan_id: str | None = None) -> Iterator[tuple[Document, Plan, Findings]]:
    """The stored plans (or one), by their ids.

    Raises UsageError "plan-unknown", "plans-none", StoreError "result-broken".
    """
    folders = plan_folders(out, plan_id)
    if not folders:
        raise UsageError("plans-none", out=str(out))
    return map(read_plan, folders)


def remove_plan(out: Path, plan_id: str) -> None:
    """Delete the folder of a plan; the database forgets it when it is next built.

    Raises UsageError "plan-unknown", StoreError "store-write" if it cannot be deleted.
    """
    (folder,) = plan_folders(out, plan_id)
    with writing(folder):
        (folder / PLAN_FILE).unlink()  # first, because what is left of a folder is then no plan
        shutil.rmtree(folder)


# Runs ----------------------------------------------------------------------------------------------------------------


def append_run(out: Path, run: RunRecord) -> None:
    """Add a line to OUT/runs.jsonl, a whole one or (StoreError "store-write") none."""
    with writing(out / RUNS):
        before = (out / RUNS).read_bytes() if (out / RUNS).exists() else b""
        _put(out, {RUNS: before + run.model_dump_json().encode() + b"\n"})


def read_runs(out: Path) -> list[RunRecord]:
    """The runs of OUT/runs.jsonl, the first one first; none if there is no such file.

    Raises StoreError "result-broken", with the number of the line in the path, if a line is not a run.
    """
    path = out / RUNS
    lines = _read(path, bytes.splitlines) if path.exists() else []
    runs = []
    for number, line in enumerate(lines, 1):
        with reading(f"{path}:{number}"):
            runs.append(RunRecord.model_validate_json(line))
    return runs


# Reading and writing -------------------------------------------------------------------------------------------------


def reading(path: Path | str, *errors: type[Exception]) -> AbstractContextManager[None]:
    """Turn what is wrong with the content of `path`, `errors` included, into StoreError "result-broken"."""
    return told_as(StoreError, "result-broken", OSError, ValidationError, *errors, path=str(path))


def writing(path: Path, *errors: type[Exception]) -> AbstractContextManager[None]:
    """Turn whatever keeps `path` from being written, `errors` included, into StoreError "store-write"."""
    return told_as(
        StoreError, "store-write", OSError, UnicodeError, PydanticSerializationError, *errors, path=str(path)
    )


def _read(path: Path, parse: Callable[[bytes], Parsed]) -> Parsed:
    with reading(path):
        return parse(path.read_bytes())


def _put(folder: Path, contents: dict[str, bytes]) -> None:
    """Write all files aside in `folder` (made if need be) and only then rename them, in the order given."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = {name: folder / f".{name}.tmp" for name in contents}
    try:
        for name, content in contents.items():
            aside[name].write_bytes(content)
        for name, path in aside.items():
            path.replace(folder / name)
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
