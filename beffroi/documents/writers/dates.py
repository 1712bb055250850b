"""Dates as documents write them."""

from __future__ import annotations

from datetime import date, datetime

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


def french_day(on: date) -> str:
    """ "1er décembre 2025", with spaces that do not break."""
    day = "1er" if on.day == 1 else str(on.day)
    return f"{day}\u00a0{_MONTHS[on.month - 1]}\u00a0{on.year}"


def french_date(moment: datetime) -> str:
    """The day of ``moment``, as above."""
    return french_day(moment)


def french_moment(moment: datetime) -> str:
    """ "1er décembre 2025 à 9 h 05"."""
    return f"{french_date(moment)} à {moment.hour}\u00a0h\u00a0{moment.minute:02}"
