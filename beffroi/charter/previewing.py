"""What ``charter/parts/preview.html`` shows before a request leaves; for any room that sends one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import gateway
from .gateway import Preview
from .models import EngineSheet
from .uses import AiUse


def preview_context(use: AiUse, preview: Preview, number: int = 0) -> dict[str, Any]:
    """The variables of the template; ``number``: of this request among several of the same page (from 1)."""
    return {"preview": preview, "use": use, "smallest": smallest_for(use, preview), "number": number}


def smallest_for(use: AiUse, preview: Preview) -> str:
    """French: whether this is the smallest model that was measured as sufficient for ``use``."""
    measured = [each for each in EngineSheet.objects.all() if use.code in (each.smallest_for or [])]
    if not measured:
        return "Personne n’a mesuré quel est le plus petit modèle suffisant pour cet usage."
    mine = [each for each in measured if (each.model, each.host) == (preview.engine.model, preview.engine.host)]
    if mine:
        return f"C’est le plus petit modèle mesuré comme suffisant ({mine[0].measured})."
    return f"Un modèle plus petit a été mesuré comme suffisant\u00a0: {measured[0]}."


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a use would do with what it is given: ``said`` is French; ``leaves``: it goes out of the commune's machines;
    ``masks``: without what names a person."""

    use: AiUse
    said: str
    leaves: bool = False
    masks: bool = False


def foreseen(use: AiUse, user: Any) -> Foreseen:
    """Before anything is given to ``use``: where it would go, and whether it would be masked."""
    try:
        seen = gateway.foresee(use, actor=user)
    except gateway.EngineError as error:
        return Foreseen(use, f"{error} {use.without_ai}")
    if seen is None:
        return Foreseen(use, f"Aucun modèle n’est installé pour cela. {use.without_ai}")
    if not seen.allowed:
        return Foreseen(use, f"Rien ne part\u00a0: {seen.reason}")
    leaves = seen.engine.place == "host"
    how = ", sans ce qui désigne une personne" if seen.masks else ", tel quel" if leaves else ""
    stays = "" if leaves else " Rien ne quitte les machines de la commune."
    said = f"Modèle {seen.engine.model}, sur {seen.where}{how}.{stays}"
    return Foreseen(use, " ".join(each for each in (said, seen.elsewhere) if each), leaves, seen.masks)
