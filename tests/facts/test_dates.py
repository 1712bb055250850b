"""Dates, hours and durations, said and written."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.facts import find_dates, find_durations, find_times, format_date, format_time, to_words


def dates(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(date.day, date.month, date.year) for date in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("le 15 décembre", (15, 12, None)),
        ("quinze décembre deux mille vingt-cinq", (15, 12, 2025)),
        ("vingt et un mai mille neuf cent quatre-vingt-un", (21, 5, 1981)),
        ("onze décembre deux mil vingt-cinq", (11, 12, 2025)),
        ("12/09/2025", (12, 9, 2025)),
        ("14/07/24", (14, 7, 2024)),
        ("2025-12-11", (11, 12, 2025)),
        ("premier mars", (1, 3, None)),
        ("1er janvier 2026", (1, 1, 2026)),
        ("1 er  janvier", (1, 1, None)),
        ("jeudi 11 décembre", (11, 12, None)),
        ("15 déc. 2025", (15, 12, 2025)),
        ("en décembre 2025", (None, 12, 2025)),
        ("fin septembre", (None, 9, None)),
        ("tous les mardis", (None, None, None)),
    ],
)
def test_it_reads_a_date(text: str, parts: tuple[int | None, int | None, int | None]) -> None:
    assert dates(text) == [parts]


def test_days_that_share_a_month_are_all_dates() -> None:
    assert dates("du 3 au 5 mars 2024") == [(3, 3, 2024), (5, 3, 2024)]
    assert dates("les 3, 4 et 5 mars") == [(3, 3, None), (4, 3, None), (5, 3, None)]
    assert dates("du lundi 3 au vendredi 7 mars") == [(3, 3, None), (7, 3, None)]


def test_what_looks_like_a_date_is_not_always_one() -> None:
    assert dates("03.84.12.34.56") == []
    assert dates("11/12 des voix") == []
    assert dates("M. Mars") == []


def test_the_year_of_the_sitting_completes_a_date() -> None:
    [date] = find_dates("le jeudi 11 décembre", year=2025)
    assert date.date == datetime.date(2025, 12, 11)
    assert date.coherent


def test_a_wrong_weekday_and_an_impossible_day_are_told() -> None:
    wrong, impossible = find_dates("jeudi 12 décembre 2025 ou 31 février")
    assert not wrong.coherent
    assert not impossible.coherent


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)))
def test_a_formatted_date_is_read_back(day: datetime.date) -> None:
    [date] = find_dates(f"Séance du {format_date(day)} à la mairie")
    assert date.date == day
    assert date.weekday == day.weekday()


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2199, 12, 31)))
def test_a_date_said_in_words_is_read(day: datetime.date) -> None:
    month = format_date(day, weekday=False).split("\u00a0")[1].split()[0]
    said = f"{'premier' if day.day == 1 else to_words(day.day)} {month} {to_words(day.year)}"
    assert dates(said) == [(day.day, day.month, day.year)]


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("20 h", 20, 0),
        ("21h40", 21, 40),
        ("20:30", 20, 30),
        ("Il est vingt heures, je", 20, 0),
        ("vingt heures trente", 20, 30),
        ("vingt et une heures quarante", 21, 40),
        ("21 heures 40 minutes", 21, 40),
        ("minuit", 0, 0),
        ("8 heures et demie", 8, 30),
        ("midi moins le quart", 11, 45),
        ("neuf heures moins dix", 8, 50),
        ("à trois heures et demie de l'après-midi", 15, 30),
    ],
)
def test_it_reads_an_hour(text: str, hour: int, minute: int) -> None:
    assert [(time.hour, time.minute) for time in find_times(text)] == [(hour, minute)]
    assert find_durations(text) == []


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_formatted_hour_is_read_back(hour: int, minute: int) -> None:
    [time] = find_times(f"La séance est levée à {format_time(hour, minute)}.")
    assert (time.hour, time.minute) == (hour, minute)


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("quinze jours", 15, "jour", ""),
        ("15 jours francs", 15, "jour", "franc"),
        ("une quinzaine de jours", 15, "jour", ""),
        ("deux mois", 2, "mois", ""),
        ("un délai d'un mois", 1, "mois", ""),
        ("un an et demi", 18, "mois", ""),
        ("35 heures par semaine", 2100, "minute", ""),
        ("dans les 24 heures", 1440, "minute", ""),
        ("une demi-heure", 30, "minute", ""),
        ("trois quarts d'heure", 45, "minute", ""),
        ("pendant deux heures trente", 150, "minute", ""),
    ],
)
def test_it_reads_a_duration(text: str, value: int, unit: str, qualifier: str) -> None:
    found = [(length.value, length.unit, length.qualifier) for length in find_durations(text)]
    assert found == [(value, unit, qualifier)]
    assert find_times(text) == []


def test_an_impossible_hour_is_not_written() -> None:
    with pytest.raises(ValueError, match="25"):
        format_time(25)
