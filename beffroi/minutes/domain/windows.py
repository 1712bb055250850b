"""Cuts a recording into windows that a recogniser can take, at silences, and keeps out of the transcript what
recognisers make up. Pure; times are seconds of the recording."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Region = tuple[float, float]

LONGEST = 28.0
_APART = 3.0
_EARLIEST_CUT = 0.55


def cut(regions: Sequence[Region], *, longest: float = LONGEST, apart: float = _APART) -> list[Region]:
    """Windows of ``longest`` seconds at most, in order, that cover all speech and nothing twice.

    A silence longer than ``apart`` always ends a window. A window that is full ends at its longest silence, if
    that one is past the middle: sentences stay whole. A region too long for one window is cut in equal parts."""
    windows: list[Region] = []
    held: list[Region] = []
    for region in _short(_in_order(regions), longest):
        if held and region[0] - held[-1][1] > apart:
            windows.append((held[0][0], held[-1][1]))
            held = []
        held.append(region)
        while held[-1][1] - held[0][0] > longest:
            rank = _best_cut(held, longest)
            windows.append((held[0][0], held[rank - 1][1]))
            held = held[rank:]
    if held:
        windows.append((held[0][0], held[-1][1]))
    return windows


def _best_cut(held: Sequence[Region], longest: float) -> int:
    """How many of the regions go in the window: those before its longest silence."""
    begin = held[0][0]
    gaps = [
        (round(after[0] - before[1], 2), rank)
        for rank, (before, after) in enumerate(pairwise(held), start=1)
        if before[1] - begin <= longest
    ]
    late = [gap for gap in gaps if held[gap[1] - 1][1] - begin >= _EARLIEST_CUT * longest]
    return max(late)[1] if late else gaps[-1][1]


def _in_order(regions: Sequence[Region]) -> list[Region]:
    """Without overlap: what an earlier region covers is taken from the next."""
    made: list[Region] = []
    for start, end in sorted(regions):
        start = max(start, made[-1][1]) if made else start
        if end > start:
            made.append((start, end))
    return made


def _short(regions: Sequence[Region], longest: float) -> list[Region]:
    made: list[Region] = []
    for start, end in regions:
        parts = max(1, -int(-(end - start) // longest))
        edges = [start + (end - start) * rank / parts for rank in range(parts)] + [end]
        made += list(pairwise(edges))
    return made
