"""Every fact of a text at once, each said in one canonical way, none overlapping another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from beffroi.facts.amounts import AmountMention, find_amounts
from beffroi.facts.contacts import find_emails, find_phones
from beffroi.facts.dates import WEEKDAYS, DateMention, find_dates, find_durations, find_times
from beffroi.facts.names import Known, NameMention, find_names
from beffroi.facts.numbers import PERCENT, NumberMention, Value, is_negative, located
from beffroi.facts.people import Roster, tokens
from beffroi.facts.references import ReferenceMention, find_references
from beffroi.facts.scan import Scan, scan
from beffroi.facts.times import DurationMention, TimeMention
from beffroi.facts.writing import trimmed

Kind = Literal["number", "amount", "date", "time", "duration", "phone", "email", "name", "reference"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact at ``text[start:end]``. ``value`` is canonical and can be compared ("77000 EUR", "2025-12-15",
    "20:30", "15 jour", "12 %"); ``detail`` is what its own finder said of it."""

    kind: Kind
    value: str
    text: str
    start: int
    end: int
    detail: Any = field(default=None, compare=False, repr=False)


def extract(text: str | Scan, known_names: Sequence[Known] | Roster = ()) -> list[Mention]:
    """The facts of a text in order; where two overlap the more specific wins (an amount is not a number)."""
    page = scan(text)
    taken = bytearray(len(page.shape.original) + 1)
    kept: list[Mention] = []
    for mention in _all(page, known_names):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _all(page: Scan, known_names: Sequence[Known] | Roster) -> Iterator[Mention]:
    """From the most specific to the least."""
    for email in find_emails(page):
        yield Mention("email", email.value, email.text, email.start, email.end, email)
    for phone in find_phones(page):
        yield Mention("phone", phone.value, phone.text, phone.start, phone.end, phone)
    for reference in find_references(page):
        yield _mention("reference", reference_value(reference), reference)
    for amount in find_amounts(page):
        yield _mention("amount", f"{_figure(amount.value)} {amount.currency}", amount)
    for date in find_dates(page):
        yield _mention("date", date_value(date), date)
    for time in find_times(page):
        yield _mention("time", f"{time.hour:02}:{time.minute:02}", time)
    for duration in find_durations(page):
        yield _mention("duration", duration_value(duration), duration)
    for name in find_names(page, known_names):
        yield _mention("name", name_value(name), name)
    yield from _numbers(page)


Detail = ReferenceMention | AmountMention | DateMention | TimeMention | DurationMention | NameMention


def _mention(kind: Kind, value: str, detail: Detail) -> Mention:
    return Mention(kind, value, detail.text, detail.start, detail.end, detail)


def _figure(value: Value) -> str:
    return f"{trimmed(Decimal(value)):f}"


def _numbers(page: Scan) -> Iterator[Mention]:
    for number in page.numbers:
        if number.article:
            continue
        value = -number.value if is_negative(page.folded, number.start) else number.value
        sign = PERCENT.match(page.folded, number.end) if number.percent else None
        start, end = page.shape.span(number.start, sign.end() if sign else number.end)
        written = page.shape.original[start:end]
        yield Mention("number", number_value(number, value), written, start, end, located(page.shape, number))


def number_value(number: NumberMention, value: Value) -> str:
    """ "12", "12 %", "3e"."""
    return f"{_figure(value)}{' %' if number.percent else 'e' if number.ordinal else ''}"


def reference_value(reference: ReferenceMention) -> str:
    """ "article L2121-15", "parcelle AB112", "2025-12"."""
    return f"{reference.nature} {reference.number}".strip()


def date_value(date: DateMention) -> str:
    """ISO 8601 where the year is said, "--12-15" without it, "jeudi" for a weekday alone."""
    if date.month is None:
        day = f" {date.day}" if date.day else ""
        return f"{WEEKDAYS[date.weekday or 0]}{day}"
    year = f"{date.year:04}" if date.year is not None else "-"
    return f"{year}-{date.month:02}" + (f"-{date.day:02}" if date.day else "")


def duration_value(duration: DurationMention) -> str:
    """ "15 jour", "15 jour franc", "90 minute"."""
    return f"{_figure(duration.value)} {duration.unit} {duration.qualifier}".strip()


def name_value(name: NameMention) -> str:
    """Folded first and last name, as the roster has them where the person is known."""
    return " ".join(tokens(name.full))
