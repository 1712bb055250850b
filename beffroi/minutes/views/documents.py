"""Documents to take away: drafts marked as such, final ones once approved, the transcript."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from beffroi.audit.journal import record
from beffroi.minutes import exports
from beffroi.town.permissions import agent

from .common import meeting_or_404, minutes_or_404
from .told import meeting_page, told

DOCUMENTS = ("docx", "odt", "pdf")
TRANSCRIPTS = ("txt", "srt", "vtt", "json")


@agent
@require_safe
def document(request: HttpRequest, pk: UUID, version: str, fmt: str) -> HttpResponse:
    """``version``: "brouillon" or "definitif"."""
    if fmt not in DOCUMENTS or version not in {"brouillon", "definitif"}:
        raise Http404
    minutes = minutes_or_404(pk)
    final = version == "definitif"
    try:
        content = exports.render(minutes, fmt, final=final)
    except exports.GateClosed as error:
        messages.error(request, str(error))
        return redirect(minutes.meeting)
    record("document_taken", actor=request.user, subject=minutes.meeting.subject, format=fmt, final=final)
    return _file(content, exports.file_name(minutes, fmt, final=final), fmt)


@agent
@told(meeting_page)
@require_safe
def transcript(request: HttpRequest, pk: UUID, fmt: str) -> HttpResponse:
    if fmt not in TRANSCRIPTS:
        raise Http404
    meeting = meeting_or_404(pk)
    content = exports.transcript(meeting, fmt)
    record("transcript_taken", actor=request.user, subject=meeting.subject, format=fmt)
    return _file(content, exports.transcript_file_name(meeting, fmt), fmt)


def _file(content: bytes, name: str, fmt: str) -> HttpResponse:
    response = HttpResponse(content, content_type=exports.MEDIA_TYPES[fmt])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
