"""E-mail that leaves once: asked in the act's transaction, sent afterwards by a worker."""

from __future__ import annotations

import logging
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

logger = logging.getLogger(__name__)

INTERRUPTED = (
    "L’envoi a été interrompu : le message est peut-être parti. Demandez à son destinataire avant de renvoyer."
)
UNREADABLE = "Le document à joindre n’a pas pu être lu : rien n’est parti. Préparez l’envoi de nouveau."
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
            # A header holds on one line.
            "subject": " ".join(subject.split())[:250],
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
        try:
            email = _email(message)
        except (OSError, ValueError) as error:
            logger.error("Message %s cannot be made", message.pk, exc_info=error)
            _settle(message, OutboxState.FAILED, UNREADABLE)
            return
        server = get_connection()
        try:
            server.open()
        except (OSError, smtplib.SMTPException) as error:
            _postpone(message, error)
            return
        _hand_over(message, email, server)


def _hand_over(message: OutboxMessage, email: EmailMessage, server: BaseEmailBackend) -> None:
    try:
        server.send_messages([email])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        _settle(message, OutboxState.FAILED, _refusal(error))
    except (OSError, smtplib.SMTPException) as error:
        # The server may have taken the message before the line broke: only a person can tell.
        logger.warning("Message %s: line broken", message.pk, exc_info=error)
        _settle(message, OutboxState.UNCERTAIN, INTERRUPTED)
    else:
        _settle(message, OutboxState.SENT, "")
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


def _settle(message: OutboxMessage, state: str, error: str) -> None:
    message.state, message.error = state, error
    message.sent_at = timezone.now() if state == OutboxState.SENT else None
    message.save()


def _refusal(error: Exception) -> str:
    """Why the server refused, in French, with its own words, which are what its administrator will ask for."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = "; ".join(_words(*answer) for answer in error.recipients.values())
        return f"Le serveur de courriel refuse cette adresse ({said}). Vérifiez-la."
    said = _words(getattr(error, "smtp_code", 0), getattr(error, "smtp_error", b""))
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"Le serveur de courriel refuse l’expéditeur ({said}). Vérifiez le réglage BEFFROI_FROM."
    return f"Le serveur de courriel refuse ce message ({said}). Rien n’est parti."


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {text}"[:200].strip()


def _no_server(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "Le serveur de courriel refuse le compte ou le mot de passe réglés."
    return "Le serveur de courriel ne répond pas."


def _postpone(message: OutboxMessage, error: Exception) -> None:
    """Nothing left (no connection was made): try later, then give up and say so."""
    if message.attempts > len(RETRY_AFTER):
        _settle(message, OutboxState.FAILED, f"{_no_server(error)} Rien n’est parti : réessayez quand il fonctionne.")
        return
    message.state, message.error = OutboxState.PENDING, f"{_no_server(error)} Un autre essai sera fait."
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
        error=INTERRUPTED,
    )
    due = OutboxMessage.unscoped.filter(state=OutboxState.PENDING, next_try_at__lt=now)
    for pk in list(due.values_list("pk", flat=True)):
        _enqueue(pk)
