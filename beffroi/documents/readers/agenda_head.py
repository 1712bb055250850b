"""Around the list of a convocation: the body called, day, hour and place of the sitting, date and signature."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from beffroi.documents.readers.agenda_signature import Said, Signatory, signatory
from beffroi.documents.readers.agenda_words import loose
from beffroi.facts.dates import DateMention, find_dates, find_durations, find_times

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    body: Said[str] | None = None
    place: Said[str] | None = None
    day: Said[datetime.date] | None = None
    hour: Said[datetime.time] | None = None
    dated: Said[datetime.date] | None = None
    signatory: Said[Signatory] | None = None


MOST_BEFORE, MOST_AFTER = 150, 80
"""Lines looked at around the list: a letter has fewer."""
_BODY = loose(
    r"\b(?P<body>conseil\s+(?:municipal|communautaire|syndical|métropolitain|départemental|d.administration|d.école)\b"
    r"|comité\s+syndical\b|bureau\s+(?:municipal|communautaire|syndical)\b"
    r"|commission [^\W\d][\w’', ]{3,40}?(?=\s*(?:[\n.;:–—(]|se\b|qui\b|aura\b|du\s+\w+\s+\d)))"
)
_CALLS = loose(
    r"séance|réuni|se tiendra|aura lieu|tenue?\b|convo(?:qu|cation à)|assister|conseil (?:municipal|communautaire)"
    r"|comité|assemblée|rendez-vous|\bdate\s*:|\bjour\s*:|ordre du jour"
)
_WRITTEN = loose(
    r"(?:fait|donné) à|fait le|convocation\s*(?:du|:|le|adressée|envoyée|en date|transmise)|date de (?:la )?convocation"
    r"|envoyée? le|notifi|transmis|en date du|^[\w’' -]{2,40},\s*le$|^le$"
)
_OTHER = loose(
    r"procès|p\.?-?v\.?\b|compte[- ]rendu|\bloi\b|décret|\bcode\b|article|délibération|précédent|réponse|pouvoir"
    r"|affich|avant le|au plus tard|jusqu"
)
_PLACE_LINE = loose(r"^(?:lieu|endroit)\s*(?:de (?:la )?(?:réunion|séance))?\s*:\s*(?P<place>.+)$")
_ROOM = (
    r"mairie|hôtel de ville|maison|salle|foyer|centre|siège|espace|pôle|école|gymnase|complexe|auditorium|théâtre"
    r"|bureau|préau|locaux|bâtiment|annexe|palais|médiathèque|grange|halle|communauté"
)
_PLACE = loose(
    rf"(?:\b(?P<word>à|a|en|dans|au|aux)\s+)?(?P<place>(?:la\s+|l.|le\s+|les\s+|notre\s+)?(?:{_ROOM})\b"
    rf"(?:(?!\s+(?:avec|afin|pour|sous|sur l.ordre|dont|selon|suivant|et je|où)\b)[^.,;:\n()]){{0,80}}"
    rf"(?:,\s*(?:salle|étage|bâtiment|rue|avenue|place|\d+)\b[^.,;:\n()]{{0,40}}|\s*\([^()\n]{{2,40}}\))?)"
)


def read_head(lines: Sequence[str], first: int, after: int) -> Head:
    """What the lines say around those of the agenda, which go from rank ``first`` to ``after`` (excluded)."""
    text = _Text(lines, first, after)
    dates = list(_dates(text))
    day = _best(text, dates, first)
    dated = _dated(text, dates, day)
    lines = lines[: after + MOST_AFTER]
    signed = signatory(lines, after, len(lines)) or signatory(lines, 0, min(first, MOST_BEFORE))
    return Head(
        body=_body(text),
        place=_place(text, lines, day),
        day=text.said(day.start, _resolved(day, dated)) if day else None,
        hour=_hour(text, day),
        dated=text.said(dated.start, dated.date) if dated else None,
        signatory=signed,
    )


class _Text:
    """The lines around the list as one text, since a date may be cut at the end of a line."""

    def __init__(self, lines: Sequence[str], first: int, after: int) -> None:
        ranks = [*range(min(first, MOST_BEFORE)), *range(after, min(len(lines), after + MOST_AFTER))]
        self.head = 0
        self.starts: list[tuple[int, int]] = []
        self.text = ""
        for rank in ranks:
            self.starts.append((len(self.text), rank))
            self.text += " ".join(lines[rank].replace("*", " ").split()) + "\n"
            if rank < first:
                self.head = len(self.text)
        self.flat = self.text.replace("\n", " ")

    def rank(self, position: int) -> int:
        return [rank for start, rank in self.starts if start <= position][-1]

    def said(self, position: int, value: T | None) -> Said[T] | None:
        return None if value is None else Said(value, self.rank(position) + 1)


def _dates(text: _Text) -> Iterator[DateMention]:
    for date in find_dates(text.flat):
        if date.day and date.month and (date.date or not date.year):
            yield date


def _best(text: _Text, dates: Sequence[DateMention], first: int) -> DateMention | None:
    """The day of the sitting: called by its words, followed by an hour, near the head."""
    scored = [(_score(text, date, first), -rank, date) for rank, date in enumerate(dates)]
    best = max(scored, default=None, key=lambda one: one[:2])
    return best[2] if best and best[0] > 0 else None


def _score(text: _Text, date: DateMention, first: int) -> int:
    before = text.flat[max(0, date.start - 90) : date.start]
    close = _same_sentence(before)
    score = 3 * bool(_CALLS.search(close)) - 4 * bool(_OTHER.search(close[-45:])) - 5 * _is_written(text, date)
    score += 3 * (_hour_after(text, date) is not None)
    score += date.weekday is not None
    return score + (text.rank(date.start) <= first)


def _same_sentence(before: str) -> str:
    return re.split(r"[.!?;]\s+(?=[A-ZÀ-Ý])", before)[-1]


def _is_written(text: _Text, date: DateMention) -> bool:
    """Whether the date is that of the letter: "Fait à Valbourg, le", "Convocation du"."""
    line = text.text[text.text.rfind("\n", 0, date.start) + 1 : date.start].strip()
    return bool(_WRITTEN.search(line[-60:])) and not re.search(r"séance|réunion", line[-60:], re.IGNORECASE)


def _dated(text: _Text, dates: Sequence[DateMention], day: DateMention | None) -> DateMention | None:
    written = [date for date in dates if date is not day and _is_written(text, date) and _is_near(date, day)]
    return next(iter(written), None)


def _is_near(date: DateMention, day: DateMention | None) -> bool:
    """Whether a letter of that date may call for that day: before it, by three months at most."""
    if date.date is None:
        return False
    if day is None or day.date is None:
        return True
    return datetime.timedelta(0) <= day.date - date.date <= datetime.timedelta(days=92)


def _resolved(day: DateMention, dated: DateMention | None) -> datetime.date | None:
    """The day, its year taken from the letter's date where it is not said; None where nothing tells it."""
    if day.date or dated is None or dated.date is None or day.day is None or day.month is None:
        return day.date
    for year in (dated.date.year, dated.date.year + 1):
        try:
            found = datetime.date(year, day.month, day.day)
        except ValueError:
            continue
        if found >= dated.date:
            return found
    return None


