"""Clause 6: approved models and tools, keys held centrally."""

from __future__ import annotations

from .base import Act, ActKind, Call, Clause, Event, Parameter, Proof, Ruling, Values, refuse


def _write(values: Values) -> str:
    own = " Les modèles installés sur la machine de la commune sont approuvés." if values["embedded"] else ""
    tools = (
        " Les outils en ligne pris à titre personnel ne servent pas au travail de la commune."
        if values["outside_tools"] == "forbidden"
        else " Un outil extérieur ne sert que s’il est approuvé."
    )
    return (
        "Les agents n’emploient que les modèles et outils approuvés par la commune. Les clés d’accès sont tenues en un "
        f"seul endroit ; personne n’a la sienne.{own}{tools}"
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if isinstance(event, Call) and not event.engine.approved and not (values["embedded"] and event.place == "machine"):
        return refuse(
            f"Le modèle « {event.engine.model or 'sans nom'} » n’est pas approuvé par la commune.",
            "Demandez au référent de l’approuver, ou employez un modèle approuvé.",
        )
    outside = isinstance(event, Act) and event.kind is ActKind.OUTSIDE_TOOL
    if outside and (values["outside_tools"] == "forbidden" or not event.engine.approved):
        return refuse(
            f"L’outil « {event.engine.model or 'sans nom'} » n’est pas approuvé par la commune.",
            "Employez un outil de la liste, ou demandez au référent d’examiner celui-ci.",
        )
    return None


def _foresee(values: Values) -> list[str]:
    lines = ["Un modèle qui n’est pas dans la liste ne répond plus."]
    if not values["embedded"]:
        lines.append("Les modèles de la machine doivent eux aussi être approuvés un par un.")
    return lines


CLAUSE = Clause(
    6,
    "approved_tools",
    "Modèles et outils approuvés",
    _write,
    _judge,
    _foresee,
    (
        Parameter("embedded", "Les modèles de la machine de la commune sont approuvés d’office", "yes_no", True),
        Parameter(
            "outside_tools",
            "Outils extérieurs",
            "choice",
            "approved",
            (("approved", "permis s’ils sont approuvés"), ("forbidden", "interdits")),
        ),
    ),
    proofs=(
        Proof("Modèles et outils approuvés ou retirés", ("engine_sheet_changed",)),
        Proof("Clés données ou retirées", ("door_key_created", "door_key_revoked")),
        Proof("Modèles non approuvés, refusés", ("ai_call_refused",), {"refused_by": 6}, role="exception"),
    ),
)
