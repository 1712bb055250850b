"""The only door to a model: decide -> mask -> call -> unmask -> verify -> journal. Nothing else calls an engine.

Each function takes the declared use first, and the person on whose behalf it is made. The journal keeps who, which
use, which charter, which model and where it runs, sizes and duration; never the content. What happens when a step
fails is told in ``door``; a use that is refused or fails has its way without AI (``AiUse.without_ai``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from beffroi.charter.refusals import Refused
from beffroi.charter.uses import AiUse, check_of
from beffroi.engines import registry
from beffroi.engines.protocols import (
    SAMPLE_RATE,
    Cancelled,
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
from beffroi.engines.registry import Declared

from .door import through, time_in_engines
from .judging import Asked, Pass, for_engine
from .known import (
    context_tokens,
    count_tokens,
    embedding_engine,
    engines_of,
    ocr_engine,
    ocr_problem,
    speech_engine,
    text_engine,
    text_problem,
)
from .preview import Masking, Preview, foresee
from .preview import preview as _preview
from .streaming import TextStream, pieces

__all__ = [
    "SAMPLE_RATE",
    "Cancelled",
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
    "engines_of",
    "for_engine",
    "foresee",
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
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Segment]:
    """Words of one window of sound (30 s at most). Raises Refused, EngineError (Cancelled among them)."""
    # Nothing is loaded before the charter has said which engine may answer.
    wanted = Declared(registry.speech_info(), registry.speech)
    return through(
        Asked(use, "transcribe", wanted, actor, subject, service, others=partial(registry.others, "speech")),
        lambda engine, _: engine.transcribe(samples, language=language, vocabulary=vocabulary),
        lambda segments: {
            "sound_seconds": round(len(samples) / SAMPLE_RATE, 1),
            "words": sum(len(segment.words) for segment in segments),
        },
        cancelled=cancelled,
    )


def detect_speech(
    use: AiUse, blocks: Iterable[Samples], *, actor: Any, subject: str = "", service: str | None = None
) -> list[tuple[float, float]]:
    """Stretches of speech of a recording given as blocks. Raises Refused, EngineError."""
    engine = registry.speech_detector()
    return through(
        Asked(use, "detect_speech", _itself(engine), actor, subject, service),
        lambda engine, _: list(engine.speech_regions(blocks)),
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
        Asked(use, "diarize", _itself(engine), actor, subject, service),
        lambda engine, _: engine.diarize(blocks, speakers=speakers),
        lambda turns: {"turns": len(turns), "voices": len({turn.voice for turn in turns})},
    )


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
    cancelled: Callable[[], bool] = lambda: False,
) -> Generation:
    """One completion, checked, with what was masked put back. Raises Refused, EngineError (also when there is no text
    engine, when the answer names somebody that a masked request did not, and Cancelled)."""
    engine = _text()

    def restore(made: Generation, passed: Pass) -> Generation:
        text = passed.mask.restored(made.text, as_json=json_schema is not None) if passed.mask else made.text
        _verify(use, messages, text)
        return replace(made, text=text, model=passed.engine.info.model)

    def work(engine: TextGenerator, texts: tuple[str, ...]) -> Generation:
        asked = _with_texts(messages, texts)
        return engine.generate(asked, max_tokens=max_tokens, temperature=temperature, json_schema=json_schema)

    def measure(made: Generation) -> dict[str, Any]:
        return {
            "prompt_tokens": made.prompt_tokens,
            "completion_tokens": made.completion_tokens,
            "truncated": made.truncated,
        }

    asked = _asked_text(use, engine, messages, actor, subject, service, max_tokens)
    return through(asked, work, measure, restore, cancelled)


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
        lambda engine, texts: pieces(engine, _with_texts(messages, texts), max_tokens, temperature),
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


def embed(
    use: AiUse,
    texts: Sequence[str],
    *,
    actor: Any,
    subject: str = "",
    service: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> npt.NDArray[np.float32]:
    """One unit vector a text. Where the charter masks, it is the masked text that is turned into a vector; where it
    sends elsewhere, the vectors are another model's, not to be compared with the first's (the journal says whose).

    Raises Refused, EngineError (also when there is no such engine)."""
    engine = registry.embedder()
    if engine is None:
        raise EngineError("Aucun moteur de recherche par le sens n’est installé : la recherche se fait par les mots.")
    return through(
        Asked(
            use,
            "embed",
            _itself(engine),
            actor,
            subject,
            service,
            tuple(texts),
            sum(map(len, texts)) // 3,
            partial(registry.others, "embedder"),
        ),
        lambda engine, leaving: engine.embed(leaving),
        lambda vectors: {"texts": len(texts), "prompt_tokens": sum(map(len, texts)) // 4},
        cancelled=cancelled,
    )


def ocr(use: AiUse, image: bytes, *, actor: Any, subject: str = "", service: str | None = None) -> str:
    """Text of one page given as a PNG. Raises Refused, EngineError (also when there is no OCR engine)."""
    engine = registry.ocr()
    if engine is None:
        raise EngineError(
            registry.ocr_problem()
            or "La lecture des pages numérisées est désactivée (BEFFROI_OCR). Donnez le document d’origine."
        )
    return through(
        Asked(use, "ocr", _itself(engine), actor, subject, service),
        lambda engine, _: str(engine.read(image)),
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
    others = partial(registry.others, "text")
    return Asked(use, "generate", _itself(engine), actor, subject, service, texts, tokens, others)


def _itself(engine: Any) -> Declared:
    return Declared(engine.info, lambda: engine)


def _with_texts(messages: Sequence[Message], texts: Sequence[str]) -> list[Message]:
    return [Message(message.role, text) for message, text in zip(messages, texts, strict=True)]


def _verify(use: AiUse, messages: Sequence[Message], answer: str) -> None:
    """What the use's own room says of its answers. Raises EngineError."""
    check = check_of(use)
    if check and (problem := check([message.content for message in messages], answer)):
        raise EngineError(problem, retry=True)
