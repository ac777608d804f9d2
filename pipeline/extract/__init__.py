"""*extract*: from structure to typed records.

Promises: every record names its source lines; ids are unique, and the same in the next run; what the document does not
say is NULL; no line of the outline is dropped.
"""

from __future__ import annotations

from pipeline.extract.briefs import add_briefs
from pipeline.extract.doubts import drop_doubtful
from pipeline.extract.grids import add_grids
from pipeline.extract.head import read_head
from pipeline.extract.printed import add_printed_tables
from pipeline.extract.records import Records
from pipeline.extract.summary import add_summary
from schemas.document import Document
from schemas.outline import UNCLAIMED, GridRow, Outline
from schemas.plan import LineRole, Node, Plan, Statement, Telling, TocEntry
from schemas.profile import Profile

NOTE = "note"
"""The section of text under the heading of a node that has no write-up."""


def extract(document: Document, outline: Outline, profile: Profile) -> Plan:
    """The records of `document`, whose structure is `outline`, read by `profile`."""
    records = Records(document, Plan(head=read_head(document, outline, profile)))
    _add_nodes(outline, records)
    add_briefs(outline, profile, records)
    add_grids(outline, profile, records)
    _in_reading_order(records)
    _add_contents(outline, records)
    add_summary(outline, profile, records)
    add_printed_tables(outline, records)
    _add_roles(outline, records)
    drop_doubtful(records.plan, document)
    return records.plan


def _in_reading_order(records: Records) -> None:
    """Number the nodes as they stand in the document."""
    nodes = sorted(records.plan.nodes, key=lambda node: node.source[0].first_line if node.source else 0)
    records.plan.nodes[:] = [
        node if node.ordinal == place else node.model_copy(update={"ordinal": place})
        for place, node in enumerate(nodes, 1)
    ]


def _add_nodes(outline: Outline, records: Records) -> None:
    for ordinal, node in enumerate(outline.nodes, 1):
        node_id = records.node_id(node)
        records.plan.nodes.append(
            Node(
                node_id=node_id,
                plan_id=records.plan_id,
                parent_id=records.node_id(node.parent) if node.parent else None,
                kind=node.kind,
                part=node.part,
                number=node.number,
                ordinal=ordinal,
                title=records.title(node.title),
                source=records.spans((place.first, place.last) for place in node.places),
            )
        )
        for number, note in enumerate(node.notes, 1):
            records.plan.statements.append(
                Statement(
                    statement_id=f"{node_id}:{NOTE}:{number}",
                    plan_id=records.plan_id,
                    node_id=node_id,
                    section=NOTE,
                    ordinal=number,
                    text=records.title(note.text) or "",
                    source=records.spans([(note.first, note.last)]),
                )
            )
        for number, place in enumerate(node.places, 1):
            records.plan.tellings.append(
                Telling(
                    node_id=node_id,
                    ordinal=number,
                    title=records.title(place.title) or "",
                    source=records.spans([(place.first, place.last)]),
                )
            )


def _add_contents(outline: Outline, records: Records) -> None:
    for ordinal, entry in enumerate(outline.toc, 1):
        records.plan.toc_entries.append(
            TocEntry(
                plan_id=records.plan_id,
                ordinal=ordinal,
                kind=entry.kind,
                number=entry.number,
                title=records.title(entry.title) or "",
                printed_page=entry.printed_page,
                source=records.spans([(entry.first, entry.last)]),
            )
        )


def _add_roles(outline: Outline, records: Records) -> None:
    known: dict[int, str | None] = {}
    for number, role in outline.ledger.roles():
        owner = known.get(id(role.owner), "")
        if owner == "":
            owner = known[id(role.owner)] = records.owner_id(role.owner)
        if owner is None and isinstance(role.owner, GridRow) and role.owner.told:  # read, and nothing came of it
            records.plan.line_roles.append(LineRole(line_no=number, role=UNCLAIMED))
            continue
        if owner is None and role.role not in ("blank", UNCLAIMED):
            owner = records.plan_id
        records.plan.line_roles.append(LineRole(line_no=number, role=role.role, rule=role.rule, owner_id=owner))
