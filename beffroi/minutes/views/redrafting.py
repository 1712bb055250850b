"""One item is drafted again: long work when a model phrases it, so it goes through a job."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from beffroi.minutes.actions.redraft_job import is_being_redrafted, start_redraft
from beffroi.minutes.models import Section
from beffroi.town.permissions import agent

from .proofreading import exchange, once_adopted


@agent
@once_adopted
@require_POST
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for it; the page takes the new text when it is there, and keeps what people wrote."""
    section = get_object_or_404(Section.objects.select_related("minutes__meeting__recording"), pk=pk)
    start_redraft(section, request.user)
    busy = is_being_redrafted(section)
    said = (
        f"« {section.title} » est en cours de reprise ; vous pouvez continuer à relire."
        if busy
        else f"« {section.title} » est repris. Les phrases écrites à la main sont gardées."
    )
    return exchange(request, section.minutes, said=said, asked={})
