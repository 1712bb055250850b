"""The gate: nothing final before a named reader has cleared every point and approved, whichever door is tried."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.minutes import exports
from beffroi.minutes.actions.answer_flag import answer_flag
from beffroi.minutes.actions.approve import NotReady, approve, content_of, digest_of
from beffroi.minutes.actions.correct_utterance import correct_utterance
from beffroi.minutes.actions.create_meeting import create_meeting
from beffroi.minutes.actions.edit_sentence import add_sentence, confirm_sentence, edit_sentence
from beffroi.minutes.models import Approval, Delivery, Flag, KeepRule, Meeting, Minutes, MinutesState, Sentence
from tests.conftest import StrictClient
from tests.doubles.ready import a_flag


def clear_all(minutes: Minutes, user: Any) -> None:
    for flag in minutes.flags.filter(answer=""):
        answer_flag(flag, answer="right", user=user)


def approved(meeting: Meeting, user: Any) -> Minutes:
    clear_all(meeting.minutes, user)
    approve(meeting.minutes, user=user)
    meeting.minutes.refresh_from_db()
    return meeting.minutes


def by_hand(sql: str, *values: Any) -> None:
    """What somebody with the database's own tools could try."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def key(minutes: Minutes) -> Any:
    return Minutes._meta.pk.get_db_prep_value(minutes.pk, connection)


def test_it_refuses_an_approval_while_a_point_is_open(ready: Meeting, bob: Any) -> None:
    with pytest.raises(NotReady, match="à vérifier"):
        approve(ready.minutes, user=bob)
    assert not Approval.objects.exists()


def test_it_refuses_the_approval_of_somebody_who_is_not_a_reader(ready: Meeting, alice: Any, bob: Any) -> None:
    clear_all(ready.minutes, bob)
    with pytest.raises(PermissionDenied):
        approve(ready.minutes, user=alice)


def test_it_refuses_the_approval_of_a_reader_of_another_commune(ready: Meeting, charlie: Any, bob: Any) -> None:
    clear_all(ready.minutes, bob)
    with pytest.raises(PermissionDenied):
        approve(ready.minutes, user=charlie)


def test_it_approves_a_text_that_a_reader_has_cleared(ready: Meeting, bob: Any) -> None:
    minutes = approved(ready, bob)
    assert minutes.state == MinutesState.APPROVED
    approval = minutes.approvals.get()
    assert (approval.by, approval.digest) == (bob, digest_of(content_of(minutes)))


def test_it_refuses_to_approve_another_text_than_the_one_read(ready: Meeting, alice: Any, bob: Any) -> None:
    clear_all(ready.minutes, bob)
    read = digest_of(content_of(ready.minutes))
    sentence = Sentence.objects.first()
    edit_sentence(sentence, text="La séance est ouverte.", version=sentence.version, user=alice)
    clear_all(ready.minutes, bob)
    with pytest.raises(NotReady, match="a changé"):
        approve(ready.minutes, user=bob, digest=read)


def test_a_sentence_whose_words_were_corrected_waits_for_a_look(ready: Meeting, alice: Any, bob: Any) -> None:
    clear_all(ready.minutes, bob)
    utterance = ready.utterances.get(index=0)
    correct_utterance(
        utterance, text=utterance.text.replace("messieurs", "Messieurs"), before=utterance.text, user=alice
    )
    clear_all(ready.minutes, bob)
    with pytest.raises(NotReady, match="à revoir"):
        approve(ready.minutes, user=bob)
    sentence = Sentence.objects.get(stale=True)
    confirm_sentence(sentence, version=sentence.version, user=alice)
    approve(ready.minutes, user=bob)


@pytest.mark.parametrize("act", ["edit", "remove", "add"])
def test_an_edit_after_approval_has_to_be_approved_again(act: str, ready: Meeting, alice: Any, bob: Any) -> None:
    minutes = approved(ready, bob)
    sentence = Sentence.objects.first()
    if act == "add":
        add_sentence(sentence.section, text="M. Garnier est arrivé.", user=alice)
    else:
        text = "" if act == "remove" else "La séance est ouverte ce soir."
        edit_sentence(sentence, text=text, version=sentence.version, user=alice)
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.AMENDED
    with pytest.raises(exports.GateClosed):
        exports.render(minutes, "docx", final=True)
    clear_all(minutes, bob)
    approve(minutes, user=bob)
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.APPROVED


def test_a_point_raised_after_approval_closes_the_gate(ready: Meeting, bob: Any) -> None:
    minutes = approved(ready, bob)
    a_flag(minutes)
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.AMENDED


def test_a_final_document_of_an_unread_text_does_not_exist(ready: Meeting) -> None:
    for fmt in ("docx", "odt", "pdf"):
        with pytest.raises(exports.GateClosed):
            exports.render(ready.minutes, fmt, final=True)


def test_the_page_of_a_final_document_sends_back_to_the_meeting(ready: Meeting, as_bob: StrictClient) -> None:
    response = as_bob.get(reverse("minutes:document", args=[ready.pk, "definitif", "docx"]))
    assert (response.status_code, response.url) == (302, ready.get_absolute_url())


