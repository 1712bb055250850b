"""Sound files that the fake engines hear as lines of their script."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from beffroi.engines.adapters.fakes import silence, spoken
from beffroi.engines.protocols import SAMPLE_RATE


def write_wav(path: Path, samples: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


def a_sitting(path: Path, lines: Sequence[int] = (0, 1, 2, 3), seconds: float = 3.0, pause: float = 1.0) -> Path:
    """A recording where each line of the fakes' script is said in turn, between silences."""
    parts = [silence(pause)]
    for line in lines:
        parts += [spoken(line, seconds), silence(pause)]
    return write_wav(path, np.concatenate(parts))
