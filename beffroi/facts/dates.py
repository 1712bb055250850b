"""Dates of a French text ("quinze décembre deux mille vingt-cinq", "12/09/2025", "jeudi"); dates written out."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from beffroi.facts.numbers import NumberMention
from beffroi.facts.scan import Scan, scan
from beffroi.facts.times import (
    DurationMention,
    TimeMention,
    find_durations,
    find_times,
    format_time,
)
from beffroi.facts.writing import NBSP

__all__ = ["DateMention", "DurationMention", "TimeMention", "find_dates", "find_durations", "find_times",
           "format_date", "format_time"]  # fmt: skip

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
          "novembre", "décembre")  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, or the parts of it that are said: ``weekday`` 0 is Monday. "en mars 2026" has no day."""

    start: int
    end: int
    text: str
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    @property
    def date(self) -> datetime.date | None:
        """The calendar day, when it is said whole and exists."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def coherent(self) -> bool:
        """False for a day that does not exist, or one that is not the weekday it is said to be."""
        if self.day is None or self.month is None:
            return True
        if self.year is None:
            return self.day <= (29 if self.month == 2 else 30 if self.month in (4, 6, 9, 11) else 31)
        day = self.date
        return day is not None and self.weekday in (None, day.weekday())


_MONTH_FORMS = ("janvier|janv", "fevrier|fevr|fev", "mars", "avril|avr", "mai", "juin", "juillet|juil", "aout",
                "septembre|sept|sep", "octobre|oct", "novembre|nov", "decembre|dec")  # fmt: skip
_MONTH_OF = {form: at for at, forms in enumerate(_MONTH_FORMS, start=1) for form in forms.split("|")}
_FULL = frozenset(forms.split("|")[0] for forms in _MONTH_FORMS)
_MONTH = re.compile(rf"(?<![a-z])({'|'.join(_MONTH_FORMS)})(?![a-z])\.?")
_WEEKDAY = re.compile(rf"(?<![a-z])({'|'.join(WEEKDAYS)})s?(?![a-z])")
_WEEKDAY_BEFORE = re.compile(rf"(?<![a-z])({'|'.join(WEEKDAYS)}),?\s(?:le\s)?$")
_CUE = re.compile(
    r"(?:^|[^a-z])(?:en|de|debut|fin|mi|mois de|d'ici|avant|apres|depuis|jusqu'en|jusqu'a|des|pour|d'|courant|et|a"
    r"|mois d'|ou|au)[ -]?(?:le mois de )?$"
)
_CHAIN = re.compile(rf"\s{{0,2}}(?:au|a|et|ou|-|,|et le|et du)\s{{0,2}}(?:(?:{'|'.join(WEEKDAYS)})\s)?$")
_DAY = r"(3[01]|[12][0-9]|0?[1-9])"
_MON = r"(1[0-2]|0?[1-9])"
_NUMERIC = re.compile(
    rf"(?<![0-9/.,-]){_DAY}\s?([/.-])\s?{_MON}\s?\2\s?((?:1[5-9]|2[01])[0-9]{{2}}|[0-9]{{2}})(?![0-9]|[/.-][0-9])"
)
_ISO = re.compile(r"(?<![0-9-])((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9]|-[0-9])")
_SHORT = re.compile(rf"(?:(?<=le )|(?<=du )|(?<=au )|(?<=di ))(?<![0-9/.-]){_DAY}/{_MON}(?![0-9/]|[.,][0-9])")
_COUNTED = re.compile(r"\s?(?:€|euros?|%|voix|habitants|personnes)")
_ALONE_AFTER = re.compile(r"\s*(?:$|[.,;:!?)\n]|(?:a|au|de|des|prochain|dernier|et|matin|soir)(?![a-z]))")


def find_dates(text: str | Scan, year: int | None = None) -> list[DateMention]:
    """Dates of a text in order. ``year`` completes a day and month said without their year.

    "du 3 au 5 mars" gives two dates; a month or a weekday on its own is a date of which the rest is not said."""
    page = scan(text)
    found = _numeric(page)
    taken = {at for start, end, _ in found for at in range(start, end)}
    for match in _MONTH.finditer(page.folded):
        found += [piece for piece in _around(page, match) if piece[0] not in taken]
    taken |= {at for start, end, _ in found for at in range(start, end)}
    found += map(_weekday, _alone(page, taken))
    return [_mention(page, *piece, year) for piece in sorted(found, key=lambda piece: piece[:2])]


Piece = tuple[int, int, DateMention]


def _piece(start: int, end: int, day: int | None, month: int | None, year: int | None = None,
           weekday: int | None = None) -> Piece:  # fmt: skip
    return start, end, DateMention(start, end, "", day, month, year, weekday)


def _mention(page: Scan, start: int, end: int, date: DateMention, year: int | None) -> DateMention:
    first, last = page.shape.span(start, end)
    given = year if date.year is None and date.day is not None and date.month is not None else date.year
    return replace(date, start=first, end=last, text=page.shape.original[first:last], year=given)


def _numeric(page: Scan) -> list[Piece]:
    found = []
    for match in page.from_figures(_NUMERIC):
        day, separator, month, digits = match.groups()
        if len(digits) == 4 or separator == "/" or len(day) + len(month) == 4:
            found.append(_with_weekday(page, match.start(), match.end(), int(day), int(month), _full_year(digits)))
    for match in page.from_figures(_ISO):
        found.append(_piece(match.start(), match.end(), int(match[3]), int(match[2]), int(match[1])))
    for match in page.from_figures(_SHORT):
        found.append(_with_weekday(page, match.start(), match.end(), int(match[1]), int(match[2]), None))
    return found


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else int(digits) + (2000 if int(digits) < 70 else 1900)


def _with_weekday(page: Scan, start: int, end: int, day: int, month: int, year: int | None) -> Piece:
    said = _WEEKDAY_BEFORE.search(page.folded, max(0, start - 14), start)
    if said is None:
        return _piece(start, end, day, month, year)
    return _piece(said.start(1), end, day, month, year, WEEKDAYS.index(said[1]))


def _around(page: Scan, match: re.Match[str]) -> list[Piece]:
    """The dates that end with this month: its day, its year, and the days that share it."""
    month = _MONTH_OF[match[1]]
    year, end = _year_after(page, match)
    day = page.number_before(match.start()) or page.by_end.get(match.start() - 1 if match.start() else 0)
    if day is None or not _is_day(page, day):
        said = match[1] in _FULL or match[0].endswith(".")
        if not said or (year is None and not _CUE.search(page.before(match.start(), 24))):
            return []
        return [_piece(match.start(), end, None, month, year)]
    if match[0] == "sept" and not page.folded[day.start].isdigit():
        return []
    last = _with_weekday(page, day.start, end, int(day.value), month, year)
    return [*_chain(page, day, last[0], month, year), last]


def _is_day(page: Scan, number: NumberMention) -> bool:
    if not isinstance(number.value, int) or not 1 <= number.value <= 31 or number.percent or number.article:
        return False
    return not number.ordinal or number.value == 1


def _year_after(page: Scan, match: re.Match[str]) -> tuple[int | None, int]:
    number = page.number_after(match.end(), room=3)
    counted = number and _COUNTED.match(page.folded, number.end)
    if number and isinstance(number.value, int) and 1500 <= number.value <= 2200 and not counted:
        return number.value, number.end
    end = match.end() if match[1] not in _FULL and match[0].endswith(".") else match.end(1)
    return None, end


def _chain(page: Scan, day: NumberMention, start: int, month: int, year: int | None) -> list[Piece]:
    """Days before that share the month: "les 3, 4 et 5 mars", "du lundi 3 au vendredi 7 mars"."""
    found: list[Piece] = []
    here = min(start, day.start)
    for _ in range(31):
        joint = _CHAIN.search(page.folded, max(0, here - 16), here)
        other = page.by_end.get(joint.start()) if joint else None
        if joint is None or other is None or not _is_day(page, other) or ("," in joint[0] and not found):
            break
        found.insert(0, _with_weekday(page, other.start, other.end, int(other.value), month, year))
        here = found[0][0]
    return found


def _alone(page: Scan, taken: set[int]) -> list[tuple[Scan, re.Match[str]]]:
    return [(page, match) for match in _WEEKDAY.finditer(page.folded) if match.start() not in taken]


def _weekday(found: tuple[Scan, re.Match[str]]) -> Piece:
    page, match = found
    weekday = WEEKDAYS.index(match[1])
    number = page.number_after(match.end(), room=1)
    if number and _is_day(page, number) and not number.ordinal and _ALONE_AFTER.match(page.folded, number.end):
        return _piece(match.start(), number.end, int(number.value), None, None, weekday)
    return _piece(match.start(), match.end(), None, None, None, weekday)


def format_date(date: datetime.date, *, weekday: bool = True, year: bool = True) -> str:
    """ "jeudi 11 décembre 2025", "1er janvier 2026" (``weekday`` off), no-break space after the day."""
    day = "1er" if date.day == 1 else str(date.day)
    parts = [WEEKDAYS[date.weekday()]] if weekday else []
    parts.append(f"{day}{NBSP}{MONTHS[date.month - 1]}")
    return " ".join([*parts, str(date.year)] if year else parts)
