"""The store: what goes into the files comes out of the database, and nothing that goes wrong harms the old one.

All records are made up. Expected tables and columns are spelled out here, because tools of others rely on them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from pipeline import results
from pipeline.errors import PhaenError
from pipeline.results import DocumentFailure, RunRecord
from pipeline.store import DATABASE
from pipeline.store.asking import query
from pipeline.store.dictionary import data_dictionary
from pipeline.store.warehouse import ASIDE, OF_FINDINGS, Warehouse, build
from schemas.document import Document, Line, Page
from schemas.finding import Acceptance, Finding, FindingChange, Findings, Waiver
from schemas.plan import (
    SCHEMA_VERSION,
    Brief,
    BriefProject,
    Budget,
    Claim,
    Correction,
    Head,
    LineRole,
    Node,
    Note,
    Plan,
    PrintedRow,
    PrintedTable,
    ProjectLink,
    Quantity,
    Responsibility,
    ResponsibilityUnit,
    Rubric,
    RubricBand,
    RubricCriterion,
    RubricLevel,
    ScheduleMark,
    Span,
    Statement,
    SummaryProject,
    Target,
    Telling,
    TocEntry,
    Unit,
)

ROOT = Path(__file__).resolve().parent.parent
Results = tuple[Document, Plan, Findings]

SOURCE = "STRUCT(page INTEGER, first_line INTEGER, last_line INTEGER)[]"
CONTRACT = """
documents: document_id TEXT, path TEXT, file_name TEXT, sha256 TEXT, media_type TEXT, pages INTEGER, lines INTEGER,
    chars INTEGER
document_errors: path TEXT, code TEXT, message_th TEXT, message_en TEXT, hint TEXT
pages: document_id TEXT, page INTEGER, printed_page TEXT, reader TEXT, trust TEXT, coverage DOUBLE, repairs MAP
lines: document_id TEXT, line_no INTEGER, page INTEGER, text TEXT, text_found TEXT, cells TEXT[], box DOUBLE[4],
    role TEXT, rule TEXT, owner_id TEXT
plans: plan_id TEXT, document_id TEXT, profile TEXT, fallback BOOLEAN, title TEXT, organization TEXT, edition TEXT,
    fiscal_year_be INTEGER, fiscal_year INTEGER, period_start_be INTEGER, period_end_be INTEGER
nodes: node_id TEXT, plan_id TEXT, parent_id TEXT, kind TEXT, part TEXT, number TEXT, ordinal INTEGER, title TEXT,
    agency TEXT, source STRUCT
tellings: node_id TEXT, ordinal INTEGER, title TEXT, source STRUCT
briefs: brief_id TEXT, plan_id TEXT, part TEXT, ordinal INTEGER, rationale TEXT, start_date DATE, end_date DATE,
    source STRUCT
brief_projects: brief_id TEXT, node_id TEXT
statements: statement_id TEXT, plan_id TEXT, brief_id TEXT, node_id TEXT, section TEXT, ordinal INTEGER,
    parent_id TEXT, marker TEXT, text TEXT, unit TEXT, target TEXT, trust TEXT, source STRUCT
targets: statement_id TEXT, fiscal_year_be INTEGER, text TEXT
quantities: statement_id TEXT, criterion_id TEXT, ordinal INTEGER, comparator TEXT, value DOUBLE, value_high DOUBLE,
    unit TEXT, text TEXT
rubrics: rubric_id TEXT, plan_id TEXT, brief_id TEXT, ordinal INTEGER, label TEXT
rubric_levels: rubric_id TEXT, level INTEGER
rubric_criteria: criterion_id TEXT, rubric_id TEXT, level INTEGER, ordinal INTEGER, parent_id TEXT, text TEXT,
    source STRUCT
rubric_bands: rubric_id TEXT, level INTEGER, ordinal INTEGER, criterion_id TEXT, low DOUBLE, high DOUBLE,
    points DOUBLE, text TEXT, source STRUCT
units: unit_id TEXT, name TEXT, parent_id TEXT, kind TEXT
responsibilities: plan_id TEXT, brief_id TEXT, node_id TEXT, ordinal INTEGER, text TEXT, source STRUCT
responsibility_units: brief_id TEXT, ordinal INTEGER, unit_id TEXT
budgets: plan_id TEXT, node_id TEXT, statement_id TEXT, fund TEXT, amount_thb DECIMAL, text TEXT, trust TEXT,
    source STRUCT
schedule: node_id TEXT, month DATE, mark TEXT, source STRUCT
project_links: plan_id TEXT, node_a TEXT, node_b TEXT, similarity DOUBLE
claims: claim_id TEXT, plan_id TEXT, origin TEXT, subject TEXT, scope_kind TEXT, scope_number TEXT, claimed INTEGER,
    text TEXT, source STRUCT
summary_projects: plan_id TEXT, scope_number TEXT, ordinal INTEGER, text TEXT, node_id TEXT, source STRUCT
toc_entries: plan_id TEXT, ordinal INTEGER, kind TEXT, number TEXT, title TEXT, printed_page TEXT, source STRUCT
printed_tables: table_id TEXT, plan_id TEXT, node_id TEXT, ordinal INTEGER, names TEXT[], trust TEXT, source STRUCT
printed_rows: table_id TEXT, ordinal INTEGER, cells TEXT[], source STRUCT
findings: finding_id TEXT, plan_id TEXT, code TEXT, severity TEXT, status TEXT, subject TEXT, expected TEXT,
    found TEXT, message_th TEXT, message_en TEXT, source STRUCT
corrections: plan_id TEXT, line_no INTEGER, found TEXT, put TEXT, reason TEXT, corrected_by TEXT
runs: run_id TEXT, started_at TIMESTAMP, finished_at TIMESTAMP, version TEXT, documents_ok INTEGER,
    documents_failed INTEGER, documents_unchanged INTEGER
