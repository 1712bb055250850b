"""Finds in a text the very words of somebody who must not be quoted, a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beffroi.minutes.domain.text import STOPWORDS

from .words import Word, read

RUN = 4
"""Words in a row that make a quotation."""
_CONTENT = 2
Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Echoes:
    """Runs of words that belong to hidden talk and to nothing that the public hears anyway."""

    grams: dict[Gram, str]

    @classmethod
    def of(cls, hidden: Iterable[tuple[str, str]], heard: Iterable[str]) -> Echoes:
        """``hidden``: (words, reason); ``heard``: what the public may hear, whose turns of phrase are not theirs."""
        grams: dict[Gram, str] = {}
        for text, reason in hidden:
            for gram, _, _ in _grams(read(text).words):
                grams.setdefault(gram, reason)
        for text in heard if grams else ():
            for gram, _, _ in _grams(read(text).words):
                grams.pop(gram, None)
        return cls(grams)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, reason) of each quotation, in order, none overlapping; offsets in ``text``."""
        if not self.grams or not text:
            return []
        page = read(text)
        found: list[tuple[int, int, str]] = []
        for gram, start, end in _grams(page.words):
            reason = self.grams.get(gram)
            if reason is None:
                continue
            first, last = page.shape.span(start, end)
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], last, found[-1][2])
            else:
                found.append((first, last, reason))
        return found


def _grams(words: Sequence[Word]) -> Iterable[tuple[Gram, int, int]]:
    for at in range(len(words) - RUN + 1):
        run = words[at : at + RUN]
        gram = tuple(word.letters for word in run)
        if sum(len(letters) > 3 and letters not in STOPWORDS for letters in gram) >= _CONTENT:
            yield gram, run[0].start, run[-1].end
