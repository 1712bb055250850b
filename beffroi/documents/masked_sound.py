"""A copy of a recording in which some seconds are not heard, written as it is read: a three-hour sitting takes no more
memory than a minute."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from .audio import SAMPLE_RATE, Samples, stream

ENDING, CONTENT_TYPE = "mp3", "audio/mpeg"
"""Heard by every browser, and sought by its bytes."""
BIT_RATE = 48_000
BLOCK_SECONDS = 10.0
_TONE_HERTZ, _TONE_LEVEL = 440.0, 0.03
_FADE = round(0.02 * SAMPLE_RATE)
Interval = tuple[float, float]
Heard = Callable[[float], None]


def write_masked(source: Path, target: Path, silences: Sequence[Interval], *, tone: bool, heard: Heard) -> float:
    """Write the sound of ``source`` to ``target`` (mp3, mono, 16 kHz) without the seconds of ``silences``, in order and
    apart, replaced by nothing or by a soft tone. ``heard(seconds)`` is told of the progress and may raise to stop.
    Returns the seconds written. Raises AudioError."""
    with av.open(str(target), "w", format=ENDING) as container:
        output = container.add_stream("libmp3lame", rate=SAMPLE_RATE)
        assert isinstance(output, AudioStream)
        output.layout, output.bit_rate = "mono", BIT_RATE
        at = 0
        for block in stream(source, BLOCK_SECONDS):
            masked = without(block, at, silences, tone=tone)
            for packet in output.encode(_frame(masked, at)):
                container.mux(packet)
            at += block.size
            heard(at / SAMPLE_RATE)
        for packet in output.encode(None):
            container.mux(packet)
    return at / SAMPLE_RATE


def without(block: Samples, at: int, silences: Sequence[Interval], *, tone: bool) -> Samples:
    """The block (its first sample at rank ``at``) without what falls in ``silences``."""
    made = block.copy()
    for start, end in silences:
        first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        left, right = max(first - at, 0), min(last - at, block.size)
        if right > left:
            made[left:right] = _tone(at + left, right - left, first, last) if tone else 0.0
    return made


def _tone(at: int, size: int, first: int, last: int) -> Samples:
    """A soft note that comes and goes without a click; the same wherever the blocks are cut."""
    ranks = np.arange(at, at + size)
    fade = np.minimum(1.0, np.minimum(ranks - first, last - 1 - ranks) / _FADE)
    wave = np.sin(2 * np.pi * _TONE_HERTZ * ranks / SAMPLE_RATE) * _TONE_LEVEL * fade
    return wave.astype(np.float32)


def _frame(samples: Samples, at: int) -> AudioFrame:
    pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2").reshape(1, -1)
    frame = AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
    frame.sample_rate, frame.pts = SAMPLE_RATE, at
    return frame
