"""An issued document leaves as it was sealed, once to each person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from beffroi.minutes.actions.calendar import facts_of
from beffroi.minutes.actions.issue import issue
from beffroi.minutes.models import DocumentKind, IssuedDocument
from beffroi.town.scope import scope
from beffroi.work.models import OutboxMessage
from tests.doubles.sitting import HELD, a_held_sitting


@pytest.fixture
def document(in_valbrume: Any, alice: Any, bob: Any, settings: Any) -> IssuedDocument:
    settings.EMAIL_HOST = "127.0.0.1"
    return issue(a_held_sitting(alice), DocumentKind.LIST, b"%PDF-1.7 list", "liste.pdf", user=bob)


def test_the_list_leaves_once_to_each_person_and_its_date_is_known(document: IssuedDocument, as_bob: Any) -> None:
    address = reverse("minutes:send_document", args=[document.pk])
    form = {"recipients": "a@exemple.fr, b@exemple.fr, a@exemple.fr", "subject": "Liste", "body": "Voici la liste."}
    assert as_bob.post(address, form).status_code == 302
    as_bob.post(address, form)
    assert sorted(OutboxMessage.objects.values_list("recipient", flat=True)) == ["a@exemple.fr", "b@exemple.fr"]
    facts = facts_of(document.sitting)
    assert facts is not None and facts.list_to_communes_on is not None


def test_the_addresses_of_the_last_sitting_are_proposed_for_the_next_and_those_of_no_other_commune(
    document: IssuedDocument, alice: Any, bob: Any, as_bob: Any, autreville: Any, charlie: Any, as_charlie: Any
) -> None:
    form = {"recipients": "a@exemple.fr, b@exemple.fr", "subject": "Liste", "body": "Voici la liste."}
    as_bob.post(reverse("minutes:send_document", args=[document.pk]), form)
    later = a_held_sitting(alice, title="Conseil de janvier", starts_at=HELD + timedelta(days=40))
    following = issue(later, DocumentKind.LIST, b"%PDF-1.7 next", "liste-2.pdf", user=bob)
    shown = as_bob.get(reverse("minutes:send_document", args=[following.pk])).content.decode()
    assert "a@exemple.fr\nb@exemple.fr" in shown and "vérifiez-les" in shown
    again = as_bob.get(reverse("minutes:send_document", args=[document.pk])).content.decode()
    assert "vérifiez-les" not in again
    with scope(autreville):
        theirs = issue(a_held_sitting(charlie), DocumentKind.LIST, b"%PDF-1.7 theirs", "liste.pdf", user=charlie)
    assert "exemple.fr" not in as_charlie.get(reverse("minutes:send_document", args=[theirs.pk])).content.decode()


def test_a_convocation_is_not_sent_from_that_page(document: IssuedDocument, bob: Any, as_bob: Any) -> None:
    other = issue(document.sitting, DocumentKind.CONVOCATION, b"%PDF-1.7 c", "c.pdf", user=bob)
    assert as_bob.get(reverse("minutes:send_document", args=[other.pk])).status_code == 404


def test_only_a_reader_of_the_commune_sends(document: IssuedDocument, as_alice: Any, as_charlie: Any) -> None:
    address = reverse("minutes:send_document", args=[document.pk])
    assert as_alice.get(address).status_code == 403
    assert as_charlie.get(address).status_code == 404


def test_without_a_mail_server_nothing_leaves_and_the_page_says_so(
    document: IssuedDocument, as_bob: Any, settings: Any
) -> None:
    settings.EMAIL_HOST = ""
    address = reverse("minutes:send_document", args=[document.pk])
    form = {"recipients": "a@exemple.fr", "subject": "Liste", "body": "Voici."}
    response = as_bob.post(address, form)
    assert response.status_code == 422 and "Aucun serveur de courriel" in response.content.decode()
    assert not OutboxMessage.objects.exists()


def test_the_texts_and_where_each_was_read_are_shown(as_alice: Any) -> None:
    shown = as_alice.get(reverse("minutes:texts")).content.decode()
    assert "L2121-15" in shown and "non vérifié" in shown
