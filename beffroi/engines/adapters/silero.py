"""Where there is speech, by Silero VAD v6 (the ONNX file that faster-whisper carries), sound streamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..protocols import SAMPLE_RATE, EngineError, EngineInfo, Samples

STEP = 512
CONTEXT = 64
_STEP_SECONDS = STEP / SAMPLE_RATE
_LONGEST = 24.0
"""Seconds of speech without the least silence after which a stretch is cut all the same."""


class Silero:
    """``threshold``: probability above which a step of 32 ms is speech. A silence shorter than ``silence``
    seconds does not end a stretch; stretches shorter than ``speech`` are dropped; each is widened by ``pad``
    seconds on both sides. Raises EngineError."""

    def __init__(self, *, threshold: float = 0.5, silence: float = 0.3, speech: float = 0.1, pad: float = 0.15) -> None:
        self.info = EngineInfo("silero", "silero_vad_v6", "machine")
        self._threshold, self._silence, self._speech, self._pad = threshold, silence, speech, pad
        self._session = _session()

    def speech_regions(self, blocks: Iterable[Samples]) -> Iterator[tuple[float, float]]:
        """See ``SpeechDetector``. Stretches come in order and do not overlap."""
        last: tuple[float, float] | None = None
        length = [0]
        for start, end in self._bare(_counted(blocks, length)):
            start, end = max(start - self._pad, 0.0), end + self._pad
            if last and start <= last[1]:
                middle = (start + last[1]) / 2
                yield round(last[0], 3), round(middle, 3)
                start = middle
            elif last:
                yield round(last[0], 3), round(last[1], 3)
            last = (start, end)
        if last:
            yield round(last[0], 3), round(min(last[1], length[0] / SAMPLE_RATE), 3)

    def probabilities(self, blocks: Iterable[Samples]) -> Iterator[npt.NDArray[np.float32]]:
        """Probability of speech of each step of 32 ms, by runs as blocks come."""
        state, cell = np.zeros((2, 1, 1, 128), dtype=np.float32)
        context, rest = np.zeros(CONTEXT, dtype=np.float32), np.zeros(0, dtype=np.float32)
        for block in blocks:
            sound = np.concatenate([rest, block])
            whole = sound.size // STEP * STEP
            rest = sound[whole:]
            if not whole:
                continue
            padded = np.concatenate([context, sound[:whole]])
            context = padded[-CONTEXT:]
            steps = np.lib.stride_tricks.sliding_window_view(padded, STEP + CONTEXT)[::STEP]
            feed = {"input": np.ascontiguousarray(steps), "h": state, "c": cell}
            output, state, cell = self._session.run(None, feed)
            yield np.asarray(output, dtype=np.float32).reshape(-1)

    def _bare(self, blocks: Iterable[Samples]) -> Iterator[tuple[float, float]]:
        machine = _Machine(self._threshold, self._silence, self._speech)
        for run in self.probabilities(blocks):
            for probability in run:
                if region := machine.step(float(probability)):
                    yield region
        if region := machine.end():
            yield region


@dataclass
class _Machine:
    """Speech begins above the threshold and ends below it less 0.15 for long enough. A stretch that goes on
    for too long is cut where speech was the least probable: a window must end somewhere, not in a word."""

    threshold: float
    silence: float
    speech: float
    at: float = 0.0
    start: float | None = None
    quiet_since: float | None = None
    weakest: tuple[float, float] = (1.0, 0.0)
    """(probability, time) of the least probable step of the second half of the longest stretch."""

    def step(self, probability: float) -> tuple[float, float] | None:
        now, self.at = self.at, self.at + _STEP_SECONDS
        if probability >= self.threshold:
            self.quiet_since = None
            if self.start is None:
                self.start = now
        elif self.start is not None and probability < self.threshold - 0.15:
            if self.quiet_since is None:
                self.quiet_since = now
            if self.at - self.quiet_since >= self.silence:
                return self._closed(self.quiet_since)
        return self._cut(now, probability) if self.start is not None else None

    def _cut(self, now: float, probability: float) -> tuple[float, float] | None:
        assert self.start is not None
        if now - self.start >= _LONGEST / 2:
            self.weakest = min(self.weakest, (probability, now))
        if now - self.start < _LONGEST:
            return None
        cut, quiet = self.weakest[1], self.quiet_since
        region = self._closed(cut)
        self.start, self.quiet_since = cut, quiet if quiet is not None and quiet > cut else None
        return region

    def end(self) -> tuple[float, float] | None:
        return self._closed(self.quiet_since or self.at)

    def _closed(self, end: float) -> tuple[float, float] | None:
        start, self.start, self.quiet_since, self.weakest = self.start, None, None, (1.0, 0.0)
        return None if start is None or end - start < self.speech else (start, end)


def _counted(blocks: Iterable[Samples], length: list[int]) -> Iterator[Samples]:
    for block in blocks:
        length[0] += block.size
        yield block


def _session() -> Any:
    try:
        import onnxruntime
        from faster_whisper.utils import get_assets_path
    except ImportError as error:
        raise EngineError(
            "La détection de la parole demande les bibliothèques faster-whisper et onnxruntime."
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    path = Path(get_assets_path()) / "silero_vad_v6.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
