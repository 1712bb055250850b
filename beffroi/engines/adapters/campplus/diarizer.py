"""The diarizer: speech cut out of the stream, voice prints, people, then turns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.adapters.campplus.clustering import Group, agglomerate, group_of
from beffroi.engines.adapters.campplus.embedder import VoicePrints
from beffroi.engines.adapters.campplus.fbank import FRAME, HOP, Floats, fbank
from beffroi.engines.adapters.campplus.smoothing import Path, best_path
from beffroi.engines.adapters.campplus.stretches import Stretch, stretches_of_speech
from beffroi.engines.adapters.silero import Silero
from beffroi.engines.protocols import SAMPLE_RATE, EngineInfo, Samples, Turn

WINDOW_FRAMES = 148
"""1.5 s of sound: enough to tell a voice, little enough to see it change."""
STEP_FRAMES = 50
FRAME_SECONDS = HOP / SAMPLE_RATE
WINDOW = (WINDOW_FRAMES * HOP + FRAME - HOP) / SAMPLE_RATE
STEP = STEP_FRAMES * FRAME_SECONDS
CHUNK_WINDOWS = 3
"""A chunk shorter than 2.5 s is too little to found a person; it joins the nearest one found."""
CHANGE = 0.75
"""Cosine of what is before and after a moment, under which the voice may have changed."""
SIDE = 3
BRIDGE = 1.0
"""The same voice after a pause of less than 1 s goes on with its turn."""


@dataclass(slots=True)
class Prints:
    """Every window of the recording: its print, when, and in which stretch of speech."""

    vectors: Floats
    starts: npt.NDArray[np.float64]
    ends: npt.NDArray[np.float64]
    stretches: npt.NDArray[np.int64]


class CampplusDiarizer:
    """CAM++ prints on ONNX Runtime (``beffroi.engines.protocols.Diarizer``). Raises EngineError when a library
    is missing or the model is damaged."""

    def __init__(self, threads: int = 2) -> None:
        self.info = EngineInfo(adapter="campplus", model="campplus-zh-en-int8", place="machine")
        self._voices = VoicePrints(threads=threads)
        self._detector = Silero()

    def diarize(self, blocks: Iterable[Samples], *, speakers: int | None = None) -> list[Turn]:
        prints = self._prints(stretches_of_speech(blocks, self._detector))
        if not len(prints.vectors):
            return []
        groups = people(prints, speakers)
        centres = np.stack([group.total / np.linalg.norm(group.total) for group in groups])
        path = best_path(prints.vectors, centres, prints.starts, prints.ends, prints.stretches)
        return turns(prints, path)

    def _prints(self, stretches: Iterable[Stretch]) -> Prints:
        vectors: list[Floats] = [np.zeros((0, 192), dtype=np.float32)]
        times: list[tuple[float, float, int]] = []
        for number, stretch in enumerate(stretches):
            features = fbank(stretch.sound)
            firsts = window_starts(len(features))
            vectors.append(self._voices.of([features[at : at + WINDOW_FRAMES] for at in firsts]))
            times += [
                (
                    stretch.start + at * FRAME_SECONDS,
                    min(stretch.start + at * FRAME_SECONDS + WINDOW, stretch.end),
                    number,
                )
                for at in firsts
            ]
        table = np.array(times, dtype=np.float64).reshape(-1, 3)
        return Prints(np.concatenate(vectors), table[:, 0], table[:, 1], table[:, 2].astype(np.int64))


def window_starts(frames: int) -> list[int]:
    """First frame of each window of a stretch; the last window ends with it, a short stretch is one window."""
    if frames <= WINDOW_FRAMES:
        return [0] if frames else []
    starts = list(range(0, frames - WINDOW_FRAMES + 1, STEP_FRAMES))
    if starts[-1] + WINDOW_FRAMES < frames - STEP_FRAMES // 3:
        starts.append(frames - WINDOW_FRAMES)
    return starts


def people(prints: Prints, speakers: int | None) -> list[Group]:
    """One group of prints a person; those too short to found one are left out."""
    chunks = chunks_of(prints)
    founding = [chunk for chunk in chunks if len(chunk) >= CHUNK_WINDOWS]
    if len(founding) < max(speakers or 1, 1):
        founding = chunks
    groups = [
        group_of(prints.vectors[chunk], prints.starts[chunk], WINDOW, number, STEP)
        for number, chunk in enumerate(founding)
    ]
    return agglomerate(groups, speakers)


def chunks_of(prints: Prints) -> list[npt.NDArray[np.int64]]:
    """Windows of each stretch, cut where the voice may change."""
    chunks: list[npt.NDArray[np.int64]] = []
    borders = np.flatnonzero(np.diff(prints.stretches)) + 1
    for stretch in np.split(np.arange(len(prints.vectors)), borders):
        chunks += _cut(stretch, prints.vectors)
    return chunks


def _cut(windows: npt.NDArray[np.int64], vectors: Floats) -> list[npt.NDArray[np.int64]]:
    if len(windows) < 2 * SIDE:
        return [windows]
    scores = [_side_likeness(windows, at, vectors) for at in range(SIDE - 1, len(windows) - SIDE + 2)]
    weakest = int(np.argmin(scores))
    if scores[weakest] >= CHANGE:
        return [windows]
    at = weakest + SIDE - 1
    return _cut(windows[:at], vectors) + _cut(windows[at:], vectors)


def _side_likeness(windows: npt.NDArray[np.int64], at: int, vectors: Floats) -> float:
    before = vectors[windows[max(0, at - SIDE) : at]].sum(axis=0)
    after = vectors[windows[at : at + SIDE]].sum(axis=0)
    return float(before @ after / (np.linalg.norm(before) * np.linalg.norm(after) + 1e-9))


def turns(prints: Prints, path: Path) -> list[Turn]:
    """Windows to turns: a change inside a stretch falls between the middles of the two windows."""
    spoken: list[list[float]] = []
    for at, voice in enumerate(path.voices):
        first = at == 0 or prints.stretches[at] != prints.stretches[at - 1]
        last = at + 1 == len(path.voices) or prints.stretches[at] != prints.stretches[at + 1]
        start = prints.starts[at] if first else _between(prints, at - 1)
        end = prints.ends[at] if last else _between(prints, at)
        certainty = path.certainties[at]
        if spoken and spoken[-1][2] == voice and start - spoken[-1][1] < BRIDGE:
            spoken[-1][1] = end
            spoken[-1][3] = max(spoken[-1][3], certainty)
        else:
            spoken.append([start, end, voice, certainty])
    order: dict[float, int] = {}
    return [
        Turn(round(float(s), 3), round(float(e), 3), order.setdefault(v, len(order)), round(float(c), 3))
        for s, e, v, c in spoken
    ]


def _between(prints: Prints, at: int) -> float:
    """The moment between a window and the next: halfway between their middles."""
    return float(prints.starts[at : at + 2].sum() + prints.ends[at : at + 2].sum()) / 4
