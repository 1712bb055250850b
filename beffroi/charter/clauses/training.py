"""Clause 20: training before use, per use (AI Regulation, art. 4, asks for AI literacy; wording not verified)."""

from __future__ import annotations

from .base import Call, Clause, Event, Parameter, Proof, Ruling, Values, require


def _write(values: Values) -> str:
    which = f"les usages {', '.join(values['uses'])}" if values["uses"] else "un usage"
    stop = " Sans formation, l’usage n’est pas ouvert." if values["block"] else ""
    return f"On est formé avant d’employer {which} : ce qu’il fait, ce qu’il rate, ce qu’on vérifie.{stop}"


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Call) or not values["block"] or event.facing_residents or event.actor_trained:
        return None
    if values["uses"] and event.use not in values["uses"]:
        return None
    return require(
        "Vous n’avez pas encore suivi la formation de cet usage.",
        "Suivez-la (elle est courte) ; en attendant, le travail se fait sans IA, ou par une personne formée.",
        "training",
    )


def _foresee(values: Values) -> list[str]:
    if values["block"]:
        return ["Une personne sans attestation ne peut pas employer l’usage : prévoyez les formations avant la date."]
    return ["Les formations qui manquent sont montrées par service ; personne n’est arrêté."]


CLAUSE = Clause(
    20,
    "training",
    "Se former avant",
    _write,
    _judge,
    _foresee,
    (
        Parameter("uses", "Usages concernés (aucun : tous)", "lines", []),
        Parameter("block", "Fermer l’usage à qui n’est pas formé", "yes_no", False),
    ),
    proofs=(Proof("Appels arrêtés faute de formation", ("ai_call_refused",), {"refused_by": 20}, role="exception"),),
    needs_evidence=True,
)
