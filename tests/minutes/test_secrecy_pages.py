"""The page of what the public does not hear: an agent sees, a reader decides, another commune finds nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from beffroi.audit.models import Entry
from beffroi.minutes.actions import redact
from beffroi.minutes.actions.propose_redactions import before_publication
from beffroi.minutes.actions.public_mask import mask_of
from beffroi.minutes.models import (
    DeletionPermit,
    KeepHold,
    Meeting,
    PvStepDone,
    Redaction,
    Sitting,
    SittingEvent,
    SoundAccess,
    Utterance,
)
from tests.conftest import StrictClient


@pytest.fixture
def told(ready: Meeting) -> Meeting:
    """Somebody's health was spoken of."""
    Sitting.objects.get_or_create(meeting=ready, defaults={"regime": "general", "commune": ready.commune})
    Utterance.objects.filter(meeting=ready, index=3).update(text="Madame Josiane Rossignol est en arrêt maladie.")
    return ready


def page(client: StrictClient, meeting: Meeting, status: int = 200) -> str:
    response = client.get(reverse("minutes:secrecy", args=[meeting.pk]))
    assert response.status_code == status
    return str(response.content.decode())


def post(client: StrictClient, name: str, pk: Any, **data: Any) -> Any:
    return client.post(reverse(f"minutes:{name}", args=[pk]), data, follow=True)


def the_candidate() -> Redaction:
    return Redaction.objects.get(terms=["Josiane Rossignol"])


def test_a_candidate_is_shown_with_why_and_a_reader_masks_it(
    told: Meeting, as_alice: StrictClient, as_bob: StrictClient
) -> None:
    seen = page(as_alice, told)
    assert "Josiane Rossignol" in seen and "Santé" in seen and "Masquer</" not in seen
    assert "Un relecteur de Valbrume décide" in seen
    row = the_candidate()
    assert "secrecy_decide" not in seen
    assert post(as_bob, "secrecy_decide", row.pk, decision="masquer").status_code == 200
    row.refresh_from_db()
    assert (row.state, row.decided_by.username) == ("accepted", "bob")
    assert "Rossignol" not in mask_of(told).text("Mme Rossignol")


def test_what_awaits_a_decision_is_looked_for_before_publication_though_nobody_opened_the_page(told: Meeting) -> None:
    assert before_publication(told) == ["1 passage à masquer peut-être, à décider"]


def test_looking_again_asks_nothing_twice(told: Meeting, as_bob: StrictClient) -> None:
    page(as_bob, told)
    post(as_bob, "secrecy_decide", the_candidate().pk, decision="laisser")
    page(as_bob, told)
    assert Redaction.objects.count() == 1


def test_what_is_no_longer_said_is_no_longer_asked(told: Meeting, as_bob: StrictClient) -> None:
    page(as_bob, told)
    Utterance.objects.filter(meeting=told, index=3).update(text="Je vous remercie.")
    page(as_bob, told)
    assert not Redaction.objects.exists()


def test_a_decision_is_undone_until_publication_and_then_masking_alone_is_possible(
    told: Meeting, as_bob: StrictClient
) -> None:
    page(as_bob, told)
    row = the_candidate()
    post(as_bob, "secrecy_decide", row.pk, decision="masquer")
    post(as_bob, "secrecy_undo", row.pk)
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("candidate", None)
    post(as_bob, "secrecy_decide", row.pk, decision="masquer")
    for flag in told.minutes.flags.filter(answer=""):
        flag.delete()
    _published(told)
    response = post(as_bob, "secrecy_undo", row.pk)
    assert "ce qui est masqué le reste" in response.content.decode()
    assert "ce qui est masqué le reste" in post(as_bob, "secrecy_decide", row.pk, decision="laisser").content.decode()
    row.refresh_from_db()
    assert row.state == "accepted"
    post(as_bob, "secrecy_mask", told.pk, terms="Rue des Lilas", reason="private_life")
    assert "Lilas" not in mask_of(told).text("au 3 rue des Lilas")


