"""Kaldi's log mel filter bank in numpy: what the CAM++ network was trained to read.

25 ms frames every 10 ms, no dither, mean removed, pre-emphasis 0.97, Povey window, power spectrum of 512
points, 80 triangular filters on the mel scale from 20 Hz to 8 kHz (source: Kaldi, ``feature-fbank``).
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from beffroi.engines.protocols import SAMPLE_RATE, Samples

Floats = npt.NDArray[np.float32]

FRAME = 400
HOP = 160
FFT = 512
MELS = 80
LOW_HERTZ = 20.0
PREEMPHASIS = 0.97
FLOOR = np.float32(1.1920929e-07)


def _mel(hertz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(1127.0 * np.log1p(hertz / 700.0))


@cache
def mel_filters() -> Floats:
    """Weights of the filters, shape (257, 80)."""
    lowest, highest = _mel(np.array([LOW_HERTZ, SAMPLE_RATE / 2]))
    edges = np.linspace(float(lowest), float(highest), MELS + 2)
    bins = _mel(np.arange(FFT // 2 + 1) * SAMPLE_RATE / FFT)[:, None]
    left, centre, right = edges[:-2], edges[1:-1], edges[2:]
    rising = (bins - left) / (centre - left)
    falling = (right - bins) / (right - centre)
    filters = np.maximum(0.0, np.minimum(rising, falling))
    filters[-1] = 0.0  # Kaldi leaves the Nyquist bin out
    return np.asarray(filters, dtype=np.float32)


@cache
def povey_window() -> Floats:
    hann = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(FRAME) / (FRAME - 1))
    return np.asarray(hann**0.85, dtype=np.float32)


def fbank(samples: Samples) -> Floats:
    """Log mel energies of ``samples`` (16 kHz, between -1 and 1): shape (frames, 80), whole frames only."""
    if samples.size < FRAME:
        return np.zeros((0, MELS), dtype=np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, FRAME)[::HOP]
    frames = frames - frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    spectrum = np.fft.rfft((frames - PREEMPHASIS * before) * povey_window(), n=FFT, axis=1)
    power = np.square(np.abs(spectrum)).astype(np.float32)
    return np.asarray(np.log(np.maximum(power @ mel_filters(), FLOOR)), dtype=np.float32)
