"""What the tests of action plans share: plans made of lines, and the records that come of them."""

from __future__ import annotations

from samples import Made, document

from pipeline import profile as profiles
from pipeline.extract import extract
from pipeline.segment import segment
from schemas.document import Document

PROFILE = profiles.load("action-plan")


def of_document(document: Document) -> Made:
    """The stages from a document on."""
    outline = segment(document, PROFILE)
    return Made(document, outline, extract(document, outline, PROFILE), PROFILE)


HEAD = "เป้าประสงค์\tกลยุทธ์\tโครงการ/กิจกรรม\tตัวชี้วัด\tหน่วย\tค่าเป้าหมาย\tงบประมาณ\t\tหน่วยงาน\n\t\t\t\t\t\tแผ่นดิน\tรายได้\t"
COVER = "แผนปฏิบัติราชการ\nประจำปีงบประมาณ พ.ศ. 2570\n\nคณะวิทยาการสวน มหาวิทยาลัยริมน้ำ\n\n"
STRATEGY = "ยุทธศาสตร์ที่ 1 ปลูกสวนให้งาม\n\n"


def row(*cells: str) -> str:
    """A row of the table under `HEAD`: goal, tactic, project, indicator, unit, target, two amounts, units."""
    return "\t".join([*cells, *[""] * (9 - len(cells))])


def plan(*rows: str, head: str = HEAD, above: str = STRATEGY) -> str:
    """A made-up plan of one strategy with one table."""
    return COVER + above + "\n".join((head, *rows)) + "\n"


def make(text: str) -> Made:
    """All stages after *read* on a text of the family."""
    return of_document(document(text))


def indicators(made: Made) -> list[tuple[str, str | None, str | None]]:
    """Text, unit and target of each indicator."""
    return [(one.text, one.unit, one.target) for one in made.plan.statements if one.section == "indicator"]


def budgets(made: Made) -> list[tuple[str | None, float | None, str]]:
    """Fund, amount and text of each entry."""
    return [
        (one.fund, float(one.amount_thb) if one.amount_thb is not None else None, one.text) for one in made.plan.budgets
    ]


def nodes(made: Made, *kinds: str) -> list[tuple[str, str | None]]:
    """Number and title of the nodes of some kinds."""
    return [(one.number, one.title) for one in made.plan.nodes if one.kind in kinds]
