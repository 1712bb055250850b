"""Importing: a preview that touches nothing, then all of it, then back; and the files of every format."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from beffroi.charter.models import SupplierAnswer
from beffroi.register.actions.exporting import whole
from beffroi.register.actions.imports import confirm, preview, undo_import
from beffroi.register.actions.publish import publish
from beffroi.register.actions.suppliers import answer
from beffroi.register.actions.write import Refused, save
from beffroi.register.domain.standards import STANDARDS
from beffroi.register.models import Import, Record
from beffroi.town.scope import scope

from .rows import a_use
from .test_pages import HOME, text

UK = (
    "publishing_body,tool_name,published,url\r\n"
    "Some Council,Pothole Finder,2025-06-26T07:39:09Z,https://gov.example/pothole\r\n"
    ",Bin Planner,2024-12-17T08:03:37Z,https://gov.example/bins\r\n"
    "Some Council,,2024-12-17T08:03:37Z,https://gov.example/nameless\r\n"
)


def given(client: Any, content: bytes, standard: str, name: str = "fichier.csv") -> Any:
    return client.post(
        f"{HOME}importer/", {"standard": standard, "file": SimpleUploadedFile(name, content)}, follow=True
    )


def test_a_preview_explains_each_row_and_writes_nothing(as_bob: Any, in_valbrume: Any) -> None:
    page = text(given(as_bob, UK.encode(), "uk"))
    assert "Pothole Finder" in page and "Importer 2 fiches" in page
    assert "Ligne 3" in page and "Le nom manque" in page
    assert Record.objects.count() == 0


def test_confirming_writes_once_and_publishes_nothing(as_bob: Any, in_valbrume: Any, bob: Any) -> None:
    given(as_bob, UK.encode(), "uk")
    pk = Import.objects.get().pk
    page = text(as_bob.post(f"{HOME}imports/{pk}/confirmer/", follow=True))
    assert "L’import est fait" in page and Record.objects.count() == 2
    assert not Record.objects.filter(published__isnull=False).exists()
    assert "déjà été fait" in text(as_bob.post(f"{HOME}imports/{pk}/confirmer/", follow=True))
    assert Record.objects.count() == 2


def test_the_same_file_twice_doubles_nothing(in_valbrume: Any, bob: Any) -> None:
    for _ in range(2):
        confirm(preview(UK.encode(), "a.csv", "uk", user=bob).pk, user=bob)
    assert Record.objects.count() == 2
    assert [row["fate"] for row in Import.objects.first().rows] == ["same", "same", "refused"]


def test_two_previews_of_one_file_confirmed_one_after_the_other_double_nothing(in_valbrume: Any, bob: Any) -> None:
    previews = [preview(UK.encode(), "a.csv", "uk", user=bob) for _ in range(2)]
    for each in previews:
        confirm(each.pk, user=bob)
    assert Record.objects.count() == 2


def test_an_import_is_undone_whole_but_for_what_was_worked_on_since(in_valbrume: Any, bob: Any, as_bob: Any) -> None:
    found = confirm(preview(UK.encode(), "a.csv", "uk", user=bob).pk, user=bob)
    save("bin-planner", {"risks": "Relu."}, user=bob, seen=1)
    assert undo_import(found.pk, user=bob) == 1
    assert list(Record.objects.filter(removed=False).values_list("slug", flat=True)) == ["bin-planner"]
    with pytest.raises(Refused):
        undo_import(found.pk, user=bob)


def test_an_import_never_touches_what_the_code_declares_nor_what_residents_read(in_valbrume: Any, bob: Any) -> None:
    save("minutes-transcribe", {"status": "test", "contact": "mairie@valbrume.example"}, user=bob, seen=0)
    publish("minutes-transcribe", user=bob, seen=1)
    published = Record.objects.get().published
    row = {"slug": "minutes-transcribe", "name": "Nouveau", "purpose": "Autre", "status": "deployed", "risks": "R"}
    confirm(preview(json.dumps([row]).encode(), "a.json", "beffroi", user=bob).pk, user=bob)
    found = Record.objects.get()
    assert found.values["status"] == "deployed" and "purpose" not in found.values
    assert found.published == published


def test_unknown_fields_come_back_at_export(in_valbrume: Any, bob: Any) -> None:
    row = {"name": "A", "goal": "<p>But</p>", "status": "In gebruik", "lang": "NLD", "couleur": ["bleu", 1, None]}
    confirm(preview(json.dumps([row]).encode(), "a.json", "nl", user=bob).pk, user=bob)
    (back,) = [each for each in json.loads(whole(in_valbrume, STANDARDS["nl"]).content) if each["name"] == "A"]
    assert {key: back[key] for key in row} == row


@pytest.mark.parametrize("code", STANDARDS)
def test_our_own_files_come_back_into_the_same_register_without_doubling(code: str, in_valbrume: Any, bob: Any) -> None:
    publish(a_use(bob).slug, user=bob, seen=1)
    before = Record.objects.get().values
    content = whole(in_valbrume, STANDARDS[code]).content
    confirm(preview(content.encode(), "a", code, user=bob).pk, user=bob)
    found = Record.objects.get(code="")
    assert {name: found.values[name] for name in before} == before


def test_the_whole_register_leaves_one_commune_and_enters_another_without_loss(
    in_valbrume: Any, autreville: Any, bob: Any, charlie: Any
) -> None:
    a_use(bob, risks="Deux\nlignes", tags="a, b")
    save("minutes-transcribe", {"risks": "Un nom mal entendu.", "status": "deployed"}, user=bob, seen=0)
    confirm(preview(UK.encode(), "a.csv", "uk", user=bob).pk, user=bob)
    answer("Parlebot SAS", [("training", "Non, jamais.")], user=bob)
    content = whole(in_valbrume, STANDARDS["beffroi"]).content
    atrs = whole(in_valbrume, STANDARDS["uk"]).content
    rows = {row.slug: (row.values, row.extra) for row in Record.objects.all()}
    with scope(autreville):
        confirm(preview(content.encode(), "a.json", "beffroi", user=charlie).pk, user=charlie)
        for slug, (values, extra) in rows.items():
            found = Record.objects.get(slug=slug)
            assert {name: found.values[name] for name in values} == values
            assert found.extra.get("uk") == extra.get("uk")
        assert [each.answer for each in SupplierAnswer.objects.all()] == ["Non, jamais."]
        same = preview(whole(autreville, STANDARDS["beffroi"]).content.encode(), "b.json", "beffroi", user=charlie)
        assert {row["fate"] for row in same.rows if row["identifier"] in rows} == {"same"}
        again = whole(autreville, STANDARDS["uk"]).content
    names = [{row["tool_name"] for row in csv.DictReader(io.StringIO(each))} for each in (atrs, again)]
    assert names[0] == names[1]


@pytest.mark.parametrize(
    ("content", "standard", "said"),
    [
        (b"", "uk", "vide"),
        (b"{", "nl", "pas du JSON"),
        (b"x" * (10 * 2**20 + 1), "uk", "10 Mo"),
        ('[{"name":"é"}]'.encode("latin-1"), "nl", "UTF-8"),
        (b"a,b\n1,2\n", "fr", "Aucune colonne"),
    ],
)
def test_a_bad_file_is_told_on_the_page_and_nothing_is_kept(
    content: bytes, standard: str, said: str, as_bob: Any, in_valbrume: Any
) -> None:
    response = given(as_bob, content, standard)
    assert response.status_code == 422
    assert said in text(response) and "Rien n’a été enregistré" in text(response)
    assert Import.objects.count() == Record.objects.count() == 0


def test_a_form_without_a_file_or_with_a_false_format_is_told(as_bob: Any, in_valbrume: Any) -> None:
    assert as_bob.post(f"{HOME}importer/", {"standard": "uk"}).status_code == 422
    assert given(as_bob, UK.encode(), "martien").status_code == 422


def test_a_hostile_name_of_file_and_of_row_stays_text(as_bob: Any, in_valbrume: Any) -> None:
    row = {"name": "<img src=x onerror=alert(1)>Tri", "<b>clé</b>": "<script>"}
    page = given(as_bob, json.dumps([row]).encode(), "nl", "<script>.json").content.decode()
    assert "<script>." not in page and "<b>clé" not in page and "onerror=alert" not in page