meta: key TEXT, value TEXT
"""
TABLES: dict[str, dict[str, str]] = {}
for declared in CONTRACT.replace("\n   ", "").split("\n")[1:-1]:
    table, _, told = declared.partition(": ")
    TABLES[table] = dict(column.strip().split(" ", 1) for column in told.split(", "))
SPELLED = {
    "STRUCT": SOURCE,
    "MAP": "MAP(VARCHAR, INTEGER)",
    "DECIMAL": "DECIMAL(18,2)",
    "TEXT": "VARCHAR",
    "TEXT[]": "VARCHAR[]",
}
VIEWS = {
    *("strategies", "goals", "tactics", "programs", "projects", "issues", "measures", "guidelines"),
    *("indicators", "rubric", "count_check", "budget_summary", "unclaimed_lines"),
}
LISTS = [name for name in Plan.model_fields if name not in {"schema_version", "head", "line_roles"}]

ALIEN = [
    ("quotes", "'; DROP TABLE nodes; -- \" ` \\ \\\" ''"),
    ("NUL", "before\0after"),
    ("control characters", "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\u2029\ufeff"),
    ("markup", "<script>alert('x')</script> &amp; </td>"),
    ("what parts records in the files", '},{"node_id":"x"},\n{"page":null,"first_line"'),
    ("an end like the start of a record", "a,{"),
    ("placeholders", "? $1 {path} %s %(x)s ${x} :x"),
    ("Thai, marks out of order", "\u0e01\u0e33\u0e4d\u0e49\u0e32\u0e31\u0e49"),
    ("beyond the basic plane", "\U0001f600\U0010ffff\ufffe\uffff\ue000"),
    ("nothing", ""),
    ("only blanks", " \t\u00a0\u200b"),
    ("very long", "x\u0e01" * 500_000),
]


def at(*places: tuple[int | None, int, int]) -> list[Span]:
    """Spans from (page, first line, last line)."""
    return [Span(page=page, first_line=first, last_line=last) for page, first, last in places]


def node(plan_id: str, number: str, kind: str, ordinal: int, parent: str | None = None, part: str = "body") -> Node:
    """A node whose id and parent are told by part and number."""
    return Node(
        node_id=f"{plan_id} {part} {number}",
        plan_id=plan_id,
        parent_id=parent and f"{plan_id} {part} {parent}",
        kind=kind,
        part=part,
        number=number,
        ordinal=ordinal,
        title=f"{kind} {number} of {part}",
        agency=None if part == "body" else part.upper(),
        source=at((1, ordinal, ordinal)),
    )


def made_up(p: str = "garden-2570") -> Results:
    """A made-up plan that fills every list: strategies in part `body`, issues in `house` and `senate`."""
    pages = (Page(1, "i", "text", "as-is"), Page(2, None, "text", "repaired", 0.97, {"P1": 3, "P4": 1}))
    lines = (
        *(Line(number, 1 + (number > 20), f"line {number}", f"line  {number}") for number in range(1, 40)),
        Line(40, 2, "a\tb", "<tr><td>a</td><td>b</td></tr>", ("a", "b"), (1.5, 2.0, 30.25, 40.0)),
    )
    document = Document(p, f"raw/{p}.txt", f"{p}.txt", "0" * 64, "text/plain", lines, pages)
    tree = [
        ("1", "strategy", None, "body"),
        ("1.1", "tactic", "1", "body"),
        ("1.1.1", "program", "1.1", "body"),
        ("1.1.1/1", "project", "1.1.1", "body"),
        ("1.1.1/2", "project", "1.1.1", "body"),
        ("2", "strategy", None, "body"),
        ("2.7", "goal", "2", "body"),
        ("2/1", "project", "2", "body"),
        ("1", "issue", None, "house"),
        ("1.1", "measure", "1", "house"),
        ("1.1.1", "guideline", "1.1", "house"),
        ("1.1.1/1", "project", "1.1.1", "house"),
        ("1", "issue", None, "senate"),
        ("2", "issue", None, "senate"),
    ]
    nodes = [node(p, number, kind, i, parent, part) for i, (number, kind, parent, part) in enumerate(tree, 1)]
    one, two, three, house = (f"{p} {x}" for x in ("body 1.1.1/1", "body 1.1.1/2", "body 2/1", "house 1.1.1/1"))
    brief, lone = f"{p} brief 1", f"{p} brief 2"
    plan = Plan(
        head=Head(plan_id=p, document_id=p, profile="made-up", title="Gardens", fiscal_year_be=2570, fiscal_year=2027),
        nodes=nodes,
        tellings=[Telling(node_id=one, ordinal=i, title=f"told {i}", source=at((None, i, i))) for i in (1, 2)],
        briefs=[
            Brief(
                brief_id=brief,
                plan_id=p,
                part="body",
                ordinal=1,
                rationale="because",
                start_date=date(2026, 10, 1),
                end_date=date(2027, 9, 30),
                source=at((1, 5, 9), (2, 21, 22)),
            ),
            Brief(brief_id=lone, plan_id=p, part="body", ordinal=2, source=[]),
        ],
        brief_projects=[BriefProject(brief_id=x, node_id=y) for x, y in ((brief, one), (brief, two), (lone, three))],
        statements=[
            Statement(
                statement_id=f"{p} s{i}",
                plan_id=p,
                brief_id=in_brief,
                node_id=of,
                section=section,
                ordinal=i,
                parent_id=f"{p} s{above}" if above else None,
                marker=f"{i}.",
                text=f"statement {i}",
                unit="trees" if i == 2 else None,
                target="80",
                trust="repaired",
                source=at((1, 5 + i, 5 + i)),
            )
            for i, in_brief, of, section, above in (
                (1, brief, None, "objective", None),
                (2, brief, None, "indicator", None),
                (3, brief, two, "indicator", None),
                (4, lone, None, "indicator", None),
                (5, brief, one, "activity", None),
                (6, brief, one, "activity", 5),
                (7, None, f"{p} house 1", "goal", None),
                (8, None, f"{p} house 1.1", "indicator", None),
            )
        ],
        targets=[Target(statement_id=f"{p} s2", fiscal_year_be=year, text=f"{year - 2500}") for year in (2570, 2571)],
        quantities=[
            Quantity(statement_id=f"{p} s2", ordinal=1, comparator="at-least", value=80, unit="%", text="80 %"),
            Quantity(statement_id=f"{p} s2", ordinal=2, comparator="between", value=1.5, value_high=3, text="1.5 - 3"),
            Quantity(criterion_id=f"{p} c1", ordinal=1, comparator="equal", value=5, text="5"),
        ],
        rubrics=[
            Rubric(rubric_id=f"{p} r1", plan_id=p, brief_id=brief, ordinal=1, label="first"),
            Rubric(rubric_id=f"{p} r2", plan_id=p, ordinal=1),
        ],
        rubric_levels=[RubricLevel(rubric_id=f"{p} r{r}", level=level) for r, level in ((1, 5), (1, 1), (2, 3))],
        rubric_criteria=[
            RubricCriterion(
                criterion_id=f"{p} c{i}",
                rubric_id=f"{p} r1",
                level=level,
                ordinal=ordinal,
                parent_id=f"{p} c{above}" if above else None,
                text=f"criterion {i}",
                source=at((2, 22 + i, 22 + i)),
            )
            for i, level, ordinal, above in ((1, 5, 1, None), (2, 5, 2, 1), (3, 1, 1, None), (4, 1, 2, None))
        ],
        rubric_bands=[
            RubricBand(
                rubric_id=f"{p} r1",
                level=1,
                ordinal=i,
                criterion_id=f"{p} c{2 + i}",
                low=low,
                high=high,
                points=points,
                text="band",
                source=[],
            )
            for i, low, high, points in ((1, 70, 60, 0.5), (2, 65, None, None))
        ],
        units=[Unit(unit_id="u1", name="Office"), Unit(unit_id="u2", name="Bureau", parent_id="u1", kind="bureau")],
        responsibilities=[
            Responsibility(plan_id=p, brief_id=brief, node_id=of, ordinal=i, text=f"entry {i}", source=at((1, 9, 9)))
            for i, of in ((1, None), (2, two))
        ],
        responsibility_units=[
            ResponsibilityUnit(brief_id=brief, ordinal=i, unit_id=u) for i, u in ((1, "u1"), (1, "u2"))
        ],
        budgets=[
            Budget(
                plan_id=p, node_id=of, fund=fund, amount_thb=amount, statement_id=s, text="x", trust="ocr", source=[]
            )
            for of, fund, amount, s in (
                (one, "state", Decimal("100.50"), None),
                (one, "state", Decimal("9999999999999999.49"), f"{p} s5"),
                (two, None, None, None),
                (three, "state", Decimal(7), None),
                (house, "own", Decimal("0.01"), None),
                (f"{p} house 1", "own", Decimal("0.01"), None),
            )
        ],
        schedule=[
            ScheduleMark(node_id=house, month=date(2027, m, 1), mark="x", source=at((2, 30, 30))) for m in (1, 2)
        ],
        project_links=[ProjectLink(plan_id=p, node_a=one, node_b=house, similarity=0.75)],
        claims=[
            Claim(
                claim_id=f"{p} claim {i}",
                plan_id=p,
                origin="summary",
                subject=subject,
                scope_kind=kind,
                scope_number=number,
                part=part,
                claimed=claimed,
                text="claim",
                source=at((1, i, i)),
            )
            for i, subject, kind, number, part, claimed in (
                (1, "project", "strategy", "1", None, 3),
                (2, "project", "strategy", "2", None, 1),
                (3, "program", "strategy", "2", "body", 0),
                (4, "issue", None, None, None, 1),
                (5, "project", "strategy", "9", None, 4),
                (6, "pond", None, None, None, 4),
                (7, "project", None, None, None, 3),
                (8, "issue", None, None, "senate", 2),
                (9, "measure", "issue", "1", "house", 1),
            )
        ],
        summary_projects=[
            SummaryProject(plan_id=p, scope_number="1", ordinal=1, text="a", node_id=one, source=at((1, 2, 2))),
            SummaryProject(plan_id=p, ordinal=1, text="b", source=[]),
        ],
        toc_entries=[
            TocEntry(plan_id=p, ordinal=1, kind="strategy", number="1", title="t", printed_page="i", source=[])
        ],
        printed_tables=[
            PrintedTable(table_id=f"{p} t1", plan_id=p, node_id=one, ordinal=1, names=["a", ""], source=at((1, 3, 4))),
            PrintedTable(table_id=f"{p} t2", plan_id=p, ordinal=2, names=[], trust="ocr", source=[]),
        ],
        printed_rows=[PrintedRow(table_id=f"{p} t1", ordinal=1, cells=["b", "c"], source=at((1, 4, 4)))],
        notes=[Note(plan_id=p, part="house", line_no=30, kind="column-shift", detail="1")] * 2,
        corrections=[
            Correction(plan_id=p, line_no=3, found="x", put="y", reason="typing error", corrected_by="somebody")
        ],
        line_roles=[
            *(
                LineRole(line_no=i, role="heading", rule="made-up.heading", owner_id=nodes[0].node_id)
                for i in range(1, 38)
            ),
            LineRole(line_no=38, role="unclaimed"),
            LineRole(line_no=40, role="row", rule="made-up.row", owner_id=f"{p} s1"),
        ],
    )
    finding = Finding(
        finding_id=f"{p} f1",
        plan_id=p,
        code="summary-count",
        severity="error",
        status="waived",
        subject="strategy 1",
        expected="3",
        found="2",
        message_th="\u0e01",
        message_en="m",
        source=at((1, 1, 1), (None, 4, 5)),
    )
    told = finding.model_dump(exclude={"status", "source"})
    day = date(2026, 11, 21)
    return (
        document,
        plan,
        Findings(
            plan_id=p,
            findings=[finding],
            waivers=[
                Waiver(
                    plan_id=p,
                    ordinal=1,
                    finding_id=finding.finding_id,
                    code=finding.code,
                    subject=finding.subject,
                    line_no=1,
                    reason="known",
                    waived_by="somebody",
                    waived_on=day,
                ),
                Waiver(plan_id=p, ordinal=2, code="band-gap", subject="plan", reason="r", waived_by="s", waived_on=day),
            ],
            acceptances=[Acceptance(plan_id=p, node_id=one, accepted_by="somebody", accepted_on=day)],
            finding_changes=[FindingChange(ordinal=1, change="new", **told)],
        ),
    )


def run(n: int, tried: list[str], failed: list[str] = [], code: str = "file-empty") -> RunRecord:  # noqa: B006
    """The n-th run, five minutes long, told in the local time of Bangkok."""
    start = datetime(2026, 10, 1, 7, n, tzinfo=timezone(timedelta(hours=7)))
    errors = [DocumentFailure(path=path, code=code, message_th="\u0e01", message_en="m", hint=None) for path in failed]
    return RunRecord(
        run_id=f"run {n}",
        started_at=start,
        finished_at=start + timedelta(minutes=5),
        version="0.1.0",
        documents_ok=len(set(tried) - set(failed)),
        documents_failed=len(failed),
        documents_unchanged=0,
        tried=tried,
        errors=errors,
    )


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    return query(database, sql).rows


def tables(database: Path) -> list[str]:
    return [table for (table,) in rows(database, "SELECT table_name FROM duckdb_tables()")]


def dump(database: Path) -> dict[str, list[dict[str, Any]]]:
    """Every table with its rows in the order in which they lie."""
    lists = ", ".join(f"(SELECT coalesce(list(t), []) FROM {table} t) AS {table}" for table in tables(database))
    columns, found = query(database, f"SELECT {lists}")
    return dict(zip(columns, found[0], strict=True))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plan and one run; to be read only."""
    out = tmp_path_factory.mktemp("extracted")
    results.write_plan(out, *made_up())
    results.append_run(out, run(1, ["a.txt", "b.txt"], ["b.txt"]))
    return build(out)


