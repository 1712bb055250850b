"""Cuts a recording into windows that a recogniser can take, at silences. Pure; seconds of the recording."""

from __future__ import annotations

from collections.abc import Sequence

Region = tuple[float, float]

LONGEST = 28.0
SOFT = 20.0


def cut(regions: Sequence[Region], *, longest: float = LONGEST, gap: float = 3.0) -> list[Region]:
    """Windows of ``longest`` seconds at most, in order, that cover every region of speech: neighbouring
    regions are put together unless a silence longer than ``gap`` parts them, and a region that is too long
    for one window is cut in equal parts."""
    windows: list[Region] = []
    for start, end in _short(regions, longest):
        if windows and start - windows[-1][1] <= gap and end - windows[-1][0] <= longest:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _short(regions: Sequence[Region], longest: float) -> list[Region]:
    made: list[Region] = []
    for start, end in regions:
        parts = max(1, -int(-(end - start) // longest))
        step = (end - start) / parts
        made += [(start + step * i, start + step * (i + 1)) for i in range(parts)]
    return made
