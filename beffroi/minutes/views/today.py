"""Aujourd'hui: what awaits the person, in order of its date; one line each, one action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions.process import JOB
from beffroi.minutes.models import Delivery, Meeting, MinutesState, PvStep, PvStepDone
from beffroi.town.permissions import agent
from beffroi.work.models import Job, JobState, OutboxMessage, OutboxState

from .common import may_read, recording_of, text_of
from .today_council import awaited


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the page: what, why now, and the one action."""

    meeting: Meeting
    why: str
    action: str
    url: str
    tone: str = ""
    main: bool = True
    due: date | None = None


@agent
def today(request: HttpRequest) -> HttpResponse:
    waiting = awaiting(may_read(request))
    return render(
        request,
        "minutes/today.html",
        {"waiting": waiting, "any_meeting": bool(waiting) or Meeting.objects.exists(), "now": timezone.now()},
    )


def awaiting(reader: bool) -> list[Waiting]:
    meetings = Meeting.objects.select_related("recording", "minutes").annotate(
        to_check=Count("minutes__flags", filter=Q(minutes__flags__answer=""), distinct=True),
        sent=Count("minutes__deliveries", distinct=True),
    )
    jobs: dict[str, Job] = {}
    for job in Job.objects.filter(name=JOB).order_by("created_at"):
        jobs[job.subject] = job
    troubled = _troubled_deliveries()
    done = set(PvStepDone.objects.filter(step=PvStep.PUBLISHED).values_list("sitting__meeting_id", flat=True))
    lines: list[Waiting] = []
    for meeting in meetings:
        if line := _line(meeting, jobs.get(meeting.subject), reader, troubled):
            lines.append(line)
        if meeting.is_council and meeting.pk not in done:
            lines += [
                Waiting(meeting, each.why, each.action, each.url, each.tone, each.main, each.due)
                for each in awaited(meeting, reader)
            ]
    return sorted(lines, key=_date)


def _date(line: Waiting) -> date:
    """The last day of what awaits, or that of the meeting; what has no date yet comes last."""
    starts_at = line.meeting.starts_at
    return line.due or (timezone.localdate(starts_at) if starts_at else date(9000, 1, 1))


def _troubled_deliveries() -> dict[Any, Delivery]:
    """By meeting, the delivery that a person must look at."""
    states = [OutboxState.FAILED, OutboxState.UNCERTAIN]
    references = set(OutboxMessage.objects.filter(state__in=states).values_list("subject_ref", flat=True))
    deliveries = Delivery.objects.select_related("minutes").order_by("at")
    return {each.minutes.meeting_id: each for each in deliveries if each.reference in references}


def _line(meeting: Any, job: Job | None, reader: bool, troubled: dict[Any, Delivery]) -> Waiting | None:
    page = meeting.get_absolute_url()
    text = text_of(meeting)
    if text is None:
        return _before_the_text(meeting, job, page)
    if delivery := troubled.get(meeting.pk):
        url = reverse("minutes:delivery", args=[delivery.pk])
        return Waiting(meeting, "Un message n’est pas arrivé à coup sûr.", "Voir l’envoi", url, "block")
    if text.state != MinutesState.APPROVED:
        return _to_read(meeting, text, reader)
    if not meeting.sent and reader and not meeting.is_council:
        url = reverse("minutes:send", args=[meeting.pk])
        return Waiting(meeting, "Approuvé, pas encore envoyé.", "Envoyer", url, main=False)
    return None


def _before_the_text(meeting: Meeting, job: Job | None, page: str) -> Waiting | None:
    if recording_of(meeting) is None and meeting.is_council:
        return None
    if recording_of(meeting) is None:
        return Waiting(meeting, "L’enregistrement n’est pas encore déposé.", "Déposer l’enregistrement", page)
    if job and job.state == JobState.FAILED:
        return Waiting(meeting, "La préparation s’est arrêtée sur une erreur.", "Voir et relancer", page, "block")
    if job and job.is_live:
        return Waiting(meeting, "Le texte est en préparation.", "Suivre", page, main=False)
    return Waiting(meeting, "L’enregistrement attend d’être traité.", "Voir", page)


def _to_read(meeting: Any, text: Any, reader: bool) -> Waiting:
    url = reverse("minutes:proofread", args=[meeting.pk])
    if text.state == MinutesState.AMENDED and not meeting.to_check and reader:
        changes = reverse("minutes:changes", args=[meeting.pk])
        return Waiting(meeting, "Modifié depuis l’approbation.", "Approuver la différence", changes, "check")
    if not meeting.to_check:
        return Waiting(meeting, "Tout est vérifié, il reste à approuver.", "Relire" if not reader else "Terminer", url)
    points = f"{meeting.to_check} point{'s' if meeting.to_check > 1 else ''} à vérifier."
    return Waiting(meeting, points, "Relire", url, "check")
