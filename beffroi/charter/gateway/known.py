"""Which engines this installation has; asking loads none, and nothing of it is a call."""

from __future__ import annotations

from collections.abc import Callable

from beffroi.engines import registry
from beffroi.engines.protocols import EngineError, EngineInfo


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


def engines_of(verb: str) -> list[EngineInfo]:
    """The engines declared for "transcribe", "generate" or "embed": the one that is asked for, then those that may
    answer in its place. What cannot be told is left out."""
    kinds: dict[str, tuple[registry.Doubled, Callable[[], EngineInfo | None]]] = {
        "transcribe": ("speech", speech_engine),
        "generate": ("text", text_engine),
        "embed": ("embedder", embedding_engine),
    }
    if verb not in kinds:
        return []
    kind, first = kinds[verb]
    try:
        found = [first()]
    except EngineError:
        found = []
    return [each for each in [*found, *(each.info for each in registry.others(kind))] if each]


def context_tokens() -> int:
    """How many tokens the text model reads and writes at once, whichever of the commune's answers (0 without one)."""
    engine = registry.text()
    if engine is None:
        return 0
    others: list[int] = [each.get().context_tokens for each in registry.others("text")]
    return min([engine.context_tokens, *others])


def count_tokens(text: str) -> int:
    engine = registry.text()
    return engine.count_tokens(text) if engine else 0


def embedding_engine() -> EngineInfo | None:
    """What turns texts into vectors, or None where nothing does."""
    engine = registry.embedder()
    return engine.info if engine else None


def ocr_engine() -> EngineInfo | None:
    """What reads scanned pages, or None where nothing does. Raises EngineError (asked for by name and missing)."""
    engine = registry.ocr()
    return engine.info if engine else None


def ocr_problem() -> str:
    """Why scanned pages cannot be read, in French; empty when they can, or when the settings want no OCR."""
    return registry.ocr_problem()
