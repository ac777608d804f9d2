"""What the tests of the store share: a made-up plan with every kind of record, and the tables that others rely on.

All records are made up. Expected tables and columns are spelled out here, because tools of others rely on them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PhaenError
from pipeline.results import DocumentFailure, RunRecord
from pipeline.store.asking import query
from schemas.document import Document, Line, Page
from schemas.finding import Acceptance, Finding, FindingChange, Findings, Waiver
from schemas.plan import (
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


def refused(code: str, act: Callable[[], object]) -> PhaenError:
    with pytest.raises(PhaenError) as caught:
        act()
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
    return caught.value
