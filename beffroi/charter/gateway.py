"""The only door to a model: decide -> call -> journal. Nothing else in Beffroi calls an engine.

Each function takes the declared use first, and the person on whose behalf it is made. The journal keeps who,
which use, which model and where it runs, sizes and duration; never the content."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings

from beffroi.audit.journal import record
from beffroi.engines import registry
from beffroi.engines.protocols import (
    SAMPLE_RATE,
    EngineError,
    EngineInfo,
    Generation,
    Message,
    Samples,
    Segment,
    Turn,
    Word,
)

from .domain.decisions import Call, decide
from .uses import AiUse, is_declared

__all__ = [
    "SAMPLE_RATE",
    "EngineError",
    "EngineInfo",
    "Generation",
    "Message",
    "Refused",
    "Samples",
    "Segment",
    "Turn",
    "Word",
    "context_tokens",
    "count_tokens",
    "detect_speech",
    "diarize",
    "generate",
    "ocr",
    "ocr_engine",
    "ocr_problem",
    "speech_engine",
    "text_engine",
    "text_problem",
    "time_in_engines",
    "transcribe",
]

Answer = TypeVar("Answer")


class Refused(Exception):
    """The charter refuses the call; the message says why, in French, and what to do."""

    retry = False


_spent: ContextVar[list[float] | None] = ContextVar("time_in_engines", default=None)


@contextmanager
def time_in_engines() -> Iterator[list[float]]:
    """Collects the seconds spent inside engines, to be summed by whoever measures the rest."""
    spent: list[float] = []
    token = _spent.set(spent)
    try:
        yield spent
    finally:
        _spent.reset(token)


def transcribe(
    use: AiUse,
    samples: Samples,
    *,
    actor: Any,
    subject: str = "",
    language: str = "fr",
    vocabulary: Sequence[str] = (),
) -> list[Segment]:
    """Words of one window of sound (30 s at most). Raises Refused, EngineError."""
    engine = registry.speech()
    return _call(
        use,
        "transcribe",
        engine.info,
        actor,
        subject,
        lambda: engine.transcribe(samples, language=language, vocabulary=vocabulary),
        lambda segments: {
            "sound_seconds": round(len(samples) / SAMPLE_RATE, 1),
            "words": sum(len(segment.words) for segment in segments),
        },
    )


def detect_speech(use: AiUse, blocks: Iterable[Samples], *, actor: Any, subject: str = "") -> list[tuple[float, float]]:
    """Stretches of speech of a recording given as blocks. Raises Refused, EngineError."""
    engine = registry.speech_detector()
    return _call(
        use,
        "detect_speech",
        engine.info,
        actor,
        subject,
        lambda: list(engine.speech_regions(blocks)),
        lambda regions: {"regions": len(regions)},
    )


def diarize(
    use: AiUse, blocks: Iterable[Samples], *, actor: Any, subject: str = "", speakers: int | None = None
) -> list[Turn]:
    """Who speaks when. Voice prints are forgotten on return. Raises Refused, EngineError."""
    engine = registry.diarizer()
    if engine is None:
        return []
    return _call(
        use,
        "diarize",
        engine.info,
        actor,
        subject,
        lambda: engine.diarize(blocks, speakers=speakers),
        lambda turns: {"turns": len(turns), "voices": len({turn.voice for turn in turns})},
    )


def text_engine() -> EngineInfo | None:
    """Which text model answers, or None where the commune has none (every use has its fallback)."""
    engine = registry.text()
    return engine.info if engine else None


def text_problem() -> str:
    """Why there is no text model although the settings ask for one, in French; empty when there is."""
    return registry.text_problem()


def speech_engine() -> EngineInfo:
    """Which speech model answers; it is not loaded for that."""
    return registry.speech_info()


def context_tokens() -> int:
    """How many tokens the text model reads and writes at once (0 without one)."""
    engine = registry.text()
    return engine.context_tokens if engine else 0


def count_tokens(text: str) -> int:
    engine = registry.text()
    return engine.count_tokens(text) if engine else 0


def generate(
    use: AiUse,
    messages: Sequence[Message],
    *,
    actor: Any,
    subject: str = "",
    max_tokens: int = 512,
    temperature: float = 0.0,
    json_schema: Mapping[str, Any] | None = None,
) -> Generation:
    """One completion. Raises Refused, EngineError (also when there is no text engine)."""
    engine = registry.text()
    if engine is None:
        raise EngineError("Aucun moteur de texte n’est installé : la rédaction se fait sans modèle.")
    return _call(
        use,
        "generate",
        engine.info,
        actor,
        subject,
        lambda: engine.generate(messages, max_tokens=max_tokens, temperature=temperature, json_schema=json_schema),
        lambda made: {
            "prompt_tokens": made.prompt_tokens,
            "completion_tokens": made.completion_tokens,
            "truncated": made.truncated,
        },
    )


def ocr_engine() -> EngineInfo | None:
    """What reads scanned pages, or None where nothing does. Raises EngineError (asked for by name and missing)."""
    engine = registry.ocr()
    return engine.info if engine else None


def ocr_problem() -> str:
    """Why scanned pages cannot be read, in French; empty when they can, or when the settings want no OCR."""
    return registry.ocr_problem()


def ocr(use: AiUse, image: bytes, *, actor: Any, subject: str = "") -> str:
    """Text of one page given as a PNG. Raises Refused, EngineError (also when there is no OCR engine)."""
    engine = registry.ocr()
    if engine is None:
        raise EngineError(
            registry.ocr_problem()
            or "La lecture des pages numérisées est désactivée (BEFFROI_OCR). Donnez le document d’origine."
        )
    return _call(
        use,
        "ocr",
        engine.info,
        actor,
        subject,
        lambda: engine.read(image),
        lambda text: {"image_bytes": len(image), "words": len(text.split())},
    )


def _call(
    use: AiUse,
    verb: str,
    info: EngineInfo,
    actor: Any,
    subject: str,
    work: Callable[[], Answer],
    measure: Callable[[Answer], dict[str, Any]],
) -> Answer:
    decision = decide(Call(use.code, verb, is_declared(use), use.verb, info.place, info.host), settings.AI_PLACES)
    about: dict[str, Any] = {
        "use": use.code,
        "model": info.model,
        "adapter": info.adapter,
        "place": info.place,
        "host": info.host,
    }
    if not decision.allowed:
        record("ai_call_refused", actor=actor, subject=subject, **about)
        raise Refused(decision.reason)
    clock = time.perf_counter()
    try:
        answer = work()
    except Exception as error:
        seconds = _count(clock)
        record(
            "ai_call_failed",
            actor=actor,
            subject=subject,
            seconds=seconds,
            error=type(error).__name__,
            **about,
        )
        raise
    seconds = _count(clock)
    record("ai_call", actor=actor, subject=subject, seconds=seconds, **about, **measure(answer))
    return answer


_lock = threading.Lock()


def _count(clock: float) -> float:
    seconds = time.perf_counter() - clock
    spent = _spent.get()
    if spent is not None:
        with _lock:
            spent.append(seconds)
    return round(seconds, 3)
