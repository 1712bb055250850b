"""Services of the town hall, and the rubber-stamp alarm: by service of five people or more, never by agent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.audit.journal import record
from beffroi.charter import evidence
from beffroi.charter.domain.rubber_stamp import FEWEST_PEOPLE, FEWEST_VALIDATIONS, alarms
from beffroi.charter.evidence import Period
from beffroi.charter.forms_uses import ServiceForm
from beffroi.charter.models import Service
from beffroi.town.permissions import admin
from beffroi.town.scope import commune_in_scope

DAYS = 90


@admin
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    period = Period(today - timedelta(days=DAYS), today)
    people = {each.name: each.people.count() for each in Service.objects.all()}
    found = {each.service: each for each in alarms(evidence.validations(period), people)}
    rows = [_row(each, people[each.name], found.get(each.name)) for each in Service.objects.all()]
    context = {
        "rows": rows,
        "alarms": list(found.values()),
        "fewest": FEWEST_PEOPLE,
        "least": FEWEST_VALIDATIONS,
        "days": DAYS,
    }
    return render(request, "charter/services.html", context)


def _row(service: Service, people: int, alarm: Any) -> dict[str, Any]:
    return {"service": service, "people": people, "measured": people >= FEWEST_PEOPLE, "alarm": alarm}


@admin
@require_http_methods(["GET", "POST"])
def service(request: HttpRequest, pk: int = 0) -> HttpResponse:
    kept = get_object_or_404(Service.objects.all(), pk=pk) if pk else None
    form = ServiceForm(request.POST or None, instance=kept, commune=commune_in_scope())
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        record("service_changed", actor=request.user, subject=f"service:{saved.pk}", people=saved.people.count())
        messages.success(request, "Le service est enregistré.")
        return redirect("charter:services")
    return render(request, "charter/service.html", {"form": form, "service": kept}, status=422 if form.errors else 200)
