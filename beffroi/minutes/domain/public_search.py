"""Search in what a council published: whole items, found by the stems of their words, most telling first.

Plain Python over the published items of one commune: accents, capitals and endings do not count, nothing is stored, and
it works alike on every database. A result is an item and the passage that holds the words: nothing is concluded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log

from beffroi.minutes.domain.public import PublicItem, PublicSitting
from beffroi.minutes.domain.text import STOPWORDS, fold, stem

MOST_SHOWN = 50
LONGEST_QUERY = 200
SNIPPET = 220
_TITLE, _SUMMARY, _TEXT = 4.0, 2.0, 1.0
_WORD = re.compile(r"[a-z0-9œæ]+")

Snippet = tuple[tuple[str, bool], ...]
"""Pieces of a passage, each with whether it is one of the words looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    sitting: PublicSitting
    item: PublicItem
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """``total`` found, the first ``MOST_SHOWN`` in ``hits``. ``partial``: no item holds every word, these hold some of
    them. ``empty_query``: nothing to look for was asked."""

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    partial: bool = False
    empty_query: bool = False


class SearchIndex:
    """Made once for a state of the publications; answering does not change it."""

    def __init__(self, sittings: Iterable[PublicSitting]) -> None:
        self._items = [(sitting, item) for sitting in sittings for item in sitting.items]
        self._stems: dict[str, dict[int, float]] = defaultdict(dict)
        self._words: dict[str, set[int]] = defaultdict(set)
        for rank, (_, item) in enumerate(self._items):
            self._add(rank, item)

    def __len__(self) -> int:
        return len(self._items)

    def _add(self, rank: int, item: PublicItem) -> None:
        weights: Counter[str] = Counter()
        for text, weight in _texts(item):
            for word in content_words(text):
                weights[stem(word)] += weight  # type: ignore[assignment]
                self._words[word].add(rank)
        for each, weight in weights.items():
            self._stems[each][rank] = log(1 + weight)

    def find(self, query: str) -> Results:
        words = list(dict.fromkeys(content_words(query[:LONGEST_QUERY])))
        if not words:
            return Results(query, empty_query=True)
        scores, held = self._score(words)
        wanted = len({stem(word) for word in words})
        ranks = [rank for rank, count in held.items() if count == wanted]
        partial = not ranks
        if partial:
            ranks = [rank for rank, count in held.items() if 2 * count >= wanted]
        ranks.sort(key=lambda rank: (-scores[rank], -self._when(rank), rank))
        hits = tuple(self._hit(rank, words) for rank in ranks[:MOST_SHOWN])
        return Results(query, hits, len(ranks), partial and bool(ranks))

    def _score(self, words: list[str]) -> tuple[dict[int, float], Counter[int]]:
        """For each item its score, and how many of the stems it holds: a rare stem tells more, a whole word too."""
        scores: dict[int, float] = defaultdict(float)
        held: Counter[int] = Counter()
        for each in {stem(word) for word in words}:
            found = self._stems.get(each, {})
            rarity = log(1 + len(self._items) / (1 + len(found)))
            for rank, weight in found.items():
                scores[rank] += weight * rarity
                held[rank] += 1
        for word in words:
            for rank in self._words.get(word, ()):
                scores[rank] += 1
        return scores, held

    def _when(self, rank: int) -> float:
        starts = self._items[rank][0].starts_at
        return starts.timestamp() if starts else 0.0

    def _hit(self, rank: int, words: list[str]) -> Hit:
        sitting, item = self._items[rank]
        return Hit(sitting, item, snippet(item, {stem(word) for word in words}))


def content_words(text: str) -> Iterator[str]:
    """The words that carry the meaning, folded."""
    return (word for word in _WORD.findall(fold(text)) if word not in STOPWORDS and len(word) > 1)


def _texts(item: PublicItem) -> Iterator[tuple[str, float]]:
    yield item.title, _TITLE
    yield item.reference, _TITLE
    yield item.summary, _SUMMARY
    for text in (*item.articles, *(sentence.text for paragraph in item.debate for sentence in paragraph)):
        yield text, _TEXT


def snippet(item: PublicItem, stems: set[str]) -> Snippet:
    """The passage that holds the most of the words, cut around the first; the title's is not repeated."""
    passages = [text for text, _ in _texts(item)][2:]
    best, most = "", 0
    for text in passages:
        count = len({stem(word) for word in content_words(text)} & stems)
        if count > most:
            best, most = text, count
    return _marked(best, stems)


def _marked(text: str, stems: set[str]) -> Snippet:
    hits = [found.span() for found in _WORD.finditer(fold(text)) if stem(found[0]) in stems]
    if not hits:
        return ()
    start = _word_start(text, max(0, hits[0][0] - SNIPPET // 3))
    end = min(len(text), start + SNIPPET)
    pieces, at = [("… ", False)] if start else [], start
    for first, last in hits:
        if last <= end:
            pieces += [(text[at:first], False), (text[first:last], True)]
            at = last
    pieces.append((text[at:end].rstrip() + (" …" if end < len(text) else ""), False))
    return tuple(piece for piece in pieces if piece[0])


def _word_start(text: str, at: int) -> int:
    return text.rfind(" ", 0, at) + 1 if at else 0
