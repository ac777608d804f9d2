"""Scans: the digit reader, turning, straightening, cutting into cells, and whole pages drawn with Thai fonts."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="the extra `ocr` is not installed: pip install 'phaen[ocr]'")
pytest.importorskip("cv2", reason="the extra `ocr` is not installed: pip install 'phaen[ocr]'")
Image = pytest.importorskip("PIL.Image", reason="the extra `ocr` is not installed: pip install 'phaen[ocr]'")

import cv2  # noqa: E402
import render  # noqa: E402
from PIL import ImageDraw, ImageFilter, ImageFont  # noqa: E402
from rapidfuzz import fuzz  # noqa: E402
from rapidfuzz.distance import Levenshtein  # noqa: E402

import run  # noqa: E402
from pipeline import profile as profiles  # noqa: E402
from pipeline.errors import DocumentError  # noqa: E402
from pipeline.read import ocr, read  # noqa: E402
from pipeline.read.ocr import programs  # noqa: E402
from pipeline.read.ocr.align import aligned, glyphs_of  # noqa: E402
from pipeline.read.ocr.bullets import without_bullet  # noqa: E402
from pipeline.read.ocr.engine import Character, read_lines  # noqa: E402
from pipeline.read.ocr.figures import read_figures  # noqa: E402
from pipeline.read.ocr.glyphs import CLASSES, MODEL, Reader, reader  # noqa: E402
from pipeline.read.ocr.grid import grids, rules  # noqa: E402
from pipeline.read.ocr.ink import Blot, blots_of, ink_mask, lines_of  # noqa: E402
from pipeline.read.ocr.layout import layout_of  # noqa: E402
from pipeline.read.ocr.numbering import as_matter, printed_pages  # noqa: E402
from pipeline.read.ocr.upright import lies_across, skew, straightened, turned, upright_quarters  # noqa: E402
from pipeline.read.pdf import read_pdf  # noqa: E402
from pipeline.read.pdfium import picture  # noqa: E402
from pipeline.read.picture import draw  # noqa: E402
from schemas.document import Line  # noqa: E402

FONTS = Path("/usr/share/fonts/truetype/tlwg")
FONT = FONTS / "Laksaman.ttf"
SCANS = Path(__file__).parents[2] / "shared" / "plans" / "pdf"
PROSE = (
    "แผนปฏิบัติราชการของสำนักงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ จัดทำขึ้นเพื่อเป็นกรอบการดำเนินงาน",
    "ของทุกส่วนราชการ ประกอบด้วย ๔ ยุทธศาสตร์ ๑๗ กลยุทธ์ และ ๓๙ โครงการ วงเงินรวมทั้งสิ้น",
    "๑,๔๘๕,๐๗๐ บาท โดยกำหนดให้มีการติดตามและรายงานผลทุก ๖ เดือน เพื่อให้บรรลุเป้าหมาย",
)
NUMBERS = ["2566", "4", "17", "39", "1,485,070", "6"]

needs_fonts = pytest.mark.skipif(not FONT.exists(), reason="the Debian package fonts-thai-tlwg is not installed")
needs_tesseract = pytest.mark.skipif(
    bool(programs.programs_missing()), reason=f"not installed: {' '.join(programs.programs_missing())}"
)


def text_page(lines=PROSE, font=FONT, size=44, width=1654, height=700):
    """A page with lines of text; 44 pixels are 16 points at 200 dpi."""
    page = Image.new("L", (width, height), 250)
    face = ImageFont.truetype(str(font), size)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((160, 150 + number * round(size * 1.5)), line, font=face, fill=15)
    return page


def spoiled(page, angle=0.0, blur=0.7, noise=7.0, quality=70):
    """The page as a scanner gives it back."""
    page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=250).filter(ImageFilter.GaussianBlur(blur))
    grey = np.asarray(page, float) * 0.88 + 15 + np.random.default_rng(3).normal(0, noise, (page.height, page.width))
    packed = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(packed, "JPEG", quality=quality, dpi=(200, 200))
    return Image.open(packed)


TABLE = (
    ("ลำดับ", "โครงการ", "งบประมาณ"),
    ("๑", "อบรมการเขียนแผน", "๔๕,๐๐๐"),
    ("๒", "", "๙,๖๗๘"),
    ("๓", "ติดตามผล", "-"),
)
WIDTHS = (140, 560, 300)


def table_page(gap=0, ink=10, uprights=range(4), width=3, dark_head=False):
    """A page with a ruled table of grey `ink`; every rule is broken by `gap` pixels; `uprights` are those printed."""
    page = Image.new("L", (1654, 800), 250)
    draw = ImageDraw.Draw(page)
    face = ImageFont.truetype(str(FONT), 44)
    draw.text((160, 60), "ตารางแสดงโครงการและงบประมาณ", font=face, fill=15)
    edges = [160, *np.cumsum((160, *WIDTHS))[1:].tolist()]
    for number in range(len(TABLE) + 1):
        y = 200 + 100 * number
        draw.line((edges[0], y, edges[-1], y), fill=ink, width=width)
    for x in (edges[place] for place in uprights):
        draw.line((x, 200, x, 200 + 100 * len(TABLE)), fill=ink, width=width)
    if dark_head:
        draw.rectangle((edges[0], 200, edges[-1], 300), fill=60)
        for x in edges[1:-1]:
            draw.line((x, 200, x, 300), fill=ink, width=width)
    if gap:
        draw.rectangle((500, 195, 500 + gap, 605), fill=250)
    for row, texts in enumerate(TABLE):
        for column, text in enumerate(texts):
            fill = 240 if dark_head and not row else 15
            draw.text((edges[column] + 30, 215 + 100 * row), text, font=face, fill=fill)
    return page


def grey(page):
    return np.asarray(page.convert("L"), np.uint8)


# --- the digit reader -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def own() -> Reader:
    return reader()


def read_alone(text, font, size=44):
    """What our own reader makes of a line that Tesseract cannot read at all."""
    page = grey(spoiled(text_page([text], font, size, 160 + 60 * len(text) + 160, 320)))
    labels, blots = blots_of(ink_mask(page))
    (line,) = lines_of(blots)
    found, _ = read_figures([], line, (page, labels), own())
    return found


@needs_fonts
@pytest.mark.parametrize("font", ["Laksaman", "Laksaman-Bold", "Garuda", "Norasi", "Waree", "Umpush", "Loma"])
@pytest.mark.parametrize("text", ["๒๕๖๓", "๔๖๗๘๙", "๐๑๒๓๕", "2566", "98765", "43210", "๑,๔๘๕,๐๗๐"])
def test_digits_are_read_without_tesseract(text: str, font: str) -> None:
    assert read_alone(text, FONTS / f"{font}.ttf") == text


@needs_fonts
@pytest.mark.parametrize("text", ["กลุ่มงาน", "ภายใน", "สำนัก", "TQF"])
def test_letters_are_no_digits(text: str) -> None:
    assert not re.search(r"\d", read_alone(text, FONT))


def test_the_model_is_small_and_has_every_class() -> None:
    assert MODEL.stat().st_size < 200_000
    with np.load(MODEL, allow_pickle=False) as stored:
        assert {stored[f"{name}_b2"].shape for name in ("directions", "ink")} == {(len(CLASSES),)}


def characters(text, x0, step):
    return [Character(sign, x0 + step * place, x0 + step * (place + 1), 99.0) for place, sign in enumerate(text)]


SEEN = [
    # printed, what Tesseract makes of it, what is taken, doubtful?
    ("๒๕๖๖", "๒๕๒๒", "๒๕๖๖", False, "it cannot write ๖, so its ๒ is no evidence"),
    ("๒๕๖๖", "๒๕๒๐๒", "๒๕๖๖", False, "it may put two signs for one that it cannot write"),
    ("๒๕๖๖", "๒๓๖๖", "๒๕๖๖", True, "it can write ๕ and saw ๓"),
    ("๑๒๓", "๑๒๓", "๑๒๓", False, "both agree"),
    ("2566", "2566", "2566", False, "both agree"),
    ("๔๙", "สห", "๔๙", False, "letters for two digits that it cannot write"),
]


@needs_fonts
@pytest.mark.parametrize(("printed", "seen", "taken", "doubtful", "why"), SEEN)
def test_two_readings_of_a_number(printed: str, seen: str, taken: str, doubtful: bool, why: str) -> None:
    page = grey(spoiled(text_page([printed], height=320, width=700)))
    labels, blots = blots_of(ink_mask(page))
    (line,) = lines_of(blots)
    x0, _, x1, _ = line.box
    found, doubts = read_figures(characters(seen, x0, (x1 - x0) / len(seen)), line, (page, labels), own())
    assert found == taken, why
    assert [doubt.other for doubt in doubts] == ([seen] if doubtful else []), why


@needs_fonts
def test_glyphs_find_their_characters_though_their_places_are_not_exact() -> None:
    page = grey(text_page(["ปี ๒๕๖๖ นี้"], height=320, width=700))
    _, blots = blots_of(ink_mask(page))
    (line,) = lines_of(blots)
    glyphs = glyphs_of(line)
    seen = [Character(" ", 0, 0, 100)] * 2
    seen[1:1] = [Character("ก", (g.x0 + g.x1) / 2 - 4, (g.x0 + g.x1) / 2 + 9, 99) for g in glyphs]
    assert aligned(glyphs, [False] * len(glyphs), seen, line.size) == list(range(1, len(glyphs) + 1))


# --- the page ---------------------------------------------------------------------------------------------------------


@needs_fonts
@pytest.mark.parametrize("angle", [-4.0, -1.3, -0.4, 0.0, 0.6, 2.5])
def test_a_skewed_page_is_straightened(angle: float) -> None:
    page = grey(spoiled(text_page(PROSE * 3, height=1000), angle=angle))
    assert skew(page) == pytest.approx(-angle, abs=0.15)
    assert abs(skew(straightened(page))) <= 0.15


@needs_fonts
@pytest.mark.parametrize(("quarters", "across"), [(0, True), (1, False), (2, True), (3, False)])
def test_lines_show_whether_a_page_lies_on_its_side(quarters: int, across: bool) -> None:
    assert lies_across(turned(grey(text_page()), quarters)) is across


@needs_fonts
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_the_judge_tells_which_side_is_up(quarters: int) -> None:
    upright = grey(text_page(height=800))
    tops = lines_of(blots_of(ink_mask(upright))[1])[0].box[0]
    asked = []

    def judge(strips):  # lines start at the left edge, so upside down they end there: seen by the ink of the strip
        asked.append(len(strips))
        return 1.0 if len(asked) == (1 if quarters in {0, 3} else 2) else 0.3

    assert upright_quarters(turned(upright, quarters), judge) == (4 - quarters) % 4
    assert tops > 100
    assert min(asked) >= 1


@needs_fonts
@pytest.mark.parametrize("gap", [0, 6])
def test_a_table_is_cut_along_its_rules(gap: int) -> None:
    (grid,) = grids(*rules(ink_mask(grey(spoiled(table_page(gap))))))
    assert (grid.rows, grid.columns, len(grid.cells)) == (4, 3, 12)
    assert [cell.box[2] - cell.box[0] for cell in grid.cells[:3]] == pytest.approx(WIDTHS, abs=4)


@needs_fonts
def test_empty_cells_have_no_lines_and_a_dash_is_ink() -> None:
    layout = layout_of(grey(spoiled(table_page())))
    (table,) = [region for region in layout.regions if region.grid]
    empty = [(one.cell.row, one.cell.column) for one in table.cells if not one.lines]
    assert empty == [(2, 1)]


TABLES = [
    ({}, "black rules"),
    ({"ink": 205, "width": 2}, "light grey rules"),
    ({"uprights": (1, 2)}, "open sides"),
    ({"ink": 200, "uprights": (1, 2)}, "open sides of light rules"),
    ({"uprights": ()}, "no upright rules"),
    ({"ink": 215, "uprights": ()}, "no upright rules, and light ones"),
    ({"dark_head": True}, "white letters on a dark ground"),
]


@needs_fonts
@pytest.mark.parametrize(("drawn", "why"), TABLES, ids=[why for _, why in TABLES])
def test_tables_of_all_kinds_are_cut_into_their_cells(drawn: dict[str, object], why: str) -> None:
    layout = layout_of(grey(spoiled(table_page(**drawn))))
    (table,) = [region for region in layout.regions if region.grid]
    assert (table.grid.rows, table.grid.columns) == (4, 3), why
    lines = {(one.cell.row, one.cell.column): len(one.lines) for one in table.cells}
    assert [place for place, count in lines.items() if count != 1] == [(2, 1)], why
    assert [len(region.lines) for region in layout.regions if not region.grid] == [1], "the caption"


@needs_fonts
@pytest.mark.parametrize("lines", [2, 3])
def test_rules_of_a_page_are_no_table(lines: int) -> None:
    page = text_page(("ก   ข   ค", "ง   จ   ฉ") * 5, height=1000)
    for y in (110, 600, 930)[:lines]:
        ImageDraw.Draw(page).line((160, y, 1500, y), fill=15, width=3)
    regions = layout_of(grey(spoiled(page))).regions
    assert [region.grid for region in regions] == [None] * len(regions)
    assert sum(len(region.lines) for region in regions) == 10


@needs_fonts
def test_text_beside_a_table_is_kept() -> None:
    page = table_page()
    face = ImageFont.truetype(str(FONT), 44)
    ImageDraw.Draw(page).text((1320, 300), "หมายเหตุ", font=face, fill=15)
    regions = layout_of(grey(spoiled(page))).regions
    assert [len(region.lines) for region in regions if not region.grid and region.box[0] > 1250] == [1]


def test_a_comma_is_no_line_of_its_own() -> None:
    """Of a number of low digits the commas are high enough for letters, and stand mostly below the others."""
    digits = [(1244, 1912), (1274, 1906), (1297, 1912), (1319, 1912), (1350, 1912), (1372, 1906), (1395, 1912)]
    boxes = [(x, y, x + 20, 1928) for x, y in digits] + [(1267, 1923, 1272, 1933), (1342, 1923, 1347, 1933)]
    blots = [Blot(label, *box, 60) for label, box in enumerate(sorted(boxes), 1)]
    (line,) = lines_of(blots)
    assert line.blots == blots


@needs_fonts
def test_a_box_around_a_paragraph_is_no_table() -> None:
    page = text_page()
    ImageDraw.Draw(page).rectangle((120, 120, 1540, 420), outline=10, width=3)
    assert grids(*rules(ink_mask(grey(page)))) == []
    assert sum(len(region.lines) for region in layout_of(grey(page)).regions) == len(PROSE)


@needs_fonts
def test_marks_stay_with_their_lines() -> None:
    lines = lines_of(blots_of(ink_mask(grey(spoiled(text_page(("ที่นี้มีผู้ปู่ย่ายิ้มชื่นรื่นเริงอยู่ที่ถิ่นนี้",) * 6, height=800)))))[1])
    assert len(lines) == 6
    assert len({len(line.blots) for line in lines}) <= 2


@needs_fonts
def test_columns_are_read_one_after_the_other() -> None:
    page = Image.new("L", (1654, 1100), 250)
    face = ImageFont.truetype(str(FONT), 44)
    for number in range(10):
        for x in (100, 900):
            ImageDraw.Draw(page).text((x, 100 + 70 * number), "สำนักงานเลขาธิการวุฒิสภา", font=face, fill=15)
    regions = layout_of(grey(page)).regions
    assert [len(region.lines) for region in regions] == [10, 10]
    assert regions[0].box[2] < regions[1].box[0]


# --- Tesseract --------------------------------------------------------------------------------------------------------


@needs_fonts
@needs_tesseract
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_prose_of_a_spoiled_page(quarters: int) -> None:
    image = spoiled(text_page(), angle=0.8)
    image = Image.fromarray(turned(grey(image), quarters))
    image.info["dpi"] = (200, 200)
    found = ocr.read_page(image, 5, 3)
    texts = [line.text for line in found.lines if line.text]
    assert len(texts) == len(PROSE)
    assert [number for text in texts for number in re.findall(r"\d[\d,]*", text)] == NUMBERS
    assert "สำนักงาน" in texts[0], "ำ is mended"
    assert [line.number for line in found.lines] == list(range(5, 5 + len(found.lines)))
    assert (found.page.reader, found.page.trust, found.page.page) == ("ocr", "ocr", 3)
    assert all(line.page == 3 for line in found.lines)


@needs_fonts
@needs_tesseract
def test_a_table_of_a_spoiled_page() -> None:
    found = ocr.read_page(spoiled(table_page(), angle=-0.7), 1, 1)
    rows = [line for line in found.lines if line.cells]
    assert [line.cells[0] for line in rows[1:]] == ["1", "2", "3"]
    assert [line.cells[2] for line in rows[1:]] == ["45,000", "9,678", "-"]
    assert rows[2].cells == ("2", "", "9,678"), "nothing is invented in an empty cell"
    assert all(line.text == "\t".join(line.cells) for line in rows)
    assert [line.text for line in found.lines if not line.cells][1] == "", "a blank line parts table and prose"
    x0, top, x1, bottom = rows[0].box
    assert (x0, x1) == pytest.approx((160 * 0.36, 1160 * 0.36), abs=5)
    assert bottom - top == pytest.approx(36, abs=3)


def test_no_lines_need_no_program() -> None:
    assert read_lines([]) == []


@needs_tesseract
@pytest.mark.parametrize("name", ["rbru-km-2562-scan.pdf", "rbru-risk-2563-scan.pdf"])
def test_real_scans_give_their_tables(name: str) -> None:
    path = SCANS / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    document = read(path, "scan")
    doubtful = document.doubtful
    rows = [line.cells for line in document.lines if line.cells]
    if "km" in name:
        projects = [cells for cells in rows if cells[0] in {"1", "2"}]
        assert [(cells[0], cells[4]) for cells in projects] == [("1", "5,000"), ("2", "-")]
    else:
        risks = [cells[4:7] for cells in rows if len(cells) == 8 and re.match(r"\d\.", cells[0])]
        assert [level for _, _, level in risks] == ["16", "8", "12", "9", "6"]
        assert all(int(a) * int(b) == int(c) for a, b, c in risks)
        assert "การวิเคราะห์ระดับความเสี่ยง" in "".join(line.text for line in document.lines if line.page == 5)
    by_number = {line.number: line for line in document.lines}
    assert all(by_number[one.line_no].text[one.place :].startswith(one.text) for one in doubtful)
    assert {page.trust for page in document.pages} == {"ocr"}
    assert all(page.coverage is not None and page.coverage > 0.9 for page in document.pages)
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))


@needs_fonts
def test_a_disk_or_a_square_at_the_start_of_a_line_is_a_bullet() -> None:
    page = text_page(["แผนของเมือง", "แผนของเมือง", "แผนของเมือง"])
    for place, shape in enumerate((ImageDraw.Draw(page).ellipse, ImageDraw.Draw(page).rectangle)):
        shape((110, 170 + 66 * place, 138, 198 + 66 * place), fill=15)
    lines = lines_of(blots_of(ink_mask(grey(spoiled(page))))[1])
    found = [without_bullet(line) for line in lines]
    assert [bullet for bullet, _ in found] == ["●", "■", ""]
    assert {rest.box[0] for _, rest in found} == {lines[2].box[0]}
    digits = text_page(["๑ แผน", "๐ แผน", "- แผน", ". แผน", "o แผน"])
    for line in lines_of(blots_of(ink_mask(grey(spoiled(digits))))[1]):
        assert without_bullet(line) == ("", line)


# --- the same plan as a scan ------------------------------------------------------------------------------------------

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TEN_PAGES = (2, 5, 6, 7, 8, 9, 10, 11, 12, 13)
OTHER_FACE = (5, 9, 13)


@pytest.fixture(scope="module")
def printed(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sample plan, printed by Chromium."""
    if render.program(*render.CHROMIUM) is None or render.missing_fonts():
        pytest.skip("Chromium or the Thai fonts are not installed (Debian: chromium fonts-thai-tlwg)")
    plan = render.blocks((samples / "library-plan-2567.txt").read_bytes(), profiles.load("strategy-plan"))
    return render.html_to_pdf(render.to_html(plan), tmp_path_factory.mktemp("scan"))


