"""Which engines this installation uses: plain values, read from the environment or given by the settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from .catalogue import CATALOGUE, QWEN_CODER, WHISPER_BASE

_VAR = Path(__file__).resolve().parents[2] / "var"
REMOTE = "openai:"
LEAST_CONTEXT = 2048
KNOWN = frozenset(model.name for model in CATALOGUE)


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """``speech`` and ``text``: "embedded", "openai:URL", "fake" (and "none" for text). ``diarization``:
    "embedded", "none" or "fake". ``entities``: "auto" (spaCy where it is installed), "rules", "spacy" or "fake".
    ``ocr``: "auto" (Tesseract where the machine has it), "tesseract", "none" or "fake".
    ``embeddings``: "none", "openai:URL" or "fake".

    A model is a name of the catalogue, a folder or file, or the server's name for it. ``*_place`` and
    ``*_qualification`` describe a remote engine to the charter; ``text_context`` is how many tokens a text model
    may be given, prompt and answer together. ``*_other*`` say the same of a second engine ("none" by default), that
    answers where the charter sends elsewhere what the first may not have."""

    speech: str = "embedded"
    speech_model: str = ""
    speech_key: str = ""
    speech_place: str = "host"
    speech_qualification: str = ""
    speech_device: str = "cpu"
    speech_other: str = "none"
    speech_other_model: str = ""
    speech_other_key: str = ""
    speech_other_place: str = "host"
    speech_other_qualification: str = ""
    diarization: str = "embedded"
    text: str = "embedded"
    text_model: str = ""
    text_key: str = ""
    text_place: str = "host"
    text_qualification: str = ""
    text_context: str = "8192"
    text_other: str = "none"
    text_other_model: str = ""
    text_other_key: str = ""
    text_other_place: str = "host"
    text_other_qualification: str = ""
    text_other_context: str = "8192"
    embeddings: str = "none"
    embeddings_model: str = ""
    embeddings_key: str = ""
    embeddings_place: str = "host"
    embeddings_qualification: str = ""
    embeddings_other: str = "none"
    embeddings_other_model: str = ""
    embeddings_other_key: str = ""
    embeddings_other_place: str = "host"
    embeddings_other_qualification: str = ""
    entities: str = "auto"
    ocr: str = "auto"
    models_dir: Path = _VAR / "models"
    var: Path = _VAR

    @classmethod
    def from_mapping(cls, values: Mapping[str, str], *, models_dir: Path, var: Path) -> EngineSettings:
        """``values``: fields by name; unknown names and empty values are left out."""
        known = {field.name for field in fields(cls)} - {"models_dir", "var"}
        kept = {name: value.strip() for name, value in values.items() if name in known and value.strip()}
        return cls(**kept, models_dir=models_dir, var=var)  # type: ignore[arg-type]

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> EngineSettings:
        """Fields from ``BEFFROI_SPEECH``, ``BEFFROI_SPEECH_MODEL``, ``BEFFROI_TEXT``... as in docs/moteurs.md."""
        values = {
            name.removeprefix("BEFFROI_").lower(): value
            for name, value in environ.items()
            if name.startswith("BEFFROI_")
        }
        var = Path(environ.get("BEFFROI_VAR") or _VAR).expanduser().resolve()
        models = Path(environ.get("BEFFROI_MODELS_DIR") or var / "models").expanduser().resolve()
        return cls.from_mapping(values, models_dir=models, var=var)

    @property
    def embedded_speech_model(self) -> str:
        return self.speech_model or WHISPER_BASE

    @property
    def embedded_text_model(self) -> str:
        return self.text_model or QWEN_CODER

    @property
    def context_tokens(self) -> int:
        """``text_context``, or the default where it makes no sense (``check`` says so)."""
        return max(LEAST_CONTEXT, int(self.text_context)) if self.text_context.isdecimal() else 8192

    @property
    def other(self) -> EngineSettings:
        """The second engines, as if they were the first."""
        names = [field.name for field in fields(self) if "_other" in field.name]
        return replace(self, **{name.replace("_other", ""): getattr(self, name) for name in names})

    def needed_models(self) -> list[str]:
        """Names of the catalogue's models that these settings call for."""
        other = self.other
        wanted = [each.embedded_speech_model for each in (self, other) if each.speech == "embedded"]
        wanted += [each.embedded_text_model for each in (self, other) if each.text == "embedded"]
        return [name for name in dict.fromkeys(wanted) if name in KNOWN]
