"""Reading text: every encoding, line end and page break; what is refused, and with which message."""

from __future__ import annotations

import ast
import hashlib
import io
import os
import re
import zipfile
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.messages import catalogue, message
from pipeline.read import MAX_BYTES, REFUSED, read
from pipeline.read.repair import repair
from pipeline.read.text import MAX_CELLS, MAX_LINE, read_text
from schemas.document import DOCUMENT, Document, Line

ROOT = Path(__file__).resolve().parent.parent
PLANS = Path(os.environ.get("PHAEN_PLANS", ROOT.parent / "shared" / "plans"))
NAME = Path("raw/แผน.txt")


def read_bytes(data: bytes) -> Document:
    return read_text(data, NAME, "แผน")


def texts(data: bytes | str) -> list[str]:
    return [line.text for line in read_bytes(data.encode() if isinstance(data, str) else data).lines]


def refusal(data: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        read_bytes(data)
    return caught.value


# ------------------------------------------------------------------------------------- encodings

PLAN = "แผนปฏิบัติการ\nปีงบประมาณ ๒๕๖๖ “ก” – ที่ไม่น้อยกว่าร้อยละ ๘๐\n"
RIGHT = ["แผนปฏิบัติการ", "ปีงบประมาณ 2566 “ก” – ที่ไม่น้อยกว่าร้อยละ 80"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (PLAN.encode(), "UTF-8"),
        (PLAN.encode("utf-8-sig"), "UTF-8 with a byte order mark"),
        (b"\xff\xfe" + PLAN.encode("utf-16-le"), "UTF-16, little end first, as Windows' Notepad saves it"),
        (b"\xfe\xff" + PLAN.encode("utf-16-be"), "UTF-16, big end first"),
        (PLAN.encode("cp874"), "Windows-874 with curly quotes"),
    ],
)
def test_encodings(data: bytes, why: str) -> None:
    assert texts(data) == RIGHT, why
    assert [line.text_found for line in read_bytes(data).lines] == PLAN.removesuffix("\n").split("\n"), why


def test_tis_620() -> None:
    assert texts("โครงการที่ ๑ น้ำ".encode("tis-620")) == ["โครงการที่ 1 น้ำ"]


@pytest.mark.parametrize(
    ("data", "expected", "why"),
    [
        (PLAN.encode()[:-3], "ร้อยละ 8\ufffd", "cut off in the middle of the last digit (three bytes)"),
        (PLAN.encode()[:-2], "ร้อยละ 8\ufffd", "cut off after two of its bytes"),
        (b"\xff\xfe" + "ร้อยละ ๘๐".encode("utf-16-le")[:-1], "ร้อยละ 8\ufffd", "the same in UTF-16"),
    ],
)
def test_a_character_that_the_end_of_the_file_cut_off_is_shown_as_such(data: bytes, expected: str, why: str) -> None:
    assert texts(data)[-1].endswith(expected), why


