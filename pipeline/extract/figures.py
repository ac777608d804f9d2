"""What grids say in numbers: the amounts of a cell as budgets, and the text that tells an indicator's quantities."""

from __future__ import annotations

from pipeline.extract.lists import by_tags
from pipeline.extract.reading import Amount
from pipeline.extract.records import Records
from pipeline.numerals import parse_thb
from schemas.language import language
from schemas.plan import Budget, Statement


def add_budget(records: Records, node_id: str, text: str, amount: Amount, statement_id: str | None) -> None:
    """Add one printed amount of a node, or words in its place, with its fund and the activity that it pays for."""
    source = records.spans([(amount.cell.first, amount.cell.last)])
    records.plan.budgets.append(
        Budget(
            plan_id=records.plan_id,
            node_id=node_id,
            statement_id=statement_id,
            fund=amount.fund,
            amount_thb=parse_thb(amount.figure or text),
            text=text,
            trust=records.trust(source),
            source=source,
        )
    )


def amounts_apart(cell: str) -> list[str]:
    """The printed amounts of a cell: a paragraph each; several in one only where it holds nothing else."""
    found: list[str] = []
    for line in (line for part, _ in by_tags(cell) for line in part.split("\n")):
        words = line.split()
        found += words if all(parse_thb(word) is not None for word in words) else [line]
    return found


def measured(statement: Statement) -> str:
    """The text of a statement in which its quantities stand: with its target in its unit behind it."""
    if statement.target is None:
        return statement.text
    unit = statement.unit or ""
    target = f"{unit} {statement.target}" if unit in language().quantities.percent else f"{statement.target} {unit}"
    return f"{statement.text} {target}"
