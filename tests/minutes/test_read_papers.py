"""The papers of a meeting, read by whoever holds them: a page, the command line; scanned ones through the charter."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import ScriptedOcr
from beffroi.engines.protocols import EngineError
from beffroi.minutes.actions.read_papers import guess_kind, read_convocation_file, sitting_time
from beffroi.minutes.domain.types import MeetingKind, Member
from beffroi.minutes.forms import meeting as forms
from tests.conftest import StrictClient
from tests.documents.pdfs import changed, made, scanned

AGENDA = "Conseil municipal du 3 mars 2026 à 20 h\nORDRE DU JOUR\n1. Budget principal\n2. Forêt communale\n"


def sent(client: StrictClient, content: bytes, name: str = "convocation.pdf") -> str:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("minutes:read_agenda"), {"agenda_file": file}).content.decode()


def test_a_scanned_convocation_gives_its_items_and_a_line_of_the_journal(
    as_alice: StrictClient, in_valbrume: Any
) -> None:
    with registry.use(ocr=ScriptedOcr([AGENDA])):
        page = sent(as_alice, scanned("= Ordre du jour"))
    assert "2 points trouvés" in page and "2. Forêt communale" in page
    line = Entry.objects.get(action="ai_call")
    assert (line.actor, line.data["use"]) == ("alice", "minutes.read_papers")


def test_without_ocr_a_scanned_convocation_says_what_to_do(as_alice: StrictClient, in_valbrume: Any) -> None:
    with registry.use(ocr=None):
        page = sent(as_alice, scanned("= Ordre du jour"))
    assert "convocation.pdf" in page and "document d’origine" in page


def test_a_page_that_ocr_could_not_read_is_told_and_the_others_are_shown(
    as_alice: StrictClient, in_valbrume: Any
) -> None:
    first = made("Ordre du jour\n\n1. Budget\n\n2. Tarifs")
    both = changed(first, lambda writer: writer.append(io.BytesIO(scanned("= Suite"))))
    with registry.use(ocr=ScriptedOcr([EngineError("Tesseract n’a pas pu ouvrir l’image.")])):
        page = sent(as_alice, both)
    assert "Page 2" in page and "Tesseract" in page and "1. Budget" in page


def test_a_file_too_big_for_an_agenda_is_told_what_to_do(
    as_alice: StrictClient, in_valbrume: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "SCANNED_FILE", 10)
    assert "Copiez plutôt le texte" in sent(as_alice, b"%PDF-1.7 " + b"x" * 20)


def test_a_convocation_says_that_the_meeting_is_a_council_and_when_it_is_held() -> None:
    called = read_convocation_file(made(AGENDA.replace("\n", "\n\n")), "convocation.pdf")
    assert guess_kind(called, []) is MeetingKind.COUNCIL
    assert sitting_time(called) == timezone.make_aware(datetime(2026, 3, 3, 20))


def test_the_agenda_of_a_team_is_no_council_unless_its_people_are_elected() -> None:
    called = read_convocation_file(b"1. Planning\n2. Locaux", "odj.txt")
    assert guess_kind(called, []) is MeetingKind.TEAM
    assert guess_kind(None, [Member("Dubois", "Claire", "Maire")]) is MeetingKind.COUNCIL
    assert sitting_time(called) is None
