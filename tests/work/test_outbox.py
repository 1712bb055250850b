"""Mail goes through a real SMTP server (aiosmtpd) that accepts, refuses, breaks the line or is not there."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from beffroi.town.scope import scope
from beffroi.work import outbox
from beffroi.work.models import OutboxMessage, OutboxState
from tests.doubles.cast import a_commune

pytestmark = pytest.mark.django_db


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postmaster:
    def __init__(self) -> None:
        self.received: list[tuple[list[str], bytes]] = []
        self.refused = ""
        self.breaks = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == self.refused:
            return "550 Mailbox unavailable"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received.append((envelope.rcpt_tos, envelope.content))
        if self.breaks:
            server.transport.close()
        return "250 Message accepted for delivery"


@pytest.fixture
def postmaster(settings):
    handler = Postmaster()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    with scope(a_commune()):
        yield handler
    controller.stop()


def post(recipient: str = "maire@valbrume.fr", key: str = "minutes:1:maire") -> OutboxMessage:
    message = outbox.post(
        key=key, recipient=recipient, subject="Procès-verbal", body="Voici le texte.", subject_ref="delivery:1"
    )
    message.refresh_from_db()
    return message


def test_a_message_reaches_its_recipient_once(postmaster) -> None:
    assert post().state == OutboxState.SENT
    assert post().state == OutboxState.SENT
    assert [recipients for recipients, _ in postmaster.received] == [["maire@valbrume.fr"]]


def test_delivering_again_a_message_already_sent_sends_nothing(postmaster) -> None:
    message = post()
    outbox.deliver.call(message.pk)
    outbox.recover()
    assert len(postmaster.received) == 1


def test_a_refused_address_is_shown_as_refused_and_the_others_leave(postmaster) -> None:
    postmaster.refused = "parti@valbrume.fr"
    assert post("parti@valbrume.fr", "1").state == OutboxState.FAILED
    assert post("maire@valbrume.fr", "2").state == OutboxState.SENT


def test_a_line_that_breaks_after_the_message_leaves_it_uncertain_and_never_sends_it_twice(postmaster) -> None:
    postmaster.breaks = True
    message = post()
    assert message.state == OutboxState.UNCERTAIN
    postmaster.breaks = False
    outbox.recover()
    assert len(postmaster.received) == 1


def test_a_worker_killed_while_sending_leaves_the_message_uncertain(postmaster) -> None:
    message = post()
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=OutboxState.SENDING, next_try_at=timezone.now() - timedelta(minutes=1)
    )
    outbox.recover()
    message.refresh_from_db()
    assert message.state == OutboxState.UNCERTAIN
    assert len(postmaster.received) == 1


def test_a_person_can_send_an_uncertain_message_again(postmaster) -> None:
    message = post()
    OutboxMessage.objects.filter(pk=message.pk).update(state=OutboxState.UNCERTAIN)
    outbox.send_again(message)
    message.refresh_from_db()
    assert message.state == OutboxState.SENT
    assert len(postmaster.received) == 2


def test_a_server_that_is_down_is_tried_again_later(postmaster, settings) -> None:
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    message = post()
    assert (message.state, message.attempts) == (OutboxState.PENDING, 1)
    assert postmaster.received == []
    settings.EMAIL_PORT = port
    OutboxMessage.objects.filter(pk=message.pk).update(next_try_at=timezone.now() - timedelta(seconds=1))
    outbox.recover()
    message.refresh_from_db()
    assert message.state == OutboxState.SENT
