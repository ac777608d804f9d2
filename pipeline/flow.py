"""The one module that strings the stages together: read -> segment -> extract -> check -> store -> report."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from pipeline import audit as audits
from pipeline import changes, intake, results, stamp
from pipeline import profile as profiles
from pipeline.check import reviewed
from pipeline.compare import compare
from pipeline.errors import DocumentError, ProfileError, StoreError, UsageError
from pipeline.extract import extract
from pipeline.lock import exclusive
from pipeline.messages import Language
from pipeline.outcome import Ingested, IngestResult, ingested, run_record
from pipeline.read import read
from pipeline.refusal import Refusal
from pipeline.segment import segment
from pipeline.store import DATABASE
from pipeline.store.asking import asking
from pipeline.store.warehouse import build
from schemas.change import PlanChange
from schemas.document import Document
from schemas.finding import Findings
from schemas.plan import Plan

if TYPE_CHECKING:
    from pipeline.account import Account

Progress = Callable[[int, int, str], None]
"""Called with the number of documents done, the number of all, and the path of the one just done."""


class Understanding(NamedTuple):
    """A document and what the stages made of it; nothing is stored yet."""

    document: Document
    plan: Plan
    findings: Findings
    choice: profiles.Choice


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    plan_id: str
    out: Path
    profile: str | None
    force: bool


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: records only grow while a plan is read, and looking them all through again and
    again takes a third of the time of a long one.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def understand(path: Path, document_id: str, profile: str | None = None) -> Understanding:
    """Read and check one document without storing anything, as its auditor's file orders.

    Raises DocumentError, ProfileError.
    """
    audit = audits.load(path)
    with uncollected():
        document, corrections = audits.corrected(read(path, document_id), audit, audits.file_of(path))
        choice = profiles.choose(document, profile)
        outline = segment(document, choice.profile)
        plan = extract(document, outline, choice.profile).model_copy(update={"corrections": corrections})
        findings = reviewed(document, plan, choice.profile, audit)
    return Understanding(document, plan, findings, choice)


def ingest(
    paths: Sequence[Path],
    out: Path,
    *,
    profile: str | None = None,
    force: bool = False,
    prune: bool = False,
    jobs: int = 1,
    report: bool = True,
    progress: Progress | None = None,
) -> IngestResult:
    """Understand every document under `paths` and store the results in `out` beside what is there.

    A document that cannot be understood is told in the result; it keeps the results that it had, and the others go
    on. `profile` is used instead of the best fitting one; `force` redoes unchanged documents; `prune` removes the
    plans whose recorded file is gone; without `report` the pages stay as they are. Raises UsageError, ProfileError (a
    wrong `profile`), StoreError (results cannot be written; the database stays as it was).
    """
    started, clock = datetime.now(UTC), perf_counter()
    if profile is not None:
        profiles.load(profile)
    found = intake.gather(paths, out)
    if not found.files and not prune:
        raise UsageError("nothing-to-do", paths=", ".join(intake.shown(path) for path in paths))
    with exclusive(out):
        documents = []
        for one in _attempts(found.files, out, profile, force=force, jobs=jobs):
            if one.refusal and one.refusal.fatal:
                raise StoreError(one.refusal.code, **one.refusal.params)
            documents.append(one)
            if progress:
                progress(len(documents), len(found.files), one.path)
        pruned = _prune(out) if prune else []
        run = run_record(started, documents, _failed_and_gone(out) if prune else [])
        results.append_run(out, run)
        database = build(out)
        pages = _report(out) if report else None
    skipped = [intake.shown(path) for path in found.skipped]
    return IngestResult(run, documents, pruned, skipped, database, perf_counter() - clock, pages)


def recheck(out: Path, plan_id: str | None = None) -> list[Findings]:
    """Check the stored plans (or one) again, store what the checks find now, and rebuild the database if it changed.

    Waivers and acceptances are those of the auditor's files as they are now; corrections wait for the next `ingest`.
    Raises UsageError `plan-unknown`, DocumentError `audit-broken`, ProfileError, StoreError.
    """
    folders = results.plan_folders(out, plan_id)
    if not folders:
        return []
    told, changed = [], False
    with exclusive(out):
        for folder in folders:
            document, plan, before = results.read_plan(folder)
            known = stamp.read(folder)
            path = Path(known.path if known else document.path)
            audit = audits.load(path)
            now = _compared(before, reviewed(document, plan, profiles.load(plan.head.profile), audit))
            told.append(now)
            if known and audits.applied(audit, plan.corrections):
                known = replace(known, audit=audits.fingerprint(path))
            if now != before or known != stamp.read(folder):
                _write(out, document, plan, now, known)
            changed = changed or now != before
        if changed:
            _build(out)
    return told


def _compared(before: Findings | None, now: Findings) -> Findings:
    """The findings with what came and went since `before`; where nothing did, what had come and gone by then."""
    if before is None:
        return now
    differences = changes.between(before.findings, now.findings) or before.finding_changes
    return now.model_copy(update={"finding_changes": differences})


def remove(out: Path, plan_id: str) -> Path:
    """Remove a plan's results and rebuild the database. Raises UsageError `plan-unknown`, StoreError."""
    results.plan_folders(out, plan_id)
    with exclusive(out):
        results.remove_plan(out, plan_id)
        return _build(out)


