# ruff: noqa: E501  (patterns read best whole)
"""Figures, hours and lists as minutes write them: "125 000 €", "21 h 40", "M. Garnier, Mme Petit et M. Roux"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from beffroi import facts
from beffroi.minutes.domain.text import fold

NBSP = "\u00a0"
_MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_UNIT = re.compile(
    rf" (?:{'|'.join(_MONTHS)}|euros?|heures?|h\b|%|pour cent|voix|abstentions?|minutes?|kilometres?|metres?|hectares?|habitants)\b"
)
_PER_CENT = re.compile(r"(?<=\d) pour ?-?cents?\b", re.IGNORECASE)
_EUROS = re.compile(r"(?<=\d) (?:d'|d’)?euros?\b", re.IGNORECASE)
_HOURS = re.compile(
    r"\b(\d{1,2}) heures?(?: (\d{1,2})(?! (?:[a-z]|%|€))\b)?(?! (?:de travail|par|hebdo))", re.IGNORECASE
)


def in_figures(text: str) -> str:
    """The same text with its numbers in figures (ten and over, and any before a unit), euros and hours as they
    are written. What is no plain number (ordinals, "une vingtaine") stays as said."""
    pieces: list[str] = []
    last = 0
    for number in facts.find_numbers(text):
        folded_after = fold(text[number.end : number.end + 16])
        unit = _UNIT.match(folded_after)
        if number.ordinal or number.approximate or number.article or _is_figure(number.text, folded_after):
            continue
        beside = fold(text[max(0, number.start - 12) : number.start]).endswith("voix contre ")
        if number.value < 10 and not unit and not beside and "virgule" not in fold(number.text):
            continue
        pieces += [text[last : number.start], _large(number) or _number(number.value, folded_after)]
        last = number.end
    written = "".join([*pieces, text[last:]])
    written = _EUROS.sub(f"{NBSP}€", written)
    written = _PER_CENT.sub(f"{NBSP}%", written)
    return _HOURS.sub(_hour, written)


_SCALE = re.compile(r"\b(million|milliard)s?$")


def _large(number: facts.NumberMention) -> str:
    """ "45 milliards" stays so: nobody reads ten noughts, and "36 à 45 milliards" must go on meaning it."""
    hit = _SCALE.search(fold(number.text))
    if hit is None:
        return ""
    value = Decimal(number.value) / (10**6 if hit[1] == "million" else 10**9)
    return f"{facts.format_number(value)} {number.text[hit.start() :]}"


def _is_figure(said: str, after: str) -> bool:
    """Figures stay as they are; only a long one before euros gets its spaces."""
    plain_figure = re.fullmatch(r"[\d\s.,\u202f\u00a0]+", said)
    return bool(plain_figure) and not (said.isdigit() and len(said) > 3 and after.startswith(" euro"))


def _number(value: int | Decimal, after: str) -> str:
    if 1900 <= value <= 2100 and not after.startswith((" euro", " habitant", " metre")):
        return str(value)
    return facts.format_number(value)


def _hour(hit: re.Match[str]) -> str:
    if hit[2]:
        return f"{hit[1]}{NBSP}h{NBSP}{int(hit[2]):02d}"
    return f"{hit[1]}{NBSP}h"


def listed(names: Sequence[str]) -> str:
    """ "a", "a et b", "a, b et c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} et {names[-1]}"


def count(number: int, one: str, many: str) -> str:
    """ "1 abstention", "4 abstentions", "21 voix"."""
    return f"{number}{NBSP}{one if number < 2 else many}"
