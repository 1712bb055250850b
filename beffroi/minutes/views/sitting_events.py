"""What happens in a sitting is entered, withdrawn, put back, or read again from the words."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.minutes.actions import proceedings as acts
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.sitting import restore, withdraw
from beffroi.minutes.actions.take_from_talk import retake
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.forms.events import EVENT_FORMS
from beffroi.minutes.forms.sitting import SittingForm
from beffroi.minutes.forms.votes import PublicBallotForm
from beffroi.minutes.models import AgendaItem, Sitting, SittingEvent
from beffroi.minutes.models.meeting import ITEM_KIND_NAMES
from beffroi.town.permissions import agent

from .common import number_in, sitting_or_404, typed
from .roster_names import members_of
from .told import event_page, proceedings_page, told

WITHOUT_ITEM = (
    "suspension",
    "reprise",
    "huis-clos",
    "fin-du-huis-clos",
    "arrivee",
    "depart",
    "pouvoir",
    "pouvoir-revoque",
    "cloture",
)


@agent
@told(proceedings_page)
@require_http_methods(["GET", "POST"])
def add_event(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Enter something that happened, in an item (``?point=3``) or in the sitting itself."""
    sitting = sitting_or_404(pk)
    form_class = EVENT_FORMS.get(kind)
    if form_class is None:
        raise Http404
    papers = Papers(sitting)
    item = _item(sitting, request.GET.get("point") or request.POST.get("point"))
    if item is None and kind not in WITHOUT_ITEM:
        raise Http404
    members = _voters(papers, item) if form_class is PublicBallotForm else members_of(papers)
    form = form_class(request.POST or None, members=members, starts_at=sitting.meeting.starts_at)
    if request.method == "POST" and form.is_valid():
        number = item.number if item else None
        acts.enter_in_item(sitting, form.events(), item=number, at=form.at(), user=request.user)
        return redirect(f"{reverse('minutes:proceedings', args=[pk])}#point-{number or 'fin'}")
    context = {"meeting": sitting.meeting, "form": form, "item": item, "title": _title(form), "kind": kind}
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/event.html", context, status=status)


def _title(form: SittingForm) -> str:
    return str(getattr(form, "title", ""))


def _item(sitting: Sitting, number: str | None) -> AgendaItem | None:
    if not number:
        return None
    item: AgendaItem = get_object_or_404(AgendaItem, meeting=sitting.meeting, number=number_in(number))
    return item


def _voters(papers: Papers, item: AgendaItem | None) -> list[tuple[str, str]]:
    """Who can vote on the item now: those present, and those represented, each under its own name."""
    state = papers.state(item) if item else None
    presence = (state and (state.at_vote or state.presence)) or papers.ledger.opening
    able = [*presence.present, *(giver for giver, _ in presence.represented)]
    holders, names = dict(presence.represented), dict(members_of(papers))
    return [
        (key, name + (f" (par {names.get(holders[key], holders[key])})" if key in holders else ""))
        for key, name in names.items()
        if key in able and key not in presence.out_of_vote
    ]


QUICK: dict[str, Callable[[], e.Event]] = {
    "unanimite": lambda: e.BallotHeld(unanimous=True, declared=e.Outcome.ADOPTED),
    "prise-d-acte": e.Acknowledged,
}
"""What most items end with, in one click."""
ACCOUNT = {"compte": True, "pas-un-compte": False}
"""Whether an item is the vote on the accounts: each answer undoes the other."""


@agent
@told(proceedings_page)
@require_POST
def quick(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    sitting = sitting_or_404(pk)
    item = get_object_or_404(AgendaItem, meeting=sitting.meeting, number=number)
    asked = request.POST.get("quoi", "")
    if asked in ACCOUNT:
        acts.declare_account(item, ACCOUNT[asked], user=request.user)
        return redirect(f"{reverse('minutes:proceedings', args=[pk])}#point-{item.number}")
    make = QUICK.get(asked)
    if make is None:
        raise Http404
    if Papers(sitting).state(item).fate in {"pending", "discussed"}:
        acts.enter_in_item(sitting, [make()], item=item.number, at=None, user=request.user)
    else:
        messages.warning(request, f"Le point {item.number} a déjà un résultat : rien n’a été ajouté.")
    return redirect(f"{reverse('minutes:proceedings', args=[pk])}#point-{item.number}")


@agent
@told(proceedings_page)
@require_POST
def add_item(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    title = " ".join(typed(request, "titre").split())
    kind = request.POST.get("nature", e.ItemKind.DELIBERATION)
    if not title or kind not in ITEM_KIND_NAMES:
        messages.warning(request, "Donnez un titre au point à ajouter.")
        return redirect("minutes:proceedings", pk)
    item = acts.add_item(sitting, title, kind=kind, user=request.user)
    return redirect(f"{reverse('minutes:proceedings', args=[pk])}#point-{item.number}")


def _back(event: SittingEvent) -> HttpResponse:
    page = reverse("minutes:proceedings", args=[event.sitting.meeting_id])
    return redirect(f"{page}#point-{event.item_number or 'ouverture'}")


@agent
@told(event_page)
@require_POST
def withdraw_event(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(SittingEvent.objects.select_related("sitting__meeting", "commune"), pk=pk)
    withdraw(event, user=request.user)
    messages.success(request, "Retiré du déroulé. Vous pouvez le remettre, en bas de la page.")
    return _back(event)


@agent
@told(event_page)
@require_POST
def restore_event(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(SittingEvent.objects.select_related("sitting__meeting", "commune"), pk=pk)
    restore(event, user=request.user)
    return _back(event)


@agent
@told(proceedings_page)
@require_POST
def hear_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The words were corrected: read the votes and the presence again from them."""
    sitting = sitting_or_404(pk)
    count = retake(sitting.meeting, user=request.user)
    messages.success(request, f"{count} événements relevés dans les paroles. Ce que vous aviez saisi est gardé.")
    return redirect("minutes:proceedings", pk)
