"""The *report* stage: pages that an auditor opens from disk, without a server or a network.

    OUT/report/index.html                       the overview of all plans
    OUT/report/plans/<plan_id>/index.html       a plan: tree, records, source, findings
    OUT/report/plans/<plan_id>/pages-…/0001.png pictures of a PDF's pages, where the reader made some

What is promised: whatever stands in a document is shown as text and never runs; a page loads nothing but pictures
beside it; the same results give the same page. Each page carries its style and script, and a policy that allows no
others.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pipeline.report import page
from pipeline.report.desk import UNCLAIMED, Desk
from pipeline.report.facts import FAILURES, Ask, rows
from pipeline.report.told import Told, share, tell
from pipeline.report.views import NodeView, folder_name, grouped
from schemas.document import Document
from schemas.finding import SEVERITIES, Findings
from schemas.plan import Plan

__all__ = ["folder_of", "is_fresh", "made_from", "tell", "write_overview", "write_plan"]

FOLDER, INDEX = "report", "index.html"
SMALL_TREE = 60
"""Nodes of a tree that is shown with all its branches open; of a larger one only the uppermost are."""
LONG = 8000
"""Lines and records of a plan from which on they are packed, so that its page opens as soon as a shorter one's."""
MOST_CHARTS = 24
"""Plans whose charts the overview shows; those of the others stand on their pages."""


def folder_of(out: Path, plan_id: str) -> Path:
    """Where a plan's page lies, and the pictures of its pages."""
    return out / FOLDER / "plans" / folder_name(plan_id)


def made_from(results: Sequence[Path], told: Told) -> str:
    """A hash of a plan's result files, of what is told against the year before, and of all that decides the looks."""
    whole = hashlib.sha256(page.fingerprint().encode())
    whole.update(repr(told.facts["years"]).encode("utf-8", "surrogatepass"))
    for path in results:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def is_fresh(out: Path, plan_id: str, made: str) -> bool:
    """Whether a plan's page is there and was made from just this."""
    return page.made_from_of(folder_of(out, plan_id) / INDEX) == made


def write_plan(
    out: Path,
    results: tuple[Document, Plan, Findings],
    told: Told,
    pictures: Mapping[int, tuple[str, float, float]],
    made: str,
) -> None:
    """Write a plan's page; `made` is what `made_from` says of the results. Raises StoreError `store-write`.

    `pictures` are those of pages: their addresses from the plan's page, width and height in points.
    """
    _, plan, _ = results
    desk = Desk(*results)
    text = page.render(
        "plan.html",
        made,
        desk=desk,
        told=told,
        pictures=pictures,
        open_levels=9 if len(desk.nodes) <= SMALL_TREE else 1,
        long=len(desk.document.lines) + len(desk.nodes) + len(plan.statements) > LONG,
        severities=SEVERITIES,
        unclaimed=[line for sheet in desk.sheets for line in sheet.lines if line.role == UNCLAIMED],
        concerned=_concerned(desk),
    )
    page.write(folder_of(out, plan.head.plan_id) / INDEX, text)


def _concerned(desk: Desk) -> list[tuple[str, list[NodeView]]]:
    """The nodes that findings are about, and those above them, in reading order, by the parts that tell them."""
    nodes = [finding.node for finding in desk.findings if finding.node]
    wanted = {view.anchor for node in nodes for view in (*node.parents, node)}
    views = [view for view in desk.nodes.values() if view.anchor in wanted]
    return list(grouped(views, lambda view: view.node.part).items())


def write_overview(out: Path, ask: Ask, plans: Mapping[str, Told], made_at: datetime, version: str) -> Path:
    """Write the overview of all plans, and remove the pages of plans that are no more. Raises StoreError."""
    told = list(plans.values())
    path = out / FOLDER / INDEX
    text = page.render(
        "index.html",
        page.fingerprint(),
        plans=told,
        drawn=[plan for plan in told[:MOST_CHARTS] if plan.charts],
        codes=_codes(told),
        failures=rows(ask, FAILURES),
        records=sum(row["records"] for plan in told for row in plan.facts["kinds"]),
        open_findings=sum((plan.open_findings for plan in told), Counter[str]()),
        understood=share([row for plan in told for row in plan.facts["understood"]]),
        severities=SEVERITIES,
        made_at=made_at,
        version=version,
    )
    page.write(path, text)
    kept = set(map(folder_name, plans))
    for folder in folder_of(out, "x").parent.glob("*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
    return path


def _codes(plans: Sequence[Told]) -> list[tuple[tuple[str, str], Counter[str]]]:
    """Severity and code, and how many findings of these each plan has; the worst first."""
    codes: dict[tuple[str, str], Counter[str]] = {}
    for plan in plans:
        for row in plan.facts["findings"]:
            codes.setdefault((row["severity"], row["code"]), Counter())[row["plan_id"]] += row["findings"]
    return sorted(codes.items(), key=lambda one: (SEVERITIES.index(one[0][0]), one[0][1]))
