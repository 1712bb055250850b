"""The assembly that deliberates, as the documents name it."""

from __future__ import annotations

from dataclasses import replace

from beffroi.minutes.domain.acts.body import Body, ccas, commune, intercommunality, syndicate
from beffroi.minutes.models import CouncilSettings, LegalRegime, Sitting
from beffroi.town.models import Kind


def body_of(sitting: Sitting, council: CouncilSettings) -> Body:
    town = sitting.commune
    details = {"department": council.department, "court": council.court}
    if sitting.regime == LegalRegime.OTHER and "ccas" in town.name.lower():
        made = ccas(town.name, **details)
    elif town.kind == Kind.SYNDICATE:
        made = syndicate(town.name, **details)
    elif town.kind == Kind.EPCI or sitting.regime == LegalRegime.EPCI:
        made = intercommunality(town.name, **details)
    else:
        made = commune(_commune_of(town.name), city=town.name, **details)
    return replace(made, council=council.council_name) if council.council_name else made


def _commune_of(name: str) -> str:
    """ "Commune d’Autreville", "Commune du Havre", "Commune des Ulis"."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return f"Commune {contracted}{name[len(article) :]}"
    # An initial h is elided or not by usage: « d’Héricourt », but « de Hauteville ».
    elided = name.lower().startswith((*"aeiouàâäéèêëîïôöùûüœ", "hé", "hy"))
    return f"Commune {'d’' if elided else 'de '}{name}"
