"""The sound of a meeting, a stretch at a time, to whoever may hear it."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from beffroi.minutes.models import Recording
from beffroi.town.permissions import agent

PIECE = 2**20
"""A range is answered with a megabyte at most: players ask for the next, and nothing large is held in memory."""
TYPES = {".opus": "audio/ogg", ".oga": "audio/ogg", ".m4a": "audio/mp4", ".flac": "audio/flac", ".mp3": "audio/mpeg"}


@agent
@require_safe
def sound(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    recording = get_object_or_404(Recording.objects, pk=pk)
    if not recording.can_be_heard or not recording.file.storage.exists(recording.file.name):
        raise Http404
    size = recording.file.size
    try:
        response = _answer(recording, asked(request.headers.get("Range", ""), size), size)
    except NoSuchRange:
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _answer(recording: Any, span: tuple[int, int] | None, size: int) -> HttpResponseBase:
    if span is not None:
        return _piece(recording, *span, size)
    response = StreamingHttpResponse(_whole(recording), content_type=_type(recording))
    response.headers["Content-Length"] = str(size)
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


def _piece(recording: Any, first: int, last: int, size: int) -> HttpResponse:
    last = min(last, first + PIECE - 1)
    with recording.file.open("rb") as file:
        file.seek(first)
        response = HttpResponse(file.read(last - first + 1), status=206, content_type=_type(recording))
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


async def _whole(recording: Any) -> AsyncIterator[bytes]:
    file = await sync_to_async(recording.file.open)("rb")
    try:
        while block := await sync_to_async(file.read)(PIECE):
            yield block
    finally:
        await sync_to_async(file.close)()


def _type(recording: Any) -> str:
    ending = f".{recording.file.name.rpartition('.')[2]}"
    return TYPES.get(ending) or mimetypes.guess_type(recording.file.name)[0] or "application/octet-stream"
