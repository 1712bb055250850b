"""What another charter would have answered to the calls of the last weeks: the journal replayed, metadata alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

from django.conf import settings as django_settings
from django.utils import timezone

from beffroi.charter import gateway, state
from beffroi.charter.domain.events import Call, DataClass
from beffroi.charter.domain.rulings import Verdict
from beffroi.charter.domain.simulation import Outcome, Replayed, Simulation, simulated
from beffroi.charter.domain.wording import french
from beffroi.charter.evidence import Period
from beffroi.charter.gateway import EngineInfo
from beffroi.charter.lines import lines_of
from beffroi.charter.policy import Policy, policy_for
from beffroi.charter.rerouting import route, where
from beffroi.charter.uses import use_named
from beffroi.town.models import User

ENDED = ("ai_call", "ai_call_failed", "ai_call_cancelled", "ai_call_refused")
TEXT = frozenset({"generate", "embed"})


def simulate(version_settings: Mapping[str, Any], since: date, until: date | None = None) -> Simulation:
    """Replay the calls made since that day. Engines, dossiers and trainings are taken as they stand today; budgets and
    the switch, which a charter does not set, are left out."""
    policy = policy_for(0, version_settings, django_settings.AI_PLACES)
    rows = lines_of(Period(since, until or timezone.localdate()), ENDED).values_list("at", "actor", "action", "data")
    seen: list[Replayed] = []
    unknown = 0
    build = _Builder()
    for at, actor, action, data in rows.iterator():
        made = build.replayed(at, actor, action, data)
        unknown += made is None
        seen += [made] if made else []
    return simulated(seen, partial(_answered, policy, cache(gateway.engines_of)), unknown)


def _answered(policy: Policy, others: Callable[[str], list[EngineInfo]], call: Call) -> Outcome:
    """With the engines that the commune has today: a call that goes elsewhere must have somewhere to go."""
    asked = (call.engine.model, call.place, call.host)

    def elsewhere() -> list[Call]:
        found = [each for each in others(call.verb) if (each.model, each.place, each.host) != asked]
        return [gateway.for_engine(call, each, ruled=True) for each in found]

    taken = route(call, elsewhere, policy.decide)
    sent_to = french(f"{taken.call.engine.model}, {where(taken.call)}") if taken.away else ""
    numbers = {*taken.articles, *taken.decision.clauses}
    reason = taken.away.reason if taken.away else taken.decision.reason
    return Outcome(taken.verdict, tuple(sorted(numbers)), reason, sent_to)


class _Builder:
    """Calls from lines; what is read from the state is read once."""

    def __init__(self) -> None:
        self._engine = cache(state.engine_of)
        self._dossier = cache(state.dossier_of)
        self._trained = cache(_trained)

    def replayed(self, at: str, actor: str, action: str, data: Mapping[str, Any]) -> Replayed | None:
        """None where the line does not say enough (emptied by the purge, or written by an older version)."""
        # As it was asked for: what answered in its place is this charter's doing.
        asked = {key: data.get(f"wanted_{key}", data.get(key)) for key in ("model", "adapter", "place", "host")}
        code, place = data.get("use"), asked["place"]
        if not isinstance(code, str) or not isinstance(place, str):
            return None
        use = use_named(code)
        verb = str(data.get("verb") or (use.verb if use else ""))
        known = data.get("data")
        assumed = known not in list(DataClass)
        least = use.data_class if use else DataClass.SENSITIVE
        call = Call(
            code,
            verb,
            use is not None,
            use.verb if use else "",
            place,
            str(asked["host"] or ""),
            data=least if assumed else DataClass(str(known)),
            maskable=verb in TEXT,
            facing_residents=bool(use and use.facing_residents),
            dossier=self._dossier(code),
            actor_trained=self._trained(actor, code),
        )
        call = replace(
            call, engine=self._engine(_said(asked, "model"), _said(asked, "adapter"), call.host, "", place, code)
        )
        return Replayed(call, _was(action, data), at, assumed)


def _was(action: str, data: Mapping[str, Any]) -> Verdict:
    if action == "ai_call_refused":
        return Verdict.REFUSE
    if data.get("rerouted_by"):
        return Verdict.ELSEWHERE
    return Verdict.MASK if data.get("masked") is True else Verdict.ALLOW


def _trained(actor: str, use: str) -> bool:
    return state.is_trained(User.objects.filter(username=actor).first(), use)


def _said(data: Mapping[str, Any], key: str) -> str:
    return str(data.get(key) or "")
