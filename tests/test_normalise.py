"""Two texts that say the same thing have the same words; word errors are counted as NIST counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.normalise import words
from bench.wer import align, score


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("125 000 €", "cent vingt-cinq mille euros"),
        ("125\u202f000 euros", "cent vingt cinq mille euros"),
        ("125.000 euros", "cent vingt-cinq mille euros"),
        ("80 voix", "quatre-vingts voix"),
        ("21 voix", "vingt et une voix"),
        ("20 h 30", "vingt heures trente"),
        ("20h", "vingt heures"),
        ("21h40.", "vingt et une heures quarante"),
        ("12,5 %", "douze virgule cinq pour cent"),
        ("n° 4", "numéro quatre"),
        ("le 1er mai", "le premier mai"),
        ("le 3e point", "le troisième point"),
        ("la 5ème place", "la cinquième place"),
        ("840 m²", "huit cent quarante mètres carrés"),
        ("30 km/h", "trente kilomètres à l'heure"),
        ("M. Petit", "monsieur Petit"),
        ("Mme Benali", "Madame Benali"),
        ("L’école", "l'école"),
        ("Procès-verbal", "procès verbal"),
        ("Y a-t-il ?", "y a t il"),
        ("cœur", "coeur"),
        ("le 06 12", "le zéro six douze"),
        ("2300 euros", "deux mille trois cents euros"),
    ],
)
def test_the_same_words_written_otherwise_are_the_same(written: str, said: str) -> None:
    assert words(written) == words(said)


def test_an_accent_makes_another_word() -> None:
    assert words("il a") != words("il à")


@pytest.mark.parametrize("text", ["une voix et une abstention", "vingt personnes et une chaise"])
def test_one_that_is_no_part_of_a_number_stays_feminine(text: str) -> None:
    assert "une" in words(text)


@given(st.integers(0, 999_999_999))
def test_any_number_is_the_same_in_figures_and_in_words(number: int) -> None:
    from beffroi.facts.numbers import to_words

    assert words(str(number)) == words(to_words(number))
    assert words(f"{number:,}".replace(",", " ")) == words(to_words(number))


def test_changed_dropped_and_added_words_are_told_apart() -> None:
    errors = score("la séance est ouverte ce soir", "la séance et ouverte ce beau soir là")
    assert (errors.reference, errors.changed, errors.dropped, errors.added) == (6, 1, 0, 2)
    assert errors.rate == pytest.approx(0.5)
    assert score("a b c", "").dropped == 3
    assert score("", "").rate == 0.0


WORDS = st.lists(st.sampled_from("abcd"), max_size=12)


@given(WORDS, WORDS)
def test_the_alignment_is_whole_and_costs_the_edit_distance(reference: list[str], found: list[str]) -> None:
    pairs = align(reference, found)
    assert [a for a, _ in pairs if a is not None] == reference
    assert [b for _, b in pairs if b is not None] == found
    assert sum(a != b for a, b in pairs) == distance(reference, found)


def distance(a: list[str], b: list[str]) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def test_errors_of_several_recordings_add_up() -> None:
    both = score("un deux", "un") + score("trois", "quatre trois")
    assert (both.reference, both.dropped, both.added) == (3, 1, 1)
