"""Clause 2: proof-reading before anything is sent or published."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, named, require

_ACTS = {ActKind.SEND.value: "envoyé", ActKind.PUBLISH.value: "publié", ActKind.EXPORT.value: "remis en fichier"}


def _write(values: Values) -> str:
    acts = named([each for each in _ACTS if each in values["acts"]], _ACTS, "ou")
    if not acts:
        return "Tout texte préparé avec une IA est relu en entier."
    return f"Tout texte préparé avec une IA est relu en entier, et ses points signalés sont levés, avant d’être {acts}."


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Act) or not event.with_ai or event.proofread:
        return None
    if event.kind in _ACTS and event.kind.value in values["acts"]:
        return require(
            "Ce texte n’a pas été relu jusqu’au bout depuis sa dernière modification.",
            "Relisez les passages signalés et répondez à chacun. L’envoi sera possible aussitôt.",
            "proofreading",
        )
    return None


def _foresee(values: Values) -> list[str]:
    if not values["acts"]:
        return ["La relecture est demandée, mais rien n’est arrêté si elle manque."]
    acts = named([each for each in _ACTS if each in values["acts"]], _ACTS, "ou")
    return [f"Un texte dont un point reste ouvert ne peut pas être {acts}."]


CLAUSE = Clause(
    2,
    "proofreading",
    "Relire avant d’envoyer ou de publier",
    _write,
    _judge,
    _foresee,
    (Parameter("acts", "La relecture est obligatoire avant", "choices", ["send", "publish"], tuple(_ACTS.items())),),
    proofs=(
        Proof("Documents envoyés après relecture", ("minutes_sent",)),
        Proof("Points levés par une personne", ("flag_answered", "sitting_flag_maintained")),
        Proof("Envois arrêtés faute de relecture", ("act_refused",), {"refused_by": 2}, role="exception"),
    ),
)
