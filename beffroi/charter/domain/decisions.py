"""The program's own floor, below any charter: it holds whatever a council votes, and before it votes anything.

A declared use, for the verb it declared, where the installation lets models run, within its budgets, while AI is not
switched off; and personal data that leaves the commune's machines is masked."""

from __future__ import annotations

from collections.abc import Collection

from .events import PLACE_NAMES, Call, DataClass, rank_of
from .rulings import STRICTNESS, Applied, Decision, Ruling, Verdict
from .wording import french

__all__ = ["PLACE_NAMES", "STOPS", "Call", "Decision", "decide", "floor", "together"]

FLOOR = "Règles du programme"
STOPS = frozenset({Verdict.REQUIRE, Verdict.ELSEWHERE, Verdict.REFUSE})
OUR_PLACES = frozenset({"machine", "commune"})


def decide(call: Call, allowed_places: Collection[str]) -> Decision:
    """Deny by default, by the floor alone: what holds where no charter was voted."""
    return together(floor(call, allowed_places))


def floor(call: Call, allowed_places: Collection[str]) -> list[Applied]:
    """What the program itself answers to a call, before any clause."""
    for rule in (_declared, _verb, _budget):
        if reason := rule(call):
            return [_stop(reason)]
    if reason := _place(call, allowed_places):
        return [_stop(reason)]
    if call.place not in OUR_PLACES and call.maskable and rank_of(call.data) >= rank_of(DataClass.PERSONAL):
        why = "Ce qui désigne une personne est remplacé avant de quitter les machines de la commune."
        return [Applied(0, FLOOR, "", Ruling(Verdict.MASK, why))]
    return []


def together(applied: Collection[Applied], version: int = 0) -> Decision:
    """One decision from all rulings: a single one that stops is enough, and a mask is never lost."""
    kept = tuple(sorted(applied, key=lambda each: (-STRICTNESS[each.ruling.verdict], each.number == 0, each.number)))
    stops = [each for each in kept if each.ruling.verdict in STOPS]
    masks = any(each.ruling.verdict is Verdict.MASK for each in kept)
    return Decision(not stops, "\n\n".join(_told(each) for each in stops[:2]), masks, kept, version)


def _told(applied: Applied) -> str:
    """What the person reads: why, a lawful way, and the article as it was voted."""
    ruling = applied.ruling
    said = " ".join(part for part in (ruling.why, ruling.way) if part)
    if not applied.number:
        return said
    return french(f"{said} (Charte de la commune, article {applied.number}, « {applied.title} » : « {applied.text} »)")


def _stop(reason: str) -> Applied:
    return Applied(0, FLOOR, "", Ruling(Verdict.REFUSE, french(reason)))


def _declared(call: Call) -> str:
    if call.declared:
        return ""
    return (
        f"L’usage « {call.use} » n’est pas déclaré : une IA ne peut pas être appelée pour cela. "
        "Il doit être inscrit au registre de la commune."
    )


def _verb(call: Call) -> str:
    return "" if call.verb == call.declared_verb else f"L’usage « {call.use} » n’est pas déclaré pour cette opération."


def _budget(call: Call) -> str:
    if not call.over_budget:
        return ""
    return (
        f"{call.over_budget} Le travail se fait sans IA jusqu’à la période suivante, ou le référent revoit la limite."
    )


def _place(call: Call, allowed_places: Collection[str]) -> str:
    if call.place in allowed_places:
        return ""
    where = PLACE_NAMES.get(call.place, call.place) + (f" ({call.host})" if call.host else "")
    return (
        f"La charte de la commune ne permet pas d’envoyer ces données vers {where}. "
        "Choisissez un moteur autorisé, ou faites modifier le réglage BEFFROI_AI_PLACES par la personne "
        "qui répond de la charte."
    )


def refused_for(reason: str, version: int = 0) -> Decision:
    """A refusal that comes from elsewhere than a clause (the switch, the masking that failed)."""
    return together([_stop(reason)], version)
