"""What was perhaps misheard: figures and names that the recogniser was unsure of, sums that do not fall right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from beffroi.facts.amounts import find_amounts
from beffroi.facts.numbers import find_numbers
from beffroi.facts.writing import format_number, to_words
from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import SpokenWord, Utterance
from beffroi.minutes.domain.vote_words import distance

UNSURE = 0.5
"""Probability under which a recognised figure is asked of the reader."""
_RESULT = re.compile(r"\b(?:reste|solde|difference|donc (?:de|a)|soit|au total|total de|net de|reviendra|a charge)\b")
_SUM = re.compile(r"\b(?:au total|total|ensemble|somme)\b")


@dataclass(frozen=True, slots=True)
class Unsure:
    """A figure heard with little certainty."""

    value: int | Decimal
    said: str
    probability: float
    utterance: int


@dataclass(frozen=True, slots=True)
class BadSum:
    """An amount that a sum of the same item contradicts by one figure."""

    said: Decimal
    expected: Decimal
    arithmetic: str
    utterances: tuple[int, ...]


def unsure_figures(utterance: Utterance) -> list[Unsure]:
    """Figures of ten and over, or before euros, whose least certain word is under ``UNSURE``."""
    if not utterance.words:
        return []
    spans = _located(utterance)
    found: list[Unsure] = []
    for number in find_numbers(utterance.text):
        probabilities = [word.probability for start, end, word in spans if start < number.end and end > number.start]
        if probabilities and min(probabilities) < UNSURE and not number.ordinal and not number.article:
            found.append(Unsure(number.value, number.text, min(probabilities), utterance.index))
    return found


_UNITS = (
    "er|re|ers|res|nd|nde|e|es|eme|ème|emes|èmes|h|min|s|j|km|m|cm|mm|kg|g|ha|l|kw|kwh|mw|mwh|go|mo|to|bis|ter|quater"
)
_BROKEN = re.compile(rf"\b\d+(?!(?:{_UNITS})(?:\d+|\b))[^\W\d_]{{2,}}\b", re.IGNORECASE)


def broken_figures(text: str) -> list[str]:
    """Figures run into the word that follows ("39embre" for « trente novembre »): no such word exists, so that a
    date or an amount was lost there. Units, ordinals and hours ("20h30", "2e", "5km") are whole."""
    return [found.group() for found in _BROKEN.finditer(text)]


def _located(utterance: Utterance) -> list[tuple[int, int, SpokenWord]]:
    """Where each spoken word stands in the text of the utterance; words that a correction removed are left out."""
    spans: list[tuple[int, int, SpokenWord]] = []
    at = 0
    for word in utterance.words:
        text = word.text.strip()
        start = utterance.text.find(text, at) if text else -1
        if start >= 0 and start - at < 40:
            spans.append((start, start + len(text), word))
            at = start + len(text)
    return spans


def unsure_words(utterance: Utterance, text: str, limit: float) -> float | None:
    """The least probability of the words of ``text`` in the utterance, where it is under ``limit``."""
    start = fold(utterance.text).find(fold(text))
    if start < 0:
        return None
    within = [
        word.probability for first, last, word in _located(utterance) if first < start + len(text) and last > start
    ]
    return min(within) if within and min(within) < limit else None


def bad_sums(passages: Sequence[Passage]) -> Iterator[BadSum]:
    """ "le reste à charge est de 67 000" after 125 000 and 48 000: 77 000 is one figure away."""
    said: list[tuple[Decimal, int]] = []
    for passage in passages:
        amounts = [(amount.value, passage.utterance) for amount in find_amounts(passage.text)]
        if amounts and said and _RESULT.search(passage.folded):
            found = _contradiction(amounts[0], said[-6:], adding=bool(_SUM.search(passage.folded)))
            if found:
                yield found
        said += amounts


def _contradiction(result: tuple[Decimal, int], said: Sequence[tuple[Decimal, int]], *, adding: bool) -> BadSum | None:
    value, utterance = result
    near: list[BadSum] = []
    for index, (one, first) in enumerate(said):
        for other, second in said[index + 1 :]:
            if one == other or min(one, other) <= 0:
                continue
            high, low = max(one, other), min(one, other)
            for expected, sign in ((high - low, "−"), *(((high + low, "+"),) if adding else ())):
                if expected == value:
                    return None
                if _one_figure_away(value, expected):
                    sum_ = f"{format_number(high)} {sign} {format_number(low)} = {format_number(expected)}"
                    near.append(BadSum(value, expected, sum_, tuple(sorted({first, second, utterance}))))
    return near[-1] if near else None


def _one_figure_away(one: Decimal, other: Decimal) -> bool:
    """Whether one may have been heard for the other: a figure of the same length, and spoken forms that differ by
    one word said or not ("soixante-[dix-]sept mille"), or by one word that sounds near ("six", "dix")."""
    first, second = format(one.normalize(), "f"), format(other.normalize(), "f")
    if len(first) != len(second) or not (first + second).isdigit():
        return False
    said, meant = (re.split(r"[ -]", to_words(int(value))) for value in (one, other))
    changes = [code for code in SequenceMatcher(None, said, meant, autojunk=False).get_opcodes() if code[0] != "equal"]
    if len(changes) != 1:
        return False
    _, a, b, c, d = changes[0]
    left, right = said[a:b], meant[c:d]
    if len(left) + len(right) == 1:
        return True
    return len(left) == len(right) == 1 and distance(left[0], right[0], 2) <= 2
