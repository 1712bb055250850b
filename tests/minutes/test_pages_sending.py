"""Sending from the pages: exactly what leaves is shown, then each message has its state."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from beffroi.audit.models import Entry
from beffroi.minutes.actions.answer_flag import answer_flag
from beffroi.minutes.actions.approve import approve
from beffroi.minutes.domain.types import MeetingKind
from beffroi.minutes.models import Delivery, Meeting
from beffroi.work.models import OutboxMessage, OutboxState
from tests.conftest import StrictClient

FORM = {
    "recipients": "un@valbrume.fr\nDEUX@valbrume.fr",
    "subject": "Procès-verbal",
    "body": "Bonjour",
    "formats": "docx",
}


@pytest.fixture
def approved(ready: Meeting, bob: Any) -> Meeting:
    for flag in ready.minutes.flags.filter(answer=""):
        answer_flag(flag, answer="right", user=bob)
    approve(ready.minutes, user=bob)
    return ready


@pytest.fixture
def url(approved: Meeting) -> str:
    return reverse("minutes:send", args=[approved.pk])


def test_it_shows_what_leaves_and_to_whom_before_anything_leaves(url: str, as_bob: StrictClient) -> None:
    page = as_bob.post(url, FORM).content.decode()
    assert "Envoyer à 2 personnes" in page and "un@valbrume.fr" in page and "deux@valbrume.fr" in page
    assert not mail.outbox and not Delivery.objects.exists()


def test_it_sends_once_even_when_asked_twice(url: str, as_bob: StrictClient) -> None:
    for _ in range(2):
        as_bob.post(url, FORM | {"envoyer": "1"})
    assert sorted(message.to[0] for message in mail.outbox) == ["deux@valbrume.fr", "un@valbrume.fr"]


@pytest.mark.parametrize("recipients", ["", "pas une adresse", "un@valbrume.fr, deux@"])
def test_it_says_which_addresses_are_to_be_corrected(recipients: str, url: str, as_bob: StrictClient) -> None:
    response = as_bob.post(url, FORM | {"recipients": recipients, "envoyer": "1"})
    assert response.status_code == 422 and 'class="error"' in response.content.decode()
    assert not mail.outbox


def test_the_person_can_go_back_and_change_the_words(url: str, as_bob: StrictClient) -> None:
    page = as_bob.post(url, FORM | {"modifier": "1", "subject": "Autre objet"}).content.decode()
    assert "Voir ce qui va partir" in page and "Autre objet" in page


def test_without_a_mail_server_nothing_leaves_and_it_says_so(url: str, as_bob: StrictClient, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert "Aucun serveur de courriel" in as_bob.get(url).content.decode()
    as_bob.post(url, FORM | {"envoyer": "1"})
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("state", [OutboxState.FAILED, OutboxState.UNCERTAIN])
def test_a_person_sends_again_what_did_not_arrive(state: str, url: str, as_bob: StrictClient) -> None:
    as_bob.post(url, FORM | {"envoyer": "1"})
    message = OutboxMessage.objects.first()
    OutboxMessage.objects.filter(pk=message.pk).update(state=state)
    delivery = Delivery.objects.get()
    page = reverse("minutes:delivery", args=[delivery.pk])
    assert "Renvoyer" in as_bob.get(page).content.decode()
    assert "Voir l’envoi" in as_bob.get(reverse("minutes:today")).content.decode()
    before = len(mail.outbox)
    as_bob.post(reverse("minutes:send_again", args=[message.pk]))
    assert len(mail.outbox) == before + 1
    assert "Renvoyer" not in as_bob.get(page).content.decode()


def test_nobody_of_another_commune_sees_a_delivery(
    url: str, as_bob: StrictClient, as_charlie: StrictClient, as_alice: StrictClient
) -> None:
    as_bob.post(url, FORM | {"envoyer": "1"})
    delivery, message = Delivery.objects.get(), OutboxMessage.objects.first()
    assert as_alice.get(reverse("minutes:delivery", args=[delivery.pk])).status_code == 200
    assert as_charlie.get(reverse("minutes:delivery", args=[delivery.pk])).status_code == 404
    again = reverse("minutes:send_again", args=[message.pk])
    assert as_charlie.post(again).status_code == 404
    assert as_alice.post(again).status_code == 403


def test_the_final_documents_are_offered_once_approved(approved: Meeting, as_bob: StrictClient) -> None:
    approved.kind = MeetingKind.TEAM
    approved.save()
    page = as_bob.get(approved.get_absolute_url()).content.decode()
    assert "Documents définitifs" in page
    document = as_bob.get(reverse("minutes:document", args=[approved.pk, "definitif", "docx"]))
    assert document.status_code == 200 and "BROUILLON" not in document.headers["Content-Disposition"]


@pytest.mark.parametrize("fmt", ["docx", "odt"])
def test_a_draft_is_named_as_such(fmt: str, ready: Meeting, as_alice: StrictClient) -> None:
    document = as_alice.get(reverse("minutes:document", args=[ready.pk, "brouillon", fmt]))
    assert document.status_code == 200 and "BROUILLON" in document.headers["Content-Disposition"]


@pytest.mark.parametrize("fmt", ["txt", "srt", "vtt", "json"])
def test_the_transcript_is_taken_in_each_format(fmt: str, ready: Meeting, as_alice: StrictClient) -> None:
    taken = as_alice.get(reverse("minutes:transcript", args=[ready.pk, fmt]))
    assert taken.status_code == 200 and "chantier" in taken.content.decode()


@pytest.mark.parametrize("fmt", ["srt", "vtt"])
def test_words_given_without_times_make_no_subtitles_and_the_page_says_so(
    fmt: str, ready: Meeting, as_alice: StrictClient
) -> None:
    ready.utterances.update(start=None, end=None)
    page = as_alice.get(reverse("minutes:transcript", args=[ready.pk, fmt]), follow=True)
    assert page.status_code == 200 and "repères de temps" in page.content.decode()
    assert not Entry.objects.filter(action="transcript_taken").exists()


def test_a_format_that_does_not_exist_is_not_found(ready: Meeting, as_alice: StrictClient) -> None:
    assert as_alice.get(reverse("minutes:transcript", args=[ready.pk, "exe"])).status_code == 404
    assert as_alice.get(reverse("minutes:document", args=[ready.pk, "brouillon", "exe"])).status_code == 404
