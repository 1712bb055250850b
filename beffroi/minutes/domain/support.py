"""What a sentence says that the words it rests on do not: figures, amounts, dates, hours, names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from beffroi.facts.dates import find_dates
from beffroi.facts.numbers import find_numbers
from beffroi.facts.text import fold
from beffroi.facts.times import find_times
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.types import FlagKind, Utterance


@dataclass(frozen=True, slots=True)
class Missing:
    """A value written and not heard; ``heard``: what the sources say in its place, where there is one."""

    kind: FlagKind
    written: str
    heard: str = ""


def figures_missing(text: str, sources: Sequence[str], allowed: Collection[int | Decimal] = ()) -> list[Missing]:
    """Figures, dates and hours of ``text`` that no source says; ``allowed``: figures that were computed."""
    said = _Said(sources)
    found: list[Missing] = []
    done: list[tuple[int, int]] = []
    for date in find_dates(text):
        if date.day is None or date.month is None:
            continue
        done.append((date.start, date.end))
        if (date.day, date.month) not in said.days:
            found.append(Missing(FlagKind.DATE, date.text, said.one_date()))
    for time in find_times(text):
        done.append((time.start, time.end))
        if (time.hour, time.minute) not in said.hours and not _pieces_said((time.hour, time.minute), said):
            found.append(Missing(FlagKind.DATE, time.text, said.one_hour()))
    for number in find_numbers(text):
        inside = any(start <= number.start < end for start, end in done)
        if (
            inside
            or number.ordinal
            or number.article
            or fold(number.text) in ("un", "une")
            or number.value in said.numbers
            or number.value in allowed
        ):
            continue
        found.append(Missing(FlagKind.FIGURE, number.text, said.near(number.value)))
    return found


def _pieces_said(time: tuple[int, int], said: _Said) -> bool:
    return time[0] in said.numbers and (time[1] == 0 or time[1] in said.numbers)


class _Said:
    """The values of the sources."""

    def __init__(self, sources: Sequence[str]) -> None:
        self.mentions = [number for text in sources for number in find_numbers(text, articles=True)]
        self.numbers = {number.value for number in self.mentions}
        dates = [date for text in sources for date in find_dates(text) if date.day and date.month]
        self.dates = [date.text for date in dates]
        self.days = {(date.day, date.month) for date in dates}
        times = [time for text in sources for time in find_times(text)]
        self.times = [time.text for time in times]
        self.hours = {(time.hour, time.minute) for time in times}

    def one_date(self) -> str:
        return self.dates[0] if len(self.dates) == 1 else ""

    def one_hour(self) -> str:
        return self.times[0] if len(self.times) == 1 else ""

    def near(self, value: int | Decimal) -> str:
        """The figure said that this one was most likely meant to be."""
        known = [mention for mention in self.mentions if not mention.article and not mention.ordinal]
        if not known:
            return ""
        closest = min(known, key=lambda mention: abs(Decimal(mention.value) - Decimal(value)))
        scale = max(abs(Decimal(closest.value)), Decimal(1))
        return closest.text if abs(Decimal(closest.value) - Decimal(value)) / scale < Decimal("0.6") else ""


def names_missing(text: str, sources: Sequence[Utterance], people: People) -> list[Missing]:
    """People named in ``text`` who neither speak nor are named in the sources."""
    spoken = " ".join(utterance.text for utterance in sources)
    heard = {
        *people.mentioned(spoken),
        *(people.of_speaker(utterance.speaker or utterance.voice) for utterance in sources),
    }
    words = set(re.findall(r"[a-z0-9]+", fold(" ".join([spoken, *(utterance.speaker for utterance in sources)]))))
    found: list[Missing] = []
    for mention in people.mentions(text):
        member = people.member(mention)
        parts = re.findall(r"[a-z0-9]+", fold(mention.last))
        if member in heard and member is not None:
            continue
        if all(part in words for part in parts) or (member and fold(member.first_name) in words):
            continue
        found.append(Missing(FlagKind.NAME, member.full_name if member else mention.text))
    return found
