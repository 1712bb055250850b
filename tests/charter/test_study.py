"""The privacy study attached to a dossier: kept, sealed, counted, given back; refused where it is built to harm."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.charter.actions import assess
from beffroi.charter.actions.control_file import control_file
from beffroi.charter.actions.proof_table import proof_table
from beffroi.charter.evidence import Period
from beffroi.charter.models import Assessment
from beffroi.charter.state import dossier_of
from beffroi.town.models import User
from tests.charter.conftest import USE, a_voted, text
from tests.conftest import StrictClient
from tests.documents.pdfs import made


def a_study(name: str = "AIPD de la relecture.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made("#lorem(30)") if content is None else content)


def a_zip(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr({"document": "word/document.xml", "kinds": "[Content_Types].xml"}[name], content)
    return out.getvalue()


@pytest.fixture
def kept_here(settings: Any, tmp_path: Path) -> Path:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file())


def test_a_study_is_attached_sealed_proved_and_taken(
    kept_here: Path, in_valbrume: Any, carole: User, as_carole: StrictClient, as_alice: StrictClient
) -> None:
    a_voted(carole)
    given = a_study()
    page = as_carole.post(reverse("charter:assessment", args=[USE]), {"need": "Relire.", "privacy_file": given})
    written = Assessment.objects.get()
    assert written.privacy == "attached" and dossier_of(USE).privacy == "attached", "the file alone proves it"
    assert "AIPD" not in str(kept(kept_here)) and kept(kept_here)[0].parts[-3:-1] == ("valbrume", "charte")
    line = Entry.objects.get(action="assessment_written").data
    given.seek(0)
    assert line["study"] == hashlib.sha256(given.read()).hexdigest() == written.privacy_sha256
    address = reverse("charter:study", args=[written.pk])
    assert address in text(as_carole.get(page.url)) and "AIPD de la relecture.pdf" in text(as_carole.get(page.url))
    taken = as_carole.get(address)
    given.seek(0)
    assert taken.content == given.read() and taken["Content-Type"] == "application/pdf"
    assert taken["Content-Disposition"].startswith("attachment") and "no-store" in taken["Cache-Control"]
    assert Entry.objects.get(action="study_taken").actor == "carole"
    assert as_alice.get(address).status_code == 403 and address not in text(as_alice.get(page.url))
    today = Period(timezone.localdate(), timezone.localdate())
    row = next(each for each in proof_table(today) if each.code == "privacy_study")
    assert "Études jointes en fichier, scellées au journal" in [each.label for each in row.counts if each.amount == 1]
    with zipfile.ZipFile(io.BytesIO(control_file(today, actor=carole))) as archive:
        found = next(name for name in archive.namelist() if name.endswith("-etude.pdf"))
        assert archive.read(found) == taken.content


def test_a_study_is_nothing_to_another_commune(
    kept_here: Path, in_valbrume: Any, as_carole: StrictClient, as_stranger: StrictClient, as_bob: StrictClient
) -> None:
    as_carole.post(reverse("charter:assessment", args=[USE]), {"need": "Relire.", "privacy_file": a_study()})
    address = reverse("charter:study", args=[Assessment.objects.get().pk])
    assert as_stranger.get(address).status_code == 404
    assert as_bob.get(address).status_code == 403
    page = as_stranger.get(reverse("charter:use", args=[USE]))
    assert "AIPD" not in text(page) and address not in text(page)


PLAIN = b"<w:document/>"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("etude.exe", b"MZ", "n'est pas d'un type attendu"),
        ("etude.pdf", b"<html><script>alert(1)</script>", "est en réalité un texte"),
        ("etude.pdf", b"%PDF-1.7 and nothing of it", "est abîmé ou incomplet"),
        ("etude.docx", a_zip(document=b"0" * 30_000_000), "est anormal"),
        ("etude.docx", a_zip(document=ENTITIES, kinds=PLAIN), "entités XML"),
        ("etude.odt", a_zip(document=PLAIN, kinds=PLAIN), "est en réalité un document Word"),
        ("etude.pdf", b"\n", "est vide"),
        ("etude.pdf", b"%PDF-" + b"0" * (20 * 2**20), "dépasse 20 Mo"),
    ],
)
def test_a_hostile_study_is_refused_and_nothing_is_kept(
    name: str, content: bytes, told: str, kept_here: Path, in_valbrume: Any, as_carole: StrictClient
) -> None:
    sent = {"need": "Relire.", "privacy": "attached", "privacy_file": a_study(name, content)}
    response = as_carole.post(reverse("charter:assessment", args=[USE]), sent)
    assert response.status_code == 422 and told in text(response).replace("&#x27;", "'")
    assert not Assessment.objects.exists() and not kept(kept_here)


@pytest.mark.django_db(transaction=True)
def test_a_study_follows_its_dossier_and_leaves_the_disk_with_the_last_one(
    kept_here: Path, in_valbrume: Any, carole: User, as_carole: StrictClient
) -> None:
    url = reverse("charter:assessment", args=[USE])
    as_carole.post(url, {"need": "Relire.", "privacy_file": a_study()})
    as_carole.post(url, {"need": "Relire mieux.", "privacy": "attached"})
    first = Assessment.objects.get()
    assert first.privacy_name == "AIPD de la relecture.pdf" and "Déjà jointe" in text(as_carole.get(url))
    assess.sign(first, user=carole, role="dpo", name="Ana Roux", seen=assess.digest_of(first))
    as_carole.post(url, {"need": "Relire encore.", "privacy": "attached"})
    second = assess.latest_of(USE)
    assert second is not None and second.pk != first.pk and second.privacy_file.name == first.privacy_file.name
    as_carole.post(url, {"need": "Relire.", "privacy": "attached", "privacy_file": a_study("Neuve.pdf")})
    assert len(kept(kept_here)) == 2, "what was signed keeps its own"
    as_carole.post(url, {"need": "Relire.", "privacy": "unnecessary", "privacy_reason": "Rien de personnel."})
    assert [each.stem for each in kept(kept_here)] == [Path(first.privacy_file.name).stem]
    assert not Assessment.objects.get(pk=second.pk).privacy_name


def test_a_study_that_is_attached_is_not_judged_useless(in_valbrume: Any, as_carole: StrictClient) -> None:
    sent = {"need": "Relire.", "privacy": "unnecessary", "privacy_reason": "Locale.", "privacy_file": a_study()}
    response = as_carole.post(reverse("charter:assessment", args=[USE]), sent)
    assert response.status_code == 422 and "Vous joignez une étude" in text(response)


def test_a_study_lost_from_the_disk_is_told_and_not_signed(
    kept_here: Path, in_valbrume: Any, carole: User, as_carole: StrictClient
) -> None:
    as_carole.post(reverse("charter:assessment", args=[USE]), {"need": "Relire.", "privacy_file": a_study()})
    written = Assessment.objects.get()
    kept(kept_here)[0].unlink()
    told = text(as_carole.get(reverse("charter:study", args=[written.pk]), follow=True))
    assert "n’est plus sur le disque" in told
    with pytest.raises(assess.NotSignable, match="n’est plus sur le disque"):
        assess.sign(written, user=carole, role="dpo", name="Ana Roux", seen="")
    today = Period(timezone.localdate(), timezone.localdate())
    with zipfile.ZipFile(io.BytesIO(control_file(today, actor=carole))) as archive:
        assert any(name.endswith("-etude-absente.txt") for name in archive.namelist())
