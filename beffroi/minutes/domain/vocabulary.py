"""What a recogniser is told to expect: the turns of phrase of a council, the words of the agenda, the names of
the roster. It reads them as what was said just before, so they are sentences, and names come last: what is near
weighs more. No number and no result is among them, so that none can be taken from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from beffroi.minutes.domain.types import Item, Member

COUNCIL = (
    "Le quorum est atteint, le conseil peut valablement délibérer.",
    "Je mets aux voix : qui est contre ? Qui s'abstient ? La délibération est adoptée, à la majorité ou à l'unanimité.",
)
_MOST_FOR_TITLES = 260
_MOST_FOR_NAMES = 300
_COUNCIL_ROLE = re.compile(r"\b(?:maire|adjointe?|conseill[eè]re?|délégué[e]?)\b", re.IGNORECASE)
_COUNCIL_TITLE = re.compile(
    r"procès[- ]verbal|délibération|secrétaire de séance|conseil (?:municipal|communautaire|syndical)"
)
_FEMININE = re.compile(
    r"\b(?:adjointe|conseillère|présidente|déléguée|directrice|secrétaire générale|trésorière|madame|mme|la maire)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:maire|présidente?|adjointe?|vice-présidente?|rapporteure?)\b", re.IGNORECASE)


def hints(members: Sequence[Member], agenda: Sequence[Item]) -> list[str]:
    """Sentences, within what a recogniser can read; none where nothing is known of the meeting."""
    titles = _within(_MOST_FOR_TITLES, (_begun(_bare(item.title)) for item in agenda))
    names = _within(_MOST_FOR_NAMES, _said(members))
    made = list(COUNCIL) if _is_council(members, agenda) else []
    if titles:
        made.append(f"Ordre du jour : {', '.join(titles)}.")
    if names:
        made.append(f"Présents : {', '.join(names)}.")
    return made


def _is_council(members: Sequence[Member], agenda: Sequence[Item]) -> bool:
    return any(_COUNCIL_ROLE.search(member.role) for member in members) or any(
        _COUNCIL_TITLE.search(item.title.lower()) for item in agenda
    )


def _said(members: Sequence[Member]) -> list[str]:
    """What people are called aloud; those who speak most first, where not all can be told."""
    ordered = sorted(members, key=lambda member: not _FIRST.search(member.role))
    chosen = list(members) if sum(len(member.last_name) + 10 for member in members) <= _MOST_FOR_NAMES else ordered
    aliases = [alias for member in chosen for alias in member.aliases]
    return [*aliases, *(_named(member) for member in chosen)]


def _named(member: Member) -> str:
    said = " ".join((member.role, *member.aliases))
    if not member.last_name.strip() or not said.strip():
        return member.last_name
    return f"{'madame' if _FEMININE.search(said) else 'monsieur'} {member.last_name}"


def _within(most: int, hints_: Iterable[str]) -> list[str]:
    kept: list[str] = []
    length = 0
    for hint in dict.fromkeys(hint.strip() for hint in hints_):
        length += len(hint) + 2
        if hint and length <= most:
            kept.append(hint)
    return kept


def _bare(title: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", title).strip(" .;:")


def _begun(title: str) -> str:
    """In the middle of a sentence; a name or an acronym keeps its capital."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
