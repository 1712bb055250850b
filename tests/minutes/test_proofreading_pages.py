"""The proof-reading page through its forms, with and without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from beffroi.minutes.models import Flag, Meeting, Sentence
from tests.conftest import StrictClient
from tests.doubles.ready import a_flag

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def url(ready: Meeting) -> str:
    return reverse("minutes:proofread", args=[ready.pk])


def text_of(response: Any) -> str:
    return response.content.decode()


def test_the_top_line_says_how_many_points_and_how_long(url: str, as_bob: StrictClient) -> None:
    page = text_of(as_bob.get(url))
    assert "points à vérifier" in page and "environ" in page and "minute" in page


def test_the_point_in_focus_shows_what_is_written_and_what_was_heard(
    ready: Meeting, url: str, as_bob: StrictClient
) -> None:
    flag = Flag.objects.get(kind="figure")
    page = text_of(as_bob.get(url, {"point": flag.pk}))
    assert flag.message in page.replace("&#x27;", "'") and flag.heard in page
    assert all(answer in page for answer in ("C’est juste", "Corriger", "Impossible à dire"))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["sans script", "avec script"])
def test_a_point_is_answered_and_the_next_one_comes(
    headers: dict[str, str], ready: Meeting, url: str, as_bob: StrictClient
) -> None:
    flag = Flag.objects.get(kind="figure")
    response = as_bob.post(
        reverse("minutes:answer", args=[flag.pk]), {"answer": "right", "version": 1}, follow=True, **headers
    )
    flag.refresh_from_db()
    assert response.status_code == 200 and not flag.is_open
    following = Flag.objects.get(kind="speaker")
    assert f'data-flag="{following.pk}"' in text_of(response)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["sans script", "avec script"])
def test_a_sentence_is_edited_added_removed_and_given_back(
    headers: dict[str, str], ready: Meeting, as_bob: StrictClient
) -> None:
    sentence = Sentence.objects.get(text__contains="Intervenant 3")
    edit = reverse("minutes:edit_sentence", args=[sentence.pk])
    as_bob.post(edit, {"text": "Une question est posée.", "version": 1}, **headers)
    add = reverse("minutes:add_sentence", args=[sentence.section_id])
    as_bob.post(add, {"text": "Une réponse est donnée.", "apres": sentence.pk}, **headers)
    as_bob.post(edit, {"version": 2, "retirer": "1"}, **headers)
    sentence.refresh_from_db()
    assert sentence.text == ""
    as_bob.post(reverse("minutes:undo", args=[ready.pk]), **headers)
    sentence.refresh_from_db()
    assert sentence.text == "Une question est posée."
    texts = [row.text for row in sentence.section.sentences.all()]
    assert texts.index("Une réponse est donnée.") == texts.index("Une question est posée.") + 1


@pytest.mark.parametrize("query", ["phrase", "ajouter", "voix", "paroles"])
def test_every_state_of_the_panel_has_an_address(query: str, ready: Meeting, url: str, as_bob: StrictClient) -> None:
    keys = {
        "phrase": Sentence.objects.first().pk,
        "ajouter": ready.minutes.sections.first().pk,
        "voix": ready.voices.first().pk,
        "paroles": ready.utterances.first().pk,
    }
    assert 'id="panel"' in text_of(as_bob.get(url, {query: keys[query]}))
    part = as_bob.get(url, {query: keys[query]}, **HTMX)
    assert "<html" not in text_of(part) and 'id="panel"' in text_of(part)
    assert as_bob.get(url, {query: "999999"}).status_code == 404


def test_a_panel_never_shows_a_row_of_another_meeting(
    ready: Meeting, url: str, alice: Any, as_bob: StrictClient
) -> None:
    from tests.doubles.ready import a_ready_meeting

    other = a_ready_meeting(alice, title="Une autre")
    sentence = Sentence.objects.filter(section__minutes=other.minutes).first()
    assert as_bob.get(url, {"phrase": sentence.pk}).status_code == 404
    assert as_bob.get(url, {"voix": other.voices.first().pk}).status_code == 404


def test_a_corrected_word_offers_the_same_correction_elsewhere(ready: Meeting, as_bob: StrictClient) -> None:
    utterance = ready.utterances.get(index=2)
    text = utterance.text.replace("Garnié", "Garnier")
    url = reverse("minutes:correct", args=[utterance.pk])
    response = as_bob.post(url, {"text": text, "before": utterance.text}, **HTMX)
    assert "La même erreur ailleurs" in text_of(response)
    as_bob.post(reverse("minutes:correct_everywhere", args=[ready.pk]), {"heard": "Garnié", "meant": "Garnier"})
    assert not ready.utterances.filter(text__contains="Garnié").exists()


def test_a_voice_is_named_from_the_page(ready: Meeting, as_alice: StrictClient) -> None:
    voice = ready.voices.get(name="")
    url = reverse("minutes:voice", args=[voice.pk])
    refused = as_alice.post(url, {}, **HTMX)
    assert refused.status_code == 422 and "Choisissez un nom" in text_of(refused)
    as_alice.post(url, {"participant": ready.participants.get(last_name="Garnier").pk}, **HTMX)
    voice.refresh_from_db()
    assert voice.name == "Paul Garnier"


def test_a_participant_of_another_meeting_names_nobody(ready: Meeting, alice: Any, as_alice: StrictClient) -> None:
    from tests.doubles.ready import a_ready_meeting

    stranger = a_ready_meeting(alice, title="Une autre").participants.first()
    voice = ready.voices.get(name="")
    response = as_alice.post(reverse("minutes:voice", args=[voice.pk]), {"participant": stranger.pk}, **HTMX)
    assert response.status_code == 422


def test_points_of_the_same_kind_are_cleared_in_one_gesture(ready: Meeting, as_bob: StrictClient) -> None:
    flags = [a_flag(ready.minutes, "source", f"Sans source, {rank}.") for rank in range(3)]
    page = text_of(as_bob.get(reverse("minutes:proofread", args=[ready.pk]), {"point": flags[0].pk}))
    assert "Tous justes (4)" in page, "the three, and the one that verification raised"
    url = reverse("minutes:answer_group", args=[ready.pk])
    as_bob.post(url, {"kind": "source", "points": [flag.pk for flag in flags]}, **HTMX)
    assert Flag.objects.filter(kind="source", answer="").count() == 1


def test_redrafting_an_item_keeps_what_was_written_by_hand(ready: Meeting, bob: Any, as_bob: StrictClient) -> None:
    from beffroi.minutes.actions.edit_sentence import edit_sentence

    sentence = Sentence.objects.get(text__contains="Intervenant 3")
    edit_sentence(sentence, text="Écrit par Bob.", version=1, user=bob)
    response = as_bob.post(reverse("minutes:redraft", args=[sentence.section_id]), **HTMX)
    assert response.status_code == 200 and "repris" in text_of(response)
    assert Sentence.objects.filter(text="Écrit par Bob.").exists()


def test_what_others_changed_is_sent_to_an_open_page(
    ready: Meeting, url: str, bob: Any, as_alice: StrictClient
) -> None:
    from beffroi.minutes.actions.correct_utterance import correct_utterance

    utterance = ready.utterances.get(index=3)
    correct_utterance(utterance, text="Je veux savoir.", before=utterance.text, user=bob)
    part = text_of(as_alice.get(url, {"vue": "tout", "depuis": "0"}, **HTMX))
    assert 'id="u-3" hx-swap-oob="true"' in part and 'id="text" hx-swap-oob="true"' in part


def test_what_is_written_by_people_is_never_markup(ready: Meeting, url: str, as_bob: StrictClient) -> None:
    sentence = Sentence.objects.get(text__contains="Intervenant 3")
    edit = reverse("minutes:edit_sentence", args=[sentence.pk])
    as_bob.post(edit, {"text": "<b onclick=x>Gras</b>", "version": 1})
    assert "&lt;b onclick=x&gt;Gras" in text_of(as_bob.get(url))
