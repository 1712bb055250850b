"""What the rules may need to know of each member, and the tables of a year's register."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.audit.journal import record
from beffroi.minutes.actions.act_files import made
from beffroi.minutes.actions.adopted import require_not_adopted
from beffroi.minutes.actions.register_tables import register_tables
from beffroi.minutes.actions.sitting import refresh_flags
from beffroi.minutes.forms.roster import people_forms
from beffroi.town.permissions import agent
from beffroi.ui.answers import file_answer

from .common import sitting_or_404
from .told import meeting_page, told


@agent
@told(meeting_page)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Deputies, dates of birth, seats that began or ended in mid-term."""
    sitting = sitting_or_404(pk)
    forms = people_forms(sitting.meeting, request.POST or None)
    if request.method == "POST" and forms.is_valid():
        require_not_adopted(sitting.meeting)
        forms.save()
        record("roster_changed", actor=request.user, subject=sitting.subject, members=len(forms.forms))
        refresh_flags(sitting)
        messages.success(request, "Les précisions sur les membres sont enregistrées.")
        return redirect("minutes:people", pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/people.html", {"meeting": sitting.meeting, "forms": forms}, status=status)


@agent
@require_safe
def register(request: HttpRequest, year: int, fmt: str) -> HttpResponse:
    """The tables by date and by object of a year's register (R2121-9)."""
    if fmt not in ("pdf", "docx", "odt"):
        raise Http404
    act = register_tables(year)
    if act is None:
        raise Http404
    content, name = made(act, fmt)
    record("document_taken", actor=request.user, format=fmt, what="RegisterTables", year=year)
    return file_answer(content, name)
