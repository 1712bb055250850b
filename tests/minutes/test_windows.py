"""A recording is cut at silences, and what recognisers make up is left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain import made_up, vocabulary, windows
from beffroi.minutes.domain.types import Item, Member, SpokenWord
from beffroi.minutes.domain.windows import LONGEST

REGIONS = st.lists(st.tuples(st.floats(0, 2000), st.floats(0.1, 90)), max_size=60).map(
    lambda found: [(start, start + length) for start, length in found]
)


def covered(regions: list[tuple[float, float]], at: float) -> bool:
    return any(start <= at <= end for start, end in regions)


@given(REGIONS)
def test_every_moment_of_speech_is_in_one_window_and_none_is_too_long(regions: list[tuple[float, float]]) -> None:
    made = windows.cut(regions)
    assert all(0 < end - start <= LONGEST + 1e-6 for start, end in made)
    assert all(before[1] <= after[0] for before, after in pairwise(made))
    for start, end in regions:
        assert covered(made, (start + end) / 2)


def test_a_window_ends_at_its_longest_silence_rather_than_where_it_is_full() -> None:
    regions = [(0.0, 9.0), (9.4, 17.0), (18.2, 24.0), (24.3, 27.0), (27.3, 35.0)]
    assert windows.cut(regions) == [(0.0, 17.0), (18.2, 35.0)]


def test_a_silence_early_in_a_window_does_not_make_it_short() -> None:
    regions = [(0.0, 2.0), (4.5, 20.0), (20.4, 27.0), (27.3, 35.0)]
    assert windows.cut(regions)[0] == (0.0, 20.0)


def test_a_long_silence_always_parts_windows() -> None:
    assert windows.cut([(0.0, 2.0), (10.0, 12.0)]) == [(0.0, 2.0), (10.0, 12.0)]


def test_speech_without_any_silence_is_cut_all_the_same() -> None:
    made = windows.cut([(0.0, 100.0)])
    assert made[0][0] == 0.0
    assert made[-1][1] == 100.0
    assert max(end - start for start, end in made) <= LONGEST


def test_no_speech_makes_no_window() -> None:
    assert windows.cut([]) == []


def heard(text: str, start: float = 0.0, step: float = 0.3) -> made_up.Heard:
    return made_up.Heard(
        tuple(
            SpokenWord(start + rank * step, start + (rank + 1) * step, token)
            for rank, token in enumerate(text.split(" "))
        )
    )


EVERYWHERE = [(0.0, 10_000.0)]


def test_an_endless_repetition_is_brought_back_to_two() -> None:
    (kept,) = made_up.kept([heard("le quorum est atteint. " + "Je vous remercie. " * 30 + "Merci")], EVERYWHERE)
    assert kept.text == "le quorum est atteint. Je vous remercie. Je vous remercie.  Merci".replace("  ", " ")


def test_a_word_said_a_few_times_stays() -> None:
    said = "non, non, non, ce n'est pas vrai, contre, contre"
    assert made_up.kept([heard(said)], EVERYWHERE)[0].text == said


def test_a_segment_that_comes_again_and_again_is_kept_twice() -> None:
    again = [heard("je vous remercie beaucoup", start) for start in (0.0, 5.0, 10.0, 15.0, 20.0)]
    assert len(made_up.kept(again, EVERYWHERE)) == 2


def test_the_same_short_answer_of_several_people_stays() -> None:
    present = [heard("présent", start) for start in (0.0, 5.0, 10.0, 15.0)]
    assert len(made_up.kept(present, EVERYWHERE)) == 4


@pytest.mark.parametrize(
    "credit",
    [
        "Sous-titrage ST' 501",
        "Sous-titres réalisés par la communauté d'Amara.org",
        "Merci d'avoir regardé cette vidéo !",
    ],
)
def test_credits_of_subtitles_where_nobody_speaks_are_dropped(credit: str) -> None:
    assert made_up.kept([heard(credit, 10.0)], [(0.0, 10.2)]) == []


def test_the_same_words_really_said_are_kept() -> None:
    said = heard("Le sous-titrage des séances est à la charge de la commune", 10.0)
    assert made_up.kept([said], [(9.0, 20.0)]) == [said]


def test_words_over_silence_are_dropped() -> None:
    assert made_up.kept([heard("la séance est levée", 30.0)], [(0.0, 29.0)]) == []


def test_what_is_kept_is_never_more_than_what_was_heard() -> None:
    assert made_up.kept([], EVERYWHERE) == []


def test_names_are_told_as_they_are_said_and_last() -> None:
    members = [
        Member("Vasseur", "Hélène", "maire", aliases=("madame la maire",)),
        Member("Tissot", "Bernard", "adjoint aux finances"),
    ]
    told = vocabulary.hints(members, [Item(1, "Désignation du secrétaire (rapporteur : M. Tissot)")])
    assert told[-2:] == [
        "Ordre du jour : désignation du secrétaire.",
        "Présents : madame la maire, madame Vasseur, monsieur Tissot.",
    ]
    assert told[:-2] == list(vocabulary.COUNCIL)


def test_a_team_meeting_is_not_told_of_votes() -> None:
    told = vocabulary.hints([Member("Petit", role="chef de service")], [Item(1, "Point sur les congés")])
    assert told == ["Ordre du jour : point sur les congés.", "Présents : monsieur Petit."]


def test_nothing_known_is_nothing_told() -> None:
    assert vocabulary.hints([], []) == []


def test_a_large_council_is_told_of_those_who_speak_most() -> None:
    members = [Member(f"Nomassezlong{rank}", role="conseillère municipale") for rank in range(68)]
    members.append(Member("Vasseur", role="maire"))
    told = vocabulary.hints(members, [])
    assert "Vasseur" in told[-1]
    assert len(told[-1]) < 330


def test_no_figure_of_the_turns_of_phrase_can_be_taken_for_a_vote() -> None:
    assert not any(char.isdigit() for phrase in vocabulary.COUNCIL for char in phrase)
