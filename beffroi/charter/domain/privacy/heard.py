"""What an entity engine takes for people, kept where our rules know no better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.facts.lastnames import last_names
from beffroi.facts.scan import Scan

from .found import Found
from .naming import is_first
from .page import plain_at
from .spans import Heard, Kind
from .walk import Word
from .words import EVERYDAY, NOT_ALONE

_PERSON = ("PER", "PERSON", "PERS")


def heard(page: Scan, words: Sequence[Word], entities: Sequence[Heard]) -> Iterator[Found]:
    """People that the engine names and whose words may be a name."""
    for entity in entities:
        if entity.kind.upper() not in _PERSON or entity.end <= entity.start:
            continue
        start, end = plain_at(page, entity.start), plain_at(page, entity.end - 1) + 1
        inside = _trimmed([word for word in words if start <= word.start and word.end <= end])
        if inside and _may_be_people(page, inside):
            yield Found(inside[0].start, inside[-1].end, Kind.NAME, 0.7, "reconnu comme une personne")


def _trimmed(words: list[Word]) -> list[Word]:
    while words and not _stands(words[0]):
        words = words[1:]
    while words and not _stands(words[-1]):
        words = words[:-1]
    return words


def _stands(word: Word) -> bool:
    return word.capital and (word.folded not in EVERYDAY or is_first(word))


def _may_be_people(page: Scan, words: Sequence[Word]) -> bool:
    if any(word.clean.isdigit() or re.search(r"\d", word.clean) for word in words):
        return False
    if len(words) == 1:
        word = words[0]
        known = word.folded in last_names() or is_first(word)
        return known and word.folded not in EVERYDAY | NOT_ALONE and not word.opens and not word.upper
    return not all(word.upper and len(word.clean) < 6 for word in words)
