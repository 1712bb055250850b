"""One item is drafted again: long work when a model phrases it, so it goes through a job."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from beffroi.charter import gateway
from beffroi.charter.previewing import preview_context
from beffroi.minutes.actions.redraft_job import is_being_redrafted, start_redraft
from beffroi.minutes.actions.would_ask import would_ask
from beffroi.minutes.ai_uses import PHRASE
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


@agent
@never_cache
@require_safe
def redraft_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What redrafting an item would give to the model: where it goes, what is masked. Nothing is sent."""
    section = get_object_or_404(Section.objects.select_related("minutes__meeting__recording"), pk=pk)
    shown = [
        preview_context(PHRASE, gateway.preview(PHRASE, messages, actor=request.user), number)
        for number, messages in enumerate(would_ask(section), start=1)
    ]
    context = {"section": section, "meeting": section.minutes.meeting, "shown": shown, "use": PHRASE}
    return render(request, "minutes/redraft_preview.html", context)
