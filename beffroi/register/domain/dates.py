"""Dates as registers give them: a year, a month or a day, kept with the precision they have."""

from __future__ import annotations

import re
from datetime import date

from beffroi.facts.dates import MONTHS, format_date

_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_FRENCH = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])(\d{4})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1950, 2100


class BadDate(ValueError):
    """Not a date that a register may hold; the message is French."""


def parse(text: str) -> str:
    """ "2025", "2025-03", "2025-03-12" from those, from "12/03/2025", "03/2025" or from a moment. Raises BadDate."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _FRENCH.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise BadDate(_unread(text))
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise BadDate(_unread(text))
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise BadDate(_unread(text)) from None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def _unread(text: str) -> str:
    return f"« {text[:40]} » n’est pas une date : écrivez 12/03/2025, 03/2025 ou 2025."


def said(iso: str) -> str:
    """ "12 mars 2025", "mars 2025", "2025"; as it is for what ``parse`` did not give."""
    parts = iso.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return format_date(date(*numbers), weekday=False)
        return f"{MONTHS[numbers[1] - 1]} {numbers[0]}" if len(numbers) == 2 else iso
    except (ValueError, IndexError):
        return iso


def month_of(iso: str) -> str:
    """ "2025-03", or nothing when the month is not known."""
    return iso[:7] if len(iso) >= 7 else ""


def before(first: str, second: str) -> bool:
    """Whether ``first`` is surely before ``second``, at the precision that both have."""
    precision = min(len(first), len(second))
    return first[:precision] < second[:precision]
