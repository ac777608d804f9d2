"""What the cover says: the plan's title, office, fiscal year, and the span of the strategy behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.markup import joined, tidy
from pipeline.numerals import be_to_ce
from schemas.document import Document
from schemas.outline import Fragment, Outline
from schemas.plan import Head
from schemas.profile import Profile


def read_head(document: Document, outline: Outline, profile: Profile) -> Head:
    """The plan's head; what the cover does not say stays NULL."""
    title, rest = _title(outline.cover, profile)
    title, edition = _edition(title, outline.cover, profile)
    cover = profile.cover
    year = cover.fiscal_year.regex.search(title or "") or next(
        (found for one in outline.cover if (found := cover.fiscal_year.regex.search(one.text))), None
    )
    fiscal_year_be = int(year["year"]) if year else None
    period = cover.period.regex.search(title) if cover.period and title else None
    office = _office([*(one.text for one in rest), title or ""], cover.organization.regex)
    return Head(
        plan_id=document.document_id,
        document_id=document.document_id,
        profile=profile.name,
        fallback=profile.fallback,
        title=title,
        organization=office,
        edition=edition,
        fiscal_year_be=fiscal_year_be,
        fiscal_year=be_to_ce(fiscal_year_be) if fiscal_year_be else None,
        period_start_be=int(period["start"]) if period else None,
        period_end_be=int(period["end"]) if period else None,
    )


def _office(texts: Sequence[str], pattern: re.Pattern[str]) -> str | None:
    """The office that the first of `texts` names: group `name` of the pattern, or the whole line."""
    for text in texts:
        found = pattern.search(text)
        if found:
            return tidy(found.groupdict().get("name") or text)
    return None


def _title(cover: Sequence[Fragment], profile: Profile) -> tuple[str | None, Sequence[Fragment]]:
    """The title in one line and what stands behind it; without a title's end no title is told."""
    first = next((at for at, one in enumerate(cover) if profile.cover.title_start.regex.search(one.text)), None)
    if first is None:
        return None, cover
    last = next(
        (at for at, one in enumerate(cover[first:], first) if profile.cover.title_end.regex.search(one.text)), None
    )
    if last is None:
        return None, cover
    title = ""
    for one in cover[first : last + 1]:
        title = joined(title, one.text, one.glued)
    return tidy(title), cover[last + 1 :]


def _edition(title: str | None, cover: Sequence[Fragment], profile: Profile) -> tuple[str | None, str | None]:
    """The title without the mark of an edition, and the edition that the title or a line of the cover tells."""
    rule = profile.cover.edition
    if rule is None:
        return title, None
    found = rule.regex.search(title or "")
    if title and found:
        return tidy(f"{title[: found.start()]} {title[found.end() :]}"), tidy(found["name"])
    told = next((match for one in cover if (match := rule.regex.match(one.text))), None)
    return title, tidy(told["name"]) if told else None