@pytest.fixture
def out(tmp_path: Path, database: Path) -> Iterator[Path]:
    """A folder of one's own with that plan and that database, which nothing may harm."""
    folder = tmp_path / "extracted"
    shutil.copytree(database.parent, folder)
    (folder / results.RUNS).unlink()
    yield folder
    assert not list(folder.rglob(".*")), "something temporary was left behind"


# The schema ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_of_the_contract_are_there(database: Path, table: str) -> None:
    expected = {name: SPELLED.get(kind, kind) for name, kind in TABLES[table].items()}
    found = dict(rows(database, f"SELECT column_name, column_type FROM (DESCRIBE {table})"))
    assert {name: kind for name, kind in found.items() if name in expected} == expected


def test_the_tables_and_views_of_the_contract_are_there(database: Path) -> None:
    assert set(TABLES) <= set(tables(database))
    assert {x for (x,) in rows(database, "SELECT view_name FROM duckdb_views() WHERE NOT internal")} >= VIEWS


def test_models_and_tables_spell_the_same_columns(database: Path) -> None:
    models = {name: Plan.model_fields[name].annotation.__args__[0] for name in LISTS}  # type: ignore[union-attr]
    of_findings = {
        "findings": Finding,
        "waivers": Waiver,
        "acceptances": Acceptance,
        "finding_changes": FindingChange,
    }
    assert set(of_findings) == set(OF_FINDINGS)
    for table, model in {**models, "plans": Head, **of_findings}.items():
        columns = [name for (name,) in rows(database, f"SELECT column_name FROM (DESCRIBE {table})")]
        assert columns == list(model.model_fields), table


