"""What anyone may see of a council, without an account: its published sittings, their items, search, feed, open data.

Every page is made of the values of ``domain/public.py``; no row of the database reaches a template.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from functools import wraps
from itertools import groupby
from pathlib import PurePath
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import conditional_page, require_safe

from beffroi.minutes.actions.public_catalogue import catalogue, last_change, search_index
from beffroi.minutes.actions.public_files import BrokenSeal, file_to_serve, public_name, sealed_content
from beffroi.minutes.actions.public_register import register
from beffroi.minutes.actions.public_sound import PublicSound
from beffroi.minutes.actions.public_view import commune_view, sitting_view, sound_of
from beffroi.minutes.domain.public import PublicCommune, PublicSitting
from beffroi.minutes.domain.public_search import LONGEST_QUERY
from beffroi.minutes.exports import atom, scdl_file
from beffroi.town.models import Commune
from beffroi.town.permissions import public
from beffroi.town.scope import scope

from .audio import PIECE, NoSuchRange, asked

REVALIDATE = "public, no-cache"
"""Kept by who likes, asked again each time: what is withdrawn or masked leaves at once."""
Page = Callable[..., HttpResponseBase]


def open_to_all(view: Page) -> Page:
    """A page of the commune of the address, whoever asks: its scope alone, 304 when nothing changed, and its own page
    for what is not there."""

    @public
    @require_safe
    @conditional_page
    @wraps(view)
    def shown(request: HttpRequest, commune: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        town = Commune.objects.filter(slug=commune).first()
        if town is None:
            raise Http404
        with scope(town):
            who = commune_view(town)
            try:
                response = view(request, who, *args, **kwargs)
            except Http404:
                response = _page(request, "missing", who, status=404)
        response.headers.setdefault("Cache-Control", REVALIDATE)
        return response

    return shown


def _page(request: HttpRequest, name: str, who: PublicCommune, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"minutes/public/{name}.html", {"who": who, "at": name, **context}, status=status)


def _dated(response: HttpResponse, moment: datetime | None) -> HttpResponse:
    if moment:
        response.headers["Last-Modified"] = http_date(moment.timestamp())
    return response


@open_to_all
def sittings(request: HttpRequest, who: PublicCommune) -> HttpResponse:
    found = catalogue()
    years = [(year, list(group)) for year, group in groupby(found, key=lambda each: _year(each.starts_at))]
    return _dated(_page(request, "sittings", who, years=years), last_change())


def _year(moment: datetime | None) -> str:
    return str(timezone.localtime(moment).year) if moment else "Sans date"


def _sitting_or_404(slug: str) -> PublicSitting:
    found = sitting_view(slug)
    if found is None:
        raise Http404
    return found


@open_to_all
def sitting(request: HttpRequest, who: PublicCommune, slug: str) -> HttpResponse:
    found = _sitting_or_404(slug)
    return _dated(_page(request, "sitting", who, sitting=found, sound_address="son"), found.updated)


@open_to_all
def item(request: HttpRequest, who: PublicCommune, slug: str, number: int) -> HttpResponse:
    found = _sitting_or_404(slug)
    wanted = found.item(number)
    if wanted is None:
        raise Http404
    rank = found.items.index(wanted)
    context: dict[str, Any] = {
        "sitting": found,
        "item": wanted,
        "previous": found.items[rank - 1] if rank else None,
        "next": found.items[rank + 1] if rank + 1 < len(found.items) else None,
    }
    return _dated(_page(request, "item", who, sound_address="../../son", **context), found.updated)


@open_to_all
def search(request: HttpRequest, who: PublicCommune) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return _page(request, "search", who, results=search_index().find(query), query=query)


@open_to_all
def acts(request: HttpRequest, who: PublicCommune) -> HttpResponse:
    years = [
        (year, list(group)) for year, group in groupby(register(who.council), key=lambda line: _year(line.published_at))
    ]
    return _page(request, "acts", who, years=years, left_out=_open_data(who).left_out)


@open_to_all
def feed(request: HttpRequest, who: PublicCommune) -> HttpResponse:
    content = atom.decisions(who, catalogue(), settings.BASE_URL)
    return _dated(HttpResponse(content, content_type=atom.MEDIA_TYPE), last_change())


def _open_data(who: PublicCommune) -> scdl_file.OpenDataFile:
    return scdl_file.scdl_file(who, catalogue(), settings.BASE_URL)


@open_to_all
def open_data(request: HttpRequest, who: PublicCommune) -> HttpResponse:
    response = HttpResponse(_open_data(who).content, content_type=scdl_file.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="deliberations-{who.slug}.csv"'
    # Open data is for any site to read.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@open_to_all
def file(request: HttpRequest, who: PublicCommune, pk: UUID) -> HttpResponse:
    """The published file, the very one that was sealed: its hash goes with it (Repr-Digest, RFC 9530)."""
    found = file_to_serve(pk)
    if found is None:
        raise Http404
    try:
        content = sealed_content(found.document)
    except (BrokenSeal, OSError):
        return _page(request, "unavailable", who, status=503)
    is_pdf = content.startswith(b"%PDF-")
    response = HttpResponse(content, content_type="application/pdf" if is_pdf else "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(not is_pdf, public_name(found)) or ""
    response.headers["ETag"] = f'"{found.document.sha256}"'
    response.headers["Last-Modified"] = http_date(found.since.timestamp())
    digest = base64.b64encode(bytes.fromhex(found.document.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    return response


@open_to_all
def sound(request: HttpRequest, who: PublicCommune, slug: str) -> HttpResponseBase:
    """The copy without what is masked, a stretch at a time; the original is nowhere here."""
    found = sound_of(slug)
    if found is None:
        raise Http404
    response = _heard(found, request.headers.get("Range", ""))
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["ETag"] = f'"{PurePath(found.name).stem}"'
    return response


def _heard(found: PublicSound, wanted: str) -> HttpResponseBase:
    try:
        span = asked(wanted, found.size)
    except NoSuchRange:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    return _stretch(found, *span) if span else _whole(found)


def _stretch(found: PublicSound, first: int, last: int) -> HttpResponse:
    last = min(last, first + PIECE - 1)
    with default_storage.open(found.name) as copy:
        copy.seek(first)
        response = HttpResponse(copy.read(last - first + 1), status=206, content_type=found.content_type)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{found.size}"
    return response


def _whole(found: PublicSound) -> StreamingHttpResponse:
    async def blocks() -> AsyncIterator[bytes]:
        copy = await sync_to_async(default_storage.open)(found.name)
        try:
            while block := await sync_to_async(copy.read)(PIECE):
                yield block
        finally:
            await sync_to_async(copy.close)()

    return StreamingHttpResponse(blocks(), content_type=found.content_type, headers={"Content-Length": str(found.size)})
