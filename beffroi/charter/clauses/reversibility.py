"""Clause 18: everything can be taken out, and that is tried."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, months, require


def _write(values: Values) -> str:
    return (
        "La commune peut partir : tout ce que le programme garde s’exporte dans des formats ouverts. L’export complet "
        f"est essayé au moins une fois tous les {values['months']} mois."
        if values["months"] != 12
        else "La commune peut partir : tout ce que le programme garde s’exporte dans des formats ouverts. L’export "
        "complet est essayé au moins une fois par an."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Act) or event.kind is not ActKind.DEPLOY_USE or not values["block"]:
        return None
    days = event.export_tested_days
    if days is not None and days <= values["months"] * 31:
        return None
    return require(
        f"L’export complet n’a pas été essayé depuis {months(values['months'])}.",
        "Faites un export complet et ouvrez-le : c’est l’affaire de quelques minutes.",
        "export_test",
    )


def _foresee(values: Values) -> list[str]:
    return (
        ["Sans export essayé, aucun nouvel usage n’est déployé."]
        if values["block"]
        else ["Un export qui n’est pas essayé est signalé dans le tableau des preuves."]
    )


CLAUSE = Clause(
    18,
    "reversibility",
    "Réversibilité",
    _write,
    _judge,
    _foresee,
    (
        Parameter("months", "Export essayé tous les", "number", 12, least=1, most=60, unit="mois"),
        Parameter("block", "Pas de nouvel usage sans export essayé", "yes_no", False),
    ),
    proofs=(Proof("Exports complets essayés", ("full_export_tested",)),),
    needs_evidence=True,
)