@pytest.mark.parametrize(
    ("data", "code", "why"),
    [
        (b"", "file-empty", "no bytes"),
        (b" \r\n\t\n\f\n", "file-empty", "blanks only"),
        ("\ufeff\u200b \u00a0\n".encode(), "file-empty", "nothing that can be seen"),
        (b"\xff\xfe", "file-empty", "a byte order mark alone"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "not-text", "a program"),
        ("แผน\0งาน".encode(), "not-text", "a NUL byte"),
        (b"\0\xfe\xdb\0\xfd", "not-text", "NUL bytes among others that are no UTF-8 either"),
        (b"\xff\xfe" + "แผน\0งาน".encode("utf-16-le"), "not-text", "a NUL character"),
        ("แผน plan\n".encode("utf-16-le"), "not-text", "UTF-16 that does not say so"),
        (bytes(range(1, 32)) * 10, "not-text", "control characters"),
        (bytes(range(128, 256)) * 3, "encoding-unknown", "high bytes without meaning"),
        ("แผนงาน\nโครง".encode() + b"\xff" + "การ".encode(), "encoding-unknown", "a foreign byte in UTF-8"),
        ("แผนงาน\n".encode() + "โครงการ".encode("cp874"), "encoding-unknown", "two encodings in one file"),
        (b"\xff\xfe" + b"\x00\xd8a\x00", "encoding-unknown", "half a surrogate pair"),
        (b"Action plan 2023\nStrategy 1\n", "not-thai", "English"),
        (b"1\t2\t3\n", "not-thai", "figures alone"),
        ("行动计划 二〇二三年\n".encode(), "not-thai", "Chinese"),
        ("行动计划，提高公务员的能力和素质".encode("gbk"), "encoding-unknown", "Chinese in its own encoding"),
        ("ແຜນການປະຈຳປີ ໂຄງການ\n".encode(), "not-thai", "Lao is not Thai"),
        ("план действий на год".encode("cp1251"), "encoding-unknown", "Russian in its own encoding"),
        ("Le développement des capacités a été réalisé".encode("latin-1"), "encoding-unknown", "French in Latin-1"),
        ("A plan (แผน) ".encode() + b"for the improvement of everything " * 3, "not-thai", "a Thai word in English"),
    ],
)
def test_refused_bytes(data: bytes, code: str, why: str) -> None:
    assert refusal(data).code == code, why


def test_the_line_of_the_first_unreadable_byte_is_told() -> None:
    assert refusal("ก\nข\nค".encode() + b"\xff\nx").params["line"] == 3
    assert refusal(b"\xff\xfe" + "ช\nช\n".encode("utf-16-le") + b"\x00\xd8a\x00").params["line"] == 3


def test_a_few_control_characters_are_borne_and_dropped() -> None:
    assert texts("แผน\x07งาน\r\n\x1a".encode()) == ["แผนงาน", ""]


def test_thai_among_tags_and_english_names_is_thai() -> None:
    assert texts("<p>แผนงาน</p> Workforce Planning") == ["<p>แผนงาน</p> Workforce Planning"]


# ------------------------------------------------------------------------------------- lines


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("ก", ["ก"], "no line end"),
        ("ก\n", ["ก"], "a last line end ends a line, it begins none"),
        ("ก\n\n", ["ก", ""], "so `cat -n` counts"),
        ("\n\nก", ["", "", "ก"], "leading blank lines are lines"),
        ("ก\r\nข\r\n", ["ก", "ข"], "CRLF"),
        ("ก\rข\r", ["ก", "ข"], "CR alone, in a file without any LF"),
        ("ก\r\nข\nค\r\n", ["ก", "ข", "ค"], "CRLF and LF mixed"),
        ("ก\r\nข\rค\nง", ["ก", "ข ค", "ง"], "a stray CR among LFs is a blank: `cat -n` counts 3"),
        ("ก\u2028ข\x85ค\x1cง\x0bจ\nฉ", ["ก ข ค ง จ", "ฉ"], "what str.splitlines() splits at does not end a line"),
        ("ก\n  \t \nข\n   ", ["ก", "", "ข", ""], "a line of blanks, with tabs or without, is blank"),
        (" ก  ข ", [" ก  ข "], "blanks of a line stay; wrapped titles begin with one"),
        ("โครง\u200bการที่\u00a0๑", ["โครงการที่ 1"], "repaired, with Arabic digits"),
        ("ก\fข\n\fค\nง\f\n\f\n", ["ก ข", "ค", "ง", ""], "form feeds end no line and leave the text"),
    ],
)
def test_lines(text: str, expected: list[str], why: str) -> None:
    document = read_bytes(text.encode())
    assert [line.text for line in document.lines] == expected, why
    assert [line.number for line in document.lines] == list(range(1, len(expected) + 1)), why