def rebuild(out: Path) -> Path:
    """Make the database anew from the files under `out`. Raises UsageError `out-missing`, StoreError."""
    if not out.is_dir():
        raise UsageError("out-missing", path=str(out))
    with exclusive(out):
        return _build(out)


def report(out: Path) -> Path:
    """Make the database and the report anew from the files under `out`. Raises UsageError `out-missing`, StoreError."""
    if not out.is_dir():
        raise UsageError("out-missing", path=str(out))
    with exclusive(out):
        build(out)
        return _report(out)


def draft_profile(name: str, path: Path, language: Language) -> Path:
    """Write the first draft of a profile for documents like the one at `path`; where it lies.

    Raises DocumentError, UsageError `profile-name`, `profile-exists`, StoreError `output-failed`.
    """
    from pipeline.draft import draft  # noqa: PLC0415 - seldom needed

    profiles.refuse_taken(name)
    document = read(path, intake.plan_id(path))
    return profiles.write_new(name, draft(name, document, profiles.fallback(), language))


def account_for(name: str, paths: Sequence[Path]) -> Iterator[Account]:
    """What the profile `name` makes of each document. Raises DocumentError, ProfileError."""
    from pipeline.account import account  # noqa: PLC0415 - seldom needed

    for path in paths:
        document, plan, _, choice = understand(path, intake.plan_id(path), name)
        best = next((one.name for one in choice.scores if one.score >= profiles.load(one.name).threshold), "")
        yield account(replace(document, path=intake.shown(path)), plan, choice.profile, best)


def diff(out: Path, before: str, after: str) -> list[PlanChange]:
    """What changed from one stored plan to another of its family.

    Raises UsageError `plan-unknown`, `diff-families`; StoreError `result-broken`.
    """
    plans = [plan for plan_id in (before, after) for _, plan, _ in results.stored_plans(out, plan_id)]
    return compare(*plans)


def _attempts(files: list[Path], out: Path, profile: str | None, *, force: bool, jobs: int) -> Iterator[Ingested]:
    """What becomes of each file, in order: first refusals for its name, then the rest, which may run at once."""
    slots: list[Ingested | _Task] = []
    first: dict[str, Path] = {}
    for path in files:
        try:
            name = intake.plan_id(path)
            if other := first.get(name) or _elsewhere(out / name, path):
                raise DocumentError("plan-id-taken", path=intake.shown(path), plan_id=name, other=intake.shown(other))
            first[name] = path
            slots.append(_Task(path, name, out, profile, force))
        except DocumentError as error:
            slots.append(Ingested(intake.shown(path), "failed", refusal=Refusal.of(error)))
    tasks = [slot for slot in slots if isinstance(slot, _Task)]
    done = map(_attempt, tasks) if min(jobs, len(tasks)) <= 1 else _at_once(tasks, jobs)
    for slot in slots:
        yield next(done) if isinstance(slot, _Task) else slot


def _at_once(tasks: list[_Task], jobs: int) -> Iterator[Ingested]:
    from pipeline.workers import in_order  # noqa: PLC0415 - multiprocessing is slow to import, and seldom needed

    return in_order(_attempt, tasks, min(jobs, len(tasks)), _lost)


def _elsewhere(folder: Path, path: Path) -> Path | None:
    """The file that the plan in `folder` was made of, if it is another than `path` and still exists."""
    known = stamp.read(folder)
    if known is None or known.path == stamp.absolute(path):
        return None
    try:
        return None if path.samefile(known.path) else Path(known.path)
    except OSError:  # one of the two is gone
        return None


