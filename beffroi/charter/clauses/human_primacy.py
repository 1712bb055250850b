"""Clause 1: what a model makes is a draft until a named agent validates it."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, is_act, refuse, require

_LEAVES = (ActKind.SEND, ActKind.PUBLISH, ActKind.EXPORT)


def _write(values: Values) -> str:
    other = " Cette personne n’est pas celle qui l’a rédigé." if values["other_person"] else ""
    return (
        "Ce que produit une IA est un projet. Il devient un texte de la commune quand une personne nommée l’a "
        f"validé, et sous sa responsabilité.{other}"
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if is_act(event, ActKind.APPROVE):
        return _approval(event, values)
    if is_act(event, *_LEAVES) and not event.validated_by:
        return require(
            "Personne n’a validé ce texte : c’est encore un projet.",
            "Faites-le relire et valider par une personne habilitée, puis recommencez.",
            "validation",
        )
    return None


def _approval(act: Act, values: Values) -> Ruling | None:
    if not act.actor:
        return require("Une validation porte le nom de quelqu’un.", "Connectez-vous, puis validez le texte.", "name")
    if values["other_person"] and (not act.author or act.author == act.actor):
        return refuse(
            "La charte demande que le texte soit validé par une autre personne que celle qui l’a rédigé.",
            "Demandez à un autre relecteur de la commune de le valider. Votre travail est gardé.",
        )
    return None


def _foresee(values: Values) -> list[str]:
    lines = ["Rien de ce qu’une IA a préparé ne peut être envoyé, publié ou pris comme définitif sans un nom."]
    if values["other_person"]:
        lines.append("Qui rédige ne valide pas : il faut au moins deux personnes habilitées dans la commune.")
    else:
        lines.append("La même personne peut rédiger et valider : c’est praticable avec un seul agent.")
    return lines


CLAUSE = Clause(
    1,
    "human_primacy",
    "La décision reste humaine",
    _write,
    _judge,
    _foresee,
    (Parameter("other_person", "Une autre personne que le rédacteur valide", "yes_no", False),),
    proofs=(
        Proof("Textes validés par une personne nommée", ("minutes_approved", "deliberation_validated")),
        Proof("Actes arrêtés faute de validation", ("act_refused",), {"refused_by": 1}, role="exception"),
    ),
)