def test_the_text_as_found_keeps_everything_but_the_line_end() -> None:
    found = ["ร้อยละ\u00a0๘๐ ", "\f\tก\u200b", "ข\r", "\t"]
    document = read_bytes("\r\n".join(found).encode())
    assert [line.text_found for line in document.lines] == found


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("ก ข", [None], "no tab"),
        ("ก\tข", [("ก", "ข")], "two cells"),
        (" ก \t  ข  ค ", [("ก", "ข  ค")], "cells lose the blanks at their ends, not those inside"),
        ("\t\tนาย ก", [("", "", "นาย ก")], "leading empty cells"),
        ("ก\t\t", [("ก", "", "")], "trailing empty cells"),
        ("ก\t", [("ก", "")], "an empty second cell"),
        ("\tก\t", [("", "ก", "")], "empty on both sides"),
        ("\tก", [None], "one tab before a text is a paragraph's indent …"),
        ("  \t ก\nข", [None, None], "… also after blanks"),
        ("\tหน้า\nก\t๑", [("", "หน้า"), ("ก", "1")], "… but a head over a row belongs to the table"),
        ("ก\t๑\n\tข\n\tค", [("ก", "1"), ("", "ข"), ("", "ค")], "… and so does what goes on under a row"),
        ("ก\t๑\n\n\tข", [("ก", "1"), None, None], "… not over a blank line"),
        ("\t\t \t\nก", [None, None], "tabs alone are a blank line"),
        ("\f\t\tก\t๑", [("", "", "ก", "1")], "a form feed before a row"),
        ("ก\u00a0\t\u200b\tข", [("ก", "", "ข")], "cells are repaired"),
        ("<p>ก</p>\t<ul>ข", [("<p>ก</p>", "<ul>ข")], "markup stays"),
    ],
)
def test_rows(text: str, expected: list[tuple[str, ...] | None], why: str) -> None:
    lines = read_bytes(text.encode()).lines
    assert [line.cells for line in lines] == expected, why
    for line in lines:
        if line.cells is not None:
            assert line.text == "\t".join(line.cells), why
        else:
            assert "\t" not in line.text, why


@pytest.mark.parametrize(
    ("text", "code", "params", "why"),
    [
        ("ก\n" + "ข" * 1_000_000, "line-too-long", {"line": 2, "length": 1_000_000, "limit": MAX_LINE}, "a million"),
        ("ก" * (MAX_LINE + 1), "line-too-long", {"line": 1, "length": MAX_LINE + 1, "limit": MAX_LINE}, "one too many"),
        ("ก\n" + "\t".join("ข" * 1000), "row-too-wide", {"line": 2, "cells": 1000, "limit": MAX_CELLS}, "a thousand"),
        ("ก" + "\t" * MAX_CELLS, "row-too-wide", {"line": 1, "cells": MAX_CELLS + 1, "limit": MAX_CELLS}, "empty ones"),
    ],
)
def test_what_is_too_large_is_refused_with_its_place(text: str, code: str, params: dict[str, int], why: str) -> None:
    error = refusal(text.encode())
    assert error.code == code, why
    assert error.params == {"path": str(NAME), **params}, why


def test_the_limits_themselves_are_allowed() -> None:
    assert len(texts("ก" * MAX_LINE)[0]) == MAX_LINE
    assert read_bytes("\t".join("ก" * MAX_CELLS).encode()).lines[0].cells == ("ก",) * MAX_CELLS
    assert texts("ก\n" + "\t" * 1000) == ["ก", ""], "a blank line is no row"


