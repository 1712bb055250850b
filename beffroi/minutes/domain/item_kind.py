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
