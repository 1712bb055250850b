"""Clause 8: in doubt, ask the referent; the answer is kept as a precedent."""

from __future__ import annotations

from .base import Clause, Parameter, Proof, Values, silent


def _write(values: Values) -> str:
    who = values["referent"] or "le référent IA de la commune"
    return (
        f"Dans le doute, on demande avant d’agir. {who[:1].upper()}{who[1:]} répond sous {values['days']} jours ; sa "
        "réponse est gardée, sans nom, et sert de précédent."
    )


def _foresee(values: Values) -> list[str]:
    lines = ["Chaque page où une IA sert a un bouton « Demander au référent »."]
    if not values["referent"]:
        lines.append("Le référent n’est pas nommé : les administrateurs de la commune reçoivent les questions.")
    return lines


CLAUSE = Clause(
    8,
    "in_doubt_ask",
    "Dans le doute, demander",
    _write,
    silent,
    _foresee,
    (
        Parameter("referent", "Référent (fonction)", "words", ""),
        Parameter("days", "Délai de réponse", "number", 7, least=1, most=90, unit="jours"),
    ),
    proofs=(
        Proof("Questions posées au référent", ("question_asked",)),
        Proof("Réponses gardées comme précédents", ("question_answered",)),
    ),
)
