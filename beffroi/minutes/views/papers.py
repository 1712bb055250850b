"""A convocation read from its file: what was found is shown with its line, confirmed by a person, and can be undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.minutes.actions.take_convocation import put_back, take_convocation
from beffroi.minutes.forms.papers import ConvocationFileForm, ConvocationReadForm
from beffroi.minutes.models import Sitting
from beffroi.town.permissions import agent
from beffroi.work.jobs import WorkError

from .common import sitting_or_404
from .told import meeting_page, told


def _kept(sitting: Sitting) -> str:
    """Where the session keeps what there was before."""
    return f"convocation_before:{sitting.pk}"


@agent
@told(meeting_page)
@require_http_methods(["GET", "POST"])
def read_convocation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file first; then what was read of it, which the same address confirms."""
    sitting = sitting_or_404(pk)
    if request.method == "POST" and "confirmer" in request.POST:
        return _confirm(request, sitting)
    form = ConvocationFileForm(request.POST or None, request.FILES or None, actor=request.user)
    if request.method == "GET" or not form.is_valid():
        return _page(request, sitting, 422 if request.method == "POST" else 200, file_form=form)
    read = ConvocationReadForm(initial=form.values())
    found = {"signatory": form.found.signatory, "body": form.found.body, "unreadable": form.found.unreadable}
    return _page(request, sitting, 200, read_form=read, said=form.lines(), **found)


def _confirm(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    form = ConvocationReadForm(request.POST)
    if not form.is_valid():
        return _page(request, sitting, 422, read_form=form)
    try:
        request.session[_kept(sitting)] = take_convocation(sitting, user=request.user, **form.values())
    except WorkError as error:
        form.add_error("agenda_text", str(error))
        return _page(request, sitting, 422, read_form=form)
    count = len(form.items)
    messages.success(
        request, f"La convocation est reprise : {count} point{'s' if count > 1 else ''} à l’ordre du jour."
    )
    return redirect("minutes:read_convocation", sitting.meeting_id)


def _page(request: HttpRequest, sitting: Sitting, status: int, **context: Any) -> HttpResponse:
    usual: dict[str, Any] = {
        "file_form": None, "read_form": None, "said": {}, "signatory": None, "body": None, "unreadable": (),
    }  # fmt: skip
    shown = usual | context | {"meeting": sitting.meeting, "can_undo": _kept(sitting) in request.session}
    return render(request, "minutes/council/read_convocation.html", shown, status=status)


@agent
@told(meeting_page)
@require_POST
def unread_convocation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give back the agenda, the day and the place that there were before."""
    sitting = sitting_or_404(pk)
    before = request.session.get(_kept(sitting))
    if before is None:
        messages.warning(request, "Il n’y a rien à annuler : cette convocation n’a pas été reprise depuis ce poste.")
        return redirect("minutes:read_convocation", pk)
    put_back(sitting, before, user=request.user)
    del request.session[_kept(sitting)]
    messages.success(request, "L’ordre du jour, la date et le lieu sont ceux d’avant.")
    return redirect("minutes:read_convocation", pk)
