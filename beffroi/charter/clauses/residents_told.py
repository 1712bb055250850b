"""Clause 9: residents are always told; the mention cannot be removed."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, named, refuse, require

_WHERE = {
    ActKind.SEND.value: "les courriers et documents envoyés",
    ActKind.PUBLISH.value: "les publications",
    ActKind.ANSWER_RESIDENT.value: "les réponses aux habitants",
}
_MENTION = "Ce texte a été préparé avec l’aide d’une intelligence artificielle, puis relu par une personne."


def _write(values: Values) -> str:
    where = named([each for each in _WHERE if each in values["where"]], _WHERE)
    return (
        "Les habitants savent toujours quand une IA a pris part à ce qu’ils lisent ou à qui ils parlent"
        f"{f' : {where} portent la mention « ' + values['mention'] + ' »' if where else ''}. "
        "Cette mention ne peut pas être retirée."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Act):
        return None
    if event.kind is ActKind.CHANGE_MENTION and event.removes:
        return refuse(
            "La mention d’une aide de l’IA ne peut pas être retirée ni vidée.",
            "Son texte se change dans la charte, par un vote. Un texte écrit sans IA n’a pas besoin de mention.",
        )
    if event.with_ai and event.kind.value in values["where"] and event.kind in _WHERE and not event.mention:
        return require(
            "Une IA a pris part à ce texte, et rien ne le dit.",
            "Laissez la mention proposée en place, puis recommencez.",
            "mention",
        )
    return None


def _foresee(values: Values) -> list[str]:
    missing = [name for key, name in _WHERE.items() if key not in values["where"]]
    lines = ["Ni un modèle de document ni un réglage ne peut retirer la mention."]
    return lines + [f"Attention : {name} n’ont pas à porter la mention." for name in missing]


CLAUSE = Clause(
    9,
    "residents_told",
    "Les habitants sont prévenus",
    _write,
    _judge,
    _foresee,
    (
        Parameter("where", "La mention est portée par", "choices", list(_WHERE), tuple(_WHERE.items())),
        Parameter("mention", "Texte de la mention", "words", _MENTION),
    ),
    proofs=(
        Proof("Réponses et envois qui portent la mention", ("act_allowed",), {"mention": True}),
        Proof("Retraits de mention refusés", ("act_refused",), {"refused_by": 9}, role="exception"),
    ),
)
