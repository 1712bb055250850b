"""What is masked leaves the published file too: its public copy is issued in its place, and says so."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from beffroi.minutes.actions.deliberations import prepare, validate
from beffroi.minutes.models import AgendaItem, DocumentKind, IssuedDocument, Redaction, Sitting
from tests.doubles.sitting import a_held_sitting

NAME = "Zénobie Tartempion"


def text_of(document: IssuedDocument) -> str:
    with document.file.open("rb") as file:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages)


@pytest.fixture
def issued(in_valbrume: Any, alice: Any, bob: Any) -> IssuedDocument:
    """A deliberation that grants help to a named resident."""
    sitting: Sitting = a_held_sitting(alice)
    item = AgendaItem.objects.get(meeting=sitting.meeting, number=1)
    texts = {"object": "Aide exceptionnelle", "articles": f"Accorde une aide à Mme {NAME}.", "matter_code": "8.2"}
    return validate(prepare(item, texts, user=alice), user=bob)


def masked(issued: IssuedDocument, bob: Any) -> None:
    Redaction(
        meeting=issued.sitting.meeting, reason="private_life", state="accepted", terms=[NAME], decided_by=bob,
        decided_at=timezone.now(),
    ).save()  # fmt: skip


def test_the_public_copy_is_published_in_the_place_of_an_act_that_holds_something_masked(
    issued: IssuedDocument, bob: Any, as_bob: Any
) -> None:
    masked(issued, bob)
    as_bob.post(reverse("minutes:publish_document", args=[issued.pk]))
    copy = IssuedDocument.objects.get(kind=DocumentKind.DELIBERATION_PUBLIC)
    assert "Tartempion" in text_of(issued) and "Tartempion" not in text_of(copy)
    assert "occultés" in text_of(copy)
    assert copy.publications.exists() and not issued.publications.exists()
    assert copy.details["original_sha256"] == issued.sha256


def test_an_act_without_anything_masked_is_published_itself(issued: IssuedDocument, as_bob: Any, bob: Any) -> None:
    Redaction(
        meeting=issued.sitting.meeting, reason="private_life", state="refused", terms=[NAME], decided_by=bob,
        decided_at=timezone.now(),
    ).save()  # fmt: skip
    as_bob.post(reverse("minutes:publish_document", args=[issued.pk]))
    assert issued.publications.exists()
    assert not IssuedDocument.objects.filter(kind=DocumentKind.DELIBERATION_PUBLIC).exists()


def test_what_nobody_decided_keeps_the_act_from_being_published(issued: IssuedDocument, as_bob: Any) -> None:
    Redaction(meeting=issued.sitting.meeting, reason="private_life", terms=[NAME]).save()
    as_bob.post(reverse("minutes:publish_document", args=[issued.pk]))
    assert not issued.publications.exists()
