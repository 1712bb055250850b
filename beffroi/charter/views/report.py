"""The yearly report, before it is published and for everyone; and the charter for everyone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from beffroi.charter.actions import yearly_report
from beffroi.charter.clauses import BY_NUMBER
from beffroi.charter.domain.events import PLACE_NAMES
from beffroi.charter.domain.wording import french
from beffroi.charter.state import switched_off, version_in_force
from beffroi.town.models import Commune
from beffroi.town.permissions import admin, agent, public
from beffroi.town.scope import commune_in_scope, scope

from .common import articles_of, may, next_version
from .figures import readable


@agent
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """This year's report as it would be published now, and those that were."""
    asked = request.GET.get("annee", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) == 4
    year = int(asked) if known else timezone.localdate().year
    try:
        figures = yearly_report.figures_of(year)
    except yearly_report.TooEarly as error:
        raise Http404(str(error)) from error
    context = shown(figures) | {
        "commune_slug": commune_in_scope().slug,
        "years": range(timezone.localdate().year, timezone.localdate().year - 4, -1),
        "published": yearly_report.published_years(),
        "may_publish": may(request),
    }
    return render(request, "charter/reports.html", context)


@admin
@require_POST
def publish(request: HttpRequest, year: int) -> HttpResponse:
    try:
        yearly_report.publish_report(year, user=request.user)
    except yearly_report.TooEarly as error:
        raise Http404(str(error)) from error
    messages.success(request, f"Le bilan {year} est publié. Chacun peut le lire sans compte.")
    return redirect("charter:reports")


Page = Callable[..., HttpResponse]


def of_commune(view: Page) -> Page:
    """A page for everyone, in the scope of the commune of the address."""

    @public
    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, commune: str, *args: Any, **kwargs: Any) -> HttpResponse:
        town = Commune.objects.filter(slug=commune).first()
        if town is None:
            raise Http404
        with scope(town):
            return view(request, town, *args, **kwargs)

    return opened


@of_commune
def public_report(request: HttpRequest, town: Commune, year: int) -> HttpResponse:
    """The report as it was last published; one that was not does not exist."""
    found = yearly_report.published(year)
    if found is None:
        raise Http404
    at, figures = found
    context = shown(figures) | {"town": town, "published_at": parse_datetime(at), "at": "report"}
    return render(request, "charter/public/report.html", context | _menu())


@of_commune
def public_charter(request: HttpRequest, town: Commune) -> HttpResponse:
    version = version_in_force()
    context = {
        "town": town,
        "version": version,
        "articles": [each for each in articles_of(version) if each.on],
        "coming": next_version(),
        "turn": switched_off(),
        "at": "charter",
    }
    return render(request, "charter/public/charter.html", context | _menu())


def _menu() -> dict[str, Any]:
    return {"years": yearly_report.published_years()}


def shown(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures as a template says them."""
    return {
        "figures": figures,
        "sentence": sentence(figures),
        "until": date.fromisoformat(figures["until"]),
        "whole": figures["until"].endswith("-12-31"),
        "places": [(PLACE_NAMES.get(key, key or "lieu inconnu"), count) for key, count in figures["places"].items()],
        "refusals": [(each["article"], _title(each["article"]), each["count"]) for each in figures["refusals"]],
        "articles": [each | {"missing": [readable(said) for said in each["missing"]]} for each in figures["articles"]],
    }


def _title(number: int) -> str:
    return BY_NUMBER[number].title if number in BY_NUMBER else "Règles du programme"


def sentence(figures: dict[str, Any]) -> str:
    """French: the year in one sentence."""
    calls, refused = figures["calls"], figures["refused"]
    if not calls and not refused:
        return french(f"En {figures['year']}, aucune IA n’a été appelée.")
    made = f"une IA a été appelée {calls} fois" if calls else "aucun appel à une IA n’a abouti"
    masked = f", dont {figures['masked']} avec des données masquées" if figures["masked"] else ""
    said = f"la charte a refusé {refused} demande{'s' if refused > 1 else ''}" if refused else "rien n’a été refusé"
    return french(f"En {figures['year']}, {made}{masked} ; {said}.")
