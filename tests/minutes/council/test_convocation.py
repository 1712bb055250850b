"""The convocation: its clear days, what proves that it left, its urgency, the second one after a failed quorum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions.convene import (
    check,
    convene,
    issue_convocation,
    latest_day,
    out_of_date,
    proof_of,
    record_sending,
    second_convocation,
)
from beffroi.minutes.actions.issue import content_of
from beffroi.minutes.actions.papers import NotKnown, Papers
from beffroi.minutes.actions.proceedings import enter_opening
from beffroi.minutes.actions.set_agenda import set_agenda
from beffroi.minutes.actions.sitting import council_of
from beffroi.minutes.domain.sitting import events as e
from beffroi.minutes.domain.types import Item
from beffroi.minutes.models import Deliberation, Sitting
from beffroi.work.jobs import WorkError
from beffroi.work.models import OutboxMessage
from tests.doubles.sitting import HELD, a_deliberation, a_sitting, keys, open_it, vote

from .conftest import page, text_of


@pytest.fixture
def sitting(in_valbrume: Any, alice: Any) -> Sitting:
    """Thursday 11 December 2025, in a commune of 900 inhabitants."""
    return a_sitting(alice)


@pytest.fixture
def to_come(in_valbrume: Any, alice: Any) -> Sitting:
    return a_sitting(alice, starts_at=timezone.now() + timedelta(days=20))


def said(sitting: Sitting) -> str:
    return " ".join(finding.text for finding in check(sitting))


@pytest.mark.parametrize(
    ("sent", "late"), [(date(2025, 12, 7), False), (date(2025, 12, 8), True), (date(2025, 12, 10), True)]
)
def test_three_clear_days_under_3500_inhabitants(sent: date, late: bool, sitting: Sitting) -> None:
    sitting.convened_on = sent
    assert any("franc" in finding.text and finding.severity == "blocking" for finding in check(sitting)) is late


def test_five_clear_days_and_a_note_from_3500(sitting: Sitting) -> None:
    council = council_of(sitting.commune)
    council.population = 4200
    council.save()
    sitting.convened_on, sitting.explanatory_note = date(2025, 12, 6), False
    assert "franc" in said(sitting) and "note" in said(sitting)
    sitting.convened_on, sitting.explanatory_note = date(2025, 12, 5), True
    assert not [each for each in check(sitting) if each.severity == "blocking"]
    assert latest_day(sitting) == date(2025, 12, 5)


def test_an_urgency_leaves_one_clear_day_and_is_put_to_the_council(sitting: Sitting, alice: Any, as_alice: Any) -> None:
    form = {"on": "2025-12-09", "urgent": "on", "urgency_reason": ""}
    answer = as_alice.post(page(sitting, "convocation"), form)
    assert answer.status_code == 422 and "Dites pourquoi" in answer.content.decode()
    as_alice.post(page(sitting, "convocation"), form | {"urgency_reason": "Dégâts de la crue"})
    sitting.refresh_from_db()
    assert (sitting.urgent, sitting.convened_on) == (True, date(2025, 12, 9))
    assert "ouverture" in said(sitting) or "urgence" in said(sitting)
    open_it(sitting, alice)
    vote(sitting, alice, 1, purpose="urgency", unanimous=True, declared=e.Outcome.ADOPTED)
    assert not [each for each in check(sitting) if each.severity == "blocking"]


def test_the_document_says_when_where_and_what(sitting: Sitting, bob: Any) -> None:
    words = text_of(content_of(issue_convocation(sitting, user=bob)))
    for expected in ("11 décembre 2025", "19 h 30", "Salle du conseil", "Travaux de la salle des fêtes", "Vasseur"):
        assert expected in words, expected


@pytest.mark.parametrize("lacking", ["place", "agenda"])
def test_without_a_place_or_an_agenda_there_is_no_convocation(lacking: str, sitting: Sitting, as_bob: Any) -> None:
    if lacking == "place":
        sitting.meeting.place = ""
        sitting.meeting.save()
    else:
        set_agenda(sitting.meeting, [])
    told = as_bob.post(page(sitting, "issue_convocation"), follow=True).content.decode()
    assert ("indiquez le lieu" if lacking == "place" else "ajoutez ses points") in told


# --- sent ---------------------------------------------------------------------------------------------------


def test_it_leaves_once_to_each_member_and_its_date_is_proved(to_come: Sitting, as_bob: Any) -> None:
    form = {"recipients": "un@valbrume.fr\nDEUX@valbrume.fr\nun@valbrume.fr", "envoyer": "1"}
    for _ in range(2):
        as_bob.post(page(to_come, "convocation"), form)
    assert sorted(message.to[0] for message in mail.outbox) == ["deux@valbrume.fr", "un@valbrume.fr"]
    assert all(message.attachments and message.attachments[0][0].endswith(".pdf") for message in mail.outbox)
    to_come.refresh_from_db()
    assert to_come.convened_on == timezone.localdate()
    assert "2 messages acceptés" in proof_of(to_come)


def test_the_first_date_is_kept_when_it_is_sent_to_more_people(to_come: Sitting, bob: Any) -> None:
    convene(to_come, ["un@valbrume.fr"], user=bob)
    Sitting.objects.filter(pk=to_come.pk).update(convened_on=date(2026, 1, 5))
    to_come.refresh_from_db()
    convene(to_come, ["deux@valbrume.fr"], user=bob)
    assert to_come.convened_on == date(2026, 1, 5)
    record_sending(to_come, user=bob, on=date(2026, 1, 7))
    assert to_come.convened_on == date(2026, 1, 5), "ce qui est prouvé ne se repousse pas"
    record_sending(to_come, user=bob, on=date(2026, 1, 3))
    assert to_come.convened_on == date(2026, 1, 3), "des plis remis avant comptent"


def test_a_date_entered_by_hand_is_corrected_by_hand(sitting: Sitting, alice: Any) -> None:
    record_sending(sitting, user=alice, on=date(2025, 12, 3))
    record_sending(sitting, user=alice, on=date(2025, 12, 4))
    assert sitting.convened_on == date(2025, 12, 4)
    with pytest.raises(WorkError, match="à venir"):
        record_sending(sitting, user=alice, on=timezone.localdate() + timedelta(days=1))


@pytest.mark.parametrize("recipients", ["", "pas une adresse", "un@valbrume.fr, deux@"])
def test_wrong_addresses_are_told_and_nothing_leaves(recipients: str, to_come: Sitting, as_bob: Any) -> None:
    answer = as_bob.post(page(to_come, "convocation"), {"recipients": recipients, "envoyer": "1"})
    assert answer.status_code == 422 and not mail.outbox


def test_without_a_mail_server_the_addresses_are_kept_and_the_way_is_told(
    to_come: Sitting, as_bob: Any, settings: Any
) -> None:
    settings.EMAIL_HOST = ""
    answer = as_bob.post(page(to_come, "convocation"), {"recipients": "un@valbrume.fr", "envoyer": "1"})
    shown = answer.content.decode()
    assert (
        answer.status_code == 422 and "rien n’est parti" in shown.replace("\u00a0", " ") and "un@valbrume.fr" in shown
    )


def test_a_clerk_sends_no_document_that_nobody_prepared(to_come: Sitting, as_alice: Any) -> None:
    answer = as_alice.post(page(to_come, "convocation"), {"recipients": "un@valbrume.fr", "envoyer": "1"})
    assert answer.status_code == 403 and not mail.outbox and not OutboxMessage.objects.exists()


def _new_agenda(sitting: Sitting) -> None:
    set_agenda(sitting.meeting, [*sitting.meeting.agenda(), Item(4, "Vente du presbytère")])


def _new_place(sitting: Sitting) -> None:
    sitting.meeting.place = "Salle des fêtes"
    sitting.meeting.save()


@pytest.mark.parametrize("change", [_new_agenda, _new_place])
def test_a_document_that_the_agenda_or_the_place_left_behind_does_not_leave(
    change: Any, to_come: Sitting, bob: Any, as_bob: Any
) -> None:
    issue_convocation(to_come, user=bob)
    assert not out_of_date(to_come)
    change(to_come)
    answer = as_bob.post(page(to_come, "convocation"), {"recipients": "un@valbrume.fr", "envoyer": "1"})
    assert answer.status_code == 422 and "Refaites le document" in answer.content.decode() and not mail.outbox
    as_bob.post(page(to_come, "issue_convocation"))
    as_bob.post(page(to_come, "convocation"), {"recipients": "un@valbrume.fr", "envoyer": "1"})
    assert len(mail.outbox) == 1


# --- after a failed quorum ----------------------------------------------------------------------------------


@pytest.fixture
def without_quorum(sitting: Sitting, alice: Any) -> Sitting:
    who = keys(sitting)
    roll = [e.Opened(), e.ChairTaken(who[0]), e.RollCall(tuple(who[:5]), (), tuple(who[5:]))]
    enter_opening(sitting, roll, at=HELD, in_office=15, user=alice)
    return sitting


def again(sitting: Sitting, client: Any, day: str) -> Any:
    return client.post(page(sitting, "second"), {"date": day, "time": "19:30"})


def test_the_page_offers_a_second_convocation_when_the_quorum_fails(without_quorum: Sitting, as_alice: Any) -> None:
    shown = as_alice.get(without_quorum.meeting.get_absolute_url()).content.decode()
    assert "Préparer la seconde convocation" in shown


def test_the_second_sitting_is_three_days_later_at_least(without_quorum: Sitting, as_alice: Any) -> None:
    answer = again(without_quorum, as_alice, "2025-12-13")
    assert answer.status_code == 422 and "trois jours au moins" in answer.content.decode()
    assert again(without_quorum, as_alice, "2025-12-16").status_code == 302


def test_it_has_the_same_agenda_with_what_was_prepared_and_asks_for_no_quorum(
    without_quorum: Sitting, alice: Any, as_alice: Any
) -> None:
    a_deliberation(without_quorum, alice)
    for _ in range(2):
        again(without_quorum, as_alice, "2025-12-16")
    second = Sitting.objects.get(second_of=without_quorum)
    assert [item.title for item in second.meeting.items.all()] == [
        item.title for item in without_quorum.meeting.items.all()
    ]
    assert second.meeting.items.get(number=3).kind == "delegated"
    assert Deliberation.objects.get(item__meeting=second.meeting).articles.startswith("Approuve")
    who = keys(second)
    roll = [e.Opened(), e.ChairTaken(who[0]), e.RollCall(tuple(who[:4]), (), tuple(who[4:]))]
    enter_opening(second, roll, at=second.meeting.starts_at, in_office=15, user=alice)
    assert not [each for each in Papers(second).ledger.blocking if "quorum" in each.message.lower()]


def test_there_is_no_second_convocation_while_the_quorum_was_there(sitting: Sitting, alice: Any) -> None:
    for opened in (False, True):
        if opened:
            open_it(sitting, alice)
        with pytest.raises(NotKnown, match="quorum"):
            second_convocation(sitting, user=alice, starts_at=HELD + timedelta(days=5))


@pytest.fixture(autouse=True)
def no_message_left_behind() -> Iterator[None]:
    mail.outbox = []
    yield


def test_the_date_of_sending_shows_on_the_page_of_the_sitting(sitting: Sitting, as_alice: Any) -> None:
    as_alice.post(page(sitting, "convocation"), {"on": "2025-12-05"})
    shown = as_alice.get(reverse("minutes:meeting", args=[sitting.meeting_id])).content.decode()
    assert "Envoyée" in shown and "5 décembre 2025" in shown.replace("\u00a0", " ")


def test_midnight_is_an_hour_that_nobody_gave(in_valbrume: Any, alice: Any) -> None:
    sitting = a_sitting(alice, starts_at=timezone.make_aware(datetime(2025, 12, 11)))
    assert "heure" in said(sitting)
