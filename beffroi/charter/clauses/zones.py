"""How far a call goes: from this machine to a host outside the Union. Shared by clauses 3 and 4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .base import Call

ZONES: tuple[tuple[str, str], ...] = (
    ("machine", "cette machine"),
    ("commune", "un serveur de la commune"),
    ("qualified", "un hébergeur qualifié"),
    ("eu", "un hébergeur de l’Union européenne"),
    ("anywhere", "tout hébergeur"),
)
ZONE_NAMES = dict(ZONES)
_ORDER = [zone for zone, _ in ZONES]
QUALIFICATIONS = ("SecNumCloud",)


def zone_of(call: Call, qualifications: Sequence[str]) -> str:
    """Where the call goes. A host counts as qualified, or as European, only where the commune wrote so."""
    if call.place in ("machine", "commune"):
        return call.place
    said = call.engine.qualification.casefold()
    if call.place == "host" and said and said in {each.casefold() for each in qualifications}:
        return "qualified"
    return "eu" if call.place == "host" and call.engine.in_eu is True else "anywhere"


def breadth(call: Call) -> int:
    """0 (this machine) and up: the further a call goes, the higher."""
    return _ORDER.index(zone_of(call, QUALIFICATIONS))


def within(zone: str, furthest: Any) -> bool:
    """Whether ``zone`` is no further than ``furthest``; "nowhere" (or anything unknown) holds nothing."""
    return furthest in _ORDER and _ORDER.index(zone) <= _ORDER.index(furthest)


def places_within(furthest: Any) -> tuple[str, ...]:
    """The engines' places that are surely no further."""
    return tuple(place for place in ("machine", "commune") if within(place, furthest))
