"""Charters, engines elsewhere and what a commune wrote, that tests make in one line. In the commune in scope."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from beffroi.charter.actions.limits import set_limit
from beffroi.charter.clauses import CLAUSES
from beffroi.charter.models import Budget, CharterVersion, EngineSheet, VersionState
from beffroi.engines.adapters.fakes import ScriptedText
from beffroi.engines.protocols import EngineError, EngineInfo

HOST = EngineInfo("scripted", "grand", "host", "ia.exemple.fr", "SecNumCloud")


def only(**on: dict[str, Any]) -> dict[str, Any]:
    """Settings where these clauses alone are on, with these values."""
    off: dict[str, Any] = {clause.code: {"on": False} for clause in CLAUSES}
    return off | {code: {"on": True, "values": values} for code, values in on.items()}


def a_charter(settings: dict[str, Any], starts_on: date | None = None, number: int | None = None) -> CharterVersion:
    """Voted by the council, in force from today unless told otherwise."""
    today = timezone.localdate()
    version = CharterVersion(
        number=number or CharterVersion.objects.count() + 1,
        settings=settings,
        state=VersionState.VOTED,
        voted_on=min(starts_on or today, today),
        starts_on=starts_on or today,
        deliberation="2025-12-01",
    )
    version.save()
    return version


def abroad(*answers: str | EngineError, info: EngineInfo = HOST) -> ScriptedText:
    """A text engine of a host outside, that gives these answers."""
    engine = ScriptedText(list(answers))
    engine.info = info
    return engine


def asked_of(engine: ScriptedText) -> str:
    """Everything that reached the engine."""
    return "\n".join(message.content for messages in engine.asked for message in messages)


def a_sheet(model: str = "grand", host: str = "ia.exemple.fr", **values: Any) -> EngineSheet:
    sheet = EngineSheet(model=model, host=host, **({"approved": True, "in_eu": True} | values))
    sheet.save()
    return sheet


def a_budget(**values: Any) -> Budget:
    """A limit as the page sets it: the journal says it."""
    return set_limit(Budget(**values), user=None)
