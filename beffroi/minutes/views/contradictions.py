"""A contradiction of the sitting stands, for a reason that a named person gives, or is opened again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from beffroi.minutes.actions.sitting import ReasonNeeded, maintain, reopen
from beffroi.minutes.models import SittingFlag
from beffroi.town.permissions import reader

from .common import typed


@reader
@require_POST
def maintain_flag(request: HttpRequest, pk: int) -> HttpResponse:
    flag = get_object_or_404(SittingFlag.objects.select_related("sitting__meeting", "commune"), pk=pk)
    try:
        maintain(flag, user=request.user, reason=typed(request, "raison"))
    except ReasonNeeded as error:
        messages.warning(request, str(error))
    return redirect(f"{reverse('minutes:proceedings', args=[flag.sitting.meeting_id])}#contradictions")


@reader
@require_POST
def reopen_flag(request: HttpRequest, pk: int) -> HttpResponse:
    flag = get_object_or_404(SittingFlag.objects.select_related("sitting__meeting", "commune"), pk=pk)
    reopen(flag, user=request.user)
    return redirect(f"{reverse('minutes:proceedings', args=[flag.sitting.meeting_id])}#contradictions")
