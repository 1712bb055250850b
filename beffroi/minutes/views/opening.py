"""The opening of a sitting and its roll call, on one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from beffroi.minutes.actions import proceedings as acts
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.sitting import keys_of
from beffroi.minutes.domain.absences import absences_told
from beffroi.minutes.domain.acts.body import Person
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.forms.opening import OpeningForm
from beffroi.town.permissions import agent

from .common import sitting_or_404
from .roster_names import members_of
from .told import proceedings_page, told


@agent
@told(proceedings_page)
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    papers = Papers(sitting)
    form = OpeningForm(
        request.POST or None,
        members=members_of(papers),
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
    context = {
        "meeting": sitting.meeting,
        "form": form,
        "has_people": bool(papers.members),
        "attending": _attending(papers),
    }
    return render(request, "minutes/council/opening.html", context, status=status)


def _opening_as_entered(papers: Papers) -> dict[str, Any]:
    """What is known already, so that it is corrected rather than typed again; the attendance usual for a sitting to
    come: everybody there."""
    ledger, sitting = papers.ledger, papers.sitting
    at = ledger.opened_at or sitting.meeting.starts_at
    initial: dict[str, Any] = {
        "time": timezone.localtime(at).time() if at else None,
        "in_office": sitting.in_office or papers.roster.seats,
        "chair": ledger.chair or papers.context.mayor,
        "secretaries": list(ledger.secretaries),
    }
    known = any(isinstance(entry.event, e.RollCall) for entry in papers.entries)
    given = dict(ledger.opening.represented) if known else _pouvoirs_heard(papers)
    away = {} if known else _absences_heard(papers)
    for key in papers.members:
        # A deputy comes in the place of a member who does not.
        usual = "proxy" if key in given else "absent" if papers.roster.deputy_of(key) else away.get(key, "present")
        initial[f"status:{key}"] = _status(papers, key) if known else usual
    initial |= {f"holder:{giver}": holder for giver, holder in given.items()}
    return initial


def _attending(papers: Papers) -> list[Person]:
    """Agents and guests of the list, who are not called."""
    return [person for key, person in papers.people.items() if key not in papers.members]


def _pouvoirs_heard(papers: Papers) -> dict[str, str]:
    """By giver, the holder: what was said before any roll call was entered."""
    given = (entry.event for entry in papers.entries if isinstance(entry.event, e.ProxyGiven))
    return {each.giver: each.holder for each in given if {each.giver, each.holder} <= papers.members.keys()}


def _absences_heard(papers: Papers) -> dict[str, str]:
    """By key, how those told absent at the roll call would be entered: proposed here, never entered by the program."""
    keys = keys_of(papers.rows)
    texts = papers.meeting.utterances.order_by("index").values_list("text", flat=True)[:60]
    heard = absences_told(texts, papers.book)
    return {keys[row.pk]: heard[row.as_member()] for row in papers.rows if row.as_member() in heard}


def _status(papers: Papers, key: str) -> str:
    opening = papers.ledger.opening
    if key in opening.present:
        return "present"
    if key in dict(opening.represented):
        return "proxy"
    return "excused" if key in opening.excused else "absent"
