"""What the public reads of an adopted sitting, of a published list, does not move with the rest of the commune."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction

from beffroi.minutes.actions.issue import issue, publish
from beffroi.minutes.actions.paper_list import listed as lines_listed
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.public_address import give_address
from beffroi.minutes.actions.public_view import sitting_view
from beffroi.minutes.actions.set_roster import set_roster
from beffroi.minutes.actions.sitting import council_of, withdraw
from beffroi.minutes.domain.types import Member
from beffroi.minutes.models import CouncilSettings, DocumentKind, Sitting
from beffroi.town.models import Commune
from tests.conftest import StrictClient
from tests.doubles.public_walk import public_answers
from tests.doubles.published import a_published_sitting
from tests.doubles.sitting import a_held_sitting
from tests.doubles.sitting import a_sitting as another_sitting


@pytest.fixture
def published(in_valbrume: Commune, alice: Any, bob: Any) -> Sitting:
    return a_published_sitting(alice, bob)


def of_the_sitting() -> dict[str, str]:
    """Its pages, feed, open data and register, as anyone receives them."""
    found = public_answers(sound=False).items()
    return {address: body for address, body in found if "2025-12-11" in body or "delib" in address}


def test_nothing_else_that_is_edited_changes_a_word_of_it(published: Sitting, alice: Any, bob: Any) -> None:
    before = of_the_sitting()
    assert len(before) > 5
    for person, name in ((alice, "Alicia Renommée"), (bob, "Robert Renommé")):
        person.first_name, person.last_name, person.username = *name.split(), name.lower().replace(" ", ".")
        person.save()
    council = council_of(published.commune)
    council.docx_template.save("modele.docx", ContentFile(b"autre"), save=False)
    council.numbering, council.population, council.department = "{rang}", 12_000, "Doubs"
    council.reminders_to, council.court = "rappels@valbrume.fr", "tribunal de Besançon"
    council.save()
    siret = council.siret
    other = another_sitting(alice, title="Conseil de janvier")
    set_roster(other.meeting, [Member("Vasseur-Durand", "Hélène", "maire honoraire"), Member("Neuf", "Tout", "maire")])
    CouncilSettings.objects.update(siret=siret)  # who publishes the open data, not what the council decided
    after = of_the_sitting()
    assert {address for address in before if before[address] != after[address]} == set()


def test_an_assembly_renamed_since_keeps_its_name_of_that_day(published: Sitting) -> None:
    council = council_of(published.commune)
    council.council_name = "conseil de Valbrume-le-Neuf"
    council.save()
    view = sitting_view(published.public_slug)
    assert view is not None and view.council == "conseil municipal"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE minutes_participant SET last_name = 'Autre' WHERE meeting_id = {meeting}",
        "UPDATE minutes_participant SET role = 'ancien maire' WHERE meeting_id = {meeting}",
        "UPDATE minutes_participant SET member = (1 = 0) WHERE meeting_id = {meeting}",
        "DELETE FROM minutes_participant WHERE meeting_id = {meeting}",
        "UPDATE minutes_agendaitem SET title = 'Autre objet' WHERE meeting_id = {meeting}",
        "UPDATE minutes_agendaitem SET kind = 'information' WHERE meeting_id = {meeting}",
        "DELETE FROM minutes_agendaitem WHERE meeting_id = {meeting} AND number = 5",
        "UPDATE minutes_sitting SET in_office = 9 WHERE meeting_id = {meeting}",
        "UPDATE minutes_sitting SET mayor_id = NULL WHERE meeting_id = {meeting}",
        "UPDATE minutes_meeting SET title = 'Autre séance' WHERE id = {meeting}",
        "UPDATE minutes_meeting SET place = 'Ailleurs' WHERE id = {meeting}",
    ],
)
def test_the_database_refuses_to_change_its_people_its_agenda_or_its_frame(published: Sitting, statement: str) -> None:
    key = published.meeting_id
    quoted = f"'{key.hex if connection.vendor == 'sqlite' else key}'"
    with pytest.raises(DatabaseError, match="arrêté"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(meeting=quoted))


def test_what_the_sitting_does_not_say_may_still_be_kept_beside_it(published: Sitting) -> None:
    """A date of birth, a time of work: neither is read by anyone."""
    published.meeting.step_seconds = {"draft": 3}
    published.meeting.save()
    published.meeting.participants.update(born="1960-01-01", aliases=["madame la maire"])


# --- the list, before adoption ------------------------------------------------------------------------------


@pytest.fixture
def listed(in_valbrume: Commune, alice: Any, bob: Any, as_bob: StrictClient) -> Sitting:
    sitting = a_held_sitting(alice)
    as_bob.post(f"/reunions/{sitting.meeting_id}/liste/")
    publish(sitting.documents.get(kind=DocumentKind.LIST), user=bob, mode="electronic")
    give_address(sitting)
    return sitting


def listed_page() -> str:
    page = StrictClient().get("/seances/valbrume/2025-12-11/").content.decode()
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_published_list_says_what_its_file_says_whatever_the_sitting_becomes(listed: Sitting, alice: Any) -> None:
    assert "Travaux de la salle des fêtes" in listed_page()
    before = listed_page()
    withdraw(listed.events.get(kind="ballot_held", item_number=1), user=alice)
    listed.meeting.items.filter(number=2).update(title="Tout autre chose")
    listed.meeting.items.filter(number=3).delete()
    assert listed_page() == before


def test_a_list_issued_again_takes_its_place_with_what_changed(listed: Sitting, bob: Any) -> None:
    listed.meeting.items.filter(number=2).update(title="Subvention au club de pétanque")
    lines = lines_listed(Papers(listed))
    again = issue(listed, DocumentKind.LIST, b"%PDF-1.7", "liste.pdf", user=bob, details={"lines": lines})
    assert "pétanque" not in listed_page()
    publish(again, user=bob, mode="electronic")
    assert "pétanque" in listed_page()
