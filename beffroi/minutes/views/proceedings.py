"""The course of a sitting, entered and read back: opening and roll call, each item with its votes, contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.minutes.actions import proceedings as acts
from beffroi.minutes.actions.papers import Papers, short_vote
from beffroi.minutes.actions.sitting import NotACouncil, ReasonNeeded, maintain, reopen, restore, sitting_of, withdraw
from beffroi.minutes.actions.take_from_talk import retake
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.event_words import KINDS, describe
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.forms_council import EVENT_FORMS, OpeningForm, PublicBallotForm, SittingForm
from beffroi.minutes.models import AgendaItem, Sitting, SittingEvent, SittingFlag
from beffroi.minutes.models.meeting import ITEM_KIND_NAMES
from beffroi.town.permissions import agent, reader

from .common import may_read, meeting_or_404, number_in, typed
from .told import event_page, proceedings_page, told

FATES = {
    "pending": ("later", "à venir"),
    "discussed": ("check", "sans résultat"),
    "adopted": ("done", "adopté"),
    "rejected": ("block", "rejeté"),
    "tied": ("check", "partage des voix"),
    "acknowledged": ("done", "prise d’acte"),
    "withdrawn": ("later", "retiré"),
    "postponed": ("later", "reporté"),
    "elected": ("done", "élu"),
}
"""Tone and word of what became of an item."""
ACKNOWLEDGED = (e.ItemKind.DELEGATED, e.ItemKind.INFORMATION, e.ItemKind.ACKNOWLEDGEMENT)
WITHOUT_ITEM = ("suspension", "reprise", "huis-clos", "fin-du-huis-clos", "arrivee", "depart", "pouvoir", "cloture")


def sitting_or_404(pk: UUID) -> Sitting:
    """The sitting of a council's meeting of the commune in scope; anything else does not exist."""
    try:
        return sitting_of(meeting_or_404(pk))
    except NotACouncil:
        raise Http404


@dataclass(frozen=True, slots=True)
class Line:
    """An event as the page shows it."""

    row: SittingEvent
    kind: str
    words: str
    at: str
    seconds: float | None
    """Second of the recording where it was heard."""


@dataclass(slots=True)
class Block:
    """An item with what happened in it; ``item`` None: the opening, or the end."""

    title: str
    item: AgendaItem | None = None
    lines: list[Line] = field(default_factory=list)
    tone: str = ""
    fate: str = ""
    vote: str = ""
    flags: list[SittingFlag] = field(default_factory=list)
    acknowledged: bool = False
    """Whether such an item usually ends without a vote."""