def test_the_send_page_is_closed_before_approval(ready: Meeting, as_bob: StrictClient) -> None:
    url = reverse("minutes:send", args=[ready.pk])
    assert as_bob.get(url).url == ready.get_absolute_url()
    assert as_bob.post(url, {"envoyer": "1", "recipients": "a@b.fr"}).url == ready.get_absolute_url()
    assert not Delivery.objects.exists()


def test_the_approve_page_refuses_while_a_point_is_open(ready: Meeting, as_bob: StrictClient) -> None:
    as_bob.post(reverse("minutes:approve", args=[ready.pk]))
    assert not Approval.objects.exists()


def test_the_approve_button_is_there_only_when_nothing_blocks(ready: Meeting, bob: Any, as_bob: StrictClient) -> None:
    url = reverse("minutes:changes", args=[ready.pk])
    assert "Approuver ce texte" not in as_bob.get(url).content.decode()
    clear_all(ready.minutes, bob)
    assert "Approuver ce texte" in as_bob.get(url).content.decode()


def test_the_difference_is_approved_in_one_click(ready: Meeting, alice: Any, bob: Any, as_bob: StrictClient) -> None:
    minutes = approved(ready, bob)
    sentence = Sentence.objects.first()
    edit_sentence(sentence, text="La séance est ouverte ce soir à 20 h 30.", version=sentence.version, user=alice)
    page = as_bob.get(reverse("minutes:changes", args=[ready.pk])).content.decode()
    assert "<ins>" in page and "Approuver cette différence" in page
    digest = digest_of(content_of(minutes))
    as_bob.post(reverse("minutes:approve", args=[ready.pk]), {"digest": digest})
    minutes.refresh_from_db()
    assert minutes.is_approved


# --- SQL by hand ------------------------------------------------------------------------------------------


def test_the_database_refuses_the_state_approved_without_an_approval(ready: Meeting) -> None:
    with pytest.raises(DatabaseError, match="approuvé"):
        by_hand("UPDATE minutes_minutes SET state = 'approved' WHERE id = %s", key(ready.minutes))


def test_the_database_refuses_an_approval_while_a_point_is_open(ready: Meeting, bob: Any) -> None:
    approval = Approval(minutes=ready.minutes, by=bob, at=timezone.now(), digest="0" * 64, content=[])
    with pytest.raises(DatabaseError, match="à vérifier"), transaction.atomic():
        approval.save()


def test_the_database_refuses_a_delivery_of_an_unread_text(ready: Meeting, bob: Any, alice: Any) -> None:
    minutes = approved(ready, bob)
    sentence = Sentence.objects.first()
    edit_sentence(sentence, text="La séance est levée.", version=sentence.version, user=alice)
    delivery = Delivery(minutes=minutes, approval=minutes.approvals.get(), by=bob, subject="PV", body="")
    with pytest.raises(DatabaseError, match="approuvé"), transaction.atomic():
        delivery.save()


def test_the_database_refuses_to_change_or_forget_an_approval(ready: Meeting, bob: Any) -> None:
    approved(ready, bob)
    with pytest.raises(DatabaseError, match="se modifie pas"):
        by_hand("UPDATE minutes_approval SET digest = 'autre'")
    with pytest.raises(DatabaseError, match="s'efface pas"):
        by_hand("DELETE FROM minutes_approval")


def test_the_database_refuses_a_text_that_is_born_approved(in_valbrume: Any, alice: Any) -> None:
    other = create_meeting(user=alice, kind="team", template="team", title="Autre")
    with pytest.raises(DatabaseError, match="commence à relire"), transaction.atomic():
        Minutes(meeting=other, drafted_at=timezone.now(), state=MinutesState.APPROVED).save()


def test_a_sentence_changed_by_hand_in_the_database_closes_the_gate(ready: Meeting, bob: Any) -> None:
    minutes = approved(ready, bob)
    by_hand("UPDATE minutes_sentence SET text = 'Tout est gratuit.'")
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.AMENDED


def test_a_cleared_point_names_who_cleared_it(ready: Meeting) -> None:
    with pytest.raises(DatabaseError):
        by_hand("UPDATE minutes_flag SET answer = 'right'")


# --- what is kept of it -----------------------------------------------------------------------------------


def test_approval_and_edits_are_journalled_without_their_content(ready: Meeting, alice: Any, bob: Any) -> None:
    sentence = Sentence.objects.first()
    edit_sentence(sentence, text="Un secret de polichinelle.", version=sentence.version, user=alice)
    approved(ready, bob)
    lines = Entry.objects.filter(subject=ready.subject)
    assert {"minutes_sentence_edited", "minutes_flag_edited", "minutes_approved"} <= {line.action for line in lines}
    assert not any("polichinelle" in str(line.data) for line in lines)


def test_the_days_before_the_sound_goes_start_at_approval(ready: Meeting, bob: Any) -> None:
    ready.recording.keep_rule = KeepRule.DAYS_AFTER_APPROVAL
    ready.recording.save()
    approved(ready, bob)
    ready.recording.refresh_from_db()
    assert ready.recording.keep_until is not None


def test_no_flag_is_left_unanswered_by_an_approval(ready: Meeting, bob: Any) -> None:
    minutes = approved(ready, bob)
    assert not Flag.objects.filter(minutes=minutes, answer="").exists()