# ------------------------------------------------------------------------------------- pages


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("ก\nข", [None, None], "the file does not tell"),
        ("ก\n\n\nข", [None] * 4, "two blank lines are no break"),
        ("ก\n\n\n\nข", [1, 1, 1, 1, 2], "three are; they belong to the page before"),
        ("ก\n\n\n\n\n\n\n\nข", [1] * 8 + [2], "seven are one break"),
        ("ก\n \n\t\n\u00a0\nข", [1, 1, 1, 1, 2], "lines of blanks are blank"),
        ("\n\n\n\nก\nข", [None] * 6, "blank lines at the start are none"),
        ("ก\n\n\n\n\n", [None] * 5, "nor at the end"),
        ("\n\n\nก\n\n\n\nข", [1, 1, 1, 1, 1, 1, 1, 2], "both"),
        ("ก\n\fข", [1, 2], "a form feed at a line's start, as pdftotext writes it"),
        ("ก\f\nข", [1, 2], "at a line's end"),
        ("ก\n\f\nข", [1, 1, 2], "alone in a line"),
        ("ก\fข\nค", [1, 2], "inside a line: the next line is on the new page"),
        ("ก\n\n\n\n\fข", [1, 1, 1, 1, 2], "a form feed after blank lines is one break, not two"),
        ("ก\f\n\n\n\nข", [1, 1, 1, 1, 2], "and before them"),
        ("ก\n\n\n\f\nข", [1, 1, 1, 1, 2], "and among them"),
        ("ก\n\f\fข", [1, 3], "two form feeds: page 2 is empty"),
        ("\fก\nข", [2, 2], "a form feed at the start: page 1 is empty"),
        ("ก\nข\n\f", [1, 1, 1], "a form feed at the end tells that there is one page"),
        ("ก\f", [1], "the same without a line end"),
        ("ก\n\fข\n\f", [1, 2, 2], "nothing at the end opens a page"),
        ("ก\r\n\r\n\r\n\r\nข", [1, 1, 1, 1, 2], "blank lines with CRLF"),
    ],
)
def test_pages(text: str, expected: list[int | None], why: str) -> None:
    document = read_bytes(text.encode())
    assert [line.page for line in document.lines] == expected, why
    last = max((page for page in expected if page), default=1)
    assert [page.page for page in document.pages] == list(range(1, last + 1)), why


def test_a_page_tells_its_reader_its_trust_and_its_repairs() -> None:
    first, second = read_bytes("ก\n\fเเผน รััฐ\nเเละ\u200b".encode()).pages
    assert (first.reader, first.trust, first.repairs) == ("text", "as-is", {})
    assert (second.reader, second.trust) == ("text", "repaired")
    assert second.repairs == {"hidden-character": 1, "mark-stack": 1, "sara-e-twice": 2}
    assert (first.printed_page, first.coverage) == (None, None)


def test_where_no_page_is_told_one_entry_stands_for_the_file() -> None:
    document = read_bytes("เเผน".encode())
    assert [line.page for line in document.lines] == [None]
    assert [(page.page, page.trust, page.repairs) for page in document.pages] == [(1, "repaired", {"sara-e-twice": 1})]


def test_arabic_digits_are_no_repair() -> None:
    assert read_bytes("ปี ๒๕๖๖".encode()).pages[0].trust == "as-is"


# ------------------------------------------------------------------------------------- files


def test_the_document_knows_its_file(tmp_path: Path) -> None:
    path = tmp_path / "แผน 'ปี' \"๒๕๖๖\"; rm -rf.txt"
    data = "โครงการที่ ๑\r\n".encode()
    path.write_bytes(data)
    document = read(path, "แผน")
    assert document == Document(
        document_id="แผน",
        path=str(path),
        file_name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        lines=(Line(1, None, "โครงการที่ 1", "โครงการที่ ๑"),),
        pages=document.pages,
    )
    assert document.chars == len("โครงการที่ 1")
    assert DOCUMENT.validate_json(DOCUMENT.dump_json(document)) == document


def a_zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.text")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf-broken"),
        (b"\xef\xbb\xbf\r\njunk before it\n%PDF-1.4\n", "pdf-broken"),
        (a_zip("[Content_Types].xml", "word/document.xml"), "word-broken"),
        (a_zip("mimetype", "content.xml"), "word-old"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "word-old"),
        (rb"{\rtf1\ansi \'e1\'bc\'b9}", "word-old"),
        (a_zip("[Content_Types].xml", "xl/workbook.xml"), "archive-unsupported"),
        (a_zip(), "archive-unsupported"),
        (b"\x1f\x8b\x08\0", "archive-unsupported"),
        (b"Rar!\x1a\x07\x01\0", "archive-unsupported"),
        (b"\x89PNG\r\n\x1a\n", "image-broken"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image-broken"),
        (b"II*\0\x08\0\0\0", "image-broken"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image-broken"),
        (b"", "file-empty"),
        (b"\x7fELF\x02\x01\x01\0", "not-text"),
    ],
)
def test_kinds_are_told_by_content_whatever_the_name(tmp_path: Path, data: bytes, code: str) -> None:
    for name in ("plan.txt", "plan.pdf", "plan"):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(DocumentError) as caught:
            read(path, "plan")
        assert caught.value.code == code
        assert caught.value.params["path"] == str(path)


