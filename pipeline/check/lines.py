"""Lines that nobody understood, a family that nobody knows, numbers read in two ways, files that end too early."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.view import PLAN, Raised, View
from pipeline.markup import bare
from pipeline.similarity import words_alone
from schemas.document import PAGE_BROKEN
from schemas.outline import STRANGE_LABEL, UNCLAIMED

LABEL = "label"
"""The role of a section's label."""


def unclaimed(view: View) -> Iterator[Raised]:
    """One finding that lists every line that no rule took."""
    lines = [role.line_no for role in view.plan.line_roles if role.role == UNCLAIMED]
    if lines:
        yield Raised("unclaimed-lines", PLAN, found=str(len(lines)), source=view.spans_of(lines))


def unknown_labels(view: View) -> Iterator[Raised]:
    """Labels that come again in the write-ups and that no rule knows; one finding for each, with all its places."""
    found: dict[str, tuple[str, list[int]]] = {}
    for role in view.plan.line_roles:
        if role.role == LABEL and role.rule == STRANGE_LABEL:
            label = bare(view.document.lines[role.line_no - 1].text).partition(":")[0].strip()
            found.setdefault(words_alone(label).lstrip("0123456789"), (label, []))[1].append(role.line_no)
    for label, lines in found.values():
        yield Raised("label-unknown", PLAN, found=label, source=view.spans_of(lines))


def unknown_family(view: View) -> Iterator[Raised]:
    """No profile knows the family: what was read is little to be trusted."""
    if view.profile.fallback:
        yield Raised("profile-fallback", PLAN, found=str(len(view.plan.nodes)))


def doubtful_numbers(view: View) -> Iterator[Raised]:
    """Numbers whose two readings differ; `found` is the reading that was taken."""
    for one in view.document.doubtful:
        yield Raised(
            "number-doubtful",
            view.subject_of_line(one.line_no),
            expected=one.other or None,
            found=one.text,
            source=view.spans_of([one.line_no]),
        )


def settled_numbers(view: View) -> Iterator[Raised]:
    """The same where the context told which reading is right; `found` is that one."""
    for one in view.document.settled:
        yield Raised(
            "number-settled",
            view.subject_of_line(one.line_no),
            expected=one.other or None,
            found=one.text,
            source=view.spans_of([one.line_no]),
            more={"why": f"settled-{one.way}", "sum": one.told},
        )


def truncated(view: View) -> Iterator[Raised]:
    """A file that was cut off; `expected` is how many pages it says that it has, `found` how many were read whole."""
    document = view.document
    if not document.truncated:
        return
    whole = sum(PAGE_BROKEN not in page.repairs for page in document.pages)
    told = None if document.pages_told is None else str(document.pages_told)
    last = [line.number for line in document.lines if line.text][-1:]
    yield Raised(
        "document-truncated",
        PLAN,
        expected=told,
        found=str(whole),
        source=view.spans_of(last),
        more={"of": f" / {told}" if told else ""},
    )
