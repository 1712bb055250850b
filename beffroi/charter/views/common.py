"""What the pages of the charter share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from beffroi.charter.models import CharterVersion, VersionState
from beffroi.charter.policy import Article, policy_for
from beffroi.town.models import Role


def is_exchange(request: HttpRequest) -> bool:
    """Whether a script asks for a part of the page rather than the page."""
    return request.headers.get("HX-Request") == "true"


def may(request: HttpRequest, role: str = Role.ADMIN) -> bool:
    membership = getattr(request, "membership", None)
    return membership is not None and bool(membership.at_least(role))


def voted_versions() -> Any:
    return CharterVersion.objects.filter(state=VersionState.VOTED).order_by("-number")


def next_version() -> CharterVersion | None:
    """The first that has not begun yet."""
    coming = voted_versions().filter(starts_on__gt=timezone.localdate()).order_by("starts_on", "number")
    found: CharterVersion | None = coming.first()
    return found


def voted_or_404(number: int) -> CharterVersion:
    version: CharterVersion = get_object_or_404(voted_versions(), number=number)
    return version


def draft_or_404(pk: int) -> CharterVersion:
    version: CharterVersion = get_object_or_404(CharterVersion.objects.filter(state=VersionState.DRAFT), pk=pk)
    return version


def articles_of(version: CharterVersion | None) -> list[Article]:
    return policy_for(version.number or 0, version.settings, ()).articles() if version else []


def article_or_404(version: CharterVersion | None, number: int) -> Article:
    for article in articles_of(version):
        if article.clause.number == number:
            return article
    raise Http404("Cet article n’existe pas.")


def typed(request: HttpRequest, name: str, longest: int = 20_000) -> str:
    """What a person typed in a field that no form checks: without what no database keeps."""
    return request.POST.get(name, "").replace("\0", "").strip()[:longest]
