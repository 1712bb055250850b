"""Members named by the office that they alone hold: "l'adjointe aux finances", "madame la première adjointe"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Member

_RANKS = {
    "premier": 1, "premiere": 1, "1er": 1, "1re": 1, "1ere": 1, "second": 2, "seconde": 2, "deuxieme": 2, "2e": 2,
    "2eme": 2, "troisieme": 3, "3e": 3, "3eme": 3, "quatrieme": 4, "4e": 4, "4eme": 4, "cinquieme": 5, "5e": 5,
    "5eme": 5, "sixieme": 6, "6e": 6, "6eme": 6, "septieme": 7, "7e": 7, "7eme": 7, "huitieme": 8, "8e": 8, "8eme": 8,
}  # fmt: skip
_RANK = "|".join(sorted(_RANKS, key=len, reverse=True))
_OFFICE = (
    r"adjointe?|conseill(?:er|ere)|vice[ -]president(?:e)?|direct(?:eur|rice)(?: general(?:e)?)?|secretaire generale?"
    r"|maire deleguee?|tresori(?:er|ere)|responsable|delegue(?:e)?|cheff?e?"
)
_NO_FIELD = """
    a au aux de du des d l la le les et en charge chargee charges deleguee delegue municipal municipale maire services
    communautaire general generale par pour sur
"""
_SMALL = frozenset(_NO_FIELD.split())
_FIELD = r"[a-z]{3,}(?: et (?:(?:a|aux?|des?|du) )?(?:la |l'|les )?[a-z]{3,})?"
_SAID = re.compile(
    rf"\b(?:(?:monsieur|madame|mme|m\.) (?:le |la |l')?|notre |mon |ma |l'|le |la |en tant (?:qu'|que )"
    rf"|(?<=\bau )|(?<=\bqu'))"
    rf"(?:({_RANK}) )?({_OFFICE})(?: (?:municipale?|communautaire|deleguee?|generale?))*"
    rf"(?: (?:a|au|aux|de|du|des|en charge d\w+|chargee? d\w+|responsable d\w+)"
    rf"(?: la| les)? ?(?:d'|l')?({_FIELD})( [a-z]{{4,}})?|)\b"
)
_HOLDS = re.compile(rf"^\W*(?:({_RANK}) )?({_OFFICE})\b(.*)$")


@dataclass(frozen=True, slots=True)
class Office:
    """``title`` in its gender ("adjointe"), ``rank`` (0 where none), ``fields`` ("finances")."""

    title: str
    rank: int
    fields: frozenset[str]


def offices(members: Sequence[Member]) -> dict[Member, Office]:
    """The office of each member whose role in the roster is one."""
    found = {}
    for member in members:
        held = _HOLDS.match(fold(member.role).replace("’", "'"))
        if held:
            found[member] = Office(_title(held[2]), _RANKS.get(held[1] or "", 0), _fields(held[3]))
    return found


def named_by_office(text: str, held: dict[Member, Office]) -> Iterator[tuple[int, int, Member]]:
    """``start``, ``end`` and member for each office said that one member alone holds. The rank or the field must be
    said, unless nobody else holds that title at all."""
    plain = re.sub(r"\ba\b", "_", text)  # the verb, which folding takes for "à"
    for said in _SAID.finditer(fold(plain).replace("’", "'")):
        for more in (
            (said[4], "") if said[4] and _fields(said[4]) else ("",)
        ):  # "aux affaires scolaires", "aux finances pour..."
            office = Office(_title(said[2]), _RANKS.get(said[1] or "", 0), _fields((said[3] or "") + more))
            holders = [member for member, own in held.items() if _may_be(office, own)]
            if len(holders) == 1:
                yield said.start(), said.end() - (0 if more or not said[4] else len(said[4])), holders[0]
                break


def _may_be(said: Office, own: Office) -> bool:
    return said.title == own.title and said.rank in (0, own.rank) and said.fields <= own.fields


def _title(word: str) -> str:
    return re.sub(r"[ -]", " ", word)


def _fields(words: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z]+", words) if len(word) > 2 and word not in _SMALL)
