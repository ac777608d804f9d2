"""The command line of phaen. `python run.py` ingests `raw/`; `python run.py --help` tells the rest.

Data goes to standard output, talk to standard error. Exit codes: 0 done; 1 findings of severity error are open and
`--strict` was given, or `schema --check` found a stale file; 2 wrong usage; 3 some document could not be ingested, or
results could not be read or written; 130 interrupted; 141 the reader of the output went away.

Help texts stand in `schemas/messages/cli.toml` under the names of commands and options. What a command needs is
imported when it runs, so that none waits for another's libraries.
"""

# ruff: noqa: PLC0415 - see the last sentence above

from __future__ import annotations

import gc
import io
import os
import sys
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.main

from pipeline.errors import PhaenError, ProfileError, StoreError, UsageError, told_as
from pipeline.refusal import Refusal
from pipeline.terminal.voice import ReaderGoneError, Voice, split_language, voice_of

DONE, ERRORS_OPEN, WRONG_USAGE, NOT_INGESTED, INTERRUPTED, READER_GONE = 0, 1, 2, 3, 130, 141

VOICE: ContextVar[Voice] = ContextVar("voice")

Out = Annotated[Path, typer.Option(metavar="DIR")]
Json = Annotated[bool, typer.Option("--json")]
Strict = Annotated[bool, typer.Option("--strict")]
OnePlan = Annotated[str | None, typer.Option(metavar="PLAN")]
EXTRACTED = Path("extracted")
RAW = Path("raw")

SETTINGS = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=SETTINGS
)
profile_app = typer.Typer(rich_markup_mode=None, context_settings=SETTINGS, no_args_is_help=True)
app.add_typer(profile_app, name="profile")


def _version(wanted: bool) -> None:
    if wanted:
        from pipeline.version import version

        VOICE.get().out(f"phaen {version()}")
        raise typer.Exit


