"""Numbers as councillors say them and as clerks write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.facts import find_numbers, format_number, parse_number, to_words


@given(st.integers(0, 999_999_999), st.booleans())
def test_a_number_written_in_words_is_read_back(number: int, reform: bool) -> None:
    assert parse_number(to_words(number, reform_1990=reform)) == number


@pytest.mark.parametrize("number", [*range(0, 2100), 1_000_001, 80_000, 80_080_080, 91_071_017, 200_200_200])
def test_every_small_number_in_words_is_found_whole(number: int) -> None:
    words = to_words(number)
    [mention] = find_numbers(f"Voici {words} ici.", articles=True)
    assert (mention.text, mention.value) == (words, number)


@given(st.decimals(-999_999_999, 999_999_999, places=3, allow_nan=False))
def test_a_formatted_number_is_read_back(number: Decimal) -> None:
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("278 400", 278400),
        ("278\u202f400", 278400),
        ("278\u00a0400", 278400),
        ("1 234,5", Decimal("1234.5")),
        ("1.000.000 €", 1_000_000),
        ("12 %", 12),
        ("douze pour cent", 12),
        ("cent vingt-cinq mille", 125_000),
        ("cent vingt cinq mille", 125_000),
        ("quatre vingt onze", 91),
        ("soixante et onze", 71),
        ("septante et un", 71),
        ("nonante-deux", 92),
        ("mille neuf cent", 1900),
        ("dix-neuf cent quatre-vingt", 1980),
        ("deux millions trois cent mille", 2_300_000),
        ("2 millions 300 000", 2_300_000),
        ("1,2 million", 1_200_000),
        ("un million et demi", 1_500_000),
        ("trois et demi", Decimal("3.5")),
        ("trois virgule zéro cinq", Decimal("3.05")),
        ("vingt et une", 21),
        ("mille et une", 1001),
        ("zéro", 0),
        ("zero", 0),
        ("premier", 1),
        ("vingt-troisième", 23),
        ("trente et unième", 31),
        ("1er", 1),
        ("3ème", 3),
        ("une vingtaine", 20),
        ("deux douzaines", 24),
        ("moins douze", -12),
        ("400\n000", 400_000),
        ("２３", 23),
        ("٢٣", 23),
    ],
)
def test_it_reads_a_number(text: str, value: object) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "bonjour", "douze arbres", "12 13", "des centaines", "et", "virgule"])
def test_what_is_not_one_number_has_no_value(text: str) -> None:
    assert parse_number(text) is None


def values(text: str) -> list[object]:
    return [mention.value for mention in find_numbers(text)]


def test_neighbouring_numbers_are_told_apart() -> None:
    assert values("soixante quatre-vingts") == [60, 80]
    assert values("vingt cinquante") == [20, 50]
    assert values("deux ou trois cents, quatre vingt-dix") == [2, 300, 90]
    assert values("en 2025 300 personnes") == [2025, 300]


def test_an_article_is_not_a_figure_but_a_counted_one_is() -> None:
    assert values("un arbre dans une rue") == []
    assert values("une voix contre, un pouvoir, point un") == [1, 1, 1]
    assert [m.article for m in find_numbers("un arbre", articles=True)] == [True]


def test_ranks_percentages_and_approximations_are_told() -> None:
    first, share, about = find_numbers("la troisième fois, 12 % et une trentaine")
    assert (first.ordinal, share.percent, about.approximate) == (True, True, True)
    assert share.text == "12"


def test_a_code_is_not_a_number_but_an_hour_and_a_surface_are() -> None:
    assert values("la M57") == []
    assert values("20h30 sur 150m2") == [20, 30, 150]


@given(st.integers(20, 10**8))
def test_offsets_stay_right_among_invisible_characters(number: int) -> None:
    words = "\u200b".join(to_words(number))
    text = f"œuvre\u00ad e\u0301tat : {words}\u200d fin"
    [mention] = find_numbers(text)
    assert mention.value == number
    assert text[mention.start : mention.end] == mention.text
    assert mention.text.replace("\u200b", "") == to_words(number)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_and_offsets_quote_the_text(text: str) -> None:
    for mention in find_numbers(text, articles=True):
        assert text[mention.start : mention.end] == mention.text


def test_a_number_too_large_for_words_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        to_words(10**15)


def test_figures_are_grouped_with_narrow_no_break_spaces() -> None:
    assert format_number(278400) == "278\u202f400"
    assert format_number(Decimal("1234.50")) == "1\u202f234,5"
    assert format_number(Decimal("3"), decimals=2) == "3,00"
