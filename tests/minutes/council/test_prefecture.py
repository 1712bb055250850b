"""What goes to the prefecture, and what comes back."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions.issue import content_of, publish
from beffroi.minutes.actions.paper_documents import deliberation_act, enforceability_of
from beffroi.minutes.actions.papers import NotKnown, Papers
from beffroi.minutes.actions.transmit import (
    CannotBeSent,
    bundle,
    enter_receipt,
    import_receipt,
    keep_signed,
    record_transmission,
)
from beffroi.minutes.models import Deliberation, DocumentKind, IssuedDocument, Sitting, Transmission
from tests.doubles.sitting import a_deliberation

from .conftest import text_of

NAMESPACE = "http://www.interieur.gouv.fr/ACTES#v1.1-20040216"


def receipt(number: str = "2025_001", *, received: str = "2025-12-15", decided: str = "2025-12-11") -> bytes:
    act_id = f"070-217000017-{decided.replace('-', '')}-{number}-DE"
    return f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<actes:ARActe xmlns:actes="{NAMESPACE}" actes:IDActe="{act_id}" actes:DateReception="{received}">
  <actes:ActeRecu actes:Date="{decided}" actes:NumeroInterne="{number}" actes:CodeNatureActe="1">
    <actes:CodeMatiere1 actes:CodeMatiere="7"/><actes:CodeMatiere2 actes:CodeMatiere="1"/>
    <actes:Objet>Travaux</actes:Objet>
  </actes:ActeRecu></actes:ARActe>""".encode("iso-8859-1")


def test_the_file_to_send_holds_the_validated_act_and_what_the_form_asks_for(act: Deliberation, as_bob: Any) -> None:
    answer = as_bob.get(reverse("minutes:transmission_file", args=[act.pk]))
    assert answer.status_code == 200, answer.headers.get("Location")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as bundle_file:
        names = bundle_file.namelist()
        acts = [name for name in names if name.endswith(".pdf")]
        assert len(acts) == 1 and "070-217000017-20251211-2025_001-DE" in acts[0]
        issued = IssuedDocument.objects.get(kind=DocumentKind.DELIBERATION)
        assert bundle_file.read(acts[0]) == content_of(issued)
        told = " ".join(bundle_file.read(name).decode("utf-8", "replace") for name in names if name not in acts)
    assert "7.1" in told and "2025_001" in told.replace("2025-001", "2025_001")


def test_the_signed_act_is_what_leaves_once_it_came_back(act: Deliberation, bob: Any) -> None:
    keep_signed(act, b"%PDF-1.7 signe", "scan.pdf", user=bob)
    with zipfile.ZipFile(io.BytesIO(bundle(act)[0])) as file:
        assert b"%PDF-1.7 signe" in [file.read(name) for name in file.namelist()]


def test_without_its_matiere_an_act_does_not_leave_and_the_page_asks_for_it(
    act: Deliberation, bob: Any, as_bob: Any
) -> None:
    Deliberation.objects.filter(pk=act.pk).update(matter_code="", matter_name="")
    act.refresh_from_db()
    with pytest.raises(CannotBeSent, match="matière"):
        record_transmission(act, user=bob)
    address = reverse("minutes:deliberation", args=[act.item_id])
    assert "Enregistrer la matière" in as_bob.get(address).content.decode()
    as_bob.post(address, {"completer": "1", "matter_code": "7.5"})
    act.refresh_from_db()
    assert act.matter_code == "7.5" and act.is_validated
    record_transmission(act, user=bob)


def test_an_invented_matiere_is_refused(act: Deliberation, as_bob: Any) -> None:
    Deliberation.objects.filter(pk=act.pk).update(matter_code="")
    address = reverse("minutes:deliberation", args=[act.item_id])
    as_bob.post(address, {"completer": "1", "matter_code": "99.9"})
    act.refresh_from_db()
    assert act.matter_code == ""


def test_a_clerk_completes_no_validated_act(act: Deliberation, as_alice: Any) -> None:
    address = reverse("minutes:deliberation", args=[act.item_id])
    assert as_alice.post(address, {"completer": "1", "matter_code": "7.5"}).status_code == 403


