"""The recording arrives: in pieces that survive a cut, or in one go without script."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.minutes.actions.process import start_processing
from beffroi.minutes.actions.receive_recording import receive_recording
from beffroi.minutes.models import Meeting
from beffroi.town.permissions import agent
from beffroi.work import uploads
from beffroi.work.jobs import WorkError
from beffroi.work.models import Upload

from .common import meeting_or_404


def unfinished(user: Any, meeting: Meeting) -> Upload | None:
    """A deposit of this person that was cut, to be taken up again."""
    found: Upload | None = Upload.objects.filter(owner=user, subject=meeting.subject, completed_at=None).first()
    return found


@agent
@require_POST
def begin_upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """{"file_name", "size"} -> where to send the pieces, and from which byte on."""
    meeting = meeting_or_404(pk)
    try:
        asked = json.loads(request.body)
        name, size = str(asked["file_name"]), int(asked["size"])
    except (ValueError, KeyError, TypeError):
        return _problem("La demande est incomplète : rechargez la page et choisissez de nouveau le fichier.", 400)
    try:
        upload = uploads.begin(owner=request.user, file_name=name, size=size, subject=meeting.subject)
    except uploads.UploadError as error:
        return _problem(str(error), error.status)
    return JsonResponse(
        {
            "url": reverse("minutes:upload", args=[upload.pk]),
            "finish": reverse("minutes:finish_upload", args=[upload.pk]),
            "received": upload.received,
            "piece": uploads.PIECE_BYTES,
        },
        status=201,
    )


def _own_upload(request: HttpRequest, pk: UUID) -> Upload:
    upload: Upload = get_object_or_404(Upload.objects, pk=pk, owner_id=request.user.pk)
    return upload


@agent
@require_http_methods(["PUT", "GET"])
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """PUT a piece, its place in the ``Upload-Offset`` header; GET how much has arrived."""
    found = _own_upload(request, pk)
    if request.method == "GET":
        return JsonResponse({"received": found.received, "size": found.size})
    try:
        offset = int(request.headers.get("Upload-Offset", ""))
        found = uploads.append(found, offset, request.body)
    except ValueError:
        return _problem("Ce morceau n’a pas d’emplacement : rechargez la page.", 400)
    except uploads.UploadError as error:
        return _problem(str(error), error.status, received=error.expected)
    return JsonResponse({"received": found.received, "size": found.size})


@agent
@require_POST
def finish_upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All has arrived: the recording is checked and stored, and the work starts."""
    found = _own_upload(request, pk)
    if found.completed_at is None:
        return _problem("Le fichier n’est pas encore entièrement arrivé.", 409, received=found.received)
    meeting = meeting_or_404(UUID(found.subject.partition(":")[2]))
    try:
        receive_recording(meeting, uploads.path_of(found), found.file_name, user=request.user)
    except WorkError as error:
        uploads.discard(found)
        return _problem(str(error), 422)
    uploads.discard(found)
    start_processing(meeting, request.user)
    return JsonResponse({"page": meeting.get_absolute_url()})


def take_file(request: HttpRequest, meeting: Meeting, file: Any) -> bool:
    """The way without script: the whole file in one form. A fault is told on the page; the meeting stays."""
    with tempfile.NamedTemporaryFile(suffix=Path(file.name).suffix) as copy:
        _copy(file.chunks(), copy)
        try:
            receive_recording(meeting, Path(copy.name), file.name, user=request.user)
        except WorkError as error:
            messages.error(request, str(error))
            return False
    start_processing(meeting, request.user)
    return True


def _copy(blocks: Iterable[bytes], into: Any) -> None:
    for block in blocks:
        into.write(block)
    into.flush()


def _problem(message: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"error": message, **more}, status=status)
