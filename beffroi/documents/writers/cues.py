"""An utterance cut into subtitles that can be read while they are heard."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beffroi.documents.cleaning import clean

if TYPE_CHECKING:
    from beffroi.documents.writers.transcripts import Line

ROW, ROWS = 42, 2
"""Characters of a line and lines of a subtitle, as broadcasters set them."""
_SECONDS_A_CHARACTER = 1 / 15
"""Speaking pace in French, for an utterance whose end nobody knows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``rows`` are shown together from ``start`` to ``end`` (seconds)."""

    start: float
    end: float
    rows: tuple[str, ...]


def cut(line: Line, prefix: str) -> list[Piece]:
    """Pieces of ``line`` in order, the first beginning with ``prefix``. Times come from the words where they
    match the text, else from the length of each piece."""
    start = line.start or 0.0
    text = " ".join(part for part in clean(line.text).replace("\n", " ").replace("\t", " ").split(" ") if part)
    rows = textwrap.wrap(prefix + text, ROW, break_on_hyphens=False) or [prefix.strip()]
    groups = [tuple(rows[at : at + ROWS]) for at in range(0, len(rows), ROWS)]
    end = line.end if line.end is not None and line.end > start else start + len(text) * _SECONDS_A_CHARACTER + 1
    lengths = [sum(len(row) + 1 for row in group) for group in groups]
    bounds = _word_bounds(line, text, prefix, lengths) or _even_bounds(start, end, lengths)
    return [Piece(bounds[at], max(bounds[at + 1], bounds[at]), group) for at, group in enumerate(groups)]


def _even_bounds(start: float, end: float, lengths: Sequence[int]) -> list[float]:
    total, done, bounds = sum(lengths), 0, [start]
    for length in lengths:
        done += length
        bounds.append(start + (end - start) * done / total)
    return bounds


def _word_bounds(line: Line, text: str, prefix: str, lengths: Sequence[int]) -> list[float]:
    """Where each piece begins, read from the words; empty when a reader changed the text since."""
    words = [word for word in line.words if clean(word.text).strip()]
    if not words or "".join(clean(word.text) for word in words).replace(" ", "") != text.replace(" ", ""):
        return []
    bounds, place, reached = [line.start or 0.0], len(prefix), 0
    ends = [reached := reached + length for length in lengths]
    for word in words:
        if len(bounds) < len(lengths) and place >= ends[len(bounds) - 1]:
            bounds.append(max(word.start, bounds[-1]))
        place += len(clean(word.text).strip()) + 1
    if len(bounds) != len(lengths):
        return []
    return [*bounds, max(line.end or 0.0, words[-1].end, bounds[-1])]
