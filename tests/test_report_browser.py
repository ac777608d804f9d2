"""The report as an auditor uses it, in a headless Chromium that opens it from disk."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import browser as browsers
import make_images
import measure_samples
import pytest

import pipeline.report
import run
from pipeline.report.views import folder_name

STRATEGY, MEASURES, PDF = "library-plan-2567", "contradicted-plan-2562", "garden-plan-2569"
PLANS = (STRATEGY, MEASURES, PDF)
ENTRY = "article.brief.open > section > ul > .entry[data-lines]"


def contradicted(text: str) -> str:
    """The plan of measures with counts and a number of people that do not agree."""
    for told, otherwise in (("ประกอบด้วย 2 มาตรการ", "ประกอบด้วย 5 มาตรการ"), ("ทั้งสิ้น 3", "ทั้งสิ้น 7"), ("40", "44")):
        assert told in text, told
        text = text.replace(told, otherwise, 1)
    return text


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """The report of a strategy plan, a measure plan, a PDF and a hostile plan."""
    folder = tmp_path_factory.mktemp("auditor")
    raw = folder / "raw"
    raw.mkdir()
    sample = (samples / f"{STRATEGY}.txt").read_bytes()
    (raw / f"{STRATEGY}.txt").write_bytes(sample)
    (raw / f"{MEASURES}.txt").write_text(contradicted(measure_samples.PLAN), "utf-8")
    (raw / f"{browsers.HOSTILE_ID}.txt").write_text(browsers.hostile(sample.decode()), "utf-8")
    shutil.copy(samples / f"{PDF}.pdf", raw)
    with contextlib.chdir(folder):
        assert run.main([]) == 0
    return folder / "extracted" / "report"


@pytest.fixture(scope="module")
def packed(report: Path) -> Path:
    """The same report with every plan taken for a long one."""
    out = report.parent.with_name("packed")
    shutil.copytree(report.parent, out, ignore=shutil.ignore_patterns("report"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.report, "LONG", 0)
        assert run.main(["report", "--out", str(out)]) == 0
    return out / "report"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def watched(chromium: Any) -> Iterator[browsers.Watched]:
    one = browsers.Watched(chromium)
    yield one
    assert one.complaints == []
    assert [url for url in one.asked if not url.startswith(("file:", "about:"))] == []
    one.context.close()


def plan_page(report: Path, plan: str) -> Path:
    return report / "plans" / plan / "index.html"


def first_project(page: Any) -> str:
    """The anchor of the first project whose write-up has entries."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.node[id*=project]')].find((node) => node.dataset.briefs
            && document.getElementById(node.dataset.briefs.split(' ')[0]).querySelector('.entry')).id"""
    )


def tree_item(page: Any, anchor: str) -> Any:
    """The item of a record in the tree, its branches open."""
    return page.evaluate_handle(
        """(anchor) => {
            const closed = document.querySelectorAll('[aria-expanded=false]');
            for (const one of closed) one.setAttribute('aria-expanded', 'true');
            return [...document.querySelectorAll('[role=treeitem]:not(.part)')]
                .find((one) => decodeURIComponent(one.hash.slice(1)) === anchor);
        }""",
        anchor,
    ).as_element()


def marked(page: Any) -> list[int]:
    return page.evaluate("[...document.querySelectorAll('.line.marked')].map((line) => Number(line.id.slice(1)))")


def lines(places: str) -> list[int]:
    """`3-5 9` -> 3, 4, 5, 9."""
    spans = [[int(number) for number in place.split("-")] for place in places.split()]
    return sorted({number for span in spans for number in range(span[0], span[-1] + 1)})


@pytest.mark.parametrize("plan", PLANS)
def test_a_record_and_its_lines_mark_each_other(plan: str, report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, plan))
    record_and_lines(page, in_pictures=plan == PDF)


def record_and_lines(page: Any, *, in_pictures: bool) -> None:
    """Choose a record and see its lines; choose one of its lines and see the record."""
    anchor = first_project(page)
    tree_item(page, anchor).click()
    record = page.locator("article.node.open")
    assert record.get_attribute("id") == anchor
    assert marked(page) == lines(record.get_attribute("data-lines"))
    assert page.locator("[role=treeitem][aria-selected=true]").count() == 1

    entry = page.locator(ENTRY).first
    entry.locator(".told").click()
    its_lines = lines(entry.get_attribute("data-lines"))
    assert marked(page) == its_lines
    assert "chosen" in entry.get_attribute("class")
    assert page.locator(f"#L{its_lines[0]} .role").text_content()

    # the other way round, from another record: the line opens the record that it tells of
    page.evaluate("location.hash = '#plan'")
    page.wait_for_selector("#plan.open")
    if in_pictures:
        page.evaluate("(line) => document.getElementById(`L${line}`).closest('.sheet').scrollIntoView()", its_lines[0])
        page.locator(f"rect[data-line='{its_lines[0]}']").click()
    else:
        page.locator(f"#L{its_lines[0]} .no").click()
    assert marked(page) == [its_lines[0]]
    assert page.locator("article.open .entry.chosen").count() >= 1
    assert page.locator("#line-card").is_visible()


def test_a_record_that_a_page_break_cuts_is_marked_on_both_pages(report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, PDF))
    anchor = page.evaluate(
        """() => { for (const brief of document.querySelectorAll('.brief[data-lines]')) {
            const lines = brief.dataset.lines.match(/\\d+/g).map((n) => document.getElementById(`L${n}`));
            if (new Set(lines.map((line) => line.closest('.sheet'))).size > 1) return brief.id;
        } }"""
    )
    assert anchor
    page.evaluate("(anchor) => { location.hash = '#' + encodeURIComponent(anchor); }", anchor)
    page.wait_for_selector(".line.marked", state="attached")
    assert (
        page.evaluate("new Set([...document.querySelectorAll('.marked')].map((one) => one.closest('.sheet'))).size") > 1
    )


@pytest.mark.parametrize("plan", PLANS)
def test_findings_are_filtered_and_lead_to_their_places(plan: str, report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, plan))
    page.locator("#tab-findings").click()
    everything = page.locator(".finding:visible").count()
    assert everything > 1
    severity = page.locator(".finding").first.get_attribute("data-severity")
    page.select_option("select[name=severity]", severity)
    shown = page.locator(".finding:visible")
    assert 0 < shown.count() < everything
    assert {one.get_attribute("data-severity") for one in shown.all()} == {severity}
    code = shown.first.get_attribute("data-code")
    page.select_option("select[name=code]", code)
    assert {one.get_attribute("data-code") for one in shown.all()} == {code}
    page.select_option("select[name=status]", "waived")
    assert page.locator(".finding:visible").count() == 0
    assert page.locator("#no-findings").is_visible()
    page.select_option("select[name=status]", "")
    about = page.locator("select[name=node] option").nth(1).get_attribute("value")
    page.select_option("select[name=code]", "")
    page.select_option("select[name=severity]", "")
    page.select_option("select[name=node]", about)
    assert 0 < page.locator(".finding:visible").count() <= everything

    page.select_option("select[name=node]", "")
    finding_and_places(page)


def finding_and_places(page: Any) -> None:
    """Follow a finding to all its places and to the last of them."""
    finding = page.locator(".finding[data-lines]:not([data-lines=''])").first
    finding.locator("a").first.click()
    assert "chosen" in finding.get_attribute("class")
    assert marked(page) == lines(finding.get_attribute("data-lines"))
    assert page.locator("article.node.open").get_attribute("id") == finding.get_attribute("data-node")
    last = finding.locator(".places a").last
    last.click()
    assert set(marked(page)) == set(lines(last.get_attribute("href")[2:].replace(",", " ")))
    assert page.locator("article.node.open").get_attribute("id") == finding.get_attribute("data-node")


def test_the_address_opens_a_finding(report: Path, watched: browsers.Watched) -> None:
    page = watched.open(report / "index.html")
    page.locator(f"a[href*='{STRATEGY}'][href*='severity=error']").first.click()
    page.wait_for_selector(".finding:visible")
    assert {one.get_attribute("data-severity") for one in page.locator(".finding:visible").all()} == {"error"}
    page.locator(".finding:visible a").first.click()
    address = page.url
    again = watched.open(plan_page(report, STRATEGY), "#" + address.partition("#")[2])
    assert again.locator(".finding.chosen").count() == 1


def search(page: Any, wanted: str) -> None:
    """Search, and wait for what comes of it."""
    page.fill("#wanted", wanted)
    page.press("#wanted", "Enter")
    page.wait_for_selector("#panel-found[aria-busy=false]")


SEARCHES = [
    (STRATEGY, "ชมรม นักอ่านผู้สูงวัย", "ชมรมนักอ่านผู้สูงวัย", "blanks count as nothing"),
    (STRATEGY, "ชมรมนักอ่าน ผู้สูงวัยประจำ หอสมุดสาขา", "ชมรมนักอ่านผู้สูงวัยประจำหอสมุดสาขา", "wherever they stand"),
    (STRATEGY, "๒๕๖๗", "2567", "Thai digits find Arabic ones"),
    (STRATEGY, "2567", "2567", "and Arabic digits what was printed in Thai ones"),
    (STRATEGY, "น\u0e4d\u0e49า", "น้ำ", "am in two letters"),
    (PDF, "พันธุ์ ไม้พูดได้", "พันธุ์ไม้พูดได้", "in a PDF too"),
    (PDF, "พฤกษาประจำปีงบประมาณ พ.ศ. ๒๕๖๙", "พฤกษา", "a phrase that a line end cuts"),
]


@pytest.mark.parametrize(("plan", "wanted", "found", "why"), SEARCHES, ids=[why for *_, why in SEARCHES])
def test_search(plan: str, wanted: str, found: str, why: str, report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, plan))
    search(page, wanted)
    hits = page.locator("#hits li")
    assert found in ["".join(text.split()) for text in page.locator("#hits mark").all_text_contents()]
    hits.last.locator("a").click()
    assert marked(page)


def test_search_finds_nothing_that_is_not_there(report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, STRATEGY))
    search(page, "ยานอวกาศ")
    assert page.locator("#hits li").count() == 0
    assert page.locator("#nothing-found").is_visible()


def test_the_language_is_switched_and_remembered(report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, STRATEGY))
    assert page.locator("#tab-tree").text_content() == "โครงสร้าง"
    page.locator("#language").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#tab-tree").text_content() == "Structure"
    assert page.locator("#tab-findings").text_content().startswith("Findings")
    page.locator("#tab-findings").click()
    assert "The executive summary" in page.locator(".finding").first.inner_text()
    assert page.get_attribute("#wanted", "placeholder") == "Search records and source"
    assert page.locator("article.node").nth(1).get_attribute("aria-label") == "strategy 1"
    overview = watched.open(report / "index.html")
    assert overview.locator("h1").text_content() == "Report of plans"
    overview.locator("#language").click()
    assert overview.locator("h1").text_content() == "รายงานการอ่านแผน"


def test_the_tree_is_walked_by_keys(report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, STRATEGY))
    focused = "document.activeElement.textContent.trim()"
    page.locator("[role=treeitem][tabindex='0']").focus()
    assert page.locator("[role=treeitem][tabindex='0']").count() == 1
    page.keyboard.press("ArrowDown")
    first = page.evaluate(focused)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.ariaExpanded") == "false"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaExpanded") == "true"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaLevel") == "3"
    page.keyboard.press("Enter")
    assert page.locator("article.open h2").first.inner_text().split()[1] == page.evaluate(
        "document.activeElement.querySelector('.number').textContent"
    )
    item = page.evaluate(focused)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first link of the record leads to what stands above it
    assert page.evaluate("document.activeElement === document.querySelector('article.open')"), "the focus goes along"
    page.locator("[role=treeitem][tabindex='0']").focus()
    assert page.evaluate(focused) != item
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.ariaLevel") == "1"


def test_a_hostile_plan_is_text(report: Path, watched: browsers.Watched) -> None:
    path = report / "plans" / folder_name(browsers.HOSTILE_ID) / "index.html"
    page = watched.open(path)
    for step in ("#tab-findings", "#tab-unclaimed", "#tab-tree"):
        page.locator(step).click()
    for one in page.locator("article").all():
        page.evaluate("(id) => { location.hash = '#' + encodeURIComponent(id); }", one.get_attribute("id"))
    search(page, browsers.SCRIPT)
    assert page.locator("#hits li").count() > 1
    page.locator("#hits a").first.click()
    page.locator("#hits a").first.hover()
    assert page.evaluate("window.ran") is None
    assert page.locator("script").count() == 2  # words and ours
    assert (
        page.locator("img, textarea, b:has-text('x'), [onmouseover], [onload], main a[href^='javascript']").count() == 0
    )
    shown = page.locator("main").evaluate("(main) => main.textContent")
    for text in browsers.HOSTILE.values():
        assert text in shown
    overview = watched.open(report / "index.html")
    assert overview.evaluate("window.ran") is None
    link = overview.locator(f"a[href='plans/{quote(folder_name(browsers.HOSTILE_ID), safe='')}/index.html']").first
    link.click()
    page.wait_for_selector("#plan.open")  # a click does not wait for the page behind it
    assert page.url == path.as_uri()


def test_a_long_plan_is_unpacked_where_it_is_looked_at(packed: Path, watched: browsers.Watched) -> None:
    page = watched.open(packed / "plans" / folder_name(browsers.HOSTILE_ID) / "index.html")
    page.wait_for_selector(".line", state="attached")  # what is in sight is unpacked when the browser says so
    lines_there = page.locator(".line").count()
    assert 0 < lines_there < int(page.locator(".sheet").last.get_attribute("data-last"))
    assert page.locator("article.node:not(#plan) .entry").count() == 0
    page.locator("#language").click()

    page.evaluate("location.hash = '#' + document.querySelector('.brief').id")
    page.wait_for_selector(ENTRY)
    record = page.locator("article.brief.open")
    assert record.locator("h2 span").first.text_content() == "brief"
    assert marked(page) == lines(record.get_attribute("data-lines"))
    entry = page.locator(ENTRY).last
    entry.locator(".told").click()
    assert marked(page) == lines(entry.get_attribute("data-lines"))

    last = page.locator(".sheet").last
    last.scroll_into_view_if_needed()
    page.wait_for_selector(".sheet:last-child .line")
    search(page, browsers.SCRIPT)
    assert page.locator("#hits li").count() > 1
    page.locator("#hits a").last.click()
    assert len(marked(page)) == 1
    shown = page.locator("main").evaluate("(main) => main.textContent")
    assert browsers.SCRIPT in shown
    assert page.evaluate("window.ran") is None
    assert page.locator("img, textarea, [onmouseover], [onload], main a[href^='javascript']").count() == 0


def test_the_policy_refuses_what_is_not_ours(report: Path, chromium: Any) -> None:
    watched = browsers.Watched(chromium)
    page = watched.open(plan_page(report, STRATEGY))
    page.evaluate(
        """() => { const script = document.createElement('script'); script.textContent = 'window.ran = 1';
            document.body.append(script); document.body.setAttribute('onclick', 'window.ran = 2');
            document.body.click();
            const style = document.createElement('style'); style.textContent = 'body { opacity: 0 }';
            document.head.append(style); }"""
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).opacity") == "1"
    assert len(watched.complaints) >= 3
    watched.context.close()


AXE = [("", ""), (STRATEGY, "findings"), (MEASURES, ""), (PDF, "record")]
"""Plan and view; each is looked at in another language than the one before. A look takes seconds."""


@pytest.mark.parametrize(("plan", "view"), AXE)
def test_axe_finds_nothing(plan: str, view: str, report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, plan) if plan else report / "index.html")
    if AXE.index((plan, view)) % 2:
        page.locator("#language").click()
    if view == "findings":
        page.locator("#tab-findings").click()
        page.locator(".finding a").first.click()
    elif view == "record":
        tree_item(page, first_project(page)).click()
        page.locator(f"{ENTRY} .told").first.click()
    told = browsers.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in told] == []


def test_print_shows_the_record_and_its_lines(report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(report, STRATEGY))
    tree_item(page, first_project(page)).click()
    page.emulate_media(media="print")
    assert page.locator("article.open h2").first.is_visible()
    assert page.locator(".line:visible").count() == page.locator(".line.mine, .line.marked").count()
    assert not page.locator("#language").is_visible()
    page.set_viewport_size({"width": 700, "height": 900})  # a sheet of paper
    record, lines_below = page.locator("#records").bounding_box(), page.locator("#source").bounding_box()
    assert record["y"] + record["height"] <= lines_below["y"]
    assert page.evaluate("document.getElementById('records').scrollHeight") <= record["height"] + 1


def test_what_changed_leads_to_the_record_and_to_the_plan_before(library: Path, watched: browsers.Watched) -> None:
    report = library / "extracted" / "report"
    watched.open(report / "index.html").locator("a[href$='#changes']").first.click()
    page = watched.page
    page.wait_for_selector("#panel-changes .change")
    changed = page.locator("#panel-changes .changed a[href*='project']").first
    changed.click()
    assert page.locator("article.node.open").get_attribute("id") == unquote(changed.get_attribute("href")[1:])
    assert page.locator("article.node.open .change .evidence").count() >= 1
    went = page.locator("#panel-changes .went a[href^='..']").first
    anchor = unquote(went.get_attribute("href").partition("#")[2])
    went.click()
    page.wait_for_url("**/library-plan-2567/**")
    page.wait_for_selector("article.node.open")
    assert page.locator("article.node.open").get_attribute("id") == anchor


def test_a_narrow_window_shows_one_pane_at_a_time(report: Path, watched: browsers.Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 800})
    page = watched.open(plan_page(report, PDF))
    panes = ("left", "middle", "right")

    def shown() -> list[str]:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        return [pane for pane in panes if page.locator(f"#{pane}").is_visible()]

    assert shown() == ["left"]
    tree_item(page, first_project(page)).click()
    assert shown() == ["middle"]
    place = page.locator(f"{ENTRY} a.place").first
    its_lines = lines(place.get_attribute("href")[2:].replace(",", " "))
    place.click()
    assert shown() == ["right"]
    assert marked(page) == its_lines
    page.locator("#enlarge").click()
    page.wait_for_selector(".source.enlarged")
    page.wait_for_function(
        """(line) => {
            const pane = document.getElementById('source').getBoundingClientRect();
            const box = document.querySelector(`rect[data-line='${line}']`).getBoundingClientRect();
            return box.width > pane.width / 2 && pane.top <= box.top && box.top < pane.bottom;
        }""",
        arg=its_lines[0],
    )
    page.locator(".panes-bar button").first.click()
    assert shown() == ["left"]
    page.set_viewport_size({"width": 1440, "height": 860})
    assert [pane for pane in panes if page.locator(f"#{pane}").is_visible()] == list(panes)


@pytest.mark.parametrize("name", make_images.VIEWS)
def test_the_pictures_of_the_readme_can_be_made_again(name: str, report: Path, watched: browsers.Watched) -> None:
    make_images.open_view(watched.page, report, name)
    project = make_images.PROJECT
    assert f"docs/images/{name}.png" in (project / "README.md").read_text("utf-8")
    assert (project / "docs" / "images" / f"{name}.png").is_file()


REAL = {"senate-hr-2566": "txt", "parliament-integrity-2562": "txt", "rbru-action-2564": "pdf"}


@pytest.fixture(scope="module")
def real_report(tmp_path_factory: pytest.TempPathFactory, plans_folder: Path) -> Path:
    paths = [plans_folder / ("pdf" if ending == "pdf" else "") / f"{name}.{ending}" for name, ending in REAL.items()]
    if not all(path.is_file() for path in paths):
        pytest.skip(f"not all of {', '.join(REAL)} are in {plans_folder}")
    out = tmp_path_factory.mktemp("real")
    assert run.main(["ingest", *map(str, paths), "--out", str(out)]) == 0
    return out / "report"


@pytest.mark.parametrize("plan", REAL)
def test_real_plans(plan: str, real_report: Path, watched: browsers.Watched) -> None:
    page = watched.open(plan_page(real_report, plan))
    record_and_lines(page, in_pictures=REAL[plan] == "pdf")
    page.locator("#tab-findings").click()
    finding_and_places(page)
    wanted = {"senate-hr-2566": "พัฒนา ทักษะดิจิทัล", "parliament-integrity-2562": "๒๕๖๒"}.get(plan, "๒๕๖๔")
    search(page, wanted)
    assert page.locator("#hits li").count() > 2
    assert (
        wanted.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789", " "))
        in page.locator("#hits mark").first.text_content()
    )
    page.locator("#language").click()
    assert page.locator("#tab-tree").text_content() == "Structure"
