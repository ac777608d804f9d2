"""What the overview tells of each plan: figures and the rows of its charts, asked from the database in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

Row = dict[str, Any]
Ask = Callable[[str], tuple[Sequence[str], Sequence[tuple[Any, ...]]]]
"""Answers one SELECT with the names of the columns and the rows."""
Facts = dict[str, list[Row]]
"""The rows of each question (by its name in `QUESTIONS`) that are about one plan."""

QUESTIONS = {
    "plan": """
        SELECT p.*, d.file_name, d.media_type, d.sha256, d.pages, d.lines, d.chars
        FROM plans p JOIN documents d USING (document_id) ORDER BY p.fiscal_year_be, p.plan_id""",
    "kinds": """
        SELECT plan_id, kind, count(*) AS records, min(ordinal) AS place FROM nodes GROUP BY ALL
        UNION ALL SELECT plan_id, 'brief', count(*), 1000001 FROM briefs GROUP BY ALL
        UNION ALL SELECT plan_id, 'statement', count(*), 1000002 FROM statements GROUP BY ALL
        UNION ALL SELECT plan_id, 'rubric', count(*), 1000003 FROM rubrics GROUP BY ALL
        UNION ALL SELECT plan_id, 'budget', count(*), 1000004 FROM budgets GROUP BY ALL
        UNION ALL SELECT plan_id, 'claim', count(*), 1000005 FROM claims GROUP BY ALL
        ORDER BY plan_id, place""",
    "parts": "SELECT DISTINCT plan_id, part FROM nodes",
    "findings": """
        SELECT plan_id, code, severity, status, count(*) AS findings FROM findings
        GROUP BY plan_id, code, severity, status
        ORDER BY plan_id, list_position(['error', 'warning', 'info'], severity), code""",
    "changes": "SELECT plan_id, change, count(*) AS findings FROM finding_changes GROUP BY plan_id, change",
    "years": """
        SELECT c.plan_after AS plan_id, b.title AS title_before, b.fiscal_year_be AS year_before, c.*
        FROM plan_changes c JOIN plans b ON b.plan_id = c.plan_before
        ORDER BY c.plan_after, c.plan_before, c.ordinal""",
    "accepted": """
        SELECT plan_id, count(DISTINCT a.node_id) AS accepted, count(DISTINCT n.node_id) AS nodes
        FROM nodes n LEFT JOIN acceptances a USING (plan_id, node_id) GROUP BY plan_id""",
    "trust": """
        SELECT p.plan_id, g.reader, g.trust, count(*) AS pages
        FROM pages g JOIN plans p USING (document_id) GROUP BY ALL ORDER BY ALL""",
    "understood": """
        SELECT p.plan_id, count(*) FILTER (l.role <> 'blank') AS lines,
            count(*) FILTER (l.role NOT IN ('blank', 'unclaimed')) AS understood
        FROM lines l JOIN plans p USING (document_id) GROUP BY ALL""",
    "claims": """
        SELECT c.plan_id, c.part, origin, subject, scope_kind, scope_number, claimed, counted, agrees, page, first_line
        FROM count_check c  -- a part that holds none of the kind at all tells nothing of it
        WHERE part IS NULL
            OR EXISTS (FROM nodes n WHERE (n.plan_id, n.part, n.kind) = (c.plan_id, c.part, c.subject))""",
    "budgets": """
        SELECT plan_id, part, top_kind, top_number, fund, CAST(amount_thb AS DOUBLE) AS baht
        FROM budget_summary WHERE amount_thb > 0""",
    "units": """
        SELECT r.plan_id, n.part, u.name, count(DISTINCT n.node_id) AS projects
        FROM responsibilities r
        JOIN responsibility_units USING (brief_id, ordinal)
        JOIN units u USING (unit_id)
        JOIN brief_projects b USING (brief_id)
        JOIN nodes n ON n.node_id = b.node_id AND n.node_id = coalesce(r.node_id, n.node_id)
        GROUP BY ALL ORDER BY r.plan_id, n.part, projects DESC, u.name""",
    "bands": """
        WITH first_project AS (
            SELECT brief_id, arg_min(n.number, n.ordinal) AS number, min(n.ordinal) AS place
            FROM brief_projects JOIN nodes n USING (node_id) GROUP BY brief_id
        )
        SELECT r.plan_id, f.number, r.label, b.rubric_id, b.level, b.ordinal, coalesce(b.low, 0) AS low,
            coalesce(b.high, 100) AS high, b.points
        FROM rubric_bands b JOIN rubrics r USING (rubric_id) LEFT JOIN first_project f USING (brief_id)
        WHERE b.low IS NOT NULL OR b.high IS NOT NULL
        ORDER BY r.plan_id, f.place, r.ordinal, b.level, low, high""",
    "schedule": """
        WITH told AS (
            SELECT n.plan_id, n.part, n.node_id, n.number, n.ordinal, s.month
            FROM schedule s JOIN nodes n USING (node_id) WHERE s.month IS NOT NULL
            UNION
            SELECT n.plan_id, n.part, n.node_id, n.number, n.ordinal,
                unnest(generate_series(date_trunc('month', b.start_date),
                    least(b.end_date, b.start_date + INTERVAL 10 YEAR), INTERVAL 1 MONTH))::DATE
            FROM briefs b JOIN brief_projects USING (brief_id) JOIN nodes n USING (node_id)
            WHERE b.start_date <= b.end_date
        )
        SELECT plan_id, part, node_id, number, list(DISTINCT month ORDER BY month) AS months
        FROM told GROUP BY plan_id, part, node_id, number, ordinal ORDER BY plan_id, ordinal""",
}
FAILURES = "SELECT path, code, message_th, message_en, hint FROM document_errors ORDER BY path"


def gather(ask: Ask) -> dict[str, Facts]:
    """The facts of every plan, by its id, in the order of years."""
    facts: dict[str, Facts] = {}
    for name, sql in QUESTIONS.items():
        for row in rows(ask, sql):
            facts.setdefault(row["plan_id"], defaultdict(list))[name].append(row)
    return facts


def rows(ask: Ask, sql: str) -> list[Row]:
    """The answer to `sql` with each row by its columns' names."""
    columns, answer = ask(sql)
    return [dict(zip(columns, row, strict=True)) for row in answer]
