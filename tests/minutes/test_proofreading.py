"""Proof-reading: answering, correcting, naming, undoing, and two readers at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from beffroi.minutes.actions import presence
from beffroi.minutes.actions.answer_flag import answer_flag, answer_group
from beffroi.minutes.actions.correct_utterance import correct_everywhere, correct_utterance, known_here
from beffroi.minutes.actions.edit_sentence import add_sentence, edit_sentence
from beffroi.minutes.actions.name_voice import extracts, name_voice
from beffroi.minutes.actions.tracking import Conflict
from beffroi.minutes.actions.undo import last_change, undo
from beffroi.minutes.models import Flag, FlagAnswer, KnownCorrection, Meeting, ReadingPlace, Sentence
from tests.conftest import StrictClient
from tests.doubles.ready import a_flag, a_ready_meeting

HTMX = {"HTTP_HX_REQUEST": "true"}


def sentence_with(words: str) -> Sentence:
    return Sentence.objects.get(text__contains=words)


def flag_on(words: str) -> Flag:
    return Flag.objects.get(sentence__text__contains=words, kind__in=["figure", "date"])


# --- answering --------------------------------------------------------------------------------------------


def test_the_sum_that_was_not_said_is_a_point_to_check(ready: Meeting) -> None:
    flag = flag_on("420")
    assert flag.kind == "figure" and flag.is_open and "420" in flag.written


def test_a_reader_clears_a_point_in_their_name(ready: Meeting, bob: Any) -> None:
    flag = flag_on("420")
    answer_flag(flag, answer="right", user=bob)
    flag.refresh_from_db()
    assert (flag.answer, flag.cleared_by) == ("right", bob)


def test_a_clerk_does_not_clear_a_point(ready: Meeting, alice: Any) -> None:
    with pytest.raises(PermissionDenied):
        answer_flag(flag_on("420"), answer="right", user=alice)


def test_correcting_the_figure_clears_its_point(ready: Meeting, bob: Any) -> None:
    flag = flag_on("420")
    sentence = flag.sentence
    text = sentence.text.replace("420", "240")
    edit_sentence(sentence, text=text, version=sentence.version, user=bob, flag=flag)
    flag.refresh_from_db()
    assert flag.answer == FlagAnswer.CORRECTED
    assert not Flag.objects.filter(sentence=sentence, answer="").exists()


def test_a_correction_that_was_not_said_either_raises_its_own_point(ready: Meeting, bob: Any) -> None:
    flag = flag_on("420")
    sentence = flag.sentence
    edit_sentence(sentence, text=sentence.text.replace("420", "333"), version=sentence.version, user=bob, flag=flag)
    assert Flag.objects.filter(sentence=sentence, answer="", written__contains="333").exists()


def test_a_right_correction_by_a_clerk_leaves_nothing_to_check_there(ready: Meeting, alice: Any) -> None:
    flag = flag_on("420")
    sentence = flag.sentence
    edit_sentence(sentence, text=sentence.text.replace("420", "240"), version=sentence.version, user=alice, flag=flag)
    flag.refresh_from_db()
    assert (flag.answer, flag.cleared_by) == (FlagAnswer.OBSOLETE, None)


def test_points_of_a_kind_that_allows_it_are_cleared_together(ready: Meeting, bob: Any) -> None:
    flags = [a_flag(ready.minutes, "source", f"Sans source, {rank}.") for rank in range(3)]
    assert answer_group(ready.minutes, kind="source", user=bob, seen=[flag.pk for flag in flags]) == 3


@pytest.mark.parametrize("kind", ["figure", "vote", "date", "name"])
def test_figures_votes_dates_and_names_are_cleared_one_by_one(kind: str, ready: Meeting, bob: Any) -> None:
    flags = [a_flag(ready.minutes, kind, f"Point {rank}.") for rank in range(2)]
    with pytest.raises(ValueError, match="un par un"):
        answer_group(ready.minutes, kind=kind, user=bob, seen=[flag.pk for flag in flags])
    assert all(Flag.objects.get(pk=flag.pk).is_open for flag in flags)


def test_a_group_clears_only_the_points_that_were_shown(ready: Meeting, bob: Any) -> None:
    shown, appeared = a_flag(ready.minutes, "source", "Un."), a_flag(ready.minutes, "source", "Deux.")
    answer_group(ready.minutes, kind="source", user=bob, seen=[shown.pk])
    assert Flag.objects.get(pk=appeared.pk).is_open


# --- two readers ------------------------------------------------------------------------------------------


def test_two_readers_never_overwrite_each_other(ready: Meeting, alice: Any, bob: Any) -> None:
    sentence = sentence_with("Intervenant 3")
    seen = sentence.version
    edit_sentence(sentence, text="Le texte d’Alice.", version=seen, user=alice)
    with pytest.raises(Conflict):
        edit_sentence(sentence, text="Le texte de Bob.", version=seen, user=bob)
    sentence.refresh_from_db()
    assert sentence.text == "Le texte d’Alice."


def test_the_page_of_a_conflict_shows_both_texts(ready: Meeting, alice: Any, as_bob: StrictClient) -> None:
    sentence = sentence_with("Intervenant 3")
    seen = sentence.version
    edit_sentence(sentence, text="Le texte de la secrétaire.", version=seen, user=alice)
    url = reverse("minutes:edit_sentence", args=[sentence.pk])
    for headers in ({}, HTMX):
        response = as_bob.post(url, {"text": "Le texte du relecteur.", "version": seen}, **headers)
        page = response.content.decode()
        assert response.status_code == 409
        assert "Le texte de la secrétaire." in page and "Le texte du relecteur." in page
    sentence.refresh_from_db()
    as_bob.post(url, {"text": "Le texte du relecteur.", "version": sentence.version})
    sentence.refresh_from_db()
    assert sentence.text == "Le texte du relecteur."


def test_a_point_answered_by_another_is_not_answered_twice(ready: Meeting, bob: Any, as_bob: StrictClient) -> None:
    flag = flag_on("420")
    answer_flag(flag, answer="right", user=bob)
    with pytest.raises(Conflict):
        answer_flag(flag, answer="cannot_tell", user=bob)


def test_a_point_is_not_cleared_on_a_sentence_that_moved_under_the_reader(ready: Meeting, alice: Any, bob: Any) -> None:
    flag = flag_on("420")
    seen = flag.sentence.version
    edit_sentence(flag.sentence, text=flag.sentence.text + " Environ 420 000 €.", version=seen, user=alice)
    still_open = Flag.objects.filter(sentence=flag.sentence, answer="").first()
    with pytest.raises(Conflict):
        answer_flag(still_open, answer="right", user=bob, version=seen)


def test_words_corrected_meanwhile_are_not_overwritten(ready: Meeting, alice: Any, bob: Any) -> None:
    utterance = ready.utterances.get(index=3)
    seen = utterance.text
    correct_utterance(utterance, text="Je veux savoir quand les travaux commencent.", before=seen, user=alice)
    with pytest.raises(Conflict):
        correct_utterance(utterance, text="J’aimerais savoir.", before=seen, user=bob)


def test_two_readers_see_where_the_other_is(ready: Meeting, bob: Any, as_alice: StrictClient, alice: Any) -> None:
    place = sentence_with("420").pk
    presence.here(ready.minutes, user=bob, sentence_id=place)
    answer = as_alice.post(reverse("minutes:here", args=[ready.pk]), {"sentence": "", "seconds": "4"}).json()
    assert answer["readers"] == [{"name": str(bob), "sentence": place}]


def test_a_change_by_another_is_told_to_every_open_page(ready: Meeting, bob: Any, as_alice: StrictClient) -> None:
    url = reverse("minutes:here", args=[ready.pk])
    before = as_alice.post(url).json()["revision"]
    answer_flag(flag_on("420"), answer="right", user=bob)
    assert as_alice.post(url).json()["revision"] != before


def test_the_time_spent_is_kept_for_the_meeting_and_not_by_person(ready: Meeting, alice: Any, bob: Any) -> None:
    presence.here(ready.minutes, user=alice, sentence_id=None, seconds=10)
    presence.here(ready.minutes, user=bob, sentence_id=None, seconds=5)
    ready.minutes.refresh_from_db()
    assert ready.minutes.reading_seconds == 15
    assert {field.name for field in ReadingPlace._meta.fields} == {
        "id",
        "commune",
        "minutes",
        "user",
        "sentence_id",
        "seen_at",
    }


def test_a_computer_that_slept_does_not_count_as_reading(ready: Meeting, bob: Any) -> None:
    presence.here(ready.minutes, user=bob, sentence_id=None, seconds=7200)
    ready.minutes.refresh_from_db()
    assert ready.minutes.reading_seconds == presence.MOST_AT_ONCE


# --- undo -------------------------------------------------------------------------------------------------


def test_undo_gives_back_the_sentence_and_opens_its_point_again(ready: Meeting, bob: Any) -> None:
    flag = flag_on("420")
    sentence = flag.sentence
    edit_sentence(sentence, text=sentence.text.replace("420", "240"), version=1, user=bob, flag=flag)
    undo(ready.minutes, user=bob)
    sentence.refresh_from_db()
    flag.refresh_from_db()
    assert "420" in sentence.text and not sentence.by_hand
    assert flag.is_open


def test_undo_gives_back_a_removed_sentence(ready: Meeting, bob: Any) -> None:
    sentence = sentence_with("Intervenant 3")
    before = sentence.text
    edit_sentence(sentence, text="", version=sentence.version, user=bob)
    undo(ready.minutes, user=bob)
    sentence.refresh_from_db()
    assert sentence.text == before


def test_undo_takes_away_an_added_sentence(ready: Meeting, bob: Any) -> None:
    first = Sentence.objects.first()
    added = add_sentence(first.section, text="Une phrase de plus.", after=first, user=bob)
    undo(ready.minutes, user=bob)
    added.refresh_from_db()
    assert added.text == ""


def test_undo_goes_back_one_step_at_a_time(ready: Meeting, bob: Any) -> None:
    sentence = sentence_with("Intervenant 3")
    for rank, text in enumerate(("Un.", "Deux."), start=sentence.version):
        edit_sentence(sentence, text=text, version=rank, user=bob)
    undo(ready.minutes, user=bob)
    sentence.refresh_from_db()
    assert sentence.text == "Un."
    undo(ready.minutes, user=bob)
    sentence.refresh_from_db()
    assert "Intervenant 3" in sentence.text
    assert undo(ready.minutes, user=bob) is None


def test_undo_takes_back_ones_own_edits_only(ready: Meeting, alice: Any, bob: Any) -> None:
    sentence = sentence_with("Intervenant 3")
    edit_sentence(sentence, text="Le texte d’Alice.", version=sentence.version, user=alice)
    assert last_change(ready.minutes, bob) is None
    assert undo(ready.minutes, user=bob) is None


def test_undo_refuses_when_somebody_wrote_after(ready: Meeting, alice: Any, bob: Any) -> None:
    sentence = sentence_with("Intervenant 3")
    edit_sentence(sentence, text="Le texte de Bob.", version=1, user=bob)
    edit_sentence(sentence, text="Le texte d’Alice.", version=2, user=alice)
    with pytest.raises(Conflict):
        undo(ready.minutes, user=bob)
    sentence.refresh_from_db()
    assert sentence.text == "Le texte d’Alice."


def test_undo_gives_back_words_and_what_was_marked_because_of_them(ready: Meeting, bob: Any) -> None:
    utterance = ready.utterances.get(index=3)
    before = utterance.text
    correct_utterance(utterance, text="Je veux savoir quand.", before=before, user=bob)
    undo(ready.minutes, user=bob)
    utterance.refresh_from_db()
    assert utterance.text == before and utterance.corrected_by is None
    assert not Sentence.objects.filter(stale=True).exists()


# --- words and voices -------------------------------------------------------------------------------------


def test_a_corrected_word_marks_the_sentences_that_rest_on_it(ready: Meeting, bob: Any) -> None:
    utterance = ready.utterances.get(index=3)
    correct_utterance(utterance, text=utterance.text.replace("quand", "comment"), before=utterance.text, user=bob)
    assert [sentence.sources for sentence in Sentence.objects.filter(stale=True)] == [[3]]


def test_corrected_words_keep_the_times_of_the_others(ready: Meeting, bob: Any) -> None:
    utterance = ready.utterances.get(index=2)
    times = {word[2]: word[:2] for word in utterance.words}
    correct_utterance(utterance, text=utterance.text.replace("Garnié", "Garnier"), before=utterance.text, user=bob)
    utterance.refresh_from_db()
    words = {word[2]: word[:2] for word in utterance.words}
    assert " ".join(word[2] for word in utterance.words) == utterance.text
    assert words["travaux"] == times["travaux"]
    assert words["Garnier"] == pytest.approx(times["Garnié"], abs=0.01)


def test_the_same_mishearing_is_offered_everywhere_and_kept_for_next_time(ready: Meeting, alice: Any, bob: Any) -> None:
    utterance = ready.utterances.get(index=2)
    corrected = utterance.text.replace("Garnié", "Garnier")
    [offer] = correct_utterance(utterance, text=corrected, before=utterance.text, user=bob)
    assert [place.index for place in offer.places] == [4]
    assert correct_everywhere(ready, offer.replacement, user=bob) == 1
    assert "Garnier" in ready.utterances.get(index=4).text
    assert KnownCorrection.objects.get().meant == "Garnier"
    later = a_ready_meeting(alice, title="La réunion suivante")
    assert [(each.replacement.heard, len(each.places)) for each in known_here(later)] == [("Garnié", 2)]


def test_a_figure_misheard_once_is_not_kept_for_next_time(ready: Meeting, bob: Any) -> None:
    utterance = ready.utterances.get(index=1)
    correct_utterance(utterance, text=utterance.text.replace("quatorze", "14"), before=utterance.text, user=bob)
    assert not KnownCorrection.objects.exists()


def test_a_voice_is_named_once_for_the_whole_meeting(ready: Meeting, bob: Any) -> None:
    voice = ready.voices.get(name="")
    paul = ready.participants.get(last_name="Garnier")
    name_voice(voice, user=bob, participant=paul)
    assert Sentence.objects.filter(text__contains="Paul Garnier demande").exists()
    assert not Sentence.objects.filter(text__contains="Intervenant 3").exists()
    assert ready.utterances.get(index=3).voice.label == "Paul Garnier"


def test_a_voice_is_heard_in_three_extracts_at_most(ready: Meeting) -> None:
    assert [extract.index for extract in extracts(ready.voices.get(key="0"))] == [0, 1, 5]
    assert len(extracts(ready.voices.get(key="2"))) == 1


def test_human_and_machine_text_are_told_apart_in_words(ready: Meeting, bob: Any, as_bob: StrictClient) -> None:
    sentence = sentence_with("Intervenant 3")
    url = reverse("minutes:proofread", args=[ready.pk])
    assert "Écrit à la main" not in as_bob.get(url).content.decode()
    edit_sentence(sentence, text="M. Garnier pose une question.", version=1, user=bob)
    assert "Écrit à la main" in as_bob.get(url).content.decode()
