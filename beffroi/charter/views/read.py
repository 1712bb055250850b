"""The charter read as it was voted; each article opened to see how it is applied and what it counted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beffroi.charter.models import CharterVersion, VersionState
from beffroi.charter.state import version_in_force
from beffroi.charter.uses import all_uses
from beffroi.town.permissions import agent

from .common import article_or_404, articles_of, may, next_version, voted_or_404, voted_versions
from .figures import article_counts, this_month


@agent
@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    """The version in force, or what holds while none was voted."""
    version = version_in_force()
    return render(request, "charter/read.html", _reading(request, version) | {"coming": next_version()})


@agent
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """A version of the past, or the next one."""
    asked = voted_or_404(number)
    return render(request, "charter/read.html", _reading(request, asked) | {"coming": None})


@agent
@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    current = version_in_force()
    rows = [(each, _state(each, current)) for each in voted_versions()]
    return render(request, "charter/versions.html", {"rows": rows, "may_write": may(request)})


@agent
@require_safe
def article(request: HttpRequest, number: int) -> HttpResponse:
    """How the machine applies it, what it counted this month, and what would change if it were set otherwise."""
    current = version_in_force()
    shown = article_or_404(current, number)
    month = this_month()
    context = {
        "version": current,
        "article": shown,
        "counts": article_counts(shown.clause, month),
        "month": month,
        "settings": settings_in_words(shown),
        "change": _next_text(number),
        "may_write": may(request),
    }
    return render(request, "charter/article.html", context)


def _reading(request: HttpRequest, version: CharterVersion | None) -> dict[str, Any]:
    articles = articles_of(version)
    current = version_in_force()
    return {
        "version": version,
        "is_current": version is not None and version == current,
        "articles": [each for each in articles if each.on],
        "left_out": [each for each in articles if not each.on],
        "may_write": may(request),
        "drafts": CharterVersion.objects.filter(state=VersionState.DRAFT).count() if may(request) else 0,
    }


def _state(version: CharterVersion, current: CharterVersion | None) -> str:
    if version == current:
        return "current"
    return "past" if current and (version.number or 0) < (current.number or 0) else "coming"


def settings_in_words(article: Any) -> list[tuple[str, str]]:
    """(label, value) of each parameter, as a person reads it."""
    return [(each.label, in_words(each, article.values.get(each.key))) for each in article.clause.parameters]


def in_words(parameter: Any, value: Any) -> str:
    names = dict(parameter.choices) | {use.code: use.purpose.rstrip(".") for use in all_uses()}
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(str(names.get(each, each)) for each in value) or "aucun"
    if parameter.unit:
        return f"{value}\u00a0{parameter.unit}"
    return str(names.get(value, value)) or "non précisé"


def _next_text(number: int) -> dict[str, Any] | None:
    """The article as the next version has it, where it says something else."""
    coming, current = next_version(), version_in_force()
    if coming is None or current is None:
        return None
    after, before = article_or_404(coming, number), article_or_404(current, number)
    if (after.on, after.text) == (before.on, before.text):
        return None
    return {"version": coming, "article": after}
