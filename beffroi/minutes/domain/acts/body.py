"""Who deliberates, and the words that name it: a municipal council, the council of an EPCI, a CCAS.

Sources: CGCT L2121-1 (commune), L5211-1 and L5211-6 (EPCI: "organe délibérant", communes' delegates, deputies),
CASF L123-6 (CCAS: "conseil d'administration" chaired by the mayor).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class BodyKind(StrEnum):
    COMMUNE = "commune"
    EPCI = "epci"
    SYNDICATE = "syndicate"
    CCAS = "ccas"


@dataclass(frozen=True, slots=True)
class Body:
    """A deliberating body. Every name is in French, in lower case, masculine and singular unless said.

    ``name``: what stands at the head of every document ("Commune de Valbourg"). ``council``: "conseil municipal"
    (masculine: "du conseil", "au conseil"). ``chair``: "maire", "président". ``members``: plural, "conseillers
    municipaux". ``seat``: where papers are displayed and consulted, with its article ("la mairie"). ``court``: the
    administrative court of appeals' notice, with its city ("tribunal administratif de Besançon"); empty when nobody
    entered it: the notice then says "le tribunal administratif territorialement compétent"."""

    name: str
    kind: BodyKind = BodyKind.COMMUNE
    council: str = "conseil municipal"
    chair: str = "maire"
    member: str = "conseiller municipal"
    members: str = "conseillers municipaux"
    seat: str = "la mairie"
    department: str = ""
    arrondissement: str = ""
    address: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    court: str = ""
    court_address: str = ""

    @property
    def of_council(self) -> str:
        return f"du {self.council}"


def commune(name: str, **details: Any) -> Body:
    """A municipal council. ``details``: any other field of Body."""
    return replace(Body(name), **details)


def intercommunality(name: str, **details: Any) -> Body:
    """A community of communes, of agglomeration... Say ``council="conseil métropolitain"`` for a métropole."""
    words: dict[str, Any] = {
        "council": "conseil communautaire",
        "chair": "président",
        "member": "conseiller communautaire",
        "members": "conseillers communautaires",
        "seat": "le siège de la communauté",
    }
    return replace(Body(name, BodyKind.EPCI), **words | details)


def syndicate(name: str, **details: Any) -> Body:
    words: dict[str, Any] = {
        "council": "comité syndical",
        "chair": "président",
        "member": "délégué syndical",
        "members": "délégués syndicaux",
        "seat": "le siège du syndicat",
    }
    return replace(Body(name, BodyKind.SYNDICATE), **words | details)


def ccas(name: str, **details: Any) -> Body:
    """The board of a communal (or intercommunal) centre of social action."""
    words: dict[str, Any] = {
        "council": "conseil d’administration",
        "chair": "président",
        "member": "administrateur",
        "members": "administrateurs",
        "seat": "le siège du centre",
    }
    return replace(Body(name, BodyKind.CCAS), **words | details)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in a document. ``civility`` is "M." or "Mme" (empty when unknown: nothing is guessed);
    ``role`` is written in the gender of the person ("première adjointe")."""

    last_name: str
    first_name: str = ""
    civility: str = ""
    role: str = ""
    group: str = ""

    @property
    def feminine(self) -> bool:
        return self.civility == "Mme"

    @property
    def plain(self) -> str:
        """ "Claire Dubois"."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def named(self) -> str:
        """ "Mme Claire Dubois", held together after the civility."""
        return f"{self.civility}\u00a0{self.plain}" if self.civility else self.plain

    @property
    def with_role(self) -> str:
        """ "Mme Claire Dubois, première adjointe"."""
        return f"{self.named}, {self.role}" if self.role else self.named