def _published(meeting: Meeting) -> None:
    from beffroi.minutes.actions.approve import approve
    from beffroi.town.models import User

    bob = User.objects.get(username="bob")
    approve(meeting.minutes, user=bob)
    for step in ("adopted", "signed", "published"):
        PvStepDone(sitting=meeting.sitting, step=step, on=timezone.localdate(), by=bob).save()


def test_the_journal_says_who_decided_and_nothing_of_what(told: Meeting, as_bob: StrictClient) -> None:
    page(as_bob, told)
    post(as_bob, "secrecy_decide", the_candidate().pk, decision="masquer")
    post(as_bob, "secrecy_objection", told.pk, voice=told.voices.get(key="2").pk)
    lines = [(entry.action, str(entry.data), entry.actor) for entry in Entry.objects.all()]
    assert ("redaction_decided" in [action for action, _, _ in lines]) and "bob" in [actor for _, _, actor in lines]
    assert not [data for _, data, _ in lines if "Rossignol" in data or "arrêt" in data or "Intervenant" in data]


@pytest.mark.parametrize("name", ["secrecy_decide", "secrecy_undo", "secrecy_place"])
def test_an_agent_decides_nothing(name: str, told: Meeting, as_alice: StrictClient) -> None:
    page(as_alice, told)
    row = the_candidate()
    assert post(as_alice, name, row.pk, decision="masquer").status_code == 403
    row.refresh_from_db()
    assert row.state == "candidate"


@pytest.mark.parametrize("name", ["secrecy_mask", "secrecy_objection", "secrecy_sound", "secrecy_access",
                                  "secrecy_suspend", "secrecy_permit"])  # fmt: skip
def test_an_agent_changes_nothing_of_a_meeting(name: str, told: Meeting, as_alice: StrictClient) -> None:
    assert post(as_alice, name, told.pk).status_code == 403


def test_another_commune_finds_nothing(told: Meeting, as_bob: StrictClient, as_charlie: StrictClient) -> None:
    page(as_bob, told)
    row = the_candidate()
    redact.decide(row, hide=True, user=row.meeting.created_by.__class__.objects.get(username="bob"))
    access = SoundAccess.objects.get()
    held = KeepHold(recording=told.recording, reason="access")
    held.save()
    page(as_charlie, told, 404)
    for name in ("secrecy_mask", "secrecy_objection", "secrecy_sound", "secrecy_access", "secrecy_suspend",
                 "secrecy_permit"):  # fmt: skip
        assert post(as_charlie, name, told.pk).status_code == 404, name
    for name in ("secrecy_decide", "secrecy_undo", "secrecy_place"):
        assert post(as_charlie, name, row.pk).status_code == 404, name
    assert post(as_charlie, "secrecy_withdraw_access", access.pk).status_code == 404
    assert post(as_charlie, "secrecy_lift", held.pk).status_code == 404
    assert as_charlie.get(reverse("minutes:sound", args=[told.recording.pk])).status_code == 404


# --- somebody objects ---------------------------------------------------------------------------------------


def test_a_voice_of_the_public_is_no_longer_heard_nor_read(told: Meeting, as_bob: StrictClient) -> None:
    voice = told.voices.get(key="2")
    response = post(as_bob, "secrecy_objection", told.pk, voice=voice.pk)
    assert "n’est plus ni entendue" in response.content.decode()
    assert mask_of(told).utterance(told.utterances.get(index=3)) is None


def test_an_elected_member_cannot_object_and_the_page_says_so(told: Meeting, as_bob: StrictClient) -> None:
    mayor = told.voices.get(key="0")
    assert "Un élu ne le peut pas" in page(as_bob, told)
    refused = post(as_bob, "secrecy_objection", told.pk, voice=mayor.pk).content.decode()
    assert "Hélène Vasseur est membre de l’assemblée" in refused
    stretch = post(as_bob, "secrecy_objection", told.pk, begins="0:04", ends="0:06").content.decode()
    assert "Bernard Tissot est membre de l’assemblée" in stretch
    assert not Redaction.objects.filter(reason="objection").exists()


