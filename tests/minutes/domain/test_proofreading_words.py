"""The rules of proof-reading that need no database: words and their times, what changed, how long it takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beffroi.minutes.domain.reading_time import minutes_to_read
from beffroi.minutes.domain.spoken_words import Replacement, occurrences, realign, replace_all, replacements
from beffroi.minutes.domain.text_diff import sentences_changed, words_changed

WORDS = st.lists(st.sampled_from(["le", "maire", "donne", "la", "parole", "à", "Garnier", "dix"]), max_size=12)


def timed(words: list[str]) -> list[list[object]]:
    return [[float(rank), rank + 0.8, word, 0.9] for rank, word in enumerate(words)]


@given(WORDS, WORDS)
def test_corrected_words_spell_the_corrected_text_in_the_order_of_time(old: list[str], new: list[str]) -> None:
    made = realign(timed(old), " ".join(new))
    assert [word[2] for word in made] == new
    starts = [float(str(word[0])) for word in made]
    assert starts == sorted(starts)
    assert all(float(str(word[0])) <= float(str(word[1])) for word in made)


@given(WORDS)
def test_an_unchanged_text_keeps_every_time(words: list[str]) -> None:
    assert realign(timed(words), " ".join(words)) == timed(words)


@given(WORDS, WORDS)
def test_what_changed_gives_both_texts_back(old: list[str], new: list[str]) -> None:
    pieces = words_changed(" ".join(old), " ".join(new))
    assert "".join(piece.text for piece in pieces if piece.kind != "out").split() == new
    assert "".join(piece.text for piece in pieces if piece.kind != "in").split() == old


@given(st.lists(st.text("ab", max_size=2)), st.lists(st.text("ab", max_size=2)))
def test_every_sentence_that_moved_is_among_the_differences(old: list[str], new: list[str]) -> None:
    found = sentences_changed(old, new)
    assert len(old) - sum(each.kind in {"changed", "removed"} for each in found) == len(new) - sum(
        each.kind in {"changed", "added"} for each in found
    )
    assert (found == []) == (old == new)


def test_a_replaced_name_is_found_without_its_punctuation() -> None:
    assert replacements("Merci monsieur Garnié, à vous.", "Merci monsieur Garnier, à vous.") == [
        Replacement("Garnié", "Garnier")
    ]


def test_a_sentence_written_anew_is_not_a_mishearing() -> None:
    assert replacements("un deux trois quatre cinq six", "tout autre chose est dit ici maintenant") == []


def test_only_whole_words_are_corrected_elsewhere() -> None:
    replacement = Replacement("Saule", "Saules")
    assert replace_all("Le pont des Saule et les Saules.", replacement) == "Le pont des Saules et les Saules."
    assert occurrences(["les Saules", "un Saule"], "Saule") == [1]


def test_more_points_and_more_words_take_longer() -> None:
    assert minutes_to_read([], 10) == 1
    assert minutes_to_read(["figure"] * 7, 900) == 9
    assert minutes_to_read(["source"] * 7, 900) < minutes_to_read(["vote"] * 7, 900)
