"""A file to take away, as every page gives one."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip",
    "xml": "application/xml",
}


def file_answer(content: bytes, name: str) -> HttpResponse:
    """To be saved, never shown in the browser nor kept by it."""
    media = MEDIA.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
