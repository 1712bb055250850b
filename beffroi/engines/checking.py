"""What cannot work in the engines' settings, said in French with the name of each setting."""

from __future__ import annotations

from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from .protocols import Place
from .settings import KNOWN, LEAST_CONTEXT, REMOTE, EngineSettings


def check(settings: EngineSettings) -> list[str]:
    """French sentences about values that cannot work; empty when all is well."""
    found = [
        *_engines(settings, ""),
        *_kind("BEFFROI_DIARIZATION", settings.diarization, ("embedded", "none", "fake"), remote=False),
        *_kind("BEFFROI_ENTITIES", settings.entities, ("auto", "rules", "spacy", "fake"), remote=False),
        *_kind("BEFFROI_OCR", settings.ocr, ("auto", "tesseract", "none", "fake"), remote=False),
        *_engines(settings.other, "_OTHER"),
    ]
    if settings.speech_device not in ("cpu", "cuda"):
        found.append(f"BEFFROI_SPEECH_DEVICE vaut « {settings.speech_device} ». Valeurs possibles : cpu, cuda.")
    if settings.text == settings.text_other == "embedded":
        found.append(
            "BEFFROI_TEXT et BEFFROI_TEXT_OTHER valent tous deux « embedded » : un seul modèle de texte tourne sur la "
            "machine. L’autre doit être un serveur (openai:ADRESSE)."
        )
    return found


def _engines(settings: EngineSettings, other: str) -> list[str]:
    """``other``: "" for the first engines, "_OTHER" for the second."""
    speech = ("embedded", "none", "fake") if other else ("embedded", "fake")
    return [
        *_kind(f"BEFFROI_SPEECH{other}", settings.speech, speech, remote=True),
        *_kind(f"BEFFROI_TEXT{other}", settings.text, ("embedded", "none", "fake"), remote=True),
        *_kind(f"BEFFROI_EMBEDDINGS{other}", settings.embeddings, ("none", "fake"), remote=True),
        *_place(f"BEFFROI_SPEECH{other}", settings.speech_place, settings.speech_key),
        *_place(f"BEFFROI_TEXT{other}", settings.text_place, settings.text_key),
        *_place(f"BEFFROI_EMBEDDINGS{other}", settings.embeddings_place, settings.embeddings_key),
        *_context(f"BEFFROI_TEXT{other}", settings.text_context),
        *(_model(f"BEFFROI_SPEECH{other}", settings.speech_model) if settings.speech == "embedded" else ()),
        *_text_model(f"BEFFROI_TEXT{other}", settings),
    ]


def _place(name: str, place: str, key: str) -> list[str]:
    found = []
    if place not in get_args(Place):
        found.append(f"{name}_PLACE vaut « {place} ». Valeurs possibles : {', '.join(get_args(Place))}.")
    if not (key.isascii() and key.isprintable()):
        found.append(f"{name}_KEY contient un caractère qu’une clé ne peut pas avoir : recopiez-la.")
    return found


def _context(name: str, value: str) -> list[str]:
    if value.isdecimal() and int(value) >= LEAST_CONTEXT:
        return []
    return [f"{name}_CONTEXT vaut « {value} », mais il faut un nombre d’au moins {LEAST_CONTEXT}."]


def _text_model(name: str, settings: EngineSettings) -> list[str]:
    if settings.text == "embedded":
        return _model(name, settings.text_model)
    if settings.text.startswith(REMOTE) and not settings.text_model:
        return [f"{name}_MODEL est vide : indiquez le nom du modèle que le serveur de texte doit utiliser."]
    return []


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
    return [f"{name}_MODEL vaut « {value} », qui n’est ni un modèle connu ({names}) ni un dossier de cette machine."]