@app.callback()
def run(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Options before any command."""


@app.command()
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATHS", show_default=False)] = None,
    out: Out = EXTRACTED,
    jobs: Annotated[int, typer.Option(min=1, metavar="N")] = 1,
    profile: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    prune: Annotated[bool, typer.Option("--prune")] = False,
    why: Annotated[bool, typer.Option("--why")] = False,
    strict: Strict = False,
    no_report: Annotated[bool, typer.Option("--no-report")] = False,
    json: Json = False,
) -> None:
    """Read, check and store plans."""
    from pipeline import flow
    from pipeline.terminal import run_table
    from pipeline.terminal.progress import progress_on

    voice = VOICE.get()
    with progress_on(voice) as progress:
        result = flow.ingest(
            paths or [RAW],
            out,
            profile=profile,
            force=force,
            prune=prune,
            jobs=jobs,
            report=not no_report,
            progress=progress,
        )
    if json:
        voice.json(run_table.ingest_data(result))
    else:
        voice.out(run_table.ingest_lines(voice, result, why=why))
    run_table.ingest_talk(voice, result)
    if result.run.documents_failed:
        raise typer.Exit(NOT_INGESTED)
    _leave_if_strict(strict, [finding for one in result.documents for finding in one.findings])


@app.command()
def check(plan: OnePlan = None, out: Out = EXTRACTED, strict: Strict = False, json: Json = False) -> None:
    """Check the stored plans again and store the findings."""
    from pipeline import flow
    from pipeline.terminal.findings import findings_lines
    from schemas.finding import SEVERITIES

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
    _leave_if_strict(strict, findings)


PlanId = Annotated[str, typer.Argument(metavar="PLAN")]
Reason = Annotated[str, typer.Option(metavar="TEXT")]
By = Annotated[str, typer.Option(metavar="NAME")]
OneLine = Annotated[int | None, typer.Option(min=1, metavar="N", show_default=False)]


@app.command()
def waive(
    plan: PlanId,
    code: Annotated[str, typer.Argument(metavar="CODE")],
    subject: Annotated[str, typer.Argument(metavar="SUBJECT")],
    reason: Reason,
    by: By,
    line: OneLine = None,
    out: Out = EXTRACTED,
) -> None:
    """Waive a finding."""
    from pipeline import desk

    findings = desk.waive(out, plan, code=code, subject=subject, line=line, reason=reason, by=by)
    count = sum(one.status == "waived" for one in findings.findings)
    VOICE.get().say(VOICE.get().text("waived-now", count=count, path=desk.file_shown(out, plan)))


@app.command()
def accept(
    plan: PlanId,
    number: Annotated[str, typer.Argument(metavar="NUMBER")],
    by: By,
    part: Annotated[str | None, typer.Option(metavar="PART")] = None,
    agency: Annotated[str | None, typer.Option(metavar="MARK")] = None,
    out: Out = EXTRACTED,
) -> None:
    """Accept a node."""
    from pipeline import desk
    from pipeline.terminal.views import plain_number

    findings = desk.accept(out, plan, plain_number(number), part=part, agency=agency, by=by)
    VOICE.get().say(VOICE.get().text("accepted-now", count=len(findings.acceptances), path=desk.file_shown(out, plan)))


@app.command()
def correct(
    plan: PlanId,
    find: Annotated[str, typer.Argument(metavar="FIND")],
    put: Annotated[str, typer.Argument(metavar="PUT")],
    reason: Reason,
    by: By,
    line: OneLine = None,
    page: Annotated[int | None, typer.Option(min=1, metavar="N", show_default=False)] = None,
    out: Out = EXTRACTED,
) -> None:
    """Correct the text of a document."""
    from pipeline import desk
    from pipeline.terminal import run_table

    voice = VOICE.get()
    result = desk.correct(out, plan, find, put, line=line, page=page, reason=reason, by=by)
    voice.out(run_table.ingest_lines(voice, result, why=False))
    run_table.ingest_talk(voice, result)
    if result.run.documents_failed:
        raise typer.Exit(NOT_INGESTED)
    voice.say(voice.text("corrected-now", path=desk.file_shown(out, plan)))


@app.command()
def show(
    number: Annotated[str, typer.Argument(metavar="NUMBER")],
    plan: OnePlan = None,
    part: Annotated[str | None, typer.Option(metavar="PART")] = None,
    out: Out = EXTRACTED,
    full: Annotated[bool, typer.Option("--full")] = False,
    trail: Annotated[bool, typer.Option("--trail")] = False,
    json: Json = False,
) -> None:
    """Show all nodes that bear a number."""
    from pipeline import results
    from pipeline.terminal.show import show_lines
    from pipeline.terminal.views import plain_number, views

    voice = VOICE.get()
    if trail or ":" in number:
        _show_trail(number, plan, part, out, json=json)
        return
    wanted = plain_number(number)
    found = [
        view
        for document, records, findings in results.stored_plans(out, plan)
        for view in views(document, records, findings, wanted, part)
    ]
    if not found:
        raise UsageError("number-unknown", number=wanted, out=out)
    if json:
        voice.json({"number": wanted, "nodes": found})
    else:
        voice.out(show_lines(voice, found, full=full))


def _show_trail(name: str, plan: str | None, part: str | None, out: Path, *, json: bool) -> None:
    """The trail of the record of an id, or of all that hangs on the nodes of a number."""
    from pipeline import results
    from pipeline.terminal.trail import trail_lines
    from pipeline.terminal.views import plain_number
    from pipeline.trail import Trails

    voice = VOICE.get()
    found = [
        (table, trails.of(record))
        for document, records, findings in results.stored_plans(out, plan)
        for trails in [Trails(document, records, findings.findings)]
        for table, record in (trails.named(name) if ":" in name else trails.numbered(plain_number(name), part))
    ]
    if not found:
        raise UsageError("record-unknown" if ":" in name else "number-unknown", number=name, name=name, out=out)
    if json:
        voice.json({"id": name, "records": [{"table": table, **trail} for table, trail in found]})
    else:
        voice.out(trail_lines(voice, found))


@app.command()
def export(
    format: Annotated[str, typer.Option("--format", metavar="FORMAT")],  # noqa: A002 - the option's name
    to: Annotated[Path, typer.Option(metavar="DIR", show_default=False)] = Path("export"),
    plan: OnePlan = None,
    out: Out = EXTRACTED,
) -> None:
    """Copy the database to files of another kind."""
    from pipeline import export as exports
    from pipeline import prov, results

    voice = VOICE.get()
    kind = next((one for one in exports.FORMATS if one == format), None)
    if kind is None:
        raise UsageError("format-unknown", name=format, known=", ".join(exports.FORMATS))
    if kind == "prov":
        told = (
            (one.head.plan_id, prov.of_plan(document, one, found))
            for document, one, found in results.stored_plans(out, plan)
        )
        made = exports.trails(to, told)
    elif plan is not None:
        raise UsageError("export-whole", format=kind)
    else:
        made = exports.export(out, kind, to)
    voice.say(voice.text("exported", files=len(made.files), folder=to))
    if made.cells_cut or made.rows_left_out:
        voice.say(voice.text("exported-cut", cells=made.cells_cut, rows=made.rows_left_out))


@app.command()
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    page: Annotated[int | None, typer.Option(min=1, metavar="N")] = None,
    picture: Annotated[Path | None, typer.Option(metavar="PNG")] = None,
    json: Json = False,
) -> None:
    """Show what the reader makes of a file."""
    from pipeline import intake
    from pipeline.read import read as read_file
    from pipeline.terminal.reading import read_data, read_lines

    voice = VOICE.get()
    if not file.is_file():
        raise UsageError("path-missing", path=intake.shown(file))
    if picture is not None and page is None:
        raise UsageError("picture-of-what", path=intake.shown(picture))
    document = read_file(file, intake.plan_id(file))
    told = read_data(document, page)
    if page is not None and not told["lines"] and not told["pages"]:
        raise UsageError("page-unknown", page=str(page), path=intake.shown(file), pages=str(len(document.pages)))
    if picture is not None and page is not None:
        from pipeline.read.picture import draw

        with told_as(StoreError, "output-failed", OSError):
            boxes = draw(file, document, page, picture)
        voice.say(voice.text("picture-written", path=intake.shown(picture), boxes=boxes))
    if json:
        voice.json(told)
    elif picture is None:
        voice.out(read_lines(voice, told))


@app.command()
def outline(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    profile: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    json: Json = False,
) -> None:
    """Show a document's tree as understood."""
    from pipeline import flow, intake
    from pipeline.terminal.outline import outline_data, outline_lines

    voice = VOICE.get()
    if not file.is_file():
        raise UsageError("path-missing", path=intake.shown(file))
    document, plan, _, _ = flow.understand(file, intake.plan_id(file), profile)
    told = outline_data(document, plan)
    if json:
        voice.json(told)
    else:
        voice.out(outline_lines(voice, told))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="PLAN")],
    after: Annotated[str, typer.Argument(metavar="PLAN")],
    out: Out = EXTRACTED,
    json: Json = False,
) -> None:
    """Show what changed between two plans of a family."""
    from pipeline import flow
    from pipeline.terminal.changes import diff_data, diff_lines

    voice = VOICE.get()
    changes = flow.diff(out, before, after)
    if json:
        voice.json(diff_data(before, after, changes))
    else:
        voice.out(diff_lines(voice, before, after, changes))


