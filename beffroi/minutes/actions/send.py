"""An approved text is sent to chosen people, once each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import validate_email
from django.db import transaction

from beffroi.audit.journal import record
from beffroi.minutes import exports
from beffroi.minutes.models import Delivery, Minutes, MinutesState
from beffroi.work import outbox
from beffroi.work.jobs import WorkError


def addresses(text: str) -> tuple[list[str], list[str]]:
    """(usable, unusable) addresses of a text where they are separated by commas, semicolons or lines; each once."""
    usable: list[str] = []
    unusable: list[str] = []
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        address = part.strip().lower()
        if not address:
            continue
        try:
            validate_email(address)
        except ValidationError:
            unusable.append(part.strip())
        else:
            if address not in usable:
                usable.append(address)
    return usable, unusable


def send(
    minutes: Minutes, *, user: Any, recipients: Sequence[str], subject: str, body: str, formats: Sequence[str]
) -> Delivery:
    """Queue one message a person with the approved documents attached.

    Asked twice with the same text, people and words, it sends once. Raises GateClosed when the text is not
    approved, WorkError (French) without a mail server or recipients."""
    if minutes.state != MinutesState.APPROVED:
        raise exports.GateClosed(exports.NOT_APPROVED)
    if not settings.EMAIL_HOST:
        raise WorkError(
            "Aucun serveur de courriel n’est réglé : rien n’est parti. Téléchargez le document et envoyez-le "
            "vous-même, ou faites renseigner BEFFROI_SMTP_HOST."
        )
    if not recipients:
        raise WorkError("Indiquez au moins un destinataire.")
    documents = {fmt: exports.render(minutes, fmt, final=True) for fmt in formats}
    with transaction.atomic():
        return _queue(minutes, documents, user, list(recipients), subject, body)


def _queue(
    minutes: Minutes, documents: dict[str, bytes], user: Any, recipients: list[str], subject: str, body: str
) -> Delivery:
    approval = minutes.approvals.filter(digest=minutes.approved_digest).latest("at")
    delivery = Delivery(
        minutes=minutes,
        approval=approval,
        by=user,
        subject=subject,
        body=body,
        recipients=recipients,
        formats=list(documents),
    )
    delivery.save()
    attachments = [_store(delivery, minutes, fmt, content) for fmt, content in documents.items()]
    words = hashlib.sha256(f"{subject}\n{body}\n{sorted(documents)}".encode()).hexdigest()[:16]
    for address in recipients:
        outbox.post(
            key=f"minutes:{minutes.pk}:{approval.pk}:{words}:{address}",
            recipient=address,
            subject=subject,
            body=body,
            subject_ref=delivery.reference,
            attachments=attachments,
        )
    record(
        "minutes_sent",
        actor=user,
        subject=minutes.meeting.subject,
        recipients=len(recipients),
        formats=sorted(documents),
    )
    return delivery


def _store(delivery: Delivery, minutes: Minutes, fmt: str, content: bytes) -> tuple[str, str, str]:
    path = default_storage.save(
        f"{minutes.commune.slug}/{minutes.meeting_id}/sent/{delivery.pk}.{fmt}", ContentFile(content)
    )
    return exports.file_name(minutes, fmt), path, exports.MEDIA_TYPES[fmt]