def test_every_table_column_and_view_has_a_comment(database: Path) -> None:
    bare = rows(
        database,
        "SELECT table_name, NULL FROM duckdb_tables() WHERE coalesce(comment, '') = ''"
        " UNION ALL SELECT view_name, NULL FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''"
        " UNION ALL SELECT table_name, column_name FROM duckdb_columns() WHERE coalesce(comment, '') = ''"
        " AND table_name IN (SELECT table_name FROM duckdb_tables())",
    )
    assert bare == []


def test_every_table_has_a_key_but_those_that_say_why_not(database: Path) -> None:
    keyed = rows(database, "SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'")
    without = {"quantities", "budgets", "schedule", "summary_projects", "notes", "waivers"}
    assert set(tables(database)) - {table for (table,) in keyed} == without


def test_the_data_dictionary_is_current_and_explains_every_column() -> None:
    page = data_dictionary()
    told = (ROOT / "docs" / "data-dictionary.md").read_text("utf-8")
    assert told == page, "run `python run.py schema`"
    assert "|  |" not in page
    assert "None" not in page


# Round trips ---------------------------------------------------------------------------------------------------------


def test_the_made_up_plan_fills_every_list() -> None:
    plan = made_up()[1]
    assert [name for name in Plan.model_fields if not getattr(plan, name)] == []


@pytest.mark.parametrize("table", LISTS)
def test_the_records_of_a_plan_come_back(database: Path, table: str) -> None:
    records = [tuple(record.model_dump().values()) for record in getattr(made_up()[1], table)]
    assert sorted(rows(database, f"FROM {table}"), key=repr) == sorted(records, key=repr)


def test_plan_and_findings_come_back(database: Path) -> None:
    _, plan, findings = made_up()
    assert rows(database, "FROM plans") == [tuple(plan.head.model_dump().values())]
    for table in OF_FINDINGS:
        assert rows(database, f"FROM {table}") == [tuple(one.model_dump().values()) for one in getattr(findings, table)]


def test_document_pages_and_lines_come_back_with_their_roles(database: Path) -> None:
    document, plan, _ = made_up()
    roles = {line.line_no: (line.role, line.rule, line.owner_id) for line in plan.line_roles}
    assert 39 not in roles
    d = document.document_id
    assert rows(database, "FROM documents") == [
        (d, document.path, document.file_name, document.sha256, document.media_type, 2, 40, document.chars)
    ]
    assert rows(database, "FROM pages") == [
        (d, page.page, page.printed_page, page.reader, page.trust, page.coverage, page.repairs)
        for page in document.pages
    ]
    assert rows(database, "FROM lines ORDER BY line_no") == [
        (
            *(d, line.number, line.page, line.text, line.text_found, line.cells and list(line.cells), line.box),
            *roles.get(line.number, ("unclaimed", None, None)),
        )
        for line in document.lines
    ]


@pytest.mark.parametrize(
    ("pages", "of_lines", "expected", "why"),
    [
        ((), (None, None), None, "a file that tells no pages"),
        ((), (1, 1, 3), 2, "pages that only the lines tell"),
        ((1, 2, 3), (1, 1), 3, "empty pages count"),
        ((2,), (1, None), 2, "both together"),
    ],
)
def test_pages_are_counted(
    tmp_path: Path, pages: tuple[int, ...], of_lines: tuple[int | None, ...], expected: int | None, why: str
) -> None:
    lines = tuple(Line(i, page, "x", "x") for i, page in enumerate(of_lines, 1))
    document = Document("p", "p", "p", "", "text/plain", lines, tuple(Page(n, None, "text", "as-is") for n in pages))
    results.write_plan(
        tmp_path, document, Plan(head=Head(plan_id="p", document_id="p", profile="x")), Findings(plan_id="p")
    )
    built = build(tmp_path)
    assert rows(built, "SELECT pages FROM documents") == [(expected,)], why
    assert rows(built, "SELECT count(*) FROM pages") == [(len(pages),)], why


def test_an_empty_document_is_a_document(tmp_path: Path) -> None:
    document = Document("p", "p", "p", "", "text/plain", ())
    results.write_plan(
        tmp_path, document, Plan(head=Head(plan_id="p", document_id="p", profile="x")), Findings(plan_id="p")
    )
    assert rows(build(tmp_path), "SELECT pages, lines, chars FROM documents") == [(None, 0, 0)]


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    texts = [text for _, text in ALIEN]
    lines = tuple(Line(i, None, text, text, (text, text)) for i, text in enumerate(texts, 1))
    document = Document("p", texts[0], texts[1], texts[3], texts[6], lines, (Page(1, texts[0], texts[1], "ocr"),))
    nodes = [node("p", f"{i} {text[:50]}", text, i) for i, text in enumerate(texts, 1)]
    plan = Plan(head=Head(plan_id="p", document_id="p", profile=texts[0], title=texts[1]), nodes=nodes)
    results.write_plan(tmp_path, document, plan, Findings(plan_id="p"))
    assert results.read_plan(tmp_path / "p")[:2] == (document, plan)
    built = build(tmp_path)
    assert rows(built, "SELECT text FROM lines ORDER BY line_no") == [(text,) for text in texts]
    assert rows(built, "SELECT cells FROM lines ORDER BY line_no") == [([text, text],) for text in texts]
    assert rows(built, "SELECT node_id, number, kind FROM nodes ORDER BY ordinal") == [
        (x.node_id, x.number, x.kind) for x in nodes
    ]
    assert rows(built, "SELECT path, file_name FROM documents") == [(texts[0], texts[1])]


def test_a_file_may_be_larger_than_what_duckdb_takes_unasked(tmp_path: Path) -> None:
    long = "x" * 40_000_000
    document = Document("p", "p", "p", "", "text/plain", (Line(1, None, long, ""),))
    empty = Plan(head=Head(plan_id="p", document_id="p", profile="x"))
    results.write_plan(tmp_path, document, empty, Findings(plan_id="p"))
    assert rows(build(tmp_path), "SELECT text FROM lines") == [(long,)]


