"""Models and tools approved by the commune: where each runs, under which licence, with which qualification."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.audit.journal import record
from beffroi.charter import gateway
from beffroi.charter.clauses.supplier_answers import QUESTIONS
from beffroi.charter.domain.events import PLACE_NAMES
from beffroi.charter.forms_uses import EngineForm
from beffroi.charter.models import EngineSheet, SupplierAnswer
from beffroi.town.permissions import admin, agent

from .common import may


@agent
@require_safe
def engines(request: HttpRequest) -> HttpResponse:
    sheets = list(EngineSheet.objects.all())
    known = {(each.model, each.host) for each in sheets}
    context = {
        "rows": [{"sheet": each, "unanswered": _unanswered(each.host)} for each in sheets],
        "unlisted": [each for each in _installed() if (each["info"].model, each["info"].host) not in known],
        "may_write": may(request),
    }
    return render(request, "charter/engines.html", context)


@admin
@require_http_methods(["GET", "POST"])
def engine(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """A sheet, new (``?modele=&hebergeur=``) or to be changed."""
    sheet = get_object_or_404(EngineSheet.objects.all(), pk=pk) if pk else None
    initial = {"model": request.GET.get("modele", "")[:120], "host": request.GET.get("hebergeur", "")[:200]}
    form = EngineForm(request.POST or None, instance=sheet, initial=None if sheet else initial)
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        record(
            "engine_sheet_changed",
            actor=request.user,
            subject=f"engine:{kept.pk}",
            model=kept.model,
            host=kept.host,
            approved=kept.approved,
        )
        messages.success(request, "La fiche est enregistrée.")
        return redirect("charter:engines")
    return render(request, "charter/engine.html", {"form": form, "sheet": sheet}, status=422 if form.errors else 200)


TASKS = {"transcribe": "Écrire ce qui est dit", "generate": "Formuler", "embed": "Chercher par le sens"}


def _installed() -> list[dict[str, Any]]:
    """What may answer today on this installation: for each task the engine asked for, then the one that stands in for
    it; an engine that cannot be asked is left out."""
    return [
        {"task": task if rank == 0 else f"{task} (second moteur)", "info": info, "where": PLACE_NAMES[info.place]}
        for verb, task in TASKS.items()
        for rank, info in enumerate(gateway.engines_of(verb))
    ]


def _unanswered(host: str) -> int:
    """How many of the commune's questions a host has not answered; none for our own machines."""
    if not host:
        return 0
    given = SupplierAnswer.objects.filter(host=host).exclude(answer="").values_list("question", flat=True)
    return len(set(QUESTIONS) - set(given))
