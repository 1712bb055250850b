"""Speech cut out of a stream of sound: stretches between silences, each handed over as soon as it ends, so that
no more than one stretch is kept in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from beffroi.engines.adapters.silero import STEP, Silero
from beffroi.engines.protocols import SAMPLE_RATE, Samples

ONSET = 0.5
OFFSET = 0.35
STEP_SECONDS = STEP / SAMPLE_RATE
SILENCE_STEPS = 8
"""A pause of 0.26 s ends a stretch: voices often change there."""
SPEECH_STEPS = 6
"""Less than 0.2 s of speech is a noise."""
MARGIN_STEPS = 2
LONGEST_STEPS = 940
"""30 s: a longer stretch is cut, for memory's sake (the same voice goes on in the next)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech from ``start`` (seconds) and its sound."""

    start: float
    sound: Samples

    @property
    def end(self) -> float:
        return self.start + self.sound.size / SAMPLE_RATE


def stretches_of_speech(blocks: Iterable[Samples], detector: Silero) -> Iterator[Stretch]:
    """The stretches of speech of a sound given in blocks of any length, in order, never overlapping."""
    cutter = _Cutter()
    waiting: list[Samples] = []

    def heard() -> Iterator[Samples]:
        for block in blocks:
            waiting.append(np.asarray(block, dtype=np.float32).reshape(-1))
            yield waiting[-1]

    for probabilities in detector.probabilities(heard()):
        sound = np.concatenate(waiting)
        waiting.clear()
        yield from cutter.push(sound, probabilities)
    yield from cutter.finish()


class _Cutter:
    """Hysteresis on the probabilities: speech begins above ONSET, ends after a pause under OFFSET."""

    def __init__(self) -> None:
        self._sound = np.zeros(0, dtype=np.float32)
        self._origin = 0  # step of the first sample kept
        self._step = 0
        self._begun: int | None = None
        self._spoken = 0  # first step after the last one that held speech
        self._free = 0  # first step that no stretch has taken

    def push(self, samples: Samples, probabilities: Iterable[float]) -> Iterator[Stretch]:
        self._sound = np.concatenate([self._sound, samples])
        for probability in probabilities:
            yield from self._hear(float(probability))
            self._step += 1
        self._forget()

    def finish(self) -> Iterator[Stretch]:
        yield from self._close()

    def _hear(self, probability: float) -> Iterator[Stretch]:
        if self._begun is None:
            if probability >= ONSET:
                self._begun, self._spoken = self._step, self._step + 1
            return
        if probability >= OFFSET:
            self._spoken = self._step + 1
        if self._step - self._spoken >= SILENCE_STEPS or self._step - self._begun >= LONGEST_STEPS:
            yield from self._close()

    def _close(self) -> Iterator[Stretch]:
        begun, self._begun = self._begun, None
        if begun is None or self._spoken - begun < SPEECH_STEPS:
            return
        first = max(begun - MARGIN_STEPS, self._free)
        last = self._free = self._spoken + MARGIN_STEPS
        low, high = ((step - self._origin) * STEP for step in (first, last))
        yield Stretch(first * STEP_SECONDS, self._sound[low:high].copy())

    def _forget(self) -> None:
        """Lets go of the sound that no stretch can need any more."""
        keep = self._step - MARGIN_STEPS if self._begun is None else self._begun - MARGIN_STEPS
        surplus = max(keep, self._origin) - self._origin
        self._sound = self._sound[surplus * STEP :]
        self._origin += surplus
