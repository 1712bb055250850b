"""Which engines this installation uses: plain values, read from the environment or given by the settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from .catalogue import CATALOGUE, QWEN_CODER, WHISPER_BASE
from .protocols import Place

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
    may be given, prompt and answer together."""

    speech: str = "embedded"
    speech_model: str = ""
    speech_key: str = ""
    speech_place: str = "host"
    speech_qualification: str = ""
    speech_device: str = "cpu"
    diarization: str = "embedded"
    text: str = "embedded"
    text_model: str = ""
    text_key: str = ""
    text_place: str = "host"
    text_qualification: str = ""
    text_context: str = "8192"
    embeddings: str = "none"
    embeddings_model: str = ""
    embeddings_key: str = ""
    embeddings_place: str = "host"
    embeddings_qualification: str = ""
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

    def needed_models(self) -> list[str]:
        """Names of the catalogue's models that these settings call for."""
        wanted = []
        if self.speech == "embedded":
            wanted.append(self.embedded_speech_model)
        if self.text == "embedded":
            wanted.append(self.embedded_text_model)
        return [name for name in wanted if name in KNOWN]


def check(settings: EngineSettings) -> list[str]:
    """French sentences about values that cannot work; empty when all is well."""
    found = [
        *_kind("BEFFROI_SPEECH", settings.speech, ("embedded", "fake"), remote=True),
        *_kind("BEFFROI_TEXT", settings.text, ("embedded", "none", "fake"), remote=True),
        *_kind("BEFFROI_DIARIZATION", settings.diarization, ("embedded", "none", "fake"), remote=False),
        *_kind("BEFFROI_EMBEDDINGS", settings.embeddings, ("none", "fake"), remote=True),
        *_kind("BEFFROI_ENTITIES", settings.entities, ("auto", "rules", "spacy", "fake"), remote=False),
        *_kind("BEFFROI_OCR", settings.ocr, ("auto", "tesseract", "none", "fake"), remote=False),
    ]
    for name, value in (
        ("BEFFROI_SPEECH_PLACE", settings.speech_place),
        ("BEFFROI_TEXT_PLACE", settings.text_place),
        ("BEFFROI_EMBEDDINGS_PLACE", settings.embeddings_place),
    ):
        if value not in get_args(Place):
            found.append(f"{name} vaut « {value} ». Valeurs possibles : {', '.join(get_args(Place))}.")
    for name, key in (
        ("BEFFROI_SPEECH_KEY", settings.speech_key),
        ("BEFFROI_TEXT_KEY", settings.text_key),
        ("BEFFROI_EMBEDDINGS_KEY", settings.embeddings_key),
    ):
        if not (key.isascii() and key.isprintable()):
            found.append(f"{name} contient un caractère qu’une clé ne peut pas avoir : recopiez-la.")
    if not settings.text_context.isdecimal() or int(settings.text_context) < LEAST_CONTEXT:
        found.append(
            f"BEFFROI_TEXT_CONTEXT vaut « {settings.text_context} », mais il faut un nombre d’au moins {LEAST_CONTEXT}."
        )
    if settings.speech_device not in ("cpu", "cuda"):
        found.append(f"BEFFROI_SPEECH_DEVICE vaut « {settings.speech_device} ». Valeurs possibles : cpu, cuda.")
    if settings.speech == "embedded":
        found += _model("BEFFROI_SPEECH_MODEL", settings.speech_model)
    if settings.text == "embedded":
        found += _model("BEFFROI_TEXT_MODEL", settings.text_model)
    elif settings.text.startswith(REMOTE) and not settings.text_model:
        found.append("BEFFROI_TEXT_MODEL est vide : indiquez le nom du modèle que le serveur de texte doit utiliser.")
    return found


def _kind(name: str, value: str, choices: tuple[str, ...], *, remote: bool) -> list[str]:
    if value in choices:
        return []
    if remote and value.startswith(REMOTE):
        return _address(name, value.removeprefix(REMOTE))
    shown = [choice for choice in choices if choice != "fake"] + (["openai:ADRESSE"] if remote else [])
    return [f"{name} vaut « {value} », qui n’est pas reconnu. Valeurs possibles : {', '.join(shown)}."]


def _address(name: str, url: str) -> list[str]:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        return [
            f"{name} vaut « openai:{url} », mais l’adresse doit avoir la forme « https://serveur/v1 » "
            "(ou « http:// » sur un réseau sûr)."
        ]
    if parts.username or parts.password:
        return [f"{name} contient un mot de passe dans l’adresse : mettez la clé dans {name}_KEY."]
    return []


def _model(name: str, value: str) -> list[str]:
    if not value or value in KNOWN or Path(value).expanduser().exists():
        return []
    names = ", ".join(sorted(KNOWN))
    return [f"{name} vaut « {value} », qui n’est ni un modèle connu ({names}) ni un dossier de cette machine."]
