"""Word error rate with its alignment: the least number of words changed, dropped and added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.normalise import words

Pair = tuple[str | None, str | None]
"""(word of the reference or None, word heard or None)."""


@dataclass(frozen=True, slots=True)
class Errors:
    reference: int
    changed: int
    dropped: int
    added: int
    pairs: tuple[Pair, ...] = ()

    @property
    def rate(self) -> float:
        errors = self.changed + self.dropped + self.added
        return errors / self.reference if self.reference else float(errors > 0)

    def __add__(self, other: Errors) -> Errors:
        return Errors(
            self.reference + other.reference,
            self.changed + other.changed,
            self.dropped + other.dropped,
            self.added + other.added,
            self.pairs + other.pairs,
        )


def score(reference: str, heard: str) -> Errors:
    """Errors of a text against its reference, both normalised."""
    pairs = align(words(reference), words(heard))
    return Errors(
        reference=sum(1 for r, _ in pairs if r is not None),
        changed=sum(1 for r, h in pairs if r is not None and h is not None and r != h),
        dropped=sum(1 for _, h in pairs if h is None),
        added=sum(1 for r, _ in pairs if r is None),
        pairs=tuple(pairs),
    )


def align(reference: Sequence[str], heard: Sequence[str]) -> list[Pair]:
    """A cheapest alignment. Memory: one byte for each couple of words."""
    moves = _moves(*_numbered(reference, heard))
    pairs: list[Pair] = []
    i, j = len(reference), len(heard)
    while i or j:
        move = moves[i, j]
        if move == 0:
            i, j = i - 1, j - 1
            pairs.append((reference[i], heard[j]))
        elif move == 1:
            i -= 1
            pairs.append((reference[i], None))
        else:
            j -= 1
            pairs.append((None, heard[j]))
    return pairs[::-1]


def _numbered(reference: Sequence[str], heard: Sequence[str]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    ranks = {word: rank for rank, word in enumerate(dict.fromkeys([*reference, *heard]))}
    return (
        np.array([ranks[word] for word in reference], dtype=np.int32),
        np.array([ranks[word] for word in heard], dtype=np.int32),
    )


def _moves(reference: npt.NDArray[np.int32], heard: npt.NDArray[np.int32]) -> npt.NDArray[np.uint8]:
    """For each couple of lengths, the last move of a cheapest alignment: 0 a pair, 1 dropped, 2 added."""
    columns = np.arange(heard.size + 1, dtype=np.int32)
    moves = np.full((reference.size + 1, heard.size + 1), 2, dtype=np.uint8)
    moves[:, 0] = 1
    row = columns.copy()
    for i, word in enumerate(reference, start=1):
        paired = row[:-1] + (heard != word)
        dropped = row + 1
        best = dropped.copy()
        best[1:] = np.minimum(best[1:], paired)
        new = np.minimum.accumulate(best - columns) + columns  # additions, all at once
        moves[i, 1:] = np.where(new[1:] == paired, 0, np.where(new[1:] == dropped[1:], 1, 2))
        row = new
    return moves
