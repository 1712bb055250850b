"""The engines of this installation: built when first asked for, one of each a process, chosen by the settings.

``configure`` is called once by the settings; without it the environment decides. ``use`` puts others in their
place for the time of a block. Adapters are imported here only when their engine is asked for.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from .model_store import ModelStore
from .protocols import (
    Diarizer,
    Embedder,
    EngineError,
    EngineInfo,
    EntityRecognizer,
    OcrEngine,
    Place,
    SpeechDetector,
    SpeechRecognizer,
    TextGenerator,
)
from .settings import KNOWN, REMOTE, EngineSettings, check

__all__ = [
    "EngineSettings",
    "check",
    "configure",
    "current",
    "diarizer",
    "embedder",
    "entities",
    "entities_problem",
    "ocr",
    "ocr_problem",
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

_settings: EngineSettings | None = None
_built: dict[str, Any] = {}
# One lock a kind: a model that takes seconds to load does not hold back the others.
_KINDS = ("speech", "speech_detector", "diarizer", "text", "embedder", "entities", "ocr")
_locks = {kind: threading.RLock() for kind in _KINDS}


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
    return _once("speech", _speech)


def speech_info() -> EngineInfo:
    """Which speech engine answers, without loading it: a web process never holds a model."""
    if "speech" in _built:
        return cast("EngineInfo", _built["speech"].info)
    settings = current()
    if settings.speech.startswith(REMOTE):
        return speech().info
    if settings.speech == "fake":
        return EngineInfo("fake", "scripted", "machine")
    return EngineInfo("faster_whisper", Path(settings.embedded_speech_model).name, "machine")


def speech_detector() -> SpeechDetector:
    """Raises EngineError."""
    return _once("speech_detector", _speech_detector)


def diarizer() -> Diarizer | None:
    """None where the commune does without. Raises EngineError."""
    return _once("diarizer", _diarizer)


def text() -> TextGenerator | None:
    """None where the commune does without, or where the embedded model is not installed (``text_problem``
    says so): every feature works without. Raises EngineError."""
    return None if text_problem() else _once("text", _text)


def text_problem() -> str:
    """Why there is no text engine although the settings ask for one, in French; empty when there is."""
    settings = current()
    if "text" in _built or settings.text != "embedded" or _embedded_text_is_here(settings):
        return ""
    return (
        f"Le modèle de texte « {settings.embedded_text_model} » n’est pas installé : les textes sont composés "
        "sans lui. Pour l’ajouter : « beffroi models install »."
    )


def embedder() -> Embedder | None:
    """None where the commune does without. Raises EngineError."""
    return _once("embedder", _embedder)


def entities() -> EntityRecognizer | None:
    """None where the commune's rules work alone, or where spaCy is not installed (``entities_problem`` says so). Raises
    EngineError when spaCy is asked for by name and missing."""
    return None if current().entities == "auto" and entities_problem() else _once("entities", _entities)


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
    return None if current().ocr == "auto" and ocr_problem() else _once("ocr", _ocr)


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
        _gguf(_place_of(settings.embedded_text_model)),
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
    entities=..., ocr=...)``; None is "no such engine". For tests and measurements."""
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


def _speech(settings: EngineSettings) -> SpeechRecognizer:
    if settings.speech == "fake":
        from .adapters.fakes import ScriptedRecognizer

        return ScriptedRecognizer()
    if settings.speech.startswith(REMOTE):
        return _remote_speech(settings)
    _must_be("BEFFROI_SPEECH", settings.speech, "embedded")
    from .adapters.faster_whisper import FasterWhisper

    name = settings.embedded_speech_model
    return FasterWhisper(
        _place_of(name),
        model=Path(name).name,
        device=settings.speech_device,
        compute_type="float16" if settings.speech_device == "cuda" else "int8",
        cpu_threads=min(4, os.cpu_count() or 1),
    )


def _remote_speech(settings: EngineSettings) -> SpeechRecognizer:
    from .adapters.openai_speech import OpenAISpeech

    return OpenAISpeech(
        settings.speech.removeprefix(REMOTE),
        model=settings.speech_model or "whisper-1",
        key=settings.speech_key,
        place=cast("Place", settings.speech_place),
        qualification=settings.speech_qualification,
    )