def test_nothing_leaves_before_the_validation(held: Sitting, alice: Any, bob: Any) -> None:
    prepared = a_deliberation(held, alice)
    for attempt in (
        lambda: record_transmission(prepared, user=bob),
        lambda: import_receipt(prepared, receipt(), "ar.xml", user=bob),
        lambda: enter_receipt(prepared, received_on=date(2025, 12, 15), identifier="", user=bob),
        lambda: keep_signed(prepared, b"%PDF-1.7", "a.pdf", user=bob),
    ):
        with pytest.raises(NotKnown, match="Validez d’abord"):
            attempt()
    assert not Transmission.objects.exists()


def test_said_twice_the_transmission_keeps_its_first_date(act: Deliberation, as_bob: Any) -> None:
    for _ in range(2):
        as_bob.post(reverse("minutes:transmit", args=[act.pk]))
    assert Transmission.objects.filter(sent_at__isnull=False).count() == 1


def upload(client: Any, act: Deliberation, content: bytes, name: str = "ar.xml") -> str:
    address = reverse("minutes:receipt", args=[act.pk])
    answer = client.post(address, {"receipt_file": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == 200
    shown: str = answer.content.decode().replace("\u00a0", " ")
    return shown


def test_the_receipt_gives_its_date_and_is_kept_as_it_came_once(act: Deliberation, as_bob: Any) -> None:
    for _ in range(2):
        assert "Reçu en préfecture le 15/12/2025" in upload(as_bob, act, receipt())
    line = Transmission.objects.get()
    assert (line.received_on, line.identifier) == (date(2025, 12, 15), "070-217000017-20251211-2025_001-DE")
    kept = IssuedDocument.objects.get(kind=DocumentKind.RECEIPT)
    assert content_of(kept) == receipt()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (receipt("2025_007"), "porte le numéro"),
        (receipt(decided="2025-12-10"), "la séance est du"),
        (receipt(received="2025-12-01"), "avant la séance"),
        (receipt(received="2999-01-01"), "à venir"),
        (b"%PDF-1.7", "PDF"),
        (b"", "vide"),
        (b"<a>", "XML"),
    ],
)
def test_another_receipt_is_refused_with_what_differs(
    content: bytes, said: str, act: Deliberation, as_bob: Any
) -> None:
    assert said in upload(as_bob, act, content)
    assert not Transmission.objects.exists() and not IssuedDocument.objects.filter(kind="receipt").exists()


def test_a_receipt_on_paper_is_entered_by_its_date(act: Deliberation, as_bob: Any) -> None:
    address = reverse("minutes:receipt", args=[act.pk])
    as_bob.post(address, {"received_on": "2025-12-16", "identifier": "AR 12"})
    assert Transmission.objects.get().received_on == date(2025, 12, 16)


def test_a_date_by_hand_is_between_the_sitting_and_today(act: Deliberation, bob: Any) -> None:
    for wrong in (date(2025, 12, 10), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(NotKnown):
            enter_receipt(act, received_on=wrong, identifier="", user=bob)


def test_the_act_is_certified_enforceable_once_both_dates_are_known(
    held: Sitting, act: Deliberation, bob: Any, as_alice: Any
) -> None:
    def said() -> str:
        return text_of(as_alice.get(reverse("minutes:draft_deliberation", args=[act.pk, "pdf"])).content)

    assert "exécutoire" not in said()
    enter_receipt(act, received_on=date(2025, 12, 16), identifier="AR 12", user=bob)
    assert "certifié exécutoire" not in said()
    publish(IssuedDocument.objects.get(kind="deliberation"), user=bob, mode="electronic")
    assert "certifié exécutoire" in said() and "16 décembre 2025" in said()
    known = enforceability_of(act)
    assert known is not None and known.published_on == timezone.localdate()
    assert deliberation_act(Papers(held), Papers(held).items[0], draft=False).enforceability == known


def test_a_file_gone_from_the_disk_is_told_rather_than_broken(act: Deliberation, as_bob: Any) -> None:
    document = IssuedDocument.objects.get(kind="deliberation")
    document.file.storage.delete(document.file.name)
    for name, args in (("transmission_file", [act.pk]), ("issued", [document.pk])):
        shown = as_bob.get(reverse(f"minutes:{name}", args=args), follow=True)
        assert shown.status_code == 200 and "sauvegarde" in shown.content.decode()
