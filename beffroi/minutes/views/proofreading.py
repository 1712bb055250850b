"""The proof-reading page, its panel alone, and its live state."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from beffroi.minutes.actions import presence
from beffroi.minutes.actions.adopted import Adopted
from beffroi.minutes.models import Minutes, Utterance
from beffroi.town.permissions import agent

from .common import is_exchange, minutes_or_404
from .panel import panel
from .reading import everything, offers, open_flags, turns


@agent
@require_safe
def proofread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page; for a script, the panel alone; with ``vue=tout``, all that others may have changed."""
    minutes = minutes_or_404(pk)
    if not is_exchange(request):
        context = everything(request, minutes)
        shown = panel(minutes, request.GET.dict(), context["flags"])
        context |= {"panel": shown, "turns": turns(minutes), "offers": offers(minutes)}
        return render(request, "minutes/proofread.html", context)
    if request.GET.get("vue") == "tout":
        return exchange(request, minutes, touched=_touched(minutes, request.GET.get("depuis", "")))
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "panel": panel(minutes, request.GET.dict(), open_flags(minutes)),
        **permissions(request),
    }
    return render(request, "minutes/reading/panel.html", context)


def permissions(request: HttpRequest) -> dict[str, Any]:
    from .common import may_read

    return {"reader": may_read(request)}


def _touched(minutes: Minutes, since: str) -> list[Utterance]:
    """The words that others corrected since a revision of the page."""
    first = int(since) if since.isdigit() else 0
    keys = {
        int(name.partition(":")[2])
        for change in minutes.changes.filter(pk__gte=first, what__in=["utterance", "voice"])
        for name in change.after
        if name.startswith("utterance:")
    }
    return list(minutes.meeting.utterances.filter(pk__in=keys).select_related("voice"))


def exchange(
    request: HttpRequest,
    minutes: Minutes,
    *,
    touched: list[Utterance] | None = None,
    said: str = "",
    status: int = 200,
    shown: dict[str, Any] | None = None,
    asked: dict[str, str] | None = None,
    voices_changed: bool = False,
) -> HttpResponse:
    """Answer an act: the panel, the text, the line above, and the words that it touched. Without script, the page."""
    if not is_exchange(request):
        return _page(request, minutes, said, status, shown, asked)
    minutes.refresh_from_db()
    context = everything(request, minutes)
    context |= {
        "panel": shown or panel(minutes, asked if asked is not None else request.GET.dict(), context["flags"]),
        "touched": touched or [],
        "said": said,
        "turns": turns(minutes) if voices_changed else [],
    }
    return render(request, "minutes/reading/exchange.html", context, status=status)


def _page(
    request: HttpRequest,
    minutes: Minutes,
    said: str,
    status: int,
    shown: dict[str, Any] | None,
    asked: dict[str, str] | None,
) -> HttpResponse:
    if status == 200 and not (shown and shown["mode"] == "offers"):
        query = "&".join(f"{key}={value}" for key, value in (asked or {}).items() if value)
        return redirect(f"{reverse('minutes:proofread', args=[minutes.meeting_id])}{'?' if query else ''}{query}")
    context = everything(request, minutes)
    context |= {
        "panel": shown or panel(minutes, asked or {}, context["flags"]),
        "turns": turns(minutes),
        "offers": offers(minutes),
        "said": said,
    }
    return render(request, "minutes/proofread.html", context, status=status)


def once_adopted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An act of proof-reading on a text that the council adopted: the page comes back with the reason."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Adopted as error:
            return exchange(request, minutes_or_404(error.meeting.pk), said=str(error), status=409, asked={})

    return guarded


@agent
@require_POST
def here(request: HttpRequest, pk: UUID) -> JsonResponse:
    """A sign of life: where this reader is; answers where the others are, and whether something changed."""
    minutes = minutes_or_404(pk)
    sentence, seconds = request.POST.get("sentence", ""), request.POST.get("seconds", "0")
    others = presence.here(
        minutes,
        user=request.user,
        sentence_id=int(sentence) if sentence.isdigit() else None,
        seconds=float(seconds) if seconds.replace(".", "", 1).isdigit() else 0,
    )
    readers = [{"name": str(place.user), "sentence": place.sentence_id} for place in others]
    return JsonResponse({"readers": readers, "revision": presence.revision(minutes)})