def scanned(page, place: int):
    """A page as a scanner gives it back: turned by quarters, askew, blurred, with noise, as JPEG."""
    picture = spoiled(page.convert("L"), angle=(-1.2, 0.7, -0.4, 1.6, 0.3)[place % 5])
    sheet = Image.fromarray(turned(grey(picture), place % 4))
    packed = io.BytesIO()
    sheet.save(packed, "JPEG", quality=80, dpi=(200, 200))
    return Image.open(packed)


def in_another_face(page):
    """The page as if printed in a face that the digit reader was not shown: narrow and bold."""
    narrow = np.asarray(page.convert("L").resize((round(page.width * 0.82), page.height), Image.Resampling.BICUBIC))
    return Image.fromarray(cv2.erode(narrow, np.ones((2, 2), np.uint8)))


@dataclass
class Measured:
    """Letters of the prose and how many of them are wrong; numbers, how many of them are lost, and how many of these
    stand in a line that bears a doubt."""

    letters: int = 0
    errors: int = 0
    numbers: int = 0
    lost: int = 0
    marked: int = 0

    def add(self, told: list[Line], found: ocr.OcrPage) -> None:
        prose = [
            "".join(re.sub(r"[\s\d]", "", line.text) for line in one if not line.cells) for one in (told, found.lines)
        ]
        self.letters += len(prose[0])
        self.errors += Levenshtein.distance(*prose)
        doubts = {one.line_no for one in found.doubtful}
        left = Counter(number for line in found.lines for number in NUMBER.findall(line.text))
        for line in told:
            for number in NUMBER.findall(line.text):
                self.numbers += 1
                if left[number]:
                    left[number] -= 1
                    continue
                self.lost += 1
                near = max(found.lines, key=lambda one: fuzz.ratio(one.text, line.text))
                self.marked += near.number in doubts


