"""The samples in `raw/` that are no text hold the words that they were made from."""

from __future__ import annotations

from pathlib import Path

import make_samples
import measure_samples
import pytest
import samples
from test_three_ways import Records, differences, records

from pipeline.read import read

TEXTS = {
    make_samples.PDF: (make_samples.PLAN, samples.make),
    make_samples.WORD: (make_samples.MEASURES, measure_samples.make),
}
FINDINGS = {
    make_samples.PDF: {"summary-count", "toc-missing", "band-overlap"},
    make_samples.WORD: {"heading-count"},
}


def of_file(path: Path) -> Records:
    text, make = TEXTS[path.name]
    profile = make(text).profile
    return records(read(path, "made-up"), profile)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_sample_gives_the_records_of_its_text(samples: Path, name: str) -> None:
    text, make = TEXTS[name]
    made = make(text)
    assert {one.code for one in made.findings() if one.severity != "info"} == FINDINGS[name]
    found, told = of_file(samples / name), records(made.document, made.profile)
    assert list(differences(told.told, found.told)) == []
    assert found.findings == told.findings


def test_the_samples_show_what_they_are_for(samples: Path) -> None:
    pdf, word = (read(samples / name, "sample") for name in (make_samples.PDF, make_samples.WORD))
    assert (pdf.media_type, pdf.truncated, pdf.doubtful) == ("application/pdf", False, ())
    assert {page.reader for page in pdf.pages} == {"pdf"}
    for document in (pdf, word):
        assert any(set("๐๑๒๓๔๕๖๗๘๙") & set(line.text_found) for line in document.lines)
    assert max(len(line.cells or ()) for line in word.lines) == 11
    assert sum((samples / name).stat().st_size for name in TEXTS) < 200_000


def test_the_word_file_is_made_the_same_again() -> None:
    assert make_samples.word() == make_samples.word()
