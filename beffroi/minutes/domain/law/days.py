"""Counting days as the texts count them: clear days, a week, months from date to date, days when nothing is received.

- Clear days (jours francs): neither the day of sending nor the day of the sitting counts; Saturdays, Sundays and
  holidays do (answers of the Minister of the Interior to written questions no. 33389, JO AN 29 January 1996, and
  no. 00343, JO Sénat 14 February 2013: addresses in ``references``, code "jours francs").
- "Within a week" is not a clear delay: the day of the event does not count, the seventh day that follows does
  (a sitting on Thursday 4 gives until Thursday 11 included). It is never put off, even when it ends on a holiday.
- Months go from date to date; a date that the last month lacks becomes its last day (code de procédure civile, 641).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DAY = timedelta(days=1)


def clear_days_between(sent: date, sitting: date) -> int:
    """Whole days that pass between the two, both excluded; negative when the sending is not before the sitting."""
    return (sitting - sent).days - 1


def before_clear_days(sitting: date, days: int) -> date:
    """The last day when something can be sent to leave ``days`` clear days before the sitting."""
    return sitting - (days + 1) * DAY


def after_clear_days(sent: date, days: int) -> date:
    """The first day when a sitting can be held ``days`` clear days after the sending."""
    return sent + (days + 1) * DAY


def within_a_week(event: date) -> date:
    """The last day, included, of the week that follows the event."""
    return event + 7 * DAY


def add_months(day: date, months: int) -> date:
    """The same date some months later, or the last day of that month where it has no such date."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus, Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int, *, alsace_moselle: bool = False) -> frozenset[date]:
    """Legal holidays (code du travail, L3133-1), with Good Friday and 26 December in Alsace-Moselle (L3134-13)."""
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    moving = {1, 39, 50}
    if alsace_moselle:
        fixed, moving = fixed | {(12, 26)}, moving | {-2}
    days = {date(year, month, day) for month, day in fixed} | {easter(year) + offset * DAY for offset in moving}
    return frozenset(days)


def next_working_day(day: date, *, alsace_moselle: bool = False) -> date:
    """The day itself, or the first that is neither a Saturday, a Sunday nor a holiday."""
    while day.weekday() >= 5 or day in public_holidays(day.year, alsace_moselle=alsace_moselle):
        day += DAY
    return day
