"""What all of *extract* shares: the plan that is filled, ids, and places in the source."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.markup import tidy
from schemas.document import Document, Trust
from schemas.outline import GridRow, OutlineBrief, OutlineNode, Owner
from schemas.plan import Plan, Span

WORST: dict[Trust, int] = {"as-is": 0, "repaired": 1, "ocr": 2}

THE_ONLY_PAGE = 1
"""A file that tells no pages has one, which tells how far to trust the whole."""


class Records:
    """The plan being filled, with the ids given so far."""

    def __init__(self, document: Document, plan: Plan) -> None:
        self.plan = plan
        self.plan_id = plan.head.plan_id
        self._pages = [line.page for line in document.lines]
        self._trust: dict[int, Trust] = {page.page: page.trust for page in document.pages}
        self._brief_ids: dict[int, str] = {}
        self._given: dict[str, int] = {}
        self._rows: dict[int, str] = {}
        self._units: set[str] = set()

    def title(self, text: str) -> str | None:
        """A title as the contract wants it: no tags, no bold marks, single spaces; NULL where nothing is left."""
        return tidy(text) or None

    def node_id(self, node: OutlineNode) -> str:
        """`plan:part:kind:number`, with `~2` for the second thing that bears one number."""
        twin = f"~{node.twin}" if node.twin > 1 else ""
        return f"{self.plan_id}:{node.part}:{node.kind}:{node.number}{twin}"

    def brief_id(self, brief: OutlineBrief) -> str:
        """`plan:part:brief:number of its first project`; a brief without projects is numbered."""
        known = self._brief_ids.get(id(brief))
        if known is None:
            number = brief.projects[0].number if brief.projects else "-"
            known = self.unique(f"{self.plan_id}:{brief.part}:brief:{number}")
            self._brief_ids[id(brief)] = known
        return known

    def unique(self, wanted: str) -> str:
        """`wanted`, or `wanted~2` where it is given already."""
        count = self._given[wanted] = self._given.get(wanted, 0) + 1
        return wanted if count == 1 else f"{wanted}~{count}"

    def is_new_unit(self, unit_id: str) -> bool:
        """Whether this office is named for the first time; from then on it is not."""
        new = unit_id not in self._units
        self._units.add(unit_id)
        return new

    def own_row(self, row: GridRow, brief_id: str) -> None:
        """Say which brief the row of a grid belongs to."""
        self._rows[id(row)] = brief_id

    def owner_id(self, owner: Owner) -> str | None:
        """The id of a line's owner."""
        if isinstance(owner, GridRow):
            return self._rows.get(id(owner))
        if isinstance(owner, OutlineNode):
            return self.node_id(owner)
        if isinstance(owner, OutlineBrief):
            return self.brief_id(owner)
        return None

    def spans(self, stretches: Iterable[tuple[int, int]]) -> list[Span]:
        """Stretches of lines as places; a stretch that goes over a page break becomes one place per page."""
        found: list[Span] = []
        for first, last in stretches:
            start = first
            for line in range(first, last):
                if self._pages[line] != self._pages[line - 1]:
                    found.append(Span(page=self._pages[start - 1], first_line=start, last_line=line))
                    start = line + 1
            found.append(Span(page=self._pages[start - 1], first_line=start, last_line=last))
        return found

    def trust(self, spans: Iterable[Span]) -> Trust:
        """How far to trust what stands at these places: as far as the worst of their pages."""
        levels = [self._trust.get(span.page or THE_ONLY_PAGE, "as-is") for span in spans]
        return max(levels, key=WORST.__getitem__, default="as-is")
