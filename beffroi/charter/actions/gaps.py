"""What is missing for the charter to be proved, from what the commune wrote beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from beffroi.charter import evidence, state
from beffroi.charter.agreement import disagreements
from beffroi.charter.clauses import BY_CODE
from beffroi.charter.clauses.assessment import ROLES, signatures_asked
from beffroi.charter.domain.proofs import holds
from beffroi.charter.domain.rubber_stamp import alarms
from beffroi.charter.domain.wording import french, named
from beffroi.charter.evidence import Period
from beffroi.charter.lines import lines_of
from beffroi.charter.models import EngineSheet, Question, Service
from beffroi.charter.policy import article_of
from beffroi.charter.uses import use_named

Gap = tuple[int, str]


def gaps(period: Period, settings: Any) -> dict[int, tuple[str, ...]]:
    """Clause number -> French sentences, for the commune in scope."""
    found: dict[int, list[str]] = {}
    for number, said in (
        *_of_uses(period, settings),
        *_of_engines(period),
        *_of_time(period, settings),
        *_stamps(period),
        *((24, said) for said in disagreements()),
    ):
        found.setdefault(number, []).append(french(said))
    return {number: tuple(said) for number, said in found.items()}


def _of_uses(period: Period, settings: Any) -> Iterator[Gap]:
    asked = signatures_asked(_values(settings, "assessment"))
    for code in sorted(_used(period)):
        dossier, use = state.dossier_of(code), use_named(code)
        if not dossier.need or not dossier.alternative:
            yield 13, f"« {code} » : le besoin ou la solution sans IA n’est pas écrit."
        if left := [role for role in asked if role not in dossier.signed]:
            yield 14, f"« {code} » : il manque une signature : {named(left, ROLES)}."
        if dossier.privacy not in ("attached", "unnecessary"):
            yield 15, f"« {code} » : l’étude de la vie privée n’est ni jointe, ni jugée inutile."
        if use and use.about_people and dossier.paired_tests_days is None:
            yield 22, f"« {code} » : aucun essai avec des noms échangés."


def _of_engines(period: Period) -> Iterator[Gap]:
    used = {(data.get("model"), data.get("host"), data.get("place")) for data in _calls(period)}
    for model, host, place in sorted((str(m or ""), str(h or ""), str(p or "")) for m, h, p in used):
        sheet = EngineSheet.objects.filter(model=model, host=host).first()
        if place != "machine" and not (sheet and sheet.approved):
            yield 6, f"« {model} » a servi sans être approuvé."
        if sheet is None or sheet.open_licence is None:
            yield 17, f"« {model} » : sa licence n’est pas inscrite."
        if place == "host" and not state.engine_of(model, "", host, "", place, "").supplier_answered:
            yield 19, f"Le fournisseur de « {host} » n’a pas répondu à toutes les questions."


def _of_time(period: Period, settings: Any) -> Iterator[Gap]:
    days = _values(settings, "in_doubt_ask")["days"]
    limit = timezone.now() - timedelta(days=days)
    if late := Question.objects.filter(answered_at=None, asked_at__lt=limit).count():
        yield 8, f"{late} question{'s' if late > 1 else ''} sans réponse depuis plus de {days} jours."
    version = state.version_in_force(min(period.last, timezone.localdate()))
    months = _values(settings, "revisable")["months"]
    if version and version.voted_on and (period.last - version.voted_on).days > months * 31:
        yield 24, f"La charte a été votée il y a plus de {months} mois : elle est à revoir."
    begun = lines_of(period, ["ai_call_begun"]).count()
    ended = lines_of(period, ["ai_call", "ai_call_failed", "ai_call_cancelled"]).count()
    if begun > ended:
        yield 24, f"{begun - ended} appel(s) commencé(s) dont le journal ne dit pas la fin."


def _stamps(period: Period) -> Iterator[Gap]:
    people = {each.name: each.people.count() for each in Service.objects.all()}
    for alarm in alarms(evidence.validations(period), people):
        yield 1, f"Service « {alarm.service} » : {' '.join(alarm.reasons)}"


def _used(period: Period) -> set[str]:
    return {str(data["use"]) for data in _calls(period) if data.get("use")}


def _calls(period: Period) -> list[Mapping[str, Any]]:
    """Kinds of calls made in the period, without repetition."""
    rows = lines_of(period, ["ai_call"]).values_list("data", flat=True)
    kinds = {
        (d.get("use"), d.get("model"), d.get("host"), d.get("place")): d
        for d in rows.iterator()
        if holds(d, {"use": ...})
    }
    return list(kinds.values())


def _values(settings: Any, code: str) -> Mapping[str, Any]:
    return article_of(BY_CODE[code], settings).values
