from typing import Any

from django.http import HttpRequest


def commune(request: HttpRequest) -> dict[str, Any]:
    """``commune`` and ``membership`` for every template (None for a stranger)."""
    return {
        "commune": getattr(request, "commune", None),
        "membership": getattr(request, "membership", None),
    }
