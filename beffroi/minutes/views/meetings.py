"""The list of meetings, a new one, and the page of each: one timeline from the recording to the sent text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.set_agenda import ItemInUse, set_agenda
from beffroi.minutes.actions.sitting import refresh_flags, sitting_of
from beffroi.minutes.forms.meeting import AgendaForm, MeetingForm, RecordingForm, agenda_lines
from beffroi.minutes.models import Meeting
from beffroi.town.permissions import agent

from . import council
from .common import last_job, may_read, meeting_or_404, recording_of, text_of
from .timeline import timeline
from .uploads import take_file, unfinished

A_PAGE = 30


@agent
def meetings(request: HttpRequest) -> HttpResponse:
    found = Meeting.objects.select_related("minutes", "recording")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "minutes/meetings.html", {"page": page})


@agent
@require_http_methods(["GET", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    """The form; sent by a script, it answers where to send the recording in pieces."""
    form = MeetingForm(request.POST or None, request.FILES or None, initial={"kind": "council"}, actor=request.user)
    if request.method == "GET" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "minutes/new_meeting.html", {"form": form}, status=status)
    meeting = create_meeting(user=request.user, **form.values())
    if request.headers.get("Accept", "").startswith("application/json"):
        upload = reverse("minutes:begin_upload", args=[meeting.pk])
        return JsonResponse({"page": meeting.get_absolute_url(), "upload": upload})
    if file := form.cleaned_data["recording_file"]:
        take_file(request, meeting, file)
    return redirect(meeting)


@agent
@require_POST
def read_agenda(request: HttpRequest) -> HttpResponse:
    """The points found in a file, shown for correction before anything is kept."""
    form = AgendaForm({}, request.FILES, actor=request.user)
    form.is_valid()
    return render(
        request,
        "minutes/_agenda_found.html",
        {"items": form.items, "lines": agenda_lines(form.items), "errors": form.errors.get("agenda_file", [])},
    )


@agent
@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of a meeting; posting a file to it deposits the recording (the way without script)."""
    found = meeting_or_404(pk)
    form = RecordingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        take_file(request, found, form.cleaned_data["recording_file"])
        return redirect(found)
    if found.is_council:
        return render(
            request, "minutes/council/sitting.html", council.page(request, found, _page(request, found, form))
        )
    return render(request, "minutes/meeting.html", _page(request, found, form))


def _page(request: HttpRequest, found: Meeting, form: RecordingForm) -> dict[str, Any]:
    text, recording, job = text_of(found), recording_of(found), last_job(found)
    reader = may_read(request)
    return {
        "meeting": found,
        "steps": timeline(found, recording, text, job, reader),
        "recording": recording,
        "text": text,
        "job": job,
        "reader": reader,
        "recording_form": form,
        "unfinished": unfinished(request.user, found),
        "can_deposit": text is None and not (job and job.is_live),
    }


@agent
@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the agenda of a meeting whose text is not yet written."""
    found = meeting_or_404(pk)
    if text_of(found) is not None:
        messages.warning(request, "Le texte est déjà écrit : l’ordre du jour ne change plus.")
        return redirect(found)
    initial = {"agenda_text": agenda_lines(found.agenda())}
    form = AgendaForm(request.POST or None, request.FILES or None, initial=initial, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            set_agenda(found, form.items)
        except ItemInUse as error:
            form.add_error("agenda_text", str(error))
        else:
            if found.is_council:
                refresh_flags(sitting_of(found))
            messages.success(request, f"Ordre du jour enregistré : {len(form.items)} points.")
            return redirect(found)
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/agenda.html", {"meeting": found, "form": form}, status=status)
