"""One redaction holds in all that the public reads and hears; what nobody decided is hidden too."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from beffroi.minutes.actions.public_mask import mask_of, what_blocks
from beffroi.minutes.models import (
    Meeting,
    Redaction,
    RedactionReason,
    RedactionState,
    Sentence,
    Sitting,
    SittingEvent,
    Utterance,
)

MENTION = "[passage occulté\u00a0: vie privée]"


def a_redaction(meeting: Meeting, user: Any = None, *, state: str = "accepted", **fields: Any) -> Redaction:
    if state != RedactionState.CANDIDATE:
        fields |= {"decided_by": user, "decided_at": timezone.now()}
    redaction = Redaction(
        meeting=meeting, state=state, reason=fields.pop("reason", RedactionReason.PRIVATE_LIFE), **fields
    )
    redaction.save()
    return redaction


def an_event(meeting: Meeting, kind: str, utterances: list[int], position: float) -> SittingEvent:
    sitting, _ = Sitting.objects.get_or_create(
        meeting=meeting, defaults={"regime": "general", "commune": meeting.commune}
    )
    event = SittingEvent(
        sitting=sitting, kind=kind, payload={}, origin="said", utterances=utterances, position=position
    )
    event.save()
    return event


def test_a_name_is_masked_in_texts_words_and_sound(ready: Meeting, bob: Any) -> None:
    Utterance.objects.filter(meeting=ready, index=3).update(
        text="Madame Josiane Rossignol voudrait savoir.",
        words=[[6.0, 6.4, "Madame", 0.9], [6.4, 6.8, "Josiane", 0.9], [6.8, 7.2, "Rossignol", 0.9],
               [7.2, 7.6, "voudrait", 0.9], [7.6, 8.0, "savoir.", 0.9]],
    )  # fmt: skip
    a_redaction(ready, bob, terms=["Josiane Rossignol"])
    mask = mask_of(ready)
    assert mask.text("La demande de Mme ROSSIGNOL est acceptée.") == f"La demande de {MENTION} est acceptée."
    assert mask.utterance(ready.utterances.get(index=3)) == f"{MENTION} voudrait savoir."
    assert mask.intervals() == [(pytest.approx(5.7), pytest.approx(7.5))]


def test_what_nobody_decided_is_hidden_from_the_words_and_changes_no_act(ready: Meeting, bob: Any) -> None:
    Utterance.objects.filter(meeting=ready, index=3).update(text="Je vois Mme Rossignol.", words=[])
    candidate = a_redaction(ready, state="candidate", terms=["Rossignol"])
    assert mask_of(ready).utterance(ready.utterances.get(index=3)) == f"Je vois {MENTION}."
    assert mask_of(ready).text("Mme Rossignol") == "Mme Rossignol"
    assert what_blocks(ready) == ["1 passage à masquer peut-être, à décider"]
    candidate.state, candidate.decided_by, candidate.decided_at = RedactionState.REFUSED, bob, timezone.now()
    candidate.save()
    assert mask_of(ready).utterance(ready.utterances.get(index=3)) == "Je vois Mme Rossignol."
    assert what_blocks(ready) == []


def test_an_elected_member_is_never_taken_for_a_near_name(ready: Meeting, bob: Any) -> None:
    a_redaction(ready, bob, terms=["Paulette Garnié"])
    assert mask_of(ready).text("M. Garnier s’abstient, Mme Garnié sort.") == f"M. Garnier s’abstient, {MENTION} sort."


def test_a_stretch_between_two_times_hides_only_its_words(ready: Meeting, bob: Any) -> None:
    a_redaction(ready, bob, start=6.0, end=7.1, first_utterance=3, last_utterance=3)
    shown = mask_of(ready).utterance(ready.utterances.get(index=3))
    assert shown is not None and shown.startswith(MENTION) and shown.endswith("travaux commencent.")


def test_closed_doors_hide_sound_and_transcript_before_anybody_decides_and_nothing_of_the_record(
    ready: Meeting,
) -> None:
    an_event(ready, "doors_closed", [1], 1)
    an_event(ready, "doors_opened", [4], 2)
    mask = mask_of(ready)
    shown = {each.index: mask.utterance(each) for each in ready.utterances.all()}
    assert [index for index, text in shown.items() if text is None] == [2, 3]
    assert mask.mention(ready.utterances.get(index=2)) == "[passage occulté\u00a0: huis clos]"
    assert mask.intervals() == [(pytest.approx(3.7), pytest.approx(8.3))]
    assert not any(mask.hides_sentence(each) for each in Sentence.objects.filter(section__minutes=ready.minutes))
    assert "420 000" in mask.text("M. Tissot indique que le coût des travaux est de 420 000 €.")
    assert what_blocks(ready) == ["le huis clos de cette séance attend une décision"]


def test_doors_that_nobody_opened_stay_closed_to_the_end_of_the_recording(ready: Meeting) -> None:
    an_event(ready, "doors_closed", [2], 1)
    mask = mask_of(ready)
    assert [each.index for each in ready.utterances.all() if mask.utterance(each) is None] == [3, 4, 5]


def test_closed_doors_that_nothing_places_hide_everything_until_they_are_placed(ready: Meeting, bob: Any) -> None:
    an_event(ready, "doors_closed", [], 1)
    an_event(ready, "doors_opened", [], 2)
    mask = mask_of(ready)
    assert mask.hides_everything
    assert all(mask.utterance(each) is None for each in ready.utterances.all())
    a_redaction(ready, bob, reason="closed_doors", found_by="code", first_utterance=2, last_utterance=3)
    placed = mask_of(ready)
    assert not placed.hides_everything
    assert [each.index for each in ready.utterances.all() if placed.utterance(each) is None] == [2, 3]


def test_a_person_who_objects_is_nowhere_quoted(ready: Meeting, bob: Any) -> None:
    voice = ready.voices.get(key="2")
    a_redaction(ready, bob, reason="objection", voice=voice)
    mask = mask_of(ready)
    assert mask.utterance(ready.utterances.get(index=3)) is None
    assert (6.0 - 0.3, 8.0 + 0.3) in [tuple(map(pytest.approx, each)) for each in mask.intervals()]
    sentence = Sentence.objects.get(text__startswith="Intervenant 3 demande")
    assert mask.hides_sentence(sentence)
    quoted = "Une habitante : « je voudrais savoir quand les travaux commencent »."
    assert "voudrais" not in mask.text(quoted)


def test_words_without_times_are_hidden_whole_and_keep_the_sound_back(ready: Meeting, bob: Any) -> None:
    Utterance.objects.filter(meeting=ready, index=3).update(start=None, end=None, words=[])
    a_redaction(ready, bob, start=6.0, end=7.0, first_utterance=3, last_utterance=3)
    mask = mask_of(ready)
    assert mask.utterance(ready.utterances.get(index=3)) is None
    assert mask.hides_everything
