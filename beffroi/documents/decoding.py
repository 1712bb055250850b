"""Decodes sound frame by frame at 16 kHz: what is kept in memory does not grow with the recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer

from .sound_file import opened

RATE = 16_000
MAX_SECONDS = 6 * 3600
Channels = npt.NDArray[np.float32]
"""Shape (1 or 2, samples), 16 kHz, between -1 and 1."""

_BEFORE = 1.0
"""Seconds decoded and dropped before the wanted start: decoders need a run-up after a seek."""
_GAP = 0.1
_BLOCK = RATE
_BAD_PACKETS = 2_000
"""Packets in a row that give no sound before the rest of the file is given up."""
_SLOWEST, _FASTEST = 2_000, 768_000
"""Samples a second that a real file may have."""
_CANNOT_SEEK = {"aac", "amr"}


@dataclass
class Decoding:
    """One pass over a file; what went wrong is known once it has been read. Times in seconds of the recording,
    whose origin is the container's (what a player shows)."""

    path: Path
    start: float = 0.0
    end: float = MAX_SECONDS + 1.0
    damaged: int = 0
    """Packets that could not be decoded."""
    cut_short: bool = False
    """True when reading stopped before the end of the file."""
    position: float = field(default=0.0, init=False)

    def __iter__(self) -> Iterator[Channels]:
        """Consecutive pieces, from ``start`` to ``end`` or the end of the file. A hole in the file's clock is
        filled with silence, so that times stay true. Raises AudioError."""
        first, last = round(self.start * RATE), round(self.end * RATE)
        for at, piece in self._placed():
            left, right = max(first - at, 0), min(last - at, piece.shape[1])
            if right > left:
                self.position = (at + right) / RATE
                yield piece[:, left:right]
            if at + piece.shape[1] >= last:
                return

    def _placed(self) -> Iterator[tuple[int, Channels]]:
        """(rank of its first sample, piece): contiguous once begun."""
        with opened(self.path) as container:
            stream = container.streams.audio[0]
            origin = _origin(container, stream)
            seeking = self.start > 2 * _BEFORE and container.format.name not in _CANNOT_SEEK
            if seeking:
                seeking = _seek(container, stream, origin + self.start - _BEFORE)
            at: int | None = None if seeking else 0
            resampling = _Resampling()
            for frame in self._frames(container, stream):
                time = frame.time
                wanted = None if time is None else round((time - origin) * RATE)
                if at is None:
                    at = wanted if wanted is not None else round((self.start - _BEFORE) * RATE)
                hole = 0 if wanted is None else wanted - at - resampling.kept
                if hole > _GAP * RATE:
                    for silence in _silences(min(hole, MAX_SECONDS * RATE), resampling.channels):
                        yield at, silence
                        at += silence.shape[1]
                for piece in self._converted(resampling, frame):
                    yield at, piece
                    at += piece.shape[1]
            for piece in self._converted(resampling, None):
                yield at or 0, piece
                at = (at or 0) + piece.shape[1]

    def _converted(self, resampling: _Resampling, frame: AudioFrame | None) -> list[Channels]:
        """A frame that says impossible things of itself (a damaged header) is left out."""
        if frame is not None and not _SLOWEST <= frame.sample_rate <= _FASTEST:
            self.damaged += 1
            return []
        try:
            return resampling.push(frame)
        except (av.error.FFmpegError, ValueError, MemoryError):
            self.damaged += 1
            resampling.forget()
            return []

    def _frames(self, container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
        bad_in_a_row = 0
        packets = container.demux(stream)
        while bad_in_a_row < _BAD_PACKETS:
            try:
                packet = next(packets)
                frames = packet.decode()
            except StopIteration:
                return
            except av.error.EOFError:
                return
            except (av.error.InvalidDataError, av.error.PatchWelcomeError, av.error.UnknownError):
                self.damaged += 1
                bad_in_a_row += 1
                continue
            except (av.error.FFmpegError, OSError):
                self.damaged += 1
                self.cut_short = True
                return
            for frame in frames:
                bad_in_a_row = 0
                if isinstance(frame, AudioFrame) and frame.samples:
                    yield frame
        self.cut_short = True


class _Resampling:
    """To 16 kHz float, one or two channels, whatever the frames change to on the way."""

    def __init__(self) -> None:
        self._resampler: AudioResampler | None = None
        self._format: tuple[str, str, int] | None = None
        self.channels = 1
        self._pushed = 0.0
        self._given = 0

    @property
    def kept(self) -> int:
        """Samples that the filter still holds (its delay)."""
        return max(round(self._pushed) - self._given, 0)

    def push(self, frame: AudioFrame | None) -> list[Channels]:
        if frame is None:
            return self._flush()
        made: list[Channels] = []
        found = (frame.format.name, frame.layout.name, frame.sample_rate)
        if found != self._format:
            made += self._flush()
            self._format = found
            self.channels = 1 if frame.layout.nb_channels == 1 else 2
            layout = "mono" if self.channels == 1 else "stereo"
            self._resampler = AudioResampler(format="fltp", layout=layout, rate=RATE)
        assert self._resampler is not None
        frame.pts = None
        self._pushed += frame.samples * RATE / frame.sample_rate
        return made + self._taken(self._resampler.resample(frame))

    def forget(self) -> None:
        self._resampler, self._format = None, None

    def _flush(self) -> list[Channels]:
        if self._resampler is None:
            return []
        made = self._taken(self._resampler.resample(None))
        self.forget()
        return made

    def _taken(self, frames: list[AudioFrame]) -> list[Channels]:
        pieces = [np.nan_to_num(frame.to_ndarray()).astype(np.float32, copy=False) for frame in frames]
        self._given += sum(piece.shape[1] for piece in pieces)
        return pieces


def _origin(container: InputContainer, stream: AudioStream) -> float:
    if container.start_time is not None:
        return float(container.start_time) / av.time_base
    return float((stream.start_time or 0) * (stream.time_base or 0))


def _seek(container: InputContainer, stream: AudioStream, time: float) -> bool:
    """False where the file cannot be sought (it is then decoded from its beginning)."""
    try:
        container.seek(int(time / float(stream.time_base or 1)), stream=stream, backward=True)
    except (av.error.FFmpegError, OSError):
        return False
    return True


def _silences(samples: int, channels: int) -> Iterator[Channels]:
    while samples > 0:
        yield np.zeros((channels, min(samples, _BLOCK)), dtype=np.float32)
        samples -= _BLOCK
