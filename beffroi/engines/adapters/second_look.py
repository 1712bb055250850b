"""Figures are what is misheard the most and matters the most: two readings of the same sound are compared where
one of them holds a figure, and the one that the sound bears best is kept. A disagreement lowers the certainty
of what is kept, so that the reader is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..protocols import Word

_UNSURE = 0.45
_LONGEST = 8
"""More words than that and the readings do not speak of the same thing."""
_NOTHING = -9.0

Pieces = Sequence[Sequence[Word]]


def has_figures(pieces: Pieces) -> bool:
    return any(_is_figure(word) for piece in pieces for word in piece)


def with_best_figures(first: Pieces, second: Pieces) -> list[tuple[Word, ...]]:
    """``first`` with the figures of ``second`` where they are more probable; its pieces stay as they are cut."""
    ours = [(rank, word) for rank, piece in enumerate(first) for word in piece]
    theirs = [word for piece in second for word in piece]
    made: list[list[Word]] = [[] for _ in first]
    plain = [_plain(word) for _, word in ours], [_plain(word) for word in theirs]
    for what, i, j, x, y in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        kept = ours[i:j]
        if what != "equal" and _is_in_doubt([word for _, word in kept], theirs[x:y]):
            rank = ours[min(i, len(ours) - 1)][0]
            kept = _chosen(kept, [(rank, word) for word in theirs[x:y]])
        for rank, word in kept:
            made[rank].append(word)
    return [tuple(piece) for piece in made if piece]


def _is_in_doubt(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    if len(ours) > _LONGEST or len(theirs) > _LONGEST:
        return False
    return _figures(ours) != _figures(theirs)


def _chosen(ours: list[tuple[int, Word]], theirs: list[tuple[int, Word]]) -> list[tuple[int, Word]]:
    best = theirs if _certainty(theirs) > _certainty(ours) else ours
    return [
        (rank, Word(word.start, word.end, word.text, min(word.probability, _UNSURE)) if _is_figure(word) else word)
        for rank, word in best
    ]


def _certainty(words: Sequence[tuple[int, Word]]) -> float:
    logs = [math.log(max(word.probability, 1e-3)) for _, word in words]
    return sum(logs) / len(logs) if logs else _NOTHING


def _plain(word: Word) -> str:
    return word.text.strip(" .,;:?!\u00a0").lower()


def _figures(words: Sequence[Word]) -> list[str]:
    return ["".join(char for char in word.text if char.isdigit()) for word in words if _is_figure(word)]


def _is_figure(word: Word) -> bool:
    return any(char.isdigit() for char in word.text)
