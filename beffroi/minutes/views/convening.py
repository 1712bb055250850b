"""The convocation: made, sent or said to have been sent, and the second one after a failed quorum."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beffroi.minutes.actions.convene import (
    convene,
    issue_convocation,
    out_of_date,
    record_sending,
    second_convocation,
)
from beffroi.minutes.actions.issue import (
    latest,
)
from beffroi.minutes.actions.papers import NotKnown
from beffroi.minutes.forms.convocation import ConveneForm, SecondForm, SentForm
from beffroi.minutes.models import DocumentKind
from beffroi.town.permissions import agent, reader
from beffroi.work.jobs import WorkError

from .common import may_read, sitting_or_404
from .told import convocation_page, meeting_page, told


@agent
@told(convocation_page)
@require_http_methods(["GET", "POST"])
def convocation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the convocation, or say when it left."""
    sitting = sitting_or_404(pk)
    form, sent = ConveneForm(request.POST or None), SentForm(request.POST or None, initial={"on": sitting.convened_on})
    if request.method == "POST" and "envoyer" in request.POST and form.is_valid():
        try:
            count = convene(sitting, form.addresses, user=request.user)
        except (WorkError, NotKnown) as error:
            form.add_error("recipients", str(error))
        else:
            messages.success(request, f"La convocation part à {count} personne{'s' if count > 1 else ''}.")
            return redirect(sitting.meeting)
    if request.method == "POST" and "envoyer" not in request.POST and sent.is_valid():
        cleaned = sent.cleaned_data
        sitting.explanatory_note = cleaned["explanatory_note"]
        sitting.classified_installation = cleaned["classified_installation"]
        sitting.urgent, sitting.urgency_reason = cleaned["urgent"], cleaned["urgency_reason"]
        sitting.save(update_fields=["explanatory_note", "classified_installation", "urgent", "urgency_reason"])
        record_sending(sitting, user=request.user, on=cleaned["on"])
        messages.success(request, "La date d’envoi de la convocation est enregistrée.")
        return redirect(sitting.meeting)
    context = {
        "meeting": sitting.meeting,
        "sitting": sitting,
        "form": form,
        "sent_form": SentForm(
            initial={
                "on": sitting.convened_on,
                "explanatory_note": sitting.explanatory_note,
                "classified_installation": sitting.classified_installation,
                "urgent": sitting.urgent,
                "urgency_reason": sitting.urgency_reason,
            }
        )
        if request.method == "GET" or "envoyer" in request.POST
        else sent,
        "document": latest(sitting, DocumentKind.CONVOCATION),
        "stale": out_of_date(sitting),
        "reader": may_read(request),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/convocation.html", context, status=status)


@reader
@told(convocation_page)
@require_POST
def issue_convocation_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = sitting_or_404(pk)
    issue_convocation(sitting, user=request.user)
    messages.success(request, "La convocation est prête. Relisez-la avant de l’envoyer.")
    return redirect("minutes:convocation", pk)


@agent
@told(meeting_page)
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest, pk: UUID) -> HttpResponse:
    """After a failed quorum: the same agenda again, at three days at least."""
    sitting = sitting_or_404(pk)
    form = SecondForm(request.POST or None, first=sitting.meeting.starts_at)
    if request.method == "POST" and form.is_valid():
        made_again = second_convocation(sitting, user=request.user, starts_at=form.starts_at())
        messages.success(request, "La seconde convocation est préparée : elle ne demande pas de quorum.")
        return redirect(made_again.meeting)
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/council/second.html", {"meeting": sitting.meeting, "form": form}, status=status)
