"""Counting days as the texts count them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.minutes.domain.law.days import (
    add_months,
    after_clear_days,
    before_clear_days,
    clear_days_between,
    easter,
    next_working_day,
    public_holidays,
    within_a_week,
)

DAYS = st.dates(date(1996, 2, 24), date(2099, 12, 31))


def test_neither_the_day_of_sending_nor_the_day_of_the_sitting_counts() -> None:
    assert clear_days_between(date(2026, 3, 24), date(2026, 3, 28)) == 3


def test_a_holiday_counts_as_any_clear_day() -> None:
    """The example of a public guide: a sitting on the 28th, the 25th a holiday, sent on the 24th at the latest."""
    assert before_clear_days(date(2026, 12, 28), 3) == date(2026, 12, 24)


def test_the_case_that_the_conseil_d_etat_judged_is_regular() -> None:
    """Sent on 21 December 1989 for 26 December 1989, a Saturday, a Sunday and a holiday between."""
    assert clear_days_between(date(1989, 12, 21), date(1989, 12, 26)) >= 3


@settings(deadline=None)
@given(DAYS, st.integers(0, 10))
def test_counting_back_and_forth_gives_the_same_days(sitting: date, days: int) -> None:
    sent = before_clear_days(sitting, days)
    assert clear_days_between(sent, sitting) == days
    assert after_clear_days(sent, days) == sitting
    assert clear_days_between(sent + timedelta(days=1), sitting) == days - 1


def test_a_week_after_a_thursday_ends_on_the_next_thursday_included() -> None:
    assert within_a_week(date(2026, 6, 4)) == date(2026, 6, 11)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 10, 1), 2, date(2025, 12, 1)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
    ],
)
def test_months_go_from_date_to_date_or_to_the_last_day(start: date, months: int, end: date) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1999, (4, 4)), (2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25)), (2076, (4, 19))],
)
def test_easter_falls_when_almanacs_say(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


@settings(deadline=None)
@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_a_year_has_eleven_holidays_and_thirteen_in_alsace_moselle() -> None:
    assert len(public_holidays(2026)) == 11
    assert public_holidays(2026, alsace_moselle=True) - public_holidays(2026) == {date(2026, 4, 3), date(2026, 12, 26)}


@settings(deadline=None)
@given(DAYS)
def test_a_working_day_is_never_a_week_end_nor_a_holiday(day: date) -> None:
    found = next_working_day(day)
    assert found >= day
    assert found.weekday() < 5
    assert found not in public_holidays(found.year)
    assert found - day <= timedelta(days=4)
