"""PDFs: against the bare text of pdfplumber, what PDFium's letters would give, memory, and two workers against one."""

from __future__ import annotations

import ctypes
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pdfplumber
import pypdfium2
from pypdfium2 import raw

from pipeline.read import pdf_trust as reader
from pipeline.read.pdf import read_pdf
from pipeline.read.pdf_file import open_pdf
from pipeline.read.pdf_glyphs import Painted, paint
from tests.bench.clock import in_turns, processor_time
from tests.bench.plans import PROJECT, REAL_PLANS
from tests.bench.table import milliseconds, show, times

ROUNDS = 1
MOST = 1.25
"""Times the bare text of pdfplumber that reading may take, tables and repair included."""
NEAR = 0.6
"""Points between two places of one letter."""
PAGES = (30, 300)
MORE_MEGABYTES = 60
COPIES, WORKERS, LEAST = 4, 2, 1.7
Letter = tuple[str, float, float]


def run() -> None:
    """Print all tables; pages that cannot be trusted are not read by OCR, which nothing here is held against."""
    reader.by_ocr = lambda data, number: None
    files = [path for path in sorted((REAL_PLANS / "pdf").glob("*.pdf")) if "scan" not in path.name]
    files = files or sorted((PROJECT / "raw").glob("*.pdf"))
    print(
        f"== PDFs with a text layer (ms of processor time a page, behind a first round; load {os.getloadavg()[0]:.1f})"
    )
    show(["file", "pages", "pdfplumber", "phaen", "phaen/pdfplumber", ""], [_speed(path) for path in files])
    print("\n== what PDFium's letters would give: pages with the same letters in the same order and places")
    heads = ["file", "pages", "same", "same but for blanks", "blanks kept", "ms a page"]
    show(heads, [_sameness(path) for path in files])
    print("\n== memory (MB at most, a process each)")
    small, large = (_memory(pages) for pages in PAGES)
    rows = [[f"{pages} pages", f"{used:.0f}"] for pages, used in zip(PAGES, (small, large), strict=True)]
    show(["made-up book", "MB"], [*rows, ["more", f"{large - small:.0f} (goal <= {MORE_MEGABYTES})"]])
    print(
        f"\n== workers (seconds on the wall for {COPIES} copies; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f})"
    )
    one, two = (_workers(files[-1], jobs) for jobs in (1, WORKERS))
    show(["jobs", "s"], [["1", f"{one:.1f}"], [str(WORKERS), f"{two:.1f}"]])
    print(f"{times(one / two)} as fast (goal >= {LEAST}x on idle cores)")


def _speed(path: Path) -> list[str]:
    data = path.read_bytes()
    laps = in_turns(
        {
            "bare": lambda: {"t": processor_time(lambda: _bare(data))},
            "phaen": lambda: {"t": processor_time(lambda: read_pdf(data, path, "plan"))},
        },
        ROUNDS,
    )
    pages = len(open_pdf(data).pages)
    bare, ours = laps["bare"]["t"], laps["phaen"]["t"]
    verdict = f"goal <= {MOST}x{'' if ours <= MOST * bare else ': missed'}"
    return [path.name, str(pages), milliseconds(bare / pages), milliseconds(ours / pages), times(ours / bare), verdict]


def _bare(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def _sameness(path: Path) -> list[str]:
    data = path.read_bytes()
    with closing(pypdfium2.PdfDocument(data)) as document:
        took = processor_time(lambda: [list(_letters(document, number)) for number in range(len(document))])
        pages = [(list(_painted(page)), list(_letters(document, page.number - 1))) for page in paint(open_pdf(data))]
    blanks = [sum(not letter[0].strip() for page in pages for letter in page[side]) for side in (0, 1)]
    same = sum(_are_same(ours, theirs) for ours, theirs in pages)
    printed = sum(_are_same(*([one for one in side if one[0].strip()] for side in page)) for page in pages)
    kept = f"{100 * blanks[1] / max(1, blanks[0]):.0f} %"
    return [path.name, str(len(pages)), str(same), str(printed), kept, milliseconds(took / len(pages))]


def _painted(page: Painted) -> Iterator[Letter]:
    for part in (page, *page.aside):
        yield from ((glyph.text, glyph.x0, glyph.y) for glyph in part.glyphs)


def _letters(document: pypdfium2.PdfDocument, number: int) -> Iterator[Letter]:
    """The letters of a page as PDFium tells them, without the blanks that it makes itself."""
    x, y = ctypes.c_double(), ctypes.c_double()
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        height = page.get_height()
        for place in range(text.count_chars()):
            if raw.FPDFText_IsGenerated(text.raw, place) != 1:
                raw.FPDFText_GetCharOrigin(text.raw, place, ctypes.byref(x), ctypes.byref(y))
                yield chr(raw.FPDFText_GetUnicode(text.raw, place)), x.value, height - y.value


def _are_same(ours: list[Letter], theirs: list[Letter]) -> bool:
    return len(ours) == len(theirs) and all(
        one[0] == other[0] and abs(one[1] - other[1]) < NEAR and abs(one[2] - other[2]) < NEAR
        for one, other in zip(ours, theirs, strict=True)
    )


def _memory(pages: int) -> float:
    """Megabytes that a process takes at most to read a made-up book."""
    command = [sys.executable, "-m", "tests.bench.bench_pdf", str(pages)]
    return float(subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout)


def read_book(pages: int) -> float:
    """Read a made-up book of so many pages; the most megabytes that this process has taken."""
    from tests.sheets import Sheets  # noqa: PLC0415 - only the measured process needs it

    sheets = Sheets()
    for number in range(1, pages + 1):
        for line in range(40):
            sheets.text(70, 60 + 18 * line, f"แผนงานที่ {number}.{line} ดูแลสวนและคลองของเมืองให้ร่มรื่น", 12)
        if number < pages:
            sheets.page()
    document = read_pdf(sheets.data(), Path("book.pdf"), "book")
    assert len(document.pages) == pages
    # getrusage would count what the parent had when it made this process
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert told is not None
    return int(told[1]) / 1024


def _workers(path: Path, jobs: int) -> float:
    with TemporaryDirectory() as folder:
        for copy in range(COPIES):
            (Path(folder) / f"copy-{copy}.pdf").write_bytes(path.read_bytes())
        command = [
            sys.executable,
            "run.py",
            "ingest",
            folder,
            "--out",
            f"{folder}/out",
            "--jobs",
            str(jobs),
            "--no-report",
        ]
        start = perf_counter()
        subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
        return perf_counter() - start


if __name__ == "__main__":
    print(read_book(int(sys.argv[1])))
