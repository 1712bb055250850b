"""Agents and guests stand on the list of a sitting: their names are known, and no count has them."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from beffroi.minutes.actions.convene import second_convocation
from beffroi.minutes.actions.papers import Papers
from beffroi.minutes.actions.proceedings import enter_opening
from beffroi.minutes.actions.sitting import ledger_of
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.models import Participant, Sitting
from tests.doubles.sitting import NAMES, a_sitting

from .conftest import page, text_of

AGENT = "Kessler ; Nora ; directrice générale des services"
LIST = "\n".join([*(f"{last} ; {first} ; {role}" for last, first, role in NAMES), AGENT])


@pytest.fixture
def sitting(in_valbrume: Any, alice: Any) -> Sitting:
    return a_sitting(alice)


@pytest.fixture
def listed(sitting: Sitting, as_alice: Any) -> Sitting:
    """Fifteen members, and the director of services on the same list."""
    as_alice.post(page(sitting, "roster"), {"roster_text": LIST})
    return Sitting.objects.get()


def test_the_list_says_who_of_it_sits(sitting: Sitting, as_alice: Any) -> None:
    answer = as_alice.post(page(sitting, "roster"), {"roster_text": LIST}, follow=True)
    said = "16 personnes, dont 15 membres : Nora Kessler (directrice générale des services) ne siège pas"
    assert said in answer.content.decode()


def test_an_agent_is_not_called_and_the_members_in_office_are_those_who_sit(listed: Sitting, as_alice: Any) -> None:
    answer = as_alice.get(page(listed, "opening"))
    form = answer.context["form"]
    assert [name for _, name in form.members if "Kessler" in name] == [] and len(form.members) == 15
    assert form.initial["in_office"] == 15
    assert "Sur la liste sans siéger" in answer.content.decode()


def test_the_attendance_sheet_and_the_documents_count_members_alone(listed: Sitting, as_alice: Any) -> None:
    sheet = text_of(as_alice.get(page(listed, "paper", "feuille-de-presence", "pdf")).content)
    assert "15 membres en exercice" in sheet and "Kessler" not in sheet
    assert Papers(listed).in_office == 15


def test_a_person_says_otherwise_and_may_take_it_back(listed: Sitting, as_alice: Any) -> None:
    agent = Participant.objects.get(last_name="Kessler")
    for answer, seats in (("yes", 16), ("no", 15), ("", 15)):
        form = as_alice.get(page(listed, "people")).context["forms"]
        data = {f"{each.prefix}-{name}": each[name].value() or "" for each in form for name in each.fields}
        data |= {f"{form.prefix}-TOTAL_FORMS": 16, f"{form.prefix}-INITIAL_FORMS": 16}
        of_agent = next(each.prefix for each in form if each.instance == agent)
        assert as_alice.post(page(listed, "people"), data | {f"{of_agent}-seat": answer}).status_code == 302
        assert Papers(listed).roster.seats == seats


def test_a_function_corrected_changes_who_sits_unless_a_person_said_it(listed: Sitting) -> None:
    agent = Participant.objects.get(last_name="Kessler")
    agent.role = "conseillère municipale"
    assert agent.sits
    agent.role, agent.member = "secrétaire de mairie", True
    assert agent.sits


def test_an_agent_entered_as_present_makes_no_quorum(listed: Sitting, alice: Any) -> None:
    who = list(Papers(listed).people)
    agent = next(key for key in who if "kessler" in key)
    call = e.RollCall((*who[:7], agent), (), tuple(who[7:15]))
    enter_opening(listed, [e.Opened(), call], at=listed.meeting.starts_at, in_office=15, user=alice)
    (quorum,) = ledger_of(listed).quorums
    assert (quorum.present, quorum.needed, quorum.reached) == (7, 8, False)


def test_the_mayor_is_chosen_among_members(listed: Sitting, as_alice: Any) -> None:
    offered = as_alice.get(page(listed, "sitting_settings")).context["form"]["mayor"].field.queryset
    assert offered.count() == 15 and not offered.filter(last_name="Kessler").exists()


def test_a_second_convocation_knows_the_same_seats(listed: Sitting, alice: Any) -> None:
    Participant.objects.filter(last_name="Kessler").update(member=True)
    Participant.objects.filter(last_name="Viard").update(deputy_of="Claire Noël")
    enter_opening(listed, [e.Opened(), e.RollCall(())], at=listed.meeting.starts_at, in_office=15, user=alice)
    again = second_convocation(listed, user=alice, starts_at=timezone.now())
    people = {each.last_name: each for each in again.meeting.participants.all()}
    assert people["Kessler"].member is True and people["Viard"].deputy_of == "Claire Noël"


def test_a_deputy_is_called_as_absent_until_the_member_replaced_is(sitting: Sitting, as_alice: Any) -> None:
    Participant.objects.filter(last_name="Viard").update(deputy_of="Claire Noël")
    form = as_alice.get(page(sitting, "opening")).context["form"]
    assert form.initial["status:marc-viard"] == "absent" and form.initial["status:claire-noel"] == "present"
    assert form.initial["in_office"] == 14


def test_a_former_member_is_neither_called_nor_on_the_sheet(sitting: Sitting, as_alice: Any) -> None:
    Participant.objects.filter(last_name="Viard").update(in_office_until="2025-06-30")
    form = as_alice.get(page(sitting, "opening")).context["form"]
    assert "marc-viard" not in dict(form.members) and form.initial["in_office"] == 14


def test_the_list_of_another_commune_is_not_reached(listed: Sitting, as_charlie: Any) -> None:
    for name in ("roster", "people", "opening"):
        assert as_charlie.post(page(listed, name), {"roster_text": "Rien ; Du ; tout"}).status_code == 404
    assert listed.meeting.participants.count() == 16
