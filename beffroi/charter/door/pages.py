"""Where keys are made, seen and revoked by those who answer for AI in the commune."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.charter.models import DoorKey, Service
from beffroi.charter.uses import use_named
from beffroi.town.permissions import reader
from beffroi.town.scope import commune_in_scope

from .forms import KeyForm
from .keys import Impossible, create, revoke


@reader
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Every key of the commune, with what it is for and whether it still opens."""
    today = timezone.localdate()
    rows = [_row(key, today) for key in DoorKey.objects.select_related("service", "responsible", "revoked_by")]
    return render(request, "charter/door/keys.html", {"rows": rows, "address": _address(request)})


@reader
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_key(request: HttpRequest) -> HttpResponse:
    """The key is in the answer to this form and nowhere else: no address shows it again."""
    form = KeyForm(commune_in_scope(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row, whole = _make(form.cleaned_data, request.user)
        except Impossible as error:
            form.add_error(None, str(error))
        else:
            context = {"key": row, "whole": whole, "address": _address(request)}
            return render(request, "charter/door/made.html", context)
    status = 422 if form.errors else 200
    return render(request, "charter/door/new.html", {"form": form, "services": Service.objects.exists()}, status=status)


@reader
@require_POST
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(DoorKey.objects.all(), pk=pk)
    revoke(key, actor=request.user)
    messages.success(
        request, f"La clé « {key.label} » est révoquée. L’outil qui s’en servait est refusé dès maintenant."
    )
    return redirect("door:keys")


def _make(chosen: dict[str, Any], user: Any) -> tuple[DoorKey, str]:
    """With the service inscribed where it is new. Raises Impossible."""
    with transaction.atomic():
        service, _ = Service.objects.get_or_create(name=chosen["service"])
        return create(**chosen | {"service": service}, actor=user)


def _row(key: DoorKey, today: Any) -> dict[str, Any]:
    named = [use_named(code) for code in key.uses]
    return {
        "key": key,
        "purposes": [use.purpose for use in named if use],
        "over": not key.revoked_at and key.expires_on < today,
    }


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/v1")
