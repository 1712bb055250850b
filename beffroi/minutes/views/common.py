"""What the pages share: finding what is asked for in the commune in scope (404 for anything else)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from beffroi.minutes.actions.process import JOB
from beffroi.minutes.actions.rights import is_reader
from beffroi.minutes.actions.sitting import NotACouncil, sitting_of
from beffroi.minutes.models import Meeting, Minutes, Sitting
from beffroi.work.models import Job


def meeting_or_404(pk: UUID) -> Meeting:
    meeting: Meeting = get_object_or_404(Meeting.objects.select_related("recording", "minutes", "commune"), pk=pk)
    return meeting


def sitting_or_404(pk: UUID) -> Sitting:
    """The sitting of a council's meeting of the commune in scope; anything else does not exist."""
    try:
        return sitting_of(meeting_or_404(pk))
    except NotACouncil:
        raise Http404


def minutes_or_404(meeting_pk: UUID) -> Minutes:
    minutes: Minutes = get_object_or_404(
        Minutes.objects.select_related("meeting__recording", "commune"), meeting_id=meeting_pk
    )
    return minutes


def is_exchange(request: HttpRequest) -> bool:
    """Whether a script asks for a part of the page rather than the page."""
    return request.headers.get("HX-Request") == "true"


def may_read(request: HttpRequest) -> bool:
    commune = getattr(request, "commune", None)
    return commune is not None and is_reader(request.user, commune)


def last_job(meeting: Meeting) -> Job | None:
    job: Job | None = Job.objects.filter(name=JOB, subject=meeting.subject).first()
    return job


def recording_of(meeting: Meeting) -> Any:
    return getattr(meeting, "recording", None)


def text_of(meeting: Meeting) -> Any:
    return getattr(meeting, "minutes", None)


def typed(request: HttpRequest, name: str, longest: int = 20_000) -> str:
    """What a person typed in a field that no form checks: without what no database keeps."""
    return request.POST.get(name, "").replace("\0", "").strip()[:longest]


def number_in(text: str | None) -> int | None:
    """A number of a row or of an item as an address gives it; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
