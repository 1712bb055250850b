"""Clause 3: no personal or confidential data to a model that is not allowed it."""

from __future__ import annotations

from .base import Call, Clause, DataClass, Event, Parameter, Proof, Ruling, Values, elsewhere, mask, named, refuse
from .zones import QUALIFICATIONS, ZONE_NAMES, zone_of

_CLASSES = {
    DataClass.INTERNAL.value: "les données internes ou confidentielles",
    DataClass.PERSONAL.value: "les données personnelles",
    DataClass.SENSITIVE.value: "les données sensibles",
}
_HOW = {"mask": "elles sont masquées avant l’envoi", "refuse": "l’envoi est refusé"}
_PLACES = {key: ZONE_NAMES[key] for key in ("machine", "commune", "qualified")}


def _write(values: Values) -> str:
    classes = named([each for each in _CLASSES if each in values["classes"]], _CLASSES)
    places = named([each for each in _PLACES if each in values["places"]], _PLACES, "ou")
    only = f"qu’à un modèle qui tourne sur {places}" if places else "à aucun modèle"
    where = f"ne sont confiées telles quelles {only}"
    return (
        f"{classes[:1].upper()}{classes[1:] or 'Les données protégées'} {where}. Ailleurs, {_HOW[values['how']]}. "
        "Masquer réduit le risque ; ce n’est pas rendre anonyme."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Call) or event.data.value not in values["classes"]:
        return None
    if zone_of(event, QUALIFICATIONS) in values["places"]:
        return None
    if values["how"] == "mask" and event.maskable and event.data is not DataClass.INTERNAL:
        return mask("Ce qui désigne une personne est remplacé avant l’envoi, puis remis dans la réponse.")
    what = "Ce contenu ne peut pas être masqué" if values["how"] == "mask" else "La charte ne veut pas de cet envoi"
    why = f"La demande contient {_CLASSES[event.data]}, et le modèle n’est pas autorisé à les recevoir. {what}."
    if ours := [place for place in ("machine", "commune") if place in values["places"]]:
        where = named(ours, _PLACES, "ou")
        way = f"Retirez ces données, ou faites la demande avec un modèle qui tourne sur {where}."
        return elsewhere(why, f"{way} Le travail peut aussi être fait sans IA.", *ours)
    return refuse(why, "Retirez ces données. Le travail peut aussi être fait sans IA.")


def _foresee(values: Values) -> list[str]:
    if not values["classes"]:
        return ["Aucune donnée n’est protégée par cet article."]
    sound = "Un enregistrement ou une image ne se masque pas : il ne part pas vers les autres modèles."
    if values["how"] == "refuse":
        away = "Une demande qui contient ces données est confiée à un modèle approuvé de la commune là où elles sont "
        return [f"{away}permises ; s’il n’y en a pas, elle est refusée.", sound]
    return ["Un texte part avec « [PERSONNE_1] » à la place du nom ; la réponse revient avec le nom.", sound]


CLAUSE = Clause(
    3,
    "personal_data",
    "Données personnelles et confidentielles",
    _write,
    _judge,
    _foresee,
    (
        Parameter("classes", "Données protégées", "choices", ["personal", "sensitive"], tuple(_CLASSES.items())),
        Parameter("places", "Permises telles quelles sur", "choices", ["machine", "commune"], tuple(_PLACES.items())),
        Parameter("how", "Ailleurs", "choice", "mask", (("mask", "les masquer"), ("refuse", "refuser l’envoi"))),
    ),
    proofs=(
        Proof("Appels dont les données ont été masquées", ("ai_call",), {"masked": True}),
        Proof("Données masquées", ("ai_call",), {"masked": True}, count="masked_spans"),
        Proof("Appels refusés pour leurs données", ("ai_call_refused",), {"refused_by": 3}, role="exception"),
    ),
)
