"""One call through the door: its key, its place, its line in the journal, and what its errors mean outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar
from uuid import uuid4

from asgiref.sync import sync_to_async
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.charter import budgets, gateway
from beffroi.charter.domain.door.answers import Told
from beffroi.charter.domain.door.errors import DoorError, refused
from beffroi.charter.models import Budget, DoorKey
from beffroi.charter.uses import AiUse
from beffroi.town.scope import scope

from . import keys, limits
from .uses import VERBS, use_for

Result = TypeVar("Result")
ALIASES = {"generate": "beffroi-texte", "embed": "beffroi-vecteurs", "transcribe": "beffroi-parole"}
"""Names that stay when the commune changes its engines."""


class DoorCall:
    """``ended`` tells whether its place was given back. Everything sync runs within its commune."""

    def __init__(self, key: DoorKey) -> None:
        self.key = key
        self.slot = limits.enter(key)
        self.actor = keys.caller(key)
        self.subject = f"cle:{key.public}:{uuid4().hex[:12]}"
        self.spent: int | None = 0
        self.ended = False

    async def run(self, work: Callable[..., Result], *args: Any, **named: Any) -> Result:
        """``work`` in the request's thread, the commune in scope: a stream outlives the request's own scope."""

        def scoped() -> Result:
            with scope(self.key.commune):
                return work(*args, **named)

        return await sync_to_async(scoped)()

    async def aside(self, work: Callable[..., Result], *args: Any) -> Result:
        """The same in another thread: the request's own is held by a call that lasts."""

        def scoped() -> Result:
            try:
                with scope(self.key.commune):
                    return work(*args)
            finally:
                connection.close()

        return await sync_to_async(scoped, thread_sensitive=False)()

    def use(self, verb: str) -> AiUse:
        """Raises DoorError (403): the key is not for that."""
        found = use_for(self.key.uses, verb)
        if found is None:
            raise DoorError(
                403,
                f"Cette clé ne permet pas cela ({VERBS[verb]}) : l’usage n’y est pas inscrit. Demandez une clé qui le "
                "déclare, ou faites ce travail sans IA.",
                "use_not_declared",
            )
        return found

    def take(self, tokens: int) -> None:
        limits.take(self.slot, tokens)
        # From here, what is not known to be unspent counts as spent.
        self.spent = None

    def told(self) -> Told:
        """What the journal wrote of this call."""
        line = Entry.objects.filter(chain=self.key.commune.slug, subject=self.subject).order_by("-sequence").first()
        data = line.data if line else {}
        return Told(
            int(data.get("charter") or 0),
            tuple(sorted({each for key in ("clauses", "rerouted_by") for each in data.get(key, ()) if each})),
            int(data.get("masked_spans") or 0),
            str(data.get("place", "")),
            str(data.get("model", "")),
            str(data.get("wanted_model", "")),
        )

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            with scope(self.key.commune):
                limits.leave(self.slot, self.spent)

    def asked_of_gateway(self) -> dict[str, Any]:
        return {"actor": self.actor, "subject": self.subject, "service": self.key.service.name}


def models_of(key: DoorKey) -> list[tuple[str, str]]:
    """(name, owner) of the models that the key may ask for: the alias first, then the engine's own name."""
    found = [pair for verb in VERBS if use_for(key.uses, verb) for pair in _names(verb)]
    return list(dict.fromkeys(found))


def engine_for(verb: str, asked: str) -> gateway.EngineInfo:
    """Raises DoorError (404) for a model that is not the commune's."""
    info = _engine(verb)
    if info is None or asked not in (ALIASES[verb], info.model):
        why = gateway.text_problem() if verb == "generate" and info is None else ""
        there = f"Demandez « {ALIASES[verb]} »." if info else why or "La commune n’a pas de moteur pour cela."
        raise DoorError(404, f"Ce modèle n’est pas servi par la commune. {there}", "model_not_found", "model")
    return info


def _names(verb: str) -> list[tuple[str, str]]:
    info = _engine(verb)
    return [(ALIASES[verb], "commune"), (info.model, info.host or info.place)] if info else []


def _engine(verb: str) -> gateway.EngineInfo | None:
    asked = {
        "generate": gateway.text_engine,
        "embed": gateway.embedding_engine,
        "transcribe": gateway.speech_engine,
    }
    return asked[verb]()


def translated(error: Exception, call: DoorCall | None = None) -> DoorError:
    """What an error of the gateway is outside: 403 (429 for a budget) or 502; the gateway has journalled it."""
    if isinstance(error, DoorError):
        return error
    if isinstance(error, gateway.Refused):
        return (_budget(str(error), call) if call else None) or refused(str(error), error.decision)
    if type(error).__name__ == "TextTooLong":
        return DoorError(400, str(error), "context_length_exceeded", "messages", journalled=True)
    if isinstance(error, gateway.Cancelled):
        return DoorError(503, str(error), "cancelled", journalled=True)
    if isinstance(error, gateway.EngineError):
        wait = 10 if error.retry else 0
        return DoorError(502, str(error), "engine_down", wait=wait, again=error.retry, journalled=True)
    return DoorError(
        500,
        "La porte a rencontré une erreur imprévue : la demande n’a rien changé. Réessayez ; si cela dure, prévenez la "
        "personne qui s’occupe de l’informatique.",
        "internal_error",
    )


def _budget(said: str, call: DoorCall) -> DoorError | None:
    """The budget of the commune that stopped the call, with when it opens again."""
    codes = [code for code in call.key.uses if isinstance(code, str)]
    with scope(call.key.commune):
        held = Budget.objects.filter(Q(use="") | Q(use__in=codes), Q(service="") | Q(service=call.key.service.name))
        for budget in held:
            if budgets.said(budget) in said:
                wait = _seconds_left(budget.period)
                return DoorError(429, said, "budget_spent", wait=wait, journalled=True)
    return None


def _seconds_left(period: str) -> int:
    now = timezone.localtime()
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    start = budgets.first_day(period, now.date())
    while budgets.first_day(period, day.date()) == start:
        day += timedelta(days=1)
    return max(1, round((day - now).total_seconds()))
