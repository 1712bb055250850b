"""What a reading leaves out or puts where nobody speaks, told by the times of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..protocols import Word

Region = tuple[float, float]

_APART = 0.5
_PAUSE = 0.25
_SECONDS_A_WORD, _SECONDS_A_LETTER, _SECONDS_A_FIGURE = 0.3, 0.09, 0.3


def left_out(regions: Sequence[Region], words: Sequence[Word], *, least: float) -> list[Region]:
    """Stretches of speech of ``least`` seconds or more that no word covers."""
    covered = [part for word in words for part in _parts(word)]
    holes: list[tuple[float, float, float]] = []
    for start, end in _holes(regions, covered):
        if holes and start - holes[-1][1] < _APART:
            first, _, total = holes[-1]
            holes[-1] = (first, end, total + end - start)
        else:
            holes.append((start, end, end - start))
    return [(start, end) for start, end, total in holes if total >= least]


def spoken_share(words: Sequence[Word], regions: Sequence[Region]) -> float:
    """Share of the time of the words where there is speech."""
    length = sum(max(word.end - word.start, 0.02) for word in words)
    over = sum(
        max(0.0, min(end, max(word.end, word.start + 0.02)) - max(start, word.start))
        for word in words
        for start, end in regions
    )
    return over / length if length else 0.0


def _holes(regions: Sequence[Region], covered: Sequence[Region]) -> list[Region]:
    made: list[Region] = []
    for start, end in regions:
        at = start
        for first, last in covered:
            if last <= at:
                continue
            if first >= end:
                break
            if first - at > _PAUSE:
                made.append((at, first))
            at = max(at, last)
        if end - at > _PAUSE:
            made.append((at, end))
    return made


def _parts(word: Word) -> list[Region]:
    """Where a word can be: next to what was left out, it is given times far too long, so only what it may
    take at either end counts."""
    figures = len(re.findall(r"\d", word.text))
    most = _SECONDS_A_WORD + _SECONDS_A_LETTER * len(word.text) + _SECONDS_A_FIGURE * figures
    if word.end - word.start <= most:
        return [(word.start, word.end)]
    return [(word.start, word.start + most / 2), (word.end - most / 2, word.end)]
