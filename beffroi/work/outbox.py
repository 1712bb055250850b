"""E-mail that leaves once: asked in the act's transaction, sent afterwards by a worker."""

from __future__ import annotations

import smtplib
import uuid
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import default_storage
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task

from beffroi.town.scope import scope

from .models import OutboxMessage, OutboxState

STALE = timedelta(minutes=5)
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))


def post(
    *,
    key: str,
    recipient: str,
    subject: str,
    body: str,
    subject_ref: str,
    attachments: Sequence[tuple[str, str, str]] = (),
) -> OutboxMessage:
    """Ask for a message to leave once this transaction is committed; a known ``key`` asks nothing new."""
    message, created = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "recipient": recipient,
            "subject": subject,
            "body": body,
            "subject_ref": subject_ref,
            "attachments": [list(each) for each in attachments],
            "message_id": f"<{uuid.uuid4()}@beffroi>",
        },
    )
    if created:
        _enqueue(message.pk)
    return message


def _enqueue(pk: int) -> None:
    """In the caller's transaction: the act and its message exist together or not at all."""
    OutboxMessage.unscoped.filter(pk=pk).update(next_try_at=timezone.now() + STALE)
    deliver.enqueue(pk)


@task()
def deliver(message_id: int) -> None:
    """Send one message, unless it was already handed to the server."""
    taken = OutboxMessage.unscoped.filter(pk=message_id, state=OutboxState.PENDING).update(
        state=OutboxState.SENDING, next_try_at=timezone.now() + STALE
    )
    if not taken:
        return
    message = OutboxMessage.unscoped.select_related("commune").get(pk=message_id)
    message.attempts += 1
    with scope(message.commune):
        server = get_connection()
        try:
            server.open()
        except (OSError, smtplib.SMTPException) as error:
            _postpone(message, error)
            return
        _hand_over(message, server)


def _hand_over(message: OutboxMessage, server: BaseEmailBackend) -> None:
    try:
        server.send_messages([_email(message)])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        _settle(message, OutboxState.FAILED, error)
    except (OSError, smtplib.SMTPException) as error:
        # The server may have taken the message before the line broke: only a person can tell.
        _settle(message, OutboxState.UNCERTAIN, error)
    else:
        _settle(message, OutboxState.SENT, None)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.close()


def _email(message: OutboxMessage) -> EmailMessage:
    email = EmailMessage(
        message.subject, message.body, to=[message.recipient], headers={"Message-ID": message.message_id}
    )
    for name, path, media_type in message.attachments:
        with default_storage.open(path) as file:
            email.attach(name, file.read(), media_type)
    return email


def _settle(message: OutboxMessage, state: str, error: Exception | None) -> None:
    message.state, message.error = state, str(error or "")
    message.sent_at = timezone.now() if state == OutboxState.SENT else None
    message.save()


def _postpone(message: OutboxMessage, error: Exception) -> None:
    """Nothing left (no connection was made): try later, then give up and say so."""
    if message.attempts > len(RETRY_AFTER):
        _settle(message, OutboxState.FAILED, error)
        return
    message.state, message.error = OutboxState.PENDING, str(error)
    message.next_try_at = timezone.now() + RETRY_AFTER[message.attempts - 1]
    message.save()


def send_again(message: OutboxMessage) -> None:
    """A person decides that a failed or uncertain message leaves (again)."""
    changed = OutboxMessage.objects.filter(pk=message.pk, state__in=[OutboxState.FAILED, OutboxState.UNCERTAIN]).update(
        state=OutboxState.PENDING, error="", attempts=0
    )
    if changed:
        _enqueue(message.pk)


def recover() -> None:
    """Called by workers: what was being sent when its worker died becomes uncertain; what waits is retried."""
    now = timezone.now()
    OutboxMessage.unscoped.filter(state=OutboxState.SENDING, next_try_at__lt=now).update(
        state=OutboxState.UNCERTAIN,
        error="L’envoi a été interrompu : le message est peut-être parti.",
    )
    due = OutboxMessage.unscoped.filter(state=OutboxState.PENDING, next_try_at__lt=now)
    for pk in list(due.values_list("pk", flat=True)):
        _enqueue(pk)