def _hour_after(text: _Text, date: DateMention) -> tuple[int, datetime.time] | None:
    return _hour_in(text.flat, date.end, date.end + 45)


def _hour_in(flat: str, start: int, end: int) -> tuple[int, datetime.time] | None:
    window = flat[start:end]
    for found in find_times(window):
        return start + found.start, datetime.time(found.hour % 24, found.minute)
    for lasts in find_durations(window):
        if lasts.unit == "minute" and lasts.value >= 60 and re.search(r"h", lasts.text):
            return start + lasts.start, datetime.time(int(lasts.value) // 60 % 24, int(lasts.value) % 60)
    return None


def _hour(text: _Text, day: DateMention | None) -> Said[datetime.time] | None:
    found = _hour_after(text, day) if day else None
    if found is None and (line := re.search(r"(?im)^(?:heure|horaire)\s*:\s*", text.text)):
        found = _hour_in(text.flat, line.end() - 2, line.end() + 30)
    if found is None and day:
        found = _hour_in(text.flat, max(0, day.start - 40), day.start)
    return text.said(*found) if found else None


def _body(text: _Text) -> Said[str] | None:
    found = _BODY.search(text.text)
    return text.said(found.start(), " ".join(found["body"].split()).capitalize()) if found else None


def _place(text: _Text, lines: Sequence[str], day: DateMention | None) -> Said[str] | None:
    for rank, line in enumerate(lines):
        if found := _PLACE_LINE.match(line):
            return Said(found["place"].strip(" .,;"), rank + 1)
    if day is None:
        return None
    end = min(day.end + 220, text.head) if day.end <= text.head else day.end + 220
    wrapped = re.sub(r"\n(?=[a-zà-ÿ])", " ", text.text)  # a place cut at the end of a line goes on in small letters
    found = _PLACE.search(wrapped, day.end, end)
    if found is None:
        before = _PLACE.search(wrapped, max(0, day.start - 120), day.start)
        found = before if before and _leads(wrapped, before, day.start) else None
    if not found or re.search(r"\d{5}", found["place"]):
        return None
    return text.said(found.start("place"), _tidy_place(found["place"]))


def _leads(text: str, place: re.Match[str], day: int) -> bool:
    """Whether a place named before the day is that of the sitting: on its line, or in the sentence that calls."""
    if place["word"] or "\n" not in text[place.end() : day]:
        return True
    return bool(_CALLS.search(text, max(0, place.start() - 40), place.start()))


def _tidy_place(place: str) -> str:
    place = re.split(r"\s+(?=(?:le|du)\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\d))", place)[0]
    return re.sub(r"\s+(?:à|a|au|en|le|et|aux?)$", "", place.strip(" –—-«"))
