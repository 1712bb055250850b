"""Clause 17: sovereignty and open licences, with the share shown."""

from __future__ import annotations

from .base import Call, Clause, Event, Parameter, Proof, Ruling, Values, refuse


def _write(values: Values) -> str:
    rules = []
    if values["eu_only"]:
        rules.append("Les modèles tournent sur les machines de la commune ou dans l’Union européenne.")
    if values["open_only"]:
        rules.append("Seuls des modèles sous licence libre sont employés.")
    aim = f" La commune vise {values['open_share']} % d’appels à des modèles libres." if values["open_share"] else ""
    return f"{' '.join(rules) or 'La commune préfère les modèles libres et européens.'}{aim} La part est publiée."


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Call):
        return None
    if values["eu_only"] and event.place not in ("machine", "commune") and event.engine.in_eu is not True:
        return refuse(
            f"Rien ne dit que {event.host or 'cet hébergeur'} est dans l’Union européenne.",
            "Employez un modèle de la commune, ou faites inscrire où se trouve cet hébergeur.",
        )
    if values["open_only"] and event.engine.open_licence is not True:
        return refuse(
            f"Rien ne dit que « {event.engine.model} » est sous licence libre.",
            "Employez un modèle libre, ou faites inscrire la licence de celui-ci.",
        )
    return None


def _foresee(values: Values) -> list[str]:
    lines = []
    if values["eu_only"]:
        lines.append("Un hébergeur dont la fiche ne dit pas qu’il est dans l’Union européenne est refusé.")
    if values["open_only"]:
        lines.append("Un modèle dont la fiche ne dit pas qu’il est libre est refusé, même sur la machine.")
    return lines or ["Rien n’est refusé ; la part des modèles libres et européens est montrée."]


CLAUSE = Clause(
    17,
    "sovereignty",
    "Souveraineté et licences libres",
    _write,
    _judge,
    _foresee,
    (
        Parameter("eu_only", "Refuser ce qui n’est pas dans l’Union européenne", "yes_no", False),
        Parameter("open_only", "Refuser les modèles qui ne sont pas libres", "yes_no", False),
        Parameter("open_share", "Part visée d’appels à des modèles libres", "number", 0, most=100, unit="%"),
    ),
    proofs=(
        Proof("Appels à un modèle libre", ("ai_call",), {"open_licence": True}),
        Proof("Appels hors de l’Union, ou sans le savoir", ("ai_call",), {"outside_eu": True}, role="exception"),
        Proof("Appels refusés", ("ai_call_refused",), {"refused_by": 17}, role="exception"),
    ),
)