@settings(max_examples=200)
@given(
    texts=st.lists(st.text(max_size=20), min_size=2, max_size=4),
    number=st.floats(allow_nan=False, allow_infinity=False),
)
def test_any_text_comes_back_from_the_files(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], number: float
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    document = Document("p", texts[0], "p", "", "", tuple(Line(1, None, x, x, tuple(texts)) for x in texts))
    plan = Plan(
        head=Head(plan_id="p", document_id="p", profile=texts[0]),
        nodes=[node("p", x, texts[0], 1) for x in texts],
        quantities=[Quantity(ordinal=1, comparator="", value=number, text=x) for x in texts],
    )
    findings = Findings(plan_id="p")
    results.write_plan(folder, document, plan, findings)
    assert results.read_plan(folder / "p") == (document, plan, findings)


# The same input, the same rows ---------------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes_a_record_a_line(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        results.write_plan(tmp_path / folder, *made_up())
    files = {file.name: file.read_bytes() for file in (tmp_path / "a" / "garden-2570").iterdir()}
    assert files == {file.name: file.read_bytes() for file in (tmp_path / "b" / "garden-2570").iterdir()}
    assert set(files) == {"document.json", "plan.json", "findings.json"}
    plan = made_up()[1]
    records = sum(len(getattr(plan, name)) for name in [*LISTS, "line_roles"])
    lists = len(LISTS) + 1
    assert files["plan.json"].count(b"\n") == records - lists + 1
    assert b"\\u0e01" not in files["findings.json"]


def test_a_second_build_changes_nothing_but_the_runs(out: Path) -> None:
    results.write_plan(out, *made_up("another-2571"))
    results.append_run(out, run(1, ["a"], ["a"]))
    before = dump(build(out))
    assert dump(build(out)) == before
    results.append_run(out, run(2, ["b"]))
    after = dump(build(out))
    assert [table for table in after if after[table] != before[table]] == ["runs"]
    (out / DATABASE).unlink()
    assert dump(build(out)) == after


def test_plans_lie_side_by_side_and_share_their_units(out: Path) -> None:
    alone = dump(build(out))
    document, plan, findings = made_up("another-2571")
    units = [
        Unit(unit_id="u1", name="told otherwise"),
        Unit(unit_id="u3", name="new"),
        Unit(unit_id="u2", name="Bureau"),
    ]
    results.write_plan(out, document, plan.model_copy(update={"units": units}), findings)
    both = dump(build(out))
    assert [plan["plan_id"] for plan in both["plans"]] == ["another-2571", "garden-2570"]
    assert both["units"] == [unit.model_dump() for unit in units]
    for table in set(both) - {"units", "meta", "runs", "document_errors"}:
        assert len(both[table]) == 2 * len(alone[table]), table
    results.remove_plan(out, "another-2571")
    assert dump(build(out)) == alone


def test_without_any_plan_the_database_is_empty(tmp_path: Path) -> None:
    built = dump(build(tmp_path / "not" / "there"))
    assert [table for table, found in built.items() if found] == ["meta"]
    assert {"key": "schema_version", "value": str(SCHEMA_VERSION)} in built["meta"]


@pytest.mark.parametrize(
    "name", ["a b", "a [1]", "*", "why?", "it's", 'say "x"', "year=2570", "%41", "\u0e01\u0e33", "md:x", "-"]
)
def test_the_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    results.write_plan(out, *made_up(f"plan {name}"))
    assert rows(build(out), "SELECT plan_id FROM plans") == [(f"plan {name}",)]
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert sorted(path.name for path in out.iterdir()) == sorted([f"plan {name}", DATABASE])


# Keys and views ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "targets"),
    [
        ("nodes.parent_id", ["nodes.node_id"]),
        ("statements.parent_id", ["statements.statement_id"]),
        ("rubric_criteria.parent_id", ["rubric_criteria.criterion_id"]),
        ("units.parent_id", ["units.unit_id"]),
        ("lines.owner_id", ["nodes.node_id", "briefs.brief_id", "statements.statement_id"]),
    ],
)
def test_references_without_a_foreign_key_hold(database: Path, column: str, targets: list[str]) -> None:
    table, name = column.split(".")
    known = " UNION ALL ".join(f"SELECT {target.split('.')[1]} FROM {target.split('.')[0]}" for target in targets)
    referred = rows(database, f"SELECT count({name}), count(*) FILTER ({name} NOT IN ({known})) FROM {table}")
    assert referred[0][0] > 0
    assert referred[0][1] == 0


def test_projects_tell_their_whole_chain(database: Path) -> None:
    kinds = ("strategy", "goal", "tactic", "program", "issue", "measure", "guideline")
    told = rows(database, f"SELECT part, agency, number, {', '.join(f'{kind}_number' for kind in kinds)} FROM projects")
    assert told == [
        ("body", None, "1.1.1/1", "1", None, "1.1", "1.1.1", None, None, None),
        ("body", None, "1.1.1/2", "1", None, "1.1", "1.1.1", None, None, None),
        ("body", None, "2/1", "2", None, None, None, None, None, None),
        ("house", "HOUSE", "1.1.1/1", None, None, None, None, "1", "1.1", "1.1.1"),
    ]
    assert rows(
        database, "SELECT plan_id, fiscal_year_be, strategy_title, title, page, first_line FROM projects LIMIT 1"
    ) == [("garden-2570", 2570, "strategy 1 of body", "project 1.1.1/1 of body", 1, 4)]


