"""Clause 11: an AI that speaks to residents is forbidden, or allowed with hand-over to a person."""

from __future__ import annotations

from .base import Act, ActKind, Call, Clause, Event, Parameter, Proof, Ruling, Values, refuse, require

_MODES = (("forbidden", "interdite"), ("handover", "permise, avec passage à une personne"))


def _write(values: Values) -> str:
    if values["mode"] == "forbidden":
        return "Aucune IA ne répond directement aux habitants. Un agent répond, et peut s’en aider."
    return (
        "Une IA peut répondre aux questions pratiques des habitants, à condition qu’ils puissent joindre une personne "
        "à tout moment, par téléphone, au guichet ou par écrit."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    answers = isinstance(event, Act) and event.with_ai and event.kind is ActKind.ANSWER_RESIDENT
    if not answers and not (isinstance(event, Call) and event.facing_residents):
        return None
    if values["mode"] == "forbidden":
        return refuse(
            "La commune a choisi qu’aucune IA ne réponde directement aux habitants.",
            "Transmettez la question au service compétent : un agent répondra.",
        )
    if isinstance(event, Act) and not event.handover:
        return require(
            "Rien ne permet à l’habitant de joindre une personne.",
            "Affichez le téléphone, les horaires du guichet ou le formulaire de la mairie à côté de la réponse.",
            "handover",
        )
    return None


def _foresee(values: Values) -> list[str]:
    if values["mode"] == "forbidden":
        return ["L’accueil des habitants par une IA est fermé ; leurs questions vont aux services."]
    return ["Chaque réponse propose une personne à joindre. Sans cela, la réponse n’est pas montrée."]


CLAUSE = Clause(
    11,
    "facing_residents",
    "L’IA face aux habitants",
    _write,
    _judge,
    _foresee,
    (Parameter("mode", "Une IA qui répond aux habitants est", "choice", "handover", _MODES),),
    proofs=(
        Proof("Questions passées à une personne", ("question_handed_over",)),
        Proof("Réponses arrêtées", ("act_refused", "ai_call_refused"), {"refused_by": 11}, role="exception"),
    ),
)
