"""What a reader does with a record: publish, withdraw, undo, answer for a supplier; and whom residents write to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.audit.journal import record as journal
from beffroi.charter.clauses.supplier_answers import QUESTIONS
from beffroi.register.actions.exporting import public_address
from beffroi.register.actions.known import settings_of
from beffroi.register.actions.publish import publish, withdraw
from beffroi.register.actions.suppliers import answer
from beffroi.register.actions.write import ChangedMeanwhile, Refused, last_number, restore, undo
from beffroi.register.domain.fields import BY_NAME
from beffroi.register.domain.sheet import not_publishable
from beffroi.register.domain.values import in_words
from beffroi.register.forms import AnswersForm, SettingsForm
from beffroi.register.models import Change
from beffroi.town.permissions import agent, reader

from .common import entry_or_404, may_write, number_in


@reader
@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Exactly what residents will read, then the button."""
    entry = entry_or_404(slug)
    if request.method == "POST" and _done(
        request,
        lambda: publish(slug, user=request.user, seen=number_in(request.POST.get("seen"))),
        "La fiche est publiée : chacun peut la lire.",
    ):
        return redirect("register:record", slug)
    context = {
        "sheet": entry.sheet,
        "seen": last_number(entry.record),
        "missing": not_publishable(entry.sheet),
        "public_address": public_address(request.commune, slug),  # type: ignore[attr-defined]
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "register/publish.html", context, status=status)


def _done(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    try:
        act()
    except ChangedMeanwhile:
        messages.error(request, "La fiche a changé depuis que vous l’avez ouverte : relisez-la. Rien n’est publié.")
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
        return True
    return False


@reader
@require_POST
def withdrawal(request: HttpRequest, slug: str) -> HttpResponse:
    entry_or_404(slug)
    _done(request, lambda: withdraw(slug, user=request.user), "La publication est retirée : la fiche n’est plus lue.")
    return redirect("register:record", slug)


@reader
@require_POST
def undo_last(request: HttpRequest, slug: str) -> HttpResponse:
    entry_or_404(slug)
    _done(request, lambda: undo(slug, user=request.user), "Le dernier changement est annulé.")
    return redirect("register:record", slug)


@reader
@require_POST
def restore_state(request: HttpRequest, slug: str) -> HttpResponse:
    entry_or_404(slug)
    number = number_in(request.POST.get("number"))
    _done(request, lambda: restore(slug, number, user=request.user), "La fiche est revenue à cet état.")
    return redirect("register:record", slug)


@agent
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    entry = entry_or_404(slug)
    changes = list(entry.record.changes.select_related("by")) if entry.record else []
    context = {
        "sheet": entry.sheet,
        "changes": [(each, differences(each)) for each in changes],
        "last": changes[0].number if changes else 0,
        "may_write": may_write(request),
    }
    return render(request, "register/history.html", context)


def differences(change: Change) -> list[tuple[str, str, str]]:
    """(field, before, after) of what a change changed."""
    before, after = change.before.get("values", {}), change.after.get("values", {})
    return [
        (field.label, in_words(field, before.get(name, "")), in_words(field, after.get(name, "")))
        for name, field in BY_NAME.items()
        if before.get(name, "") != after.get(name, "")
    ]


@reader
@require_http_methods(["GET", "POST"])
def supplier(request: HttpRequest, slug: str) -> HttpResponse:
    """The answers of the supplier of a use to the commune's questions."""
    sheet = entry_or_404(slug).sheet
    form = AnswersForm(request.POST or None, initial=_answered(sheet))
    if request.method == "POST" and form.is_valid():
        try:
            kept = answer(sheet.values.get("supplier", ""), form.answers(), user=request.user)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Réponses enregistrées : {kept}.")
            return redirect("register:record", slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "register/supplier.html", {"form": form, "sheet": sheet}, status=status)


def _answered(sheet: Any) -> dict[str, str]:
    told = {each.question: each.text for each in sheet.answers}
    return {key: told.get(question, "") for key, question in QUESTIONS.items()}


@reader
@require_http_methods(["GET", "POST"])
def register_settings(request: HttpRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=settings_of())
    if request.method == "POST" and form.is_valid():
        form.save()
        journal("register_settings_changed", actor=request.user, changed=sorted(form.changed_data))
        messages.success(request, "Le contact du registre est enregistré.")
        return redirect("register:uses")
    status = 422 if request.method == "POST" else 200
    return render(request, "register/settings.html", {"form": form}, status=status)
