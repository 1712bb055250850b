"""Which declared uses a key may be for."""

from __future__ import annotations

from collections.abc import Iterable

from beffroi.charter.uses import AiUse, all_uses, use_named

PREFIX = "door."
VERBS = {"generate": "écrire un texte", "embed": "comparer des textes", "transcribe": "transcrire un son"}


def door_uses() -> list[AiUse]:
    return [use for use in all_uses() if use.code.startswith(PREFIX) and use.verb in VERBS]


def use_for(codes: Iterable[str], verb: str) -> AiUse | None:
    """The declared use among ``codes`` that ``verb`` serves; None: not for that. A code that is no longer declared, or
    that belongs to a room of Beffroi, opens nothing."""
    for code in codes if isinstance(codes, list | tuple) else ():
        use = use_named(code) if isinstance(code, str) and code.startswith(PREFIX) else None
        if use is not None and use.verb == verb:
            return use
    return None


def problem(codes: Iterable[str]) -> str:
    """French: why a key cannot be for ``codes``; empty when it can."""
    known = {use.code: use for use in door_uses()}
    chosen = list(codes)
    if not chosen:
        return "Choisissez au moins un usage : une clé sans usage n’ouvre rien."
    for code in chosen:
        if code not in known:
            return f"« {code} » n’est pas un usage déclaré pour les outils extérieurs."
    verbs = [known[code].verb for code in chosen]
    for verb in verbs:
        if verbs.count(verb) > 1:
            return f"Deux usages pour « {VERBS[verb]} » : faites deux clés, pour savoir laquelle sert à quoi."
    return ""