@agent
@require_safe
def proceedings(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    papers = Papers(sitting)
    lines = lines_of(papers)
    flags = list(sitting.flags.exclude(answer="gone").select_related("cleared_by"))
    context = {
        "meeting": sitting.meeting,
        "sitting": sitting,
        "papers": papers,
        "opening": [line for line in lines if line.row.item_number is None and _before_items(line, lines)],
        "closing": [line for line in lines if line.row.item_number is None and not _before_items(line, lines)],
        "blocks": blocks_of(papers, lines, flags),
        "open_flags": [flag for flag in flags if flag.is_open and flag.blocking],
        "notices": [flag for flag in flags if flag.is_open and not flag.blocking],
        "kept_flags": [flag for flag in flags if not flag.is_open],
        "withdrawn": _withdrawn(papers),
        "quorum": next((each for each in papers.ledger.quorums if each.moment == "opening"), None),
        "kinds": EVENT_FORMS,
        "reader": may_read(request),
        "heard": sitting.meeting.utterances.exists(),
    }
    return render(request, "minutes/council/proceedings.html", context)


def _before_items(line: Line, lines: list[Line]) -> bool:
    first = next((each.row.position for each in lines if each.row.item_number is not None), None)
    return first is None and line.row.kind != e.Closed.kind or first is not None and line.row.position < first


def lines_of(papers: Papers) -> list[Line]:
    starts = {each.index: each.start for each in papers.meeting.utterances.only("index", "start")}
    rows = {row.pk: row for row in papers.sitting.events.filter(withdrawn_at=None).select_related("by")}
    names = dict(_members(papers))
    return [_line(rows[entry.id], entry, names, starts) for entry in papers.entries if entry.id in rows]


def _line(row: SittingEvent, entry: e.Entry, names: dict[str, str], starts: dict[int, float | None]) -> Line:
    at = timezone.localtime(entry.at) if entry.at else None
    heard = next((starts[index] for index in entry.source.utterances if starts.get(index) is not None), None)
    return Line(
        row,
        KINDS.get(row.kind, row.kind),
        describe(entry.event, names),
        f"{at:%-H h %M}" if at else "",
        heard,
    )


def blocks_of(papers: Papers, lines: list[Line], flags: list[SittingFlag]) -> list[Block]:
    made = []
    for item in papers.items:
        tone, fate = FATES[papers.state(item).fate]
        own = [flag for flag in flags if flag.item_number == item.number and flag.is_open and flag.blocking]
        made.append(
            Block(
                item.title,
                item,
                [line for line in lines if line.row.item_number == item.number],
                # A result that the sitting contradicts is not shown as settled.
                "block" if own else tone,
                fate,
                short_vote(papers.ballot(item)),
                own,
                item.kind in ACKNOWLEDGED,
            )
        )
    return made


def _withdrawn(papers: Papers) -> list[Line]:
    names = dict(_members(papers))
    rows = (
        papers.sitting.events.exclude(withdrawn_at=None).select_related("by", "withdrawn_by").order_by("-withdrawn_at")
    )
    return [_line(row, row.as_entry(), names, {}) for row in rows[:20]]


def _members(papers: Papers) -> list[tuple[str, str]]:
    """By key, the name; homonyms are told apart by what they do."""
    borne = Counter(person.plain for person in papers.people.values())
    return [
        (key, person.plain if borne[person.plain] == 1 else _told_apart(key, person))
        for key, person in papers.people.items()
    ]


def _told_apart(key: str, person: Person) -> str:
    return f"{person.plain} ({person.role or person.group or key})"


# --- opening and roll call ----------------------------------------------------------------------------------


@agent
@told(proceedings_page)
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    papers = Papers(sitting)
    form = OpeningForm(
        request.POST or None,
        members=_members(papers),
        starts_at=sitting.meeting.starts_at,
        initial=_opening_as_entered(papers),
    )
    if request.method == "POST" and form.is_valid():
        acts.enter_opening(
            sitting, form.events(), at=form.at(), in_office=form.cleaned_data["in_office"], user=request.user
        )
        messages.success(request, "L’ouverture et l’appel sont enregistrés.")
        return redirect("minutes:proceedings", pk)
    status = 422 if request.method == "POST" else 200
    context = {"meeting": sitting.meeting, "form": form, "has_people": bool(papers.people)}
    return render(request, "minutes/council/opening.html", context, status=status)


def _opening_as_entered(papers: Papers) -> dict[str, Any]:
    """What is known already, so that it is corrected rather than typed again; the attendance usual for a sitting to
    come: everybody there."""
    ledger, sitting = papers.ledger, papers.sitting
    at = ledger.opened_at or sitting.meeting.starts_at
    initial: dict[str, Any] = {
        "time": timezone.localtime(at).time() if at else None,
        "in_office": sitting.in_office or len(papers.people) or None,
        "chair": ledger.chair or papers.context.mayor,
        "secretaries": list(ledger.secretaries),
    }
    known = any(isinstance(entry.event, e.RollCall) for entry in papers.entries)
    given = dict(ledger.opening.represented) if known else _pouvoirs_heard(papers)
    for key in papers.people:
        usual = "proxy" if key in given else "present"
        initial[f"status:{key}"] = _status(papers, key) if known else usual
    initial |= {f"holder:{giver}": holder for giver, holder in given.items()}
    return initial


def _pouvoirs_heard(papers: Papers) -> dict[str, str]:
    """By giver, the holder: what was said before any roll call was entered."""
    given = (entry.event for entry in papers.entries if isinstance(entry.event, e.ProxyGiven))
    return {each.giver: each.holder for each in given if {each.giver, each.holder} <= papers.people.keys()}


def _status(papers: Papers, key: str) -> str:
    opening = papers.ledger.opening
    if key in opening.present:
        return "present"
    if key in dict(opening.represented):
        return "proxy"
    return "excused" if key in opening.excused else "absent"


# --- events -------------------------------------------------------------------------------------------------


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
    members = _voters(papers, item) if form_class is PublicBallotForm else _members(papers)
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
    holders, names = dict(presence.represented), dict(_members(papers))
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


@agent
@told(proceedings_page)
@require_POST
def quick(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    sitting = sitting_or_404(pk)
    item = get_object_or_404(AgendaItem, meeting=sitting.meeting, number=number)
    make = QUICK.get(request.POST.get("quoi", ""))
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


# --- contradictions -----------------------------------------------------------------------------------------


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
