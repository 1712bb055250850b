"""What a page says before something is given to a model."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from beffroi.charter.gateway.preview import WARNING
from beffroi.charter.previewing import foreseen
from beffroi.charter.uses import use_named

register = template.Library()


@register.inclusion_tag("charter/parts/before_sending.html", takes_context=True)
def before_sending(context: Context, *codes: str) -> dict[str, Any]:
    """Beside the button that sends: for each use, which model, where, masked or not."""
    request = context.get("request")
    user = getattr(request, "user", None)
    rows = [foreseen(use, user) for code in codes if (use := use_named(code))]
    leaves = any(each.leaves for each in rows)
    return {"rows": rows, "leaves": leaves, "warning": WARNING if any(each.masks for each in rows) else ""}
