"""The sound of a meeting, a stretch at a time, to whoever may hear it. The original opens to named people only once
something is masked, and each opening is journalled."""

from __future__ import annotations

import mimetypes
import re
import time
from collections.abc import AsyncIterator
from uuid import UUID

from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from beffroi.audit.journal import record
from beffroi.minutes.actions.sound_access import is_restricted, may_hear
from beffroi.minutes.models import Recording
from beffroi.town.permissions import agent

PIECE = 2**20
"""A range is answered with a megabyte at most: players ask for the next, and nothing large is held in memory."""
TYPES = {".opus": "audio/ogg", ".oga": "audio/ogg", ".m4a": "audio/mp4", ".flac": "audio/flac", ".mp3": "audio/mpeg"}
SAME_OPENING = 30 * 60
"""Seconds without a request after which asking again is another opening."""
NOT_NAMED = (
    "Un passage de cette séance est masqué : l’enregistrement d’origine ne s’ouvre qu’aux personnes désignées. "
    "Demandez à un relecteur de vous désigner."
)


@agent
@require_safe
def sound(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The original. Raises PermissionDenied for who is not named, where something is masked."""
    recording = get_object_or_404(Recording.objects.select_related("meeting"), pk=pk)
    if not recording.can_be_heard or not recording.file.storage.exists(recording.file.name):
        raise Http404
    if is_restricted(recording.meeting):
        if not may_hear(request.user, recording.meeting):
            raise PermissionDenied(NOT_NAMED)
        _journal_opening(request, recording)
    response = ranged(request, recording.file.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _journal_opening(request: HttpRequest, recording: Recording) -> None:
    """Once an opening: a player asks for one stretch after another, and goes on in what it opened."""
    key, now = f"heard:{recording.pk}", time.time()
    last = request.session.get(key)
    if last is None or now - last > SAME_OPENING:
        record("original_sound_opened", actor=request.user, subject=recording.meeting.subject)
    if last is None or now - last > 60:
        request.session[key] = now


def ranged(request: HttpRequest, name: str, content_type: str = "") -> HttpResponseBase:
    """A file of the storage, whole or the stretch asked for (RFC 9110, 14.2)."""
    size = default_storage.size(name)
    kind = content_type or _type(name)
    try:
        span = asked(request.headers.get("Range", ""), size)
        response = _whole(name, kind, size) if span is None else _piece(name, kind, *span, size)
    except NoSuchRange:
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
    response.headers["Accept-Ranges"] = "bytes"
    return response


class NoSuchRange(Exception):
    """The bytes asked for do not exist."""


def asked(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None: everything. Raises NoSuchRange."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not found or found[1] == found[2] == "":
        return None
    if found[1] == "":
        first, last = max(size - int(found[2]), 0), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if first > last:
        raise NoSuchRange
    return first, last


def _piece(name: str, kind: str, first: int, last: int, size: int) -> HttpResponseBase:
    last = min(last, first + PIECE - 1)
    with default_storage.open(name, "rb") as file:
        file.seek(first)
        response = HttpResponse(file.read(last - first + 1), status=206, content_type=kind)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _whole(name: str, kind: str, size: int) -> HttpResponseBase:
    response = StreamingHttpResponse(_blocks(name), content_type=kind)
    response.headers["Content-Length"] = str(size)
    return response


async def _blocks(name: str) -> AsyncIterator[bytes]:
    file = await sync_to_async(default_storage.open)(name, "rb")
    try:
        while block := await sync_to_async(file.read)(PIECE):
            yield block
    finally:
        await sync_to_async(file.close)()


def _type(name: str) -> str:
    ending = f".{name.rpartition('.')[2]}"
    return TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
