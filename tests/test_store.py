"""The store: what goes into the files comes out of the database."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored import (
    ALIEN,
    LISTS,
    ROOT,
    SPELLED,
    TABLES,
    VIEWS,
    dump,
    made_up,
    node,
    rows,
    run,
    tables,
)

from pipeline import results
from pipeline.store import DATABASE
from pipeline.store.dictionary import data_dictionary
from pipeline.store.warehouse import OF_FINDINGS, build
from schemas.document import Document, Line, Page
from schemas.finding import Acceptance, Finding, FindingChange, Findings, Waiver
from schemas.plan import (
    SCHEMA_VERSION,
    Head,
    Plan,
    Quantity,
    Unit,
)

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