def test_a_voice_that_is_named_as_a_member_s_after_its_objection_is_pointed_at(
    told: Meeting, as_bob: StrictClient
) -> None:
    voice = told.voices.get(key="2")
    post(as_bob, "secrecy_objection", told.pk, voice=voice.pk)
    assert "Voix d’un élu" not in page(as_bob, told)
    voice.participant = told.participants.get(last_name="Garnier")
    voice.name = "Paul Garnier"
    voice.save()
    assert "Voix d’un élu" in page(as_bob, told)


def test_a_stretch_may_touch_the_edge_of_an_elected_member_s_words(told: Meeting, as_bob: StrictClient) -> None:
    Utterance.objects.filter(meeting=told, index=2).update(end=6.2)
    post(as_bob, "secrecy_objection", told.pk, begins="0:06", ends="0:08")
    row = Redaction.objects.get(reason="objection")
    assert (row.start, row.end, row.first_utterance, row.last_utterance) == (6.0, 8.0, 2, 3)


@pytest.mark.parametrize(
    "bounds",
    [
        {"begins": "bonjour", "ends": "0:10"},
        {"begins": "0:10", "ends": "0:02"},
        {"begins": "9:59:59", "ends": "9:59:59"},
        {"begins": "0:75", "ends": "0:80"},
        {},
    ],
)
def test_a_stretch_that_cannot_be_is_refused_in_the_form(
    bounds: dict[str, str], told: Meeting, as_bob: StrictClient
) -> None:
    response = post(as_bob, "secrecy_mask", told.pk, reason="health", **bounds)
    assert response.status_code == 422
    assert not Redaction.objects.exclude(found_by="code").exists()


# --- behind closed doors ------------------------------------------------------------------------------------


def an_event(meeting: Meeting, kind: str, said: list[int], position: float) -> None:
    SittingEvent(
        sitting=meeting.sitting, kind=kind, payload={}, origin="said", utterances=said, position=position
    ).save()


def test_closed_doors_are_proposed_at_once_and_decided_by_a_person(told: Meeting, as_bob: StrictClient) -> None:
    an_event(told, "doors_closed", [1], 1)
    an_event(told, "doors_opened", [5], 2)
    seen = page(as_bob, told)
    row = Redaction.objects.get(reason="closed_doors")
    assert (row.state, row.first_utterance, row.last_utterance) == ("candidate", 2, 4)
    assert "le huis clos de cette séance attend une décision" in seen
    post(as_bob, "secrecy_decide", row.pk, decision="masquer")
    page(as_bob, told)
    assert Redaction.objects.filter(reason="closed_doors").count() == 1


def test_closed_doors_entered_by_hand_are_placed_by_a_person(told: Meeting, as_bob: StrictClient) -> None:
    an_event(told, "doors_closed", [], 1)
    assert "Placer et masquer" in page(as_bob, told)
    row = Redaction.objects.get(reason="closed_doors")
    refused = post(as_bob, "secrecy_decide", row.pk, decision="masquer").content.decode()
    assert "n’est pas placé" in refused
    assert post(as_bob, "secrecy_place", row.pk, begins="", ends="").status_code == 422
    post(as_bob, "secrecy_place", row.pk, begins="0:04", ends="0:08")
    row.refresh_from_db()
    assert (row.state, row.first_utterance, row.last_utterance) == ("accepted", 2, 3)
    page(as_bob, told)
    assert Redaction.objects.filter(reason="closed_doors").count() == 1
    assert not mask_of(told).hides_everything


# --- the original -------------------------------------------------------------------------------------------


def test_the_original_opens_to_named_people_only_once_something_is_masked(
    told: Meeting, alice: Any, as_alice: StrictClient, as_bob: StrictClient
) -> None:
    sound = reverse("minutes:sound", args=[told.recording.pk])
    page(as_bob, told)
    assert as_alice.get(sound, headers={"Range": "bytes=0-99"}).status_code == 206
    assert not Entry.objects.filter(action="original_sound_opened").exists()
    post(as_bob, "secrecy_decide", the_candidate().pk, decision="masquer")
    assert as_alice.get(sound).status_code == 403
    assert as_bob.get(sound, headers={"Range": "bytes=0-99"}).status_code == 206, "who decided may hear it again"
    post(as_bob, "secrecy_access", told.pk, personne=alice.pk)
    assert as_alice.get(sound, headers={"Range": "bytes=0-99"}).status_code == 206
    post(as_bob, "secrecy_withdraw_access", SoundAccess.objects.get(user=alice).pk)
    assert as_alice.get(sound).status_code == 403


