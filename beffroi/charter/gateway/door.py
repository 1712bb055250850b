"""One call through the door: look, decide, mask, write the intent, call, restore, check, write the outcome.

Failing closed: whatever goes wrong before the call refuses it, whatever goes wrong after withholds the answer. The
intent is written and kept before anything reaches a model, so that a call leaves a trace even if the machine stops or
the caller's work is rolled back; that is why a call within a transaction is refused."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter import budgets
from beffroi.charter.domain.decisions import refused_for
from beffroi.charter.refusals import Refused
from beffroi.charter.rerouting import articles_of
from beffroi.engines.protocols import Cancelled, EngineError

from .judging import Asked, Pass, about_of, examine
from .stopping import Stopping, stoppable

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
UNSURE = (
    "La demande n’a pas pu être examinée : dans le doute, elle n’est pas envoyée. Rien n’est perdu. Réessayez ; si "
    "cela dure, prévenez la personne qui s’occupe de l’informatique."
)
_NO_JOURNAL = (
    "Le journal ne peut pas être écrit : aucune IA n’est appelée sans laisser de trace. Rien n’est perdu. Prévenez la "
    "personne qui s’occupe de l’informatique."
)
_UNCHECKED = "La réponse n’a pas pu être vérifiée : elle n’est pas remise. Réessayez."


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
    work: Callable[[Any, tuple[str, ...]], Answer],
    measure: Callable[[Answer], Mapping[str, Any]],
    restore: Callable[[Answer, Pass], Answer] = lambda answer, _: answer,
    cancelled: Callable[[], bool] = lambda: False,
) -> Answer:
    """The answer of ``work``, given the engine that the charter allows and the texts that may leave. ``restore`` checks
    it and puts back what was masked. ``cancelled``, or AI switched off meanwhile, stops an engine that can be.

    Raises Refused, EngineError, and whatever ``work`` raises."""
    passed = enter(asked)
    stopping = Stopping(cancelled)
    try:
        with stopping.said():
            answer = work(stoppable(passed.engine.get(), stopping), passed.texts)
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
        passed = Pass(asked, refused_for(UNSURE), about=about_of(asked) | {"error": type(error).__name__})
    if not passed.decision.allowed:
        _refuse(passed)
    _intend(passed)
    passed.clock = time.perf_counter()
    return passed


def _refuse(passed: Pass) -> None:
    budgets.release(passed.reservation)
    passed.about["refused_by"] = articles_of(passed.decision)
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
    action = "ai_call_cancelled" if isinstance(error, GeneratorExit | Cancelled) else "ai_call_failed"
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
