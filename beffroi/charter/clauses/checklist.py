"""Clause 21: sources, copyright and critical mind: a checklist before publishing."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, named, require

POINTS = {
    "sources": "les sources",
    "facts": "les chiffres, les dates et les noms",
    "rights": "les droits sur les textes et les images",
    "tone": "le ton et les mots",
    "nobody_hurt": "que personne n’est mis en cause à tort",
}


def _write(values: Values) -> str:
    points = named([each for each in POINTS if each in values["points"]], POINTS)
    return (
        f"Avant de publier un texte fait avec une IA, on vérifie {points}."
        if points
        else ("Avant de publier un texte fait avec une IA, on garde l’esprit critique.")
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Act) or not event.with_ai or event.kind is not ActKind.PUBLISH:
        return None
    left = [each for each in POINTS if each in values["points"] and each not in event.checklist]
    if not left:
        return None
    return require(
        f"Il reste à vérifier : {named(left, POINTS)}.",
        "Répondez à la liste de vérification, puis publiez.",
        *(f"checklist:{each}" for each in left),
    )


def _foresee(values: Values) -> list[str]:
    count = len(values["points"])
    return [f"{count} cases à cocher avant chaque publication."] if count else ["Aucune case à cocher."]


CLAUSE = Clause(
    21,
    "checklist",
    "Sources, droit d’auteur, esprit critique",
    _write,
    _judge,
    _foresee,
    (Parameter("points", "Points à vérifier", "choices", ["sources", "facts", "rights"], tuple(POINTS.items())),),
    proofs=(
        Proof("Publications dont la liste est complète", ("act_allowed",), {"act": "publish", "checklist": ...}),
        Proof("Publications arrêtées", ("act_refused",), {"refused_by": 21}, role="exception"),
    ),
)
