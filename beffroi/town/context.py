from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import Commune


def commune(request: HttpRequest) -> dict[str, Any]:
    """``commune`` and ``membership`` for every template (None for a stranger), and the communes to choose from."""
    return {
        "commune": getattr(request, "commune", None),
        "membership": getattr(request, "membership", None),
        "communes": SimpleLazyObject(lambda: _communes(request)),
    }


def _communes(request: HttpRequest) -> list[Commune]:
    if not request.user.is_authenticated:
        return []
    return list(Commune.objects.filter(memberships__user=request.user))
