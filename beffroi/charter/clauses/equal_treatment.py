"""Clause 22: equal treatment: paired-name tests for each use, with their results kept."""

from __future__ import annotations

from .base import Act, ActKind, Call, Clause, Event, Parameter, Proof, Ruling, Values, months, require


def _write(values: Values) -> str:
    return (
        "L’IA ne traite pas mieux ou moins bien selon le nom, le sexe, l’âge ou l’origine. Chaque usage qui parle de "
        f"personnes est essayé avec des noms échangés, au moins une fois tous les {values['months']} mois ; le "
        "résultat est gardé."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    deploys = isinstance(event, Act) and event.kind is ActKind.DEPLOY_USE
    if not values["block"] or not (deploys or (isinstance(event, Call) and event.facing_residents)):
        return None
    days = event.dossier.paired_tests_days
    if days is None or days > values["months"] * 31:
        return require(
            f"Cet usage n’a pas été essayé avec des noms échangés depuis {months(values['months'])}.",
            "Lancez l’essai depuis le dossier de l’usage ; il dure quelques minutes.",
            "paired_test",
        )
    if not event.dossier.paired_tests_passed:
        return require(
            "Le dernier essai avec des noms échangés a montré des réponses différentes.",
            "Corrigez la consigne ou le modèle, puis refaites l’essai.",
            "paired_test",
        )
    return None


def _foresee(values: Values) -> list[str]:
    if values["block"]:
        return ["Un usage qui n’a pas réussi l’essai n’est pas déployé, ni ouvert aux habitants."]
    return ["Les essais qui manquent sont montrés comme des manques ; rien n’est arrêté."]


CLAUSE = Clause(
    22,
    "equal_treatment",
    "Égalité de traitement",
    _write,
    _judge,
    _foresee,
    (
        Parameter("months", "Essai tous les", "number", 12, least=1, most=36, unit="mois"),
        Parameter("block", "Pas d’usage sans essai réussi", "yes_no", False),
    ),
    proofs=(Proof("Essais avec des noms échangés", ("paired_test",)),),
)
