"""Clause 12: nobody has to use AI, and nobody is ranked by it."""

from __future__ import annotations

from .base import Act, ActKind, Call, Clause, Event, Proof, Ruling, Values, refuse


def _write(values: Values) -> str:
    return (
        "Personne n’est tenu d’employer une IA, ni d’expliquer pourquoi. Aucune IA ne sert à noter, classer ou "
        "surveiller les agents, et aucune mesure n’est faite par personne."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if isinstance(event, Call) and event.actor_refuses_ai:
        return refuse(
            "Vous avez choisi de ne pas employer d’IA pour cet usage.",
            "Le travail se fait sans elle. Vous pouvez revenir sur ce choix dans vos préférences.",
        )
    if isinstance(event, Act) and event.kind is ActKind.RANK_AGENTS:
        return refuse(
            "Cet acte compare ou note des agents.",
            "Demandez la même mesure par service d’au moins cinq personnes, sans noms.",
        )
    return None


def _foresee(values: Values) -> list[str]:
    return ["Le choix de chacun est tenu par le programme. Aucun chiffre n’est tiré par agent."]


CLAUSE = Clause(
    12,
    "freedom",
    "Libre de s’en passer",
    _write,
    _judge,
    _foresee,
    proofs=(
        Proof("Appels arrêtés par le choix d’un agent", ("ai_call_refused",), {"refused_by": 12}),
        Proof("Classements d’agents refusés", ("act_refused",), {"refused_by": 12}, role="exception"),
    ),
)