@pytest.mark.parametrize(
    ("view", "columns", "expected"),
    [
        ("strategies", "number, project_count", [("1", 2), ("2", 1)]),
        ("goals", "number, strategy_number, project_count", [("2.7", "2", 0)]),
        ("tactics", "number, strategy_number, project_count", [("1.1", "1", 2)]),
        ("programs", "number, strategy_number, tactic_number, project_count", [("1.1.1", "1", "1.1", 2)]),
        ("issues", "part, number, project_count", [("house", "1", 1), ("senate", "1", 0), ("senate", "2", 0)]),
        ("measures", "number, issue_number, issue_title, project_count", [("1.1", "1", "issue 1 of house", 1)]),
        ("guidelines", "number, issue_number, measure_number, project_count", [("1.1.1", "1", "1.1", 1)]),
        ("unclaimed_lines", "plan_id, line_no, text", [("garden-2570", 38, "line 38"), ("garden-2570", 39, "line 39")]),
        (
            "indicators",
            "text, part, project_numbers, quantity, comparator, value, value_high, unit, target, first_line",
            [
                ("statement 2", "body", "1.1.1/1, 1.1.1/2", 1, "at-least", 80.0, None, "%", "80", 7),
                ("statement 2", "body", "1.1.1/1, 1.1.1/2", 2, "between", 1.5, 3.0, "trees", "80", 7),
                ("statement 3", "body", "1.1.1/2", None, None, None, None, None, "80", 8),
                ("statement 4", "body", "2/1", None, None, None, None, None, "80", 9),
                ("statement 8", "house", "1.1", None, None, None, None, None, "80", 13),
            ],
        ),
        (
            "rubric",
            "project_numbers, label, level, ordinal, entry, text, low, high, points",
            [
                ("1.1.1/1, 1.1.1/2", "first", 5, 1, "criterion", "criterion 1", None, None, None),
                ("1.1.1/1, 1.1.1/2", "first", 5, 2, "criterion", "criterion 2", None, None, None),
                ("1.1.1/1, 1.1.1/2", "first", 1, 1, "band", "criterion 3", 70.0, 60.0, 0.5),
                ("1.1.1/1, 1.1.1/2", "first", 1, 2, "band", "criterion 4", 65.0, None, None),
            ],
        ),
        (
            "count_check",
            "subject, scope_number, part, claimed, counted, agrees",
            [
                ("project", "1", "body", 3, 2, False),
                ("project", "2", "body", 1, 1, True),
                ("program", "2", "body", 0, 0, True),
                ("issue", None, "house", 1, 1, True),
                ("issue", None, "senate", 1, 2, False),
                ("project", "9", None, 4, None, None),
                ("pond", None, None, 4, None, None),
                ("project", None, "body", 3, 3, True),
                ("project", None, "house", 3, 1, False),
                ("issue", None, "senate", 2, 2, True),
                ("measure", "1", "house", 1, 1, True),
            ],
        ),
        (
            "budget_summary",
            "part, top_kind, top_number, fund, amount_thb, amounts, without_amount",
            [
                ("body", "strategy", "1", "state", Decimal("10000000000000099.99"), 2, 0),
                ("body", "strategy", "1", None, None, 0, 1),
                ("body", "strategy", "2", "state", Decimal("7.00"), 1, 0),
                ("house", "issue", "1", "own", Decimal("0.02"), 2, 0),
            ],
        ),
    ],
)
def test_views_give_the_right_rows_in_order(database: Path, view: str, columns: str, expected: list[Any]) -> None:
    assert rows(database, f"SELECT {columns} FROM {view}") == expected


def test_parents_in_a_circle_do_not_hang_the_views(tmp_path: Path) -> None:
    document, _, _ = made_up("p")
    findings = Findings(plan_id="p")
    nodes = [node("p", number, "strategy", i, parent) for i, (number, parent) in enumerate((("1", "2"), ("2", "1")), 1)]
    results.write_plan(
        tmp_path, document, Plan(head=Head(plan_id="p", document_id="p", profile="x"), nodes=nodes), findings
    )
    assert rows(build(tmp_path), "SELECT number, project_count FROM strategies") == [("1", 0), ("2", 0)]


# What goes wrong -----------------------------------------------------------------------------------------------------


def refused(code: str, act: Callable[[], object]) -> PhaenError:
    with pytest.raises(PhaenError) as caught:
        act()
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
    return caught.value


def altered(record: Any, change: dict[str, Any]) -> Any:
    """`record`, a model or a dataclass, with other values, which nobody checks."""
    return record.model_copy(update=change) if isinstance(record, BaseModel) else replace(record, **change)


def edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "where", "why"),
    [
        (lambda folder: (folder / "plan.json").write_bytes(b""), "plan.json", "empty"),
        (lambda folder: (folder / "plan.json").write_bytes(b"\xff\xfe\x00"), "plan.json", "not UTF-8"),
        (lambda folder: os.truncate(folder / "plan.json", 1000), "plan.json", "cut off"),
        (lambda folder: (folder / "document.json").unlink(), "document.json", "missing"),
        (lambda folder: (folder / "findings.json").unlink(), "findings.json", "missing"),
        (edit("plan.json", '"ordinal":1', '"ordinal":"one"'), "plan.json", "a wrong type"),
        (edit("plan.json", '"kind":', '"colour":"red","kind":'), "plan.json", "an unknown key"),
        (edit("plan.json", '"schema_version":1', '"schema_version":0'), "plan.json", "an older schema"),
        (edit("findings.json", '"schema_version":1', '"schema_version":9'), "findings.json", "a newer schema"),
        (edit("plan.json", '"plan_id":"garden-2570"', '"plan_id":"x"'), "plan.json", "another plan's"),
        (edit("findings.json", '"plan_id":"garden-2570"', '"plan_id":"x"'), "findings.json", "another plan's"),
        (edit("document.json", '"document_id":"garden-2570"', '"document_id":"x"'), "document.json", "another's"),
        (edit("findings.json", '"severity":"error"', '"severity":"fatal"'), "findings.json", "an unknown severity"),
        (edit("document.json", '"trust":"as-is"', '"trust":"blind"'), "document.json", "an unknown trust"),
    ],
)
def test_a_broken_file_is_told_and_the_old_database_stays(
    out: Path, change: Callable[[Path], object], where: str, why: str
) -> None:
    folder, before = out / "garden-2570", (out / DATABASE).read_bytes()
    change(folder)
    for act in (lambda: results.read_plan(folder), lambda: build(out)):
        error = refused("result-broken", act)
        assert error.params["path"] == str(folder / where), why
        assert error.params["reason"], why
    assert (out / DATABASE).read_bytes() == before


@pytest.mark.parametrize(
    ("table", "change", "why"),
    [
        ("nodes", {"node_id": "garden-2570 body 1.1"}, "two nodes of one id"),
        ("nodes", {"plan_id": "nobody"}, "a node of another plan"),
        ("statements", {"brief_id": "nobody"}, "a brief that is not there"),
        ("quantities", {"statement_id": None}, "neither statement nor criterion"),
        ("quantities", {"criterion_id": "garden-2570 c1"}, "both statement and criterion"),
        ("rubric_levels", {"level": 0}, "a level that is none"),
        ("rubric_criteria", {"level": 4}, "a level that the rubric does not have"),
        ("rubric_bands", {"criterion_id": "nobody"}, "a band without its printed line"),
        ("project_links", {"similarity": 1.01}, "more than the same"),
        ("schedule", {"month": date(2027, 1, 31)}, "not the first of a month"),
        ("responsibility_units", {"unit_id": "nobody"}, "a unit that is not there"),
        ("responsibility_units", {"ordinal": 9}, "an entry that is not there"),
        ("budgets", {"amount_thb": Decimal(10) ** 17}, "more baht than the column holds"),
        ("claims", {"claimed": -1}, "fewer than none"),
        ("line_roles", {"line_no": 41}, "a role without its line"),
        ("line_roles", {"line_no": 2}, "two roles of one line"),
        ("corrections", {"line_no": 0}, "a line that cannot be"),
        ("targets", {"fiscal_year_be": 2571}, "one year twice"),
    ],
)
def test_a_record_that_does_not_fit_is_told_with_its_plan(
    out: Path, table: str, change: dict[str, Any], why: str
) -> None:
    before = (out / DATABASE).read_bytes()
    document, plan, findings = made_up()
    first, *others = getattr(plan, table)
    results.write_plan(out, document, plan.model_copy(update={table: [altered(first, change), *others]}), findings)
    error = refused("result-broken", lambda: build(out))
    assert error.params["path"] == str(out / "garden-2570"), why
    assert (out / DATABASE).read_bytes() == before