@app.command("query")
def query_database(
    sql: Annotated[str, typer.Argument(metavar="SQL")],
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", show_default=False)] = None,
    out: Out = EXTRACTED,
    json: Json = False,
) -> None:
    """Ask the database in SQL."""
    from pipeline.store import DATABASE
    from pipeline.store.asking import query
    from pipeline.terminal.answer import answer_data, answer_lines

    voice = VOICE.get()
    columns, rows = query(out / DATABASE, sql, limit)
    if json:
        voice.json(answer_data(columns, rows))
    else:
        voice.out(answer_lines(voice, columns, rows))
        voice.say(voice.text("rows-more" if len(rows) == limit else "rows", count=len(rows)))


@app.command("store")
def rebuild(out: Out = EXTRACTED) -> None:
    """Rebuild the database."""
    from pipeline import flow

    VOICE.get().say(VOICE.get().text("built", database=flow.rebuild(out)))


@app.command()
def report(out: Out = EXTRACTED) -> None:
    """Make the report."""
    from pipeline import flow, intake

    VOICE.get().say(VOICE.get().text("report-made", report=intake.shown(flow.report(out))))


@app.command()
def remove(plan: Annotated[str, typer.Argument(metavar="PLAN")], out: Out = EXTRACTED) -> None:
    """Remove a plan."""
    from pipeline import flow

    flow.remove(out, plan)
    VOICE.get().say(VOICE.get().text("removed", plan=plan))


