"""Measures of a sound taken as it goes by: loudness, silence, clipping, how two channels agree."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .decoding import RATE, Channels

_STEP = RATE // 10
_FLOOR = 1e-5
CLIPPED = 0.985
QUIET_DB = -50.0


@dataclass
class Levels:
    """Give pieces in order with ``push``; every property may then be read. Decibels: 0 is full scale."""

    samples: int = 0
    peak: float = 0.0
    _clipped: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(2))
    _power: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(2))
    _cross: float = 0.0
    _two: int = 0
    _steps: list[npt.NDArray[np.float32]] = field(default_factory=list)
    _rest: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))

    def push(self, piece: Channels) -> None:
        """``piece``: one or two channels, 16 kHz."""
        size = np.abs(piece)
        self.samples += piece.shape[1]
        self.peak = max(self.peak, float(size.max(initial=0.0)))
        channels = piece.shape[0]
        self._clipped[:channels] += (size >= CLIPPED).sum(axis=1)
        self._power[:channels] += np.einsum("cn,cn->c", piece, piece, dtype=np.float64)
        if channels == 2:
            self._two += piece.shape[1]
            self._cross += float(np.dot(piece[0], piece[1]))
        self._push_steps((piece * piece).max(axis=0))

    def _push_steps(self, power: npt.NDArray[np.float32]) -> None:
        power = np.concatenate([self._rest, power])
        whole = power.size // _STEP * _STEP
        self._rest = power[whole:]
        if whole:
            self._steps.append(power[:whole].reshape(-1, _STEP).mean(axis=1))

    @property
    def duration(self) -> float:
        return self.samples / RATE

    @property
    def silence_ratio(self) -> float:
        """Share of the tenths of a second below -50 dB."""
        steps = self._decibels()
        return float((steps < QUIET_DB).mean()) if steps.size else 1.0

    @property
    def level_db(self) -> float:
        """Loudness of the louder moments (one tenth of a second in twenty is louder)."""
        steps = self._decibels()
        return float(np.percentile(steps, 95)) if steps.size else 20 * math.log10(_FLOOR)

    @property
    def peak_db(self) -> float:
        return 20 * math.log10(max(self.peak, _FLOOR))

    @property
    def clipping_ratio(self) -> float:
        """Share of the samples of the worse channel that stand at full scale."""
        return float(self._clipped.max()) / self.samples if self.samples else 0.0

    @property
    def stereo(self) -> bool:
        """True when half of the sound at least has two channels."""
        return self._two * 2 > self.samples > 0

    @property
    def inverted(self) -> bool:
        """True when one channel is the other upside down: their mix would be silence."""
        both = math.sqrt(float(self._power[0] * self._power[1]))
        return self.stereo and not self.dead_channel and both > 0 and self._cross / both < -0.8

    @property
    def dead_channel(self) -> bool:
        """True when one channel of two is at least 40 dB below the other."""
        low, high = sorted(float(power) for power in self._power)
        return self.stereo and high > 0 and low < high * 1e-4

    def _decibels(self) -> npt.NDArray[np.float32]:
        steps = list(self._steps)
        if self._rest.size:
            steps.append(self._rest.mean(keepdims=True))
        if not steps:
            return np.zeros(0, dtype=np.float32)
        return 10 * np.log10(np.maximum(np.concatenate(steps), _FLOOR**2))
