"""Rows of a file, each with its number: one that cannot be kept is told, and the others stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .values import LONGEST

DEEPEST = 12
"""Levels of lists and objects within a row."""


class FileRefused(ValueError):
    """The file cannot be read at all; the message is French and says what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file with its number for a person (the first is 1); ``refused`` says why it cannot be kept."""

    number: int
    row: Mapping[str, Any]
    refused: str = ""


def unfit(value: Any, depth: int = 0) -> str:
    """Why no database may keep this, or nothing."""
    if depth > DEEPEST:
        return "Cette fiche est trop emboîtée."
    if isinstance(value, str):
        if "\0" in value or any(0xD800 <= ord(char) < 0xE000 for char in value):
            return "Cette fiche contient des caractères illisibles."
        return "Un texte de cette fiche dépasse 20 000 caractères." if len(value) > LONGEST else ""
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "Cette fiche contient un nombre démesuré."
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return "Cette fiche contient un nombre démesuré."
    inside: Iterable[Any] = ()
    if isinstance(value, dict):
        inside = [*value.keys(), *value.values()]
    elif isinstance(value, list):
        inside = value
    return next((said for each in inside if (said := unfit(each, depth + 1))), "")
