"""Clause 13: a stated need, and the alternative that was considered."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, require


def _write(values: Values) -> str:
    other = " et la solution sans IA qui a été envisagée" if values["alternative"] else ""
    return f"Avant de servir, un usage dit par écrit le besoin auquel il répond{other}."


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Act) or event.kind is not ActKind.DEPLOY_USE:
        return None
    lacks = [] if event.dossier.need else ["le besoin"]
    if values["alternative"] and not event.dossier.alternative:
        lacks.append("la solution sans IA envisagée")
    if not lacks:
        return None
    return require(
        f"Le dossier de cet usage ne dit pas {' ni '.join(lacks)}.",
        "Complétez le dossier de l’usage : quelques lignes suffisent.",
        "need",
    )


def _foresee(values: Values) -> list[str]:
    return ["Un usage sans besoin écrit reste en projet ou en test."]


CLAUSE = Clause(
    13,
    "need",
    "Un besoin avant un outil",
    _write,
    _judge,
    _foresee,
    (Parameter("alternative", "Dire aussi la solution sans IA envisagée", "yes_no", True),),
    proofs=(Proof("Dossiers d’usage écrits", ("assessment_written",)),),
)
