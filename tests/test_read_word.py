"""Reading Word: what is printed, what stands together, what is refused. The files are made of the few parts needed."""

# ruff: noqa: E501 - tables of cases, one a line
from __future__ import annotations

import io
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.read import word
from pipeline.read.text import MAX_CELLS, MAX_LINE
from pipeline.read.word import read_word
from pipeline.read.word_numbers import THAI_LETTERS, write_number
from schemas.document import DOCUMENT, Document, Layout, Line

NAME = Path("raw/แผน.docx")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    )
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def package(body: str, *, kind: str = MAIN, head: str = HEAD, **parts: str) -> bytes:
    """A Word file with this body; `parts` are the contents of styles, numbering, footnotes."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/>'
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'{HEAD}<Types xmlns="{relations[:-13]}content-types">{types}</Types>')
        main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        file.writestr("_rels/.rels", f'{HEAD}<Relationships xmlns="{relations}">{main}</Relationships>')
        file.writestr(
            "word/_rels/document.xml.rels", f'{HEAD}<Relationships xmlns="{relations}">{links}</Relationships>'
        )
        file.writestr("word/document.xml", f"{head}<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", f"{HEAD}<w:{roots[name]} {SPACES}>{content}</w:{roots[name]}>")
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, look: str = "") -> str:
    """A paragraph of texts and pieces of XML."""
    pieces = (one if one.startswith("<") else run(one) for one in inner)
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(pieces)}</w:p>"


def numbered(text: str, level: int = 0, list_id: int = 1) -> str:
    return p(text, look=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def tc(*paragraphs: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else p(one) for one in paragraphs) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(body: str, **parts: str) -> Document:
    return read_word(package(body, **parts), NAME, "แผน")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts).lines]


def refusal(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_word(data, NAME, "แผน")
    return caught.value


# --- what is printed --------------------------------------------------------------------------------------------------

BR, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
CODE = "<w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
BOX = f"<w:txbxContent>{p('ในกล่อง')}</w:txbxContent>"
SHOWN_TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "told", "why"),
    [
        (p("แผน") + p("โครงการ"), ["แผน", "", "โครงการ"], "each paragraph is a block"),
        (p("แผน") + p() + p(" ") + p("โครงการ"), ["แผน", "", "โครงการ"], "empty paragraphs are one blank line"),
        (p("แผน", "ปฏิบัติ", "การ"), ["แผนปฏิบัติการ"], "runs join without blanks"),
        (p("ปี ๒๕๖๖"), ["ปี 2566"], "digits are Arabic"),
        (p("แผน", BR, "โครงการ"), ["แผน", "โครงการ"], "a line break parts lines, not blocks"),
        (p(TAB, "แผน", TAB, "งาน"), ["แผน งาน"], "tabs in a text are blanks"),
        (p("ก", run("ซ่อน", "<w:vanish/>"), "ข"), ["กข"], "hidden text is out"),
        (p("ก", run("เห็น", '<w:vanish w:val="0"/>')), ["กเห็น"], "a switch that is off"),
        (
            p("ก", "<w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del>", "<w:ins>" + run("เพิ่ม") + "</w:ins>"),
            ["กเพิ่ม"],
            "tracked",
        ),
        (
            p("ก", "<w:moveFrom>" + run("เดิม") + "</w:moveFrom>", "<w:moveTo>" + run("ใหม่") + "</w:moveTo>"),
            ["กใหม่"],
            "moved",
        ),
        (p("แผน", look="<w:rPr><w:del/></w:rPr>") + p("งาน"), ["แผนงาน"], "a deleted paragraph end joins"),
        (p("หน้า ", BEGIN, CODE, SEPARATE, "๕", END, " จบ"), ["หน้า 5 จบ"], "a field's result, not its code"),
        (p("ก", BEGIN, CODE, "โค้ด", END, "ข"), ["กข"], "a field without a result"),
        (p("ก", BEGIN, CODE) + p("ข"), ["ก", "", "ข"], "a field that never ends hides nothing after its paragraph"),
        (p("ก", '<w:hyperlink w:anchor="x">' + run("ลิงก์") + "</w:hyperlink>"), ["กลิงก์"], "links"),
        (p("ก", '<w:fldSimple w:instr="PAGE">' + run("๗") + "</w:fldSimple>"), ["ก7"], "simple fields"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + p("แผน") + "</w:sdtContent></w:sdt>", ["แผน"], "content controls"),
        (p("ก", SHOWN_TWICE) + p("ข"), ["ก", "", "ในกล่อง", "", "ข"], "a text box stands behind its paragraph, once"),
        (p("ก", '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', " ไม่"), ["ก☐ ไม่"], "a symbol font's box"),
        (p("ก", "<m:oMath><m:r><m:t>x + 1</m:t></m:r></m:oMath>"), ["กx + 1"], "formulas"),
        (p("ก", "<w:r><w:softHyphen/></w:r>", "ข", "<w:r><w:noBreakHyphen/></w:r>", "๑"), ["กข-1"], "hyphens"),
        (p("ที", "<w:r><w:t>่</w:t></w:r>", " เปูา", run("ํา")), ["ที่ เปูาำ"], "a mark in a run of its own; ำ in two"),
    ],
)
def test_what_is_printed(body: str, told: list[str], why: str) -> None:
    assert texts(body) == told


def test_the_text_as_found_is_kept() -> None:
    line = read(p("งบ\u00a0๕๐๐", TAB, "บาท")).lines[0]
    assert (line.text, line.text_found) == ("งบ 500 บาท", "งบ\u00a0๕๐๐\tบาท")


def test_styles_hide_text_too() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert texts(p("ก", run("ซ่อน", '<w:rStyle w:val="H"/>')), styles=styles) == ["ก"]


def test_notes_stand_at_the_end_in_the_order_of_their_references() -> None:
    notes = "".join(
        f'<w:footnote w:id="{one}">{p(text)}</w:footnote>' for one, text in ((0, "เส้น"), (1, "หนึ่ง"), (2, "สอง"))
    )
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p("ร้อยละ ๘๐", refer.format(2), " ขึ้นไป") + p("แผน", refer.format(1), refer.format(2))
    assert texts(body, footnotes=notes) == ["ร้อยละ 80 ขึ้นไป", "", "แผน", "", "สอง", "", "หนึ่ง"]


# --- numbers ----------------------------------------------------------------------------------------------------------


def level(place: int, written: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{written}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(*levels: str, more: str = "", overrides: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{overrides}</w:num>'
    )


THAI = lists(level(0, "thaiNumbers", "%1."), level(1, "thaiNumbers", "%1.%2"), level(2, "thaiLetters", "(%3)"))
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


@pytest.mark.parametrize(
    ("numbering", "items", "told", "why"),
    [
        (THAI, [(0, 1), (0, 1), (1, 1), (2, 1), (2, 1), (0, 1), (1, 1)], ["1.", "2.", "2.1", "(ก)", "(ข)", "3.", "3.1"], "levels"),
        (THAI, [(1, 1), (0, 1)], ["1.1", "2."], "a level that is skipped counts as begun"),
        (THAI, [(0, 1), (0, 2), (0, 1)], ["1.", "2.", "3."], "one definition, one count"),
        (lists(level(0, "decimal", "%1)"), overrides=ANEW), [(0, 1), (0, 1), (0, 2), (0, 2)], ["1)", "2)", "1)", "2)"], "anew"),
        (lists(level(0, "decimal", "%1.", start=5)), [(0, 1), (0, 1)], ["5.", "6."], "starts at five"),
        (lists(level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')),
         [(0, 1), (1, 1), (0, 1), (1, 1)], ["1.", "1)", "2.", "2)"], "a level that never begins again"),
        (lists(level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")), [(0, 1), (0, 1), (1, 1)],
         ["I", "II", "2.1"], "legal: all numbers decimal"),
        (lists(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "\uf0a7"), level(3, "bullet", "-")),
         [(0, 1), (1, 1), (2, 1), (3, 1)], ["•", "◦", "▪", "-"], "bullets of symbol fonts"),
        (lists(level(0, "bullet", "➢")), [(0, 1)], ["•"], "any other sign is a bullet"),
        (lists(level(0, "none", "")), [(0, 1)], [""], "a list without markers"),
        (lists(level(0, "decimal", "โครงการที่ %1")), [(0, 1), (0, 1)], ["โครงการที่ 1", "โครงการที่ 2"], "words around"),
        ("", [(0, 1)], [""], "a list that is not defined"),
    ],
)  # fmt: skip
def test_numbers_as_word_computes_them(numbering: str, items: list[tuple[int, int]], told: list[str], why: str) -> None:
    body = "".join(numbered("ข้อ", place, list_id) for place, list_id in items)
    printed = [text for text in texts(body, numbering=numbering) if text]
    assert printed == [f"{marker} ข้อ".strip() for marker in told]


@pytest.mark.parametrize(
    ("number", "written", "told"),
    [
        (12, "decimal", "12"),
        (12, "thaiNumbers", "๑๒"),
        (3, "thaiLetters", "ค"),
        (len(THAI_LETTERS) + 1, "thaiLetters", "กก"),
        (28, "lowerLetter", "bb"),
        (26, "upperLetter", "Z"),
        (1994, "upperRoman", "MCMXCIV"),
        (4, "decimalZero", "04"),
        (0, "lowerRoman", "0"),
        (5, "ordinalText", "5"),
    ],
)
def test_formats_of_numbers(number: int, written: str, told: str) -> None:
    assert write_number(number, written) == told


def test_numbers_of_a_style_and_of_a_linked_list() -> None:
    linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="L"/></w:abstractNum>'
    one = f'<w:abstractNum w:abstractNumId="8"><w:styleLink w:val="L"/>{level(0, "decimal", "ที่ %1")}</w:abstractNum>'
    numbering = f'{linked}{one}<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    base = '<w:style w:type="paragraph" w:styleId="B"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    styles = base + '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/></w:style>'
    look = '<w:pStyle w:val="C"/>'
    off = f'{look}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("ก", look=look) + p("ข", look=off) + p("ค", look=look)
    assert [one for one in texts(body, numbering=numbering, styles=styles) if one] == ["ที่ 1 ก", "ข", "ที่ 2 ค"]


# --- blocks -----------------------------------------------------------------------------------------------------------

AFTER, CENTRED = '<w:spacing w:after="160"/>', '<w:jc w:val="center"/>'
TIGHT = '<w:spacing w:after="0"/>'
DEFAULTS = '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'
HEADING = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
LISTED = (
    '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Paragraph"/>'
    "<w:pPr><w:contextualSpacing/></w:pPr></w:style>"
)


@pytest.mark.parametrize(
    ("body", "styles", "told", "why"),
    [
        (numbered("ก") + numbered("ข", 1) + p("ค"), "", "1. ก/1.1 ข//ค", "items of one list stand together"),
        (numbered("ก") + numbered("ข", 0, 2), "", "1. ก//2. ข", "items of two lists do not"),
        (p("ก", look=TIGHT) + p("ข") + p("ค"), DEFAULTS, "ก/ข//ค", "no space where others have some"),
        (p("ก") + p("ข") + p("ค"), "", "ก//ข//ค", "where none has space, its lack says nothing"),
        (p("ก", look=CENTRED) + p("ข", look=CENTRED) + p("ค"), "", "ก/ข//ค", "a centred title on two lines"),
        (p("ก", look=TIGHT) + p(run("ข", "<w:b/>")) + p("ค"), DEFAULTS, "ก//ข//ค", "a bold label after text"),
        (p("ก", look=TIGHT) + p("ข", look='<w:ind w:firstLine="720"/>') + p("ค"), DEFAULTS, "ก//ข//ค", "an indent"),
        (p("ก", look=TIGHT) + p(TAB, "ข") + p("ค"), DEFAULTS, "ก//ข//ค", "an indent by a tab"),
        (
            p("ก", look=TIGHT) + p("ข", look='<w:pStyle w:val="H"/>') + p("ค"),
            DEFAULTS + HEADING,
            "ก//ข//ค",
            "a heading",
        ),
        (p("ก", look='<w:pStyle w:val="L"/>') * 2 + p("ค"), DEFAULTS + LISTED, "ก/ก//ค", "no space in one style"),
        (
            p("ก", look=TIGHT) + p() + p("ข", look=TIGHT) + p("ค") + p("ง"),
            DEFAULTS,
            "ก//ข/ค//ง",
            "an empty paragraph parts",
        ),
    ],
)
def test_blocks(body: str, styles: str, told: str, why: str) -> None:
    assert "/".join(texts(body, styles=styles, numbering=THAI)) == told


# --- tables -----------------------------------------------------------------------------------------------------------


def cells(body: str, **parts: str) -> list[tuple[str, ...] | None]:
    return [line.cells for line in read(body, **parts).lines if line.text]


def spans(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


MERGED, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("table", "told", "why"),
    [
        (tbl(tc("ก") + tc("ข"), tc("๑") + tc()), [("ก", "ข"), ("1", "")], "rows"),
        (tbl(tc("ก") + tc("ข") + tc("ค"), tc("ง", properties=spans(2)) + tc("จ")), [("ก", "ข", "ค"), ("ง", "", "จ")], "wide"),
        (tbl(tc("ก", properties=MERGED) + tc("ข"), tc(properties=GOES_ON) + tc("ค")), [("ก", "ข"), ("", "ค")], "high"),
        (tbl(tc("ก", properties=spans(2)) + tc("ข"), tc("ค", properties=spans(2)) + tc("ง")), [("ก", "ข"), ("ค", "ง")],
         "a column of the grid in which no cell begins is none"),
        (tbl("<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc("ข") + "</w:tr>", tc("ก") + tc("ค")),
         [("", "ข"), ("ก", "ค")], "a row that begins later"),
        (tbl(tc("ก", "ข") + tc(p("ค", BR, "ง"))), [("ก\nข", "ค\nง")], "paragraphs and lines of a cell"),
        (tbl(tc("ก") + tc(numbered("ข"), numbered("ค", 1))), [("ก", "1. ข\n1.1 ค")], "lists in a cell"),
        (tbl(tc("ก") + tc(p("ข", TAB, "ค"))), [("ก", "ข ค")], "a tab in a cell"),
        (tbl(tc("ก") + tc("ข", tbl(tc("ค") + tc("ง"), tc("จ") + tc("ฉ")))), [("ก", "ข\nค ง\nจ ฉ")], "a table in a cell"),
        (tbl(tc("ก") + tc("ข"), tc() + tc(), tc("ค") + tc("ง")), [("ก", "ข"), ("ค", "ง")], "empty rows are left out"),
        (tbl(tc("ก") + tc("ข"), "<w:tr><w:trPr><w:del/></w:trPr>" + tc("ค") + tc("ง") + "</w:tr>"), [("ก", "ข")], "deleted"),
        (tbl(tc("ก", "ข")), [None, None], "a frame around text is no table"),
        (tbl(tc(tbl(tc("ก") + tc("ข")))), [("ก", "ข")], "a table in a frame"),
        (tbl(tc("ก") + tc(p("ข", SHOWN_TWICE))), [("ก", "ข\nในกล่อง")], "a text box in a cell"),
    ],
)  # fmt: skip
def test_tables(table: str, told: list[tuple[str, ...] | None], why: str) -> None:
    assert cells(table, numbering=THAI) == told


def test_rows_tell_which_cells_are_merged() -> None:
    body = tbl(
        tc("ก", properties=MERGED) + tc("ข", properties=spans(2)),
        tc(properties=GOES_ON) + tc("ค") + tc("ง"),
        tc() + tc("จ") + tc("ฉ"),
    )
    told = [(line.layout.below, line.layout.beside) for line in read(body).lines if line.layout]
    assert told == [((), (2,)), ((0,), ()), ((), ())]


def test_a_table_is_a_block_and_its_rows_touch() -> None:
    told = texts(p("ก") + tbl(tc("ข") + tc("ค"), tc("ง") + tc("จ")) + p("ฉ"))
    assert told == ["ก", "", "ข\tค", "ง\tจ", "", "ฉ"]


def test_contents_are_rows() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    leader = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
    body = p("คำนำ", TAB, "ก", look='<w:pStyle w:val="T"/>') + p("แผนงาน", TAB, "๑", look=leader)
    assert cells(body, styles=styles) == [("คำนำ", "ก"), ("แผนงาน", "1")]
    assert len(texts(body, styles=styles)) == 2


# --- pages ------------------------------------------------------------------------------------------------------------

PAGE = '<w:r><w:br w:type="page"/></w:r>'
SHOWN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def section(kind: str = "") -> str:
    return f"<w:sectPr>{f'<w:type w:val={chr(34)}{kind}{chr(34)}/>' if kind else ''}</w:sectPr>"


@pytest.mark.parametrize(
    ("body", "pages", "why"),
    [
        (p("ก") + p("ข"), [None, None], "no break: not told"),
        (p("ก") + p(PAGE) + p("ข"), [1, 2], "a break in a paragraph of its own"),
        (p("ก", PAGE, "ข"), [1, 2], "a break inside a paragraph"),
        (p("ก") + p(SHOWN, "ข"), [1, 2], "as Word last laid it out"),
        (p("ก") + p(PAGE) + p(SHOWN, "ข"), [1, 2], "one break told twice"),
        (p("ก") + p(PAGE) + p(PAGE) + p("ข"), [1, 3], "an empty page"),
        (p("ก", SHOWN, "ข") + p("ค"), [1, 2], "a paragraph that goes over the page is one line on its first"),
        (p("ก") + p("ข", look="<w:pageBreakBefore/>"), [1, 2], "a paragraph that asks for a new page"),
        (p("ก", look=section()) + p("ข") + section(), [1, 2], "a section on a new page"),
        (p("ก", look=section()) + p(PAGE, "ข") + section("continuous"), [1, 2], "a section on the same page"),
        (p("ก", look=section()) + p("ข") + section("continuous"), [None, None], "the same, without any break"),
        (p("ก") + tbl(tc(p(SHOWN, "ข")) + tc(p(SHOWN, "ค")), tc("ง") + tc("จ")), [1, 2, 2], "a row's cells turn once"),
        (p("ก") + tbl(tc(p("ข", SHOWN, "ค")) + tc(p("ง")), tc("จ") + tc("ฉ")), [1, 1, 2], "a row over the page"),
    ],
)
def test_pages(body: str, pages: list[int | None], why: str) -> None:
    document = read(body)
    assert [line.page for line in document.lines if line.text] == pages
    assert [page.page for page in document.pages] == list(range(1, max(page or 1 for page in pages) + 1))
    assert {page.reader for page in document.pages} == {"word"}


def test_trust_and_repairs_are_told_page_by_page() -> None:
    pages = read(p("แผน") + p(PAGE) + p("ทํางาน")).pages
    assert [(page.trust, page.repairs) for page in pages] == [("as-is", {}), ("repaired", {"sara-am-in-two": 1})]


def test_lines_have_numbers_and_come_back_from_a_file() -> None:
    document = read(p("ก") + tbl(tc("ข") + tc("ค")) + p("ง"))
    assert [line.number for line in document.lines] == [1, 2, 3, 4, 5]
    assert document.lines[2] == Line(3, None, "ข\tค", "ข\tค", ("ข", "ค"), layout=Layout())
    assert DOCUMENT.validate_json(DOCUMENT.dump_json(document)) == document


# --- refusals ---------------------------------------------------------------------------------------------------------

ENTITY = f'{HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
CELLS = tbl("".join(tc("ก") for _ in range(MAX_CELLS + 1)))


@pytest.mark.parametrize(
    ("data", "code", "why"),
    [
        (b"PK\x03\x04 word/document.xml", "word-broken", "no zip at all"),
        (package(p("แผน"))[:-200], "word-broken", "cut off"),
        (package(p("แผน"), head=ENTITY), "word-broken", "an entity that points outside"),
        (package("<w:p>"), "word-broken", "XML that is not closed"),
        (package(p()), "file-empty", "nothing in it"),
        (package(p("\u200b")), "file-empty", "nothing that is seen"),
        (package(p("An English plan for the year 2023")), "not-thai", "another language"),
        (package(p("ก" * (MAX_LINE + 1))), "line-too-long", "a paragraph without end"),
        (package(CELLS), "row-too-wide", "a row without end"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "word-encrypted", "a password"),
    ],
)
def test_refusals(data: bytes, code: str, why: str) -> None:
    assert refusal(data).code == code


def test_an_encrypted_zip() -> None:
    data = bytearray(package(p("แผน")))
    place = data.index(b"PK\x01\x02") + 8
    data[place : place + 2] = struct.pack("<H", 1)
    assert refusal(bytes(data)).code == "word-encrypted"


@pytest.mark.parametrize("limit", ["MAX_XML", "MAX_UNPACKED", "MAX_PARTS"])
def test_what_would_fill_the_memory_is_not_unpacked(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, limit, 1)
    monkeypatch.setattr(word, "_pieces", lambda *_: pytest.fail("it was opened"))
    assert refusal(package(p("แผน"))).code == "word-too-large"


def test_a_missing_library_is_one_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one == "docx" or one.startswith("docx.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    assert refusal(package(p("แผน"))).code == "word-library-missing"


def test_a_file_with_macros_is_read_like_any() -> None:
    data = package(p("แผน"), kind="application/vnd.ms-word.document.macroEnabled.main+xml")
    assert read_word(data, NAME, "แผน").lines[0].text == "แผน"


def test_tables_in_tables_without_end() -> None:
    table = p("แผน")
    for _ in range(80):
        table = tbl(tc(table) + tc("ก"))
    try:
        code = "read" if read(table).lines else ""
    except DocumentError as error:
        code = error.code
    assert code in {"read", "word-broken"}


WHOLE = package(p("แผน") + numbered("ข้อ") + tbl(tc("ก", properties=MERGED) + tc("ข")), numbering=THAI, styles=DEFAULTS)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_damage_never_comes_out_as_a_bug(place: int, byte: int, cut: bool) -> None:
    data = WHOLE[:place] if cut else WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]
    try:
        code = "read" if read_word(data, NAME, "แผน").lines else ""
    except DocumentError as error:
        code = error.code
    assert code in {"read", "word-broken", "word-encrypted", "word-too-large", "file-empty", "not-thai"}


NUMBERS = ("gridSpan", "gridBefore", "ilvl", "numId", "outlineLvl")


@settings(max_examples=100)
@given(number=st.sampled_from(["-1", "99999999999", "x", "", "1e999", "NaN"]), name=st.sampled_from(NUMBERS))
def test_odd_numbers_in_a_file_are_borne(number: str, name: str) -> None:
    value = f'<w:{name} w:val="{number}"/>'
    look = f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>{value}"
    row = f"<w:tr><w:trPr>{value}</w:trPr>{tc('ก', properties=value)}{tc('ข')}</w:tr>"
    assert read(p("แผน", look=look) + p("ก", look=f"<w:numPr>{value}</w:numPr>") + tbl(row), numbering=THAI).lines
