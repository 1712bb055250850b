"""The legal regimes of a council, what was verified for each, and the names that each gives to people and places.

Sources read: CGCT L5211-1 (an EPCI follows the rules of communes for the working of its council; for L2121-11 and
L2121-12, those of 3,500 inhabitants and more) and L2541-1 (in Moselle, Bas-Rhin and Haut-Rhin, L2121-10, L2121-11,
L2121-15 and the second paragraph of L2121-17 do not apply): addresses in ``references``. A rule that was not verified
for a regime is still computed as in general law, shown as unverified, and blocks nothing.

OTHER covers among others a CCAS, whose rules are in the code de l'action sociale et des familles (R123-16: three days
at least, an explanatory report from 3,500 inhabitants, read in an undated copy) and whose members are bound to secrecy
(L133-5): the reform of publicity of 2022 is said not to concern it. ``notice`` warns its readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from beffroi.minutes.domain.typography import typographic


class Regime(StrEnum):
    GENERAL = "general"
    EPCI = "epci"
    ALSACE_MOSELLE = "alsace_moselle"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


class Rule(StrEnum):
    """What a finding, a deadline or a mention rests on."""

    CONVOCATION_CONTENT = "convocation_content"
    CONVOCATION_DELAY = "convocation_delay"
    EXPLANATORY_NOTE = "explanatory_note"
    URGENCY = "urgency"
    SECOND_CONVOCATION = "second_convocation"
    PV_CONTENT = "pv_content"
    PV_ADOPTION = "pv_adoption"
    PV_PUBLICATION = "pv_publication"
    DELIBERATION_LIST = "deliberation_list"
    REGISTER = "register"
    TRANSMISSION = "transmission"
    PUBLICATION = "publication"
    CONTESTATION = "contestation"
    SOUND = "sound"
    COMMUNES = "communes"


_LABELS = {
    Regime.GENERAL: "Commune (droit commun)",
    Regime.EPCI: "Intercommunalité (EPCI)",
    Regime.ALSACE_MOSELLE: "Commune d’Alsace ou de Moselle (droit local)",
    Regime.OTHER: "Autre (CCAS, syndicat mixte ouvert, association…)",
}

# Alsace-Moselle. Read: L2541-2 (agenda, three days, the eve in case of urgency, the council rules on it) and what the
# Minister says of it; L2541-6 (one secretary, who need not be a member). Not read: what local law asks of a second
# convocation's date and of a procès-verbal (L2121-15 is set aside), and the article that makes title III of book I
# (transmission, publication) apply there.
_LOCAL_LAW = frozenset(
    {
        Rule.SECOND_CONVOCATION,
        Rule.PV_CONTENT,
        Rule.PV_ADOPTION,
        Rule.PV_PUBLICATION,
        Rule.TRANSMISSION,
        Rule.PUBLICATION,
    }
)
_UNVERIFIED: dict[Regime, frozenset[Rule]] = {
    Regime.GENERAL: frozenset(),
    Regime.EPCI: frozenset(),
    Regime.ALSACE_MOSELLE: _LOCAL_LAW,
    Regime.OTHER: frozenset(Rule),
}


def is_verified(rule: Rule, regime: Regime) -> bool:
    """Whether the wording behind this rule was checked for this regime; where it was not, nothing may be blocked."""
    return rule not in _UNVERIFIED[regime]


_NOTICES = {
    Regime.GENERAL: "",
    Regime.EPCI: "",
    Regime.ALSACE_MOSELLE: (
        "Droit local d'Alsace-Moselle : l'article L2121-15 ne s'applique pas, et ce que le droit local demande du "
        "procès-verbal n'a pas pu être vérifié. Rien n'est bloqué : contrôlez ces points."
    ),
    Regime.OTHER: (
        "Les règles de votre assemblée n'ont pas été vérifiées. Celles des communes sont affichées à titre indicatif, "
        "et rien n'est bloqué. Dans un CCAS, les débats et les décisions qui nomment des personnes sont couverts par "
        "le secret (code de l'action sociale et des familles, article L133-5) : ne les publiez pas."
    ),
}


def notice(regime: Regime) -> str:
    """What pages say once at the top of a sitting whose regime is not wholly verified; "" where there is nothing."""
    return typographic(_NOTICES[regime])


@dataclass(frozen=True, slots=True)
class Names:
    """What documents write: ``head`` "le maire", ``head_title`` "Le Maire", ``council`` "le conseil municipal"..."""

    head: str
    head_title: str
    council: str
    of_council: str
    member: str
    members: str
    house: str
    at_house: str
    body: str


_COMMUNE = Names(
    head="le maire",
    head_title="Le Maire",
    council="le conseil municipal",
    of_council="du conseil municipal",
    member="conseiller municipal",
    members="conseillers municipaux",
    house="la mairie",
    at_house="à la mairie",
    body="la commune",
)
_NAMES = {
    Regime.GENERAL: _COMMUNE,
    Regime.ALSACE_MOSELLE: _COMMUNE,
    Regime.EPCI: Names(
        head="le président",
        head_title="Le Président",
        council="le conseil communautaire",
        of_council="du conseil communautaire",
        member="conseiller communautaire",
        members="conseillers communautaires",
        house="le siège",
        at_house="au siège",
        body="l’établissement",
    ),
    Regime.OTHER: Names(
        head="le président",
        head_title="Le Président",
        council="l’assemblée",
        of_council="de l’assemblée",
        member="membre",
        members="membres",
        house="le siège",
        at_house="au siège",
        body="l’établissement",
    ),
}


def names(regime: Regime) -> Names:
    return _NAMES[regime]
