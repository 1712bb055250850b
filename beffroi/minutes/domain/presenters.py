# ruff: noqa: E501  (patterns read best whole)
"""Who presents an item: the voice given the floor, else the first that speaks of it at some length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Fact, FactKind, Item

_FLOOR = re.compile(r"\b(?:donne|passe|laisse|cede) (?:donc |maintenant )?(?:la|le) (?:parole|micro)\b|\bla parole est a\b|\bnous (?:le |la )?presente\b"
                    r"|\bva (?:nous )?(?:le |la )?presenter\b|\brapporteure?\b|\bc'est (?:monsieur|madame)\b|\ba toi\b")  # fmt: skip
_ENOUGH_WORDS = 15
_OPEN_TITLE = re.compile(r"\b(?:diverse?s?|informations?|tour de table|secretaire|echanges|actualites)\b")


def presenter_facts(passages: Sequence[Passage], people: People, items: Sequence[Item]) -> Iterator[Fact]:
    """One at most an item, never for the chair merely opening it."""
    for item in items:
        if _OPEN_TITLE.search(fold(item.title)):
            continue
        own = [passage for passage in passages if passage.item == item.number]
        found = _given_the_floor(own[:6], people) or _first_voice(own, people)
        if found:
            name, source = found
            yield Fact(FactKind.PRESENTER, item.number, {"name": name}, (source,))


def _given_the_floor(own: Sequence[Passage], people: People) -> tuple[str, int] | None:
    for index, passage in enumerate(own):
        named = people.mentioned(passage.text)
        if not _FLOOR.search(passage.folded) or len(named) != 1:
            continue
        speaks = any(people.of_speaker(other.speaker) == named[0] for other in own[index:])
        if speaks:
            return named[0].full_name, passage.utterance
    return None


def _first_voice(own: Sequence[Passage], people: People) -> tuple[str, int] | None:
    said: dict[str, int] = {}
    for passage in own[:12]:
        member = people.of_speaker(passage.speaker)
        said[passage.speaker] = said.get(passage.speaker, 0) + len(passage.text.split())
        if member is None or member == people.chair:
            continue
        if "?" in passage.text and len(passage.text.split()) > 8:
            return None
        if said[passage.speaker] >= _ENOUGH_WORDS:
            return member.full_name, passage.utterance
    return None