def test_a_wrong_year_is_told(out: Path) -> None:
    document, plan, findings = made_up()
    head = plan.head.model_copy(update={"fiscal_year": 2570})
    results.write_plan(out, document, plan.model_copy(update={"head": head}), findings)
    refused("result-broken", lambda: build(out))


@pytest.mark.parametrize("step", ["__init__", "add_plan", "add_runs", "finish"])
@pytest.mark.parametrize("crash", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_crash_leaves_the_old_database(
    out: Path, monkeypatch: pytest.MonkeyPatch, step: str, crash: type[BaseException]
) -> None:
    before = (out / DATABASE).read_bytes()
    done = getattr(Warehouse, step)

    def fail(*given: Any) -> None:
        done(*given)
        raise crash

    monkeypatch.setattr(Warehouse, step, fail)
    with pytest.raises(crash):
        build(out)
    assert (out / DATABASE).read_bytes() == before


def test_a_crash_while_writing_leaves_the_old_files(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file: file.read_bytes() for file in (out / "garden-2570").iterdir()}
    document, plan, findings = made_up()
    changed = plan.model_copy(update={"nodes": []})

    def fail(self: Path, data: bytes) -> int:
        if self.name.startswith(".plan"):
            raise OSError(28, "No space left on device")
        return done(self, data)

    done = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", fail)
    error = refused("store-write", lambda: results.write_plan(out, document, changed, findings))
    assert error.params == {"path": str(out / "garden-2570"), "reason": "No space left on device"}
    assert before == {file: file.read_bytes() for file in (out / "garden-2570").iterdir()}


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from pipeline.store.warehouse import build
from pipeline.errors import StoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
out, size = Path(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    build(out)
except StoreError as error:
    sys.exit(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs resource limits")
@pytest.mark.parametrize("size", [0, 5_000, 20_000, 100_000, 200_000])
def test_a_full_disk_leaves_the_old_database(out: Path, size: int) -> None:
    results.write_plan(out, *made_up("another-2571"))
    before = (out / DATABASE).read_bytes()
    assert len(before) > 200_000
    told = subprocess.run(
        [sys.executable, "-c", FULL_DISK, out, str(size)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (1, "store-write\n")
    assert (out / DATABASE).read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder")
    out = tmp_path / "out"
    for act in (
        lambda: build(out),
        lambda: results.write_plan(out, *made_up()),
        lambda: results.append_run(out, run(1, [])),
    ):
        assert str(out) in str(refused("store-write", act).params["path"])
    assert results.plan_folders(out) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(out: Path) -> None:
    out.chmod(0o500)
    try:
        refused("store-write", lambda: build(out))
        refused("store-write", lambda: results.write_plan(out, *made_up("another-2571")))
    finally:
        out.chmod(0o700)


@pytest.mark.parametrize(
    "plan_id", ["", ".", "..", "a/b", "../x", "/x", ".hidden", *sorted(results.RESERVED), "x\0y", "x" * 300, "\udcff"]
)
def test_a_plan_id_that_is_no_name_of_a_folder_is_refused(out: Path, plan_id: str) -> None:
    before = sorted(out.parent.rglob("*"))
    document, plan, findings = made_up()
    head = plan.head.model_copy(update={"plan_id": plan_id})
    refused("store-write", lambda: results.write_plan(out, document, plan.model_copy(update={"head": head}), findings))
    assert sorted(out.parent.rglob("*")) == before


def test_remains_of_a_killed_build_go_when_they_are_old(out: Path) -> None:
    old, young = out / f"{ASIDE}old", out / f"{ASIDE}young"
    for folder in (old, young):
        folder.mkdir()
        (folder / DATABASE).write_text("half")
    os.utime(old, (0, 0))
    build(out)
    assert (old.exists(), young.exists()) == (False, True)
    (young / DATABASE).unlink()
    young.rmdir()


def test_a_log_of_the_old_database_does_not_meet_the_new_one(out: Path) -> None:
    (out / f"{DATABASE}.wal").write_bytes(b"left by a program that wrote to the old one")
    assert rows(build(out), "SELECT count(*) FROM plans") == [(1,)]
    assert not (out / f"{DATABASE}.wal").exists()


def test_a_reader_of_the_old_database_is_not_disturbed(out: Path) -> None:
    with (out / DATABASE).open("rb") as reader:
        before = reader.read()
        results.write_plan(out, *made_up("another-2571"))
        build(out)
        reader.seek(0)
        assert reader.read() == before
    assert rows(out / DATABASE, "SELECT count(*) FROM plans") == [(2,)]


# Plans and runs ------------------------------------------------------------------------------------------------------


def test_plans_are_listed_by_name_and_removed(out: Path) -> None:
    for plan_id in ("zebra", "another 2571", "\u0e01"):
        results.write_plan(out, *made_up(plan_id))
    (out / "report").mkdir()
    (out / ".hidden").mkdir()
    (out / ".hidden" / "plan.json").touch()
    names = ["another 2571", "garden-2570", "zebra", "\u0e01"]
    assert [folder.name for folder in results.plan_folders(out)] == names
    (out / "zebra" / "stamp.json").touch()
    results.remove_plan(out, "zebra")
    assert not (out / "zebra").exists()
    assert len(results.plan_folders(out)) == 3
    (out / ".hidden" / "plan.json").unlink()
    (out / ".hidden").rmdir()


@pytest.mark.parametrize(
    ("plan_id", "known"),
    [
        ("garden-2571", "garden-2570"),
        ("something else", "garden-2570, zebra"),
        ("..", "garden-2570, zebra"),
        ("", "garden-2570, zebra"),
        ("report", "garden-2570, zebra"),
    ],
)
def test_an_unknown_plan_is_told_with_the_nearest_or_those_that_there_are(out: Path, plan_id: str, known: str) -> None:
    results.write_plan(out, *made_up("zebra"))
    error = refused("plan-unknown", lambda: results.remove_plan(out, plan_id))
    assert error.params == {"plan_id": plan_id, "known": known}


def test_where_there_is_no_plan_that_is_told(tmp_path: Path) -> None:
    assert results.plan_folders(tmp_path) == []
    refused("plans-none", lambda: results.plan_folders(tmp_path, "garden-2570"))
    refused("plans-none", lambda: results.stored_plans(tmp_path))


def test_a_folder_without_its_plan_is_no_plan(out: Path) -> None:
    (out / "garden-2570" / "plan.json").unlink()
    assert results.plan_folders(out) == []
    assert rows(build(out), "SELECT count(*) FROM documents") == [(0,)]


@pytest.mark.parametrize(
    ("runs", "expected", "why"),
    [
        ([], [], "no run"),
        ([(["a", "b"], [])], [], "nothing failed"),
        ([(["a", "b"], ["b"])], ["b"], "one failed"),
        ([(["a", "b"], ["b", "a"])], ["a", "b"], "both failed, in order of their paths"),
        ([(["a"], ["a"]), (["a"], [])], [], "mended"),
        ([(["a"], []), (["a"], ["a"])], ["a"], "broken later"),
        ([(["a"], ["a"]), (["b"], [])], ["a"], "not tried again"),
        ([(["a"], ["a"]), (["b"], ["b"]), (["b"], [])], ["a"], "each path for itself"),
        ([([], ["a"])], ["a"], "failed without being told as tried"),
    ],
)
def test_document_errors_are_those_of_the_last_try(
    tmp_path: Path, runs: list[tuple[list[str], list[str]]], expected: list[str], why: str
) -> None:
    told = [run(i, tried, failed) for i, (tried, failed) in enumerate(runs)]
    for one in told:
        results.append_run(tmp_path, one)
    assert results.read_runs(tmp_path) == told
    built = build(tmp_path)
    assert rows(built, "SELECT path FROM document_errors") == [(path,) for path in expected], why
    assert rows(built, "SELECT count(*) FROM runs") == [(len(runs),)], why


def test_the_last_failure_is_the_one_that_is_told(tmp_path: Path) -> None:
    results.append_run(tmp_path, run(1, ["a"], ["a"], "file-empty"))
    results.append_run(tmp_path, run(2, ["a"], ["a"], "not-thai"))
    assert rows(build(tmp_path), "FROM document_errors") == [("a", "not-thai", "\u0e01", "m", None)]


def test_times_are_utc(database: Path) -> None:
    assert rows(database, "FROM runs") == [
        ("run 1", datetime(2026, 10, 1, 0, 1), datetime(2026, 10, 1, 0, 6), "0.1.0", 1, 1, 0)
    ]
    assert run(1, []).started_at.tzinfo == UTC


@pytest.mark.parametrize("line", ["{", "", '{"run_id":"x"}', "[]", "null"])
def test_a_broken_line_of_the_runs_is_told(tmp_path: Path, line: str) -> None:
    results.append_run(tmp_path, run(1, []))
    with (tmp_path / results.RUNS).open("a") as file:
        file.write(f"{line}\n")
    error = refused("result-broken", lambda: build(tmp_path))
    assert error.params["path"] == f"{tmp_path / results.RUNS}:2"


def test_one_run_told_twice_is_told(tmp_path: Path) -> None:
    for _ in range(2):
        results.append_run(tmp_path, run(1, []))
    assert refused("result-broken", lambda: build(tmp_path)).params["path"] == str(tmp_path / results.RUNS)


# Questions -----------------------------------------------------------------------------------------------------------


def test_a_query_gives_columns_and_rows(database: Path) -> None:
    columns, found = query(database, "SELECT number AS n, source FROM nodes WHERE kind = 'strategy' ORDER BY 1;")
    assert columns == ["n", "source"]
    assert found == [
        ("1", [{"page": 1, "first_line": 1, "last_line": 1}]),
        ("2", [{"page": 1, "first_line": 6, "last_line": 6}]),
    ]


def test_a_query_stops_at_its_limit(database: Path) -> None:
    assert query(database, "FROM range(100_000_000_000)", limit=2).rows == [(0,), (1,)]
    assert query(database, "SELECT 1", limit=0).rows == []
    assert query(database, "SELECT 1 WHERE false") == (["1"], [])


@pytest.mark.parametrize(
    "sql",
    ["FROM plans", "VALUES (1)", "WITH x AS (SELECT 1) FROM x", "SHOW TABLES", "DESCRIBE projects", "EXPLAIN SELECT 1"],
)
def test_what_only_reads_is_answered(database: Path, sql: str) -> None:
    assert query(database, sql).rows


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("", "query-refused"),
        ("-- nothing", "query-refused"),
        ("SELECT 1; SELECT 2", "query-refused"),
        ("SELECT 1; DROP TABLE nodes", "query-refused"),
        ("INSERT INTO meta VALUES ('a', 'b')", "query-refused"),
        ("UPDATE meta SET value = '2'", "query-refused"),
        ("DELETE FROM meta", "query-refused"),
        ("DROP TABLE findings", "query-refused"),
        ("CREATE TABLE x (i INTEGER)", "query-refused"),
        ("CREATE TEMP TABLE x AS SELECT 1", "query-refused"),
        ("ATTACH '{folder}/x.duckdb'", "query-refused"),
        ("COPY nodes TO '{folder}/x.csv'", "query-refused"),
        ("COPY nodes FROM '/etc/passwd'", "query-refused"),
        ("EXPORT DATABASE '{folder}/x'", "query-refused"),
        ("SET enable_external_access = true", "query-refused"),
        ("RESET lock_configuration", "query-refused"),
        ("INSTALL httpfs", "query-refused"),
        ("LOAD httpfs", "query-refused"),
        ("CHECKPOINT", "query-refused"),
        ("BEGIN", "query-refused"),
        ("EXPLAIN ANALYZE INSERT INTO meta VALUES ('a', 'b')", "query-failed"),
        ("EXPLAIN ANALYZE COPY nodes TO '{folder}/x.csv'", "query-failed"),
        ("SELECT * FROM '/etc/passwd'", "query-failed"),
        ("SELECT * FROM '{folder}/garden-2570/plan.json'", "query-failed"),
        ("FROM read_text('/etc/passwd')", "query-failed"),
        ("FROM read_csv('/etc/passwd')", "query-failed"),
        ("FROM read_json('{folder}/garden-2570/plan.json')", "query-failed"),
        ("FROM read_csv('https://example.org/x.csv')", "query-failed"),
        ("FROM glob('/*')", "query-failed"),
        ("FROM query('DROP TABLE nodes')", "query-failed"),
        ("FROM caller_variable", "query-failed"),
        ("SELEC 1", "query-failed"),
        ("SELECT nothing FROM nodes", "query-failed"),
        ("SELECT 'x'::INTEGER", "query-failed"),
        ("SELECT '\udcff'", "query-failed"),
        ("SELECT \0", "query-failed"),
    ],
)
def test_what_does_more_than_read_is_refused(database: Path, sql: str, code: str) -> None:
    caller_variable = [1]
    before = database.read_bytes()
    refused(code, lambda: query(database, sql.replace("{folder}", str(database.parent))))
    assert database.read_bytes() == before
    assert sorted(path.name for path in database.parent.iterdir()) == ["garden-2570", "plans.duckdb", "runs.jsonl"]
    assert caller_variable


@pytest.mark.parametrize("name", [DATABASE, "."])
def test_a_missing_database_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert refused("database-missing", lambda: query(path, "SELECT 1")).params == {"path": str(path)}
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("no database at all")
    refused("query-failed", lambda: query(tmp_path / DATABASE, "SELECT 1"))