@app.command()
def schema(check: Annotated[bool, typer.Option("--check")] = False) -> None:
    """Write the JSON Schemas of the result files, and the data dictionary."""
    from pipeline import generated

    voice = VOICE.get()
    stale = generated.stale()
    for path in stale:
        voice.say(voice.text("schema-stale" if check else "schema-written", path=path.name))
    if not stale:
        voice.say(voice.text("schema-fresh"))
    elif check:
        raise typer.Exit(ERRORS_OPEN)
    else:
        generated.write()


@profile_app.command("list")
def list_profiles(json: Json = False) -> None:
    """List the profiles."""
    from pipeline import profile as profiles
    from pipeline.terminal.layout import Column, Table

    voice = VOICE.get()
    loaded = [profiles.load(name) for name in profiles.names()]
    if json:
        voice.json({"profiles": [{"name": one.name, "version": one.version, "title": one.title} for one in loaded]})
        return
    columns = [Column(voice.text("column-profile")), Column(voice.text("column-title"), elastic=True)]
    voice.out(Table(columns, [[one.name, one.title[voice.language]] for one in loaded]).lines(voice.columns))


@profile_app.command("new")
def new_profile(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    source: Annotated[Path, typer.Option("--from", metavar="FILE")],
) -> None:
    """Write the first draft of a profile."""
    from pipeline import flow, intake

    voice = VOICE.get()
    if not source.is_file():
        raise UsageError("path-missing", path=intake.shown(source))
    path = flow.draft_profile(name, source, voice.language)
    voice.say(voice.text("profile-written", path=intake.shown(path), name=name, file=intake.shown(source)))


@profile_app.command("check")
def check_profile(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE", show_default=False)] = None,
    full: Annotated[bool, typer.Option("--full")] = False,
    json: Json = False,
) -> None:
    """Hold a profile against its examples and against documents."""
    from pipeline import account, flow, intake
    from pipeline import profile as profiles
    from pipeline.terminal.account import check_data, check_lines

    voice = VOICE.get()
    for file in files or ():
        if not file.is_file():
            raise UsageError("path-missing", path=intake.shown(file))
    profile = profiles.load(name)
    bad, contended = account.bad_examples(profile), account.contended_examples(profile)
    accounts = list(flow.account_for(name, files or ()))
    if json:
        voice.json(check_data(name, bad, contended, accounts))
    else:
        voice.out(check_lines(voice, name, bad, contended, accounts, full=full))
    if bad or contended:
        raise typer.Exit(ERRORS_OPEN)


def _leave_if_strict(strict: bool, findings: list[Any]) -> None:
    if strict and any(one.severity == "error" and one.status == "open" for one in findings):
        raise typer.Exit(ERRORS_OPEN)


def _localise(command: Any, voice: Voice, name: str) -> None:
    """Give a command, its options and the commands below it their help texts."""
    command.help = voice.text(f"help-{name}")
    for option in command.params:
        option.help = voice.text(f"{option.param_type_name}-{option.name}")
    for below, sub_command in getattr(command, "commands", {}).items():
        _localise(sub_command, voice, below)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; what went wrong has been told on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter must not end the run
    code = _exit_code(given)
    try:
        sys.stdout.flush()
    except OSError:
        # has been told, or nobody is there to tell; the interpreter flushes once more at its end: let that go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _exit_code(arguments: list[str]) -> int:
    voice = voice_of("en", os.environ)
    try:
        language, given = split_language(arguments, os.environ)
        voice = replace(voice, language=language)
        VOICE.set(voice)
        if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
            given.insert(0, "ingest")
        command = typer.main.get_command(app)
        _localise(command, voice, "run")
        command.epilog = voice.text("help-epilog")
        command(given, prog_name="run.py")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else WRONG_USAGE
    except KeyboardInterrupt:
        code = INTERRUPTED
    except ReaderGoneError:
        return READER_GONE
    except PhaenError as error:
        voice.complain(Refusal.of(error))
        return WRONG_USAGE if isinstance(error, UsageError | ProfileError) else NOT_INGESTED
    else:
        code = DONE
    if code == INTERRUPTED:
        voice.say(voice.text("interrupted"))
    return code


if __name__ == "__main__":
    # A run makes many thousand records and keeps them all; looking for garbage among them often costs 7 % of its time.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(main())
