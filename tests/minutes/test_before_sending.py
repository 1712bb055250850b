"""Whoever gives words or sound to a model sees, before, where they go and what is masked."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from beffroi.audit.models import Entry
from beffroi.engines import registry
from beffroi.engines.adapters.fakes import ScriptedText
from beffroi.engines.protocols import EngineInfo
from beffroi.minutes.domain import types
from beffroi.minutes.models import Meeting, Section
from tests.conftest import StrictClient
from tests.doubles.charters import a_charter, abroad, only

HOST = EngineInfo("openai_text", "grand", "host", "ia.exemple.fr")
HERE = EngineInfo("scripted", "petit", "machine")


def shown(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").split())


@pytest.fixture
def anywhere(settings: Any) -> None:
    settings.AI_PLACES = ("machine", "commune", "host")


@pytest.fixture
def new_meeting(ready: Meeting) -> Meeting:
    """Nothing was deposited yet."""
    ready.minutes.delete()
    ready.recording.delete()
    return Meeting.objects.get(pk=ready.pk)


def test_the_deposit_says_that_nothing_leaves_when_nothing_does(new_meeting: Meeting, as_alice: StrictClient) -> None:
    page = shown(as_alice.get(new_meeting.get_absolute_url()))
    assert "Avant l’envoi : rien ne quitte les machines de la commune" in page
    assert "Modèle scripted, sur cette machine." in page and "Modèle echo, sur cette machine." in page


@pytest.mark.usefixtures("anywhere")
def test_the_deposit_says_what_leaves_for_whom_and_that_it_is_masked(
    new_meeting: Meeting, as_alice: StrictClient
) -> None:
    with registry.use(text=abroad(info=HOST)):
        page = shown(as_alice.get(new_meeting.get_absolute_url()))
    assert '<details class="before-sending" open>' in page and "une partie quitte" in page
    assert "Modèle grand, sur un hébergeur extérieur (ia.exemple.fr), sans ce qui désigne une personne." in page
    assert "pas rendre anonyme" in page


@pytest.mark.usefixtures("anywhere")
def test_the_deposit_says_what_goes_elsewhere_and_what_goes_nowhere(
    new_meeting: Meeting, as_alice: StrictClient
) -> None:
    a_charter(only(places={"personal": "commune", "masked_as": "same"}))
    with registry.use(text=abroad(info=HOST), text_others=[abroad(info=HERE)]):
        page = shown(as_alice.get(new_meeting.get_absolute_url()))
    assert "Envoyé ailleurs : au modèle « petit », sur cette machine" in page
    with registry.use(text=abroad(info=HOST)):
        page = shown(as_alice.get(new_meeting.get_absolute_url()))
    assert "Rien ne part" in page and "article 4" in page


@pytest.fixture
def a_debate(ready: Meeting, monkeypatch: pytest.MonkeyPatch) -> Section:
    """The item on the school, where something was said that a model may phrase."""
    said = "Bernard Tissot déclare\u00a0: «\u00a0Madame Claire Dubois, 06 12 34 56 78, attend depuis un an.\u00a0»"
    quote = types.DraftSentence(said, types.SentenceKind.QUOTE, (0,), "code")
    draft = types.Draft((types.DraftSection(1, "Rénovation de l’école", (quote,)),), ())
    monkeypatch.setattr("beffroi.minutes.actions.would_ask.plain_draft", lambda words: draft)
    return Section.objects.get(minutes=ready.minutes, item_number=1)


@pytest.mark.usefixtures("anywhere")
def test_an_item_taken_again_shows_the_very_words_that_would_leave_and_sends_none(
    a_debate: Section, as_bob: StrictClient
) -> None:
    engine: ScriptedText = abroad(info=HOST)
    with registry.use(text=engine):
        page = shown(as_bob.get(reverse("minutes:redraft_preview", args=[a_debate.pk])))
    leaving, _, masked = page.partition("Ce qui est masqué, et pourquoi")
    assert "Ce qui partirait, exactement" in leaving and "[TELEPHONE_1]" in leaving
    assert "06 12 34 56 78" not in leaving and "<strong>06 12 34 56 78</strong>" in masked
    assert "pas rendre anonyme" in page and "Reprendre ce point" in page
    assert engine.asked == [] and not Entry.objects.filter(action__startswith="ai_call").exists()


def test_what_stays_here_is_shown_too(a_debate: Section, as_bob: StrictClient) -> None:
    page = shown(as_bob.get(reverse("minutes:redraft_preview", args=[a_debate.pk])))
    assert "<summary>Ce que le modèle recevrait, exactement</summary>" in page and "06 12 34 56 78" in page


def test_without_a_model_the_page_says_so(ready: Meeting, as_bob: StrictClient) -> None:
    section = Section.objects.filter(minutes=ready.minutes)[0]
    with registry.use(text=None):
        page = shown(as_bob.get(reverse("minutes:redraft_preview", args=[section.pk])))
    assert "Aucun modèle n’est appelé pour ce point" in page
