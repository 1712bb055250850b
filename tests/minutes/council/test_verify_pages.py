"""A file that somebody brings: a procès-verbal of another tool, or one that was sealed here."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from beffroi.minutes.actions.issue import issue
from beffroi.minutes.models import DocumentKind, IssuedDocument
from tests.doubles.sitting import a_held_sitting

PV = """Commune de Valbrume
PROCÈS-VERBAL DU CONSEIL MUNICIPAL DU 11 DÉCEMBRE 2025

Le onze décembre deux mille vingt-cinq à 19 h 30, le conseil municipal s'est réuni sous la présidence de Mme Hélène
Vasseur, maire.
Présents : Hélène VASSEUR, Bernard TISSOT, Paul GARNIER, Martine COLIN.
Absents excusés : Lucie PERRIN (pouvoir à Bernard TISSOT), André ROUX (pouvoir à Bernard TISSOT).
Secrétaire de séance : Paul GARNIER.

1. Travaux de la salle des fêtes
Vote : 6 pour, 1 contre.
"""


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_procès_verbal_of_another_tool_is_read_and_what_is_wrong_is_shown_with_its_line(as_alice: Any) -> None:
    response = as_alice.post(reverse("minutes:check_pv"), {"file": upload("pv.txt", PV.encode())})
    shown = response.content.decode()
    assert response.status_code == 200
    assert "L2121-20" in shown and "Bernard TISSOT" in shown
    assert "Ligne" in shown


def test_what_is_not_a_document_is_refused_in_french(as_alice: Any) -> None:
    response = as_alice.post(reverse("minutes:check_pv"), {"file": upload("pv.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50)})
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()


def test_nothing_of_a_checked_procès_verbal_is_kept(as_alice: Any, settings: Any, in_valbrume: Any) -> None:
    from beffroi.audit.models import Entry

    as_alice.post(reverse("minutes:check_pv"), {"file": upload("pv.txt", PV.encode())})
    assert not IssuedDocument.objects.exists()
    assert "TISSOT" not in str([entry.data for entry in Entry.objects.all()])


def test_a_sealed_file_is_known_and_one_changed_by_a_byte_is_not(
    in_valbrume: Any, alice: Any, bob: Any, as_alice: Any, as_charlie: Any
) -> None:
    sitting = a_held_sitting(alice)
    content = b"%PDF-1.7 the act"
    issue(sitting, DocumentKind.CONVOCATION, content, "convocation.pdf", user=bob)
    address = reverse("minutes:verify_seal")

    def said(client: Any, sent: bytes) -> str:
        return str(client.post(address, {"file": upload("a.pdf", sent)}).content.decode())

    assert "notice check" not in said(as_alice, content)
    assert "notice check" in said(as_alice, content.replace(b"act", b"acT"))
    assert "notice check" in said(as_charlie, content), "another commune's seals are not asked"


def test_the_check_of_a_sealed_file_is_reached_from_the_menu_in_two_clicks(as_alice: Any) -> None:
    shown = as_alice.get(reverse("minutes:check_pv")).content.decode()
    assert f'href="{reverse("minutes:verify_seal")}"' in shown
