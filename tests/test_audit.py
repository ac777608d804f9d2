"""An auditor's say: the file beside a document, what it orders, and the commands that write it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Rows
from samples import CLEAN, document, line_of, make, of_document

import run
from pipeline import audit as audits
from pipeline import changes, flow
from pipeline.audit_entry import added
from pipeline.check import check, reviewed
from pipeline.errors import DocumentError
from pipeline.lock import exclusive
from pipeline.seen import Seen
from schemas.audit import Accept, Audit, Correct, Waive
from schemas.document import DoubtfulNumber, SettledNumber
from schemas.finding import Finding

HERE = Path("plan.audit.toml")
WRONG = CLEAN.replace("๒ แผนงาน ๓ โครงการ", "๕ แผนงาน ๔ โครงการ", 1)
BY = {"reason": "checked", "by": "somebody"}
ON = {"by": "somebody", "on": "2026-11-21"}

# --- the file ---------------------------------------------------------------------------------------------------------

WHOLE = """# a comment
[[correct]]
line = 3
find = "a"
put = ""
reason = "r"
by = "b"

[[waive]]
code = "band-gap"
subject = "project 1.1.1/1"
reason = "r"
by = "b"
on = 2026-11-21

[[accept]]
node = "project 1.1.1/1"
by = "b"
on = 2026-11-21
"""


def test_a_whole_file_is_read() -> None:
    audit = audits.parse(WHOLE.encode(), HERE)
    assert (len(audit.correct), len(audit.waive), len(audit.accept)) == (1, 1, 1)
    assert audits.parse(b"", HERE) == Audit()
    assert audits.parse(b"\xef\xbb\xbf" + WHOLE.encode(), HERE) == audit


BROKEN = [
    (WHOLE.replace('find = "a"', 'find = "a'), 4, "a quotation mark is missing"),
    (WHOLE.replace("line = 3", "line = 0"), 3, "a line that cannot be"),
    (WHOLE.replace("line = 3", "line = 3\npage = 1"), 2, "line and page"),
    (WHOLE.replace("line = 3\n", ""), 2, "neither line nor page"),
    (WHOLE.replace('find = "a"', 'find = ""'), 4, "no words"),
    (WHOLE.replace('reason = "r"\nby = "b"\non', 'by = "b"\non'), 9, "a reason left out, in the second table"),
    (WHOLE.replace('code = "band-gap"', 'code = "band-gaps"'), 10, "a code that is none"),
    (WHOLE.replace('node = "project 1.1.1/1"', 'nodes = "x"'), 16, "a key that nobody knows"),
    (WHOLE + '\n[[waive]]\ncode = "band-gap"\nsubject = 3\n', 23, "the second entry of a table"),
    (WHOLE + "\n[[weave]]\n", 21, "a table that nobody knows"),
    (WHOLE.replace("2026-11-21", '"soon"'), 14, "a day that is none"),
    (WHOLE.replace('put = ""', 'put = "a\\nb"'), 5, "a line break"),
]


@pytest.mark.parametrize(("text", "line", "why"), BROKEN, ids=[why for *_, why in BROKEN])
def test_an_error_points_to_its_line(text: str, line: int, why: str) -> None:
    with pytest.raises(DocumentError) as caught:
        audits.parse(text.encode(), HERE)
    assert (caught.value.code, caught.value.params["line"]) == ("audit-broken", line), why


def test_other_bytes_than_utf8_are_told_with_their_line() -> None:
    with pytest.raises(DocumentError) as caught:
        audits.parse(b"# a\n# \xa1\n", HERE)
    assert caught.value.params["line"] == 2


# --- corrections ------------------------------------------------------------------------------------------------------

TEXT = "สวนหย่อม ๓ แห่ง\nแห่ง\tมี ๕ แห่ง\tสอง\nสวน"


def corrected(*entries: Correct, text: str = TEXT) -> list[str]:
    return [line.text for line in audits.corrected(document(text), Audit(correct=entries), HERE)[0].lines]


@pytest.mark.parametrize(
    ("entry", "line", "expected", "why"),
    [
        (Correct(line=1, find="๓ แห่ง", put="๔ แห่ง", **BY), 1, "สวนหย่อม 4 แห่ง", "Thai digits"),
        (Correct(line=1, find="3", put="4", **BY), 1, "สวนหย่อม 4 แห่ง", "Arabic digits"),
        (Correct(line=1, find=" 3 แห่ง", put="", **BY), 1, "สวนหย่อม", "words taken out"),
        (Correct(line=2, find="\tสอง", put="", **BY), 2, "แห่ง\tมี 5 แห่ง", "a cell taken out"),
    ],
)
def test_words_are_put_in_their_place(entry: Correct, line: int, expected: str, why: str) -> None:
    read, (record,) = audits.corrected(document(TEXT), Audit(correct=(entry,)), HERE)
    changed = read.lines[line - 1]
    assert changed.text == expected, why
    assert changed.text_found == TEXT.split("\n")[line - 1], "what the file holds stays"
    assert changed.cells == (tuple(expected.split("\t")) if line == 2 else None)
    assert (record.line_no, record.reason, record.corrected_by) == (line, "checked", "somebody")
    assert corrected(entry)[2] == "สวน"


@pytest.mark.parametrize(
    ("entry", "code", "why"),
    [
        (Correct(line=9, find="a", put="b", **BY), "correction-no-place", "a line that is not there"),
        (Correct(page=1, find="a", put="b", **BY), "correction-no-place", "a file that tells no pages"),
        (Correct(line=3, find="สวนหย่อม", put="b", **BY), "correction-not-found", "it stands in another line"),
        (Correct(line=2, find="แห่ง", put="b", **BY), "correction-not-unique", "it stands there twice"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(entry: Correct, code: str, why: str) -> None:
    with pytest.raises(DocumentError) as caught:
        corrected(entry)
    assert caught.value.code == code, why


def test_corrections_follow_upon_each_other_but_none_is_given_twice() -> None:
    one, back = Correct(line=3, find="สวน", put="ไร่", **BY), Correct(line=3, find="ไร่", put="สวน", **BY)
    assert corrected(one)[2] == "ไร่"
    assert corrected(one, back)[2] == "สวน"
    with pytest.raises(DocumentError) as caught:
        corrected(one, back, one)
    assert caught.value.code == "correction-twice"


def test_on_a_page_the_words_must_stand_once() -> None:
    read = document(TEXT)
    paged = replace(read, lines=tuple(replace(line, page=1 + line.number // 3) for line in read.lines))
    entry = Correct(page=1, find="หย่อม", put="ใหญ่", **BY)
    assert audits.corrected(paged, Audit(correct=(entry,)), HERE)[0].lines[0].text == "สวนใหญ่ 3 แห่ง"
    with pytest.raises(DocumentError):
        audits.corrected(paged, Audit(correct=(Correct(page=1, find="แห่ง", put="", **BY),)), HERE)


def doubts_left(text: str, find: str, put: str) -> list[str]:
    """The numbers of a line that stay in doubt, all of them being so before, when `find` was put right."""
    read = document(text)
    places = [found.span() for found in re.finditer("[0-9]+", read.lines[0].text)]
    doubtful = tuple(DoubtfulNumber(1, read.lines[0].text[first:last], "?", first) for first, last in places)
    known = tuple(SettledNumber(1, one.text, "?", one.place, "sum", "") for one in doubtful)
    entry = Correct(line=1, find=find, put=put, **BY)
    made, _ = audits.corrected(replace(read, doubtful=doubtful, settled=known), Audit(correct=(entry,)), HERE)
    left = made.lines[0].text
    assert all(left[one.place :].startswith(one.text) for one in (*made.doubtful, *made.settled))
    assert [one.text for one in made.settled] == [one.text for one in made.doubtful]
    return [one.text for one in made.doubtful]


@pytest.mark.parametrize(
    ("text", "find", "put", "left", "why"),
    [
        ("มี ๓ แห่ง ๗ คน", "3 แห่ง", "18 แห่ง", [], "a person has held the line against the page"),
        ("มี ๓ แห่ง ๗ คน", "7", "7", [], "and found that it is right"),
        ("ก\t๓ แห่ง ๗ คน\t๕", "3 แห่ง", "18 แห่ง", ["5"], "of a row the cell, and the rest moves along"),
        ("๑\t๓ แห่ง\t๕", "แห่ง", "แห่งใหญ่", ["1", "5"], "cells before and behind"),
        ("๑\t๓\t๕", "1\t3", "7\t3", ["5"], "words over two cells"),
    ],
)
def test_what_a_person_put_right_is_no_doubt(text: str, find: str, put: str, left: list[str], why: str) -> None:
    assert doubts_left(text, find, put) == left, why


def test_a_corrected_line_has_its_value_and_no_finding() -> None:
    line = line_of(CLEAN, "ไม่น้อยกว่าร้อยละ ๘๐")
    read = document(CLEAN)
    place = read.lines[line - 1].text.index("80")
    scan = replace(read, doubtful=(DoubtfulNumber(line, "80", "60", place),))
    entry = Audit(correct=(Correct(line=line, find="80", put="60", **BY),))
    made = [of_document(one) for one in (scan, audits.corrected(scan, entry, HERE)[0])]
    assert [["number-doubtful" in [one.code for one in each.findings()]] for each in made] == [[True], [False]]
    values = [[one.value for one in each.plan.quantities] for each in made]
    assert [None in each for each in values] == [True, False]
    assert values[1].count(60) == values[0].count(60) + 1


# --- waivers and acceptances ------------------------------------------------------------------------------------------

LINE = line_of(WRONG, "๕ แผนงาน ๔ โครงการ")


def waive(**changed: object) -> Audit:
    given = {"code": "summary-count", "subject": "strategy 1", **BY, "on": "2026-11-21"}
    return Audit.model_validate({"waive": [{**given, **changed}]})


@pytest.mark.parametrize(
    ("audit", "waived", "stale", "why"),
    [
        (waive(), 2, 0, "both findings of that code and subject"),
        (waive(line=LINE), 2, 0, "both name the line"),
        (waive(line=LINE + 1), 0, 1, "none names that line"),
        (waive(subject="strategy 2"), 0, 1, "no finding of that subject"),
        (waive(code="band-gap"), 0, 1, "no finding of that code"),
        (waive(code="waiver-stale"), 0, 1, "a stale waiver cannot be waived"),
    ],
)
def test_a_waiver_meets_its_findings_or_is_stale(audit: Audit, waived: int, stale: int, why: str) -> None:
    made = make(WRONG)
    told = reviewed(made.document, made.plan, made.profile, audit)
    assert sum(one.status == "waived" for one in told.findings) == waived, why
    assert sum(one.code == "waiver-stale" for one in told.findings) == stale, why
    assert [one.finding_id is None for one in told.waivers] == ([True] if stale else [False] * waived)
    for one in told.findings:
        assert "{" not in one.message_th + one.message_en


def test_an_acceptance_names_a_node_by_id_or_as_findings_do() -> None:
    made = make(CLEAN)
    node = next(one for one in made.plan.nodes if (one.kind, one.number) == ("project", "1.1.1/2"))
    entries = [{"node": name, **ON} for name in (node.node_id, "project 1.1.1/2", "project 9.9.9/9")]
    told = reviewed(made.document, made.plan, made.profile, Audit.model_validate({"accept": entries}))
    assert [one.node_id for one in told.acceptances] == [node.node_id]
    assert [(one.code, one.subject) for one in told.findings] == [("waiver-stale", "project 9.9.9/9")]


def seen(text: str, number: str = "1.1.1/2") -> str:
    made = make(text)
    node = next(one for one in made.plan.nodes if (one.kind, one.number) == ("project", number))
    return Seen(made.document, made.plan).of(node.node_id)


def accepted(text: str, *entries: dict[str, str]) -> tuple[list[str], list[str]]:
    """The subjects that are accepted, and those whose acceptance is stale."""
    made = make(text)
    told = [{"node": "project 1.1.1/2", **ON, **one} for one in entries]
    now = reviewed(made.document, made.plan, made.profile, Audit.model_validate({"accept": told}))
    nodes = {one.node_id: f"{one.kind} {one.number}" for one in made.plan.nodes}
    stale = [one for one in now.findings if one.code == "waiver-stale"]
    assert all(one.source for one in stale), "it leads to the lines to look at"
    assert all("{" not in one.message_th + one.message_en for one in stale)
    return [nodes[one.node_id] for one in now.acceptances], [one.subject for one in stale]


OTHERWISE = [
    ("", "", True, "nothing changed"),
    ("คำนำ\n", "คำนำ\n\nหน้าใหม่\n", True, "it stands further down"),
    ("สวนหย่อมครบทุกเขต", "สวนหย่อมทั่วทุกเขต", True, "another project tells something else"),
    ("แปลงผักครบทุกเขต", "แปลงผักทั่วทุกเขต", False, "an objective"),
    ("มีแปลงผัก ไม่น้อยกว่า ๓", "มีแปลงผัก ไม่น้อยกว่า ๔", False, "an amount"),
    ("รายงานผลแปลงผัก", "รายงานแปลงผัก", False, "a criterion of its rubric"),
    ("กลุ่มงานดูแลแปลงผัก", "กลุ่มงานดูแลสวน", False, "who is responsible"),
    ("โครงการที่ ๒ แปลงผักริมคลอง\n\nหลัก", "โครงการที่ ๒ แปลงผักริมน้ำ\n\nหลัก", False, "its title"),
    ("ดูแลแปลงผักได้เอง", "ดูแล แปลงผัก ได้เอง", True, "blanks are no words"),
]


@pytest.mark.parametrize(("before", "after", "holds", "why"), OTHERWISE)
def test_an_acceptance_holds_for_what_the_node_told(before: str, after: str, holds: bool, why: str) -> None:
    now = CLEAN.replace(before, after, 1)
    assert (now != CLEAN) == bool(before)
    entry, project = {"seen": seen(CLEAN)}, ["project 1.1.1/2"]
    assert accepted(now, entry) == ((project, []) if holds else ([], project)), why
    assert accepted(now, {}) == (project, []), "without a hash it holds for whatever is told"
    assert accepted(now, entry, {"seen": seen(now)}) == (project, []), "the last entry counts"


def test_what_is_accepted_by_command_goes_stale_with_its_lines(ingested: Path, rows: Rows) -> None:
    accepted = "SELECT count(*) FROM acceptances"
    stale = "SELECT count(*) FROM findings WHERE code = 'waiver-stale' AND subject = 'strategy 1'"
    ((line,),) = rows(f"SELECT source[1].first_line FROM nodes WHERE node_id = '{PLAN}:body:strategy:1'")
    assert run.main(["accept", PLAN, "1", "--by", "somebody"]) == 0
    assert run.main(["ingest", "--force"]) == 0
    assert (rows(accepted), rows(stale)) == ([(1,)], [(0,)]), "read again, it tells the same"
    assert run.main(["correct", PLAN, "ขยายบริการ", "เพิ่มบริการ", "--line", str(line), *SIGNED]) == 0
    assert (rows(accepted), rows(stale)) == ([(0,)], [(1,)])
    assert run.main(["accept", PLAN, "1", "--by", "somebody"]) == 0
    assert (rows(accepted), rows(stale)) == ([(1,)], [(0,)])


# --- what came and went -----------------------------------------------------------------------------------------------


def found(text: str) -> list[Finding]:
    made = make(text)
    return check(made.document, made.plan, made.profile)


def told(before: list[Finding], now: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(one.change, one.code, one.expected) for one in changes.between(before, now)]


def test_what_came_and_went() -> None:
    one, clean = found(WRONG), found(CLEAN)
    other = found(CLEAN.replace("๒ แผนงาน ๓ โครงการ", "๗ แผนงาน ๔ โครงการ", 1))
    assert told(clean, one) == [("new", "summary-count", "5"), ("new", "summary-count", "4")]
    assert told(one, clean) == [("gone", "summary-count", "5"), ("gone", "summary-count", "4")]
    assert told(one, other) == [("changed", "summary-count", "7")]
    assert told(one, one) == []
    waived = [finding.model_copy(update={"status": "waived"}) for finding in one[:1]] + one[1:]
    assert told(one, waived) == [("waived", "summary-count", "5")]
    assert told(waived, one) == [("reopened", "summary-count", "5")]


# --- entries written by command ---------------------------------------------------------------------------------------


def test_an_entry_is_appended_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "plan.audit.toml"
    path.write_text("# mine, without an end of line", "utf-8")
    nasty = 'say "a" \\ \t\u00e9 # [[waive]]'
    added(path, Correct(line=1, find=nasty, put="", **BY))
    added(path, Accept.model_validate({"node": "project 1", **ON}))
    audit = added(path, Waive.model_validate({"code": "band-gap", "subject": nasty, **BY, "on": "2026-11-21"}))
    assert path.read_text("utf-8").startswith("# mine, without an end of line\n\n[[correct]]\n")
    assert audit == audits.load(tmp_path / "plan.pdf")
    assert (audit.correct[0].find, audit.waive[0].subject) == (nasty, nasty)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.audit.toml"]


def test_a_file_that_is_broken_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "plan.audit.toml"
    path.write_text("[[waive]\n", "utf-8")
    with pytest.raises(DocumentError):
        added(path, Correct(line=1, find="a", put="b", **BY))
    assert path.read_text("utf-8") == "[[waive]\n"


PLAN = "library-plan-2568"
SIGNED = ("--reason", "checked", "--by", "somebody")


def test_a_waived_error_is_no_open_one(ingested: Path, rows: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    errors = rows(f"SELECT code, subject FROM findings WHERE severity = 'error' AND plan_id = '{PLAN}'")
    assert run.main(["check", "--plan", PLAN, "--strict"]) == 1
    for code, subject in errors:
        assert run.main(["waive", PLAN, code, subject, *SIGNED]) == 0
    assert run.main(["check", "--plan", PLAN, "--strict"]) == 0
    assert rows(f"SELECT DISTINCT status FROM findings WHERE severity = 'error' AND plan_id = '{PLAN}'") == [
        ("waived",)
    ]
    assert len(rows("FROM waivers")) == len(errors)
    assert {one for (one,) in rows("SELECT change FROM finding_changes")} == {"waived"}
    assert run.main([]) == 0
    assert "2 unchanged" in capsys.readouterr().err, "the waivers are applied already"
    (Path("raw") / f"{PLAN}.audit.toml").unlink()
    assert run.main([]) == 0
    assert run.main(["check", "--plan", PLAN, "--strict"]) == 1


def test_a_correction_is_obeyed_and_seen(ingested: Path, rows: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(f"SELECT count(*) FROM findings WHERE code = 'summary-count' AND plan_id = '{PLAN}'") == [(1,)]
    ((line, text),) = rows(
        f"SELECT line_no, c.text FROM claims c, lines WHERE plan_id = '{PLAN}' AND document_id = plan_id"
        " AND line_no = c.source[1].first_line AND scope_number = '1' AND subject = 'project'"
    )
    assert run.main(["correct", PLAN, "5 โครงการ", "4 โครงการ", "--line", str(line), *SIGNED]) == 0, text
    assert rows(f"SELECT count(*) FROM findings WHERE code = 'summary-count' AND plan_id = '{PLAN}'") == [(0,)]
    assert rows("SELECT plan_id, line_no, found, put FROM corrections") == [(PLAN, line, "5 โครงการ", "4 โครงการ")]
    shown = capsys.readouterr().out
    assert "gone" in shown
    assert run.main(["check"]) == 0
    assert run.main([]) == 0
    assert "2 unchanged" in capsys.readouterr().err


def test_a_node_is_accepted(ingested: Path, rows: Rows) -> None:
    assert run.main(["accept", PLAN, "๑.๑.๑/๑", "--by", "somebody"]) == 0
    assert rows("SELECT node_id, accepted_by FROM acceptances") == [(f"{PLAN}:body:project:1.1.1/1", "somebody")]


def test_show_tells_what_an_auditor_said(ingested: Path, rows: Rows, capsys: pytest.CaptureFixture[str]) -> None:
    ((line,),) = rows(f"SELECT source[1].first_line FROM nodes WHERE node_id = '{PLAN}:body:strategy:1'")
    assert run.main(["waive", PLAN, "summary-count", "strategy 1", *SIGNED]) == 0
    assert run.main(["correct", PLAN, "ขยายบริการ", "เพิ่มบริการ", "--line", str(line), *SIGNED]) == 0
    assert run.main(["accept", PLAN, "1", "--by", "somebody"]) == 0
    capsys.readouterr()
    assert run.main(["show", "1", "--plan", PLAN]) == 0
    shown = capsys.readouterr().out
    assert "waived by somebody on 20" in shown
    assert "held against the source by somebody on 20" in shown
    assert "somebody put “เพิ่มบริการ” for “ขยายบริการ”: checked" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["waive", PLAN, "summary-count", "strategy 9", *SIGNED], "waiver-meets-nothing", 2),
        (["waive", "nobody", "summary-count", "strategy 1", *SIGNED], "plan-unknown", 2),
        (["accept", PLAN, "9.9.9", "--by", "x"], "number-unknown", 2),
        (["accept", PLAN, "1.1.1/1", "--by", ""], "entry-wrong", 2),
        (["correct", PLAN, "a", "b", *SIGNED], "line-or-page", 2),
        (["correct", PLAN, "a", "b", "--line", "5", "--page", "1", *SIGNED], "line-or-page", 2),
        (["correct", PLAN, "no such words", "b", "--line", "5", *SIGNED], "correction-not-found", 3),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    ingested: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str, exit_code: int
) -> None:
    assert run.main(arguments) == exit_code
    assert code in capsys.readouterr().err
    assert not list(Path("raw").glob("*.audit.toml"))


def test_nothing_is_added_while_somebody_else_writes(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with exclusive(Path("extracted")):
        assert run.main(["accept", PLAN, "1.1.1/1", "--by", "somebody"]) == 3
    assert "out-locked" in capsys.readouterr().err
    assert not list(Path("raw").glob("*.audit.toml"))


def test_a_broken_file_fails_its_document_alone_and_its_results_stay(
    ingested: Path, rows: Rows, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("raw") / f"{PLAN}.audit.toml"
    path.write_text("[[waive]]\ncode = 1\n", "utf-8")
    assert run.main([]) == 3
    assert f"{path.name} is wrong at line 2" in capsys.readouterr().err
    assert rows("SELECT count(*) FROM plans") == [(2,)]
    assert rows("SELECT code FROM document_errors") == [("audit-broken",)]
    path.write_text("", "utf-8")
    assert run.main([]) == 0
    assert rows("FROM document_errors") == []


def test_what_the_auditor_adds_meanwhile_is_read_next_time(
    ingested: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("raw") / f"{PLAN}.audit.toml"
    path.write_text("# first\n", "utf-8")
    real = flow.understand

    def meanwhile(document: Path, document_id: str, profile: str | None = None) -> flow.Understanding:
        made = real(document, document_id, profile)
        path.write_text("# second\n", "utf-8")
        return made

    with monkeypatch.context() as patched:
        patched.setattr(flow, "understand", meanwhile)
        assert run.main([]) == 0
    capsys.readouterr()
    assert run.main([]) == 0
    assert "1 ingested · 1 unchanged" in capsys.readouterr().err


def test_the_ready_made_entry_is_toml_that_its_schema_takes(tmp_path: Path) -> None:
    path = tmp_path / "x.audit.toml"
    added(path, Accept.model_validate({"node": "project 1", **ON}))
    assert Audit.model_validate(tomllib.loads(path.read_text("utf-8"))).accept[0].node == "project 1"
