"""Import a file in two steps: what it would do, then do it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.register.actions.imports import FileRefused, confirm, preview, undo_import
from beffroi.register.actions.write import Refused
from beffroi.register.domain.fields import BY_NAME
from beffroi.register.domain.planning import FATE_NAMES, Fate
from beffroi.register.domain.standards import STANDARDS
from beffroi.register.forms import ImportForm
from beffroi.register.models import Import
from beffroi.town.permissions import reader
from beffroi.town.refused import tell_hostile


@reader
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = preview(file.read(), file.name, form.cleaned_data["standard"], user=request.user)
        except (FileRefused, Refused) as error:
            if isinstance(error, FileRefused):
                tell_hostile()
            form.add_error("file", f"{error} Rien n’a été enregistré.")
        else:
            return redirect("register:import", found.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "imports": Import.objects.exclude(state="preview")[:20]}
    return render(request, "register/import.html", context, status=status)


@reader
@require_safe
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    found: Import = get_object_or_404(Import, pk=pk)
    fates = [row["fate"] for row in found.rows]
    context = {
        "found": found,
        "standard": STANDARDS[found.standard].label,
        "counts": [(FATE_NAMES[fate], fates.count(fate)) for fate in Fate if fates.count(fate)],
        "refused": [row for row in found.rows if row["fate"] == Fate.REFUSED],
        "kept": [_told(row) for row in found.rows if row["fate"] != Fate.REFUSED],
        "to_write": fates.count(Fate.CREATED) + fates.count(Fate.CHANGED),
    }
    return render(request, "register/import_preview.html", context)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a person: what it brings, what it changes, what is kept aside."""
    fields = row["changes"] if row["fate"] == Fate.CHANGED else row["values"]
    return {
        "name": row["name"],
        "number": row["number"],
        "fate": FATE_NAMES[row["fate"]],
        "fields": ", ".join(BY_NAME[name].label for name in fields),
        "aside": ", ".join(key for key, raw in row["kept"].items() if raw not in ("", None, [])),
        "notes": row["notes"],
    }


@reader
@require_POST
def import_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Import, pk=pk)
    try:
        confirm(pk, user=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "L’import est fait. Les fiches ne sont pas publiées.")
    return redirect("register:import", pk)


@reader
@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Import, pk=pk)
    try:
        left = undo_import(pk, user=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        also = f" Fiches modifiées ou publiées depuis, laissées telles quelles : {left}." if left else ""
        messages.success(request, f"L’import est annulé.{also}")
    return redirect("register:import", pk)
