"""What a recogniser is told to expect: the names of the roster and the words of the agenda."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.minutes.domain.types import Item, Member

_MOST_NAMES = 40
_MOST_CHARACTERS = 600
_FEMININE = re.compile(
    r"\b(?:adjointe|conseill[eè]re|présidente|déléguée|directrice|première adjointe|secrétaire générale|madame|mme)\b",
    re.IGNORECASE,
)


def hints(members: Sequence[Member], agenda: Sequence[Item]) -> list[str]:
    """Names as they are said ("madame Dubois"), then the titles of the agenda without their asides, within
    what a recogniser can read. The most likely to be heard first."""
    names = [_named(member) for member in members][:_MOST_NAMES]
    titles = [_bare(item.title) for item in agenda]
    kept: list[str] = []
    length = 0
    for hint in dict.fromkeys(filter(None, [*names, *titles])):
        length += len(hint) + 2
        if length > _MOST_CHARACTERS:
            break
        kept.append(hint)
    return kept


def _named(member: Member) -> str:
    said = " ".join((member.role, *member.aliases))
    if not member.last_name.strip():
        return ""
    if _FEMININE.search(said):
        return f"madame {member.last_name}"
    return f"monsieur {member.last_name}" if said.strip() else member.last_name


def _bare(title: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", title).strip(" .;:")