@needs_tesseract
@pytest.mark.parametrize(
    ("pages", "change", "least"), [(TEN_PAGES, None, 0.95), (OTHER_FACE, in_another_face, 0.75)], ids=["known", "other"]
)
def test_the_same_plan_as_a_scan(printed: bytes, pages: tuple[int, ...], change, least: float) -> None:
    """Prose at most 2.5 % wrong; numbers as far as the face is known; of the wrong ones 19 of 20 are told."""
    told = read_pdf(printed, Path("plan.pdf"), "plan")
    measured = Measured()
    for place, number in enumerate(pages):
        page = picture(printed, number)
        found = ocr.read_page(scanned(change(page) if change else page, place), 1, number)
        measured.add([line for line in told.lines if line.page == number and line.text], found)
    sys.stdout.write(f"{measured}\n")  # -rP shows it
    assert measured.errors <= 0.025 * measured.letters
    assert measured.numbers - measured.lost >= least * measured.numbers
    assert measured.marked >= 0.95 * measured.lost


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_a_missing_program_is_one_message_that_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert programs.programs_missing()[:2] == ["tesseract-ocr", "tesseract-ocr-tha"]
    with pytest.raises(DocumentError) as refused:
        ocr.read_scan(b"", Path("a.png"), "a")
    assert refused.value.code == "ocr-missing"
    assert "tesseract-ocr-tha" in str(refused.value.params["package"])


