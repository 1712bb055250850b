# ruff: noqa: E501  (patterns read best whole)
"""By when something is to be done: a date with its preposition, or the words of an agenda ("vendredi", "fin mars")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beffroi.facts.dates import find_dates
from beffroi.minutes.domain.text import fold

_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_BEFORE = (r"(?:avant|d'ici(?: a| la)?|pour|au plus tard|sous|jusqu'(?:a|au|en)|dans|des|courant|des le|a partir (?:de|du)|a compter (?:de|du)|lors (?:de|du))"
           r" (?:le |la |l'|les |au |a la |cette |de la |du )?")  # fmt: skip
_WHEN = (rf"(?:{_DAY}(?: prochain| en huit| matin| soir| midi)?|demain|apres demain|ce soir|cette semaine|aujourd'hui"
         rf"|(?:fin|debut|mi)(?: de| du| de la| d')? ?(?:{_MONTH}|mois|semaine|annee|l'annee|trimestre|semestre)(?: prochaine?)?"
         rf"|(?:semaine|mois|annee|trimestre|printemps|ete|automne|hiver|rentree)(?: prochaine?)?"
         rf"|prochaine?s? (?:seance|reunion|conseil|fois|commission|bureau|comite|jours|semaines)(?: municipal| de [a-z]+)?"
         rf"|{_MONTH}(?: prochain| \d{{4}})?|noel|paques|la toussaint|toussaint|vacances(?: [a-z]+)?"
         rf"|(?:\d+|un|une|deux|trois|quatre|six|huit|dix|quinze) (?:jours|semaines?|mois)|quinzaine|huitaine)")  # fmt: skip
_FIRM = re.compile(rf"\b{_BEFORE}{_WHEN}\b")
_SOFT = re.compile(rf"\b(?:{_DAY}(?: prochain| matin| soir| apres midi)?|aujourd'hui|demain|cette semaine|la semaine prochaine|le mois prochain"
                   rf"|en fin de semaine|dans la (?:semaine|journee)|rapidement|tout de suite|des que possible)\b")  # fmt: skip
_PREPOSITION = re.compile(
    r"\b(?:avant|d'ici(?: a| au)?|pour|au plus tard|jusqu'au|des|a partir du|a compter du|avant la date du)(?: le| au| la)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where it stands in the text; ``firm`` when a preposition makes it a limit ("avant", "d'ici")."""

    start: int
    end: int
    firm: bool


def find_deadline(text: str) -> Deadline | None:
    """The first limit said, else the first day."""
    folded = fold(text)
    days: list[Deadline] = []
    for date in find_dates(text):
        if date.day is None or date.month is None:
            continue
        before = _PREPOSITION.search(folded[: date.start])
        article = re.search(r"\ble $", folded[: date.start])
        start = before.start() if before else article.start() if article else date.start
        late = re.match(r" au plus tard", folded[date.end :])
        days.append(Deadline(start, date.end + (late.end() if late else 0), bool(before or late)))
    firm = [Deadline(hit.start(), hit.end(), True) for hit in _FIRM.finditer(folded)] + [
        day for day in days if day.firm
    ]
    soft = [day for day in days if not day.firm] + [
        Deadline(hit.start(), hit.end(), False) for hit in _SOFT.finditer(folded)
    ]
    return min(firm or soft, key=lambda each: (each.start, -each.end), default=None)
