"""Who speaks when, measured: python -m bench.diarization --sound FILE --rttm FILE.rttm [--speakers N]

Prints {"der", "missed", "false_alarm", "confused", "voices", "voices_found", "rtf", "peak_rss_mb"}; the rates
are shares of the time of speech, with a collar of 0.25 s.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler

from beffroi.engines.adapters.campplus.diarizer import CampplusDiarizer
from beffroi.engines.protocols import SAMPLE_RATE, Samples
from bench.der import Errors, read_rttm, score
from bench.report import show


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sound", type=Path, required=True)
    parser.add_argument("--rttm", type=Path, required=True)
    parser.add_argument("--speakers", type=int, help="when the number of voices is known")
    parser.add_argument("--collar", type=float, default=0.25)
    arguments = parser.parse_args()
    show("Qui parle quand", measure(arguments.sound, arguments.rttm, arguments.speakers, arguments.collar))


def measure(sound: Path, rttm: Path, speakers: int | None = None, collar: float = 0.25) -> dict[str, Any]:
    clock = time.perf_counter()
    errors, found, seconds = _errors(sound, rttm, speakers, collar)
    spent = time.perf_counter() - clock
    total = errors.speech or 1.0
    return {
        "der": round(errors.rate, 4),
        "missed": round(errors.missed / total, 4),
        "false_alarm": round(errors.false_alarm / total, 4),
        "confused": round(errors.confused / total, 4),
        "voices": len({voice for _, _, voice in read_rttm(rttm)}),
        "voices_found": found,
        "rtf": round(spent / seconds, 4) if seconds else None,
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def diarization_error(sound: Path, rttm: Path) -> float:
    """The error rate with the number of voices unknown."""
    return _errors(sound, rttm, None, 0.25)[0].rate


def _errors(sound: Path, rttm: Path, speakers: int | None, collar: float) -> tuple[Errors, int, float]:
    heard = [0]
    turns = CampplusDiarizer().diarize(_counted(blocks(sound), heard), speakers=speakers)
    spoken = [(turn.start, turn.end, str(turn.voice)) for turn in turns]
    return score(read_rttm(rttm), spoken, collar), len({turn.voice for turn in turns}), heard[0] / SAMPLE_RATE


def _counted(sound: Iterator[Samples], heard: list[int]) -> Iterator[Samples]:
    for block in sound:
        heard[0] += block.size
        yield block


def blocks(sound: Path) -> Iterator[Samples]:
    """The sound of a file at 16 kHz, mono, as it is decoded: never the whole of it."""
    resampler = AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    with av.open(str(sound)) as container:
        for frame in container.decode(container.streams.audio[0]):
            frame.pts = None  # broken timestamps are common, and order is enough
            for resampled in resampler.resample(frame):
                yield np.asarray(resampled.to_ndarray(), dtype=np.float32).reshape(-1)
        for resampled in resampler.resample(None):
            yield np.asarray(resampled.to_ndarray(), dtype=np.float32).reshape(-1)


if __name__ == "__main__":
    main()
