"""The command line and its surroundings: disks, other runs, processes, terminals, pipes, interrupts."""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import MOST_SECONDS

import run
from pipeline import flow, stamp
from pipeline.errors import StoreError
from pipeline.terminal.layout import width
from pipeline.workers import in_order

PROJECT = Path(__file__).resolve().parent.parent
CommandLine = Callable[..., subprocess.CompletedProcess[str]]
Rows = Callable[..., list[tuple[Any, ...]]]


def test_several_jobs_give_the_same(here: Path, rows: Rows, command_line: CommandLine) -> None:
    assert command_line("ingest", "--out", "one").returncode == 0
    assert command_line("ingest", "--out", "two", "--jobs", "2").returncode == 0
    for name in ("document.json", "plan.json", "findings.json"):
        for plan in ("library-plan-2567", "library-plan-2568"):
            assert (here / "one" / plan / name).read_bytes() == (here / "two" / plan / name).read_bytes()
    every_table = "SELECT * EXCLUDE (run_id, started_at, finished_at) FROM runs"
    assert rows(every_table, "one") == rows(every_table, "two")


def test_a_full_disk_leaves_the_database_as_it_was(ingested: Path, rows: Rows, command_line: CommandLine) -> None:
    before = (ingested / "extracted" / "plans.duckdb").read_bytes()
    # no file may grow beyond 20,000 bytes: the kernel refuses the write as it does on a full disk
    full = command_line("--force", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
    assert full.returncode == 3
    assert full.stderr.count("error store-write") == 1
    assert "Traceback" not in full.stderr
    assert (ingested / "extracted" / "plans.duckdb").read_bytes() == before
    assert rows("SELECT count(*) FROM plans") == [(2,)]
    assert command_line().returncode == 0


def test_a_full_disk_while_the_database_is_built(
    ingested: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    def full(out: Path) -> Path:
        raise StoreError("store-write", path=str(out), reason="No space left on device")

    monkeypatch.setattr(flow, "build", full)
    assert run.main(["--force"]) == 3
    assert "No space left on device" in capsys.readouterr().err
    assert rows("SELECT count(*) FROM runs") == [(1,)]


def test_a_run_that_died_after_storing_leaves_no_false_stamp(
    ingested: Path, monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    document = ingested / "raw" / "library-plan-2567.txt"
    before, content = rows("SELECT sha256 FROM documents ORDER BY 1"), document.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(stamp, "write", full)
        document.write_bytes(content + b"\n")
        assert run.main([]) == 3
    document.write_bytes(content)
    assert run.main([]) == 0
    assert rows("SELECT sha256 FROM documents ORDER BY 1") == before


def test_results_where_a_file_lies(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "taken").write_text("mine")
    assert run.main(["ingest", "--out", "taken"]) == 3
    assert "store-write" in capsys.readouterr().err
    assert (here / "taken").read_text() == "mine"


def test_two_runs_do_not_mix(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (ingested / "extracted" / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for command in ([], ["store"], ["check"], ["remove", "library-plan-2567"]):
            assert run.main(command) == 3
            assert "out-locked" in capsys.readouterr().err
    assert run.main([]) == 0


def test_damaged_results_are_told(ingested: Path, capsys: pytest.CaptureFixture[str], rows: Rows) -> None:
    (ingested / "extracted" / "library-plan-2567" / "plan.json").write_text("{}")
    for command in (["show", "1"], ["check"], ["store"]):
        assert run.main(command) == 3
        assert "result-broken" in capsys.readouterr().err
    assert rows("SELECT count(*) FROM plans") == [(2,)]


def ten_times_or_die(number: int) -> int:
    if number == 2:
        os._exit(1)  # as the kernel does to a process that takes too much memory
    return 10 * number


def test_a_worker_that_dies_takes_no_other_document_with_it() -> None:
    assert list(in_order(ten_times_or_die, [1, 2, 3, 4], 2, lambda number: -number)) == [10, -2, 30, 40]


def in_terminal(*arguments: str, **environment: str) -> str:
    """What a call prints on a terminal."""
    ours, theirs = pty.openpty()
    os.set_inheritable(theirs, True)
    variables = {**os.environ, "COLUMNS": "80", "TERM": "xterm", **environment}
    command = [sys.executable, str(PROJECT / "run.py"), *arguments]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=variables) as process:
        os.close(theirs)
        printed = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            printed += piece
        os.close(ours)
        assert process.wait(MOST_SECONDS) == 0
    return printed.decode().replace("\r\n", "\n")


def test_colour_only_on_a_terminal_that_wants_it(library: Path) -> None:
    assert "\x1b[" in in_terminal("check")
    assert "\x1b[" not in in_terminal("check", NO_COLOR="1")
    assert "\x1b[" not in in_terminal("check", TERM="dumb")


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "--no-report", "--out", "OUT"],
        ["show", "1.1.1/1", "--full"],
        ["check"],
        ["outline", "raw/library-plan-2567.txt"],
        ["query", "FROM projects"],
        ["query", "SELECT number, title FROM nodes"],
        ["profile", "list"],
    ],
)
def test_nothing_is_wider_than_the_terminal(
    library: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    columns: int,
    arguments: list[str],
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    arguments = [str(tmp_path) if one == "OUT" else one for one in arguments]
    for language in ("th", "en"):
        assert run.main(["--lang", language, *arguments]) == 0
        printed = capsys.readouterr().out.splitlines()
        assert printed
        assert max(map(width, printed)) <= columns


def test_a_reader_that_stops_reading(library: Path) -> None:
    """As `| head -1` does."""
    command = [sys.executable, str(PROJECT / "run.py"), "query", "SELECT * FROM range(200000)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(MOST_SECONDS) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["show", "1"], ["query", "SELECT 1"], ["--version"]])
def test_output_that_cannot_be_written(library: Path, arguments: list[str]) -> None:
    command = [sys.executable, str(PROJECT / "run.py"), *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=MOST_SECONDS, check=False
        )
    assert done.returncode == 3
    assert "error output-failed" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_interrupt_is_no_crash(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, "extract", interrupted)
    assert run.main([]) == 130
    assert "Interrupted" in capsys.readouterr().err
