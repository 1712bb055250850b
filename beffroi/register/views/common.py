from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from beffroi.register.actions.sheets import Entry, entry_of
from beffroi.register.exports.files import ExportFile
from beffroi.town.models import Role


def entry_or_404(slug: str) -> Entry:
    found = entry_of(slug)
    if found is None:
        raise Http404
    return found


def may_write(request: HttpRequest) -> bool:
    membership: Any = getattr(request, "membership", None)
    return membership is not None and membership.at_least(Role.READER)


def number_in(text: str | None) -> int:
    """The last change that a page showed; -1, which none is, for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else -1


def download(file: ExportFile, name: str) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{file.filename}"'
    return response
