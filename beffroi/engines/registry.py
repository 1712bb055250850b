"""The engines of this installation: built when first asked for, one of each a process, chosen by the settings.

``configure`` is called once by the settings; without it the environment decides. ``use`` puts others in their
place for the time of a block. A commune may declare a second engine to hear, to write and to make vectors
(``others``): the charter alone says when it answers in place of the first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

from . import building
from .model_store import ModelStore
from .protocols import (
    Diarizer,
    Embedder,
    EngineError,
    EngineInfo,
    EntityRecognizer,
    OcrEngine,
    SpeechDetector,
    SpeechRecognizer,
    TextGenerator,
)
from .settings import REMOTE, EngineSettings

__all__ = [
    "Declared",
    "EngineSettings",
    "configure",
    "current",
    "diarizer",
    "embedder",
    "entities",
    "entities_problem",
    "ocr",
    "ocr_problem",
    "others",
    "run_text_server",
    "speech",
    "speech_detector",
    "speech_info",
    "stop_text_server",
    "store",
    "text",
    "text_problem",
    "use",
]

Engine = TypeVar("Engine")
Doubled = Literal["speech", "text", "embedder"]
"""What a second engine may be declared for."""


@dataclass(frozen=True, slots=True)
class Declared:
    """An engine that the settings name. ``get`` builds it (it may raise EngineError); nothing is loaded to decide."""

    info: EngineInfo
    get: Callable[[], Any]


_settings: EngineSettings | None = None
_built: dict[str, Any] = {}
# One lock a kind: a model that takes seconds to load does not hold back the others.
_KINDS = ("speech", "speech_detector", "diarizer", "text", "embedder", "entities", "ocr")
_OTHERS = ("speech_other", "text_other", "embedder_other")
_locks = {kind: threading.RLock() for kind in (*_KINDS, *_OTHERS)}


def configure(settings: EngineSettings | None) -> None:
    """Use ``settings`` from now on (None: the environment); engines built before are forgotten."""
    global _settings
    _settings = settings
    _built.clear()


def current() -> EngineSettings:
    return _settings or EngineSettings.from_environment()


def store() -> ModelStore:
    """The models of this machine, with the sources that the environment asks for."""
    return ModelStore.from_environment(current().models_dir)


def speech() -> SpeechRecognizer:
    """Raises EngineError (a library or a model is missing, a setting makes no sense)."""
    return _once("speech", building.speech)


def speech_info() -> EngineInfo:
    """Which speech engine answers, without loading it: a web process never holds a model."""
    return cast("EngineInfo", _built["speech"].info) if "speech" in _built else _speech_info(current(), speech)


def others(kind: Doubled) -> list[Declared]:
    """The engines declared besides the first, in order; one that is not installed or cannot be told is left out."""
    if (given := _built.get(f"{kind}_others")) is not None:
        return [Declared(each.info, partial(_same, each)) for each in given]
    other = current().other
    try:
        return _OTHER[kind](other)
    except EngineError:
        return []


def speech_detector() -> SpeechDetector:
    """Raises EngineError."""
    return _once("speech_detector", building.speech_detector)


def diarizer() -> Diarizer | None:
    """None where the commune does without. Raises EngineError."""
    return _once("diarizer", building.diarizer)


def text() -> TextGenerator | None:
    """None where the commune does without, or where the embedded model is not installed (``text_problem``
    says so): every feature works without. Raises EngineError."""
    return None if text_problem() else _once("text", building.text)


def text_problem() -> str:
    """Why there is no text engine although the settings ask for one, in French; empty when there is."""
    settings = current()
    if "text" in _built:
        return ""
    return _missing_text(settings)


def _missing_text(settings: EngineSettings) -> str:
    if settings.text != "embedded" or building.embedded_text_is_here(settings):
        return ""
    return (
        f"Le modèle de texte « {settings.embedded_text_model} » n’est pas installé : les textes sont composés "
        "sans lui. Pour l’ajouter : « beffroi models install »."
    )


def embedder() -> Embedder | None:
    """None where the commune does without. Raises EngineError."""
    return _once("embedder", building.embedder)


def entities() -> EntityRecognizer | None:
    """None where the commune's rules work alone, or where spaCy is not installed (``entities_problem`` says so). Raises
    EngineError when spaCy is asked for by name and missing."""
    return None if current().entities == "auto" and entities_problem() else _once("entities", building.entities)


def entities_problem() -> str:
    """Why names are looked for by rules alone, in French; empty when spaCy helps them, or is not wanted."""
    if "entities" in _built or current().entities not in ("auto", "spacy"):
        return ""
    from .adapters.spacy_entities import problem

    return problem()


def ocr() -> OcrEngine | None:
    """None where the commune does without, or where the machine has no Tesseract (``ocr_problem`` says so): pages
    that are pictures are then listed as unreadable. Raises EngineError when Tesseract is asked for by name and
    missing."""
    return None if current().ocr == "auto" and ocr_problem() else _once("ocr", building.ocr)


def ocr_problem() -> str:
    """Why scanned pages cannot be read, in French; empty when they can, or when the settings want no OCR."""
    if "ocr" in _built or current().ocr not in ("auto", "tesseract"):
        return ""
    from .adapters.tesseract import problem

    return problem()


def run_text_server(idle_seconds: float = 0.0) -> int:
    """Hold the embedded text model in this process until told to stop; 0 is "never idle". Returns an exit status
    (0 as well when another process of the machine already serves it). Raises EngineError."""
    from .text_process import ALREADY_SERVED
    from .text_server import run

    settings = current()
    status = run(
        building.gguf(building.place_of(settings.embedded_text_model, settings.models_dir)),
        settings.var,
        context_tokens=settings.context_tokens,
        idle_seconds=idle_seconds,
    )
    return 0 if status == ALREADY_SERVED else status


def stop_text_server() -> bool:
    """End the text server of this installation, whoever started it; True when one was running."""
    from .text_process import stop

    return stop(current().var)


@contextmanager
def use(**engines: Any) -> Iterator[None]:
    """For the time of the block, ``use(speech=..., speech_detector=..., diarizer=..., text=..., embedder=...,
    entities=..., ocr=...)``; None is "no such engine". ``text_others=[...]`` (speech_others, embedder_others) are
    the engines declared besides. For tests and measurements."""
    before = {kind: _built[kind] for kind in engines if kind in _built}
    _built.update(engines)
    try:
        yield
    finally:
        for kind in engines:
            _built.pop(kind, None)
        _built.update(before)


def _once(kind: str, build: Callable[[EngineSettings], Engine]) -> Engine:
    if kind not in _built:
        with _locks[kind]:
            if kind not in _built:
                _built[kind] = build(current())
    return cast("Engine", _built[kind])


def _same(engine: Any) -> Any:
    return engine


def _speech_info(settings: EngineSettings, built: Callable[[], SpeechRecognizer]) -> EngineInfo:
    if settings.speech.startswith(REMOTE):
        return built().info
    if settings.speech == "fake":
        return EngineInfo("fake", "scripted", "machine")
    return EngineInfo("faster_whisper", Path(settings.embedded_speech_model).name, "machine")


def _other_speech(settings: EngineSettings) -> list[Declared]:
    if settings.speech == "none":
        return []

    def built() -> SpeechRecognizer:
        return _once("speech_other", lambda _: building.speech(settings))

    return [Declared(_speech_info(settings, built), built)]


def _other_text(settings: EngineSettings) -> list[Declared]:
    if _missing_text(settings):
        return []
    made = _once("text_other", lambda _: building.text(settings))
    return [Declared(made.info, lambda: made)] if made else []


def _other_embedder(settings: EngineSettings) -> list[Declared]:
    made = _once("embedder_other", lambda _: building.embedder(settings))
    return [Declared(made.info, lambda: made)] if made else []


_OTHER: dict[str, Callable[[EngineSettings], list[Declared]]] = {
    "speech": _other_speech,
    "text": _other_text,
    "embedder": _other_embedder,
}
