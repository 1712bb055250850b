"""Words made up where nobody speaks: python -m bench.noise [--minutes 10] [--sound FILE]

Noises are made here (a room with rumble, hum and knocks; white; pink), or FILE is a recording without speech.
Prints {"words": {noise: count}, "heard": [...], "seconds"}: every word is one too many. Two ways are tried: as the
product does (cut at silences first), and with every window given to the recogniser all the same.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import lfilter

from beffroi.documents import audio
from beffroi.engines.adapters.silero import Silero
from beffroi.engines.protocols import SAMPLE_RATE, Samples
from beffroi.minutes.domain import vocabulary, windows
from bench.report import show
from bench.speech import recogniser

_WINDOW = 25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--sound", type=Path)
    arguments = parser.parse_args()
    show("Mots inventés dans le bruit", measure(arguments.minutes, arguments.sound))


def measure(minutes: float, sound: Path | None = None) -> dict[str, Any]:
    clock = time.perf_counter()
    noises = {"recording": sound} if sound else {"room": None, "loud room": None, "white": None, "pink": None}
    heard = {name: _heard(list(blocks(name, minutes, path))) for name, path in noises.items()}
    return {
        "words": {name: sum(len(text.split()) for text in texts) for name, texts in heard.items()},
        "heard": [text for texts in heard.values() for text in texts],
        "seconds": round(time.perf_counter() - clock, 1),
    }


def _heard(sound: list[Samples]) -> list[str]:
    whole = np.concatenate(sound)
    planned = windows.cut(list(Silero().speech_regions(sound)))
    forced = [(at, at + _WINDOW) for at in range(0, whole.size // SAMPLE_RATE, _WINDOW)]
    return [
        segment.text
        for start, end in [*planned, *forced]
        for segment in recogniser().transcribe(
            whole[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)],
            vocabulary=[*vocabulary.COUNCIL, "Présents : monsieur Petit, madame Perrin."],
        )
    ]


def blocks(name: str, minutes: float, path: Path | None = None) -> Iterator[Samples]:
    if path is not None:
        yield from audio.stream(path)
        return
    rng = np.random.default_rng(7)
    for _ in range(max(round(minutes * 2), 1)):
        yield noise(name, 30 * SAMPLE_RATE, rng)


def noise(name: str, size: int, rng: np.random.Generator) -> Samples:
    white = rng.standard_normal(size)
    if name == "white":
        return np.asarray(0.05 * white, dtype=np.float32)
    if name == "pink":
        # Paul Kellet's filter, as usual
        pink = lfilter([0.049922, -0.095993, 0.050613, -0.004409], [1, -2.494956, 2.017266, -0.522190], white)
        return np.asarray(0.1 * pink / np.abs(pink).max() * 3, dtype=np.float32)
    rumble = lfilter([1.0], [1.0, -0.995], white) * 0.002
    hum = 0.003 * np.sin(2 * np.pi * 50 * np.arange(size) / SAMPLE_RATE)
    knocks = np.zeros(size)
    for at in rng.integers(0, size - 2000, 5):
        knocks[at : at + 2000] += 0.15 * rng.standard_normal(2000) * np.exp(-np.arange(2000) / 300)
    return np.asarray((rumble + hum + knocks) * (15 if name == "loud room" else 1), dtype=np.float32)


if __name__ == "__main__":
    main()
