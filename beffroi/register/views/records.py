"""The register for agents: the list, a record, its history; a reader fills in, publishes, undoes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.register.actions import summary
from beffroi.register.actions.exporting import public_address, whole
from beffroi.register.actions.known import known
from beffroi.register.actions.sheets import entries
from beffroi.register.actions.write import ChangedMeanwhile, Refused, create, last_number, remove, save
from beffroi.register.domain.fields import BY_NAME, LOCKED
from beffroi.register.domain.search import find
from beffroi.register.domain.standards import STANDARDS
from beffroi.register.forms import RecordForm, initial_of
from beffroi.town.permissions import agent, reader

from .common import download, entry_or_404, may_write

MEANWHILE = (
    "Quelqu’un d’autre a modifié cette fiche pendant que vous écriviez. Vos textes sont gardés ci-dessous, rien n’a "
    "été enregistré : relisez l’historique, puis enregistrez de nouveau."
)


@agent
@require_safe
def uses(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:200]
    found = entries()
    by_slug = {each.sheet.slug: each for each in found}
    shown = [by_slug[sheet.slug] for sheet in find([each.sheet for each in found], query)]
    context = {
        "entries": shown,
        "query": query,
        "figures": summary(request.commune),  # type: ignore[attr-defined]
        "may_write": may_write(request),
        "standards": STANDARDS.values(),
    }
    return render(request, "register/uses.html", context)


@agent
@require_safe
def record(request: HttpRequest, slug: str) -> HttpResponse:
    entry = entry_or_404(slug)
    row = entry.record
    context = {
        "entry": entry,
        "sheet": entry.sheet,
        "row": row,
        "may_write": may_write(request),
        "public_address": public_address(request.commune, slug),  # type: ignore[attr-defined]
        "changed": bool(row and row.changes.exists()),
    }
    return render(request, "register/record.html", context)


@reader
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A use that lives outside Beffroi."""
    form = RecordForm(request.POST or None, initial={"seen": 0})
    if request.method == "POST" and form.is_valid():
        row = create(form.values, user=request.user)
        messages.success(request, "L’usage est dans le registre. Il n’est pas encore publié.")
        return redirect("register:record", row.slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "register/edit.html", {"form": form}, status=status)


@reader
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    entry = entry_or_404(slug)
    form = _form(request, entry)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            save(slug, form.values, user=request.user, seen=form.cleaned_data.get("seen") or 0)
        except ChangedMeanwhile:
            form = _form(request, entry, again=True)
            form.is_valid()
            form.add_error(None, MEANWHILE)
            status = 409
        except Refused as error:
            form.add_error(None, str(error))
            status = 422
        else:
            messages.success(request, "La fiche est enregistrée.")
            return redirect("register:record", slug)
    elif request.method == "POST":
        status = 422
    context = {"form": form, "sheet": entry.sheet, "locked": _locked_values(entry)}
    return render(request, "register/edit.html", context, status=status)


def _form(request: HttpRequest, entry: Any, *, again: bool = False) -> RecordForm:
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and again:
        data["seen"] = str(last_number(entry.record))
    typed = entry.record.values if entry.record else {}
    return RecordForm(
        data,
        initial={**initial_of(typed), "seen": last_number(entry.record)},
        locked=LOCKED if entry.sheet.declared else (),
        hints=known().facts(entry.sheet.code),
        name_required=not entry.sheet.declared,
    )


def _locked_values(entry: Any) -> list[tuple[str, str]]:
    if not entry.sheet.declared:
        return []
    return [(BY_NAME[name].label, entry.sheet.values[name]) for name in LOCKED]


@reader
@require_POST
def take_out(request: HttpRequest, slug: str) -> HttpResponse:
    entry_or_404(slug)
    try:
        remove(slug, user=request.user)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "La fiche est retirée du registre. Son adresse la garde : vous pouvez annuler.")
    return redirect("register:record", slug)


@agent
@require_safe
def export(request: HttpRequest, standard: str) -> HttpResponse:
    """Every record, for the commune itself."""
    if standard not in STANDARDS:
        raise Http404
    town = request.commune  # type: ignore[attr-defined]
    return download(whole(town, STANDARDS[standard]), town.slug)
