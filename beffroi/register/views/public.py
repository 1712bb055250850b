"""What anyone reads of a commune's register, without an account: published records alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from beffroi.register.actions.exporting import open_data
from beffroi.register.actions.known import settings_of
from beffroi.register.actions.sheets import public_entries
from beffroi.register.domain.contest import STEPS
from beffroi.register.domain.fields import STATUS_NAMES
from beffroi.register.domain.schema import schema as schema_of
from beffroi.register.domain.search import LONGEST_QUERY, find
from beffroi.register.domain.standards import STANDARDS
from beffroi.town.models import Commune
from beffroi.town.permissions import public
from beffroi.town.scope import scope

from .common import download

REVALIDATE = "public, no-cache"
"""Kept by who likes, asked again each time: what is withdrawn leaves at once."""
Page = Callable[..., HttpResponseBase]


def open_to_all(view: Page) -> Page:
    """A page of the commune of the address, in its scope alone, whoever asks."""

    @public
    @require_safe
    @conditional_page
    @wraps(view)
    def shown(request: HttpRequest, commune: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        town = Commune.objects.filter(slug=commune).first()
        if town is None:
            raise Http404
        with scope(town):
            try:
                response = view(request, town, *args, **kwargs)
            except Http404:
                response = _page(request, "missing", town, status=404)
        response.headers.setdefault("Cache-Control", REVALIDATE)
        return response

    return shown


def _page(request: HttpRequest, name: str, town: Commune, status: int = 200, **context: Any) -> HttpResponse:
    context |= {"town": town, "answers": settings_of(), "at": name}
    return render(request, f"register/public/{name}.html", context, status=status)


@open_to_all
def register(request: HttpRequest, town: Commune) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    sheets = [each.sheet for each in public_entries()]
    found = find(sheets, query)
    by_status = [(name, [each for each in found if each.status == code]) for code, name in STATUS_NAMES.items()]
    order = ["en service", "à l’essai", "en projet", "arrêté"]
    groups = sorted((each for each in by_status if each[1]), key=lambda each: order.index(each[0]))
    return _page(request, "register", town, groups=groups, found=len(found), total=len(sheets), query=query)


@open_to_all
def record(request: HttpRequest, town: Commune, slug: str) -> HttpResponse:
    entry = next((each for each in public_entries() if each.sheet.slug == slug), None)
    if entry is None:
        raise Http404
    return _page(request, "record", town, sheet=entry.sheet, row=entry.record)


@open_to_all
def contest(request: HttpRequest, town: Commune) -> HttpResponse:
    return _page(request, "contest", town, steps=STEPS)


@open_to_all
def data(request: HttpRequest, town: Commune) -> HttpResponse:
    """The open data, each format with what it leaves out."""
    files = [(standard, open_data(town, standard)) for standard in STANDARDS.values()]
    return _page(request, "data", town, files=files)


@open_to_all
def data_file(request: HttpRequest, town: Commune, filename: str) -> HttpResponse:
    standard = next((each for each in STANDARDS.values() if each.filename == filename), None)
    if standard is None:
        raise Http404
    return download(open_data(town, standard), town.slug)


@public
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    content = json.dumps(schema_of(settings.BASE_URL + reverse("register:schema")), ensure_ascii=False, indent=2)
    return HttpResponse(content, content_type="application/schema+json; charset=utf-8")