def test_each_opening_is_journalled_once_whatever_the_player_asks(
    told: Meeting, as_bob: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = reverse("minutes:sound", args=[told.recording.pk])
    page(as_bob, told)
    post(as_bob, "secrecy_decide", the_candidate().pk, decision="masquer")
    for first in (0, 5000, 100, 9000):
        as_bob.get(sound, headers={"Range": f"bytes={first}-{first + 99}"})
    opened = Entry.objects.filter(action="original_sound_opened", actor="bob", subject=told.subject)
    assert opened.count() == 1
    from beffroi.minutes.views import audio

    later = audio.time.time() + audio.SAME_OPENING + timedelta(minutes=1).total_seconds()
    monkeypatch.setattr(audio.time, "time", lambda: later)
    as_bob.get(sound, headers={"Range": "bytes=5000-5099"})
    assert opened.count() == 2


def test_the_proof_reading_player_is_there_for_who_may_hear_and_says_why_for_others(
    told: Meeting, as_alice: StrictClient, as_bob: StrictClient
) -> None:
    page(as_bob, told)
    post(as_bob, "secrecy_decide", the_candidate().pk, decision="masquer")
    reading = reverse("minutes:proofread", args=[told.pk])
    assert '<audio id="audio"' in as_bob.get(reading).content.decode()
    refused = as_alice.get(reading).content.decode()
    assert '<audio id="audio"' not in refused and "personnes désignées" in refused


# --- the end of the sound -----------------------------------------------------------------------------------


def test_the_pages_say_what_is_awaited_before_the_sound_goes(
    told: Meeting, as_alice: StrictClient, as_bob: StrictClient
) -> None:
    seen = page(as_alice, told)
    for awaited in ("l’adoption du procès-verbal par le conseil", "l’autorisation des archives"):
        assert awaited in seen
    post(as_bob, "secrecy_suspend", told.pk, reason="dispute", note="Recours du 12 janvier")
    post(as_bob, "secrecy_permit", told.pk, reference="Visa 2025-12", granted_on="2025-12-30")
    seen = page(as_alice, told)
    assert "la fin d’un contentieux" in seen and "Recours du 12 janvier" in seen
    assert "l’autorisation des archives" not in seen and "Visa 2025-12" in seen
    post(as_bob, "secrecy_lift", KeepHold.objects.get().pk)
    assert "la fin d’un contentieux" not in page(as_alice, told)
    assert DeletionPermit.objects.get().by.username == "bob"


def test_the_public_sound_is_off_at_first_and_the_page_says_what_it_waits_for(
    told: Meeting, as_bob: StrictClient
) -> None:
    assert "Le son n’est pas ouvert au public" in page(as_bob, told)
    post(as_bob, "secrecy_sound", told.pk, ouvrir="1", soft_tone="1")
    told.sitting.refresh_from_db()
    assert (told.sitting.public_audio, told.sitting.soft_tone) == (True, True)
    assert "Le procès-verbal n’est pas encore arrêté" in page(as_bob, told)


def test_a_meeting_without_sound_or_that_is_not_a_council_has_the_page_too(
    ready: Meeting, as_bob: StrictClient
) -> None:
    Meeting.objects.update(kind="team")
    assert "n’est pas une séance de conseil" in page(as_bob, ready)
    ready.recording.delete()
    page(as_bob, ready)


def test_no_two_fields_of_the_page_have_the_same_name(told: Meeting, as_bob: StrictClient) -> None:
    for position in (1, 3):
        an_event(told, "doors_closed", [], position)
        an_event(told, "doors_opened", [], position + 1)
    seen = page(as_bob, told)
    names = re.findall(r'\sid="([^"]+)"', seen)
    assert "place" in seen and [name for name in names if names.count(name) > 1] == []
