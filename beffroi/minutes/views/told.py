"""What goes wrong for a reason that the person can act on is said in French on the page it came from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from beffroi.charter.refusals import Refused
from beffroi.charter.telling import tell_refusal
from beffroi.documents.errors import DocumentError
from beffroi.minutes.actions.adopted import Adopted
from beffroi.minutes.actions.deliberations import AlreadyValidated, NumberTaken
from beffroi.minutes.actions.issue import CannotPublish, LedgerOpen
from beffroi.minutes.actions.papers import NotKnown
from beffroi.minutes.actions.pv import NotYet
from beffroi.minutes.actions.transmit import CannotBeSent
from beffroi.minutes.domain.acts.doubts import ActError
from beffroi.minutes.exports.receipt import ReceiptRefused
from beffroi.minutes.models import Deliberation, IssuedDocument, SittingEvent
from beffroi.work.jobs import WorkError

TOLD = (
    ActError,
    Adopted,
    AlreadyValidated,
    CannotBeSent,
    CannotPublish,
    DocumentError,
    LedgerOpen,
    NotKnown,
    NotYet,
    NumberTaken,
    ReceiptRefused,
    WorkError,
)
View = Callable[..., HttpResponseBase]


def told(page: Callable[[Any], str]) -> Callable[[View], View]:
    """A view whose refusals are told on ``page`` (from the key of its address), nothing being half done."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, pk: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, pk, *args, **kwargs)
            except Refused as refused:
                tell_refusal(request, refused)
                return redirect(page(pk))
            except TOLD as error:
                for line in lines_of(error):
                    messages.error(request, line)
                return redirect(page(pk))

        return guarded

    return decorate


def lines_of(error: Exception) -> list[str]:
    """What is wrong, a sentence each."""
    found = next((getattr(error, name) for name in ("obstacles", "doubts", "messages") if hasattr(error, name)), None)
    return list(found) if found else [str(error)]


def meeting_page(pk: Any) -> str:
    return reverse("minutes:meeting", args=[pk])


def convocation_page(pk: Any) -> str:
    return reverse("minutes:convocation", args=[pk])


def proceedings_page(pk: Any) -> str:
    return reverse("minutes:proceedings", args=[pk])


def pv_page(pk: Any) -> str:
    return reverse("minutes:pv", args=[pk])


def event_page(pk: Any) -> str:
    return proceedings_page(SittingEvent.objects.get(pk=pk).sitting.meeting_id)


def item_page(pk: Any) -> str:
    return reverse("minutes:deliberation", args=[pk])


def deliberation_page(pk: Any) -> str:
    return item_page(Deliberation.objects.get(pk=pk).item_id)


def document_page(pk: Any) -> str:
    document = IssuedDocument.objects.select_related("sitting", "deliberation").get(pk=pk)
    return (
        item_page(document.deliberation.item_id) if document.deliberation else meeting_page(document.sitting.meeting_id)
    )
