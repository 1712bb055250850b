"""The likeliest sequence of voices given the prints: people speak for a while, and change at pauses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.adapters.campplus.fbank import Floats

SHARPNESS = 12.0
"""Log-likelihood of a whole unit of cosine, for one window (windows overlap: they do not count in full)."""
CHANGE_INSIDE = 4.0
"""Log-odds against another voice without any pause."""
CHANGE_AT_PAUSE = 0.7
LONG_PAUSE = 2.0


@dataclass(slots=True)
class Path:
    """For each window, its voice (row of the centres) and how much likelier that voice is than the next."""

    voices: list[int]
    certainties: list[float]


def best_path(
    vectors: Floats,
    centres: npt.NDArray[np.float64],
    starts: npt.NDArray[np.float64],
    ends: npt.NDArray[np.float64],
    stretches: npt.NDArray[np.int64],
) -> Path:
    """Viterbi over the windows; ``centres`` are unit vectors, one a person."""
    likeness = (vectors @ centres.T.astype(np.float32)) * SHARPNESS
    penalties = _penalties(starts, ends, stretches)
    size, people = likeness.shape
    score = likeness[0].astype(np.float64)
    came_from = np.zeros((size, people), dtype=np.int16)
    for at in range(1, size):
        best = int(np.argmax(score))
        change = score[best] - penalties[at]
        stays = score >= change
        came_from[at] = np.where(stays, np.arange(people), best)
        score = np.where(stays, score, change) + likeness[at]
    voices = [int(np.argmax(score))]
    for at in range(size - 1, 0, -1):
        voices.append(int(came_from[at, voices[-1]]))
    voices.reverse()
    return Path(voices, _certainties(likeness, voices))


def _penalties(
    starts: npt.NDArray[np.float64],
    ends: npt.NDArray[np.float64],
    stretches: npt.NDArray[np.int64],
) -> npt.NDArray[np.float64]:
    penalties = np.full(len(starts), CHANGE_INSIDE)
    apart = stretches[1:] != stretches[:-1]
    pauses = starts[1:] - ends[:-1]
    penalties[1:][apart] = CHANGE_AT_PAUSE * np.clip(1.0 - pauses[apart] / LONG_PAUSE, 0.0, 1.0)
    return penalties


def _certainties(likeness: npt.NDArray[np.float32], voices: list[int]) -> list[float]:
    if likeness.shape[1] == 1:
        return [1.0] * len(voices)
    rows = np.arange(len(voices))
    own = likeness[rows, voices]
    others = likeness.copy()
    others[rows, voices] = -np.inf
    return [float(c) for c in 1.0 / (1.0 + np.exp(others.max(axis=1) - own))]
