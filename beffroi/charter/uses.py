"""Every use of AI in the code is declared here by its room's ``ai_uses.py``; an undeclared one is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AiUse:
    """A use of AI, as the register shows it. ``verb`` is the gateway's: transcribe, diarize, generate..."""

    code: str
    verb: str
    purpose: str
    """French: what it is for."""
    data: str
    """French: what the model is given."""
    human_check: str
    """French: who checks what comes out, and when."""
    without_ai: str
    """French: what happens when this use is switched off or fails."""


_declared: dict[str, AiUse] = {}


def declare(use: AiUse) -> AiUse:
    """Declare a use once. Raises ValueError when its code is already taken by another."""
    if _declared.setdefault(use.code, use) != use:
        raise ValueError(f"{use.code} est déjà déclaré.")
    return use


def is_declared(use: AiUse) -> bool:
    return _declared.get(use.code) == use


def all_uses() -> list[AiUse]:
    return sorted(_declared.values(), key=lambda use: use.code)
