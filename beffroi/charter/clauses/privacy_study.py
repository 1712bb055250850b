"""Clause 15: the privacy study (GDPR art. 35) is attached, or judged unnecessary with its reason, before production.

Wording of the GDPR not re-read."""

from __future__ import annotations

from .base import Act, ActKind, Call, Clause, Event, Parameter, Proof, Ruling, Values, require


def _write(values: Values) -> str:
    stop = " Sans elle, l’usage ne sert pas." if values["block_calls"] else ""
    return (
        "Avant qu’un usage soit déployé, l’étude de ses effets sur la vie privée est jointe à son dossier, ou le "
        f"délégué à la protection des données écrit pourquoi elle est inutile.{stop}"
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    deploys = isinstance(event, Act) and event.kind is ActKind.DEPLOY_USE
    if not deploys and not (isinstance(event, Call) and values["block_calls"]):
        return None
    if event.dossier.privacy in ("attached", "unnecessary"):
        return None
    return require(
        "L’étude des effets sur la vie privée n’est ni jointe, ni jugée inutile.",
        "Joignez-la au dossier, ou demandez au délégué à la protection des données d’écrire pourquoi elle est inutile.",
        "privacy",
    )


def _foresee(values: Values) -> list[str]:
    if values["block_calls"]:
        return ["Les usages en service sans étude s’arrêtent jusqu’à ce qu’elle soit jointe ou jugée inutile."]
    return ["Un usage sans étude reste en projet ou en test."]


CLAUSE = Clause(
    15,
    "privacy_study",
    "Étude de la vie privée",
    _write,
    _judge,
    _foresee,
    (Parameter("block_calls", "Arrêter un usage dont l’étude manque", "yes_no", False),),
    proofs=(
        Proof("Études jointes", ("assessment_written",), {"privacy": "attached"}),
        Proof("Études jointes en fichier, scellées au journal", ("assessment_written",), {"study": ...}),
        Proof("Études jugées inutiles, avec leur raison", ("assessment_written",), {"privacy": "unnecessary"}),
    ),
)
