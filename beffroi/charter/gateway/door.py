"""One call through the door: look, decide, mask, write the intent, call, restore, check, write the outcome.

Failing closed: whatever goes wrong before the call refuses it, whatever goes wrong after withholds the answer. The
intent is written and kept before anything reaches a model, so that a call leaves a trace even if the machine stops or
the caller's work is rolled back; that is why a call within a transaction is refused."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter import budgets, state
from beffroi.charter.domain.decisions import OUR_PLACES, STOPS, refused_for
from beffroi.charter.domain.events import Call, DataClass, Dossier, Engine
from beffroi.charter.domain.rulings import Decision
from beffroi.charter.policy import Policy
from beffroi.charter.refusals import Refused
from beffroi.charter.uses import AiUse, is_declared
from beffroi.engines.protocols import EngineError, EngineInfo

from . import privacy

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
MOST_CHARACTERS = 1_000_000
UNSURE = (
    "La demande n’a pas pu être examinée : dans le doute, elle n’est pas envoyée. Rien n’est perdu. Réessayez ; si "
    "cela dure, prévenez la personne qui s’occupe de l’informatique."
)
_NO_JOURNAL = (
    "Le journal ne peut pas être écrit : aucune IA n’est appelée sans laisser de trace. Rien n’est perdu. Prévenez la "
    "personne qui s’occupe de l’informatique."
)
_UNCHECKED = "La réponse n’a pas pu être vérifiée : elle n’est pas remise. Réessayez."


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as it was asked. ``texts`` can be masked; None: sound or pictures, which cannot."""

    use: AiUse
    verb: str
    info: EngineInfo
    actor: Any
    subject: str = ""
    service: str | None = None
    """None: the service that ``actor`` works in."""
    texts: Sequence[str] | None = None
    tokens: int = 0
    """The most that the call may read and write."""


@dataclass(slots=True)
class Pass:
    """What was decided of a call, and what is known while it lasts."""

    asked: Asked
    decision: Decision
    texts: tuple[str, ...] = ()
    """What may reach the model."""
    mask: privacy.CallMask | None = None
    about: dict[str, Any] = field(default_factory=dict)
    reservation: budgets.Reservation = field(default_factory=budgets.Reservation)
    clock: float = 0.0


_spent: ContextVar[list[float] | None] = ContextVar("time_in_engines", default=None)
_lock = threading.Lock()


@contextmanager
def time_in_engines() -> Iterator[list[float]]:
    """Collects the seconds spent inside engines, to be summed by whoever measures the rest."""
    spent: list[float] = []
    token = _spent.set(spent)
    try:
        yield spent
    finally:
        _spent.reset(token)


def count_time(seconds: float) -> None:
    spent = _spent.get()
    if spent is not None:
        with _lock:
            spent.append(seconds)


def through(
    asked: Asked,
    work: Callable[[tuple[str, ...]], Answer],
    measure: Callable[[Answer], Mapping[str, Any]],
    restore: Callable[[Answer, Pass], Answer] = lambda answer, _: answer,
) -> Answer:
    """The answer of ``work``, given the texts that may leave. ``restore`` checks it and puts back what was masked.

    Raises Refused, EngineError, and whatever ``work`` raises."""
    passed = enter(asked)
    try:
        answer = work(passed.texts)
    except BaseException as error:
        failed(passed, error)
        raise
    count_time(time.perf_counter() - passed.clock)
    try:
        restored = restore(answer, passed)
    except Exception as error:
        failed(passed, error, counted=True)
        if isinstance(error, EngineError):
            raise
        raise EngineError(_UNCHECKED, retry=True) from error
    done(passed, measure(answer))
    return restored


def enter(asked: Asked) -> Pass:
    """Everything before the call. Raises Refused; the refusal is journalled."""
    try:
        passed = examine(asked)
    except Exception as error:
        logger.exception("A call of %s could not be examined", asked.use.code)
        passed = Pass(asked, refused_for(UNSURE), about=_about(asked) | {"error": type(error).__name__})
    if not passed.decision.allowed:
        _refuse(passed)
    _intend(passed)
    passed.clock = time.perf_counter()
    return passed


def examine(asked: Asked, *, dry: bool = False) -> Pass:
    """What the charter in force answers. ``dry``: to be shown, nothing is reserved."""
    about = _about(asked)
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
    needs_reading = asked.texts is not None and (policy.settings is not None or asked.info.place not in OUR_PLACES)
    outside = asked.info.place not in OUR_PLACES
    found = privacy.read(asked.texts or (), thorough=outside) if needs_reading else None
    data = found.data if found else (asked.use.data_class if asked.texts is None else DataClass.SENSITIVE)
    if found or asked.texts is None:
        about["data"] = data.value
    service = state.service_of(asked.actor) if asked.service is None else asked.service
    needs = {"calls": 1, "tokens": asked.tokens}
    reservation = budgets.Reservation() if dry else budgets.reserve(asked.use.code, service, needs)
    try:
        decision = policy.decide(_call(asked, policy, data, reservation.over))
        if service:
            about["service"] = service
        _tell_engine(about, decision, asked, policy)
        mask = _mask(asked, decision, found if outside else None)
    except Exception:
        budgets.release(reservation)
        raise
    if mask:
        about["masked_spans"] = mask.count
    return Pass(asked, decision, mask.masked if mask else tuple(asked.texts or ()), mask, about, reservation)


