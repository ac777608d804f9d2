"""What a tagged PDF says of its own structure: the paragraph, the table's row and the table that letters belong to.

Word, Chrome and newer LibreOffice write it: each run of letters on a page has a mark (its MCID), and a tree of elements
says what the mark stands in. Only files that call themselves marked are believed; what is damaged tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

NO_MARK = -1
"""The mark of letters that stand in no element: what belongs to the page, and all letters of an untagged file."""
DEEPEST = 100
"""Elements around a mark, and nodes of the tree of pages; a tree that is deeper is damaged or hostile."""
BLOCKS = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "LI", "TD", "TH", "Div", "Caption", "BlockQuote"}
)
"""Elements that are a paragraph of their own where letters stand in them; others are parts of one, or hold several."""
HOLDERS = frozenset({"TD", "TH", "LI"})
"""Of these, the elements that may also hold several paragraphs."""
JOINS_PARAGRAPHS = "Microsoft"
"""The producer that calls several paragraphs one element."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where letters stand: object numbers of the paragraph, the table's row and the table; 0: in none.

    `whole`: whether two paragraphs of the print are never one here.
    """

    paragraph: int
    row: int
    table: int
    whole: bool = False

    def goes_on(self, below: Place) -> bool | None:
        """Whether what stands `below` is of the same paragraph; None where that is not told."""
        if not (self.paragraph and below.paragraph):
            return None
        return None if self.paragraph == below.paragraph and not self.whole else self.paragraph == below.paragraph

    def goes_on_over_page(self, below: Place) -> bool | None:
        """The same where a page ends between them; Word ends every paragraph there."""
        return self.goes_on(below) if self.whole else None


NOWHERE = Place(0, 0, 0)


class Tags:
    """The structure of a file; what is damaged in it counts as not there."""

    def __init__(self, catalogue: dict[str, Any], producer: str = "") -> None:
        info = resolve1(catalogue.get("MarkInfo"))
        root = resolve1(catalogue.get("StructTreeRoot"))
        marked = isinstance(info, dict) and resolve1(info.get("Marked")) is True
        told = root if marked and isinstance(root, dict) else {}
        self.tree = told.get("ParentTree")
        roles = resolve1(told.get("RoleMap"))
        self.roles = {str(own): _name(role) for own, role in roles.items()} if isinstance(roles, dict) else {}
        self.whole = JOINS_PARAGRAPHS not in producer
        self.known: dict[int, Place] = {}

    def of_page(self, page: dict[str, Any]) -> PageTags | None:
        """The structure of the page with these attributes; None for a page that is not tagged."""
        key = resolve1(page.get("StructParents"))
        if self.tree is None or not isinstance(key, int):
            return None
        elements = resolve1(_in_number_tree(self.tree, key, DEEPEST))
        return PageTags(self, elements) if isinstance(elements, list) else None

    def place(self, element: Any) -> Place:
        """Where an element stands."""
        if not isinstance(element, PDFObjRef):
            return NOWHERE
        known = self.known.get(element.objid)
        if known is None:
            known = self.known[element.objid] = self._climb(element)
        return known

    def _climb(self, element: PDFObjRef) -> Place:
        """The paragraph, row and table of an element: the innermost of each around it."""
        paragraph = row = table = inner = 0
        whole = self.whole
        around: Any = element
        for _ in range(DEEPEST):
            told = resolve1(around)
            if not isinstance(told, dict) or "S" not in told:
                break
            own, number = _name(told["S"]), around.objid if isinstance(around, PDFObjRef) else 0
            kind = self.roles.get(own, own)
            if kind in BLOCKS and not paragraph:
                # Chrome calls a block without meaning what it calls a piece of a line: two around letters may be either
                paragraph, whole = number, whole and not (kind in HOLDERS and inner > 1)
            inner += kind == "NonStruct" and not paragraph
            if kind == "TR":
                row = row or number
            elif kind == "Table":
                table = number
                break
            around = told.get("P")
        return Place(paragraph, row, table, whole)


@dataclass(frozen=True, slots=True)
class PageTags:
    """The structure of a page: `elements` are those that its marks stand in, by mark."""

    tags: Tags
    elements: list[Any]

    def place(self, mark: int) -> Place:
        """Where the letters with this mark stand."""
        if not 0 <= mark < len(self.elements):
            return NOWHERE
        return self.tags.place(self.elements[mark])


def mark_of(tag: Any, properties: Any) -> int | None:
    """The mark that a tag of the page's contents gives; None for one that leaves it to the tag around it."""
    if isinstance(tag, PSLiteral) and tag.name == "Artifact":
        return NO_MARK
    mark = properties.get("MCID") if isinstance(properties, dict) else None
    return mark if isinstance(mark, int) else None


def _name(value: Any) -> str:
    value = resolve1(value)
    return str(value.name) if isinstance(value, PSLiteral) else ""


def _in_number_tree(node: Any, key: int, depth: int) -> Any:
    """The value of a key in a tree of numbers."""
    told = resolve1(node)
    if not isinstance(told, dict) or not depth:
        return None
    numbers = resolve1(told.get("Nums"))
    if isinstance(numbers, list):
        return next((value for found, value in zip(numbers[::2], numbers[1::2], strict=False) if found == key), None)
    kids = resolve1(told.get("Kids"))
    for kid in kids if isinstance(kids, list) else ():
        inner = resolve1(kid)
        limits = resolve1(inner.get("Limits")) if isinstance(inner, dict) else None
        if isinstance(limits, list) and len(limits) == 2 and limits[0] <= key <= limits[1]:
            return _in_number_tree(kid, key, depth - 1)
    return None
