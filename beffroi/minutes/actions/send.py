"""An approved text is sent to chosen people, once each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import validate_email
from django.db import transaction

from beffroi.audit.journal import record
from beffroi.charter.domain.events import ActKind
from beffroi.minutes import exports
from beffroi.minutes.models import Approval, Delivery, Minutes, MinutesState
from beffroi.work import disk, outbox
from beffroi.work.jobs import WorkError
from beffroi.work.models import OutboxMessage

from . import by_charter

Attachment = tuple[str, str, str]
"""File name, storage path, media type."""


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
    read = _approval(minutes)
    by_charter.require(ActKind.SEND, minutes, user=user, mention=exports.says_ai_helped(minutes))
    if not settings.EMAIL_HOST:
        raise WorkError(
            "Aucun serveur de courriel n’est réglé : rien n’est parti. Téléchargez le document et envoyez-le "
            "vous-même, ou faites renseigner BEFFROI_SMTP_HOST."
        )
    if not recipients:
        raise WorkError("Indiquez au moins un destinataire.")
    words = hashlib.sha256(f"{subject}\n{body}\n{sorted(formats)}".encode()).hexdigest()[:16]
    keys = {address: f"minutes:{minutes.pk}:{read.pk}:{words}:{address}" for address in recipients}
    asked = OutboxMessage.objects.filter(key__in=keys.values())
    known = set(asked.values_list("key", flat=True))
    fresh = {address: key for address, key in keys.items() if key not in known}
    if not fresh:
        return Delivery.objects.get(pk=asked.latest("pk").subject_ref.partition(":")[2])
    documents = {fmt: exports.render(minutes, fmt, final=True) for fmt in formats}
    with _stored(minutes, documents) as attachments, transaction.atomic():
        # What was made into documents is what leaves: a text amended meanwhile, even approved again, is not it.
        if _approval(Minutes.objects.select_for_update().get(pk=minutes.pk)) != read:
            raise exports.GateClosed(exports.NOT_APPROVED)
        return _queue(read, attachments, user, fresh, subject, body, list(documents))


def _approval(minutes: Minutes) -> Approval:
    """The approval that stands, as the database has it now. Raises GateClosed."""
    minutes = Minutes.objects.get(pk=minutes.pk)
    found = minutes.approvals.filter(digest=minutes.approved_digest).order_by("at").last()
    if minutes.state != MinutesState.APPROVED or found is None:
        raise exports.GateClosed(exports.NOT_APPROVED)
    return found


def _queue(
    approval: Approval,
    attachments: list[Attachment],
    user: Any,
    keys: dict[str, str],
    subject: str,
    body: str,
    formats: list[str],
) -> Delivery:
    minutes = approval.minutes
    delivery = Delivery(
        minutes=minutes,
        approval=approval,
        by=user,
        subject=subject,
        body=body,
        recipients=list(keys),
        formats=formats,
    )
    delivery.save()
    for address, key in keys.items():
        outbox.post(
            key=key,
            recipient=address,
            subject=subject,
            body=body,
            subject_ref=delivery.reference,
            attachments=attachments,
        )
    record("minutes_sent", actor=user, subject=minutes.meeting.subject, recipients=len(keys), formats=sorted(formats))
    return delivery


@contextmanager
def _stored(minutes: Minutes, documents: dict[str, bytes]) -> Iterator[list[Attachment]]:
    """The documents as files to attach, which go again when the block fails. Raises WorkError: disk full or closed."""
    paths: list[str] = []
    folder = f"{minutes.commune.slug}/{minutes.meeting_id}/sent/{uuid4()}"
    try:
        made: list[Attachment] = []
        for fmt, content in documents.items():
            paths.append(f"{folder}.{fmt}")
            paths[-1] = default_storage.save(paths[-1], ContentFile(content))
            made.append((exports.file_name(minutes, fmt), paths[-1], exports.MEDIA_TYPES[fmt]))
        yield made
    except BaseException as error:
        for path in paths:
            with suppress(OSError):
                default_storage.delete(path)
        if trouble := disk.trouble(error):
            raise WorkError(f"{trouble} : rien n’est parti. {disk.what_to_do(error)}") from error
        raise
