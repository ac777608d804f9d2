"""Counts that the document states of itself, against what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.similarity import likeness
from schemas.plan import Claim, Node, Statement, SummaryProject

CODES = {"summary": "summary-count", "heading": "heading-count", "text": "total-count"}


def claimed_counts(view: View) -> Iterator[Raised]:
    """A claimed count that differs from the nodes in its scope, in each part that counts such nodes.

    A scope that a part lacks holds none. Where pages of the part are lost, that is why, and only a warning.
    What is counted may also be a section: then its items are.
    """
    scopes = {(node.part, node.kind, node.number): node for node in reversed(view.plan.nodes)}
    kinds = {(node.part, node.kind) for node in view.plan.nodes}
    for claim in view.plan.claims:
        if claim.subject in view.profile.section_places:
            yield from _claimed_items(view, claim)
            continue
        for part in view.parts or [""]:
            items = claim.subject in view.sections and bool(_items(view, claim.subject, None, part))
            answers = (part, claim.subject) in kinds or items or len(view.parts) < 2
            if answers and claim.part in (None, part):
                yield from _claimed(
                    view, claim, part, scopes.get((part, claim.scope_kind or "", claim.scope_number or ""))
                )


def _claimed(view: View, claim: Claim, part: str, scope: Node | None) -> Iterator[Raised]:
    listed = view.below(scope, claim.subject) if scope or claim.scope_kind is None else []
    counted: list[Node] | list[Statement] = [node for node in listed if node.part == part]
    if claim.subject in view.sections:
        counted = _items(view, claim.subject, scope, part)
    if claim.claimed is None or len(counted) == claim.claimed:
        return
    where = f"{part} " if len(view.parts) > 1 else ""
    lost = part in view.incomplete
    yield Raised(
        CODES[claim.origin],
        f"{where}{claim.scope_kind} {claim.scope_number}" if claim.scope_kind else f"{where or PLAN}".strip(),
        expected=str(claim.claimed),
        found=str(len(counted)),
        source=(*claim.source, *(one.source[0] for one in counted)),
        severity="warning" if lost else None,
        more={"what": claim.subject, "why": "reason-lost" if lost else ""},
    )


def _claimed_items(view: View, claim: Claim) -> Iterator[Raised]:
    """A count of items that differs from the items at the top of the section, below the claim's scope or in the plan.

    Where some are numbered, these count. In the text under a heading no others ever do: they may be no list.
    """
    layout = view.profile.layout
    free = layout is not None and claim.subject == layout.content
    briefs = {
        brief
        for node_id, brief in view.brief_of.items()
        if claim.scope_kind is None
        or (view.nodes[node_id].kind, view.nodes[node_id].number) == (claim.scope_kind, claim.scope_number)
    }
    listed = [one for one in view.plan.statements if one.section == claim.subject and one.brief_id in briefs]
    numbered = [one for one in listed if any(letter.isdigit() for letter in one.marker or "")]
    items = [one for one in numbered or listed if one.parent_id is None]
    if len(items) == claim.claimed or (free and not numbered):
        return
    yield Raised(
        CODES[claim.origin],
        f"{claim.scope_kind} {claim.scope_number}" if claim.scope_kind else PLAN,
        expected=str(claim.claimed),
        found=str(len(items)),
        source=(*claim.source, *(item.source[0] for item in items)),
        more={"what": claim.subject, "why": ""},
    )


def _items(view: View, section: str, scope: Node | None, part: str) -> list[Statement]:
    """The items of a section under a node (None: of the whole part), without those that are parts of others."""
    found = []
    for one in view.plan.statements:
        projects = view.projects_of.get(one.brief_id or "", [])
        node = view.nodes.get(one.node_id or "", projects[0] if projects else None)
        if one.section != section or one.parent_id is not None or node is None or node.part != part:
            continue
        if scope is None or node is scope or node in view.below(scope, node.kind):
            found.append(one)
    return found


def summary_projects(view: View) -> Iterator[Raised]:
    """A project that the summary names and the body does not have; the nearest title is shown.

    Where one paragraph names two projects and one of the body's is nearest to both, it has one of them alone.
    """
    titles = [node.title for node in view.plan.nodes if node.kind == "project" and node.title]
    taken = _nearest_names(view)
    scope = next((rule.scope_kind for rule in view.profile.claims if rule.origin == "summary"), None)
    for named in view.plan.summary_projects:
        if named.node_id is not None and taken[_paragraph(named)] == named.text:
            continue
        nearest = max(titles, key=lambda title: likeness(title, named.text), default="-")
        yield Raised(
            "summary-project-missing",
            f"{scope} {named.scope_number}" if scope and named.scope_number else PLAN,
            expected=named.text,
            source=tuple(named.source),
            more={"nearest": nearest, "why": "reason-named" if named.node_id else ""},
        )


def _paragraph(named: SummaryProject) -> tuple[object, ...]:
    return named.node_id, *named.source


def _nearest_names(view: View) -> dict[tuple[object, ...], str]:
    """Project and paragraph -> the name there that is most like its title."""
    found: dict[tuple[object, ...], str] = {}
    for named in view.plan.summary_projects:
        title = view.nodes[named.node_id].title or "" if named.node_id else ""
        other = found.setdefault(_paragraph(named), named.text)
        found[_paragraph(named)] = max(other, named.text, key=lambda name: likeness(title, name))
    return found
