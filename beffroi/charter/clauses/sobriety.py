"""Clause 16: the smallest model that suffices, quotas, and the footprint shown."""

from __future__ import annotations

from .base import Call, Clause, Event, Parameter, Proof, Ruling, Values, elsewhere, refuse

_PLACES = ("machine", "commune", "host")
"""From the nearest: a smaller model may stand in where it goes no further."""


def _write(values: Values) -> str:
    small = " Le plus petit modèle mesuré comme suffisant est employé." if values["smallest"] else ""
    shown = " La consommation est montrée au public chaque année." if values["footprint"] else ""
    return f"L’IA sert avec retenue : chaque usage et chaque service a sa limite.{small}{shown}"


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Call):
        return None
    if event.over_budget:
        return refuse(event.over_budget, "Attendez la période suivante, ou demandez au référent de revoir la limite.")
    if values["smallest"] and event.engine.smallest is False:
        return elsewhere(
            f"Un modèle plus petit que « {event.engine.model} » suffit pour cet usage.",
            "Employez le modèle mesuré comme suffisant, ou faites constater qu’il ne suffit plus.",
            *_PLACES[: _PLACES.index(event.place) + 1 if event.place in _PLACES else 0],
        )
    return None


def _foresee(values: Values) -> list[str]:
    lines = ["Une limite atteinte arrête l’usage jusqu’à la période suivante ; le travail se fait alors sans IA."]
    if values["smallest"]:
        lines.append(
            "Là où un plus petit modèle a été mesuré comme suffisant, il répond à la place du grand ; s’il n’est pas "
            "installé, la demande est refusée."
        )
    return lines


CLAUSE = Clause(
    16,
    "sobriety",
    "Sobriété",
    _write,
    _judge,
    _foresee,
    (
        Parameter("smallest", "Employer le plus petit modèle suffisant, jamais un plus gros", "yes_no", False),
        Parameter("footprint", "Montrer la consommation au public", "yes_no", True),
    ),
    proofs=(
        Proof("Appels", ("ai_call",)),
        Proof("Secondes de calcul", ("ai_call",), count="seconds"),
        Proof("Jetons lus", ("ai_call",), count="prompt_tokens"),
        Proof("Jetons écrits", ("ai_call",), count="completion_tokens"),
        Proof("Appels arrêtés par une limite", ("ai_call_refused",), {"refused_by": 16}, role="exception"),
    ),
)
