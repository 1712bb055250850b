"""Clause 7: no individual decision by AI; where a result grounds one, the mention of CRPA L311-3-1.

Source: CRPA L311-3-1 and R311-3-1-1 (decree 2017-330), as quoted by affaires-publiques.org and altajuris.com; the
codes themselves were not reachable."""

from __future__ import annotations

from .base import Act, ActKind, Clause, Event, Parameter, Proof, Ruling, Values, refuse, require

MENTION = (
    "Cette décision a été prise sur le fondement d’un traitement algorithmique. Vous pouvez demander à la commune les "
    "règles qui le définissent et les principales caractéristiques de sa mise en œuvre (article L311-3-1 du code des "
    "relations entre le public et l’administration), et, en cas de refus, saisir la commission d’accès aux documents "
    "administratifs (CADA)."
)


def _write(values: Values) -> str:
    if values["strict"]:
        return (
            "Aucune décision sur la situation d’une personne n’est prise par une IA, ni avec son aide : attribution, "
            "refus, classement, sanction, recrutement."
        )
    return (
        "Aucune décision sur la situation d’une personne n’est prise par une IA. Si un résultat d’IA fonde une "
        "décision prise par une personne, celle-ci le dit : la mention de l’article L311-3-1 du code des relations "
        "entre le public et l’administration est portée sur la décision, avec la finalité du traitement."
    )


def _judge(event: Event, values: Values) -> Ruling | None:
    if not isinstance(event, Act) or event.kind is not ActKind.INDIVIDUAL_DECISION or not event.with_ai:
        return None
    if values["strict"] or event.by_ai_alone:
        return refuse(
            "Cet acte décide de la situation d’une personne.",
            "Faites examiner le dossier par l’agent compétent, sans le résultat de l’IA.",
        )
    if not event.crpa_mention:
        return require(
            "Un résultat d’IA fonde cette décision individuelle, et la mention légale manque.",
            "Ajoutez la mention proposée, complétée de la finalité du traitement, puis recommencez.",
            "crpa_mention",
        )
    return None


def _foresee(values: Values) -> list[str]:
    if values["strict"]:
        return ["Aucun dossier individuel ne peut s’appuyer sur une IA, même comme aide."]
    return ["Une décision individuelle fondée sur un résultat d’IA n’est pas remise sans la mention légale."]


CLAUSE = Clause(
    7,
    "no_individual_decision",
    "Pas de décision individuelle par une IA",
    _write,
    _judge,
    _foresee,
    (Parameter("strict", "Interdire aussi l’aide d’une IA aux décisions individuelles", "yes_no", False),),
    proofs=(
        Proof("Décisions individuelles remises avec la mention", ("individual_decision",), {"crpa_mention": True}),
        Proof("Décisions arrêtées", ("act_refused",), {"refused_by": 7}, role="exception"),
    ),
)
