"""Clause 24: the text is revised; each version is kept, and each call says which one it obeyed."""

from __future__ import annotations

from .base import Clause, Parameter, Proof, Values, silent


def _write(values: Values) -> str:
    return (
        f"Cette charte est revue au moins tous les {values['months']} mois. Chaque version votée est gardée et vaut "
        "pour son temps ; chaque appel à une IA garde le numéro de celle qui était en vigueur."
    )


def _foresee(values: Values) -> list[str]:
    return [f"La commune est prévenue quand {values['months']} mois ont passé depuis le dernier vote."]


CLAUSE = Clause(
    24,
    "revisable",
    "Une charte qui se révise",
    _write,
    silent,
    _foresee,
    (Parameter("months", "Révision au moins tous les", "number", 24, least=3, most=72, unit="mois"),),
    proofs=(
        Proof("Versions votées", ("charter_voted",)),
        Proof("Appels qui disent leur version", ("ai_call", "ai_call_refused"), {"charter": ...}),
    ),
)
