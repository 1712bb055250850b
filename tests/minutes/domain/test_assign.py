"""Words to voices, then utterances."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain.assign import ends_sentence, utterances
from beffroi.minutes.domain.types import SpokenWord


@dataclass(frozen=True)
class Turn:
    start: float
    end: float
    voice: int


def say(text: str, start: float = 0.0, each: float = 0.4) -> list[SpokenWord]:
    return [SpokenWord(start + i * each, start + i * each + 0.3, word) for i, word in enumerate(text.split())]


def test_words_go_to_the_voice_that_speaks_when_they_are_said() -> None:
    words = say("Bonsoir à tous.") + say("Merci monsieur le maire.", start=3.0)
    found = utterances(words, [Turn(0, 2, 0), Turn(2.5, 6, 1)])
    assert [(u.voice, u.text) for u in found] == [("0", "Bonsoir à tous."), ("1", "Merci monsieur le maire.")]
    assert [(u.index, u.start, u.end) for u in found][1] == (1, 3.0, 3.0 + 3 * 0.4 + 0.3)


def test_a_voice_that_changes_near_the_end_of_a_sentence_changes_there() -> None:
    words = say("La séance est ouverte. Merci à vous tous.")
    early, late = (utterances(words, [Turn(0, change, 0), Turn(change, 9, 1)]) for change in (1.1, 1.95))
    assert [u.text for u in early] == [u.text for u in late] == ["La séance est ouverte.", "Merci à vous tous."]


def test_an_interruption_in_mid_sentence_stays_where_it_was_heard() -> None:
    words = say("je voudrais dire que la rue du moulin non ce n'est pas vrai du tout enfin")
    found = utterances(words, [Turn(0, 3.15, 0), Turn(3.15, 9, 1)])
    assert [u.text for u in found] == ["je voudrais dire que la rue du moulin", "non ce n'est pas vrai du tout enfin"]


def test_without_turns_nothing_is_lost_and_nobody_is_named() -> None:
    found = utterances(say("Bonsoir à tous."), [])
    assert [(u.voice, u.text) for u in found] == [("", "Bonsoir à tous.")]


def test_a_word_outside_every_turn_goes_to_the_nearest() -> None:
    found = utterances(say("Oui.", start=5.0), [Turn(0, 2, 0), Turn(5.8, 9, 1)])
    assert found[0].voice == "1"


def test_a_long_speech_is_cut_at_the_ends_of_sentences() -> None:
    found = utterances(say("Voici une phrase de sept mots exactement. " * 30), [Turn(0, 99, 0)])
    assert len(found) > 3
    assert all(u.text.endswith("exactement.") and u.end - u.start < 20 for u in found)


def test_a_sentence_without_end_is_cut_all_the_same() -> None:
    found = utterances(say("et puis encore " * 100), [Turn(0, 999, 0)])
    assert all(u.end - u.start <= 28 for u in found)


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert ends_sentence("adoptée.") and ends_sentence("contre ?") and ends_sentence("dit-il. »")
    assert not ends_sentence("M.") and not ends_sentence("Mme.") and not ends_sentence("contre,")


def test_words_that_the_recogniser_split_are_joined_again() -> None:
    words = say("Il faut d 'ouvrir vingt -trois dossiers")
    assert utterances(words, [])[0].text == "Il faut d'ouvrir vingt-trois dossiers"


def test_spaces_of_the_recogniser_are_kept() -> None:
    words = [SpokenWord(0, 1, " vingt"), SpokenWord(1, 2, "-trois"), SpokenWord(2, 3, " voix")]
    assert utterances(words, [])[0].text == "vingt-trois voix"


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 2), st.sampled_from(["oui.", "la", "M.", "vote ?"])), max_size=40
    ),
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 30), st.integers(0, 3)), max_size=8),
)
def test_every_word_is_kept_once_and_in_order(
    said: list[tuple[float, float, str]], spoken: list[tuple[float, float, int]]
) -> None:
    words = [SpokenWord(start, start + length, text) for start, length, text in said]
    found = utterances(words, [Turn(start, start + length, voice) for start, length, voice in spoken])
    kept = [word for u in found for word in u.words]
    assert kept == sorted(words, key=lambda word: (word.start, word.end))
    assert [u.index for u in found] == list(range(len(found)))
