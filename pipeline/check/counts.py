"""Counts that the document states of itself, against what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.similarity import likeness

CODES = {"summary": "summary-count", "heading": "heading-count", "text": "total-count"}


def claimed_counts(view: View) -> Iterator[Raised]:
    """A claimed count that differs from the nodes in its scope; a scope that the body lacks is a count of none."""
    for claim in view.plan.claims:
        scope = next(
            (node for node in view.plan.nodes if (node.kind, node.number) == (claim.scope_kind, claim.scope_number)),
            None,
        )
        counted = view.below(scope, claim.subject) if scope or claim.scope_kind is None else []
        if len(counted) == claim.claimed:
            continue
        yield Raised(
            CODES[claim.origin],
            f"{claim.scope_kind} {claim.scope_number}" if claim.scope_kind else PLAN,
            expected=str(claim.claimed),
            found=str(len(counted)),
            source=(*claim.source, *(node.source[0] for node in counted)),
            more={"what": claim.subject},
        )


def summary_projects(view: View) -> Iterator[Raised]:
    """A project that the summary names and the body does not have; the nearest title is shown."""
    titles = [node.title for node in view.plan.nodes if node.kind == "project" and node.title]
    for named in view.plan.summary_projects:
        if named.node_id is not None:
            continue
        nearest = max(titles, key=lambda title: likeness(title, named.text), default="-")
        yield Raised(
            "summary-project-missing",
            f"strategy {named.scope_number}" if named.scope_number else PLAN,
            expected=named.text,
            source=tuple(named.source),
            more={"nearest": nearest},
        )
