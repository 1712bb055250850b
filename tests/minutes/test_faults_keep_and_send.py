"""How long sound is kept, and what is sent: nothing goes too soon, stays behind, or leaves twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.journal import verify
from beffroi.audit.models import Entry
from beffroi.minutes import exports
from beffroi.minutes.actions import keep
from beffroi.minutes.actions.answer_flag import answer_flag
from beffroi.minutes.actions.approve import approve
from beffroi.minutes.actions.edit_sentence import edit_sentence
from beffroi.minutes.actions.send import send
from beffroi.minutes.models import DeletionPermit, Delivery, KeepRule, Meeting, Recording, Sentence
from beffroi.work import outbox
from beffroi.work.jobs import WorkError
from beffroi.work.models import OutboxMessage, OutboxState
from tests.conftest import StrictClient


@pytest.fixture
def approved(ready: Meeting, bob: Any) -> Meeting:
    """With the visa of the archives, so that the adoption alone decides."""
    DeletionPermit(recording=ready.recording, reference="Visa 12", granted_on=date(1980, 1, 1)).save()
    return approve_again(ready, bob)


def approve_again(meeting: Meeting, user: Any) -> Meeting:
    for flag in meeting.minutes.flags.filter(answer=""):
        answer_flag(flag, answer="right", user=user)
    approve(meeting.minutes, user=user)
    meeting.minutes.refresh_from_db()
    return meeting


def at(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    """The machine's clock says so, rightly or not."""
    monkeypatch.setattr(timezone, "now", lambda: when)


def sent(meeting: Meeting, user: Any, *recipients: str, body: str = "Bonjour") -> Delivery:
    return send(
        meeting.minutes,
        user=user,
        recipients=recipients or ("un@valbrume.fr",),
        subject="PV",
        body=body,
        formats=["docx"],
    )


