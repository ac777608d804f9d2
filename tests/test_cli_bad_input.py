"""The command line and what should not be given to it: one clear message with a code, and the others go on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import run
from pipeline import flow

Rows = Callable[..., list[tuple[Any, ...]]]
Told = Callable[[], Any]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ingest", "no such file.txt"], "path-missing"),
        (["ingest", "raw", "x" * 300], "path-missing"),
        (["ingest", "empty"], "nothing-to-do"),
        (["ingest", "--profile", "nonsense"], "profile-missing"),
        (["ingest", "--jobs", "0"], "value-wrong\n  The value of --jobs"),
        (["ingest", "--nonsense"], "option-unknown\n  python run.py ingest has no option --nonsense"),
        (["nonsense"], "command-unknown\n  There is no command “nonsense”.\n  There are: ingest, show, read"),
        (["shwo"], "There are: show."),
        (["profile"], "command-unknown"),
        (["profile", "new", "garden"], "`python run.py profile new --help` tells"),
        (["profile", "nonsense"], "There are: list, new, check."),
        (["show"], "argument-missing\n  NUMBER is missing.\n  `python run.py show --help` tells"),
        (["export"], "argument-missing\n  --format is missing."),
        (["show", "1", "2"], "usage-wrong"),
        (["show", "1", "--out"], "usage-wrong"),
        (["show", "9.9.9"], "number-unknown"),
        (["show", "1", "--plan", "nonsense"], "plan-unknown"),
        (["show", "1", "--out", "nonsense"], "plans-none"),
        (["outline", "nonsense.txt"], "path-missing"),
        (["outline", "x" * 300], "path-missing"),
        (["read", "raw"], "not-a-file"),
        (["export", "--format", "csv", "--out", "nonsense"], "database-missing"),
        (["export", "--format", "prov", "--out", "nonsense"], "plans-none"),
        (["export", "--format", "csv", "--plan", "nonsense"], "plan-unknown"),
        (["check", "--plan", "nonsense"], "plan-unknown"),
        (["remove", "nonsense"], "plan-unknown"),
        (["query", "SELEC 1"], "query-failed"),
        (["query", "DROP TABLE plans"], "query-refused"),
        (["query", "SELECT 1", "--out", "nonsense"], "database-missing"),
        (["store", "--out", "nonsense"], "out-missing"),
        (["--lang", "de"], "language-unknown"),
        (["ingest", "--lang"], "language-unknown"),
    ],
)
def test_wrong_usage(library: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    (library / "empty").mkdir(exist_ok=True)
    before = sorted(path.name for path in library.iterdir())
    assert run.main(arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""
    assert sorted(path.name for path in library.iterdir()) == before, "a refused call makes nothing"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "file-empty"),
        ("binary.txt", bytes(range(256)) * 9, "not-text"),
        ("english.txt", b"A plan of another country.\n" * 30, "not-thai"),
        ("prose.txt", "ข่าวประจำวันนี้ไม่มีอะไรน่าสนใจ\n".encode() * 30, "profile-unknown"),
        ("report.txt", "แผน\n".encode(), "plan-id-reserved"),
        ("line\nbreak.txt", "แผน\n".encode(), "name-control"),
        ("library-plan-2567.xyz", "แผน\n".encode(), "plan-id-taken"),
    ],
)
def test_a_bad_document_is_told_and_the_others_go_on(
    here: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, code: str, rows: Rows
) -> None:
    (here / "raw" / name).write_bytes(content)
    assert run.main(["ingest", "--json"]) == 3
    printed = capsys.readouterr()
    documents = json.loads(printed.out)["documents"]
    assert sorted(one["status"] for one in documents) == ["failed", "ok", "ok"]
    (failed,) = (one for one in documents if one["status"] == "failed")
    assert failed["error"]["code"] == code
    assert set(failed["error"]) == {"code", "message_th", "message_en", "hint_th", "hint_en"}
    assert f"error {code}" in printed.err
    assert "Traceback" not in printed.err
    assert rows("SELECT code FROM document_errors") == [(code,)]
    assert rows("SELECT count(*) FROM plans") == [(2,)]


def test_a_name_that_is_not_utf8(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = os.fsencode(here / "raw") + b"/\xe1\xbc.txt"
    Path(os.fsdecode(bad)).write_bytes("แผน\n".encode())
    assert run.main([]) == 3
    assert "name-not-utf8" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["with blanks", 'it\'s "quoted"', "แผนหอสมุด ๒๕๖๗", "a;b$(c)`d`", "-dash", "x" * 200])
def test_unusual_names_are_names(ingested: Path, name: str, rows: Rows) -> None:
    (ingested / "raw" / "library-plan-2567.txt").rename(ingested / "raw" / f"{name}.txt")
    assert run.main(["ingest", "--prune"]) == 0
    assert rows("SELECT plan_id FROM plans ORDER BY 1") == sorted([(name,), ("library-plan-2568",)])
    assert run.main(["show", "1.1", "--plan", name]) == 0
    assert run.main(["remove", "--", name]) == 0
    assert rows("SELECT plan_id FROM plans") == [("library-plan-2568",)]


def test_a_document_that_fails_keeps_its_earlier_results(ingested: Path, rows: Rows) -> None:
    before = rows("SELECT * FROM nodes ORDER BY ALL")
    (ingested / "raw" / "library-plan-2567.txt").write_bytes(b"")
    assert run.main([]) == 3
    assert rows("SELECT * FROM nodes ORDER BY ALL") == before
    assert rows("SELECT code FROM document_errors") == [("file-empty",)]


def test_two_documents_of_one_name(here: Path, samples: Path, told: Told, rows: Rows) -> None:
    (here / "raw" / "a").mkdir()
    (here / "raw" / "a" / "library-plan-2567.txt").write_bytes((samples / "library-plan-2568.txt").read_bytes())
    assert run.main(["ingest", "--json"]) == 3
    statuses = {one["path"]: one["status"] for one in told()["documents"]}
    assert statuses["raw/library-plan-2567.txt"] == "ok"
    assert statuses["raw/a/library-plan-2567.txt"] == "failed"
    # and alone in a later run, while the first still exists
    assert run.main(["ingest", "raw/a"]) == 3
    # but a moved document is welcome
    (here / "raw" / "library-plan-2567.txt").replace(here / "raw" / "a" / "library-plan-2567.txt")
    assert run.main(["ingest", "raw/a"]) == 0
    assert rows("SELECT path FROM documents WHERE document_id = 'library-plan-2567'") == [
        ("raw/a/library-plan-2567.txt",)
    ]


def test_what_is_no_document_is_left_out(here: Path, told: Told) -> None:
    raw = here / "raw"
    for name in (".hidden.txt", "~$open.txt", "library-plan-2567.audit.toml", "notes.MD", ".git/config"):
        (raw / name).parent.mkdir(exist_ok=True)
        (raw / name).write_text("x")
    (raw / "loop").symlink_to(raw)
    (raw / "dangling.txt").symlink_to(raw / "nowhere")
    (raw / "itself").symlink_to("itself")
    (raw / "again.txt").symlink_to(raw / "library-plan-2567.txt")
    os.mkfifo(raw / "pipe.txt")
    assert run.main(["ingest", "raw", "raw/notes.MD", "--json"]) == 0
    answer = told()
    assert len(answer["documents"]) == 2
    assert answer["skipped"] == ["raw/notes.MD"]
    # results are no documents either
    assert run.main(["ingest", ".", "--json"]) == 0
    assert len(told()["documents"]) == 2


def test_a_bug_in_one_document_does_not_stop_the_others(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, rows: Rows
) -> None:
    extract = flow.extract

    def broken(document: Any, *rest: Any) -> Any:
        if document.document_id == "library-plan-2567":
            raise ZeroDivisionError("the bug")
        return extract(document, *rest)

    monkeypatch.setattr(flow, "extract", broken)
    assert run.main([]) == 3
    printed = capsys.readouterr()
    assert "error internal" in printed.err
    assert "ZeroDivisionError: the bug" in printed.err
    assert "Traceback" not in printed.err
    assert rows("SELECT plan_id FROM plans") == [("library-plan-2568",)]
    monkeypatch.setenv("PHAEN_DEBUG", "1")
    assert run.main([]) == 3
    assert "Traceback" in capsys.readouterr().err
