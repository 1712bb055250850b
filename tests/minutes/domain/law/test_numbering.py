"""Numbers of deliberations by the commune's own pattern."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.numbering import (
    DEFAULT_PATTERN,
    Issued,
    Restart,
    check_numbers,
    check_pattern,
    next_rank,
    number,
    rank_of,
    restart,
)

JUNE, SEPTEMBER = date(2026, 6, 4), date(2026, 9, 10)
PATTERNS = [
    "{année}-{rang:03d}",
    "{année}/{mois:02d}/{rang:03d}",
    "{année}_{séance:02d}_{rang:02d}",
    "D{année}{mois:02d}{jour:02d}-{rang}",
    "{rang:04d}",
    "DEL-{rang}/{année}",
]


@pytest.mark.parametrize(
    ("pattern", "written"),
    list(zip(PATTERNS, ["2026-012", "2026/06/012", "2026_03_12", "D20260604-12", "0012", "DEL-12/2026"], strict=True)),
)
def test_a_number_is_written_as_the_commune_chose(pattern: str, written: str) -> None:
    assert check_pattern(pattern) == []
    assert number(pattern, JUNE, 12, sitting=3) == written
    assert rank_of(pattern, written) == 12


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{année}", "rang"),
        ("{annee}-{rang}", "annee"),
        ("{année-{rang}", "accolade"),
        ("{année}-{rang", "accolade"),
        ("{rang}-{rang}", "une fois"),
        ("{rang:>9}", "n’est pas compris"),
        ("{rang!r}", "accolade"),
        ("{}-{rang}", "n’est pas connu"),
        ("{jour}-{rang}", "ajoutez l’année"),
        ("{année}-{jour}-{rang}", "ajoutez le mois"),
        ("{mois}-{rang}", "ajoutez l’année"),
        ("DELIBERATION-{année}-{rang:03d}", "quinze"),
        ("{rang.__class__}", "n’est pas connu"),
        ("{rang:3d}", "n’est pas compris"),
        ("{année}-{mois}{jour}-{rang}", "Séparez mois et jour"),
        ("{année}-{mois}1{jour:02d}-{rang}", "Séparez mois et jour"),
        ("{rang}{année}", "Séparez rang et année"),
    ],
)
def test_a_wrong_pattern_is_refused_in_words(pattern: str, said: str) -> None:
    assert any(said in each for each in check_pattern(pattern))
    with pytest.raises(ValueError):
        number(pattern, JUNE, 1)


def test_the_rank_starts_again_with_what_the_pattern_tells_apart() -> None:
    assert restart("{année}-{rang:03d}") is Restart.YEAR
    assert restart("{année}{séance}-{rang}") is Restart.SITTING
    assert restart("{rang:05d}") is Restart.NEVER


def test_the_next_number_follows_the_last_of_the_year_even_with_a_gap() -> None:
    issued = [Issued("2026-001", JUNE), Issued("2026-007", JUNE), Issued("2025-090", date(2025, 12, 18))]
    assert next_rank(DEFAULT_PATTERN, SEPTEMBER, issued) == 8
    assert next_rank(DEFAULT_PATTERN, date(2027, 1, 15), issued) == 1


def test_a_number_given_twice_a_gap_and_a_stranger_are_each_said() -> None:
    issued = [Issued("2026-001", JUNE), Issued("2026-001", JUNE), Issued("2026-004", SEPTEMBER), Issued("bis", JUNE)]
    said = check_numbers(DEFAULT_PATTERN, issued)
    assert said == [
        "Le numéro 2026-001 est donné 2 fois.",
        "Le numéro bis ne suit pas la numérotation choisie.",
        "Il manque le rang 2 dans l’année 2026.",
        "Il manque le rang 3 dans l’année 2026.",
    ]


def test_each_sitting_has_its_own_series_when_the_pattern_says_so() -> None:
    pattern = "{année}_{séance:02d}_{rang:02d}"
    issued = [Issued("2026_01_01", JUNE, 1), Issued("2026_02_01", SEPTEMBER, 2), Issued("2026_02_03", SEPTEMBER, 2)]
    said = [each.replace("\u00a0", " ") for each in check_numbers(pattern, issued)]
    assert said == ["Il manque le rang 2 dans la séance du 10 septembre 2026."]


@settings(deadline=None)
@given(st.sampled_from(PATTERNS), st.dates(date(1996, 1, 1), date(2099, 1, 1)), st.integers(1, 999), st.integers(1, 60))
def test_a_rank_is_read_back_from_the_number_it_made(pattern: str, day: date, rank: int, sitting: int) -> None:
    assert rank_of(pattern, number(pattern, day, rank, sitting)) == rank


@settings(deadline=None)
@given(st.sampled_from(PATTERNS), st.integers(1, 60))
def test_numbers_given_one_after_the_other_have_no_gap_and_no_duplicate(pattern: str, count: int) -> None:
    issued: list[Issued] = []
    for _ in range(count):
        rank = next_rank(pattern, JUNE, issued, sitting=2)
        issued.append(Issued(number(pattern, JUNE, rank, 2), JUNE, 2))
    assert check_numbers(pattern, issued) == []


@settings(deadline=None)
@given(
    st.sampled_from(PATTERNS[:1] + PATTERNS[2:]),
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(1, 200)), min_size=2, max_size=2),
)
def test_two_deliberations_of_two_series_or_two_ranks_never_share_a_number(
    pattern: str, two: list[tuple[date, int]]
) -> None:
    days = sorted({day for day, _ in two})
    numbers = [number(pattern, day, rank, 1 + days.index(day)) for day, rank in two]
    when = restart(pattern)
    series = [(day if when is Restart.SITTING else day.year if when is Restart.YEAR else 0, rank) for day, rank in two]
    assert (numbers[0] == numbers[1]) == (series[0] == series[1])
