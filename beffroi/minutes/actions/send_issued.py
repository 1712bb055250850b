"""An issued document leaves by e-mail, once to each person: to members, to the municipal councillors of an EPCI..."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min

from beffroi.audit.journal import record
from beffroi.minutes.models import DocumentKind, IssuedDocument, Sitting
from beffroi.work import outbox
from beffroi.work.jobs import WorkError
from beffroi.work.models import OutboxMessage

from .rights import is_reader

SENDABLE = (
    DocumentKind.LIST,
    DocumentKind.DELIBERATION,
    DocumentKind.DELIBERATION_SIGNED,
    DocumentKind.PV_READ,
    DocumentKind.PV_ADOPTED,
    DocumentKind.PV_SIGNED,
)


def reference(document: IssuedDocument) -> str:
    return f"issued:{document.pk}"


@transaction.atomic
def send_issued(document: IssuedDocument, recipients: Sequence[str], *, user: Any, subject: str, body: str) -> int:
    """Queue one message a person with the very file that was issued. Asked twice for the same person, it leaves once.

    Raises PermissionDenied, WorkError (French) without a mail server or recipients."""
    if not is_reader(user, document.commune):
        raise PermissionDenied("Seul un relecteur de la commune peut envoyer un document.")
    if document.kind not in SENDABLE:
        raise WorkError("Ce document ne s’envoie pas d’ici.")
    if not settings.EMAIL_HOST:
        raise WorkError("Aucun serveur de courriel n’est réglé : téléchargez le document et envoyez-le vous-même.")
    if not recipients:
        raise WorkError("Indiquez au moins une adresse.")
    for address in recipients:
        outbox.post(
            key=f"issued:{document.pk}:{address}",
            recipient=address,
            subject=subject,
            body=body,
            subject_ref=reference(document),
            attachments=[(document.name, document.file.name, "application/pdf")],
        )
    record(
        "document_sent", actor=user, subject=document.sitting.subject, document=str(document.pk), kind=document.kind,
        recipients=len(recipients),
    )  # fmt: skip
    return len(recipients)


def last_recipients(document: IssuedDocument) -> list[str]:
    """Where the last document of that kind of another sitting went: the members, the municipal councillors of an
    EPCI's communes. A person looks at them again before anything leaves."""
    others = IssuedDocument.objects.filter(kind=document.kind).exclude(sitting=document.sitting)
    sent = OutboxMessage.objects.filter(subject_ref__in=[reference(each) for each in others])
    last = sent.order_by("-created_at", "-pk").first()
    if last is None:
        return []
    return list(sent.filter(subject_ref=last.subject_ref).order_by("pk").values_list("recipient", flat=True))


def first_sent(sitting: Sitting, kind: str) -> Any:
    """When the first document of that kind was asked to leave; None: never."""
    references = [reference(each) for each in IssuedDocument.objects.filter(sitting=sitting, kind=kind)]
    return OutboxMessage.objects.filter(subject_ref__in=references).aggregate(first=Min("created_at"))["first"]
