"""How a commune, an intercommunality or a syndicate names itself and its council in a document."""

from __future__ import annotations

from dataclasses import dataclass

from beffroi.town.models import Commune, Kind


@dataclass(frozen=True, slots=True)
class Body:
    """``of`` goes on "charte...": "de la commune". ``council`` is masculine: "du conseil", "au conseil"."""

    name: str
    of: str
    council: str
    chair: str
    powers: str
    """The text that lets this council settle its own affairs, for the first "Vu"."""


_CGCT = "le code général des collectivités territoriales"
_BODIES = {
    Kind.COMMUNE: (
        "de la commune",
        "conseil municipal",
        "maire",
        f"{_CGCT}, notamment son article L. 2121-29",
    ),
    Kind.EPCI: ("de l’intercommunalité", "conseil communautaire", "président", f"{_CGCT}, et les statuts"),
    Kind.SYNDICATE: ("du syndicat", "comité syndical", "président", f"{_CGCT}, et les statuts"),
}


def body_of(commune: Commune) -> Body:
    """CGCT L2121-29 ("Le conseil municipal règle par ses délibérations les affaires de la commune") was read on
    doctrine.fr; for the other bodies no article is quoted, as none was verified."""
    return Body(commune.name, *_BODIES[Kind(commune.kind)])
