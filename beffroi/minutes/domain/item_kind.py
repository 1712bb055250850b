"""What an item of a council's agenda usually is, told by its title; the clerk corrects it on the item's page."""

from __future__ import annotations

import re

from .sitting.events import ItemKind
from .text import fold

_MINUTES = re.compile(
    r"(?:approbation|adoption|arret|validation|vote)?\s*(?:du|des|de)?\s*(?:projet de )?"
    r"(?:proces[- ]verba(?:l|ux)|p\.?\s?v\.?\b|compte[- ]rendu) (?:de la |des |du |de )(?:derniere?s? |precedente?s? )?"
    r"(?:seance|conseil|reunion|\d)"
)
_DELEGATED = re.compile(
    r"(?:compte[- ]rendu (?:de|des)|information sur|communication des|liste des|rendu[- ]compte des)?\s*(?:les |des )?"
    r"decisions? (?:du|de la|de madame la|de monsieur le|prises? par)\b.{0,60}\b(?:maire|presidente?|delegation|2122)"
)
_QUESTION = re.compile(
    r"(?:questions?|affaires?|points?) (?:et informations? )?(?:divers(?:es)?|orales?|ecrites?)\b|divers\W*$"
)
_INFORMATION = re.compile(
    r"(?:informations?|communications?)\W*$|informations? diverses?\b"
    r"|(?:informations?|communications?) (?:du|de la|de madame la|de monsieur le|des) "
    r"(?:maire|presidente?|adjoints?|elus)\W*$"
)


_PARTS = re.compile(r"\s[-–—]\s?|\s?[:;,(]\s?|\.\s")
"""A title is often the account after its budget, its number or its theme: "Finances – Compte administratif 2025"."""
_ACCOUNT = re.compile(
    r"(?:(?:le )?(?:vote|adoption|approbation|examen|presentation|arret|debat)"
    r"(?: et (?:vote|adoption|approbation|debat))? )?(?:sur )?(?:(?:du|des|de|le|les) )*"
    r"(?:comptes? de gestion(?: \d{4})? et (?:(?:du|des|le|les) )?)?"
    r"(?:comptes? administratifs?|comptes? financiers? uniques?|c\.?f\.?u\b|c\.?a\.? (?:20)?\d\d\b)"
)
_NOT_THE_VOTE = re.compile(
    r"\baffect|\breprise\b|\bexperiment|\bpassage\b|\bmise en (?:place|oeuvre)\b|\ba (?:compter|partir) d|\bgeneralis"
    r"|\bnomenclature\b|\breferentiel\b|\bm ?57\b|\bconvention|\bcandidat|\belection\b|\bpresiden|\bdelegataire\b"
)
"""What is made of its result, how accounts will be kept, who presides: the mayor votes on these."""


def is_financial_account(title: str) -> bool:
    """Whether an item so entitled is usually the vote on the accounts, at which the mayor withdraws (L2121-14). It is
    proposed; the clerk takes it back on the item's page."""
    parts = (fold(part).strip(" .\u00a0") for part in _PARTS.split(title))
    return any(_ACCOUNT.match(part) for part in parts) and not _NOT_THE_VOTE.search(fold(title).replace("œ", "oe"))


def usual_kind(title: str) -> ItemKind:
    """DELIBERATION for what no usual title tells: the council is then asked for a result, never the reverse."""
    said = fold(title).strip(" -–.\u00a0")
    for kind, pattern in (
        (ItemKind.PREVIOUS_MINUTES, _MINUTES),
        (ItemKind.DELEGATED, _DELEGATED),
        (ItemKind.QUESTION, _QUESTION),
        (ItemKind.INFORMATION, _INFORMATION),
    ):
        if pattern.match(said):
            return kind
    return ItemKind.DELIBERATION
