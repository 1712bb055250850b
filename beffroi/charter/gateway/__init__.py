"""The only door to a model: decide -> mask -> call -> unmask -> verify -> journal. Nothing else calls an engine.

Each function takes the declared use first, and the person on whose behalf it is made. The journal keeps who, which
use, which charter, which model and where it runs, sizes and duration; never the content. What happens when a step
fails is told in ``door``; a use that is refused or fails has its way without AI (``AiUse.without_ai``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from beffroi.charter.refusals import Refused
from beffroi.charter.uses import AiUse, check_of
from beffroi.engines import registry
from beffroi.engines.protocols import (
    SAMPLE_RATE,
    EngineError,
    EngineInfo,
    Generation,
    Message,
    Samples,
    Segment,
    TextGenerator,
    Turn,
    Word,
)

from .door import Asked, Pass, through, time_in_engines
from .preview import Masking, Preview
from .preview import preview as _preview
from .streaming import TextStream

__all__ = [
    "SAMPLE_RATE",
    "EngineError",
    "EngineInfo",
    "Generation",
    "Masking",
    "Message",
    "Preview",
    "Refused",
    "Samples",
    "Segment",
    "TextStream",
    "Turn",
    "Word",
    "context_tokens",
    "count_tokens",
    "detect_speech",
    "diarize",
    "embed",
    "embedding_engine",
    "generate",
    "generate_stream",
    "ocr",
    "ocr_engine",
    "ocr_problem",
    "preview",
    "speech_engine",
    "text_engine",
    "text_problem",
    "time_in_engines",
    "transcribe",
]


def transcribe(
    use: AiUse,
    samples: Samples,
    *,
    actor: Any,
    subject: str = "",
    service: str | None = None,
    language: str = "fr",
    vocabulary: Sequence[str] = (),
) -> list[Segment]:
    """Words of one window of sound (30 s at most). Raises Refused, EngineError."""
    engine = registry.speech()
    return through(
        Asked(use, "transcribe", engine.info, actor, subject, service),
        lambda _: engine.transcribe(samples, language=language, vocabulary=vocabulary),
        lambda segments: {
            "sound_seconds": round(len(samples) / SAMPLE_RATE, 1),
            "words": sum(len(segment.words) for segment in segments),
        },
    )


def detect_speech(
    use: AiUse, blocks: Iterable[Samples], *, actor: Any, subject: str = "", service: str | None = None
) -> list[tuple[float, float]]:
    """Stretches of speech of a recording given as blocks. Raises Refused, EngineError."""
    engine = registry.speech_detector()
    return through(
        Asked(use, "detect_speech", engine.info, actor, subject, service),
        lambda _: list(engine.speech_regions(blocks)),
        lambda regions: {"regions": len(regions)},
    )


def diarize(
    use: AiUse,
    blocks: Iterable[Samples],
    *,
    actor: Any,
    subject: str = "",
    service: str | None = None,
    speakers: int | None = None,
) -> list[Turn]:
    """Who speaks when. Voice prints are forgotten on return. Raises Refused, EngineError."""
    engine = registry.diarizer()
    if engine is None:
        return []
    return through(
        Asked(use, "diarize", engine.info, actor, subject, service),
        lambda _: engine.diarize(blocks, speakers=speakers),
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
    service: str | None = None,
    max_tokens: int = 512,
    temperature: float = 0.0,
    json_schema: Mapping[str, Any] | None = None,
) -> Generation:
    """One completion, checked, with what was masked put back. Raises Refused, EngineError (also when there is no text
    engine, and when the answer names somebody that a masked request did not)."""
    engine = _text()

    def restore(made: Generation, passed: Pass) -> Generation:
        text = passed.mask.restored(made.text, as_json=json_schema is not None) if passed.mask else made.text
        _verify(use, messages, text)
        return Generation(text, made.prompt_tokens, made.completion_tokens, made.truncated)

    return through(
        _asked_text(use, engine, messages, actor, subject, service, max_tokens),
        lambda texts: engine.generate(
            _with_texts(messages, texts), max_tokens=max_tokens, temperature=temperature, json_schema=json_schema
        ),
        lambda made: {
            "prompt_tokens": made.prompt_tokens,
            "completion_tokens": made.completion_tokens,
            "truncated": made.truncated,
        },
        restore,
    )


def generate_stream(
    use: AiUse,
    messages: Sequence[Message],
    *,
    actor: Any,
    subject: str = "",
    service: str | None = None,
    max_tokens: int = 512,
    temperature: float = 0.0,
    cancelled: Callable[[], bool] = lambda: False,
) -> TextStream:
    """The same, piece by piece: iterate over it; ``close`` or ``cancelled`` stops the engine. Refused is raised here,
    before the first piece; EngineError while iterating. Where the request was masked, pieces come sentence by
    sentence, each checked before it is given."""
    engine = _text()
    return TextStream(
        _asked_text(use, engine, messages, actor, subject, service, max_tokens),
        lambda texts: _pieces(engine, _with_texts(messages, texts), max_tokens, temperature),
        lambda text: _verify(use, messages, text),
        cancelled,
    )


def preview(
    use: AiUse, messages: Sequence[Message], *, actor: Any, service: str | None = None, max_tokens: int = 512
) -> Preview:
    """What would leave, where to, what would be masked and which articles speak; nothing is sent nor journalled.

    Raises EngineError when there is no text engine."""
    engine = _text()
    return _preview(_asked_text(use, engine, messages, actor, "", service, max_tokens), messages)


def embedding_engine() -> EngineInfo | None:
    """What turns texts into vectors, or None where nothing does."""
    engine = registry.embedder()
    return engine.info if engine else None


def embed(
    use: AiUse, texts: Sequence[str], *, actor: Any, subject: str = "", service: str | None = None
) -> npt.NDArray[np.float32]:
    """One unit vector a text. Where the charter masks, it is the masked text that is turned into a vector.

    Raises Refused, EngineError (also when there is no such engine)."""
    engine = registry.embedder()
    if engine is None:
        raise EngineError("Aucun moteur de recherche par le sens n’est installé : la recherche se fait par les mots.")
    return through(
        Asked(use, "embed", engine.info, actor, subject, service, tuple(texts), sum(map(len, texts)) // 3),
        lambda leaving: engine.embed(leaving),
        lambda vectors: {"texts": len(texts), "prompt_tokens": sum(map(len, texts)) // 4},
    )


def ocr_engine() -> EngineInfo | None:
    """What reads scanned pages, or None where nothing does. Raises EngineError (asked for by name and missing)."""
    engine = registry.ocr()
    return engine.info if engine else None


def ocr_problem() -> str:
    """Why scanned pages cannot be read, in French; empty when they can, or when the settings want no OCR."""
    return registry.ocr_problem()


def ocr(use: AiUse, image: bytes, *, actor: Any, subject: str = "", service: str | None = None) -> str:
    """Text of one page given as a PNG. Raises Refused, EngineError (also when there is no OCR engine)."""
    engine = registry.ocr()
    if engine is None:
        raise EngineError(
            registry.ocr_problem()
            or "La lecture des pages numérisées est désactivée (BEFFROI_OCR). Donnez le document d’origine."
        )
    return through(
        Asked(use, "ocr", engine.info, actor, subject, service),
        lambda _: engine.read(image),
        lambda text: {"image_bytes": len(image), "words": len(text.split())},
    )


def _text() -> TextGenerator:
    engine = registry.text()
    if engine is None:
        raise EngineError("Aucun moteur de texte n’est installé : la rédaction se fait sans modèle.")
    return engine


def _asked_text(
    use: AiUse,
    engine: TextGenerator,
    messages: Sequence[Message],
    actor: Any,
    subject: str,
    service: str | None,
    max_tokens: int,
) -> Asked:
    texts = tuple(message.content for message in messages)
    # An estimate that asks nothing of the engine: nothing reaches it before the charter has answered.
    tokens = sum(map(len, texts)) // 3 + max(max_tokens, 0)
    return Asked(use, "generate", engine.info, actor, subject, service, texts, tokens)


def _with_texts(messages: Sequence[Message], texts: Sequence[str]) -> list[Message]:
    return [Message(message.role, text) for message, text in zip(messages, texts, strict=True)]


def _pieces(
    engine: TextGenerator, messages: Sequence[Message], max_tokens: int, temperature: float
) -> Iterator[str | Generation]:
    """What the engine says as it says it; all at once where it cannot."""
    stream = getattr(engine, "stream", None)
    if stream is not None:
        yield from stream(messages, max_tokens=max_tokens, temperature=temperature)
        return
    made = engine.generate(messages, max_tokens=max_tokens, temperature=temperature)
    yield made.text
    yield made


def _verify(use: AiUse, messages: Sequence[Message], answer: str) -> None:
    """What the use's own room says of its answers. Raises EngineError."""
    check = check_of(use)
    if check and (problem := check([message.content for message in messages], answer)):
        raise EngineError(problem, retry=True)
