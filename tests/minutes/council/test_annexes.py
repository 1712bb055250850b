"""The annexes of a deliberation leave with it for the prefecture, sealed, named as the protocol asks."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from beffroi.minutes.actions.annexes import MOST, add_annex, annexes_of, put_in, take_out
from beffroi.minutes.actions.papers import NotKnown
from beffroi.minutes.actions.transmit import bundle, record_transmission
from beffroi.minutes.models import Deliberation, DocumentKind, IssuedDocument
from tests.doubles.published import put_online

PLAN, PHOTO = b"%PDF-1.7 plan", b"\x89PNG\r\n\x1a\n photo"
IDENTIFIER = "070-217000017-20251211-2025_001-DE"


def again(act: Deliberation) -> Deliberation:
    return Deliberation.objects.select_related("item__meeting__commune", "commune").get(pk=act.pk)


def give(client: Any, act: Deliberation, content: bytes = PLAN, name: str = "plan.pdf") -> Any:
    data = {"annexe": SimpleUploadedFile(name, content)}
    return client.post(reverse("minutes:give_annex", args=[act.pk]), data, follow=True)


def sent(act: Deliberation) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle(again(act))[0])) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_an_annex_is_in_the_file_after_the_act_named_and_sealed(act: Deliberation, as_bob: Any) -> None:
    give(as_bob, act)
    page = give(as_bob, act, PHOTO, "photo du site.png").content.decode()
    assert "plan.pdf" in page and "photo du site.png" in page
    files = sent(act)
    assert files[f"99_DE-{IDENTIFIER}-1-1_2.pdf"] == PLAN and files[f"99_DE-{IDENTIFIER}-1-1_3.png"] == PHOTO
    told = json.loads(files["descriptif.json"])["fichiers"]
    assert [(each["role"], each["intitule"]) for each in told[1:]] == [
        ("annexe", "plan.pdf"),
        ("annexe", "photo du site.png"),
    ]
    sealed = {each.sha256 for each in IssuedDocument.objects.filter(kind=DocumentKind.ANNEX)}
    assert sealed == {each["sha256"] for each in told[1:]}


def test_the_same_file_given_twice_is_one_annex(act: Deliberation, as_bob: Any) -> None:
    give(as_bob, act)
    give(as_bob, act)
    assert len(annexes_of(again(act))) == 1 == IssuedDocument.objects.filter(kind=DocumentKind.ANNEX).count()


def test_an_annex_taken_out_is_kept_and_can_be_put_back(act: Deliberation, as_bob: Any) -> None:
    give(as_bob, act)
    annex = IssuedDocument.objects.get(kind=DocumentKind.ANNEX)
    page = reverse("minutes:move_annex", args=[annex.pk])
    assert "Retirées, mais gardées" in as_bob.post(page, {"quoi": "retirer"}, follow=True).content.decode()
    assert len(sent(act)) == 3, "the act and its two descriptors"
    as_bob.post(page, {"quoi": "remettre"})
    assert f"99_DE-{IDENTIFIER}-1-1_2.pdf" in sent(act)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "plan.pdf", "n’est pas une annexe"),
        (b"MZ\x90", "plan.exe", "n’est pas une annexe"),
        (b"MZ\x90", "plan.pdf", "n’est pas une annexe"),
        (b"PK\x03\x04", "tableau.xlsx", "n’est pas une annexe"),
        (PHOTO, "photo.jpg", "n’est pas une annexe"),
        (b"%PDF-" + b"0" * (20 * 2**20), "plan.pdf", "trop gros"),
    ],
)
def test_what_the_prefecture_does_not_take_is_refused_with_what_it_does(
    content: bytes, name: str, said: str, act: Deliberation, as_bob: Any
) -> None:
    page = give(as_bob, act, content, name).content.decode()
    assert said in page and "20 Mo" in page
    assert not IssuedDocument.objects.filter(kind=DocumentKind.ANNEX).exists()


def test_without_a_file_the_page_asks_for_one(act: Deliberation, as_bob: Any) -> None:
    page = as_bob.post(reverse("minutes:give_annex", args=[act.pk]), follow=True).content.decode()
    assert "Choisissez le fichier de l’annexe" in page


def test_too_many_are_refused(act: Deliberation, bob: Any) -> None:
    Deliberation.objects.filter(pk=act.pk).update(annexes=[str(rank) for rank in range(MOST)])
    with pytest.raises(NotKnown, match="réunissez"):
        add_annex(again(act), PLAN, "plan.pdf", user=bob)


def test_once_the_act_has_left_its_annexes_are_fixed(act: Deliberation, bob: Any) -> None:
    annex = add_annex(act, PLAN, "plan.pdf", user=bob)
    record_transmission(again(act), user=bob)
    for attempt in (
        lambda: add_annex(again(act), PHOTO, "photo.png", user=bob),
        lambda: take_out(annex, user=bob),
        lambda: put_in(annex, user=bob),
    ):
        with pytest.raises(NotKnown, match="ne changent plus"):
            attempt()


def test_an_annex_is_no_public_file_whatever_was_published(act: Deliberation, bob: Any, client: Any) -> None:
    annex = add_annex(act, PLAN, "plan.pdf", user=bob)
    put_online(annex)
    assert client.get(f"/seances/valbrume/documents/{annex.pk}").status_code == 404


def test_a_clerk_and_another_commune_join_nothing(act: Deliberation, as_alice: Any, as_charlie: Any) -> None:
    assert give(as_alice, act).status_code == 403
    assert give(as_charlie, act).status_code == 404
    assert not IssuedDocument.objects.filter(kind=DocumentKind.ANNEX).exists()
