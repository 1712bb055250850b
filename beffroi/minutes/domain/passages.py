"""A transcript cut into sentences: the grain at which items, votes and decisions are followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from beffroi import facts
from beffroi.minutes.domain.text import digits, fold, mended
from beffroi.minutes.domain.types import Utterance

_AFTER_QUESTION = re.compile(r"(?<=\?)\s+(?=[^\s»])")


@dataclass(frozen=True)
class Passage:
    """One sentence of an utterance. ``item`` is 0 until the agenda has been followed."""

    position: int
    utterance: int
    speaker: str
    text: str
    item: int = 0

    @cached_property
    def folded(self) -> str:
        """Folded, same length as the text."""
        return fold(self.text)

    @cached_property
    def plain(self) -> str:
        """Folded, with numbers in digits (not the same length)."""
        return digits(self.text)


def cut(utterances: Iterable[Utterance]) -> list[Passage]:
    """The sentences of every utterance, in order."""
    passages: list[Passage] = []
    for utterance in utterances:
        speaker = utterance.speaker or utterance.voice
        for text in _sentences(utterance.text):
            passages.append(Passage(len(passages), utterance.index, speaker, text))
    return passages


def _sentences(text: str) -> list[str]:
    """As the fact-checker cuts them, and after every question: recognisers forget the capital that follows."""
    pieces = (piece for sentence in facts.sentences(mended(text)) for piece in _AFTER_QUESTION.split(sentence))
    return [piece.strip() for piece in pieces if piece.strip()]


def with_items(passages: Sequence[Passage], items: Sequence[int]) -> list[Passage]:
    """The same passages, each with the number of its item."""
    return [replace(passage, item=item) for passage, item in zip(passages, items, strict=True)]


def sources(passages: Iterable[Passage]) -> tuple[int, ...]:
    """The utterances of some passages, once each, in order."""
    return tuple(dict.fromkeys(passage.utterance for passage in passages))
