"""Diarization error rate: the share of the time of speech that goes to nobody, to somebody who is silent, or
to the wrong voice, once the voices found are matched to the reference in the most favourable way.

Around each boundary of the reference, ``collar`` seconds on either side are not scored (0.25 as in NIST's
md-eval: nobody hears a boundary more precisely). Overlapped speech is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

Spoken = tuple[float, float, str]
"""Start and end in seconds, and the voice."""


@dataclass(frozen=True, slots=True)
class Errors:
    """Seconds; ``mapping`` sends the voices found to those of the reference."""

    speech: float
    missed: float
    false_alarm: float
    confused: float
    mapping: dict[str, str]

    @property
    def rate(self) -> float:
        errors = self.missed + self.false_alarm + self.confused
        return errors / self.speech if self.speech else float(errors > 0)


def read_rttm(path: Path) -> list[Spoken]:
    """Turns of an RTTM file (``SPEAKER file channel start duration <NA> <NA> voice ...``), any number of
    files taken as one. Raises ValueError on a line that is not one."""
    turns: list[Spoken] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        fields = line.split()
        if not fields or fields[0] != "SPEAKER":
            continue
        if len(fields) < 8:
            raise ValueError(f"{path}, line {number}: 8 fields expected, {len(fields)} found")
        start, duration = float(fields[3]), float(fields[4])
        turns.append((start, start + duration, fields[7]))
    return turns


def score(reference: Sequence[Spoken], found: Sequence[Spoken], collar: float = 0.25) -> Errors:
    """Errors of ``found`` against ``reference``, both in any order, overlaps allowed."""
    names = sorted({voice for _, _, voice in reference})
    voices = sorted({voice for _, _, voice in found})
    durations, said, heard = _slices(reference, found, names, voices, collar)
    together = (said * durations[:, None]).T @ heard
    rows, columns = linear_sum_assignment(-together)
    right = float(together[rows, columns].sum())
    speaking, answering = said.sum(axis=1), heard.sum(axis=1)
    both = float((np.minimum(speaking, answering) * durations).sum())
    mapping = {voices[c]: names[r] for r, c in zip(rows, columns, strict=True) if together[r, c] > 0}
    return Errors(
        speech=float((speaking * durations).sum()),
        missed=float((np.maximum(speaking - answering, 0) * durations).sum()),
        false_alarm=float((np.maximum(answering - speaking, 0) * durations).sum()),
        confused=both - right,
        mapping=mapping,
    )


def _slices(
    reference: Sequence[Spoken],
    found: Sequence[Spoken],
    names: list[str],
    voices: list[str],
    collar: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Time cut wherever anything changes: scored seconds of each slice, who speaks, who was found."""
    borders = {time for turn in (*reference, *found) for time in turn[:2]}
    edges = {time for turn in reference for time in turn[:2]}
    borders |= {edge + side for edge in edges for side in (-collar, collar)}
    times = np.array(sorted(borders))
    if times.size < 2:
        return np.zeros(0), np.zeros((0, len(names))), np.zeros((0, len(voices)))
    durations, middles = np.diff(times), (times[:-1] + times[1:]) / 2
    for edge in edges:
        low, high = np.searchsorted(middles, (edge - collar, edge + collar))
        durations[low:high] = 0.0
    return durations, _active(reference, names, middles), _active(found, voices, middles)


def _active(turns: Sequence[Spoken], voices: list[str], middles: np.ndarray) -> np.ndarray:
    """1 where the voice of the column speaks at the time of the row."""
    active = np.zeros((middles.size, len(voices)))
    for start, end, voice in turns:
        low, high = np.searchsorted(middles, (start, end))
        active[low:high, voices.index(voice)] = 1.0
    return active
