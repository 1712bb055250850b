"""What the commune in scope has decided and written, as the values that clauses judge by.

Without a commune in scope (an installation's own work) there is no charter: the floor alone holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from beffroi.town.scope import current_commune

from . import evidence
from .clauses.supplier_answers import QUESTIONS
from .domain.events import Dossier, Engine
from .models import (
    Assessment,
    CharterVersion,
    EngineSheet,
    Objection,
    PairedTest,
    Service,
    SupplierAnswer,
    SwitchTurn,
    VersionState,
)
from .policy import Policy, policy_for


def version_in_force(on: date | None = None) -> CharterVersion | None:
    """The voted version in force that day (today by default): of those that have taken effect, the last voted. A
    version voted since replaces one that was still to begin."""
    if current_commune() is None:
        return None
    voted = CharterVersion.objects.filter(state=VersionState.VOTED, starts_on__lte=on or timezone.localdate())
    return voted.order_by("-number").first()


def policy_in_force(on: date | None = None) -> Policy:
    version = version_in_force(on)
    if version is None:
        return policy_for(0, None, settings.AI_PLACES)
    return policy_for(version.number or 0, version.settings, settings.AI_PLACES)


SAID = {True: "ai_switched_off", False: "ai_switched_on"}
"""What the journal says of a turn, by whether it stops."""
UNTOLD = (
    "l’interrupteur a été remis en marche sans que le journal le dise. Un administrateur doit le tourner de nouveau"
)


def switched_off() -> SwitchTurn | None:
    """The turn that stopped all AI in the commune, or None while it runs. A turn that starts it again and that the
    journal does not tell counts as none: AI stays stopped, and it is said why."""
    last: SwitchTurn | None = (
        SwitchTurn.objects.select_related("entry").order_by("-pk").first() if current_commune() else None
    )
    if last is None or (not last.off and is_told(last)):
        return None
    return last if last.off else SwitchTurn(off=True, at=last.at, reason=UNTOLD)


def is_told(turn: SwitchTurn) -> bool:
    """Whether the journal's own line says this turn."""
    line = turn.entry
    return line is not None and line.commune_id == turn.commune_id and line.action == SAID[turn.off]


def engine_of(model: str, adapter: str, host: str, qualification: str, place: str, use: str) -> Engine:
    """What the commune wrote of this engine. The settings' qualification holds only while no sheet says otherwise."""
    sheet = EngineSheet.objects.filter(model=model, host=host).first() if current_commune() else None
    if sheet is None:
        return Engine(model, adapter, qualification, place != "host" or None)
    return Engine(
        model,
        adapter,
        sheet.qualification,
        True if place != "host" else sheet.in_eu,
        sheet.open_licence,
        sheet.approved,
        _smallest(sheet, use),
        place != "host" or _answered(host),
        sheet.size_billions,
    )


def dossier_of(use: str) -> Dossier:
    """What was written of a use before it began: the latest assessment, and the last paired-name test."""
    if current_commune() is None:
        return Dossier()
    test = PairedTest.objects.filter(use=use).order_by("-at").first()
    tested = Dossier(
        paired_tests_days=(timezone.now() - test.at).days if test else None,
        paired_tests_passed=bool(test and test.pairs and not test.different),
    )
    written = Assessment.objects.filter(use=use).order_by("-created_at", "-pk").first()
    if written is None:
        return tested
    return replace(
        tested,
        need=bool(written.need.strip()),
        alternative=bool(written.alternative.strip()),
        signed=frozenset(written.signatures.values_list("role", flat=True)),
        privacy=_privacy(written),
    )


def service_of(actor: Any) -> str:
    """The name of the service that ``actor`` works in; empty when none is written."""
    if current_commune() is None or not getattr(actor, "pk", None):
        return ""
    found = Service.objects.filter(people=actor.pk).order_by("name").values_list("name", flat=True).first()
    return str(found or "")


def refuses_ai(actor: Any, use: str) -> bool:
    if current_commune() is None or not getattr(actor, "pk", None):
        return False
    return Objection.objects.filter(Q(use="") | Q(use=use), user=actor.pk).exists()


def is_trained(actor: Any, use: str) -> bool:
    return bool(getattr(actor, "pk", None)) and evidence.is_trained(actor, use)


def _privacy(written: Assessment) -> str:
    """An empty file or reason proves nothing."""
    grounded = bool(written.privacy_reason.strip() or written.privacy_file)
    return written.privacy if grounded else ""


def _smallest(sheet: EngineSheet, use: str) -> bool | None:
    if use in (sheet.smallest_for or []):
        return True
    # JSON "contains" is not of SQLite: the sheets of a commune are few.
    others = EngineSheet.objects.exclude(pk=sheet.pk).values_list("smallest_for", flat=True)
    return False if any(use in (each or []) for each in others) else None


def _answered(host: str) -> bool:
    given = SupplierAnswer.objects.filter(host=host).exclude(answer="").values_list("question", flat=True)
    return set(QUESTIONS) <= set(given)
