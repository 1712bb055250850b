"""Sending: exactly what leaves and to whom, then how each message fared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beffroi.audit.journal import record
from beffroi.charter.refusals import Refused
from beffroi.charter.telling import tell_refusal
from beffroi.minutes import exports
from beffroi.minutes.actions.send import send
from beffroi.minutes.forms.sending import SendForm
from beffroi.minutes.models import Delivery, Minutes
from beffroi.town.permissions import agent, reader
from beffroi.work import outbox
from beffroi.work.jobs import WorkError
from beffroi.work.models import OutboxMessage, OutboxState

from .common import minutes_or_404


@reader
@require_http_methods(["GET", "POST"])
def send_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Three looks at one page: to fill in, to see exactly what leaves, and gone."""
    minutes = minutes_or_404(pk)
    if not minutes.is_approved:
        messages.warning(request, exports.NOT_APPROVED)
        return redirect(minutes.meeting)
    form = SendForm(request.POST or None, initial=_words(minutes, request))
    ready = request.method == "POST" and form.is_valid() and "modifier" not in request.POST
    if ready and "envoyer" in request.POST:
        return _leave(request, minutes, form)
    context: dict[str, Any] = {"meeting": minutes.meeting, "form": form, "no_server": not settings.EMAIL_HOST}
    if ready:
        context |= {"preview": form.cleaned_data, "addresses": form.addresses, "files": _files(minutes, form)}
    return render(request, "minutes/send.html", context, status=200 if ready or not form.errors else 422)


def _words(minutes: Minutes, request: HttpRequest) -> dict[str, Any]:
    meeting = minutes.meeting
    name = f"{meeting.document_name[0].upper()}{meeting.document_name[1:]}"
    return {
        "subject": f"{name} – {meeting.title}",
        "body": f"Bonjour,\n\nVous trouverez ci-joint le {meeting.document_name} de la réunion "
        f"« {meeting.title} ».\n\nCordialement,\n{request.user}\n{minutes.commune.name}",
        "formats": ["pdf"],
    }


def _files(minutes: Minutes, form: SendForm) -> list[tuple[str, str, int]]:
    """(format, name, bytes) of each document that would leave."""
    return [
        (fmt, exports.file_name(minutes, fmt), len(exports.render(minutes, fmt, final=True)))
        for fmt in form.cleaned_data["formats"]
    ]


def _leave(request: HttpRequest, minutes: Minutes, form: SendForm) -> HttpResponse:
    asked = form.cleaned_data
    try:
        delivery = send(
            minutes,
            user=request.user,
            recipients=form.addresses,
            subject=asked["subject"],
            body=asked["body"],
            formats=asked["formats"],
        )
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("minutes:send", pk=minutes.meeting_id)
    except (exports.GateClosed, WorkError) as error:
        messages.error(request, str(error))
        return redirect("minutes:send", pk=minutes.meeting_id)
    return redirect("minutes:delivery", pk=delivery.pk)


@agent
@require_safe
def delivery(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Delivery.objects.select_related("minutes__meeting", "by"), pk=pk)
    sent = list(OutboxMessage.objects.filter(subject_ref=found.reference))
    waiting = any(each.state in {OutboxState.PENDING, OutboxState.SENDING} for each in sent)
    return render(
        request,
        "minutes/delivery.html",
        {"delivery": found, "meeting": found.minutes.meeting, "sent": sent, "waiting": waiting},
    )


@reader
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A person decides that a failed or uncertain message leaves again."""
    message = get_object_or_404(OutboxMessage.objects, pk=pk)
    found = get_object_or_404(Delivery.objects, pk=message.subject_ref.partition(":")[2])
    outbox.send_again(message)
    record("message_sent_again", actor=request.user, subject=found.minutes.meeting.subject)
    return redirect("minutes:delivery", pk=found.pk)
