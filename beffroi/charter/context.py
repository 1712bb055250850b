"""``ai_off`` for every template: the turn of the switch that stopped all AI in the commune, or None."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .state import switched_off


def ai_switch(request: HttpRequest) -> dict[str, Any]:
    """Read only by pages that show it, within the scope of the request's commune."""
    if getattr(request, "commune", None) is None:
        return {"ai_off": None}
    return {"ai_off": SimpleLazyObject(switched_off)}
