"""Where a redaction stands in the words and in the sound."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain.secrecy.stretches import (
    ClosedStretch,
    DoorEvent,
    Veil,
    closed_stretches,
    hidden_in,
    widened,
)
from beffroi.minutes.domain.types import SpokenWord, Utterance


def an_utterance(index: int = 3, start: float = 10.0, words: int = 5, voice: str = "1") -> Utterance:
    spoken = tuple(SpokenWord(start + k, start + k + 1, f"mot{k}") for k in range(words))
    return Utterance(index, " ".join(word.text for word in spoken), voice, start=start, end=start + words, words=spoken)


def test_seconds_hide_the_words_that_they_touch() -> None:
    hidden = hidden_in(an_utterance(), [Veil("x", start=12.5, end=14.0)])
    assert hidden is not None and not hidden.whole and hidden.words == {2, 3}


def test_utterances_hide_those_between_whole_and_cut_the_first_and_the_last() -> None:
    veil = Veil("x", first=3, last=5, start=13.0, end=40.0)
    first, middle, last = (
        hidden_in(an_utterance(index, start), [veil]) for index, start in ((3, 10), (4, 20), (5, 38))
    )
    assert first and first.words == {3, 4}
    assert middle and middle.whole
    assert last and last.words == {0, 1}
    assert hidden_in(an_utterance(6, 50), [veil]) is None


def test_a_voice_is_hidden_wherever_it_speaks_and_no_other() -> None:
    veil = Veil("x", voice="1", terms=("Rossignol",))
    assert hidden_in(an_utterance(voice="1"), [veil])
    assert hidden_in(an_utterance(voice="2"), [veil]) is None


def test_two_redactions_that_meet_hide_the_whole() -> None:
    both = [Veil("x", start=10.0, end=12.0), Veil("y", start=12.0, end=15.0)]
    hidden = hidden_in(an_utterance(), both)
    assert hidden is not None and hidden.whole


def test_what_is_hidden_for_another_reason_too_is_hidden_from_the_record() -> None:
    hidden = hidden_in(
        an_utterance(), [Veil("huis clos", first=3, last=3, closes_room=True), Veil("x", first=3, last=3)]
    )
    assert hidden is not None and not hidden.closes_room


def test_what_nothing_places_is_everywhere_and_terms_alone_are_nowhere_by_themselves() -> None:
    assert hidden_in(an_utterance(), [Veil("x")])
    assert hidden_in(an_utterance(), [Veil("x", terms=("Rossignol",))]) is None


Events = list[tuple[bool, list[int]]]


def closed(events: Events, last: int = 20) -> list[tuple[int | None, int | None]]:
    given = [DoorEvent(closes, tuple(said)) for closes, said in events]
    return [(each.first, each.last) for each in closed_stretches(given, last)]


def test_the_room_is_closed_from_after_the_decision_to_before_the_reopening() -> None:
    assert closed([(True, [4, 5]), (False, [9])]) == [(6, 8)]
    assert closed([(True, [4]), (False, [7]), (True, [10])]) == [(5, 6), (11, 20)]


def test_a_reopening_that_nobody_heard_leaves_the_room_closed_to_the_end() -> None:
    assert closed([(True, [4]), (False, [])]) == [(5, 20)]


def test_doors_closed_twice_or_opened_without_being_closed_are_one_or_none() -> None:
    assert closed([(True, [4]), (True, [6]), (False, [9])]) == [(5, 8)]
    assert closed([(False, [9])]) == []
    assert closed([(True, [4]), (False, [5])]) == []
    assert closed_stretches([DoorEvent(True)], 20) == [ClosedStretch(None, None)]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=12))
def test_silences_never_overlap_and_cover_all_that_was_asked(asked: list[tuple[float, float]]) -> None:
    made = widened(asked)
    assert all(before[1] < after[0] for before, after in zip(made, made[1:], strict=False))
    for start, end in asked:
        if end > start:
            assert any(first <= max(start - 0.3, 0) and last >= end + 0.3 for first, last in made)
