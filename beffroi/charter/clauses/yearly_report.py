"""Clause 23: a public report every year, generated from the journal and the register."""

from __future__ import annotations

from .base import Clause, Parameter, Proof, Values, silent

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def _write(values: Values) -> str:
    month = MONTHS[values["month"] - 1]
    of = "d’" if month[0] in "ao" else "de "
    return (
        f"Chaque année au mois {of}{month}, un bilan public dit à quoi l’IA a servi, combien, où, avec quels refus et "
        "quels manques. Il est présenté au conseil."
    )


def _foresee(values: Values) -> list[str]:
    return ["Le bilan est tiré du journal et du registre ; il montre aussi ce qui manque."]


CLAUSE = Clause(
    23,
    "yearly_report",
    "Un bilan public chaque année",
    _write,
    silent,
    _foresee,
    (Parameter("month", "Mois du bilan", "number", 1, least=1, most=12),),
    proofs=(Proof("Bilans publiés", ("yearly_report_published",)),),
)
