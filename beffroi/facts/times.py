"""Hours of the day and durations in a French text ("vingt heures trente", "quinze jours francs")."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from beffroi.facts.numbers import NumberMention, Value
from beffroi.facts.scan import Scan, scan
from beffroi.facts.writing import NBSP


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An hour of the day; "minuit" is 0 h, "24 h" stays 24."""

    start: int
    end: int
    text: str
    hour: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class DurationMention:
    """A length of time in its French unit, in the singular (seconde, minute, jour, semaine, mois): hours are
    given in minutes and years in months. ``qualifier``: "franc", "ouvré", "ouvrable", "calendaire" or ""."""

    start: int
    end: int
    text: str
    value: Value
    unit: str
    qualifier: str = ""


_HOUR = re.compile(r"\s{0,3}h(?:eures?)?(?![a-z])")
_PART = re.compile(
    r"\s{1,2}(?:(?P<half>et\s?-?demie?)|(?P<quarter>et\s(?:un\s)?quart)|(?P<to>moins\s(?:le|un)\squart)"
    r"|(?P<minus>moins\s))(?![a-z0-9](?<!s\s[a-z]))"
)
_MINUTES = re.compile(r"\s{0,2}(?:minutes?|min|mn)(?![a-z])")
_HALF_DAY = re.compile(r"\s(?:du\s(?P<pm>soir)|de\sl'\s?(?P<pm2>apres[- ]midi)|du\smatin)(?![a-z])")
_COLON = re.compile(r"(?<![0-9:.,/])([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9:])")
_NOON = re.compile(r"(?<![a-z-])(?<!apres )(midi|minuit)(?![a-z]|-[a-z])")
_LASTS_BEFORE = re.compile(
    r"(?:pendant|durant|durees?(?: \w+){0,2} (?:de|a)|moins de|plus de|toutes les|sous|dans(?: les)?|raison de"
    r"|delai(?: \w+)? de|total de|volume (?:\w+ )?de|forfait de|il y a|pres de|environ|supplementaires? de|les"
    r"|au bout de|apres plus de|quelque|reunion de|formation de|seance de|stage de)\s(?:au (?:moins|plus) )?$"
)
_LASTS_AFTER = re.compile(
    r"\s?(?:/|par (?:jour|semaine|mois|an)|hebdo|mensuel|annuel|supplementaire|complementaire|consecutive"
    r"|(?:de|d')\s?(?:travail|formation|cours|absence|intervention|menage|retard|debat|discussion|benevolat|service"
    r"|suite|affilee|conduite|marche|route|reunion|trajet)|plus tard|apres|avant|durant|ouvre)"
)
_CLOCK_BEFORE = re.compile(
    r"(?:^|[.;:,!?(«\n]\s?|(?:^|[^a-z])(?:a|il est|il etait|vers|des|jusqu'a|avant|apres|de|entre|partir de|pour"
    r"|sur les|matin|soir|midi|[0-9]|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|et)\s)$"
)
_UNITS = {"seconde": ("seconde", 1), "sec": ("seconde", 1), "minute": ("minute", 1), "min": ("minute", 1),
          "mn": ("minute", 1), "heure": ("minute", 60), "h": ("minute", 60), "jour": ("jour", 1),
          "journee": ("jour", 1), "j": ("jour", 1), "semaine": ("semaine", 1), "mois": ("mois", 1),
          "trimestre": ("mois", 3), "semestre": ("mois", 6), "an": ("mois", 12), "annee": ("mois", 12)}  # fmt: skip
_UNIT = re.compile(
    r"\s{0,3}(?:de )?(?P<unit>secondes?|sec|minutes?|min|mn|heures?|h|jours?|journees?|j(?![a-z'])|semaines?"
    r"|mois|trimestres?|semestres?|annees?|ans?)(?![a-z'])(?P<half>\set demie?(?![a-z]))?"
    r"(?:\s(?P<q>francs?|ouvres?|ouvrables?|calendaires?)(?![a-z]))?"
)
_FRACTION = re.compile(r"[ -](?:(?P<half>demi)-?s?[ -]?heures?|(?P<quarter>quarts?)\sd'heure)(?![a-z])")
_QUALIFIERS = {"f": "franc", "c": "calendaire", "ouvre": "ouvré", "ouvra": "ouvrable"}
_ARTICLE_CUE = re.compile(
    r"(?:d'|pendant |durant |dans |sous |de |pour |apres |avant |depuis |moins d'|plus d'|delai d'|encore |pres d')$"
)


def find_times(text: str | Scan) -> list[TimeMention]:
    """Hours of the day in order; what is said to last ("35 heures par semaine") is a duration, not an hour."""
    page = scan(text)
    found = [_clock(page, n) for n in page.numbers]
    mentions = [time for time in found if time is not None]
    mentions += [_time(page, m.start(), m.end(), int(m[1]), int(m[2])) for m in _COLON.finditer(page.folded)]
    mentions += [_noon(page, m) for m in _NOON.finditer(page.folded)]
    return sorted(mentions, key=lambda mention: mention.start)


def _time(page: Scan, start: int, end: int, hour: int, minute: int) -> TimeMention:
    first, last = page.shape.span(start, end)
    return TimeMention(first, last, page.shape.original[first:last], hour, minute)


