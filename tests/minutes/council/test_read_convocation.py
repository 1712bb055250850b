"""A convocation that the commune already wrote gives the sitting its day, its place and its agenda, once confirmed."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.minutes.actions.sitting import sitting_of
from beffroi.minutes.models import AgendaItem, Sitting
from tests.doubles.sitting import AGENDA, HELD, a_deliberation, a_sitting, open_it, vote

from .conftest import by_hand, page

PAPER = """COMMUNE DE VALBRUME
Valbrume, le 5 février 2026
Madame, Monsieur,
Vous êtes convoqué à la réunion du conseil municipal le jeudi 12 février 2026 à 20 h 30, à la salle des fêtes.
ORDRE DU JOUR
1. Approbation du procès-verbal de la séance du 11 décembre 2025
2. Compte administratif 2025 (rapporteur : Bernard Tissot)
3. Questions diverses
La maire,
Hélène VASSEUR
"""


@pytest.fixture
def sitting(in_valbrume: Any, alice: Any) -> Sitting:
    return a_sitting(alice)


def give(client: Any, sitting: Sitting, content: bytes, name: str = "convocation.txt") -> Any:
    return client.post(page(sitting, "read_convocation"), {"convocation_file": SimpleUploadedFile(name, content)})


def as_read(answer: Any) -> dict[str, Any]:
    form = answer.context["read_form"]
    return {name: form[name].value() or "" for name in form.fields}


def confirm(client: Any, sitting: Sitting, read: dict[str, Any], **corrected: Any) -> Any:
    return client.post(page(sitting, "read_convocation"), {**read, **corrected, "confirmer": "1"}, follow=True)


def taken(client: Any, sitting: Sitting) -> None:
    confirm(client, sitting, as_read(give(client, sitting, PAPER.encode())))


def titles(sitting: Sitting) -> list[str]:
    return list(sitting.meeting.items.values_list("title", flat=True))


def test_what_was_read_is_shown_with_its_lines_and_nothing_is_kept_yet(sitting: Sitting, as_alice: Any) -> None:
    answer = give(as_alice, sitting, PAPER.encode())
    read = as_read(answer)
    assert (read["date"], f"{read['time']:%H:%M}", read["sent_on"]) == (date(2026, 2, 12), "20:30", date(2026, 2, 5))
    assert "salle des fêtes" in read["place"]
    assert "2. Compte administratif 2025 (rapporteur : Bernard Tissot)" in read["agenda_text"]
    assert "municipal le jeudi 12 février 2026" in answer.content.decode(), "the line it was read from"
    assert titles(sitting) == list(AGENDA)


def test_once_confirmed_the_sitting_has_its_day_its_place_its_sending_and_its_items(
    sitting: Sitting, as_alice: Any
) -> None:
    taken(as_alice, sitting)
    found = Sitting.objects.select_related("meeting").get()
    assert f"{timezone.localtime(found.meeting.starts_at):%d/%m/%Y %H:%M}" == "12/02/2026 20:30"
    assert "salle des fêtes" in found.meeting.place and found.convened_on == date(2026, 2, 5)
    minutes, account, other = found.meeting.items.all()
    assert (minutes.kind, account.presenter, other.kind) == ("previous_minutes", "Bernard Tissot", "question")
    assert account.financial_account, "its title asks for the mayor's withdrawal"
    assert Entry.objects.filter(action="convocation_read", actor="alice").exists()


def test_the_person_corrects_before_confirming_and_an_empty_field_changes_nothing(
    sitting: Sitting, as_alice: Any
) -> None:
    read = as_read(give(as_alice, sitting, PAPER.encode()))
    confirm(as_alice, sitting, read, date="", time="", place="", sent_on="", agenda_text="1. Un seul point")
    found = Sitting.objects.select_related("meeting").get()
    assert (found.meeting.starts_at, found.meeting.place, found.convened_on) == (HELD, "Salle du conseil", None)
    assert titles(found) == ["Un seul point"]


def test_it_is_undone_with_what_a_person_had_said_of_each_item(sitting: Sitting, as_alice: Any) -> None:
    AgendaItem.objects.filter(number=2).update(kind="wish", secret_imposed=True, presenter="Mme Colin")
    before = list(AgendaItem.objects.values("title", "kind", "secret_imposed", "presenter"))
    taken(as_alice, sitting)
    assert titles(sitting) != list(AGENDA)
    answer = as_alice.post(page(sitting, "unread_convocation"), follow=True).content.decode()
    assert "sont ceux d’avant" in answer and "Annuler cette reprise" not in answer
    assert list(AgendaItem.objects.values("title", "kind", "secret_imposed", "presenter")) == before
    found = Sitting.objects.select_related("meeting").get()
    assert (found.meeting.starts_at, found.meeting.place, found.convened_on) == (HELD, "Salle du conseil", None)
    assert "rien à annuler" in as_alice.post(page(sitting, "unread_convocation"), follow=True).content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "vide.pdf", "vide"),
        (b"%PDF-1.7 coup\xe9", "abime.pdf", "incomplet"),
        (b"MZ\x90\x00", "convocation.exe", "exe"),
        (b"PK\x03\x04 rien", "convocation.docx", "convocation.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 vieux", "convocation.doc", "doc"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_french_beside_its_field(
    content: bytes, name: str, said: str, sitting: Sitting, as_alice: Any
) -> None:
    answer = give(as_alice, sitting, content, name)
    errors = answer.context["file_form"].errors["convocation_file"]
    assert answer.status_code == 422 and said in str(errors) and "Traceback" not in str(errors)
    assert titles(sitting) == list(AGENDA)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"date": "", "time": "20:30"}, "date"),
        ({"date": "12/32/2026"}, "date"),
        ({"sent_on": "2999-01-01"}, "sent_on"),
    ],
)
def test_a_wrong_value_is_told_beside_its_field_and_nothing_is_kept(
    wrong: dict[str, str], where: str, sitting: Sitting, as_alice: Any
) -> None:
    read = as_read(give(as_alice, sitting, PAPER.encode()))
    answer = confirm(as_alice, sitting, read, **wrong)
    assert answer.status_code == 422 and where in answer.context["read_form"].errors
    assert titles(sitting) == list(AGENDA)


def test_an_item_already_voted_never_leaves_the_agenda_by_it(sitting: Sitting, alice: Any, as_alice: Any) -> None:
    open_it(sitting, alice)
    vote(sitting, alice, 1, unanimous=True)
    answer = confirm(as_alice, sitting, as_read(give(as_alice, sitting, PAPER.encode())))
    assert answer.status_code == 422 and "ne peut pas quitter l’ordre du jour" in answer.content.decode()
    assert titles(sitting) == list(AGENDA) and Sitting.objects.get().convened_on is None


def test_nor_one_whose_deliberation_is_written(sitting: Sitting, alice: Any, as_alice: Any) -> None:
    a_deliberation(sitting, alice, 2)
    assert confirm(as_alice, sitting, as_read(give(as_alice, sitting, PAPER.encode()))).status_code == 422


def test_once_the_text_is_written_the_agenda_stays(sitting: Sitting, alice: Any, as_alice: Any) -> None:
    by_hand(sitting, alice)
    answer = confirm(as_alice, sitting, as_read(give(as_alice, sitting, PAPER.encode())))
    assert "Le texte est déjà écrit" in answer.content.decode() and titles(sitting) == list(AGENDA)


def test_another_commune_reads_nothing_into_it(sitting: Sitting, as_charlie: Any) -> None:
    assert give(as_charlie, sitting, PAPER.encode()).status_code == 404
    assert confirm(as_charlie, sitting, {"agenda_text": "1. Rien"}).status_code == 404
    assert as_charlie.post(page(sitting, "unread_convocation")).status_code == 404
    assert titles(sitting) == list(AGENDA)


def test_real_convocations_give_their_agenda_on_the_page(sitting: Sitting, as_alice: Any) -> None:
    folder = Path(os.environ.get("BEFFROI_DATA", "../shared/data")) / "communes/corte"
    papers = sorted(folder.glob("*convocation*.md"))
    if not papers:
        pytest.skip("the shared data is not here (BEFFROI_DATA)")
    for paper in papers:
        answer = give(as_alice, sitting, paper.read_bytes(), paper.name)
        assert answer.status_code == 200, paper.name
        assert answer.context["read_form"].initial["agenda_text"].startswith("1. "), paper.name
    assert sitting_of(sitting.meeting).meeting.items.count() == len(AGENDA)