def _speech_detector(settings: EngineSettings) -> SpeechDetector:
    if settings.speech == "fake":
        from .adapters.fakes import LoudnessDetector

        return LoudnessDetector()
    from .adapters.silero import Silero

    return Silero()


def _diarizer(settings: EngineSettings) -> Diarizer | None:
    if settings.diarization == "none":
        return None
    if settings.diarization == "fake":
        from .adapters.fakes import FixedDiarizer

        return FixedDiarizer()
    _must_be("BEFFROI_DIARIZATION", settings.diarization, "embedded")
    from .adapters.campplus.diarizer import CampplusDiarizer

    return CampplusDiarizer()


def _text(settings: EngineSettings) -> TextGenerator | None:
    if settings.text == "none":
        return None
    if settings.text == "fake":
        from .adapters.fakes import EchoText

        return EchoText()
    if settings.text.startswith(REMOTE):
        from .adapters.openai_text import OpenAIText

        return OpenAIText(
            settings.text.removeprefix(REMOTE),
            model=settings.text_model,
            key=settings.text_key,
            place=cast("Place", settings.text_place),
            qualification=settings.text_qualification,
            context_tokens=settings.context_tokens,
        )
    _must_be("BEFFROI_TEXT", settings.text, "embedded")
    from .adapters.llama_cpp import LlamaCppText

    name = settings.embedded_text_model
    return LlamaCppText(
        lambda: _gguf(_place_of(name)), model=Path(name).name.removesuffix(".gguf"), folder=settings.var
    )


def _embedder(settings: EngineSettings) -> Embedder | None:
    if settings.embeddings == "none":
        return None
    if settings.embeddings == "fake":
        from .adapters.fakes import HashedWords

        return HashedWords()
    if not settings.embeddings.startswith(REMOTE):
        _must_be("BEFFROI_EMBEDDINGS", settings.embeddings, "none")
    from .adapters.openai_embed import OpenAIEmbedder

    return OpenAIEmbedder(
        settings.embeddings.removeprefix(REMOTE),
        model=settings.embeddings_model,
        key=settings.embeddings_key,
        place=cast("Place", settings.embeddings_place),
        qualification=settings.embeddings_qualification,
    )


def _entities(settings: EngineSettings) -> EntityRecognizer | None:
    if settings.entities == "rules":
        return None
    if settings.entities == "fake":
        from .adapters.fakes import ListedEntities

        return ListedEntities()
    if settings.entities != "auto":
        _must_be("BEFFROI_ENTITIES", settings.entities, "spacy")
    from .adapters.spacy_entities import SpacyEntities

    return SpacyEntities()


def _ocr(settings: EngineSettings) -> OcrEngine | None:
    if settings.ocr == "none":
        return None
    if settings.ocr == "fake":
        from .adapters.fakes import ScriptedOcr

        return ScriptedOcr()
    if settings.ocr != "auto":
        _must_be("BEFFROI_OCR", settings.ocr, "tesseract")
    from .adapters.tesseract import Tesseract

    return Tesseract()


def _must_be(name: str, value: str, wanted: str) -> None:
    if value != wanted:
        raise EngineError(f"{name} vaut « {value} », qui n’est pas reconnu (voir docs/moteurs.md).")


def _place_of(name: str) -> Path:
    """A folder or file of this machine as it is, or a model of the catalogue, verified. Raises ModelMissing."""
    return _of_this_machine(name) or store().path(name)


def _of_this_machine(name: str) -> Path | None:
    here = Path(name).expanduser()
    return here if name not in KNOWN and here.exists() else None


def _gguf(place: Path) -> Path:
    """The model's file. Raises EngineError."""
    found = [place] if place.is_file() else sorted(place.glob("*.gguf"))
    if not found:
        raise EngineError(f"Aucun fichier de modèle (.gguf) dans « {place} ».")
    return found[0]


def _embedded_text_is_here(settings: EngineSettings) -> bool:
    # Not hashed here: asked on every page. The engine refuses, when it starts, a file that is not the publisher's.
    name = settings.embedded_text_model
    return bool(_of_this_machine(name)) or any((settings.models_dir / name).glob("*.gguf"))