def _clock(page: Scan, number: NumberMention) -> TimeMention | None:
    hit = _HOUR.match(page.folded, number.end)
    if hit is None or not _is_hour(number):
        return None
    hour = int(number.value)
    minute, end = _minutes(page, hit.end())
    if _lasts(page, number, hit, end, minute is not None):
        return None
    half = _HALF_DAY.match(page.folded, end)
    if half and (half["pm"] or half["pm2"]) and 0 < hour < 12:
        hour += 12
    hour, minute = _shift(hour, minute or 0)
    return _time(page, number.start, half.end() if half else end, hour, minute)


def _is_hour(number: NumberMention) -> bool:
    return isinstance(number.value, int) and 0 <= number.value <= 24 and not number.ordinal


def _shift(hour: int, minute: int) -> tuple[int, int]:
    return (hour, minute) if minute >= 0 else ((hour - 1) % 24, 60 + minute)


def _minutes(page: Scan, at: int) -> tuple[int | None, int]:
    """Minutes after the hour (negative for "moins dix"), None when none are said; and where they end."""
    part = _PART.match(page.folded, at)
    if part and not part["minus"]:
        return (30 if part["half"] else 15 if part["quarter"] else -15), part.end()
    number = page.by_start.get(part.end()) if part else page.number_after(at, room=2)
    if number is None or not isinstance(number.value, int) or not 0 <= number.value < 60 or number.ordinal:
        return None, at
    word = _MINUTES.match(page.folded, number.end)
    end = word.end() if word else number.end
    if number.percent or number.article or (part is None and not word and not _looks_like_minutes(page, number)):
        return None, at
    return (-number.value if part else number.value), end


def _looks_like_minutes(page: Scan, number: NumberMention) -> bool:
    figures = page.folded[number.start : number.end]
    if figures.isdigit():
        return len(figures) == 2 and not re.match(
            r"\s?(?:h|heures?|€|euros?|%)(?![a-z])", page.folded[number.end :][:9]
        )
    return not re.match(r"\s(?:heures?|euros?|voix|jours?|mois|ans)(?![a-z])", page.folded[number.end :][:9])


def _lasts(page: Scan, number: NumberMention, hit: re.Match[str], end: int, minutes: bool) -> bool:
    before = page.before(number.start)
    if _LASTS_BEFORE.search(before) or _LASTS_AFTER.match(page.folded, end):
        return True
    if minutes or "heure" not in hit[0]:
        return False
    return not _CLOCK_BEFORE.search(before) and not _HALF_DAY.match(page.folded, end)


def _noon(page: Scan, match: re.Match[str]) -> TimeMention:
    minute, end = _minutes(page, match.end())
    hour, shifted = _shift(12 if match[1] == "midi" else 0, minute or 0)
    return _time(page, match.start(), end, hour, shifted)


def find_durations(text: str | Scan) -> list[DurationMention]:
    """Durations in order; an hour of the day is not one."""
    page = scan(text)
    clock = [(time.start, time.end) for time in find_times(page)]
    found: list[DurationMention] = []
    done = 0
    for number in page.numbers:
        if number.start < done or number.ordinal or number.percent:
            continue
        at = page.shape.span(number.start, number.end)[0]
        before = bisect_right(clock, (at, len(page.shape.original) + 1))
        if before and at < clock[before - 1][1]:
            continue
        duration = _fraction(page, number) or _duration(page, number)
        if duration:
            found.append(duration[0])
            done = duration[1]
    return found


def _length(page: Scan, start: int, end: int, value: Value, unit: str, qualifier: str = "") -> DurationMention:
    first, last = page.shape.span(start, end)
    tidy = int(value) if value == int(value) else value
    return DurationMention(first, last, page.shape.original[first:last], tidy, unit, qualifier)


def _fraction(page: Scan, number: NumberMention) -> tuple[DurationMention, int] | None:
    """ "une demi-heure", "trois quarts d'heure"."""
    hit = _FRACTION.match(page.folded, number.end)
    if hit is None:
        return None
    minutes = number.value * (30 if hit["half"] else 15)
    return _length(page, number.start, hit.end(), minutes, "minute"), hit.end()


def _duration(page: Scan, number: NumberMention) -> tuple[DurationMention, int] | None:
    hit = _UNIT.match(page.folded, number.end)
    if hit is None:
        return None
    word = hit["unit"] if hit["unit"] in ("mois",) else hit["unit"].rstrip("s")
    if number.article and word not in ("mois", "an") and not _ARTICLE_CUE.search(page.before(number.start, 12)):
        return None
    unit, factor = _UNITS[word]
    value = number.value * factor + (Decimal(factor) / 2 if hit["half"] else 0)
    end = hit.end()
    if factor == 60 and not hit["half"]:
        minutes, end = _minutes(page, end)
        value += minutes or 0
    qualifier = hit["q"] or ""
    name = next((full for head, full in _QUALIFIERS.items() if qualifier.startswith(head)), "")
    return _length(page, number.start, end, value, unit, name), end


def format_time(hour: int, minute: int = 0) -> str:
    """ "19 h 30", "20 h", with no-break spaces. Raises ValueError on an impossible hour."""
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        raise ValueError(f"no such hour: {hour}:{minute}")
    return f"{hour}{NBSP}h{NBSP}{minute:02}" if minute else f"{hour}{NBSP}h"
