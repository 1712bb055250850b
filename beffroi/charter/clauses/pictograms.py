"""Clause 10: pictograms in exports, with their text for those who do not see them."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, named, require

_ACTS = {ActKind.EXPORT.value: "fichiers remis", ActKind.PUBLISH.value: "publications"}


def _write(values: Values) -> str:
    acts = named([each for each in _ACTS if each in values["acts"]], _ACTS)
    return (
        "Un pictogramme dit si un texte est écrit par une personne, avec une IA ou par une IA relue "
        f"({acts or 'à la demande'}). Il a toujours son équivalent écrit, lu par les lecteurs d’écran."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Act) or not event.with_ai or event.kind.value not in values["acts"]:
        return None
    if event.pictogram and event.pictogram_text:
        return None
    lack = "son équivalent écrit" if event.pictogram else "le pictogramme"
    return require(
        f"Il manque {lack}.", "Refaites le fichier avec le modèle de document de la commune, qui le porte.", "pictogram"
    )


def _foresee(values: Values) -> list[str]:
    return (
        ["Les documents DOCX, ODT et PDF portent le pictogramme et son texte."]
        if values["acts"]
        else ["Le pictogramme est proposé, sans être obligatoire."]
    )


CLAUSE = Clause(
    10,
    "pictograms",
    "Un pictogramme lisible par tous",
    _write,
    _judge,
    _foresee,
    (Parameter("acts", "Obligatoire sur", "choices", [], tuple(_ACTS.items())),),
    proofs=(
        Proof("Documents remis avec le pictogramme", ("act_allowed",), {"pictogram": True}),
        Proof("Documents sans pictogramme, arrêtés", ("act_refused",), {"refused_by": 10}, role="exception"),
    ),
)
