"""What the charter answers to a call, before anything of it is done: read, reserved, decided for the engine asked for
and, where that one may not have it, for the commune's others; masked at last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from beffroi.charter import budgets, state
from beffroi.charter.domain.decisions import OUR_PLACES, refused_for
from beffroi.charter.domain.events import Call, DataClass, Dossier, Engine
from beffroi.charter.domain.rulings import Decision
from beffroi.charter.policy import Policy
from beffroi.charter.rerouting import Route, route
from beffroi.charter.uses import AiUse, is_declared
from beffroi.engines.protocols import EngineInfo
from beffroi.engines.registry import Declared

from . import privacy

MOST_CHARACTERS = 1_000_000
ENGINE_KEYS = ("model", "adapter", "place", "host")


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as it was asked. ``texts`` can be masked; None: sound or pictures, which cannot."""

    use: AiUse
    verb: str
    engine: Declared
    """The one that is asked for."""
    actor: Any
    subject: str = ""
    service: str | None = None
    """None: the service that ``actor`` works in."""
    texts: Sequence[str] | None = None
    tokens: int = 0
    """The most that the call may read and write."""
    others: Callable[[], Sequence[Declared]] = tuple
    """The commune's other engines that can do the same."""

    @property
    def info(self) -> EngineInfo:
        return self.engine.info


@dataclass(slots=True)
class Pass:
    """What was decided of a call, and what is known while it lasts."""

    asked: Asked
    decision: Decision
    texts: tuple[str, ...] = ()
    """What may reach the model."""
    other: Declared | None = None
    """The engine that answers in place of the one asked for."""
    mask: privacy.CallMask | None = None
    about: dict[str, Any] = field(default_factory=dict)
    reservation: budgets.Reservation = field(default_factory=budgets.Reservation)
    clock: float = 0.0
    away: Decision | None = None
    """What was answered for the engine asked for, where another takes its place."""

    @property
    def engine(self) -> Declared:
        """The one to call."""
        return self.other or self.asked.engine


def examine(asked: Asked, *, dry: bool = False) -> Pass:
    """What the charter in force answers. ``dry``: to be shown, nothing is reserved."""
    about = about_of(asked)
    if turn := state.switched_off():
        reason = f"L’IA est arrêtée dans la commune depuis le {turn.at:%d/%m/%Y} : {turn.reason}. {_without(asked.use)}"
        return Pass(asked, refused_for(reason), about=about)
    policy = state.policy_in_force()
    about["charter"] = policy.version
    if asked.texts is not None and sum(map(len, asked.texts)) > MOST_CHARACTERS:
        reason = "Cette demande est démesurée : elle doit être coupée en parties plus courtes."
        return Pass(asked, refused_for(reason, policy.version), about=about)
    return _judged(asked, policy, about, dry)


def _judged(asked: Asked, policy: Policy, about: dict[str, Any], dry: bool) -> Pass:
    # Texts that are not known yet count as what the use declares, as sound and pictures do.
    unknown = not asked.texts
    needs_reading = not unknown and (policy.settings is not None or asked.info.place not in OUR_PLACES)
    outside = asked.info.place not in OUR_PLACES
    found = privacy.read(asked.texts or (), thorough=outside) if needs_reading else None
    data = found.data if found else (asked.use.data_class if unknown else DataClass.SENSITIVE)
    if found or unknown:
        about["data"] = data.value
    service = state.service_of(asked.actor) if asked.service is None else asked.service
    needs = {"calls": 1, "tokens": asked.tokens}
    reservation = budgets.Reservation() if dry else budgets.reserve(asked.use.code, service, needs)
    try:
        call = _call(asked, policy, data, reservation.over)
        others: Sequence[Declared] = ()

        def elsewhere() -> list[Call]:
            nonlocal others
            others = asked.others()
            return [for_engine(call, each.info, ruled=True) for each in others]

        taken = route(call, elsewhere, policy.decide)
        if service:
            about["service"] = service
        _tell_engine(about, taken, asked, policy)
        other = None if taken.rank is None else others[taken.rank]
        mask = _mask(asked, taken.decision, found if outside else None)
    except Exception:
        budgets.release(reservation)
        raise
    if mask:
        about["masked_spans"] = mask.count
    texts = mask.masked if mask else tuple(asked.texts or ())
    return Pass(asked, taken.decision, texts, other, mask, about, reservation, away=taken.away)


def _call(asked: Asked, policy: Policy, data: DataClass, over: str) -> Call:
    """The event that clauses judge; where no charter was voted, only what the floor reads."""
    use = asked.use
    ruled = policy.settings is not None
    bare = Call(
        use.code,
        asked.verb,
        is_declared(use),
        use.verb,
        asked.info.place,
        asked.info.host,
        data=data,
        maskable=asked.texts is not None,
        dossier=state.dossier_of(use.code) if ruled else Dossier(),
        facing_residents=use.facing_residents,
        actor_trained=ruled and state.is_trained(asked.actor, use.code),
        actor_refuses_ai=ruled and state.refuses_ai(asked.actor, use.code),
        over_budget=over,
    )
    return for_engine(bare, asked.info, ruled=ruled)


def for_engine(call: Call, info: EngineInfo, *, ruled: bool) -> Call:
    """The same call, were it made to that engine; ``ruled``: with what the commune wrote of it."""
    known = Engine(info.model, info.adapter)
    if ruled:
        known = state.engine_of(info.model, info.adapter, info.host, info.qualification, info.place, call.use)
    return replace(call, place=info.place, host=info.host, engine=known)


def _tell_engine(about: dict[str, Any], taken: Route, asked: Asked, policy: Policy) -> None:
    """What the journal keeps of the engine, for the shares of clause 17; which articles spoke; and, where another was
    asked for, which one and which articles sent it away."""
    call, decision = taken.call, taken.decision
    about["masked"] = decision.mask
    if decision.clauses:
        about["clauses"] = decision.clauses
    if policy.settings is not None:
        about["open_licence"] = call.engine.open_licence
        about["outside_eu"] = call.place not in OUR_PLACES and call.engine.in_eu is not True
    if taken.away:
        about |= {f"wanted_{key}": about[key] for key in ENGINE_KEYS}
        about |= {"model": call.engine.model, "adapter": call.engine.adapter, "place": call.place, "host": call.host}
        about["rerouted_by"] = list(taken.articles)


def _mask(asked: Asked, decision: Decision, found: privacy.Found | None) -> privacy.CallMask | None:
    """The mask of a call that is allowed masked. Raises when something personal would be left: the caller refuses."""
    if not (decision.allowed and decision.mask):
        return None
    if asked.texts is None:
        raise RuntimeError("a mask was decided for what cannot be masked")
    return privacy.CallMask(found or privacy.read(asked.texts, thorough=True))


def about_of(asked: Asked) -> dict[str, Any]:
    info = asked.info
    return {
        "use": asked.use.code,
        "verb": asked.verb,
        "model": info.model,
        "adapter": info.adapter,
        "place": info.place,
        "host": info.host,
        "charter": 0,
    }


def _without(use: AiUse) -> str:
    return f"Sans IA : {use.without_ai}" if use.without_ai else ""
