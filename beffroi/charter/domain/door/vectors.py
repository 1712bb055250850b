"""A request for vectors, in OpenAI's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .chat import IGNORED
from .errors import bad, unsupported
from .reading import words

MOST_TEXTS = 256


@dataclass(frozen=True, slots=True)
class VectorsRequest:
    model: str
    texts: tuple[str, ...]
    base64: bool = False

    @property
    def tokens(self) -> int:
        return sum(map(len, self.texts)) // 3 + 1


def read_vectors(asked: dict[str, Any]) -> VectorsRequest:
    """Raises DoorError (400)."""
    for name, value in asked.items():
        if name not in {"model", "input", "encoding_format"} | IGNORED and value is not None:
            raise unsupported(name, "Retirez ce réglage.")
    encoding = asked.get("encoding_format") or "float"
    if encoding not in ("float", "base64"):
        raise bad("« encoding_format » est « float » ou « base64 ».", "encoding_format")
    return VectorsRequest(words(asked, "model"), _texts(asked.get("input")), encoding == "base64")


def _texts(given: Any) -> tuple[str, ...]:
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not 1 <= len(texts) <= MOST_TEXTS:
        raise bad(f"« input » attend un texte, ou une liste de 1 à {MOST_TEXTS} textes.", "input")
    if any(isinstance(each, int | list) for each in texts):
        raise unsupported("input", "Donnez des textes, pas des numéros de jetons : ils ne se masquent pas.")
    if not all(isinstance(each, str) and each.strip() for each in texts):
        raise bad("Chaque élément de « input » est un texte qui n’est pas vide.", "input")
    return tuple(texts)
