"""`read FILE`: what the reader made of a document, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.terminal.layout import Column, Table, fit, printable
from pipeline.terminal.voice import Voice
from schemas.document import Document

LINE_SHOWN = 160
"""Columns of a line that are shown where no terminal says how wide it is."""
GUTTER = 12


def read_data(document: Document, page: int | None = None) -> dict[str, Any]:
    """What `read --json` prints: pages with trust and repairs, lines (of one page, if given), doubtful numbers."""
    wanted = [line for line in document.lines if page in (None, line.page)]
    numbers = {line.number for line in wanted}
    return {
        "document_id": document.document_id,
        "media_type": document.media_type,
        "pages": [
            {
                "page": one.page,
                "printed_page": one.printed_page,
                "reader": one.reader,
                "trust": one.trust,
                "coverage": one.coverage,
                "repairs": one.repairs,
            }
            for one in document.pages
            if page in (None, one.page)
        ],
        "lines": [
            {
                "line_no": line.number,
                "page": line.page,
                "text": line.text,
                "text_found": line.text_found,
                "cells": line.cells,
                "box": line.box,
            }
            for line in wanted
        ],
        "doubtful": [
            {"line_no": one.line_no, "text": one.text, "other": one.other, "place": one.place}
            for one in document.doubtful
            if one.line_no in numbers
        ],
        "settled": [
            {
                "line_no": one.line_no,
                "text": one.text,
                "other": one.other,
                "place": one.place,
                "way": one.way,
                "told": one.told,
            }
            for one in document.settled
            if one.line_no in numbers
        ],
    }


def read_lines(voice: Voice, told: dict[str, Any]) -> Iterator[str]:
    """The same for a person: the pages as a table, then the lines, rows with their cells, doubtful numbers."""
    yield voice.paint(f"{told['document_id']} · {told['media_type']}", "bold")
    yield ""
    heads = ["read-page", "read-printed", "read-reader", "read-trust", "read-coverage", "read-repairs"]
    right = {"read-page", "read-coverage"}
    columns = [Column(voice.text(head), "right" if head in right else "left") for head in heads]
    yield from Table(columns, [_page(one) for one in told["pages"]]).lines()
    yield ""
    doubtful = {one["line_no"]: one for one in told["doubtful"]}
    shown = (voice.columns or LINE_SHOWN) - GUTTER
    for line in told["lines"]:
        if not line["text_found"]:
            yield ""
            continue
        place = f"{line['page'] or '':>4} {line['line_no']:>5}  "
        if line["text"]:
            yield place + fit(printable(line["text"].replace("\t", " │ ")), shown)
        else:  # what belongs to the page and not to the text
            yield place + voice.paint(fit(printable(line["text_found"]), shown), "dim")
        if one := doubtful.get(line["line_no"]):
            yield " " * GUTTER + voice.paint(
                voice.text(
                    "read-doubtful" if one["other"] else "read-uncertain", found=one["text"], other=one["other"]
                ),
                "yellow",
            )


def _page(page: dict[str, Any]) -> list[str]:
    share = page["coverage"]
    repairs = ", ".join(f"{name} {count}" for name, count in page["repairs"].items())
    return [
        str(page["page"]),
        page["printed_page"] or "",
        page["reader"],
        page["trust"],
        "" if share is None else f"{100 * share:.0f} %",
        repairs,
    ]