def _attempt(task: _Task) -> Ingested:
    """Ingest one document, or tell why not; never raises but for an interrupt."""
    clock = perf_counter()
    shown = intake.shown(task.path)
    try:
        told = _unchanged(task, shown) or _anew(task, shown)
    except (DocumentError, ProfileError, StoreError) as error:
        told = Ingested(shown, "failed", task.plan_id, refusal=Refusal.of(error))
    except Exception as error:  # noqa: BLE001 - one document's bug must not stop the others; it is told as a bug
        if os.environ.get("PHAEN_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        params: dict[str, object] = {"path": shown, "kind": type(error).__name__, "reason": str(error)[:200]}
        told = Ingested(shown, "failed", task.plan_id, refusal=Refusal("internal", params))
    return replace(told, seconds=perf_counter() - clock)


def _lost(task: _Task) -> Ingested:
    shown = intake.shown(task.path)
    return Ingested(shown, "failed", task.plan_id, refusal=Refusal("process-died", {"path": shown}))


def _unchanged(task: _Task, shown: str) -> Ingested | None:
    """What is stored of a document, where ingesting it again would give the same; None where it might not."""
    folder = task.out / task.plan_id
    known = None if task.force else stamp.read(folder)
    if known is None or not known.holds_for(task.path, task.profile):
        return None
    try:
        document, plan, findings = results.read_plan(folder)
    except StoreError:  # damaged results are no results
        return None
    return ingested(shown, "unchanged", document, plan, findings.findings, known.scores)


def _anew(task: _Task, shown: str) -> Ingested:
    """Understand a document and store the results."""
    audit = audits.fingerprint(task.path)  # before it is read: what changes meanwhile is a change
    document, plan, findings, choice = understand(task.path, task.plan_id, task.profile)
    document = replace(document, path=shown)
    known = stamp.Stamp(
        stamp.absolute(task.path),
        document.sha256,
        stamp.fingerprint(),
        task.profile,
        choice.profile.name,
        [(score.name, score.score, score.evidence) for score in choice.scores],
        audit,
    )
    before = _stored_findings(task.out / task.plan_id)
    findings = _compared(before, findings)
    _write(task.out, document, plan, findings, known)
    told = ingested(shown, "ok", document, plan, findings.findings, known.scores)
    return replace(told, changes=changes.between(before.findings, findings.findings) if before else [])


def _stored_findings(folder: Path) -> Findings | None:
    """The findings that are stored of a plan; None where there are none, or none that can be read."""
    try:
        return results.read_findings(folder)
    except StoreError:
        return None


def _write(out: Path, document: Document, plan: Plan, findings: Findings, known: stamp.Stamp | None) -> None:
    """Store a plan and then its stamp; in between there is none, so that a crash leaves no false one."""
    folder = out / plan.head.plan_id
    with results.writing(folder):
        stamp.remove(folder)
        results.write_plan(out, document, plan, findings)
        if known:
            stamp.write(folder, known)


def _build(out: Path) -> Path:
    """The database, and the report where there is one, made anew."""
    database = build(out)
    if (out / results.REPORT).is_dir():
        _report(out)
    return database


def _report(out: Path) -> Path:
    """The pages of plans that are not as their results are, and the overview; the database has just been built."""
    from pipeline import report as pages  # noqa: PLC0415 - templates and charts are slow to import, and not always made
    from pipeline.version import version  # noqa: PLC0415

    with asking(out / DATABASE) as ask:
        told = pages.tell(ask)
        for folder in results.plan_folders(out):
            made = pages.made_from([folder / name for name in results.RESULT_FILES], told[folder.name])
            if not pages.is_fresh(out, folder.name, made):
                plan = results.read_plan(folder)
                pages.write_plan(out, plan, told[folder.name], _pictures(out, folder, plan[0]), made)
        return pages.write_overview(out, ask, told, datetime.now(UTC), version())


def _pictures(out: Path, folder: Path, document: Document) -> dict[int, tuple[str, float, float]]:
    """The pictures of a plan's pages, by page: address from the plan's page, width and height in points."""
    if not any(line.box for line in document.lines):
        return {}
    from pipeline import report as pages  # noqa: PLC0415 - see _report
    from pipeline.read.picture import draw_pages  # noqa: PLC0415 - what draws is slow to import

    known, beside = stamp.read(folder), pages.folder_of(out, folder.name)
    with results.writing(beside):
        drawn = draw_pages(Path(known.path) if known else Path(document.path), document, beside)
    return {page: (one.file.relative_to(beside).as_posix(), one.width, one.height) for page, one in drawn.items()}


def _prune(out: Path) -> list[str]:
    """Remove the plans whose recorded file is gone; their ids."""
    stamps = {folder.name: stamp.read(folder) for folder in results.plan_folders(out)}
    gone = [plan_id for plan_id, known in stamps.items() if known and not Path(known.path).exists()]
    for plan_id in gone:
        results.remove_plan(out, plan_id)
    return gone


def _failed_and_gone(out: Path) -> list[str]:
    """The paths of documents that failed once and exist no more, so that their errors can be forgotten."""
    failed = dict.fromkeys(failure.path for run in results.read_runs(out) for failure in run.errors)
    return [path for path in failed if not Path(path).exists()]
