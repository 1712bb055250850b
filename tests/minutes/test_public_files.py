"""What the public takes away: sealed files, their register, the feed, the open data, the sound."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree
from django.core.files.base import ContentFile
from django.db import transaction

from beffroi.minutes.actions import public_sound
from beffroi.minutes.models import CouncilSettings, Deliberation, DocumentKind, Sitting, Transmission
from beffroi.town.models import Commune
from tests.conftest import StrictClient
from tests.doubles.published import (
    a_deliberation,
    a_file,
    a_published_sitting,
    a_sitting,
    mask_utterances,
    open_sound,
    publish_list,
    put_online,
    take_down,
)

HOME = "/seances/valbrume/"
SITTING = f"{HOME}2025-12-11/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def published(in_valbrume: Commune, alice: Any, bob: Any) -> Sitting:
    return a_published_sitting(alice, bob)


@pytest.fixture
def anyone() -> StrictClient:
    return StrictClient()


def read(client: StrictClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- files --------------------------------------------------------------------------------------------------


def test_a_file_is_given_as_it_was_sealed_and_says_its_hash(published: Sitting, anyone: StrictClient) -> None:
    document = published.documents.get(kind="pv_signed")
    answer = anyone.get(f"{HOME}documents/{document.pk}")
    assert hashlib.sha256(answer.content).hexdigest() == document.sha256
    assert answer["ETag"] == f'"{document.sha256}"'
    digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="proces-verbal.pdf"'
    kept = anyone.get(f"{HOME}documents/{document.pk}", headers={"If-None-Match": answer["ETag"]})
    assert kept.status_code == 304


def test_a_file_that_changed_on_the_disk_is_given_to_nobody(published: Sitting, anyone: StrictClient) -> None:
    document = published.documents.get(kind="pv_signed")
    storage = document.file.storage
    storage.delete(document.file.name)
    storage.save(document.file.name, ContentFile(b"%PDF-1.7 autre chose"))
    answer = anyone.get(f"{HOME}documents/{document.pk}")
    assert answer.status_code == 503
    assert "Ce fichier ne peut pas être donné" in answer.content.decode()
    storage.delete(document.file.name)
    assert anyone.get(f"{HOME}documents/{document.pk}").status_code == 503


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind not in ("list", "deliberation")])
def test_a_file_that_the_public_may_not_have_is_not_given_whatever_was_published(
    in_valbrume: Commune, alice: Any, anyone: StrictClient, kind: str
) -> None:
    document = a_file(a_sitting(alice), kind)
    put_online(document)
    expected = 200 if kind in ("deliberation_signed", "deliberation_public") else 404
    assert anyone.get(f"{HOME}documents/{document.pk}").status_code == expected
    assert ("Aucun acte" in read(anyone, f"{HOME}actes/")) is (expected == 404)


def test_a_file_that_is_not_a_pdf_is_taken_away_and_never_opened(
    in_valbrume: Commune, alice: Any, anyone: StrictClient
) -> None:
    document = a_file(a_sitting(alice), "deliberation_signed", b"<script>alert(1)</script>", name="acte.html")
    put_online(document)
    answer = anyone.get(f"{HOME}documents/{document.pk}")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


# --- the register -------------------------------------------------------------------------------------------


def test_the_register_tells_the_date_and_the_author_of_each_act(published: Sitting, anyone: StrictClient) -> None:
    page = read(anyone, f"{HOME}actes/")
    assert page.count("Auteur de l’acte\u00a0: Hélène Vasseur, maire.") == 6
    assert "Mis en ligne sur le site internet le 14\u00a0février 2026." in page
    for document in published.documents.all():
        assert document.sha256 in page
    assert "bob" not in page, "the agent who put it online is not its author"


def test_an_act_without_a_known_mayor_is_the_council_s(
    in_valbrume: Commune, alice: Any, bob: Any, anyone: StrictClient
) -> None:
    def without_mayor(sitting: Sitting) -> None:
        sitting.mayor = None
        sitting.save(update_fields=["mayor"])

    a_published_sitting(alice, bob, before=without_mayor)
    assert "Auteur de l’acte\u00a0: le conseil municipal." in read(anyone, f"{HOME}actes/")


def test_a_withdrawn_file_is_gone_and_its_line_stays(published: Sitting, anyone: StrictClient) -> None:
    document = published.documents.get(deliberation__number="2025-041")
    take_down(document, at=datetime(2026, 3, 11, 9, 0, tzinfo=UTC))
    assert anyone.get(f"{HOME}documents/{document.pk}").status_code == 404
    page = read(anyone, f"{HOME}actes/")
    assert "Ce fichier a été retiré. Le mercredi 11\u00a0mars 2026." in page
    assert document.sha256 in page and str(document.pk) not in page


def test_an_act_that_is_displayed_has_its_line_and_no_file(
    in_valbrume: Commune, alice: Any, anyone: StrictClient
) -> None:
    sitting = a_sitting(alice)
    made = a_deliberation(sitting, 1, "2025-041")
    document = a_file(sitting, DocumentKind.DELIBERATION, deliberation=made)
    put_online(document, mode="posting")
    page = read(anyone, f"{HOME}actes/")
    assert "Affiché le 13\u00a0décembre 2025." in page
    assert "n’est pas publié en ligne" in page
    assert anyone.get(f"{HOME}documents/{document.pk}").status_code == 404


# --- the feed -----------------------------------------------------------------------------------------------


def test_the_feed_is_an_atom_feed_with_all_that_the_rfc_requires(
    published: Sitting, anyone: StrictClient, settings: Any
) -> None:
    settings.BASE_URL = "https://mairie.example"
    answer = anyone.get(f"{HOME}decisions.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"https://mairie.example{HOME}decisions.atom"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        for name in ("id", "title", "updated", "link"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
        assert urlsplit(entry.find(f"{ATOM}link").get("href")).netloc == "mairie.example"
        datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "2025-041 – Rénovation de l’école – Adopté",
        "2025-042 – Subventions aux associations – Adopté",
        "2025-043 – Désignation d’un délégué au syndicat des eaux – Adopté",
        "2025-044 – Vente du presbytère – Rejeté",
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids[0] == f"tag:mairie.example,2025-12-11:{SITTING}point/1/"
    assert len(set(ids)) == 4


def test_the_identifier_of_a_decision_does_not_change_when_its_page_does(
    published: Sitting, bob: Any, anyone: StrictClient
) -> None:
    def told() -> dict[str, str]:
        feed = ElementTree.fromstring(anyone.get(f"{HOME}decisions.atom").content)
        return {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")}

    before = told()
    mask_utterances(published, bob, 3, 3)
    after = told()
    assert before.keys() == after.keys()
    assert all(after[key] > before[key] for key in before)


def test_a_provisional_list_is_not_in_the_feed(in_valbrume: Commune, alice: Any, anyone: StrictClient) -> None:
    sitting = a_sitting(alice)
    publish_list(sitting)
    feed = ElementTree.fromstring(anyone.get(f"{HOME}decisions.atom").content)
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == "2000-01-01T00:00:00+00:00"


# --- open data ----------------------------------------------------------------------------------------------


def rows(client: StrictClient) -> dict[str, dict[str, str]]:
    found = csv.DictReader(io.StringIO(read(client, f"{HOME}deliberations.csv")))
    return {row["DELIB_ID"]: row for row in found}


def test_the_open_data_has_the_adopted_deliberations_alone(
    published: Sitting, anyone: StrictClient, settings: Any
) -> None:
    settings.BASE_URL = "https://mairie.example"
    found = rows(anyone)
    assert list(found) == ["2025-041", "2025-042", "2025-043"], "the rejected one is not adopted"
    first = found["2025-041"]
    assert (first["DELIB_DATE"], first["COLL_NOM"], first["DELIB_OBJET"]) == (
        "2025-12-11",
        "Valbrume",
        "Rénovation de l’école",
    )
    votes = ["VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION"]
    assert [first[name] for name in votes] == ["5", "5", "4", "1", "0"]
    assert [found["2025-043"][name] for name in votes] == [""] * 5, "a blank vote has no place in the schema"
    document = published.documents.get(deliberation__number="2025-041")
    assert first["DELIB_URL"] == f"https://mairie.example{HOME}documents/{document.pk}"


def test_in_a_database_put_back_from_a_copy_the_public_has_the_files_that_are_there(
    in_valbrume: Any, alice: Any, bob: Any, anyone: StrictClient
) -> None:
    with transaction.atomic():
        a_published_sitting(alice, bob)
        assert rows(anyone)
        transaction.set_rollback(True)
    again = a_published_sitting(alice, bob)
    document = again.documents.get(deliberation__number="2025-041")
    assert rows(anyone)["2025-041"]["DELIB_URL"].endswith(str(document.pk))


def test_a_deliberation_that_lacks_what_the_schema_asks_is_left_out_and_said_to_be(
    published: Sitting, anyone: StrictClient
) -> None:
    Deliberation.objects.filter(number="2025-042").update(matter_code="")
    assert "2025-042" not in rows(anyone)
    assert "1 délibération n’y figure pas encore" in read(anyone, f"{HOME}actes/")
    CouncilSettings.objects.update(siret="")
    assert rows(anyone) == {}


def test_the_date_of_the_prefecture_s_receipt_is_told_once_known(published: Sitting, anyone: StrictClient) -> None:
    made = Deliberation.objects.get(number="2025-041")
    assert rows(anyone)["2025-041"]["PREF_DATE"] == ""
    Transmission(deliberation=made, received_on=date(2025, 12, 15)).save()
    assert rows(anyone)["2025-041"]["PREF_DATE"] == "2025-12-15"


def test_the_act_of_a_provisional_list_is_open_once_it_is_itself_online(
    in_valbrume: Commune, alice: Any, anyone: StrictClient
) -> None:
    sitting = a_sitting(alice)
    CouncilSettings.objects.update(siret="21900010600019")
    first, _ = a_deliberation(sitting, 1, "2025-041"), a_deliberation(sitting, 2, "2025-042")
    publish_list(sitting)
    assert rows(anyone) == {}
    put_online(a_file(sitting, DocumentKind.DELIBERATION, deliberation=first))
    assert list(rows(anyone)) == ["2025-041"]


# --- the sound ----------------------------------------------------------------------------------------------


def test_there_is_no_sound_until_it_is_opened_to_the_public(published: Sitting, anyone: StrictClient) -> None:
    assert anyone.get(f"{SITTING}son").status_code == 404
    page = read(anyone, SITTING)
    assert "<audio" not in page and "data-t" not in page and "public.js" not in page


def test_a_sentence_is_heard_where_it_was_said(published: Sitting, anyone: StrictClient) -> None:
    open_sound(published)
    page = read(anyone, SITTING)
    assert '<audio id="audio" controls preload="none" src="son">' in page
    assert '<span data-t="6,8">Mme Lemoine propose 300 € au club de pétanque.</span>' in page
    assert '<a class="hear" href="son#t=6" aria-label="Écouter à 0:06">0:06</a>' in page
    assert 'href="../../son#t=6"' in read(anyone, f"{SITTING}point/2/")


def test_the_sound_is_given_by_stretches(published: Sitting, anyone: StrictClient) -> None:
    open_sound(published)
    copy = public_sound.ready(published.meeting)
    assert copy is not None
    part = anyone.get(f"{SITTING}son", headers={"Range": "bytes=100-199"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert part["Content-Range"] == f"bytes 100-199/{copy.size}"
    assert part["Content-Type"] == "audio/mpeg"
    assert anyone.get(f"{SITTING}son", headers={"Range": f"bytes={copy.size}-"}).status_code == 416
    assert anyone.get(f"{SITTING}son")["Content-Length"] == str(copy.size)


def test_a_masked_stretch_leaves_the_sound_and_the_places_in_it(
    published: Sitting, bob: Any, anyone: StrictClient
) -> None:
    open_sound(published)
    mask_utterances(published, bob, 3, 3)
    assert anyone.get(f"{SITTING}son").status_code == 404, "the former copy is served to nobody"
    open_sound(published)
    page = read(anyone, SITTING)
    assert "data-t" in page and 'data-t="6,8"' not in page
    assert anyone.get(f"{SITTING}son", headers={"Range": "bytes=0-9"}).status_code == 206


def test_a_sentence_said_behind_closed_doors_is_read_and_not_heard(
    published: Sitting, bob: Any, anyone: StrictClient
) -> None:
    mask_utterances(published, bob, 5, 5, reason="closed_doors")
    open_sound(published)
    page = read(anyone, SITTING)
    assert "<p>Le prix de vente est jugé trop bas. </p>" in page
    assert '<span data-t="6,8">' in page


def test_the_sound_of_a_provisional_list_is_closed(in_valbrume: Commune, alice: Any, anyone: StrictClient) -> None:
    sitting = a_sitting(alice)
    publish_list(sitting)
    Sitting.objects.filter(pk=sitting.pk).update(public_audio=True)
    assert anyone.get(f"{SITTING}son").status_code == 404
