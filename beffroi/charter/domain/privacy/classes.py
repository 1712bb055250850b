"""How far a text may travel, by what it says near a person (GDPR art. 9 and 10; social aid as the CNIL treats it).

The lists of words are ours; the articles' wordings were not re-read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from beffroi.facts.text import fold

from .spans import DataClass, Kind, Span

NEAR = 240
"""Characters around a person within which a sensitive word is taken to be about them."""

_SENSITIVE = re.compile(
    r"(?<![a-z])(?:malad(?:e|es|ie|ies)(?![a-z])|hospitalis|hopital psych|handicap(?!e? parking)"
    r"|invalidite|cancer|diabet|depressi(?:f|ve|on)"
    r"|alzheimer|parkinson|autis|epilep|vih(?![a-z])|sida(?![a-z])|seropositi|grossesse"
    r"|enceinte(?! de)|avortement|fausse couche"
    r"|psychiatr|psycholog|addict|alcooli|toxicoman|traitement (?:medical|lourd)"
    r"|arret (?:de travail|maladie)|burn[ -]?out"
    r"|accident du travail|mdph|aah(?![a-z])|apa(?![a-z])|pmr(?![a-z])|dialyse|chimiotherap"
    r"|operee?(?![a-z])|schizophren|bipolaire|suicid"
    r"|allergi|asthm|ordonnance medicale|certificat medical|medecin traitant|curatelle|tutelle"
    r"|syndiqu|syndicat(?:s|al|ale)? (?:cgt|cfdt|fo|sud|unsa)|syndical|delegu[a-z]+ syndica"
    r"|cgt(?![a-z])|cfdt(?![a-z])|greviste"
    r"|catholi|protestant|musulman|juive?(?![a-z])|israelite|bouddhis|temoin de jehovah|athee"
    r"|confession religieuse|voile islami|halal|casher"
    r"|opinions? politiques?|adherente? (?:au|du|a la|de la) parti|militante? (?:du|de la|au|politique)"
    r"|origines? ethniques?|homosexuel|bisexuel|transgenre|orientation sexuelle"
    r"|condamn(?:e|ee|es|ation)|casier judiciaire|infraction|delit(?![a-z])|garde a vue"
    r"|mis[e]? en examen|incarcer|prison(?![a-z])|detenu"
    r"|plainte (?:contre|deposee|pour)|violences? (?:conjugale|intrafamiliale|sexuelle)"
    r"|viol(?![a-z])|harcel|escroqu|vol (?:a|avec|de)|recidiv"
    r"|rsa(?![a-z])|revenu de solidarite|aide sociale|secours (?:d'urgence|exceptionnel|financier)"
    r"|surendett|impaye|expulsion locative"
    r"|allocation (?:adulte|personnalisee)|bons? alimentaires?|aide alimentaire|colis alimentaire"
    r"|restos du coeur|sans domicile|sdf(?![a-z])"
    r"|placee? (?:en foyer|a l'ase)|aide sociale a l'enfance|information preoccupante|signalement"
    r"|assistante sociale|demandeu[a-z]+ d'asile"
    r"|sans[ -]papiers|oqtf(?![a-z])|fsl(?![a-z])|quotient familial)"
)  # fmt: skip
_RESTRICTED = re.compile(
    r"(?<![a-z])(?:confidentiel|huis clos|ne pas diffuser|diffusion restreinte|usage interne|document interne"
    r"|note interne|mot de passe|identifiant et|code d'acces|secret (?:des affaires|professionnel"
    r"|medical)|offre du candidat)"
)


def classify(text: str, spans: Sequence[Span]) -> DataClass:
    """The class of a text whose personal data is ``spans``. Any NIR makes it sensitive (it has its own regime)."""
    folded = fold(text)
    if spans:
        if any(span.kind is Kind.NIR for span in spans) or _near_a_person(folded, spans):
            return DataClass.SENSITIVE
        return DataClass.PERSONAL
    return DataClass.INTERNAL if _RESTRICTED.search(folded) else DataClass.PUBLIC


def _near_a_person(folded: str, spans: Sequence[Span]) -> bool:
    words = [match.start() for match in _SENSITIVE.finditer(folded)]
    return any(span.start - NEAR <= at <= span.end + NEAR for at in words for span in spans)
