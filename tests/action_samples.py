"""What the tests of action plans share: plans made of lines, and the records that come of them."""

from __future__ import annotations

from samples import Made

from pipeline import profile as profiles
from pipeline.extract import extract
from pipeline.segment import segment
from schemas.document import Document

PROFILE = profiles.load("action-plan")


def of_document(document: Document) -> Made:
    """The stages from a document on."""
    outline = segment(document, PROFILE)
    return Made(document, outline, extract(document, outline, PROFILE), PROFILE)
