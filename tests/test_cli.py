"""The command line: what each command does, its exit code, and what it prints for people and machines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import run
from pipeline import flow, stamp
from pipeline.commands.line import command_line
from pipeline.terminal.voice import voice_of
from schemas.finding import Findings

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "raw" / "library-plan-2567.txt"
THAI = re.compile(r"[\u0e01-\u0e5b]")
Rows = Callable[..., list[tuple[Any, ...]]]
Told = Callable[[], Any]


def database_content(rows: Rows) -> dict[str, list[tuple[Any, ...]]]:
    tables = [name for (name,) in rows("SELECT table_name FROM duckdb_tables() ORDER BY 1") if name != "runs"]
    return {name: rows(f'SELECT * FROM "{name}" ORDER BY ALL') for name in tables}


def test_without_a_command_raw_is_ingested(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 0
    printed = capsys.readouterr()
    for plan in ("library-plan-2567", "library-plan-2568"):
        assert plan in printed.out
        for name in ("document.json", "plan.json", "findings.json"):
            assert (here / "extracted" / plan / name).is_file()
    assert re.search(r"library-plan-2567:\d+ +summary-count +strategy 1: claimed \d · counted \d\n", printed.out)
    assert "extracted/plans.duckdb" in printed.err
    assert "\x1b" not in printed.out + printed.err


def test_what_ingest_tells_a_machine(here: Path, told: Told) -> None:
    assert run.main(["ingest", "--json"]) == 0
    answer = told()
    assert set(answer) == {"run_id", "version", "database", "report", "seconds", "documents", "pruned", "skipped"}
    first = answer["documents"][0]
    assert set(first) == {
        "path", "plan_id", "status", "profile", "fallback", "scores", "lines", "unclaimed", "counts", "findings_open",
        "changes", "findings", "seconds", "error",
    }  # fmt: skip
    assert (first["path"], first["plan_id"], first["status"]) == (
        "raw/library-plan-2567.txt",
        "library-plan-2567",
        "ok",
    )
    assert first["profile"] == first["scores"][0]["profile"] == "strategy-plan"
    assert first["counts"]["strategy"] == 3
    assert set(first["findings_open"]) == {"error", "warning", "info"}
    assert first["error"] is None


def test_a_second_run_changes_nothing_but_runs(ingested: Path, told: Told, rows: Rows) -> None:
    before = database_content(rows)
    assert run.main(["ingest", "--json"]) == 0
    assert {one["status"] for one in told()["documents"]} == {"unchanged"}
    assert database_content(rows) == before
    assert rows("SELECT documents_ok, documents_unchanged FROM runs ORDER BY started_at") == [(2, 0), (0, 2)]


def test_unchanged_documents_are_told_like_new_ones(ingested: Path, told: Told) -> None:
    run.main(["ingest", "--json", "--force"])
    anew = told()
    run.main(["ingest", "--json"])
    again = told()
    for one in (*anew["documents"], *again["documents"]):
        del one["seconds"], one["status"]
    assert anew["documents"] == again["documents"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda: Path("raw/library-plan-2567.txt").write_bytes(b"\n" + SAMPLE.read_bytes()), "other bytes"),
        (lambda: Path("extracted/library-plan-2567/plan.json").write_text("{}"), "damaged results"),
        (lambda: Path("extracted/library-plan-2567/stamp.json").unlink(), "no stamp"),
        (lambda: Path("extracted/library-plan-2567/stamp.json").write_text("[]"), "a stamp that is none"),
    ],
)
def test_a_changed_document_is_read_again(ingested: Path, change: Callable[[], object], why: str, told: Told) -> None:
    change()
    assert run.main(["ingest", "--json"]) == 0
    assert [one["status"] for one in told()["documents"]] == ["ok", "unchanged"], why


def test_another_phaen_reads_everything_again(ingested: Path, monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    monkeypatch.setattr(stamp, "fingerprint", lambda: "another")
    assert run.main(["ingest", "--json"]) == 0
    assert {one["status"] for one in told()["documents"]} == {"ok"}


def test_strict_tells_open_errors_by_the_exit_code(here: Path) -> None:
    assert run.main(["ingest", "--strict"]) == 1
    assert run.main(["--strict"]) == 1, "also where no document changed"
    assert run.main(["check", "--strict"]) == 1


def test_why_shows_what_speaks_for_the_profile(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--why"]) == 0
    assert re.search(r"→ strategy-plan  [01]\.\d\d  strategy heading \d+", capsys.readouterr().out)


def test_prune_removes_only_what_is_gone(ingested: Path, capsys: pytest.CaptureFixture[str], rows: Rows) -> None:
    (ingested / "raw" / "library-plan-2567.txt").unlink()
    assert run.main([]) == 0
    assert rows("SELECT count(*) FROM plans") == [(2,)]
    assert run.main(["--prune"]) == 0
    assert "library-plan-2567" in capsys.readouterr().err
    assert rows("SELECT plan_id FROM plans") == [("library-plan-2568",)]
    (ingested / "raw" / "library-plan-2568.txt").unlink()
    assert run.main(["--prune"]) == 0, "an empty raw/ is nothing wrong here"
    assert rows("SELECT plan_id FROM plans") == []


def test_prune_forgets_failed_documents_that_are_gone(here: Path, rows: Rows) -> None:
    (here / "raw" / "bad.txt").write_bytes(b"")
    assert run.main([]) == 3
    (here / "raw" / "bad.txt").unlink()
    assert run.main([]) == 0
    assert rows("SELECT path FROM document_errors") == [("raw/bad.txt",)], "nothing disappears unasked"
    assert run.main(["--prune"]) == 0
    assert rows("SELECT path FROM document_errors") == []


def test_remove_and_store(ingested: Path, rows: Rows) -> None:
    assert run.main(["remove", "library-plan-2567"]) == 0
    assert rows("SELECT plan_id FROM plans") == [("library-plan-2568",)]
    before = database_content(rows)
    (ingested / "extracted" / "plans.duckdb").unlink()
    assert run.main(["store"]) == 0
    assert database_content(rows) == before


def test_show_for_a_person(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["show", "๑.๑.๑/๑", "--plan", "library-plan-2567"]) == 0
    printed = capsys.readouterr().out
    for expected in ("library-plan-2567 · body", "project 1.1.1/1", "strategy 1", "Objectives", "Rubric", "Level 5"):
        assert expected in printed
    assert "124" in printed, "the line of the heading"
    assert printed.count("library-plan-2568") == 0


def test_show_for_a_machine(library: Path, told: Told) -> None:
    assert run.main(["show", "1.1.1/1", "--json"]) == 0
    answer = told()
    assert answer["number"] == "1.1.1/1"
    assert [node["plan_id"] for node in answer["nodes"]] == ["library-plan-2567", "library-plan-2568"]
    node = answer["nodes"][0]
    assert set(node) == {
        "plan_id", "profile", "fallback", "node_id", "part", "agency", "kind", "number", "title", "source", "parents",
        "children", "lines", "statements", "briefs", "budgets", "sums", "schedule", "findings", "accepted",
    }  # fmt: skip
    assert [parent["number"] for parent in node["parents"]] == ["1", "1.1", "1.1.1"]
    assert node["lines"][0]["line_no"] == node["source"][0]["first_line"]
    (brief,) = node["briefs"]
    assert brief["statements"]
    assert {row["level"] for row in brief["rubrics"][0]["rows"]} == {1, 3, 5}
    assert run.main(["show", "1.1.1/1", "--json", "--part", "nonsense"]) == 2


def test_outline_stores_nothing(here: Path, capsys: pytest.CaptureFixture[str], told: Told) -> None:
    assert run.main(["outline", "raw/library-plan-2567.txt", "--json"]) == 0
    answer = told()
    assert set(answer) == {"plan_id", "profile", "fallback", "title", "lines", "nodes", "roles", "unclaimed"}
    assert set(answer["nodes"][0]) == {"part", "depth", "kind", "number", "title", "agency", "lines"}
    assert sum(answer["roles"].values()) == answer["lines"]
    assert run.main(["outline", "raw/library-plan-2567.txt"]) == 0
    assert "strategy 1" in capsys.readouterr().out
    assert not (here / "extracted").exists()
    (here / "raw" / "bad.txt").write_bytes(b"")
    assert run.main(["outline", "raw/bad.txt"]) == 3


def test_query(library: Path, capsys: pytest.CaptureFixture[str], told: Told) -> None:
    sql = "SELECT kind, count(*) AS n FROM nodes GROUP BY ALL ORDER BY 2, 1"
    assert run.main(["query", sql, "--json"]) == 0
    answer = told()
    assert answer["columns"] == ["kind", "n"]
    assert answer["rows"][0] == ["strategy", 6]
    assert run.main(["query", sql, "--limit", "1"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["kind      n", "────────  ─", "strategy  6"]
    assert "Rows: 1 (no more because of --limit)" in printed.err
    assert run.main(["query", "SELECT 1", "--limit", "1"]) == 0
    assert capsys.readouterr().err == "Rows: 1\n", "there is no more"


def test_query_gives_json_for_every_type(library: Path, told: Told) -> None:
    sql = "SELECT DATE '2024-02-29', 1.50::DECIMAL(9,2), 'nan'::DOUBLE, {'a': [1, NULL]}, 'x'::BLOB, MAP {1: 2}"
    assert run.main(["query", sql, "--json"]) == 0
    assert told()["rows"] == [["2024-02-29", 1.5, None, {"a": [1, None]}, "78", {"1": 2}]]
    assert run.main(["query", sql]) == 0


def test_check_stores_what_the_checks_find_now(
    ingested: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, told: Told, rows: Rows
) -> None:
    assert run.main(["check"]) == 0
    printed = capsys.readouterr()
    assert re.search(r"^errors \(\d+\)$", printed.out, re.MULTILINE)
    before = rows("SELECT count(*) FROM findings")
    assert before > [(0,)]
    monkeypatch.setattr(flow, "reviewed", lambda *_: Findings(plan_id="library-plan-2567"))
    assert run.main(["check", "--json", "--plan", "library-plan-2567"]) == 0
    (shown,) = told()["plans"]
    assert shown["findings"] == shown["waivers"] == []
    assert {one["change"] for one in shown["finding_changes"]} == {"gone"}
    assert rows("SELECT DISTINCT plan_id FROM findings") == [("library-plan-2568",)]


def test_read_shows_pages_lines_and_cells(capsys: pytest.CaptureFixture[str], told: Told) -> None:
    assert run.main(["read", "raw/library-plan-2567.txt", "--page", "2"]) == 0
    shown = capsys.readouterr().out
    assert "as-is" in shown
    assert run.main(["read", "raw/library-plan-2567.txt", "--page", "2", "--json"]) == 0
    data = told()
    assert [one["page"] for one in data["pages"]] == [2]
    assert {line["page"] for line in data["lines"]} == {2}
    assert data["doubtful"] == []
    for line in data["lines"]:
        assert line["text"][:20] in shown


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--page", "99"], "page-unknown"),
        (["--page", "2", "--picture", "out.png"], "no-picture"),
        (["--picture", "out.png"], "picture-of-what"),
    ],
)
def test_read_refuses(arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["read", "raw/library-plan-2567.txt", *arguments]) == 2
    assert code in capsys.readouterr().err


def test_schemas_that_ship_are_fresh() -> None:
    assert run.main(["schema", "--check"]) == 0


def test_a_stale_schema_is_told_and_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.generated.FOLDER", tmp_path / "json")
    monkeypatch.setattr("pipeline.generated.DICTIONARY", tmp_path / "data-dictionary.md")
    assert run.main(["schema", "--check"]) == 1
    assert "plan.schema.json is stale" in capsys.readouterr().err
    assert run.main(["schema"]) == 0
    assert run.main(["schema", "--check"]) == 0


def test_profile_list(capsys: pytest.CaptureFixture[str], told: Told) -> None:
    assert run.main(["profile", "list", "--json"]) == 0
    profiles = told()["profiles"]
    assert "strategy-plan" in [one["name"] for one in profiles]
    assert set(profiles[0]) == {"name", "version", "title"}
    assert run.main(["profile", "list"]) == 0
    assert "strategy-plan" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "environment", "thai"),
    [
        ([], {}, False),
        (["--lang", "th"], {}, True),
        (["ingest", "--lang=th"], {}, True),
        ([], {"PHAEN_LANG": "th"}, True),
        ([], {"LANG": "th_TH.UTF-8"}, True),
        (["--lang", "en"], {"LANG": "th_TH.UTF-8"}, False),
        ([], {"LANG": "th_TH.UTF-8", "LC_ALL": "de_DE.UTF-8"}, False),
    ],
)
def test_languages(
    here: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    thai: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run.main(arguments) == 0
    assert bool(THAI.search(capsys.readouterr().err)) is thai
    assert run.main([*arguments, "--help"]) == 0
    assert bool(THAI.search(capsys.readouterr().out)) is thai


def test_every_text_is_there_in_both_languages() -> None:
    with (PROJECT / "schemas" / "messages" / "cli.toml").open("rb") as file:
        texts = tomllib.load(file)
    for code, entry in texts.items():
        assert set(entry) in ({"th", "en"}, {"th", "en", "many_th", "many_en"}), code
        assert not THAI.search(entry["en"]), code

    def walk(command: Any, *names: str) -> Iterator[str]:
        yield f"help-{'-'.join(names) or 'run'}"
        for option in command.params:
            yield f"{option.param_type_name}-{option.name}"
        for below, sub_command in getattr(command, "commands", {}).items():
            yield from walk(sub_command, *names, below)

    needed = set(walk(command_line(voice_of("en", {})))) | {"help-epilog"}
    assert {code for code in texts if code.startswith(("help-", "option-", "argument-"))} == needed


def test_every_refusal_has_its_texts() -> None:
    with (PROJECT / "schemas" / "messages" / "errors.toml").open("rb") as file:
        texts = tomllib.load(file)
    assert list(texts) == sorted(texts)
    assert {code for code, entry in texts.items() if set(entry) != {"th", "en", "hint_th", "hint_en"}} == set()
    sources = "".join(path.read_text("utf-8") for path in [PROJECT / "run.py", *(PROJECT / "pipeline").rglob("*.py")])
    raised = set(re.findall(r'(?:Document|Profile|Store|Usage)Error\(\s*"([a-z0-9-]+)"', sources))
    assert raised <= set(texts)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--version"]) == 0
    assert re.fullmatch(r"phaen \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)
