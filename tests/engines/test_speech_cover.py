"""What a reading of a window leaves out, writes half-way or makes up."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.adapters.prompting import prompt
from beffroi.engines.adapters.punctuation import spoken_tokens, with_marks
from beffroi.engines.adapters.second_look import has_figures, with_best_figures
from beffroi.engines.adapters.speech_cover import left_out, spoken_share
from beffroi.engines.adapters.spoken_figures import mended
from beffroi.engines.protocols import Word


def said(text: str, start: float = 0.0, step: float = 0.3, probability: float = 0.9) -> list[Word]:
    return [
        Word(round(start + step * rank, 2), round(start + step * (rank + 1), 2), token, probability)
        for rank, token in enumerate(text.split(" "))
    ]


def texts(words: list[Word] | tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


def test_speech_without_words_is_found() -> None:
    words = [*said("la séance est ouverte", 0.0), *said("qui est contre", 6.0)]
    assert left_out([(0.0, 7.0)], words, least=1.5) == [(1.2, 6.0)]


def test_silence_without_words_is_nothing_left_out() -> None:
    words = [*said("la séance est ouverte", 0.0), *said("qui est contre", 6.0)]
    assert left_out([(0.0, 1.2), (6.0, 7.0)], words, least=1.5) == []


def test_a_word_stretched_over_what_was_left_out_does_not_hide_it() -> None:
    words = [Word(0.0, 0.5, "La"), Word(0.5, 9.5, "délibération")]
    ((start, end),) = left_out([(0.0, 10.0)], words, least=1.5)
    assert start < 2.0
    assert end > 8.0


def test_a_long_number_takes_the_time_that_it_takes() -> None:
    assert left_out([(0.0, 1.8)], [Word(0.0, 1.8, "21h45.")], least=0.8) == []


def test_words_over_silence_are_not_spoken() -> None:
    assert spoken_share(said("sous-titrage", 10.0), [(0.0, 5.0)]) == 0.0
    assert spoken_share(said("la séance", 1.0), [(0.0, 5.0)]) > 0.99


def test_twenty_and_one_votes_are_twenty_one() -> None:
    assert texts(mended(said("avec 20 et une voix pour"))) == ["avec", "21", "voix", "pour"]
    assert texts(mended(said("30 et 1 000 euros."))) == ["31", "000", "euros."]
    assert texts(mended(said("20 et une heures 40"))) == ["21", "heures", "40"]


def test_two_numbers_one_after_the_other_stay_two() -> None:
    assert texts(mended(said("entre 20 et une autre"))) == ["entre", "20", "et", "une", "autre"]
    apart = [*said("20", 0.0), *said("et", 1.0), *said("une", 3.0)]
    assert texts(mended(apart)) == ["20", "et", "une"]
    assert texts(mended(said("de 100, 25 ou 30 euros"))) == ["de", "100,", "25", "ou", "30", "euros"]


def test_hundreds_cut_from_their_thousands_are_put_together_and_asked_about() -> None:
    made = mended(said("une dépense de 100, 25 000 euros"))
    assert texts(made) == ["une", "dépense", "de", "125", "000", "euros"]
    assert made[3].probability < 0.5


def test_a_mended_number_keeps_its_place_in_time() -> None:
    made = mended(said("avec 20 et une voix"))
    assert (made[1].start, made[1].end) == (0.3, 1.2)


def test_of_two_figures_the_one_that_the_sound_bears_best_is_kept() -> None:
    first = [(*said("donc de"), *said("67 000", 0.6, probability=0.3), *said("euros", 1.2))]
    second = [(*said("donc de"), *said("77 000", 0.6, probability=0.6), *said("euros", 1.2))]
    (kept,) = with_best_figures(first, second)
    assert texts(kept) == ["donc", "de", "77", "000", "euros"]
    assert texts(with_best_figures(second, first)[0]) == texts(kept)


def test_a_figure_on_which_two_readings_disagree_is_asked_about() -> None:
    first = [tuple(said("67 000 euros", probability=0.95))]
    second = [tuple(said("77 000 euros", probability=0.8))]
    (kept,) = with_best_figures(first, second)
    assert kept[0].text == "67"
    assert kept[0].probability < 0.5
    assert kept[1].probability == 0.95


def test_words_without_figures_stay_as_they_were_first_heard() -> None:
    first = [tuple(said("madame Lefebvre a 3 voix", probability=0.2))]
    second = [tuple(said("ma dame la fièvre a 3 voix", probability=0.9))]
    assert texts(with_best_figures(first, second)[0]) == ["madame", "Lefebvre", "a", "3", "voix"]


def test_pieces_stay_cut_where_they_were() -> None:
    first = [tuple(said("il reste 12 voix")), tuple(said("je vous remercie", 2.0))]
    second = [tuple(said("il reste 10 voix je vous remercie", probability=0.99))]
    made = with_best_figures(first, second)
    assert [texts(piece) for piece in made] == [["il", "reste", "10", "voix"], ["je", "vous", "remercie"]]


def test_it_knows_whether_there_are_figures() -> None:
    assert has_figures([tuple(said("avec 3 voix"))])
    assert not has_figures([tuple(said("avec trois voix"))])


@given(st.lists(st.sampled_from(["20", "et", "une", "100,", "25", "000", "voix", "1", "30,"]), max_size=12))
def test_mending_keeps_words_in_order_and_loses_no_time(tokens: list[str]) -> None:
    words = said(" ".join(tokens)) if tokens else []
    made = mended(words)
    assert all(before.end <= after.start for before, after in pairwise(made))
    if words:
        assert (made[0].start, made[-1].end) == (words[0].start, words[-1].end)


def test_a_lone_mark_goes_with_the_word_before_it() -> None:
    words = [Word(0, 1, "contre", 0.9), Word(1.0, 1.1, "?", 0.2), Word(1.1, 2, "Personne", 0.8)]
    assert texts(with_marks(words)) == ["contre\u00a0?", "Personne"]
    assert spoken_tokens("Qui est contre ? « Personne »") == ["Qui", "est", "contre\u00a0?", "«\u00a0Personne\u00a0»"]


def test_sentences_come_as_they_are_and_words_in_one() -> None:
    assert prompt(["Je mets aux voix.", "Perrin", "Tissot", "Perrin"]) == "Je mets aux voix. Perrin, Tissot."
    assert prompt([]) is None
    assert prompt([" "]) is None


def test_too_many_words_leave_the_last_ones() -> None:
    told = prompt([f"conseiller numéro {rank}" for rank in range(200)])
    assert told is not None
    assert len(told) <= 700
    assert told.endswith("conseiller numéro 199.")