def _call(asked: Asked, policy: Policy, data: DataClass, over: str) -> Call:
    """The event that clauses judge; where no charter was voted, only what the floor reads."""
    use, info = asked.use, asked.info
    ruled = policy.settings is not None
    return Call(
        use.code,
        asked.verb,
        is_declared(use),
        use.verb,
        info.place,
        info.host,
        data=data,
        maskable=asked.texts is not None,
        engine=_engine(asked) if ruled else Engine(info.model, info.adapter),
        dossier=state.dossier_of(use.code) if ruled else Dossier(),
        facing_residents=use.facing_residents,
        actor_trained=ruled and state.is_trained(asked.actor, use.code),
        actor_refuses_ai=ruled and state.refuses_ai(asked.actor, use.code),
        over_budget=over,
    )


def _engine(asked: Asked) -> Engine:
    info = asked.info
    return state.engine_of(info.model, info.adapter, info.host, info.qualification, info.place, asked.use.code)


def _tell_engine(about: dict[str, Any], decision: Decision, asked: Asked, policy: Policy) -> None:
    """What the journal keeps of the engine, for the shares of clause 17; and which articles spoke."""
    about["masked"] = decision.mask
    if decision.clauses:
        about["clauses"] = decision.clauses
    if policy.settings is not None:
        engine = _engine(asked)
        about["open_licence"] = engine.open_licence
        about["outside_eu"] = asked.info.place not in OUR_PLACES and engine.in_eu is not True


def _mask(asked: Asked, decision: Decision, found: privacy.Found | None) -> privacy.CallMask | None:
    """The mask of a call that is allowed masked. Raises when something personal would be left: the caller refuses."""
    if not (decision.allowed and decision.mask):
        return None
    if asked.texts is None:
        raise RuntimeError("a mask was decided for what cannot be masked")
    return privacy.CallMask(found or privacy.read(asked.texts, thorough=True))


def _refuse(passed: Pass) -> None:
    budgets.release(passed.reservation)
    passed.about["refused_by"] = stopped_by(passed.decision)
    asked = passed.asked
    try:
        record("ai_call_refused", actor=asked.actor, subject=asked.subject, **passed.about)
    except Exception:
        logger.exception("A refusal of %s could not be journalled", asked.use.code)
    raise Refused(passed.decision.reason, passed.decision, asked.use.code)


def _intend(passed: Pass) -> None:
    """Kept before the call whatever happens after. Raises Refused when it cannot be."""
    asked = passed.asked
    try:
        with transaction.atomic(durable=True):
            record("ai_call_begun", actor=asked.actor, subject=asked.subject, **passed.about)
    except Exception as error:
        logger.exception("The journal refused the intent of %s", asked.use.code)
        try:
            budgets.release(passed.reservation)
        except Exception:
            logger.exception("A reservation of %s could not be given back", asked.use.code)
        raise Refused(_NO_JOURNAL, passed.decision, asked.use.code) from error


def failed(passed: Pass, error: BaseException, *, counted: bool = False) -> None:
    """The call was made and gave nothing that can be used."""
    seconds = time.perf_counter() - passed.clock
    if not counted:
        count_time(seconds)
    asked = passed.asked
    action = "ai_call_cancelled" if isinstance(error, GeneratorExit) else "ai_call_failed"
    try:
        budgets.settle(passed.reservation, {"calls": 1, "seconds": round(seconds)})
        record(
            action,
            actor=asked.actor,
            subject=asked.subject,
            seconds=round(seconds, 3),
            error=type(error).__name__,
            **passed.about,
        )
    except Exception:
        logger.exception("The failure of %s could not be journalled; its intent was", asked.use.code)


def done(passed: Pass, measured: Mapping[str, Any]) -> None:
    """Raises Refused when the outcome cannot be written: the answer is then withheld."""
    seconds = time.perf_counter() - passed.clock
    asked = passed.asked
    tokens = int(measured.get("prompt_tokens", 0)) + int(measured.get("completion_tokens", 0))
    try:
        budgets.settle(passed.reservation, {"calls": 1, "tokens": tokens, "seconds": round(seconds)})
        record(
            "ai_call",
            actor=asked.actor,
            subject=asked.subject,
            seconds=round(seconds, 3),
            **passed.about,
            **measured,
        )
    except Exception as error:
        logger.exception("The outcome of %s could not be journalled", asked.use.code)
        raise Refused(_NO_JOURNAL, passed.decision, asked.use.code) from error


def stopped_by(decision: Decision) -> list[int]:
    """Numbers of the articles that stopped it; 0 is the program's own floor."""
    return sorted({each.number for each in decision.applied if each.ruling.verdict in STOPS})


def _about(asked: Asked) -> dict[str, Any]:
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
