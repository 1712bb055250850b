"""Dates as documents write them."""

from __future__ import annotations

from datetime import datetime

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


def french_date(moment: datetime) -> str:
    """ "1er décembre 2025", with spaces that do not break."""
    day = "1er" if moment.day == 1 else str(moment.day)
    return f"{day}\u00a0{_MONTHS[moment.month - 1]}\u00a0{moment.year}"


def french_moment(moment: datetime) -> str:
    """ "1er décembre 2025 à 9 h 05"."""
    return f"{french_date(moment)} à {moment.hour}\u00a0h\u00a0{moment.minute:02}"
