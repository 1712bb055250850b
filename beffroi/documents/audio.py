"""Sound of a recording: what it is, its samples as a stream, its shape on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from .decoding import MAX_SECONDS, RATE, Channels, Decoding
from .sound_file import AudioError, opened

__all__ = [
    "SAMPLE_RATE",
    "AudioError",
    "AudioProbe",
    "Peaks",
    "Samples",
    "mixed",
    "probe",
    "spans",
    "stream",
    "waveform",
]

SAMPLE_RATE = RATE
Samples = npt.NDArray[np.float32]
"""Mono, 16 kHz, between -1 and 1: what engines take."""

_PEAK_SAMPLES = RATE // 10


@dataclass(frozen=True, slots=True)
class AudioProbe:
    """What the file says of itself. ``duration_s`` is None where it does not say (a live WebM)."""

    format: str
    codec: str
    duration_s: float | None
    channels: int
    sample_rate: int
    has_video: bool
    bit_rate: int
    size: int


def probe(path: str | Path) -> AudioProbe:
    """Reads the head of the file only. Raises AudioError."""
    path = Path(path)
    with opened(path) as container:
        stream = container.streams.audio[0]
        return AudioProbe(
            format=container.format.name,
            codec=stream.codec_context.name,
            duration_s=None if container.duration is None else container.duration / av.time_base,
            channels=stream.codec_context.channels,
            sample_rate=stream.codec_context.sample_rate,
            has_video=bool(container.streams.video),
            bit_rate=container.bit_rate or 0,
            size=path.stat().st_size,
        )


def stream(
    path: str | Path, block_seconds: float = 30.0, start: float = 0.0, end: float | None = None
) -> Iterator[Samples]:
    """Consecutive blocks of ``block_seconds`` (the last one shorter), from ``start`` to ``end`` in seconds of
    the recording. A file cut short or damaged gives what can be read. Raises AudioError."""
    size = max(round(block_seconds * RATE), 1)
    kept: list[Samples] = []
    held = 0
    for piece in _pieces(Path(path), start, end):
        kept.append(piece)
        held += piece.size
        if held >= size:
            joined = np.concatenate(kept)
            whole = held // size * size
            yield from joined[:whole].reshape(-1, size)
            kept, held = [joined[whole:]], held - whole
    if held:
        yield np.concatenate(kept)


def spans(path: str | Path, wanted: Sequence[tuple[float, float]]) -> Iterator[Samples]:
    """The sound of each stretch (start, end), in the order given, in one pass: starts must not go back.
    A stretch after the end of the file is empty. Raises AudioError."""
    if not wanted:
        return
    begin = wanted[0][0]
    pieces = _pieces(Path(path), begin, max(end for _, end in wanted))
    at, kept = round(begin * RATE), np.zeros(0, dtype=np.float32)
    for start, end in wanted:
        first, last = round(start * RATE), round(end * RATE)
        parts, held = [kept], at + kept.size
        while held < last and (piece := next(pieces, None)) is not None:
            held += piece.size
            if held <= first:
                at, parts = held, []
                continue
            parts.append(piece)
        kept = np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
        drop = min(max(first - at, 0), kept.size)
        at, kept = at + drop, kept[drop:]
        yield kept[: max(last - at, 0)].copy()


def mixed(channels: Channels) -> Samples:
    """One channel of two. Where the mix would cancel (a channel wired backwards), the louder one is kept."""
    if channels.shape[0] == 1:
        return channels[0]
    mix = channels.mean(axis=0, dtype=np.float32)
    power = np.einsum("cn,cn->c", channels, channels)
    loudest = int(power.argmax())
    if float(mix @ mix) < 0.1 * float(power[loudest]):
        return channels[loudest]
    return mix


class Peaks:
    """The shape of a sound on the screen, from blocks as they come (one value kept each tenth of a second)."""

    def __init__(self) -> None:
        self._peaks: list[npt.NDArray[np.float32]] = []
        self._rest = np.zeros(0, dtype=np.float32)

    def push(self, block: Samples) -> None:
        sound = np.concatenate([self._rest, np.abs(block)])
        whole = sound.size // _PEAK_SAMPLES * _PEAK_SAMPLES
        self._rest = sound[whole:]
        if whole:
            self._peaks.append(sound[:whole].reshape(-1, _PEAK_SAMPLES).max(axis=1))

    def values(self, points: int) -> list[int]:
        """``points`` values from 0 to 100 (fewer for a sound shorter than that), evenly spaced; the loudest
        moment is 100."""
        tail = [self._rest.max(keepdims=True)] if self._rest.size else []
        if not self._peaks and not tail:
            return []
        peaks = np.concatenate(self._peaks + tail)
        edges = np.linspace(0, peaks.size, min(points, peaks.size) + 1).astype(int)
        tops = np.maximum.reduceat(peaks, edges[:-1])
        top = max(float(tops.max()), 1e-4)
        return [round(min(float(value) / top, 1.0) * 100) for value in tops]


def waveform(path: str | Path, points: int = 1000) -> list[int]:
    """Peaks from 0 to 100 evenly spaced over the recording, in one streaming pass. Raises AudioError."""
    return peaks_of(_pieces(Path(path), 0.0, None), points)


def peaks_of(blocks: Iterable[Samples], points: int = 1000) -> list[int]:
    """The same from sound already being read."""
    peaks = Peaks()
    for block in blocks:
        peaks.push(block)
    return peaks.values(points)


def _pieces(path: Path, start: float, end: float | None) -> Iterator[Samples]:
    """Mono pieces of a tenth of a second or so: enough to tell whether two channels cancel."""
    limit = MAX_SECONDS + 1.0 if end is None else end
    kept: list[Channels] = []
    held = 0
    for piece in Decoding(path, max(start, 0.0), limit):
        if kept and kept[0].shape[0] != piece.shape[0]:
            yield mixed(np.concatenate(kept, axis=1))
            kept, held = [], 0
        kept.append(piece)
        held += piece.shape[1]
        if held >= _PEAK_SAMPLES:
            yield mixed(np.concatenate(kept, axis=1))
            kept, held = [], 0
    if kept:
        yield mixed(np.concatenate(kept, axis=1))
