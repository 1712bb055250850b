"""Every use of AI in the code is declared here by its room's ``ai_uses.py``; an undeclared one is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .domain.events import DataClass


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
    data_class: DataClass = DataClass.PERSONAL
    """Of what the model is given, where it cannot be read by rules (sound, pictures); texts are read each time."""
    facing_residents: bool = False
    """Whether a resident reads the answer before any agent does."""
    about_people: bool = False
    """Whether answers speak of persons, so that paired-name tests make sense."""


Check = Callable[[Sequence[str], str], str]
"""(texts given, answer) -> French: what is wrong with the answer; empty when nothing is."""


_declared: dict[str, AiUse] = {}


def declare(use: AiUse) -> AiUse:
    """Declare a use once. Raises ValueError when its code is already taken by another."""
    if _declared.setdefault(use.code, use) != use:
        raise ValueError(f"{use.code} est déjà déclaré.")
    return use


def is_declared(use: AiUse) -> bool:
    return _declared.get(use.code) == use


_checks: dict[str, Check] = {}


def verifies(use: AiUse) -> Callable[[Check], Check]:
    """Register what checks the answers of ``use`` before anybody reads them (facts, form)."""

    def keep(check: Check) -> Check:
        _checks[use.code] = check
        return check

    return keep


def check_of(use: AiUse) -> Check | None:
    return _checks.get(use.code)


def use_named(code: str) -> AiUse | None:
    return _declared.get(code)


def all_uses() -> list[AiUse]:
    return sorted(_declared.values(), key=lambda use: use.code)


def use_choices(empty: str = "", *, verb: str = "") -> list[tuple[str, str]]:
    """To choose among the declared uses, or those of one ``verb``; ``empty`` names the choice of none."""
    first = [("", empty)] if empty else []
    return first + [(use.code, use.purpose.rstrip(".")) for use in all_uses() if not verb or use.verb == verb]
