"""The report as files: what is made when, what stands in it, what a page allows itself."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import browser as browsers
import pytest
from conftest import Rows
from samples import CLEAN, calls, make

import run
from pipeline.read.repair import REPAIRS
from pipeline.report import page, write_plan
from pipeline.report.charts import _claims, _first, _parts, _runs, _ticks
from pipeline.report.desk import _command
from pipeline.report.records import _amount, _band
from pipeline.report.told import Told
from pipeline.report.views import folder_name, places, thai_day
from pipeline.report.words import Words
from schemas.finding import Findings
from schemas.plan import Span

REPORT = Path("extracted/report")
PLAN = REPORT / "plans" / "library-plan-2567" / "index.html"


class Elements(HTMLParser):
    """All elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"style": [], "script": []}
        self.text = ""
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.inside:
            self.inside[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.inside:
            self.inside[self._open][-1] += data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture
def plan_page(library: Path) -> Elements:
    return Elements(PLAN.read_text("utf-8"))


def test_ingest_makes_a_page_for_each_plan_and_an_overview(library: Path) -> None:
    assert sorted(path.relative_to(REPORT).as_posix() for path in REPORT.rglob("*") if path.is_file()) == [
        "index.html",
        "plans/library-plan-2567/index.html",
        "plans/library-plan-2568/index.html",
    ]


def test_without_report_none_is_made(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["ingest", "--no-report"]) == 0
    assert not REPORT.exists()
    assert run.main(["report"]) == 0
    assert PLAN.is_file()
    assert "report" in capsys.readouterr().err
    assert run.main(["report", "--out", "nowhere"]) == 2


def test_a_page_is_made_again_only_if_its_results_changed(ingested: Path) -> None:
    PLAN.write_text(PLAN.read_text("utf-8") + "<!-- kept -->", "utf-8")
    assert run.main([]) == 0
    assert PLAN.read_text("utf-8").endswith("<!-- kept -->")
    findings = Path("extracted/library-plan-2567/findings.json")
    findings.write_text(findings.read_text("utf-8").replace('"status":"open"', '"status":"waived"', 1), "utf-8")
    assert run.main(["report"]) == 0
    assert not PLAN.read_text("utf-8").endswith("<!-- kept -->")
    assert 'data-status="waived"' in PLAN.read_text("utf-8")


def test_pictures_are_made_once(here: Path, samples: Path) -> None:
    name = "garden-plan-2569"
    document = Path(f"raw/{name}.pdf")
    document.write_bytes((samples / document.name).read_bytes())
    assert run.main(["ingest", str(document)]) == 0
    beside = REPORT / "plans" / name
    (folder,) = beside.glob("pages-*")
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert len(before) == 7
    addresses = [
        one["data-src"]
        for one in Elements((beside / "index.html").read_text("utf-8")).all("figure")
        if "data-src" in one
    ]
    assert addresses == [f"{folder.name}/{picture}" for picture in sorted(before)]

    (beside / "index.html").unlink()
    assert run.main(["report"]) == 0
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before

    document.write_bytes(document.read_bytes() + b"\n% another file of the same name\n")
    assert run.main(["report"]) == 0  # the results are still those of the file as it was
    assert folder.is_dir()
    assert run.main(["ingest", str(document)]) == 0
    assert not folder.exists()
    assert len(list(beside.glob("pages-*/*.png"))) == 7


def test_what_an_auditor_said_is_shown(ingested: Path) -> None:
    assert (
        run.main(["waive", "library-plan-2567", "summary-count", "strategy 1", "--reason", "<b>known", "--by", "A"])
        == 0
    )
    assert run.main(["accept", "library-plan-2567", "1.1.1/2", "--by", "B & C"]) == 0
    page = Elements(PLAN.read_text("utf-8"))
    (finding,) = [one for one in page.all("li") if one.get("id") == "summary-count:strategy_1"]
    assert finding["data-status"] == "waived"
    assert "<b>known" in page.text
    assert "B & C" in page.text
    assert "summary-count" not in [one["data-code"] for one in page.all("li") if one.get("data-status") == "open"]
    assert "4 %" in Elements((REPORT / "index.html").read_text("utf-8")).text  # 1 of 28


def test_what_came_and_went_is_marked(ingested: Path) -> None:
    document = Path("raw/library-plan-2567.txt")
    text = document.read_text("utf-8")
    assert "ประกอบด้วย ๒ แผนงาน" in text
    document.write_text(text.replace("ประกอบด้วย ๒ แผนงาน", "ประกอบด้วย ๓ แผนงาน", 1), "utf-8")
    assert run.main([]) == 0
    page = Elements(PLAN.read_text("utf-8"))
    assert "summary-count:strategy_1" not in [one.get("id") for one in page.all("li")]
    assert [one for one in page.all("section") if one.get("class") == "gone"]
    document.write_text(text, "utf-8")
    assert run.main([]) == 0
    page = Elements(PLAN.read_text("utf-8"))
    assert [one for one in page.all("span") if one.get("class") == "chip new"]
    assert not [one for one in page.all("section") if one.get("class") == "gone"]


COMMANDS = [
    ("waive", {}, ("p", "c", "strategy 1"), "python run.py waive --reason … --by … -- p c 'strategy 1'", "a subject"),
    (
        "accept",
        {"part": "house", "agency": None},
        ("--out=/", "1"),
        "python run.py accept --by … --part=house -- --out=/ 1",
        "no option",
    ),
    (
        "accept",
        {},
        ("'; rm x; '", "1"),
        "python run.py accept --by … -- ''\"'\"'; rm x; '\"'\"'' 1",
        "no other command",
    ),
]


@pytest.mark.parametrize(("name", "options", "arguments", "told", "why"), COMMANDS)
def test_commands(name: str, options: dict[str, str | None], arguments: tuple[str, ...], told: str, why: str) -> None:
    assert _command(name, options, *arguments).replace("'…'", "…") == told


def test_a_removed_plan_has_no_page(ingested: Path) -> None:
    assert run.main(["remove", "library-plan-2567"]) == 0
    assert not PLAN.exists()
    assert "library-plan-2567" not in (REPORT / "index.html").read_text("utf-8")


def test_every_record_line_and_finding_is_on_the_page(plan_page: Elements, rows: Rows) -> None:
    ids = {attributes["id"] for _, attributes in plan_page.found if attributes.get("id")}
    for table, column in (("nodes", "node_id"), ("briefs", "brief_id"), ("findings", "finding_id")):
        for (record,) in rows(f"SELECT {column} FROM {table} WHERE plan_id = 'library-plan-2567'"):
            assert re.sub(r"\s", "_", record.removeprefix("library-plan-2567:")) in ids, record
    lines = rows("SELECT line_no, role, text FROM lines WHERE document_id = 'library-plan-2567' ORDER BY line_no")
    assert [one["id"] for one in plan_page.all("li") if (one.get("class") or "").startswith("line ")] == [
        f"L{number}" for number, *_ in lines
    ]
    for table, column in (("statements", "text"), ("rubric_criteria", "text"), ("responsibilities", "text")):
        where = "plan_id = 'library-plan-2567'" if table != "rubric_criteria" else "rubric_id LIKE 'library-plan-2567%'"
        for (text,) in rows(f"SELECT {column} FROM {table} WHERE {where}"):
            assert text in plan_page.text, text


def test_records_and_lines_tell_their_rules(plan_page: Elements) -> None:
    ruled = [one["data-rule"] or "" for one in plan_page.all("li") if one.get("data-rule")]
    assert len(ruled) > 100
    assert all(re.match(r"\S+( · strategy-plan\.toml:\d+)?$", rule) for rule in ruled)
    assert re.search(r"headings\.4\s+strategy-plan\.toml:\d+", plan_page.text)


def test_a_corrected_line_tells_who_and_why(ingested: Path) -> None:
    document = Path("raw/library-plan-2567.txt").read_text("utf-8").split("\n")
    line = next(number for number, text in enumerate(document, 1) if "ประกอบด้วย ๒ แผนงาน" in text)
    found, put = "ประกอบด้วย ๒ แผนงาน", "ประกอบด้วย ๓ แผนงาน"
    order = ["correct", "library-plan-2567", found, put, "--line", str(line), "--reason", "misprint", "--by", "A <b>"]
    assert run.main(order) == 0
    page = Elements(PLAN.read_text("utf-8"))
    (corrected,) = [one for one in page.all("li") if one.get("data-corrected")]
    assert corrected["id"] == f"L{line}"
    assert "(misprint, A <b>)" in (corrected["data-corrected"] or "")
    assert "misprint" in page.text


def test_places_lead_to_lines_that_are_there(plan_page: Elements, rows: Rows) -> None:
    ((last,),) = rows("SELECT max(line_no) FROM lines WHERE document_id = 'library-plan-2567'")
    told = [one["data-lines"] for _, one in plan_page.found if one.get("data-lines")]
    assert len(told) > 100
    assert all(1 <= int(number) <= last for places in told for number in re.findall(r"\d+", places or ""))


@pytest.mark.parametrize("path", [REPORT / "index.html", PLAN], ids=["overview", "plan"])
def test_a_page_allows_only_what_is_its_own(path: Path, library: Path) -> None:
    elements = Elements(path.read_text("utf-8"))
    (policy,) = [one["content"] for one in elements.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    (style,), script = elements.inside["style"], elements.inside["script"][-1]
    for text in (style, script):
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy
    assert len(elements.inside["script"]) == 2
    assert elements.all("script")[0]["type"] == "application/json"
    assert [name for tag, one in elements.found for name in one if name.startswith("on") or name == "style"] == []
    addresses = [value for _, one in elements.found for name, value in one.items() if name in {"href", "src"}]
    assert [one for one in addresses if one and re.match(r"[a-z]+:|//", one)] == []


def test_a_hostile_plan_adds_no_element(here: Path) -> None:
    sample = Path("raw/library-plan-2567.txt").read_text("utf-8")
    Path(f"raw/{browsers.HOSTILE_ID}.txt").write_text(browsers.hostile(sample), "utf-8")
    assert run.main([]) == 0
    pages = [
        Elements((REPORT / "plans" / name / "index.html").read_text("utf-8"))
        for name in (folder_name(browsers.HOSTILE_ID), PLAN.parent.name)
    ]
    tags, names = (
        ({tag for tag, _ in one.found} for one in pages),
        ({name for _, attributes in one.found for name in attributes} for one in pages),
    )
    assert len(set(map(frozenset, tags))) == 1
    assert len(set(map(frozenset, names))) == 1
    for text in browsers.HOSTILE.values():
        assert text in pages[0].text


def test_a_plan_of_an_unknown_family_is_marked_as_little_to_be_trusted(here: Path) -> None:
    Path("raw/notes.txt").write_text("1. บทนำ\n\nข้อความ\n\n2. ผลการศึกษา\n\n2.1 แบบสอบถาม\n\nข้อความ\n" * 3, "utf-8")
    assert run.main([]) == 0
    for path, marks in ((REPORT / "index.html", 1), (REPORT / "plans/notes/index.html", 1), (PLAN, 0)):
        page = Elements(path.read_text("utf-8"))
        assert len([one for one in page.all("span") if one.get("class") == "chip doubtful"]) == marks, path


def test_the_hint_of_a_failure_is_told_in_both_languages(here: Path) -> None:
    Path("raw/empty.txt").write_text("", "utf-8")
    assert run.main([]) == 3
    page = (REPORT / "index.html").read_text("utf-8")
    (hint,) = re.findall(r'<br><small class="muted">(<span class="th".*?)</small>', page)
    thai, english = re.findall(r">([^<]+)</span>", hint)
    assert re.search("[ก-ฮ]", thai)
    assert not re.search("[ก-ฮ]", english)


def test_what_changed_against_the_year_before_is_shown(library: Path, rows: Rows) -> None:
    later = Elements((REPORT / "plans/library-plan-2568/index.html").read_text("utf-8"))
    assert [one["id"] for one in later.all("button") if one.get("id") == "tab-changes"] == ["tab-changes"]
    assert not [one for one in Elements(PLAN.read_text("utf-8")).all("button") if one.get("id") == "tab-changes"]
    ids = {attributes["id"] for _, attributes in later.found if attributes.get("id")}
    listed = later.text[later.text.index("เทียบกับปี 2567: ") :]
    changes = rows("SELECT change, node_after, text_after, text_before, value_before, value_after FROM plan_changes")
    assert {change for change, *_ in changes} == {"came", "went", "changed"}
    for change, node, after, before, *values in changes:
        assert node is None or re.sub(r"\s", "_", node.removeprefix("library-plan-2568:")) in ids
        assert change == "changed" or (after or before) in listed
        assert all(value in listed for value in values if value)
    addresses = [one["href"] or "" for one in later.all("a") if (one.get("href") or "").startswith("../library")]
    assert addresses[0] == "../library-plan-2567/index.html"
    earlier = {attributes.get("id") for _, attributes in Elements(PLAN.read_text("utf-8")).found}
    assert len(addresses) > 1
    assert {unquote(one.partition("#")[2]) for one in addresses[1:]} <= earlier


def test_a_page_is_made_again_if_the_year_before_changed(ingested: Path) -> None:
    later = REPORT / "plans/library-plan-2568/index.html"
    later.write_text(later.read_text("utf-8") + "<!-- kept -->", "utf-8")
    document = Path("raw/library-plan-2567.txt")
    text = document.read_text("utf-8")
    assert text.count("หอสมุดเคลื่อนที่สู่ชุมชนริมน้ำ") > 1
    document.write_text(text.replace("หอสมุดเคลื่อนที่สู่ชุมชนริมน้ำ", "ห้องทดลองวิทยาศาสตร์สำหรับเด็ก"), "utf-8")
    assert run.main([]) == 0
    assert not later.read_text("utf-8").endswith("<!-- kept -->")
    assert "ห้องทดลองวิทยาศาสตร์สำหรับเด็ก" in later.read_text("utf-8")


FOLDERS = [
    ("library-plan-2567", "library-plan-2567", "a plain name"),
    ("แผน ๒๕๖๗ (1)", "แผน ๒๕๖๗ (1)", "Thai letters and blanks"),
    ('a<b>:"c"|d?*', "a%3Cb%3E%3A%22c%22%7Cd%3F%2A", "what a system or another forbids"),
    ("a\\b", "a%5Cb", "a separator of folders elsewhere"),
    ("a.", "a%2E", "an end that is dropped elsewhere"),
    ("a%3F", "a%253F", "no two names become one"),
    ("con", "con%", "a device elsewhere"),
    ("Lpt1.old", "Lpt1.old%", "also with an ending"),
    ("console", "console", "no device"),
]


@pytest.mark.parametrize(("plan_id", "name", "why"), FOLDERS)
def test_names_of_folders_can_be_unpacked_anywhere(plan_id: str, name: str, why: str) -> None:
    assert folder_name(plan_id) == name


DAYS = [
    (date(2022, 10, 1), "%d/%m", "01/10/2565", "a day"),
    (date(2023, 9, 30), "%m", "09/2566", "a month"),
]


@pytest.mark.parametrize(("day", "form", "told", "why"), DAYS)
def test_days_are_told_as_the_source_tells_them(day: date, form: str, told: str, why: str) -> None:
    assert thai_day(day, form) == told


def test_a_page_takes_work_in_proportion_to_its_records(tmp_path: Path) -> None:
    made = make(CLEAN)
    project = next(node for node in made.plan.nodes if node.kind == "project")
    facts = defaultdict(list, plan=[made.plan.head.model_dump()])

    def work(projects: int) -> int:
        more = [
            project.model_copy(
                update={"node_id": f"{project.node_id}+{n}", "ordinal": 1000 + n, "number": f"1.1.1/{n}"}
            )
            for n in range(projects)
        ]
        plan = made.plan.model_copy(update={"nodes": [*made.plan.nodes, *more]})
        results = made.document, plan, Findings(plan_id=plan.head.plan_id)
        return calls(lambda: write_plan(tmp_path, results, Told(facts), {}, "x"))

    work(1)  # templates are compiled once
    assert work(800) < 4.4 * work(200)


PLACES = [
    ([], "", "nowhere"),
    ([(3, 3)], "3", "a line"),
    ([(3, 5), (9, 9)], "3-5 9", "two places"),
    ([(3, 5), (3, 5)], "3-5", "one place told twice"),
]


@pytest.mark.parametrize(("spans", "told", "why"), PLACES)
def test_places(spans: list[tuple[int, int]], told: str, why: str) -> None:
    assert places(Span(first_line=first, last_line=last) for first, last in spans) == told


CHART_PIECES: list[tuple[Callable[..., object], object, object, str]] = [
    (_runs, [1, 2, 5], [(1, 3), (5, 6)], "months without a gap are one stretch"),
    (_runs, [], [], "no months"),
    (_ticks, 3, [0, 1, 2, 3], "counts have no fractions"),
    (_ticks, 9, [0, 2, 4, 6, 8, 10], "a handful, and the highest lies on the scale"),
    (_ticks, 0, [0], "nothing but zeros"),
    (_first, ["1.1/1"], "1.1/1", "a lane of one project"),
    (_first, ["1.1/1", "1.1/2", "2"], "1.1/1 +2", "a lane of three"),
]


@pytest.mark.parametrize(("function", "given", "expected", "why"), CHART_PIECES)
def test_pieces_of_charts(function: Callable[[object], object], given: object, expected: object, why: str) -> None:
    assert function(given) == expected


DOUBTFUL = [
    (
        _amount,
        {"comparator": "=", "value": None, "unit": "คน", "text": "50 คน"},
        "50 คน (?)",
        "a number read in two ways",
    ),
    (_amount, {"comparator": ">=", "value": 80, "unit": "ร้อยละ", "text": "ร้อยละ 80"}, "≥ 80 ร้อยละ", "one that is sure"),
    (_band, {"low": None, "high": None, "points": 1}, "(?)", "a band of which two readings differ"),
    (_band, {"low": None, "high": 50, "points": None}, "< 50 % → ?", "one without points"),
    (_band, {"low": 80, "high": None, "points": 1}, "≥ 80 % → 1", "one without an end"),
]


@pytest.mark.parametrize(("shown", "given", "told", "why"), DOUBTFUL)
def test_numbers_in_doubt_are_shown_as_such(shown, given: dict[str, object], told: str, why: str) -> None:
    assert shown(SimpleNamespace(**{"value_high": None, **given})) == told


def test_counts_in_doubt_are_in_no_chart() -> None:
    given = {"part": None, "subject": "project", "scope_number": "1"}
    rows = [{**given, "claimed": claimed, "counted": counted} for claimed, counted in ((3, 4), (None, 2), (2, None))]
    chart = _claims(rows)
    assert chart is not None
    assert re.findall(r">(\d)</text>", str(chart.svg).partition("text-overlay")[2]) == ["4", "3"]
    assert _claims(rows[1:]) is None


WORDS = [
    ("kind-project", ("โครงการ", "project"), "a kind of cli.toml"),
    ("kind-project+", ("โครงการ", "projects"), "its plural"),
    ("role-indicator", ("ตัวชี้วัด", "indicator"), "a role without a name is called as its section"),
    ("role-overview", ("ภาพรวม", "overview"), "or as its part"),
    ("part-house", ("ตารางของ สผ.", "House table"), "a part"),
    ("thing-project+", ("โครงการ", "projects"), "a thing is a kind of node"),
    ("thing-indicator+", ("ตัวชี้วัด", "Indicators"), "or a section"),
    ("finding-band-gap", None, "a finding's title"),
    ("role-no-such", ("no-such", "no-such"), "what nobody named stands for itself"),
]


@pytest.mark.parametrize(("key", "expected", "why"), WORDS)
def test_words(key: str, expected: tuple[str, str] | None, why: str) -> None:
    thai, english = Words().pair(key)
    assert (thai, english) == expected if expected else thai != english != "band-gap"


def test_roles_of_the_samples_have_names(library: Path, rows: Rows) -> None:
    words = Words()
    unnamed = [role for (role,) in rows("SELECT DISTINCT role FROM lines") if words.pair(f"role-{role}")[0] == role]
    assert unnamed == []


def test_repairs_have_names() -> None:
    words = Words()
    assert [one.name for one in REPAIRS if words.pair(f"repair-{one.name}")[0] == one.name] == []


def test_parts_of_a_bar_have_numbers_where_there_is_room() -> None:
    svg = str(_parts(["1", "2"], [[366000, 137000], [0, 28000]]))
    told = re.findall(r"<text[^>]*>([^<]+)</text>", svg.partition("text-overlay")[2])
    assert sorted(told) == ["137,000", "165,000", "366,000", "366,000"]  # no 28,000, no 0; the sums at the end


def test_charts_need_no_script(plan_page: Elements) -> None:
    assert plan_page.all("svg")
    assert all(one.get("role") == "img" for one in plan_page.all("svg"))


def test_what_scripts_say_has_words() -> None:
    said = set(re.findall(r'"(say-[a-z-]+)"', page.script_text("plan.html")))
    assert said
    assert said <= set(Words().used)