@needs_tesseract
@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nrubbish", b"%PDF-1.7 rubbish", b"\xff\xd8\xff\xe0"])
def test_broken_pictures_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as refused:
        ocr.read_scan(data, Path("a.png"), "a")
    assert refused.value.code == "image-broken"


@needs_tesseract
@pytest.mark.parametrize("size", [(1654, 2339), (1, 1), (3, 20000), (20000, 3), (40, 30)])
def test_an_empty_page_is_an_empty_document(size: tuple[int, int]) -> None:
    packed = io.BytesIO()
    Image.new("L", size, 255).save(packed, "PNG")
    with pytest.raises(DocumentError) as refused:
        ocr.read_scan(packed.getvalue(), Path("a.png"), "a")
    assert refused.value.code == "file-empty"


@needs_tesseract
def test_noise_is_an_empty_document() -> None:
    packed = io.BytesIO()
    Image.effect_noise((1200, 1600), 80).save(packed, "JPEG")
    with pytest.raises(DocumentError) as refused:
        ocr.read_scan(packed.getvalue(), Path("a.jpg"), "a")
    assert refused.value.code == "file-empty"


def test_the_reader_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys, pipeline.read.ocr as o; o.programs_missing(); print('cv2' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert told.stdout.strip() == "False"


# --- pages as a document has them ----------------------------------------------------------------------------------


def of_pages(*pages: list[str]) -> list[Line]:
    return [
        Line(number, page, text, text)
        for number, (page, text) in enumerate(
            ((page, text) for page, texts in enumerate(pages, 1) for text in texts), 1
        )
    ]


PAGE_NUMBERS: list[tuple[list[Line], dict[int, str], str]] = [
    (of_pages(["ก", "4"], ["ข", "5"], ["ค", "6"]), {1: "4", 2: "5", 3: "6"}, "at the foot, from another number on"),
    (of_pages(["- 1 -", "ก"], ["- 2 -", "ข"]), {1: "1", 2: "2"}, "at the head, between dashes"),
    (of_pages(["หัว", "1", "ก", "ข"], ["หัว", "2", "ค", "ง"]), {1: "1", 2: "2"}, "under a running head"),
    (of_pages(["1", "ก"], ["ข"], ["3", "ค"]), {1: "1", 3: "3"}, "a page without one"),
    (of_pages(["1", "ก"], ["7", "ข"], ["3", "ค"]), {1: "1", 3: "3"}, "a misread one"),
    (of_pages(["1", "ก"]), {}, "one page agrees with itself only"),
    (of_pages(["ก", "500"], ["ข", "20"]), {}, "amounts"),
    (of_pages(["ก", "ข", "1", "ค", "ง"], ["ก", "ข", "2", "ค", "ง"]), {}, "in the middle of the page"),
    ([Line(1, 1, "1", "1", ("1",)), Line(2, 2, "2", "2", ("2",))], {}, "rows of a table"),
]


@pytest.mark.parametrize(("lines", "expected", "why"), PAGE_NUMBERS)
def test_printed_numbers_of_scanned_pages(lines: list[Line], expected: dict[int, str], why: str) -> None:
    printed = printed_pages(lines)
    assert {page: label for page, (_, label) in printed.items()} == expected, why
    told = list(as_matter(lines, printed))
    assert [one.number for one in told if not one.text] == sorted(number for number, _ in printed.values())
    assert [one.text_found for one in told] == [one.text for one in lines]


@needs_fonts
@needs_tesseract
def test_a_scan_of_two_pages_tells_coverage_and_printed_numbers_and_is_drawn_upright(tmp_path: Path) -> None:
    path, out = tmp_path / "scan.tiff", tmp_path / "page.png"
    pages = [text_page((*PROSE, "", number)) for number in ("๑๑", "๑๒")]
    pages = [Image.fromarray(turned(grey(spoiled(page)), place)) for place, page in enumerate(pages)]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    document = read(path, "scan")
    assert [page.printed_page for page in document.pages] == ["11", "12"]
    assert all(page.coverage is not None and page.coverage > 0.9 for page in document.pages)
    assert [line.text for line in document.lines if line.text][-1].startswith("1,485,070 ")
    assert draw(path, document, 2, out) == len(PROSE) + 1
    with Image.open(out) as drawn:
        assert drawn.width > drawn.height, "page 2 lies on its side in the file"
        row = next(line.box for line in document.lines if line.page == 2 and line.box)
        x0, top, x1, bottom = (round(edge * 110 / 72) for edge in row)
        inside = grey(drawn)[top + 3 : bottom - 3, x0 + 3 : x1 - 3]
    assert inside.min() < 90, "there is ink in the box"
    assert (inside < 130).mean() > 0.05


@needs_fonts
@needs_tesseract
def test_the_report_shows_a_scan_with_its_boxes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sheets = [Image.fromarray(turned(grey(spoiled(table_page())), place)) for place in (0, 1)]
    sheets[0].save("scan.tiff", "TIFF", save_all=True, append_images=sheets[1:], dpi=(200, 200))
    assert run.main(["ingest", "scan.tiff"]) == 0
    beside = Path("extracted/report/plans/scan")
    for file in sorted(beside.glob("pages-*/*.png")):
        with Image.open(file) as drawn:
            assert drawn.width > drawn.height, "upright, though page 2 lies on its side in the file"
    shown = (beside / "index.html").read_text("utf-8")
    assert [f"000{page}.png" in shown for page in (1, 2, 3)] == [True, True, False]
    rows = [line for line in read(Path("scan.tiff"), "scan").lines if line.box]
    assert shown.count("data-box=") == len(rows) > 4
    for folder in [*beside.glob("pages-*")]:
        shutil.rmtree(folder)
    monkeypatch.setattr(ocr, "programs_missing", lambda: ["tesseract-ocr"])
    (beside / "index.html").unlink()
    assert run.main(["report"]) == 0
    assert "data-box=" not in (beside / "index.html").read_text("utf-8"), "what would not fit its boxes is not shown"
