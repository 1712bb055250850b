"""What the charter answers to a call, as a pure function."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

PLACE_NAMES = {
    "machine": "cette machine",
    "commune": "un serveur de la commune",
    "host": "un hébergeur extérieur",
}


@dataclass(frozen=True, slots=True)
class Call:
    use: str
    verb: str
    declared: bool
    declared_verb: str
    place: str
    host: str


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    reason: str = ""
    """French, for the person whose call is refused: why, and what to do."""


def decide(call: Call, allowed_places: Collection[str]) -> Decision:
    """Deny by default: a declared use, for the verb it declared, where the commune lets models run."""
    if not call.declared:
        return Decision(
            False,
            f"L’usage « {call.use} » n’est pas déclaré : une IA ne peut pas être appelée pour cela. "
            "Il doit être inscrit au registre de la commune.",
        )
    if call.verb != call.declared_verb:
        return Decision(False, f"L’usage « {call.use} » n’est pas déclaré pour cette opération.")
    if call.place not in allowed_places:
        where = PLACE_NAMES.get(call.place, call.place) + (f" ({call.host})" if call.host else "")
        return Decision(
            False,
            f"La charte de la commune ne permet pas d’envoyer ces données vers {where}. "
            "Choisissez un moteur autorisé, ou faites modifier le réglage BEFFROI_AI_PLACES par la personne "
            "qui répond de la charte.",
        )
    return Decision(True)
