"""A sound given to the door, in windows of at most thirty seconds, cut where it is quietest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from beffroi.documents import audio

WINDOW_SECONDS = 30.0
_LOOK_BACK = 6.0
_STEP = audio.SAMPLE_RATE // 10
_SILENT = 1e-4


def windows(path: Path) -> Iterator[tuple[float, audio.Samples]]:
    """(start in seconds, samples). What is silent from end to end is passed over. Raises AudioError."""
    size = round(WINDOW_SECONDS * audio.SAMPLE_RATE)
    held = np.zeros(0, dtype=np.float32)
    start = 0
    for block in audio.stream(path, block_seconds=WINDOW_SECONDS):
        held = np.concatenate([held, block])
        while held.size > size:
            cut = _quietest(held[:size])
            yield from _heard(start, held[:cut])
            start, held = start + cut, held[cut:]
    yield from _heard(start, held)


def _heard(start: int, window: audio.Samples) -> Iterator[tuple[float, audio.Samples]]:
    if window.size and float(np.abs(window).max()) > _SILENT:
        yield start / audio.SAMPLE_RATE, window


def _quietest(window: audio.Samples) -> int:
    """Where to cut: the middle of the quietest tenth of a second of the last six."""
    tail = window[-round(_LOOK_BACK * audio.SAMPLE_RATE) :]
    frames = tail[: tail.size // _STEP * _STEP].reshape(-1, _STEP)
    quiet = int((frames**2).mean(axis=1).argmin())
    return int(window.size - tail.size + quiet * _STEP + _STEP // 2)
