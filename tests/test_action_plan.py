"""Tables of projects in made-up annual action plans: what each ability reads, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from action_samples import COVER, HEAD, STRATEGY, budgets, indicators, make, nodes, of_document, plan, row
from samples import Made, document

from schemas.document import Document, Layout, Line

# --- cells side by side ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected", "why"),
    [
        (
            ("1. คนมาเดิน<br>2. ผู้ตอบ<br>- พอใจ", "คน<br><br>ร้อยละ", "30<br><br>80"),
            [("คนมาเดิน", "คน", "30"), ("ผู้ตอบ", None, None), ("พอใจ", "ร้อยละ", "80")],
            "blank lines keep the lines of the cells side by side",
        ),
        (
            ("1. คนมาเดิน<br>2. ผู้ตอบ<br>- พอใจ", "คน<br>ร้อยละ", "30<br>80"),
            [("คนมาเดิน", "คน", "30"), ("ผู้ตอบ", None, None), ("พอใจ", "ร้อยละ", "80")],
            "without blank lines as many entries as items that have none below them answer in turn",
        ),
        (
            ("1. คนมาเดิน<br>2. ต้นไม้ที่ปลูก", "คน<br>ต้น", "30<br>50"),
            [("คนมาเดิน", "คน", "30"), ("ต้นไม้ที่ปลูก", "ต้น", "50")],
            "as many entries as items",
        ),
        (
            ("1. คนมาเดิน<br>2. ต้นไม้<br>3. แปลงผัก", "คน", "30<br>50"),
            [("คนมาเดิน", None, None), ("ต้นไม้", None, None), ("แปลงผัก", None, None)],
            "fewer entries than items: nobody knows whose they are",
        ),
        (("คนมาเดิน", "คน", "-"), [("คนมาเดิน", "คน", None)], "a dash is no target"),
        (("คนมาเดิน", "", "ร้อยละ 80"), [("คนมาเดิน", "ร้อยละ", "80")], "a unit printed with the target"),
        (("คนมาเดิน", "", "1,200 คน"), [("คนมาเดิน", "คน", "1,200")], "the same behind it"),
        (("คนมาเดิน", "", "ไม่น้อยกว่า 30 คน"), [("คนมาเดิน", None, "ไม่น้อยกว่า 30 คน")], "a comparator stays"),
        (("คนมาเดิน", "", "2 - 3 ครั้ง"), [("คนมาเดิน", None, "2 - 3 ครั้ง")], "a range stays"),
        (("คนมาเดิน", "คน", "30 ราย"), [("คนมาเดิน", "คน", "30 ราย")], "its column tells the unit"),
    ],
)
def test_units_and_targets(cells: tuple[str, str, str], expected: list[object], why: str) -> None:
    made = make(plan(row("1. สวนงาม", "1. ปลูก", "1. โครงการสวนหย่อม", *cells)))
    assert indicators(made) == expected, why


def test_what_belongs_to_no_item_is_kept() -> None:
    made = make(plan(row("", "", "1. โครงการสวนหย่อม", "1. คน<br>2. ต้นไม้<br>3. แปลง", "คน", "30<br>50")))
    assert made.said("other") == ["คน", "30 50"]


def laid_out(text: str, line: int, prints: list[tuple[tuple[int, int], ...]], below: tuple[int, ...] = ()) -> Document:
    """A document whose row at `line` has a layout."""
    made = document(text)
    lines = list(made.lines)
    lines[line - 1] = replace(lines[line - 1], layout=Layout(tuple(prints), below))
    return replace(made, lines=tuple(lines))


def test_printed_lines_decide_where_a_file_tells_them() -> None:
    text = plan(row("", "", "1. โครงการสวนหย่อม", "จำนวนคนที่มา พอใจ", "คน ร้อยละ", "30 80", "-", "-", "ฝ่ายสวน"))
    at = len(text.splitlines())
    prints = [(), (), ((0, 0),), ((0, 0), (13, 2)), ((0, 0), (3, 2)), ((0, 0), (3, 2)), ((0, 0),), ((0, 0),), ((0, 0),)]
    made = of_document(laid_out(text, at, prints))
    assert indicators(made) == [("จำนวนคนที่มา", "คน", "30"), ("พอใจ", "ร้อยละ", "80")]


def several(indicators_at: tuple[int, int]) -> Made:
    """A row of two projects on lines 0 and 2, with an indicator on each of two lines."""
    made = document(plan(row("", "", "โครงการ")))
    last = made.lines[-1]
    told = ("", "", "1. ปลูก\n2. รดน้ำ", "1. คน\n1. ต้น", "คน ต้น", "30\n50", "1,000\n-", "-\n2,000", "ฝ่ายสวน")
    places = ((0, 8), indicators_at, (0, 3), (0, 3), (0, 6), (0, 2))
    prints = (*((), ()), *(((0, 0), (place, 2)) for _, place in places), ((0, 0),))
    cells = Line(last.number, None, "\t".join(told), last.text_found, told, None, Layout(prints))
    return of_document(replace(made, lines=(*made.lines[:-1], cells)))


def test_a_dash_alone_on_its_line_is_a_marker() -> None:
    """In a column of few letters: the paragraph stands deeper, and only its marker had room on its first line."""
    text = plan(row("", "", "1. โครงการก", "X", "คน คน", "40 6", "-", "-", "ฝ่ายสวน"))
    made = document(text)
    last = made.lines[-1]
    cells = ("", "", "1. โครงการก", "1. คนมา\n  - เด็ก\n  - ครู", "คน\nคน", "40\n6", "-", "-", "ฝ่ายสวน")
    items = ((0, 0), (10, 1), (12, 2), (19, 3), (21, 4))
    prints = ((), (), ((0, 0),), items, ((0, 1), (3, 3)), ((0, 1), (3, 3)), ((0, 0),), ((0, 0),), ((0, 0),))
    line = Line(last.number, None, "\t".join(cells), last.text_found, cells, None, Layout(prints))
    read = of_document(replace(made, lines=(*made.lines[:-1], line)))
    assert indicators(read) == [("คนมา", None, None), ("เด็ก", "คน", "40"), ("ครู", "คน", "6")]


def in_the_middle(entries: tuple[int, ...]) -> list[tuple[str, str | None, str | None]]:
    """The indicators of a row whose units stand on the lines `entries`, beside a list with an item below another."""
    text = plan(row("", "", "1. โครงการก", "1. คน - เด็ก - ครู 2. ผล - พอใจ", "ก ข ค", "1 2 3", "-", "-", "ฝ่าย"))
    items = ((0, 0), (6, 1), (13, 3), (19, 4), (24, 5))
    beside = tuple((2 * place, line) for place, line in enumerate(entries))
    prints = [(), (), ((0, 0),), items, beside, beside, ((0, 0),), ((0, 0),), ((0, 0),)]
    return indicators(of_document(laid_out(text, len(text.splitlines()), prints)))


def test_cells_that_are_set_in_the_middle() -> None:
    whole = [("คน", None, None), ("เด็ก", "ก", "1"), ("ครู", "ข", "2"), ("ผล", None, None), ("พอใจ", "ค", "3")]
    assert in_the_middle((1, 3, 5)) == whole, "each beside its item's first line"
    assert in_the_middle((2, 3, 4)) == whole, "one stands beside no item: in turn to those that have none below them"
    first = [("คน", "ก", "1"), ("เด็ก", "ข", "2"), ("ครู", None, None), ("ผล", None, None), ("พอใจ", "ค", "3")]
    assert in_the_middle((0, 1, 5)) == first, "beside the first line of an item it is the item's, whatever their number"


def test_items_that_a_page_joined_are_items() -> None:
    text = plan(row("", "", "1. โครงการก", "1. คน - เด็ก", "คน คน", "40 6", "-", "-", "ฝ่ายสวน"))
    two = ((0, 0), (6, 1))
    prints = [(), (), ((0, 0),), two, ((0, 0), (3, 1)), ((0, 0), (3, 1)), ((0, 0),), ((0, 0),), ((0, 0),)]
    made = of_document(laid_out(text, len(text.splitlines()), prints))
    assert indicators(made) == [("คน", "คน", "40"), ("เด็ก", "คน", "6")]


def test_several_projects_in_one_row_are_parted_by_their_lines() -> None:
    read = several((0, 6))
    assert nodes(read, "project") == [("1/1", "ปลูก"), ("1/2", "รดน้ำ")]
    assert [((one.node_id or "").rpartition(":")[2], one.unit, one.target) for one in read.plan.statements] == [
        ("1/1", "คน", "30"),
        ("1/2", "ต้น", "50"),
    ]
    assert [(one.node_id.rpartition(":")[2], one.fund, int(one.amount_thb or 0)) for one in read.plan.budgets] == [
        ("1/1", "แผ่นดิน", 1000),
        ("1/2", "รายได้", 2000),
    ]


def test_projects_whose_line_goes_through_an_indicator_are_written_up_together() -> None:
    read = several((0, 4))
    assert len(read.plan.briefs) == 1
    assert {one.node_id for one in read.plan.statements} == {None}


@pytest.mark.parametrize(
    ("first", "rest", "expected", "why"),
    [
        (
            ("1. คนที่มาเดิน<br>2. ต้นไม้ที่", "คน<br>ต้น", "5<br>6"),
            ("ปลูกใหม่<br>3. แปลงผัก", "<br>แปลง", "<br>7"),
            [("คนที่มาเดิน", "คน", "5"), ("ต้นไม้ที่ ปลูกใหม่", "ต้น", "6"), ("แปลงผัก", "แปลง", "7")],
            "a page's end cuts an item",
        ),
        (
            ("1. คนที่มาเดิน", "คน", "5"),
            ("2. แปลงผัก", "แปลง", "7"),
            [("คนที่มาเดิน", "คน", "5"), ("แปลงผัก", "แปลง", "7")],
            "a page's end stands between two items",
        ),
        (
            ("คนที่มาเดิน", "คน", "5"),
            ("แปลงผัก", "แปลง", "7"),
            [("คนที่มาเดิน", "คน", "5"), ("แปลงผัก", "แปลง", "7")],
            "without markers nobody knows that an item goes on",
        ),
    ],
)
def test_items_over_a_page(
    first: tuple[str, ...], rest: tuple[str, ...], expected: list[tuple[str, str, str]], why: str
) -> None:
    again = "\n\n\n\n" + STRATEGY + HEAD + "\n" + row("", "", "", *rest)
    made = make(plan(row("1. งาม", "1. ปลูก", "1. โครงการก", *first, "-", "-", "ฝ่ายสวน") + again))
    assert indicators(made) == expected, why


def test_what_stands_below_an_item_of_the_page_before() -> None:
    first = row("1. งาม", "1. ปลูก", "1. โครงการก", "1. คน<br>2. กลุ่มเป้าหมาย<br>- พอใจ", "", "")
    again = "\n\n\n\n" + STRATEGY + HEAD + "\n" + row("", "", "", "- รู้<br>3. แปลงผัก<br>- ผักกาด", "", "")
    told = {one.statement_id: one for one in make(plan(first + again)).plan.statements}
    above = [(one.text, told[one.parent_id].text if one.parent_id else None) for one in told.values()]
    assert above == [
        ("คน", None), ("กลุ่มเป้าหมาย", None), ("พอใจ", "กลุ่มเป้าหมาย"), ("รู้", "กลุ่มเป้าหมาย"),
        ("แปลงผัก", None), ("ผักกาด", "แปลงผัก"),
    ]  # fmt: skip


# --- nodes -----------------------------------------------------------------------------------------------------------


def test_goals_and_tactics_are_lists_beside_the_projects() -> None:
    made = make(plan(row("2. งาม<br>3. ร่มรื่น", "4. ปลูก<br>5. รดน้ำ", "1. โครงการก", "1. คน", "คน", "5")))
    assert nodes(made, "goal", "tactic") == [("1.2", "งาม"), ("1.3", "ร่มรื่น"), ("1.4", "ปลูก"), ("1.5", "รดน้ำ")]
    assert [one.parent_id for one in made.plan.nodes if one.kind != "strategy"] == ["made-up:table:strategy:1"] * 5


@pytest.mark.parametrize(
    ("tactic", "parent", "why"),
    [
        ("1. ปลูก", "tactic:1.1", "the row stands in the cell of one tactic"),
        ("1. ปลูก<br>2. รดน้ำ", "strategy:1", "two tactics share the cell: nobody knows whose the project is"),
        ("ปลูกต้นไม้", "tactic:1.1", "a tactic without a number is one"),
        ("", "strategy:1", "no tactic"),
    ],
)
def test_the_parent_of_a_project(tactic: str, parent: str, why: str) -> None:
    made = make(plan(row("1. งาม", tactic, "1. โครงการก", "1. คน", "คน", "5")))
    project = next(one for one in made.plan.nodes if one.kind == "project")
    assert (project.parent_id or "").split(":", 2)[2] == parent, why


def test_a_table_goes_on_with_its_list_cells_empty() -> None:
    first = row("1. งาม", "1. ปลูก", "1. โครงการก", "1. คน", "คน", "5")
    again = "\n\n" + STRATEGY + HEAD + "\n" + row("", "", "2. โครงการข", "1. คน", "คน", "6")
    made = make(plan(first + again))
    assert nodes(made, "strategy", "project") == [("1", "ปลูกสวนให้งาม"), ("1/1", "โครงการก"), ("1/2", "โครงการข")]
    assert {one.parent_id for one in made.plan.nodes if one.kind == "project"} == {"made-up:table:tactic:1.1"}


def test_lists_between_a_strategy_and_its_table() -> None:
    lists = "เป้าประสงค์\n\n1. งาม\n\n2. ร่มรื่น\n\nกลยุทธ์\n\n1. ปลูก\n\n"
    head = "ที่\tโครงการ\tตัวชี้วัด\tเป้าหมาย\tผู้รับผิดชอบ"
    tables = [f"{head}\n{number}\tโครงการที่ดี\tคน\t5 คน\tฝ่ายสวน\n\n" for number in (1, 2)]
    second = STRATEGY.replace("1", "2").replace("ปลูกสวนให้งาม", "ดูแลสวนให้สะอาด")
    made = make(COVER + STRATEGY + lists + tables[0] + second + lists + tables[1])
    assert {one.part for one in made.plan.nodes} == {"table"}
    assert [number for number, _ in nodes(made, "strategy", "goal", "tactic")] == [
        *("1", "1.1", "1.2", "1.1"),
        *("2", "2.1", "2.2", "2.1"),
    ]
    assert [number for number, _ in nodes(made, "project")] == ["1/1", "2/2"]
    assert [one.code for one in made.findings() if one.severity == "error"] == []


def test_strategies_goals_and_tactics_as_rows_of_the_table() -> None:
    head = "ลำดับ\tโครงการ\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ (บาท)\tผู้รับผิดชอบ"
    rows = [
        "ประเด็นยุทธศาสตร์ที่ 1 : สวนงาม\t\t\t\t\t",
        "เป้าประสงค์ : คนมาสวน\t\t\t\t\t",
        "กลยุทธ์ที่ 1.2 ชวนคน\t\t\t\t\t",
        "1\tโครงการงานวัด\tคนมา\t30 คน\tงบรายได้ 2,000<br>งบแผ่นดิน 1,000\tฝ่ายสวน",
        "รวม\t\t\t\t3,000\t",
        "ประเด็นยุทธศาสตร์ที่ 2 : สวนสะอาด\t\t\t\t\t",
        "2\tโครงการกวาดใบไม้\tครั้ง\t12\t-\tฝ่ายสวน",
    ]
    made = make(plan(*rows, head=head, above=""))
    assert nodes(made, "strategy") == [("1", "สวนงาม"), ("2", "สวนสะอาด")]
    assert nodes(made, "goal", "tactic") == [("1.1", "คนมาสวน"), ("1.2", "ชวนคน")]
    assert nodes(made, "project") == [("1/1", "โครงการงานวัด"), ("2/2", "โครงการกวาดใบไม้")]
    assert budgets(made) == [("งบรายได้", 2000, "งบรายได้ 2,000"), ("งบแผ่นดิน", 1000, "งบแผ่นดิน 1,000")]
    assert [one.code for one in made.findings()] == ["budget-missing"], "numbers may run on; the total is right"


def test_a_strategy_in_a_column_of_its_own() -> None:
    head = "ยุทธศาสตร์\tกลยุทธ์\tโครงการ\tตัวชี้วัด\tเป้าหมาย\tงบแผ่นดิน\tงบรายได้\tไตรมาส\t\tผู้รับผิดชอบ\n\t\t\t\t\t\t\t1\t2\t"
    made = make(
        plan(
            "1. สวนงาม\t1.1 ปลูก\tโครงการก\tต้นไม้\t5\t1,000\t\t✓\t\tฝ่ายสวน",
            "\t1.2 รดน้ำ\tโครงการข\tครั้ง\t6\t\t2,000\t\t✓\tฝ่ายสวน",
            "2. สวนสะอาด\t2.1 กวาด\tโครงการค\tครั้ง\t7\t\t\t✓\t✓\tฝ่ายสวน",
            head=head,
            above="",
        )
    )
    assert nodes(made, "strategy", "tactic") == [
        ("1", "สวนงาม"),
        ("1.1", "ปลูก"),
        ("1.2", "รดน้ำ"),
        ("2", "สวนสะอาด"),
        ("2.1", "กวาด"),
    ]
    assert nodes(made, "project") == [("1/1", "โครงการก"), ("1/2", "โครงการข"), ("2/1", "โครงการค")]
    assert [one.fund for one in made.plan.budgets] == ["งบแผ่นดิน", "งบรายได้"]
    assert [one.mark for one in made.plan.schedule] == ["1 ✓", "2 ✓", "1 ✓", "2 ✓"]


def test_targets_by_year_of_goals_without_projects() -> None:
    head = "เป้าประสงค์\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\t\n\t\t\t2570\t2571"
    table = COVER + STRATEGY + HEAD + "\n" + row("", "1. ปลูก", "1. โครงการก", "1. คน", "คน", "5") + "\n\n" + head
    made = make(table + "\n1. สวนงาม\t1. แปลงที่งาม\tร้อยละ\t80\t85\n")
    assert [(one.fiscal_year_be, one.text) for one in made.plan.targets] == [(2570, "80"), (2571, "85")]
    assert [one.node_id for one in made.plan.statements if one.text == "แปลงที่งาม"] == ["made-up:table:goal:1.1"]


# --- projects and activities -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "projects", "activities", "why"),
    [
        ("1. โครงการก<br>(1) กิจกรรมย่อย<br>(2) อีกอย่าง", ["โครงการก"], ["กิจกรรมย่อย", "อีกอย่าง"], "(1) under 1."),
        ("โครงการก<br>- เพาะกล้า<br>- ปลูก", ["โครงการก"], ["เพาะกล้า", "ปลูก"], "dashes under a title"),
        ("1. โครงการก<br>กิจกรรมที่ 1 เพาะกล้า", ["โครงการก"], ["เพาะกล้า"], "a numbered activity"),
        ("1. โครงการก<br>2. โครงการข", ["โครงการก", "โครงการข"], [], "two projects"),
        ("โครงการก<br>โครงการข", ["โครงการก", "โครงการข"], [], "two projects without numbers"),
        ("โครงการต้นกล้า<br>นักปลูก", ["โครงการต้นกล้า นักปลูก"], [], "a title on two lines"),
    ],
)
def test_entries(cell: str, projects: list[str], activities: list[str], why: str) -> None:
    made = make(plan(row("1. งาม", "1. ปลูก", cell)))
    assert [title for _, title in nodes(made, "project")] == projects, why
    assert made.said("activity") == activities, why


def test_what_stands_beside_activities_is_theirs() -> None:
    made = make(
        plan(
            row(
                "1. งาม",
                "1. ปลูก",
                "1. โครงการก<br>(1) เพาะกล้า<br><br>(2) ปลูก",
                "<br>1. กล้า<br>2. คน<br>1. ต้นไม้",
                "<br>ต้น<br>คน<br>ต้น",
                "<br>10<br>5<br>20",
                "<br>1,000<br><br>2,000",
            )
        )
    )
    parents = {one.text: (one.parent_id or "").rpartition(":")[2] for one in made.plan.statements}
    assert parents == {"เพาะกล้า": "", "ปลูก": "", "กล้า": "1", "คน": "1", "ต้นไม้": "2"}
    assert [(one.statement_id or "").rpartition(":")[2] for one in made.plan.budgets] == ["1", "2"]


def test_each_activity_has_a_list_of_its_own_beside_it() -> None:
    indicators_of = ["", "1. ผู้เข้าร่วม", "2. ความเห็น", "- พึงพอใจ", "1. ผู้เข้าร่วม", "2. ความเห็น", "- พึงพอใจ"]
    title = ["1. โครงการสวน", "(1) กิจกรรมปลูก", "", "", "(2) กิจกรรมรดน้ำ"]
    made = make(plan(row("", "", "<br>".join(title), "<br>".join(indicators_of))))
    said = {one.statement_id: one for one in made.plan.statements}
    above = [said[one.parent_id].text for one in said.values() if one.section == "indicator" and one.parent_id]
    assert above == ["กิจกรรมปลูก", "กิจกรรมปลูก", "ความเห็น", "กิจกรรมรดน้ำ", "กิจกรรมรดน้ำ", "ความเห็น"]
    lists = [one.parent_id for one in said.values() if one.text == "พึงพอใจ"]
    assert len(set(lists)) == 2


def test_indicators_beside_the_title_are_no_activitys() -> None:
    made = make(plan(row("", "", "1. โครงการก<br>(1) เพาะกล้า", "1. คน<br>2. ต้น", "คน<br>ต้น", "5<br>6")))
    assert [one.parent_id for one in made.plan.statements] == [None, None, None]


# --- amounts and units ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "income", "expected", "why"),
    [
        ("1,000", "-", [("แผ่นดิน", 1000, "1,000")], "a dash is no row"),
        ("", "(ใช้งบร่วมกับ<br>โครงการอื่น)", [("รายได้", None, "(ใช้งบร่วมกับ โครงการอื่น)")], "words in its place"),
        ("5,000", "5,000", [("แผ่นดิน", 5000, "5,000"), ("รายได้", 5000, "5,000")], "both funds"),
        ("- -", "-", [], "dashes"),
    ],
)
def test_amounts(state: str, income: str, expected: list[object], why: str) -> None:
    assert budgets(make(plan(row("", "", "1. โครงการก", "1. คน", "คน", "5", state, income)))) == expected, why


@pytest.mark.parametrize(
    ("cell", "expected", "why"),
    [
        ("ฝ่ายสวน<br>คณาจารย์คณะสวน", ["ฝ่ายสวน", "คณาจารย์คณะสวน"], "each line begins as an entry does"),
        ("ฝ่ายทำนุ<br>บำรุงสวน", ["ฝ่ายทำนุ บำรุงสวน"], "a line that begins as none ends the one above"),
        ("คณะสวนร่วมกับ<br>สำนักงานเขต", ["คณะสวนร่วมกับ สำนักงานเขต"], "a line that cannot be the last"),
        ("ฝ่ายสวน<br>และฝ่ายน้ำ", ["ฝ่ายสวน และฝ่ายน้ำ"], "a joining word"),
        ("หัวหน้า<br>สำนักงาน", ["หัวหน้า สำนักงาน"], "half a title"),
        ("ฝ่ายสวน, ฝ่ายน้ำ", ["ฝ่ายสวน", "ฝ่ายน้ำ"], "a comma parts"),
        ("1. ฝ่ายสวน<br>2. ฝ่ายน้ำ", ["ฝ่ายสวน", "ฝ่ายน้ำ"], "numbers part"),
        ("-", [], "a dash"),
    ],
)
def test_responsible_units(cell: str, expected: list[str], why: str) -> None:
    made = make(plan(row("", "", "1. โครงการก", "1. คน", "คน", "5", "1", "-", cell)))
    assert [one.text for one in made.plan.responsibilities] == expected, why


def test_what_stands_under_the_head_of_budgets_is_a_fund() -> None:
    head = "โครงการ\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ (บาท)\t\t\t\tผู้รับผิดชอบ\n\t\t\tงปม.แผ่นดิน\tเงินทุนสวน\tไตรมาส 1\tรวม\t"
    made = make(plan("1. โครงการก\tคน\t5\t1,000\t2,000\t✓\t3,000\tฝ่ายสวน", head=head))
    assert budgets(made) == [("งปม.แผ่นดิน", 1000, "1,000"), ("เงินทุนสวน", 2000, "2,000")]
    assert [one.mark for one in made.plan.schedule] == ["ไตรมาส 1 ✓"]
    assert made.said("other") == ["3,000"], "a sum of the funds is none of them"


@pytest.mark.parametrize(
    ("amounts", "funds", "expected", "why"),
    [
        ("1,000", "งบสวน", [("งบสวน", 1000)], "one amount, one fund"),
        ("1,000<br>2,000", "งบสวน<br>งบน้ำ", [("งบสวน", 1000), ("งบน้ำ", 2000)], "each on its line"),
        ("1,000<br>2,000", "งบสวน", [("งบสวน", 1000), ("งบสวน", 2000)], "one fund for both"),
        ("1,000<br>2,000<br>3,000", "งบสวน<br>งบน้ำ", [(None, 1000), (None, 2000), (None, 3000)], "nobody knows which"),
        ("1,000", "-", [(None, 1000)], "a dash is none"),
        ("งบรายได้ 1,000", "งบสวน", [("งบรายได้", 1000)], "what is printed with the amount"),
        ("1,000 บาท (งบรายได้)", "", [("งบรายได้", 1000)], "the same behind it"),
        ("งบแผ่นดิน 1,000<br>บาท", "", [("งบแผ่นดิน", 1000)], "the unit of money on a line of its own"),
    ],
)
def test_a_column_of_funds(amounts: str, funds: str, expected: list[object], why: str) -> None:
    head = "โครงการ\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ\tแหล่งเงิน\tผู้รับผิดชอบ"
    made = make(plan(f"1. โครงการก\tคน\t5\t{amounts}\t{funds}\tฝ่ายสวน", head=head))
    assert [(fund, amount) for fund, amount, _ in budgets(made)] == expected, why


def test_a_fund_without_an_amount_is_kept() -> None:
    head = "โครงการ\tตัวชี้วัด\tเป้าหมาย\tงบประมาณ\tแหล่งเงิน\tผู้รับผิดชอบ"
    assert make(plan("1. โครงการก\tคน\t5\t-\tงบสวน\tฝ่ายสวน", head=head)).said("other") == ["งบสวน"]


# --- what does not fit -----------------------------------------------------------------------------------------------


def test_rows_that_the_heads_do_not_fit_are_unclaimed() -> None:
    made = make(plan(row("", "", "1. โครงการก", "1. คน", "คน", "5"), "\t".join("กขคงจฉชซฌญ")))
    assert len(made.roles()["unclaimed"]) == 1
    assert nodes(made, "project") == [("1/1", "โครงการก")]


def test_rows_of_which_nothing_comes_are_unclaimed() -> None:
    made = make(plan(row("", "", "", "1. คน", "คน", "5"), row("1. งาม"), row("", "", "1. โครงการก"), above=""))
    first = len(made.document.lines) - 2
    assert made.roles()["unclaimed"] == [first], "indicators of no project and no node; the goal and the project are"


def test_a_head_broken_by_a_narrow_column_is_known() -> None:
    head = HEAD.replace("ตัวชี้วัด", "ตัว ชี้วัด").replace("กลยุทธ์", "กล ยุทธ์").replace("ค่าเป้าหมาย", "ค่า เป้า หมาย")
    made = make(plan(row("", "1. ปลูก", "1. โครงการก", "1. คน", "คน", "5"), head=head))
    assert (nodes(made, "tactic"), indicators(made)) == ([("1.1", "ปลูก")], [("คน", "คน", "5")])


def test_a_page_number_in_a_head_is_none_of_its_words() -> None:
    text = plan(row("", "", "1. โครงการก", "1. คน", "คน", "5"), head=HEAD.replace("ตัวชี้วัด", "- 22 - ตัวชี้วัด", 1))
    at = next(number for number, line in enumerate(text.splitlines(), 1) if "- 22 -" in line)
    one = ((0, 0),)
    prints = [one, one, one, ((0, 0), (7, 1)), one, one, one, (), one]
    made = of_document(laid_out(text, at, prints))
    assert indicators(made) == [("คน", "คน", "5")]


# --- findings --------------------------------------------------------------------------------------------------------

MAP = "ประเด็นยุทธศาสตร์\tเป้าประสงค์\tกลยุทธ์\nยุทธศาสตร์ที่ 1 ปลูกสวนให้งาม\t1. งาม\t1. ปลูกไม้ดอก<br>2. รดน้ำทุกวัน\n\n"


@pytest.mark.parametrize(
    ("tactics", "expected", "why"),
    [
        ("4. ปลูกไม้ดอก<br>5. รดน้ำทุกวัน", [("part-difference", "map tactic 1.1", "1, 2", "4, 5")], "one for the list"),
        ("1. ปลูกไม้ดอก<br>2. รดน้ำทุกวัน", [], "the same numbers"),
        (
            "1. ปลูกไม้ดอกกับไม้ใบ<br>2. รดน้ำทุกวัน",
            [("part-difference", "map tactic 1.1", "ปลูกไม้ดอก", "ปลูกไม้ดอกกับไม้ใบ")],
            "a title told in two ways",
        ),
    ],
)
def test_overview_and_table(tactics: str, expected: list[object], why: str) -> None:
    row_of_all = row("1. งาม", tactics, "1. โครงการก", "1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน")
    found = make(plan(row_of_all, above=MAP + STRATEGY)).findings()
    assert [(one.code, one.subject, one.expected, one.found) for one in found] == expected, why


@pytest.mark.parametrize(
    ("cells", "expected", "why"),
    [
        (("1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน"), [], "nothing lacks"),
        (("1. คน", "คน", "5", "-", "-", "ฝ่ายสวน"), [("budget-missing", None)], "dashes alone"),
        (("1. คน", "คน", "", "1", "-", "ฝ่ายสวน"), [("target-missing", "คน")], "a unit without a target"),
        (("1. คน", "", "5", "1", "-", "ฝ่ายสวน"), [("unit-missing", "คน")], "a target without a unit"),
        (("1. คน", "คน", "5", "1", "-", ""), [("unit-missing", None)], "nobody answers for it"),
        (("1. ผู้ตอบ<br>- พอใจ", "<br>ร้อยละ", "<br>80", "1", "-", "ฝ่ายสวน"), [], "an item that parts into others"),
        (("1. คน<br>- เด็ก", "คน<br>", "5<br>", "1", "-", "ฝ่ายสวน"), [], "an item under one with a target"),
    ],
)
def test_what_a_row_lacks(cells: tuple[str, ...], expected: list[object], why: str) -> None:
    found = make(plan(row("1. งาม", "1. ปลูก", "1. โครงการก", *cells))).findings()
    assert [(one.code, one.found) for one in found] == expected, why


def test_a_sum_that_does_not_add_up() -> None:
    rows = [
        row("", "", "1. โครงการก", "1. คน", "คน", "5", "1,000", "-", "ฝ่ายสวน"),
        row("รวม", "", "", "", "", "", "900", ""),
    ]
    found = make(plan(*rows)).findings()
    assert [(one.code, one.expected, one.found) for one in found] == [("total-mismatch", "900", "1,000")]


@pytest.mark.parametrize(
    ("title", "edition", "told"),
    [
        ("ประจำปีงบประมาณ พ.ศ. 2570 (ฉบับปรับปรุง ครั้งที่ 2)", "ฉบับปรับปรุง ครั้งที่ 2", "in the title's line"),
        ("ประจำปีงบประมาณ พ.ศ. 2570\n(ฉบับปรับปรุง)", "ฉบับปรับปรุง", "on a line of its own"),
        ("ประจำปีงบประมาณ พ.ศ. 2570", None, "nowhere"),
    ],
)
def test_editions(title: str, edition: str | None, told: str) -> None:
    made = make(plan(row("", "", "1. โครงการก", "1. คน", "คน", "5")).replace("ประจำปีงบประมาณ พ.ศ. 2570", title))
    assert (made.plan.head.edition, made.plan.head.title) == (
        edition,
        "แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570",
    ), told
