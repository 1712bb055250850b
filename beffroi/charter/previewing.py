"""What ``charter/parts/preview.html`` shows before a request leaves; for any room that sends one."""

from __future__ import annotations

from typing import Any

from .gateway import Preview
from .models import EngineSheet
from .uses import AiUse


def preview_context(use: AiUse, preview: Preview) -> dict[str, Any]:
    """The variables of the template."""
    return {"preview": preview, "use": use, "smallest": smallest_for(use, preview)}


def smallest_for(use: AiUse, preview: Preview) -> str:
    """French: whether this is the smallest model that was measured as sufficient for ``use``."""
    measured = [each for each in EngineSheet.objects.all() if use.code in (each.smallest_for or [])]
    if not measured:
        return "Personne n’a mesuré quel est le plus petit modèle suffisant pour cet usage."
    mine = [each for each in measured if (each.model, each.host) == (preview.engine.model, preview.engine.host)]
    if mine:
        return f"C’est le plus petit modèle mesuré comme suffisant ({mine[0].measured})."
    return f"Un modèle plus petit a été mesuré comme suffisant\u00a0: {measured[0]}."