# --- kept ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("years", [-30, 0, 70])
def test_the_sound_of_a_council_stays_until_adoption_whatever_the_clock(
    years: int, approved: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    Recording.objects.update(keep_until=timezone.now() - timedelta(days=40_000))
    at(monkeypatch, timezone.now() + timedelta(days=365 * years))
    assert keep.remove_expired() == 0
    assert approved.recording.file.storage.exists(approved.recording.file.name)


@pytest.mark.parametrize("days", [-1, 400_000])
def test_an_adoption_before_the_sitting_or_to_come_is_refused(days: int, approved: Meeting, bob: Any) -> None:
    assert approved.starts_at
    with pytest.raises(WorkError):
        keep.adopt_pv(approved, adopted_on=approved.starts_at.date() + timedelta(days=days), user=bob)
    approved.recording.refresh_from_db()
    assert (approved.recording.pv_adopted_on, approved.recording.keep_until) == (None, None)


def test_an_adoption_that_cannot_be_lets_nothing_go(approved: Meeting) -> None:
    Recording.objects.update(
        pv_adopted_on=date(2001, 1, 1), keep_until=timezone.now() - timedelta(days=1)
    )  # by hand, in the database
    assert keep.remove_expired() == 0


def test_a_council_taken_at_first_for_a_team_keeps_its_sound(approved: Meeting) -> None:
    Recording.objects.update(keep_rule=KeepRule.DAYS_AFTER_APPROVAL, keep_until=timezone.now() - timedelta(days=1))
    assert keep.remove_expired() == 0


def test_sound_that_goes_leaves_the_disk_and_the_journal_says_so(
    approved: Meeting, bob: Any, as_alice: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(approved.recording.file.path)
    keep.adopt_pv(approved, adopted_on=timezone.localdate(), user=bob)
    assert keep.remove_expired() == 0 and path.exists(), "not before the day is over"
    at(monkeypatch, timezone.now() + timedelta(days=2))
    assert keep.remove_expired() == 1
    assert not path.exists()
    assert Entry.objects.filter(action="recording_removed", subject=approved.subject).count() == 1
    assert keep.remove_expired() == 0
    assert verify()["valbrume"] == []
    monkeypatch.undo()
    for url in (approved.get_absolute_url(), reverse("minutes:proofread", args=[approved.pk])):
        assert as_alice.get(url).status_code == 200
    assert approved.utterances.exists()
    assert as_alice.get(reverse("minutes:sound", args=[approved.recording.pk])).status_code == 404


def test_sound_that_could_not_be_removed_is_removed_at_the_next_round(
    approved: Meeting, bob: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep.adopt_pv(approved, adopted_on=timezone.localdate() - timedelta(days=2), user=bob)
    with monkeypatch.context() as broken:

        def fails(*_: object, **__: object) -> None:
            raise OSError("disk")

        broken.setattr(FileSystemStorage, "delete", fails)
        with pytest.raises(OSError, match="disk"):
            keep.remove_expired()
    recording = Recording.objects.get()
    assert recording.removed_at is None and not Entry.objects.filter(action="recording_removed").exists()
    assert keep.remove_expired() == 1 and not default_storage.exists(recording.file.name)


# --- sent ---------------------------------------------------------------------------------------------------


def test_the_same_delivery_asked_twice_is_one_delivery(approved: Meeting, bob: Any, mailoutbox: Any) -> None:
    first = sent(approved, bob, "un@valbrume.fr", "deux@valbrume.fr")
    assert sent(approved, bob, "un@valbrume.fr", "deux@valbrume.fr") == first
    assert sent(approved, bob, "deux@valbrume.fr") == first
    assert len(mailoutbox) == 2 and Delivery.objects.count() == 1


def test_somebody_added_receives_it_and_the_others_do_not_again(approved: Meeting, bob: Any, mailoutbox: Any) -> None:
    sent(approved, bob, "un@valbrume.fr")
    second = sent(approved, bob, "un@valbrume.fr", "deux@valbrume.fr")
    assert second.recipients == ["deux@valbrume.fr"]
    assert [each.to for each in mailoutbox] == [["un@valbrume.fr"], ["deux@valbrume.fr"]]


def test_other_words_are_another_message(approved: Meeting, bob: Any, mailoutbox: Any) -> None:
    sent(approved, bob)
    sent(approved, bob, body="Voici la version corrigée.")
    assert len(mailoutbox) == 2


def test_a_text_changed_since_its_approval_does_not_leave(approved: Meeting, bob: Any, mailoutbox: Any) -> None:
    stale = approved.minutes
    sentence = Sentence.objects.first()
    edit_sentence(sentence, text="La séance est ouverte ce soir.", version=sentence.version, user=bob)
    with pytest.raises(exports.GateClosed):
        send(stale, user=bob, recipients=["un@valbrume.fr"], subject="PV", body="", formats=["docx"])
    assert not mailoutbox and not Delivery.objects.exists()


def test_a_text_changed_while_its_documents_are_made_does_not_leave(
    approved: Meeting, bob: Any, mailoutbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = exports.render

    def slow(minutes: Any, fmt: str, *, final: bool) -> bytes:
        made = render(minutes, fmt, final=final)
        sentence = Sentence.objects.first()
        edit_sentence(sentence, text="La séance est ouverte ce soir.", version=sentence.version, user=bob)
        approve_again(approved, bob)
        return made

    monkeypatch.setattr(exports, "render", slow)
    with pytest.raises(exports.GateClosed):
        sent(approved, bob)
    assert not mailoutbox and not Delivery.objects.exists()
    assert not default_storage.exists(f"valbrume/{approved.pk}/sent") or not any(
        default_storage.listdir(f"valbrume/{approved.pk}/sent")
    )


def test_a_document_that_is_no_longer_there_is_told_and_nothing_leaves(
    approved: Meeting, bob: Any, mailoutbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_enqueue", lambda pk: None)
    sent(approved, bob)
    message = OutboxMessage.objects.get()
    default_storage.delete(message.attachments[0][1])
    monkeypatch.undo()
    outbox.deliver.call(message.pk)
    message.refresh_from_db()
    assert message.state == OutboxState.FAILED and "rien n’est parti" in message.error
    assert not mailoutbox


def test_a_full_disk_sends_nothing_and_says_so(
    approved: Meeting, bob: Any, mailoutbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(WorkError, match="rien n’est parti"):
        sent(approved, bob)
    assert not mailoutbox and not Delivery.objects.exists() and not OutboxMessage.objects.exists()
