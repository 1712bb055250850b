"""The dates of the sittings: their pages, their reminders, and the feed that a phone reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from beffroi.minutes.actions import calendar as acts
from beffroi.minutes.actions.sitting import council_of
from beffroi.minutes.models import CouncilSettings, Reminder, Sitting
from beffroi.town.scope import scope
from beffroi.work import outbox
from tests.conftest import StrictClient
from tests.doubles.sitting import HELD, a_held_sitting, a_sitting

from .conftest import page

SOON = timedelta(days=6)


@pytest.fixture
def soon(in_valbrume: Any, alice: Any) -> Sitting:
    """In six days: the last day of its convocation is in two."""
    sitting = a_sitting(alice, title="Conseil de la semaine", starts_at=timezone.now() + SOON)
    council = council_of(sitting.commune)
    council.reminders_to = "mairie@valbrume.fr\nmaire@valbrume.fr"
    council.save()
    return sitting


def test_each_date_is_shown_with_its_article_and_what_follows(held: Sitting, as_alice: Any) -> None:
    shown = as_alice.get(page(held, "sitting_calendar")).content.decode()
    for words in ("18 décembre 2025", "L2121-25", "liste"):
        assert words in shown.replace("\u00a0", " "), words


def test_what_is_late_comes_first_and_says_so(held: Sitting, soon: Sitting, as_alice: Any) -> None:
    shown = as_alice.get(reverse("minutes:calendar")).content.decode()
    assert "En retard" in shown
    assert shown.index(held.meeting.title) < shown.index(soon.meeting.title)


def test_without_any_sitting_the_page_teaches(in_valbrume: Any, as_alice: Any) -> None:
    assert "Créez une séance de conseil" in as_alice.get(reverse("minutes:calendar")).content.decode()


def test_a_sitting_without_a_date_has_none_and_breaks_nothing(soon: Sitting, as_alice: Any) -> None:
    soon.meeting.starts_at = None
    soon.meeting.save()
    for address in (page(soon, "sitting_calendar"), reverse("minutes:calendar"), reverse("minutes:today")):
        assert as_alice.get(address).status_code == 200
    assert acts.remind() == 0


# --- reminders ----------------------------------------------------------------------------------------------


def test_a_deadline_is_told_once_to_each_address(soon: Sitting) -> None:
    told = acts.remind()
    assert told >= 2 and acts.remind() == 0
    assert {message.to[0] for message in mail.outbox} == {"mairie@valbrume.fr", "maire@valbrume.fr"}
    assert any("convocation" in message.subject.lower() for message in mail.outbox)
    assert len(mail.outbox) == told


def test_two_workers_at_once_tell_it_once(soon: Sitting, monkeypatch: Any) -> None:
    """The other worker does all of its round between the moment when this one looks and the moment when it tells."""
    looked = acts._step_before
    rounds: list[int] = []

    def interrupted(*args: Any) -> Any:
        if not rounds:
            rounds.append(0)
            rounds[0] = acts.remind()
        return looked(*args)

    monkeypatch.setattr(acts, "_step_before", interrupted)
    mine = acts.remind()
    assert rounds[0] >= 2 and mine == 0
    assert len(mail.outbox) == rounds[0]


def test_a_reminder_whose_messages_cannot_be_made_is_told_the_next_time(soon: Sitting, monkeypatch: Any) -> None:
    def broken(**_: Any) -> None:
        raise OSError("disque plein")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "post", broken)
        with pytest.raises(OSError, match="disque"):
            acts.remind()
    assert not Reminder.objects.exists() and acts.remind() >= 2


def test_what_was_done_is_not_told(soon: Sitting) -> None:
    Sitting.objects.filter(pk=soon.pk).update(convened_on=timezone.localdate())
    acts.remind()
    assert not any("convocation" in message.subject.lower() for message in mail.outbox)


def test_nobody_is_told_without_an_address_or_a_mail_server(soon: Sitting, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert acts.remind() == 0
    settings.EMAIL_HOST = "localhost"
    CouncilSettings.objects.update(reminders_to="")
    assert acts.remind() == 0 and not mail.outbox


def test_each_commune_is_told_its_own_dates_only(soon: Sitting, autreville: Any, charlie: Any) -> None:
    with scope(autreville):
        a_sitting(charlie, title="Conseil d’Autreville", starts_at=timezone.now() + SOON)
        council = council_of(autreville)
        council.reminders_to = "mairie@autreville.fr"
        council.save()
    with scope(None):
        acts.remind()
    for message in mail.outbox:
        theirs = message.to[0].endswith("@autreville.fr")
        assert ("Autreville" in message.subject) is theirs


# --- the feed -----------------------------------------------------------------------------------------------


def feed(sitting: Sitting) -> str:
    return reverse("minutes:calendar_feed", args=[council_of(sitting.commune).calendar_token])


def test_the_feed_is_read_by_a_calendar_without_an_account(held: Sitting, soon: Sitting) -> None:
    answer = StrictClient().get(feed(held))
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) > 4
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert any("convocation" in str(event["summary"]).lower() for event in events)


def test_the_same_deadline_keeps_its_place_in_the_calendar(held: Sitting) -> None:
    first, second = (
        {
            str(event["uid"])
            for event in icalendar.Calendar.from_ical(StrictClient().get(feed(held)).content).walk("VEVENT")
        }
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("token", ["x", "a" * 32, "..", "%00", "é", "a" * 5000])
def test_an_unknown_address_gives_nothing(token: str, held: Sitting) -> None:
    feed(held)
    assert StrictClient().get(f"/echeances/{token}.ics").status_code == 404


def test_a_short_secret_opens_nothing_even_if_it_were_kept(held: Sitting) -> None:
    council = council_of(held.commune)
    CouncilSettings.objects.filter(pk=council.pk).update(calendar_token="court")
    assert StrictClient().get("/echeances/court.ics").status_code == 404


def test_the_dates_of_another_commune_are_never_in_it(held: Sitting, autreville: Any, charlie: Any) -> None:
    with scope(autreville):
        theirs = a_held_sitting(charlie, starts_at=HELD + timedelta(days=3))
        address = feed(theirs)
    mine = StrictClient().get(feed(held)).content.decode()
    others = StrictClient().get(address).content.decode()
    assert "14/12/2025" in others and "14/12/2025" not in mine
    assert "11/12/2025" in mine and "11/12/2025" not in others