def test_a_text_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_text("แผนงาน PK BM II MM", encoding="utf-8")
    assert read(path, "plan").lines[0].text == "แผนงาน PK BM II MM"


def test_missing_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("แผน", encoding="utf-8")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for path, code in (
        (tmp_path / "none.txt", "file-missing"),
        (tmp_path / "file" / "below.txt", "file-missing"),
        (tmp_path / "dangling", "file-missing"),
        (tmp_path, "not-a-file"),
        (Path(os.devnull), "not-a-file"),
    ):
        with pytest.raises(DocumentError) as caught:
            read(path, "plan")
        assert caught.value.code == code, path


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "pipe", "plan")
    assert caught.value.code == "not-a-file"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("แผน", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything, so the refusal is played

        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied", str(self))

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError) as caught:
        read(path, "plan")
    assert caught.value.code == "file-unreadable"
    assert caught.value.params["reason"] == "Permission denied"


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 2**20)  # a sparse file: it takes no room
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    with pytest.raises(DocumentError) as caught:
        read(path, "plan")
    assert caught.value.code == "file-too-large"
    assert caught.value.params == {"path": str(path), "megabytes": 201, "limit": 200}


# ------------------------------------------------------------------------------------- messages


def raised() -> dict[str, set[str]]:
    """Every code that `pipeline/read` raises with a constant, with the parameters that it gives."""
    codes = {code: {"path"} for code, _ in REFUSED}
    for file in sorted((ROOT / "pipeline" / "read").glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "DocumentError":
                (code,) = call.args
                if isinstance(code, ast.Constant):
                    codes[str(code.value)] = {str(word.arg) for word in call.keywords}
                else:
                    assert file.name == "__init__.py", "only the table of refused kinds is raised by name"
    return codes


def test_every_code_has_message_and_hint_in_both_languages() -> None:
    codes = raised()
    assert len(codes) >= 15
    for code, given_params in codes.items():
        assert code in catalogue("errors"), code
        for language in ("th", "en"):
            for key in (None, "hint"):
                text = message("errors", code, language, key, **dict.fromkeys(given_params, "7"))
                assert text, (code, language)
                assert bool(re.search("[ก-ฮ]", text)) == (language == "th"), (code, language)


def test_no_message_asks_for_what_no_refusal_gives() -> None:
    for code, given_params in raised().items():
        for text in catalogue("errors")[code].values():
            assert {name for _, name, _, _ in Formatter().parse(text) if name} <= given_params, code


def test_the_messages_are_sorted_by_code() -> None:
    assert list(catalogue("errors")) == sorted(catalogue("errors"))


# ------------------------------------------------------------------------------------- any input

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
THAI_TEXT = st.text(st.sampled_from("กขงนเแาำิุ่้๑๒๓๙ \t\f<p>ab.\u00a0\u200b"), max_size=30)


def code_of(data: bytes, path: Path | None = None) -> str | None:
    """The code with which `data` is refused, None if it is read and comes back from JSON as it was."""
    try:
        document = read(path, "any") if path else read_bytes(data)
    except DocumentError as error:
        return error.code
    assert DOCUMENT.validate_json(DOCUMENT.dump_json(document)) == document
    return None


@UNHURRIED
@given(
    st.binary(max_size=300) | st.text(max_size=60).map(str.encode) | THAI_TEXT.map(lambda text: text.encode("utf-16"))
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert code_of(data) in {None, *catalogue("errors")}


@UNHURRIED
@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    assert code_of(data, path) in {None, *catalogue("errors")}


@UNHURRIED
@given(st.lists(THAI_TEXT, min_size=1, max_size=12))
def test_the_found_lines_are_the_file(lines: list[str]) -> None:
    text = "\n".join(["แผนงาน" * 40, *lines])
    document = read_bytes(text.encode())
    assert "\n".join(line.text_found for line in document.lines) == text.removesuffix("\n")
    assert [line.number for line in document.lines] == list(range(1, len(document.lines) + 1))


@UNHURRIED
@given(st.lists(THAI_TEXT, min_size=1, max_size=12))
def test_digits_keep_the_length_where_nothing_was_repaired(lines: list[str]) -> None:
    for line in read_bytes("\n".join(["แผนงาน" * 40, *lines]).encode()).lines:
        plain = line.cells is None and line.text and not set("\f\t") & set(line.text_found)
        if plain and not repair(line.text_found, "text")[1]:
            assert len(line.text) == len(line.text_found)
        assert not re.search("[๐-๙\f]", line.text)


@UNHURRIED
@given(st.lists(st.sampled_from(["ก", "", "\f", "\fก", "ก\f", " "]), min_size=1, max_size=20))
def test_pages_rise_without_a_gap_in_the_records(lines: list[str]) -> None:
    document = read_bytes("\n".join([*lines, "ก"]).encode())
    pages = [line.page for line in document.lines]
    if "\f" in "".join(lines):
        numbers = [page for page in pages if page is not None]
        assert len(numbers) == len(pages)
        assert numbers == sorted(numbers)
        assert [page.page for page in document.pages] == list(range(1, numbers[-1] + 1))


# ------------------------------------------------------------------------------------- real plans


def real_plan(name: str) -> Document:
    path = PLANS / f"{name}.txt"
    if not path.is_file():
        pytest.skip(f"the real plan {path} is not here: set PHAEN_PLANS to the folder that holds it")
    return read(path, name)


def test_the_strategy_plan() -> None:
    document = real_plan("senate-hr-2566")
    assert len(document.lines) == 2028
    assert document.lines[212].text.startswith("ยุทธศาสตร์ที่ 1 การพัฒนาระบบการบริหารทรัพยากรบุคคล")
    assert document.lines[212].text_found.startswith("ยุทธศาสตร์ที่ ๑ การพัฒนาระบบการบริหารทรัพยากรบุคคล")
    assert document.lines[263].cells == ("4. มีการปรับปรุง โครงสร้าง ระบบงาน ไม่น้อยกว่าร้อยละ 80", "")
    assert {line.page for line in document.lines} == {None}, "its text tells no page breaks"
    assert [(page.page, page.trust, page.repairs) for page in document.pages] == [(1, "as-is", {})]
    assert sum(line.cells is not None for line in document.lines) == 308


def test_the_measure_plan() -> None:
    document = real_plan("parliament-integrity-2562")
    assert len(document.lines) == 594
    assert document.lines[-1].page == len(document.pages) == 59, "58 runs of three blank lines, and 4 blank lines first"
    assert {page.trust for page in document.pages} == {"as-is"}
    assert document.lines[121].cells == ("", "หน้า"), "the head of the contents"
    row = document.lines[474]
    assert row.cells is not None
    assert row.cells[15] == "150,000"
    assert not any(row.cells[:15])
    tabbed = [line for line in document.lines if "\t" in line.text_found]
    assert all(line.cells is not None for line in tabbed), "here every tab is a table's"


@pytest.mark.parametrize("name", ["senate-hr-2566", "parliament-integrity-2562"])
def test_a_real_plan_reads_the_same_in_every_encoding(name: str) -> None:
    document = real_plan(name)
    text = (PLANS / f"{name}.txt").read_text(encoding="utf-8")
    for data in (
        text.encode("utf-8-sig"),
        text.encode("utf-16"),
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
    ):
        again = read_text(data, NAME, name)
        assert again.lines == document.lines
        assert again.pages == document.pages
    thai = text.translate({0x25CF: "•", 0x2195: None, 0x2190: None})
    assert read_text(thai.encode("cp874"), NAME, name).lines == read_text(thai.encode(), NAME, name).lines
