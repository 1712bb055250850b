"""Sound files made for a test: any format, any fault."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

RATE = 16_000
FORMATS = {
    "wav": ("pcm_s16le", 44_100),
    "mp3": ("libmp3lame", 44_100),
    "m4a": ("aac", 44_100),
    "ogg": ("libopus", 48_000),
    "opus": ("libopus", 48_000),
    "flac": ("flac", 48_000),
    "mp4": ("aac", 48_000),
    "webm": ("libopus", 48_000),
}


def babble(seconds: float, seed: int = 1) -> npt.NDArray[np.float32]:
    """Noise in syllables: nothing repeats, so a place in it can be recognised."""
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal(int(seconds * RATE))
    smooth = np.convolve(noise, np.hanning(9) / 4, mode="same")
    syllables = np.repeat(rng.uniform(0.02, 1.0, int(seconds * 5) + 1), RATE // 5)[: noise.size]
    return np.asarray(0.12 * smooth * syllables, dtype=np.float32)


def write(path: Path, sound: npt.NDArray[np.float32], *, kind: str = "", **options: str) -> Path:
    """``sound``: mono, or two channels of shape (2, samples); the format goes by the file's ending."""
    codec, rate = FORMATS[kind or path.suffix[1:]]
    channels = np.atleast_2d(sound).astype(np.float32)
    layout = "mono" if channels.shape[0] == 1 else "stereo"
    with av.open(str(path), "w", format={"opus": "ogg", "m4a": "mp4"}.get(kind or path.suffix[1:])) as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        stream.options = options
        resampler = av.AudioResampler(format=stream.codec_context.format, layout=layout, rate=rate)
        for at in range(0, channels.shape[1], RATE):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(channels[:, at : at + RATE]), format="fltp", layout=layout
            )
            frame.sample_rate, frame.pts = RATE, at
            for ready in resampler.resample(frame):
                container.mux(stream.encode(ready))
        for ready in resampler.resample(None):
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path


def write_silent_film(path: Path) -> Path:
    """A video without sound."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(20):
            frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), dtype=np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def cut_short(path: Path, share: float) -> Path:
    """The file with only the first ``share`` of its bytes."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path
