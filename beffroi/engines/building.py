"""How each engine is made from the settings. Adapters are imported here only when their engine is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from .model_store import ModelStore
from .protocols import (
    Diarizer,
    Embedder,
    EngineError,
    EntityRecognizer,
    OcrEngine,
    Place,
    SpeechDetector,
    SpeechRecognizer,
    TextGenerator,
)
from .settings import KNOWN, REMOTE, EngineSettings


def speech(settings: EngineSettings) -> SpeechRecognizer:
    if settings.speech == "fake":
        from .adapters.fakes import ScriptedRecognizer

        return ScriptedRecognizer()
    if settings.speech.startswith(REMOTE):
        return _remote_speech(settings)
    _must_be("BEFFROI_SPEECH", settings.speech, "embedded")
    from .adapters.faster_whisper import FasterWhisper

    name = settings.embedded_speech_model
    return FasterWhisper(
        place_of(name, settings.models_dir),
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


def speech_detector(settings: EngineSettings) -> SpeechDetector:
    if settings.speech == "fake":
        from .adapters.fakes import LoudnessDetector

        return LoudnessDetector()
    from .adapters.silero import Silero

    return Silero()


def diarizer(settings: EngineSettings) -> Diarizer | None:
    if settings.diarization == "none":
        return None
    if settings.diarization == "fake":
        from .adapters.fakes import FixedDiarizer

        return FixedDiarizer()
    _must_be("BEFFROI_DIARIZATION", settings.diarization, "embedded")
    from .adapters.campplus.diarizer import CampplusDiarizer

    return CampplusDiarizer()


def text(settings: EngineSettings) -> TextGenerator | None:
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
        lambda: gguf(place_of(name, settings.models_dir)),
        model=Path(name).name.removesuffix(".gguf"),
        folder=settings.var,
    )


def embedder(settings: EngineSettings) -> Embedder | None:
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


def entities(settings: EngineSettings) -> EntityRecognizer | None:
    if settings.entities == "rules":
        return None
    if settings.entities == "fake":
        from .adapters.fakes import ListedEntities

        return ListedEntities()
    if settings.entities != "auto":
        _must_be("BEFFROI_ENTITIES", settings.entities, "spacy")
    from .adapters.spacy_entities import SpacyEntities

    return SpacyEntities()


def ocr(settings: EngineSettings) -> OcrEngine | None:
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


def place_of(name: str, models_dir: Path) -> Path:
    """A folder or file of this machine as it is, or a model of the catalogue, verified. Raises ModelMissing."""
    return _of_this_machine(name) or ModelStore.from_environment(models_dir).path(name)


def _of_this_machine(name: str) -> Path | None:
    here = Path(name).expanduser()
    return here if name not in KNOWN and here.exists() else None


def gguf(place: Path) -> Path:
    """The model's file. Raises EngineError."""
    found = [place] if place.is_file() else sorted(place.glob("*.gguf"))
    if not found:
        raise EngineError(f"Aucun fichier de modèle (.gguf) dans « {place} ».")
    return found[0]


def embedded_text_is_here(settings: EngineSettings) -> bool:
    # Not hashed here: asked on every page. The engine refuses, when it starts, a file that is not the publisher's.
    name = settings.embedded_text_model
    return bool(_of_this_machine(name)) or any((settings.models_dir / name).glob("*.gguf"))
