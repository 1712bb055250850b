"""Clause 5: listed uses; what is not listed is refused. Off or on, an undeclared use never reaches a model."""

from __future__ import annotations

from .base import Call, Clause, Event, Parameter, Proof, Ruling, Values, refuse


def _write(values: Values) -> str:
    if not values["uses"]:
        return "Une IA ne sert qu’aux usages inscrits au registre de la commune. Tout le reste est refusé."
    many = len(values["uses"])
    which = f"aux {many} usages suivants, inscrits" if many > 1 else "à l’usage suivant, inscrit"
    return f"Une IA ne sert qu’{which} au registre : {', '.join(values['uses'])}. Tout le reste est refusé."


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Call) or (event.declared and (not values["uses"] or event.use in values["uses"])):
        return None
    return refuse(
        f"L’usage « {event.use} » n’est pas dans la liste votée.",
        "Demandez au référent de le proposer au registre ; en attendant, ce travail se fait sans IA.",
    )


def _foresee(values: Values) -> list[str]:
    if values["uses"]:
        return ["Un usage que le programme connaît mais qui n’est pas dans la liste s’arrête."]
    return ["Tous les usages déclarés par le programme sont permis ; ils sont tous au registre."]


CLAUSE = Clause(
    5,
    "listed_uses",
    "Des usages choisis, et eux seuls",
    _write,
    _judge,
    _foresee,
    (Parameter("uses", "Usages permis (aucun : tous ceux du registre)", "lines", []),),
    proofs=(
        Proof("Appels à un usage inscrit", ("ai_call",)),
        Proof("Usages non inscrits, refusés", ("ai_call_refused",), {"refused_by": (0, 5)}, role="exception"),
    ),
)
