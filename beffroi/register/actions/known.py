"""What is known of a use without anybody typing it: from the code, the journal, the charter's assessments and sheets,
the suppliers' answers and the register's settings. Read together, once a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.charter.clauses.supplier_answers import QUESTIONS
from beffroi.charter.models import Assessment, EngineSheet, PrivacyStudy, SupplierAnswer
from beffroi.charter.uses import AiUse, all_uses
from beffroi.register.domain.dates import said
from beffroi.register.domain.sheet import FROM_CODE, Answer
from beffroi.register.models import RegisterSettings
from beffroi.town.scope import current_commune

Fact = tuple[str, str]
"""(value, where it comes from in French)."""
PLACES = {"machine": "Un ordinateur de la mairie", "commune": "Un serveur de la commune"}
JOURNAL = "lu dans le journal"
SETTINGS = "contact du registre"
VERBS = {
    "transcribe": "reconnaissance de la parole",
    "detect_speech": "détection de la parole",
    "diarize": "comparaison de voix",
    "generate": "modèle de langue qui écrit",
    "embed": "comparaison de textes par leur sens",
    "entities": "repérage des noms",
    "ocr": "lecture d’images de pages",
}
"""Verbs of the gateway, each of which calls a trained model."""
SCOPES = {
    True: "Un habitant peut lire le résultat avant un agent.",
    False: "Interne à la mairie : un agent lit le résultat avant quiconque.",
}


@dataclass(frozen=True, slots=True)
class Observed:
    """What the journal tells of the calls of a use: no content, nobody."""

    calls: int
    first: str
    """ISO date."""
    last: str
    model: str
    place: str
    host: str


@dataclass(frozen=True, slots=True)
class Known:
    uses: Mapping[str, AiUse]
    observed: Mapping[str, Observed]
    assessments: Mapping[str, Assessment]
    engines: Mapping[tuple[str, str], EngineSheet]
    answers: Mapping[str, list[SupplierAnswer]]
    settings: RegisterSettings

    def of_code(self, code: str) -> dict[str, str]:
        """What the code declares of its use; nothing for a use that it does not hold."""
        use = self.uses.get(code)
        if use is None:
            return {}
        return {"purpose": use.purpose, "data": use.data, "human_check": use.human_check, "without_ai": use.without_ai}

    def facts(self, code: str) -> dict[str, Fact]:
        commune = current_commune()
        found: dict[str, Fact] = {
            "organisation": (commune.name if commune else "", "nom de la commune"),
            "contact": (self.settings.contact, SETTINGS),
            "responsible": (self.settings.responsible, SETTINGS),
            "contest": (self.settings.contest, SETTINGS),
        }
        if use := self.uses.get(code):
            found |= _declared(use)
        if seen := self.observed.get(code):
            found |= self._engine(seen)
        if assessment := self.assessments.get(code):
            found |= _weighed(assessment)
        return found

    def _engine(self, seen: Observed) -> dict[str, Fact]:
        place = PLACES.get(seen.place) or f"Chez un hébergeur : {seen.host or 'nom inconnu'}"
        sheet = self.engines.get((seen.model, seen.host))
        if sheet and sheet.qualification:
            place += f", qualifié {sheet.qualification}"
        if sheet and sheet.in_eu is not None:
            place += ", dans l’Union européenne" if sheet.in_eu else ", hors de l’Union européenne"
        return {"model": (seen.model, JOURNAL), "place": (place, JOURNAL)}

    def answers_of(self, supplier: str) -> tuple[Answer, ...]:
        """Each question with the supplier's latest answer; empty when there is no supplier outside."""
        if not supplier or supplier.strip().lower() in ("interne", "aucun"):
            return ()
        latest = {each.question: each for each in self.answers.get(_same(supplier), ())}
        return tuple(
            Answer(question, latest[key].answer, latest[key].on.isoformat()) if key in latest else Answer(question)
            for key, question in QUESTIONS.items()
        )


def known() -> Known:
    """Of the commune in scope."""
    answers = defaultdict(list)
    for each in SupplierAnswer.objects.order_by("on", "pk"):
        answers[_same(each.supplier)].append(each)
    assessments = Assessment.objects.order_by("created_at", "pk").prefetch_related("signatures")
    return Known(
        uses={use.code: use for use in all_uses()},
        observed=_observed(),
        assessments={each.use: each for each in assessments},
        engines={(each.model, each.host): each for each in EngineSheet.objects.all()},
        answers=answers,
        settings=settings_of(),
    )


def settings_of() -> RegisterSettings:
    """Of the commune in scope; not saved when nothing was ever set."""
    return RegisterSettings.objects.first() or RegisterSettings()


def _same(supplier: str) -> str:
    return " ".join(supplier.lower().split())


def _declared(use: AiUse) -> dict[str, Fact]:
    """What the declaration says without saying it."""
    kind = VERBS.get(use.verb, "")
    told = {
        "name": _name(use),
        "scope": SCOPES[use.facing_residents],
        "algorithm_type": kind and f"Apprentissage : {kind}.",
    }
    return {name: (value, FROM_CODE) for name, value in told.items()}


def _name(use: AiUse) -> str:
    """The purpose as a title: whole, or cut at a comma, or at a word."""
    title = use.purpose.rstrip(" .")
    if len(title) <= 100:
        return title
    return title[:100].rpartition(",")[0] or title[:100].rpartition(" ")[0]


def _observed() -> dict[str, Observed]:
    calls = Entry.objects.filter(commune=current_commune(), action="ai_call", purged=False).order_by()
    counted = {
        each["data__use"]: each
        for each in calls.values("data__use").annotate(n=Count("pk"), first=Min("at"), last=Max("pk"))
        if each["data__use"]
    }
    last = Entry.objects.in_bulk([each["last"] for each in counted.values()])
    return {use: _told(each, last[each["last"]]) for use, each in counted.items()}


def _told(counted: Mapping[str, Any], last: Entry) -> Observed:
    data = last.data
    return Observed(
        counted["n"],
        counted["first"][:10],
        last.at[:10],
        str(data.get("model", "")),
        str(data.get("place", "")),
        str(data.get("host", "")),
    )


def _weighed(assessment: Assessment) -> dict[str, Fact]:
    on = said(timezone.localtime(assessment.created_at).date().isoformat())
    source = f"évaluation du {on}"
    signed = ", ".join(each.get_role_display() for each in assessment.signatures.all())
    told = f"Évaluation du {on}, {f'signée par : {signed}' if signed else 'pas encore signée'}. {_privacy(assessment)}"
    return {
        "alternatives": (assessment.alternative, source),
        "risks": (assessment.risks, source),
        "assessments": (told.strip(), source),
    }


def _privacy(assessment: Assessment) -> str:
    if assessment.privacy == PrivacyStudy.ATTACHED:
        return "Étude d’impact sur la vie privée faite."
    if assessment.privacy == PrivacyStudy.UNNECESSARY:
        return f"Étude d’impact jugée inutile : {assessment.privacy_reason or 'raison à compléter'}"
    return "Étude d’impact sur la vie privée : pas encore."
