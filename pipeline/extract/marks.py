"""The marks of the agencies that share a plan: how they are printed, misread, and joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.profile import Agency, Profile

JOINT = "/"
"""What joins the marks of agencies that do a project together."""


class Marks:
    """The marks of agencies: how they are printed, misread, and joined."""

    def __init__(self, agencies: Sequence[Agency]) -> None:
        self.agencies = agencies
        spelled = {spelling for agency in agencies for spelling in (*agency.spellings, *agency.misread)}
        one = "|".join(re.escape(spelling) for spelling in sorted(spelled, key=len, reverse=True)) or r"(?!)"
        self.pattern = re.compile(rf"(?P<mark>(?:{one})(?:\s*{JOINT}\s*(?:{one}))*)(?=\s|$)")

    def meant(self, printed: str | None) -> str | None:
        """The agency's mark (or several, joined) that `printed` stands for; None where that is doubtful."""
        if not printed:
            return None
        found = []
        for part in printed.split(JOINT):
            known = [agency.mark for agency in self.agencies if part.strip() in agency.spellings]
            if len(known) != 1:
                return None
            found.append(known[0])
        return JOINT.join(found)

    def is_foreign(self, printed: str) -> bool:
        """Whether `printed` names an agency that is none of these, not even misread."""
        return self.pattern.fullmatch(printed) is None


def marks_of(profile: Profile) -> Marks:
    """The marks of a profile's agencies."""
    return Marks(profile.agencies)
