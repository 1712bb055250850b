"""How residents ask for an explanation, and contest: the steps, each with its text.

Sources read: CRPA L311-3-1 and R311-3-1-1, R311-3-1-2 (mention, and what is told on request), as quoted by
developpez.com and affaires-publiques.org on the decree 2017-330 of 14 March 2017, which also recalls that one month of
silence is a refusal (R*311-12, R311-13); CRPA L411-2 and CJA R421-1 (two months, and a request to the mayor that keeps
the delay open), as quoted by juritravail.com and acg-avocat.com. Wording not verified: GDPR articles 15 to 22 and the
powers of the CNIL and of the Défenseur des droits, told here in general terms only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str
    basis: str = ""


STEPS = (
    Step(
        "Demander une explication",
        "Si une décision vous concerne et qu’un traitement algorithmique y a pris part, elle doit le dire. Vous pouvez "
        "demander les règles de ce traitement : sa part dans la décision, les données traitées et leur source, les "
        "paramètres appliqués à votre situation, les opérations faites.",
        "Code des relations entre le public et l’administration, articles L311-3-1 et R311-3-1-2",
    ),
    Step(
        "Si la mairie ne répond pas en un mois",
        "Son silence vaut refus. Vous pouvez alors saisir la Commission d’accès aux documents administratifs (CADA).",
        "Code des relations entre le public et l’administration, articles R311-12 et R311-13",
    ),
    Step(
        "Demander qu’une personne revoie la décision",
        "Écrivez au maire dans les deux mois qui suivent la décision : c’est un recours gracieux. Dites ce que vous "
        "contestez et pourquoi. Ce recours garde ouvert votre délai pour saisir le juge.",
        "Code des relations entre le public et l’administration, article L411-2",
    ),
    Step(
        "Saisir le tribunal administratif",
        "Vous avez deux mois à partir de la décision, ou de la réponse à votre recours gracieux. Si la "
        "décision n’annonce aucun délai, il est plus long : n’attendez pas pour autant.",
        "Code de justice administrative, articles R421-1 et R421-5",
    ),
    Step(
        "Pour vos données personnelles",
        "Vous pouvez demander à voir les données qui vous concernent, à les faire corriger, et vous opposer à leur "
        "usage. Écrivez au délégué à la protection des données de la commune ; sans réponse satisfaisante, à la CNIL.",
        "Règlement général sur la protection des données (RGPD)",
    ),
    Step(
        "Si vous pensez être traité moins bien que d’autres",
        "Le Défenseur des droits peut être saisi gratuitement, sur son site ou auprès de ses délégués.",
    ),
)
