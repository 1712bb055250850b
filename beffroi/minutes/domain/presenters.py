# ruff: noqa: E501  (patterns read best whole)
"""Who presents an item: the voice given the floor, else the first that speaks of it at some length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beffroi.minutes.domain.passages import Passage
from beffroi.minutes.domain.people import People
from beffroi.minutes.domain.text import fold
from beffroi.minutes.domain.types import Fact, FactKind, Item, Member

_FLOOR = re.compile(
    r"\b(?:donne|passe|laisse|cede) (?:donc |maintenant )?(?:la|le) (?:parole|micro)\b|\bla parole est a\b|\bnous (?:le |la )?presente\b"
    r"|\bva (?:nous )?(?:le |la )?presenter\b|\brapporteure?\b|\bc'est (?:monsieur|madame)\b|\ba toi\b|\ba vous\b|\bou en est\b"
)
_NOBODY_PRESENTS = re.compile(
    r"\b(?:diverse?s?|informations?|tour de table|secretaire|echanges|actualites|proces verbal|compte rendu de)\b"
)
_ENOUGH_WORDS = 15


def presenter_facts(passages: Sequence[Passage], people: People, items: Sequence[Item]) -> Iterator[Fact]:
    """One at most an item, and never for an item that nobody reports on."""
    for item in items:
        if _NOBODY_PRESENTS.search(fold(item.title)):
            continue
        own = [passage for passage in passages if passage.item == item.number]
        found = _given_the_floor(own[:8], own, people) or _of_the_agenda(item, own, people) or _called(own, people)
        if found:
            name, source = found
            yield Fact(FactKind.PRESENTER, item.number, {"name": name}, (source,))


def _given_the_floor(first: Sequence[Passage], own: Sequence[Passage], people: People) -> tuple[str, int] | None:
    for passage in first:
        named = people.called(passage.text)
        if _FLOOR.search(passage.folded) and len(named) == 1 and _words_of(named[0], own, people) >= _ENOUGH_WORDS:
            return named[0].full_name, passage.utterance
    return None


def _of_the_agenda(item: Item, own: Sequence[Passage], people: People) -> tuple[str, int] | None:
    """The rapporteur that the agenda names, where they did speak."""
    named = people.mentioned(item.presenter) or people.called(item.presenter) if item.presenter else []
    for passage in own:
        if len(named) == 1 and people.of_speaker(passage.speaker) == named[0] and len(passage.text.split()) > 5:
            return named[0].full_name, passage.utterance
    return None


def _called(own: Sequence[Passage], people: People) -> tuple[str, int] | None:
    """Named as the item opens, and the next to speak, at some length and without a question."""
    for passage in own[:4]:
        named = people.called(passage.text)
        after = [other for other in own if other.utterance > passage.utterance]
        if len(named) != 1 or not after or people.of_speaker(after[0].speaker) != named[0]:
            continue
        turn = [other for other in after if other.utterance == after[0].utterance]
        if sum(len(other.text.split()) for other in turn) >= _ENOUGH_WORDS and not any(
            "?" in other.text for other in turn
        ):
            return named[0].full_name, after[0].utterance
    return None


def _words_of(member: Member, own: Sequence[Passage], people: People) -> int:
    return sum(len(passage.text.split()) for passage in own if people.of_speaker(passage.speaker) == member)
